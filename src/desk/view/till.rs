//! What the desk shows of the till: as it stands, and what there is to count before it is closed.

use crate::domain::closing::ModeTotal;
use crate::domain::ids::{PaymentId, TillSessionId};
use crate::domain::money::Cents;
use crate::domain::time::Moment;

/// The till.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TillView {
    /// Cash taken since it was opened, the float not counted; `None` while it is closed.
    pub cash: Option<Cents>,
    /// What was put in before the first payment; while it is closed, what the last closing left.
    pub float: Cents,
    /// When it was opened.
    pub opened: Option<Moment>,
    /// It was opened on a day before today and never closed: it takes no money until it is.
    pub forgotten: bool,
}

/// A payment that is to be taken back, and what that would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancellationView {
    /// Which.
    pub payment: PaymentId,
    /// `A2-2026-000902`.
    pub number: String,
    /// What it was, in one sentence.
    pub taken: String,
    /// What each invoice gets back.
    pub lines: Vec<(String, Cents)>,
    /// What goes back over the counter, one sentence each.
    pub back: Vec<String>,
    /// The number that its receipt will have, if nobody else pays before.
    pub next_receipt: String,
    /// The till.
    pub till: TillView,
}

/// The closing of the till, before anything is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosingView {
    /// The till; closed, it can only be opened.
    pub till: TillView,
    /// What there is to count; `None` while it is closed.
    pub session: Option<SessionView>,
}

/// A session that is to be closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    /// Which.
    pub id: TillSessionId,
    /// What was taken and given back, by mode.
    pub totals: Vec<ModeTotal>,
    /// How many payments were cancelled, and what they came to.
    pub cancelled: (u32, Cents),
    /// Payments and cancellations.
    pub operations: u32,
    /// What must be in the drawer.
    pub expected: Cents,
}
