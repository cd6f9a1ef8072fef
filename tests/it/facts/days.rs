//! Facts about days, made by hand.

use chrono::NaiveDate;
use guichet::domain::ids::{ActivityId, BookingId, ChildId, EntryId, FamilyId};
use guichet::domain::money::Cents;
use guichet::domain::people::{BookingState, RefusedFor, ToldBy};
use guichet::journal::fact::{
    BookingCancelled, BookingMade, BookingsChanged, BookingsDecided, DayDecided, DecisionTold,
    Fact, PlaceGiven, ServiceClosed,
};

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
        closing: None,
    };
    let given = PlaceGiven {
        reason: "fratrie".into(),
        ..given(id(30), (id(80), id(41), id(20), day("2026-12-01")))
    };
    let closed = ServiceClosed {
        activity: Some(id(20)),
        from: day("2026-12-03"),
        to: day("2026-12-04"),
        label: "grève".into(),
    };
    let decided = BookingsDecided {
        motive: Some(RefusedFor::Age),
        undoes: Some(id(0x1_0009)),
        ..decided(id(30), (id(80), id(41), id(20), day("2026-12-01")), BookingState::Refused)
    };
    let told = told(id(30), id(0x1_0009));
    vec![changed.into(), given.into(), closed.into(), decided.into(), told.into()]
}

/// A family that was told of an entry.
pub fn told(family: FamilyId, decision: EntryId) -> DecisionTold {
    DecisionTold { family, decision, how: ToldBy::Phone }
}

/// What an agent decides of a day.
pub fn decided(
    family: FamilyId,
    (booking, child, activity, day): (BookingId, ChildId, ActivityId, NaiveDate),
    state: BookingState,
) -> BookingsDecided {
    let saw = BookingState::ToValidate;
    let deadline = Some(now().local());
    let day = DayDecided { booking, day, saw, state, price: Some(Cents(390)), deadline };
    BookingsDecided { family, child, activity, days: vec![day], motive: None, undoes: None }
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
