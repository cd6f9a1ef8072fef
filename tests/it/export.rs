//! What an export writes, an import reads back: the same families, and a second export the same
//! bytes.

use guichet::desk::export::export;
use guichet::desk::founding::{Founding, found};
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{DocumentNote, NoteDocument, Reply, Request, SetEnrolment};
use guichet::desk::{Counter, No};
use guichet::domain::people::{DocumentFault, DocumentState, QuotientSource, Rhythm, Role};
use guichet::domain::tariff::Means;
use guichet::domain::text::{clean, fold};
use guichet::import::{Against, Folder, Headers, ImportPlan, folder, read, read_as};
use guichet::journal::fact::{Fact, FolderExported};
use guichet::profile::Profile;
use guichet::store::Store;
use guichet::store::read::documents::DocumentRecord;
use guichet::store::read::entries::decode;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::seeds::Commune;
use crate::support::{
    FOLDER, Town, at, cash, day, due, family, folder_with, founding, import_into, now, plan,
    position, receipt, sign_in,
};

const NOW: &str = "2026-11-20T10:42:00";

fn exported(counter: &mut Counter) -> Folder {
    folder(&export(counter, now(), &mut |_| {}).unwrap())
}

fn read_back(folder: &Folder) -> ImportPlan {
    let plan = read(folder, now().today()).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(plan.remarks, [], "an export needs no remark");
    plan
}

/// The text of one of the files.
fn text<'a>(folder: &'a Folder, name: &str) -> &'a str {
    let (_, bytes) = folder.files.iter().find(|(file, _)| file == name).unwrap();
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn import_export_import_is_the_identity() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let first = exported(&mut counter);
    let before = position(&counter);
    let summary = import_into(&mut counter, &read_back(&first), false).unwrap();
    assert!(summary.changed_nothing(), "{summary:?}");
    assert_eq!((summary.same_families, summary.kept_invoices), (8, 0));
    assert_eq!(position(&counter), before);

    let other = Town::founded();
    let mut counter = other.sit("adm");
    let summary = import_into(&mut counter, &read_back(&first), false).unwrap();
    assert_eq!(summary.new_families, 8);
    assert_eq!(exported(&mut counter), first, "another town, the same bytes");
    other.holds();
    town.holds();
}

#[test]
fn what_the_counter_did_is_in_the_export() {
    let town = Town::new();
    let mut counter = town.sit_at_till("jpe");
    let claire = family(&counter, "EVR04217");
    let invoices = due(&mut counter, claire);
    receipt(&mut counter, now(), cash(claire, &invoices[..1], 3120));
    let written = exported(&mut counter);
    let plan = read_back(&written);
    let row = plan.families.iter().find(|family| family.login == "EVR04217").unwrap();
    let paid = row.invoices.iter().find(|one| one.amount == invoices[0].1).unwrap();
    assert_eq!(paid.due.0, 0, "the balance is the counter's");
    assert!(text(&written, "comptes.csv").contains("EVR04217;bloque;mots_de_passe;"));
}

#[test]
fn waiting_days_keep_their_place_and_their_price() {
    let bookings = "famille;enfant;activite;date;etat;prix\n\
                    EVR04217;Léo;CANTINE;30/11/2026;;\n\
                    EVR04217;Léo;CANTINE;10/12/2026;attente;3,90\n\
                    EVR04217;Inès;CANTINE;10/12/2026;à valider;\n";
    let rows = plan(&folder_with("reservations.csv", bookings));
    let town = Town::founded();
    let mut counter = town.sit("adm");
    import_into(&mut counter, &rows, false).unwrap();
    let written = exported(&mut counter);
    let bookings = text(&written, "reservations.csv");
    let waits = "EVR04217;Léo MARTINEAU;CANTINE;10/12/2026;attente;3,90";
    assert!(bookings.contains(waits), "{bookings}");
    let asks = "EVR04217;Inès MARTINEAU;CANTINE;10/12/2026;à valider;";
    assert!(bookings.contains(asks), "{bookings}");
    let other = Town::founded();
    let mut counter = other.sit("adm");
    import_into(&mut counter, &read_back(&written), false).unwrap();
    assert_eq!(exported(&mut counter), written);
}

