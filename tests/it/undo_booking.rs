//! Ctrl+Z after F9: what was written is taken back by a new fact, day by day where it still can.

use guichet::desk::refusal::Refusal;
use guichet::desk::request::{Reply, Request};
use guichet::domain::ids::EntryId;
use guichet::domain::money::Cents;
use guichet::domain::people::DayState;
use guichet::domain::time::Moment;
use guichet::journal::fact::Fact;

use crate::booking::Desk;
use crate::support::{Town, ask, at, file, folder_with, import_into, now, plan, position};
use crate::waiting::{durand, listed, martineau, wait};

/// What the calendar offers to take back.
#[track_caller]
fn undoable(desk: &mut Desk, now: Moment) -> Option<EntryId> {
    let (family, month) = (desk.family, now.today());
    let request = Request::OpenCalendar { family, child: None, activity: None, month };
    match ask(&mut desk.counter, now, request) {
        Reply::Calendar(view) => view.undoable,
        reply => panic!("{reply:?}"),
    }
}

/// Presses Ctrl+Z.
#[track_caller]
fn undo(desk: &mut Desk, now: Moment) -> Reply {
    let entry = undoable(desk, now).expect("something to take back");
    let request = Request::UndoBookings { family: desk.family, entry };
    ask(&mut desk.counter, now, request)
}

/// The reasons for which days of the undoing are left, and how many are taken back.
#[track_caller]
fn left(reply: &Reply) -> (Vec<String>, usize) {
    let Reply::Review(review) = reply else { panic!("{reply:?}") };
    assert!(review.undoes.is_some());
    let reasons = review.refused.iter().map(|line| line.reason.replace('\u{a0}', " "));
    (reasons.collect(), review.added.len() + review.removed.len())
}

#[test]
fn what_was_booked_is_given_back_and_what_was_given_back_is_booked() {
    let town = Town::new();
    let mut desk = martineau(&town);
    let changes =
        [desk.change("Léo CANTINE 2026-12-01", true), desk.change("Léo CANTINE 2026-11-30", false)];
    desk.book(now(), &changes);
    let written = position(&desk.counter);
    let Reply::Booked(undone) = undo(&mut desk, now().later(600_000)) else { panic!() };
    assert_eq!(position(&desk.counter), written + 1, "one fact");
    assert_eq!((undone.review.removed.len(), undone.review.added.len()), (1, 1));
    assert_eq!(undone.review.total, Cents::ZERO);
    assert_eq!(desk.state("Léo CANTINE 2026-12-01"), DayState::Cancelled);
    assert_eq!(desk.state("Léo CANTINE 2026-11-30"), DayState::EnrolledCancellable);
    let last = desk.counter.store.read().family_entries(desk.family, 2).unwrap();
    let Some(Fact::BookingsChanged(fact)) = &last[0].1 else { panic!("{last:?}") };
    assert_eq!(fact.undoes, Some(last[1].0.header.id));
    assert_eq!(undoable(&mut desk, now().later(600_000)), None, "an undoing is not undone");
    town.holds();
}

#[test]
fn only_the_same_agent_within_ten_minutes_takes_back() {
    let town = Town::new();
    let mut desk = martineau(&town);
    desk.book(now(), &[desk.change("Léo CANTINE 2026-12-01", true)]);
    let entry = undoable(&mut desk, now()).unwrap();
    let mut other = Desk::new(&town, "mdi", "EVR04217");
    let request = Request::UndoBookings { family: desk.family, entry };
    let refuses = |desk: &mut Desk, later: i64| {
        let when = now().later(later);
        assert_eq!(undoable(desk, when), None, "{later}");
        let reply = ask(&mut desk.counter, when, request.clone());
        assert_eq!(reply, Reply::Refused(Refusal::NotUndoable), "{later}");
    };
    refuses(&mut other, 0);
    refuses(&mut desk, 600_001);
    refuses(&mut desk, -1);
    other.book(now(), &[other.change("Inès CANTINE 2026-12-01", true)]);
    assert_eq!(undoable(&mut desk, now()), None, "somebody else has booked since");
    town.holds();
}

