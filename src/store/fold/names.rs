//! The search keys of a family, kept beside its names, its account's state and its archiving.
//!
//! They are a function of the other tables. A family whose names change is taken out at once, and
//! filed again when its transaction ends: all such families together, in the order of the keys, so
//! that a town that comes in is written key after key and not all over the tables.

mod batch;

use std::collections::BTreeSet;

use rusqlite::params;
use uuid::Uuid;

use crate::domain::ids::FamilyId;
use crate::domain::search::{NamedPerson, idents, name_keys, words};
use crate::store::read::family::FamilyRecord;
use crate::store::{Db, StoreError};
use batch::Batch;

/// Families that were taken out and are not filed again.
#[derive(Debug, Default)]
pub struct Unfiled {
    families: BTreeSet<FamilyId>,
    /// How often names changed.
    changes: u32,
}

/// Everything a family is found by.
struct Keys {
    names: BTreeSet<(u8, String)>,
    idents: BTreeSet<String>,
}

/// Takes a family's keys out, before its names change; [`file()`] puts them in again. An unknown
/// family has none.
pub(super) fn take_out(db: &Db, family: FamilyId) -> Result<(), StoreError> {
    let is_filed = {
        let mut unfiled = db.unfiled().borrow_mut();
        unfiled.changes += 1;
        unfiled.families.insert(family)
    };
    let Some(keys) = is_filed.then(|| keys(db, family)).transpose()?.flatten() else {
        return Ok(());
    };
    erase_names(db, family, &keys, shelf(db, family)?)?;
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

/// Puts the keys in of all families that were taken out, as the tables stand now.
pub(super) fn file(db: &Db) -> Result<(), StoreError> {
    let Unfiled { families, changes } = db.unfiled().take();
    if changes == 0 {
        return Ok(());
    }
    db.prepare_cached(
        "INSERT INTO names_version (one, changes) VALUES (1, ?1)
         ON CONFLICT (one) DO UPDATE SET changes = changes + ?1",
    )?
    .execute(params![changes])?;
    let mut batch = Batch::default();
    for family in families {
        if let Some(keys) = keys(db, family)? {
            batch.add(family, &keys, shelf(db, family)?);
        }
        if batch.is_full() {
            std::mem::take(&mut batch).write(db)?;
        }
    }
    batch.write(db)
}

/// Moves a family's keys when `change` blocks or opens its account, or archives or restores it.
/// Those of a family that is taken out will be filed as it stands then.
pub(super) fn moving(
    db: &Db,
    family: FamilyId,
    change: impl FnOnce() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if db.unfiled().borrow().families.contains(&family) {
        return change();
    }
    let before = shelf(db, family)?;
    change()?;
    let after = shelf(db, family)?;
    if before == after {
        return Ok(());
    }
    let Some(keys) = keys(db, family)? else { return Ok(()) };
    erase_names(db, family, &keys, before)?;
    write_names(db, family, &keys, after)
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

fn write_names(db: &Db, family: FamilyId, keys: &Keys, shelf: u8) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO name_key (class, open, key, family) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (class, key) in &keys.names {
        insert.execute(params![class, shelf, key, family.0])?;
    }
    Ok(())
}

fn erase_names(db: &Db, family: FamilyId, keys: &Keys, shelf: u8) -> Result<(), StoreError> {
    let mut delete = db.prepare_cached(
        "DELETE FROM name_key WHERE class = ?1 AND open = ?2 AND key = ?3 AND family = ?4",
    )?;
    for (class, key) in &keys.names {
        delete.execute(params![class, shelf, key, family.0])?;
    }
    Ok(())
}

/// `name_key.open`: 2 once the family is archived, else 0 while a block stands, else 1.
fn shelf(db: &Db, family: FamilyId) -> Result<u8, StoreError> {
    let shelf = db
        .prepare_cached(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM family WHERE id = ?1 AND archived = 1) THEN 2
                         ELSE NOT EXISTS (SELECT 1 FROM block WHERE family = ?1
                                          AND id NOT IN (SELECT block FROM lift)) END",
        )?
        .query_row(params![family.0], |row| row.get(0))?;
    Ok(shelf)
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
