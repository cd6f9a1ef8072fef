//! Facts that take a payment back: a row of the same table with the opposite amounts.

use rusqlite::params;

use super::{Outcome, Place, known, money};
use crate::domain::contrary::returned;
use crate::domain::ids::FamilyId;
use crate::domain::money::Cents;
use crate::journal::fact::PaymentCancelled;
use crate::store::read::id;
use crate::store::{Db, StoreError};

type Folded = Result<Outcome, StoreError>;

/// Gives back to each invoice what the payment settled of it, and takes back the credit it left.
/// The first cancellation of a payment does; a further one, of another site, finds nothing left to
/// give back, so that all of it weighs on the family's credit: its money left the till as well.
pub(super) fn payment_cancelled(db: &Db, place: &Place, fact: &PaymentCancelled) -> Folded {
    if !known(db, "SELECT 1 FROM payment WHERE id = ?1", fact.payment.0)? {
        return Ok(Outcome::Waits(fact.payment.0));
    }
    if !known(db, "SELECT 1 FROM till_session WHERE id = ?1", fact.session.0)? {
        return Ok(Outcome::Waits(fact.session.0));
    }
    if known(db, "SELECT 1 FROM payment WHERE id = ?1", fact.cancellation.0)? {
        return Ok(Outcome::DONE);
    }
    let again = known(db, "SELECT 1 FROM payment WHERE cancels = ?1", fact.payment.0)?;
    record(db, place, fact)?;
    let given_back = if again { Cents::ZERO } else { give_back(db, fact)? };
    db.prepare_cached("UPDATE payment SET credit = amount + ?2 WHERE id = ?1")?
        .execute(params![fact.cancellation.0, given_back.0])?;
    db.prepare_cached(
        "UPDATE till_session SET cash = cash + coalesce(
           (SELECT sum(amount) FROM tender WHERE payment = ?2 AND mode = 'especes'), 0)
         WHERE id = ?1",
    )?
    .execute(params![fact.session.0, fact.cancellation.0])?;
    let family: FamilyId = db
        .prepare_cached("SELECT family FROM payment WHERE id = ?1")?
        .query_row(params![fact.cancellation.0], |row| id(row, 0))?;
    money::note_after(db, fact.cancellation, family)?;
    Ok(Outcome::Done(vec![fact.cancellation.0]))
}

/// The payment and its means again, with the opposite sign.
fn record(db: &Db, place: &Place, fact: &PaymentCancelled) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO payment (id, family, payer, session, series, year, number, amount, fraction,
                              credit, remaining, left_over, copies, entry, cancels, reason)
         SELECT ?1, family, payer, ?3, ?4, ?5, ?6, -amount, 0, 0, 0, 0, 0, ?7, id, ?8
         FROM payment WHERE id = ?2",
    )?
    .execute(params![
        fact.cancellation.0,
        fact.payment.0,
        fact.session.0,
        fact.receipt.series,
        fact.receipt.year,
        fact.receipt.number,
        place.position,
        fact.reason
    ])?;
    db.prepare_cached(
        "INSERT INTO tender (payment, rank, mode, amount, received, authorisation, last_four,
                             bank, number, reason)
         SELECT ?1, rank, mode, -amount, -amount, authorisation, last_four, bank, number, ''
         FROM tender WHERE payment = ?2",
    )?
    .execute(params![fact.cancellation.0, fact.payment.0])?;
    Ok(())
}

/// What the invoices get back in all.
fn give_back(db: &Db, fact: &PaymentCancelled) -> Result<Cents, StoreError> {
    let parts: Vec<(u32, uuid::Uuid, i64, i64, i64)> = db
        .prepare_cached(
            "SELECT a.rank, i.id, a.amount, i.due, i.amount
             FROM allocation a JOIN invoice i ON i.id = a.invoice
             WHERE a.payment = ?1 ORDER BY a.rank",
        )?
        .query_map(params![fact.payment.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })?
        .collect::<Result<_, _>>()?;
    let mut total = Cents::ZERO;
    for (rank, invoice, paid, due, billed) in parts {
        let back = returned(Cents(paid), Cents(due), Cents(billed));
        total = total.plus(back);
        db.prepare_cached("UPDATE invoice SET due = due + ?2 WHERE id = ?1")?
            .execute(params![invoice, back.0])?;
        db.prepare_cached(
            "INSERT INTO allocation (payment, rank, invoice, amount, rest)
             SELECT ?1, ?2, id, ?4, due FROM invoice WHERE id = ?3",
        )?
        .execute(params![fact.cancellation.0, rank, invoice, -back.0])?;
    }
    Ok(total)
}
