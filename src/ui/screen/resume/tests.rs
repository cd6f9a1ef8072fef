//! Interrupted work: kept with each change, taken up again, given up, hidden from others.

use super::*;
use crate::desk::view::AgentView;
use crate::ui::gestures::{
    at_calendar, at_closing, at_payment, closing, month, payment, receipt, toggled,
};
use crate::ui::golden;
use crate::ui::samples::household::{edited, made};
use crate::ui::samples::{Hand, agent, day, id, leroy, moment};
use crate::ui::screen::sign_in::SignIn;

/// What S. Leroy had toggled when the program stopped.
fn draft() -> Draft {
    toggled().drafts.pop().flatten().unwrap()
}

fn interrupted() -> AgentView {
    let interrupted = Interrupted {
        draft: draft(),
        family: Some(("MARTINEAU Claire".into(), "EVR04217".into())),
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

/// Signed in again after a stop in the middle of something else.
fn back_to(draft: Draft, family: bool) -> Hand {
    let mut agent = interrupted();
    let waiting = agent.interrupted.as_mut().unwrap();
    waiting.draft = draft;
    if !family {
        waiting.family = None;
    }
    let mut hand = Hand::signed_out(crate::ui::samples::house());
    hand.sign_in(agent);
    hand
}

#[test]
fn a_payment_under_way_keeps_the_card_that_was_accepted() {
    let mut hand = at_payment(payment());
    assert!(hand.drafts.is_empty(), "nothing is handed over yet");
    hand.text("20");
    hand.key(Key::Enter);
    hand.text("r");
    let draft = hand.drafts.last().cloned().flatten().unwrap();
    let Draft::Payment(kept) = &draft else { panic!("{draft:?}") };
    assert_eq!((kept.family, kept.aside.len()), (id(11), 1));
    let mut hand = back_to(draft, true);
    assert!(hand.words().contains("Encaissement\u{a0}: 1\u{a0}règlement saisi, 20,00\u{a0}€"));
    hand.key(Key::Enter);
    hand.answer(Reply::Payment(Box::new(payment())));
    assert!(hand.words().contains("Saisie reprise. Rien n’est encore enregistré."));
    hand.key(Key::Enter);
    let Some((_, Request::TakePayment(request))) = hand.asked() else {
        panic!("{:?}", hand.asked())
    };
    assert_eq!(request.tenders.len(), 2);
    hand.answer(Reply::Receipt(Box::new(receipt())));
    assert_eq!(hand.drafts.last(), Some(&None), "once it is recorded nothing is left to keep");
}

#[test]
fn a_till_that_was_being_counted_is_counted_on() {
    let mut hand = at_closing(closing());
    hand.text("2");
    hand.key(Key::Enter);
    let draft = hand.drafts.last().cloned().flatten().unwrap();
    let mut hand = back_to(draft.clone(), false);
    assert!(hand.words().contains("Comptage de la caisse") && hand.words().contains("Poste A2"));
    hand.key(Key::Enter);
    assert_eq!(hand.asked().unwrap().1, Request::OpenClosing);
    hand.answer(Reply::Closing(Box::new(closing())));
    assert_eq!(hand.app.trail.draft(), Some(draft));
}

#[test]
fn a_form_is_typed_on_with_the_version_that_it_corrects() {
    let mut hand = edited();
    assert!(hand.drafts.is_empty(), "nothing is typed yet");
    hand.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Ctrl('u')]);
    hand.text("0699999999");
    let draft = hand.drafts.last().cloned().flatten().unwrap();
    let mut hand = back_to(draft.clone(), true);
    assert!(hand.words().contains("Correction de la fiche"));
    hand.key(Key::Enter);
    assert!(hand.words().contains("0699999999"), "{}", hand.words());
    assert_eq!(hand.app.trail.draft(), Some(draft));
    hand.key(Key::F(9));
    let Some((_, Request::WriteFamily(request))) = hand.asked() else { panic!() };
    assert_eq!((request.family, request.saw), (Some(id(11)), Some(id(91))));
    assert_eq!(request.household.guardians[0].phone, "0699999999");
}

#[test]
fn a_new_family_keeps_the_people_who_were_added() {
    let mut hand = made("blin eve");
    hand.keys(&[Key::PageDown, Key::PageDown, Key::PageDown, Key::Tab]);
    hand.text("Tom");
    let draft = hand.drafts.last().cloned().flatten().unwrap();
    let mut hand = back_to(draft.clone(), false);
    assert!(hand.words().contains("Nouvelle famille"));
    hand.key(Key::Enter);
    assert_eq!(hand.app.trail.draft(), Some(draft));
    let words = hand.words();
    assert!(words.contains("Responsable payeur · BLIN Eve"), "{words}");
}

#[test]
fn a_note_is_typed_on() {
    let mut hand = Hand::opened();
    hand.key(Key::Char('n'));
    hand.text("préfère le soir");
    let draft = hand.drafts.last().cloned().flatten().unwrap();
    let mut hand = back_to(draft, true);
    assert!(hand.words().contains("Note du guichet"));
    hand.keys(&[Key::Enter, Key::F(9)]);
    let Some((_, Request::WriteNote(note))) = hand.asked() else { panic!() };
    assert_eq!((note.family, note.text.as_str()), (id(11), "préfère le soir"));
}
