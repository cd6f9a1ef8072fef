//! Identifiers: one type a thing, so that a child's can't be handed over as a family's.
//!
//! All are UUIDv7. The numbers that people read (EVR04217, 2026-10-04217, A2-2026-000902) are
//! attributes of what they name, never identifiers.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

identifiers! {
    /// The town whose families these are.
    CommuneId,
    /// One workstation: a counter of an annexe.
    StationId,
    /// One writer's incarnation: one installation of one workstation.
    SoucheId,
    /// One fact of the journal.
    EntryId,
    /// One person who works at the counter.
    AgentId,
    /// One household that is billed.
    FamilyId,
    /// An adult of a family.
    GuardianId,
    /// A child of a family.
    ChildId,
    /// Canteen, after-school, Wednesday, holidays, sport …
    ActivityId,
    /// A child's right to an activity between two dates.
    EnrolmentId,
    /// A document that a family handed in.
    DocumentId,
    /// One child, one activity, one day.
    BookingId,
    /// What a family owes for a period.
    InvoiceId,
    /// One collection at the till.
    PaymentId,
    /// One opening of the till, until its closing.
    TillSessionId,
    /// One thing that an agent is asked to do.
    TaskId,
    /// One closing of a portal account, lifted by naming it.
    BlockId,
    /// One version of a password; its hash stands in a local table.
    CredentialId,
}
