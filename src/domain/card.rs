//! What a card terminal's ticket gives, and what must never be typed here: the card's number.

/// Fewest and most digits of a card number.
const CARD_DIGITS: std::ops::RangeInclusive<usize> = 13..=19;

/// Most characters of an authorisation number.
const AUTHORISATION_CHARS: usize = 20;

/// Why a field of a card or of a cheque is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldFault {
    /// It looks like a whole card number: the field must be wiped.
    CardNumber,
    /// It is neither empty nor of the shape that is expected.
    Shape,
}

/// Whether a card number may stand anywhere in a text: 13 to 19 digits that pass Luhn's check,
/// spaces, dots and dashes between them ignored.
///
/// Groups of digits are tried in every row of neighbours, so that a number followed by its expiry
/// date is still seen. An unbroken run of twenty digits or more is no card number.
pub fn looks_like_card_number(text: &str) -> bool {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '‐'..='―' | '−');
    text.split(|c: char| !c.is_ascii_digit() && !is_separator(c)).any(|stretch| {
        let groups: Vec<&str> = stretch.split(is_separator).filter(|g| !g.is_empty()).collect();
        (0..groups.len()).any(|first| starts_card_number(groups.iter().skip(first)))
    })
}

/// Whether some first groups of digits make a card number together.
fn starts_card_number<'a>(groups: impl Iterator<Item = &'a &'a str>) -> bool {
    let mut digits = String::new();
    for group in groups {
        digits.push_str(group);
        if digits.len() > *CARD_DIGITS.end() {
            return false;
        }
        if CARD_DIGITS.contains(&digits.len()) && passes_luhn(&digits) {
            return true;
        }
    }
    false
}

/// Luhn's check: every second digit from the right doubled, its digits added, a multiple of ten.
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = (digits.chars().rev().enumerate())
        .filter_map(|(place, c)| c.to_digit(10).map(|digit| (place, digit)))
        .map(|(place, digit)| match (place % 2, digit) {
            (0, _) => digit,
            (_, 5..) => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The terminal's authorisation number: empty, or up to 20 letters or digits, in capitals.
///
/// # Errors
/// [`FieldFault`] when it looks like a card number or has another shape.
pub fn authorisation(text: &str) -> Result<String, FieldFault> {
    let text = text.trim();
    if looks_like_card_number(text) {
        return Err(FieldFault::CardNumber);
    }
    let shaped =
        text.bytes().all(|b| b.is_ascii_alphanumeric()) && text.len() <= AUTHORISATION_CHARS;
    if shaped { Ok(text.to_ascii_uppercase()) } else { Err(FieldFault::Shape) }
}

/// The card's last four digits: empty, or exactly four digits.
///
/// # Errors
/// [`FieldFault`] when it looks like a card number or has another shape.
pub fn last_four(text: &str) -> Result<String, FieldFault> {
    let text = text.trim();
    if looks_like_card_number(text) {
        return Err(FieldFault::CardNumber);
    }
    let shaped = text.bytes().all(|b| b.is_ascii_digit()) && matches!(text.len(), 0 | 4);
    if shaped { Ok(text.to_owned()) } else { Err(FieldFault::Shape) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds the digit that makes Luhn's check pass.
    fn with_check_digit(digits: &str) -> String {
        (0..10).map(|d| format!("{digits}{d}")).find(|whole| passes_luhn(whole)).unwrap()
    }

    #[test]
    fn card_numbers_are_seen_from_13_to_19_digits() {
        for (length, seen) in [(12, false), (13, true), (16, true), (19, true), (20, false)] {
            let start: String = "4970".chars().cycle().take(length - 1).collect();
            let valid = with_check_digit(&start);
            assert_eq!(looks_like_card_number(&valid), seen, "{valid}");
            let last = valid.chars().last().and_then(|c| c.to_digit(10)).unwrap();
            let invalid = format!("{start}{}", (last + 1) % 10);
            assert!(!looks_like_card_number(&invalid), "{invalid}");
        }
    }

    #[test]
    fn card_numbers_are_seen_however_they_are_grouped() {
        for text in [
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "4111.1111.1111.1111",
            "4111\u{a0}1111\u{2011}1111 - 1111",
            "3782 822463 10005",
            "carte 4111 1111 1111 1111 de Claire",
            "4111 1111 1111 1111 12/27",
            "4111 1111 1111 1111 1227",
            "42 4111111111111111",
            "x4111111111111111y",
        ] {
            assert!(looks_like_card_number(text), "{text}");
        }
        for text in [
            "",
            "4111 1111 1111 1112",
            "4111x1111x1111x1111",
            "06 12 34 56 78",
            "2026-10-04217",
            "A2-2026-000902",
        ] {
            assert!(!looks_like_card_number(text), "{text}");
        }
    }

    #[test]
    fn luhn_agrees_with_published_test_numbers() {
        for number in ["79927398713", "4111111111111111", "5555555555554444", "378282246310005"] {
            assert!(passes_luhn(number), "{number}");
        }
        assert!(!passes_luhn("79927398710"));
    }

    #[test]
    fn the_authorisation_is_short_and_in_capitals() {
        assert_eq!(authorisation(""), Ok(String::new()));
        assert_eq!(authorisation(" a1b2c3 "), Ok("A1B2C3".to_owned()));
        assert_eq!(authorisation(&"A".repeat(20)), Ok("A".repeat(20)));
        assert_eq!(authorisation(&"A".repeat(21)), Err(FieldFault::Shape));
        assert_eq!(authorisation("12 34"), Err(FieldFault::Shape));
        assert_eq!(authorisation("é12"), Err(FieldFault::Shape));
        assert_eq!(authorisation("4111111111111111"), Err(FieldFault::CardNumber));
        assert_eq!(authorisation("4111111111111112"), Ok("4111111111111112".to_owned()));
    }

    #[test]
    fn the_last_four_digits_are_four_or_none() {
        assert_eq!(last_four(""), Ok(String::new()));
        assert_eq!(last_four("0421"), Ok("0421".to_owned()));
        for text in ["123", "12345", "12a4", "12 4"] {
            assert_eq!(last_four(text), Err(FieldFault::Shape), "{text}");
        }
        assert_eq!(last_four("4111 1111 1111 1111"), Err(FieldFault::CardNumber));
    }
}
