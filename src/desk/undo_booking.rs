//! Ctrl+Z after F9: takes back an agent's own bookings for ten minutes, by a new fact that gives
//! back what was added and books again what was given back.
//!
//! A day can't be taken back once its deadline or an invoice was crossed since, once the place that
//! it had freed is somebody else's, or once another fact has changed it.

use chrono::{Datelike, NaiveDate};

use super::days::{ChildDays, FamilyDays};
use super::evaluated::{Evaluated, line};
use super::refusal::Refusal;
use super::request::{DayChange, Reply};
use super::undo::UNDO_MS;
use super::view::ReviewLine;
use super::{Answer, Counter};
use crate::domain::day::DayAnswer;
use crate::domain::ids::{AgentId, EntryId, FamilyId};
use crate::domain::people::{BookingState, DayState};
use crate::domain::period::month_of;
use crate::domain::time::{Moment, limit};
use crate::journal::fact::{BookingCancelled, BookingMade, BookingsChanged, Fact, InvoiceIssued};
use crate::profile::Profile;
use crate::store::Reader;

/// Bookings that can be taken back.
pub(super) struct LastBookings {
    /// The fact.
    pub entry: EntryId,
    at: Moment,
    changed: BookingsChanged,
    /// What was billed to the family since.
    invoices: Vec<InvoiceIssued>,
}

