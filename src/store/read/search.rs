//! Prefix scans over the search keys, and the rows of the families found.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::params;

use super::{Reader, code, id};
use crate::domain::ids::FamilyId;
use crate::domain::money::Cents;
use crate::domain::people::BlockCause;
use crate::store::StoreError;

/// A family as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFamily {
    /// `EVR04217`.
    pub login: String,
    /// Surname and given name of the account holder.
    pub holder: (String, String),
    /// Given name and birth date, the eldest first.
    pub children: Vec<(String, NaiveDate)>,
    /// What the family owes.
    pub balance_due: Cents,
    /// The family signed in once.
    pub activated: bool,
    /// Why the account is blocked, while it is.
    pub cause: Option<BlockCause>,
}

/// Just after every text that begins with the prefix.
fn after(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

impl Reader<'_> {
    /// Families of a class, blocked or open, with a name key that begins so, by key.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn by_name(
        self,
        (class, open): (u8, bool),
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<FamilyId>, StoreError> {
        self.distinct(
            "SELECT family FROM name_key
             WHERE class = ?1 AND open = ?2 AND key >= ?3 AND key < ?4 ORDER BY key, family",
            params![class, open, prefix, after(prefix)],
            limit,
        )
    }

    /// Families with an identifier that is, or begins with, this value.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn by_ident(
        self,
        value: &str,
        whole: bool,
        limit: usize,
    ) -> Result<Vec<FamilyId>, StoreError> {
        let end = if whole { format!("{value}\0") } else { after(value) };
        self.distinct(
            "SELECT family FROM ident WHERE value >= ?1 AND value < ?2 ORDER BY value, family",
            params![value, end],
            limit,
        )
    }

    /// The first families of a scan, each once: one with many keys leaves room for the others.
    fn distinct(
        self,
        sql: &str,
        params: impl rusqlite::Params,
        limit: usize,
    ) -> Result<Vec<FamilyId>, StoreError> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut seen = HashSet::new();
        let mut families = Vec::new();
        while families.len() < limit {
            let Some(row) = rows.next()? else { break };
            let family = id(row, 0)?;
            if seen.insert(family) {
                families.push(family);
            }
        }
        Ok(families)
    }

    /// How often names changed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn names_version(self) -> Result<i64, StoreError> {
        let sql = "SELECT changes FROM names_version";
        Ok(self.first(sql, [], |row| row.get(0))?.unwrap_or(0))
    }

    /// The words of all names with their uses, sorted.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn words(self) -> Result<Vec<(String, u32)>, StoreError> {
        self.all("SELECT word, uses FROM word ORDER BY word", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// A family as the list shows it.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn listed(self, family: FamilyId) -> Result<Option<ListedFamily>, StoreError> {
        let listed = self.first(
            "SELECT f.login, g.surname, g.given, coalesce(a.activated, 0),
                    (SELECT sum(due) FROM invoice WHERE family = f.id AND due > 0)
             FROM family f JOIN guardian g ON g.family = f.id AND g.rank = 0
             LEFT JOIN account a ON a.family = f.id WHERE f.id = ?1",
            params![family.0],
            |row| {
                Ok(ListedFamily {
                    login: row.get(0)?,
                    holder: (row.get(1)?, row.get(2)?),
                    children: Vec::new(),
                    balance_due: Cents(row.get::<_, Option<i64>>(4)?.unwrap_or(0)),
                    activated: row.get(3)?,
                    cause: None,
                })
            },
        )?;
        let Some(mut listed) = listed else { return Ok(None) };
        listed.children = self.all(
            "SELECT given, birth FROM child WHERE family = ?1 ORDER BY birth, rank",
            params![family.0],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        listed.cause = self.first(
            "SELECT cause FROM block WHERE family = ?1 AND id NOT IN (SELECT block FROM lift)
             ORDER BY entry DESC LIMIT 1",
            params![family.0],
            |row| code(row, 0, BlockCause::from_code),
        )?;
        Ok(Some(listed))
    }
}
