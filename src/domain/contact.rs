//! Telephone numbers and e-mail addresses, as families give them.
//!
//! Nothing here calls or writes to anybody: it reads, compares and displays.

/// The ten digits of a French number: `0612345678` from `06 12 34 56 78`, `+33 6 12 34 56 78`,
/// `0033612345678` or `+33 (0)6.12.34.56.78`. `None` for any other text.
pub fn phone_digits(text: &str) -> Option<String> {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')');
    let bare = text.replace(is_separator, "");
    let abroad = bare.strip_prefix("+33").or_else(|| bare.strip_prefix("0033"));
    let national = match abroad {
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => bare,
    };
    let digits = national.bytes().all(|b| b.is_ascii_digit());
    let french = national.starts_with('0') && !national.starts_with("00");
    (digits && french && national.len() == 10).then_some(national)
}

/// A French number two digits by two: `06 12 34 56 78`. Any other text comes back trimmed.
pub fn phone_display(text: &str) -> String {
    let Some(digits) = phone_digits(text) else { return text.trim().to_owned() };
    let mut shown = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && i % 2 == 0 {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

/// Whether a text can be an e-mail address: one `@`, ASCII only, no space, a domain of at least
/// two parts, at most 254 characters.
///
/// `petitecité@evreux.fr`, as a leaflet printed it, is refused: no portal delivers to it.
pub fn email_ok(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_domain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'.');
    let parts_are_full = |name: &str| name.split('.').all(|part| !part.is_empty());
    text.len() <= 254
        && local.bytes().all(|c| c.is_ascii_graphic() && !b"@,;:<>()[]\\\"".contains(&c))
        && domain.bytes().all(is_domain)
        && domain.contains('.')
        && parts_are_full(local)
        && parts_are_full(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_numbers_are_read_in_all_their_forms() {
        for text in [
            "0612345678",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "06-12-34-56-78",
            "06\u{a0}12\u{202f}34 56 78",
            "+33612345678",
            "+33 6 12 34 56 78",
            "+33 (0)6 12 34 56 78",
            "0033 6 12 34 56 78",
        ] {
            assert_eq!(phone_digits(text).as_deref(), Some("0612345678"), "{text}");
        }
        for text in [
            "",
            "061234567",
            "06123456789",
            "0012345678",
            "6123456780",
            "+32470123456",
            "06 12 34 56 7x",
            "++33612345678",
        ] {
            assert_eq!(phone_digits(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_shown_two_by_two() {
        assert_eq!(phone_display("0612345678"), "06 12 34 56 78");
        assert_eq!(phone_display("+33612345678"), "06 12 34 56 78");
        assert_eq!(phone_display(" +32 470 12 "), "+32 470 12");
        assert_eq!(phone_display(""), "");
    }

    #[test]
    fn addresses_are_told_from_other_texts() {
        for text in ["claire.m@exemple.fr", "a@b.fr", "o'neil+cantine@mairie.exemple.fr"] {
            assert!(email_ok(text), "{text}");
        }
        for text in [
            "",
            "claire.m",
            "@exemple.fr",
            "claire@",
            "claire@exemple",
            "claire@@exemple.fr",
            "claire@exemple@fr.fr",
            "claire m@exemple.fr",
            "claire@exemple .fr",
            "claire@.fr",
            "claire@exemple..fr",
            "claire@exemple.fr.",
            ".claire@exemple.fr",
            "petitecité@evreux.fr",
            "claire@évreux.fr",
            "<claire@exemple.fr>",
            "a@b.fr;c@d.fr",
        ] {
            assert!(!email_ok(text), "{text}");
        }
        let exemple = |local: usize| format!("{}@exemple.fr", "a".repeat(local));
        assert!(email_ok(&exemple(243)) && !email_ok(&exemple(244)));
    }
}
