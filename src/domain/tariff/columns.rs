//! The five columns A to E of an office's tariffs: what an activity costs in each of them.

use crate::domain::money::Cents;

/// One of the five columns of a tariff, from the lowest quotients to the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bracket {
    /// The lowest quotients.
    A,
    /// The second.
    B,
    /// The third.
    C,
    /// The fourth.
    D,
    /// The highest quotients, without an upper bound.
    E,
}

impl Bracket {
    /// All five, the lowest first.
    pub const ALL: [Self; 5] = [Self::A, Self::B, Self::C, Self::D, Self::E];

    /// `A` … `E`.
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
            Self::E => 'E',
        }
    }
}

/// The upper bounds of brackets A to D, in whole euros of monthly quotient, the bound included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brackets([u32; 4]);

impl Brackets {
    /// Brackets with these bounds; `None` unless each is larger than the one before.
    pub fn new(bounds: [u32; 4]) -> Option<Self> {
        bounds.is_sorted_by(|lower, upper| lower < upper).then_some(Self(bounds))
    }

    /// The bracket of a quotient.
    pub fn bracket(&self, quotient: u32) -> Bracket {
        let mut bounded = Bracket::ALL.into_iter().zip(self.0);
        let own = bounded.find(|(_, bound)| quotient <= *bound);
        own.map_or(Bracket::E, |(bracket, _)| bracket)
    }

    /// The upper bounds of A to D.
    pub const fn bounds(&self) -> [u32; 4] {
        self.0
    }
}

/// What a day costs: the bracket's tariff, or the highest one when the bracket is unknown or has
/// none. `None` when the activity has no tariff at all.
pub fn price(tariffs: &[Option<Cents>; 5], bracket: Option<Bracket>) -> Option<Cents> {
    let own = Bracket::ALL
        .into_iter()
        .zip(tariffs)
        .find(|(one, _)| Some(*one) == bracket)
        .and_then(|(_, tariff)| *tariff);
    own.or_else(|| tariffs.iter().flatten().max().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brackets() -> Brackets {
        Brackets::new([400, 700, 1000, 1400]).unwrap()
    }

    #[test]
    fn bounds_belong_to_the_lower_bracket() {
        for (quotient, letter) in [
            (0, 'A'),
            (400, 'A'),
            (401, 'B'),
            (700, 'B'),
            (701, 'C'),
            (742, 'C'),
            (1000, 'C'),
            (1001, 'D'),
            (1400, 'D'),
            (1401, 'E'),
            (u32::MAX, 'E'),
        ] {
            assert_eq!(brackets().bracket(quotient).letter(), letter, "{quotient}");
        }
    }

    #[test]
    fn bounds_must_grow() {
        assert_eq!(Brackets::new([400, 400, 1000, 1400]), None);
        assert_eq!(Brackets::new([400, 300, 1000, 1400]), None);
        assert!(Brackets::new([400, 401, 402, 403]).is_some());
    }

    #[test]
    fn a_price_is_the_brackets_or_the_highest() {
        let tariffs = [Some(Cents(130)), None, Some(Cents(390)), Some(Cents(520)), None];
        for (bracket, cents) in [
            (Some(Bracket::A), 130),
            (Some(Bracket::B), 520),
            (Some(Bracket::C), 390),
            (Some(Bracket::E), 520),
            (None, 520),
        ] {
            assert_eq!(price(&tariffs, bracket), Some(Cents(cents)), "{bracket:?}");
        }
        assert_eq!(price(&[None; 5], Some(Bracket::A)), None);
    }
}
