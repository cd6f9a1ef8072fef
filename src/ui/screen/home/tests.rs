//! The search when names are alike, near or unknown.

use crate::desk::request::{Reply, Request};
use crate::desk::view::{BeyondView, FamilyRow, RowChild};
use crate::domain::people::MatchedBy;
use crate::ui::app::App;
use crate::ui::key::Key;
use crate::ui::samples::{Hand, agent, day, found, preview, rows};

/// What a search shows that is not as usual.
pub fn screens() -> Vec<(&'static str, App)> {
    vec![
        ("home-homonyms", homonyms().app),
        ("home-alike", alike().app),
        ("home-nobody", nobody("martinot clere", Some("martineau claire"), 2).app),
        ("home-few", few().app),
        ("home-archives", archives().app),
    ]
}

fn row(place: usize, login: &str, name: &str, street: &str) -> FamilyRow {
    let row = rows().swap_remove(place);
    FamilyRow { login: login.into(), name: name.into(), street: street.into(), ..row }
}

fn born(given: &str, birth: &str, age: u32) -> RowChild {
    RowChild { given: given.into(), age, birth: day(birth) }
}

fn homonyms() -> Hand {
    let mut hand = Hand::signed_in();
    hand.text("nguyen");
    let first = row(1, "EVR00312", "NGUYEN Thi", "8 rue de la Harpe");
    let children = vec![born("Minh", "04/02/2017", 9), born("Anh", "30/09/2020", 6)];
    let second = FamilyRow { children, ..row(2, "EVR03977", "NGUYEN Thi", "27 avenue Foch") };
    let third = FamilyRow { children: Vec::new(), ..row(3, "EVR04011", "N’GUYEN Thi", "") };
    let other = row(4, "EVR00874", "NGUYEN Van", "3 place du Marché");
    hand.answer(found("nguyen", vec![first, second, third, other]));
    hand
}

fn alike() -> Hand {
    let mut hand = Hand::signed_in();
    hand.text("lefebvre");
    let exact = row(1, "EVR00312", "LEFEBVRE Paul", "8 rue de la Harpe");
    let near = row(2, "EVR03977", "LEFÈVRE Zoé", "27 avenue Foch");
    hand.answer(found("lefebvre", vec![exact, FamilyRow { matched_by: MatchedBy::Sound, ..near }]));
    hand.key(Key::Down);
    hand
}

fn nobody(typed: &str, suggestion: Option<&str>, archived: usize) -> Hand {
    let mut hand = Hand::signed_in();
    hand.text(typed);
    hand.answer(found(typed, Vec::new()));
    assert_eq!(hand.asked().unwrap().1, Request::Beyond { text: typed.into() });
    let suggestion = suggestion.map(str::to_owned);
    hand.answer(Reply::Beyond(BeyondView { suggestion, archived, more: false }));
    hand
}

/// One family, and two more in the archives.
fn few() -> Hand {
    let mut hand = Hand::signed_in();
    hand.text("martin");
    hand.answer(found("martin", rows().drain(..2).collect()));
    hand.answer(Reply::Preview(Box::new(preview())));
    assert_eq!(hand.asked().unwrap().1, Request::Beyond { text: "martin".into() });
    hand.answer(Reply::Beyond(BeyondView { suggestion: None, archived: 2, more: false }));
    hand
}

/// Those two.
fn archives() -> Hand {
    let mut hand = few();
    hand.key(Key::BackTab);
    assert_eq!(hand.asked().unwrap().1, Request::FindArchived { text: "martin".into() });
    let left = |row| FamilyRow { archived: true, ..row };
    let rows = vec![
        left(row(1, "EVR00312", "MARTIN Odile", "8 rue de la Harpe")),
        left(row(2, "EVR03977", "MARTINEZ Luis", "27 avenue Foch")),
    ];
    hand.answer(found("martin", rows));
    hand
}

#[test]
fn one_key_shows_the_families_that_left_and_shows_the_others_again() {
    let words = few().words();
    assert!(words.contains("Maj+Tab 2\u{a0}familles archivées correspondent."), "{words}");
    let mut hand = archives();
    let words = hand.words();
    assert_eq!(words.matches(" archivée ").count(), 2, "{words}");
    assert!(words.contains("2\u{a0}familles archivées"), "{words}");
    hand.key(Key::BackTab);
    assert_eq!(hand.asked().unwrap().1, Request::Find { text: "martin".into() });
    let mut hand = archives();
    hand.text("e");
    assert_eq!(hand.asked().unwrap().1, Request::Find { text: "martine".into() });
}

