//! What a week pattern would come to.

use super::BookingReview;
use crate::domain::enrolment::Span;
use crate::domain::ids::{ActivityId, ChildId, FamilyId};
use crate::domain::people::Rhythm;
use crate::domain::weekdays::Weekdays;

/// An activity that a child can go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternRow {
    /// Which.
    pub activity: ActivityId,
    /// `Cantine Jean-Moulin`.
    pub label: String,
    /// The days on which it takes place.
    pub days: Weekdays,
    /// How the child comes: what its latest right says.
    pub rhythm: Option<Rhythm>,
}

/// What became of the days of a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// What would be written.
    pub review: BookingReview,
    /// Days whose deadline is over and that could be booked all the same.
    pub late: usize,
    /// Days that are booked already.
    pub standing: usize,
    /// Days on which there is nothing: holidays, closures, another season.
    pub closed: usize,
    /// Days that can't be booked.
    pub refused: usize,
    /// Why not, of the first of them, with its day.
    pub remark: Option<String>,
}

/// A week pattern, and what it would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternView {
    /// Whose child.
    pub family: FamilyId,
    /// `MARTINEAU Claire · EVR04217`.
    pub whose: String,
    /// Which child.
    pub child: ChildId,
    /// `Léo`.
    pub given: String,
    /// What the child can go to.
    pub rows: Vec<PatternRow>,
    /// Until the summer; the reason where it is not known.
    pub year: Result<Span, String>,
    /// Until the next holidays, and what they are called; `None` where they are not known.
    pub until: Option<(Span, String)>,
    /// What became of the days.
    pub sorted: Sorted,
    /// The family's bracket today: `C`; empty where the council's own tariffs make the prices.
    pub bracket: String,
}
