//! Standing at the store's gate: refusing one access, and looking at what is left.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use guichet::desk::refusal::Fault;
use guichet::desk::{Counter, No};
use guichet::store::Trouble;

use crate::support::{Town, raw};

/// What comes of an access.
#[derive(Clone, Copy, Debug)]
enum Break {
    /// The disk or the file says no.
    Trouble(Trouble),
    /// The program itself breaks there.
    Panic,
}

/// Every way to break, each with the beginning of its sentence.
const BREAKS: [(Break, &str); 5] = [
    (Break::Trouble(Trouble::Full), "Le disque est plein. Rien n’a été enregistré"),
    (Break::Trouble(Trouble::Disk), "Le disque répond mal. Rien n’a été enregistré"),
    (Break::Trouble(Trouble::ReadOnly), "La base est en lecture seule. Rien n’a été enregistré"),
    (Break::Trouble(Trouble::Busy), "La base est occupée par un autre programme. Rien n’a été"),
    (Break::Panic, ""),
];

/// Breaks the n-th access from now on, the first being number 1; how many were asked.
fn break_at(counter: &Counter, nth: u64, how: Break) -> Arc<AtomicU64> {
    let asked = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&asked);
    counter.store.guard(Some(Box::new(move |_| {
        if count.fetch_add(1, Ordering::Relaxed) + 1 != nth {
            return Ok(());
        }
        match how {
            Break::Trouble(trouble) => Err(trouble),
            Break::Panic => resume_unwind(Box::new("broken on purpose")),
        }
    })));
    asked
}

/// Every row of every table, those of this file alone included.
pub fn dump(path: &Path) -> Vec<String> {
    let db = raw(path);
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

/// What is done at a counter, and the fault that it met.
pub type Act<'a> = &'a mut dyn FnMut(&mut Counter) -> Result<(), Fault>;

/// What a function of the desk came to: a refusal is an answer, a fault is not.
pub fn faults_of<T>(answer: Result<T, No>) -> Result<(), Fault> {
    match answer {
        Err(No::Fault(fault)) => Err(fault),
        Ok(_) | Err(No::Refusal(_)) => Ok(()),
    }
}

/// Does it again and again, a later access failing each time, in every way in turn, until it goes
/// through: after each failure nothing was committed, or every table is what it was before. How
/// many accesses it took.
///
/// A database that equals one that verifies does verify; that it does at the end is asked.
pub fn each_access_fails_once(what: &str, town: &Town, counter: &mut Counter, act: Act<'_>) -> u64 {
    let before = dump(&town.path);
    let watch = raw(&town.path);
    let version =
        || watch.query_row("PRAGMA data_version", [], |row| row.get::<_, i64>(0)).unwrap();
    let untouched = version();
    for (nth, (how, sentence)) in (1..).zip(BREAKS.into_iter().cycle()) {
        let asked = break_at(counter, nth, how);
        let done = catch_unwind(AssertUnwindSafe(|| act(counter)));
        counter.store.guard(None);
        let asked = asked.load(Ordering::Relaxed);
        match done {
            Ok(Ok(())) => {
                assert!(asked < nth, "{what}: access {nth} broke ({how:?}) and nobody said so");
                town.holds();
                return asked;
            }
            Ok(Err(fault)) => {
                assert!(fault.sentence.starts_with(sentence), "{what} {nth} {how:?}: {fault:?}");
            }
            Err(_) => assert!(matches!(how, Break::Panic), "{what}: a panic by itself at {nth}"),
        }
        assert!(asked >= nth, "{what}: failed by itself at {nth}");
        let kept = version() == untouched || dump(&town.path) == before;
        assert!(kept, "{what}: access {nth} broke ({how:?}), half done");
    }
    0
}
