//! Invoices that are contested.

use rusqlite::params;

use super::account::Authored;
use super::{Reader, code, id};
use crate::domain::ids::{FamilyId, InvoiceId};
use crate::domain::people::Contested;
use crate::domain::time::Moment;
use crate::store::StoreError;

/// What a family says is wrong with an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContestRecord {
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
            "SELECT c.entry, c.invoice, c.motive, j.agent, j.at, j.utc_offset
             FROM contest c JOIN journal j ON j.id = c.entry
             WHERE c.family = ?1 AND c.entry NOT IN (SELECT contest FROM contest_withdrawn)
             ORDER BY j.position DESC",
            params![family.0],
            |row| {
                let at = Moment { at: row.get(4)?, offset: row.get(5)? };
                let written = Authored { entry: id(row, 0)?, agent: id(row, 3)?, at };
                let motive = code(row, 2, Contested::from_code)?;
                Ok(ContestRecord { invoice: id(row, 1)?, motive, written })
            },
        )
    }
}
