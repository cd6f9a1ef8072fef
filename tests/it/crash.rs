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
use guichet::domain::ids::FamilyId;
use guichet::domain::money::Cents;

use crate::support::{Town, cash, due, family, file, import_into, now, plan, raw, receipt, seat};

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

fn child(path: &Path, share: Range<usize>) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["crash::serves_its_share", "--exact", "--ignored", "--nocapture"])
        .env(FILE, path)
        .env(SHARE, format!("{}-{}", share.start, share.end))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Kills the child after so many words; the receipts that it acknowledged.
fn killed_after(words: usize, path: &Path) -> Vec<String> {
    let mut child = child(path, 0..FAMILIES);
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
        let acknowledged = killed_after(words, &town.path);
        town.holds();
        let counter = town.door();
        let recorded = recorded(&counter, &town);
        assert_eq!(recorded.get(..acknowledged.len()), Some(acknowledged.as_slice()), "{words}");
        assert!(recorded.len() <= acknowledged.len() + 1, "{words}: {recorded:?}");
    }
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
