//! A day closed after it was booked, in views made by hand.

use crate::desk::request::{ClosureWish, Reply};
use crate::desk::view::*;
use crate::domain::enrolment::Span as Between;
use crate::domain::money::Cents;
use crate::domain::people::BookingState;
use crate::ui::app::App;
use crate::ui::key::Key;
use crate::ui::samples::*;

fn strike() -> Between {
    Between { from: day("03/12/2026"), to: day("03/12/2026") }
}

fn opened() -> Hand {
    let mut hand = Hand::signed_in();
    hand.key(Key::Ctrl('p'));
    hand.text("fermer");
    hand.key(Key::Enter);
    let closed = ClosedSpan { activity: Some(id(53)), span: strike(), label: "travaux".into() };
    hand.answer(Reply::Closures(Box::new(ClosuresView {
        activities: vec![(id(51), "Cantine Jean-Moulin".into()), (id(53), "Mercredi".into())],
        closed: vec![closed],
    })));
    hand
}

fn review() -> ClosureReview {
    let booked = |number: u128, given: &str, saw, price| ClosedDay {
        booking: id(80 + number),
        saw,
        child: id(40 + number),
        activity: id(51),
        day: day("03/12/2026"),
        given: given.into(),
        label: "Cantine Jean-Moulin".into(),
        price: Cents(price),
        paid: Cents::ZERO,
    };
    let family = |number: u128, name: &str, phone: &str, days| ClosedFamily {
        family: id(number),
        name: name.into(),
        login: format!("EVR042{number}"),
        phone: phone.into(),
        days,
    };
    let hers = vec![
        booked(1, "Léo", BookingState::Booked, 390),
        booked(2, "Inès", BookingState::Waiting, 0),
    ];
    let few = [
        family(11, "MARTINEAU Claire", "06 12 34 56 78", hers),
        family(12, "MARTIN Paul", "", vec![booked(3, "Zoé", BookingState::Booked, 390)]),
    ];
    let more = (13..27).map(|number| {
        let days = vec![booked(number, "Tom", BookingState::Booked, 390)];
        family(number, "PETIT Jeanne", "06 98 76 54 32", days)
    });
    ClosureReview {
        wish: ClosureWish { activity: Some(id(51)), span: strike(), label: "grève".into() },
        families: few.into_iter().chain(more).collect(),
        total: Cents(6_240),
        credited: Cents::ZERO,
    }
}

/// The states of a closing that look different.
pub(super) fn closures() -> Vec<(&'static str, App)> {
    let mut typed = opened();
    typed.key(Key::Ctrl('u'));
    typed.text("cant");
    typed.key(Key::Tab);
    typed.text("031226");
    typed.keys(&[Key::Tab, Key::Tab]);
    typed.text("grève");
    let mut unknown = opened();
    unknown.key(Key::Ctrl('u'));
    unknown.text("e");
    let mut reviewed = typed.clone();
    reviewed.key(Key::F(9));
    reviewed.answer(Reply::ClosureReview(Box::new(review())));
    let mut done = reviewed.clone();
    done.send(crate::ui::msg::Msg::Clock(now().later(300)));
    done.key(Key::F(9));
    done.answer(Reply::DaysClosed);
    let (mut long, mut told) = (reviewed.clone(), done.clone());
    long.key(Key::PageDown);
    told.key(Key::PageDown);
    vec![
        ("closure-review-scrolled", long.app),
        ("closure-done-scrolled", told.app),
        ("closure", opened().app),
        ("closure-typed", typed.app),
        ("closure-unknown", unknown.app),
        ("closure-review", reviewed.app),
        ("closure-done", done.app),
    ]
}
