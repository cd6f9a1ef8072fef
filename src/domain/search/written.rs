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

/// How near a person's name is to a typed text that finds it.
pub fn nearness(person: &NamedPerson<'_>, typed: &str) -> Nearness {
    let typed = typed.trim();
    let folded = squeezed(typed);
    let mut nearest = Nearness::Part;
    for (first, second) in [(person.surname, person.given), (person.given, person.surname)] {
        if letters(first).eq(letters(typed))
            || letters(first).chain(letters(" ")).chain(letters(second)).eq(letters(typed))
        {
            return Nearness::Written;
        }
        let (first, second) = (squeezed(first), squeezed(second));
        if folded.strip_prefix(&first).is_some_and(|rest| rest.is_empty() || rest == second) {
            nearest = Nearness::Whole;
        }
    }
    nearest
}

/// Folded, in one word.
fn squeezed(text: &str) -> String {
    fold(text).replace(' ', "")
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    let plain = |letter| if letter == '’' { '\'' } else { letter };
    text.nfc().flat_map(char::to_lowercase).map(plain)
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
            let near = nearness(&NamedPerson { surname, given }, typed);
            assert_eq!(near, expected, "{surname} {given}: {typed}");
        }
        assert!(Written < Whole && Whole < Part);
    }
}
