//! The kiosk, pressed key by key: what it shows, what it asks, and that nothing is left behind.

use std::collections::HashSet;

use super::samples::*;
use super::*;
use crate::desk::request::kiosk::{KioskPage, UnmetRules};
use crate::domain::password::Unmet;
use crate::ui::golden::{check, check_at, drawn, words};
use crate::ui::samples::id;
use crate::ui::theme::Depth;

#[test]
fn every_page_is_drawn_as_it_was_when_it_was_right() {
    for (name, kiosk) in every_page() {
        check(&format!("kiosk-{name}"), &kiosk);
    }
}

#[test]
fn pages_are_drawn_for_every_reader() {
    let page = |name: &str| {
        let (_, kiosk) = every_page().into_iter().find(|(known, _)| *known == name).unwrap();
        kiosk
    };
    for name in ["welcome", "menu", "days-chosen", "review", "login", "choose-typed", "bookings"] {
        check(
            &format!("kiosk-{name}-large"),
            &seen(page(name), Language::French, true, Depth::True),
        );
    }
    for (language, short) in
        [(Language::English, "en"), (Language::Spanish, "es"), (Language::Portuguese, "pt")]
    {
        for name in ["welcome", "days-chosen", "choose-typed"] {
            let kiosk = seen(page(name), language, false, Depth::True);
            check_at(&format!("kiosk-{name}-{short}"), &kiosk, 80, 24);
        }
    }
    let sixteen = seen(page("days-chosen"), Language::French, false, Depth::Sixteen);
    check("kiosk-days-chosen-16", &sixteen);
}
