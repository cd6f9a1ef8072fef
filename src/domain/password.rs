//! What a family's password must be, and the provisional codes that replace it.
//!
//! Nothing here hashes, stores or draws at random: random bytes are passed in.

use zeroize::Zeroizing;

use super::secret::Secret;

/// A commune's conditions for a password. Lengths are in characters: `€` is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordPolicy {
    /// « Entre 8 et 15 caractères »: the least.
    pub min_chars: u32,
    /// The most, included.
    pub max_chars: u32,
    /// « Un chiffre »
    pub digit: bool,
    /// « Au moins une lettre minuscule »
    pub lower: bool,
    /// « et au moins une lettre majuscule »
    pub upper: bool,
    /// « Des caractères spéciaux parmi =+|.-_@!#$%?*€),( »: at least one of them, and no other
    /// character than these, digits and unaccented letters. Empty: any character, none required.
    pub specials: String,
}

/// A condition that a password does not meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmet {
    /// Fewer characters than this.
    TooShort(u32),
    /// More characters than this.
    TooLong(u32),
    /// No digit.
    Digit,
    /// No lower-case letter.
    Lower,
    /// No upper-case letter.
    Upper,
    /// None of these characters.
    Special(String),
    /// This character is neither a letter without accent, nor a digit, nor a listed one.
    NotListed(char),
}

impl PasswordPolicy {
    /// The conditions that a password does not meet; empty when it is accepted.
    pub fn unmet(&self, password: &str) -> Vec<Unmet> {
        let length = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
        let lacks = |test: fn(&char) -> bool| !password.chars().any(|c| test(&c));
        let listed = |c: char| self.specials.is_empty() || self.specials.contains(c);
        let stranger = password.chars().find(|c| !c.is_ascii_alphanumeric() && !listed(*c));
        [
            (length < self.min_chars).then_some(Unmet::TooShort(self.min_chars)),
            (length > self.max_chars).then_some(Unmet::TooLong(self.max_chars)),
            (self.digit && lacks(char::is_ascii_digit)).then_some(Unmet::Digit),
            (self.lower && lacks(char::is_ascii_lowercase)).then_some(Unmet::Lower),
            (self.upper && lacks(char::is_ascii_uppercase)).then_some(Unmet::Upper),
            (!self.specials.is_empty() && !password.contains(|c| self.specials.contains(c)))
                .then(|| Unmet::Special(self.specials.clone())),
            stranger.map(Unmet::NotListed),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The whole policy in one sentence.
    pub fn sentence(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.digit.then(|| "un chiffre".to_owned()));
        parts.extend(self.lower.then(|| "une minuscule".to_owned()));
        parts.extend(self.upper.then(|| "une majuscule".to_owned()));
        if !self.specials.is_empty() {
            parts.push(format!("un caractère parmi {}", quoted(&self.specials)));
        }
        let length = format!("{} à {} caractères", self.min_chars, self.max_chars);
        match parts.split_last() {
            None => format!("{length}."),
            Some((only, [])) => format!("{length}, dont {only}."),
            Some((last, others)) => format!("{length}, dont {} et {last}.", others.join(", ")),
        }
    }
}

impl std::fmt::Display for Unmet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooShort(min) => write!(f, "Il faut au moins {min} caractères."),
            Self::TooLong(max) => write!(f, "Il faut au plus {max} caractères."),
            Self::Digit => f.write_str("Il faut au moins un chiffre."),
            Self::Lower => f.write_str("Il faut au moins une lettre minuscule."),
            Self::Upper => f.write_str("Il faut au moins une lettre majuscule."),
            Self::Special(listed) => {
                write!(f, "Il faut au moins un caractère parmi {}.", quoted(listed))
            }
            Self::NotListed(c) => {
                write!(f, "Le caractère {} n’est pas accepté.", quoted(&c.to_string()))
            }
        }
    }
}

/// `« =+| »`.
fn quoted(text: &str) -> String {
    format!("«\u{a0}{text}\u{a0}»")
}

/// Letters and digits that nobody mistakes for one another on paper: no `0 O o`, no `1 l I`.
const LOWER: &str = "abcdefghijkmnpqrstuvwxyz";
const UPPER: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const DIGITS: &str = "23456789";
/// The special characters of provisional codes, typed without Shift or `AltGr` on an AZERTY
/// keyboard: a policy that lists characters must list these.
pub const CODE_SPECIALS: &str = "-_!*$=";
/// How many characters a provisional code has: a policy must allow as many.
pub const CODE_CHARS: u32 = 12;
const LETTERS_AND_DIGITS: &str = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// The alphabet of each of the twelve characters. One of each class stands at a fixed place, so
/// that every policy is met; the special one looks like a hyphen between two groups.
const PLACES: [&str; 12] = [
    UPPER,
    LOWER,
    DIGITS,
    LETTERS_AND_DIGITS,
    CODE_SPECIALS,
    LETTERS_AND_DIGITS,
    LETTERS_AND_DIGITS,
    LETTERS_AND_DIGITS,
    LETTERS_AND_DIGITS,
    LETTERS_AND_DIGITS,
    LETTERS_AND_DIGITS,
    LETTERS_AND_DIGITS,
];

