//! What happens to days: ids, dates and prices only.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{ActivityId, BookingId, ChildId, FamilyId};
use crate::domain::money::Cents;
use crate::domain::people::BookingState;

/// One booked day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingMade {
    /// Which.
    pub booking: BookingId,
    /// Whose.
    pub child: ChildId,
    /// Of what.
    pub activity: ActivityId,
    /// When.
    pub day: NaiveDate,
    /// Booked, or to be validated; beyond the places it waits.
    pub state: BookingState,
    /// Its price, surcharge included; absent where the office bills by itself.
    pub price: Option<Cents>,
    /// The last second to book that applied.
    pub deadline: Option<NaiveDateTime>,
}

/// Days booked and given back by one gesture, for one family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingsChanged {
    /// Whose children.
    pub family: FamilyId,
    /// Booked.
    pub added: Vec<BookingMade>,
    /// Given back.
    pub cancelled: Vec<BookingCancelled>,
}

/// One day given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingCancelled {
    /// Which booking.
    pub booking: BookingId,
    /// Whose.
    pub child: ChildId,
    /// Of what.
    pub activity: ActivityId,
    /// When.
    pub day: NaiveDate,
}
