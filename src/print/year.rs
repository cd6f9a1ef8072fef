//! The school year of a child at an activity on paper: a line a month, a letter a day, then what is
//! booked and what it costs.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::domain::day::{DayAnswer, booked};
use crate::domain::legend::Legend;
use crate::domain::people::DayState;
use crate::domain::time::{numeric_day, short_month};

use super::{centred, labelled, left, specimen, town_hall, with_amount};

/// Columns of the paper.
const COLUMNS: usize = 42;

/// Columns of a month's name: the days of the longest month fit beside it.
const NAME: usize = 10;

/// Everything that the paper prints.
#[derive(Clone, Debug)]
pub struct YearText<'a> {
    /// `Évreux`.
    pub town: &'a str,
    /// Made in a demo: worth nothing, and says so.
    pub specimen: bool,
    /// `MARTINEAU Claire · EVR04217`.
    pub whose: &'a str,
    /// `Léo`.
    pub child: &'a str,
    /// `Cantine Jean-Moulin`.
    pub activity: &'a str,
    /// When it is printed.
    pub on: NaiveDate,
    /// The days of the year, in order.
    pub days: &'a [DayAnswer],
    /// What the states are called.
    pub legend: &'a Legend,
}

/// The year in lines of at most 42 columns.
pub fn year(text: &YearText<'_>) -> Vec<String> {
    let mut lines = centred(&town_hall(text.town), COLUMNS);
    lines.extend(specimen(text.specimen, COLUMNS));
    lines.push(String::new());
    let first = text.days.first().map_or(text.on, |answer| answer.day).year();
    lines.extend(left(&format!("RÉSERVATIONS {first}-{}", first + 1), COLUMNS));
    lines.extend(labelled("Famille", text.whose, COLUMNS));
    lines.extend(labelled("Enfant", text.child, COLUMNS));
    lines.extend(labelled("Activité", text.activity, COLUMNS));
    lines.extend(labelled("Le", &numeric_day(text.on), COLUMNS));
    lines.push(String::new());
    lines.push(format!("{:NAME$}1   5    10   15   20   25   30", ""));
    let month = |answer: &DayAnswer| (answer.day.year(), answer.day.month());
    let months = || text.days.chunk_by(|one, next| month(one) == month(next));
    for days in months() {
        let letters: String = days.iter().map(|answer| letter(answer, text.legend)).collect();
        lines.push(format!("{:NAME$}{}", name(days), letters.trim_end()));
    }
    lines.push(String::new());
    for days in months() {
        let (count, amount) = booked(days);
        if count > 0 {
            lines.extend(with_amount(&counted(&name(days), count), amount, COLUMNS));
        }
    }
    let (count, amount) = booked(text.days);
    lines.extend(with_amount(&counted("Année", count), amount, COLUMNS));
    lines.push(String::new());
    let seen: BTreeSet<char> = text.days.iter().map(|answer| letter(answer, text.legend)).collect();
    for entry in text.legend.entries().iter().filter(|entry| seen.contains(&entry.ascii)) {
        lines.extend(left(&format!("{} {}", entry.ascii, entry.label), COLUMNS));
    }
    lines
}

/// The letter of a day; nothing on a day off.
fn letter(answer: &DayAnswer, legend: &Legend) -> char {
    let is_off = answer.state == DayState::Closed && answer.word == Some("");
    if is_off { ' ' } else { legend.entry(answer.state).ascii }
}

fn name(days: &[DayAnswer]) -> String {
    days.first().map(|answer| short_month(answer.day)).unwrap_or_default()
}

/// `nov. 26   12 jours`.
fn counted(name: &str, days: usize) -> String {
    let words = if days < 2 { "jour" } else { "jours" };
    format!("{name:NAME$}{days:>3} {words}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Cents;
    use unicode_width::UnicodeWidthStr;

    fn answer(day: NaiveDate) -> DayAnswer {
        let state = match (day.weekday().num_days_from_monday(), day.month()) {
            (2 | 5 | 6, _) | (_, 7 | 8) => DayState::Closed,
            (_, 9..=11) => DayState::EnrolledLocked,
            _ => DayState::Available,
        };
        let booked = state == DayState::EnrolledLocked;
        DayAnswer {
            day,
            state,
            word: (state == DayState::Closed && day.month() != 7).then_some(""),
            reasons: Vec::new(),
            deadline: None,
            price: booked.then_some(Cents(390)),
            surcharge: Cents::ZERO,
            rank: None,
            places_left: None,
            places: None,
            booked,
            toggle: false,
        }
    }

    #[test]
    fn a_year_is_printed_with_what_it_costs() {
        let first = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        let days: Vec<DayAnswer> = first.iter_days().take(365).map(answer).collect();
        let legend = crate::profile::portail_legende().unwrap();
        let lines = year(&YearText {
            town: "Évreux",
            specimen: true,
            whose: "MARTINEAU Claire · EVR04217",
            child: "Léo",
            activity: "Cantine Jean-Moulin",
            on: first,
            days: &days,
            legend: &legend,
        });
        assert!(lines.iter().all(|line| line.width() <= COLUMNS), "{lines:#?}");
        let letter = |state| legend.entry(state).ascii;
        let locked = letter(DayState::EnrolledLocked);
        assert!(lines.contains(&"RÉSERVATIONS 2026-2027".to_owned()));
        let september = format!("sept. 26  {locked} {locked}{locked}  {locked}{locked} ");
        assert!(lines.iter().any(|line| line.starts_with(&september)), "{lines:#?}");
        let months = lines.iter().filter(|line| line.contains(" jours ")).count();
        assert_eq!(months, 4, "three months and the year: {lines:#?}");
        let sum = lines.iter().find(|line| line.starts_with("Année")).unwrap();
        assert!(sum.contains(" 52 jours") && sum.ends_with("202,80\u{a0}€"), "{sum}");
        assert!(lines.iter().any(|line| line.starts_with(letter(DayState::Available))));
        assert!(!lines.iter().any(|line| line.starts_with(letter(DayState::Full))));
    }
}
