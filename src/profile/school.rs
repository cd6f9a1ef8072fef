//! The school holidays of the metropole, read from the file that ships with Guichet.

use chrono::NaiveDate;

use super::reader::{Mistakes, ProfileErrors};
use crate::domain::calendar::{SchoolBreak, SchoolCalendar, Zone};

const METROPOLE: &str = include_str!("../../assets/holidays/metropole-abc.csv");
const SOURCE: &str = "# Source : ";
const COLUMNS: &str = "nom;zones;premier;dernier";

/// The school calendar of a zone, from its first known holidays to its last.
///
/// # Errors
/// The embedded file is wrong, which a test excludes.
pub fn school_calendar(zone: Zone) -> Result<SchoolCalendar, ProfileErrors> {
    parse(zone, METROPOLE)
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
        if !zones.contains(zone.letter()) {
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
    if breaks.is_empty() {
        mistakes.add_on_line(1, "", "zone absente", COLUMNS);
    }
    let known_from = breaks.first().map(|one| one.first);
    let known_to = breaks.last().map(|one| one.last);
    let built = source.zip(known_from.zip(known_to)).map(|(source, (known_from, known_to))| {
        SchoolCalendar { zone, breaks, known_from, known_to, source: source.to_owned() }
    });
    mistakes.finish(built)
}

/// The zones and the holidays of a line; `None` unless it has all four columns.
fn parse_line(line: &str) -> Option<(&str, SchoolBreak)> {
    let columns: Vec<&str> = line.split(';').collect();
    let [name, zones, first, last] = columns.as_slice() else { return None };
    let first: NaiveDate = first.parse().ok()?;
    let last: NaiveDate = last.parse().ok()?;
    let known = zones.chars().all(|letter| Zone::ALL.iter().any(|zone| zone.letter() == letter));
    let complete = !name.is_empty() && !zones.is_empty() && known && first <= last;
    complete.then(|| (*zones, SchoolBreak { name: (*name).to_owned(), first, last }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

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
            for zone in Zone::ALL {
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
        for zone in Zone::ALL {
            let calendar = school_calendar(zone).unwrap();
            assert_eq!(calendar.known_from, day("2025-07-05"));
            assert_eq!(calendar.known_to, day("2028-08-31"));
            assert!(calendar.source.contains("21/11/2026"));
            assert!(calendar.break_on(day("2028-09-01")).is_err());
        }
    }

    #[test]
    fn a_wrong_file_is_refused_by_line() {
        let head = "# Source : test\nnom;zones;premier;dernier\n";
        let good = "vacances de Noël;ABC;2026-12-19;2027-01-03\n";
        assert!(parse(Zone::A, &format!("{head}{good}")).is_ok());
        for wrong in [
            "vacances de Noël;ABC;2026-12-19",
            "vacances de Noël;D;2026-12-19;2027-01-03",
            "vacances de Noël;ABC;19/12/2026;2027-01-03",
            "vacances de Noël;ABC;2027-01-03;2026-12-19",
            ";ABC;2026-12-19;2027-01-03",
        ] {
            let errors = parse(Zone::A, &format!("{head}{wrong}\n{good}")).unwrap_err();
            assert!(errors.to_string().starts_with("ligne 3, "), "{errors}");
        }
        let twice = parse(Zone::A, &format!("{head}{good}{good}")).unwrap_err();
        assert!(twice.to_string().starts_with("ligne 4, clé premier"), "{twice}");
        let only_c = good.replace("ABC", "C");
        assert!(parse(Zone::A, &format!("{head}{only_c}")).is_err());
        assert!(parse(Zone::A, good).unwrap_err().to_string().contains("source absente"));
    }
}
