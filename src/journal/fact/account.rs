//! What happens to a portal account: ids only, and never a secret.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::CredentialMark;
use crate::domain::ids::{BlockId, CredentialId, EntryId, FamilyId};
use crate::domain::people::{BlockCause, Channel, HandOver, IdentityCheck};

/// A family of the counter gets its login id: it can be given a code from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountOpened {
    /// Whose account.
    pub family: FamilyId,
    /// `EVR12346`.
    pub login: String,
}

/// The portal account is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountBlocked {
    /// Which block: what lifts it names it.
    pub block: BlockId,
    /// Whose account.
    pub family: FamilyId,
    /// Why.
    pub cause: BlockCause,
    /// Since when, by the portal's clock.
    pub since: Option<NaiveDateTime>,
    /// The unblocking that this one takes back (Ctrl+Z).
    pub undoes: Option<EntryId>,
}

/// Blocks are lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountUnblocked {
    /// Whose account.
    pub family: FamilyId,
    /// The blocks that the agent saw, and no other.
    pub lifts: Vec<BlockId>,
    /// How identity was checked.
    pub identity: IdentityCheck,
    /// Typed where one was needed; empty otherwise.
    pub reason: String,
}

/// A provisional code replaces the password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvisionalIssued {
    /// Whose account.
    pub family: FamilyId,
    /// The new version; the code itself stands nowhere.
    pub credential: CredentialMark,
    /// The version that the agent saw.
    pub saw: Option<CredentialId>,
    /// Last millisecond it can be used, UTC.
    pub expires_at: i64,
    /// How identity was checked.
    pub identity: IdentityCheck,
}

/// The family has the code in hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvisionalHandedOver {
    /// Whose account.
    pub family: FamilyId,
    /// Which version.
    pub version: CredentialId,
    /// How.
    pub how: HandOver,
}

/// The family chose a password of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordChanged {
    /// Whose account.
    pub family: FamilyId,
    /// The new version.
    pub credential: CredentialMark,
    /// The version it replaces.
    pub saw: Option<CredentialId>,
}

/// The family signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilySignedIn {
    /// Whose account.
    pub family: FamilyId,
}

/// The family accepts the terms of use, on the portal or on paper at the counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsAccepted {
    /// Whose account.
    pub family: FamilyId,
    /// Which text.
    pub version: String,
}

/// The family has read who it is said to be, and found it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdVerified {
    /// Which family.
    pub family: FamilyId,
    /// The statement that it read: the entry that made it.
    pub saw: EntryId,
}

/// The family joins online payment, or leaves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlinePaymentSet {
    /// Which family.
    pub family: FamilyId,
    /// It joins.
    pub joined: bool,
}

/// How a family asked for a change that an agent made, where its portal changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeAsked {
    /// Which family.
    pub family: FamilyId,
    /// The change: the entry that made it.
    pub change: EntryId,
    /// How it was asked.
    pub channel: Channel,
}
