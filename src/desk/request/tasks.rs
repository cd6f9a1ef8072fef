//! What can be asked about what waits for an agent.

use chrono::NaiveDate;

use crate::domain::ids::{ActivityId, BookingId, ChildId, FamilyId};
use crate::domain::people::RefusedFor;

/// Days that a family asked for, as they stood on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedFor {
    /// Whose child.
    pub family: FamilyId,
    /// Which child.
    pub child: ChildId,
    /// Which activity.
    pub activity: ActivityId,
    /// The bookings that wait for a yes, by day: where one waits no more, nothing is written.
    pub days: Vec<(BookingId, NaiveDate)>,
}

/// What an agent decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All days, or none.
    Accept,
    /// The days that have a place; the full ones go on the waiting list.
    AcceptFitting,
    /// No day.
    Refuse(RefusedFor),
}
