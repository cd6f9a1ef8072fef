//! What can be asked about documents.

use crate::domain::ids::{ChildId, DocumentId, EntryId, FamilyId};
use crate::domain::people::{DocumentFault, DocumentState};

/// Note something about a document that the commune asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDocument {
    /// Whose.
    pub family: FamilyId,
    /// Of which child; `None` for one of the household.
    pub child: Option<ChildId>,
    /// Which, by its name in the profile: `assurance`.
    pub code: String,
    /// What.
    pub note: DocumentNote,
}

/// What is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentNote {
    /// One comes in.
    Received,
    /// An agent has looked at one.
    Looked {
        /// Which.
        document: DocumentId,
        /// Where it stands from now on.
        state: DocumentState,
        /// Why it does not do, where it is refused.
        fault: Option<DocumentFault>,
        /// What stood on the screen.
        saw: EntryId,
    },
}
