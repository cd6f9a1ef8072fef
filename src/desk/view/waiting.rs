//! Those who wait for a place, and the places that are free for them.

use chrono::{NaiveDate, NaiveDateTime};

use super::BookingReview;
use crate::domain::ids::{ActivityId, BookingId, ChildId, FamilyId};
use crate::domain::money::Cents;

/// Bookings that were just written, and what came of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Booked {
    /// What was written.
    pub review: BookingReview,
    /// For each place that is free now: who is first on its list.
    pub freed: Vec<WaitingLine>,
}

/// Days on which a place is free and somebody waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingView {
    /// By day and activity, each list in its order.
    pub lines: Vec<WaitingLine>,
    /// There are more than the lines.
    pub more: bool,
}

/// A child that waits for a place that is free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingLine {
    /// Who waits.
    pub who: WaitingChild,
    /// For what.
    pub place: FreePlace,
    /// Its place in the list.
    pub rank: u32,
    /// What the day will cost.
    pub price: Cents,
    /// Last second to book.
    pub deadline: Option<NaiveDateTime>,
    /// Whether that second is over: the place is given with a reason only.
    pub late: bool,
    /// Why the place can't be given to this child at all (file incomplete …), in French.
    pub obstacle: Option<String>,
}

impl WaitingLine {
    /// For what a reason must be typed; `None` where none is needed.
    pub const fn reason_for(&self) -> Option<&'static str> {
        match (self.rank, self.late) {
            (1, false) => None,
            (1, true) => Some("donner une place hors délai"),
            _ => Some("passer avant le premier de la liste"),
        }
    }
}

/// Who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingChild {
    /// Whose child.
    pub family: FamilyId,
    /// Which booking waits.
    pub booking: BookingId,
    /// Who.
    pub child: ChildId,
    /// `KONÉ Issa`.
    pub name: String,
    /// `EVR04302`.
    pub login: String,
    /// Of the account holder; may be empty.
    pub phone: String,
}

/// A day of an activity on which places are free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreePlace {
    /// Which activity.
    pub activity: ActivityId,
    /// `Mercredi Petite Cité`.
    pub label: String,
    /// When.
    pub day: NaiveDate,
    /// How many are free.
    pub free: u32,
    /// How many children wait.
    pub waiting: u32,
}
