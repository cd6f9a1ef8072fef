//! Ranges and columns through their keys. In December Léo can be booked on the days of the canteen
//! (L M J V), but Tuesday 8 is full and Friday 11 closed.

use crate::desk::request::Request;
use crate::ui::gestures::*;
use crate::ui::key::Key;
use crate::ui::samples::*;

const P: Key = Key::Char('p');
const C: Key = Key::Char('c');

/// The days that F9 would have reviewed: booked ones, and those given back.
fn pending(hand: &mut Hand) -> (Vec<u32>, Vec<u32>) {
    use chrono::Datelike;
    let mut review = Hand::on(hand.app.clone());
    review.key(Key::F(9));
    let Some((_, Request::ReviewBookings { changes, .. })) = review.asked() else {
        return (Vec::new(), Vec::new());
    };
    let days = |book| {
        let mut days: Vec<u32> = (changes.iter())
            .filter(|change| change.book == book)
            .map(|change| change.day.day())
            .collect();
        days.sort_unstable();
        days
    };
    (days(true), days(false))
}

#[track_caller]
fn added(hand: &mut Hand, days: &[u32]) {
    assert_eq!(pending(hand), (days.to_vec(), Vec::new()), "{}", hand.words());
}

#[test]
fn maj_and_arrows_paint_by_day_and_by_week() {
    let mut hand = at_december();
    hand.keys(&[Key::ShiftRight, Key::ShiftRight, Key::ShiftRight]);
    added(&mut hand, &[1, 3, 4]);
    assert!(hand.words().contains("3\u{a0}jours ajoutés."), "Wednesday is nothing to speak of");
    hand.key(Key::ShiftDown);
    added(&mut hand, &[1, 3, 4, 7, 10]);
    assert!(hand.words().contains("5\u{a0}jours ajoutés, 1\u{a0}complet, 1\u{a0}férié ignorés."));
    hand.keys(&[Key::ShiftUp, Key::ShiftLeft]);
    added(&mut hand, &[1, 3]);
}

#[test]
fn a_range_is_taken_back_and_done_again_as_a_whole() {
    let mut hand = at_december();
    hand.text(" ");
    hand.keys(&[Key::Right, Key::Right, Key::ShiftRight, Key::ShiftDown, Key::Left]);
    added(&mut hand, &[1, 3, 4, 7, 10]);
    hand.key(Key::Ctrl('z'));
    added(&mut hand, &[1]);
    hand.key(Key::Ctrl('y'));
    added(&mut hand, &[1, 3, 4, 7, 10]);
    hand.keys(&[Key::Ctrl('z'), Key::Ctrl('z')]);
    added(&mut hand, &[]);
    hand.keys(&[Key::Ctrl('y'), Key::Char('1'), Key::Char('4'), Key::Char(' ')]);
    added(&mut hand, &[1, 14]);
    hand.key(Key::Ctrl('y'));
    assert!(hand.words().contains("aucun changement à refaire"), "a new gesture forgets them");
}

#[test]
fn a_range_back_in_time_begins_with_its_first_day_too() {
    let mut hand = at_december();
    hand.text("17 18");
    hand.keys(&[Key::ShiftUp]);
    added(&mut hand, &[14, 15, 17, 18]);
    let mut hand = at_december();
    hand.text("17 ");
    hand.keys(&[Key::ShiftLeft, Key::ShiftLeft]);
    added(&mut hand, &[]);
}

#[test]
fn the_first_day_that_can_change_decides_for_all() {
    let mut hand = at_december();
    hand.text("8");
    hand.keys(&[Key::ShiftRight, Key::ShiftRight]);
    added(&mut hand, &[10]);
    let mut hand = at_calendar();
    hand.text("26");
    hand.keys(&[Key::ShiftRight; 4]);
    assert_eq!(pending(&mut hand), (vec![], vec![27]), "Friday is booked: all is given back");
    assert!(hand.words().contains("1\u{a0}jour retiré."), "{}", hand.words());
    let mut hand = at_calendar();
    hand.text("16");
    hand.keys(&[Key::ShiftRight; 3]);
    assert!(hand.words().contains("Aucun jour changé, 3\u{a0}figés ignorés."), "{}", hand.words());
}

