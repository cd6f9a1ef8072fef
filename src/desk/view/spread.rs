//! What a period of days given back, or taken from a sibling, would come to.

use super::Sorted;
use crate::desk::request::Spread;
use crate::domain::enrolment::Span;
use crate::domain::ids::{ActivityId, ChildId};

/// A period, and what it would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpreadView {
    /// What was asked for, its period filled in.
    pub wish: Spread,
    /// `MARTINEAU Claire · EVR04217`.
    pub whose: String,
    /// `Léo`.
    pub given: String,
    /// The other children of the family.
    pub siblings: Vec<(ChildId, String)>,
    /// What there is in the period, activity by activity.
    pub rows: Vec<SpreadRow>,
    /// The periods that are known, the nearest first.
    pub periods: Vec<KnownPeriod>,
    /// What became of the days.
    pub sorted: Sorted,
}

/// A period that needs no typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPeriod {
    /// `vacances de Noël`.
    pub name: String,
    /// Between which days.
    pub span: Span,
}

/// An activity of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpreadRow {
    /// Which.
    pub activity: ActivityId,
    /// `Cantine Jean-Moulin`.
    pub label: String,
    /// How many days are booked there: of the child, or of the sibling.
    pub days: usize,
}
