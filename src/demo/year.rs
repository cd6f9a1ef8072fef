//! The school year around a day, and the days on which something can be booked.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::calendar::{SchoolBreak, Zone};
use crate::domain::holidays::{Holidays, Territory};
use crate::profile::school_calendar;

/// A day and the school year it falls in, in zone B.
#[derive(Clone, Debug)]
pub(super) struct Year {
    /// The day the commune is alive on.
    pub today: NaiveDate,
    /// 1 September.
    pub from: NaiveDate,
    /// The last day before the summer holidays.
    pub to: NaiveDate,
    /// As far as they are known; where they are not, the demo only needs plausible days.
    breaks: Vec<SchoolBreak>,
}

impl Year {
    /// The school year of a day; August belongs to the one that begins.
    pub fn around(today: NaiveDate) -> Self {
        let year = if today.month() >= 8 { today.year() } else { today.year() - 1 };
        let breaks = school_calendar(Zone::B).map(|school| school.breaks).unwrap_or_default();
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
        let july = date(year + 1, 7, 3)..=date(year + 1, 7, 8);
        let summer = breaks.iter().find(|one| july.contains(&one.first));
        let to = summer.map_or(*july.start(), |summer| summer.first - Days::new(1));
        Self { today, from: date(year, 9, 1), to, breaks }
    }

    /// So many days after today, or before it when negative.
    pub fn day(&self, offset: i64) -> NaiveDate {
        self.today + chrono::Duration::days(offset)
    }

    /// Days of term from one day to another that fall on these days of the week.
    pub fn open_days(
        &self,
        weekdays: &[Weekday],
        from: NaiveDate,
        to: NaiveDate,
    ) -> Vec<NaiveDate> {
        from.iter_days()
            .take_while(|day| *day <= to)
            .filter(|day| weekdays.contains(&day.weekday()) && !self.is_closed(*day))
            .collect()
    }

    fn is_closed(&self, day: NaiveDate) -> bool {
        let holidays = Holidays { territory: Territory::Metropole, local: Vec::new() };
        let in_break = |one: &SchoolBreak| (one.first..=one.last).contains(&day);
        holidays.on(day).is_some() || self.breaks.iter().any(in_break)
    }

    /// The first day of the month that is so many months from today's.
    pub fn month(&self, offset: i32) -> NaiveDate {
        let months = self.today.year() * 12 + self.today.month0().cast_signed() + offset;
        let month = months.rem_euclid(12).cast_unsigned() + 1;
        NaiveDate::from_ymd_opt(months.div_euclid(12), month, 1).unwrap_or(self.today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_school_year_runs_from_september_to_the_summer_holidays() {
        for (today, from, to) in [
            ("2026-11-20", "2026-09-01", "2027-07-02"),
            ("2027-07-31", "2026-09-01", "2027-07-02"),
            ("2027-08-01", "2027-09-01", "2028-07-03"),
            ("2040-03-15", "2039-09-01", "2040-07-03"),
        ] {
            let year = Year::around(day(today));
            assert_eq!((year.from, year.to), (day(from), day(to)), "{today}");
        }
    }

    #[test]
    fn holidays_are_no_days_to_book() {
        let year = Year::around(day("2026-11-20"));
        let days = year.open_days(&[Weekday::Wed], day("2026-10-14"), day("2026-11-18"));
        assert_eq!(days, [day("2026-10-14"), day("2026-11-04"), day("2026-11-18")]);
    }

    #[test]
    fn months_are_counted_over_the_year_s_end() {
        let year = Year::around(day("2027-01-31"));
        assert_eq!(year.month(-1), day("2026-12-01"));
        assert_eq!(year.month(0), day("2027-01-01"));
        assert_eq!(year.month(11), day("2027-12-01"));
    }
}