#[test]
fn a_deadline_crossed_since_keeps_its_day_and_lets_the_others_go() {
    let town = Town::new();
    let mut desk = martineau(&town);
    let (evening, midnight) = (at("2026-11-20T23:59:59"), at("2026-11-21T00:00:00"));
    let both =
        [desk.change("Léo CANTINE 2026-11-27", true), desk.change("Léo CANTINE 2026-12-01", true)];
    desk.book(evening, &both);
    let before = position(&desk.counter);
    let reply = undo(&mut desk, midnight);
    let (reasons, possible) = left(&reply);
    assert_eq!(possible, 1);
    assert!(reasons[0].starts_with("Délai dépassé depuis"), "{reasons:?}");
    assert_eq!(position(&desk.counter), before, "nothing is written");
    let Reply::Review(review) = reply else { panic!() };
    let Reply::Booked(undone) = desk.confirm(midnight, &review) else { panic!("not confirmed") };
    assert_eq!(undone.review, *review);
    assert_eq!(desk.state("Léo CANTINE 2026-12-01"), DayState::Cancelled);
    assert_eq!(desk.state("Léo CANTINE 2026-11-27"), DayState::EnrolledCancellable);
    town.holds();
}

#[test]
fn a_late_day_booked_by_mistake_is_taken_back() {
    let town = Town::new();
    let mut desk = martineau(&town);
    let review = desk.book(now(), &[desk.change("Léo ETUDE 2026-11-23", true)]);
    assert_eq!(review.added[0].surcharge, Cents(195), "its deadline was over before");
    let Reply::Booked(undone) = undo(&mut desk, now().later(60_000)) else { panic!() };
    assert_eq!(undone.review.total, Cents(-295));
    town.holds();
}

#[test]
fn a_place_that_is_somebody_elses_now_is_not_booked_again() {
    let town = Town::new();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    one.book(now(), &[one.change("Léo CENTRE 2026-12-09", false)]);
    other.book(now(), &[other.change("Tom CENTRE 2026-12-09", true)]);
    let reply = undo(&mut one, now());
    assert_eq!(left(&reply), (vec!["La place a été prise depuis.".to_owned()], 0));
    let Reply::Review(review) = reply else { panic!() };
    assert_eq!(one.confirm(now(), &review), Reply::Refused(Refusal::NothingToBook));
    other.book(now(), &[other.change("Tom CENTRE 2026-12-09", false)]);
    assert!(matches!(undo(&mut one, now()), Reply::Booked(_)), "the place is free again");
    assert_eq!(one.state("Léo CENTRE 2026-12-09"), DayState::EnrolledCancellable);
    town.holds();
}

#[test]
fn an_invoice_of_the_month_that_came_since_keeps_its_days() {
    for (period, kept) in
        [("déc. 26", true), ("12/2026", true), ("4e trimestre", true), ("nov. 26", false)]
    {
        let town = Town::new();
        let mut desk = martineau(&town);
        desk.book(now(), &[desk.change("Léo CANTINE 2026-12-01", true)]);
        let usual = file("factures.csv");
        let row = format!("2026-12-09999;EVR04217;{period};cantine;3,90;3,90;20/11/2026\n");
        let folder = folder_with("factures.csv", &format!("{usual}{row}"));
        import_into(&mut town.sit("adm"), &plan(&folder), false).unwrap();
        let reply = undo(&mut desk, now());
        if kept {
            let words = "La facture 2026-12-09999 a été émise depuis.";
            assert_eq!(left(&reply), (vec![words.to_owned()], 0), "{period}");
        } else {
            assert!(matches!(reply, Reply::Booked(_)), "{period}: {reply:?}");
        }
        town.holds();
    }
}

#[test]
fn a_place_in_the_list_is_left_and_taken_again_behind_the_others() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    wait(&mut one, "Inès CENTRE 2026-12-09", 1);
    assert!(matches!(undo(&mut one, now()), Reply::Booked(_)));
    assert_eq!(one.state("Inès CENTRE 2026-12-09"), DayState::Cancelled);
    wait(&mut one, "Inès CENTRE 2026-12-09", 1);
    one.book(now(), &[one.change("Inès CENTRE 2026-12-09", false)]);
    wait(&mut other, "Tom CENTRE 2026-12-09", 1);
    let Reply::Booked(undone) = undo(&mut one, now()) else { panic!() };
    assert_eq!((undone.review.waiting[0].rank, undone.review.total), (Some(2), Cents::ZERO));
    assert_eq!(one.state("Inès CENTRE 2026-12-09"), DayState::Waiting);
    town.holds();
}
