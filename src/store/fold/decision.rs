//! Decisions about what was asked for, and that families were told of them.

use rusqlite::params;

use super::{Outcome, Place, days};
use crate::domain::ids::{EntryId, FamilyId};
use crate::journal::fact::{BookingsDecided, DecisionTold};
use crate::store::{Db, StoreError};

pub(super) fn bookings_decided(
    db: &Db,
    place: &Place,
    fact: &BookingsDecided,
) -> Result<Outcome, StoreError> {
    for day in &fact.days {
        days::decide(db, (fact.child, day.day, fact.activity), day, fact.motive)?;
    }
    match fact.undoes {
        None => to_tell(db, place, fact.family)?,
        Some(undone) => settled(db, undone)?,
    }
    Ok(Outcome::DONE)
}

pub(super) fn told(db: &Db, fact: &DecisionTold) -> Result<Outcome, StoreError> {
    settled(db, fact.decision)?;
    Ok(Outcome::DONE)
}

/// A family is to be told of an entry, unless it was already.
pub(super) fn to_tell(db: &Db, place: &Place, family: FamilyId) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR IGNORE INTO to_tell (entry, family, position)
         SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM told WHERE entry = ?1)",
    )?
    .execute(params![place.header.id.0, family.0, place.position])?;
    Ok(())
}

/// Nobody is to be told of an entry any more, even before it is seen.
pub(super) fn settled(db: &Db, decision: EntryId) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO told (entry) VALUES (?1)")?
        .execute(params![decision.0])?;
    db.prepare_cached("DELETE FROM to_tell WHERE entry = ?1")?.execute(params![decision.0])?;
    Ok(())
}
