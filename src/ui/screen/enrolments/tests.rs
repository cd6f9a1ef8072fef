//! The enrolments through their keys.

use crate::desk::request::{DocumentNote, Reply, Request, SetEnrolment};
use crate::desk::view::{EnrolmentsView, FamilyFiled, Wish};
use crate::domain::people::{DocumentFault, DocumentState, Rhythm};
use crate::ui::key::Key;
use crate::ui::samples::household::{
    changed_meanwhile, documents, enrolments, rights, rights_and_documents,
};
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
    let reload = Request::OpenEnrolments { of: (id(11), id(41)), wish: None };
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

#[test]
fn a_document_is_noted_validated_and_refused_by_a_key_each() {
    let noted = |hand: &Hand| match hand.asked() {
        Some((_, Request::NoteDocument(request))) => request,
        asked => panic!("{asked:?}"),
    };
    let mut hand = documents();
    assert!(hand.words().contains("▲ à valider (reçue 02/09/2026)"), "{}", hand.words());
    assert!(hand.words().contains("Cantine Jean-Moulin · régulière"));
    assert!(hand.words().contains("Danse · dérogation d’âge"));
    hand.key(Key::Char('p'));
    assert_eq!(noted(&hand).code, "piece-2", "the first that lacks");
    assert_eq!(noted(&hand).note, DocumentNote::Received);
    let filed = FamilyFiled { family: id(11), sentence: "Pièce reçue.".into() };
    hand.answer(Reply::Filed(filed));
    assert!(hand.words().contains("● Pièce reçue."));
    let mut hand = documents();
    hand.key(Key::Char('v'));
    let (document, saw) = (id(603), id(703));
    let looked = |state, fault| DocumentNote::Looked { document, state, fault, saw };
    assert_eq!(noted(&hand).note, looked(DocumentState::Validated, None), "the first that waits");
    let mut hand = documents();
    hand.key(Key::Char('r'));
    assert!(hand.words().contains("choisissez une pièce"));
    hand.keys(&[Key::Down, Key::Down, Key::Down, Key::Down, Key::Char('r')]);
    assert!(hand.words().contains("cette pièce n’est pas arrivée"));
    hand.keys(&[Key::Down, Key::Char('r')]);
    assert!(hand.words().contains("1 illisible") && hand.words().contains("6 mauvaise pièce"));
    hand.key(Key::Char('\''));
    assert_eq!(noted(&hand).note, looked(DocumentState::Refused, Some(DocumentFault::Unsigned)));
    let mut hand = documents();
    hand.keys(&[Key::PageDown, Key::Delete]);
    assert_eq!(noted(&hand).note, looked(DocumentState::Withdrawn, None));
}

#[test]
fn a_child_of_another_age_is_enrolled_with_a_reason_that_says_no_diagnosis() {
    let mut view = rights();
    view.birth = day("03/03/2024");
    let mut hand = Hand::opened();
    hand.key(Key::Char('d'));
    hand.answer(Reply::Enrolments(Box::new(view)));
    hand.effects.clear();
    hand.key(Key::Char('n'));
    hand.text("centre");
    assert!(hand.words().contains("Dérogation d’âge"), "{}", hand.words());
    hand.key(Key::F(9));
    assert!(hand.words().contains("Léo a 2 ans le 20/11/2026"), "{}", hand.words());
    assert_eq!(hand.asked(), None);
    hand.text("handicap");
    assert!(hand.words().contains("ni santé ni croyance"), "{}", hand.words());
    hand.key(Key::F(9));
    assert_eq!(hand.asked(), None);
    hand.key(Key::Ctrl('u'));
    hand.text("accord du service");
    hand.key(Key::F(9));
    let request = asked(&hand);
    assert_eq!((request.activity, request.age_reason.as_str()), (id(52), "accord du service"));
}

#[test]
fn how_a_child_comes_is_a_letter() {
    let mut hand = documents();
    hand.key(Key::Char('n'));
    hand.text("cent");
    assert!(hand.words().contains("Venue (o/r)"), "{}", hand.words());
    hand.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Ctrl('u'), Key::Char('x'), Key::F(9)]);
    assert!(hand.words().contains("o (occasionnelle) ou r (régulière)"), "{}", hand.words());
    hand.keys(&[Key::Ctrl('u'), Key::Char('o'), Key::F(9)]);
    assert_eq!(asked(&hand).rhythm, Some(Rhythm::Occasional));
}

#[test]
fn a_day_that_cannot_be_booked_opens_what_it_lacks() {
    let from = |view: EnrolmentsView| {
        let mut hand = Hand::opened();
        hand.key(Key::Char('d'));
        hand.answer(Reply::Enrolments(Box::new(view)));
        hand.effects.clear();
        hand
    };
    let wish = Wish {
        activity: (id(52), "Centre de loisirs".into()),
        day: day("02/12/2026"),
        right: None,
        document: None,
    };
    let mut hand = from(EnrolmentsView { wish: Some(wish.clone()), ..rights() });
    hand.key(Key::F(9));
    let request = asked(&hand);
    assert_eq!((request.activity, request.from), (id(52), day("02/12/2026")));
    hand.answer(Reply::Enrolled(Box::new(rights()), "Léo est inscrit(e).".into()));
    assert!(hand.words().contains("● Léo est inscrit(e)."), "{}", hand.words());
    assert!(!hand.words().contains("Inscriptions de Léo"), "back where it was asked");
    let lacks = Wish { right: Some(id(401)), document: Some(1), ..wish.clone() };
    let mut hand = from(EnrolmentsView { wish: Some(lacks), ..rights_and_documents() });
    hand.key(Key::Char('p'));
    assert!(matches!(hand.asked(), Some((_, Request::NoteDocument(one))) if one.code == "piece-2"));
    let too_young = Wish { right: Some(id(401)), ..wish };
    let view = EnrolmentsView { birth: day("03/03/2025"), wish: Some(too_young), ..rights() };
    let mut hand = from(view);
    hand.text("fratrie");
    hand.key(Key::F(9));
    assert_eq!(asked(&hand).age_reason, "fratrie");
}
