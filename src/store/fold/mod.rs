//! The fold: each fact's effect on the tables, one function a kind.
//!
//! It decides nothing: it accepts every well-formed fact, in any order, any number of times, and
//! reads no clock, no profile, no randomness. The same journal always gives the same tables.

mod account;
mod cancellation;
mod contest;
mod days;
mod decision;
mod document;
mod family;
mod house;
mod money;
mod names;
mod note;
mod task;
mod till;
mod wallet;

pub use names::Unfiled;

use rusqlite::params;
use uuid::Uuid;

use super::{Db, StoreError};
use crate::domain::ids::FamilyId;
use crate::journal::entry::Header;
use crate::journal::fact::{Fact, FamilyImported, FamilyWritten};

use family::Statement;

/// Where a fact stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its place in this database.
    pub position: u64,
    /// Who, where, when.
    pub header: Header,
}

/// What came of a fact.
pub(super) enum Outcome {
    /// It is in the tables, and these things are known from now on.
    Done(Vec<Uuid>),
    /// It names something that this database has not seen yet.
    Waits(Uuid),
}

impl Outcome {
    const DONE: Self = Self::Done(Vec::new());
}

/// Folds one fact, and those that waited for it. What is best written at once for many facts waits
/// for [`finish`].
///
/// # Errors
/// When the disk refuses; never for a well-formed fact.
pub fn fold(db: &Db, place: &Place, fact: &Fact) -> Result<(), StoreError> {
    let new = db
        .prepare_cached("INSERT OR IGNORE INTO folded (id) VALUES (?1)")?
        .execute(params![place.header.id.0])?;
    if new == 0 {
        return Ok(());
    }
    if let Some(family) = fact.family() {
        db.prepare_cached("INSERT INTO family_event (family, position) VALUES (?1, ?2)")?
            .execute(params![family.0, place.position])?;
    }
    settle(db, place, fact)
}

/// Writes what facts left for the end of their transaction.
///
/// # Errors
/// When the disk refuses.
pub fn finish(db: &Db) -> Result<(), StoreError> {
    names::file(db)
}

/// Folds an entry whose payload was erased: a family or a payer that has no name any more, or a
/// note that says nothing.
///
/// # Errors
/// When the disk refuses.
pub fn fold_erased(db: &Db, place: &Place, family: FamilyId) -> Result<(), StoreError> {
    fold(db, place, &family::emptied(place.header.kind, family))
}

/// Sets aside an entry of a kind that a later program wrote.
///
/// # Errors
/// When the disk refuses.
pub fn set_aside(db: &Db, place: &Place) -> Result<(), StoreError> {
    suspend(db, place.position, None)
}

fn settle(db: &Db, place: &Place, fact: &Fact) -> Result<(), StoreError> {
    match apply(db, place, fact)? {
        Outcome::Waits(missing) => suspend(db, place.position, Some(missing)),
        Outcome::Done(known) => known.into_iter().try_for_each(|thing| wake(db, thing)),
    }
}

fn suspend(db: &Db, position: u64, waits_for: Option<Uuid>) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO suspense (position, waits_for) VALUES (?1, ?2)")?
        .execute(params![position, waits_for])?;
    Ok(())
}

