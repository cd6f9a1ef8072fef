//! Text from people and files: made harmless on entry, folded for comparison.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Makes hostile text fit to store and show: NFC, every control or invisible character replaced
/// by a space, runs of spaces made one, ends trimmed.
pub fn clean(text: &str) -> String {
    let spaced: String = text.nfc().map(|c| if is_harmless(c) { c } else { ' ' }).collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a character can stand in a stored text: no control, no bidi override, no zero width.
pub fn is_harmless(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}')
        && !matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        && !matches!(c, '\u{e0000}'..='\u{e007f}' | '\u{a0}')
}

/// Folds text for search and for matching headers: lower case, no accents, `œ` as `oe`, the
/// dotless `ı` as `i`, and every run of other characters than letters and digits made one space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut push = |c| match c {
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'ı' => folded.push('i'),
        'þ' => folded.push_str("th"),
        c if c.is_alphanumeric() => folded.push(c),
        _ if folded.ends_with(' ') || folded.is_empty() => {}
        _ => folded.push(' '),
    };
    if text.is_ascii() {
        text.chars().map(|c| c.to_ascii_lowercase()).for_each(push);
    } else {
        let letters = text.nfd().filter(|c| !is_combining_mark(*c));
        letters.flat_map(char::to_lowercase).for_each(&mut push);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A given name after « de », elided before a vowel: `de Léo`, `d’Inès`.
pub fn of_name(given: &str) -> String {
    let article = if fold(given).starts_with(['a', 'e', 'i', 'o', 'u']) { "d’" } else { "de " };
    format!("{article}{given}")
}

/// A sentence that begins with a capital.
pub fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    let mut sentence: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    sentence.push_str(letters.as_str());
    sentence
}

/// `1er`, `2e`, `3e`.
pub fn nth(rank: u32) -> String {
    format!("{rank}{}", if rank == 1 { "er" } else { "e" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_made_harmless() {
        assert_eq!(clean("  DU\u{1b}[31mPONT\t\r\nJean  "), "DU [31mPONT Jean");
        assert_eq!(clean("e\u{301}\u{202e}x\u{0}"), "é x");
        assert_eq!(clean("\u{feff}Zoé"), "Zoé");
    }

    #[test]
    fn folding_forgives_accents_case_hyphens_and_apostrophes() {
        for (text, folded) in [
            ("Léo", "leo"),
            ("N’Diaye", "n diaye"),
            ("Œuvrard", "oeuvrard"),
            ("Jean-Pierre", "jean pierre"),
            ("  D’ALMEIDA--Brandão ", "d almeida brandao"),
            ("Straße", "strasse"),
            ("YILMAZ", "yilmaz"),
            ("Yılmaz", "yilmaz"),
            ("İnönü", "inonu"),
            ("Þórður", "thordur"),
            ("Đặng Ngô Ước", "dang ngo uoc"),
            ("!!", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
    #[test]
    fn names_are_elided_after_de() {
        for (given, text) in
            [("Léo", "de Léo"), ("Inès", "d’Inès"), ("Élise", "d’Élise"), ("Yanis", "de Yanis")]
        {
            assert_eq!(of_name(given), text);
        }
    }
}
