//! The form of a household through its keys.

use crate::desk::refusal::{HouseholdRefusal, Refusal};
use crate::desk::request::{Reply, Request, WriteFamily};
use crate::desk::view::{FamilyFiled, HouseholdView};
use crate::domain::household::Household;
use crate::ui::key::Key;
use crate::ui::samples::household::{alike, changes, edited, made, meanwhile, statement};
use crate::ui::samples::*;

fn sent(hand: &Hand) -> WriteFamily {
    match hand.asked() {
        Some((_, Request::WriteFamily(request))) => *request,
        asked => panic!("{asked:?}"),
    }
}

fn filed() -> Reply {
    Reply::Filed(FamilyFiled { family: id(77), sentence: "Fiche corrigée.".into() })
}

#[test]
fn a_correction_names_the_version_that_it_corrects() {
    let mut hand = edited();
    hand.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Ctrl('u')]);
    hand.text("0699999999");
    hand.key(Key::F(9));
    let request = sent(&hand);
    assert_eq!((request.family, request.saw), (Some(id(11)), Some(id(91))));
    let mut expected = statement().household;
    expected.guardians[0].phone = "0699999999".into();
    assert_eq!(request.household, expected);
    hand.answer_to_write(filed());
    assert!(hand.words().contains("● Fiche corrigée."));
    assert!(hand.words().contains("Responsables"), "back on the file");
    assert_eq!(hand.asked().unwrap().1, Request::OpenFamily(id(11)), "asked anew");
}

#[test]
fn a_family_is_made_and_opened() {
    let mut hand = made("blin eve");
    assert!(hand.words().contains("Responsable payeur · BLIN Eve"), "{}", hand.words());
    hand.key(Key::F(9));
    let WriteFamily { family, saw, household, apart, .. } = sent(&hand);
    assert_eq!((family, saw, apart.len()), (None, None, 0));
    assert_eq!((household.guardians.len(), household.children.len()), (1, 0));
    hand.answer_to_write(filed());
    let opens = Request::OpenFamily(id(77));
    assert!(hand.requests().contains(&opens));
}

#[test]
fn nothing_that_is_wrong_is_sent_and_the_focus_goes_there() {
    let mut hand = made("");
    hand.keys(&[Key::Tab, Key::F(9)]);
    assert_eq!(hand.requests().len(), 0);
    assert!(hand.words().contains("× Champ à corriger\u{a0}: Nom. Rien n’est perdu."));
    hand.text("BLIN");
    hand.keys(&[Key::Tab, Key::Tab, Key::Tab]);
    hand.text("06 12");
    assert!(hand.words().contains("× 10 chiffres, ou + et indicatif"));
    hand.key(Key::F(9));
    assert_eq!(hand.requests().len(), 0);
    hand.text(" 34 56 78");
    assert!(!hand.words().contains("× "), "{}", hand.words());
    hand.key(Key::F(9));
    assert_eq!(sent(&hand).household.guardians[0].phone, "06 12 34 56 78");
}

#[test]
fn a_doubt_is_said_and_stops_nothing() {
    let mut hand = made("blin");
    hand.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Tab]);
    hand.text("zoé@exemple.fr");
    assert!(hand.words().contains("▲ accent avant @\u{a0}: à vérifier"));
    hand.key(Key::F(9));
    assert_eq!(sent(&hand).household.guardians[0].email, "zoé@exemple.fr");
}

#[test]
fn arrows_stay_in_a_field_sideways_and_paste_goes_into_it() {
    let mut hand = made("");
    hand.text("AC");
    hand.keys(&[Key::Left, Key::Left, Key::Left, Key::Left, Key::Right]);
    hand.send(crate::ui::msg::Msg::Paste("B".into()));
    hand.key(Key::F(9));
    assert_eq!(sent(&hand).household.guardians[0].surname, "ABC");
}

#[test]
fn leaving_says_what_would_be_lost() {
    let mut hand = edited();
    hand.key(Key::Esc);
    assert!(hand.words().contains("Responsables"), "nothing typed, nothing asked");
    let mut hand = edited();
    hand.text("X");
    hand.key(Key::Esc);
    assert!(hand.words().contains("Nom\u{a0}: MARTINEAU → MARTINEAUX"), "{}", hand.words());
    hand.key(Key::Esc);
    hand.text("Y");
    hand.keys(&[Key::Esc, Key::Char('o')]);
    assert!(hand.words().contains("Responsables"));
}

