//! A period given back, and one taken from a sibling, in views made by hand.

use crate::desk::request::{Reply, Spread, SpreadWhat};
use crate::desk::view::*;
use crate::domain::enrolment::Span as Between;
use crate::domain::money::Cents;
use crate::domain::people::DayState;
use crate::ui::app::App;
use crate::ui::key::Key;
use crate::ui::samples::*;

use super::at_calendar;
use super::days::review;

fn between(from: &str, to: &str) -> Between {
    Between { from: day(from), to: day(to) }
}

/// Léo's days until the holidays.
fn view(what: SpreadWhat, sorted: Sorted) -> SpreadView {
    let row = |number: u128, label: &str, days| SpreadRow {
        activity: id(number),
        label: label.into(),
        days,
    };
    let known = |name: &str, from: &str, to: &str| KnownPeriod {
        name: name.into(),
        span: between(from, to),
    };
    let period = Some(between("20/11/2026", "18/12/2026"));
    SpreadView {
        wish: Spread { family: id(11), child: id(41), what, without: vec![], period, late: false },
        whose: "MARTINEAU Claire · EVR04217".into(),
        given: "Léo".into(),
        siblings: vec![(id(42), "Inès".into()), (id(43), "Tom".into())],
        rows: vec![row(51, "Cantine Jean-Moulin", 12), row(52, "Périsoir", 3)],
        periods: vec![
            known("jusqu’aux vacances", "20/11/2026", "18/12/2026"),
            known("vacances de Noël", "19/12/2026", "03/01/2027"),
            known("année scolaire", "20/11/2026", "02/07/2027"),
        ],
        sorted,
    }
}

fn given_back() -> Reply {
    let line = review().added.remove(0);
    let removed = vec![ReviewLine { state: DayState::Cancelled, ..line.clone() }; 14];
    let reason = "Inscrit, annulation impossible depuis le ven 13/11 à minuit.".to_owned();
    let refused = vec![ReviewLine { reason, state: DayState::EnrolledLocked, ..line }];
    let total = Cents(-5_460);
    let review = BookingReview { removed, refused, total, ..BookingReview::default() };
    let sorted = Sorted { review, ..Sorted::default() };
    Reply::Spread(Box::new(view(SpreadWhat::GiveBack, sorted)))
}

fn copied() -> Reply {
    let line = review().added.remove(0);
    let added = vec![line.clone(); 9];
    let (waiting, total) = (vec![line], Cents(3_510));
    let review = BookingReview { added, waiting, total, ..BookingReview::default() };
    let remark = "lun 23/11\u{a0}: Délai dépassé depuis le ven 13/11 à minuit.";
    let sorted =
        Sorted { review, late: 2, standing: 3, closed: 0, refused: 1, remark: Some(remark.into()) };
    Reply::Spread(Box::new(view(SpreadWhat::CopyOf(id(42)), sorted)))
}

/// The states of a period that look different.
pub(super) fn spreads() -> Vec<(&'static str, App)> {
    let mut back = at_calendar();
    back.text("x");
    back.answer(given_back());
    let mut chosen = back.clone();
    for key in [Key::Tab, Key::Char(' '), Key::Down] {
        chosen.key(key);
        chosen.answer(given_back());
    }
    let mut dates = back.clone();
    dates.text("d071226");
    let mut reviewed = back.clone();
    reviewed.key(Key::F(9));
    let mut copy = at_calendar();
    copy.text("r");
    copy.answer(copied());
    let mut late = copy.clone();
    for key in [Key::Tab, Key::Down, Key::Char('a'), Key::Char('e')] {
        late.key(key);
        late.answer(copied());
    }
    let mut nothing = at_calendar();
    nothing.text("r");
    let mut empty = view(SpreadWhat::CopyOf(id(42)), Sorted::default());
    empty.rows.clear();
    nothing.answer(Reply::Spread(Box::new(empty)));
    vec![
        ("period", back.app),
        ("period-chosen", chosen.app),
        ("period-dates", dates.app),
        ("period-review", reviewed.app),
        ("period-copy", copy.app),
        ("period-copy-late", late.app),
        ("period-copy-nothing", nothing.app),
    ]
}
