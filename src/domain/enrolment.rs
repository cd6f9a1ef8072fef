//! A child's right to an activity from a day to a day: what keeps it from being given.

use chrono::{Datelike, NaiveDate};

use super::activity::{Activity, years};
use super::time::{age_on, numeric_day};

/// A right, from its first to its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Span {
    /// Whether two spans share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Whether a day is within.
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// `du 01/09/2026 au 02/07/2027`.
    pub fn words(self) -> String {
        format!("du {} au {}", numeric_day(self.from), numeric_day(self.to))
    }
}

/// The last day of the beginning of the school year to which a day belongs: 30 September.
fn end_of_start(day: NaiveDate) -> Option<NaiveDate> {
    let year = if day.month() >= 9 { day.year() } else { day.year() - 1 };
    NaiveDate::from_ymd_opt(year, 9, 30)
}

/// Whether a child was enrolled in something at the beginning of the school year of a day: « des
/// familles dont les enfants sont inscrits en début d'année dans l'un des services municipaux ».
pub fn since_start(day: NaiveDate, enrolments: &[Span]) -> bool {
    let Some((first, last)) = end_of_start(day).and_then(|last| Some((last.with_day(1)?, last)))
    else {
        return false;
    };
    enrolments.iter().any(|span| span.overlaps(Span { from: first, to: last }))
}

/// Why a child is too young or too old for an activity on the first or the last day, in French.
pub fn age_problem(
    activity: &Activity,
    given: &str,
    birth: NaiveDate,
    span: Span,
) -> Option<String> {
    let ages = activity.ages()?;
    let outside = |day: &NaiveDate| !activity.admits(age_on(birth, *day));
    let day = [span.from, span.to].into_iter().find(outside)?;
    let age = years(age_on(birth, day));
    Some(format!(
        "{given} a {age} le {}\u{a0}: {} demande {ages}.",
        numeric_day(day),
        activity.label
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::ActivityKind;
    use crate::domain::time::parse_day;
    use crate::domain::weekdays::Weekdays;

    fn day(text: &str) -> NaiveDate {
        parse_day(text).unwrap()
    }

    fn span(from: &str, to: &str) -> Span {
        Span { from: day(from), to: day(to) }
    }

    #[test]
    fn spans_overlap_by_a_day() {
        let year = span("01/09/2026", "02/07/2027");
        assert!(year.overlaps(span("02/07/2027", "31/07/2027")));
        assert!(!year.overlaps(span("03/07/2027", "31/07/2027")));
        assert!(year.overlaps(span("01/01/2026", "01/09/2026")));
        assert!(!year.overlaps(span("01/01/2026", "31/08/2026")));
        assert!(year.contains(day("01/09/2026")) && !year.contains(day("03/07/2027")));
    }

    #[test]
    fn the_start_of_the_school_year_is_september() {
        let since = |on: &str, from: &str, to: &str| since_start(day(on), &[span(from, to)]);
        assert!(since("20/11/2026", "30/09/2026", "02/07/2027"));
        assert!(!since("20/11/2026", "01/10/2026", "02/07/2027"));
        assert!(!since("20/11/2026", "01/09/2025", "31/08/2026"), "of the year before");
        assert!(since("31/08/2027", "01/09/2026", "01/09/2026"), "the summer is of that year");
        assert!(!since("01/09/2027", "01/09/2026", "31/08/2027"));
    }

    #[test]
    fn ages_are_looked_at_on_the_first_and_on_the_last_day() {
        let activity = Activity {
            id: uuid::Uuid::nil().into(),
            code: String::new(),
            label: "Sport vacances".into(),
            kind: ActivityKind::Sport,
            weekdays: Weekdays::WORKING_WEEK,
            places: None,
            age_min: Some(8),
            age_max: Some(12),
            tariffs: [None; 5],
            rule: String::new(),
            source: String::new(),
        };
        let problem = |birth: &str| {
            age_problem(&activity, "Léo", day(birth), span("01/07/2027", "31/07/2027"))
        };
        assert_eq!(
            problem("02/07/2019").as_deref(),
            Some("Léo a 7 ans le 01/07/2027\u{a0}: Sport vacances demande 8 à 12 ans.")
        );
        assert_eq!(problem("01/07/2019"), None, "eight on the first day");
        assert_eq!(problem("01/08/2014"), None, "twelve on the last day");
        assert!(problem("31/07/2014").is_some(), "thirteen on the last day");
        let open = Activity { age_min: None, age_max: None, ..activity };
        assert_eq!(
            age_problem(&open, "Léo", day("01/01/2000"), span("01/07/2027", "01/07/2027")),
            None
        );
    }
}
