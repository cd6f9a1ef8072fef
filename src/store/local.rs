//! What belongs to this file alone and is no fact: secrets' hashes, sign-in delays, looks.

use rusqlite::{OptionalExtension, params};

use super::read::id;
use super::{Db, Gesture, Reader, Store, StoreError};
use crate::domain::ids::{AgentId, CredentialId, FamilyId};
use crate::domain::time::Moment;

/// Milliseconds within which an agent who stays with a family has looked at it once: ten minutes.
const SAME_LOOK_MS: i64 = 600_000;

/// Where a file stands: another machine, or another place, is another incarnation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standpoint {
    /// A digest of what the system calls the machine.
    pub machine: String,
    /// The file's number on its disk and its path; empty while nobody looked.
    pub file: String,
}

/// Whose sign-ins are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Agents, by short id.
    Agent,
    /// Families, by login id.
    Family,
    /// A kiosk, by its place: whoever types there.
    Kiosk,
}

impl Door {
    const fn code(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Family => "family",
            Self::Kiosk => "kiosk",
        }
    }
}

/// Failures in a row at a door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// How many.
    pub count: u32,
    /// When the last one was, ms UTC.
    pub last_at: i64,
}

/// Looks of an agent among which the last families are sought: the same few are opened often.
const LAST_LOOKS: u32 = 500;

impl Reader<'_> {
    /// The families that an agent opened last, the latest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn last_looks(self, agent: AgentId, limit: u32) -> Result<Vec<FamilyId>, StoreError> {
        self.all(
            "SELECT family FROM (SELECT family, at, rowid AS place FROM local_look
                                 WHERE agent = ?1 ORDER BY at DESC, rowid DESC LIMIT ?2)
             GROUP BY family ORDER BY max(at) DESC, max(place) DESC LIMIT ?3",
            params![agent.0, LAST_LOOKS, limit],
            |row| id(row, 0),
        )
    }

    /// The PHC string of a version of a secret.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn phc(self, version: CredentialId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT phc FROM local_credential WHERE version = ?1";
        self.first(sql, params![version.0], |row| row.get(0))
    }

    /// Failures in a row of an id at a door.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn tries(self, door: Door, code: &str) -> Result<Tries, StoreError> {
        let found = self.first(
            "SELECT tries, last_at FROM local_try WHERE door = ?1 AND code = ?2",
            params![door.code(), code],
            |row| Ok(Tries { count: row.get(0)?, last_at: row.get(1)? }),
        )?;
        Ok(found.unwrap_or_default())
    }
}

impl Store {
    /// Remembers where the file stands now: it was moved, or nobody looked before.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn stand_at(&self, file: &str) -> Result<(), StoreError> {
        self.db.execute("UPDATE local_souche SET file = ?1", params![file])?;
        Ok(())
    }

    /// Counts one more failure; returns how many in a row.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn count_failure(&self, door: Door, code: &str, now: Moment) -> Result<u32, StoreError> {
        let held = self.db.begin()?;
        let tries = count_failure(held.db(), door, code, now)?;
        held.commit()?;
        Ok(tries)
    }

    /// Counts the pause from now on: the clock was set back, and the pause must still end.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn restart_pause(&self, door: Door, code: &str, now: Moment) -> Result<(), StoreError> {
        self.db.execute(
            "UPDATE local_try SET last_at = ?3 WHERE door = ?1 AND code = ?2",
            params![door.code(), code, now.at],
        )?;
        Ok(())
    }

    /// Forgets the failures of an id at a door.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_failures(&self, door: Door, code: &str) -> Result<(), StoreError> {
        forget_failures(&self.db, door, code)
    }

    /// Deletes the hashes of provisional codes that have expired; their pages are overwritten.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_expired(&self, now: Moment) -> Result<(), StoreError> {
        self.db.execute(
            "DELETE FROM local_credential WHERE version IN
               (SELECT credential FROM account WHERE provisional = 1 AND expires_at < ?1)",
            params![now.at],
        )?;
        Ok(())
    }

    /// Remembers who looked at whose file. An agent who stays with the same family (turning the
    /// calendar's months) has looked once, and nothing is written again.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn log_look(
        &self,
        agent: AgentId,
        family: FamilyId,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "INSERT INTO local_look (at, agent, family) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (
               SELECT 1 FROM (SELECT at, family FROM local_look WHERE agent = ?2
                              ORDER BY rowid DESC LIMIT 1)
               WHERE family = ?3 AND abs(?1 - at) < ?4)",
            params![now.at, agent.0, family.0, SAME_LOOK_MS],
        )?;
        Ok(())
    }

    /// How often somebody looked at a family's file.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn looks(&self, family: FamilyId) -> Result<u32, StoreError> {
        Ok(self
            .db
            .query_row(
                "SELECT count(*) FROM local_look WHERE family = ?1",
                params![family.0],
                |row| row.get(0),
            )
            .optional()?
            .unwrap_or(0))
    }
}

impl Gesture<'_> {
    /// Counts one more failure, with the facts of the gesture; returns how many in a row.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn count_failure(&mut self, door: Door, code: &str) -> Result<u32, StoreError> {
        count_failure(self.db(), door, code, self.now())
    }

    /// Forgets the failures of an id at a door, with the facts of the gesture.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_failures(&mut self, door: Door, code: &str) -> Result<(), StoreError> {
        forget_failures(self.db(), door, code)
    }
}

/// Counts within a transaction: a commit that fails is noticed.
fn count_failure(db: &Db, door: Door, code: &str, now: Moment) -> Result<u32, StoreError> {
    db.execute(
        "INSERT INTO local_try (door, code, tries, last_at) VALUES (?1, ?2, 1, ?3)
         ON CONFLICT (door, code) DO UPDATE SET tries = tries + 1, last_at = ?3",
        params![door.code(), code, now.at],
    )?;
    Ok(db.read().tries(door, code)?.count)
}

fn forget_failures(db: &Db, door: Door, code: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM local_try WHERE door = ?1 AND code = ?2";
    db.execute(sql, params![door.code(), code])?;
    Ok(())
}