/// Folds again what waited for a thing that is known now.
fn wake(db: &Db, thing: Uuid) -> Result<(), StoreError> {
    let waiting: Vec<u64> = db
        .prepare_cached("SELECT position FROM suspense WHERE waits_for = ?1 ORDER BY position")?
        .query_map(params![thing], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for position in waiting {
        db.prepare_cached("DELETE FROM suspense WHERE position = ?1")?
            .execute(params![position])?;
        if let Some((header, fact)) = db.read().fact_at(position)? {
            settle(db, &Place { position, header }, &fact)?;
        }
    }
    Ok(())
}

fn apply(db: &Db, place: &Place, fact: &Fact) -> Result<Outcome, StoreError> {
    match fact {
        Fact::SoucheOpened(fact) => house::souche_opened(db, place, fact),
        Fact::CommuneFounded(fact) => house::commune_founded(db, fact),
        Fact::ProfileAdopted(fact) => house::profile_adopted(db, place, fact),
        Fact::AgentRegistered(fact) => house::agent_registered(db, place, fact),
        Fact::AgentDisabled(fact) => house::agent_disabled(db, fact),
        Fact::AgentSecretReplaced(fact) => house::agent_secret_replaced(db, place, fact),
        Fact::ActivityDefined(fact) => house::activity_defined(db, fact),
        Fact::FolderExported(_) | Fact::ChangeAsked(_) => Ok(Outcome::DONE),
        Fact::Erased(fact) => family::erased(db, place, fact),
        Fact::FamilyImported(FamilyImported { family, household, digest })
        | Fact::FamilyWritten(FamilyWritten { family, household, digest, .. }) => {
            family::stated(db, place, &Statement { family: *family, household, digest })
        }
        Fact::NoteWritten(fact) => note::written(db, place, fact),
        Fact::NoteStruck(fact) => note::struck(db, fact),
        Fact::DocumentNoted(fact) => document::noted(db, place, fact),
        Fact::EnrolmentSet(fact) => family::enrolment_set(db, place, fact),
        Fact::AccountOpened(fact) => account::account_opened(db, fact),
        Fact::TermsAccepted(fact) => account::terms_accepted(db, place, fact),
        Fact::HouseholdVerified(fact) => account::household_verified(db, place, fact),
        Fact::OnlinePaymentSet(fact) => account::online_payment_set(db, place, fact),
        Fact::FamilyArchived(fact) => family::archived(db, fact.family, true),
        Fact::FamilyRestored(fact) => family::archived(db, fact.family, false),
        Fact::HoldingsImported(fact) => family::holdings_imported(db, place, fact),
        Fact::AccountBlocked(fact) => account::account_blocked(db, place, fact),
        Fact::AccountUnblocked(fact) => account::account_unblocked(db, place, fact),
        Fact::ProvisionalIssued(fact) => account::provisional_issued(db, place, fact),
        Fact::ProvisionalHandedOver(fact) => account::handed_over(db, fact),
        Fact::PasswordChanged(fact) => account::password_changed(db, place, fact),
        Fact::FamilySignedIn(fact) => account::family_signed_in(db, place, fact),
        Fact::TillOpened(fact) => till::till_opened(db, place, fact),
        Fact::TillClosed(fact) => till::till_closed(db, place, fact),
        Fact::PaymentTaken(fact) => money::payment_taken(db, place, fact),
        Fact::ReceiptPrinted(fact) => money::receipt_printed(db, fact),
        Fact::PaymentCancelled(fact) => cancellation::payment_cancelled(db, place, fact),
        Fact::InvoiceContested(fact) => contest::contested(db, place, fact),
        Fact::ContestWithdrawn(fact) => contest::withdrawn(db, fact),
        Fact::PayerNamed(fact) => money::payer_named(db, place, fact),
        Fact::WalletActivated(fact) => wallet::activated(db, place, fact.family),
        Fact::BookingsChanged(fact) => days::bookings_changed(db, place, fact),
        Fact::PlaceGiven(fact) => days::place_given(db, place, fact),
        Fact::BookingsDecided(fact) => decision::bookings_decided(db, place, fact),
        Fact::DecisionTold(fact) => decision::told(db, fact),
        Fact::ServiceClosed(fact) => days::service_closed(db, place, fact),
        Fact::TaskOpened(fact) => task::opened(db, place, fact),
        Fact::TaskClosed(fact) => task::closed(db, place, fact),
    }
}

/// Whether a table has a row with this id.
fn known(db: &Db, sql: &str, id: Uuid) -> Result<bool, StoreError> {
    Ok(db.prepare_cached(sql)?.exists(params![id])?)
}
