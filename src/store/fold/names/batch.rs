//! Keys of many families, written in the order of their tables.

use std::collections::HashMap;

use rusqlite::params;

use super::{Keys, add_ident};
use crate::domain::ids::FamilyId;
use crate::domain::search::{sound, words};
use crate::store::{Db, StoreError};

/// Keys that are held in memory at most: some hundred megabytes.
const MOST_KEYS: usize = 2_000_000;

/// Keys that wait to be sorted and written.
#[derive(Default)]
pub(super) struct Batch {
    /// All texts, one after the other.
    text: String,
    names: Vec<Filed>,
    idents: Vec<Filed>,
    /// How many of these families have a word.
    words: HashMap<String, u32>,
}

/// A key's text and what stands beside it.
struct Filed {
    /// What its table orders by before the text: class, then blocked, open or archived.
    rank: (u8, u8),
    /// The text's first eight bytes: most keys differ there.
    head: [u8; 8],
    /// Where the text stands.
    text: std::ops::Range<usize>,
    family: FamilyId,
}

impl Batch {
    /// Takes a family's keys.
    pub(super) fn add(&mut self, family: FamilyId, keys: &Keys, open: u8) {
        for word in words(&keys.names) {
            match self.words.get_mut(word) {
                Some(uses) => *uses += 1,
                None => drop(self.words.insert(word.to_owned(), 1)),
            }
        }
        for (class, key) in &keys.names {
            let filed = filed(&mut self.text, (*class, open), key, family);
            self.names.push(filed);
        }
        for value in &keys.idents {
            let filed = filed(&mut self.text, (0, 0), value, family);
            self.idents.push(filed);
        }
    }

    /// Whether it is time to write.
    pub(super) const fn is_full(&self) -> bool {
        self.names.len() + self.idents.len() >= MOST_KEYS
    }

    /// Writes all of it.
    pub(super) fn write(self, db: &Db) -> Result<(), StoreError> {
        let Self { text, mut names, mut idents, words } = self;
        sort(&text, &mut names);
        let mut insert = db.prepare_cached(
            "INSERT OR IGNORE INTO name_key (class, open, key, family) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for Filed { rank: (class, shelf), text: place, family, .. } in names {
            let key = text.get(place).unwrap_or_default();
            insert.execute(params![class, shelf, key, family.0])?;
        }
        sort(&text, &mut idents);
        for Filed { text: place, family, .. } in idents {
            add_ident(db, family.0, text.get(place).unwrap_or_default())?;
        }
        write_words(db, words)
    }
}

/// Appends a text to all texts.
fn filed(texts: &mut String, rank: (u8, u8), text: &str, family: FamilyId) -> Filed {
    let start = texts.len();
    texts.push_str(text);
    let mut head = [0; 8];
    head.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
    Filed { rank, head, text: start..texts.len(), family }
}

/// As SQLite orders the rows.
fn sort(texts: &str, filed: &mut [Filed]) {
    filed.sort_unstable_by(|one, other| {
        let text = |filed: &Filed| texts.get(filed.text.clone());
        (one.rank, one.head)
            .cmp(&(other.rank, other.head))
            .then_with(|| text(one).cmp(&text(other)))
            .then(one.family.cmp(&other.family))
    });
}

/// Counts the words in.
fn write_words(db: &Db, words: HashMap<String, u32>) -> Result<(), StoreError> {
    let mut words: Vec<(String, u32)> = words.into_iter().collect();
    words.sort_unstable();
    let mut count = db.prepare_cached("UPDATE word SET uses = uses + ?2 WHERE word = ?1")?;
    let mut insert =
        db.prepare_cached("INSERT INTO word (word, sound, uses) VALUES (?1, ?2, ?3)")?;
    for (word, uses) in words {
        if count.execute(params![word, uses])? == 0 {
            insert.execute(params![word, sound(&word), uses])?;
        }
    }
    Ok(())
}
