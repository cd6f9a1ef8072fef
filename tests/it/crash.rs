//! Several programs on one file, and a program killed at any moment.
//!
//! The tests run themselves again as children that take payments on a file and say a word before
//! and after each. Killed after so many words, wherever it then is, a child leaves whole gestures
//! only; two of them at once never use a receipt's number twice, nor skip one.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write as _};
use std::ops::Range;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use guichet::desk::Counter;
use guichet::desk::request::{CancelRequest, Request};
use guichet::domain::ids::FamilyId;
use guichet::domain::money::Cents;
use guichet::journal::fact::Fact;
use guichet::store::read::entries::decode;

use crate::support::{
    Town, ask, cash, close, due, family, file, import_into, now, payment_of, plan, raw, receipt,
    seat,
};

const FILE: &str = "GUICHET_CRASH_FILE";

/// Which families a child serves: the first, and the first one that it leaves alone.
const SHARE: &str = "GUICHET_CRASH_SHARE";

/// Families of the town where a counter is killed.
const FAMILIES: usize = 60;

fn login(n: usize) -> String {
    format!("EVR1{n:04}")
}

/// A town with its till open and families to serve, each with two invoices of one euro.
fn prepared(count: usize) -> Town {
    let town = Town::new();
    let mut counter = town.sit_at_till("adm");
    let header = |name: &str| format!("{}\n", file(name).lines().next().unwrap());
    let (mut families, mut invoices) = (header("familles.csv"), header("factures.csv"));
    for n in 0..count {
        let login = login(n);
        let _ = writeln!(families, "{login};NOM{n};Eva;;;;;;;;");
        for part in 1..=2 {
            let _ = writeln!(invoices, "2026-{part}-{n};{login};;cantine;1,00;1,00;01/11/2026");
        }
    }
    let rows = plan(&[("familles.csv", families), ("factures.csv", invoices)]);
    import_into(&mut counter, &rows, false).unwrap();
    drop(counter);
    town
}

/// Takes one payment of both invoices from each family, saying `début` before and the number of
/// its receipt once it is recorded.
#[test]
#[ignore = "the child of the tests below: does nothing by itself"]
fn serves_its_share() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let mut out = std::io::stdout();
    let mut say = |word: &str| {
        out.write_all(format!("\n{word}\n").as_bytes()).unwrap();
        out.flush().unwrap();
    };
    let share = std::env::var(SHARE).unwrap();
    let (first, end) = share.split_once('-').unwrap();
    let (first, end): (usize, usize) = (first.parse().unwrap(), end.parse().unwrap());
    let mut counter = seat(Path::new(&path), 7 + u64::try_from(first).unwrap(), "sle");
    for n in first..end {
        let family = family(&counter, &login(n));
        let invoices = due(&mut counter, family);
        say("début");
        say(&receipt(&mut counter, now(), cash(family, &invoices, 200)).number);
    }
}

/// Takes a payment from each family, takes every other one back, and closes the till every third
/// time, saying what it did each time.
#[test]
#[ignore = "the child of a test below: does nothing by itself"]
fn keeps_the_till() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let mut out = std::io::stdout();
    let mut say = |word: &str| {
        out.write_all(format!("\n{word}\n").as_bytes()).unwrap();
        out.flush().unwrap();
    };
    let mut counter = seat(Path::new(&path), 7, "sle");
    for n in 0..FAMILIES {
        let family = family(&counter, &login(n));
        let invoices = due(&mut counter, family);
        say("début");
        let taken = receipt(&mut counter, now(), cash(family, &invoices, 200));
        say(&taken.number);
        if n % 2 == 1 {
            say("début");
            let (payment, reason) = (payment_of(&taken), "essai de coupure".to_owned());
            let back = Request::CancelPayment(CancelRequest { payment, reason });
            say(&receipt(&mut counter, now(), back).number);
        }
        if n % 3 == 2 {
            say("début");
            close(&mut counter, now());
            say("A2-arrêté");
            ask(&mut counter, now(), Request::OpenTill { float: Cents(10_000) });
        }
    }
}

fn child(path: &Path, share: Range<usize>) -> Child {
    spawned("crash::serves_its_share", path, share)
}

fn spawned(test: &str, path: &Path, share: Range<usize>) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--ignored", "--nocapture"])
        .env(FILE, path)
        .env(SHARE, format!("{}-{}", share.start, share.end))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Kills the child after so many words; the receipts that it acknowledged.
