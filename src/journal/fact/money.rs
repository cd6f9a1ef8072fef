//! Payments and their receipts: ids and cents only.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{FamilyId, GuardianId, PaymentId, TillSessionId};
use crate::domain::money::Cents;
use crate::domain::tender::{Tender, Wanted};

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
    /// Who paid; `None` for somebody outside the family, whom [`PayerNamed`] names.
    pub payer: Option<GuardianId>,
    /// With what. Where it is more than what is wanted, the rest is the family's credit.
    pub tenders: Vec<Tender>,
    /// What was wanted of each invoice, the oldest first, and the balance on the screen.
    pub wanted: Vec<Wanted>,
    /// One of these invoices, above the cash limit, is paid in cash in several payments.
    pub fraction: bool,
}

/// A payment is taken back, whole: a contrary entry with a receipt of its own. What it gave to
/// each invoice goes back there, what it left as credit is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentCancelled {
    /// This entry, which is a payment too, of the opposite amount.
    pub cancellation: PaymentId,
    /// The payment that is taken back.
    pub payment: PaymentId,
    /// Who is billed.
    pub family: FamilyId,
    /// In which till session the money is given back: the one that took it.
    pub session: TillSessionId,
    /// Its own receipt, of the same series as any other.
    pub receipt: ReceiptNumber,
    /// What the payment came to, as it stood on the screen.
    pub amount: Cents,
    /// Why.
    pub reason: String,
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

/// Who paid, where it was nobody of the family: a name, and so an entry that can be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayerNamed {
    /// Whose payment.
    pub family: FamilyId,
    /// Which.
    pub payment: PaymentId,
    /// `DUPONT Jeanne, grand-mère`.
    pub name: String,
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
