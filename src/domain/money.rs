//! Amounts in whole cents: exact, and written as the French write them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

/// An amount of euros in whole cents; negative for what is given back.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// No amount at the counter is above this (99 999 999,99 €); larger input is a typing error.
pub const LARGEST: Cents = Cents(9_999_999_999);

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Reads an amount as people and office exports write it: `47,35` `47.5` `47` `1 234,50 €`.
    ///
    /// Returns `None` for anything else, for more than two decimals and above [`LARGEST`].
    pub fn parse(text: &str) -> Option<Self> {
        let bare: String = text
            .trim()
            .trim_end_matches('€')
            .chars()
            .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
            .map(|c| if c == ',' { '.' } else { c })
            .collect();
        let digits = bare.strip_prefix('-').unwrap_or(&bare);
        let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        if !plain || !digits.starts_with(|c: char| c.is_ascii_digit()) || digits.ends_with('.') {
            return None;
        }
        let euros: Decimal = bare.parse().ok()?;
        let cents = euros.checked_mul(Decimal::ONE_HUNDRED)?;
        if !cents.fract().is_zero() {
            return None;
        }
        cents.to_i64().map(Self).filter(|c| c.0.abs() <= LARGEST.0)
    }

    /// The sum of both, held at the bounds of the type.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left once `other` is taken away, held at the bounds of the type.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The amount with two decimals and no currency: `1 234,50` (U+00A0 between thousands).
    pub fn plain(self) -> String {
        let euros = (self.0.unsigned_abs() / 100).to_string();
        let mut grouped = String::new();
        for (i, digit) in euros.chars().enumerate() {
            if i > 0 && (euros.len() - i).is_multiple_of(3) {
                grouped.push('\u{a0}');
            }
            grouped.push(digit);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{grouped},{:02}", self.0.unsigned_abs() % 100)
    }
}

impl std::fmt::Display for Cents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{}\u{a0}€", self.plain()))
    }
}

impl std::iter::Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, cents) in [
            ("47,35", 4735),
            ("47.5", 4750),
            ("47", 4700),
            ("0,01", 1),
            ("1 234,50 €", 123_450),
            ("1\u{a0}234,50\u{a0}€", 123_450),
            ("-3,20", -320),
            ("99999999,99", 9_999_999_999),
        ] {
            assert_eq!(Cents::parse(text), Some(Cents(cents)), "{text}");
        }
        for text in ["", "47,3a", "47,355", ",5", "5,", "1e3", "--1", "=1+1", "100000000", "€"] {
            assert_eq!(Cents::parse(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_written_in_french() {
        assert_eq!(Cents(4735).to_string(), "47,35\u{a0}€");
        assert_eq!(Cents(123_450).to_string(), "1\u{a0}234,50\u{a0}€");
        assert_eq!(Cents(100_000_000).plain(), "1\u{a0}000\u{a0}000,00");
        assert_eq!(Cents(-5).plain(), "-0,05");
        assert_eq!(format!("{:>9}", Cents(390)), "   3,90\u{a0}€");
    }
}
