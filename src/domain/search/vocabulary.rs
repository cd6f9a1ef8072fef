//! The distinct words of all names, in memory: some tens of thousands, sorted.
//!
//! A typing error needs no fuzzy comparison with families: the few hundred words one error away
//! from what was typed are looked up here, and the families found by ordinary prefix scans.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::sound;

/// Fewest letters of a word that is corrected.
const FEWEST_LETTERS: usize = 4;
/// Fewest letters of a word that is heard as another.
const FEWEST_HEARD: usize = 3;
/// Most words that are said like another.
const MOST_SOUNDING: usize = 8;
/// Fewest letters of a word that two errors are forgiven in, and most.
const FEWEST_MEANT: usize = 5;
const MOST_LETTERS: usize = 30;
/// Most errors that are forgiven in it.
const MOST_ERRORS: usize = 2;
/// Most corrections of a word.
const MOST_NEAREST: usize = 24;
/// Most completions of a word.
const MOST_COMPLETIONS: usize = 48;

/// A word of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub word: String,
    /// How it is said: [`sound`](super::sound()) of it.
    pub sound: String,
    /// How many families have it.
    pub uses: u32,
}

/// The words of all names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// In order of the alphabet.
    words: Vec<Word>,
    /// Their places, in order of their sounds.
    by_sound: Vec<usize>,
}

impl Vocabulary {
    /// Takes folded words in ascending byte order, each once, as `ORDER BY word` gives them.
    pub fn from_sorted(words: Vec<Word>) -> Self {
        let sound = |place: &usize| words.get(*place).map(|word| word.sound.as_str());
        let mut by_sound: Vec<usize> = (0..words.len()).collect();
        by_sound.sort_by(|one, other| sound(one).cmp(&sound(other)));
        Self { words, by_sound }
    }

    /// Other words that are said like the token: at most eight, those that begin most like it
    /// first, then the most used. Nothing for a token of less than three letters, or with anything
    /// but letters.
    pub fn sounding(&self, token: &str) -> Vec<&str> {
        if token.len() < FEWEST_HEARD || !token.chars().all(char::is_alphabetic) {
            return Vec::new();
        }
        let said = sound(token);
        let start = self.by_sound.partition_point(|place| self.sound_at(*place) < said.as_str());
        let mut alike: Vec<&Word> = self
            .by_sound
            .iter()
            .skip(start)
            .filter_map(|place| self.words.get(*place))
            .take_while(|word| word.sound == said)
            .filter(|word| word.word != token)
            .collect();
        alike.sort_by_key(|word| Reverse((same_beginning(&word.word, token), word.uses)));
        alike.into_iter().take(MOST_SOUNDING).map(|word| word.word.as_str()).collect()
    }

    /// The word that was most likely meant by one that no name has: said alike, one error away, or
    /// two errors away from a word of five letters or more.
    pub fn meant(&self, token: &str) -> Option<&str> {
        let near = self.sounding(token).into_iter().chain(self.nearest(token)).next();
        near.or_else(|| {
            let letters: Vec<char> = token.chars().take(MOST_LETTERS + 1).collect();
            let is_long = (FEWEST_MEANT..=MOST_LETTERS).contains(&letters.len());
            let near = |known: &&Word| {
                let other: Vec<char> = known.word.chars().collect();
                other.len().abs_diff(letters.len()) <= MOST_ERRORS
                    && errors(&letters, &other) <= MOST_ERRORS
            };
            let words = self.words.iter().filter(|_| is_long);
            words.filter(near).max_by_key(|known| known.uses).map(|known| known.word.as_str())
        })
    }

    fn sound_at(&self, place: usize) -> &str {
        self.words.get(place).map_or("", |word| word.sound.as_str())
    }

    /// Whether it is a word of some name, whole.
    pub fn knows(&self, word: &str) -> bool {
        self.words.binary_search_by(|known| known.word.as_str().cmp(word)).is_ok()
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
            for Word { word, uses, .. } in self.beginning(&edit) {
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
        let mut longer: Vec<&Word> =
            self.beginning(token).iter().filter(|word| word.word != token).collect();
        longer.sort_by_key(|word| Reverse(word.uses));
        longer.into_iter().take(MOST_COMPLETIONS).map(|word| word.word.as_str()).collect()
    }

    /// Whether a word begins so.
    pub fn begins(&self, prefix: &str) -> bool {
        !self.beginning(prefix).is_empty()
    }

    /// How many uses the words have that begin so.
    pub fn uses(&self, prefix: &str) -> u64 {
        self.beginning(prefix).iter().map(|word| u64::from(word.uses)).sum()
    }

    fn beginning(&self, prefix: &str) -> &[Word] {
        let start = self.words.partition_point(|known| known.word.as_str() < prefix);
        let from = self.words.get(start..).unwrap_or_default();
        let count = from.partition_point(|known| known.word.starts_with(prefix));
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

/// How many letters two words have in common from the first on.
fn same_beginning(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count()
}

/// How many letters must be replaced, dropped or added to make one word of the other.
fn errors(one: &[char], other: &[char]) -> usize {
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let (mut left, mut line) = (row + 1, vec![row + 1]);
        for (pair, same) in above.windows(2).zip(other.iter().map(|typed| typed == letter)) {
            let [corner, up] = pair else { continue };
            left = (corner + usize::from(!same)).min(up + 1).min(left + 1);
            line.push(left);
        }
        above = line;
    }
    above.last().copied().unwrap_or_default()
}
