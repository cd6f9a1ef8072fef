//! One example of every request about what waits for an agent.

use guichet::desk::Counter;
use guichet::desk::demand::{Demand, open_task};
use guichet::desk::request::{AskedFor, DayChange, Reply, Request, Verdict};
use guichet::domain::ids::{EntryId, FamilyId};
use guichet::domain::people::ToldBy;
use guichet::domain::task::TaskOutcome;

use super::nth::Example;
use crate::support::{ask, day, now};

/// One example of each.
pub const EXAMPLES: &[Example] = &[
    |counter, family| {
        asked(counter, family);
        Request::OpenTasks
    },
    |counter, family| {
        let requests = vec![asked(counter, family)];
        Request::Decide { requests, verdict: Verdict::Accept }
    },
    |counter, family| Request::UndoDecisions(vec![accepted(counter, family)]),
    |counter, family| {
        let of = accepted(counter, family);
        Request::Told { of, how: ToldBy::Phone }
    },
    |counter, family| {
        asked(counter, family);
        Request::CountTasks
    },
    |counter, family| {
        asked(counter, family);
        Request::PrintTasks(None)
    },
    |counter, family| {
        accepted(counter, family);
        Request::PrintNotice(family)
    },
    |counter, family| {
        let change = Demand::Change(family, "téléphone".to_owned());
        let task = open_task(counter, now(), &change).unwrap();
        Request::CloseTask { task, outcome: TaskOutcome::Written }
    },
];

/// Léo asks too late for Monday's dance: an agent decides.
fn asked(counter: &mut Counter, family: FamilyId) -> AskedFor {
    let read = counter.store.read();
    let children = read.children(family).unwrap();
    let child = children.iter().find(|one| one.given == "Léo").unwrap().id;
    let activities = read.activities().unwrap();
    let activity = activities.iter().find(|one| one.code == "DANSE").unwrap().id;
    let monday = day("2026-11-23");
    let changes = vec![DayChange { child, activity, day: monday, book: true }];
    match ask(counter, now(), Request::ReviewBookings { family, changes }) {
        Reply::Review(review) => {
            let reply = ask(counter, now(), Request::ConfirmBookings { family, review: *review });
            assert!(matches!(reply, Reply::Booked(_)), "{reply:?}");
        }
        reply => panic!("{reply:?}"),
    }
    let written = counter.store.read().bookings(child, monday, monday).unwrap();
    let booking = written.iter().find(|one| one.activity == activity).unwrap().id;
    AskedFor { family, child, activity, days: vec![(booking, monday)] }
}

fn accepted(counter: &mut Counter, family: FamilyId) -> (FamilyId, EntryId) {
    let requests = vec![asked(counter, family)];
    match ask(counter, now(), Request::Decide { requests, verdict: Verdict::Accept }) {
        Reply::Decided { undo, .. } => undo[0],
        reply => panic!("{reply:?}"),
    }
}
