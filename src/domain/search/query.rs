//! A typed text as the prefixes to scan for: numbers first, then names in any order.

use super::vocabulary::Vocabulary;
use super::{cut, ident, sound};
use crate::domain::text::fold;

/// Characters of the typed text that count.
const MOST_CHARS: usize = 200;
/// Words of the typed text that count.
const MOST_TOKENS: usize = 8;
/// Prefixes of names to scan.
const MOST_PREFIXES: usize = 24;
/// Beginnings to scan of names that sound alike.
const MOST_SOUNDINGS: usize = 12;
/// Prefixes to scan once words are completed or corrected.
const MOST_GUESSES: usize = 96;

/// A typed text, parsed. Equal texts but for accents, case and separators parse alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words, folded, as typed.
    pub tokens: Vec<String>,
    /// Values of the ident table that the text is the whole of: the surest answers.
    pub ident_exact: Vec<String>,
    /// Beginnings of values of the ident table.
    pub ident_prefix: Vec<String>,
    /// Beginnings of name keys, the order as typed first; at most 24.
    pub name_prefixes: Vec<String>,
}

impl Query {
    /// Parses what stands in the search box. `login_prefix` are the letters of the commune's
    /// login ids: `EVR`.
    pub fn parse(text: &str, login_prefix: &str) -> Self {
        let text: String = text.chars().take(MOST_CHARS).collect();
        let folded = fold(&text);
        let tokens: Vec<String> = folded
            .split(' ')
            .filter(|word| !word.is_empty())
            .take(MOST_TOKENS)
            .map(str::to_owned)
            .collect();
        let ident_exact = ident::wanted(&text, login_prefix);
        let mut ident_prefix = ident_exact.clone();
        ident_prefix.extend(ident_exact.iter().filter_map(|value| ident::reversed(value)));
        let is_email = text.contains('@');
        let name_prefixes = if is_email { Vec::new() } else { arrangements(&tokens) };
        Self { tokens, ident_exact, ident_prefix, name_prefixes }
    }

    /// The prefixes of the query with one word replaced, in every rotation.
    fn with(&self, replaced: usize, word: &str) -> Vec<String> {
        let mut tokens: Vec<&str> = self.tokens.iter().map(String::as_str).collect();
        if let Some(token) = tokens.get_mut(replaced) {
            *token = word;
        }
        rotations(&tokens)
    }
}

/// A beginning of name keys to scan for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// The text that the keys begin with.
    pub text: String,
    /// The last word must end there.
    pub entire: bool,
}

/// Whether every word of a beginning is one of the vocabulary's: it may be a whole name.
pub fn may_be_whole(prefix: &str, vocabulary: &Vocabulary) -> bool {
    prefix.split(' ').all(|word| vocabulary.knows(word))
}

/// The query with at most so many words replaced by others that are said alike, the nearest first;
/// at most twelve beginnings. A last word that is kept may be half typed, any other must be known.
pub fn soundings(query: &Query, vocabulary: &Vocabulary, replaced: usize) -> Vec<Prefix> {
    let mut found = Vec::new();
    if query.name_prefixes.is_empty() {
        return found;
    }
    let tokens: Vec<&str> = query.tokens.iter().map(String::as_str).collect();
    found.extend(sound_alike(&tokens, vocabulary, replaced));
    for place in 1..tokens.len() {
        let (before, rest) = tokens.split_at(place - 1);
        let [one, other, after @ ..] = rest else { continue };
        let joined = [*one, *other].concat();
        // A word that adds nothing to be heard is another name, half typed.
        if sound(&joined) != sound(one) {
            let tokens = [before, &[joined.as_str()], after].concat();
            found.extend(sound_alike(&tokens, vocabulary, replaced));
        }
    }
    found.truncate(MOST_SOUNDINGS);
    found
}

fn sound_alike(tokens: &[&str], vocabulary: &Vocabulary, most: usize) -> Vec<Prefix> {
    let mut texts = vec![(String::new(), 0, true)];
    for (place, token) in tokens.iter().enumerate() {
        let is_last = place + 1 == tokens.len();
        let is_kept = if is_last { vocabulary.begins(token) } else { vocabulary.knows(token) };
        let others = vocabulary.sounding(token);
        let longer = |(text, replaced, _): &(String, usize, bool)| {
            let with = |word: &str| format!("{text} {word}").trim_start().to_owned();
            let kept = is_kept.then(|| (with(token), *replaced, false));
            let others = others.iter().filter(|_| *replaced < most);
            let others = others.map(|word| (with(word), *replaced + 1, true));
            kept.into_iter().chain(others).collect::<Vec<_>>()
        };
        texts = texts.iter().flat_map(longer).take(MOST_SOUNDINGS).collect();
    }
    let heard = texts.into_iter().filter(|(_, replaced, _)| *replaced > 0);
    heard.map(|(text, _, entire)| Prefix { text, entire }).collect()
}

