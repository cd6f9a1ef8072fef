//! The closing of the till through its keys.

use super::*;
use crate::desk::view::{ReceiptView, Voucher};
use crate::ui::gestures::{at_closing, closing, session, shut_till, till};
use crate::ui::msg::{Effect, Msg, Paper};
use crate::ui::samples::{Hand, id, now};

/// Storyboard 8: 261,90 € counted of 261,95 €.
const COUNTED: &str = "\n\n\n2\n5\n3\n2\n5\n8\n5\n5\n3\n2\n\n\n";

fn type_lines(hand: &mut Hand, text: &str) {
    text.chars().for_each(|c| hand.key(if c == '\n' { Key::Enter } else { Key::Char(c) }));
}

/// Everything counted and explained; F9 is next.
fn counted() -> Hand {
    let mut hand = at_closing(closing());
    type_lines(&mut hand, COUNTED);
    hand.key(Key::Enter);
    hand.text("pièce de 5 c. donnée en trop");
    hand
}

/// The last question, and the time it takes to read it.
fn asked() -> Hand {
    let mut hand = counted();
    hand.key(Key::F(9));
    hand.send(Msg::Clock(now().later(DEAD_MS)));
    hand
}

fn slip() -> ReceiptView {
    ReceiptView {
        of: Voucher::Closing(id(70)),
        family: None,
        number: "20/11/2026".into(),
        lines: vec!["ARRÊTÉ DE CAISSE".into()],
        sentence: "Caisse clôturée.".into(),
        copies: 0,
        standing: crate::domain::contrary::Standing::Stands,
        till: till(None),
    }
}

#[test]
fn the_drawer_of_the_storyboard_is_counted_in_forty_keys() {
    let mut hand = asked();
    hand.requests();
    hand.text("CLOTURER");
    assert_eq!(hand.requests(), [], "the word alone does nothing");
    hand.key(Key::Enter);
    let Some((_, Request::CloseTill(request))) = hand.asked() else { panic!("nothing asked") };
    let total: i64 = request.counted.iter().map(|one| one.value.0 * i64::from(one.count)).sum();
    assert_eq!((total, request.left, request.saw), (26_190, Cents(10_000), (27, Cents(26_195))));
    assert_eq!(request.reason, "pièce de 5 c. donnée en trop");
    hand.answer(Reply::Receipt(Box::new(slip())));
    assert!(hand.words().contains("Arrêté de caisse du 20/11/2026"));
    assert!(hand.words().contains("Caisse fermée"), "{}", hand.words());
    let paper = Paper::Closing(slip().lines);
    assert!(matches!(hand.effects.last(), Some(Effect::Print(_, printed)) if *printed == paper));
    hand.printed(Ok(()));
    assert!(hand.words().contains("Arrêté du 20/11/2026 imprimé."));
}

#[test]
fn a_printer_that_says_nothing_takes_nothing_away() {
    let mut hand = asked();
    type_lines(&mut hand, "cloturer\n");
    hand.answer(Reply::Receipt(Box::new(slip())));
    hand.printed(Err("Plus de papier.".into()));
    let words = hand.words();
    assert!(words.contains("Caisse clôturée. Imprimante muette"), "{words}");
    assert!(words.contains(":arrete"), "{words}");
}

#[test]
fn no_key_answers_before_the_question_can_be_read() {
    let mut hand = counted();
    hand.requests();
    hand.key(Key::F(9));
    type_lines(&mut hand, "CLOTURER\n");
    hand.send(Msg::Clock(now().later(DEAD_MS - 1)));
    type_lines(&mut hand, "CLOTURER\n");
    assert_eq!(hand.requests(), []);
    hand.send(Msg::Clock(now().later(DEAD_MS)));
    hand.key(Key::Enter);
    assert!(hand.words().contains("Tapez CLOTURER en entier"), "{}", hand.words());
    hand.send(Msg::Paste("CLOTURER".into()));
    hand.key(Key::Enter);
    assert_eq!(hand.requests(), [], "a paste never answers");
    type_lines(&mut hand, "CLOTURER\n");
    assert!(matches!(hand.requests().as_slice(), [Request::CloseTill(_)]));
}

#[test]
fn keys_typed_while_the_till_is_read_never_close_it() {
    let mut hand = Hand::signed_in();
    hand.text(":cloture");
    hand.key(Key::Enter);
    let open = hand.asked().unwrap();
    assert_eq!(open.1, Request::OpenClosing);
    hand.key(Key::F(9));
    type_lines(&mut hand, "CLOTURER\n");
    let exact = SessionView { expected: Cents::ZERO, ..session() };
    let view = ClosingView { session: Some(exact), ..closing() };
    hand.requests();
    hand.send(Msg::Reply(open.0, Reply::Closing(Box::new(view))));
    assert_eq!(hand.requests(), []);
    assert!(!hand.words().contains("CLOTURER en entier"), "{}", hand.words());
}

#[test]
fn a_gap_of_one_cent_asks_for_its_reason() {
    let mut hand = at_closing(closing());
    hand.key(Key::F(9));
    assert!(hand.words().contains("rien n’est saisi"));
    type_lines(&mut hand, COUNTED);
    hand.key(Key::F(9));
    let words = hand.words().replace('\u{a0}', " ");
    assert!(words.contains("× Écart de -0,05 €. Motif obligatoire pour cet écart"), "{words}");
    hand.text("abcd");
    hand.key(Key::F(9));
    assert!(!hand.words().contains("Clôturer la caisse du"));
    hand.text("e");
    hand.key(Key::F(9));
    assert!(hand.words().contains("Clôturer la caisse du"), "{}", hand.words());
    hand.key(Key::Esc);
    assert!(hand.words().contains("le comptage est gardé"));
}

