//! A family made and corrected at the counter: what is written, what is refused, what comes back.

use guichet::desk::Counter;
use guichet::desk::refusal::{HouseholdRefusal, Refusal};
use guichet::desk::request::{Reply, Request, WriteFamily};
use guichet::desk::view::{HouseholdView, Lookalike};
use guichet::domain::household::{Child, Guardian, Household};
use guichet::domain::ids::FamilyId;
use guichet::domain::money::Cents;

use crate::facts::id;
use crate::support::{
    Town, ask, cash, day, due, family, file, folder_with, import_into, now, plan, position,
    receipt, refused,
};

/// A family that nobody knows.
fn blin() -> Household {
    Household {
        guardians: vec![Guardian {
            surname: "BLIN".into(),
            given: "Ève".into(),
            phone: "07 11 22 33 44".into(),
            email: "eve.blin@exemple.fr".into(),
            ..Guardian::unnamed(id(1))
        }],
        children: vec![Child {
            surname: "BLIN".into(),
            given: "Tom".into(),
            ..Child::born(id(2), day("2020-02-29"))
        }],
        postcode: "27000".into(),
        ..Household::default()
    }
}

fn made(household: Household, apart: &[FamilyId]) -> Request {
    let apart = apart.to_vec();
    Request::WriteFamily(Box::new(WriteFamily {
        family: None,
        saw: None,
        household,
        apart,
        channel: None,
    }))
}

fn corrected(view: &HouseholdView, household: Household) -> Request {
    let (family, saw) = (Some(view.family), Some(view.saw));
    Request::WriteFamily(Box::new(WriteFamily {
        family,
        saw,
        household,
        apart: Vec::new(),
        channel: None,
    }))
}