#[test]
fn what_says_a_quotient_and_an_income_survive() {
    let mut rows = plan(&FOLDER);
    let stated = [
        Means {
            until: Some(day("2026-12-31")),
            month: Some(day("2026-09-01")),
            source: Some(QuotientSource::Caf),
            received: Some(day("2026-09-12")),
            ..Means::of(742)
        },
        Means { source: Some(QuotientSource::Refused), ..Means::default() },
        Means { income: Some(24_000), income_year: Some(2024), ..Means::default() },
    ];
    for (family, means) in rows.families.iter_mut().zip(&stated) {
        family.means.clone_from(means);
    }
    let town = Town::founded();
    let mut counter = town.sit("adm");
    import_into(&mut counter, &read_back(&folder(&rows)), false).unwrap();
    let written = exported(&mut counter);
    let other = Town::founded();
    let mut counter = other.sit("adm");
    import_into(&mut counter, &read_back(&written), false).unwrap();
    assert_eq!(exported(&mut counter), written, "another town, the same bytes");
    for (row, means) in rows.families.iter().zip(&stated) {
        let id = family(&counter, &row.login);
        let kept = counter.store.read().family(id).unwrap().unwrap().means;
        assert_eq!(&kept, means, "{}", row.login);
    }
    other.holds();
}

/// Nobody's town yet, with the rules of a profile.
fn empty_town_of(profile: &str) -> (TempDir, Counter) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::create(&dir.path().join("vide.db")).unwrap();
    let founding = Founding {
        profile: (profile.to_owned(), Profile::builtin_text(profile).unwrap().to_owned()),
        ..founding()
    };
    let mut counter = found(store, at("2026-09-01T08:00:00"), &founding).unwrap();
    sign_in(&mut counter, "adm");
    (dir, counter)
}

/// Puts every state of a document, both rhythms and a paper noted by mistake in the demonstration.
fn lived_in() -> Commune {
    let mut commune = Commune::of("portail-legende");
    let claire = commune.family("martineau claire");
    let (leo, ines) = (commune.child(claire, "Léo"), commune.child(claire, "Inès"));
    let canteen = commune.activity("CANTINE");
    for (child, rhythm) in [(leo, Rhythm::Occasional), (ines, Rhythm::Regular)] {
        let rights = commune.counter.store.read().enrolments(child).unwrap();
        let right = rights.into_iter().find(|one| one.activity == canteen).unwrap();
        let request = SetEnrolment {
            family: claire,
            child,
            enrolment: Some(right.id),
            activity: canteen,
            from: right.from,
            to: right.to,
            age_reason: right.age_reason,
            rhythm: Some(rhythm),
            saw: Some(right.entry),
        };
        let reply = commune.ask(NOW, Request::SetEnrolment(request));
        assert!(matches!(reply, Reply::Enrolled(..)), "{reply:?}");
    }
    let mut note = |state, fault| {
        let records = commune.counter.store.read().documents(claire).unwrap();
        let waits = |one: &DocumentRecord| one.paper.state == DocumentState::Received;
        let last = records.into_iter().rfind(|one| waits(one) && one.child == Some(leo)).unwrap();
        let note = DocumentNote::Looked { document: last.id, state, fault, saw: last.entry };
        let (family, child, code) = (claire, last.child, last.code);
        let again = NoteDocument { family, child, code, note: DocumentNote::Received };
        let look = NoteDocument { note, ..again.clone() };
        for request in [look, again] {
            let reply = commune.ask(NOW, Request::NoteDocument(request));
            assert!(matches!(reply, Reply::Filed(_)), "{reply:?}");
        }
    };
    note(DocumentState::Refused, Some(DocumentFault::Unsigned));
    note(DocumentState::Refused, Some(DocumentFault::Unsigned));
    note(DocumentState::Withdrawn, None);
    commune
}

