//! The one place that every write passes.
//!
//! Nothing else of the house holds SQLite's connection: the fold, the gestures and the local
//! tables prepare their statements here, and each passes one gate when it runs, as do the beginning
//! and the end of a transaction. A test can stand at that gate and refuse the n-th, for every n.
//! What writes and what only reads is told apart by SQLite itself.

use std::cell::RefCell;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{
    CachedStatement, Connection, Params, Row, Rows, Transaction, TransactionBehavior, ffi,
};

use super::fold::Unfiled;
use super::{Reader, StoreError};

/// What stops a write, as SQLite says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No room is left on the disk.
    Full,
    /// The disk fails.
    Disk,
    /// The file can be read only.
    ReadOnly,
    /// Another program holds the file.
    Busy,
    /// The file is no longer where it was opened.
    Moved,
}

impl From<Trouble> for rusqlite::Error {
    fn from(trouble: Trouble) -> Self {
        let code = match trouble {
            Trouble::Full => ffi::SQLITE_FULL,
            Trouble::Disk => ffi::SQLITE_IOERR_WRITE,
            Trouble::ReadOnly => ffi::SQLITE_READONLY,
            Trouble::Busy => ffi::SQLITE_BUSY,
            Trouble::Moved => ffi::SQLITE_READONLY_DBMOVED,
        };
        Self::SqliteFailure(ffi::Error::new(code), None)
    }
}

/// What is about to be done to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing that would change it.
    Read,
    /// A row, or the beginning or the end of a transaction that may change some.
    Write,
}

/// Who stands at the gate: asked before each access, and may refuse it.
pub type Guard = Box<dyn FnMut(Access) -> Result<(), Trouble> + Send>;

/// Where each access passes.
#[derive(Default)]
struct Gate(RefCell<Option<Guard>>);

impl Gate {
    fn pass(&self, access: Access) -> rusqlite::Result<()> {
        match self.0.borrow_mut().as_mut() {
            Some(guard) => Ok(guard(access)?),
            None => Ok(()),
        }
    }
}

/// An open database: SQLite's connection, behind the gate.
pub struct Db {
    connection: Connection,
    gate: Gate,
    place: Option<Place>,
    /// Whose search keys the transaction still has to write.
    unfiled: RefCell<Unfiled>,
}

/// A file where it was opened. What is written in one that was moved, replaced or deleted since
/// would be lost, and SQLite does not notice it.
struct Place {
    path: PathBuf,
    number: (u64, u64),
}

impl Place {
    /// Where the file is; `None` where the system does not number its files.
    fn of(path: &Path) -> Option<Self> {
        Some(Self { path: path.to_owned(), number: number(path)? })
    }

    fn holds(&self) -> bool {
        number(&self.path) == Some(self.number)
    }
}

/// The number of a file's disk, and its own there.
#[cfg(unix)]
fn number(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn number(_: &Path) -> Option<(u64, u64)> {
    None
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Db").finish_non_exhaustive()
    }
}

impl Db {
    /// A connection that was opened and recognised.
    pub(super) fn of(connection: Connection) -> Self {
        connection.set_prepared_statement_cache_capacity(128);
        Self { connection, gate: Gate::default(), place: None, unfiled: RefCell::default() }
    }

    /// The same, to a file: it must stay there.
    pub(super) fn at(connection: Connection, path: &Path) -> Self {
        Self { place: Place::of(path), ..Self::of(connection) }
    }

    /// Whether the file is still there, before something is written in it.
    fn stands(&self) -> rusqlite::Result<()> {
        match &self.place {
            Some(place) if !place.holds() => Err(Trouble::Moved.into()),
            _ => Ok(()),
        }
    }

    /// How many pages the file may have, at most, as on a disk with no room for more.
    pub(super) fn grow_to(&self, pages: u32) -> rusqlite::Result<()> {
        self.connection.pragma_update(None, "max_page_count", pages)
    }

    /// From now on, this guard is asked before each access.
    pub(super) fn guard(&self, guard: Option<Guard>) {
        *self.gate.0.borrow_mut() = guard;
    }

