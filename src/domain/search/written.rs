//! Whether a name is written as it was typed, accents and hyphens included: of Lefevre and Lefèvre,
//! both found by either, the one that was typed comes first.

use unicode_normalization::UnicodeNormalization;

use super::NamedPerson;

/// Whether a typed text is, letter for letter but for capitals and the shape of apostrophes, the
/// surname, the given name, or both in either order.
pub fn is_written(person: &NamedPerson<'_>, typed: &str) -> bool {
    let typed = typed.trim();
    [(person.surname, person.given), (person.given, person.surname)].into_iter().any(
        |(first, second)| {
            letters(first).eq(letters(typed))
                || letters(first).chain(letters(" ")).chain(letters(second)).eq(letters(typed))
        },
    )
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    let plain = |letter| if letter == '’' { '\'' } else { letter };
    text.nfc().flat_map(char::to_lowercase).map(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_typed_or_is_not() {
        let is = |(surname, given), typed| is_written(&NamedPerson { surname, given }, typed);
        for (name, typed) in [
            (("LEFÈVRE", "Zoé"), "lefèvre"),
            (("LEFÈVRE", "Zoé"), "Lefe\u{300}vre zoé"),
            (("LEFÈVRE", "Zoé"), " zoé LEFÈVRE "),
            (("N’DIAYE", "Awa"), "n'diaye"),
            (("N'DIAYE", "Awa"), "N’Diaye Awa"),
            (("ROUX", "Jean-Pierre"), "jean-pierre"),
            (("ROUX", ""), "roux"),
        ] {
            assert!(is(name, typed), "{name:?}: {typed}");
        }
        for (name, typed) in [
            (("LEFÈVRE", "Zoé"), "lefevre"),
            (("LEFÈVRE", "Zoé"), "lefè"),
            (("LEFÈVRE", "Zoé"), "lefèvre z"),
            (("N’DIAYE", "Awa"), "ndiaye"),
            (("ROUX", "Jean-Pierre"), "jean"),
            (("ROUX-PETIT", "Anna"), "roux"),
            (("ROUX", "Jean-Pierre"), "jean pierre"),
            (("ROUX", "Jean Pierre"), "jean-pierre"),
            (("ROUX", "Anna"), "roux anna b"),
        ] {
            assert!(!is(name, typed), "{name:?}: {typed}");
        }
    }
}