#[test]
fn p_to_p_is_a_range_on_a_keyboard_without_maj_and_arrows() {
    let mut hand = at_december();
    hand.key(P);
    added(&mut hand, &[1]);
    assert!(hand.words().contains("P finir, Échap renoncer."));
    hand.keys(&[Key::Down, Key::Right, Key::Right]);
    added(&mut hand, &[1, 3, 4, 7, 10]);
    hand.key(P);
    assert!(hand.words().contains("5\u{a0}jours ajoutés, 1\u{a0}complet ignoré."));
    assert!(!hand.words().contains("P finir"));
    hand.key(Key::Down);
    added(&mut hand, &[1, 3, 4, 7, 10]);
    hand.key(Key::Ctrl('z'));
    added(&mut hand, &[]);
    hand.text("3p18 ");
    added(&mut hand, &[3, 4, 7, 10, 14, 15, 17, 18]);
    hand.key(Key::End);
    added(&mut hand, &[3, 4, 7, 10, 14, 15, 17, 18]);
}

#[test]
fn escape_gives_a_range_up_and_stays_on_the_month() {
    let mut hand = at_december();
    hand.text("14 1p");
    hand.keys(&[Key::End, Key::Esc]);
    added(&mut hand, &[14]);
    assert!(hand.words().contains("Plage abandonnée."));
    hand.key(Key::Up);
    added(&mut hand, &[14]);
    hand.key(Key::Esc);
    assert!(hand.words().contains("Abandonner 1\u{a0}changement\u{a0}?"));
}

#[test]
fn a_range_stays_within_its_month() {
    let mut hand = at_december();
    hand.text("28");
    hand.requests();
    hand.keys(&[Key::ShiftDown, Key::ShiftRight]);
    added(&mut hand, &[28, 29, 31]);
    assert_eq!(hand.requests(), []);
    hand.keys(&[Key::ShiftUp; 6]);
    added(&mut hand, &[1, 3, 4, 7, 10, 14, 15, 17, 18, 21, 22, 24, 25, 28]);
}

#[test]
fn a_column_is_every_such_day_of_the_month_and_c_again_takes_it_back() {
    let mut hand = at_december();
    hand.key(Key::Char('8'));
    hand.key(C);
    added(&mut hand, &[1, 15, 22, 29]);
    assert!(hand.words().contains("4\u{a0}jours ajoutés, 1\u{a0}complet ignoré."));
    hand.key(C);
    added(&mut hand, &[]);
    hand.key(C);
    added(&mut hand, &[1, 15, 22, 29]);
    hand.key(Key::Right);
    hand.key(Key::Right);
    hand.key(C);
    added(&mut hand, &[1, 3, 10, 15, 17, 22, 24, 29, 31]);
    hand.key(Key::Ctrl('z'));
    added(&mut hand, &[1, 15, 22, 29]);
    hand.text("8c");
    added(&mut hand, &[]);
}

#[test]
fn whoever_only_reads_paints_nothing() {
    let view =
        crate::desk::view::AgentView { role: crate::domain::people::Role::Control, ..leroy() };
    let mut hand = Hand::signed_out(house());
    hand.sign_in(view);
    hand.text("mar");
    hand.answer(found("mar", rows()));
    hand.key(Key::F(5));
    hand.answer(month("01/12/2026"));
    for key in [P, C, Key::ShiftRight] {
        hand.key(key);
        assert!(hand.words().contains("× Impossible\u{a0}: le rôle contrôle"), "{key:?}");
    }
    assert!(hand.words().contains("Rien à valider."));
}
