//! What search is measured against: the barest scan, and full-text search as it comes.

use rusqlite::{Connection, OpenFlags, params};

use guichet::domain::text::fold;
use guichet::import::FamilyRow;

use crate::Outcome;
use crate::town::{Town, connect};

/// Rows of an answer.
const ROWS: usize = 50;

/// What the list shows of one family, in one statement.
const ROW: &str = "SELECT f.login, g.surname, g.given, a.activated
    FROM family f JOIN guardian g ON g.family = f.id AND g.rank = 0
    LEFT JOIN account a ON a.family = f.id WHERE f.id = ?1";

/// Fifty names from a name on, and the row of each family: less can't be done for an answer.
pub fn bare_scan(bare: &Connection, from: &str) -> Outcome<usize> {
    let mut scan = bare.prepare_cached(
        "SELECT family FROM name_key WHERE class = 0 AND open = 1 AND key >= ?1
         ORDER BY key LIMIT ?2",
    )?;
    let mut ids = scan.query(params![from, ROWS])?;
    let mut row = bare.prepare_cached(ROW)?;
    let mut shown = Vec::new();
    while let Some(id) = ids.next()? {
        let id: [u8; 16] = id.get(0)?;
        shown.push(row.query_row([id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })?);
    }
    Ok(shown.len())
}

/// Where FTS5 keeps its own copy of the names.
pub struct FullText {
    connection: Connection,
}

/// In which order FTS5 gives its rows.
#[derive(Clone, Copy)]
pub enum Order {
    /// As they were filed: it stops at the fiftieth.
    Filed,
    /// The best first: it weighs every one.
    Rank,
}

impl FullText {
    /// Files everybody's names, phones, e-mails and invoices, as anybody would on a first day.
    pub fn build(town: &Town) -> Outcome<Self> {
        let file = town.path.with_extension("fts");
        std::fs::remove_file(&file).ok();
        let connection =
            connect(&file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        connection.execute_batch(
            "PRAGMA synchronous = OFF;
             CREATE VIRTUAL TABLE fts USING fts5(
               text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
             CREATE TABLE member (number INTEGER PRIMARY KEY, family BLOB NOT NULL);",
        )?;
        connection.execute("ATTACH ?1 AS town", [town.path.to_string_lossy()])?;
        connection.execute_batch(
            "BEGIN;
             INSERT INTO member (family) SELECT id FROM town.family ORDER BY login;
             INSERT INTO fts (rowid, text) SELECT number,
               (SELECT login FROM town.family WHERE id = member.family)
               || ' ' || (SELECT group_concat(surname || ' ' || given || ' ' || phone || ' '
                          || email, ' ') FROM town.guardian WHERE family = member.family)
               || ' ' || coalesce((SELECT group_concat(surname || ' ' || given, ' ')
                          FROM town.child WHERE family = member.family), '')
               || ' ' || coalesce((SELECT group_concat(number, ' ')
                          FROM town.invoice WHERE family = member.family), '')
             FROM member;
             COMMIT;",
        )?;
        Ok(Self { connection })
    }

    /// Files one more family, in a transaction of its own.
    pub fn file(&self, family: &FamilyRow) -> Outcome<()> {
        let mut text = family.login.clone();
        for adult in std::iter::once(&family.holder).chain(&family.guardians) {
            for part in [&adult.surname, &adult.given, &adult.phone, &adult.email] {
                text = format!("{text} {part}");
            }
        }
        self.connection.prepare_cached("INSERT INTO fts (text) VALUES (?1)")?.execute([text])?;
        Ok(())
    }

    /// Fifty rows for a typed text: every word begins so.
    pub fn find(&self, typed: &str, order: Order) -> Outcome<usize> {
        let words: Vec<String> =
            fold(typed).split_whitespace().map(|word| format!("\"{word}\"*")).collect();
        if words.is_empty() {
            return Ok(0);
        }
        let mut matches = self.connection.prepare_cached(match order {
            Order::Filed => {
                "SELECT family FROM fts JOIN member ON number = fts.rowid
                 WHERE fts MATCH ?1 ORDER BY fts.rowid LIMIT ?2"
            }
            Order::Rank => {
                "SELECT family FROM (SELECT rowid AS place FROM fts WHERE fts MATCH ?1
                                     ORDER BY rank LIMIT ?2) JOIN member ON number = place"
            }
        })?;
        let mut ids = matches.query(params![words.join(" "), ROWS])?;
        let mut row = self.connection.prepare_cached(ROW)?;
        let mut shown = Vec::new();
        while let Some(id) = ids.next()? {
            let id: [u8; 16] = id.get(0)?;
            shown.push(row.query_row([id], |row| row.get::<_, String>(0))?);
        }
        Ok(shown.len())
    }
}
