//! A full day and its waiting list: who is on it, in which order, and who is told so.
//!
//! The centre has one place a Wednesday and a list. Léo has the place of 9 December; nobody has
//! the one of the 2nd.

use guichet::desk::refusal::Refusal;
use guichet::desk::request::{Reply, Request};
use guichet::desk::view::{BookingReview, WaitingLine, WaitingView};
use guichet::domain::ids::ChildId;
use guichet::domain::money::Cents;
use guichet::domain::people::{BookingState, DayState};
use guichet::domain::time::Moment;

use crate::booking::Desk;
use crate::support::{Town, ask, at, day, file, folder_with, import_into, now, plan, position};

/// The town whose centre has a waiting list.
pub fn listed() -> Town {
    let town = Town::new();
    let activities = file("activites.csv").replace("8,00;10,00;\n", "8,00;10,00;demo-attente\n");
    let mut office = town.sit("adm");
    import_into(&mut office, &plan(&folder_with("activites.csv", &activities)), false).unwrap();
    drop(office);
    town
}

pub fn martineau(town: &Town) -> Desk {
    Desk::new(town, "sle", "EVR04217")
}

pub fn durand(town: &Town) -> Desk {
    Desk::new(town, "mdi", "EVR00050")
}

/// Books a day that is full: the child waits, at that place of the list.
#[track_caller]
pub fn wait(desk: &mut Desk, words: &str, rank: u32) -> BookingReview {
    let review = desk.book(now(), &[desk.change(words, true)]);
    assert!(review.added.is_empty() && review.refused.is_empty(), "{words}: {review:?}");
    assert_eq!(review.waiting[0].rank, Some(rank), "{words}");
    review
}

/// The rank that the calendar shows, the child's own or the one it would have.
#[track_caller]
fn rank(desk: &mut Desk, words: &str) -> Option<u32> {
    let change = desk.change(words, true);
    let view = desk.calendar(change.child, change.activity, change.day);
    view.days().iter().find(|answer| answer.day == change.day).unwrap().rank
}

#[test]
fn a_full_day_is_waited_for_and_says_at_which_place() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    let view = {
        let tom = other.change("Tom CENTRE 2026-12-09", true);
        other.calendar(tom.child, tom.activity, tom.day)
    };
    let ninth = view.days().iter().find(|answer| answer.day.to_string() == "2026-12-09").unwrap();
    assert_eq!((ninth.state, ninth.toggle), (DayState::Full, true));
    let sentence = "Complet (1 sur 1). Espace = liste d’attente, Tom serait 1er.";
    assert_eq!(ninth.reasons[0], sentence);

    let review = wait(&mut other, "Tom CENTRE 2026-12-09", 1);
    assert_eq!((review.total, review.waiting[0].price), (Cents::ZERO, Cents(200)));
    assert_eq!(review.waiting[0].state, DayState::Waiting);
    wait(&mut one, "Inès CENTRE 2026-12-09", 2);
    wait(&mut other, "Jules CENTRE 2026-12-09", 3);
    for (words, place) in [("Tom CENTRE 2026-12-09", 1), ("Jules CENTRE 2026-12-09", 3)] {
        assert_eq!(rank(&mut other, words), Some(place), "{words}");
        assert_eq!(other.state(words), DayState::Waiting);
    }
    assert_eq!(rank(&mut one, "Léo CENTRE 2026-12-09"), None, "he has the place");

    let request = Request::OpenFamily(other.family);
    let Reply::Family(file) = ask(&mut other.counter, now(), request) else { panic!("no file") };
    let lines: Vec<_> = file.bookings.iter().map(|line| (&*line.child, line.rank)).collect();
    assert_eq!(lines, [("Jules", Some(3)), ("Tom", Some(1))]);
    town.holds();
}

#[test]
fn brothers_take_two_places_of_the_list_by_one_gesture() {
    let town = listed();
    let mut desk = durand(&town);
    let both =
        [desk.change("Tom CENTRE 2026-12-02", true), desk.change("Jules CENTRE 2026-12-02", true)];
    let review = desk.book(now(), &both);
    assert_eq!((review.added.len(), review.waiting.len()), (1, 1));
    assert_eq!(review.waiting[0].rank, Some(1));
    let both =
        [desk.change("Tom CENTRE 2026-12-09", true), desk.change("Jules CENTRE 2026-12-09", true)];
    let review = desk.book(now(), &both);
    let ranks: Vec<_> =
        review.waiting.iter().map(|line| (line.change.child, line.rank.unwrap())).collect();
    assert_eq!(ranks.iter().map(|(_, rank)| *rank).collect::<Vec<_>>(), [1, 2]);
    for (child, rank) in ranks {
        let change = desk.change("Tom CENTRE 2026-12-09", true);
        let view = desk.calendar(child, change.activity, change.day);
        let answer = view.days().iter().find(|answer| answer.day == change.day).unwrap();
        assert_eq!(answer.rank, Some(rank), "what the review said is what is written");
    }
}

