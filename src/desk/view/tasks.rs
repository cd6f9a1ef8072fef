//! What waits for an agent.

use chrono::NaiveDateTime;

use crate::desk::request::{AskedFor, NoteDocument};
use crate::domain::ids::{EntryId, FamilyId, PaymentId};

/// The kinds of task, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// Days to accept or refuse.
    Request,
    /// A document that came in.
    Document,
    /// A place that is free and waited for.
    Place,
    /// A decision that the family does not know of.
    ToTell,
    /// A receipt that never came out of the printer.
    Receipt,
    /// A portal account that is blocked.
    Account,
}

impl Nature {
    /// Every one of them, in the order of the list.
    pub const ALL: [Self; 6] =
        [Self::Request, Self::Document, Self::Place, Self::ToTell, Self::Receipt, Self::Account];
}

/// All that waits for an agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TasksView {
    /// The first of each kind, by kind.
    pub lines: Vec<TaskLine>,
    /// How many there are of each kind, those beyond the lines counted in.
    pub counts: Vec<(Nature, usize)>,
}

/// One thing that waits for an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskLine {
    /// Whose.
    pub family: FamilyId,
    /// `MARTIN Paul / Zoé`.
    pub name: String,
    /// Since when it waits, by the commune's wall clock; `None` where that is not known.
    pub since: Option<NaiveDateTime>,
    /// `mer 25/11, mer 02/12`.
    pub detail: String,
    /// Until when something can be done about it.
    pub limit: Option<NaiveDateTime>,
    /// `Zoé MARTIN · Mercredi Petite Cité`.
    pub title: String,
    /// What is good to know before one decides, one sentence each.
    pub notes: Vec<String>,
    /// What can be done.
    pub task: Task,
}

/// What can be done about a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Accept or refuse days.
    Request(AskedFor),
    /// Say that a document does.
    Document(NoteDocument),
    /// Give the place.
    Place,
    /// Tell the family of this entry.
    ToTell(EntryId),
    /// Print the receipt of this payment.
    Receipt(PaymentId),
    /// Open the account again.
    Account,
}

impl Task {
    /// Its kind.
    pub const fn nature(&self) -> Nature {
        match self {
            Self::Request(_) => Nature::Request,
            Self::Document(_) => Nature::Document,
            Self::Place => Nature::Place,
            Self::ToTell(_) => Nature::ToTell,
            Self::Receipt(_) => Nature::Receipt,
            Self::Account => Nature::Account,
        }
    }
}
