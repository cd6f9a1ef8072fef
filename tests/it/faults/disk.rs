//! The disk and the file: no room, no right to write, a file that goes away, pieces left behind.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output};

use guichet::desk::Counter;
use guichet::desk::request::{Reply, Request};
use guichet::domain::money::Cents;
use guichet::import::ImportPlan;
use guichet::store::Store;
use guichet::store::open::Mode;

use super::gate::{dump, faults_of};
use crate::support::{
    Town, ask, cash, due, family, file, import_into, now, plan, raw, receipt, seat, sign_in_as,
};

const FULL: &str = "Le disque est plein. Rien n’a été enregistré";

/// Which file a child of these tests works on.
const FILE: &str = "GUICHET_FAULT_FILE";

/// So many families, each with an invoice of one euro.
fn many(families: usize) -> ImportPlan {
    let header = |name: &str| format!("{}\n", file(name).lines().next().unwrap());
    let (mut rows, mut invoices) = (header("familles.csv"), header("factures.csv"));
    for n in 0..families {
        let _ = writeln!(rows, "EVR2{n:04};NOM{n};Eva;;;12 rue des Lilas;27000;Évreux;;;2026");
        let _ = writeln!(invoices, "2026-{n};EVR2{n:04};;cantine;1,00;1,00;01/11/2026");
    }
    plan(&[("familles.csv", rows), ("factures.csv", invoices)])
}

fn pages(town: &Town) -> u32 {
    raw(&town.path).query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap()
}

#[test]
fn an_import_that_fills_the_disk_leaves_nothing_wherever_it_fills_it() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let rows = many(60);
    let (before, room) = (dump(&town.path), pages(&town));
    let mut refused = 0;
    for more in [0, 1, 2, 3, 5, 8, 13, 21, 34, 1_000] {
        counter.store.grow_to(room + more).unwrap();
        match faults_of(import_into(&mut counter, &rows, false)) {
            Ok(()) => break,
            Err(fault) => assert!(fault.sentence.starts_with(FULL), "{fault:?}"),
        }
        assert!(dump(&town.path) == before, "{more} pages more, and half an import");
        refused += 1;
    }
    assert!(refused > 4, "the import needs room");
    town.holds();
    let eva = family(&counter, "EVR20059");
    assert_eq!(due(&mut counter, eva).len(), 1);
}

#[test]
fn a_full_disk_stops_what_writes_and_lets_read() {
    let town = Town::new();
    let mut counter = town.sit_at_till("adm");
    import_into(&mut counter, &many(400), false).unwrap();
    let room = pages(&town);
    counter.store.grow_to(room).unwrap();
    let mut taken = Vec::new();
    let full = (0..400).find_map(|n| {
        let family = family(&counter, &format!("EVR2{n:04}"));
        let invoices = match ask(&mut counter, now(), Request::OpenPayment(family)) {
            Reply::Payment(view) => view.invoices.iter().map(|line| (line.id, line.due)).collect(),
            Reply::Failed(fault) => return Some((fault, None)),
            reply => panic!("{reply:?}"),
        };
        let invoices: Vec<_> = invoices;
        let request = cash(family, &invoices, 100);
        match ask(&mut counter, now(), request.clone()) {
            Reply::Receipt(view) => taken.push(view.number),
            Reply::Failed(fault) => return Some((fault, Some(request))),
            reply => panic!("{reply:?}"),
        }
        None
    });
    let (fault, request) = full.expect("four hundred payments need room");
    assert!(fault.sentence.starts_with(FULL), "{fault:?}");
    town.holds();
    // What reads goes on, and an agent signs in.
    assert!(matches!(
        ask(&mut counter, now(), Request::Find { text: "mart".into() }),
        Reply::Found(_)
    ));
    assert!(matches!(sign_in_as(&mut counter, now(), "sle", "guichet"), Reply::SignedIn(_)));
    // A wrong secret that can't be counted is no try for nothing.
    let wrong = sign_in_as(&mut counter, now(), "mdi", "faux");
    assert!(!matches!(wrong, Reply::SignedIn(_)), "{wrong:?}");
    assert!(matches!(sign_in_as(&mut counter, now(), "sle", "guichet"), Reply::SignedIn(_)));
    // Room again: the same request goes through, with the next number.
    counter.store.grow_to(room + 1_000).unwrap();
    if let Some(request) = request {
        taken.push(receipt(&mut counter, now(), request).number);
    }
    let expected: Vec<String> = (1..=taken.len()).map(|n| format!("A2-2026-{n:06}")).collect();
    assert_eq!(taken, expected);
    town.holds();
}

