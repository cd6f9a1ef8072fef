//! How a name sounds in French: what the agent hears is found, however the file spells it.
//!
//! Two words that are said alike have the same sounds, as far as a French ear goes and no further:
//!
//! - **vowels**: `au eau` are o; `ai ay ei ey` and a last `er` are é; `oi oy` are oua; `eu oeu`
//!   are one; `y` is i; `ail eil ay` before a vowel are one;
//! - **through the nose**: `in ain ein un ym` are one, `an en am em` one, `on om` one: with n
//!   unless a vowel, n or m follows, with m only before b, p or at the end;
//! - **consonants**: `ph` is f, `qu ck kh` and a hard `c` are k, a soft `c` is s, a soft `g` is j,
//!   `gu` is a hard g, `sch sh` are ch, a single `s` between vowels is z, `w` is v, `dj` is j;
//!   letters written twice are said once; `b` before v and `p` in `apt` are not heard;
//! - **never heard**: `h`, a last `e`, last `d t s x z`, the `l` of `ault`, the `c` of `anc erc`,
//!   the `g` of `ang org`, the `p` of `amp oup`. A last `ez` is `es`: Mendez, Mendes.
//!
//! Words are folded already, so that accents are gone: `rené` sounds like `renne`. A word with a
//! digit or a letter of another alphabet sounds like itself.

/// Most sounds of a word: what is beyond never tells two names apart.
const MOST_SOUNDS: usize = 32;

/// Fewest letters that are heard: shorter words have no silent ending.
const FEWEST_HEARD: usize = 2;

/// Spellings of one consonant, in the order they are rewritten. `ʃ` stands for the sound of `ch`,
/// `ɡ` for a hard g whatever follows.
const SPELLINGS: &[(&str, &str)] = &[
    ("chae", "kae"),
    ("chr", "kr"),
    ("chl", "kl"),
    ("sch", "ʃ"),
    ("sh", "ʃ"),
    ("ch", "ʃ"),
    ("ph", "f"),
    ("gh", "ɡ"),
    ("h", ""),
    ("y", "i"),
    ("w", "v"),
    ("gue", "ɡe"),
    ("gui", "ɡi"),
    ("cqu", "k"),
    ("cq", "k"),
    ("qu", "k"),
    ("q", "k"),
    ("ck", "k"),
    ("bv", "v"),
    ("dj", "j"),
    ("jeo", "jo"),
    ("apt", "at"),
];

/// Vowels that may be said through the nose; the longest first.
const NASALS: &[(&str, &str)] = &[
    ("ien", "iI"),
    ("oin", "WI"),
    ("ean", "A"),
    ("ain", "I"),
    ("aim", "I"),
    ("ein", "I"),
    ("eim", "I"),
    ("in", "I"),
    ("im", "I"),
    ("un", "I"),
    ("um", "I"),
    ("an", "A"),
    ("am", "A"),
    ("en", "A"),
    ("em", "A"),
    ("on", "O"),
    ("om", "O"),
];

/// Vowels of several letters, the longest first.
const VOWELS: &[(&str, &str)] =
    &[("oeu", "E"), ("eau", "o"), ("au", "o"), ("eu", "E"), ("ou", "W")];

/// Endings whose last letter is not heard.
const SILENT: &[&str] =
    &["anc", "enc", "onc", "erc", "org", "ang", "eng", "ong", "amp", "emp", "omp", "oup"];

/// The same, before a silent d, t or x.
const SILENT_L: &[&str] = &["aul", "eul", "oul"];

/// The sounds of a folded word, at most 32: a letter each, in capitals those that no one letter
/// writes (`A I O` through the nose, `C` for ch, `E` for eu, `W` for ou). A word that is not empty
/// has sounds.
pub fn sound(word: &str) -> String {
    if !word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return word.chars().take(MOST_SOUNDS).collect();
    }
    let mut letters = word.to_owned();
    for (written, said) in SPELLINGS {
        if letters.contains(written) {
            letters = letters.replace(written, said);
        }
    }
    let end = letters.len() - heard(&letters).len();
    let (mut sounds, mut rest, mut before) = (String::new(), letters.as_str(), None);
    while rest.len() > end
        && let Some(letter) = rest.chars().next()
    {
        let (length, said) = said(rest, before).unwrap_or((letter.len_utf8(), ""));
        let (read, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        said.chars().for_each(|sound| add(&mut sounds, sound));
        if said.is_empty() {
            add(&mut sounds, letter);
        }
        (rest, before) = (after, read.chars().last());
    }
    let sounds: String = sounds.chars().take(MOST_SOUNDS).collect();
    if sounds.is_empty() { word.to_owned() } else { sounds }
}