#[test]
fn whoever_leaves_the_list_moves_the_others_up() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    wait(&mut other, "Tom CENTRE 2026-12-09", 1);
    wait(&mut one, "Inès CENTRE 2026-12-09", 2);
    wait(&mut other, "Jules CENTRE 2026-12-09", 3);
    let review = other.book(now(), &[other.change("Tom CENTRE 2026-12-09", false)]);
    assert_eq!((review.removed.len(), review.total), (1, Cents::ZERO), "it had cost nothing");
    assert_eq!(rank(&mut one, "Inès CENTRE 2026-12-09"), Some(1));
    assert_eq!(rank(&mut other, "Jules CENTRE 2026-12-09"), Some(2));
    wait(&mut other, "Tom CENTRE 2026-12-09", 3);
    town.holds();
}

#[test]
fn of_two_counters_one_gets_the_last_place_and_the_other_the_review_back() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    let first = one.review(now(), &[one.change("Léo CENTRE 2026-12-02", true)]);
    let second = other.review(now(), &[other.change("Tom CENTRE 2026-12-02", true)]);
    assert!(matches!(one.confirm(now(), &first), Reply::Booked(_)));
    let Reply::Review(anew) = other.confirm(now(), &second) else { panic!("booked twice") };
    assert_eq!((anew.added.len(), anew.waiting.len(), anew.total), (0, 1, Cents::ZERO));
    assert_eq!(anew.waiting[0].rank, Some(1));
    assert!(matches!(other.confirm(now(), &anew), Reply::Booked(_)));
    assert_eq!(other.state("Tom CENTRE 2026-12-02"), DayState::Waiting);
    let third = one.review(now(), &[one.change("Inès CENTRE 2026-12-02", true)]);
    assert_eq!(third.waiting[0].rank, Some(2));
    wait(&mut other, "Jules CENTRE 2026-12-02", 2);
    let Reply::Review(anew) = one.confirm(now(), &third) else { panic!("two are second") };
    assert_eq!(anew.waiting[0].rank, Some(3));
}

#[test]
fn a_place_that_is_free_is_first_for_those_who_wait() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    wait(&mut other, "Tom CENTRE 2026-12-09", 1);
    one.book(now(), &[one.change("Léo CENTRE 2026-12-09", false)]);
    assert_eq!(other.state("Tom CENTRE 2026-12-09"), DayState::Waiting, "an agent gives it");
    assert_eq!(rank(&mut one, "Inès CENTRE 2026-12-09"), Some(2));
    let review = one.review(now(), &[one.change("Inès CENTRE 2026-12-09", true)]);
    assert_eq!((review.added.len(), review.waiting.len()), (0, 1));
}

/// Both sides of the last second: Friday 20 November for Tuesday 24.
#[test]
fn a_late_day_is_announced_reviewed_written_and_shown_with_its_surcharge() {
    let town = Town::new();
    let mut desk = martineau(&town);
    let change = desk.change("Léo ETUDE 2026-11-24", true);
    let (in_time, late) = (at("2026-11-20T23:59:59"), at("2026-11-21T00:00:00"));
    let answer = |desk: &mut Desk, now: Moment| {
        let request = Request::OpenCalendar {
            family: desk.family,
            child: Some(change.child),
            activity: Some(change.activity),
            month: change.day,
        };
        let Reply::Calendar(view) = ask(&mut desk.counter, now, request) else {
            panic!("no month")
        };
        view.days().iter().find(|answer| answer.day == change.day).unwrap().clone()
    };
    assert_eq!(answer(&mut desk, in_time).price, Some(Cents(100)));
    let announced = answer(&mut desk, late);
    assert_eq!((announced.state, announced.price), (DayState::LateSurcharge, Some(Cents(295))));
    let oups = "Oups ! Hors délais, l’inscription sera majorée : 2,95 € au lieu de 1,00 €.";
    assert_eq!(announced.reasons[0].replace('\u{a0}', " "), oups);

    let review = desk.review(in_time, &[change]);
    assert_eq!((review.total, review.added[0].surcharge), (Cents(100), Cents::ZERO));
    let Reply::Review(review) = desk.confirm(late, &review) else { panic!("cheaper than it is") };
    assert_eq!((review.total, review.added[0].surcharge), (Cents(295), Cents(195)));
    assert!(matches!(desk.confirm(late, &review), Reply::Booked(_)));
    let written = desk.counter.store.read().bookings(change.child, change.day, change.day);
    let written = written.unwrap();
    let etude = written.iter().find(|booking| booking.activity == change.activity).unwrap();
    assert_eq!((etude.state, etude.price), (BookingState::Booked, Some(Cents(295))));
    let shown = answer(&mut desk, late);
    assert_eq!((shown.state, shown.toggle), (DayState::EnrolledLocked, false));
    town.holds();
}

