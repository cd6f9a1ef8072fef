//! What is not ours to open is refused in French, and what is ours is durable and private.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use guichet::desk::Counter;
use guichet::desk::request::{Reply, Request};
use guichet::domain::money::Cents;
use guichet::journal::fact::TillOpened;
use guichet::store::open::Mode;
use guichet::store::verify::Witnesses;
use guichet::store::{Store, StoreError};

use crate::facts::id;
use crate::support::{Town, ask, family, now, raw};

/// The sentence with which a file is refused, the same for the counter and for scripts.
#[track_caller]
fn refusal(path: &Path) -> String {
    let sentence = |mode| match Store::open(path, mode) {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(error) => error.to_string().replace(path.to_str().unwrap(), "X"),
    };
    let said = sentence(Mode::ReadWrite);
    assert_eq!(sentence(Mode::ReadOnly), said);
    said
}

#[test]
fn a_missing_file_is_named_and_not_made() {
    let town = Town::new();
    let path = town.dir().join("absente.db");
    assert_eq!(
        refusal(&path),
        "La base X n’existe pas. Créez-la avec «\u{a0}guichet init\u{a0}», ou vérifiez le chemin."
    );
    assert!(!path.exists());
}

#[test]
fn what_is_something_else_is_left_alone() {
    let town = Town::new();
    let path = town.dir().join("autre");
    let foreign = "Le fichier X n’est pas une base Guichet. Rien n’y a été écrit.";
    for bytes in [Vec::new(), b"nom;prenom\n".repeat(900), vec![0; 4096], vec![0xff; 100]] {
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(refusal(&path), foreign);
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
    std::fs::remove_file(&path).unwrap();
    raw(&path).execute_batch("CREATE TABLE carnet (nom TEXT)").unwrap();
    assert_eq!(refusal(&path), foreign);
    let folder = town.dir().join("dossier");
    std::fs::create_dir(&folder).unwrap();
    assert_eq!(
        refusal(&folder),
        "La base X ne peut pas être ouverte\u{a0}: droits insuffisants ou support absent."
    );
}

#[test]
fn a_file_cut_short_is_damaged_and_nothing_else() {
    let town = Town::new();
    let whole = std::fs::read(&town.path).unwrap();
    std::fs::write(&town.path, whole.get(..whole.len() / 2).unwrap()).unwrap();
    let said = refusal(&town.path);
    assert!(said.contains("La base est endommagée."), "{said}");
}

#[test]
fn a_copy_beside_which_nothing_can_be_written_is_read_as_it_stands() {
    let town = Town::new();
    let copy = town.dir().join("copie 100%?#.db");
    raw(&town.path).execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    std::fs::copy(&town.path, &copy).unwrap();
    // What SQLite writes beside a file can't be made here, whoever runs this.
    let beside = |ending: &str| town.dir().join(format!("copie 100%?#.db-{ending}"));
    std::os::unix::fs::symlink("nowhere", beside("shm")).unwrap();
    let store = Store::open(&copy, Mode::ReadOnly).unwrap();
    assert!(store.verify(&Witnesses::default()).unwrap().holds());
    assert!(Store::open(&copy, Mode::ReadWrite).is_err());
    std::fs::write(beside("wal"), "what was written last").unwrap();
    let said = refusal(&copy);
    assert!(said.contains("ne peut pas être ouverte"), "{said}");
}

#[test]
fn a_newer_format_asks_for_a_newer_program() {
    let town = Town::new();
    raw(&town.path).execute_batch("PRAGMA user_version = 2").unwrap();
    let said = refusal(&town.path);
    assert!(said.contains("une version plus récente de Guichet (format 2,"), "{said}");
    assert!(said.contains("Mettez Guichet à jour"), "{said}");
}

#[test]
fn a_damaged_file_says_to_keep_it_and_restore() {
    let town = Town::new();
    let whole = std::fs::read(&town.path).unwrap();
    let pages = whole.len() / 4096;
    let mut seen = 0;
    for page in 1..pages {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0xa5);
        std::fs::write(&town.path, &bytes).unwrap();
        let words = match Store::open(&town.path, Mode::ReadOnly) {
            Err(error) => error.to_string(),
            Ok(store) => match store.verify(&Witnesses::default()) {
                Err(error) => error.to_string(),
                Ok(report) => {
                    assert!(!report.holds(), "page {page} is damaged and nothing is said");
                    report.findings.join(" ")
                }
            },
        };
        seen += usize::from(words.contains("La base est endommagée."));
        assert!(words.contains("ndommagé"), "page {page}: {words}");
    }
    assert!(seen > 0, "no page stops the opening");
}

#[test]
fn a_file_without_a_town_asks_for_init() {
    let town = Town::new();
    let path = town.dir().join("vide.db");
    drop(Store::create(&path).unwrap());
    let store = Store::open(&path, Mode::ReadWrite).unwrap();
    let Err(no) = Counter::new(store) else { panic!("nobody founded this town") };
    assert!(no.to_string().starts_with("La base n’est pas initialisée."), "{no}");
    let Err(again) = Store::create(&path) else { panic!("created twice") };
    assert!(matches!(again, StoreError::Exists(_)), "{again}");
}

#[test]
fn files_are_their_owners_alone() {
    let town = Town::new();
    let path = town.dir().join("neuve.db");
    let store = Store::create(&path).unwrap();
    for file in ["neuve.db", "neuve.db-wal", "neuve.db-shm"] {
        let mode = std::fs::metadata(town.dir().join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let copy = town.dir().join("copie.db");
    store.save(&copy).unwrap();
    assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn reading_changes_not_one_byte() {
    let town = Town::new();
    let before = std::fs::read(&town.path).unwrap();
    let store = Store::open(&town.path, Mode::ReadOnly).unwrap();
    assert!(store.verify(&Witnesses::default()).unwrap().holds());
    let mut counter = Counter::new(store).unwrap();
    let agent = counter.store.read().agents().unwrap()[0].id;
    let mut gesture = counter.store.begin(now(), agent).unwrap();
    let error = gesture.append(&TillOpened { session: id(1), float: Cents(0) }.into()).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error}");
    drop(gesture);
    drop(counter);
    assert_eq!(std::fs::read(&town.path).unwrap(), before);
}

/// Ten seconds of patience, then a sentence: a script that holds the file stops nobody for good.
#[test]
fn a_file_that_another_program_holds_is_said_to_be_busy() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    let holder = raw(&town.path);
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let reading = ask(&mut counter, now(), Request::Preview(claire));
    assert!(matches!(reading, Reply::Preview(_)), "reading goes on: {reading:?}");
    let Reply::Failed(fault) = ask(&mut counter, now(), Request::OpenTill { float: Cents(0) })
    else {
        panic!("written under another's lock")
    };
    let busy = "La base est occupée par un autre programme. Rien n’a été enregistré\u{a0}; \
                réessayez dans un instant.";
    assert_eq!(fault.sentence, busy);
    holder.execute_batch("ROLLBACK").unwrap();
    let reply = ask(&mut counter, now(), Request::OpenTill { float: Cents(0) });
    assert!(matches!(reply, Reply::Till(_)), "{reply:?}");
}

#[test]
fn a_file_locked_whole_is_said_to_be_busy_when_it_is_opened() {
    let town = Town::new();
    let holder = raw(&town.path);
    holder.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    let Err(error) = Store::open(&town.path, Mode::ReadWrite) else { panic!("opened") };
    assert!(matches!(error, StoreError::Busy), "{error:?}");
}
