//! An office's folder goes in whole or not at all, and never over what the counter did.

use guichet::desk::No;
use guichet::desk::import::ImportSummary;
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{Reply, Request, SetEnrolment};
use guichet::domain::money::Cents;
use guichet::domain::people::Rhythm;
use guichet::import::{Folder, ImportPlan, read};

use crate::booking::Desk;
use crate::support::{
    FOLDER, Town, ask, cash, due, family, file, folder_with, import_into, now, plan, position, raw,
    receipt,
};

#[test]
fn the_same_folder_twice_changes_nothing() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let before = position(&counter);
    for dry in [true, false, false] {
        let summary = import_into(&mut counter, &plan(&FOLDER), dry).unwrap();
        assert!(summary.changed_nothing(), "{summary:?}");
        assert_eq!((summary.same_families, summary.kept_invoices), (8, 0));
        assert_eq!(position(&counter), before);
    }
    town.holds();
}

#[test]
fn a_rehearsal_counts_and_writes_nothing() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let more = format!("{}EVR00080;BLIN;Ève;;;;;;;;\n", file("familles.csv"));
    let rows = plan(&folder_with("familles.csv", &more));
    let before = position(&counter);
    let rehearsed = import_into(&mut counter, &rows, true).unwrap();
    assert_eq!((rehearsed.new_families, position(&counter)), (1, before));
    assert!(counter.store.read().family_by_login("EVR00080").unwrap().is_none());
    assert_eq!(import_into(&mut counter, &rows, false).unwrap(), rehearsed);
    assert_eq!(position(&counter), before + 1, "one family, one fact");
}

#[test]
fn an_error_anywhere_makes_no_plan_at_all() {
    let wrong = format!("{}EVR04217;Léo;CANTINE;30/02/2026\n", file("reservations.csv"));
    let files = folder_with("reservations.csv", &wrong);
    let files =
        files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
    let errors = read(&Folder { files }, now().today()).unwrap_err();
    assert_eq!(errors.total, 1, "{errors}");
}

#[test]
fn an_unknown_rule_imports_nothing() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let before = position(&counter);
    let activities = file("activites.csv").replace("demo-validation", "inconnue");
    let more = format!("{}EVR00080;BLIN;Ève;;;;;;;;\n", file("familles.csv"));
    let mut files = folder_with("activites.csv", &activities);
    files.retain(|(name, _)| *name != "familles.csv");
    files.push(("familles.csv", more));
    let No::Refusal(refusal) = import_into(&mut counter, &plan(&files), false).unwrap_err() else {
        panic!("a fault")
    };
    let words = refusal.to_string().replace('\u{a0}', " ");
    assert!(words.contains("activité DANSE : règle « inconnue » inconnue du profil"), "{words}");
    assert!(words.contains("demo-majoration"), "what is allowed is named: {words}");
    assert_eq!(position(&counter), before);
    assert!(counter.store.read().family_by_login("EVR00080").unwrap().is_none());
    town.holds();
}

#[test]
fn a_changed_address_rewrites_that_family_only() {
    let town = Town::new();
    let mut counter = town.sit("jpe");
    let claire = family(&counter, "EVR04217");
    let people = counter.store.read().children(claire).unwrap();
    let before = position(&counter);
    let moved = file("familles.csv").replace("14 rue des Lilas", "3 rue Neuve");
    let summary = import_into(&mut counter, &plan(&folder_with("familles.csv", &moved)), false);
    let only = ImportSummary { changed_families: 1, same_families: 7, ..ImportSummary::default() };
    assert_eq!(summary.unwrap(), only);
    assert_eq!(position(&counter), before + 1);
    let record = counter.store.read().family(claire).unwrap().unwrap();
    assert_eq!(record.address, "3 rue Neuve");
    assert_eq!(counter.store.read().children(claire).unwrap(), people, "the same children");
    town.holds();
}

#[test]
fn what_the_counter_did_is_kept() {
    let town = Town::new();
    let mut counter = town.sit_at_till("jpe");
    let claire = family(&counter, "EVR04217");
    let invoices = due(&mut counter, claire);
    receipt(&mut counter, now(), cash(claire, &invoices[..1], 3120));
    let summary = import_into(&mut counter, &plan(&FOLDER), false).unwrap();
    assert!(summary.changed_nothing());
    assert_eq!(summary.kept_invoices, 1);
    assert_eq!(due(&mut counter, claire), invoices[1..]);
    assert_eq!(counter.store.read().invoice(invoices[0].0).unwrap().unwrap().due, Cents::ZERO);
}