    /// Reads the database as it stands.
    pub(super) const fn read(&self) -> Reader<'_> {
        Reader::new(self)
    }

    /// A statement, planned once.
    pub(super) fn prepare_cached(&self, sql: &str) -> rusqlite::Result<Statement<'_>> {
        Ok(Statement { statement: self.connection.prepare_cached(sql)?, gate: &self.gate })
    }

    /// Runs a statement; how many rows it changed.
    pub(super) fn execute(&self, sql: &str, params: impl Params) -> rusqlite::Result<usize> {
        self.stands()?;
        self.prepare_cached(sql)?.execute(params)
    }

    /// The first row that a statement gives.
    pub(super) fn query_row<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        self.prepare_cached(sql)?.query_row(params, read)
    }

    /// How many kibibytes of pages stay in memory, at most.
    pub(super) fn keep_in_memory(&self, kibibytes: i64) -> rusqlite::Result<()> {
        self.connection.pragma_update(None, "cache_size", -kibibytes)
    }

    /// Waits for other programs that hold the file, that long at most.
    pub(super) fn wait(&self, patience: Duration) -> rusqlite::Result<()> {
        self.connection.busy_timeout(patience)
    }

    /// Holds the file for writing, others read on: nothing is kept before [`Held::commit`].
    pub(super) fn begin(&self) -> rusqlite::Result<Held<'_>> {
        self.stands()?;
        self.gate.pass(Access::Write)?;
        self.unfiled.take(); // of a transaction that was given up
        self.hold(TransactionBehavior::Immediate)
    }

    /// Whose search keys the transaction still has to write.
    pub(super) const fn unfiled(&self) -> &RefCell<Unfiled> {
        &self.unfiled
    }

    /// Holds still what is read: nothing that others write comes in between.
    pub(super) fn still(&self) -> rusqlite::Result<Held<'_>> {
        self.hold(TransactionBehavior::Deferred)
    }

    fn hold(&self, behavior: TransactionBehavior) -> rusqlite::Result<Held<'_>> {
        let transaction = Transaction::new_unchecked(&self.connection, behavior)?;
        Ok(Held { db: self, transaction })
    }

    /// The connection, for what is done to the file as a whole: it is copied.
    pub(super) const fn whole(&self) -> &Connection {
        &self.connection
    }
}

/// A transaction: all of what it wrote is kept by [`Held::commit`], or none of it.
pub(super) struct Held<'d> {
    db: &'d Db,
    transaction: Transaction<'d>,
}

impl<'d> Held<'d> {
    /// The database that is held.
    pub(super) const fn db(&self) -> &'d Db {
        self.db
    }

    /// Keeps what was written: when this returns, it is on the disk.
    pub(super) fn commit(self) -> Result<(), StoreError> {
        self.db.gate.pass(Access::Write)?;
        Ok(self.transaction.commit()?)
    }
}

/// A prepared statement: whichever way it is run, it passes the gate.
pub(super) struct Statement<'d> {
    statement: CachedStatement<'d>,
    gate: &'d Gate,
}

impl Statement<'_> {
    fn pass(&self) -> rusqlite::Result<()> {
        let access = if self.statement.readonly() { Access::Read } else { Access::Write };
        self.gate.pass(access)
    }

    /// Runs it; how many rows it changed.
    pub(super) fn execute(&mut self, params: impl Params) -> rusqlite::Result<usize> {
        self.pass()?;
        self.statement.execute(params)
    }

    /// Its rows, one by one.
    pub(super) fn query(&mut self, params: impl Params) -> rusqlite::Result<Rows<'_>> {
        self.pass()?;
        self.statement.query(params)
    }

    /// Its rows, read.
    pub(super) fn query_map<T>(
        &mut self,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<impl Iterator<Item = rusqlite::Result<T>>> {
        self.pass()?;
        self.statement.query_map(params, read)
    }

    /// Its first row, read.
    pub(super) fn query_row<T>(
        &mut self,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        self.pass()?;
        self.statement.query_row(params, read)
    }

    /// Whether it has a row.
    pub(super) fn exists(&mut self, params: impl Params) -> rusqlite::Result<bool> {
        self.pass()?;
        self.statement.exists(params)
    }

    /// How many columns its rows have.
    pub(super) fn column_count(&self) -> usize {
        self.statement.column_count()
    }
}