#[test]
fn where_nobody_is_found_each_thing_to_do_has_its_key() {
    let words = nobody("martinot clere", Some("martineau claire"), 1).words();
    for line in
        ["Tab      Vouliez-vous", "Maj+Tab  1\u{a0}famille archivée correspond.", "F2       Cr"]
    {
        assert!(words.contains(line), "{line}: {words}");
    }
    let words = nobody("zzzz", None, 0).words();
    assert!(words.contains("Aucune archivée non plus."), "{words}");
}

#[test]
fn one_key_takes_the_name_that_is_suggested() {
    let mut hand = nobody("martinot clere", Some("martineau claire"), 0);
    assert!(hand.words().contains("Vouliez-vous dire MARTINEAU CLAIRE\u{a0}?"), "{}", hand.words());
    hand.key(Key::Tab);
    assert_eq!(hand.asked().unwrap().1, Request::Find { text: "martineau claire".into() });
    hand.answer(found("martineau claire", rows()));
    assert!(hand.words().contains("> MARTINEAU Claire"), "{}", hand.words());
    assert!(!hand.words().contains("Vouliez-vous"));
}

#[test]
fn nothing_is_suggested_but_for_the_text_in_sight() {
    let mut hand = nobody("zzzz", None, 0);
    assert!(!hand.words().contains("Vouliez-vous"), "{}", hand.words());
    hand.requests();
    hand.key(Key::Tab);
    assert_eq!(hand.requests(), []);
    assert!(hand.words().contains("rien à proposer"), "{}", hand.words());
    let mut hand = Hand::signed_in();
    hand.text("martinot");
    hand.answer(found("martinot", Vec::new()));
    let (late, _) = hand.asked().unwrap();
    hand.text("z");
    hand.answer(found("martinotz", Vec::new()));
    let suggestion = Some("martineau".to_owned());
    hand.send(crate::ui::msg::Msg::Reply(
        late,
        Reply::Beyond(BeyondView { suggestion, archived: 0, more: false }),
    ));
    assert!(!hand.words().contains("Vouliez-vous"), "an old answer is dropped");
}

#[test]
fn only_homonyms_say_where_they_live_and_when_their_children_were_born() {
    let words = homonyms().words();
    assert!(words.contains("8 rue de la Harpe · Zoé 24/06/2017"), "{words}");
    assert!(words.contains("27 avenue Foch · Minh 04/02/2017 · Anh 30/09/2020"), "{words}");
    assert!(!words.contains("3 place du Marché"), "{words}");
    assert!(!Hand::searched().words().contains("14 rue des Lilas ·"));
}

#[test]
fn a_name_that_is_only_near_is_marked_and_the_preview_says_why() {
    let words = alike().words();
    assert!(words.contains("> ~ LEFÈVRE Zoé"), "{words}");
    assert!(words.contains("Aperçu (même prononciation) · LEFÈVRE Zoé · EVR03977"), "{words}");
    assert!(!words.contains("~ LEFEBVRE"), "{words}");
}

#[test]
fn the_families_recalled_come_back_to_their_agent_after_the_lock_and_to_nobody_else() {
    let mut hand = Hand::signed_in();
    hand.key(Key::Up);
    hand.answer(found("", rows()));
    hand.answer(Reply::Preview(Box::new(preview())));
    hand.key(Key::Char('²'));
    hand.answer(Reply::Locked);
    assert!(!hand.words().contains("MARTINEAU"), "{}", hand.words());
    hand.requests();
    hand.sign_in(agent(1, "sle", "S. Leroy"));
    assert!(hand.requests().contains(&Request::Recall), "asked anew for the same agent");
    let mut hand = Hand::signed_in();
    hand.key(Key::Up);
    hand.answer(found("", rows()));
    hand.key(Key::Char('²'));
    hand.answer(Reply::Locked);
    hand.requests();
    hand.sign_in(agent(2, "mdi", "M. Diallo"));
    assert!(!hand.requests().contains(&Request::Recall));
    assert!(!hand.words().contains("MARTINEAU"), "{}", hand.words());
}
