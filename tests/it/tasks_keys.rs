//! What waits for an agent, through the keys: several decided at once, what fits, documents,
//! papers, and how a family is told.

use guichet::desk::export::export;
use guichet::desk::import::import;
use guichet::domain::ids::{ActivityId, ChildId};
use guichet::domain::people::{BookingState, ToldBy};
use guichet::ui::key::Key;
use guichet::ui::msg::Paper;

use crate::keys::Hand;
use crate::support::{day, sign_in};

const F7: Key = Key::F(7);
const F8: Key = Key::F(8);
const SPACE: Key = Key::Char(' ');

/// À traiter, opened long enough ago for a key to act.
fn tasks(profile: &str) -> Hand {
    let mut hand = Hand::of(profile);
    hand.press(&[F8]);
    hand.later(300);
    hand
}

/// A child of the family that a login id names.
fn child(hand: &Hand, login: &str, given: &str) -> ChildId {
    let read = hand.counter.store.read();
    let family = read.family_by_login(login).unwrap().unwrap().id;
    let children = read.children(family).unwrap();
    children.into_iter().find(|one| one.given == given).unwrap().id
}

fn activity(hand: &Hand, code: &str) -> ActivityId {
    let activities = hand.counter.store.read().activities().unwrap();
    activities.into_iter().find(|one| one.code == code).unwrap().id
}

/// The office lowers the places of an activity to those that are taken on its fullest day.
fn leave_so_many_places(hand: &mut Hand, code: &str, places: u32) {
    let (now, counter) = (hand.now, &mut hand.counter);
    sign_in(counter, "adm");
    let mut plan = export(counter, now, &mut |_| {}).unwrap();
    let activity = plan.activities.iter_mut().find(|one| one.code == code).unwrap();
    activity.places = Some(places);
    import(counter, now, &plan, false, &mut |_| {}).unwrap();
    sign_in(counter, "sle");
}

/// UX §7, storyboard 9: « Espace cocher plusieurs »
#[test]
fn several_requests_are_accepted_by_one_key_and_each_family_is_told_in_its_way() {
    let mut hand = tasks("portail-legende");
    hand.sees("[Tout 11]  Inscriptions ? 3  Pièces 1  Échéances 1  Quittances × 4  Comptes ■ 2");
    hand.press(&[SPACE, SPACE, SPACE]);
    for name in ["BENALI Omar / Adam", "MARTIN Paul / Zoé", "DUMAS Hélène / Marius"] {
        hand.sees(&format!("[x] {name}"));
    }
    hand.press(&[Key::Up, SPACE]);
    hand.sees("    DUMAS Hélène / Marius");
    hand.press(&[Key::Up, SPACE, Key::Char('v')]);
    hand.sees("3 demandes acceptées. Ctrl+Z annule. Prévenez la famille.");
    let zoe = child(&hand, "famille1180@exemple.fr", "Zoé");
    let sport = activity(&hand, "SPORT");
    let states = |hand: &Hand| -> Vec<BookingState> {
        let read = hand.counter.store.read();
        let days = read.bookings(zoe, day("2026-12-03"), day("2026-12-08")).unwrap();
        days.into_iter().filter(|one| one.activity == sport).map(|one| one.state).collect()
    };
    assert_eq!(states(&hand), [BookingState::Booked; 2]);
    hand.press(&[Key::Ctrl('z')]);
    hand.sees("Inscriptions ? 3");
    assert_eq!(states(&hand), [BookingState::ToValidate; 2]);
    hand.later(300);
    hand.press(&[Key::Home, SPACE, SPACE, SPACE, Key::Char('v')]);
    // Inscriptions are gone: Tab goes from all to the documents, the deadlines, what is to be told.
    hand.press(&[Key::Tab, Key::Tab, Key::Tab]);
    hand.sees("[À dire 3]");
    for (key, how) in [('1', ToldBy::Counter), ('é', ToldBy::Phone), ('4', ToldBy::Letter)] {
        hand.later(300);
        hand.press(&[Key::Char('v')]);
        hand.sees("La famille a été prévenue");
        hand.later(300);
        hand.press(&[Key::Char(key)]);
        hand.sees(&format!("Famille prévenue {}.", how.label()));
    }
    hand.sees("[Tout 8]  Pièces 1");
    assert!(!hand.screen().contains("À dire"), "nobody is left to be told");
    hand.verify();
}

