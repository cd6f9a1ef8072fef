//! The closing of the till (arrêté de caisse): notes and coins counted, set against what the
//! journal says, and nothing corrected.
//!
//! A gap is kept as it is, with the reason that was typed, and no later one makes up for it.

use serde::{Deserialize, Serialize};

use super::money::{Cents, LARGEST};
use super::people::TenderMode;
use super::text::{clean, fold};
use super::till::{DENOMINATIONS, REASON_CHARS};
use super::time::Moment;

/// The word that closes the till for good: nobody types it by accident.
pub const WORD: &str = "CLOTURER";

/// So many notes or coins of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pieces {
    /// The value of one of them: 500,00 to 0,01 €.
    pub value: Cents,
    /// How many there are.
    pub count: u32,
}

/// What a session took with one mode of payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeTotal {
    /// With what.
    pub mode: TenderMode,
    /// How many times.
    pub count: u32,
    /// How much, before what was given back.
    pub taken: Cents,
    /// What cancellations gave back of it.
    pub given_back: Cents,
}

impl ModeTotal {
    /// What is left of it.
    pub const fn net(&self) -> Cents {
        self.taken.minus(self.given_back)
    }
}

/// What notes and coins add up to; `None` for a value that no note or coin has, one that is
/// counted twice, or more money than there is.
pub fn counted(pieces: &[Pieces]) -> Option<Cents> {
    let mut total: i64 = 0;
    for (place, Pieces { value, count }) in pieces.iter().enumerate() {
        let again = pieces.iter().take(place).any(|before| before.value == *value);
        if again || !DENOMINATIONS.contains(value) {
            return None;
        }
        total = total.checked_add(value.0.checked_mul(i64::from(*count))?)?;
    }
    (total <= LARGEST.0).then_some(Cents(total))
}

/// What the drawer must hold: the float and the cash taken. The float never counts as taken.
pub fn expected(float: Cents, totals: &[ModeTotal]) -> Cents {
    let cash = totals.iter().filter(|total| total.mode == TenderMode::Cash);
    float.plus(cash.map(ModeTotal::net).sum())
}

/// Whether the till can be closed with this gap: none, or one with a reason.
pub fn explains(gap: Cents, reason: &str) -> bool {
    gap == Cents::ZERO || clean(reason).chars().count() >= REASON_CHARS
}

/// What goes to the régie once so much is left in the drawer; `None` when there is not so much.
pub fn deposit(counted: Cents, left: Cents) -> Option<Cents> {
    (Cents::ZERO <= left && left <= counted).then(|| counted.minus(left))
}

/// Whether what was typed is the word, in capitals or not, with its accent or without.
pub fn is_word(typed: &str) -> bool {
    fold(typed) == fold(WORD)
}

/// Whether the till was opened on a day before this one: it must be closed before it takes money
/// again, or two days would be counted as one.
pub fn is_forgotten(opened: Moment, now: Moment) -> bool {
    opened.today() < now.today()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(counts: &[(i64, u32)]) -> Vec<Pieces> {
        counts.iter().map(|(value, count)| Pieces { value: Cents(*value), count: *count }).collect()
    }

    #[test]
    fn what_no_drawer_can_hold_is_not_counted() {
        for (counts, total) in [
            (vec![], Some(0)),
            (vec![(5000, 2), (2000, 5), (5, 2)], Some(20_010)),
            (vec![(1, 1)], Some(1)),
            (vec![(300, 1)], None),
            (vec![(0, 1)], None),
            (vec![(-100, 1)], None),
            (vec![(100, 1), (100, 1)], None),
            (vec![(50_000, 199_999)], Some(9_999_950_000)),
            (vec![(50_000, 200_000)], None),
            (vec![(50_000, u32::MAX)], None),
        ] {
            assert_eq!(counted(&pieces(&counts)), total.map(Cents), "{counts:?}");
        }
    }

    #[test]
    fn a_gap_of_one_cent_needs_a_reason_of_five_characters() {
        for (gap, reason, closes) in [
            (0, "", true),
            (1, "", false),
            (-1, "", false),
            (-1, "abcd", false),
            (-1, " a  b ", false),
            (-1, "abcde", true),
            (1, "abcde", true),
        ] {
            assert_eq!(explains(Cents(gap), reason), closes, "{gap} {reason}");
        }
    }

    #[test]
    fn no_more_is_left_than_there_is() {
        for (counted, left, to_deposit) in [
            (26_190, 10_000, Some(16_190)),
            (10_000, 10_000, Some(0)),
            (9_999, 10_000, None),
            (10_000, 0, Some(10_000)),
            (10_000, -1, None),
        ] {
            assert_eq!(deposit(Cents(counted), Cents(left)), to_deposit.map(Cents));
        }
    }

    #[test]
    fn the_float_and_what_was_given_back_in_cash_are_expected_and_nothing_else() {
        let total = |mode, taken, given_back| ModeTotal {
            mode,
            count: 1,
            taken: Cents(taken),
            given_back: Cents(given_back),
        };
        let totals = [total(TenderMode::Cash, 16_195, 1_840), total(TenderMode::Card, 31_240, 5)];
        assert_eq!(expected(Cents(10_000), &totals), Cents(24_355));
        assert_eq!(expected(Cents(10_000), &[]), Cents(10_000));
    }

    #[test]
    fn the_word_is_read_as_people_type_it() {
        for (typed, is) in [
            ("CLOTURER", true),
            ("Clôturer", true),
            (" cloturer ", true),
            ("CLOTURE", false),
            ("CLOTURERR", false),
            ("", false),
        ] {
            assert_eq!(is_word(typed), is, "{typed}");
        }
    }

    #[test]
    fn a_till_is_forgotten_from_midnight_on() {
        let at = |day: u32, hour, minute| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
            let local = day.and_hms_opt(hour, minute, 0).unwrap();
            Moment::from_local(local, chrono_tz::Europe::Paris)
        };
        let opened = at(19, 8, 30);
        assert!(!is_forgotten(opened, at(19, 23, 59)));
        assert!(is_forgotten(opened, at(20, 0, 0)));
        assert!(!is_forgotten(opened, at(18, 23, 59)), "a clock set back forgets nothing");
    }

    proptest! {
        #[test]
        fn a_count_is_the_sum_of_its_pieces(
            counts in prop::collection::vec(0_u32..10_000, DENOMINATIONS.len()),
        ) {
            let pieces: Vec<Pieces> = DENOMINATIONS
                .iter()
                .zip(&counts)
                .map(|(value, count)| Pieces { value: *value, count: *count })
                .collect();
            let sum: i64 = pieces.iter().map(|one| one.value.0 * i64::from(one.count)).sum();
            prop_assert_eq!(counted(&pieces), (sum <= LARGEST.0).then_some(Cents(sum)));
        }
    }
}