#[track_caller]
fn waiting(desk: &mut Desk, now: Moment) -> WaitingView {
    match ask(&mut desk.counter, now, Request::OpenWaiting) {
        Reply::Waiting(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

pub fn give(desk: &mut Desk, now: Moment, line: &WaitingLine, reason: &str) -> Reply {
    let request = Request::GivePlace { line: Box::new(line.clone()), reason: reason.to_owned() };
    ask(&mut desk.counter, now, request)
}

/// Tom, Inès and Jules wait for the 9th, in this order; Léo has just given his place back.
fn freed(one: &mut Desk, other: &mut Desk) -> Vec<WaitingLine> {
    wait(other, "Tom CENTRE 2026-12-09", 1);
    wait(one, "Inès CENTRE 2026-12-09", 2);
    wait(other, "Jules CENTRE 2026-12-09", 3);
    assert_eq!(waiting(one, now()), WaitingView::default(), "no place is free");
    let leo = [one.change("Léo CENTRE 2026-12-09", false)];
    let review = one.review(now(), &leo);
    match one.confirm(now(), &review) {
        Reply::Booked(booked) => booked.freed,
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn a_freed_place_is_proposed_and_given_to_the_first() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    let proposed = freed(&mut one, &mut other);
    let [tom] = proposed.as_slice() else { panic!("{proposed:?}") };
    assert_eq!((&*tom.who.name, &*tom.who.login), ("DURAND Tom", "EVR00050"));
    assert_eq!((tom.rank, tom.place.free, tom.place.waiting), (1, 1, 3));
    assert_eq!((tom.price, tom.late, &tom.obstacle), (Cents(200), false, &None));

    let list = waiting(&mut one, now());
    let names: Vec<_> = list.lines.iter().map(|line| &*line.who.name).collect();
    assert_eq!(names, ["DURAND Tom", "MARTINEAU Inès", "DURAND Jules"]);
    assert_eq!(list.lines[0], *tom);

    let Reply::PlaceGiven { sentence, view } = give(&mut one, now(), tom, "") else { panic!() };
    let words = "Place du mer 09/12 donnée à DURAND Tom (Centre de loisirs), 2,00 €.";
    assert!(sentence.replace('\u{a0}', " ").starts_with(words), "{sentence}");
    assert_eq!(*view, WaitingView::default(), "the place is taken");
    assert_eq!(other.state("Tom CENTRE 2026-12-09"), DayState::EnrolledCancellable);
    assert_eq!(rank(&mut one, "Inès CENTRE 2026-12-09"), Some(1));
    assert_eq!(rank(&mut other, "Jules CENTRE 2026-12-09"), Some(2));

    let Reply::Waiting(view) = give(&mut other, now(), tom, "") else { panic!("given twice") };
    assert!(view.lines.is_empty());
    let request = Request::OpenFamily(other.family);
    let Reply::Family(file) = ask(&mut other.counter, now(), request) else { panic!() };
    let told = &file.events[0].text.replace('\u{a0}', " ");
    assert_eq!(told, "Tom : place du mer 09/12 donnée, 1er de la liste d’attente");
    town.holds();
}

#[test]
fn another_than_the_first_gets_the_place_with_a_reason_only() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    freed(&mut one, &mut other);
    let ines = waiting(&mut one, now()).lines.remove(1);
    let what = "passer avant le premier de la liste";
    for reason in ["", "  ok  "] {
        let reply = give(&mut one, now(), &ines, reason);
        assert_eq!(reply, Reply::Refused(Refusal::ReasonNeeded { what }), "{reason}");
    }
    let reply = give(&mut one, now(), &ines, "fratrie");
    assert!(matches!(reply, Reply::PlaceGiven { .. }), "{reply:?}");
    assert_eq!(one.state("Inès CENTRE 2026-12-09"), DayState::EnrolledCancellable);
    assert_eq!(rank(&mut other, "Tom CENTRE 2026-12-09"), Some(1), "he stays the first");
    town.holds();
}

/// The limit of Wednesday 9 December is Monday 7, by two working days.
#[test]
fn after_the_deadline_a_place_is_given_with_a_reason() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    freed(&mut one, &mut other);
    let (in_time, late) = (at("2026-12-07T23:59:59"), at("2026-12-08T00:00:00"));
    let tom = waiting(&mut one, in_time).lines.remove(0);
    assert!(!tom.late);
    let Reply::Waiting(view) = give(&mut one, late, &tom, "") else { panic!("it was in time") };
    assert!(view.lines[0].late, "the agent is told");
    let what = "donner une place hors délai";
    let refused = give(&mut one, late, &view.lines[0], "");
    assert_eq!(refused, Reply::Refused(Refusal::ReasonNeeded { what }));
    let given = give(&mut one, late, &view.lines[0], "accord du centre");
    assert!(matches!(given, Reply::PlaceGiven { .. }), "{given:?}");
    let passed = waiting(&mut one, at("2026-12-10T09:00:00"));
    assert_eq!(passed, WaitingView::default(), "nobody waits for a day that is over");
    town.holds();
}

#[test]
fn a_place_that_was_taken_meanwhile_is_not_given() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    let tom = freed(&mut one, &mut other).remove(0);
    let ines = waiting(&mut other, now()).lines.remove(1);
    assert!(matches!(give(&mut other, now(), &ines, "fratrie"), Reply::PlaceGiven { .. }));
    let before = position(&one.counter);
    let Reply::Waiting(view) = give(&mut one, now(), &tom, "") else { panic!("two for one") };
    assert!(view.lines.is_empty());
    assert_eq!(position(&one.counter), before);
    town.holds();
}

#[test]
fn an_incomplete_file_stops_a_place_and_more_places_free_one() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    wait(&mut other, "Tom CENTRE 2026-12-09", 1);
    let families = file("familles.csv").replace("300;31/12/2026;2026", "300;31/12/2026;2025");
    let places = file("activites.csv").replace("Me;1;", "Me;2;");
    let places = places.replace("8,00;10,00;\n", "8,00;10,00;demo-attente\n");
    let mut office = town.sit("adm");
    import_into(&mut office, &plan(&folder_with("activites.csv", &places)), false).unwrap();
    let tom = waiting(&mut one, now()).lines.remove(0);
    assert_eq!((tom.rank, tom.place.free, &tom.obstacle), (1, 1, &None), "places were raised");
    let mut folder = folder_with("familles.csv", &families);
    folder.iter_mut().filter(|(name, _)| *name == "activites.csv").for_each(|(_, text)| {
        text.clone_from(&places);
    });
    import_into(&mut office, &plan(&folder), false).unwrap();
    let tom = waiting(&mut one, now()).lines.remove(0);
    assert!(tom.obstacle.as_ref().unwrap().starts_with("Réservation impossible"), "{tom:?}");
    let refused = give(&mut one, now(), &tom, "motif valable");
    assert_eq!(refused, Reply::Refused(Refusal::Sentence(tom.obstacle.unwrap())));
    town.holds();
}

