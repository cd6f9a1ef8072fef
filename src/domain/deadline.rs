//! How long a day can be booked or given back: so many working days before it, until an hour.
//!
//! "N jours ouvrés" is read in two ways in town halls, hence the [`Convention`].

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::calendar::{CommuneCalendar, NotWorked};
use super::time::short_day;

/// No rule looks back further than this many days: a calendar closed for a year has no deadline
/// worth naming, and the walk must end.
const FURTHEST_DAYS: usize = 366;

/// How "n working days before" is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Convention {
    /// N full working days lie between the day of the act and the day of the service.
    A,
    /// N working days counted back from the service, the day of the act being the nth.
    B,
}

/// « 2 jours ouvrés pour les accueils de loisirs mercredi et vacances »,
/// « 5 jours ouvrés pour la restauration scolaire ».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeadlineRule {
    /// How many working days; 0 is the day of the service itself under convention B.
    pub working_days: u32,
    /// How they are counted.
    pub convention: Convention,
    /// The last second of the last day.
    pub until: NaiveTime,
}

/// The end of the time to book or to give back, and the days that did not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastMoment {
    /// The last second, in the commune's legal time.
    pub at: NaiveDateTime,
    /// The days before the service that were not counted, in order, and why.
    pub skipped: Vec<(NaiveDate, NotWorked)>,
}

impl LastMoment {
    /// Whether it is not too late: the last second is wholly included.
    pub fn allows(&self, now: NaiveDateTime) -> bool {
        now.signed_duration_since(self.at) < Duration::seconds(1)
    }

    /// `Jours non comptés : mer 11/11 (11 novembre), sam 14/11.`; empty if there is none.
    pub fn skipped_sentence(&self) -> String {
        let days: Vec<String> = self
            .skipped
            .iter()
            .map(|(day, why)| match why {
                NotWorked::WeekEnd => short_day(*day),
                NotWorked::PublicHoliday(name) => format!("{} ({name})", short_day(*day)),
                NotWorked::Closure(label) => format!("{} ({label})", short_day(*day)),
            })
            .collect();
        match days.as_slice() {
            [] => String::new(),
            [day] => format!("Jour non compté\u{a0}: {day}."),
            days => format!("Jours non comptés\u{a0}: {}.", days.join(", ")),
        }
    }
}

/// The last moment to act on a day.
pub fn last_moment(
    rule: &DeadlineRule,
    service_day: NaiveDate,
    calendar: &CommuneCalendar,
) -> LastMoment {
    let mut left = rule.working_days;
    let mut skipped = Vec::new();
    let mut reached = service_day;
    let before = std::iter::successors(service_day.pred_opt(), NaiveDate::pred_opt);
    for day in before.take(FURTHEST_DAYS) {
        if left == 0 {
            break;
        }
        reached = day;
        match calendar.not_worked(day) {
            None => left -= 1,
            Some(why) => skipped.push((day, why)),
        }
    }
    let day = match rule.convention {
        Convention::A => reached.pred_opt().unwrap_or(reached),
        Convention::B => reached,
    };
    skipped.reverse();
    LastMoment { at: day.and_time(rule.until), skipped }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Closure, SchoolCalendar, Zone};
    use crate::domain::weekdays::Weekdays;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn calendar(closures: Vec<Closure>) -> CommuneCalendar {
        CommuneCalendar {
            school: SchoolCalendar {
                zone: Zone::B,
                breaks: Vec::new(),
                known_from: day("2026-01-01"),
                known_to: day("2026-01-01"),
                source: String::new(),
            },
            working_week: Weekdays::WORKING_WEEK,
            closures,
        }
    }

    fn closure(first: &str, last: &str) -> Closure {
        Closure { first: day(first), last: day(last), label: "pont".to_owned() }
    }

    fn rule(working_days: u32, convention: Convention) -> DeadlineRule {
        let until = NaiveTime::from_hms_opt(23, 59, 59).unwrap();
        DeadlineRule { working_days, convention, until }
    }

    #[test]
    fn golden_vectors_of_the_metropole() {
        for (service, working_days, last_b, last_a) in [
            ("2026-11-16", 2, "2026-11-12", "2026-11-11"),
            ("2026-11-13", 2, "2026-11-10", "2026-11-09"),
            ("2026-11-18", 5, "2026-11-10", "2026-11-09"),
            ("2026-12-28", 2, "2026-12-23", "2026-12-22"),
            ("2027-01-04", 5, "2026-12-24", "2026-12-23"),
            ("2027-03-30", 2, "2027-03-25", "2027-03-24"),
            ("2027-05-10", 2, "2027-05-05", "2027-05-04"),
            ("2027-05-28", 2, "2027-05-26", "2027-05-25"),
            ("2028-12-27", 2, "2028-12-22", "2028-12-21"),
            ("2026-11-27", 5, "2026-11-20", "2026-11-19"),
            ("2026-11-27", 1, "2026-11-26", "2026-11-25"),
            ("2026-11-27", 0, "2026-11-27", "2026-11-26"),
        ] {
            for (convention, last) in [(Convention::B, last_b), (Convention::A, last_a)] {
                let found =
                    last_moment(&rule(working_days, convention), day(service), &calendar(vec![]));
                assert_eq!(found.at.to_string(), format!("{last} 23:59:59"), "{service}");
            }
        }
    }

    #[test]
    fn a_closure_moves_the_deadline_back() {
        let bridge = calendar(vec![closure("2027-05-07", "2027-05-07")]);
        let found = last_moment(&rule(2, Convention::B), day("2027-05-10"), &bridge);
        assert_eq!(found.at.date(), day("2027-05-04"));
        assert_eq!(
            found.skipped_sentence(),
            "Jours non comptés\u{a0}: jeu 06/05 (Ascension), ven 07/05 (pont), sam 08/05 (8 mai), \
             dim 09/05."
        );
    }

    #[test]
    fn skipped_days_are_told_in_the_singular_too() {
        let find = |service| last_moment(&rule(2, Convention::B), day(service), &calendar(vec![]));
        assert_eq!(find("2026-11-19").skipped_sentence(), "");
        assert_eq!(
            find("2026-11-12").skipped_sentence(),
            "Jour non compté\u{a0}: mer 11/11 (11 novembre)."
        );
    }

    #[test]
    fn the_last_second_is_wholly_included() {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
        let rule = DeadlineRule { until: noon, ..rule(5, Convention::B) };
        let last = last_moment(&rule, day("2026-11-27"), &calendar(vec![]));
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        assert_eq!(last.at, at("2026-11-20T12:00:00"));
        for (now, allowed) in [
            ("2026-11-20T11:59:59", true),
            ("2026-11-20T12:00:00", true),
            ("2026-11-20T12:00:00.999", true),
            ("2026-11-20T12:00:01", false),
            ("2026-11-21T00:00:00", false),
        ] {
            assert_eq!(last.allows(at(now)), allowed, "{now}");
        }
    }

    #[test]
    fn a_calendar_closed_for_years_ends_the_walk() {
        let closed = calendar(vec![closure("2000-01-01", "2030-01-01")]);
        let found = last_moment(&rule(5, Convention::B), day("2026-11-27"), &closed);
        assert_eq!(found.skipped.len(), FURTHEST_DAYS);
        assert_eq!(found.at.date(), day("2025-11-26"));
    }
}
