//! The till's sessions: opened, and closed with what was counted.

use serde::{Deserialize, Serialize};

use super::ReceiptNumber;
use crate::domain::closing::{ModeTotal, Pieces};
use crate::domain::ids::TillSessionId;
use crate::domain::money::Cents;

/// The till is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TillOpened {
    /// Which session.
    pub session: TillSessionId,
    /// What was put in.
    pub float: Cents,
}

/// The till is closed for good. All of it was computed at the counter: what is printed of it can
/// be printed again, to the letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TillClosed {
    /// Which session.
    pub session: TillSessionId,
    /// The notes and coins in the drawer; a value that is missing was not there.
    pub counted: Vec<Pieces>,
    /// What should have been there: the float and the cash taken.
    pub expected: Cents,
    /// Counted minus expected.
    pub gap: Cents,
    /// Why there is a gap; empty where there is none.
    pub reason: String,
    /// What stays in the drawer for the next session.
    pub left: Cents,
    /// What goes to the régie.
    pub deposit: Cents,
    /// The first and the last receipt of the session; `None` when it gave none.
    pub receipts: Option<(ReceiptNumber, ReceiptNumber)>,
    /// What was taken and given back, by mode.
    pub totals: Vec<ModeTotal>,
    /// The payments of this session that were cancelled in it.
    pub cancelled: Cancelled,
    /// All that this till ever took, this session included: never set back to nought.
    pub perpetual: Perpetual,
    /// Version of the program that closed it.
    pub program: String,
}

/// How many payments were cancelled, and what they came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cancelled {
    /// How many.
    pub count: u32,
    /// What they came to.
    pub amount: Cents,
}

/// Running totals of a workstation since its first session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Perpetual {
    /// Payments minus cancellations.
    pub net: Cents,
    /// Payments plus cancellations: it never goes down.
    pub gross: Cents,
}
