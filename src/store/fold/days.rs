//! Facts about days: booked, waiting, given back, and the places they take.

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::{Outcome, account, known};
use crate::domain::ids::ActivityId;
use crate::domain::people::BookingState;
use crate::journal::fact::{BookingCancelled, BookingMade, BookingsChanged};
use crate::store::{Db, StoreError};

pub(super) fn bookings_changed(db: &Db, fact: &BookingsChanged) -> Result<Outcome, StoreError> {
    if account::family(db, fact.family)?.is_none() {
        return Ok(Outcome::Waits(fact.family.0));
    }
    let activities = fact.added.iter().map(|booking| booking.activity);
    if let Some(missing) = unknown_activity(db, activities)? {
        return Ok(Outcome::Waits(missing));
    }
    fact.cancelled.iter().try_for_each(|cancelled| cancel(db, cancelled))?;
    fact.added.iter().try_for_each(|booking| book(db, booking))?;
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

/// Books a day; beyond the places it waits. The same child twice on a day takes one place.
pub(super) fn book(db: &Db, booking: &BookingMade) -> Result<(), StoreError> {
    let (standing, given_back): (Option<String>, bool) = db
        .prepare_cached(
            "SELECT (SELECT state FROM booking WHERE child = ?1 AND day = ?2 AND activity = ?3),
                    EXISTS (SELECT 1 FROM cancelled_unseen WHERE booking = ?4)",
        )?
        .query_row(
            params![booking.child.0, booking.day, booking.activity.0, booking.booking.0],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
    if standing.is_some_and(|state| state != BookingState::Cancelled.code()) {
        return Ok(());
    }
    let state = if given_back { BookingState::Cancelled } else { take_place(db, booking)? };
    db.prepare_cached(
        "INSERT OR REPLACE INTO booking (child, day, activity, id, state, price)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        booking.child.0,
        booking.day,
        booking.activity.0,
        booking.booking.0,
        state.code(),
        booking.price.map(|cents| cents.0)
    ])?;
    Ok(())
}

/// Counts the place in, or says that the day waits for one.
fn take_place(db: &Db, booking: &BookingMade) -> Result<BookingState, StoreError> {
    if booking.state != BookingState::Booked {
        return Ok(booking.state);
    }
    let taken = db
        .prepare_cached(
            "INSERT INTO capacity (activity, day, booked)
             SELECT ?1, ?2, 1 FROM activity WHERE id = ?1 AND coalesce(places, 1) > 0
             ON CONFLICT (activity, day) DO UPDATE SET booked = booked + 1
             WHERE booked < coalesce((SELECT places FROM activity WHERE id = ?1), booked + 1)",
        )?
        .execute(params![booking.activity.0, booking.day])?;
    Ok(if taken == 0 { BookingState::Waiting } else { BookingState::Booked })
}

/// Gives a day back and frees its place; one that was never seen is remembered.
fn cancel(db: &Db, cancelled: &BookingCancelled) -> Result<(), StoreError> {
    let key = params![cancelled.child.0, cancelled.day, cancelled.activity.0];
    let standing: Option<(Uuid, String)> = db
        .prepare_cached("SELECT id, state FROM booking WHERE child=?1 AND day=?2 AND activity=?3")?
        .query_row(key, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((_, state)) = standing.filter(|(id, _)| *id == cancelled.booking.0) else {
        db.prepare_cached("INSERT OR IGNORE INTO cancelled_unseen (booking) VALUES (?1)")?
            .execute(params![cancelled.booking.0])?;
        return Ok(());
    };
    if state == BookingState::Booked.code() {
        db.prepare_cached(
            "UPDATE capacity SET booked = booked - 1 WHERE activity = ?1 AND day = ?2",
        )?
        .execute(params![cancelled.activity.0, cancelled.day])?;
    }
    db.prepare_cached(
        "UPDATE booking SET state = 'annule' WHERE child = ?1 AND day = ?2 AND activity = ?3",
    )?
    .execute(key)?;
    Ok(())
}
