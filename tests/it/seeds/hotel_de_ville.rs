//! The hôtel de ville whose kiosk stands in the rez-de-jardin.

use guichet::desk::request::{Reply, Request, SetEnrolment, Spread, SpreadWhat};
use guichet::desk::view::ReviewLine;
use guichet::domain::enrolment::Span;
use guichet::domain::ids::{ActivityId, ChildId, FamilyId};
use guichet::domain::people::DayState;

use super::Commune;
use crate::support::day;

const LEO: (&str, &str, &str) = ("martineau claire", "Léo", "RESTAURANT");

/// Gives a right for the school year.
pub fn enrol(commune: &mut Commune, family: FamilyId, child: ChildId, activity: ActivityId) {
    let (from, to) = (day("2026-09-01"), day("2027-07-02"));
    let (enrolment, saw) = (None, None);
    let (rhythm, age_reason) = (None, String::new());
    let request =
        SetEnrolment { family, child, activity, enrolment, from, to, rhythm, age_reason, saw };
    let reply = commune.ask("2026-11-20T10:42:00", Request::SetEnrolment(request));
    assert!(matches!(reply, Reply::Enrolled(..)), "{reply:?}");
}

#[test]
fn six_days_to_book_and_to_cancel() {
    let _ =
        "Les inscriptions et annulations sont possibles jusqu'à 6 jours avant la date souhaitée.";
    let mut commune = Commune::of("hotel-de-ville");
    // Monday 30 November: Tuesday 24 November, whatever day of the week that is.
    let in_time = commune.state("2026-11-24T23:59:59", LEO, "2026-11-30");
    assert_eq!(in_time.0, DayState::Available, "{in_time:?}");
    let late = commune.state("2026-11-25T00:00:00", LEO, "2026-11-30");
    assert_eq!(late.0, DayState::PastDeadline, "{late:?}");
    // Léo eats on Friday 27 November: to give it back, Saturday 21 November.
    let in_time = commune.state("2026-11-21T23:59:59", LEO, "2026-11-27");
    assert_eq!(in_time.0, DayState::EnrolledCancellable, "{in_time:?}");
    let late = commune.state("2026-11-22T00:00:00", LEO, "2026-11-27");
    assert_eq!(late.0, DayState::EnrolledLocked, "{late:?}");
}

/// What a period given back comes to: the days that go, and those that are too late.
fn given_back(commune: &mut Commune, local: &str, on: &str) -> (Vec<String>, Vec<String>) {
    let family = commune.family("martineau claire");
    let child = commune.child(family, "Léo");
    let period = Some(Span { from: day(on), to: day(on) });
    let (what, without) = (SpreadWhat::GiveBack, Vec::new());
    let wish = Spread { family, child, what, without, period, late: false };
    let Reply::Spread(view) = commune.ask(local, Request::ReviewSpread(wish)) else { panic!() };
    let review = view.sorted.review;
    let of = |lines: Vec<ReviewLine>| {
        let canteen = lines.into_iter().filter(|line| line.activity.starts_with("Restaurant"));
        canteen.map(|line| line.change.day.to_string()).collect()
    };
    (of(review.removed), of(review.refused))
}

#[test]
fn a_period_is_given_back_as_far_as_its_six_days_allow() {
    let _ =
        "Les inscriptions et annulations sont possibles jusqu'à 6 jours avant la date souhaitée.";
    let mut commune = Commune::of("hotel-de-ville");
    let friday = vec!["2026-11-27".to_owned()];
    let in_time = given_back(&mut commune, "2026-11-21T23:59:59", "2026-11-27");
    assert_eq!(in_time, (friday.clone(), Vec::new()));
    let late = given_back(&mut commune, "2026-11-22T00:00:00", "2026-11-27");
    assert_eq!(late, (Vec::new(), friday));
}

#[test]
fn a_full_day_can_t_be_booked_even_in_time() {
    let _ = "Pour le mercredi et les vacances, les places sont limitées. Il est donc possible de \
             ne pouvoir réserver même dans les délais impartis si le nombre de place maximum est \
             atteint.";
    let mut commune = Commune::of("hotel-de-ville");
    let who = ("martin paul", "Zoé", "MERCREDI");
    let full = commune.first("2026-11-20T10:42:00", who, DayState::Full);
    let (on, said) = full.expect("a full Wednesday");
    assert!(said.starts_with("Complet (40 sur 40)."), "{said}");
    let answer = commune.explain("2026-11-20T10:42:00", who, &on.to_string());
    assert!(!answer.toggle && answer.deadline > Some(commune.at("2026-11-20T10:42:00").local()));
    let free = commune.first("2026-11-20T10:42:00", who, DayState::Available);
    assert!(free.is_some(), "another Wednesday has room");
}
