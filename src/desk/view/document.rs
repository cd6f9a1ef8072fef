//! What the desk shows of documents.

use chrono::NaiveDate;

use crate::domain::ids::{ChildId, DocumentId, EntryId};
use crate::domain::people::DocumentState;

/// A document of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    /// `fiche de renseignements de Léo`.
    pub label: String,
    /// `reçue le 02/09/2026`, `absente`.
    pub status: String,
    /// Whether nothing is to be done about it.
    pub valid: bool,
    /// What can be noted of it; `None` for what the household's form states.
    pub piece: Option<Piece>,
}

/// A document that the commune asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its name in the profile: `assurance`.
    pub code: String,
    /// Of which child; `None` for one of the household.
    pub child: Option<ChildId>,
    /// The one that waits for an agent, else the one that came in last.
    pub handed_in: Option<HandedIn>,
}

/// A document that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// Which.
    pub document: DocumentId,
    /// Where it stands.
    pub state: DocumentState,
    /// When it came in.
    pub received: NaiveDate,
    /// Its last day; `None` for one without an end.
    pub until: Option<NaiveDate>,
    /// The entry that says so.
    pub saw: EntryId,
}
