//! Facts about money: payments, receipts.

use rusqlite::params;

use super::{Outcome, Place, account, known};
use crate::domain::ids::{FamilyId, InvoiceId, PaymentId};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::{self, Tender, Wanted, sum_of};
use crate::domain::till;
use crate::journal::fact::{PayerNamed, PaymentTaken, ReceiptPrinted};
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
    settle(db, fact.payment, &parts)?;
    for (rank, tender) in fact.tenders.iter().enumerate() {
        keep(db, fact.payment, rank, tender)?;
    }
    db.prepare_cached("UPDATE till_session SET cash = cash + ?2 WHERE id = ?1")?
        .execute(params![fact.session.0, sum_of(&fact.tenders, TenderMode::Cash).0])?;
    note_after(db, fact.payment, fact.family)?;
    Ok(Outcome::Done(vec![fact.payment.0]))
}

/// Notes what the family owes and has just after a payment.
pub(super) fn note_after(db: &Db, payment: PaymentId, family: FamilyId) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE payment SET remaining = ?2, left_over = ?3 WHERE id = ?1")?
        .execute(params![payment.0, remaining(db, family)?, db.read().credit(family)?.0])?;
    Ok(())
}

/// Shares what was tendered out to the invoices, in their order; one named twice counts once.
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
    Ok(till::allocate(&due, tender::sum(&fact.tenders)))
}

/// The payment itself; what the family owes and has just after is known once all is settled.
fn record(db: &Db, place: &Place, fact: &PaymentTaken, credit: Cents) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO payment (id, family, payer, session, series, year, number, amount, fraction,
                              credit, remaining, left_over, copies, entry, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, 0, 0, ?11, '')",
    )?
    .execute(params![
        fact.payment.0,
        fact.family.0,
        fact.payer.map(|payer| payer.0),
        fact.session.0,
        fact.receipt.series,
        fact.receipt.year,
        fact.receipt.number,
        tender::sum(&fact.tenders).0,
        fact.fraction,
        credit.0,
        place.position
    ])?;
    Ok(())
}

/// Takes each part off its invoice.
fn settle(db: &Db, payment: PaymentId, parts: &[(InvoiceId, Cents)]) -> Result<(), StoreError> {
    for (rank, (invoice, part)) in parts.iter().enumerate() {
        db.prepare_cached("UPDATE invoice SET due = due - ?2 WHERE id = ?1")?
            .execute(params![invoice.0, part.0])?;
        db.prepare_cached(
            "INSERT INTO allocation (payment, rank, invoice, amount, rest)
             SELECT ?1, ?2, id, ?4, due FROM invoice WHERE id = ?3",
        )?
        .execute(params![payment.0, rank, invoice.0, part.0])?;
    }
    Ok(())
}

/// One of the means of a payment.
fn keep(db: &Db, payment: PaymentId, rank: usize, tender: &Tender) -> Result<(), StoreError> {
    let [authorisation, last_four, bank, number, reason] = match tender {
        Tender::Cash { reason, .. } => ["", "", "", "", reason],
        Tender::Card { authorisation, last_four, .. } => [authorisation, last_four, "", "", ""],
        Tender::Cheque { bank, number, .. } => ["", "", bank, number, ""],
        Tender::Credit { .. } => [""; 5],
    };
    db.prepare_cached(
        "INSERT INTO tender (payment, rank, mode, amount, received, authorisation, last_four,
                             bank, number, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        payment.0,
        rank,
        tender.mode().code(),
        tender.amount().0,
        tender.received().0,
        authorisation,
        last_four,
        bank,
        number,
        reason
    ])?;
    Ok(())
}

fn remaining(db: &Db, family: FamilyId) -> Result<i64, StoreError> {
    Ok(db
        .prepare_cached("SELECT coalesce(sum(due), 0) FROM invoice WHERE family = ?1 AND due > 0")?
        .query_row(params![family.0], |row| row.get(0))?)
}

/// The name of somebody outside the family; one whose entry is erased leaves nothing.
pub(super) fn payer_named(db: &Db, place: &Place, fact: &PayerNamed) -> Folded {
    let entry = place.header.id.0;
    if !fact.name.is_empty() && !known(db, "SELECT 1 FROM erased WHERE entry = ?1", entry)? {
        db.prepare_cached("INSERT INTO payer_named (entry, payment, name) VALUES (?1, ?2, ?3)")?
            .execute(params![entry, fact.payment.0, fact.name])?;
    }
    Ok(Outcome::DONE)
}

pub(super) fn receipt_printed(db: &Db, fact: &ReceiptPrinted) -> Folded {
    if !known(db, "SELECT 1 FROM payment WHERE id = ?1", fact.payment.0)? {
        return Ok(Outcome::Waits(fact.payment.0));
    }
    db.prepare_cached("UPDATE payment SET copies = max(copies, ?2 + 1) WHERE id = ?1")?
        .execute(params![fact.payment.0, fact.duplicata])?;
    Ok(Outcome::DONE)
}
