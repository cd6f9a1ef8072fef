//! Families that left: found on demand, by what they alone have, and through keys.

use guichet::desk::family_sign_in::{Entrance, choose_password, family_sign_in};
use guichet::desk::refusal::HouseholdRefusal;
use guichet::desk::request::{DayChange, Reply, Request, Subject};
use guichet::desk::view::{BeyondView, FamilyRow};
use guichet::desk::{Counter, perform};
use guichet::domain::ids::FamilyId;
use guichet::domain::secret::Secret;
use guichet::ui::key::Key;

use crate::keys::Hand;
use crate::logins::{code, made, opened};
use crate::support::{Town, ask, day, family, now, refused};

fn rows(counter: &mut Counter, request: Request) -> Vec<FamilyRow> {
    match ask(counter, now(), request) {
        Reply::Found(found) => found.rows,
        reply => panic!("{reply:?}"),
    }
}

fn find(counter: &mut Counter, text: &str) -> Vec<FamilyRow> {
    rows(counter, Request::Find { text: text.to_owned() })
}

fn find_archived(counter: &mut Counter, text: &str) -> Vec<FamilyRow> {
    rows(counter, Request::FindArchived { text: text.to_owned() })
}

fn archived(counter: &mut Counter, text: &str) -> usize {
    match ask(counter, now(), Request::Beyond { text: text.to_owned() }) {
        Reply::Beyond(BeyondView { archived, .. }) => archived,
        reply => panic!("{reply:?}"),
    }
}

fn file(counter: &mut Counter, family: FamilyId, archived: bool) {
    let reply = ask(counter, now(), Request::FileFamily { family, archived });
    assert!(matches!(reply, Reply::Filed(_)), "{reply:?}");
}

fn ids(rows: &[FamilyRow]) -> Vec<FamilyId> {
    rows.iter().map(|row| row.id).collect()
}

#[test]
fn a_family_that_left_is_found_by_its_identifier_or_in_the_archives() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let paul = family(&counter, "EVR00030");
    let name = find(&mut counter, "evr00030")[0].name.clone();
    assert!(ids(&find(&mut counter, &name)).contains(&paul));
    assert_eq!((archived(&mut counter, &name), find_archived(&mut counter, &name).len()), (0, 0));
    file(&mut counter, paul, true);

    assert!(!ids(&find(&mut counter, &name)).contains(&paul), "not by its name");
    assert!(!ids(&find(&mut counter, "evr0003")).contains(&paul), "nor by half an identifier");
    let exact = find(&mut counter, "evr00030");
    assert_eq!((exact[0].id, exact[0].archived), (paul, true));
    let found = find_archived(&mut counter, &name);
    assert_eq!((ids(&found), found[0].archived), (vec![paul], true));
    assert_eq!(archived(&mut counter, &name), 1);
    assert_eq!(ids(&find_archived(&mut counter, "evr0003")), [paul]);
    town.holds();

    file(&mut counter, paul, false);
    assert!(ids(&find(&mut counter, &name)).contains(&paul));
    assert_eq!((archived(&mut counter, &name), find_archived(&mut counter, &name).len()), (0, 0));
    town.holds();
}

#[test]
fn a_family_that_left_is_not_booked() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let paul = family(&counter, "EVR00030");
    file(&mut counter, paul, true);
    let change = DayChange {
        child: uuid::Uuid::nil().into(),
        activity: uuid::Uuid::nil().into(),
        day: day("2026-12-09"),
        book: true,
    };
    let review = Request::ReviewBookings { family: paul, changes: vec![change] };
    assert_eq!(refused(&mut counter, now(), review), HouseholdRefusal::Archived.into());
}

/// A family of the demo that neither owes nor comes, filed away: its name.
fn one_that_left(hand: &mut Hand) -> String {
    for row in find(&mut hand.counter, "a") {
        let left = Request::FileFamily { family: row.id, archived: true };
        if let Reply::Filed(_) = perform(&mut hand.counter, now(), left) {
            return row.name;
        }
    }
    panic!("everybody owes or comes");
}

#[test]
fn through_keys_the_archives_are_one_key_away_and_a_family_comes_back() {
    let mut hand = Hand::at_the_counter();
    let name = one_that_left(&mut hand);
    hand.types(&name);
    hand.sees("Maj+Tab");
    hand.sees("1 famille archivée correspond.");
    hand.press(&[Key::BackTab]);
    hand.sees("1 famille archivée");
    hand.sees(" archivée ");
    hand.press(&[Key::F(5)]);
    hand.sees("dossier archivé");
    hand.press(&[Key::Enter]);
    for tab in ['1', '3', '5', '8'] {
        hand.types(&tab.to_string());
        hand.sees("· ARCHIVÉE");
    }
    hand.press(&[Key::F(5)]);
    hand.sees("dossier archivé : :rouvrir d’abord");
    hand.types(":rouvrir");
    hand.press(&[Key::Enter]);
    hand.sees("rouvert");
    hand.press(&[Key::F(3)]);
    hand.types(&name);
    hand.sees(&format!("> {name}"));
    hand.verify();
}

/// « Ma famille dispose de plusieurs comptes. Comment n'en avoir qu'un ? »: the one that is filed
/// away opens nothing any more, and says no more than a wrong password does.
#[test]
fn the_account_of_a_family_that_left_opens_nothing_until_it_comes_back() {
    let town = Town::new();
    let mut desk = town.sit("sle");
    let family = made(&mut desk, "DURAND", "durand@exemple.fr");
    opened(&mut desk, family);
    let issued = code(&mut desk, family);
    let login = desk.store.read().family(family).unwrap().unwrap().login;
    let own = Secret::new("Soleil-27000".to_owned());
    let chosen = choose_password(&mut desk, now(), &login, &issued.code, &own).unwrap();
    assert_eq!(chosen, Entrance::Open(family));
    file(&mut desk, family, true);
    for _ in 0..6 {
        let tried = family_sign_in(&mut desk, now(), &login, &own).unwrap();
        assert_eq!(tried, Entrance::Refused);
    }
    let Reply::Explained(why) = ask(&mut desk, now(), Request::Explain(Subject::Account(family)))
    else {
        panic!("no reasons")
    };
    assert!(why.reasons[0].says.starts_with("Dossier archivé"), "{why:?}");
    file(&mut desk, family, false);
    let tried = family_sign_in(&mut desk, now(), &login, &own).unwrap();
    assert_eq!(tried, Entrance::Open(family), "and no try was counted meanwhile");
    town.holds();
}

#[test]
fn where_nobody_is_found_a_key_makes_the_family_from_what_was_typed() {
    let mut hand = Hand::at_the_counter();
    hand.types("zzyzx");
    hand.sees("Aucune famille pour « zzyzx ».");
    hand.sees("Aucune archivée non plus.");
    hand.sees("F2       Créer une famille");
    hand.press(&[Key::F(2)]);
    hand.sees("ZZYZX");
}
