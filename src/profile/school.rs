//! The school holidays of the metropole and of Corsica, read from the file that ships with Guichet.

use chrono::NaiveDate;

use super::reader::{Mistakes, ProfileErrors};
use crate::domain::calendar::{SchoolBreak, SchoolCalendar, Status, Zone};

const SHIPPED: &str = include_str!("../../assets/holidays/vacances.csv");
const SOURCE: &str = "# Source : ";
const COLUMNS: &str = "nom;zones;premier;dernier;statut";

/// The school calendar of a zone, from its first known holidays to its last; empty where Guichet
/// knows none.
///
/// # Errors
/// The embedded file is wrong, which a test excludes.
pub fn school_calendar(zone: Zone) -> Result<SchoolCalendar, ProfileErrors> {
    parse(zone, SHIPPED)
}

fn parse(zone: Zone, text: &str) -> Result<SchoolCalendar, ProfileErrors> {
    let mut mistakes = Mistakes::none(text);
    let mut breaks: Vec<SchoolBreak> = Vec::new();
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#'));
    for (number, line) in lines.filter(|(_, line)| *line != COLUMNS) {
        let Some((zones, school_break)) = parse_line(line) else {
            mistakes.add_on_line(number, "", &format!("« {line} » n’est pas permis"), COLUMNS);
            continue;
        };
        if !zones.contains(&zone) {
            continue;
        }
        if breaks.last().is_some_and(|before| school_break.first <= before.last) {
            let expected = "un premier jour après les vacances précédentes";
            mistakes.add_on_line(number, "premier", "trop tôt", expected);
        }
        breaks.push(school_break);
    }
    let source = text.lines().find_map(|line| line.strip_prefix(SOURCE));
    if source.is_none() {
        mistakes.add_on_line(1, "", "source absente", SOURCE);
    }
    let built = source.map(|source| SchoolCalendar::new(zone, breaks, source.to_owned()));
    mistakes.finish(built)
}