#[test]
fn who_looks_alike_is_opened_or_set_apart() {
    let mut hand = made("blin");
    hand.key(Key::F(9));
    hand.answer_to_write(Reply::Lookalikes(alike()));
    assert!(hand.words().contains("même téléphone"));
    let mut opens = Hand { app: hand.app.clone(), effects: Vec::new(), drafts: Vec::new() };
    opens.keys(&[Key::Down, Key::Enter]);
    assert_eq!(opens.asked().unwrap().1, Request::OpenFamily(id(12)));
    opens.answer(Reply::Family(Box::new(family())));
    opens.key(Key::Esc);
    assert!(opens.words().contains("même téléphone"), "the form waits under the file");
    hand.effects.clear();
    hand.key(Key::Char('c'));
    assert_eq!(sent(&hand).apart, [id(11), id(12), id(13)]);
}

#[test]
fn two_versions_are_chosen_field_by_field() {
    let typed = |hand: &mut Hand| {
        hand.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Ctrl('u')]);
        hand.text("0699999999");
        hand.key(Key::F(9));
        hand.answer_to_write(Reply::Corrected(Box::new(meanwhile())));
        hand.effects.clear();
    };
    let written = |keys: &[Key]| -> (HouseholdView, WriteFamily) {
        let mut hand = edited();
        typed(&mut hand);
        assert!(hand.words().contains("par M. Diallo le 20/11/2026 à 10:41"), "{}", hand.words());
        hand.keys(keys);
        hand.key(Key::F(9));
        (meanwhile(), sent(&hand))
    };
    let (stands, mine) = written(&[]);
    assert_eq!(mine.saw, Some(stands.saw));
    let phone_and_town =
        |household: &Household| (household.guardians[0].phone.clone(), household.town.clone());
    assert_eq!(phone_and_town(&mine.household), ("0699999999".into(), "Gravigny".into()));
    let (_, theirs) = written(&[Key::Right]);
    assert_eq!(phone_and_town(&theirs.household), ("06 11 11 11 11".into(), "Gravigny".into()));
    let (_, town) = written(&[Key::Down, Key::Left]);
    assert_eq!(phone_and_town(&town.household), ("0699999999".into(), "Évreux".into()));
    let mut hand = edited();
    typed(&mut hand);
    hand.key(Key::Esc);
    assert!(hand.words().contains("0699999999"), "what was typed is still there");
    assert_eq!(hand.requests(), []);
}

#[test]
fn a_field_says_what_it_held() {
    let mut hand = edited();
    hand.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::F(2)]);
    assert_eq!(hand.asked().unwrap().1, Request::FieldHistory(id(11)));
    hand.answer(Reply::FieldHistory(changes()));
    let words = hand.words();
    assert!(words.contains("Historique · Téléphone") && words.contains("06 00 → 06 12"), "{words}");
    assert!(!words.contains("Rue haute"), "another field's");
    hand.key(Key::Esc);
    assert!(!hand.words().contains("Historique ·"));
}

#[test]
fn a_refusal_keeps_what_was_typed() {
    let mut hand = edited();
    hand.text("X");
    hand.key(Key::F(9));
    hand.answer_to_write(Reply::Refused(Refusal::Household(HouseholdRefusal::NoSurname)));
    assert!(hand.words().contains("× Un nom est vide.") && hand.words().contains("MARTINEAUX"));
}

#[test]
fn people_are_added_by_entrée_and_whoever_only_reads_changes_nothing() {
    let mut hand = made("blin");
    hand.keys(&[Key::Up, Key::Enter]);
    hand.keys(&[Key::Tab]);
    hand.text("Tom");
    hand.key(Key::Tab);
    hand.text("290220");
    assert!(hand.words().contains("29/02/2020"), "the day is written out: {}", hand.words());
    hand.key(Key::F(9));
    let household = sent(&hand).household;
    assert_eq!(household.children.len(), 1);
    assert_eq!(household.children[0].surname, "BLIN");

    let mut hand = Hand::signed_in();
    hand.app.session.as_mut().unwrap().role = crate::domain::people::Role::Control;
    hand.key(Key::F(2));
    assert!(hand.words().contains("× Impossible\u{a0}: le rôle contrôle lit sans écrire."));
}
