//! Facts about days, made by hand.

use chrono::NaiveDate;
use guichet::domain::ids::{ActivityId, BookingId, ChildId, FamilyId};
use guichet::domain::money::Cents;
use guichet::domain::people::BookingState;
use guichet::journal::fact::{BookingCancelled, BookingMade, BookingsChanged, Fact, PlaceGiven};

use super::id;
use crate::support::{day, now};

/// A day booked at 3,90 €.
pub fn booking(
    booking: BookingId,
    child: ChildId,
    activity: ActivityId,
    day: NaiveDate,
) -> BookingMade {
    BookingMade {
        booking,
        child,
        activity,
        day,
        state: BookingState::Booked,
        price: Some(Cents(390)),
        deadline: Some(now().local()),
        paid: Some(Cents(390)),
    }
}

/// One fact of each kind about days.
pub fn days() -> Vec<Fact> {
    let changed = BookingsChanged {
        family: id(30),
        added: vec![booking(id(80), id(41), id(20), day("2026-12-01"))],
        cancelled: vec![BookingCancelled {
            booking: id(53),
            saw: BookingState::Booked,
            child: id(41),
            activity: id(20),
            day: day("2026-11-30"),
        }],
        undoes: Some(id(0x1_0009)),
    };
    let given = PlaceGiven {
        reason: "fratrie".into(),
        ..given(id(30), (id(80), id(41), id(20), day("2026-12-01")))
    };
    vec![changed.into(), given.into()]
}

/// A place given to a child that waited for a day of an activity.
pub fn given(
    family: FamilyId,
    (booking, child, activity, day): (BookingId, ChildId, ActivityId, NaiveDate),
) -> PlaceGiven {
    PlaceGiven {
        family,
        booking,
        child,
        activity,
        day,
        price: Some(Cents(390)),
        deadline: Some(now().local()),
        paid: Some(Cents(390)),
        saw: 1,
        reason: String::new(),
    }
}
