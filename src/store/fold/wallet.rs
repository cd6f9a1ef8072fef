//! Facts about the family account from which days are paid.

use rusqlite::params;

use super::{Outcome, Place};
use crate::domain::ids::FamilyId;
use crate::store::{Db, StoreError};

/// The first activation counts.
pub(super) fn activated(db: &Db, place: &Place, family: FamilyId) -> Result<Outcome, StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO wallet (family, activated) VALUES (?1, ?2)")?
        .execute(params![family.0, place.position])?;
    Ok(Outcome::DONE)
}
