//! The till's arithmetic: change, notes and coins, the cash limit, and what a payment settles.
//!
//! Whole cents throughout. Nothing here writes or refuses: the desk decides with it.

use super::ids::InvoiceId;
use super::money::Cents;
use super::text::clean;

/// Euro notes and coins, the largest first.
pub const DENOMINATIONS: [Cents; 15] = [
    Cents(50_000),
    Cents(20_000),
    Cents(10_000),
    Cents(5_000),
    Cents(2_000),
    Cents(1_000),
    SMALLEST_NOTE,
    Cents(200),
    Cents(100),
    Cents(50),
    Cents(20),
    Cents(10),
    Cents(5),
    Cents(2),
    Cents(1),
];

/// The 5 € note: below it there are only coins.
const SMALLEST_NOTE: Cents = Cents(500);

/// What is proposed as the reason of cash above the limit; any other words do as well.
pub const CASH_REASONS: [&str; 4] = [
    "usager sans compte bancaire",
    "carte et chèque refusés",
    "terminal de paiement en panne",
    "accord du régisseur",
];

/// Fewest characters of a reason, once cleaned.
pub const REASON_CHARS: usize = 5;

/// What is given back; `None` while less than the amount due was handed over.
pub fn change(received: Cents, due: Cents) -> Option<Cents> {
    (received >= due).then(|| received.minus(due))
}

/// An amount in the fewest notes and coins, the largest first; nothing for zero or less.
pub fn split(change: Cents) -> Vec<(u32, Cents)> {
    let mut left = change.0.max(0);
    let mut pieces = Vec::new();
    for piece in DENOMINATIONS {
        let count = left / piece.0;
        left %= piece.0;
        if count > 0 {
            pieces.push((u32::try_from(count).unwrap_or(u32::MAX), piece));
        }
    }
    pieces
}

/// The notes and coins to give back: `1 × 2 €   1 × 0,50 €`, unbreakable inside a piece.
pub fn split_words(change: Cents) -> String {
    let words = |(count, piece): (u32, Cents)| {
        let value = if piece.0 % 100 == 0 { (piece.0 / 100).to_string() } else { piece.plain() };
        format!("{count}\u{a0}×\u{a0}{value}\u{a0}€")
    };
    split(change).into_iter().map(words).collect::<Vec<_>>().join("   ")
}

/// What people usually hand over: the exact amount, then the next multiples of 5, 10, 20, 50 and
/// 100 €, each once, the smallest first. Nothing when nothing is due.
pub fn fast_cash(due: Cents) -> Vec<Cents> {
    if due <= Cents::ZERO {
        return Vec::new();
    }
    let next = |euros: i64| {
        let step = euros * 100;
        Cents((due.0.saturating_add(step - 1) / step).saturating_mul(step))
    };
    let mut amounts = vec![due];
    amounts.extend([5, 10, 20, 50, 100].map(next));
    amounts.sort_unstable();
    amounts.dedup();
    amounts
}

/// The largest cash payment that needs no reason, both ends included: 300,00 € by law today.
///
/// « payables en espèces, dans la limite de 300 € » (CGI, article 1680)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CashLimit {
    /// The last amount accepted without a reason.
    pub limit: Cents,
}

impl CashLimit {
    /// Whether this cash payment needs a reason. `amount` is what is paid, not what was handed
    /// over: a large note for a small invoice needs none.
    pub fn needs_reason(self, amount: Cents) -> bool {
        amount > self.limit
    }

    /// Whether this cash payment can be recorded with the reason that was typed.
    pub fn accepts(self, amount: Cents, reason: &str) -> bool {
        !self.needs_reason(amount) || clean(reason).chars().count() >= REASON_CHARS
    }
}

/// Why the amount handed over can't be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TenderDoubt {
    /// It is less than what is due.
    TooLittle,
    /// It is so much more that it must be a typing error.
    TooMuch,
}

/// The change for an amount handed over, unless that amount can't be right.
///
/// One banknote is always believed: 200 € for 47,35 € is how some people pay. Otherwise more than
/// 100 € of change is a typing error, and so is more than ten times the amount due, once the
/// change exceeds 20 € (nobody is questioned for 5 € made of coins for 0,40 €).
///
/// # Errors
/// [`TenderDoubt`] says which side.
pub fn check_tender(due: Cents, received: Cents) -> Result<Cents, TenderDoubt> {
    let change = change(received, due).ok_or(TenderDoubt::TooLittle)?;
    let one_note = received >= SMALLEST_NOTE && DENOMINATIONS.contains(&received);
    let tenfold = received.0 > due.0.saturating_mul(10);
    let doubtful = change > Cents(10_000) || (tenfold && change > Cents(2_000));
    if doubtful && !one_note { Err(TenderDoubt::TooMuch) } else { Ok(change) }
}

