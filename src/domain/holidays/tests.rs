//! Easter against the almanac's own table, and every holiday of every territory from 2025 to 2030.

use chrono::{Days, Weekday};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn of(territory: Territory) -> Holidays {
    Holidays { territory, local: Vec::new() }
}

/// The Paschal full moon of each golden number, as almanacs print it for 1900 to 2199: a table made
/// without the computus that is tested.
const FULL_MOONS: [(u32, u32); 19] = [
    (4, 14),
    (4, 3),
    (3, 23),
    (4, 11),
    (3, 31),
    (4, 18),
    (4, 8),
    (3, 28),
    (4, 16),
    (4, 5),
    (3, 25),
    (4, 13),
    (4, 2),
    (3, 22),
    (4, 10),
    (3, 30),
    (4, 17),
    (4, 7),
    (3, 27),
];

#[test]
fn easter_is_the_sunday_after_the_full_moon_of_the_almanacs() {
    for year in 1900_i32..=2199 {
        let (month, of_month) = FULL_MOONS[usize::try_from(year % 19).unwrap()];
        let moon = NaiveDate::from_ymd_opt(year, month, of_month).unwrap();
        let sunday = moon.iter_days().skip(1).find(|one| one.weekday() == Weekday::Sun);
        assert_eq!(easter(year), sunday, "{year}");
    }
}

#[test]
fn easter_falls_where_everybody_remembers_it() {
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
        "2099-04-12",
    ] {
        assert_eq!(easter(day(sunday).year()), Some(day(sunday)));
    }
}

#[test]
fn easter_is_a_sunday_between_22_march_and_25_april() {
    for year in 1583..3000 {
        let sunday = easter(year).unwrap();
        assert_eq!(sunday.weekday(), Weekday::Sun, "{year}");
        let (month, day) = (sunday.month(), sunday.day());
        assert!((month == 3 && day >= 22) || (month == 4 && day <= 25), "{sunday}");
    }
}

/// Good Friday, Easter Monday, Ascension and Whit Monday of each year.
const MOVABLE: [(i32, [&str; 4]); 6] = [
    (2025, ["04-18", "04-21", "05-29", "06-09"]),
    (2026, ["04-03", "04-06", "05-14", "05-25"]),
    (2027, ["03-26", "03-29", "05-06", "05-17"]),
    (2028, ["04-14", "04-17", "05-25", "06-05"]),
    (2029, ["03-30", "04-02", "05-10", "05-21"]),
    (2030, ["04-19", "04-22", "05-30", "06-10"]),
];

/// Every day of a year that is a holiday there, with its name.
fn found(holidays: &Holidays, year: i32) -> Vec<(String, String)> {
    day(&format!("{year}-01-01"))
        .iter_days()
        .take_while(|one| one.year() == year)
        .filter_map(|one| {
            let name = holidays.on(one)?.to_owned();
            Some((one.format("%m-%d").to_string(), name))
        })
        .collect()
}

/// Checks a territory from 2025 to 2030: the eleven, these, and no other day.
#[track_caller]
fn check(
    territory: Territory,
    own: impl Fn([&'static str; 4]) -> Vec<(&'static str, &'static str)>,
) {
    for (year, movable) in MOVABLE {
        let [_, easter_monday, ascension, whit_monday] = movable;
        let mut expected = vec![
            ("01-01", "1er janvier"),
            (easter_monday, "lundi de Pâques"),
            ("05-01", "1er mai"),
            ("05-08", "8 mai"),
            (ascension, "Ascension"),
            (whit_monday, "lundi de Pentecôte"),
            ("07-14", "14 juillet"),
            ("08-15", "Assomption"),
            ("11-01", "Toussaint"),
            ("11-11", "11 novembre"),
            ("12-25", "Noël"),
        ];
        // Where two fall on one day (Guyane, 10 June 2030), the national one is named.
        let own = own(movable).into_iter();
        let others: Vec<_> =
            own.filter(|(at, _)| !expected.iter().any(|(taken, _)| taken == at)).collect();
        expected.extend(others);
        expected.sort_unstable();
        let expected: Vec<_> =
            expected.iter().map(|(at, name)| ((*at).to_owned(), (*name).to_owned())).collect();
        assert_eq!(found(&of(territory), year), expected, "{territory:?} {year}");
    }
}

#[test]
fn each_territory_has_the_eleven_and_its_own_and_no_other() {
    const ABOLITION: &str = "abolition de l’esclavage";
    check(Territory::Metropole, |_| vec![]);
    for (territory, at) in [
        (Territory::Guadeloupe, "05-27"),
        (Territory::Martinique, "05-22"),
        (Territory::Guyane, "06-10"),
        (Territory::Reunion, "12-20"),
        (Territory::Mayotte, "04-27"),
        (Territory::SaintMartin, "05-28"),
        (Territory::SaintBarthelemy, "10-09"),
    ] {
        check(territory, |_| vec![(at, ABOLITION)]);
    }
}

#[test]
fn alsace_moselle_keeps_good_friday_where_there_is_such_a_church() {
    const CHRISTMAS: (&str, &str) = ("12-26", "2e jour de Noël");
    check(Territory::AlsaceMoselle { good_friday: false }, |_| vec![CHRISTMAS]);
    check(Territory::AlsaceMoselle { good_friday: true }, |[friday, ..]| {
        vec![(friday, "Vendredi saint"), CHRISTMAS]
    });
}

#[test]
fn saint_martin_changed_its_day_in_2018() {
    let saint_martin = of(Territory::SaintMartin);
    for (text, kept) in
        [("2017-05-27", true), ("2017-05-28", false), ("2018-05-27", false), ("2018-05-28", true)]
    {
        assert_eq!(saint_martin.on(day(text)).is_some(), kept, "{text}");
    }
}

#[test]
fn two_holidays_on_one_day_have_one_name() {
    assert_eq!(of(Territory::Metropole).on(day("2008-05-01")), Some("1er mai"));
    assert_eq!(of(Territory::Guyane).on(day("2030-06-10")), Some("lundi de Pentecôte"));
}

#[test]
fn a_commune_adds_its_customary_days() {
    let local = |name: &str, when| LocalHoliday { name: name.to_owned(), when };
    let customary = Holidays {
        territory: Territory::Guadeloupe,
        local: vec![
            local("mi-carême", Recurrence::FromEaster(-24)),
            local("Vendredi saint", Recurrence::FromEaster(-2)),
            local("fête de Victor Schœlcher", Recurrence::EachYear { month: 7, day: 21 }),
            local("deuil communal", Recurrence::Once(day("2026-09-08"))),
        ],
    };
    for (text, name) in [
        ("2026-03-12", Some("mi-carême")),
        ("2027-03-04", Some("mi-carême")),
        ("2026-04-03", Some("Vendredi saint")),
        ("2026-07-21", Some("fête de Victor Schœlcher")),
        ("2030-07-21", Some("fête de Victor Schœlcher")),
        ("2026-09-08", Some("deuil communal")),
        ("2027-09-08", None),
        ("2026-07-14", Some("14 juillet")),
        ("2026-05-27", Some("abolition de l’esclavage")),
    ] {
        assert_eq!(customary.on(day(text)), name, "{text}");
    }
    let mid_lent = day("2026-04-05").checked_sub_days(Days::new(24)).unwrap();
    assert_eq!(mid_lent.weekday(), Weekday::Thu);
}
