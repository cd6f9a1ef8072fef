//! The summer opens after the winter holidays of the commune's zone.

use super::*;
use crate::domain::calendar::{SchoolBreak, Status};

/// The holidays of zone B after Christmas.
fn holidays() -> impl Iterator<Item = SchoolBreak> {
    let holidays = [
        ("vacances d’hiver", "2027-02-20", "2027-03-07"),
        ("vacances de printemps", "2027-04-17", "2027-05-02"),
        ("vacances d’été", "2027-07-03", "2027-08-31"),
    ];
    holidays.into_iter().map(|(name, first, last)| SchoolBreak {
        name: name.to_owned(),
        first: day(first),
        last: day(last),
        status: Status::Official,
    })
}

/// A leisure centre of the holidays whose summer opens after the winter.
fn centre(now: &'static str) -> Scene {
    let mut scene = Scene { now, ..scene() };
    scene.activity.kind = ActivityKind::Holidays;
    scene.activity.weekdays = Weekdays::from_office("LMMeJV").unwrap();
    scene.rule.summer = SummerOpening::AfterWinter;
    scene.calendar.school.breaks.extend(holidays());
    scene.enrolment = enrolled("2026-09-01", Some("2027-08-31"));
    scene
}

/// « l'inscription pour la période estivale ne sera ouverte qu'après les vacances de février »
#[test]
fn the_summer_opens_on_the_first_day_after_the_winter_holidays() {
    let before = centre("2027-03-07T23:59:59").ask("2027-07-05");
    assert_eq!((before.state, before.toggle), (DayState::Closed, false));
    assert!(
        before.reasons[0].starts_with(
            "Pas encore ouvert\u{a0}: l’inscription pour l’été ouvre le lundi 8 mars 2027."
        ),
        "{:?}",
        before.reasons
    );
    let open = centre("2027-03-08T00:00:00").ask("2027-07-05");
    assert_eq!((open.state, open.toggle), (DayState::Available, true), "{:?}", open.reasons);
}

/// « vous pouvez dès à présent vous inscrire pour toute l'année scolaire et les périodes de petites
/// vacances »
#[test]
fn the_short_holidays_are_open_from_the_start() {
    for on in ["2026-12-21", "2027-02-22", "2027-04-19"] {
        let answer = centre("2026-11-20T10:42:00").ask(on);
        assert_eq!((answer.state, answer.toggle), (DayState::Available, true), "{on}");
    }
}

#[test]
fn a_summer_whose_winter_is_not_known_says_so() {
    let mut scene = centre("2027-03-08T00:00:00");
    scene.calendar.school.breaks.retain(|one| one.name != "vacances d’hiver");
    let answer = scene.ask("2027-07-05");
    assert_eq!(answer.state, DayState::Closed);
    assert!(answer.reasons[0].contains("inconnues le 01/02/2027"), "{:?}", answer.reasons);
}