/// A provisional code of twelve characters, the same for the same bytes: `Kp7m-x8QRt2v`.
///
/// It has log2(24 × 24 × 8 × 6 × 56⁸) = 61.2 bits of entropy. The bytes are read as one number of
/// 256 bits, divided by the size of each alphabet in turn: no character is likelier than another by
/// more than 2⁻¹⁹⁰.
pub fn provisional_code(random: &[u8; 32]) -> Secret {
    let mut number = Zeroizing::new(*random);
    let mut code = Secret::default();
    for alphabet in PLACES {
        let drawn = divide(&mut number, alphabet.len());
        alphabet.chars().nth(drawn).into_iter().for_each(|c| code.push(c));
    }
    code
}

/// Divides a big-endian number in place, by 1 to 255, and returns the remainder.
fn divide(number: &mut [u8; 32], divisor: usize) -> usize {
    let mut remainder = 0;
    for digit in number.iter_mut() {
        let value = remainder * 256 + usize::from(*digit);
        *digit = u8::try_from(value / divisor).unwrap_or(u8::MAX);
        remainder = value % divisor;
    }
    remainder
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn evreux() -> PasswordPolicy {
        PasswordPolicy {
            min_chars: 8,
            max_chars: 15,
            digit: true,
            lower: true,
            upper: true,
            specials: "=+|.-_@!#$%?*€),(".to_owned(),
        }
    }

    #[test]
    fn evreux_accepts_and_refuses() {
        let special = || Unmet::Special(evreux().specials);
        for (password, unmet) in [
            ("Abcdef1€", vec![]),
            ("Abcdef1!", vec![]),
            ("Abcdef1-abcdefg", vec![]),
            ("Abcdef1-abcdefgh", vec![Unmet::TooLong(15)]),
            ("Abcdefghijkl1€€", vec![]),
            ("Abcdefghijkl1€€€", vec![Unmet::TooLong(15)]),
            ("Abcde1!", vec![Unmet::TooShort(8)]),
            ("Abcde1€", vec![Unmet::TooShort(8)]),
            ("Abcdef1&", vec![special(), Unmet::NotListed('&')]),
            ("Abcdef1!&", vec![Unmet::NotListed('&')]),
            ("Abcdéf1!", vec![Unmet::NotListed('é')]),
            ("Abcdefg1", vec![special()]),
            ("abcdef1!", vec![Unmet::Upper]),
            ("ABCDEF1!", vec![Unmet::Lower]),
            ("Abcdefg!", vec![Unmet::Digit]),
            ("", vec![Unmet::TooShort(8), Unmet::Digit, Unmet::Lower, Unmet::Upper, special()]),
        ] {
            assert_eq!(evreux().unmet(password), unmet, "{password}");
        }
    }

    #[test]
    fn a_policy_without_listed_characters_takes_any() {
        let policy = PasswordPolicy { specials: String::new(), upper: false, ..evreux() };
        assert_eq!(policy.unmet("abcdéf1&"), []);
        assert_eq!(policy.sentence(), "8 à 15 caractères, dont un chiffre et une minuscule.");
    }

    #[test]
    fn policies_and_refusals_are_sentences() {
        assert_eq!(
            evreux().sentence(),
            "8 à 15 caractères, dont un chiffre, une minuscule, une majuscule et un caractère \
             parmi «\u{a0}=+|.-_@!#$%?*€),(\u{a0}»."
        );
        let refusals: Vec<String> = evreux().unmet("é").iter().map(Unmet::to_string).collect();
        assert_eq!(
            refusals,
            [
                "Il faut au moins 8 caractères.",
                "Il faut au moins un chiffre.",
                "Il faut au moins une lettre minuscule.",
                "Il faut au moins une lettre majuscule.",
                "Il faut au moins un caractère parmi «\u{a0}=+|.-_@!#$%?*€),(\u{a0}».",
                "Le caractère «\u{a0}é\u{a0}» n’est pas accepté.",
            ]
        );
        assert_eq!(Unmet::TooLong(15).to_string(), "Il faut au plus 15 caractères.");
    }

    #[test]
    fn codes_have_more_than_fifty_bits() {
        let codes: u128 = PLACES.iter().map(|alphabet| alphabet.len() as u128).product();
        assert!(codes >= 1 << 61);
        for alphabet in PLACES {
            let mut distinct: Vec<char> = alphabet.chars().collect();
            distinct.sort_unstable();
            distinct.dedup();
            assert_eq!(distinct.len(), alphabet.len(), "{alphabet}");
        }
    }

    #[test]
    fn long_division_is_exact() {
        let mut number = [0; 32];
        number[30] = 0x12;
        number[31] = 0x34;
        assert_eq!(divide(&mut number, 56), 0x1234 % 56);
        assert_eq!(u16::from_be_bytes([number[30], number[31]]), 0x1234 / 56);
        let mut largest = [255; 32];
        assert_eq!(divide(&mut largest, 255), 0);
        assert_eq!(largest, [1; 32]);
    }

    proptest! {
        #[test]
        fn every_code_satisfies_every_policy(random: [u8; 32]) {
            let code = provisional_code(&random);
            prop_assert_eq!(code.chars(), CODE_CHARS as usize);
            prop_assert_eq!(evreux().unmet(code.reveal()), vec![]);
            prop_assert!(!code.reveal().contains(['0', 'O', 'o', '1', 'l', 'I']));
            prop_assert!(code == provisional_code(&random));
        }

        #[test]
        fn every_byte_counts(random: [u8; 32], place in 0_usize..32) {
            let mut other = random;
            other[place] ^= 1;
            prop_assert!(provisional_code(&random) != provisional_code(&other));
        }
    }
}
