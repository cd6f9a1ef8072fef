//! Booking days: what was shown is what is written, or nothing is.

use chrono::NaiveDate;
use guichet::desk::Counter;
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{DayChange, Reply, Request};
use guichet::desk::view::{BookingReview, CalendarView};
use guichet::domain::deadline::DeadlineRule;
use guichet::domain::ids::{ActivityId, ChildId, FamilyId};
use guichet::domain::money::Cents;
use guichet::domain::people::{BookingState, DayState};
use guichet::domain::rule::{AfterDeadline, Surcharge};
use guichet::domain::time::Moment;
use guichet::store::Noticed;

use crate::facts::id;
use crate::support::{Town, ask, at, day, due, family, now, position, refused};

/// A counter with a family in front of it.
pub struct Desk {
    pub counter: Counter,
    pub family: FamilyId,
}

impl Desk {
    pub fn new(town: &Town, code: &str, login: &str) -> Self {
        let counter = town.sit(code);
        let family = family(&counter, login);
        Self { counter, family }
    }

    pub fn child(&self, given: &str) -> ChildId {
        let children = self.counter.store.read().children(self.family).unwrap();
        children.into_iter().find(|child| child.given == given).unwrap().id
    }

    pub fn activity(&self, code: &str) -> ActivityId {
        let activities = self.counter.store.read().activities().unwrap();
        activities.into_iter().find(|activity| activity.code == code).unwrap().id
    }

    /// `Léo CANTINE 2026-11-27`, to be booked or given back.
    pub fn change(&self, words: &str, book: bool) -> DayChange {
        let words: Vec<&str> = words.split(' ').collect();
        DayChange {
            child: self.child(words[0]),
            activity: self.activity(words[1]),
            day: day(words[2]),
            book,
        }
    }

    #[track_caller]
    pub fn review(&mut self, now: Moment, changes: &[DayChange]) -> BookingReview {
        let before = position(&self.counter);
        let (family, changes) = (self.family, changes.to_vec());
        let reply = ask(&mut self.counter, now, Request::ReviewBookings { family, changes });
        assert_eq!(position(&self.counter), before, "a review writes nothing");
        match reply {
            Reply::Review(review) => *review,
            reply => panic!("{reply:?}"),
        }
    }

    #[track_caller]
    pub fn confirm(&mut self, now: Moment, review: &BookingReview) -> Reply {
        let before = position(&self.counter);
        let (family, review) = (self.family, review.clone());
        let reply = ask(&mut self.counter, now, Request::ConfirmBookings { family, review });
        let written = u64::from(matches!(reply, Reply::Booked(_)));
        assert_eq!(position(&self.counter), before + written, "one fact, or none");
        reply
    }

    /// Reviews and confirms; nothing may have changed in between.
    #[track_caller]
    pub fn book(&mut self, now: Moment, changes: &[DayChange]) -> BookingReview {
        let review = self.review(now, changes);
        match self.confirm(now, &review) {
            Reply::Booked(booked) => assert_eq!(booked.review, review),
            reply => panic!("{reply:?}"),
        }
        review
    }

    /// The reason for which a day can't be changed.
    #[track_caller]
    pub fn reason(&mut self, now: Moment, words: &str, book: bool) -> String {
        let change = self.change(words, book);
        let review = self.review(now, &[change]);
        assert!(review.added.is_empty() && review.removed.is_empty(), "{words}: {review:?}");
        assert!(matches!(self.confirm(now, &review), Reply::Refused(Refusal::NothingToBook)));
        review.refused[0].reason.replace('\u{a0}', " ")
    }

    pub fn state(&mut self, words: &str) -> DayState {
        let DayChange { child, activity, day, .. } = self.change(words, true);
        let view = self.calendar(child, activity, day);
        view.days().iter().find(|answer| answer.day == day).unwrap().state
    }

    pub fn calendar(
        &mut self,
        child: ChildId,
        activity: ActivityId,
        month: NaiveDate,
    ) -> CalendarView {
        let (child, activity) = (Some(child), Some(activity));
        let request = Request::OpenCalendar { family: self.family, child, activity, month };
        match ask(&mut self.counter, now(), request) {
            Reply::Calendar(view) => *view,
            reply => panic!("{reply:?}"),
        }
    }
}

