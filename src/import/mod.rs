//! Reads an office's folder of CSV files into checked rows.
//!
//! Knows office files; knows no disk, no clock, no SQL and no terminal: bytes and the day come in,
//! an [`ImportPlan`] or all the errors go out. Nothing in a file is trusted: what can't be read is
//! named with its file, line and column, and one error anywhere means that nothing is imported.

mod accounts;
mod columns;
mod decode;
mod documents;
mod field;
mod headers;
mod known;
mod people;
mod plan;
mod report;
mod services;
mod sheet;
mod source;
mod template;
mod write;

use chrono::NaiveDate;

pub use headers::{HeaderErrors, Headers};
pub use plan::{
    AccountRow, ActivityRow, AddressRow, BookingRow, ChildRow, DocumentRow, EnrolmentRow, Expiry,
    FamilyRow, FileRow, GuardianRow, ImportPlan, InvoiceRow,
};
pub use report::{FieldError, ImportErrors, LISTED_MAX, Remark};
pub use source::{Folder, OfficeFile};
pub use template::templates;
pub use write::folder;

use crate::domain::document::RequiredDocument;
use known::Known;
use report::{Report, Reported};
use sheet::Sheet;

/// What a folder is checked against, beside itself.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// Nobody is born and nothing came in after it.
    pub today: NaiveDate,
    /// The documents that the commune asks for.
    pub pieces: &'a [RequiredDocument],
}

/// Reads all files of a folder of a commune that asks for no documents, and checks them against one
/// another.
///
/// # Errors
/// Everything that is wrong in any file: one error stops the import, none stops the reading.
pub fn read(folder: &Folder, today: NaiveDate) -> Result<ImportPlan, ImportErrors> {
    read_as(folder, &Headers::default(), Against { today, pieces: &[] })
}

/// Reads a folder whose files and columns may have an office's own names.
///
/// # Errors
/// As [`read`], and columns that are not where they were said to be.
pub fn read_as(
    folder: &Folder,
    headers: &Headers,
    against: Against<'_>,
) -> Result<ImportPlan, ImportErrors> {
    let mut reading = Reading::default();
    folder.remark_strangers(headers, &mut reading.report);
    for file in OfficeFile::ALL {
        if reading.read_file(folder, headers, file, against).is_err() {
            reading.known.miss(file);
        }
    }
    reading.plan.remarks = reading.report.finish()?;
    Ok(reading.plan)
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    plan: ImportPlan,
    known: Known,
    report: Report,
}

impl Reading {
    /// Reads one file into the plan, if it is there.
    ///
    /// # Errors
    /// Some of its lines could not be told apart, so what they name is unknown.
    fn read_file(
        &mut self,
        folder: &Folder,
        headers: &Headers,
        file: OfficeFile,
        against: Against<'_>,
    ) -> Result<(), Reported> {
        let Self { plan, known, report } = self;
        let Some(sheet) = Sheet::open(folder, headers, file, report)? else { return Ok(()) };
        match file {
            OfficeFile::Families => people::read_families(sheet, plan, known, report),
            OfficeFile::Guardians => people::read_guardians(sheet, plan, known, report),
            OfficeFile::Children => {
                people::read_children(sheet, against.today, plan, known, report)
            }
            OfficeFile::Activities => services::read_activities(sheet, plan, known, report),
            OfficeFile::Enrolments => services::read_enrolments(sheet, plan, known, report),
            OfficeFile::Invoices => accounts::read_invoices(sheet, plan, known, report),
            OfficeFile::Bookings => services::read_bookings(sheet, plan, known, report),
            OfficeFile::Accounts => accounts::read_accounts(sheet, plan, known, report),
            OfficeFile::Documents => documents::read_documents(sheet, against, plan, known, report),
        }
    }
}

#[cfg(test)]
mod tests;
