//! With what a payment is made, and what is wanted for it.
//!
//! Several tenders may pay one receipt: cash for a part, a cheque for the rest. What they come to
//! is what is wanted, or more where the payer leaves the difference as the family's credit.

use serde::{Deserialize, Serialize};

use super::card::{FieldFault, looks_like_card_number};
use super::ids::InvoiceId;
use super::money::Cents;
use super::people::TenderMode;
use super::text::clean;

/// One of the means that a payment is made with. Its texts are as they were typed in a request,
/// and checked in a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", deny_unknown_fields)]
pub enum Tender {
    /// Notes and coins.
    #[serde(rename = "especes")]
    Cash {
        /// What stays in the till.
        amount: Cents,
        /// What was handed over: the difference is given back.
        received: Cents,
        /// Why cash above the limit was accepted; empty otherwise.
        reason: String,
    },
    /// A card, accepted by the terminal.
    #[serde(rename = "carte")]
    Card {
        /// What the terminal took.
        amount: Cents,
        /// The terminal's authorisation number; may be empty.
        authorisation: String,
        /// The card's last four digits; may be empty.
        last_four: String,
    },
    /// A cheque, for exactly what is written on it.
    #[serde(rename = "cheque")]
    Cheque {
        /// What is written on it.
        amount: Cents,
        /// The bank that pays it.
        bank: String,
        /// Its number.
        number: String,
    },
    /// What the family left at the counter before.
    #[serde(rename = "avoir")]
    Credit {
        /// How much of it is used.
        amount: Cents,
    },
}

impl Tender {
    /// Which sort it is.
    pub const fn mode(&self) -> TenderMode {
        match self {
            Self::Cash { .. } => TenderMode::Cash,
            Self::Card { .. } => TenderMode::Card,
            Self::Cheque { .. } => TenderMode::Cheque,
            Self::Credit { .. } => TenderMode::Credit,
        }
    }

    /// What it pays.
    pub const fn amount(&self) -> Cents {
        match self {
            Self::Cash { amount, .. }
            | Self::Card { amount, .. }
            | Self::Cheque { amount, .. }
            | Self::Credit { amount } => *amount,
        }
    }

    /// What was handed over: more than it pays only in cash.
    pub const fn received(&self) -> Cents {
        match self {
            Self::Cash { received, .. } => *received,
            other => other.amount(),
        }
    }

    /// What is given back in notes and coins.
    pub const fn change(&self) -> Cents {
        self.received().minus(self.amount())
    }
}

/// What tenders come to.
pub fn sum(tenders: &[Tender]) -> Cents {
    tenders.iter().map(Tender::amount).sum()
}

/// What those of one mode come to.
pub fn sum_of(tenders: &[Tender], mode: TenderMode) -> Cents {
    tenders.iter().filter(|tender| tender.mode() == mode).map(Tender::amount).sum()
}

/// What is wanted of one invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Which.
    pub invoice: InvoiceId,
    /// How much: all that is due, or a part of it.
    pub amount: Cents,
    /// The balance that stood on the screen.
    pub saw: Cents,
}

impl Wanted {
    /// All that is due on an invoice.
    pub const fn all(invoice: InvoiceId, due: Cents) -> Self {
        Self { invoice, amount: due, saw: due }
    }
}

/// Most characters of a cheque's number; seven digits in France.
const NUMBER_CHARS: usize = 20;

/// Fewest and most characters of a bank's name.
const BANK_CHARS: std::ops::RangeInclusive<usize> = 2..=40;

/// A cheque's number: 1 to 20 letters or digits, in capitals.
///
/// # Errors
/// [`FieldFault`] when it looks like a card number or has another shape.
pub fn cheque_number(text: &str) -> Result<String, FieldFault> {
    let text = text.trim();
    if looks_like_card_number(text) {
        return Err(FieldFault::CardNumber);
    }
    let shaped = text.bytes().all(|b| b.is_ascii_alphanumeric());
    if shaped && (1..=NUMBER_CHARS).contains(&text.len()) {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(FieldFault::Shape)
    }
}

/// A bank's name, in capitals so that one bank is written one way: 2 to 40 characters.
///
/// # Errors
/// [`FieldFault`] when it looks like a card number or has another shape.
pub fn bank(text: &str) -> Result<String, FieldFault> {
    if looks_like_card_number(text) {
        return Err(FieldFault::CardNumber);
    }
    let name = clean(text).to_uppercase();
    let shaped = BANK_CHARS.contains(&name.chars().count()) && name.contains(char::is_alphabetic);
    if shaped { Ok(name) } else { Err(FieldFault::Shape) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cash_is_given_back() {
        let (amount, text) = (Cents(4735), String::new);
        for (tender, change) in [
            (Tender::Cash { amount, received: Cents(5000), reason: text() }, 265),
            (Tender::Card { amount, authorisation: text(), last_four: text() }, 0),
            (Tender::Cheque { amount, bank: text(), number: text() }, 0),
            (Tender::Credit { amount }, 0),
        ] {
            assert_eq!((tender.amount(), tender.change()), (amount, Cents(change)), "{tender:?}");
        }
    }

    #[test]
    fn a_cheques_number_is_short_and_in_capitals() {
        for (text, number) in [
            ("1234567", Ok("1234567")),
            (" 0004217 ", Ok("0004217")),
            ("ab12", Ok("AB12")),
            ("1", Ok("1")),
            ("", Err(FieldFault::Shape)),
            ("12 34", Err(FieldFault::Shape)),
            ("n°12", Err(FieldFault::Shape)),
            ("4111111111111111", Err(FieldFault::CardNumber)),
            ("4111 1111 1111 1111", Err(FieldFault::CardNumber)),
        ] {
            assert_eq!(cheque_number(text), number.map(str::to_owned), "{text}");
        }
        assert!(cheque_number(&"7".repeat(20)).is_ok());
        assert_eq!(cheque_number(&"7".repeat(21)), Err(FieldFault::Shape));
    }

    #[test]
    fn a_bank_is_a_name() {
        for (text, name) in [
            ("Crédit  agricole\u{1b}", Ok("CRÉDIT AGRICOLE")),
            ("bn", Ok("BN")),
            ("b", Err(FieldFault::Shape)),
            ("", Err(FieldFault::Shape)),
            ("12345", Err(FieldFault::Shape)),
            ("carte 4111 1111 1111 1111", Err(FieldFault::CardNumber)),
        ] {
            assert_eq!(bank(text), name.map(str::to_owned), "{text}");
        }
        assert!(bank(&"b".repeat(40)).is_ok());
        assert_eq!(bank(&"b".repeat(41)), Err(FieldFault::Shape));
    }
}
