//! Proves the database: the chain, the tables against the journal, the head against witnesses.
//!
//! Nothing is repaired and not one byte is written: the journal is refolded in memory beside the
//! file, and every folded table is compared row by row.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::Rows;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use super::read::id;
use super::replay::Replay;
use super::{Db, Reader, Store, StoreError};
use crate::domain::ids::{EntryId, FamilyId, SoucheId};
use crate::journal::chain::{StoredEntry, Walk};
use crate::journal::entry::{Hash, hex};
use crate::journal::fact::ReceiptNumber;

/// Findings are listed up to this number; the rest is counted.
const MOST_FINDINGS: usize = 100;

/// What the outside world remembers of the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Witnesses {
    /// The side file: souche, its last sequence number and that entry's hash.
    pub side_file: Option<(SoucheId, u64, Hash)>,
    /// A paper receipt: its number and the first digits of the hash it prints.
    pub receipt: Option<(ReceiptNumber, String)>,
}

/// What `verify` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Entries read.
    pub entries: u64,
    /// Folded tables compared.
    pub tables: usize,
    /// What is wrong, in French; empty when all holds.
    pub findings: Vec<String>,
    /// Findings beyond those listed.
    pub more: usize,
    /// What could not be checked, and why.
    pub unchecked: Vec<String>,
}

impl Report {
    /// Whether nothing is wrong.
    pub const fn holds(&self) -> bool {
        self.findings.is_empty()
    }

    fn find(&mut self, sentence: String) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(sentence);
        } else {
            self.more += 1;
        }
    }
}

impl Store {
    /// Proves the database.
    ///
    /// # Errors
    /// When the file can't be read at all; what is wrong in it is a finding, not an error.
    pub fn verify(&self, witnesses: &Witnesses) -> Result<Report, StoreError> {
        let mut report = Report::default();
        let snapshot = self.db.still()?;
        let (db, read) = (snapshot.db(), snapshot.db().read());
        damaged_pages(db, &mut report)?;
        let erased = erased(db)?;
        let mut walk = Walk::default();
        let replay = Replay::new(erased.clone())?;
        let walked = read.each_entry(|entry| {
            report.entries += 1;
            for fault in walk.step(&entry, erased.contains_key(&entry.header.id)) {
                let place = entry.position;
                report.find(format!("Écriture {place}\u{a0}: {}.", fault.sentence()));
            }
            refold(&replay, &entry, &mut report);
            Ok(())
        });
        legible(walked, &mut report)?;
        let fresh = replay.finish()?;
        schema(db, &fresh.db, &mut report)?;
        compare(db, &fresh.db, &mut report)?;
        secrets(db, &mut report)?;
        side_file(read, &walk, witnesses, &mut report)?;
        receipt(read, witnesses, &mut report)?;
        Ok(report)
    }
}

/// SQLite's own check of the pages.
fn damaged_pages(db: &Db, report: &mut Report) -> Result<(), StoreError> {
    let state: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if state != "ok" {
        report.find(format!("Fichier endommagé\u{a0}: {state}."));
    }
    Ok(())
}

/// A row that can't be read at all is a finding too; whatever follows it is not looked at.
fn legible(step: Result<(), StoreError>, report: &mut Report) -> Result<(), StoreError> {
    match step {
        Err(StoreError::Sql(error)) => {
            report.find(format!("Une ligne du journal est illisible ({error})."));
            Ok(())
        }
        step => step,
    }
}

fn erased(db: &Db) -> Result<HashMap<EntryId, FamilyId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT entry, family FROM erased WHERE length(entry) = 16 AND length(family) = 16",
    )?;
    let named = statement.query_map([], |row| Ok((id(row, 0)?, id(row, 1)?)))?;
    Ok(named.collect::<Result<_, _>>()?)
}

/// Folds an entry into the fresh tables.
fn refold(replay: &Replay, entry: &StoredEntry, report: &mut Report) {
    let place = entry.position;
    match replay.take(entry) {
        Ok(()) => {}
        Err(StoreError::Payload(_)) => {
            report.find(format!("Écriture {place}\u{a0}: contenu illisible."));
        }
        Err(error) => {
            report.find(format!("Écriture {place}\u{a0}: impossible à rejouer ({error})."));
        }
    }
}