#[test]
fn no_more_is_left_than_there_is() {
    let mut hand = counted();
    hand.keys(&[Key::BackTab]);
    hand.text("262");
    hand.key(Key::F(9));
    assert!(hand.words().replace('\u{a0}', " ").contains("pas plus que les 261,90 €"));
    hand.text("=");
    assert!(hand.words().replace('\u{a0}', " ").contains("161,90 €"), "{}", hand.words());
    hand.key(Key::Ctrl('u'));
    hand.key(Key::F(9));
    assert!(hand.words().contains("n’est pas un montant"));
    hand.text("&à,5");
    hand.key(Key::F(9));
    assert!(hand.words().replace('\u{a0}', " ").contains("251,40 €"), "{}", hand.words());
}

#[test]
fn numbers_are_typed_erased_and_replaced() {
    let mut hand = at_closing(closing());
    let counted = |hand: &Hand| {
        let Screen::Closing(closing) = &hand.app.trail.top else { panic!() };
        closing.count.pieces
    };
    hand.text("12");
    assert_eq!(counted(&hand)[0], Some(12));
    hand.keys(&[Key::Down, Key::Up]);
    hand.text("3");
    assert_eq!(counted(&hand)[0], Some(3), "coming back begins anew");
    hand.text("999999");
    assert_eq!(counted(&hand)[0], Some(MOST_PIECES));
    hand.key(Key::Backspace);
    assert_eq!(counted(&hand)[0], Some(9_999));
    hand.key(Key::Ctrl('u'));
    assert_eq!(counted(&hand)[0], None);
    hand.text("é");
    assert_eq!(counted(&hand)[0], Some(2), "without Shift");
}

#[test]
fn a_count_is_not_lost_by_a_slip_of_the_finger() {
    let mut hand = at_closing(closing());
    hand.key(Key::Esc);
    assert!(hand.words().contains("GUICHET"), "nothing counted, nothing asked");
    let mut hand = counted();
    hand.keys(&[Key::Tab, Key::F(3)]);
    assert!(hand.words().contains("le comptage attend F9 ou Échap"));
    hand.keys(&[Key::Esc]);
    assert!(hand.words().contains("Abandonner ce comptage"), "{}", hand.words());
    hand.key(Key::Esc);
    assert!(hand.words().replace('\u{a0}', " ").contains("261,90 €"));
    hand.key(Key::Esc);
    hand.text("o");
    assert!(hand.words().contains("GUICHET"), "{}", hand.words());
}

#[test]
fn the_lock_keeps_the_count_and_takes_the_question_back() {
    let mut hand = asked();
    hand.key(Key::Char('²'));
    assert!(!hand.words().contains("261,90"));
    hand.text("guichet");
    hand.key(Key::Enter);
    hand.answer(Reply::SignedIn(crate::ui::samples::leroy()));
    hand.answer(Reply::Closing(Box::new(closing())));
    assert!(hand.words().replace('\u{a0}', " ").contains("261,90 €"), "{}", hand.words());
    assert!(!hand.words().contains("C’est définitif"));
}

#[test]
fn what_was_taken_meanwhile_is_shown_and_the_count_is_kept() {
    let mut hand = asked();
    type_lines(&mut hand, "CLOTURER\n");
    hand.answer(Reply::Refused(Refusal::TillMoved { expected: Cents(31_195) }));
    assert_eq!(hand.asked().unwrap().1, Request::OpenClosing);
    let moved = SessionView { expected: Cents(31_195), operations: 28, ..session() };
    hand.answer(Reply::Closing(Box::new(ClosingView { session: Some(moved), ..closing() })));
    let words = hand.words().replace('\u{a0}', " ");
    assert!(words.contains("311,95 €") && words.contains("261,90 €"), "{words}");
    assert!(words.contains("28 opérations"), "{words}");
}

#[test]
fn a_closed_till_can_only_be_opened_with_what_was_left_in_it() {
    let mut hand = Hand::signed_in();
    hand.text(":caisse");
    assert!(hand.words().contains("(déjà ouverte)"), "{}", hand.words());
    hand.key(Key::Esc);
    hand.app.session.as_mut().unwrap().till = None;
    hand.text(":cloture");
    assert!(hand.words().contains("(elle est déjà fermée)"), "{}", hand.words());
    hand.key(Key::Esc);
    hand.text(":caisse");
    hand.key(Key::Enter);
    hand.answer(Reply::Closing(Box::new(shut_till())));
    let words = hand.words().replace('\u{a0}', " ");
    assert!(words.contains("150,00 €, laissés à la clôture"), "{words}");
    hand.key(Key::Enter);
    assert_eq!(hand.asked().unwrap().1, Request::OpenTill { float: Cents(15_000) });
    hand.answer(Reply::Till(till(Some(0))));
    assert!(hand.words().contains("● Caisse ouverte, fond de caisse"), "{}", hand.words());
    assert!(hand.words().contains("GUICHET"));
}
