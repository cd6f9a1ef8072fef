//! The rules through their keys.

use super::*;
use crate::desk::request::{Reply, Request};
use crate::desk::view::Chapter;
use crate::profile::Profile;
use crate::ui::app::App;
use crate::ui::msg::Effect;
use crate::ui::samples::Hand;
use crate::ui::screen::Screen;

/// At the rules that Évreux ships with.
fn at_the_rules() -> Hand {
    let profile = Profile::parse(Profile::builtin_text("evreux").unwrap()).unwrap();
    let mut hand = Hand::signed_in();
    hand.text(":regles");
    hand.key(Key::Enter);
    let asked =
        |effect: &Effect| matches!(effect, Effect::Ask(_, Request::OpenRules { tariffs: false }));
    assert!(hand.effects.iter().any(asked), "{:?}", hand.effects);
    let view = RulesView { town: profile.town.clone(), chapters: profile.told() };
    hand.answer(Reply::Rules(Box::new(view)));
    hand
}

/// The states that look different.
pub fn screens() -> Vec<(&'static str, App)> {
    let mut last = at_the_rules();
    last.keys(&[Key::PageDown; 3]);
    let mut wanted = at_the_rules();
    wanted.text("cantine");
    let mut nothing = at_the_rules();
    nothing.text("piscine");
    vec![
        ("rules", at_the_rules().app),
        ("rules-last", last.app),
        ("rules-wanted", wanted.app),
        ("rules-nothing", nothing.app),
    ]
}

#[test]
fn a_word_keeps_the_rules_that_hold_it() {
    let mut hand = at_the_rules();
    hand.text("CANTINE");
    let shown = hand.words();
    assert!(shown.contains("5 jours ouvrés") && !shown.contains("Régie"), "{shown}");
    hand.key(Key::Esc);
    assert!(hand.words().contains("essais manqués"), "Échap shows them all again");
    hand.text("piscine");
    assert!(hand.words().contains("Aucune règle ne contient ce mot."));
    hand.keys(&[Key::Esc, Key::Esc]);
    assert!(matches!(hand.app.trail.top, Screen::Home(_)));
}

#[test]
fn every_rule_can_be_chosen_and_none_is_cut() {
    let mut hand = at_the_rules();
    let profile = Profile::parse(Profile::builtin_text("evreux").unwrap()).unwrap();
    let chapters: Vec<Chapter> = profile.told();
    for sentence in chapters.iter().flat_map(|chapter| &chapter.sentences) {
        let shown: Vec<String> = hand
            .words()
            .lines()
            .map(|line| line.trim_matches(['│', ' ', '>']).to_owned())
            .collect();
        let shown = shown.join(" ");
        assert!(shown.contains(sentence.as_str()), "{sentence}\n{shown}");
        hand.key(Key::Down);
    }
}