fn killed_after(words: usize, mut child: Child) -> Vec<String> {
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut said = Vec::new();
    let is_word = |line: &str| line.starts_with("début") || line.starts_with("A2-");
    while said.len() < words {
        let mut line = String::new();
        assert_ne!(lines.read_line(&mut line).unwrap(), 0, "the child stopped by itself");
        said.extend(is_word(&line).then(|| line.trim().to_owned()));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = String::new();
    lines.read_to_string(&mut rest).unwrap();
    said.extend(rest.lines().filter(|line| is_word(line)).map(str::to_owned));
    said.retain(|word| word.starts_with("A2-"));
    said
}

#[test]
fn a_killed_counter_leaves_whole_gestures_only() {
    let whole = prepared(FAMILIES);
    for words in [1, 2, 3, 4, 7, 10, 21, 40, 63] {
        let town = whole.copy("ville.db");
        let acknowledged = killed_after(words, child(&town.path, 0..FAMILIES));
        town.holds();
        let counter = town.door();
        let recorded = recorded(&counter, &town);
        assert_eq!(recorded.get(..acknowledged.len()), Some(acknowledged.as_slice()), "{words}");
        assert!(recorded.len() <= acknowledged.len() + 1, "{words}: {recorded:?}");
    }
}

#[test]
fn a_killed_counter_leaves_no_half_of_a_cancellation_or_of_a_closing() {
    let whole = prepared(FAMILIES);
    for words in [1, 3, 4, 5, 6, 9, 10, 11, 22, 47, 80] {
        let town = whole.copy("ville.db");
        let child = spawned("crash::keeps_the_till", &town.path, 0..FAMILIES);
        let acknowledged = killed_after(words, child);
        town.holds();
        let counter = town.door();
        let kept = kept(&counter);
        assert_eq!(kept.get(..acknowledged.len()), Some(acknowledged.as_slice()), "{words}");
        assert!(kept.len() <= acknowledged.len() + 1, "{words}: {kept:?}");
        let read = counter.store.read();
        for n in 0..FAMILIES {
            let family = family(&counter, &login(n));
            let due: i64 = read.invoices_due(family).unwrap().iter().map(|one| one.due.0).sum();
            let sum: i64 = read.payments(family, 9).unwrap().iter().map(|one| one.amount.0).sum();
            assert_eq!((due + sum, due % 200), (200, 0), "{words}: {n}");
        }
    }
}

/// What the journal says was done at the till, as the child says it.
fn kept(counter: &Counter) -> Vec<String> {
    let mut done = Vec::new();
    let push = |entry| {
        match decode(&entry)? {
            Some(Fact::PaymentTaken(fact)) => done.push(fact.receipt.to_string()),
            Some(Fact::PaymentCancelled(fact)) => done.push(fact.receipt.to_string()),
            Some(Fact::TillClosed(_)) => done.push("A2-arrêté".to_owned()),
            _ => {}
        }
        Ok(())
    };
    counter.store.read().each_entry(push).unwrap();
    done
}

#[test]
fn two_programs_and_a_thousand_payments_leave_no_gap() {
    let town = prepared(1_000);
    let children = [0..500, 500..1_000].map(|share| child(&town.path, share));
    let mut numbers: Vec<String> = Vec::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).unwrap();
        let taken = text.lines().filter(|line| line.starts_with("A2-"));
        numbers.extend(taken.map(|line| line.trim().to_owned()));
    }
    numbers.sort();
    let expected: Vec<String> = (1..=1_000).map(|n| format!("A2-2026-{n:06}")).collect();
    assert!(numbers == expected, "{} numbers, {:?} …", numbers.len(), numbers.get(..9));
    town.holds();
    assert!(recorded(&town.door(), &town) == expected);
}

/// The receipts in the file, in order; each must settle both invoices of its family.
fn recorded(counter: &Counter, town: &Town) -> Vec<String> {
    let db = raw(&town.path);
    let mut statement = db.prepare("SELECT family FROM payment ORDER BY number").unwrap();
    let families = statement.query_map([], |row| row.get::<_, uuid::Uuid>(0)).unwrap();
    let read = counter.store.read();
    let whole = |family: FamilyId| {
        let payments = read.payments(family, 9).unwrap();
        assert_eq!(payments.len(), 1);
        let parts = read.allocations(payments[0].id).unwrap();
        let settled: Vec<(Cents, Cents)> =
            parts.into_iter().map(|part| (part.invoice.due, part.amount)).collect();
        assert_eq!(settled, [(Cents::ZERO, Cents(100)); 2]);
        payments[0].receipt.to_string()
    };
    families.map(|family| whole(FamilyId(family.unwrap()))).collect()
}
