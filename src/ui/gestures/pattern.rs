//! The week pattern as the storyboard tells it, in views made by hand.

use crate::desk::request::Reply;
use crate::desk::view::*;
use crate::domain::enrolment::Span as Between;
use crate::domain::money::Cents;
use crate::domain::people::*;
use crate::domain::weekdays::Weekdays;
use crate::ui::app::App;
use crate::ui::key::Key;
use crate::ui::samples::*;

use super::at_calendar;
use super::days::review;

/// Léo's week, nothing ticked.
fn week() -> PatternView {
    let row = |number: u128, label: &str, days: &str, rhythm| PatternRow {
        activity: id(number),
        label: label.into(),
        days: Weekdays::from_office(days).unwrap(),
        rhythm,
    };
    let between = |from: &str, to: &str| Between { from: day(from), to: day(to) };
    PatternView {
        family: id(11),
        whose: "MARTINEAU Claire · EVR04217".into(),
        child: id(41),
        given: "Léo".into(),
        rows: vec![
            row(51, "Cantine Jean-Moulin", "L M J V", Some(Rhythm::Regular)),
            row(52, "Périsoir", "L M J V", Some(Rhythm::Occasional)),
            row(53, "Mercredi", "Me", None),
        ],
        year: Ok(between("20/11/2026", "02/07/2027")),
        until: Some((between("20/11/2026", "18/12/2026"), "vacances de Noël".into())),
        sorted: Sorted::default(),
        bracket: "C".into(),
    }
}

/// What four days a week come to.
fn counted() -> PatternView {
    let line = review().added.remove(0);
    let review = BookingReview {
        added: vec![line.clone(); 112],
        waiting: vec![line; 2],
        total: Cents(43_680),
        ..BookingReview::default()
    };
    let remark = "lun 23/11\u{a0}: Délai dépassé depuis le ven 13/11 à minuit.";
    let sorted = Sorted {
        review,
        late: 3,
        standing: 4,
        closed: 34,
        refused: 2,
        remark: Some(remark.into()),
    };
    PatternView { sorted, ..week() }
}

/// The states of the week that look different.
pub(super) fn patterns() -> Vec<(&'static str, App)> {
    let mut open = at_calendar();
    open.text("m");
    open.answer(Reply::Pattern(Box::new(week())));
    let mut ticked = open.clone();
    for key in "1245".chars() {
        ticked.key(Key::Char(key));
        ticked.answer(Reply::Pattern(Box::new(counted())));
    }
    let mut period = ticked.clone();
    for key in [Key::Down, Key::Right, Key::Char('a')] {
        period.key(key);
        period.answer(Reply::Pattern(Box::new(counted())));
    }
    let mut dates = open.clone();
    dates.text("d011227");
    let year = Err("Calendrier scolaire de Guadeloupe non renseigné. Complétez le profil.".into());
    let mut unknown = at_calendar();
    unknown.text("m");
    unknown.answer(Reply::Pattern(Box::new(PatternView { year, until: None, ..week() })));
    vec![
        ("pattern", open.app),
        ("pattern-ticked", ticked.app),
        ("pattern-period", period.app),
        ("pattern-dates", dates.app),
        ("pattern-unknown", unknown.app),
    ]
}
