//! The week pattern through the keys: what a school year costs at the keyboard, and on the journal.

use chrono::{Datelike, Weekday};
use guichet::desk::perform;
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{DayChange, Pattern, PatternPeriod, Reply, Request, Tick};
use guichet::desk::view::Sorted;
use guichet::domain::enrolment::Span;
use guichet::domain::ids::ActivityId;
use guichet::domain::pattern::Weeks;
use guichet::domain::people::BookingState;
use guichet::domain::weekdays::Weekdays;
use guichet::ui::key::Key;

use crate::keys::Hand;
use crate::support::day;

const F5: Key = Key::F(5);
const F9: Key = Key::F(9);

/// How many bookings of the eldest child stand.
fn standing(hand: &Hand) -> usize {
    let read = hand.counter.store.read();
    let leo = read.children(hand.martineau()).unwrap()[0].id;
    let bookings = read.bookings(leo, day("2026-11-20"), day("2027-08-31")).unwrap();
    bookings.into_iter().filter(|one| one.state != BookingState::Cancelled).count()
}

#[test]
fn a_school_year_costs_eleven_keys_and_one_fact() {
    let mut hand = Hand::at_the_counter();
    let (before, booked) = (standing(&hand), entries(&hand));
    hand.types("mar");
    hand.press(&[F5]);
    hand.types("m1245");
    hand.sees("jours ajoutés");
    hand.press(&[F9]);
    hand.sees("rien n’est encore écrit");
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Enregistré");
    assert_eq!(hand.keys, 11, "m a r F5 M 1 2 4 5 F9 Entrée");
    assert!(standing(&hand) > before + 80, "{before} then {}", standing(&hand));
    assert_eq!(entries(&hand), booked + 1, "one fact");
    hand.press(&[Key::Ctrl('z')]);
    hand.sees("Réservations annulées");
    assert_eq!(standing(&hand), before);
    hand.verify();
}

/// The shifted row of an AZERTY keyboard ticks the same days, and a second stroke unticks them.
#[test]
fn days_are_ticked_with_and_without_shift_and_unticked_again() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F5]);
    hand.types("m&é'(");
    hand.sees("jours ajoutés");
    hand.types("1245");
    hand.sees("Cochez les jours d’une semaine.");
    hand.types("3");
    hand.sees("lundi, mardi, jeudi et vendredi seulement");
    hand.press(&[F9]);
    hand.sees("aucun jour à ajouter");
}

fn entries(hand: &Hand) -> usize {
    hand.counter.store.read().family_entries_since(hand.martineau(), 0).unwrap().len()
}

fn count(hand: &mut Hand, wish: &Pattern) -> Sorted {
    match perform(&mut hand.counter, hand.now, Request::ReviewPattern(wish.clone())) {
        Reply::Pattern(view) => view.sorted,
        reply => panic!("{reply:?}"),
    }
}

fn canteen(hand: &Hand) -> ActivityId {
    let activities = hand.counter.store.read().activities().unwrap();
    activities.into_iter().find(|one| one.label == "Cantine Jean-Moulin").unwrap().id
}

/// Every Thursday of December and January, then of the even and of the odd weeks only.
#[test]
fn even_and_odd_weeks_share_out_the_days_of_every_week() {
    let mut hand = Hand::at_the_counter();
    let family = hand.martineau();
    let child = hand.counter.store.read().children(family).unwrap()[0].id;
    let ticks = vec![Tick { activity: canteen(&hand), days: Weekdays::NONE.with(Weekday::Thu) }];
    let span = Span { from: day("2026-12-01"), to: day("2027-01-31") };
    let period = PatternPeriod::Dates(span);
    let wish = Pattern { family, child, ticks, period, weeks: Weeks::Every, late: false };
    let every = count(&mut hand, &wish);
    let days = |sorted: &Sorted| {
        let added = sorted.review.added.iter().chain(&sorted.review.waiting);
        added.map(|line| line.change.day).collect::<Vec<_>>()
    };
    assert!(days(&every).iter().all(|day| day.weekday() == Weekday::Thu));
    assert_eq!(every.closed, 2, "24 and 31 December");
    let even = count(&mut hand, &Pattern { weeks: Weeks::Even, ..wish.clone() });
    let odd = count(&mut hand, &Pattern { weeks: Weeks::Odd, ..wish.clone() });
    assert!(days(&even).iter().all(|day| day.iso_week().week() % 2 == 0));
    assert!(days(&odd).iter().all(|day| day.iso_week().week() % 2 == 1));
    assert_eq!(days(&even).len() + days(&odd).len(), days(&every).len());
    let back = PatternPeriod::Dates(Span { from: day("2026-12-01"), to: day("2027-12-02") });
    let request = Request::ReviewPattern(Pattern { period: back, ..wish });
    let reply = perform(&mut hand.counter, hand.now, request);
    assert!(matches!(reply, Reply::Refused(Refusal::Sentence(_))), "{reply:?}");
}

/// No day is dropped in silence: what is beyond one gesture is refused whole.
#[test]
fn more_days_than_one_gesture_may_change_are_refused() {
    let mut hand = Hand::at_the_counter();
    let family = hand.martineau();
    let child = hand.counter.store.read().children(family).unwrap()[0].id;
    let activity = canteen(&hand);
    let change = |day| DayChange { child, activity, day, book: true };
    let year: Vec<DayChange> = day("2026-12-01").iter_days().take(400).map(change).collect();
    for (copies, refused) in [(10, false), (11, true)] {
        let changes = year.repeat(copies);
        let reply =
            perform(&mut hand.counter, hand.now, Request::ReviewBookings { family, changes });
        let too_many = Reply::Refused(Refusal::TooManyDays { most: 4_000 });
        assert_eq!(reply == too_many, refused, "{copies} years");
    }
}
