//! Work that was begun and is not written yet, as plain data: what a crash must not lose.
//!
//! A draft is no request. Taken up again it fills a screen, and nothing of it is written before
//! its agent says so.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DayChange;
use crate::domain::ids::{ActivityId, ChildId, FamilyId};
use crate::domain::money::Cents;
use crate::domain::time::Moment;

/// Milliseconds during which work that was interrupted waits for its agent: fifteen minutes,
/// behind a lock as after a crash.
pub const KEPT_MS: i64 = 15 * 60_000;

/// What one agent had begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Draft {
    /// Days toggled on the calendar.
    Bookings(BookingDraft),
}

impl Draft {
    /// Whose work it is about.
    pub const fn family(&self) -> FamilyId {
        match self {
            Self::Bookings(draft) => draft.family,
        }
    }
}

/// Days toggled on the calendar, and where its cursor stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingDraft {
    /// Whose children.
    pub family: FamilyId,
    /// The child in sight.
    pub child: Option<ChildId>,
    /// The activity in sight.
    pub activity: Option<ActivityId>,
    /// The day under the cursor.
    pub day: NaiveDate,
    /// In the order they were toggled.
    pub days: Vec<DraftDay>,
}

/// One toggled day, as it read on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftDay {
    /// What was asked for.
    pub change: DayChange,
    /// What it cost then: the review says what it costs now.
    pub price: Cents,
    /// `lun 30/11 Cantine Jean-Moulin`.
    pub words: String,
}

/// A draft that waits for the agent who just sat down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interrupted {
    /// What had been begun.
    pub draft: Draft,
    /// `MARTINEAU Claire`.
    pub name: String,
    /// `EVR04217`.
    pub login: String,
    /// When it was touched last.
    pub at: Moment,
}