/// A sound said twice in a row is said once.
fn add(sounds: &mut String, sound: char) {
    if !sounds.ends_with(sound) {
        sounds.push(sound);
    }
}

/// The letters without the ending that nobody says.
fn heard(letters: &str) -> &str {
    let rest = letters.trim_end_matches(['d', 't', 's', 'x', 'z']);
    let silent = letters.strip_prefix(rest).unwrap_or_default();
    let is_plural = silent.chars().all(|letter| matches!(letter, 's' | 'z'));
    let mute = rest.trim_end_matches('e');
    let heard = if is_plural && mute.len() < rest.len() {
        // Zoé and Chloé end in a sound: without its accent, nothing else tells it.
        if mute.ends_with(['a', 'o']) { rest } else { mute }
    } else {
        let mut endings = SILENT.iter().chain(if is_plural { &[] } else { SILENT_L });
        if endings.any(|ending| rest.ends_with(ending)) { but_last(rest) } else { rest }
    };
    if heard.chars().count() < FEWEST_HEARD { letters } else { heard }
}

fn but_last(letters: &str) -> &str {
    let mut letters = letters.chars();
    letters.next_back();
    letters.as_str()
}

/// How many bytes at the beginning are said together, and how; `None` for a letter that is said as
/// it is written.
fn said(rest: &str, before: Option<char>) -> Option<(usize, &'static str)> {
    nasal(rest).or_else(|| vowel(rest, before)).or_else(|| consonant(rest, before))
}

fn nasal(rest: &str) -> Option<(usize, &'static str)> {
    let said = |(written, said): &(&str, &'static str)| {
        let after = rest.strip_prefix(written)?;
        let is_closed = if written.ends_with('m') {
            matches!(after, "" | "s") || after.starts_with(['b', 'p'])
        } else {
            !after.starts_with(is_vowel) && !after.starts_with(['n', 'm'])
        };
        is_closed.then_some((written.len(), *said))
    };
    NASALS.iter().find_map(said)
}

fn vowel(rest: &str, before: Option<char>) -> Option<(usize, &'static str)> {
    if let Some(after) = rest.strip_prefix("ai").or_else(|| rest.strip_prefix("ei")) {
        return Some(match after {
            "l" | "ls" => (3, "ei"),
            _ if after.starts_with("ll") => (4, "ei"),
            _ if after.starts_with(is_vowel) => (2, "ei"),
            _ => (2, "e"),
        });
    }
    if let Some(after) = rest.strip_prefix("oi") {
        return Some((2, if after.starts_with(is_vowel) { "Wai" } else { "Wa" }));
    }
    if before.is_some() && matches!(rest, "er" | "ers") {
        return Some((2, "e"));
    }
    let is_first = before.is_none();
    if is_first && rest.strip_prefix("ou").is_some_and(|after| after.starts_with(is_vowel)) {
        return Some((2, "v"));
    }
    let (written, said) = VOWELS.iter().find(|(written, _)| rest.starts_with(written))?;
    Some((written.len(), said))
}