/// Tables, indexes and triggers are those of this program: a trigger taken out leaves a trace.
fn schema(live: &Db, fresh: &Db, report: &mut Report) -> Result<(), StoreError> {
    let objects = |db: &Db| -> Result<BTreeMap<String, String>, StoreError> {
        let mut statement = db.prepare_cached(
            "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql NOT NULL",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let (live, fresh) = (objects(live)?, objects(fresh)?);
    let names: BTreeSet<&String> = live.keys().chain(fresh.keys()).collect();
    for name in names {
        if live.get(name) != fresh.get(name) {
            report.find(format!("Schéma modifié hors de Guichet\u{a0}: {name}."));
        }
    }
    Ok(())
}

/// Compares every folded table of the file with the refolded one, within one snapshot.
fn compare(live: &Db, fresh: &Db, report: &mut Report) -> Result<(), StoreError> {
    for table in folded_tables(fresh)? {
        report.tables += 1;
        match differences(live, fresh, &table) {
            Ok((0, 0)) => {}
            Ok((only_live, only_fresh)) => report.find(format!(
                "Table {table}\u{a0}: {only_live} ligne(s) que le journal n’explique pas, \
                 {only_fresh} ligne(s) attendue(s) et absente(s)."
            )),
            Err(StoreError::Sql(_)) => {
                report.find(format!("Table {table}\u{a0}: absente ou d’une autre forme."));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// How many rows only one of the two has; both sides are walked in the same order.
fn differences(live: &Db, fresh: &Db, table: &str) -> Result<(u64, u64), StoreError> {
    let columns = fresh.prepare_cached(&format!("SELECT * FROM {table}"))?.column_count();
    let order: Vec<String> = (1..=columns).map(|column| column.to_string()).collect();
    let sql = format!("SELECT * FROM {table} ORDER BY {}", order.join(", "));
    let (mut live, mut fresh) = (live.prepare_cached(&sql)?, fresh.prepare_cached(&sql)?);
    let (mut live, mut fresh) = (live.query([])?, fresh.query([])?);
    let (mut one, mut other) = (next(&mut live)?, next(&mut fresh)?);
    let (mut only_live, mut only_fresh) = (0, 0);
    loop {
        let order = match (&one, &other) {
            (None, None) => return Ok((only_live, only_fresh)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => one.cmp(other),
        };
        if order.is_lt() {
            only_live += 1;
        } else if order.is_gt() {
            only_fresh += 1;
        }
        if order.is_le() {
            one = next(&mut live)?;
        }
        if order.is_ge() {
            other = next(&mut fresh)?;
        }
    }
}

/// A value that sorts as SQLite sorts it: nothing, integers, texts, blobs.
type Cell = (u8, i64, Vec<u8>);

fn next(rows: &mut Rows<'_>) -> Result<Option<Vec<Cell>>, StoreError> {
    let Some(row) = rows.next()? else { return Ok(None) };
    let columns = row.as_ref().column_count();
    let cell = |column| {
        Ok(match row.get_ref(column)? {
            ValueRef::Null => (0, 0, Vec::new()),
            ValueRef::Integer(integer) => (1, integer, Vec::new()),
            ValueRef::Real(_) => return Err(StoreError::Impossible("nombre à virgule")),
            ValueRef::Text(text) => (2, 0, text.to_vec()),
            ValueRef::Blob(blob) => (3, 0, blob.to_vec()),
        })
    };
    (0..columns).map(cell).collect::<Result<_, _>>().map(Some)
}

/// Every table but the journal itself and the local ones.
fn folded_tables(db: &Db) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT name FROM main.sqlite_schema
         WHERE type = 'table' AND name NOT IN ('journal', 'payload')
           AND name NOT LIKE 'local\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names)
}

/// Compares each stored hash of a secret with the digest that its fact carries.
fn secrets(db: &Db, report: &mut Report) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT l.phc, c.digest FROM local_credential l
         LEFT JOIN credential c ON c.version = l.version",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let phc: String = row.get(0)?;
        let digest: Option<String> = row.get(1)?;
        match digest {
            Some(digest) if digest == hex(&Sha256::digest(&phc)) => {}
            Some(_) => report.find("Un code secret a été remplacé hors du journal.".to_owned()),
            None => report.find("Un code secret n’est annoncé par aucune écriture.".to_owned()),
        }
    }
    Ok(())
}

/// The side file remembers a later head, or another hash: the tail was cut.
fn side_file(
    read: Reader<'_>,
    walk: &Walk,
    witnesses: &Witnesses,
    report: &mut Report,
) -> Result<(), StoreError> {
    let Some((souche, seq, hash)) = witnesses.side_file else {
        report.unchecked.push(match &witnesses.receipt {
            Some((number, _)) => format!(
                "La fin du journal après la quittance {number}\u{a0}: sans fichier témoin de ce \
                 poste, une fin coupée avec ses lignes ne se voit pas."
            ),
            None => "La fin du journal\u{a0}: sans fichier témoin de ce poste ni quittance \
                     (--recu, --empreinte), une fin coupée avec ses lignes ne se voit pas."
                .to_owned(),
        });
        return Ok(());
    };
    let head = walk.head(souche).map_or(0, |(seq, _)| seq);
    if head < seq {
        report.find(format!(
            "Fin du journal coupée\u{a0}: le fichier témoin connaît l’écriture {seq} de la \
             souche, la base s’arrête à {head}."
        ));
    } else if read.hash_at(souche, seq)? != Some(hash) {
        report.find(format!("L’écriture {seq} n’est pas celle du fichier témoin de ce poste."));
    }
    Ok(())
}

/// A paper receipt that the journal does not know, or knows otherwise.
fn receipt(read: Reader<'_>, witnesses: &Witnesses, report: &mut Report) -> Result<(), StoreError> {
    let Some((number, digits)) = &witnesses.receipt else { return Ok(()) };
    match read.payment_by_receipt(number)? {
        None => report.find(format!(
            "Quittance {number} inconnue\u{a0}: le journal a perdu cette écriture et les suivantes."
        )),
        Some(payment) if !hex(&payment.entry.2).starts_with(&digits.to_lowercase()) => {
            report
                .find(format!("Quittance {number}\u{a0}: l’empreinte n’est pas celle du journal."));
        }
        Some(_) => {}
    }
    Ok(())
}