/// The zones and the holidays of a line; `None` unless it has all five columns.
fn parse_line(line: &str) -> Option<(Vec<Zone>, SchoolBreak)> {
    let columns: Vec<&str> = line.split(';').collect();
    let [name, zones, first, last, status] = columns.as_slice() else { return None };
    let zone = |code: &str| Zone::ALL.into_iter().find(|zone| zone.code() == code);
    let zones: Vec<Zone> = zones.split(' ').map(zone).collect::<Option<_>>()?;
    let (first, last): (NaiveDate, NaiveDate) = (first.parse().ok()?, last.parse().ok()?);
    let (_, status) = Status::ALL.into_iter().find(|(word, _)| word == status)?;
    let complete = !name.is_empty() && first <= last;
    complete.then(|| (zones, SchoolBreak { name: (*name).to_owned(), first, last, status }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const METROPOLE: [Zone; 3] = [Zone::A, Zone::B, Zone::C];

    /// The break that begins on a day: its name and its last day.
    fn check(zone: Zone, name: &str, first: &str, last: &str) {
        let calendar = school_calendar(zone).unwrap();
        let found = calendar.break_on(day(first)).unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.first, found.last), (name, day(first), day(last)));
    }

    #[test]
    fn winter_and_spring_differ_from_zone_to_zone() {
        let winter = "vacances d’hiver";
        let spring = "vacances de printemps";
        for (zone, name, first, last) in [
            (Zone::A, winter, "2026-02-07", "2026-02-22"),
            (Zone::B, winter, "2026-02-14", "2026-03-01"),
            (Zone::C, winter, "2026-02-21", "2026-03-08"),
            (Zone::A, spring, "2026-04-04", "2026-04-19"),
            (Zone::B, spring, "2026-04-11", "2026-04-26"),
            (Zone::C, spring, "2026-04-18", "2026-05-03"),
            (Zone::A, winter, "2027-02-13", "2027-02-28"),
            (Zone::B, winter, "2027-02-20", "2027-03-07"),
            (Zone::C, winter, "2027-02-06", "2027-02-21"),
            (Zone::A, spring, "2027-04-10", "2027-04-25"),
            (Zone::B, spring, "2027-04-17", "2027-05-02"),
            (Zone::C, spring, "2027-04-03", "2027-04-18"),
            (Zone::A, winter, "2028-02-19", "2028-03-05"),
            (Zone::B, winter, "2028-02-05", "2028-02-20"),
            (Zone::C, winter, "2028-02-12", "2028-02-27"),
            (Zone::A, spring, "2028-04-22", "2028-05-08"),
            (Zone::B, spring, "2028-04-08", "2028-04-23"),
            (Zone::C, spring, "2028-04-15", "2028-05-01"),
        ] {
            check(zone, name, first, last);
        }
    }

    #[test]
    fn the_other_holidays_are_everybodys() {
        for (name, first, last) in [
            ("vacances de la Toussaint", "2025-10-18", "2025-11-02"),
            ("vacances de Noël", "2025-12-20", "2026-01-04"),
            ("pont de l’Ascension", "2026-05-15", "2026-05-16"),
            ("vacances d’été", "2026-07-04", "2026-08-31"),
            ("vacances de la Toussaint", "2026-10-17", "2026-11-01"),
            ("vacances de Noël", "2026-12-19", "2027-01-03"),
            ("pont de l’Ascension", "2027-05-06", "2027-05-08"),
            ("vacances d’été", "2027-07-03", "2027-08-31"),
            ("vacances de la Toussaint", "2027-10-23", "2027-11-07"),
            ("vacances de Noël", "2027-12-18", "2028-01-02"),
            ("pont de l’Ascension", "2028-05-26", "2028-05-27"),
        ] {
            for zone in METROPOLE {
                check(zone, name, first, last);
            }
        }
    }

    #[test]
    fn fridays_after_ascension_have_no_school() {
        let calendar = school_calendar(Zone::B).unwrap();
        for friday in ["2026-05-15", "2027-05-07", "2028-05-26"] {
            assert!(calendar.break_on(day(friday)).unwrap().is_some(), "{friday}");
        }
    }

    #[test]
    fn the_file_says_from_when_to_when_it_knows() {
        for zone in METROPOLE {
            let calendar = school_calendar(zone).unwrap();
            assert_eq!(calendar.known, Some((day("2025-07-05"), day("2028-08-31"))));
            assert!(calendar.source.contains("21/11/2026"));
            assert!(calendar.break_on(day("2028-09-01")).is_err());
        }
    }

    #[test]
    fn a_date_is_as_sure_as_its_source() {
        let calendar = school_calendar(Zone::B).unwrap();
        for (on, status) in [
            ("2025-12-20", Status::Official),
            ("2026-08-31", Status::Official),
            ("2026-12-19", Status::Draft),
            ("2027-08-31", Status::Draft),
            ("2027-12-18", Status::ToConfirm),
            ("2028-08-31", Status::ToConfirm),
        ] {
            assert_eq!(calendar.break_on(day(on)).unwrap().unwrap().status, status, "{on}");
        }
    }

    #[test]
    fn corsica_has_one_year_and_overseas_none() {
        let corse = school_calendar(Zone::Corse).unwrap();
        assert_eq!(corse.known, Some((day("2025-09-01"), day("2026-07-04"))));
        for (on, school) in [
            ("2025-09-01", false),
            ("2025-09-02", true),
            ("2025-11-02", false),
            ("2025-11-03", true),
            ("2026-01-04", false),
            ("2026-01-05", true),
            ("2026-02-14", false),
            ("2026-03-02", true),
            ("2026-04-26", false),
            ("2026-04-27", true),
            ("2026-05-15", false),
            ("2026-07-03", true),
        ] {
            assert_eq!(corse.break_on(day(on)).unwrap().is_none(), school, "{on}");
        }
        assert!(corse.break_on(day("2026-09-01")).is_err());
        let overseas =
            [Zone::Guadeloupe, Zone::Martinique, Zone::Guyane, Zone::Reunion, Zone::Mayotte];
        for zone in overseas {
            let calendar = school_calendar(zone).unwrap();
            assert_eq!((calendar.known, calendar.breaks.len()), (None, 0), "{zone:?}");
        }
    }

    #[test]
    fn a_wrong_file_is_refused_by_line() {
        let head = "# Source : test\nnom;zones;premier;dernier;statut\n";
        let good = "vacances de Noël;A B C;2026-12-19;2027-01-03;projet\n";
        assert!(parse(Zone::A, &format!("{head}{good}")).is_ok());
        for wrong in [
            "vacances de Noël;A B C;2026-12-19;2027-01-03",
            "vacances de Noël;A D;2026-12-19;2027-01-03;projet",
            "vacances de Noël;ABC;2026-12-19;2027-01-03;projet",
            "vacances de Noël;A;19/12/2026;2027-01-03;projet",
            "vacances de Noël;A;2027-01-03;2026-12-19;projet",
            "vacances de Noël;A;2026-12-19;2027-01-03;peut-être",
            ";A;2026-12-19;2027-01-03;projet",
        ] {
            let errors = parse(Zone::A, &format!("{head}{wrong}\n{good}")).unwrap_err();
            assert!(errors.to_string().starts_with("ligne 3, "), "{errors}");
        }
        let twice = parse(Zone::A, &format!("{head}{good}{good}")).unwrap_err();
        assert!(twice.to_string().starts_with("ligne 4, clé premier"), "{twice}");
        let only_c = parse(Zone::A, &format!("{head}{}", good.replace("A B C", "C")));
        assert_eq!(only_c.unwrap().known, None);
        assert!(parse(Zone::A, good).unwrap_err().to_string().contains("source absente"));
    }
}
