//! One example of every request about days that are closed later.

use guichet::desk::Counter;
use guichet::desk::request::{ClosureWish, DayChange, Reply, Request, Spread, SpreadWhat};
use guichet::domain::enrolment::Span;
use guichet::domain::ids::FamilyId;

use super::nth::Example;
use crate::support::{ask, day, now};

/// One example of each.
pub const EXAMPLES: &[Example] = &[
    |counter, family| {
        let review = reviewed(counter, family);
        ask(counter, now(), review);
        Request::OpenClosures
    },
    |counter, family| {
        booked(counter, family);
        Request::ReviewClosure(strike())
    },
    reviewed,
    |counter, family| {
        booked(counter, family);
        let child = counter.store.read().children(family).unwrap()[0].id;
        let span = Span { from: day("2026-12-01"), to: day("2026-12-31") };
        let (what, without, period) = (SpreadWhat::GiveBack, Vec::new(), Some(span));
        Request::ReviewSpread(Spread { family, child, what, without, period, late: false })
    },
];

fn strike() -> ClosureWish {
    let span = Span { from: day("2026-12-10"), to: day("2026-12-11") };
    ClosureWish { activity: None, span, label: "grève".to_owned() }
}

/// A day of the closing that is booked.
fn booked(counter: &mut Counter, family: FamilyId) {
    let read = counter.store.read();
    let child = read.children(family).unwrap()[0].id;
    let activities = read.activities().unwrap();
    let activity = activities.iter().find(|one| one.code == "CANTINE").unwrap().id;
    let changes = vec![DayChange { child, activity, day: day("2026-12-10"), book: true }];
    match ask(counter, now(), Request::ReviewBookings { family, changes }) {
        Reply::Review(review) => {
            let reply = ask(counter, now(), Request::ConfirmBookings { family, review: *review });
            assert!(matches!(reply, Reply::Booked(_)), "{reply:?}");
        }
        reply => panic!("{reply:?}"),
    }
}

fn reviewed(counter: &mut Counter, family: FamilyId) -> Request {
    booked(counter, family);
    match ask(counter, now(), Request::ReviewClosure(strike())) {
        Reply::ClosureReview(review) => Request::CloseDays(review),
        reply => panic!("{reply:?}"),
    }
}