#[test]
fn papers_rhythms_and_an_activated_account_survive() {
    let mut commune = lived_in();
    commune.sit("adm", NOW);
    let first = exported(&mut commune.counter);
    let papers = text(&first, "pieces.csv");
    for part in [
        ";validée;31/08/2027;\n",
        ";reçue;31/08/2027;",
        "Léo MARTINEAU;assurance;20/11/2026;refusée;31/08/2027;non signée",
        "claire.m@exemple.fr;;domicile;",
    ] {
        assert!(papers.contains(part), "{part} : {papers:.600}");
    }
    assert_eq!(papers.matches("non signée").count(), 1, "said once: {papers:.600}");
    assert!(!papers.contains("retirée"), "what was noted by mistake is not told");
    let rights = text(&first, "inscriptions.csv");
    assert!(rights.contains(";occasionnel\n") && rights.contains(";régulier\n"));
    let accounts = text(&first, "comptes.csv");
    assert!(accounts.contains(";oui\n"), "{accounts:.300}");
    let pieces = commune.counter.profile.file.pieces.clone();
    let against = Against { today: now().today(), pieces: &pieces };
    let plan = read_as(&first, &Headers::default(), against).unwrap();
    assert_eq!(plan.remarks, [], "an export needs no remark");
    let here = import_into(&mut commune.counter, &plan, false).unwrap();
    assert!(here.changed_nothing(), "{here:?}");
    assert_eq!(here.kept_documents, 0);
    commune.holds();

    let (_dir, mut other) = empty_town_of("portail-legende");
    let summary = import_into(&mut other, &plan, false).unwrap();
    assert_eq!(summary.documents, papers.lines().count() - 1);
    assert_eq!(exported(&mut other), first, "another town, the same bytes");
    let again = import_into(&mut other, &plan, false).unwrap();
    assert!(again.changed_nothing(), "{again:?}");
}

#[test]
fn an_export_is_a_fact_that_says_who_took_the_data_out() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let before = position(&counter);
    exported(&mut counter);
    assert_eq!(position(&counter), before + 1);
    let entry = counter.store.read().entry(before + 1).unwrap().unwrap();
    let fact = decode(&entry).unwrap();
    assert_eq!(fact, Some(Fact::from(FolderExported { families: 8 })));
    let adm = counter.store.read().agent(entry.header.stamp.agent).unwrap().unwrap();
    assert_eq!(adm.role, Role::Administrator);
    town.holds();
}

#[test]
fn only_an_administrator_or_a_regisseur_exports() {
    let town = Town::new();
    for code in ["ctl", "sle"] {
        let mut counter = town.sit(code);
        let before = position(&counter);
        let no = export(&mut counter, now(), &mut |_| {}).unwrap_err();
        let needs = "administrateur ou régisseur";
        assert_eq!(no, No::Refusal(Refusal::Role { needs }), "{code}");
        assert_eq!(position(&counter), before);
    }
    let no = export(&mut town.door(), now(), &mut |_| {}).unwrap_err();
    assert_eq!(no, No::Refusal(Refusal::SignedOut));
    assert!(export(&mut town.sit("jpe"), now(), &mut |_| {}).is_ok());
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(cases(256))]

    /// Whatever a cell holds, it reads back the same and no spreadsheet runs it.
    #[test]
    fn any_text_survives_and_none_is_a_formula(
        name in "[=+@A-Za-zÀ-ÿ’ ;,\"#-]{1,20}",
        street in "[=+@0-9A-Za-zÀ-ÿ’ ;,\"-]{0,30}",
    ) {
        let (name, street) = (clean(&name), clean(&street));
        prop_assume!(!fold(&name).is_empty());
        let mut rows = plan(&FOLDER);
        rows.families[0].holder.given.clone_from(&name);
        rows.families[0].address.street.clone_from(&street);
        let written = folder(&rows);
        for (file, bytes) in &written.files {
            let mut csv = csv::ReaderBuilder::new();
            let mut reader = csv.delimiter(b';').from_reader(bytes.as_slice());
            for record in reader.records() {
                for cell in &record.unwrap() {
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "{file}: {cell}");
                }
            }
        }
        let back = read_back(&written);
        prop_assert_eq!(&back.families[0].holder.given, &name);
        prop_assert_eq!(&back.families[0].address.street, &street);
    }
}
