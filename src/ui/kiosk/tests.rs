//! The kiosk, pressed key by key: what it shows, what it asks, and that nothing is left behind.

use super::samples::*;
use super::*;
use crate::desk::refusal::Refusal;
use crate::desk::request::kiosk::{ChangeSubject, KioskPage, UnmetRules};
use crate::desk::view::kiosk::KioskSheet;
use crate::ui::golden::{check, check_at, words};
use crate::ui::theme::Depth;

mod gestures;
mod walk;

fn page(name: &str) -> Kiosk {
    let found = every_page().into_iter().find(|(known, _)| *known == name);
    found.unwrap().1
}

#[test]
fn every_page_is_drawn_as_it_was_when_it_was_right() {
    for (name, kiosk) in every_page() {
        check(&format!("kiosk-{name}"), &kiosk);
    }
}

#[test]
fn pages_are_drawn_for_every_reader() {
    for name in ["welcome", "menu", "days-chosen", "review", "login", "choose-typed", "bookings"] {
        let kiosk = seen(page(name), Language::French, true, Depth::True);
        check(&format!("kiosk-{name}-large"), &kiosk);
    }
    for (language, short) in
        [(Language::English, "en"), (Language::Spanish, "es"), (Language::Portuguese, "pt")]
    {
        for name in ["welcome", "days-chosen", "choose-typed", "notice", "review"] {
            let kiosk = seen(page(name), language, false, Depth::True);
            check_at(&format!("kiosk-{name}-{short}"), &kiosk, 80, 24);
        }
    }
    let sixteen = seen(page("days-chosen"), Language::French, false, Depth::Sixteen);
    check("kiosk-days-chosen-16", &sixteen);
    let mut contrast = Hand { kiosk: page("days-chosen"), effects: Vec::new() };
    contrast.key(Key::Char('*'));
    assert_eq!(contrast.kiosk.skin(), Skin::Contrast);
    check("kiosk-days-chosen-contraste", &contrast.kiosk);
}

#[test]
fn nothing_is_cut_in_any_language_and_every_key_is_named() {
    for (name, kiosk) in every_page() {
        for language in Language::ALL {
            let kiosk = seen(kiosk.clone(), language, false, Depth::True);
            for (columns, rows) in [(80, 24), (100, 30)] {
                let shown = words(&kiosk, columns, rows);
                let waits = language.say(Phrase::Wait);
                let shown = shown.replace(waits, "");
                assert!(!shown.contains('…'), "{name} {language:?}\n{shown}");
                let keys = shown.lines().last().unwrap();
                for binding in kiosk.visit.page.table(&kiosk.house) {
                    if let keys::Shown::Here(phrase) | keys::Shown::Last(phrase) = binding.shown {
                        let phrase = language.say(phrase);
                        assert!(keys.contains(phrase), "{name} {language:?} {phrase}: {keys}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_page_is_drawn_at_any_size_and_in_every_font() {
    use crate::ui::glyphs::OURS;
    let sizes = [
        (1, 1),
        (1, 60),
        (2, 3),
        (7, 2),
        (40, 12),
        (79, 24),
        (80, 23),
        (80, 24),
        (81, 25),
        (90, 26),
        (100, 30),
        (132, 43),
        (200, 24),
        (200, 60),
    ];
    for (name, kiosk) in every_page() {
        for large in [false, true] {
            let kiosk = seen(kiosk.clone(), Language::Portuguese, large, Depth::True);
            for (columns, rows) in sizes {
                let shown = words(&kiosk, columns, rows);
                let rare = shown.chars().find(|c| !c.is_ascii() && !OURS.contains(*c));
                assert_eq!(rare, None, "{name} {columns}x{rows}");
            }
        }
    }
    let small = words(&page("days"), 79, 24);
    assert!(small.starts_with("Écran trop petit"), "{small}");
    assert!(!small.contains("Léo"));
}

#[test]
fn every_key_of_every_table_does_something() {
    for (name, kiosk) in every_page() {
        if kiosk.visit.asked.is_some() || name == "counted" {
            continue;
        }
        for binding in kiosk.visit.page.table(&kiosk.house) {
            for key in binding.keys {
                let offered = match (&kiosk.visit.page, binding.act) {
                    (Page::Menu(menu), Act::Digit) => {
                        let choices = menu.choices(&kiosk.scene()).len();
                        digit(*key).is_some_and(|number| number as usize <= choices)
                    }
                    (_, Act::Move) => false,
                    _ => true,
                };
                let mut hand = Hand { kiosk: kiosk.clone(), effects: Vec::new() };
                hand.key(*key);
                let before = (&kiosk.visit.page, kiosk.visit.reader, &kiosk.visit.said);
                let visit = &hand.kiosk.visit;
                let after = (&visit.page, visit.reader, &visit.said);
                let does = !hand.effects.is_empty() || before != after;
                assert!(does || !offered, "{name}: {key:?} does nothing");
            }
        }
    }
}
