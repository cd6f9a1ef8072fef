//! Days that are closed after they were booked, and whom that concerns.

use chrono::NaiveDate;

use crate::desk::request::ClosureWish;
use crate::domain::enrolment::Span;
use crate::domain::ids::{ActivityId, BookingId, ChildId, FamilyId};
use crate::domain::money::Cents;
use crate::domain::people::BookingState;

/// What can be closed, and what is closed already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosuresView {
    /// Identifier and label.
    pub activities: Vec<(ActivityId, String)>,
    /// From today on, the nearest first.
    pub closed: Vec<ClosedSpan>,
}

/// Days that are closed already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedSpan {
    /// Which activity; `None`: all of them.
    pub activity: Option<ActivityId>,
    /// From which day to which.
    pub span: Span,
    /// Why.
    pub label: String,
}

/// What a closing would do: nothing is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosureReview {
    /// What would be closed.
    pub wish: ClosureWish,
    /// Who had booked, by name.
    pub families: Vec<ClosedFamily>,
    /// What they don't have to pay.
    pub total: Cents,
    /// What of it goes back to their porte-monnaie.
    pub credited: Cents,
}

/// A family to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedFamily {
    /// Which.
    pub family: FamilyId,
    /// `MARTINEAU Claire`.
    pub name: String,
    /// `EVR04217`.
    pub login: String,
    /// `06 12 34 56 78`; may be empty.
    pub phone: String,
    /// What it had booked, in order.
    pub days: Vec<ClosedDay>,
}

/// A booked day that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedDay {
    /// Which booking.
    pub booking: BookingId,
    /// Where it stood.
    pub saw: BookingState,
    /// Whose.
    pub child: ChildId,
    /// Where.
    pub activity: ActivityId,
    /// When.
    pub day: NaiveDate,
    /// `Léo`.
    pub given: String,
    /// `Cantine Jean-Moulin`.
    pub label: String,
    /// What it would have cost; nothing for a place that was waited for.
    pub price: Cents,
    /// What of it their credit had paid.
    pub paid: Cents,
}
