//! Booking days: a review first, then one fact for the family, if the review still holds.
//!
//! Capacity and deadlines are asked again inside the transaction: two counters never book the same
//! last place, and a limit that passed between the review and Entrée sends the review back.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::calendar::month;
use super::days::{ChildDays, Period};
use super::refusal::Refusal;
use super::request::{DayChange, Reply};
use super::view::{BookingReview, ReviewLine};
use super::{Answer, Counter, known_family};
use crate::domain::day::DayAnswer;
use crate::domain::ids::{ActivityId, ChildId, FamilyId};
use crate::domain::money::Cents;
use crate::domain::people::{BookingState, DayState};
use crate::domain::time::Moment;
use crate::journal::fact::{BookingCancelled, BookingMade, BookingsChanged};
use crate::profile::Profile;
use crate::store::Reader;

/// Changes of one gesture: a school year of three activities for a large family.
const MOST_CHANGES: usize = 4_000;

/// What would happen: nothing is written.
pub(super) fn review(
    counter: &mut Counter,
    now: Moment,
    family: FamilyId,
    changes: &[DayChange],
) -> Answer<Reply> {
    counter.agent()?;
    if changes.is_empty() {
        return Err(Refusal::NothingToBook.into());
    }
    let evaluated = evaluate(counter.store.read(), &counter.profile, now, family, changes)?;
    Ok(Reply::Review(evaluated.review))
}

/// Makes the changes of a review, all or none.
pub(super) fn confirm(
    counter: &mut Counter,
    now: Moment,
    family: FamilyId,
    shown: &BookingReview,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let changes: Vec<DayChange> = [&shown.added, &shown.removed, &shown.refused]
        .into_iter()
        .flatten()
        .map(|line| line.change)
        .collect();
    if shown.added.is_empty() && shown.removed.is_empty() {
        return Err(Refusal::NothingToBook.into());
    }
    let mut gesture = counter.store.begin(now, agent.id)?;
    let evaluated = evaluate(gesture.read(), &counter.profile, now, family, &changes)?;
    if evaluated.review != *shown {
        return Ok(Reply::Review(evaluated.review));
    }
    let mut added = Vec::with_capacity(evaluated.added.len());
    for mut booking in evaluated.added {
        booking.booking = gesture.new_id()?;
        added.push(booking);
    }
    gesture.append(&BookingsChanged { family, added, cancelled: evaluated.cancelled }.into())?;
    gesture.commit()?;
    Ok(Reply::Booked(evaluated.review))
}

/// A review, and the facts that it stands for.
#[derive(Default)]
struct Evaluated {
    review: BookingReview,
    added: Vec<BookingMade>,
    cancelled: Vec<BookingCancelled>,
    /// Places that this very gesture takes (+) and frees (-).
    pending: HashMap<(ActivityId, NaiveDate), i64>,
}

fn evaluate(
    read: Reader<'_>,
    profile: &Profile,
    now: Moment,
    id: FamilyId,
    changes: &[DayChange],
) -> Answer<Evaluated> {
    let family = known_family(read, id)?;
    let children = read.children(id)?;
    let mut loaded: HashMap<(ChildId, ActivityId, NaiveDate), ChildDays> = HashMap::new();
    let mut evaluated = Evaluated::default();
    for change in once_each(changes) {
        let (from, to) = month(change.day);
        let key = (change.child, change.activity, from);
        let days = match loaded.entry(key) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let child = children.iter().find(|child| child.id == change.child);
                let child = child.ok_or(Refusal::Unknown { what: "Cet enfant" })?;
                let period = Period { family: &family, child, from, to };
                let today = now.today();
                entry.insert(ChildDays::load(read, profile, period, change.activity, today)?)
            }
        };
        evaluated.weigh(profile, now, days, change);
    }
    Ok(evaluated)
}

/// One change a child, activity and day: the last one asked for; those given back first, so that
/// their places are free for the others.
fn once_each(changes: &[DayChange]) -> Vec<DayChange> {
    let mut last = BTreeMap::new();
    for change in changes.iter().take(MOST_CHANGES) {
        last.insert((change.child, change.activity, change.day), *change);
    }
    let mut once: Vec<DayChange> = last.into_values().collect();
    once.sort_by_key(|change| (change.book, change.child, change.day, change.activity));
    once
}

impl Evaluated {
    /// Sorts one change into added, removed or refused.
    fn weigh(&mut self, profile: &Profile, now: Moment, days: &ChildDays, change: DayChange) {
        let place = (change.activity, change.day);
        let pending = self.pending.get(&place).copied().unwrap_or(0);
        let answer = days.answer(profile, now, change.day, pending);
        let standing = days.standing(change.day);
        match (change.book, standing, answer.toggle) {
            (true, None, true) => {
                let made = made(change, &answer);
                if made.state == BookingState::Booked {
                    *self.pending.entry(place).or_default() += 1;
                }
                let price = made.price.unwrap_or_default();
                self.review.total = self.review.total.plus(price);
                let state = state_once_booked(&answer);
                self.review.added.push(line(days, change, state, price));
                self.added.push(made);
            }
            (false, Some(booking), true) => {
                if booking.state == BookingState::Booked {
                    *self.pending.entry(place).or_default() -= 1;
                }
                let price = booking.price.or(answer.price).unwrap_or_default();
                self.review.total = self.review.total.minus(price);
                self.review.removed.push(line(days, change, DayState::Cancelled, price));
                self.cancelled.push(BookingCancelled {
                    booking: booking.id,
                    child: change.child,
                    activity: change.activity,
                    day: change.day,
                });
            }
            (book, standing, _) => {
                let price = answer.price.unwrap_or_default();
                let mut refused = line(days, change, answer.state, price);
                refused.reason = refusal(book, standing.is_some(), answer);
                self.review.refused.push(refused);
            }
        }
    }
}

/// The booking that a free day becomes; its identifier comes with the gesture.
fn made(change: DayChange, answer: &DayAnswer) -> BookingMade {
    BookingMade {
        booking: uuid::Uuid::nil().into(),
        child: change.child,
        activity: change.activity,
        day: change.day,
        state: match answer.state {
            DayState::ToValidate => BookingState::ToValidate,
            DayState::Waiting => BookingState::Waiting,
            _ => BookingState::Booked,
        },
        price: answer.price,
        deadline: answer.deadline,
    }
}

/// How a bookable day will look.
const fn state_once_booked(answer: &DayAnswer) -> DayState {
    match answer.state {
        DayState::ToValidate | DayState::Waiting => answer.state,
        DayState::LateSurcharge => DayState::EnrolledLocked,
        _ => DayState::EnrolledCancellable,
    }
}

fn line(days: &ChildDays, change: DayChange, state: DayState, price: Cents) -> ReviewLine {
    ReviewLine {
        change,
        child: days.child.given.clone(),
        activity: days.activity.label.clone(),
        state,
        price,
        reason: String::new(),
    }
}

/// Why a day can't change: the deciding reason; a day given back says first that it was.
fn refusal(book: bool, standing: bool, answer: DayAnswer) -> String {
    let told = if answer.state == DayState::Cancelled { 2 } else { 1 };
    match (book, standing) {
        (true, true) => "Ce jour est déjà réservé.".to_owned(),
        (false, false) => "Ce jour n’est pas réservé.".to_owned(),
        _ => answer.reasons.into_iter().take(told).collect::<Vec<_>>().join(" "),
    }
}
