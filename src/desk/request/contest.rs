//! What can be asked about an invoice that may be wrong.

use crate::domain::ids::{EntryId, FamilyId, InvoiceId};
use crate::domain::people::Contested;

/// What is wished of an invoice of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContestRequest {
    /// Who is billed.
    pub family: FamilyId,
    /// Which.
    pub invoice: InvoiceId,
    /// What.
    pub wish: ContestWish,
}

/// To look, to contest, or not to contest any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContestWish {
    /// See it, and what is said to be wrong with it.
    Open,
    /// The family says that it is wrong.
    Contest(Contested),
    /// It is not contested any more: the entry that contested it, as it stood on the screen.
    Withdraw(EntryId),
}

impl ContestRequest {
    /// To see it.
    pub const fn open(family: FamilyId, invoice: InvoiceId) -> Self {
        Self { family, invoice, wish: ContestWish::Open }
    }
}
