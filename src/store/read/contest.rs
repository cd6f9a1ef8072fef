//! Invoices that are contested.

use rusqlite::Row;

use super::account::Authored;
use super::{Reader, code, id};
use crate::domain::ids::{FamilyId, InvoiceId};
use crate::domain::people::Contested;
use crate::domain::time::Moment;
use crate::store::StoreError;

/// What stands, with room for a condition.
const STANDING: &str = "SELECT c.entry, c.invoice, c.motive, j.agent, j.at, j.utc_offset, c.family
     FROM contest c JOIN journal j ON j.id = c.entry
     WHERE c.entry NOT IN (SELECT contest FROM contest_withdrawn)";

/// What a family says is wrong with an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContestRecord {
    /// Whose it is.
    pub family: FamilyId,
    /// Which invoice.
    pub invoice: InvoiceId,
    /// What is wrong with it.
    pub motive: Contested,
    /// Who wrote it down, when, by which fact.
    pub written: Authored,
}

impl Reader<'_> {
    /// What a family contests, the latest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn contests(self, family: FamilyId) -> Result<Vec<ContestRecord>, StoreError> {
        self.all(
            &format!("{STANDING} AND c.family = ?1 ORDER BY j.position DESC"),
            [family.0],
            record,
        )
    }

    /// What all families contest, at most so many, the latest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn all_contests(self, most: u32) -> Result<Vec<ContestRecord>, StoreError> {
        self.all(&format!("{STANDING} ORDER BY j.position DESC LIMIT ?1"), [most], record)
    }
}

fn record(row: &Row<'_>) -> rusqlite::Result<ContestRecord> {
    let at = Moment { at: row.get(4)?, offset: row.get(5)? };
    let written = Authored { entry: id(row, 0)?, agent: id(row, 3)?, at };
    let motive = code(row, 2, Contested::from_code)?;
    Ok(ContestRecord { family: id(row, 6)?, invoice: id(row, 1)?, motive, written })
}
