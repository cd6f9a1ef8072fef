//! The queries, one file a subject. They return rows, never French and never a rule's answer.

pub mod account;
pub mod closures;
pub mod contest;
pub mod days;
pub mod documents;
pub mod entries;
pub mod family;
pub mod house;
pub mod money;
pub mod search;
pub mod tasks;
pub mod till;

use rusqlite::Row;
use uuid::Uuid;

use super::{Db, StoreError};

/// Reads the database: outside any gesture, or inside one, under its lock.
#[derive(Clone, Copy)]
pub struct Reader<'c> {
    db: &'c Db,
}

impl<'c> Reader<'c> {
    pub(super) const fn new(db: &'c Db) -> Self {
        Self { db }
    }

    /// All rows of a query.
    pub(super) fn all<T>(
        self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The first row of a query, if it has one.
    pub(super) fn first<T>(
        self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        use rusqlite::OptionalExtension;
        Ok(self.db.prepare_cached(sql)?.query_row(params, read).optional()?)
    }
}

/// An identifier in a column.
pub(super) fn id<T: From<Uuid>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    row.get::<_, Uuid>(column).map(T::from)
}

/// An identifier in a column that may be empty.
pub(super) fn optional_id<T: From<Uuid>>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>> {
    Ok(row.get::<_, Option<Uuid>>(column)?.map(T::from))
}

/// A closed list's code in a column.
fn code<T>(
    row: &Row<'_>,
    column: usize,
    from_code: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    optional_code(row, column, from_code)?.ok_or_else(|| unknown_code(column))
}

/// A closed list's code in a column that may be empty.
fn optional_code<T>(
    row: &Row<'_>,
    column: usize,
    from_code: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    let code = row.get_ref(column)?.as_str_or_null()?;
    code.map(|code| from_code(code).ok_or_else(|| unknown_code(column))).transpose()
}

fn unknown_code(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        column,
        rusqlite::types::Type::Text,
        Box::new(StoreError::Impossible("code inconnu")),
    )
}
