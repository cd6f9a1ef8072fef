//! A journal folded again from nothing, in memory: what a file's tables must be.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::params;

use super::fold::{self, Place};
use super::open::in_memory;
use super::read::entries;
use super::{Db, Store, StoreError, gesture};
use crate::domain::ids::{EntryId, FamilyId};
use crate::journal::chain::StoredEntry;

/// Tables that fill while entries are folded into them.
pub struct Replay {
    db: Db,
    erased: HashMap<EntryId, FamilyId>,
}

impl Replay {
    /// Empty tables. `erased` are the entries whose payload may be gone, each with the family whose
    /// identity it held.
    ///
    /// # Errors
    /// When the memory is not there.
    pub fn new(erased: HashMap<EntryId, FamilyId>) -> Result<Self, StoreError> {
        let db = Db::of(in_memory()?);
        db.execute("BEGIN", [])?;
        Ok(Self { db, erased })
    }

    /// Folds the next entry; one of a later program's kind is set aside.
    ///
    /// # Errors
    /// When the payload is not what its kind holds, or the entry's place is taken.
    pub fn take(&self, entry: &StoredEntry) -> Result<(), StoreError> {
        let place = Place { position: entry.position, header: entry.header };
        self.copy(entry)?;
        match (entries::decode(entry)?, self.erased.get(&entry.header.id)) {
            (Some(fact), _) => fold::fold(&self.db, &place, &fact),
            (None, _) if entry.payload.is_some() => fold::set_aside(&self.db, &place),
            (None, Some(family)) => fold::fold_erased(&self.db, &place, *family),
            (None, None) => Ok(()),
        }
    }

    /// The fold needs the entry itself too: what waits in suspense is read back.
    fn copy(&self, entry: &StoredEntry) -> Result<(), StoreError> {
        gesture::insert_entry(&self.db, entry.position, &entry.header, &entry.hash)?;
        if let Some((salt, bytes)) = &entry.payload {
            self.db
                .prepare_cached("INSERT INTO payload (position, salt, bytes) VALUES (?1, ?2, ?3)")?
                .execute(params![entry.position, salt, bytes])?;
        }
        Ok(())
    }

    /// The tables, as a database in memory.
    ///
    /// # Errors
    /// When the memory is not there.
    pub fn finish(self) -> Result<Store, StoreError> {
        fold::finish(&self.db)?;
        self.db.execute("COMMIT", [])?;
        Ok(Store::of(self.db, Path::new(":memory:")))
    }
}
