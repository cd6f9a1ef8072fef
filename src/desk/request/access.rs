//! What can be recorded of a family's way to its portal.

use crate::domain::ids::EntryId;

/// One thing that is asked of a family before its portal opens, done at the counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessStep {
    /// It signed the terms of use.
    Terms,
    /// It read who it is said to be, and found it right.
    Household {
        /// The statement that stood on the screen.
        saw: EntryId,
    },
    /// It joins online payment, or leaves it.
    OnlinePayment {
        /// It joins.
        joined: bool,
    },
}
