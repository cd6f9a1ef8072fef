//! The public holidays of France and of each territory, computed: they need no file and never end.
//!
//! What a commune adds by its own decision (customary days) stands in its profile.

use chrono::{Datelike, NaiveDate};

/// Where a commune lies, for its public holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Territory {
    /// The eleven days of the Code du travail, article L3133-1, and no other.
    Metropole,
    /// Article L3134-13: also 26 December, and Good Friday « dans les communes ayant un temple
    /// protestant ou une église mixte ».
    AlsaceMoselle {
        /// Whether this commune has such a church.
        good_friday: bool,
    },
    /// Also 27 May, the abolition of slavery (article L3422-2 for this and those that follow).
    Guadeloupe,
    /// Also 22 May.
    Martinique,
    /// Also 10 June.
    Guyane,
    /// Also 20 December.
    Reunion,
    /// Also 27 April.
    Mayotte,
    /// Also 28 May; 27 May before 2018.
    SaintMartin,
    /// Also 9 October.
    SaintBarthelemy,
}

/// A customary day that a commune keeps by its own decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalHoliday {
    /// `mi-carême`, `fête patronale`.
    pub name: String,
    /// When it comes.
    pub when: Recurrence,
}

/// When a customary day comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// On one date.
    Once(NaiveDate),
    /// Every year on one month and day, counted from 1.
    EachYear {
        /// Month.
        month: u32,
        /// Day of the month.
        day: u32,
    },
    /// So many days after Easter Sunday; before it if negative.
    FromEaster(i32),
}

/// The public holidays of one commune.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holidays {
    /// Where it lies.
    pub territory: Territory,
    /// What it adds.
    pub local: Vec<LocalHoliday>,
}

impl Holidays {
    /// The name of the holiday that falls on a day: the national one first, then the territory's,
    /// then the commune's own.
    pub fn on(&self, day: NaiveDate) -> Option<&str> {
        national(day).or_else(|| self.territory.own(day)).or_else(|| {
            let mut local = self.local.iter();
            local.find(|one| one.when.falls_on(day)).map(|one| one.name.as_str())
        })
    }
}

impl Territory {
    /// The holiday that this territory has beside the national ones.
    fn own(self, day: NaiveDate) -> Option<&'static str> {
        const ABOLITION: &str = "abolition de l’esclavage";
        let month_day = (day.month(), day.day());
        let abolition = match self {
            Self::Metropole => return None,
            Self::AlsaceMoselle { good_friday } => {
                return match month_day {
                    (12, 26) => Some("2e jour de Noël"),
                    (3..=4, _) if good_friday && from_easter(day) == Some(-2) => {
                        Some("Vendredi saint")
                    }
                    _ => None,
                };
            }
            Self::Guadeloupe => (5, 27),
            Self::Martinique => (5, 22),
            Self::Guyane => (6, 10),
            Self::Reunion => (12, 20),
            Self::Mayotte => (4, 27),
            Self::SaintMartin if day.year() < 2018 => (5, 27),
            Self::SaintMartin => (5, 28),
            Self::SaintBarthelemy => (10, 9),
        };
        (month_day == abolition).then_some(ABOLITION)
    }
}

impl Recurrence {
    fn falls_on(self, on: NaiveDate) -> bool {
        match self {
            Self::Once(date) => date == on,
            Self::EachYear { month, day } => (on.month(), on.day()) == (month, day),
            Self::FromEaster(days) => from_easter(on) == Some(i64::from(days)),
        }
    }
}

/// Easter Sunday of a Gregorian year (Meeus and Butcher's computus); `None` beyond chrono's years.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let in_century = year.rem_euclid(100);
    let moon_correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact =
        (19 * golden + century - century.div_euclid(4) - moon_correction + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * in_century.div_euclid(4)
        - epact
        - in_century.rem_euclid(4))
    .rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday).div_euclid(451);
    let since_february = epact + to_sunday - 7 * late + 114;
    let month = u32::try_from(since_february.div_euclid(31)).ok()?;
    let day = u32::try_from(since_february.rem_euclid(31) + 1).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// How many days after the Easter of its year a day lies.
fn from_easter(day: NaiveDate) -> Option<i64> {
    easter(day.year()).map(|sunday| day.signed_duration_since(sunday).num_days())
}

/// One of the eleven of the Code du travail, article L3133-1. Where two fall on one day (1 May
/// 2008), the one with a fixed date is named.
fn national(day: NaiveDate) -> Option<&'static str> {
    match (day.month(), day.day()) {
        (1, 1) => Some("1er janvier"),
        (5, 1) => Some("1er mai"),
        (5, 8) => Some("8 mai"),
        (7, 14) => Some("14 juillet"),
        (8, 15) => Some("Assomption"),
        (11, 1) => Some("Toussaint"),
        (11, 11) => Some("11 novembre"),
        (12, 25) => Some("Noël"),
        (3..=6, _) => match from_easter(day)? {
            1 => Some("lundi de Pâques"),
            39 => Some("Ascension"),
            50 => Some("lundi de Pentecôte"),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests;
