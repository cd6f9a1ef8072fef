//! A portal's legend, read from TOML with the same strictness as a profile.

use toml::de::DeValue;

use super::reader::{Mistakes, ProfileErrors, Section, read};
use crate::domain::legend::{
    Legend, LegendColours, LegendEntry, LegendFault, Mark, Marks, Pair, Rgb,
};
use crate::domain::people::DayState;

const PORTAIL_LEGENDE: &str = include_str!("../../assets/legends/portail-legende.toml");

/// The keys of a set of colours, in an entry or for the cursor.
const COLOURS: [&str; 5] = ["sombre", "clair", "sombre_256", "clair_256", "palette_16"];

/// The legend of the portal whose slides are the seed of this product.
///
/// # Errors
/// The embedded file is wrong, which a test excludes.
pub fn portail_legende() -> Result<Legend, ProfileErrors> {
    read(PORTAIL_LEGENDE, legend)
}

fn legend(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Legend> {
    root.allow(&["nom", "etat", "choisi", "aujourd_hui", "curseur"], mistakes);
    let name = root.text("nom", mistakes);
    let pending = mark(root, "choisi", mistakes);
    let today = mark(root, "aujourd_hui", mistakes);
    let cursor = root.section("curseur", &COLOURS, mistakes);
    let cursor = cursor.and_then(|section| colours(&section, mistakes));
    let own = ["code", "signe", "lettre", "mot", "mot_long", "libelle", "gras"];
    let keys: Vec<&str> = own.into_iter().chain(COLOURS).collect();
    let sections = root.sections("etat", &keys, mistakes);
    let entries: Vec<_> = sections.iter().map(|section| entry(section, mistakes)).collect();
    let entries: Option<Vec<LegendEntry>> = entries.into_iter().collect();
    let marks = Marks { pending: pending?, today: today?, cursor: cursor? };
    Legend::new(name?, marks, entries?).map_err(|fault| tell(fault, root, mistakes)).ok()
}

fn tell(fault: LegendFault, root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) {
    let expected = match fault {
        LegendFault::States => "les dix états, chacun une fois".to_owned(),
        LegendFault::SameGlyph(glyph) => format!("le signe {glyph} une seule fois"),
        LegendFault::SameLetter(letter) => format!("la lettre {letter} une seule fois"),
    };
    root.refuse("etat", &expected, mistakes);
}

fn mark(root: &Section<'_, '_>, key: &str, mistakes: &mut Mistakes<'_>) -> Option<Mark> {
    let section = root.section(key, &["signe", "libelle"], mistakes)?;
    let glyph = sign(&section, "signe", mistakes);
    let label = words(&section, "libelle", 18, mistakes);
    Some(Mark { glyph: glyph?, label: label? })
}

fn entry(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<LegendEntry> {
    let codes: Vec<(&str, DayState)> =
        DayState::ALL.iter().map(|state| (state.code(), *state)).collect();
    let state = section.choice("code", &codes, mistakes);
    let glyph = sign(section, "signe", mistakes);
    let ascii = sign(section, "lettre", mistakes);
    if ascii.is_some_and(|letter| !letter.is_ascii()) {
        section.refuse("lettre", "un caractère ASCII", mistakes);
    }
    let word = words(section, "mot", 6, mistakes);
    let long_word = words(section, "mot_long", 9, mistakes);
    let label = words(section, "libelle", 18, mistakes);
    let colours = colours(section, mistakes);
    let bold = section.flag("gras", mistakes);
    Some(LegendEntry {
        state: state?,
        glyph: glyph?,
        ascii: ascii?,
        word: word?,
        long_word: long_word?,
        label: label?,
        colours: colours?,
        bold: bold?,
    })
}

fn sign(section: &Section<'_, '_>, key: &str, mistakes: &mut Mistakes<'_>) -> Option<char> {
    section.read(key, "un seul caractère entre guillemets", mistakes, |value| {
        let mut chars = value.as_str()?.chars();
        chars.next().filter(|c| !c.is_whitespace() && chars.next().is_none())
    })
}

/// A text of so many characters at most; French letters take one column each.
fn words(
    section: &Section<'_, '_>,
    key: &str,
    most: usize,
    mistakes: &mut Mistakes<'_>,
) -> Option<String> {
    section.read(key, &format!("un texte de 1 à {most} caractères"), mistakes, |value| {
        let text = value.as_str()?;
        (1..=most).contains(&text.chars().count()).then(|| text.to_owned())
    })
}

fn colours(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<LegendColours> {
    let dark = true_colours(section, "sombre", mistakes);
    let light = true_colours(section, "clair", mistakes);
    let indexed_dark = indexed(section, "sombre_256", mistakes);
    let indexed_light = indexed(section, "clair_256", mistakes);
    let expected = "deux numéros de 0 à 15, ou [] pour les couleurs du terminal";
    let sixteen = section.read("palette_16", expected, mistakes, |value| {
        if value.as_array()?.is_empty() {
            return Some(None);
        }
        pair(value, |one| number(one).filter(|index| *index < 16)).map(Some)
    });
    Some(LegendColours {
        dark: dark?,
        light: light?,
        indexed_dark: indexed_dark?,
        indexed_light: indexed_light?,
        sixteen: sixteen?,
    })
}

fn true_colours(
    section: &Section<'_, '_>,
    key: &str,
    mistakes: &mut Mistakes<'_>,
) -> Option<Pair<Rgb>> {
    let expected = "deux couleurs [fond, texte] comme [\"#0072B2\", \"#FFFFFF\"]";
    section.read(key, expected, mistakes, |value| pair(value, |one| rgb(one.as_str()?)))
}

/// Below 16 the colours are the user's: they would change what a legend means.
fn indexed(section: &Section<'_, '_>, key: &str, mistakes: &mut Mistakes<'_>) -> Option<Pair<u8>> {
    section.read(key, "deux numéros [fond, texte] de 16 à 255", mistakes, |value| {
        pair(value, |one| number(one).filter(|index| *index >= 16))
    })
}

fn pair<T>(value: &DeValue<'_>, convert: impl Fn(&DeValue<'_>) -> Option<T>) -> Option<Pair<T>> {
    let mut items = value.as_array()?.iter().map(|item| convert(item.get_ref()));
    let (background, foreground) = (items.next()??, items.next()??);
    items.next().is_none().then_some(Pair { background, foreground })
}

fn number(value: &DeValue<'_>) -> Option<u8> {
    let integer = value.as_integer()?;
    u8::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// `#0072B2`.
fn rgb(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some(Rgb(channel(0)?, channel(2)?, channel(4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portal() -> Legend {
        portail_legende().unwrap_or_else(|errors| panic!("{errors}"))
    }

    #[test]
    fn orange_may_be_booked_blue_is_chosen_grey_is_past() {
        let dark = |state| portal().entry(state).colours.dark.background;
        assert_eq!(dark(DayState::Available), Rgb(0xff, 0xa6, 0x2b));
        assert_eq!(dark(DayState::EnrolledCancellable), Rgb(0x00, 0x72, 0xb2));
        assert_eq!(dark(DayState::PastDeadline), Rgb(0x80, 0x80, 0x80));
    }

    #[test]
    fn orange_has_white_text_in_sixteen_colours() {
        let available = portal().entry(DayState::Available).colours;
        assert_eq!(available.sixteen, Some(Pair { background: 3, foreground: 15 }));
        assert_eq!(portal().entry(DayState::Closed).colours.sixteen, None);
    }

    #[test]
    fn every_state_reads_without_its_colours() {
        let legend = portal();
        let mut words: Vec<_> = legend.entries().iter().map(|entry| &entry.word).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 10);
        let signs: String = legend.entries().iter().map(|entry| entry.glyph).collect();
        assert_eq!(signs, "●■+▲×#»?-·");
        let letters: String = legend.entries().iter().map(|entry| entry.ascii).collect();
        assert_eq!(letters, "IF+Mx#L?-.");
        assert_eq!((legend.marks.pending.glyph, legend.marks.today.glyph), ('*', '<'));
    }

    #[test]
    fn states_that_share_sixteen_colours_differ_in_weight() {
        let legend = portal();
        for one in legend.entries() {
            for other in legend.entries().iter().filter(|other| other.state > one.state) {
                let twins = one.colours.sixteen.is_some()
                    && (one.colours.sixteen, one.bold) == (other.colours.sixteen, other.bold);
                assert!(!twins, "{:?} {:?}", one.state, other.state);
            }
        }
    }

    #[test]
    fn a_wrong_legend_is_refused_by_line_and_key() {
        for (line, replacement, said) in [
            ("signe = \"●\"", "signe = \"ab\"", "clé etat.signe\u{a0}: \"ab\" n’est pas permis"),
            ("signe = \"●\"", "signe = \"■\"", "attendu\u{a0}: le signe ■ une seule fois"),
            ("lettre = \"I\"", "lettre = \"F\"", "attendu\u{a0}: la lettre F une seule fois"),
            ("lettre = \"I\"", "lettre = \"É\"", "attendu\u{a0}: un caractère ASCII"),
            ("mot = \"inscr.\"", "mot = \"inscrit\"", "un texte de 1 à 6 caractères"),
            ("code = \"full\"", "code = \"plein\"", "\"enrolled_cancellable\" ou"),
            ("code = \"full\"", "code = \"waiting\"", "les dix états, chacun une fois"),
            ("sombre_256 = [25, 231]", "sombre_256 = [15, 231]", "de 16 à 255"),
            ("sombre_256 = [25, 231]", "sombre_256 = [25, 256]", "de 16 à 255"),
            ("palette_16 = [6, 0]", "palette_16 = [6, 16]", "de 0 à 15"),
            ("palette_16 = [6, 0]", "palette_16 = [6]", "de 0 à 15"),
            ("palette_16 = [6, 0]", "palette_16 = [6, 0, 0]", "de 0 à 15"),
            ("[\"#0072B2\", \"#FFFFFF\"]", "[\"#0072B\", \"#FFFFFF\"]", "deux couleurs"),
            ("[\"#0072B2\", \"#FFFFFF\"]", "[\"#0072B2\", \"#FFFF+F\"]", "deux couleurs"),
            ("gras = true", "gras = 1", "clé etat.gras\u{a0}: 1 n’est pas permis"),
            ("[choisi]", "[choix]", "clé choix\u{a0}: inconnue"),
        ] {
            assert!(PORTAIL_LEGENDE.contains(line), "{line}");
            let errors = read(&PORTAIL_LEGENDE.replacen(line, replacement, 1), legend).unwrap_err();
            assert!(errors.to_string().contains(said), "{errors}");
        }
    }
}
