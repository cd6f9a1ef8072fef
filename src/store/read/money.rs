//! Invoices, payments and receipts.

use rusqlite::{Row, params};

use super::{Reader, code, id};
use crate::domain::ids::{FamilyId, GuardianId, InvoiceId, PaymentId};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::time::Moment;
use crate::journal::entry::Hash;
use crate::journal::fact::ReceiptNumber;
use crate::store::StoreError;

/// An invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceRecord {
    /// Which.
    pub id: InvoiceId,
    /// Who is billed.
    pub family: FamilyId,
    /// `2026-10-04217`.
    pub number: String,
    /// `oct. 26`.
    pub period: String,
    /// `cantine`.
    pub label: String,
    /// What was billed.
    pub amount: Cents,
    /// What is left to pay.
    pub due: Cents,
    /// When it was issued.
    pub issued: Option<chrono::NaiveDate>,
}

/// A payment with its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRecord {
    /// Which.
    pub id: PaymentId,
    /// Who is billed.
    pub family: FamilyId,
    /// Who paid.
    pub payer: GuardianId,
    /// Its receipt.
    pub receipt: ReceiptNumber,
    /// With what.
    pub mode: TenderMode,
    /// How much.
    pub amount: Cents,
    /// What was handed over.
    pub received: Cents,
    /// Authorisation number and last four digits.
    pub card: (String, String),
    /// What the family still owed just after.
    pub remaining: Cents,
    /// Times its receipt was printed.
    pub copies: u32,
    /// Who took it, when, and the entry's hash.
    pub entry: (crate::domain::ids::AgentId, Moment, Hash),
}

const INVOICE: &str = "SELECT id, family, number, period, label, amount, due, issued FROM invoice";

fn invoice(row: &Row<'_>) -> rusqlite::Result<InvoiceRecord> {
    Ok(InvoiceRecord {
        id: id(row, 0)?,
        family: id(row, 1)?,
        number: row.get(2)?,
        period: row.get(3)?,
        label: row.get(4)?,
        amount: Cents(row.get(5)?),
        due: Cents(row.get(6)?),
        issued: row.get(7)?,
    })
}

const PAYMENT: &str = "SELECT p.id, p.family, p.payer, p.series, p.year, p.number, p.mode, \
                       p.amount, p.received, p.authorisation, p.last_four, p.remaining, p.copies, \
                       j.agent, j.at, j.utc_offset, j.hash \
                       FROM payment p JOIN journal j ON j.position = p.entry";

fn payment(row: &Row<'_>) -> rusqlite::Result<PaymentRecord> {
    Ok(PaymentRecord {
        id: id(row, 0)?,
        family: id(row, 1)?,
        payer: id(row, 2)?,
        receipt: ReceiptNumber { series: row.get(3)?, year: row.get(4)?, number: row.get(5)? },
        mode: code(row, 6, TenderMode::from_code)?,
        amount: Cents(row.get(7)?),
        received: Cents(row.get(8)?),
        card: (row.get(9)?, row.get(10)?),
        remaining: Cents(row.get(11)?),
        copies: row.get(12)?,
        entry: (id(row, 13)?, Moment { at: row.get(14)?, offset: row.get(15)? }, row.get(16)?),
    })
}

impl Reader<'_> {
    /// The latest invoices of a family, settled ones included.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn invoices(self, family: FamilyId, limit: u32) -> Result<Vec<InvoiceRecord>, StoreError> {
        let sql = format!("{INVOICE} WHERE family = ?1 ORDER BY issued DESC, number DESC LIMIT ?2");
        self.all(&sql, params![family.0, limit], invoice)
    }

    /// What a family has to pay, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn invoices_due(self, family: FamilyId) -> Result<Vec<InvoiceRecord>, StoreError> {
        let sql = format!(
            "{INVOICE} WHERE family = ?1 AND due > 0 ORDER BY issued IS NULL, issued, number"
        );
        self.all(&sql, params![family.0], invoice)
    }

    /// An invoice.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn invoice(self, which: InvoiceId) -> Result<Option<InvoiceRecord>, StoreError> {
        self.first(&format!("{INVOICE} WHERE id = ?1"), params![which.0], invoice)
    }

    /// An invoice by its number.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn invoice_by_number(self, number: &str) -> Result<Option<InvoiceRecord>, StoreError> {
        self.first(&format!("{INVOICE} WHERE number = ?1"), params![number], invoice)
    }

    /// The latest payments of a family.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn payments(self, family: FamilyId, limit: u32) -> Result<Vec<PaymentRecord>, StoreError> {
        let sql = format!("{PAYMENT} WHERE p.family = ?1 ORDER BY p.entry DESC LIMIT ?2");
        self.all(&sql, params![family.0, limit], payment)
    }

    /// A payment.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn payment(self, which: PaymentId) -> Result<Option<PaymentRecord>, StoreError> {
        self.first(&format!("{PAYMENT} WHERE p.id = ?1"), params![which.0], payment)
    }

    /// A payment by the number of its receipt.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn payment_by_receipt(
        self,
        receipt: &ReceiptNumber,
    ) -> Result<Option<PaymentRecord>, StoreError> {
        self.first(
            &format!("{PAYMENT} WHERE p.series = ?1 AND p.year = ?2 AND p.number = ?3"),
            params![receipt.series, receipt.year, receipt.number],
            payment,
        )
    }

    /// The last payment that touched an invoice.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn last_payment_of(self, which: InvoiceId) -> Result<Option<PaymentRecord>, StoreError> {
        let sql = format!(
            "{PAYMENT} WHERE p.id IN (SELECT payment FROM allocation WHERE invoice = ?1)
             ORDER BY p.entry DESC LIMIT 1"
        );
        self.first(&sql, params![which.0], payment)
    }

    /// What a payment settled: invoice and amount, in order.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn allocations(
        self,
        payment: PaymentId,
    ) -> Result<Vec<(InvoiceRecord, Cents)>, StoreError> {
        let sql = "SELECT i.id, i.family, i.number, i.period, i.label, i.amount, i.due, i.issued,
                          a.amount
                   FROM allocation a JOIN invoice i ON i.id = a.invoice
                   WHERE a.payment = ?1 ORDER BY a.rank";
        self.all(sql, params![payment.0], |row| Ok((invoice(row)?, Cents(row.get(8)?))))
    }

    /// The number that the next receipt of a series will have in a civil year.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn next_receipt(self, series: &str, year: i32) -> Result<u32, StoreError> {
        let last = self.first(
            "SELECT max(number) FROM payment WHERE series = ?1 AND year = ?2",
            params![series, year],
            |row| row.get::<_, Option<u32>>(0),
        )?;
        Ok(last.flatten().unwrap_or(0) + 1)
    }
}
