//! The notes through their keys.

use crate::desk::request::{Reply, Request, WriteNote};
use crate::desk::view::FamilyFiled;
use crate::ui::key::Key;
use crate::ui::samples::household::{noted, notes};
use crate::ui::samples::*;

#[test]
fn the_first_note_is_typed_at_once_and_shown_in_the_file() {
    let mut hand = Hand::opened();
    hand.key(Key::Char('n'));
    hand.text("préfère le soir");
    hand.key(Key::Tab);
    hand.keys(&[Key::Backspace, Key::Char('o'), Key::F(9)]);
    let text = "préfère le soir".to_owned();
    let note = Request::WriteNote(WriteNote { family: id(11), text, flagged: true });
    assert_eq!(hand.asked().unwrap().1, note);
    let sentence = "Note enregistrée (S. Leroy).".to_owned();
    hand.answer(Reply::Filed(FamilyFiled { family: id(11), sentence }));
    hand.answer(Reply::Family(Box::new(noted())));
    assert!(hand.words().contains("préfère être appelée après 17 h"));
    hand.key(Key::Esc);
    assert!(hand.words().contains("Responsables"));
}

#[test]
fn a_belief_or_a_diagnosis_is_told_and_stops_nothing() {
    let mut hand = Hand::opened();
    hand.key(Key::Char('n'));
    hand.text("mange halal");
    assert!(hand.words().contains("▲ «\u{a0}halal\u{a0}»"), "{}", hand.words());
    hand.key(Key::F(9));
    assert!(matches!(hand.asked(), Some((_, Request::WriteNote(_)))));
}

#[test]
fn a_note_has_words_and_an_end() {
    let mut hand = Hand::opened();
    hand.keys(&[Key::Char('n'), Key::F(9)]);
    assert!(hand.words().contains("× Champ à corriger\u{a0}: Note."));
    hand.send(crate::ui::msg::Msg::Paste("a".repeat(501)));
    assert!(hand.words().contains("× 500 caractères au plus"));
    hand.key(Key::Backspace);
    assert!(hand.words().contains("500 sur 500"));
    hand.key(Key::F(9));
    assert!(matches!(hand.asked(), Some((_, Request::WriteNote(_)))));
}

#[test]
fn leaving_a_note_says_that_it_would_be_lost() {
    let mut hand = Hand::opened();
    hand.key(Key::Char('n'));
    hand.text("à rappeler");
    hand.key(Key::Esc);
    assert!(hand.words().contains("Note\u{a0}: vide → à rappeler"));
    hand.key(Key::Esc);
    assert!(hand.words().contains("Nouvelle note"));
    hand.keys(&[Key::Esc, Key::Char('o')]);
    assert!(hand.words().contains("Responsables"));
}

#[test]
fn the_chosen_note_is_struck() {
    let mut hand = notes();
    hand.keys(&[Key::Down, Key::Delete]);
    let strike = Request::StrikeNote { family: id(11), note: id(302) };
    assert_eq!(hand.asked().unwrap().1, strike);
}

#[test]
fn escape_right_after_a_note_goes_back_to_the_file() {
    let mut hand = Hand::opened();
    hand.key(Key::Char('n'));
    hand.text("le soir");
    hand.key(Key::F(9));
    let sentence = "Note enregistrée (S. Leroy).".to_owned();
    hand.answer(Reply::Filed(FamilyFiled { family: id(11), sentence }));
    hand.key(Key::Esc);
    assert!(hand.words().contains("Responsables"), "the list was still being read");
}