/// The query with one word replaced by words of the vocabulary that are one typing error away; the
/// word may be written in several (`ben ale` for `benali`). At most 96 prefixes; none for an
/// e-mail.
pub fn corrections(query: &Query, vocabulary: &Vocabulary) -> Vec<String> {
    if query.name_prefixes.is_empty() {
        return Vec::new();
    }
    let is_unknown =
        |place: &usize| query.tokens.get(*place).is_some_and(|token| !vocabulary.begins(token));
    let unknown: Vec<usize> = (0..query.tokens.len()).filter(is_unknown).collect();
    let suspects = match unknown.as_slice() {
        [] => (0..query.tokens.len()).collect(),
        [_] => unknown,
        _ => Vec::new(),
    };
    let mut prefixes = Vec::new();
    for suspect in suspects {
        let token = query.tokens.get(suspect).map_or("", String::as_str);
        for word in vocabulary.nearest(token) {
            extend_once(&mut prefixes, query.with(suspect, word), MOST_GUESSES);
        }
    }
    let tokens: Vec<&str> = query.tokens.iter().map(String::as_str).collect();
    for (before, joined, after) in joinings(&tokens) {
        for word in vocabulary.nearest(&joined) {
            let grouped = [before, &[word], after].concat();
            extend_once(&mut prefixes, rotations(&grouped), MOST_GUESSES);
        }
    }
    prefixes
}

/// The query with its rarest word completed, for names that are both half typed (`mart cl`).
/// At most 96 prefixes; none for a single word, which is a prefix already, nor where the completed
/// word would come last: the name prefixes find it.
pub fn completions(query: &Query, vocabulary: &Vocabulary) -> Vec<String> {
    let uses = |(_, token): &(usize, &String)| vocabulary.uses(token);
    let rarest = (0..).zip(&query.tokens).min_by_key(uses);
    let Some((place, token)) = rarest.filter(|_| query.name_prefixes.len() > 1) else {
        return Vec::new();
    };
    let mut prefixes = Vec::new();
    let last = (place + 1) % query.tokens.len();
    for word in vocabulary.completions(token) {
        let mut rotations = query.with(place, word);
        rotations.remove(last);
        extend_once(&mut prefixes, rotations, MOST_GUESSES);
    }
    prefixes
}

/// Every beginning that the words can make: as typed, turned around, and with neighbours joined
/// (`n diaye` is also `ndiaye`).
fn arrangements(tokens: &[String]) -> Vec<String> {
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    extend_once(&mut found, rotations(&tokens), MOST_PREFIXES);
    for (before, joined, after) in joinings(&tokens) {
        let grouped = [before, &[joined.as_str()], after].concat();
        extend_once(&mut found, rotations(&grouped), MOST_PREFIXES);
    }
    found
}

/// Every way to join two neighbours or more: what stands before them, their word, and what after.
fn joinings<'a>(
    tokens: &'a [&'a str],
) -> impl Iterator<Item = (&'a [&'a str], String, &'a [&'a str])> {
    let places = (2..=tokens.len())
        .flat_map(|length| (0..=tokens.len() - length).map(move |start| (start, length)));
    places.map(|(start, length)| {
        let (before, rest) = tokens.split_at(start);
        let (joined, after) = rest.split_at(length);
        (before, joined.concat(), after)
    })
}

/// `a b c`, `b c a`, `c a b`: surname and given name in both orders, however many words each has.
fn rotations(tokens: &[&str]) -> Vec<String> {
    let turned = |turn| {
        let (before, after) = tokens.split_at(turn);
        cut(&[after, before].concat().join(" "))
    };
    (0..tokens.len()).map(turned).collect()
}

/// Adds what is new, up to a number.
fn extend_once(found: &mut Vec<String>, more: Vec<String>, most: usize) {
    for one in more {
        if found.len() < most && !found.contains(&one) {
            found.push(one);
        }
    }
}
