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

    /// The wall clock that limits are compared with: like [`Moment::local`], but it never goes
    /// back. In the hour that the autumn change repeats, it stands the second time at that hour's
    /// end, so that what was too late stays too late.
    pub fn wall_clock(self, zone: chrono_tz::Tz) -> NaiveDateTime {
        use chrono::{MappedLocalTime, TimeZone};
        let local = self.local();
        match zone.from_local_datetime(&local) {
            MappedLocalTime::Ambiguous(first, _) if first.timestamp_millis() < self.at => {
                let end = NaiveTime::from_hms_milli_opt(local.hour(), 59, 59, 999);
                end.map_or(local, |end| local.date().and_time(end))
            }
            _ => local,
        }
    }

    /// The moment when that wall clock is read in the given time zone.
    ///
    /// In the hour that the autumn change repeats it is the first of the two; in the hour that the
    /// spring change skips it is an hour later on the clock.
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

/// `sept. 26`, `août 27`.
pub fn short_month(day: NaiveDate) -> String {
    let short = match day.month() {
        1 => "janv.",
        2 => "févr.",
        7 => "juil.",
        9 => "sept.",
        10 => "oct.",
        11 => "nov.",
        12 => "déc.",
        _ => month_name(day),
    };
    format!("{short} {:02}", day.year().rem_euclid(100))
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

/// The same in eleven columns: `auj. 18:00`, `auj. minuit`, `dem. 09:00`, `lun 23/11`; with the
/// year where it is another one, `01/01/2027`.
pub fn short_limit(limit: NaiveDateTime, today: NaiveDate) -> String {
    let hour = if limit.time() == END_OF_DAY { "minuit".to_owned() } else { clock(limit) };
    if limit.date() == today {
        format!("auj. {hour}")
    } else if Some(limit.date()) == today.succ_opt() {
        format!("dem. {hour}")
    } else if limit.date().year() == today.year() {
        short_day(limit.date())
    } else {
        numeric_day(limit.date())
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
        for (birth, on, age) in [
            ("20/11/2019", "19/11/2026", 6),
            ("20/11/2019", "20/11/2026", 7),
            ("20/11/2020", "19/11/2026", 5),
            ("20/11/2020", "20/11/2026", 6),
            ("31/12/2020", "31/12/2026", 6),
            ("01/01/2021", "31/12/2026", 5),
            ("28/02/2020", "28/02/2026", 6),
            ("29/02/2020", "28/02/2026", 5),
            ("29/02/2020", "01/03/2026", 6),
            ("29/02/2020", "28/02/2028", 7),
            ("29/02/2020", "29/02/2028", 8),
            ("01/03/2020", "28/02/2026", 5),
            ("20/11/2026", "20/11/2026", 0),
            ("21/11/2026", "20/11/2026", 0),
        ] {
            assert_eq!(age_on(day(birth), day(on)), age, "{birth} {on}");
        }
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

    #[test]
    fn the_clock_of_limits_never_goes_back() {
        let paris = chrono_tz::Europe::Paris;
        let seen = |utc: &str| {
            let utc = NaiveDateTime::parse_from_str(utc, "%Y-%m-%dT%H:%M:%S").unwrap().and_utc();
            let moment = Moment::in_zone(utc.timestamp_millis(), paris);
            [moment.local(), moment.wall_clock(paris)].map(|one| one.format("%H:%M:%S").to_string())
        };
        for (utc, local, wall) in [
            ("2027-10-30T23:59:59", "01:59:59", "01:59:59"),
            ("2027-10-31T00:30:00", "02:30:00", "02:30:00"),
            ("2027-10-31T01:00:00", "02:00:00", "02:59:59"),
            ("2027-10-31T01:30:00", "02:30:00", "02:59:59"),
            ("2027-10-31T02:00:00", "03:00:00", "03:00:00"),
            ("2027-03-28T00:59:59", "01:59:59", "01:59:59"),
            ("2027-03-28T01:00:00", "03:00:00", "03:00:00"),
        ] {
            assert_eq!(seen(utc), [local, wall], "{utc}");
        }
        let moments = (0..7200).map(|s| Moment::in_zone(1_824_940_800_000 + s * 1000, paris));
        let walls: Vec<_> = moments.map(|moment| moment.wall_clock(paris)).collect();
        assert!(walls.is_sorted(), "from 00:00 UTC on 31 October 2027");
    }

    #[test]
    fn a_limit_is_told_from_today_and_in_full() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").unwrap();
        let today = day("12/11/2026");
        for (text, said, full) in [
            ("2026-11-12T23:59:59", "ce soir minuit", "jeudi 12 novembre 2026 à 23:59"),
            ("2026-11-12T09:00:00", "aujourd’hui 09:00", "jeudi 12 novembre 2026 à 09:00"),
            ("2026-11-13T23:59:59", "ven 13/11 à minuit", "vendredi 13 novembre 2026 à 23:59"),
            ("2026-12-01T23:59:00", "mar 01/12 à 23:59", "mardi 1er décembre 2026 à 23:59"),
        ] {
            assert_eq!(limit(at(text), today), said);
            assert_eq!(long_limit(at(text)), format!("{full}, heure locale"));
        }
    }

    #[test]
    fn a_short_limit_fits_and_says_its_year_where_it_is_another_one() {
        let today = day("30/12/2026");
        for (on, said) in [
            ("30/12/2026", "auj. minuit"),
            ("31/12/2026", "dem. minuit"),
            ("01/01/2027", "01/01/2027"),
            ("29/12/2026", "mar 29/12"),
        ] {
            let short = short_limit(end_of_day(day(on)), today);
            assert_eq!(short, said);
            assert!(short.chars().count() <= 11);
        }
    }
}
