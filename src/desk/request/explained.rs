//! What can be asked « Pourquoi ? » about.

use chrono::NaiveDate;

use crate::domain::ids::{ActivityId, ChildId, FamilyId, InvoiceId};

/// Something that is as it is for reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The portal account of a family.
    Account(FamilyId),
    /// A child: whether it can be booked.
    Child(FamilyId, ChildId),
    /// An invoice.
    Invoice(FamilyId, InvoiceId),
    /// A day of a child at an activity.
    Day(FamilyId, ChildId, ActivityId, NaiveDate),
}

impl Subject {
    /// Whose it is.
    pub const fn family(self) -> FamilyId {
        match self {
            Self::Account(family)
            | Self::Child(family, _)
            | Self::Invoice(family, _)
            | Self::Day(family, ..) => family,
        }
    }

    /// The day that it is about, and at which activity.
    pub const fn day(self) -> Option<(ActivityId, NaiveDate)> {
        match self {
            Self::Day(_, _, activity, day) => Some((activity, day)),
            Self::Account(_) | Self::Child(..) | Self::Invoice(..) => None,
        }
    }

    /// The child that it is about, if it is about one.
    pub const fn child(self) -> Option<ChildId> {
        match self {
            Self::Child(_, child) | Self::Day(_, child, ..) => Some(child),
            Self::Account(_) | Self::Invoice(..) => None,
        }
    }
}
