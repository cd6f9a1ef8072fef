//! Facts about notes: written, struck.

use rusqlite::params;

use super::{Outcome, Place, account, known};
use crate::journal::fact::{NoteStruck, NoteWritten};
use crate::store::{Db, StoreError};

pub(super) fn written(db: &Db, place: &Place, fact: &NoteWritten) -> Result<Outcome, StoreError> {
    let Some(family) = account::family(db, fact.family)? else {
        return Ok(Outcome::Waits(fact.family.0));
    };
    let entry = place.header.id.0;
    if !known(db, "SELECT 1 FROM erased WHERE entry = ?1", entry)? {
        db.prepare_cached(
            "INSERT OR REPLACE INTO note (entry, family, text, flagged) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![entry, family, fact.text, fact.flagged])?;
    }
    Ok(Outcome::DONE)
}

pub(super) fn struck(db: &Db, fact: &NoteStruck) -> Result<Outcome, StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO note_struck (note) VALUES (?1)")?
        .execute(params![fact.note.0])?;
    Ok(Outcome::DONE)
}
