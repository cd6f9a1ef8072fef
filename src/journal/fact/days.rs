//! What happens to days: ids, dates and prices only.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{ActivityId, BookingId, ChildId, EntryId, FamilyId};
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
    /// What of it the family's credit pays at once; absent where days are billed afterwards.
    pub paid: Option<Cents>,
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
    /// The entry of the same kind that this one takes back, if it does.
    pub undoes: Option<EntryId>,
    /// The closing that gives these days back, which the family is to be told of.
    pub closing: Option<EntryId>,
}

/// A freed place is given to a child who waits for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceGiven {
    /// Whose child.
    pub family: FamilyId,
    /// Which booking waits no more.
    pub booking: BookingId,
    /// Who.
    pub child: ChildId,
    /// Of what.
    pub activity: ActivityId,
    /// When.
    pub day: NaiveDate,
    /// What the day costs from now on; absent where the office bills by itself.
    pub price: Option<Cents>,
    /// The last second to book that applied.
    pub deadline: Option<NaiveDateTime>,
    /// What of it the family's credit pays at once; absent where days are billed afterwards.
    pub paid: Option<Cents>,
    /// The child's place in the list as it stood on the screen.
    pub saw: u32,
    /// Why it is given after the deadline or before another one's turn; empty otherwise.
    pub reason: String,
}

/// Days on which a service does not take place, decided after families booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceClosed {
    /// Which activity; absent: all of them.
    pub activity: Option<ActivityId>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// `grève`: about the service, never about a person.
    pub label: String,
}

/// One day given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingCancelled {
    /// Which booking.
    pub booking: BookingId,
    /// Where it stood.
    pub saw: BookingState,
    /// Whose.
    pub child: ChildId,
    /// Of what.
    pub activity: ActivityId,
    /// When.
    pub day: NaiveDate,
}