/// Runs a test of this binary as a child on a file.
fn child(name: &str, path: &Path, prepare: impl FnOnce(&mut Command)) -> Output {
    let mut command = Command::new("sh");
    command.env(FILE, path).env("GUICHET_IT", std::env::current_exe().unwrap());
    let run = format!("exec \"$GUICHET_IT\" faults::disk::{name} --exact --ignored --nocapture");
    // A file grows to 512 KiB and no further: what writes beyond is told so, and not killed.
    command.args(["-c", &format!("trap '' XFSZ; ${{LIMIT:+ulimit -f $LIMIT}}; {run}")]);
    prepare(&mut command);
    command.output().unwrap()
}

/// The words that a child said.
fn said(output: &Output) -> Vec<String> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().filter_map(|line| line.strip_prefix("> ").map(str::to_owned)).collect()
}

fn say(words: &str) {
    std::io::Write::write_all(&mut std::io::stdout(), format!("\n> {words}\n").as_bytes()).unwrap();
}

#[test]
#[ignore = "the child of the test below: does nothing by itself"]
fn pays_into_a_log_that_cannot_grow() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let mut counter = seat(Path::new(&path), 9, "sle");
    for n in 0..60 {
        let family = family(&counter, &format!("EVR2{n:04}"));
        let paid = |counter: &mut Counter| {
            let invoices = counter.store.read().invoices_due(family).unwrap();
            let invoices: Vec<_> = invoices.iter().map(|one| (one.id, one.due)).collect();
            ask(counter, now(), cash(family, &invoices, 100))
        };
        let mut reply = paid(&mut counter);
        if let Reply::Failed(fault) = &reply {
            say(&fault.sentence);
            counter.store.checkpoint().unwrap(); // the desk's rest makes room in the log
            reply = paid(&mut counter);
        }
        let Reply::Receipt(view) = reply else { panic!("{reply:?}") };
        say(&view.number);
    }
}

#[test]
fn a_log_that_cannot_grow_stops_gestures_whole_and_goes_on_after_a_rest() {
    let town = Town::new();
    let mut counter = town.sit_at_till("adm");
    import_into(&mut counter, &many(60), false).unwrap();
    drop(counter);
    let blocks = fs::metadata(&town.path).unwrap().len().div_ceil(512) + 512;
    let output = child("pays_into_a_log_that_cannot_grow", &town.path, |command| {
        command.env("LIMIT", blocks.to_string());
    });
    let (numbers, faults): (Vec<String>, Vec<String>) =
        said(&output).into_iter().partition(|words| words.starts_with("A2-"));
    assert!(!faults.is_empty(), "the limit was never met");
    assert!(faults.iter().all(|words| words.contains("Rien n’a été enregistré")), "{faults:?}");
    let expected: Vec<String> = (1..=60).map(|n| format!("A2-2026-{n:06}")).collect();
    assert_eq!(numbers, expected);
    town.holds();
}

#[test]
#[ignore = "the child of the test below: does nothing by itself"]
fn works_on_a_file_that_it_may_only_read() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let store = match Store::open(Path::new(&path), Mode::ReadWrite) {
        Ok(store) => store,
        Err(error) => return say(&error.to_string()),
    };
    let mut counter = Counter::new(store).unwrap();
    let words = |reply: Reply| match reply {
        Reply::Failed(fault) => fault.sentence,
        reply => format!("{reply:?}").chars().take_while(|c| c.is_alphanumeric()).collect(),
    };
    say(&words(sign_in_as(&mut counter, now(), "sle", "guichet")));
    say(&words(ask(&mut counter, now(), Request::Find { text: "mart".into() })));
    say(&words(ask(&mut counter, now(), Request::OpenTill { float: Cents(0) })));
}

