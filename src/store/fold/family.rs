//! Facts from the office: households, and what they hold.

use rusqlite::params;
use uuid::Uuid;

use super::{Outcome, Place, account, days, known, names};
use crate::domain::ids::{EntryId, FamilyId};
use crate::journal::fact::{Enrolment, Erased, FamilyImported, HoldingsImported, InvoiceIssued};
use crate::store::{Db, StoreError};

type Folded = Result<Outcome, StoreError>;

pub(super) fn family_imported(db: &Db, place: &Place, fact: &FamilyImported) -> Folded {
    let entry = place.header.id;
    if known(db, "SELECT 1 FROM erased WHERE entry = ?1", entry.0)? {
        identity(db, entry, &emptied(fact.family))?;
    } else {
        identity(db, entry, fact)?;
    }
    account::family(db, fact.family)?;
    Ok(Outcome::Done(vec![fact.family.0]))
}

/// Empties the identity that the named entry gave, if no later one took its place, and the name
/// of a payer. The family itself stays: its payments and bookings name it.
pub(super) fn erased(db: &Db, place: &Place, fact: &Erased) -> Folded {
    db.prepare_cached(
        "INSERT OR IGNORE INTO erased (entry, family, named_by) VALUES (?1, ?2, ?3)",
    )?
    .execute(params![fact.entry.0, fact.family.0, place.header.id.0])?;
    db.prepare_cached("DELETE FROM payer_named WHERE entry = ?1")?
        .execute(params![fact.entry.0])?;
    if known(db, "SELECT 1 FROM family WHERE entry = ?1", fact.entry.0)? {
        identity(db, fact.entry, &emptied(fact.family))?;
    }
    Ok(Outcome::DONE)
}

/// What is left of an identity once it is erased: that there was a family.
pub(super) const fn emptied(family: FamilyId) -> FamilyImported {
    FamilyImported {
        family,
        login: String::new(),
        guardians: Vec::new(),
        children: Vec::new(),
        address: String::new(),
        postcode: String::new(),
        town: String::new(),
        quotient: None,
        quotient_until: None,
        file_year: None,
        digest: String::new(),
    }
}

/// Replaces who a family is, and what it is found by.
fn identity(db: &Db, entry: EntryId, fact: &FamilyImported) -> Result<(), StoreError> {
    names::remove(db, fact.family)?;
    let family = fact.family.0;
    db.prepare_cached(
        "INSERT INTO family (id, login, address, postcode, town, quotient, quotient_until,
                             file_year, digest, entry)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET login = ?2, address = ?3, postcode = ?4, town = ?5,
             quotient = ?6, quotient_until = ?7, file_year = ?8, digest = ?9, entry = ?10",
    )?
    .execute(params![
        family,
        fact.login,
        fact.address,
        fact.postcode,
        fact.town,
        fact.quotient,
        fact.quotient_until,
        fact.file_year,
        fact.digest,
        entry.0
    ])?;
    people(db, fact)?;
    names::add(db, fact.family)
}

/// Guardians and children, replaced whole: the office's list is the list.
fn people(db: &Db, fact: &FamilyImported) -> Result<(), StoreError> {
    let family = fact.family.0;
    db.prepare_cached("DELETE FROM guardian WHERE family = ?1")?.execute(params![family])?;
    db.prepare_cached("DELETE FROM child WHERE family = ?1")?.execute(params![family])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO guardian (family, rank, id, surname, given, link, phone, email)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (rank, adult) in fact.guardians.iter().enumerate() {
        insert.execute(params![
            family,
            rank,
            adult.guardian.0,
            adult.surname,
            adult.given,
            adult.link,
            adult.phone,
            adult.email
        ])?;
    }
    let mut insert = db.prepare_cached(
        "INSERT INTO child (family, rank, id, surname, given, birth, school, class, form_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (rank, child) in fact.children.iter().enumerate() {
        insert.execute(params![
            family,
            rank,
            child.child.0,
            child.surname,
            child.given,
            child.birth,
            child.school,
            child.class,
            child.form_on
        ])?;
    }
    Ok(())
}

pub(super) fn holdings_imported(db: &Db, fact: &HoldingsImported) -> Folded {
    let Some(family) = account::family(db, fact.family)? else {
        return Ok(Outcome::Waits(fact.family.0));
    };
    if let Some(missing) = days::unknown_activity(
        db,
        fact.enrolments
            .iter()
            .map(|enrolment| enrolment.activity)
            .chain(fact.bookings.iter().map(|booking| booking.activity)),
    )? {
        return Ok(Outcome::Waits(missing));
    }
    if let Some(activated) = fact.activated {
        db.prepare_cached("UPDATE account SET activated = ?2 WHERE family = ?1")?
            .execute(params![family, activated])?;
    }
    fact.enrolments.iter().try_for_each(|enrolment| enrol(db, family, enrolment))?;
    let mut issued = Vec::new();
    for invoice in &fact.invoices {
        issue(db, family, invoice)?;
        issued.push(invoice.invoice.0);
    }
    fact.bookings.iter().try_for_each(|booking| days::book(db, booking))?;
    Ok(Outcome::Done(issued))
}

fn enrol(db: &Db, family: Uuid, enrolment: &Enrolment) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO enrolment (id, family, child, activity, from_day, to_day)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        enrolment.enrolment.0,
        family,
        enrolment.child.0,
        enrolment.activity.0,
        enrolment.from,
        enrolment.to
    ])?;
    Ok(())
}

fn issue(db: &Db, family: Uuid, invoice: &InvoiceIssued) -> Result<(), StoreError> {
    if known(db, "SELECT 1 FROM invoice WHERE id = ?1", invoice.invoice.0)? {
        return Ok(());
    }
    db.prepare_cached(
        "INSERT INTO invoice (id, family, number, period, label, amount, due, issued)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        invoice.invoice.0,
        family,
        invoice.number,
        invoice.period,
        invoice.label,
        invoice.amount.0,
        invoice.due.0,
        invoice.issued
    ])?;
    names::add_invoice(db, family, &invoice.number)
}