#[test]
fn a_review_is_what_is_written_and_bills_nothing() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let owed = due(&mut desk.counter, desk.family);
    let changes = [
        desk.change("Léo CANTINE 2026-12-01", true),
        desk.change("Inès CANTINE 2026-12-01", true),
        desk.change("Léo CANTINE 2026-11-30", false),
        desk.change("Léo CANTINE 2026-11-29", true),
    ];
    let review = desk.book(now(), &changes);
    let counts = (review.added.len(), review.removed.len(), review.refused.len());
    assert_eq!((counts, review.total), ((2, 1, 1), Cents(390)), "3,90 × 2 − 3,90, bracket C");
    assert_eq!(desk.state("Léo CANTINE 2026-12-01"), DayState::EnrolledCancellable);
    assert_eq!(desk.state("Léo CANTINE 2026-11-30"), DayState::Cancelled);
    assert_eq!(due(&mut desk.counter, desk.family), owed);

    let again = desk.confirm(now(), &review);
    let Reply::Review(again) = again else { panic!("written twice: {again:?}") };
    assert_eq!((again.added.len(), again.removed.len(), again.refused.len()), (0, 0, 4));
    let told = |words: &str| again.refused.iter().filter(|line| line.reason == words).count();
    assert_eq!(told("Ce jour n’est pas réservé."), 1);
    assert_eq!(told("Ce jour est déjà réservé."), 2);
    town.holds();
}

#[test]
fn a_booked_day_of_the_file_leads_to_that_day_of_its_calendar() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let wanted = desk.change("Inès CANTINE 2026-12-01", true);
    desk.book(now(), &[wanted]);
    let request = Request::OpenFamily(desk.family);
    let Reply::Family(file) = ask(&mut desk.counter, now(), request) else { panic!() };
    let booking = file.bookings.iter().find(|line| line.day == wanted.day).unwrap();
    assert_eq!(booking.of, (wanted.child, wanted.activity));
    let view = desk.calendar(booking.of.0, booking.of.1, booking.day);
    assert_eq!((view.child, view.activity), (Some(wanted.child), Some(wanted.activity)));
    assert_eq!((view.first(), view.day), (day("2026-12-01"), wanted.day));
}

#[test]
fn a_limit_that_passes_before_the_confirmation_sends_the_review_back() {
    for (confirmed, written) in [("2026-11-20T23:59:59", true), ("2026-11-21T00:00:00", false)] {
        for (words, book) in [("Léo CANTINE 2026-11-27", true), ("Léo CANTINE 2026-11-27", false)]
        {
            let town = Town::new();
            let mut desk = Desk::new(&town, "sle", "EVR04217");
            let change = desk.change(words, book);
            if !book {
                desk.book(now(), &[desk.change(words, true)]);
            }
            let review = desk.review(at("2026-11-20T23:59:58"), &[change]);
            let reply = desk.confirm(at(confirmed), &review);
            match reply {
                Reply::Booked(_) => assert!(written, "{confirmed} {book}"),
                Reply::Review(review) => {
                    assert!(!written, "{confirmed} {book}");
                    assert_eq!((review.added.len(), review.refused.len()), (0, 1));
                    assert!(review.refused[0].reason.contains("20/11 à minuit"), "{review:?}");
                }
                reply => panic!("{reply:?}"),
            }
        }
    }
}

#[test]
fn two_counters_never_book_the_same_last_place() {
    let town = Town::new();
    let mut one = Desk::new(&town, "sle", "EVR04217");
    let mut other = Desk::new(&town, "mdi", "EVR00050");
    let (leo, tom) =
        (one.change("Léo CENTRE 2026-12-02", true), other.change("Tom CENTRE 2026-12-02", true));
    let (first, second) = (one.review(now(), &[leo]), other.review(now(), &[tom]));
    assert!(matches!(one.confirm(now(), &first), Reply::Booked(_)));
    let Reply::Review(review) = other.confirm(now(), &second) else { panic!("booked twice") };
    assert_eq!(review.refused[0].state, DayState::Full);
    assert_eq!(review.refused[0].reason, "Complet (1 sur 1). Choisissez un autre jour.");
    assert_eq!(other.confirm(now(), &review), Reply::Refused(Refusal::NothingToBook));
    town.holds();
}

#[test]
fn one_counter_notices_what_another_one_writes_and_nothing_else() {
    let town = Town::new();
    let mut one = Desk::new(&town, "sle", "EVR04217");
    let mut other = Desk::new(&town, "mdi", "EVR00050");
    let mut noticed = Noticed::default();
    let mut sees = |desk: &Desk| desk.counter.store.notices(&mut noticed).unwrap();
    sees(&one);
    one.book(now(), &[one.change("Léo CENTRE 2026-12-02", true)]);
    assert!(!sees(&one), "its own booking");
    other.book(now(), &[other.change("Tom CENTRE 2026-12-16", true)]);
    assert!(sees(&one), "the booking of the other one");
    assert!(!sees(&one), "once");
    other.state("Tom CENTRE 2026-12-16");
    ask(&mut other.counter, now(), Request::OpenFamily(other.family));
    assert!(!sees(&one), "a look, which is logged");
}

