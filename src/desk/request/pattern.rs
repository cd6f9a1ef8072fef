//! What is asked for by the week: which days, where, until when.

use crate::domain::enrolment::Span;
use crate::domain::ids::{ActivityId, ChildId, FamilyId};
use crate::domain::pattern::Weeks;
use crate::domain::weekdays::Weekdays;

/// The days of the week on which a child goes to an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where.
    pub activity: ActivityId,
    /// On which days.
    pub days: Weekdays,
}

/// Between which days a pattern is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternPeriod {
    /// Until the summer.
    SchoolYear,
    /// Until the next holidays.
    UntilHolidays,
    /// From a day to a day.
    Dates(Span),
}

/// A week that comes again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Whose child.
    pub family: FamilyId,
    /// Which child.
    pub child: ChildId,
    /// The days ticked; an activity without any may be left out.
    pub ticks: Vec<Tick>,
    /// Between which days.
    pub period: PatternPeriod,
    /// In which weeks.
    pub weeks: Weeks,
    /// Days whose deadline is over are wanted too.
    pub late: bool,
}
