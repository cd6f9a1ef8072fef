//! A moment, the commune's legal time, and dates as the French write them.
//!
//! A moment is passed in by whoever owns the clock; nothing here reads one.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};
use serde::{Deserialize, Serialize};

/// A point in time with the legal offset that was in force where it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00 UTC.
    pub at: i64,
    /// Minutes east of UTC of the commune's legal time at that moment (60 in a Paris winter).
    pub offset: i16,
}

impl Moment {
    /// The wall clock of the commune at that moment, to the millisecond.
    pub fn local(self) -> NaiveDateTime {
        let shifted = self.at.saturating_add(i64::from(self.offset) * 60_000);
        DateTime::from_timestamp_millis(shifted).unwrap_or_default().naive_utc()
    }

    /// The civil day of the commune at that moment.
    pub fn today(self) -> NaiveDate {
        self.local().date()
    }

    /// The same offset, some milliseconds later (or earlier, if negative).
    #[must_use]
    pub const fn later(self, milliseconds: i64) -> Self {
        Self { at: self.at.saturating_add(milliseconds), offset: self.offset }
    }

    /// The moment when that wall clock is read in the given time zone.
    ///
    /// In the hour that the autumn change repeats it is the first of the two; in the hour that the
    /// spring change skips it is the moment of the change.
    pub fn from_local(local: NaiveDateTime, zone: chrono_tz::Tz) -> Self {
        use chrono::{Offset, TimeZone};
        let resolved = zone
            .from_local_datetime(&local)
            .earliest()
            .or_else(|| zone.from_local_datetime(&(local + chrono::Duration::hours(1))).earliest());
        resolved.map_or(Self { at: local.and_utc().timestamp_millis(), offset: 0 }, |moment| {
            let offset = moment.offset().fix().local_minus_utc() / 60;
            Self { at: moment.timestamp_millis(), offset: i16::try_from(offset).unwrap_or(0) }
        })
    }

    /// The moment of a UTC instant in the given time zone.
    pub fn in_zone(at: i64, zone: chrono_tz::Tz) -> Self {
        use chrono::Offset;
        let utc = DateTime::from_timestamp_millis(at).unwrap_or_default();
        let offset = utc.with_timezone(&zone).offset().fix().local_minus_utc() / 60;
        Self { at, offset: i16::try_from(offset).unwrap_or(0) }
    }
}

/// The last day that a file or a screen can name: 31 December 9999.
pub const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// The last second of a day, which clocks call 24:00.
pub const END_OF_DAY: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// The last second of a day: a limit "until that day" includes it.
pub fn end_of_day(day: NaiveDate) -> NaiveDateTime {
    day.and_time(END_OF_DAY)
}

const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// `lundi` … `dimanche`.
pub fn day_name(day: Weekday) -> &'static str {
    DAYS.get(day.num_days_from_monday() as usize).copied().unwrap_or_default()
}

/// `lun` … `dim`.
pub fn day_abbreviation(day: Weekday) -> &'static str {
    day_name(day).get(..3).unwrap_or_default()
}

/// `novembre` for any day of November.
pub fn month_name(day: NaiveDate) -> &'static str {
    MONTHS.get(day.month0() as usize).copied().unwrap_or_default()
}

/// `ven 27/11`.
pub fn short_day(day: NaiveDate) -> String {
    format!("{} {:02}/{:02}", day_abbreviation(day.weekday()), day.day(), day.month())
}

/// `27/11/2026`.
pub fn numeric_day(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// `vendredi 27 novembre 2026`, `mardi 1er décembre 2026`.
pub fn long_day(day: NaiveDate) -> String {
    let first = if day.day() == 1 { "er" } else { "" };
    let name = day_name(day.weekday());
    format!("{name} {}{first} {} {}", day.day(), month_name(day), day.year())
}

/// `10:42`.
pub fn clock(local: NaiveDateTime) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// A limit in full, for whoever must be told the instant: `jeudi 12 novembre 2026 à 23:59, heure
/// locale`.
pub fn long_limit(limit: NaiveDateTime) -> String {
    format!("{} à {}, heure locale", long_day(limit.date()), clock(limit))
}

/// A limit in words, seen from a day: `ce soir minuit`, `ven 20/11 à minuit`, `jeu 12/11 à 09:00`.
pub fn limit(limit: NaiveDateTime, today: NaiveDate) -> String {
    let midnight = limit.time() == END_OF_DAY;
    match (limit.date() == today, midnight) {
        (true, true) => "ce soir minuit".to_owned(),
        (true, false) => format!("aujourd’hui {}", clock(limit)),
        (false, true) => format!("{} à minuit", short_day(limit.date())),
        (false, false) => format!("{} à {}", short_day(limit.date()), clock(limit)),
    }
}

/// Reads a day as people and office exports write it: `31/12/2026`, `31-12-2026`, `2026-12-31`.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let [first, second, third] = parts.as_slice() else { return None };
    if ![first, second, third].iter().all(|part| digits(part)) {
        return None;
    }
    let (day, month, year) = match (first.len(), second.len(), third.len()) {
        (1..=2, 1..=2, 4) => (first, second, third),
        (4, 1..=2, 1..=2) => (third, second, first),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Whole years lived on a day; a child born on 29 February grows on 1 March of common years.
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> u32 {
    day.years_since(birth).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        parse_day(text).unwrap()
    }

    #[test]
    fn dates_are_read_as_offices_write_them() {
        for text in ["31/12/2026", "31-12-2026", "31.12.2026", "2026-12-31", " 31/12/2026 "] {
            assert_eq!(parse_day(text), NaiveDate::from_ymd_opt(2026, 12, 31), "{text}");
        }
        for text in ["", "31/02/2026", "12/31/2026", "31/12/26", "demain", "2026", "+1/1/2026"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn days_and_limits_are_written_in_french() {
        assert_eq!(short_day(day("27/11/2026")), "ven 27/11");
        assert_eq!(long_day(day("1/12/2026")), "mardi 1er décembre 2026");
        let limit_of = |text: &str| limit(end_of_day(day(text)), day("20/11/2026"));
        assert_eq!(limit_of("20/11/2026"), "ce soir minuit");
        assert_eq!(limit_of("23/11/2026"), "lun 23/11 à minuit");
    }

    #[test]
    fn age_counts_whole_years_and_leap_births() {
        assert_eq!(age_on(day("20/11/2019"), day("19/11/2026")), 6);
        assert_eq!(age_on(day("20/11/2019"), day("20/11/2026")), 7);
        assert_eq!(age_on(day("29/02/2020"), day("28/02/2026")), 5);
        assert_eq!(age_on(day("29/02/2020"), day("01/03/2026")), 6);
    }

    #[test]
    fn legal_time_follows_both_clock_changes() {
        let paris = chrono_tz::Europe::Paris;
        let at = |text: &str| {
            let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").unwrap();
            Moment::from_local(local, paris)
        };
        assert_eq!(at("2026-11-20T10:42:00").offset, 60);
        assert_eq!(at("2026-07-20T10:42:00").offset, 120);
        assert_eq!(
            at("2027-03-28T02:30:00").local().time(),
            NaiveTime::from_hms_opt(3, 30, 0).unwrap()
        );
        assert_eq!(at("2027-10-31T02:30:00").offset, 120);
        assert_eq!(Moment::in_zone(at("2026-11-20T10:42:00").at, paris), at("2026-11-20T10:42:00"));
    }
}
