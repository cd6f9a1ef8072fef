//! What waits for an agent.

use chrono::{NaiveDate, NaiveDateTime};

use crate::desk::request::{AskedFor, NoteDocument};
use crate::domain::ids::{ActivityId, ChildId, EntryId, FamilyId, InvoiceId, PaymentId, TaskId};
use crate::domain::task::TaskNature;

/// The kinds of task, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// Days to accept or refuse.
    Request,
    /// What somebody asks an agent to do.
    Demand,
    /// A document that came in.
    Document,
    /// A place that is free and waited for.
    Place,
    /// A document or a code that holds only a little longer.
    Deadline,
    /// A decision that the family does not know of.
    ToTell,
    /// A receipt that never came out of the printer.
    Receipt,
    /// An invoice that the family says is wrong.
    Contest,
    /// A portal account that is blocked.
    Account,
}

impl Nature {
    /// Every one of them, in the order of the list.
    pub const ALL: [Self; 9] = [
        Self::Request,
        Self::Demand,
        Self::Document,
        Self::Place,
        Self::Deadline,
        Self::ToTell,
        Self::Receipt,
        Self::Contest,
        Self::Account,
    ];
}

/// All that waits for an agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TasksView {
    /// The first of each kind, by kind.
    pub lines: Vec<TaskLine>,
    /// How many there are of each kind, those beyond the lines counted in.
    pub counts: Vec<(Nature, usize)>,
}

impl TasksView {
    /// The lines of a kind, or all; those that are due today or tomorrow are deadlines too.
    pub fn shown(&self, nature: Option<Nature>) -> Vec<&TaskLine> {
        let of = |line: &&TaskLine| match nature {
            None => true,
            Some(Nature::Deadline) => line.soon || line.task.nature() == Nature::Deadline,
            Some(nature) => line.task.nature() == nature,
        };
        self.lines.iter().filter(of).collect()
    }

    /// The kinds of which there is one, and how many; what is due today or tomorrow is a deadline
    /// too, of whatever kind it is.
    pub fn kinds(&self) -> Vec<(Nature, usize)> {
        let other = |line: &&TaskLine| line.soon && line.task.nature() != Nature::Deadline;
        let soon = self.lines.iter().filter(other).count();
        let all = self.counts.iter().map(|(nature, own)| match nature {
            Nature::Deadline => (*nature, own + soon),
            _ => (*nature, *own),
        });
        all.filter(|(_, count)| *count > 0).collect()
    }

    /// How many there are in all.
    pub fn count(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

/// One thing that waits for an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskLine {
    /// Whose; nobody's where it is not known.
    pub family: Option<FamilyId>,
    /// `MARTIN Paul / Zoé`; a kiosk's place where no family is known.
    pub name: String,
    /// Since when it waits, by the commune's wall clock; `None` where that is not known.
    pub since: Option<NaiveDateTime>,
    /// `mer 25/11, mer 02/12`.
    pub detail: String,
    /// Until when something can be done about it.
    pub limit: Option<NaiveDateTime>,
    /// That is today or tomorrow.
    pub soon: bool,
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
    /// Do what is asked, and say what came of it.
    Demand(TaskId, TaskNature),
    /// Say that a document does.
    Document(NoteDocument),
    /// Give the place.
    Place(ChildId, ActivityId, NaiveDate),
    /// Ask for the next document, of a child or of the household.
    Expires(Option<ChildId>),
    /// Hand over another code.
    Code,
    /// Tell the family of this entry.
    ToTell(EntryId),
    /// Print the receipt of this payment.
    Receipt(PaymentId),
    /// Answer what is said against this invoice.
    Contest(InvoiceId),
    /// Open the account again.
    Account,
}

impl Task {
    /// Its kind.
    pub const fn nature(&self) -> Nature {
        match self {
            Self::Request(_) => Nature::Request,
            Self::Demand(..) => Nature::Demand,
            Self::Document(_) => Nature::Document,
            Self::Place(..) => Nature::Place,
            Self::Expires(_) | Self::Code => Nature::Deadline,
            Self::ToTell(_) => Nature::ToTell,
            Self::Receipt(_) => Nature::Receipt,
            Self::Contest(_) => Nature::Contest,
            Self::Account => Nature::Account,
        }
    }
}
