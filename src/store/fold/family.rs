//! Facts about households: who they are, whether they left, and what the office says they hold.

use rusqlite::params;
use uuid::Uuid;

use super::{Outcome, Place, account, days, document, known, names, wallet};
use crate::domain::household::Household;
use crate::domain::ids::{EntryId, FamilyId};
use crate::domain::people::{QuotientSource, Rhythm};
use crate::domain::tariff::Means;
use crate::journal::fact::{
    Enrolment, EnrolmentSet, Erased, Fact, FamilyImported, HoldingsImported, InvoiceIssued,
    NoteWritten, PayerNamed,
};
use crate::store::{Db, StoreError};

type Folded = Result<Outcome, StoreError>;

/// Who a family is, as the office or the counter states it.
pub(super) struct Statement<'a> {
    pub family: FamilyId,
    pub household: &'a Household,
    pub digest: &'a str,
}

pub(super) fn stated(db: &Db, place: &Place, statement: &Statement<'_>) -> Folded {
    let (entry, family) = (place.header.id, statement.family);
    if known(db, "SELECT 1 FROM erased WHERE entry = ?1", entry.0)? {
        empty(db, entry, family)?;
    } else {
        identity(db, entry, statement)?;
    }
    account::family(db, family)?;
    Ok(Outcome::Done(vec![family.0]))
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
    db.prepare_cached("DELETE FROM note WHERE entry = ?1")?.execute(params![fact.entry.0])?;
    if known(db, "SELECT 1 FROM family WHERE entry = ?1", fact.entry.0)? {
        empty(db, fact.entry, fact.family)?;
    }
    Ok(Outcome::DONE)
}

/// What is left of an identity once it is erased: that there was a family.
fn empty(db: &Db, entry: EntryId, family: FamilyId) -> Result<(), StoreError> {
    identity(db, entry, &Statement { family, household: &Household::default(), digest: "" })
}

/// What is left of an entry of a kind whose payload was erased.
pub(super) fn emptied(kind: u16, family: FamilyId) -> Fact {
    let nothing = String::new();
    match kind {
        NoteWritten::KIND => NoteWritten { family, text: nothing, flagged: false }.into(),
        PayerNamed::KIND => {
            PayerNamed { family, payment: Uuid::nil().into(), name: nothing }.into()
        }
        _ => {
            let household = Household::default();
            FamilyImported { family, household, digest: nothing }.into()
        }
    }
}

pub(super) fn archived(db: &Db, family: FamilyId, archived: bool) -> Folded {
    if account::family(db, family)?.is_none() {
        return Ok(Outcome::Waits(family.0));
    }
    names::moving(db, family, || {
        db.prepare_cached("UPDATE family SET archived = ?2 WHERE id = ?1")?
            .execute(params![family.0, archived])?;
        Ok(())
    })?;
    Ok(Outcome::DONE)
}

/// Replaces who a family is, and what it is found by.
fn identity(db: &Db, entry: EntryId, statement: &Statement<'_>) -> Result<(), StoreError> {
    names::take_out(db, statement.family)?;
    let (family, household) = (statement.family.0, statement.household);
    db.prepare_cached(
        "INSERT INTO family (id, login, address, postcode, town, file_year, digest, entry, archived)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)
         ON CONFLICT (id) DO UPDATE SET login = ?2, address = ?3, postcode = ?4, town = ?5,
             file_year = ?6, digest = ?7, entry = ?8",
    )?
    .execute(params![
        family,
        household.login,
        household.address,
        household.postcode,
        household.town,
        household.file_year,
        statement.digest,
        entry.0
    ])?;
    means(db, family, &household.means)?;
    people(db, family, household)
}

/// Replaces what a family's tariffs rest on.
fn means(db: &Db, family: Uuid, means: &Means) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE family SET quotient = ?2, quotient_until = ?3, quotient_month = ?4,
             quotient_source = ?5, quotient_on = ?6, earlier_quotient = ?7, earlier_until = ?8,
             income = ?9, income_year = ?10
         WHERE id = ?1",
    )?
    .execute(params![
        family,
        means.quotient,
        means.until,
        means.month,
        means.source.map(QuotientSource::code),
        means.received,
        means.earlier.map(|earlier| earlier.quotient),
        means.earlier.and_then(|earlier| earlier.until),
        means.income,
        means.income_year
    ])?;
    Ok(())
}

/// Guardians and children, replaced whole: the list is the list.
fn people(db: &Db, family: Uuid, household: &Household) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM guardian WHERE family = ?1")?.execute(params![family])?;
    db.prepare_cached("DELETE FROM child WHERE family = ?1")?.execute(params![family])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO guardian (family, rank, id, surname, given, link, phone, email)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (rank, adult) in household.guardians.iter().enumerate() {
        insert.execute(params![
            family,
            rank,
            adult.id.0,
            adult.surname,
            adult.given,
            adult.link,
            adult.phone,
            adult.email
        ])?;
    }
    let mut insert = db.prepare_cached(
        "INSERT INTO child (family, rank, id, surname, given, birth, school, class, form_on, pai)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (rank, child) in household.children.iter().enumerate() {
        insert.execute(params![
            family,
            rank,
            child.id.0,
            child.surname,
            child.given,
            child.birth,
            child.school,
            child.class,
            child.form_on,
            child.pai
        ])?;
    }
    Ok(())
}

pub(super) fn holdings_imported(db: &Db, place: &Place, fact: &HoldingsImported) -> Folded {
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
    if fact.wallet {
        wallet::activated(db, place, fact.family)?;
    }
    fact.enrolments.iter().try_for_each(|enrolment| enrol(db, place, family, enrolment))?;
    let mut issued = Vec::new();
    for invoice in &fact.invoices {
        issue(db, family, invoice)?;
        issued.push(invoice.invoice.0);
    }
    fact.bookings.iter().try_for_each(|booking| days::book(db, place, family, booking))?;
    fact.documents.iter().try_for_each(|noted| document::keep(db, place, noted))?;
    Ok(Outcome::Done(issued))
}

fn enrol(db: &Db, place: &Place, family: Uuid, enrolment: &Enrolment) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO enrolment (id, family, child, activity, from_day, to_day,
                                           office_from, office_to, age_reason, rhythm,
                                           entry)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5, ?6, '', ?7, ?8)",
    )?
    .execute(params![
        enrolment.enrolment.0,
        family,
        enrolment.child.0,
        enrolment.activity.0,
        enrolment.from,
        enrolment.to,
        enrolment.rhythm.map(Rhythm::code),
        place.header.id.0
    ])?;
    Ok(())
}

/// A right given or changed at the counter; what the office said of it is kept beside.
pub(super) fn enrolment_set(db: &Db, place: &Place, fact: &EnrolmentSet) -> Folded {
    let Some(family) = account::family(db, fact.family)? else {
        return Ok(Outcome::Waits(fact.family.0));
    };
    if let Some(missing) = days::unknown_activity(db, std::iter::once(fact.activity))? {
        return Ok(Outcome::Waits(missing));
    }
    db.prepare_cached(
        "INSERT INTO enrolment (id, family, child, activity, from_day, to_day, entry, age_reason,
                                rhythm)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET family = ?2, child = ?3, activity = ?4, from_day = ?5,
             to_day = ?6, entry = ?7, age_reason = ?8, rhythm = ?9",
    )?
    .execute(params![
        fact.enrolment.0,
        family,
        fact.child.0,
        fact.activity.0,
        fact.from,
        fact.to,
        place.header.id.0,
        fact.age_reason,
        fact.rhythm.map(Rhythm::code)
    ])?;
    Ok(Outcome::DONE)
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