fn consonant(rest: &str, before: Option<char>) -> Option<(usize, &'static str)> {
    let mut letters = rest.chars();
    let (letter, next, third) = (letters.next()?, letters.next(), letters.next());
    let is_soft = |letter: Option<char>| matches!(letter, Some('e' | 'i'));
    match (letter, next) {
        ('c', Some('c')) if is_soft(third) => Some((2, "ks")),
        ('c', next) => Some((1, if is_soft(next) { "s" } else { "k" })),
        ('g', Some('n')) => Some((2, "ni")),
        ('g', Some('e')) if third.is_some_and(|c| matches!(c, 'a' | 'o' | 'u')) => Some((2, "j")),
        ('g', Some('g')) if is_soft(third) => Some((2, "j")),
        ('g', next) if is_soft(next) => Some((1, "j")),
        ('s', Some('s')) => Some((2, "s")),
        ('s', Some('c')) if is_soft(third) => Some((2, "s")),
        ('s', Some(next)) if is_vowel(next) && before.is_some_and(is_vowel) => Some((1, "z")),
        ('x', _) => Some((1, "ks")),
        ('ɡ', _) => Some((2, "g")),
        ('ʃ', _) => Some((2, "C")),
        _ => None,
    }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::text::fold;

    /// Every family of spellings that the first page of a French directory has.
    const ALIKE: &[&[&str]] = &[
        &["Lefebvre", "Lefèvre", "Lefevre", "Lefebvres"],
        &["Dupont", "Dupond", "Dupons"],
        &["Haddad", "Addad", "Hadad"],
        &["Gauthier", "Gautier", "Gotier"],
        &["Philippe", "Filipe", "Philipe", "Filippe"],
        &["Cheikh", "Cheik", "Cheick"],
        &["Martin", "Martins", "Martain", "Marthin"],
        &["Thomas", "Tomas", "Toma"],
        &["Beauvais", "Bauvet", "Beauvet"],
        &["Renault", "Renaud", "Renaut", "Raynaud", "Reynaud", "Renaux"],
        &["Thibault", "Thibaut", "Thibaud", "Tibo"],
        &["Leclerc", "Leclair", "Leclaire"],
        &["Leroy", "Leroi", "Leroix"],
        &["Rémy", "Rémi", "Remi"],
        &["Mendès", "Mendez", "Mendes"],
        &["Christophe", "Kristof", "Cristophe"],
        &["Guillaume", "Guilhaume", "Guillome"],
        &["Geoffroy", "Joffroi", "Geofroy"],
        &["Mohamed", "Mohammed", "Mohamet"],
        &["Ahmed", "Amed", "Ahmet"],
        &["Djamel", "Jamel", "Jamelle"],
        &["Ouattara", "Wattara"],
        &["Meyer", "Mayer", "Meier", "Maier"],
        &["Maillard", "Mayard", "Maillart"],
        &["Isabelle", "Izabelle", "Isabel"],
        &["Rousseau", "Roussot", "Rousseaux"],
        &["Baptiste", "Batiste"],
        &["Leblanc", "Leblan", "Leblant"],
        &["Bourgeois", "Bourjois"],
        &["Michaël", "Mickaël", "Mikael"],
        &["Prévost", "Prévot", "Prevôt"],
        &["Œuvrard", "Euvrard"],
    ];

    /// Spellings that a French ear tells apart, however near their letters.
    const APART: &[(&str, &str)] = &[
        ("Martin", "Martine"),
        ("Martin", "Marin"),
        ("Dupont", "Dupin"),
        ("Renaud", "Renard"),
        ("Lefèvre", "Leferre"),
        ("Petit", "Petite"),
        ("Rose", "Rosse"),
        ("Garcia", "Garka"),
        ("Simon", "Simone"),
        ("Léo", "Léa"),
        ("Morel", "Moreau"),
        ("Zoé", "Zo"),
    ];

    #[test]
    fn what_is_said_alike_has_the_same_sounds() {
        for spellings in ALIKE {
            let sounds: Vec<String> = spellings.iter().map(|one| sound(&fold(one))).collect();
            for (spelling, heard) in spellings.iter().zip(&sounds) {
                assert_eq!(Some(heard), sounds.first(), "{spelling} of {spellings:?}");
            }
        }
    }

    #[test]
    fn what_is_said_otherwise_has_other_sounds() {
        for (one, other) in APART {
            assert_ne!(sound(&fold(one)), sound(&fold(other)), "{one}, {other}");
        }
        let first: std::collections::BTreeSet<String> =
            ALIKE.iter().filter_map(|one| one.first()).map(|one| sound(&fold(one))).collect();
        assert_eq!(first.len(), ALIKE.len());
    }

    #[test]
    fn short_and_foreign_words_keep_what_they_have() {
        for (word, expected) in [
            ("", ""),
            ("h", "h"),
            ("es", "es"),
            ("got", "go"),
            ("li", "li"),
            ("42bis", "42bis"),
            ("محمد", "محمد"),
            ("阮", "阮"),
        ] {
            assert_eq!(sound(word), expected, "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_few_sounds(text in "\\PC{0,200}") {
            for word in fold(&text).split(' ') {
                let sounds = sound(word);
                prop_assert!(sounds.chars().count() <= 32);
                prop_assert_eq!(sounds.is_empty(), word.is_empty());
                prop_assert!(!sounds.contains(' '));
            }
        }

        #[test]
        fn letters_written_twice_are_said_once(
            before in "[a-z]{1,6}[aeiou]",
            letter in "[bdfprtz]",
            after in "[aiou][a-z]{0,6}",
        ) {
            let once = sound(&format!("{before}{letter}{after}"));
            let twice = sound(&format!("{before}{letter}{letter}{after}"));
            prop_assert_eq!(once, twice);
        }

        #[test]
        fn an_h_at_the_beginning_and_an_s_at_the_end_are_not_heard(
            word in "[aeiou][b-dfgj-np-rtv]{1,2}[aiou][a-z]{0,6}[ailmnoru]",
        ) {
            prop_assert_eq!(sound(&word), sound(&format!("h{word}")));
            prop_assert_eq!(sound(&word), sound(&format!("{word}s")));
        }

        #[test]
        fn a_word_of_plain_sounds_is_its_own_sounds(word in "([bdfjklprtvz][aio]){1,8}l") {
            prop_assert_eq!(sound(&sound(&word)), sound(&word));
        }
    }
}
