//! Interrupted work: kept with each change, taken up again, given up, hidden from others.

use super::*;
use crate::desk::view::AgentView;
use crate::ui::gestures::{at_calendar, month, toggled};
use crate::ui::golden;
use crate::ui::samples::{Hand, agent, day, id, leroy, moment};
use crate::ui::screen::sign_in::SignIn;

/// What S. Leroy had toggled when the program stopped.
fn draft() -> Draft {
    toggled().drafts.pop().flatten().unwrap()
}

fn interrupted() -> AgentView {
    let interrupted = Interrupted {
        draft: draft(),
        name: "MARTINEAU Claire".into(),
        login: "EVR04217".into(),
        at: moment("2026-11-20T10:38"),
    };
    AgentView { interrupted: Some(Box::new(interrupted)), ..leroy() }
}

/// Signed in again after the stop.
fn back() -> Hand {
    let mut hand = Hand::signed_out(crate::ui::samples::house());
    hand.sign_in(interrupted());
    hand
}

#[test]
fn each_change_of_the_calendar_is_kept_and_nothing_else() {
    let mut hand = at_calendar();
    assert!(hand.drafts.is_empty());
    hand.text("30 ");
    let [Some(Draft::Bookings(kept))] = hand.drafts.as_slice() else { panic!("{:?}", hand.drafts) };
    assert_eq!(kept.family, id(11));
    let days: Vec<_> = kept.days.iter().map(|day| (day.change.day, day.change.book)).collect();
    assert_eq!(days, [(day("30/11/2026"), true)]);
    hand.key(Key::Char(' '));
    assert_eq!(hand.drafts.last(), Some(&None), "nothing is toggled any more");
}

#[test]
fn a_lock_keeps_what_was_begun_and_another_agent_sees_none_of_it() {
    let mut hand = toggled();
    let kept = hand.drafts.len();
    hand.key(Key::Char('²'));
    hand.key(Key::Esc);
    hand.sign_in(agent(2, "mdi", "M. Diallo"));
    assert_eq!(hand.drafts.len(), kept, "the other agent's seat forgets nothing of the first");
    hand.key(Key::Char('²'));
    hand.key(Key::Esc);
    hand.sign_in(interrupted());
    assert!(hand.words().contains("Calendrier de Léo"), "the screens themselves waited");
    assert_eq!(hand.drafts.len(), kept);
}

#[test]
fn interrupted_work_is_taken_up_where_it_stopped() {
    let mut hand = back();
    golden::check("resume", &hand.app);
    hand.key(Key::Enter);
    let Some((_, Request::OpenCalendar { family, child, .. })) = hand.asked() else { panic!() };
    assert_eq!((family, child), (id(11), Some(id(41))));
    hand.answer(month("01/11/2026"));
    assert!(hand.words().contains("Saisie reprise. Rien n’est encore enregistré."));
    assert!(hand.words().contains("lun 30/11"));
    hand.key(Key::F(9));
    let Some((_, Request::ReviewBookings { changes, .. })) = hand.asked() else { panic!() };
    assert_eq!(changes.len(), 1);
    hand.key(Key::Esc);
    hand.key(Key::Ctrl('z'));
    assert_eq!(hand.drafts.last(), Some(&None), "it is taken back as a whole");
}

#[test]
fn interrupted_work_is_given_up_or_left_for_later() {
    let mut hand = back();
    hand.key(Key::Delete);
    assert_eq!(hand.drafts, [None]);
    assert!(hand.words().contains("Saisie abandonnée. Rien n’a été enregistré."));
    let mut hand = back();
    hand.key(Key::Esc);
    assert_eq!(hand.drafts, []);
    assert!(hand.words().contains("Nom, enfant, téléphone"));
}

#[test]
fn a_family_that_is_gone_is_said_and_loses_nothing() {
    use crate::desk::refusal::Refusal;
    let mut hand = back();
    hand.key(Key::Enter);
    hand.answer(Reply::Refused(Refusal::Unknown { what: "Cette famille" }));
    assert!(hand.words().contains("Cette famille n’existe pas ou plus."));
    assert!(hand.words().contains("Saisie interrompue"));
    assert_eq!(hand.drafts, []);
}

#[test]
fn nothing_of_it_shows_before_the_sign_in() {
    let hand = Hand::new(crate::ui::samples::house(), Screen::SignIn(SignIn::default()));
    assert!(!hand.words().contains("MARTINEAU"));
}
