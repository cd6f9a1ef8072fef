//! The keys a family is filed under: every surname of the family with every given name, in both
//! orders, so that the mother's name with the child's first name is found.

use std::collections::{BTreeMap, BTreeSet};

use super::cut;
use crate::domain::text::fold;

/// Class of « surname given » of the account holder: shown first.
pub const HOLDER: u8 = 0;
/// Class of the other adults, and of any adult by the given name first.
pub const ADULT: u8 = 1;
/// Class of the children, by their own surname and by every adult's.
pub const CHILD: u8 = 2;

/// Most keys of one family. Past it, the forms of double names go first.
const MOST_KEYS: usize = 200;

/// Words of one name that count; nobody types more.
const MOST_WORDS: usize = 6;

/// A person by both names, as written in the file; either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedPerson<'a> {
    /// Family name.
    pub surname: &'a str,
    /// Given name or names.
    pub given: &'a str,
}

/// The name keys of a family with their class, each key once, in its best class.
pub fn name_keys(
    holder: &NamedPerson<'_>,
    adults: &[NamedPerson<'_>],
    children: &[NamedPerson<'_>],
) -> BTreeSet<(u8, String)> {
    let holder = Forms::of(holder);
    let adults: Vec<Forms> = adults.iter().map(Forms::of).collect();
    let children: Vec<Forms> = children.iter().map(Forms::of).collect();
    let mut keys = Keys::default();
    // The whole names of everybody first, so that no absurd name pushes a person out.
    for depth in [1, usize::MAX] {
        keys.add(HOLDER, holder.surnames(depth), holder.givens(depth));
        keys.add(ADULT, holder.givens(depth), holder.surnames(depth));
        for adult in &adults {
            keys.add_both_orders(ADULT, adult.surnames(depth), adult.givens(depth));
        }
        for child in &children {
            keys.add_both_orders(CHILD, child.surnames(depth), child.givens(depth));
        }
        for adult in std::iter::once(&holder).chain(&adults) {
            for child in &children {
                keys.add_both_orders(CHILD, adult.surnames(depth), child.givens(depth));
            }
        }
    }
    keys.0.into_iter().map(|(key, class)| (class, key)).collect()
}

/// The distinct words of a family's name keys, for the vocabulary that typing errors are corrected
/// with.
pub fn words(keys: &BTreeSet<(u8, String)>) -> BTreeSet<&str> {
    keys.iter().flat_map(|(_, key)| key.split(' ')).filter(|word| !word.is_empty()).collect()
}

/// The folded forms of a person's names, the whole form first.
struct Forms {
    surnames: Vec<String>,
    givens: Vec<String>,
}

impl Forms {
    fn of(person: &NamedPerson<'_>) -> Self {
        let given = fold(person.given);
        let given: Vec<&str> = given.split(' ').take(MOST_WORDS).collect();
        Self {
            surnames: surname_forms(person.surname),
            givens: vec![given.join(" "), given.concat()],
        }
    }

    fn surnames(&self, depth: usize) -> &[String] {
        self.surnames.get(..depth.min(self.surnames.len())).unwrap_or_default()
    }

    fn givens(&self, depth: usize) -> &[String] {
        self.givens.get(..depth.min(self.givens.len())).unwrap_or_default()
    }
}

/// A surname, then its endings, each also joined: `de la fontaine`, `delafontaine`, `la fontaine`,
/// `lafontaine`, `fontaine`.
fn surname_forms(surname: &str) -> Vec<String> {
    let folded = fold(surname);
    let words: Vec<&str> = folded.split(' ').take(MOST_WORDS).collect();
    let endings = (0..words.len()).filter_map(|start| words.get(start..));
    endings.flat_map(|ending| [ending.join(" "), ending.concat()]).collect()
}

/// Keys with their best class so far.
#[derive(Default)]
struct Keys(BTreeMap<String, u8>);

impl Keys {
    fn add_both_orders(&mut self, class: u8, surnames: &[String], givens: &[String]) {
        self.add(class, surnames, givens);
        self.add(class, givens, surnames);
    }

    fn add(&mut self, class: u8, firsts: &[String], seconds: &[String]) {
        for first in firsts {
            for second in seconds {
                let key = cut(format!("{first} {second}").trim());
                if let Some(known) = self.0.get_mut(&key) {
                    *known = class.min(*known);
                } else if !key.is_empty() && self.0.len() < MOST_KEYS {
                    self.0.insert(key, class);
                }
            }
        }
    }
}
