//! Families, their adults and their children.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{Reader, id};
use crate::domain::ids::{ChildId, FamilyId, GuardianId};
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
    /// Monthly family quotient in euros.
    pub quotient: Option<u32>,
    /// Last day it can be used.
    pub quotient_until: Option<NaiveDate>,
    /// Civil year of the administrative file.
    pub file_year: Option<i32>,
    /// Digest of the office's rows.
    pub digest: String,
}

/// An adult.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardianRecord {
    /// Who.
    pub id: GuardianId,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// `mère`, `père` …
    pub link: String,
    /// Phone.
    pub phone: String,
    /// E-mail.
    pub email: String,
}

impl GuardianRecord {
    /// `MARTINEAU Claire`.
    pub fn name(&self) -> String {
        format!("{} {}", self.surname, self.given).trim().to_owned()
    }
}

/// A child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildRecord {
    /// Who.
    pub id: ChildId,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// Birth date.
    pub birth: NaiveDate,
    /// School.
    pub school: String,
    /// Class.
    pub class: String,
    /// When the yearly form came in.
    pub form_on: Option<NaiveDate>,
}

fn family(row: &Row<'_>) -> rusqlite::Result<FamilyRecord> {
    Ok(FamilyRecord {
        id: id(row, 0)?,
        login: row.get(1)?,
        address: row.get(2)?,
        postcode: row.get(3)?,
        town: row.get(4)?,
        quotient: row.get(5)?,
        quotient_until: row.get(6)?,
        file_year: row.get(7)?,
        digest: row.get(8)?,
    })
}

const FAMILY: &str = "SELECT id, login, address, postcode, town, quotient, quotient_until, \
                      file_year, digest FROM family";

impl Reader<'_> {
    /// A household.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn family(self, which: FamilyId) -> Result<Option<FamilyRecord>, StoreError> {
        self.first(&format!("{FAMILY} WHERE id = ?1"), params![which.0], family)
    }

    /// A household by login id, exactly as stored.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn family_by_login(self, login: &str) -> Result<Option<FamilyRecord>, StoreError> {
        self.first(&format!("{FAMILY} WHERE login = ?1"), params![login], family)
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
    pub fn guardians(self, family: FamilyId) -> Result<Vec<GuardianRecord>, StoreError> {
        self.all(
            "SELECT id, surname, given, link, phone, email FROM guardian
             WHERE family = ?1 ORDER BY rank",
            params![family.0],
            |row| {
                Ok(GuardianRecord {
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

    /// The children of a family, the eldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn children(self, family: FamilyId) -> Result<Vec<ChildRecord>, StoreError> {
        let mut children = self.children_as_listed(family)?;
        children.sort_by_key(|child| child.birth); // cheaper here than in SQL
        Ok(children)
    }

    /// The children of a family, in the office's own order.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn children_as_listed(self, family: FamilyId) -> Result<Vec<ChildRecord>, StoreError> {
        self.all(
            "SELECT id, surname, given, birth, school, class, form_on FROM child
             WHERE family = ?1 ORDER BY rank",
            params![family.0],
            |row| {
                Ok(ChildRecord {
                    id: id(row, 0)?,
                    surname: row.get(1)?,
                    given: row.get(2)?,
                    birth: row.get(3)?,
                    school: row.get(4)?,
                    class: row.get(5)?,
                    form_on: row.get(6)?,
                })
            },
        )
    }
}
