//! The receipt through its keys, the printer played by hand.

use crate::desk::refusal::Refusal;
use crate::desk::request::{Reply, Request};
use crate::ui::gestures::*;
use crate::ui::key::Key;
use crate::ui::msg::Effect;
use crate::ui::samples::*;
use crate::ui::screen::Screen;

fn prints(hand: &Hand) -> usize {
    hand.effects.iter().filter(|effect| matches!(effect, Effect::Print(..))).count()
}

#[test]
fn a_printed_receipt_is_recorded_then_the_next_family_is_served() {
    let mut hand = at_receipt();
    hand.keys(&[Key::Enter, Key::Enter]);
    assert_eq!(prints(&hand), 1);
    assert!(hand.words().contains("Impression en cours…"));
    hand.printed(Ok(()));
    assert_eq!(hand.asked().unwrap().1, Request::ReceiptPrinted(id(71)));
    assert!(matches!(hand.app.trail.top, Screen::Receipt(_)));
    hand.answer(Reply::Receipt(Box::new(receipt())));
    assert!(matches!(hand.app.trail.top, Screen::Home(_)), "the second Entrée ended it");
    assert_eq!(prints(&hand), 1);
    assert!(hand.words().contains("Tapez le début d’un nom"));
}

#[test]
fn a_silent_printer_takes_nothing_away() {
    let mut hand = at_receipt();
    hand.keys(&[Key::Enter, Key::Enter]);
    hand.printed(Err("L’imprimante ne répond pas.".into()));
    assert!(hand.words().contains(
        "▲ Paiement enregistré. Imprimante muette\u{a0}: quittance A2-2026-000902 à imprimer."
    ));
    assert!(hand.words().contains("× L’imprimante ne répond pas."));
    assert_eq!(prints(&hand), 1, "the second Entrée was typed before the failure was known");
    assert!(!hand.requests().contains(&Request::ReceiptPrinted(id(71))));
    hand.key(Key::Enter);
    assert_eq!(prints(&hand), 1);
}

#[test]
fn a_printing_that_cannot_be_recorded_is_said() {
    let mut hand = at_receipt();
    hand.key(Key::Enter);
    hand.printed(Ok(()));
    hand.answer(Reply::Refused(Refusal::Unknown { what: "Cette quittance" }));
    assert!(hand.words().contains("× Cette quittance n’existe pas ou plus."));
}

#[test]
fn printing_is_recorded_even_if_the_seat_was_left_meanwhile() {
    let mut hand = at_receipt();
    hand.key(Key::Enter);
    hand.key(Key::Char('²'));
    hand.printed(Ok(()));
    assert!(!hand.requests().contains(&Request::ReceiptPrinted(id(71))), "nobody sits there");
    hand.text("guichet");
    hand.key(Key::Enter);
    hand.answer(Reply::SignedIn(leroy()));
    assert_eq!(hand.asked().unwrap().1, Request::ReceiptPrinted(id(71)));
}

#[test]
fn nothing_is_printed_without_a_wish_or_a_printer() {
    for key in [Key::Char('s'), Key::Esc] {
        let mut hand = at_receipt();
        hand.key(key);
        assert!(matches!(hand.app.trail.top, Screen::Home(_)));
        assert_eq!(prints(&hand), 0);
    }
    let mut bare = at_payment(payment());
    bare.app.house.printer = false;
    bare.keys(&[Key::Enter]);
    bare.answer(Reply::Receipt(Box::new(receipt())));
    assert!(bare.words().contains("Aucune imprimante sur ce poste."));
    bare.key(Key::Enter);
    assert!(matches!(bare.app.trail.top, Screen::Home(_)));
    assert_eq!(prints(&bare), 0);
}

#[test]
fn a_long_receipt_scrolls() {
    let mut hand = at_payment(payment());
    hand.key(Key::Enter);
    let mut long = receipt();
    long.lines.extend((1..40).map(|number| format!("ligne {number}")));
    hand.answer(Reply::Receipt(Box::new(long)));
    assert!(!hand.words().contains("ligne 39"));
    for _ in 0..5 {
        hand.key(Key::PageDown);
    }
    assert!(hand.words().contains("ligne 39"));
    hand.keys(&[Key::PageUp, Key::PageUp, Key::Up]);
    assert!(!hand.words().contains("ligne 39"));
}