#[track_caller]
fn opened(counter: &mut Counter, family: FamilyId) -> HouseholdView {
    match ask(counter, now(), Request::EditFamily(family)) {
        Reply::Household(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

#[track_caller]
fn filed(counter: &mut Counter, request: Request) -> FamilyId {
    match ask(counter, now(), request) {
        Reply::Filed(filed) => filed.family,
        reply => panic!("{reply:?}"),
    }
}

#[track_caller]
fn alike(counter: &mut Counter, household: Household) -> Vec<Lookalike> {
    let before = position(counter);
    match ask(counter, now(), made(household, &[])) {
        Reply::Lookalikes(alike) => {
            assert_eq!(position(counter), before, "nothing is written yet");
            alike
        }
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn a_family_is_made_found_and_corrected() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let family = filed(&mut counter, made(blin(), &[]));
    let view = opened(&mut counter, family);
    assert_eq!((view.agent.as_str(), view.household.login.as_str()), ("S. Leroy", ""));
    assert_ne!(view.household.guardians[0].id, id(1), "the desk gives the ids");
    for typed in ["blin eve", "tom blin", "0711223344", "eve.blin@exemple.fr"] {
        let Reply::Found(found) =
            ask(&mut counter, now(), Request::Find { text: typed.to_owned() })
        else {
            panic!()
        };
        assert_eq!(found.rows[0].id, family, "{typed}");
    }
    let mut household = view.household.clone();
    household.children[0].birth = day("2020-03-01");
    household.guardians[0].phone = " 0799  887766 ".into();
    filed(&mut counter, corrected(&view, household));
    let again = opened(&mut counter, family);
    assert_eq!(again.household.guardians[0].phone, "0799 887766", "cleaned");
    assert_eq!(again.household.children[0].id, view.household.children[0].id);
    assert_ne!(again.saw, view.saw);
    town.holds();
}

#[test]
fn who_looks_alike_is_shown_before_anything_is_written() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    let mut same_phone = blin();
    same_phone.guardians[0].phone = "+33 6 98 76 54 32".into();
    let mut same_email = blin();
    same_email.guardians[0].email = "Claire.M@exemple.fr".into();
    let mut same_name = blin();
    same_name.guardians[0].surname = "Martineau".into();
    same_name.guardians[0].given = "CLAIRE".into();
    let mut same_child = blin();
    same_child.children[0].given = "Leo".into();
    same_child.children[0].birth = day("2019-06-24");
    for (household, why) in [
        (same_phone, "même téléphone"),
        (same_email, "même courriel"),
        (same_name, "même nom"),
        (same_child, "Léo né(e) le même jour"),
    ] {
        let alike = alike(&mut counter, household.clone());
        assert_eq!((alike[0].family, alike[0].why.as_str()), (claire, why));
        assert_eq!(alike.len(), 1);
        assert_eq!(alike[0].children, ["Léo", "Inès"]);
    }
    let mut born_that_day = blin();
    born_that_day.children[0].birth = day("2019-06-24");
    let other = filed(&mut counter, made(born_that_day.clone(), &[]));
    let twice = alike(&mut counter, born_that_day.clone());
    assert_eq!(twice[0].why, "même téléphone, même courriel, même nom, Tom né(e) le même jour");
    filed(&mut counter, made(born_that_day, &[other]));
    town.holds();
}

#[test]
fn a_correction_meanwhile_comes_back_and_nothing_is_written() {
    let town = Town::new();
    let (mut sle, mut mdi) = (town.sit("sle"), town.sit("mdi"));
    let claire = family(&sle, "EVR04217");
    let (mine, theirs) = (opened(&mut sle, claire), opened(&mut mdi, claire));
    let mut household = theirs.household.clone();
    household.town = "Gravigny".into();
    filed(&mut mdi, corrected(&theirs, household));
    let before = position(&sle);
    let mut household = mine.household.clone();
    household.town = "Évreux Cedex".into();
    let Reply::Corrected(stands) = ask(&mut sle, now(), corrected(&mine, household.clone())) else {
        panic!()
    };
    assert_eq!(position(&sle), before);
    assert_eq!((stands.agent.as_str(), stands.household.town.as_str()), ("M. Diallo", "Gravigny"));
    filed(&mut sle, corrected(&stands, household));
    assert_eq!(opened(&mut sle, claire).household.town, "Évreux Cedex");
    town.holds();
}

#[test]
fn what_can_t_be_kept_is_refused_and_nothing_is_written() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    let view = opened(&mut counter, claire);
    let mut check = |change: &dyn Fn(&mut Household), expected: HouseholdRefusal| {
        let mut household = view.household.clone();
        change(&mut household);
        let refusal = refused(&mut counter, now(), corrected(&view, household));
        assert_eq!(refusal, Refusal::Household(expected));
        assert!(!refusal.to_string().is_empty());
    };
    let wrong = |label, why| HouseholdRefusal::Detail { label, why };
    check(&|_| {}, HouseholdRefusal::Same);
    check(&|one| one.login = "EVR00001".into(), HouseholdRefusal::Same);
    check(&|one| one.guardians.clear(), HouseholdRefusal::NoGuardian);
    check(&|one| one.guardians[1].surname.clear(), HouseholdRefusal::NoSurname);
    check(&|one| one.children[0].given = " ".into(), HouseholdRefusal::NoGiven);
    check(&|one| one.postcode = "2700".into(), wrong("Code postal", "5 chiffres"));
    check(&|one| one.children[0].birth = day("2026-11-21"), wrong("Né(e) le", "pas encore né(e)"));
    check(
        &|one| one.means.quotient = Some(100_000),
        wrong("Quotient", "un entier de 0 à 99\u{a0}999"),
    );
    check(
        &|one| one.address = "a\u{1b}[2J".into(),
        wrong("Adresse", "caractère invisible, à retirer"),
    );
    check(&|one| drop(one.children.remove(0)), HouseholdRefusal::Holds { given: "Léo".into() });
    let many = |one: &mut Household| {
        one.guardians = (0..21).map(|n| Guardian::unnamed(id(900 + n))).collect();
    };
    check(&many, HouseholdRefusal::TooMany);
}

#[test]
fn an_odd_text_of_the_office_stops_no_correction() {
    let town = Town::new();
    let odd = file("familles.csv").replace(";27000;Évreux;300", ";F-27;Évreux;300");
    let mut counter = town.sit("adm");
    import_into(&mut counter, &plan(&folder_with("familles.csv", &odd)), false).unwrap();
    let luc = family(&counter, "EVR00050");
    let view = opened(&mut counter, luc);
    let mut household = view.household.clone();
    household.guardians[0].phone = "0611223344".into();
    filed(&mut counter, corrected(&view, household.clone()));
    let view = opened(&mut counter, luc);
    household.postcode = "F-28".into();
    refused(&mut counter, now(), corrected(&view, household));
}

#[test]
fn an_import_keeps_what_the_counter_corrected_and_brings_the_rest() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let claire = family(&counter, "EVR04217");
    let view = opened(&mut counter, claire);
    let mut household = view.household.clone();
    household.guardians[0].phone = "06 00 00 00 01".into();
    household.children[0].given = "Léon".into();
    household.guardians.push(Guardian {
        surname: "PETIT".into(),
        given: "Ana".into(),
        ..Guardian::unnamed(id(1))
    });
    filed(&mut counter, corrected(&view, household));
    let same = import_into(&mut counter, &plan(&crate::support::FOLDER), false).unwrap();
    assert!(same.changed_nothing() && same.same_families == 8, "{same:?}");

    let office = file("familles.csv")
        .replace("06 12 34 56 78;claire.m@exemple.fr;14 rue", "06 12 34 56 79;c@exemple.fr;15 rue");
    let summary =
        import_into(&mut counter, &plan(&folder_with("familles.csv", &office)), false).unwrap();
    assert_eq!((summary.changed_families, summary.kept_corrections), (1, 1));
    let merged = opened(&mut counter, claire).household;
    assert_eq!(merged.guardians[0].phone, "06 00 00 00 01", "the counter's word stands");
    assert_eq!(merged.guardians[0].email, "c@exemple.fr", "the office's is new");
    assert_eq!(merged.address, "15 rue des Lilas");
    assert_eq!(merged.guardians.len(), 3);
    assert_eq!(merged.children[0].given, "Léon");
    assert_eq!(merged.children[0].id, view.household.children[0].id);
    let rows = plan(&folder_with("familles.csv", &office));
    assert!(import_into(&mut counter, &rows, false).unwrap().changed_nothing());
    town.holds();
}

#[test]
fn a_family_that_owes_or_comes_does_not_leave() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let file = |family, archived| Request::FileFamily { family, archived };
    let owes = refused(&mut counter, now(), file(claire, true));
    assert_eq!(owes, HouseholdRefusal::Owes { due: Cents(4735) }.into());
    let invoices = due(&mut counter, claire);
    receipt(&mut counter, now(), cash(claire, &invoices, 4735));
    let booked = refused(&mut counter, now(), file(claire, true));
    assert_eq!(booked, HouseholdRefusal::Booked { until: day("2026-12-09") }.into());
    let paul = family(&counter, "EVR00030");
    filed(&mut counter, file(paul, true));
    let again = refused(&mut counter, now(), file(paul, true));
    assert_eq!(again, HouseholdRefusal::AlreadyFiled { archived: true }.into());
    let Reply::Family(view) = ask(&mut counter, now(), Request::OpenFamily(paul)) else { panic!() };
    assert!(view.archived);
    filed(&mut counter, file(paul, false));
    refused(&mut counter, now(), file(paul, false));
    town.holds();
}
