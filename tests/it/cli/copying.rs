//! A database that was restored, cloned, copied or moved: no receipt number is ever used twice.

use std::collections::BTreeSet;

use guichet::desk::Counter;
use guichet::runtime::counter::Witnessed;
use guichet::runtime::witness;
use guichet::runtime::worker::Desk as _;
use guichet::store::Store;
use guichet::store::open::Mode;

use super::{NOW, Place, bytes, fs};
use crate::support::{at, cash, payment_view, raw, receipt, sign_in};

impl Place {
    /// What the program says as it opens a database to write; it keeps its witness up to date.
    fn opens(&self, database: &str) -> String {
        let line = format!(
            "import vide --dry-run --as adm --secret-stdin --database {database} --state etat \
             --now {NOW}"
        );
        fs::create_dir_all(self.path("vide")).unwrap();
        let said = self.told(&line, "guichet\n").err;
        said.lines().filter(|line| line.starts_with('▲')).collect()
    }

    /// Takes a payment; the number of its receipt.
    fn pays(&self, database: &str) -> String {
        let store = Store::open(&self.path(database), Mode::ReadWrite).unwrap();
        let mut counter = Counter::new(store).unwrap();
        sign_in(&mut counter, "sle");
        let owing = "SELECT family FROM invoice WHERE due > 0 ORDER BY family LIMIT 1";
        let family = raw(&self.path(database)).query_row(owing, [], |row| row.get(0));
        let family = guichet::domain::ids::FamilyId(family.unwrap());
        let invoice = payment_view(&mut counter, family).invoices[0].clone();
        let request = cash(family, &[(invoice.id, invoice.due)], invoice.due.0);
        let number = receipt(&mut counter, at("2026-11-20T10:43:00"), request).number;
        witness::write(&counter.store, &self.path("etat")).unwrap();
        number
    }

    fn verifies(&self, database: &str) {
        self.run(&format!("verify --database {database} --state etat")).done("");
    }
}

/// A demonstration that this machine has opened once.
fn opened() -> Place {
    let place = Place::demo();
    let said = place.opens("d.db");
    assert!(said.starts_with("▲ Fichier témoin absent, recréé."), "{said}");
    assert_eq!(place.opens("d.db"), "");
    place
}

#[test]
fn a_base_restored_from_yesterday_goes_on_in_a_series_of_its_own() {
    let place = opened();
    let yesterday = bytes(&place.path("d.db"));
    let mut numbers = Vec::new();
    for series in ["A2", "A2B", "A2C"] {
        numbers.push(place.pays("d.db"));
        assert_eq!(place.opens("d.db"), "", "{series}");
        place.verifies("d.db");
        place.write("d.db", &yesterday);
        let next = if series == "A2" {
            "A2B"
        } else if series == "A2B" {
            "A2C"
        } else {
            "A2D"
        };
        let said = place.opens("d.db");
        let told = format!(
            "▲ Base restaurée, plus ancienne que ce poste\u{a0}: quittances en série {next}."
        );
        assert_eq!(said, told);
    }
    assert_eq!(numbers, ["A2-2026-000102", "A2B-2026-000001", "A2C-2026-000001"]);
    let verified = place.run("verify --database d.db --state etat");
    verified.done("Les écritures");
    verified.done("de la série A2\u{a0}: perdues quand la base a été restaurée");
}

#[test]
fn clones_and_copies_never_share_a_number() {
    let place = opened();
    let mut numbers = BTreeSet::from([place.pays("d.db")]);
    let away = "UPDATE local_souche SET machine = 'un autre poste'";
    for (copy, machine, words) in [
        ("e.db", "", "copiée d’un autre fichier"),
        ("f.db", "", "copiée d’un autre fichier"),
        ("g.db", away, "venue d’un autre ordinateur"),
        ("h.db", away, "venue d’un autre ordinateur"),
    ] {
        fs::copy(place.path("d.db"), place.path(copy)).unwrap();
        raw(&place.path(copy)).execute_batch(machine).unwrap();
        let said = place.opens(copy);
        assert!(
            said.starts_with(&format!("▲ Base {words}\u{a0}: quittances en série A2")),
            "{said}"
        );
        assert_eq!(place.opens(copy), "", "{copy} goes on");
    }
    // A clone of a clone, and the same clone made again over the first one.
    fs::copy(place.path("e.db"), place.path("i.db")).unwrap();
    assert!(place.opens("i.db").contains("copiée"));
    numbers.insert(place.pays("e.db"));
    fs::copy(place.path("d.db"), place.path("e.db")).unwrap();
    assert!(place.opens("e.db").contains("copiée") || place.opens("e.db").contains("restaurée"));
    for base in ["d.db", "e.db", "f.db", "g.db", "h.db", "i.db"] {
        assert!(numbers.insert(place.pays(base)), "{base} used a number of another");
        place.verifies(base);
    }
    assert_eq!(numbers.iter().filter(|number| number.starts_with("A2-")).count(), 2);
}

#[test]
fn a_base_that_was_only_moved_keeps_its_series() {
    let place = opened();
    fs::rename(place.path("d.db"), place.path("ailleurs.db")).unwrap();
    assert_eq!(place.opens("ailleurs.db"), "");
    assert_eq!(place.pays("ailleurs.db"), "A2-2026-000102");
}

/// Two files that pass for one another, open at the same time: the first rest tells them apart.
#[test]
fn two_files_of_one_souche_part_as_soon_as_one_of_them_has_written() {
    let place = opened();
    fs::copy(place.path("d.db"), place.path("e.db")).unwrap();
    raw(&place.path("e.db")).execute_batch("UPDATE local_souche SET file = ''").unwrap();
    let open = |name: &str| {
        let store = Store::open(&place.path(name), Mode::ReadWrite).unwrap();
        Witnessed::new(Counter::new(store).unwrap(), place.path("etat"), at("2026-11-20T10:42:00"))
    };
    let mut other = open("e.db");
    assert_eq!(place.pays("d.db"), "A2-2026-000102");
    other.idle();
    drop(other);
    assert_ne!(place.pays("e.db"), "A2-2026-000102");
    place.verifies("e.db");
}

#[test]
fn a_clock_behind_the_journal_is_said_before_anything_is_written() {
    let place = opened();
    for (now, words) in [
        ("2026-11-20T10:41", ""),
        ("2026-11-19T10:42", "▲ Horloge en retard sur la dernière écriture (20/11/2026, 10:1"),
    ] {
        let line = format!(
            "import vide --dry-run --as adm --secret-stdin --database d.db --state etat --now {now}"
        );
        let said = place.told(&line, "guichet\n").err;
        assert_eq!(said.contains('▲'), !words.is_empty(), "{now}: {said}");
        assert!(said.contains(words), "{now}: {said}");
    }
}

#[test]
fn a_state_directory_that_cannot_be_written_is_told_and_stops_nobody() {
    let place = Place::demo();
    place.write("etat", "un fichier, pas un dossier");
    let said = place.opens("d.db");
    assert!(said.starts_with("▲ Témoin non écrit ("), "{said}");
    assert!(said.ends_with("une base restaurée ne serait pas reconnue."), "{said}");
}