/// What an amount settles, in the order of the invoices (the oldest first): each gets at most
/// what it has due. Returns the parts above zero, and the credit that is left.
pub fn allocate(
    invoices: &[(InvoiceId, Cents)],
    amount: Cents,
) -> (Vec<(InvoiceId, Cents)>, Cents) {
    let mut left = amount;
    let mut parts = Vec::new();
    for (invoice, due) in invoices {
        let part = left.min(*due);
        if part > Cents::ZERO {
            parts.push((*invoice, part));
            left = left.minus(part);
        }
    }
    (parts, left)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn euros(text: &str) -> Cents {
        Cents::parse(text).unwrap()
    }

    #[test]
    fn change_is_what_was_handed_over_beyond_the_due() {
        assert_eq!(change(euros("50"), euros("47,35")), Some(euros("2,65")));
        assert_eq!(change(euros("47,35"), euros("47,35")), Some(Cents::ZERO));
        assert_eq!(change(euros("47,34"), euros("47,35")), None);
    }

    #[test]
    fn change_is_told_in_notes_and_coins() {
        for (amount, words) in [
            ("2,65", "1 × 2 €   1 × 0,50 €   1 × 0,10 €   1 × 0,05 €"),
            ("0", ""),
            ("0,04", "2 × 0,02 €"),
            (
                "888,88",
                concat!(
                    "1 × 500 €   1 × 200 €   1 × 100 €   1 × 50 €   1 × 20 €   ",
                    "1 × 10 €   1 × 5 €   1 × 2 €   1 × 1 €   1 × 0,50 €   1 × 0,20 €   ",
                    "1 × 0,10 €   1 × 0,05 €   1 × 0,02 €   1 × 0,01 €"
                ),
            ),
            ("1000", "2 × 500 €"),
        ] {
            assert_eq!(split_words(euros(amount)).replace('\u{a0}', " "), words, "{amount}");
        }
        assert_eq!(split_words(euros("2")), "1\u{a0}×\u{a0}2\u{a0}€");
        assert!(split(Cents(-5)).is_empty());
    }

    #[test]
    fn usual_amounts_are_proposed_once_each() {
        for (due, proposed) in [
            ("47,35", vec!["47,35", "50", "60", "100"]),
            ("50", vec!["50", "60", "100"]),
            ("12", vec!["12", "15", "20", "50", "100"]),
            ("100", vec!["100"]),
            ("100,01", vec!["100,01", "105", "110", "120", "150", "200"]),
            ("0,01", vec!["0,01", "5", "10", "20", "50", "100"]),
        ] {
            let proposed: Vec<Cents> = proposed.into_iter().map(euros).collect();
            assert_eq!(fast_cash(euros(due)), proposed, "{due}");
        }
        assert!(fast_cash(Cents::ZERO).is_empty() && fast_cash(Cents(-1)).is_empty());
        assert!(fast_cash(Cents(i64::MAX)).contains(&Cents(i64::MAX)));
    }

    #[test]
    fn cash_above_the_limit_needs_a_reason_of_five_characters() {
        let limit = CashLimit { limit: euros("300") };
        assert!(!limit.needs_reason(euros("300")) && limit.needs_reason(euros("300,01")));
        assert!(limit.accepts(euros("300"), ""));
        for (reason, enough) in
            [("", false), ("abcd", false), ("abcde", true), ("  a   b  ", false)]
        {
            assert_eq!(limit.accepts(euros("300,01"), reason), enough, "{reason}");
        }
    }

    #[test]
    fn doubtful_amounts_are_questioned() {
        use TenderDoubt::{TooLittle, TooMuch};
        for (due, received, answer) in [
            ("47,35", "47,35", Ok("0")),
            ("47,35", "47,34", Err(TooLittle)),
            ("47,35", "147,35", Ok("100")),
            ("47,35", "147,36", Err(TooMuch)),
            ("47,35", "200", Ok("152,65")),
            ("47,35", "500", Ok("452,65")),
            ("47,35", "4735", Err(TooMuch)),
            ("3,20", "50", Ok("46,80")),
            ("3,20", "32", Ok("28,80")),
            ("3,20", "32,01", Err(TooMuch)),
            ("0,40", "20,40", Ok("20")),
            ("0,40", "20,41", Err(TooMuch)),
            ("0,40", "-1", Err(TooLittle)),
        ] {
            let answer = answer.map(euros);
            assert_eq!(check_tender(euros(due), euros(received)), answer, "{due} {received}");
        }
    }

    #[test]
    fn a_payment_settles_the_oldest_first() {
        let id = |n: u128| InvoiceId(uuid::Uuid::from_u128(n));
        let invoices = [(id(1), Cents(3120)), (id(2), Cents(0)), (id(3), Cents(1615))];
        for (amount, parts, credit) in [
            (4735, vec![(id(1), Cents(3120)), (id(3), Cents(1615))], 0),
            (4736, vec![(id(1), Cents(3120)), (id(3), Cents(1615))], 1),
            (3121, vec![(id(1), Cents(3120)), (id(3), Cents(1))], 0),
            (3120, vec![(id(1), Cents(3120))], 0),
            (0, vec![], 0),
        ] {
            assert_eq!(allocate(&invoices, Cents(amount)), (parts, Cents(credit)), "{amount}");
        }
    }

    proptest! {
        #[test]
        fn no_cent_is_lost_and_no_invoice_goes_below_zero(
            dues in prop::collection::vec(-500_i64..50_000, 0..12),
            amount in 0_i64..200_000,
        ) {
            let invoices: Vec<(InvoiceId, Cents)> = (1..)
                .zip(&dues)
                .map(|(n, due)| (InvoiceId(uuid::Uuid::from_u128(n)), Cents(*due)))
                .collect();
            let (parts, credit) = allocate(&invoices, Cents(amount));
            let paid: Cents = parts.iter().map(|(_, part)| *part).sum();
            prop_assert_eq!(paid.plus(credit), Cents(amount));
            prop_assert!(credit >= Cents::ZERO);
            for (invoice, part) in parts {
                let due = invoices.iter().find(|(id, _)| *id == invoice).unwrap().1;
                prop_assert!(part > Cents::ZERO && part <= due);
            }
        }

        #[test]
        fn notes_and_coins_add_up(change in 0_i64..10_000_000) {
            let values = split(Cents(change)).into_iter().map(|(n, piece)| i64::from(n) * piece.0);
            prop_assert_eq!(values.sum::<i64>(), change);
        }
    }
}
