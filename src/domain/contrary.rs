//! Contrary entries: a payment is never edited or deleted, another entry takes it back.
//!
//! « plus ou moins »: both stay, each with its own receipt, and their sum is nought.

use super::money::Cents;

/// Where a payment stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing took it back.
    #[default]
    Stands,
    /// It was taken back.
    Cancelled {
        /// By the receipt of that number: `A2-2026-000903`.
        by: String,
    },
    /// It takes another one back.
    Cancels {
        /// The number of that one's receipt.
        number: String,
        /// Why.
        reason: String,
    },
}

/// What an invoice gets back of what was paid of it: all of it, as long as no more is due than was
/// billed, and no less than nothing.
pub fn returned(paid: Cents, due: Cents, billed: Cents) -> Cents {
    let most = billed.minus(due).max(Cents::ZERO);
    let least = Cents::ZERO.minus(due).min(Cents::ZERO);
    paid.max(least).min(most)
}

/// Whether a payment can be taken back from the family's credit: what it left there must still be
/// there, once what it used of it is given back.
pub const fn leaves_credit(now: Cents, left: Cents, used: Cents) -> bool {
    now.plus(used).0 >= left.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_invoice_gets_back_what_was_paid_and_never_more_than_was_billed() {
        for (paid, due, billed, back) in [
            (3120, 0, 3120, 3120),
            (1000, 2120, 3120, 1000),
            (3120, 1000, 3120, 2120),
            (3120, 3120, 3120, 0),
            (0, 0, 3120, 0),
            (-3120, 3120, 3120, -3120),
            (-3120, 1000, 3120, -1000),
        ] {
            assert_eq!(returned(Cents(paid), Cents(due), Cents(billed)), Cents(back));
        }
    }

    #[test]
    fn credit_that_was_used_meanwhile_holds_its_payment() {
        for (now, left, used, free) in
            [(265, 265, 0, true), (264, 265, 0, false), (0, 0, 500, true), (0, 265, 265, true)]
        {
            assert_eq!(leaves_credit(Cents(now), Cents(left), Cents(used)), free);
        }
    }

    proptest! {
        #[test]
        fn no_invoice_leaves_its_bounds(
            paid in -9_999_i64..9_999,
            billed in 0_i64..9_999,
            share in 0_i64..=100,
        ) {
            let due = billed * share / 100;
            let back = returned(Cents(paid), Cents(due), Cents(billed)).0;
            prop_assert!((0..=billed).contains(&(due + back)));
            prop_assert!(back == 0 || back.signum() == paid.signum());
        }
    }
}
