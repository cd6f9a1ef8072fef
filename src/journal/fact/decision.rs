//! What an agent decides of a request, and that the family was told: ids, dates and prices only.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{ActivityId, BookingId, ChildId, EntryId, FamilyId};
use crate::domain::money::Cents;
use crate::domain::people::{BookingState, RefusedFor, ToldBy};

/// Days that were asked for are accepted, put on the waiting list, or refused; or a decision is
/// taken back, and the days wait for an agent again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingsDecided {
    /// Whose child.
    pub family: FamilyId,
    /// Who.
    pub child: ChildId,
    /// Of what.
    pub activity: ActivityId,
    /// The days decided about.
    pub days: Vec<DayDecided>,
    /// Why they are refused; absent where they are not.
    pub motive: Option<RefusedFor>,
    /// The decision that this one takes back, if it does.
    pub undoes: Option<EntryId>,
}

/// One day of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayDecided {
    /// Which booking.
    pub booking: BookingId,
    /// When.
    pub day: NaiveDate,
    /// Where it stood.
    pub saw: BookingState,
    /// Where it stands from now on; beyond the places it waits.
    pub state: BookingState,
    /// Its price; absent where the office bills by itself.
    pub price: Option<Cents>,
    /// The last second to book that applied.
    pub deadline: Option<NaiveDateTime>,
}

/// The family knows of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionTold {
    /// Which family.
    pub family: FamilyId,
    /// The entry that decided.
    pub decision: EntryId,
    /// How it was told.
    pub how: ToldBy,
}
