//! What the desk shows of an invoice that is contested.

use super::InvoiceLine;
use crate::domain::ids::{EntryId, FamilyId};
use crate::domain::people::Contested;
use crate::domain::time::Moment;

/// An invoice of which something may be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestView {
    /// Who is billed.
    pub family: FamilyId,
    /// `MARTINEAU Claire`.
    pub name: String,
    /// Which, and what is contested of it.
    pub invoice: InvoiceLine,
    /// The commune blocks accounts for unpaid invoices.
    pub blocks: bool,
}

/// What a family says is wrong with an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestLine {
    /// The entry that says so.
    pub entry: EntryId,
    /// What.
    pub motive: Contested,
    /// Who wrote it down: `S. Leroy`.
    pub agent: String,
    /// When.
    pub at: Moment,
}
