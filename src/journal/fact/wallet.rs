//! The family account from which days are paid.

use serde::{Deserialize, Serialize};

use crate::domain::ids::FamilyId;

/// « activer votre compte »: from now on the family's credit pays days when they are booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WalletActivated {
    /// Whose.
    pub family: FamilyId,
}
