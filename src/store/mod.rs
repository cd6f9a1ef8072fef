//! The only place that names SQLite: the schema, the fold and the queries.
//!
//! It holds no rule of the counter and reads no clock: `desk` decides, and opens the transactions.

pub mod draft;
pub mod entropy;
pub mod error;
pub mod fold;
pub mod gesture;
pub mod local;
pub mod open;
pub mod read;
pub mod replay;
pub mod verify;
pub mod write;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub use entropy::Entropy;
pub use error::StoreError;
pub use gesture::{Appended, Gesture};
pub use read::Reader;
pub use replay::Replay;
pub use write::{Access, Guard, Trouble};
use write::{Db, Held};

use crate::domain::search::Vocabulary;
use crate::domain::time::Moment;

/// An open database.
pub struct Store {
    db: Db,
    path: PathBuf,
    entropy: Entropy,
    vocabulary: RefCell<Option<(i64, Arc<Vocabulary>)>>,
}

/// Room in memory for pages of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// 16 MiB: more makes no search faster.
    Counter,
    /// 512 MiB, for as long as it takes.
    Import,
}

impl Room {
    const fn kibibytes(self) -> i64 {
        match self {
            Self::Counter => 16 * 1024,
            Self::Import => 512 * 1024,
        }
    }
}

/// How far the writing of other programs was noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// SQLite's count of what others wrote, as this connection sees it.
    writes: i64,
    /// The last position of the journal.
    entries: u64,
}

/// The database at one moment, however many questions are asked: nothing that others write comes
/// in between, and the file is locked and unlocked once.
pub struct Snapshot<'s>(Held<'s>);

impl Snapshot<'_> {
    /// Reads the database at that moment.
    pub fn read(&self) -> Reader<'_> {
        self.0.db().read()
    }
}

impl Store {
    /// Where the database is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the database as it stands, outside any gesture.
    pub fn read(&self) -> Reader<'_> {
        self.db.read()
    }

    /// Holds the database still for several questions, outside any gesture.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        Ok(Snapshot(self.db.still()?))
    }

    /// How much of the file stays in memory, at most. An import writes all over the file, and would
    /// write each page many times with a counter's few.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn keep_in_memory(&self, room: Room) -> Result<(), StoreError> {
        Ok(self.db.keep_in_memory(room.kibibytes())?)
    }

    /// How long a gesture waits while another program holds the file; ten seconds if nobody says
    /// otherwise.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn be_patient(&self, patience: Duration) -> Result<(), StoreError> {
        Ok(self.db.wait(patience)?)
    }

    /// How many pages the file may have, at most, as on a disk with no room for more.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn grow_to(&self, pages: u32) -> Result<(), StoreError> {
        Ok(self.db.grow_to(pages)?)
    }

    /// Asks this guard before each access to the file, from now on, or nobody any more: a test
    /// refuses the n-th and looks at what is left.
    pub fn guard(&self, guard: Option<Guard>) {
        self.db.guard(guard);
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
        self.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Whether another program wrote entries since `noticed` last looked; what it keeps for itself
    /// (looks, drafts) is no news.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn notices(&self, noticed: &mut Noticed) -> Result<bool, StoreError> {
        let writes = self.db.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if writes == noticed.writes {
            return Ok(false);
        }
        let entries = self.read().last_position()?;
        let before = std::mem::replace(noticed, Noticed { writes, entries });
        Ok(before.entries != entries)
    }

    /// The words of all names, for mending typing errors; read again only when names changed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn vocabulary(&self) -> Result<Arc<Vocabulary>, StoreError> {
        let read = self.read();
        let version = read.names_version()?;
        let mut kept = self.vocabulary.borrow_mut();
        if let Some((_, known)) = kept.as_ref().filter(|(known, _)| *known == version) {
            return Ok(Arc::clone(known));
        }
        let fresh = Arc::new(Vocabulary::from_sorted(read.words()?));
        *kept = Some((version, Arc::clone(&fresh)));
        Ok(fresh)
    }
}
