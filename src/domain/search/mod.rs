//! Search as you type: which keys a family is filed under, and which keys a typed text looks for.
//!
//! Keys and queries go through the same [`fold`](super::text::fold), so that accents, case,
//! hyphens and apostrophes never matter. Nothing here knows SQL: the store keeps three tables and
//! scans them by prefix.
//!
//! - `name_key(class, blocked, key, family)`: pairs of names, in both orders ([`name_keys`]);
//! - `ident(value, family)`: login ids, telephones, e-mails and invoice numbers ([`idents`]);
//! - `word(word, sound, uses)`: every word of the name keys, how it is said ([`sound()`]) and how
//!   many families have it ([`words`]), loaded as a [`Vocabulary`].
//!
//! A query is run in steps, and stops when the screen is full: [`Query::ident_exact`], then the
//! scans of [`Query::ident_prefix`], then the names that are typed whole, those written as
//! typed first ([`Typed::nearness`]); those that sound alike ([`soundings`]); those that only
//! begin so ([`Query::name_prefixes`]), class by class. Fewer than eight families: also
//! [`completions`].
//! None at all: [`corrections`], and [`suggestions`] on demand.

mod ident;
mod keys;
mod query;
mod sound;
mod suggest;
mod vocabulary;
mod written;

pub use ident::idents;
pub use keys::{ADULT, CHILD, HOLDER, NamedPerson, name_keys, words};
pub use query::{Prefix, Query, completions, corrections, may_be_whole, soundings};
pub use sound::sound;
pub use suggest::suggestions;
pub use vocabulary::{Vocabulary, Word};
pub use written::{Nearness, Typed};

/// Longest key and longest prefix, in characters: what is beyond never tells two names apart.
const KEY_CHARS: usize = 120;

/// A text cut to the length of a key, without a space at the cut.
fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(KEY_CHARS).collect();
    cut.truncate(cut.trim_end().len());
    cut
}

#[cfg(test)]
mod tests;
