//! The search keys of a family, kept beside its names and its account's state.

use std::collections::BTreeSet;

use rusqlite::params;
use uuid::Uuid;

use crate::domain::ids::FamilyId;
use crate::domain::search::{NamedPerson, idents, name_keys, sound, words};
use crate::store::read::family::FamilyRecord;
use crate::store::{Db, StoreError};

/// Everything a family is found by.
struct Keys {
    names: BTreeSet<(u8, String)>,
    idents: BTreeSet<String>,
}

/// Takes a family's keys out, before its names change. An unknown family has none.
pub(super) fn remove(db: &Db, family: FamilyId) -> Result<(), StoreError> {
    let Some(keys) = keys(db, family)? else { return Ok(()) };
    erase_names(db, family, &keys, is_open(db, family)?)?;
    for word in words(&keys.names) {
        db.prepare_cached("UPDATE word SET uses = uses - 1 WHERE word = ?1")?
            .execute(params![word])?;
        db.prepare_cached("DELETE FROM word WHERE word = ?1 AND uses = 0")?
            .execute(params![word])?;
    }
    for value in &keys.idents {
        db.prepare_cached("DELETE FROM ident WHERE value = ?1 AND family = ?2")?
            .execute(params![value, family.0])?;
    }
    Ok(())
}

/// Puts a family's keys in, after its names changed.
pub(super) fn add(db: &Db, family: FamilyId) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO names_version (one, changes) VALUES (1, 1)
         ON CONFLICT (one) DO UPDATE SET changes = changes + 1",
    )?
    .execute([])?;
    let Some(keys) = keys(db, family)? else { return Ok(()) };
    write_names(db, family, &keys, is_open(db, family)?)?;
    for word in words(&keys.names) {
        let known = db
            .prepare_cached("UPDATE word SET uses = uses + 1 WHERE word = ?1")?
            .execute(params![word])?;
        if known == 0 {
            db.prepare_cached("INSERT INTO word (word, sound, uses) VALUES (?1, ?2, 1)")?
                .execute(params![word, sound(word)])?;
        }
    }
    for value in &keys.idents {
        add_ident(db, family.0, value)?;
    }
    Ok(())
}

/// Moves a family's keys between blocked and open when `change` blocks or opens its account.
pub(super) fn changing_account(
    db: &Db,
    family: FamilyId,
    change: impl FnOnce() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let before = is_open(db, family)?;
    change()?;
    let open = is_open(db, family)?;
    if before == open {
        return Ok(());
    }
    let Some(keys) = keys(db, family)? else { return Ok(()) };
    erase_names(db, family, &keys, before)?;
    write_names(db, family, &keys, open)
}

/// Lets a family be found by an invoice.
pub(super) fn add_invoice(db: &Db, family: Uuid, number: &str) -> Result<(), StoreError> {
    idents("", &[], &[], &[number]).iter().try_for_each(|value| add_ident(db, family, value))
}

fn add_ident(db: &Db, family: Uuid, value: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO ident (value, family) VALUES (?1, ?2)")?
        .execute(params![value, family])?;
    Ok(())
}

fn write_names(db: &Db, family: FamilyId, keys: &Keys, open: bool) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO name_key (class, open, key, family) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (class, key) in &keys.names {
        insert.execute(params![class, open, key, family.0])?;
    }
    Ok(())
}

fn erase_names(db: &Db, family: FamilyId, keys: &Keys, open: bool) -> Result<(), StoreError> {
    let mut delete = db.prepare_cached(
        "DELETE FROM name_key WHERE class = ?1 AND open = ?2 AND key = ?3 AND family = ?4",
    )?;
    for (class, key) in &keys.names {
        delete.execute(params![class, open, key, family.0])?;
    }
    Ok(())
}

/// Whether no block stands.
fn is_open(db: &Db, family: FamilyId) -> Result<bool, StoreError> {
    let blocked = db
        .prepare_cached(
            "SELECT 1 FROM block WHERE family = ?1 AND id NOT IN (SELECT block FROM lift)",
        )?
        .exists(params![family.0])?;
    Ok(!blocked)
}

fn keys(db: &Db, family: FamilyId) -> Result<Option<Keys>, StoreError> {
    let read = db.read();
    let Some(FamilyRecord { login, .. }) = read.family(family)? else { return Ok(None) };
    let adults = read.guardians(family)?;
    let children = read.children(family)?;
    let named: Vec<NamedPerson<'_>> = adults
        .iter()
        .map(|adult| NamedPerson { surname: &adult.surname, given: &adult.given })
        .collect();
    let Some((holder, others)) = named.split_first() else { return Ok(None) };
    let children: Vec<NamedPerson<'_>> = children
        .iter()
        .map(|child| NamedPerson { surname: &child.surname, given: &child.given })
        .collect();
    let phones: Vec<&str> = adults.iter().map(|adult| adult.phone.as_str()).collect();
    let emails: Vec<&str> = adults.iter().map(|adult| adult.email.as_str()).collect();
    Ok(Some(Keys {
        names: name_keys(holder, others, &children),
        idents: idents(&login, &phones, &emails, &[]),
    }))
}
