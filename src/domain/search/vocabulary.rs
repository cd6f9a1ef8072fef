//! The distinct words of all names, in memory: some tens of thousands, sorted.
//!
//! A typing error needs no fuzzy comparison with families: the few hundred words one error away
//! from what was typed are looked up here, and the families found by ordinary prefix scans.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Fewest letters of a word that is corrected.
const FEWEST_LETTERS: usize = 4;
/// Most corrections of a word.
const MOST_NEAREST: usize = 24;
/// Most completions of a word.
const MOST_COMPLETIONS: usize = 48;

/// Words with the number of families that have them, in order of the alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary(Vec<(String, u32)>);

impl Vocabulary {
    /// Takes folded words in ascending byte order, each once, as `ORDER BY word` gives them.
    pub fn from_sorted(words: Vec<(String, u32)>) -> Self {
        Self(words)
    }

    /// Words one typing error away from the token (a letter replaced, dropped, added or swapped
    /// with its neighbour), or beginning so: at most 24, whole words before longer ones, the most
    /// used first. Nothing for a token of less than four letters, or with anything but letters.
    pub fn nearest(&self, token: &str) -> Vec<&str> {
        let letters: Vec<char> = token.chars().collect();
        if letters.len() < FEWEST_LETTERS || !letters.iter().all(|c| c.is_alphabetic()) {
            return Vec::new();
        }
        let mut ranks: BTreeMap<&str, (bool, u32)> = BTreeMap::new();
        for edit in edits(&letters, self.known_letters(&letters)) {
            for (word, uses) in self.beginning(&edit) {
                let rank = (*word == edit, *uses);
                ranks.entry(word).and_modify(|known| *known = rank.max(*known)).or_insert(rank);
            }
        }
        let mut nearest: Vec<(&str, (bool, u32))> =
            ranks.into_iter().filter(|(word, _)| !word.starts_with(token)).collect();
        nearest.sort_by_key(|(_, rank)| Reverse(*rank));
        nearest.into_iter().take(MOST_NEAREST).map(|(word, _)| word).collect()
    }

    /// Longer words that begin with the token: at most 48, the most used first.
    pub fn completions(&self, token: &str) -> Vec<&str> {
        let mut longer: Vec<&(String, u32)> =
            self.beginning(token).iter().filter(|(word, _)| word != token).collect();
        longer.sort_by_key(|(_, uses)| Reverse(*uses));
        longer.into_iter().take(MOST_COMPLETIONS).map(|(word, _)| word.as_str()).collect()
    }

    /// Whether a word begins so.
    pub fn begins(&self, prefix: &str) -> bool {
        !self.beginning(prefix).is_empty()
    }

    /// How many uses the words have that begin so.
    pub fn uses(&self, prefix: &str) -> u64 {
        self.beginning(prefix).iter().map(|(_, uses)| u64::from(*uses)).sum()
    }

    fn beginning(&self, prefix: &str) -> &[(String, u32)] {
        let start = self.0.partition_point(|(word, _)| word.as_str() < prefix);
        let from = self.0.get(start..).unwrap_or_default();
        let count = from.partition_point(|(word, _)| word.starts_with(prefix));
        from.get(..count).unwrap_or_default()
    }

    /// How many letters can be read before no word begins so. A correction further right would
    /// keep the beginning that no word has.
    fn known_letters(&self, letters: &[char]) -> usize {
        let mut prefix = String::new();
        let is_known = |letter: &&char| {
            prefix.push(**letter);
            self.begins(&prefix)
        };
        letters.iter().take_while(is_known).count()
    }
}

/// Every word one typing error away, the error at most at that place (counted in letters).
fn edits(letters: &[char], last: usize) -> Vec<String> {
    let mut edits = Vec::new();
    for place in 0..=last.min(letters.len().saturating_sub(1)) {
        let (before, after) = letters.split_at(place);
        let [typed, rest @ ..] = after else { continue };
        let with = |middle: &[char], end: &[char]| before.iter().chain(middle).chain(end).collect();
        edits.push(with(&[], rest));
        if let [next, end @ ..] = rest {
            edits.push(with(&[*next, *typed], end));
        }
        for letter in 'a'..='z' {
            edits.push(with(&[letter], rest));
            edits.push(with(&[letter], after));
        }
    }
    edits
}
