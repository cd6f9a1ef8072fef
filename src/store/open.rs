//! Opening and creating the file, and refusing what is not ours to open.

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::entropy::Entropy;
use super::{Db, Room, Store, StoreError};

/// The whole database.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// `user_version` of the schema.
pub const FORMAT: i64 = 1;

/// Pages that one step of a copy writes.
const PAGES_A_STEP: i32 = 4096;

const APPLICATION: i64 = 1_196_771_651;

/// What the file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The counter.
    ReadWrite,
    /// Scripts and controls: not one byte is written.
    ReadOnly,
}

impl Store {
    /// Opens an existing database.
    ///
    /// # Errors
    /// Missing, unreadable, foreign, newer, damaged or locked files, each with its sentence.
    pub fn open(path: &Path, mode: Mode) -> Result<Self, StoreError> {
        let name = path.display().to_string();
        if !path.exists() {
            return Err(StoreError::Missing(name));
        }
        let flags = match mode {
            Mode::ReadWrite => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
        } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = connect(path, flags).map_err(|_| StoreError::Unreadable(name.clone()))?;
        let connection = match recognise(&connection, &name) {
            Ok(()) => connection,
            Err(refused @ (StoreError::Unreadable(_) | StoreError::Full))
                if mode == Mode::ReadOnly =>
            {
                let at_rest = at_rest(path).ok_or(refused)?;
                recognise(&at_rest, &name)?;
                at_rest
            }
            Err(refused) => return Err(refused),
        };
        if mode == Mode::ReadWrite {
            configure(&connection)?;
        }
        Self::with_room(connection, path)
    }

    /// Creates a new, empty database, readable by its owner alone.
    ///
    /// # Errors
    /// When there is a file already, or the folder can't be written.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let connection = Self::create_empty(path)?;
        configure(&connection)?;
        connection.execute_batch(&format!("BEGIN;\n{SCHEMA}\nCOMMIT;"))?;
        Self::with_room(connection, path)
    }

    fn with_room(connection: Connection, path: &Path) -> Result<Self, StoreError> {
        let store = Self::of(Db::at(connection, path), path);
        store.keep_in_memory(Room::Counter)?;
        Ok(store)
    }

    fn create_empty(path: &Path) -> Result<Connection, StoreError> {
        let name = path.display().to_string();
        if path.exists() {
            return Err(StoreError::Exists(name));
        }
        own(path).map_err(|_| StoreError::Unreadable(name))?;
        Ok(connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?)
    }

    /// A database in memory, to be written to a file once it is whole ([`Store::save`]).
    ///
    /// # Errors
    /// When the memory is not there.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self::of(Db::of(in_memory()?), Path::new(":memory:")))
    }

    /// Writes the whole database to a new file, readable by its owner alone.
    ///
    /// # Errors
    /// When there is a file already, or the folder can't be written.
    pub fn save(&self, path: &Path) -> Result<(), StoreError> {
        let mut file = Self::create_empty(path)?;
        let backup = Backup::new(self.db.whole(), &mut file)?;
        backup.run_to_completion(PAGES_A_STEP, Duration::ZERO, None)?;
        drop(backup);
        configure(&file)
    }

    pub(super) fn of(db: Db, path: &Path) -> Self {
        Self {
            db,
            path: path.to_owned(),
            entropy: Entropy::system(),
            vocabulary: RefCell::new(None),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that opens a database")]
fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    keep_plans(&connection)?;
    Ok(connection)
}

/// A file beside which nothing can be written (a copy on a medium that is read only, a full disk),
/// read as it stands. `None` where a log stands beside it: the file alone would not be the whole.
fn at_rest(path: &Path) -> Option<Connection> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
        return None;
    }
    let escaped = path.to_str()?.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let uri = format!("file:{escaped}?immutable=1");
    connect(Path::new(&uri), flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).ok()
}

/// A database in memory with the schema and nothing in it, for refolding the journal.
#[expect(clippy::disallowed_methods, reason = "the one place that opens a database")]
pub(super) fn in_memory() -> Result<Connection, StoreError> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch(SCHEMA)?;
    keep_plans(&connection)?;
    Ok(connection)
}

/// A statement is planned once. Without this SQLite looks at the values, and plans most of ours
/// again at each execution, which costs three times the execution itself.
fn keep_plans(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(|_| ())
}

/// Is it ours, of a format that we know, and whole enough to be read?
fn recognise(connection: &Connection, name: &str) -> Result<(), StoreError> {
    let pragma = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let application = pragma("PRAGMA application_id").map_err(|error| {
        let is_other = error.sqlite_error_code() == Some(ErrorCode::NotADatabase);
        match StoreError::from(error) {
            _ if is_other => StoreError::NotGuichet(name.to_owned()),
            known @ (StoreError::Corrupt | StoreError::Busy | StoreError::Full) => known,
            _ => StoreError::Unreadable(name.to_owned()),
        }
    })?;
    if application != APPLICATION {
        return Err(StoreError::NotGuichet(name.to_owned()));
    }
    let found = pragma("PRAGMA user_version")?;
    if found > FORMAT {
        return Err(StoreError::Newer { found, known: FORMAT });
    }
    pragma("SELECT count(*) FROM (SELECT 1 FROM journal ORDER BY position DESC LIMIT 1)")?;
    Ok(())
}

/// Durable and strict: there is no setting to weaken any of it.
fn configure(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA wal_autocheckpoint = 4096;",
    )?;
    Ok(())
}

/// Makes the file ours alone before anything is in it.
fn own(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_durable_and_strict() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("base.db");
        let made = Store::create(&path).unwrap();
        let opened = Store::open(&path, Mode::ReadWrite).unwrap();
        for store in [made, opened] {
            let pragma = |name: &str| -> String {
                let sql = format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}");
                store.db.query_row(&sql, [], |row| row.get(0)).unwrap()
            };
            for (name, value) in [
                ("journal_mode", "wal"),
                ("synchronous", "2"),
                ("foreign_keys", "1"),
                ("secure_delete", "1"),
                ("trusted_schema", "0"),
            ] {
                assert_eq!(pragma(name), value, "{name}");
            }
        }
    }
}