#[test]
fn a_day_given_back_frees_its_place() {
    let town = Town::new();
    let mut one = Desk::new(&town, "sle", "EVR04217");
    let mut other = Desk::new(&town, "mdi", "EVR00050");
    let tom = "Tom CENTRE 2026-12-09";
    assert_eq!(other.reason(now(), tom, true), "Complet (1 sur 1). Choisissez un autre jour.");
    one.book(now(), &[one.change("Léo CENTRE 2026-12-09", false)]);
    other.book(now(), &[other.change(tom, true)]);
    assert_eq!(one.state("Léo CENTRE 2026-12-09"), DayState::Cancelled);
    let reason = one.reason(now(), "Léo CENTRE 2026-12-09", true);
    assert!(reason.contains("Complet (1 sur 1)"), "{reason}");
    other.book(now(), &[other.change(tom, false)]);
    one.book(now(), &[one.change("Léo CENTRE 2026-12-09", true)]);
    assert_eq!(one.state("Léo CENTRE 2026-12-09"), DayState::EnrolledCancellable);
    town.holds();
}

#[test]
fn brothers_do_not_share_the_last_place() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "sle", "EVR00050");
    let both =
        [desk.change("Tom CENTRE 2026-12-02", true), desk.change("Jules CENTRE 2026-12-02", true)];
    let review = desk.book(now(), &both);
    assert_eq!((review.added.len(), review.refused.len()), (1, 1));
    assert_eq!(review.refused[0].reason, "Complet (1 sur 1). Choisissez un autre jour.");

    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let swapped =
        [desk.change("Inès CENTRE 2026-12-09", true), desk.change("Léo CENTRE 2026-12-09", false)];
    let review = desk.book(now(), &swapped);
    assert_eq!((review.added.len(), review.removed.len(), review.total), (1, 1, Cents::ZERO));
    town.holds();
}

#[test]
fn each_refusal_says_its_reason_and_its_remedy() {
    let town = Town::new();
    for (login, words, book, parts) in [
        (
            "EVR00010",
            "Moussa CENTRE 2026-12-02",
            true,
            vec![
                "Réservation impossible :",
                "fiche de renseignements de Moussa",
                "Complétez d’abord",
            ],
        ),
        ("EVR00050", "Gaspard CENTRE 2026-12-02", true, vec!["Gaspard", "16 ans", "11 ans"]),
        (
            "EVR04217",
            "Léo CANTINE 2026-11-29",
            true,
            vec!["Pas ce jour-là", "Choisissez un de ces jours."],
        ),
        (
            "EVR04217",
            "Léo CANTINE 2026-12-25",
            true,
            vec!["Férié : Noël", "Choisissez un autre jour."],
        ),
        (
            "EVR04217",
            "Léo CANTINE 2026-12-22",
            true,
            vec!["vacances de Noël", "Choisissez un jour d’école."],
        ),
        (
            "EVR04217",
            "Inès ETUDE 2026-12-01",
            true,
            vec!["Inès n’a pas d’inscription", "D l’inscrit"],
        ),
        (
            "EVR04217",
            "Léo CANTINE 2026-11-26",
            true,
            vec!["Délai dépassé : cantine à réserver 5 jours ouvrés avant", "jeu 19/11 à minuit"],
        ),
        ("EVR04217", "Léo CANTINE 2026-11-19", true, vec!["passé"]),
        ("EVR04217", "Léo CANTINE 2026-11-30", true, vec!["Ce jour est déjà réservé."]),
        ("EVR04217", "Léo CANTINE 2026-12-01", false, vec!["Ce jour n’est pas réservé."]),
        ("EVR04217", "Léo CANTINE 2031-12-01", true, vec!["calendrier"]),
    ] {
        let mut desk = Desk::new(&town, "sle", login);
        let reason = desk.reason(now(), words, book);
        for part in parts {
            assert!(reason.contains(part), "{words}: « {part} » is not in « {reason} »");
        }
    }
}

