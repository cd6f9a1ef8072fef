//! The enrolments through their keys.

use crate::desk::request::{Reply, Request, SetEnrolment};
use crate::ui::key::Key;
use crate::ui::samples::household::{changed_meanwhile, enrolments, rights};
use crate::ui::samples::*;

fn asked(hand: &Hand) -> SetEnrolment {
    match hand.asked() {
        Some((_, Request::SetEnrolment(request))) => request,
        asked => panic!("{asked:?}"),
    }
}

#[test]
fn a_child_is_enrolled_by_a_few_letters_and_two_days() {
    let mut hand = enrolments();
    hand.key(Key::Char('n'));
    hand.text("cent");
    assert!(hand.words().contains("→ Centre de loisirs (3 à 11 ans)"));
    hand.keys(&[Key::Tab, Key::Ctrl('u')]);
    hand.text("010926");
    hand.keys(&[Key::F(9)]);
    let request = asked(&hand);
    assert_eq!((request.enrolment, request.activity, request.saw), (None, id(52), None));
    assert_eq!((request.from, request.to), (day("01/09/2026"), day("02/07/2027")));
    hand.answer(Reply::Enrolled(Box::new(rights()), "Léo est inscrit(e).".into()));
    assert!(hand.words().contains("● Léo est inscrit(e)."));
}

#[test]
fn of_several_activities_the_one_at_the_child_s_school_is_meant() {
    let mut hand = enrolments();
    hand.key(Key::Char('n'));
    hand.text("c");
    assert!(hand.words().contains("→ Cantine Jean-Moulin (2 à 12 ans)"), "{}", hand.words());
    hand.key(Key::Ctrl('u'));
    assert!(hand.words().contains("× 4 activités\u{a0}: précisez"), "nothing is typed");
    assert!(hand.words().contains("Cantine Jean-Moulin   Centre de loisirs"));
}

#[test]
fn a_right_is_changed_from_its_last_day_and_names_its_version() {
    let mut hand = enrolments();
    hand.keys(&[Key::Enter, Key::Ctrl('u')]);
    hand.text("31/08/2026");
    assert!(hand.words().contains("× avant le début"));
    hand.key(Key::F(9));
    assert!(hand.words().contains("× Champ à corriger\u{a0}: Au."));
    hand.key(Key::Ctrl('u'));
    hand.text("18/12/2026");
    hand.key(Key::F(9));
    let request = asked(&hand);
    assert_eq!((request.enrolment, request.saw), (Some(id(401)), Some(id(501))));
    hand.answer(Reply::EnrolmentChanged(Box::new(changed_meanwhile())));
    let words = hand.words();
    assert!(words.contains("Modifiée par M. Diallo") && words.contains("18/12/2026"), "{words}");
    assert!(words.contains("05/02/2027"));
    let mut gives_up = Hand { app: hand.app.clone(), effects: Vec::new(), drafts: Vec::new() };
    gives_up.key(Key::Esc);
    let reload = Request::OpenEnrolments { family: id(11), child: id(41) };
    assert_eq!(gives_up.asked().unwrap().1, reload);
    hand.key(Key::F(9));
    assert_eq!(asked(&hand).saw, Some(id(502)), "over the version that was seen");
}

#[test]
fn a_right_given_by_mistake_is_taken_back() {
    let mut hand = enrolments();
    hand.key(Key::Delete);
    let request = asked(&hand);
    assert_eq!((request.from, request.to), (day("01/09/2026"), day("31/08/2026")));
}

#[test]
fn leaving_says_what_would_be_lost_and_whoever_reads_only_reads() {
    let mut hand = enrolments();
    hand.keys(&[Key::Char('n')]);
    hand.text("cent");
    hand.key(Key::Esc);
    assert!(hand.words().contains("Activité\u{a0}: vide → cent"));
    hand.keys(&[Key::Esc, Key::Esc, Key::Char('o')]);
    assert!(!hand.words().contains("vide → cent"));
    hand.app.session.as_mut().unwrap().role = crate::domain::people::Role::Control;
    hand.key(Key::Char('n'));
    assert!(hand.words().contains("le rôle contrôle lit sans écrire"));
}
