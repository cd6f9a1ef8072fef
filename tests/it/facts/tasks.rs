//! Facts about what agents are asked for, made by hand.

use fastrand::Rng;
use guichet::domain::ids::{EntryId, FamilyId, TaskId};
use guichet::domain::task::{TaskNature, TaskOutcome};
use guichet::journal::fact::{Fact, TaskClosed, TaskOpened};

use super::id;

/// One fact of each kind.
pub fn tasks() -> Vec<Fact> {
    let task: TaskId = id(95);
    let (opened, closed) = (asked(task, Some(id(30)), Some(id(0x1_000b))), done(task, id(30)));
    vec![TaskOpened { place: "rez-de-jardin".into(), ..opened }.into(), closed.into()]
}

/// A change that a family asks for, in the words of a note.
pub fn asked(task: TaskId, family: Option<FamilyId>, words: Option<EntryId>) -> TaskOpened {
    TaskOpened { task, nature: TaskNature::Change, place: String::new(), family, words }
}

/// It is done.
pub fn done(task: TaskId, family: FamilyId) -> TaskClosed {
    let (nature, outcome) = (TaskNature::Change, TaskOutcome::Written);
    TaskClosed { task, nature, family: Some(family), outcome }
}

/// One of two things that are asked and done again and again.
pub fn any(family: FamilyId, n: u128, rng: &mut Rng) -> Fact {
    let task = id(n * 0x100 + 0x60 + rng.u128(..2));
    if rng.bool() {
        return done(task, family).into();
    }
    let words = rng.bool().then(|| id(0x1_0000 + rng.u128(..60)));
    asked(task, Some(family), words).into()
}
