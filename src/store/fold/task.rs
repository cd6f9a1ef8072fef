//! What agents are asked for, and what came of it.

use rusqlite::params;

use super::{Outcome, Place, decision};
use crate::journal::fact::{TaskClosed, TaskOpened};
use crate::store::{Db, StoreError};

pub(super) fn opened(db: &Db, place: &Place, fact: &TaskOpened) -> Result<Outcome, StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO task (id, nature, place, family, words, position)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6
         WHERE NOT EXISTS (SELECT 1 FROM task_closed WHERE task = ?1)",
    )?
    .execute(params![
        fact.task.0,
        fact.nature.code(),
        fact.place,
        fact.family.map(|family| family.0),
        fact.words.map(|note| note.0),
        place.position
    ])?;
    Ok(Outcome::DONE)
}

/// Nobody waits for it any more, even before it is seen.
pub(super) fn closed(db: &Db, place: &Place, fact: &TaskClosed) -> Result<Outcome, StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO task_closed (task) VALUES (?1)")?
        .execute(params![fact.task.0])?;
    db.prepare_cached("DELETE FROM task WHERE id = ?1")?.execute(params![fact.task.0])?;
    if let Some(family) = fact.family {
        decision::to_tell(db, place, family)?;
    }
    Ok(Outcome::DONE)
}
