//! What is asked for when a day is closed after it was booked.

use crate::domain::enrolment::Span;
use crate::domain::ids::ActivityId;

/// Days to be closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosureWish {
    /// Which activity; `None`: all of them.
    pub activity: Option<ActivityId>,
    /// From which day to which.
    pub span: Span,
    /// Why, in words that families read: `grève`.
    pub label: String,
}
