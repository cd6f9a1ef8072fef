//! The public holidays of metropolitan France, computed: they need no file and never end.
//!
//! Holidays of one region (Alsace-Moselle, overseas) are not national and have no place here.

use chrono::{Datelike, Days, NaiveDate};

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

/// The name of the public holiday that falls on a day: one of the eleven of the Code du travail,
/// article L3133-1. Where two fall on one day (1 May 2008), the one with a fixed date is named.
pub fn public_holiday(day: NaiveDate) -> Option<&'static str> {
    fixed_holiday(day).or_else(|| movable_holiday(day))
}

fn fixed_holiday(day: NaiveDate) -> Option<&'static str> {
    match (day.month(), day.day()) {
        (1, 1) => Some("1er janvier"),
        (5, 1) => Some("1er mai"),
        (5, 8) => Some("8 mai"),
        (7, 14) => Some("14 juillet"),
        (8, 15) => Some("Assomption"),
        (11, 1) => Some("Toussaint"),
        (11, 11) => Some("11 novembre"),
        (12, 25) => Some("Noël"),
        _ => None,
    }
}

fn movable_holiday(day: NaiveDate) -> Option<&'static str> {
    let sunday = easter(day.year())?;
    [(1, "lundi de Pâques"), (39, "Ascension"), (50, "lundi de Pentecôte")]
        .into_iter()
        .find(|(after, _)| sunday.checked_add_days(Days::new(*after)) == Some(day))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_the_almanacs_say() {
        for sunday in [
            "1900-04-15",
            "1913-03-23",
            "1943-04-25",
            "1954-04-18",
            "1981-04-19",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2019-04-21",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
            "2099-04-12",
        ] {
            assert_eq!(easter(day(sunday).year()), Some(day(sunday)));
        }
    }

    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april() {
        for year in 1583..3000 {
            let sunday = easter(year).unwrap();
            assert_eq!(sunday.weekday(), chrono::Weekday::Sun, "{year}");
            let (month, day) = (sunday.month(), sunday.day());
            assert!((month == 3 && day >= 22) || (month == 4 && day <= 25), "{sunday}");
        }
    }

    /// Easter Monday, Ascension and Whit Monday of each year.
    const MOVABLE: [(i32, &str, &str, &str); 6] = [
        (2025, "2025-04-21", "2025-05-29", "2025-06-09"),
        (2026, "2026-04-06", "2026-05-14", "2026-05-25"),
        (2027, "2027-03-29", "2027-05-06", "2027-05-17"),
        (2028, "2028-04-17", "2028-05-25", "2028-06-05"),
        (2029, "2029-04-02", "2029-05-10", "2029-05-21"),
        (2030, "2030-04-22", "2030-05-30", "2030-06-10"),
    ];

    #[test]
    fn the_eleven_holidays_of_each_year_and_no_other() {
        for (year, easter_monday, ascension, whit_monday) in MOVABLE {
            let mut expected = vec![
                (day(easter_monday), "lundi de Pâques"),
                (day(ascension), "Ascension"),
                (day(whit_monday), "lundi de Pentecôte"),
            ];
            for (month_day, name) in [
                ("01-01", "1er janvier"),
                ("05-01", "1er mai"),
                ("05-08", "8 mai"),
                ("07-14", "14 juillet"),
                ("08-15", "Assomption"),
                ("11-01", "Toussaint"),
                ("11-11", "11 novembre"),
                ("12-25", "Noël"),
            ] {
                expected.push((day(&format!("{year}-{month_day}")), name));
            }
            expected.sort_unstable();
            let found: Vec<_> = day(&format!("{year}-01-01"))
                .iter_days()
                .take_while(|one| one.year() == year)
                .filter_map(|one| public_holiday(one).map(|name| (one, name)))
                .collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn two_holidays_on_one_day_have_one_name() {
        assert_eq!(public_holiday(day("2008-05-01")), Some("1er mai"));
    }

    #[test]
    fn regional_holidays_are_not_national() {
        for regional in ["2026-04-03", "2026-12-26", "2026-05-27", "2026-12-20"] {
            assert_eq!(public_holiday(day(regional)), None, "{regional}");
        }
    }
}