/// Storyboard 9: « A accepter 25/11, 02/12 en attente »
#[test]
fn what_fits_is_accepted_and_the_full_day_goes_to_the_waiting_list() {
    let mut hand = Hand::of("portail-legende");
    let zoe = child(&hand, "famille1180@exemple.fr", "Zoé");
    let sport = activity(&hand, "SPORT");
    leave_so_many_places(&mut hand, "SPORT", 2);
    hand.press(&[F8]);
    hand.later(300);
    hand.press(&[Key::Down]);
    hand.sees("jeu 03/12 : # complet, 1er de la liste d’attente, 4,00 €");
    hand.sees("mar 08/12 : ● 0 sur 2 pris, 4,00 €");
    hand.press(&[Key::Char('v')]);
    hand.press(&[Key::Char('a')]);
    let read = hand.counter.store.read();
    let days = read.bookings(zoe, day("2026-12-03"), day("2026-12-08")).unwrap();
    let states: Vec<_> =
        days.iter().filter(|one| one.activity == sport).map(|one| one.state).collect();
    let (waits, booked) = (BookingState::Waiting, BookingState::Booked);
    assert_eq!(states, [waits, booked]);
    hand.verify();
}

/// « Ce document peut faire l'objet d'une validation par un agent de la collectivité »
#[test]
fn a_document_is_validated_in_one_key_and_refused_with_a_motive_in_two() {
    for (keys, said) in [
        (&['v'][..], "Pièce validée : assurance de Léo"),
        (&['r', '4'], "Pièce refusée (non signée) : assurance de Léo"),
    ] {
        let mut hand = tasks("portail-legende");
        hand.press(&[Key::Tab, Key::Tab]);
        hand.sees("[Pièces 1]");
        hand.sees("Valable jusqu’au 31/08/2027 une fois validée.");
        for key in keys {
            hand.later(300);
            hand.press(&[Key::Char(*key)]);
        }
        hand.sees(said);
        assert!(!hand.screen().contains("Pièces 1"), "it is looked at");
        hand.verify();
    }
}

#[test]
fn papers_and_reasons_come_from_the_list() {
    let mut hand = tasks("portail-legende");
    hand.press(&[Key::Char('i')]);
    hand.sees("Pourquoi ? BENALI Omar");
    hand.sees("• À valider par un agent");
    hand.press(&[Key::Esc, Key::BackTab]);
    hand.sees("[Comptes ■ 2]");
    hand.press(&[Key::Char('i')]);
    hand.sees("Pourquoi ? ROUX Élodie");
    hand.press(&[Key::Esc, F7]);
    hand.press(&[Key::Tab, Key::Tab, Key::Tab, Key::Char('p')]);
    let pages: Vec<String> = hand
        .printed
        .iter()
        .map(|paper| match paper {
            Paper::Page(lines) => lines.join(" ").replace('\u{a0}', " "),
            other => panic!("{other:?}"),
        })
        .collect();
    let [list, notice] = pages.as_slice() else { panic!("{pages:?}") };
    assert!(list.contains("ROUX Élodie") && !list.contains("BENALI"), "{list}");
    assert!(notice.contains("Assurance de Léo"), "{notice}");
    hand.verify();
}

/// « Si le montant n'est pas exact, ne payer surtout pas cette facture. »: what is contested waits
/// for an answer.
#[test]
fn a_contested_invoice_waits_until_it_is_answered() {
    let mut hand = Hand::of("petit-bourg");
    hand.types("martineau");
    hand.press(&[Key::Enter, Key::Char('4'), Key::Char('c')]);
    hand.later(300);
    hand.press(&[Key::Char('1')]);
    hand.press(&[Key::Esc, F8]);
    hand.sees("Contestées 1");
    hand.press(&[Key::BackTab, Key::BackTab]);
    hand.sees("[Contestées 1]");
    hand.sees("? contestée");
    hand.press(&[Key::Char('i')]);
    hand.sees("État : contestée");
    hand.press(&[Key::Esc, Key::Enter]);
    hand.sees("Contestation · MARTINEAU Claire");
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("À traiter ·");
    assert!(!hand.screen().contains("Contestées"), "it is answered");
    hand.verify();
}
