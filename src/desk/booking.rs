//! Booking days: a review first, then one fact for the family, if the review still holds.
//!
//! Capacity and deadlines are asked again inside the transaction: two counters never book the same
//! last place, and a limit that passed between the review and Entrée sends the review back.

use std::collections::BTreeMap;

use super::asker::Asker;
use super::days::FamilyDays;
use super::evaluated::{Evaluated, line};
use super::refusal::{HouseholdRefusal, Refusal};
use super::request::draft::Draft;
use super::request::{DayChange, Reply};
use super::view::{BookingReview, ReviewLine};
use super::{Answer, Counter, draft, undo_booking};
use crate::domain::day::DayAnswer;
use crate::domain::ids::{AgentId, FamilyId};
use crate::domain::people::DayState;
use crate::domain::time::Moment;
use crate::journal::fact::BookingMade;
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
    let agent = counter.agent()?.id;
    Ok(Reply::Review(Box::new(reviewed(counter, now, (agent, family), changes)?)))
}

/// The same, in the name of an agent or of the portal.
pub(super) fn reviewed(
    counter: &Counter,
    now: Moment,
    who: (AgentId, FamilyId),
    changes: &[DayChange],
) -> Answer<BookingReview> {
    if changes.is_empty() {
        return Err(Refusal::NothingToBook.into());
    }
    let read = counter.store.read();
    Ok(evaluate(read, &counter.profile, now, who, changes)?.review)
}

/// Makes the changes of a review, all or none.
pub(super) fn confirm(
    counter: &mut Counter,
    now: Moment,
    family: FamilyId,
    shown: &BookingReview,
) -> Answer<Reply> {
    let agent = counter.writer()?.id;
    confirm_by(counter, now, (agent, family), shown)
}

/// The same, in the name of an agent or of the portal.
pub(super) fn confirm_by(
    counter: &mut Counter,
    now: Moment,
    (agent, family): (AgentId, FamilyId),
    shown: &BookingReview,
) -> Answer<Reply> {
    let changes: Vec<DayChange> = shown.lines().map(|line| line.change).collect();
    if shown.is_empty() {
        return Err(Refusal::NothingToBook.into());
    }
    let mut gesture = counter.store.begin(now, agent)?;
    let (read, profile) = (gesture.read(), &counter.profile);
    let mut evaluated = match shown.undoes {
        None => evaluate(read, profile, now, (agent, family), &changes)?,
        Some(entry) => undo_booking::evaluate(read, profile, now, family, (agent, entry))?,
    };
    evaluated.review.channel = evaluated.review.channel.and(shown.channel);
    if evaluated.review != *shown {
        return Ok(Reply::Review(Box::new(evaluated.review)));
    }
    draft::written(&mut gesture, agent, |draft| matches!(draft, Draft::Bookings(_)))?;
    Ok(Reply::Booked(Box::new(evaluated.write(gesture, profile, now, family)?)))
}

fn evaluate(
    read: Reader<'_>,
    profile: &Profile,
    now: Moment,
    (agent, family): (AgentId, FamilyId),
    changes: &[DayChange],
) -> Answer<Evaluated> {
    let days = FamilyDays::new(read, profile, now, family)?;
    evaluate_of(&mut days.asked_by(Asker::of(agent)), profile, now, changes)
}

/// The same of a family whose days may have been read already.
pub(super) fn evaluate_of(
    family: &mut FamilyDays<'_>,
    profile: &Profile,
    now: Moment,
    changes: &[DayChange],
) -> Answer<Evaluated> {
    if changes.len() > MOST_CHANGES {
        return Err(Refusal::TooManyDays { most: MOST_CHANGES }.into());
    }
    if family.is_archived() && changes.iter().any(|change| change.book) {
        return Err(HouseholdRefusal::Archived.into());
    }
    let (read, id) = family.source();
    let mut evaluated = Evaluated::of(read, profile, id)?;
    for change in once_each(changes) {
        let days = family.of(change.child, change.activity, change.day)?;
        let answer = days.answer_beside(profile, now, change.day, evaluated.others(change));
        match (change.book, days.standing(change.day), answer.toggle) {
            (true, None, true) => {
                let made = made(change, &answer);
                let line = ReviewLine {
                    price: made.price.unwrap_or_default(),
                    surcharge: answer.surcharge,
                    rank: answer.rank,
                    ..line(days, change, answer.look_once_booked())
                };
                evaluated.book(line, made);
            }
            (false, Some(booking), true) => {
                let price = booking.price.or(answer.price).unwrap_or_default();
                evaluated.give_back(days, change, booking, price);
            }
            (book, standing, _) => {
                let price = answer.price.unwrap_or_default();
                let line = ReviewLine { price, ..line(days, change, answer.state) };
                evaluated.refuse(line, refusal(book, standing.is_some(), answer));
            }
        }
    }
    Ok(evaluated)
}

/// One change a child, activity and day: the last one asked for; those given back first, so that
/// their places are free for the others.
fn once_each(changes: &[DayChange]) -> Vec<DayChange> {
    let mut last = BTreeMap::new();
    for change in changes {
        last.insert((change.child, change.activity, change.day), *change);
    }
    let mut once: Vec<DayChange> = last.into_values().collect();
    once.sort_by_key(|change| (change.book, change.child, change.day, change.activity));
    once
}

/// The booking that a free day becomes; its identifier comes with the gesture.
fn made(change: DayChange, answer: &DayAnswer) -> BookingMade {
    BookingMade {
        booking: uuid::Uuid::nil().into(),
        child: change.child,
        activity: change.activity,
        day: change.day,
        state: answer.once_booked(),
        price: answer.price,
        deadline: answer.deadline,
        paid: None,
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
