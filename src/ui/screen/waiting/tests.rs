//! The list of those who wait, through its keys, the desk played by hand.

use crate::desk::request::{Reply, Request};
use crate::desk::view::WaitingView;
use crate::ui::gestures::*;
use crate::ui::key::Key;
use crate::ui::samples::*;

const D: Key = Key::Char('d');
const O: Key = Key::Char('o');

fn given(hand: &Hand) -> Option<(usize, String)> {
    match hand.asked()?.1 {
        Request::GivePlace { line, reason } => {
            Some((waiting().lines.iter().position(|one| *one == *line)?, reason))
        }
        _ => None,
    }
}

fn place_given() -> Reply {
    let mut view = waiting();
    view.lines.drain(1..3);
    Reply::PlaceGiven { sentence: "Place donnée à KONÉ Issa.".into(), view: Box::new(view) }
}

#[test]
fn the_first_of_a_list_gets_the_place_in_two_keys() {
    let mut hand = at_waiting();
    hand.keys(&[Key::Down, D]);
    assert!(hand.words().contains("Donner la place à KONÉ Issa\u{a0}?"));
    hand.keys(&[Key::Enter, D]);
    assert_eq!(given(&hand), None, "only O confirms");
    hand.key(O);
    assert_eq!(given(&hand), Some((1, String::new())));
    hand.key(Key::Esc);
    assert!(hand.words().contains("Enregistrement en cours…"));
    hand.answer(place_given());
    assert!(hand.words().contains("● Place donnée à KONÉ Issa."));
    assert!(hand.words().contains("attendues par 2\u{a0}enfants"), "{}", hand.words());
}

#[test]
fn another_than_the_first_needs_a_reason() {
    let mut hand = at_waiting();
    hand.keys(&[Key::Down, Key::Down, D]);
    hand.text("do");
    hand.key(Key::Enter);
    assert!(hand.words().contains("× Motif obligatoire pour passer avant le premier"));
    assert_eq!(given(&hand), None);
    hand.text("nner");
    hand.key(Key::Enter);
    assert_eq!(given(&hand), Some((2, "donner".into())), "D and O are letters of a reason");
}

#[test]
fn a_late_place_needs_a_reason_and_an_obstacle_stops_all() {
    let mut hand = at_waiting();
    assert!(hand.words().contains("▲ Délai dépassé"));
    hand.key(D);
    hand.key(Key::Enter);
    assert!(hand.words().contains("× Motif obligatoire pour donner une place hors délai"));
    hand.key(Key::Esc);
    hand.keys(&[Key::End, D]);
    assert!(hand.words().contains("× Dossier incomplet"), "{}", hand.words());
    assert_eq!(given(&hand), None);
}

#[test]
fn a_list_that_changed_comes_back_and_nothing_is_written() {
    let mut hand = at_waiting();
    hand.keys(&[Key::Down, D, O, O]);
    hand.answer(Reply::Waiting(Box::default()));
    assert!(hand.words().contains("▲ La liste a changé\u{a0}: rien n’a été écrit."));
    assert!(hand.words().contains("Personne n’attend de place libre."));
    hand.key(D);
    assert!(hand.words().contains("× Impossible\u{a0}: personne n’attend de place libre."));
}

#[test]
fn the_list_opens_from_any_screen_and_leads_to_the_childs_calendar() {
    let mut hand = Hand::opened();
    hand.text(":attente");
    hand.key(Key::Enter);
    assert_eq!(hand.asked().unwrap().1, Request::OpenWaiting);
    hand.answer(Reply::Waiting(Box::new(waiting())));
    hand.keys(&[Key::Down, Key::Enter]);
    let Some((_, Request::OpenCalendar { family, child, month, .. })) = hand.asked() else {
        panic!("{:?}", hand.asked())
    };
    assert_eq!((family, child, month), (id(17), Some(id(44)), day("09/12/2026")));
    hand.keys(&[Key::Esc, Key::Esc]);
    assert!(hand.words().contains("MARTINEAU Claire"));
}

#[test]
fn a_place_that_a_booking_frees_is_proposed_on_the_calendar() {
    let mut hand = toggled();
    hand.key(Key::F(9));
    hand.answer(Reply::Review(Box::new(review())));
    hand.key(Key::Enter);
    hand.answer(booked(&review(), waiting().lines.drain(1..2).collect()));
    hand.answer(month("01/11/2026"));
    let words = hand.words();
    assert!(
        words.contains("Une place se libère le mer 09/12\u{a0}: KONÉ Issa est 1er."),
        "{words}"
    );
    hand.text("a");
    assert_eq!(hand.asked().unwrap().1, Request::OpenWaiting);
    hand.answer(Reply::Waiting(Box::new(WaitingView { more: true, ..waiting() })));
    assert!(hand.words().contains("et d’autres"));
    hand.key(Key::Esc);
    let Some((_, Request::TurnCalendar(_))) = hand.asked() else { panic!("asked anew") };
}
