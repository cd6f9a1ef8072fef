//! Facts about documents: each says all that is known of one.

use rusqlite::params;

use super::{Outcome, Place, account, decision};
use crate::domain::people::{DocumentFault, DocumentState};
use crate::journal::fact::DocumentNoted;
use crate::store::{Db, StoreError};

pub(super) fn noted(db: &Db, place: &Place, fact: &DocumentNoted) -> Result<Outcome, StoreError> {
    if account::family(db, fact.family)?.is_none() {
        return Ok(Outcome::Waits(fact.family.0));
    }
    keep(db, place, fact)?;
    if let Some(before) = fact.saw {
        decision::settled(db, before)?;
    }
    if fact.state == DocumentState::Refused {
        decision::to_tell(db, place, fact.family)?;
    }
    Ok(Outcome::DONE)
}

/// Keeps what is known of a document. What the office decided, it told the family itself.
pub(super) fn keep(db: &Db, place: &Place, fact: &DocumentNoted) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO document (id, family, child, code, state, received, until, fault,
                                          entry)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        fact.document.0,
        fact.family.0,
        fact.child.map(|child| child.0),
        fact.code,
        fact.state.code(),
        fact.received,
        fact.until,
        fact.fault.map(DocumentFault::code),
        place.header.id.0
    ])?;
    Ok(())
}