/// How Léo comes to the canteen, as the office writes it.
fn leo_eats(rhythm: &str) -> ImportPlan {
    let rows = format!(
        "famille;enfant;activite;debut;fin;rythme\n\
         EVR04217;Léo;CANTINE;01/09/2026;02/07/2027;{rhythm}\n"
    );
    plan(&folder_with("inscriptions.csv", &rows))
}

#[test]
fn a_rhythm_follows_the_office_until_the_counter_says_another() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "adm", "EVR04217");
    desk.counter.profile.booking.rights.rhythms = true;
    let (child, canteen) = (desk.child("Léo"), desk.activity("CANTINE"));
    let right = |desk: &Desk| {
        let rights = desk.counter.store.read().enrolments(child).unwrap();
        rights.into_iter().find(|one| one.activity == canteen).unwrap()
    };
    let first = right(&desk);
    for (said, changes, rhythm) in [
        ("", 0, None),
        ("occasionnel", 1, Some(Rhythm::Occasional)),
        ("occasionnel", 0, Some(Rhythm::Occasional)),
        ("régulier", 1, Some(Rhythm::Regular)),
        ("", 0, Some(Rhythm::Regular)),
    ] {
        let summary = import_into(&mut desk.counter, &leo_eats(said), false).unwrap();
        assert_eq!(summary.enrolments, changes, "{said}");
        assert_eq!((right(&desk).rhythm, right(&desk).id), (rhythm, first.id), "{said}");
    }
    let request = SetEnrolment {
        family: desk.family,
        child,
        enrolment: Some(first.id),
        activity: canteen,
        from: first.from,
        to: first.to,
        age_reason: String::new(),
        rhythm: Some(Rhythm::Occasional),
        saw: Some(right(&desk).entry),
    };
    let reply = ask(&mut desk.counter, now(), Request::SetEnrolment(request));
    assert!(matches!(reply, Reply::Enrolled(..)), "{reply:?}");
    let summary = import_into(&mut desk.counter, &leo_eats("régulier"), false).unwrap();
    assert!(summary.changed_nothing(), "{summary:?}");
    assert_eq!(right(&desk).rhythm, Some(Rhythm::Occasional));
    town.holds();
}

#[test]
fn an_activated_account_pays_days_from_then_on() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let claire = family(&counter, "EVR04217");
    for (said, changes, active) in
        [("", 0, false), ("non", 0, false), ("Activé", 1, true), ("oui", 0, true), ("", 0, true)]
    {
        let rows = format!("identifiant;etat;compte famille\nEVR04217;actif;{said}\n");
        let rows = plan(&folder_with("comptes.csv", &rows));
        let before = position(&counter);
        let accounts = import_into(&mut counter, &rows, false).unwrap().accounts;
        assert_eq!(accounts as u64, changes, "{said}");
        assert_eq!(position(&counter), before + changes);
        assert_eq!(counter.store.read().wallet_active(claire).unwrap(), active, "{said}");
    }
    town.holds();
}

#[test]
fn only_an_administrator_or_a_regisseur_imports() {
    let town = Town::new();
    for code in ["ctl", "sle"] {
        let mut counter = town.sit(code);
        let refusal = import_into(&mut counter, &plan(&FOLDER), false).unwrap_err();
        let needs = "administrateur ou régisseur";
        assert_eq!(refusal, No::Refusal(Refusal::Role { needs }), "{code}");
    }
    let refusal = import_into(&mut town.door(), &plan(&FOLDER), false).unwrap_err();
    assert_eq!(refusal, No::Refusal(Refusal::SignedOut));
}

#[test]
fn names_stand_in_facts_about_identity_only() {
    let town = Town::new();
    let names = ["MARTINEAU", "Claire", "Léo", "MOREL", "Antoine", "exemple.fr", "Lilas"];
    let db = raw(&town.path);
    let mut statement = db
        .prepare(
            "SELECT j.kind, CAST(p.bytes AS TEXT) FROM journal j JOIN payload p USING (position)",
        )
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let mut kinds = std::collections::BTreeMap::new();
    for (kind, text) in rows.map(Result::unwrap) {
        let (kind, text): (u16, String) = (kind, text);
        *kinds.entry(kind).or_insert(0) += 1;
        if kind != 30 {
            assert!(names.iter().all(|name| !text.contains(name)), "{kind}: {text}");
        }
    }
    assert_eq!((kinds[&30], kinds[&31], kinds[&40]), (8, 4, 2), "one fact a family: {kinds:?}");
}
