//! Families, their adults and their children.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::account::Authored;
use super::{Reader, id};
use crate::domain::household::{Child, Guardian, Household};
use crate::domain::ids::{ChildId, EntryId, FamilyId};
use crate::domain::people::QuotientSource;
use crate::domain::tariff::Means;
use crate::domain::tariff::means::Earlier;
use crate::domain::time::Moment;
use crate::store::StoreError;

/// A household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyRecord {
    /// Which.
    pub id: FamilyId,
    /// `EVR04217`.
    pub login: String,
    /// Street and number.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub town: String,
    /// What its tariffs rest on.
    pub means: Means,
    /// Civil year of the administrative file.
    pub file_year: Option<i32>,
    /// Digest of the office's rows; empty where it has none.
    pub digest: String,
    /// The fact that says all this, names and children included.
    pub entry: EntryId,
    /// It left.
    pub archived: bool,
}

/// A note about a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRecord {
    /// What it says.
    pub text: String,
    /// It shows in the search already.
    pub flagged: bool,
    /// Who wrote it, when, by which fact.
    pub written: Authored,
}

fn family(row: &Row<'_>) -> rusqlite::Result<FamilyRecord> {
    Ok(FamilyRecord {
        id: id(row, 0)?,
        login: row.get(1)?,
        address: row.get(2)?,
        postcode: row.get(3)?,
        town: row.get(4)?,
        file_year: row.get(5)?,
        digest: row.get(6)?,
        entry: id(row, 7)?,
        archived: row.get(8)?,
        means: means(row)?,
    })
}

fn means(row: &Row<'_>) -> rusqlite::Result<Means> {
    let source: Option<String> = row.get(12)?;
    let earlier: Option<u32> = row.get(14)?;
    let until = row.get(15)?;
    Ok(Means {
        quotient: row.get(9)?,
        until: row.get(10)?,
        month: row.get(11)?,
        source: source.and_then(|code| QuotientSource::from_code(&code)),
        received: row.get(13)?,
        earlier: earlier.map(|quotient| Earlier { quotient, until }),
        income: row.get(16)?,
        income_year: row.get(17)?,
    })
}

fn child(row: &Row<'_>) -> rusqlite::Result<Child> {
    Ok(Child {
        id: id(row, 0)?,
        surname: row.get(1)?,
        given: row.get(2)?,
        birth: row.get(3)?,
        school: row.get(4)?,
        class: row.get(5)?,
        form_on: row.get(6)?,
        pai: row.get(7)?,
    })
}

const FAMILY: &str = "SELECT id, login, address, postcode, town, file_year, digest, entry, \
                      archived, quotient, quotient_until, quotient_month, quotient_source, \
                      quotient_on, earlier_quotient, earlier_until, income, income_year \
                      FROM family";

impl Reader<'_> {
    /// A household.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn family(self, which: FamilyId) -> Result<Option<FamilyRecord>, StoreError> {
        self.first(&format!("{FAMILY} WHERE id = ?1"), params![which.0], family)
    }

    /// A household as it is stated, whole.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn household(self, which: FamilyId) -> Result<Option<Household>, StoreError> {
        let Some(family) = self.family(which)? else { return Ok(None) };
        Ok(Some(Household {
            login: family.login,
            guardians: self.guardians(which)?,
            children: self.children_as_listed(which)?,
            address: family.address,
            postcode: family.postcode,
            town: family.town,
            means: family.means,
            file_year: family.file_year,
        }))
    }

    /// A household by login id, in capitals or not; an empty one is nobody's.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn family_by_login(self, login: &str) -> Result<Option<FamilyRecord>, StoreError> {
        self.first(&format!("{FAMILY} WHERE login = ?1 AND ?1 <> ''"), params![login], family)
    }

    /// Every household that has a name, by login id.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn all_families(self) -> Result<Vec<FamilyId>, StoreError> {
        self.all("SELECT id FROM family WHERE login <> '' ORDER BY login, id", [], |row| id(row, 0))
    }

    /// How many households there are.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn families(self) -> Result<u64, StoreError> {
        Ok(self.first("SELECT count(login) FROM family", [], |row| row.get(0))?.unwrap_or(0))
    }

    /// The adults of a family, the account holder first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn guardians(self, family: FamilyId) -> Result<Vec<Guardian>, StoreError> {
        self.all(
            "SELECT id, surname, given, link, phone, email FROM guardian
             WHERE family = ?1 ORDER BY rank",
            params![family.0],
            |row| {
                Ok(Guardian {
                    id: id(row, 0)?,
                    surname: row.get(1)?,
                    given: row.get(2)?,
                    link: row.get(3)?,
                    phone: row.get(4)?,
                    email: row.get(5)?,
                })
            },
        )
    }

    /// Whose child it is; `None` once its household is erased.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn family_of(self, child: ChildId) -> Result<Option<FamilyId>, StoreError> {
        self.first("SELECT family FROM child WHERE id = ?1", params![child.0], |row| id(row, 0))
    }

    /// The children of a family, the eldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn children(self, family: FamilyId) -> Result<Vec<Child>, StoreError> {
        let mut children = self.children_as_listed(family)?;
        children.sort_by_key(|child| child.birth); // cheaper here than in SQL
        Ok(children)
    }

    /// The children of a family, in the order in which they are stated.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn children_as_listed(self, family: FamilyId) -> Result<Vec<Child>, StoreError> {
        self.all(
            "SELECT id, surname, given, birth, school, class, form_on, pai FROM child
             WHERE family = ?1 ORDER BY rank",
            params![family.0],
            child,
        )
    }

    /// The children born on a day, each with its family.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn born_on(self, birth: NaiveDate) -> Result<Vec<(FamilyId, Child)>, StoreError> {
        self.all(
            "SELECT id, surname, given, birth, school, class, form_on, pai, family FROM child
             WHERE birth = ?1",
            params![birth],
            |row| Ok((id(row, 8)?, child(row)?)),
        )
    }

    /// The notes about a family that nobody struck, the latest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn notes(self, family: FamilyId) -> Result<Vec<NoteRecord>, StoreError> {
        self.all(
            "SELECT n.entry, n.text, n.flagged, j.agent, j.at, j.utc_offset
             FROM note n JOIN journal j ON j.id = n.entry
             WHERE n.family = ?1 AND n.entry NOT IN (SELECT note FROM note_struck)
             ORDER BY j.position DESC",
            params![family.0],
            |row| {
                let entry = id(row, 0)?;
                let at = Moment { at: row.get(4)?, offset: row.get(5)? };
                let written = Authored { entry, agent: id(row, 3)?, at };
                Ok(NoteRecord { text: row.get(1)?, flagged: row.get(2)?, written })
            },
        )
    }

    /// The last login id of a scheme: a prefix and so many digits.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn last_login(self, prefix: &str, digits: u32) -> Result<Option<String>, StoreError> {
        let length = prefix.chars().count() + digits as usize;
        let last = self.first(
            "SELECT max(login) FROM family
             WHERE login > ?1 AND login < ?1 || ':' AND length(login) = ?2
               AND substr(login, length(?1) + 1) NOT GLOB '*[^0-9]*'",
            params![prefix, length],
            |row| row.get::<_, Option<String>>(0),
        )?;
        Ok(last.flatten())
    }
}
