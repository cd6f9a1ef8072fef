//! The views of the calendar through their keys: the real screens over the real desk.

use guichet::desk::perform;
use guichet::desk::request::{DaysWanted, Reply, Request};
use guichet::desk::view::{CalendarView, Span};
use guichet::domain::time::parse_day;
use guichet::ui::key::Key;
use guichet::ui::msg::Paper;

use crate::keys::Hand;

const F5: Key = Key::F(5);
const F9: Key = Key::F(9);
const V: Key = Key::Char('v');
const SPACE: Key = Key::Char(' ');

fn at_the_calendar() -> Hand {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F5]);
    hand
}

fn confirm(hand: &mut Hand) {
    hand.press(&[F9]);
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Enregistré");
    hand.verify();
}

#[test]
fn v_shows_the_week_the_year_and_the_activities_around_the_same_day() {
    let mut hand = at_the_calendar();
    hand.types("30");
    hand.press(&[V]);
    hand.sees("Semaine 49");
    hand.sees("lun 30/11");
    hand.press(&[V]);
    hand.sees("2026-2027");
    hand.sees("août 27");
    hand.sees("lun 30/11");
    hand.press(&[V]);
    hand.sees("Novembre 2026 · activités de Léo");
    hand.press(&[Key::Char('f')]);
    hand.sees("la fratrie");
    hand.sees("lun 30/11");
    hand.press(&[V]);
    hand.sees("Sem");
    hand.sees("lun 30/11");
}

#[test]
fn a_range_over_two_months_of_the_year_is_one_gesture_and_one_review() {
    let mut hand = at_the_calendar();
    hand.press(&[V, V]);
    hand.types("30");
    hand.press(&[Key::ShiftDown, Key::ShiftRight]);
    hand.sees("À VALIDER");
    hand.press(&[Key::Ctrl('z')]);
    hand.sees("Rien à valider.");
    hand.press(&[Key::Ctrl('y')]);
    hand.sees("À VALIDER");
    confirm(&mut hand);
    hand.sees("2026-2027");
}

#[test]
fn a_week_books_several_activities_in_one_gesture() {
    let mut hand = at_the_calendar();
    hand.types("30");
    hand.press(&[V, Key::Char('c')]);
    hand.sees("À VALIDER");
    confirm(&mut hand);
    hand.press(&[Key::PageDown]);
    hand.sees("Semaine 50");
    hand.types("1");
    hand.sees("lun 07/12");
    hand.press(&[Key::PageDown, Key::Left]);
    hand.sees("dim 13/12");
}

#[test]
fn pages_of_the_year_are_school_years() {
    let mut hand = at_the_calendar();
    hand.press(&[V, V, Key::PageDown]);
    hand.sees("2027-2028");
    hand.press(&[Key::PageUp, Key::PageUp]);
    hand.sees("2025-2026");
    hand.press(&[Key::Char('j')]);
    hand.sees("2026-2027");
    hand.sees("ven 20/11");
}

#[test]
fn f7_prints_the_year_that_is_written() {
    let mut hand = at_the_calendar();
    hand.press(&[V, V]);
    hand.types("30");
    hand.press(&[SPACE, Key::F(7)]);
    hand.sees("Année imprimée.");
    hand.sees("À VALIDER");
    let [Paper::Page(lines)] = hand.printed.as_slice() else { panic!("{:?}", hand.printed) };
    let text = lines.join("\n");
    assert!(text.contains("RÉSERVATIONS 2026-2027") && text.contains("Enfant    Léo"), "{text}");
    let november = lines.iter().find(|line| line.contains("12 jours")).unwrap();
    assert!(november.starts_with("nov. 26") && november.ends_with("46,80\u{a0}€"), "{text}");
}

/// What a calendar says of a family, in one answer.
fn view(hand: &mut Hand, span: Span, day: &str) -> CalendarView {
    let family = hand.counter.store.read().family_by_login("EVR04217").unwrap().unwrap().id;
    let day = parse_day(day).unwrap();
    let wanted = DaysWanted { family, child: None, activity: None, span, day };
    match perform(&mut hand.counter, hand.now, Request::TurnCalendar(wanted)) {
        Reply::Calendar(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn every_span_says_of_a_day_what_its_month_says() {
    let mut hand = at_the_calendar();
    let year = view(&mut hand, Span::Year, "20/11/2026");
    assert_eq!(year.days().len(), 365);
    for month in ["01/09/2026", "20/11/2026", "15/02/2027", "31/08/2027"] {
        let month = view(&mut hand, Span::Month, month);
        assert_eq!(month.activity, year.activity);
        let of_year: Vec<_> = (year.days().iter())
            .filter(|answer| month.days().iter().any(|one| one.day == answer.day))
            .collect();
        assert_eq!(of_year, month.days().iter().collect::<Vec<_>>());
        let activities =
            view(&mut hand, Span::Activities, &month.day.format("%d/%m/%Y").to_string());
        assert_eq!(activities.days(), month.days());
        assert_eq!(activities.rows.len(), activities.activities.len());
    }
}
