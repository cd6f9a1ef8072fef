//! The families' data as an office's folder: what an import of it would read.
//!
//! Importing an office's folder, exporting it and importing that again gives the same families.
//! Payments, looks and the journal are no part of it: they stay with the register.

use std::collections::HashMap;

use super::refusal::Refusal;
use super::{Answer, Counter};
use crate::domain::activity::Activity;
use crate::domain::document::{Holder, Paper, RequiredDocument};
use crate::domain::household::{Child, Guardian};
use crate::domain::ids::{ActivityId, FamilyId};
use crate::domain::people::{AccountState, DocumentState, Role};
use crate::domain::time::{LAST_DAY, Moment};
use crate::import::{
    AccountRow, ActivityRow, AddressRow, BookingRow, ChildRow, DocumentRow, EnrolmentRow, Expiry,
    FamilyRow, FileRow, GuardianRow, ImportPlan, InvoiceRow,
};
use crate::journal::fact::FolderExported;
use crate::store::read::documents::DocumentRecord;
use crate::store::read::family::FamilyRecord;
use crate::store::{Reader, StoreError};
use chrono::NaiveDate;

/// Reads all families into the rows of an office's folder. That somebody took them out is a fact,
/// written before anything is handed over. `progress` is called with the number of families done.
///
/// # Errors
/// When the seat may not export, or the disk refuses: nothing is handed over then.
pub fn export(
    counter: &mut Counter,
    now: Moment,
    progress: &mut dyn FnMut(usize),
) -> Answer<ImportPlan> {
    let agent = counter.agent()?;
    if !matches!(agent.role, Role::Administrator | Role::Regisseur) {
        return Err(Refusal::Role { needs: "administrateur ou régisseur" }.into());
    }
    let mut gesture = counter.store.begin(now, agent.id)?;
    let plan = plan(gesture.read(), &counter.profile.file.pieces, progress)?;
    gesture.append(&FolderExported { families: plan.families.len() as u64 }.into())?;
    gesture.commit()?;
    Ok(plan)
}

fn plan(
    read: Reader<'_>,
    pieces: &[RequiredDocument],
    progress: &mut dyn FnMut(usize),
) -> Result<ImportPlan, StoreError> {
    let mut activities = read.activities()?;
    activities.sort_by(|one, other| one.code.cmp(&other.code));
    let places: HashMap<ActivityId, usize> =
        activities.iter().enumerate().map(|(place, activity)| (activity.id, place)).collect();
    let mut families = Vec::new();
    for (done, id) in read.all_families()?.into_iter().enumerate() {
        families.extend(family(read, id, (&places, pieces))?);
        progress(done + 1);
    }
    let activities = activities.into_iter().map(activity).collect();
    Ok(ImportPlan { families, activities, remarks: Vec::new() })
}

fn activity(activity: Activity) -> ActivityRow {
    ActivityRow {
        code: activity.code,
        label: activity.label,
        kind: activity.kind,
        weekdays: activity.weekdays,
        places: activity.places,
        age_min: activity.age_min,
        age_max: activity.age_max,
        tariffs: activity.tariffs,
        rule: Some(activity.rule).filter(|rule| !rule.is_empty()),
    }
}

/// A household and what it holds; none without an account holder.
fn family(
    read: Reader<'_>,
    id: FamilyId,
    (places, pieces): (&HashMap<ActivityId, usize>, &[RequiredDocument]),
) -> Result<Option<FamilyRow>, StoreError> {
    let Some(record) = read.family(id)? else { return Ok(None) };
    let mut guardians = read.guardians(id)?.into_iter().map(guardian);
    let Some(holder) = guardians.next() else { return Ok(None) };
    let children = read.children_as_listed(id)?;
    let (enrolments, bookings) = days(read, &children, places)?;
    let documents = documents(read, pieces, (id, &children))?;
    let FamilyRecord { login, address, postcode, town, means, .. } = record;
    Ok(Some(FamilyRow {
        line: 0,
        login,
        holder,
        address: AddressRow { street: address, postcode, town },
        means,
        file: FileRow { year: record.file_year, documents },
        guardians: guardians.collect(),
        children: children.into_iter().map(child).collect(),
        enrolments,
        invoices: invoices(read, id)?,
        bookings,
        account: Some(account(read, id)?),
    }))
}

