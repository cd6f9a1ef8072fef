//! Every write of every gesture fails once, at every place where it can: nothing is half done.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use guichet::desk::Counter;
use guichet::desk::request::Reply;
use guichet::store::Trouble;

use crate::support::{Town, ask, cash, due, family, now, raw, receipt};

/// Refuses the n-th write from now on, the first being number 1; how many writes were asked.
fn refuse(counter: &Counter, nth: u64, trouble: Trouble) -> Arc<AtomicU64> {
    let asked = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&asked);
    let guard = move || match count.fetch_add(1, Ordering::Relaxed) + 1 {
        write if write == nth => Err(trouble),
        _ => Ok(()),
    };
    counter.store.guard_writes(Some(Box::new(guard)));
    asked
}

/// Every row of every table.
fn dump(town: &Town) -> Vec<String> {
    let db = raw(&town.path);
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut statement = db.prepare(sql).unwrap();
    let tables = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut rows = Vec::new();
    for table in tables {
        let table = table.unwrap();
        let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells: Vec<_> = (0..columns).map(|at| row.get_ref(at).unwrap()).collect();
            rows.push(format!("{table} {cells:?}"));
        }
    }
    rows
}

#[test]
fn a_payment_whose_nth_write_fails_leaves_nothing() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let request = cash(claire, &due(&mut counter, claire), 5000);
    let before = dump(&town);
    for nth in 1.. {
        let asked = refuse(&counter, nth, Trouble::Full);
        let reply = ask(&mut counter, now(), request.clone());
        counter.store.guard_writes(None);
        if asked.load(Ordering::Relaxed) < nth {
            assert!(matches!(reply, Reply::Receipt(_)), "{reply:?}");
            assert!(nth > 10, "begin, journal, payload, the fold and commit were asked");
            break;
        }
        let Reply::Failed(fault) = reply else { panic!("write {nth}: {reply:?}") };
        assert!(fault.sentence.starts_with("Le disque est plein."), "{}", fault.sentence);
        assert!(dump(&town) == before, "write {nth} left something");
    }
    town.holds();
    let martin = family(&counter, "EVR01180");
    let next = cash(martin, &due(&mut counter, martin), 1200);
    assert_eq!(receipt(&mut counter, now(), next).number, "A2-2026-000002");
}
