//! A commune's days, and what is said where they end.

use super::*;
use crate::domain::holidays::Territory;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A commune of the metropole, zone B, with Christmas holidays, known from 1 September 2026 to 31
/// August 2027, closed on 3 December 2026 and 7 May 2027.
pub(in crate::domain) fn commune() -> CommuneCalendar {
    let christmas = SchoolBreak {
        name: "vacances de Noël".to_owned(),
        first: day("2026-12-19"),
        last: day("2027-01-03"),
        status: Status::Official,
    };
    let closed = |on, label: &str| Closure { first: on, last: on, label: label.to_owned() };
    CommuneCalendar {
        school: SchoolCalendar {
            zone: Zone::B,
            breaks: vec![christmas],
            known: Some((day("2026-09-01"), day("2027-08-31"))),
            source: "test".to_owned(),
        },
        holidays: Holidays { territory: Territory::Metropole, local: Vec::new() },
        working_week: Weekdays::WORKING_WEEK,
        school_week: Weekdays::from_office("lun mar jeu ven").unwrap(),
        closures: vec![closed(day("2026-12-03"), "travaux"), closed(day("2027-05-07"), "pont")],
    }
}

#[test]
fn holidays_include_their_first_and_last_day() {
    let school = commune().school;
    for (text, in_break) in
        [("2026-12-18", false), ("2026-12-19", true), ("2027-01-03", true), ("2027-01-04", false)]
    {
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
fn a_zone_without_a_calendar_is_never_given_anothers() {
    for (zone, of) in [
        (Zone::Guadeloupe, "de Guadeloupe"),
        (Zone::Reunion, "de La Réunion"),
        (Zone::Mayotte, "de Mayotte"),
    ] {
        let school = SchoolCalendar::new(zone, Vec::new(), String::new());
        assert_eq!(
            school.break_on(day("2026-11-20")).unwrap_err().to_string(),
            format!("Calendrier scolaire {of} non renseigné. Complétez le profil.")
        );
        assert_eq!(
            school.warning(day("2026-11-20")),
            Some(format!("Vacances scolaires {of} non renseignées. Complétez le profil."))
        );
    }
}

#[test]
fn the_counter_is_warned_sixty_days_before_the_end() {
    let school = commune().school;
    let soon = "Vacances de la zone B connues jusqu’au 31/08/2027. Mettez Guichet à jour.";
    let over = "Vacances de la zone B inconnues depuis le 31/08/2027. Mettez Guichet à jour.";
    assert!(over.chars().count() <= 76, "one line of the smallest screen");
    for (today, said) in [
        ("2027-07-01", None),
        ("2027-07-02", Some(soon)),
        ("2027-08-31", Some(soon)),
        ("2027-09-01", Some(over)),
    ] {
        assert_eq!(school.warning(day(today)).as_deref(), said, "{today}");
    }
}

#[test]
fn a_day_counts_unless_something_says_otherwise() {
    let commune = commune();
    let off = Some(NotCounted::OffDay);
    let holiday = |name| Some(NotCounted::PublicHoliday(name));
    let pont = Some(NotCounted::Closure("pont"));
    let christmas = Some(NotCounted::SchoolBreak("vacances de Noël"));
    for (text, worked, workable, school) in [
        ("2026-11-10", None, None, None),
        ("2026-11-11", holiday("11 novembre"), holiday("11 novembre"), holiday("11 novembre")),
        ("2026-11-18", None, None, off),
        ("2026-11-14", off, None, off),
        ("2026-11-15", off, off, off),
        ("2026-11-01", holiday("Toussaint"), holiday("Toussaint"), holiday("Toussaint")),
        ("2026-12-25", holiday("Noël"), holiday("Noël"), christmas),
        ("2026-12-24", None, None, christmas),
        ("2027-05-06", holiday("Ascension"), holiday("Ascension"), holiday("Ascension")),
        ("2027-05-07", pont, None, None),
        ("2027-05-10", None, None, None),
    ] {
        assert_eq!(commune.not_worked(day(text)), worked, "{text}");
        assert_eq!(commune.not_workable(day(text)), workable, "{text}");
        assert_eq!(commune.no_school(day(text)).unwrap(), school, "{text}");
    }
    assert!(commune.no_school(day("2027-09-01")).is_err());
}
