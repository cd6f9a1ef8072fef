//! Facts about portal accounts: blocks, liftings, versions of the password.

use rusqlite::params;
use uuid::Uuid;

use super::{Outcome, Place, house, known, names};
use crate::domain::ids::FamilyId;
use crate::domain::people::IdentityCheck;
use crate::journal::fact::{
    AccountBlocked, AccountOpened, AccountUnblocked, FamilySignedIn, HouseholdVerified,
    OnlinePaymentSet, PasswordChanged, ProvisionalHandedOver, ProvisionalIssued, TermsAccepted,
};
use crate::store::{Db, StoreError};

type Folded = Result<Outcome, StoreError>;

pub(super) fn account_opened(db: &Db, fact: &AccountOpened) -> Folded {
    if family(db, fact.family)?.is_none() {
        return Ok(Outcome::Waits(fact.family.0));
    }
    names::take_out(db, fact.family)?;
    db.prepare_cached("UPDATE family SET login = ?2 WHERE id = ?1")?
        .execute(params![fact.family.0, fact.login])?;
    Ok(Outcome::DONE)
}

pub(super) fn account_blocked(db: &Db, place: &Place, fact: &AccountBlocked) -> Folded {
    let Some(family) = family(db, fact.family)? else {
        return Ok(Outcome::Waits(fact.family.0));
    };
    names::moving(db, fact.family, || {
        db.prepare_cached(
            "INSERT OR REPLACE INTO block (id, family, cause, since, entry)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            fact.block.0,
            family,
            fact.cause.code(),
            fact.since,
            place.position
        ])?;
        Ok(())
    })?;
    Ok(Outcome::DONE)
}

pub(super) fn account_unblocked(db: &Db, place: &Place, fact: &AccountUnblocked) -> Folded {
    if family(db, fact.family)?.is_none() {
        return Ok(Outcome::Waits(fact.family.0));
    }
    let settled = fact.identity == IdentityCheck::Settled;
    names::moving(db, fact.family, || {
        for block in &fact.lifts {
            db.prepare_cached(
                "INSERT OR IGNORE INTO lift (block, entry, settled) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![block.0, place.position, settled])?;
        }
        Ok(())
    })?;
    Ok(Outcome::DONE)
}

pub(super) fn provisional_issued(db: &Db, place: &Place, fact: &ProvisionalIssued) -> Folded {
    let Some(family) = family(db, fact.family)? else {
        return Ok(Outcome::Waits(fact.family.0));
    };
    house::credential(db, place, &fact.credential, family)?;
    db.prepare_cached(
        "UPDATE account SET credential = ?2, provisional = 1, expires_at = ?3 WHERE family = ?1",
    )?
    .execute(params![family, fact.credential.version.0, fact.expires_at])?;
    Ok(Outcome::DONE)
}

pub(super) fn handed_over(db: &Db, fact: &ProvisionalHandedOver) -> Folded {
    db.prepare_cached("INSERT OR REPLACE INTO handed_over (version, how) VALUES (?1, ?2)")?
        .execute(params![fact.version.0, fact.how.code()])?;
    Ok(Outcome::DONE)
}

pub(super) fn password_changed(db: &Db, place: &Place, fact: &PasswordChanged) -> Folded {
    let Some(family) = family(db, fact.family)? else {
        return Ok(Outcome::Waits(fact.family.0));
    };
    house::credential(db, place, &fact.credential, family)?;
    db.prepare_cached(
        "UPDATE account SET credential = ?2, provisional = 0, expires_at = NULL, chosen_at = ?3
         WHERE family = ?1",
    )?
    .execute(params![family, fact.credential.version.0, place.header.stamp.now.at])?;
    Ok(Outcome::DONE)
}

pub(super) fn family_signed_in(db: &Db, place: &Place, fact: &FamilySignedIn) -> Folded {
    let Some(family) = family(db, fact.family)? else {
        return Ok(Outcome::Waits(fact.family.0));
    };
    let now = place.header.stamp.now;
    db.prepare_cached(
        "UPDATE account SET activated = 1, last_sign_in = ?2, last_sign_in_offset = ?3
         WHERE family = ?1",
    )?
    .execute(params![family, now.at, now.offset])?;
    Ok(Outcome::DONE)
}

pub(super) fn terms_accepted(db: &Db, place: &Place, fact: &TermsAccepted) -> Folded {
    let Some(family) = family(db, fact.family)? else {
        return Ok(Outcome::Waits(fact.family.0));
    };
    db.prepare_cached("UPDATE account SET terms = ?2, terms_at = ?3 WHERE family = ?1")?
        .execute(params![family, fact.version, place.header.stamp.now.at])?;
    Ok(Outcome::DONE)
}

pub(super) fn household_verified(db: &Db, place: &Place, fact: &HouseholdVerified) -> Folded {
    let Some(family) = family(db, fact.family)? else {
        return Ok(Outcome::Waits(fact.family.0));
    };
    db.prepare_cached("UPDATE account SET verified_at = ?2 WHERE family = ?1")?
        .execute(params![family, place.header.stamp.now.at])?;
    Ok(Outcome::DONE)
}

pub(super) fn online_payment_set(db: &Db, place: &Place, fact: &OnlinePaymentSet) -> Folded {
    let Some(family) = family(db, fact.family)? else {
        return Ok(Outcome::Waits(fact.family.0));
    };
    db.prepare_cached("UPDATE account SET online = ?2, online_at = ?3 WHERE family = ?1")?
        .execute(params![family, fact.joined, place.header.stamp.now.at])?;
    Ok(Outcome::DONE)
}

/// The family's raw id if it is known here; its account row is made on the way.
pub(super) fn family(db: &Db, family: FamilyId) -> Result<Option<Uuid>, StoreError> {
    if !known(db, "SELECT 1 FROM family WHERE id = ?1", family.0)? {
        return Ok(None);
    }
    db.prepare_cached(
        "INSERT OR IGNORE INTO account (family, activated, provisional) VALUES (?1, 0, 0)",
    )?
    .execute(params![family.0])?;
    Ok(Some(family.0))
}