fn guardian(record: Guardian) -> GuardianRow {
    let Guardian { surname, given, link, phone, email, .. } = record;
    GuardianRow { surname, given, link, phone, email }
}

fn child(record: Child) -> ChildRow {
    let Child { given, surname, birth, school, class, form_on, pai, .. } = record;
    ChildRow { given, surname, birth, school, class, form_on, pai }
}

/// The enrolments and the standing bookings of the children, in an order that depends on nothing
/// but what is written.
fn days(
    read: Reader<'_>,
    children: &[Child],
    places: &HashMap<ActivityId, usize>,
) -> Result<(Vec<EnrolmentRow>, Vec<BookingRow>), StoreError> {
    let (mut enrolments, mut bookings) = (Vec::new(), Vec::new());
    for (child, record) in children.iter().enumerate() {
        for enrolment in read.enrolments(record.id)? {
            let Some(activity) = places.get(&enrolment.activity).copied() else { continue };
            enrolments.push(EnrolmentRow {
                child,
                activity,
                from: enrolment.from,
                to: enrolment.to,
                rhythm: enrolment.rhythm,
            });
        }
        for booking in read.bookings(record.id, NaiveDate::default(), LAST_DAY)? {
            let Some(activity) = places.get(&booking.activity).copied() else { continue };
            if booking.state.stands() {
                let (day, state, price) = (booking.day, booking.state, booking.price);
                bookings.push(BookingRow { child, activity, day, state, price });
            }
        }
    }
    enrolments.sort_by_key(|one| (one.child, one.from, one.activity, one.to));
    bookings.sort_by_key(|one| (one.child, one.day, one.activity));
    Ok((enrolments, bookings))
}

/// What came in of the documents that the commune asks for, those noted by mistake left out: each
/// in the order of the profile, then as it came in.
fn documents(
    read: Reader<'_>,
    pieces: &[RequiredDocument],
    (id, children): (FamilyId, &[Child]),
) -> Result<Vec<DocumentRow>, StoreError> {
    if pieces.is_empty() {
        return Ok(Vec::new());
    }
    let records = read.documents(id)?;
    let mut rows = Vec::new();
    let of_child = (0..).zip(children).map(|(place, child)| (Some(place), Some(child.id)));
    for (child, whose) in std::iter::once((None, None)).chain(of_child) {
        let holder = if whose.is_none() { Holder::Family } else { Holder::Child };
        for piece in pieces.iter().filter(|piece| piece.holder == holder) {
            let of = |one: &&DocumentRecord| one.code == piece.code && one.child == whose;
            for DocumentRecord { paper, code, .. } in records.iter().filter(of) {
                let Paper { state, received, until, fault } = *paper;
                let expiry = until.map_or(Expiry::Never, Expiry::On);
                let row = DocumentRow { child, code: code.clone(), received, state, expiry, fault };
                if state != DocumentState::Withdrawn && !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
    }
    Ok(rows)
}

fn invoices(read: Reader<'_>, id: FamilyId) -> Result<Vec<InvoiceRow>, StoreError> {
    let mut invoices = read.invoices(id, u32::MAX)?;
    invoices.sort_by(|one, other| (one.issued, &one.number).cmp(&(other.issued, &other.number)));
    let row = |invoice: crate::store::read::money::InvoiceRecord| InvoiceRow {
        number: invoice.number,
        period: invoice.period,
        label: invoice.label,
        amount: invoice.amount,
        due: invoice.due,
        issued: invoice.issued,
    };
    Ok(invoices.into_iter().map(row).collect())
}

fn account(read: Reader<'_>, id: FamilyId) -> Result<AccountRow, StoreError> {
    let block = read.standing_blocks(id)?.into_iter().next();
    let state = match &block {
        Some(_) => AccountState::Blocked,
        None if read.account(id)?.activated => AccountState::Active,
        None => AccountState::New,
    };
    Ok(AccountRow {
        state,
        cause: block.as_ref().map(|block| block.cause),
        since: block.and_then(|block| block.since),
        wallet: read.wallet_active(id)?,
    })
}
