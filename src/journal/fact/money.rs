//! Payments and their receipts: ids and cents only.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{FamilyId, GuardianId, InvoiceId, PaymentId, TillSessionId};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;

/// A collection and its receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentTaken {
    /// Which.
    pub payment: PaymentId,
    /// In which till session.
    pub session: TillSessionId,
    /// Series, civil year and number: `A2-2026-000902`.
    pub receipt: ReceiptNumber,
    /// Who is billed.
    pub family: FamilyId,
    /// Who paid.
    pub payer: GuardianId,
    /// With what.
    pub tender: Tender,
    /// What was wanted of each invoice, the oldest first, and the balance on the screen.
    pub wanted: Vec<Wanted>,
}

/// The number that is printed and never reused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptNumber {
    /// `A2`.
    pub series: String,
    /// Civil year, local time.
    pub year: i32,
    /// 1, 2, 3 … within series and year.
    pub number: u32,
}

impl std::fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}-{:06}", self.series, self.year, self.number)
    }
}

/// With what a payment was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tender {
    /// Cash or card.
    pub mode: TenderMode,
    /// What stays in the till or on the terminal.
    pub amount: Cents,
    /// Cash handed over; the same as the amount for a card.
    pub received: Cents,
    /// The terminal's authorisation number; may be empty.
    pub authorisation: String,
    /// The card's last four digits; may be empty.
    pub last_four: String,
    /// Why cash above the limit was accepted; empty otherwise.
    pub reason: String,
}

/// What was wanted of one invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Which.
    pub invoice: InvoiceId,
    /// How much.
    pub amount: Cents,
    /// The balance that stood on the screen.
    pub saw: Cents,
}

/// A receipt came out of the printer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptPrinted {
    /// Of which payment.
    pub payment: PaymentId,
    /// 0 for the original, then 1, 2 … for each duplicata.
    pub duplicata: u32,
}
