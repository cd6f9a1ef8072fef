//! Facts about days: booked, waiting, given back, and the places they take.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::{Outcome, Place, account, decision, known};
use crate::domain::ids::{ActivityId, ChildId};
use crate::domain::money::Cents;
use crate::domain::people::{BookingState, RefusedFor};
use crate::journal::fact::{
    BookingCancelled, BookingMade, BookingsChanged, DayDecided, PlaceGiven, ServiceClosed,
};
use crate::store::{Db, StoreError};

pub(super) fn bookings_changed(
    db: &Db,
    place: &Place,
    fact: &BookingsChanged,
) -> Result<Outcome, StoreError> {
    if account::family(db, fact.family)?.is_none() {
        return Ok(Outcome::Waits(fact.family.0));
    }
    let activities = fact.added.iter().map(|booking| booking.activity);
    if let Some(missing) = unknown_activity(db, activities)? {
        return Ok(Outcome::Waits(missing));
    }
    fact.cancelled.iter().try_for_each(|cancelled| cancel(db, cancelled))?;
    fact.added.iter().try_for_each(|booking| book(db, place, fact.family.0, booking))?;
    if fact.closing.is_some() {
        decision::to_tell(db, place, fact.family)?;
    }
    Ok(Outcome::DONE)
}

/// Gives a place to whom waits for it, if there is one; a booking that was never seen is
/// remembered.
pub(super) fn place_given(
    db: &Db,
    place: &Place,
    fact: &PlaceGiven,
) -> Result<Outcome, StoreError> {
    let key = (fact.child, fact.day, fact.activity);
    match standing(db, key)?.filter(|(id, _)| *id == fact.booking.0) {
        Some((_, state)) if state == BookingState::Waiting.code() => {
            if take_place(db, fact.activity, fact.day)? {
                db.prepare_cached(
                    "UPDATE booking SET state = 'reserve', price = coalesce(?4, price),
                       paid = coalesce(?5, paid)
                     WHERE child = ?1 AND day = ?2 AND activity = ?3",
                )?
                .execute(params![
                    key.0.0,
                    key.1,
                    key.2.0,
                    fact.price.map(|cents| cents.0),
                    fact.paid.map(|cents| cents.0)
                ])?;
            }
        }
        Some(_) => {}
        None => {
            db.prepare_cached(
                "INSERT OR IGNORE INTO place_given_unseen (booking, price, paid)
                 VALUES (?1, ?2, ?3)",
            )?
            .execute(params![
                fact.booking.0,
                fact.price.map(|cents| cents.0),
                fact.paid.map(|cents| cents.0)
            ])?;
        }
    }
    decision::to_tell(db, place, fact.family)?;
    Ok(Outcome::DONE)
}

pub(super) fn service_closed(
    db: &Db,
    place: &Place,
    fact: &ServiceClosed,
) -> Result<Outcome, StoreError> {
    if let Some(missing) = unknown_activity(db, fact.activity.into_iter())? {
        return Ok(Outcome::Waits(missing));
    }
    db.prepare_cached(
        "INSERT OR REPLACE INTO closure (entry, activity, from_day, to_day, label)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        place.header.id.0,
        fact.activity.map(|activity| activity.0),
        fact.from,
        fact.to,
        fact.label
    ])?;
    Ok(Outcome::DONE)
}

/// The first activity that this database has not seen.
pub(super) fn unknown_activity(
    db: &Db,
    activities: impl Iterator<Item = ActivityId>,
) -> Result<Option<Uuid>, StoreError> {
    let mut seen = None;
    for activity in activities {
        if seen != Some(activity) {
            if !known(db, "SELECT 1 FROM activity WHERE id = ?1", activity.0)? {
                return Ok(Some(activity.0));
            }
            seen = Some(activity);
        }
    }
    Ok(None)
}