#[test]
fn a_late_day_costs_more_or_waits_for_an_agent() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let late =
        [desk.change("Léo ETUDE 2026-11-23", true), desk.change("Léo DANSE 2026-11-23", true)];
    let review = desk.book(now(), &late);
    assert_eq!(review.total, Cents(295 + 100), "1,95 on top of 1,00 for the first");
    assert_eq!(desk.state("Léo ETUDE 2026-11-23"), DayState::EnrolledLocked);
    assert_eq!(desk.state("Léo DANSE 2026-11-23"), DayState::ToValidate);
    let (child, monday) = (desk.child("Léo"), day("2026-11-23"));
    let written = desk.counter.store.read().bookings(child, monday, monday).unwrap();
    let states: Vec<_> = written.iter().map(|booking| (booking.state, booking.price)).collect();
    assert!(states.contains(&(BookingState::Booked, Some(Cents(295)))), "{states:?}");
    assert!(states.contains(&(BookingState::ToValidate, Some(Cents(100)))), "{states:?}");
    town.holds();
}

#[test]
fn a_rule_may_ask_a_share_let_late_days_wait_and_end_giving_back_elsewhere() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let rules = &mut desk.counter.profile.booking.rules;
    let share = rules.get_mut("demo-majoration").unwrap();
    share.after = AfterDeadline::Surcharge(Surcharge::Percent(50));
    let waiting = rules.get_mut("demo-validation").unwrap();
    (waiting.after, waiting.cancellation) = (AfterDeadline::Wait, DeadlineRule::Hours(24));
    let late =
        [desk.change("Léo ETUDE 2026-11-23", true), desk.change("Léo DANSE 2026-11-23", true)];
    assert_eq!(desk.book(now(), &late).total, Cents(150), "who waits pays nothing yet");
    assert_eq!(desk.state("Léo ETUDE 2026-11-23"), DayState::EnrolledLocked);
    assert_eq!(desk.state("Léo DANSE 2026-11-23"), DayState::Waiting);
    let (child, monday) = (desk.child("Léo"), day("2026-11-23"));
    let written = desk.counter.store.read().bookings(child, monday, monday).unwrap();
    let states: Vec<_> = written.iter().map(|booking| (booking.state, booking.price)).collect();
    assert!(states.contains(&(BookingState::Waiting, Some(Cents(100)))), "{states:?}");
    let reason = desk.reason(at("2026-11-22T00:00:00"), "Léo DANSE 2026-11-23", false);
    assert!(reason.contains("retrait impossible depuis le sam 21/11 à minuit"), "{reason}");
    let back = [desk.change("Léo DANSE 2026-11-23", false)];
    assert_eq!(desk.book(at("2026-11-21T23:59:59"), &back).removed.len(), 1);
    town.holds();
}

#[test]
fn what_is_nobodys_or_nothing_is_refused() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let family = desk.family;
    let good = desk.change("Léo CANTINE 2026-12-01", true);
    let tom = Desk::new(&town, "sle", "EVR00050").child("Tom");
    let review =
        |changes: &[DayChange]| Request::ReviewBookings { family, changes: changes.to_vec() };
    let child = Refusal::Unknown { what: "Cet enfant" };
    let activity = Refusal::Unknown { what: "Cette activité" };
    for (request, refusal) in [
        (review(&[]), Refusal::NothingToBook),
        (review(&[good, DayChange { child: id(1), ..good }]), child.clone()),
        (review(&[DayChange { child: tom, ..good }]), child),
        (review(&[DayChange { activity: id(1), ..good }]), activity),
    ] {
        assert_eq!(refused(&mut desk.counter, now(), request), refusal);
    }
    let review = BookingReview::default();
    let nothing = Request::ConfirmBookings { family, review };
    assert_eq!(refused(&mut desk.counter, now(), nothing), Refusal::NothingToBook);
}

#[test]
fn a_review_that_was_not_given_is_not_written() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let change = desk.change("Léo CANTINE 2026-12-01", true);
    let honest = desk.review(now(), &[change]);
    let mut cheaper = honest.clone();
    cheaper.added[0].price = Cents::ZERO;
    let mut free = honest.clone();
    free.total = Cents::ZERO;
    for forged in [cheaper, free] {
        assert_eq!(desk.confirm(now(), &forged), Reply::Review(Box::new(honest.clone())));
    }
    let mut control = Desk::new(&town, "ctl", "EVR04217");
    assert_eq!(control.review(now(), &[change]), honest, "control sees the review");
    let reply = control.confirm(now(), &honest);
    assert_eq!(reply, Reply::Refused(Refusal::Role { needs: "agent" }));
}

#[test]
fn the_last_word_on_a_day_counts_once() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let on = desk.change("Léo CANTINE 2026-12-01", true);
    let off = DayChange { book: false, ..on };
    let review = desk.review(now(), &[on, on, off, on]);
    assert_eq!((review.added.len(), review.refused.len()), (1, 0));
    let review = desk.review(now(), &[on, off]);
    assert_eq!((review.added.len(), review.refused.len()), (0, 1));
}
