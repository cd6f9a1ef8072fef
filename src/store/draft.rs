//! Work that was begun and is not written: bytes that only the desk reads, one row an agent.

use rusqlite::params;

use super::{Gesture, Reader, Store, StoreError};
use crate::domain::ids::AgentId;
use crate::domain::time::Moment;

impl Reader<'_> {
    /// When an agent's draft was kept last, in milliseconds UTC, and its bytes.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn draft(self, agent: AgentId) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
        self.first("SELECT at, bytes FROM local_draft WHERE agent = ?1", params![agent.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }
}

impl Gesture<'_> {
    /// Forgets an agent's draft when the gesture is committed, and not before.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_draft(&mut self, agent: AgentId) -> Result<(), StoreError> {
        self.db().execute("DELETE FROM local_draft WHERE agent = ?1", params![agent.0])?;
        Ok(())
    }
}

impl Store {
    /// Keeps an agent's draft in place of the one before.
    ///
    /// # Errors
    /// When the disk refuses; the one before is kept then.
    pub fn keep_draft(&self, agent: AgentId, now: Moment, bytes: &[u8]) -> Result<(), StoreError> {
        self.db.execute(
            "INSERT OR REPLACE INTO local_draft (agent, at, bytes) VALUES (?1, ?2, ?3)",
            params![agent.0, now.at, bytes],
        )?;
        Ok(())
    }

    /// Forgets an agent's draft; its pages are overwritten.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_draft(&self, agent: AgentId) -> Result<(), StoreError> {
        self.db.execute("DELETE FROM local_draft WHERE agent = ?1", params![agent.0])?;
        Ok(())
    }

    /// Forgets the drafts that nobody may take up any more: those kept more than so many
    /// milliseconds before or after a moment.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_old_drafts(&self, now: Moment, kept_ms: i64) -> Result<(), StoreError> {
        self.db
            .execute("DELETE FROM local_draft WHERE abs(at - ?1) > ?2", params![now.at, kept_ms])?;
        Ok(())
    }
}
