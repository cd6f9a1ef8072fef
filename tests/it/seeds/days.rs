//! The texts' sentences about days, under the communes' own profiles.

use guichet::desk::perform;
use guichet::desk::request::{DaysWanted, Reply, Request, SetEnrolment};
use guichet::desk::view::Span;
use guichet::domain::day::DayAnswer;
use guichet::domain::people::DayState;
use guichet::domain::time::Moment;

use super::rights::Scene;
use crate::support::day;

/// `2027-02-21` at a time of day.
fn moment(on: &str, (hour, minute, second): (u32, u32, u32)) -> Moment {
    let at = day(on).and_hms_opt(hour, minute, second).unwrap();
    Moment::from_local(at, chrono_tz::Europe::Paris)
}

/// A day of Léo's at the activity with this label, asked for at some moment.
fn answer(scene: &mut Scene, activity: &str, on: &str, now: Moment) -> DayAnswer {
    let activities = scene.counter.store.read().activities().unwrap();
    let activity = activities.into_iter().find(|one| one.label == activity).map(|one| one.id);
    let (family, child, day) = (scene.family, Some(scene.child("Léo")), day(on));
    let wanted = DaysWanted { family, child, activity, span: Span::Month, day };
    match perform(&mut scene.counter, now, Request::TurnCalendar(wanted)) {
        Reply::Calendar(view) => view.days().iter().find(|one| one.day == day).unwrap().clone(),
        reply => panic!("{reply:?}"),
    }
}

/// « vous pouvez dès à présent vous inscrire pour toute l’année scolaire et les périodes de petites
/// vacances (l’inscription pour la période estivale ne sera ouverte qu’après les vacances de
/// février) »: zone C is back at school on Monday 22 February 2027.
#[test]
fn the_town_halls_summer_opens_after_the_february_holidays() {
    let mut scene = Scene::of("hotel-de-ville");
    let holidays = "Vacances Maison de l’Enfance";
    let activities = scene.counter.store.read().activities().unwrap();
    let activity = activities.into_iter().find(|one| one.label == holidays).unwrap().id;
    let right = SetEnrolment {
        family: scene.family,
        child: scene.child("Léo"),
        enrolment: None,
        activity,
        from: day("2026-11-20"),
        to: day("2027-08-31"),
        age_reason: String::new(),
        rhythm: None,
        saw: None,
    };
    let given = scene.ask(Request::SetEnrolment(right));
    assert!(matches!(given, Reply::Enrolled(..)), "{given:?}");
    let now = moment("2026-11-20", (10, 42, 0));
    for short in ["2026-12-21", "2027-02-08", "2027-04-05"] {
        let open = answer(&mut scene, holidays, short, now);
        assert_eq!((open.state, open.toggle), (DayState::Available, true), "{short}");
    }
    let closed = answer(&mut scene, holidays, "2027-07-05", moment("2027-02-21", (23, 59, 59)));
    assert_eq!((closed.state, closed.toggle), (DayState::Closed, false));
    assert!(closed.reasons[0].contains("ouvre le lundi 22 février 2027"), "{closed:?}");
    let open = answer(&mut scene, holidays, "2027-07-05", moment("2027-02-22", (0, 0, 0)));
    assert_eq!((open.state, open.toggle), (DayState::Available, true), "{:?}", open.reasons);
}
