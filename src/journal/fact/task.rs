//! What somebody asks an agent to do, and what came of it: ids and closed lists. What a family says
//! in its own words stands in a note, which can be erased.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{EntryId, FamilyId, TaskId};
use crate::domain::task::{TaskNature, TaskOutcome};

/// An agent is asked for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskOpened {
    /// Which.
    pub task: TaskId,
    /// For what.
    pub nature: TaskNature,
    /// Where: a kiosk's place, `rez-de-jardin`; empty where it does not matter.
    pub place: String,
    /// Whose family asks; nobody's where it is not said.
    pub family: Option<FamilyId>,
    /// The note that holds the family's words, if there are any.
    pub words: Option<EntryId>,
}

/// An agent has done it, or says why not. A family that asked is to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskClosed {
    /// Which.
    pub task: TaskId,
    /// For what it was.
    pub nature: TaskNature,
    /// Whose family asked.
    pub family: Option<FamilyId>,
    /// What came of it.
    pub outcome: TaskOutcome,
}
