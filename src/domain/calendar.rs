//! The days of a commune: school holidays, public holidays, closures, days worked.
//!
//! School holidays are known between two dates only. Beyond them the answer is "not known", in
//! plain words: no other zone, no other year is ever used instead.

use chrono::{Datelike, NaiveDate};

use super::holidays::public_holiday;
use super::time::numeric_day;
use super::weekdays::Weekdays;

/// The three zones of the metropolitan school calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
    A,
    /// Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims,
    /// Rennes, Strasbourg.
    B,
    /// Créteil, Montpellier, Paris, Toulouse, Versailles.
    C,
}

impl Zone {
    /// All three.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// `A`, `B` or `C`.
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
        }
    }
}

/// School holidays, or a bridge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolBreak {
    /// `vacances de Noël`.
    pub name: String,
    /// First day without school.
    pub first: NaiveDate,
    /// Last day without school.
    pub last: NaiveDate,
}

/// The school holidays of one zone, between the dates for which they are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolCalendar {
    /// Whose.
    pub zone: Zone,
    /// In order, none overlaps another.
    pub breaks: Vec<SchoolBreak>,
    /// First day about which something is known.
    pub known_from: NaiveDate,
    /// Last day about which something is known.
    pub known_to: NaiveDate,
    /// Who published the dates, and when they were copied.
    pub source: String,
}

/// A date about which the school calendar says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeyondKnown {
    /// The date asked for.
    pub day: NaiveDate,
    /// Whose calendar.
    pub zone: Zone,
    /// First day known.
    pub known_from: NaiveDate,
    /// Last day known.
    pub known_to: NaiveDate,
}

impl std::fmt::Display for BeyondKnown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Vacances scolaires de la zone {} inconnues le {}\u{a0}: le calendrier va du {} au {}. \
             Mettez Guichet à jour.",
            self.zone.letter(),
            numeric_day(self.day),
            numeric_day(self.known_from),
            numeric_day(self.known_to),
        )
    }
}

impl std::error::Error for BeyondKnown {}

impl SchoolCalendar {
    /// The holidays or the bridge that a day belongs to.
    ///
    /// # Errors
    /// The calendar is not known for that day.
    pub fn break_on(&self, day: NaiveDate) -> Result<Option<&SchoolBreak>, BeyondKnown> {
        if day < self.known_from || self.known_to < day {
            let Self { zone, known_from, known_to, .. } = *self;
            return Err(BeyondKnown { day, zone, known_from, known_to });
        }
        Ok(self.breaks.iter().find(|one| one.first <= day && day <= one.last))
    }
}

/// Days on which the commune's services are closed by its own decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// First day closed.
    pub first: NaiveDate,
    /// Last day closed.
    pub last: NaiveDate,
    /// `pont de l’Ascension`, `travaux`.
    pub label: String,
}

/// Everything that makes one commune's days different from another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommuneCalendar {
    /// School holidays.
    pub school: SchoolCalendar,
    /// The days on which the offices work; never empty in a valid profile.
    pub working_week: Weekdays,
    /// Closures decided by the commune.
    pub closures: Vec<Closure>,
}

/// Why a day does not count as worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWorked {
    /// Outside the working week.
    WeekEnd,
    /// A public holiday, by its name.
    PublicHoliday(&'static str),
    /// A closure, by its label.
    Closure(String),
}

impl CommuneCalendar {
    /// Whether the offices work on that day (*jour ouvré*).
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.not_worked(day).is_none()
    }

    /// Why a day is not worked; `None` on a working day.
    pub fn not_worked(&self, day: NaiveDate) -> Option<NotWorked> {
        if let Some(name) = public_holiday(day) {
            return Some(NotWorked::PublicHoliday(name));
        }
        if !self.working_week.contains(day.weekday()) {
            return Some(NotWorked::WeekEnd);
        }
        self.closure_on(day).map(|closure| NotWorked::Closure(closure.label.clone()))
    }

    /// The closure that a day belongs to.
    pub fn closure_on(&self, day: NaiveDate) -> Option<&Closure> {
        self.closures.iter().find(|closure| closure.first <= day && day <= closure.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn commune() -> CommuneCalendar {
        let christmas = SchoolBreak {
            name: "vacances de Noël".to_owned(),
            first: day("2026-12-19"),
            last: day("2027-01-03"),
        };
        CommuneCalendar {
            school: SchoolCalendar {
                zone: Zone::B,
                breaks: vec![christmas],
                known_from: day("2026-09-01"),
                known_to: day("2027-08-31"),
                source: "test".to_owned(),
            },
            working_week: Weekdays::WORKING_WEEK,
            closures: vec![Closure {
                first: day("2027-05-07"),
                last: day("2027-05-07"),
                label: "pont".to_owned(),
            }],
        }
    }

    #[test]
    fn holidays_include_their_first_and_last_day() {
        let school = commune().school;
        for (text, in_break) in [
            ("2026-12-18", false),
            ("2026-12-19", true),
            ("2027-01-03", true),
            ("2027-01-04", false),
        ] {
            assert_eq!(school.break_on(day(text)).unwrap().is_some(), in_break, "{text}");
        }
    }

    #[test]
    fn beyond_what_is_known_is_an_error() {
        let school = commune().school;
        assert!(school.break_on(day("2026-09-01")).is_ok());
        assert!(school.break_on(day("2027-08-31")).is_ok());
        assert!(school.break_on(day("2026-08-31")).is_err());
        let beyond = school.break_on(day("2027-09-01")).unwrap_err();
        assert_eq!(
            beyond.to_string(),
            "Vacances scolaires de la zone B inconnues le 01/09/2027\u{a0}: le calendrier va du \
             01/09/2026 au 31/08/2027. Mettez Guichet à jour."
        );
    }

    #[test]
    fn a_day_is_worked_unless_something_says_otherwise() {
        let commune = commune();
        let holiday = NotWorked::PublicHoliday;
        for (text, why) in [
            ("2026-11-10", None),
            ("2026-11-11", Some(holiday("11 novembre"))),
            ("2026-11-14", Some(NotWorked::WeekEnd)),
            ("2026-11-15", Some(NotWorked::WeekEnd)),
            ("2026-11-01", Some(holiday("Toussaint"))),
            ("2026-12-24", None),
            ("2027-05-06", Some(holiday("Ascension"))),
            ("2027-05-07", Some(NotWorked::Closure("pont".to_owned()))),
            ("2027-05-10", None),
        ] {
            assert_eq!(commune.not_worked(day(text)), why, "{text}");
            assert_eq!(commune.is_working_day(day(text)), why.is_none(), "{text}");
        }
    }
}
