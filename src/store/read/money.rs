//! Invoices, payments and receipts.

use rusqlite::{Row, params};

use super::{Reader, code, id, optional_id};
use crate::domain::contrary::Standing;
use crate::domain::ids::{FamilyId, GuardianId, InvoiceId, PaymentId, TillSessionId};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::Tender;
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
    /// Who paid; `None` for somebody outside the family.
    pub payer: Option<GuardianId>,
    /// Its receipt.
    pub receipt: ReceiptNumber,
    /// With what, in the order it was handed over.
    pub tenders: Vec<Tender>,
    /// What the tenders come to.
    pub amount: Cents,
    /// Of which kept as the family's credit.
    pub credit: Cents,
    /// What the family still owed just after, and the credit it then had.
    pub after: (Cents, Cents),
    /// Times its receipt was printed.
    pub copies: u32,
    /// Who took it, when, and the entry's hash.
    pub entry: (crate::domain::ids::AgentId, Moment, Hash),
    /// In which till session.
    pub session: TillSessionId,
    /// Whether it was taken back, or takes another one back.
    pub standing: Standing,
}

/// What a payment settled of one invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocationRecord {
    /// The invoice as it is now.
    pub invoice: InvoiceRecord,
    /// What was paid of it.
    pub amount: Cents,
    /// What it still had due just after.
    pub rest: Cents,
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

const PAYMENT: &str = "SELECT p.id, p.family, p.payer, p.series, p.year, p.number, p.amount, \
                       p.credit, p.remaining, p.left_over, p.copies, \
                       j.agent, j.at, j.utc_offset, j.hash, p.session \
                       FROM payment p JOIN journal j ON j.position = p.entry";

fn payment(row: &Row<'_>) -> rusqlite::Result<PaymentRecord> {
    Ok(PaymentRecord {
        id: id(row, 0)?,
        family: id(row, 1)?,
        payer: optional_id(row, 2)?,
        receipt: ReceiptNumber { series: row.get(3)?, year: row.get(4)?, number: row.get(5)? },
        tenders: Vec::new(),
        amount: Cents(row.get(6)?),
        credit: Cents(row.get(7)?),
        after: (Cents(row.get(8)?), Cents(row.get(9)?)),
        copies: row.get(10)?,
        entry: (id(row, 11)?, Moment { at: row.get(12)?, offset: row.get(13)? }, row.get(14)?),
        session: id(row, 15)?,
        standing: Standing::Stands,
    })
}

