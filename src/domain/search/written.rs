//! Whether a name is written as it was typed, accents and hyphens included: of Lefevre and Lefèvre,
//! both found by either, the one that was typed comes first; and after them those who are called
//! otherwise besides.

use unicode_normalization::UnicodeNormalization;

use super::NamedPerson;
use crate::domain::text::fold;

/// How near a person's name is to a typed text, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// The surname, the given name, or both in either order, letter for letter but for capitals and
    /// the shape of apostrophes.
    Written,
    /// The same, but for accents, hyphens and spaces: `Ben Ali` of `benali`.
    Whole,
    /// More names than were typed: `Nguyen Van` of `nguyen`.
    Part,
}

/// A text to compare names with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    written: String,
    squeezed: String,
}

impl Typed {
    /// The text as it was typed.
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        Self { written: letters(text), squeezed: squeezed(text) }
    }

    /// How near a person's name is to the text that finds it.
    pub fn nearness(&self, person: &NamedPerson<'_>) -> Nearness {
        let (surname, given) = (letters(person.surname), letters(person.given));
        if is_of(&self.written, (&surname, &given), " ") {
            return Nearness::Written;
        }
        let (surname, given) = (squeezed(&surname), squeezed(&given));
        if is_of(&self.squeezed, (&surname, &given), "") { Nearness::Whole } else { Nearness::Part }
    }
}

/// Whether the text is one of the names, or both in either order.
fn is_of(text: &str, (surname, given): (&str, &str), between: &str) -> bool {
    [(surname, given), (given, surname)].into_iter().any(|(first, second)| {
        let rest = text.strip_prefix(first);
        let is_second = |rest: &str| rest.strip_prefix(between) == Some(second);
        rest.is_some_and(|rest| rest.is_empty() || is_second(rest))
    })
}

/// Folded, in one word.
fn squeezed(text: &str) -> String {
    fold(text).replace(' ', "")
}

fn letters(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase(); // most names, and a search reads fifty families
    }
    let plain = |letter| if letter == '’' { '\'' } else { letter };
    text.nfc().flat_map(char::to_lowercase).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_near_as_it_is_written_and_as_it_is_whole() {
        use Nearness::{Part, Whole, Written};
        for (surname, given, typed, expected) in [
            ("LEFÈVRE", "Zoé", "lefèvre", Written),
            ("LEFÈVRE", "Zoé", "Lefe\u{300}vre zoé", Written),
            ("LEFÈVRE", "Zoé", " zoé LEFÈVRE ", Written),
            ("N’DIAYE", "Awa", "n'diaye", Written),
            ("N'DIAYE", "Awa", "N’Diaye Awa", Written),
            ("ROUX", "Jean-Pierre", "jean-pierre", Written),
            ("ROUX", "", "roux", Written),
            ("LEFÈVRE", "Zoé", "lefevre", Whole),
            ("N’DIAYE", "Awa", "ndiaye", Whole),
            ("NDIAYE", "Awa", "awa n’diaye", Whole),
            ("BEN ALI", "Sami", "benali", Whole),
            ("ROUX", "Jean-Pierre", "jean pierre", Whole),
            ("ROUX", "Jean Pierre", "jean-pierre", Whole),
            ("LEFÈVRE", "Zoé", "lefè", Part),
            ("LEFÈVRE", "Zoé", "lefèvre z", Part),
            ("ROUX", "Jean-Pierre", "jean", Part),
            ("ROUX-PETIT", "Anna", "roux", Part),
            ("NGUYEN VAN", "Anna", "n'guyen", Part),
            ("ROUX", "Anna", "roux anna b", Part),
            ("ROUX", "", "rouxanne", Part),
        ] {
            let near = Typed::new(typed).nearness(&NamedPerson { surname, given });
            assert_eq!(near, expected, "{surname} {given}: {typed}");
        }
        assert!(Written < Whole && Whole < Part);
    }
}
