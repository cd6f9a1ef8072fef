//! Invoices that families say are wrong: ids and a motive of a closed list.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{EntryId, FamilyId, InvoiceId};
use crate::domain::people::Contested;

/// A family says that an invoice is wrong. It stays due, and blocks no account meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceContested {
    /// Who is billed.
    pub family: FamilyId,
    /// Which.
    pub invoice: InvoiceId,
    /// What is wrong with it.
    pub motive: Contested,
}

/// It is not contested any more: the service has answered, or the family thought better of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestWithdrawn {
    /// Who is billed.
    pub family: FamilyId,
    /// The entry that contested it, as it stood on the screen.
    pub contest: EntryId,
}