/// Whatever a counter does with two Wednesdays, nobody is booked beyond the place, ranks are
/// 1, 2, 3 … without a gap, and those who wait keep their order.
#[test]
fn ranks_have_no_gap_and_promotions_keep_the_order() {
    let town = listed();
    let (mut one, mut other) = (martineau(&town), durand(&town));
    let mut rng = fastrand::Rng::with_seed(7);
    let mut before: Vec<ChildId> = Vec::new();
    for _ in 0..60 {
        let (desk, children) =
            if rng.bool() { (&mut one, ["Léo", "Inès"]) } else { (&mut other, ["Tom", "Jules"]) };
        if rng.u32(..4) == 0 {
            if let Some(line) = waiting(desk, now()).lines.first() {
                let reply = give(desk, now(), line, "");
                assert!(matches!(reply, Reply::PlaceGiven { .. }), "{reply:?}");
            }
        } else {
            let words = format!("{} CENTRE 2026-12-09", children[rng.usize(..2)]);
            let stands = !matches!(
                desk.state(&words),
                DayState::Available | DayState::Full | DayState::Cancelled
            );
            desk.book(now(), &[desk.change(&words, !stands)]);
        }
        let read = one.counter.store.read();
        let (centre, ninth) = (one.activity("CENTRE"), day("2026-12-09"));
        let taken = read.places_taken(centre, ninth, ninth).unwrap();
        assert!(taken.first().is_none_or(|(_, taken)| *taken <= 1));
        let list: Vec<ChildId> = read
            .waiting(centre, ninth, ninth)
            .unwrap()
            .into_iter()
            .map(|(_, child)| child)
            .collect();
        let stayed: Vec<_> = before.iter().filter(|child| list.contains(child)).collect();
        let still: Vec<_> = list.iter().filter(|child| before.contains(child)).collect();
        assert_eq!(stayed, still, "those who stay keep their order");
        for (n, child) in (1..).zip(&list) {
            for desk in [&mut one, &mut other] {
                if desk.counter.store.read().family_of(*child).unwrap() == Some(desk.family) {
                    let view = desk.calendar(*child, centre, ninth);
                    let answer = view.days().iter().find(|answer| answer.day == ninth).unwrap();
                    assert_eq!(answer.rank, Some(n));
                }
            }
        }
        before = list;
    }
    town.holds();
}
