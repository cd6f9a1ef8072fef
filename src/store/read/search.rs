//! Prefix scans over the search keys, and the rows of the families found.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::params;

use super::{Reader, id, optional_code};
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

/// A family found by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedFamily {
    /// Whose name: 0 the holder's, 1 another adult's, 2 a child's.
    pub class: u8,
    /// No block stands on its account.
    pub open: bool,
    /// Which.
    pub family: FamilyId,
}

/// Just after every text that begins with the prefix.
fn after(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

impl Reader<'_> {
    /// Families with a name key that begins so, each once in its best class: by class, the blocked
    /// ones first, then by key.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn by_name(self, prefix: &str, most: usize) -> Result<Vec<NamedFamily>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT class, open, family FROM name_key
             WHERE class IN (0, 1, 2) AND open IN (0, 1) AND key >= ?1 AND key < ?2
             ORDER BY class, open, key",
        )?;
        let mut rows = statement.query(params![prefix, after(prefix)])?;
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        while found.len() < most
            && let Some(row) = rows.next()?
        {
            let named = NamedFamily { class: row.get(0)?, open: row.get(1)?, family: id(row, 2)? };
            if seen.insert(named.family) {
                found.push(named);
            }
        }
        Ok(found)
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
                    (SELECT sum(due) FROM invoice WHERE family = f.id AND due > 0),
                    (SELECT cause FROM (SELECT cause, max(entry) FROM block b WHERE family = f.id
                       AND NOT EXISTS (SELECT 1 FROM lift WHERE block = b.id)))
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
                    cause: optional_code(row, 5, BlockCause::from_code)?,
                })
            },
        )?;
        let Some(mut listed) = listed else { return Ok(None) };
        listed.children = self.all(
            "SELECT given, birth FROM child WHERE family = ?1 ORDER BY rank",
            params![family.0],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        listed.children.sort_by_key(|(_, birth)| *birth); // cheaper here than in SQL
        Ok(Some(listed))
    }
}
