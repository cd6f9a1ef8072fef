//! Proves the database: the chain, the tables against the journal, the head against witnesses.
//!
//! Nothing is repaired and not one byte is written: the journal is refolded in memory beside the
//! file, and every folded table is compared row by row.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::fold::{self, Place};
use super::open::in_memory;
use super::read::entries;
use super::{Reader, Store, StoreError};
use crate::domain::ids::SoucheId;
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
        let snapshot = self.connection.unchecked_transaction()?;
        let read = Reader::new(&snapshot);
        damaged_pages(&snapshot, &mut report)?;
        let erased = erased(&snapshot)?;
        let mut walk = Walk::default();
        let fresh = in_memory()?;
        fresh.execute_batch("BEGIN")?;
        read.each_entry(|entry| {
            report.entries += 1;
            for fault in walk.step(&entry, erased.contains(entry.header.id.0.as_bytes())) {
                let place = entry.position;
                report.find(format!("Écriture {place} : {}.", fault.sentence()));
            }
            refold(&fresh, &entry, &mut report)
        })?;
        fresh.execute_batch("COMMIT")?;
        compare(&fresh, &self.path, &mut report)?;
        secrets(&snapshot, &mut report)?;
        side_file(read, &walk, witnesses, &mut report)?;
        receipt(read, witnesses, &mut report)?;
        Ok(report)
    }
}

/// SQLite's own check of the pages.
fn damaged_pages(db: &Connection, report: &mut Report) -> Result<(), StoreError> {
    let state: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if state != "ok" {
        report.find(format!("Fichier endommagé : {state}."));
    }
    Ok(())
}

fn erased(db: &Connection) -> Result<BTreeSet<[u8; 16]>, StoreError> {
    let mut statement = db.prepare("SELECT entry FROM erased")?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Folds an entry into the fresh tables, which need the entry itself too: suspense reads it back.
fn refold(fresh: &Connection, entry: &StoredEntry, report: &mut Report) -> Result<(), StoreError> {
    let place = Place { position: entry.position, header: entry.header };
    copy_entry(fresh, entry)?;
    match entries::decode(entry) {
        Ok(Some(fact)) => {
            if let Err(error) = fold::fold(fresh, &place, &fact) {
                report
                    .find(format!("Écriture {} : impossible à rejouer ({error}).", entry.position));
            }
        }
        Ok(None) if entry.payload.is_some() => fold::set_aside(fresh, &place)?,
        Ok(None) => {}
        Err(_) => report.find(format!("Écriture {} : contenu illisible.", entry.position)),
    }
    Ok(())
}

fn copy_entry(fresh: &Connection, entry: &StoredEntry) -> Result<(), StoreError> {
    super::gesture::insert_entry(fresh, entry.position, &entry.header, &entry.hash)?;
    if let Some((salt, bytes)) = &entry.payload {
        fresh
            .prepare_cached("INSERT INTO payload (position, salt, bytes) VALUES (?1, ?2, ?3)")?
            .execute(params![entry.position, salt, bytes])?;
    }
    Ok(())
}

/// Compares every folded table of the file with the refolded one.
fn compare(fresh: &Connection, path: &Path, report: &mut Report) -> Result<(), StoreError> {
    let file = format!("file:{}?mode=ro", path.display().to_string().replace('?', "%3f"));
    fresh.execute("ATTACH ?1 AS live", params![file])?;
    for table in folded_tables(fresh)? {
        report.tables += 1;
        let rows = |sql: String| fresh.query_row(&sql, [], |row| row.get::<_, i64>(0));
        let only_live = rows(format!(
            "SELECT count(*) FROM (SELECT * FROM live.{table} EXCEPT SELECT * FROM main.{table})"
        ))?;
        let only_fresh = rows(format!(
            "SELECT count(*) FROM (SELECT * FROM main.{table} EXCEPT SELECT * FROM live.{table})"
        ))?;
        if only_live + only_fresh > 0 {
            report.find(format!(
                "Table {table} : {only_live} ligne(s) que le journal n’explique pas, \
                 {only_fresh} ligne(s) attendue(s) et absente(s)."
            ));
        }
    }
    Ok(())
}

/// Every table but the journal itself and the local ones.
fn folded_tables(db: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare(
        "SELECT name FROM main.sqlite_schema
         WHERE type = 'table' AND name NOT IN ('journal', 'payload')
           AND name NOT LIKE 'local\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names)
}

/// Compares each stored hash of a secret with the digest that its fact carries.
fn secrets(db: &Connection, report: &mut Report) -> Result<(), StoreError> {
    let mut statement = db.prepare(
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
        report.unchecked.push(
            "La fin du journal : sans fichier témoin de ce poste ni quittance (--recu, \
             --empreinte), une fin coupée avec ses lignes ne se voit pas."
                .to_owned(),
        );
        return Ok(());
    };
    let head = walk.head(souche).map_or(0, |(seq, _)| seq);
    if head < seq {
        report.find(format!(
            "Fin du journal coupée : le fichier témoin connaît l’écriture {seq} de la souche, la \
             base s’arrête à {head}."
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
            "Quittance {number} inconnue : le journal a perdu cette écriture et les suivantes."
        )),
        Some(payment) if !hex(&payment.entry.2).starts_with(&digits.to_lowercase()) => {
            report.find(format!("Quittance {number} : l’empreinte n’est pas celle du journal."));
        }
        Some(_) => {}
    }
    Ok(())
}
