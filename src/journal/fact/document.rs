//! Documents that families hand in: which, where it stands and until when it holds, never what
//! stands in it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{ChildId, DocumentId, EntryId, FamilyId};
use crate::domain::people::{DocumentFault, DocumentState};

/// Where a document stands from now on: it came in, or an agent looked at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentNoted {
    /// Which.
    pub document: DocumentId,
    /// Whose.
    pub family: FamilyId,
    /// Of which child; `None` for one of the household.
    pub child: Option<ChildId>,
    /// What was asked for, by its name in the profile: `assurance`.
    pub code: String,
    /// Where it stands.
    pub state: DocumentState,
    /// When it came in.
    pub received: NaiveDate,
    /// Its last day, by the rule of the day on which it came in; `None` for one without an end.
    pub until: Option<NaiveDate>,
    /// Why it does not do; `None` unless refused.
    pub fault: Option<DocumentFault>,
    /// The entry that stood on the screen; none for one that comes in.
    pub saw: Option<EntryId>,
}
