//! Which bracket a family belongs to, and what a day costs it.

use chrono::NaiveDate;

use super::money::Cents;

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

/// A family's bracket on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FamilyBracket {
    /// The bracket; the highest when nothing is known.
    pub bracket: Bracket,
    /// Whether a valid quotient says so.
    pub known: bool,
}

/// The upper bounds of brackets A to D, in whole euros of monthly quotient, the bound included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brackets([u32; 4]);

impl Brackets {
    /// Brackets with these bounds; `None` unless each is larger than the one before.
    pub fn new(bounds: [u32; 4]) -> Option<Self> {
        bounds.is_sorted_by(|lower, upper| lower < upper).then_some(Self(bounds))
    }

    /// The bracket of a quotient that holds until a day; a quotient without an end holds.
    ///
    /// « Dans le cas où ces informations ne sont pas accessibles, c'est le tarif maximum qui est
    /// appliqué »
    pub fn bracket(
        &self,
        quotient: Option<u32>,
        until: Option<NaiveDate>,
        day: NaiveDate,
    ) -> FamilyBracket {
        let valid = until.is_none_or(|last| day <= last);
        match quotient.filter(|_| valid) {
            None => FamilyBracket { bracket: Bracket::E, known: false },
            Some(quotient) => {
                let bracket = Bracket::ALL
                    .into_iter()
                    .zip(self.0)
                    .find(|(_, bound)| quotient <= *bound)
                    .map_or(Bracket::E, |(bracket, _)| bracket);
                FamilyBracket { bracket, known: true }
            }
        }
    }
}

/// What a day costs: the bracket's tariff, or the highest one when the bracket is unknown or has
/// none. `None` when the activity has no tariff at all.
pub fn price(tariffs: &[Option<Cents>; 5], family: FamilyBracket) -> Option<Cents> {
    let own = Bracket::ALL
        .into_iter()
        .zip(tariffs)
        .find(|(bracket, _)| family.known && *bracket == family.bracket)
        .and_then(|(_, tariff)| *tariff);
    own.or_else(|| tariffs.iter().flatten().max().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

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
            let family = brackets().bracket(Some(quotient), None, day("2026-11-20"));
            assert_eq!((family.bracket.letter(), family.known), (letter, true), "{quotient}");
        }
    }

    #[test]
    fn an_unknown_or_expired_quotient_is_the_highest_bracket() {
        let last = Some(day("2026-12-31"));
        let of = |quotient, on| brackets().bracket(quotient, last, day(on));
        assert_eq!(of(Some(742), "2026-12-31").bracket, Bracket::C);
        let unknown = FamilyBracket { bracket: Bracket::E, known: false };
        assert_eq!(of(Some(742), "2027-01-01"), unknown);
        assert_eq!(of(None, "2026-12-31"), unknown);
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
        let known = |bracket| FamilyBracket { bracket, known: true };
        let unknown = |bracket| FamilyBracket { bracket, known: false };
        for (family, cents) in [
            (known(Bracket::A), 130),
            (known(Bracket::B), 520),
            (known(Bracket::C), 390),
            (known(Bracket::E), 520),
            (unknown(Bracket::E), 520),
            (unknown(Bracket::A), 520),
        ] {
            assert_eq!(price(&tariffs, family), Some(Cents(cents)), "{family:?}");
        }
        assert_eq!(price(&[None; 5], known(Bracket::A)), None);
    }
}
