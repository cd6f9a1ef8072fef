//! Prefix scans over the search keys, and the rows of the families found.

use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, id, optional_code};
use crate::domain::ids::FamilyId;
use crate::domain::money::Cents;
use crate::domain::people::BlockCause;
use crate::domain::search::{Prefix, Word};
use crate::store::StoreError;
use crate::store::write::Statement;

/// A family as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFamily {
    /// `EVR04217`.
    pub login: String,
    /// Surname and given name of the account holder.
    pub holder: (String, String),
    /// Street and number.
    pub street: String,
    /// The children, the eldest first.
    pub children: Vec<ListedChild>,
    /// What the family owes.
    pub balance_due: Cents,
    /// The family signed in once.
    pub activated: bool,
    /// Why the account is blocked, while it is.
    pub cause: Option<BlockCause>,
    /// It left.
    pub archived: bool,
}

/// A child of a family in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedChild {
    /// Given name.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// Birth date.
    pub birth: NaiveDate,
}

/// A family found by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedFamily {
    /// Whose name: 0 the holder's, 1 another adult's, 2 a child's.
    pub class: u8,
    /// No block stands on its account.
    pub open: bool,
    /// The name ends where the text ends, or the next word begins there.
    pub entire: bool,
    /// Which.
    pub family: FamilyId,
}

/// Just after every text that begins with the prefix.
fn after(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// Just after the prefix and every text in which a space follows it.
fn after_word(prefix: &str) -> String {
    format!("{prefix}!")
}

impl<'c> Reader<'c> {
    /// Families, archived ones or the others, with a name key that begins so, each once in its best
    /// class: by class, the blocked ones first, then by key.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn by_name(
        self,
        prefix: &Prefix,
        archived: bool,
        most: usize,
    ) -> Result<Vec<NamedFamily>, StoreError> {
        let whole_end = after_word(&prefix.text);
        let end = if prefix.entire { whole_end.clone() } else { after(&prefix.text) };
        let mut statement = self.db.prepare_cached(if archived {
            "SELECT class, open, family, key < ?3 FROM name_key
             WHERE class IN (0, 1, 2) AND open = 2 AND key >= ?1 AND key < ?2
             ORDER BY class, key"
        } else {
            "SELECT class, open, family, key < ?3 FROM name_key
             WHERE class IN (0, 1, 2) AND open IN (0, 1) AND key >= ?1 AND key < ?2
             ORDER BY class, open, key"
        })?;
        let mut rows = statement.query(params![prefix.text, end, whole_end])?;
        let (mut found, mut seen) = (Vec::<NamedFamily>::new(), HashMap::new());
        while found.len() < most
            && let Some(row) = rows.next()?
        {
            let (family, entire) = (id(row, 2)?, row.get(3)?);
            match seen.entry(family) {
                Entry::Vacant(new) => {
                    new.insert(found.len());
                    let (class, open) = (row.get(0)?, row.get(1)?);
                    found.push(NamedFamily { class, open, entire, family });
                }
                Entry::Occupied(known) => {
                    if let Some(named) = found.get_mut(*known.get()) {
                        named.entire |= entire;
                    }
                }
            }
        }
        Ok(found)
    }

    /// Families with an identifier that is, or begins with, this value: archived ones, the others,
    /// or both.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn by_ident(
        self,
        value: &str,
        whole: bool,
        archived: Option<bool>,
        limit: usize,
    ) -> Result<Vec<FamilyId>, StoreError> {
        let end = if whole { format!("{value}\0") } else { after(value) };
        self.distinct(
            "SELECT family FROM ident WHERE value >= ?1 AND value < ?2
               AND (?3 IS NULL OR ?3 = (SELECT archived FROM family WHERE id = ident.family))
             ORDER BY value, family",
            params![value, end, archived],
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

    /// The words of all names, sorted.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn words(self) -> Result<Vec<Word>, StoreError> {
        self.all("SELECT word, sound, uses FROM word ORDER BY word", [], |row| {
            Ok(Word { word: row.get(0)?, sound: row.get(1)?, uses: row.get(2)? })
        })
    }

    /// Families as the list shows them, one after the other.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn listing(self) -> Result<Listing<'c>, StoreError> {
        Ok(Listing {
            family: self.db.prepare_cached(
                "SELECT f.login, g.surname, g.given, coalesce(a.activated, 0), f.address,
                        (SELECT sum(due) FROM invoice WHERE family = f.id AND due > 0),
                        (SELECT cause FROM (SELECT cause, max(entry) FROM block b
                           WHERE family = f.id
                           AND NOT EXISTS (SELECT 1 FROM lift WHERE block = b.id))),
                        f.archived
                 FROM family f JOIN guardian g ON g.family = f.id AND g.rank = 0
                 LEFT JOIN account a ON a.family = f.id WHERE f.id = ?1",
            )?,
            children: self.db.prepare_cached(
                "SELECT given, surname, birth FROM child WHERE family = ?1 ORDER BY rank",
            )?,
            others: self.db.prepare_cached(
                "SELECT surname, given FROM guardian WHERE family = ?1 AND rank > 0",
            )?,
        })
    }
}

/// The statements that read families for the list: fifty at each letter.
pub struct Listing<'c> {
    family: Statement<'c>,
    children: Statement<'c>,
    others: Statement<'c>,
}

impl Listing<'_> {
    /// A family, if it is known.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn read(&mut self, family: FamilyId) -> Result<Option<ListedFamily>, StoreError> {
        let listed = self.family.query_row([family.0], |row| {
            Ok(ListedFamily {
                login: row.get(0)?,
                holder: (row.get(1)?, row.get(2)?),
                street: row.get(4)?,
                children: Vec::new(),
                balance_due: Cents(row.get::<_, Option<i64>>(5)?.unwrap_or(0)),
                activated: row.get(3)?,
                cause: optional_code(row, 6, BlockCause::from_code)?,
                archived: row.get(7)?,
            })
        });
        let Some(mut listed) = listed.optional()? else { return Ok(None) };
        let child = |row: &Row<'_>| {
            Ok(ListedChild { given: row.get(0)?, surname: row.get(1)?, birth: row.get(2)? })
        };
        let children = self.children.query_map([family.0], child)?;
        listed.children = children.collect::<Result<_, _>>()?;
        listed.children.sort_by_key(|child| child.birth); // cheaper here than in SQL
        Ok(Some(listed))
    }

    /// Surname and given name of the adults who don't hold the account.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn others(&mut self, family: FamilyId) -> Result<Vec<(String, String)>, StoreError> {
        let names = self.others.query_map([family.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(names.collect::<Result<_, _>>()?)
    }
}