/// Whoever runs the tests may be allowed everything: the child is nobody.
#[test]
fn a_file_that_may_only_be_read_is_read_and_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let town = Town::new();
    let is_root = fs::metadata(&town.path).unwrap().uid() == 0;
    let may = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let answers = || {
        said(&child("works_on_a_file_that_it_may_only_read", &town.path, |command| {
            if is_root {
                command.uid(65_534).gid(65_534);
            }
        }))
    };
    may(&town.path, 0o444);
    may(town.dir(), 0o777);
    let only = "La base est en lecture seule. Rien n’a été enregistré\u{a0}; vérifiez les droits.";
    assert_eq!(answers(), ["SignedIn", "Found", only]);
    for beside in ["ville.db-wal", "ville.db-shm"] {
        fs::remove_file(town.dir().join(beside)).ok();
    }
    may(town.dir(), 0o555);
    let [refused] = &answers()[..] else { panic!("opened in a folder that can't be written") };
    assert!(refused.contains("ne peut pas être ouverte\u{a0}: droits insuffisants"), "{refused}");
    may(town.dir(), 0o755);
    may(&town.path, 0o644);
    town.holds();
}

#[test]
fn a_base_that_goes_away_is_missed_before_anything_is_lost_in_it() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let request = cash(claire, &due(&mut counter, claire), 5_000);
    let away = town.dir().join("ailleurs.db");
    let moved =
        "La base n’est plus à sa place\u{a0}: fichier déplacé, remplacé, ou support retiré.";
    let fails = |counter: &mut Counter| match ask(counter, now(), request.clone()) {
        Reply::Failed(fault) => assert!(fault.sentence.starts_with(moved), "{fault:?}"),
        reply => panic!("{reply:?}"),
    };
    fs::rename(&town.path, &away).unwrap();
    fails(&mut counter);
    let wrong = sign_in_as(&mut counter, now(), "mdi", "faux");
    assert!(
        matches!(&wrong, Reply::Failed(fault) if fault.sentence.starts_with(moved)),
        "{wrong:?}"
    );
    assert!(matches!(sign_in_as(&mut counter, now(), "sle", "guichet"), Reply::SignedIn(_)));
    assert!(matches!(ask(&mut counter, now(), Request::Preview(claire)), Reply::Preview(_)));
    fs::copy(&away, &town.path).unwrap();
    fails(&mut counter); // another file took its place
    fs::rename(&away, &town.path).unwrap();
    assert_eq!(receipt(&mut counter, now(), request.clone()).number, "A2-2026-000001");
    town.holds();
    fs::remove_file(&town.path).unwrap();
    let martin = family(&counter, "EVR01180");
    let Reply::Failed(fault) = ask(&mut counter, now(), Request::OpenPayment(martin)) else {
        panic!("a look was logged nowhere")
    };
    assert!(fault.sentence.starts_with(moved), "{fault:?}");
}

/// A copy of a file and of what lies beside it, as a killed program leaves them.
fn left_behind(town: &Town, wal: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>) -> Town {
    let left = town.copy("ville.db");
    let beside = |town: &Town| town.dir().join("ville.db-wal");
    if let Some(bytes) = wal(fs::read(beside(town)).unwrap()) {
        fs::write(beside(&left), bytes).unwrap();
    }
    left
}

#[test]
fn what_a_killed_program_leaves_holds_whole_gestures_however_it_is_cut() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    counter.store.checkpoint().unwrap();
    for login in ["EVR04217", "EVR01180"] {
        let family = family(&counter, login);
        let request = cash(family, &due(&mut counter, family), 5_000);
        receipt(&mut counter, now(), request);
    }
    let whole = fs::metadata(town.dir().join("ville.db-wal")).unwrap().len();
    let recorded = |left: &Town| {
        let before = dump(&left.path);
        left.holds();
        let counter = left.door();
        let payments = before.iter().filter(|row| row.starts_with("payment ")).count();
        let parts = before.iter().filter(|row| row.starts_with("allocation ")).count();
        assert_eq!(parts, [0, 2, 3][payments], "a payment with its parts");
        drop(counter);
        payments
    };
    let mut seen = [0; 3];
    let step = usize::try_from(whole / 24).unwrap();
    let whole = usize::try_from(whole).unwrap();
    for cut in (0..whole).step_by(step).chain([whole]) {
        let left = left_behind(&town, |wal| Some(wal[..cut].to_vec()));
        seen[recorded(&left)] += 1;
        let damaged = left_behind(&town, |mut wal| {
            if let Some(byte) = wal.get_mut(cut) {
                *byte ^= 0xff;
            }
            Some(wal)
        });
        seen[recorded(&damaged)] += 1;
    }
    assert!(seen.iter().all(|times| *times > 0), "{seen:?}");
    assert_eq!(recorded(&left_behind(&town, Some)), 2, "without its index");
    assert_eq!(recorded(&left_behind(&town, |_| None)), 0, "without its log");
}
