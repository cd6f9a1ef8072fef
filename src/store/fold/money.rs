//! Facts about money: payments, receipts.

use rusqlite::params;

use super::{Outcome, Place, account, known};
use crate::domain::ids::{FamilyId, InvoiceId};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::till;
use crate::journal::fact::{PaymentTaken, ReceiptPrinted, Wanted};
use crate::store::{Db, StoreError};

type Folded = Result<Outcome, StoreError>;

/// Allocates min(wanted, due) to each invoice; the rest is the family's credit.
pub(super) fn payment_taken(db: &Db, place: &Place, fact: &PaymentTaken) -> Folded {
    if account::family(db, fact.family)?.is_none() {
        return Ok(Outcome::Waits(fact.family.0));
    }
    if !known(db, "SELECT 1 FROM till_session WHERE id = ?1", fact.session.0)? {
        return Ok(Outcome::Waits(fact.session.0));
    }
    for wanted in &fact.wanted {
        if !known(db, "SELECT 1 FROM invoice WHERE id = ?1", wanted.invoice.0)? {
            return Ok(Outcome::Waits(wanted.invoice.0));
        }
    }
    if known(db, "SELECT 1 FROM payment WHERE id = ?1", fact.payment.0)? {
        return Ok(Outcome::DONE);
    }
    let (parts, credit) = allocate(db, fact)?;
    record(db, place, fact, credit)?;
    let mut insert = db.prepare_cached(
        "INSERT INTO allocation (payment, rank, invoice, amount) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (rank, (invoice, part)) in parts.iter().enumerate() {
        insert.execute(params![fact.payment.0, rank, invoice.0, part.0])?;
    }
    if fact.tender.mode == TenderMode::Cash {
        db.prepare_cached("UPDATE till_session SET cash = cash + ?2 WHERE id = ?1")?
            .execute(params![fact.session.0, fact.tender.amount.0])?;
    }
    Ok(Outcome::Done(vec![fact.payment.0]))
}

/// Takes the tender's amount off the invoices, in their order; one named twice counts once.
fn allocate(db: &Db, fact: &PaymentTaken) -> Result<(Vec<(InvoiceId, Cents)>, Cents), StoreError> {
    let mut due: Vec<(InvoiceId, Cents)> = Vec::with_capacity(fact.wanted.len());
    for Wanted { invoice, amount, .. } in &fact.wanted {
        if due.iter().any(|(known, _)| known == invoice) {
            continue;
        }
        let left: i64 = db
            .prepare_cached("SELECT due FROM invoice WHERE id = ?1")?
            .query_row(params![invoice.0], |row| row.get(0))?;
        due.push((*invoice, (*amount).min(Cents(left)).max(Cents::ZERO)));
    }
    let (parts, credit) = till::allocate(&due, fact.tender.amount);
    for (invoice, part) in &parts {
        db.prepare_cached("UPDATE invoice SET due = due - ?2 WHERE id = ?1")?
            .execute(params![invoice.0, part.0])?;
    }
    Ok((parts, credit))
}

fn record(db: &Db, place: &Place, fact: &PaymentTaken, credit: Cents) -> Result<(), StoreError> {
    let tender = &fact.tender;
    db.prepare_cached(
        "INSERT INTO payment (id, family, payer, session, series, year, number, mode, amount,
                              received, authorisation, last_four, reason, credit, remaining,
                              copies, entry)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 0, ?16)",
    )?
    .execute(params![
        fact.payment.0,
        fact.family.0,
        fact.payer.0,
        fact.session.0,
        fact.receipt.series,
        fact.receipt.year,
        fact.receipt.number,
        tender.mode.code(),
        tender.amount.0,
        tender.received.0,
        tender.authorisation,
        tender.last_four,
        tender.reason,
        credit.0,
        remaining(db, fact.family)?,
        place.position
    ])?;
    Ok(())
}

fn remaining(db: &Db, family: FamilyId) -> Result<i64, StoreError> {
    Ok(db
        .prepare_cached("SELECT coalesce(sum(due), 0) FROM invoice WHERE family = ?1 AND due > 0")?
        .query_row(params![family.0], |row| row.get(0))?)
}

pub(super) fn receipt_printed(db: &Db, fact: &ReceiptPrinted) -> Folded {
    if !known(db, "SELECT 1 FROM payment WHERE id = ?1", fact.payment.0)? {
        return Ok(Outcome::Waits(fact.payment.0));
    }
    db.prepare_cached("UPDATE payment SET copies = max(copies, ?2 + 1) WHERE id = ?1")?
        .execute(params![fact.payment.0, fact.duplicata])?;
    Ok(Outcome::DONE)
}
