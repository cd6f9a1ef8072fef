//! The only place that names SQLite: the schema, the fold and the queries.
//!
//! It holds no rule of the counter and reads no clock: `desk` decides, and opens the transactions.

pub mod entropy;
pub mod error;
pub mod fold;
pub mod gesture;
pub mod local;
pub mod open;
pub mod read;
pub mod replay;
pub mod verify;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use entropy::Entropy;
pub use error::StoreError;
pub use gesture::{Appended, Gesture};
pub use read::Reader;
pub use replay::Replay;

use crate::domain::search::Vocabulary;
use crate::domain::time::Moment;

/// An open database.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    entropy: Entropy,
    vocabulary: Option<(i64, Vocabulary)>,
}

impl Store {
    /// Where the database is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the database as it stands, outside any gesture.
    pub fn read(&self) -> Reader<'_> {
        Reader::new(&self.connection)
    }

    /// Thirty-two random bytes, for a provisional code.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn random(&mut self) -> Result<[u8; 32], StoreError> {
        Ok(self.entropy.block()?)
    }

    /// Sixteen random bytes, for a hash's salt.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn salt(&mut self) -> Result<[u8; 16], StoreError> {
        Ok(self.entropy.salt()?)
    }

    /// A new identifier of a moment.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new_id<T: From<uuid::Uuid>>(&mut self, now: Moment) -> Result<T, StoreError> {
        Ok(self.entropy.id(now.at)?)
    }

    /// From now on, ids and salts come from this source.
    pub fn set_entropy(&mut self, entropy: Entropy) {
        self.entropy = entropy;
    }

    /// Moves committed pages from the write-ahead log into the file; called while nobody types.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// The words of all names, for mending typing errors; read again only when names changed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn vocabulary(&mut self) -> Result<&Vocabulary, StoreError> {
        let read = Reader::new(&self.connection);
        let version = read.names_version()?;
        let known = self.vocabulary.take().filter(|(known, _)| *known == version);
        let fresh = match known {
            Some(fresh) => fresh,
            None => (version, Vocabulary::from_sorted(read.words()?)),
        };
        Ok(&self.vocabulary.insert(fresh).1)
    }
}