/// Which booking stands on a day of a child, and its state's code.
fn standing(
    db: &Db,
    (child, day, activity): (ChildId, NaiveDate, ActivityId),
) -> Result<Option<(Uuid, String)>, StoreError> {
    Ok(db
        .prepare_cached("SELECT id, state FROM booking WHERE child=?1 AND day=?2 AND activity=?3")?
        .query_row(params![child.0, day, activity.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Books a day of a family; beyond the places it waits. The same child twice on a day takes one
/// place. What its credit pays counts while the booking stands and does not wait.
pub(super) fn book(
    db: &Db,
    place: &Place,
    family: Uuid,
    booking: &BookingMade,
) -> Result<(), StoreError> {
    let key = (booking.child, booking.day, booking.activity);
    if standing(db, key)?.is_some_and(|(_, state)| stands(&state)) {
        return Ok(());
    }
    let Before { state, price, paid, motive } = before_it_was_seen(db, booking)?;
    let (activity, day) = (booking.activity, booking.day);
    let state = match state {
        BookingState::Booked if !take_place(db, activity, day)? => BookingState::Waiting,
        state => state,
    };
    db.prepare_cached(
        "INSERT OR REPLACE INTO booking
           (child, day, activity, id, state, price, paid, payer, entry, motive)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        booking.child.0,
        day,
        activity.0,
        booking.booking.0,
        state.code(),
        price.map(|cents| cents.0),
        paid.map(|cents| cents.0),
        paid.map(|_| family),
        place.position,
        motive
    ])?;
    Ok(())
}

/// Where a booking stands and what it costs, with what was said of it before it was seen.
struct Before {
    state: BookingState,
    price: Option<Cents>,
    paid: Option<Cents>,
    /// The code of why it was refused.
    motive: Option<String>,
}

fn before_it_was_seen(db: &Db, booking: &BookingMade) -> Result<Before, StoreError> {
    type Row = (bool, bool, Option<String>, Option<i64>, Option<i64>, Option<String>);
    let (given_back, given, decided, price, paid, motive): Row = db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM cancelled_unseen WHERE booking = ?1),
                    EXISTS (SELECT 1 FROM place_given_unseen WHERE booking = ?1),
                    (SELECT state FROM decided_unseen WHERE booking = ?1),
                    coalesce((SELECT price FROM place_given_unseen WHERE booking = ?1),
                             (SELECT price FROM decided_unseen WHERE booking = ?1)),
                    (SELECT paid FROM place_given_unseen WHERE booking = ?1),
                    (SELECT motive FROM decided_unseen WHERE booking = ?1)",
        )?
        .query_row(params![booking.booking.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        })?;
    let decided = decided.as_deref().and_then(BookingState::from_code);
    let state = match (booking.state, decided) {
        _ if given_back => BookingState::Cancelled,
        (BookingState::ToValidate, Some(BookingState::Waiting)) | (BookingState::Waiting, _)
            if given =>
        {
            BookingState::Booked
        }
        (BookingState::ToValidate, Some(decided)) => decided,
        (state, _) => state,
    };
    Ok(Before {
        state,
        price: price.map(Cents).or(booking.price),
        paid: paid.map(Cents).or(booking.paid),
        motive: motive.filter(|_| state == BookingState::Refused),
    })
}

/// Whether a state's code is of a booking that stands.
fn stands(state: &str) -> bool {
    BookingState::from_code(state).is_some_and(BookingState::stands)
}

/// Takes a booking where an agent decided, if it still waits for that; one that was never seen is
/// remembered.
pub(super) fn decide(
    db: &Db,
    key: (ChildId, NaiveDate, ActivityId),
    decided: &DayDecided,
    motive: Option<RefusedFor>,
) -> Result<(), StoreError> {
    let (child, day, activity) = key;
    let motive = motive.map(RefusedFor::code);
    let price = decided.price.map(|cents| cents.0);
    let Some((_, state)) = standing(db, key)?.filter(|(id, _)| *id == decided.booking.0) else {
        db.prepare_cached(
            "INSERT OR REPLACE INTO decided_unseen (booking, state, price, motive)
             VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![decided.booking.0, decided.state.code(), price, motive])?;
        return Ok(());
    };
    let waited = state == BookingState::ToValidate.code();
    let undone = decided.state == BookingState::ToValidate;
    if waited == undone || state == BookingState::Cancelled.code() {
        return Ok(());
    }
    if state == BookingState::Booked.code() {
        free_place(db, activity, day)?;
    }
    let state = match decided.state {
        BookingState::Booked if !take_place(db, activity, day)? => BookingState::Waiting,
        state => state,
    };
    db.prepare_cached(
        "UPDATE booking SET state = ?4, price = coalesce(?5, price), motive = ?6
         WHERE child = ?1 AND day = ?2 AND activity = ?3",
    )?
    .execute(params![child.0, day, activity.0, state.code(), price, motive])?;
    Ok(())
}

/// Counts a place out.
fn free_place(db: &Db, activity: ActivityId, day: NaiveDate) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE capacity SET booked = booked - 1 WHERE activity = ?1 AND day = ?2")?
        .execute(params![activity.0, day])?;
    Ok(())
}

/// Counts a place in; `false` where none is left.
fn take_place(db: &Db, activity: ActivityId, day: NaiveDate) -> Result<bool, StoreError> {
    let taken = db
        .prepare_cached(
            "INSERT INTO capacity (activity, day, booked)
             SELECT ?1, ?2, 1 FROM activity WHERE id = ?1 AND coalesce(places, 1) > 0
             ON CONFLICT (activity, day) DO UPDATE SET booked = booked + 1
             WHERE booked < coalesce((SELECT places FROM activity WHERE id = ?1), booked + 1)",
        )?
        .execute(params![activity.0, day])?;
    Ok(taken > 0)
}

/// Gives a day back and frees its place; one that was never seen is remembered.
fn cancel(db: &Db, cancelled: &BookingCancelled) -> Result<(), StoreError> {
    let key = (cancelled.child, cancelled.day, cancelled.activity);
    let Some((_, state)) = standing(db, key)?.filter(|(id, _)| *id == cancelled.booking.0) else {
        db.prepare_cached("INSERT OR IGNORE INTO cancelled_unseen (booking) VALUES (?1)")?
            .execute(params![cancelled.booking.0])?;
        return Ok(());
    };
    if state == BookingState::Booked.code() {
        free_place(db, cancelled.activity, cancelled.day)?;
    }
    db.prepare_cached(
        "UPDATE booking SET state = 'annule' WHERE child = ?1 AND day = ?2 AND activity = ?3",
    )?
    .execute(params![key.0.0, key.1, key.2.0])?;
    Ok(())
}
