//! Facts about invoices that are contested.

use rusqlite::params;

use super::{Outcome, Place};
use crate::journal::fact::{ContestWithdrawn, InvoiceContested};
use crate::store::{Db, StoreError};

pub(super) fn contested(
    db: &Db,
    place: &Place,
    fact: &InvoiceContested,
) -> Result<Outcome, StoreError> {
    db.prepare_cached(
        "INSERT INTO contest (entry, family, invoice, motive) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![place.header.id.0, fact.family.0, fact.invoice.0, fact.motive.code()])?;
    Ok(Outcome::DONE)
}

/// Also before the contest itself is seen.
pub(super) fn withdrawn(db: &Db, fact: &ContestWithdrawn) -> Result<Outcome, StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO contest_withdrawn (contest) VALUES (?1)")?
        .execute(params![fact.contest.0])?;
    Ok(Outcome::DONE)
}
