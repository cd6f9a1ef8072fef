//! What is asked for over a period: days given back, or taken from a sibling.

use crate::domain::enrolment::Span;
use crate::domain::ids::{ActivityId, ChildId, FamilyId};

/// What becomes of the days of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpreadWhat {
    /// What is booked is given back.
    GiveBack,
    /// What this sibling has booked is booked too.
    CopyOf(ChildId),
}

/// Days of a child over a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Whose child.
    pub family: FamilyId,
    /// Which child.
    pub child: ChildId,
    /// What becomes of them.
    pub what: SpreadWhat,
    /// Activities that are left as they are.
    pub without: Vec<ActivityId>,
    /// Between which days; `None`: the first that is known.
    pub period: Option<Span>,
    /// Days whose deadline to book is over are wanted too.
    pub late: bool,
}