fn tender(row: &Row<'_>) -> rusqlite::Result<Tender> {
    let amount = Cents(row.get(1)?);
    Ok(match code(row, 0, TenderMode::from_code)? {
        TenderMode::Cash => {
            Tender::Cash { amount, received: Cents(row.get(2)?), reason: row.get(7)? }
        }
        TenderMode::Card => {
            Tender::Card { amount, authorisation: row.get(3)?, last_four: row.get(4)? }
        }
        TenderMode::Cheque => Tender::Cheque { amount, bank: row.get(5)?, number: row.get(6)? },
        TenderMode::Credit => Tender::Credit { amount },
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

    /// The families that owe something on so many invoices, or more.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn owing(self, invoices: u32) -> Result<Vec<FamilyId>, StoreError> {
        self.all(
            "SELECT family FROM invoice WHERE due > 0 GROUP BY family HAVING count(*) >= ?1",
            params![invoices],
            |row| id(row, 0),
        )
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
        let payments = self.all(&sql, params![family.0, limit], payment)?;
        payments.into_iter().map(|payment| self.with_tenders(payment)).collect()
    }

    /// A payment.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn payment(self, which: PaymentId) -> Result<Option<PaymentRecord>, StoreError> {
        self.one_payment(&format!("{PAYMENT} WHERE p.id = ?1"), params![which.0])
    }

    /// A payment by the number of its receipt.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn payment_by_receipt(
        self,
        receipt: &ReceiptNumber,
    ) -> Result<Option<PaymentRecord>, StoreError> {
        self.one_payment(
            &format!("{PAYMENT} WHERE p.series = ?1 AND p.year = ?2 AND p.number = ?3"),
            params![receipt.series, receipt.year, receipt.number],
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
        self.one_payment(&sql, params![which.0])
    }

    fn one_payment(
        self,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Result<Option<PaymentRecord>, StoreError> {
        self.first(sql, params, payment)?.map(|payment| self.with_tenders(payment)).transpose()
    }

    fn with_tenders(self, payment: PaymentRecord) -> Result<PaymentRecord, StoreError> {
        let tenders = self.all(
            "SELECT mode, amount, received, authorisation, last_four, bank, number, reason
             FROM tender WHERE payment = ?1 ORDER BY rank",
            params![payment.id.0],
            tender,
        )?;
        let standing = self.standing(payment.id)?;
        Ok(PaymentRecord { tenders, standing, ..payment })
    }

    /// The first cancellation of a payment counts.
    fn standing(self, payment: PaymentId) -> Result<Standing, StoreError> {
        let number = |row: &Row<'_>| {
            let (series, year, number) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(ReceiptNumber { series, year, number }.to_string())
        };
        let cancels = self.first(
            "SELECT o.series, o.year, o.number, p.reason
             FROM payment p JOIN payment o ON o.id = p.cancels WHERE p.id = ?1",
            params![payment.0],
            |row| Ok(Standing::Cancels { number: number(row)?, reason: row.get(3)? }),
        )?;
        if let Some(cancels) = cancels {
            return Ok(cancels);
        }
        let by = self.first(
            "SELECT series, year, number FROM payment WHERE cancels = ?1 ORDER BY entry LIMIT 1",
            params![payment.0],
            number,
        )?;
        Ok(by.map_or(Standing::Stands, |by| Standing::Cancelled { by }))
    }

    /// The name of a payer from outside the family, unless it was erased.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn payer_named(self, payment: PaymentId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT name FROM payer_named WHERE payment = ?1 ORDER BY entry DESC LIMIT 1";
        self.first(sql, params![payment.0], |row| row.get(0))
    }

    /// Whether a family's credit pays days when they are booked.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn wallet_active(self, family: FamilyId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM wallet WHERE family = ?1";
        Ok(self.first(sql, params![family.0], |_| Ok(()))?.is_some())
    }

    /// What a family left at the counter and has not used yet, for invoices or for booked days.
    /// What was used before it was seen to be left counts as nothing.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn credit(self, family: FamilyId) -> Result<Cents, StoreError> {
        let left = self.first(
            "SELECT (SELECT coalesce(sum(credit), 0) FROM payment WHERE family = ?1)
                    - (SELECT coalesce(sum(t.amount), 0) FROM payment p
                       JOIN tender t ON t.payment = p.id
                       WHERE p.family = ?1 AND t.mode = 'avoir')
                    - (SELECT coalesce(sum(paid), 0) FROM booking
                       WHERE payer = ?1 AND state IN ('reserve', 'a_valider'))",
            params![family.0],
            |row| row.get(0),
        )?;
        Ok(Cents(left.unwrap_or(0)).max(Cents::ZERO))
    }

    /// What payments that were made in cash, in whole or in part, settled of an invoice so far.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn cash_so_far(self, invoice: InvoiceId) -> Result<Cents, StoreError> {
        let paid = self.first(
            "SELECT coalesce(sum(amount), 0) FROM allocation
             WHERE invoice = ?1 AND payment IN (SELECT payment FROM tender WHERE mode = 'especes')",
            params![invoice.0],
            |row| row.get(0),
        )?;
        Ok(Cents(paid.unwrap_or(0)))
    }

    /// The banks of the cheques so far, the most usual first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn banks(self, limit: u32) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT bank FROM tender WHERE mode = 'cheque'
                   GROUP BY bank ORDER BY count(*) DESC, bank LIMIT ?1";
        self.all(sql, params![limit], |row| row.get(0))
    }

    /// What a payment settled, invoice by invoice, in order.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn allocations(self, payment: PaymentId) -> Result<Vec<AllocationRecord>, StoreError> {
        let sql = "SELECT i.id, i.family, i.number, i.period, i.label, i.amount, i.due, i.issued,
                          a.amount, a.rest
                   FROM allocation a JOIN invoice i ON i.id = a.invoice
                   WHERE a.payment = ?1 ORDER BY a.rank";
        self.all(sql, params![payment.0], |row| {
            let (amount, rest) = (Cents(row.get(8)?), Cents(row.get(9)?));
            Ok(AllocationRecord { invoice: invoice(row)?, amount, rest })
        })
    }

    /// What payments and cancellations settled of an invoice, in their order: the receipt, when,
    /// and how much.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn settled_of(
        self,
        which: InvoiceId,
    ) -> Result<Vec<(ReceiptNumber, Moment, Cents)>, StoreError> {
        let sql = "SELECT p.series, p.year, p.number, j.at, j.utc_offset, a.amount
                   FROM allocation a JOIN payment p ON p.id = a.payment
                   JOIN journal j ON j.position = p.entry
                   WHERE a.invoice = ?1 ORDER BY p.entry";
        self.all(sql, params![which.0], |row| {
            let (series, year, number) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let at = Moment { at: row.get(3)?, offset: row.get(4)? };
            Ok((ReceiptNumber { series, year, number }, at, Cents(row.get(5)?)))
        })
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
