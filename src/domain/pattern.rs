//! The week pattern: which days of the week a child goes where, and in which weeks.

use chrono::{Datelike, NaiveDate};

/// Which weeks of the year, by their ISO number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weeks {
    /// Every week.
    #[default]
    Every,
    /// Weeks 2, 4, 6 …
    Even,
    /// Weeks 1, 3, 5 …; after a week 53 comes week 1, so that two odd weeks follow one another.
    Odd,
}

impl Weeks {
    /// All three, in the order in which the counter shows them.
    pub const ALL: [Self; 3] = [Self::Every, Self::Even, Self::Odd];

    /// Whether a day is in one of these weeks.
    pub fn include(self, day: NaiveDate) -> bool {
        let even = day.iso_week().week().is_multiple_of(2);
        match self {
            Self::Every => true,
            Self::Even => even,
            Self::Odd => !even,
        }
    }

    /// `toutes les semaines`, `paires`, `impaires`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Every => "toutes les semaines",
            Self::Even => "paires",
            Self::Odd => "impaires",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_even_or_odd_by_their_iso_number() {
        for (text, even) in [
            ("2026-11-22", false), // Sunday of week 47
            ("2026-11-23", true),  // Monday of week 48
            ("2027-01-03", false), // Sunday of week 53
            ("2027-01-04", false), // Monday of week 1
            ("2027-01-11", true),
        ] {
            let day = text.parse().unwrap();
            assert!(Weeks::Every.include(day), "{text}");
            assert_eq!(Weeks::Even.include(day), even, "{text}");
            assert_eq!(Weeks::Odd.include(day), !even, "{text}");
        }
    }
}