/// The family's latest bookings, if this agent made them less than ten minutes ago.
pub(super) fn undoable(
    read: Reader<'_>,
    family: FamilyId,
    agent: AgentId,
    now: Moment,
) -> Answer<Option<LastBookings>> {
    let mut invoices = Vec::new();
    for (entry, fact) in read.family_entries_since(family, now.at.saturating_sub(UNDO_MS))? {
        match fact {
            Some(Fact::HoldingsImported(holdings)) => invoices.extend(holdings.invoices),
            Some(Fact::BookingsChanged(changed)) => {
                let stamp = entry.header.stamp;
                let own = stamp.agent == agent && stamp.now.at <= now.at;
                let first_time = changed.undoes.is_none() && changed.closing.is_none();
                let (entry, at) = (entry.header.id, stamp.now);
                let last = LastBookings { entry, at, changed, invoices };
                return Ok((own && first_time).then_some(last));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// Takes bookings back if every one of their days allows it; else nothing is written, and a review
/// says which days don't.
pub(super) fn undo(
    counter: &mut Counter,
    now: Moment,
    family: FamilyId,
    entry: EntryId,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let gesture = counter.store.begin(now, agent.id)?;
    let profile = &counter.profile;
    let evaluated = evaluate(gesture.read(), profile, now, family, (agent.id, entry))?;
    if evaluated.review.refused.is_empty() {
        return Ok(Reply::Booked(Box::new(evaluated.write(gesture, profile, now, family)?)));
    }
    Ok(Reply::Review(Box::new(evaluated.review)))
}

/// What taking back comes to, as far as each day allows it.
pub(super) fn evaluate(
    read: Reader<'_>,
    profile: &Profile,
    now: Moment,
    family: FamilyId,
    (agent, entry): (AgentId, EntryId),
) -> Answer<Evaluated> {
    let last = undoable(read, family, agent, now)?.filter(|last| last.entry == entry);
    let last = last.ok_or(Refusal::NotUndoable)?;
    let mut evaluated = Evaluated::of(read, profile, family)?;
    let mut family = FamilyDays::new(read, profile, now, family)?;
    evaluated.review.undoes = Some(entry);
    for made in &last.changed.added {
        let BookingMade { child, activity, day, .. } = *made;
        let days = family.of(child, activity, day)?;
        let change = DayChange { child, activity, day, book: false };
        let answer = days.answer_beside(profile, now, day, evaluated.others(change));
        let booking = days.standing(day).filter(|booking| booking.id == made.booking);
        match (booking, last.crossed(&answer, now)) {
            (Some(booking), None) => {
                let price = booking.price.or(answer.price).unwrap_or_default();
                evaluated.give_back(days, change, booking, price);
            }
            (_, crossed) => {
                let price = made.price.unwrap_or_default();
                let line = ReviewLine { price, ..line(days, change, answer.state) };
                evaluated.refuse(line, crossed.unwrap_or_else(changed_since));
            }
        }
    }
    for cancelled in &last.changed.cancelled {
        let BookingCancelled { child, activity, day, .. } = *cancelled;
        let days = family.of(child, activity, day)?;
        let change = DayChange { child, activity, day, book: true };
        let answer = days.answer_beside(profile, now, day, evaluated.others(change));
        let crossed = last.crossed(&answer, now);
        let (line, made) = again(days, cancelled, &answer);
        match crossed.or_else(|| why_not_again(days, cancelled, &answer)) {
            None => evaluated.book(line, made),
            Some(reason) => evaluated.refuse(ReviewLine { state: answer.state, ..line }, reason),
        }
    }
    Ok(evaluated)
}

impl LastBookings {
    /// What was crossed since: the day's deadline, the day itself, or an invoice of its month.
    fn crossed(&self, answer: &DayAnswer, now: Moment) -> Option<String> {
        let over = |at: Moment| {
            let past = |last| at.local().signed_duration_since(last).num_seconds() >= 1;
            answer.deadline.is_some_and(past)
        };
        if let Some(deadline) = answer.deadline.filter(|_| !over(self.at) && over(now)) {
            let until = limit(deadline, now.today());
            return Some(format!("Délai dépassé depuis\u{a0}: {until}."));
        }
        if answer.day < now.today() {
            return Some("Ce jour est passé.".to_owned());
        }
        let invoice = self.invoices.iter().find(|invoice| covers(invoice, answer.day))?;
        Some(format!("La facture {} a été émise depuis.", invoice.number))
    }
}

/// Whether an invoice may bill a day: it names the day's month, or nothing that can be read.
fn covers(invoice: &InvoiceIssued, day: NaiveDate) -> bool {
    month_of(&invoice.period).is_none_or(|month| month == (day.year(), day.month()))
}

fn changed_since() -> String {
    "Ce jour a changé depuis.".to_owned()
}

/// Why a day that was given back can't be booked again.
fn why_not_again(
    days: &ChildDays,
    cancelled: &BookingCancelled,
    answer: &DayAnswer,
) -> Option<String> {
    if days.given_back(cancelled.day).is_none_or(|booking| booking.id != cancelled.booking) {
        return Some(changed_since());
    }
    if answer.state == DayState::Closed {
        return answer.reasons.first().cloned();
    }
    let taken = cancelled.saw == BookingState::Booked && answer.places_left == Some(0);
    taken.then(|| "La place a été prise depuis.".to_owned())
}

/// The booking that a day given back becomes again, at the price it had.
fn again(
    days: &ChildDays,
    cancelled: &BookingCancelled,
    answer: &DayAnswer,
) -> (ReviewLine, BookingMade) {
    let BookingCancelled { child, activity, day, saw, .. } = *cancelled;
    let made = BookingMade {
        booking: uuid::Uuid::nil().into(),
        child,
        activity,
        day,
        state: saw,
        price: days.given_back(day).and_then(|booking| booking.price).or(answer.price),
        deadline: answer.deadline,
        paid: None,
    };
    let state = match saw {
        BookingState::Waiting => DayState::Waiting,
        BookingState::ToValidate => DayState::ToValidate,
        _ => DayState::EnrolledCancellable,
    };
    let change = DayChange { child, activity, day, book: true };
    let line = ReviewLine {
        price: made.price.unwrap_or_default(),
        rank: answer.rank.filter(|_| saw == BookingState::Waiting),
        ..line(days, change, state)
    };
    (line, made)
}
