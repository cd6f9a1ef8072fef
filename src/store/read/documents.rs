//! Documents that families handed in.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{Reader, code, id, optional_code, optional_id};
use crate::domain::document::Paper;
use crate::domain::ids::{ChildId, DocumentId, EntryId, FamilyId};
use crate::domain::people::{DocumentFault, DocumentState};
use crate::store::StoreError;

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRecord {
    /// Which.
    pub id: DocumentId,
    /// Whose.
    pub family: FamilyId,
    /// Of which child; `None` for one of the household.
    pub child: Option<ChildId>,
    /// What was asked for: `assurance`.
    pub code: String,
    /// Where it stands, when it came in, until when it holds.
    pub paper: Paper,
    /// The fact that says so.
    pub entry: EntryId,
}

const DOCUMENT: &str =
    "SELECT id, family, child, code, state, received, until, fault, entry FROM document";

fn document(row: &Row<'_>) -> rusqlite::Result<DocumentRecord> {
    Ok(DocumentRecord {
        id: id(row, 0)?,
        family: id(row, 1)?,
        child: optional_id(row, 2)?,
        code: row.get(3)?,
        paper: Paper {
            state: code(row, 4, DocumentState::from_code)?,
            received: row.get(5)?,
            until: row.get::<_, Option<NaiveDate>>(6)?,
            fault: optional_code(row, 7, DocumentFault::from_code)?,
        },
        entry: id(row, 8)?,
    })
}

impl Reader<'_> {
    /// What a family handed in, in the order in which it came.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn documents(self, family: FamilyId) -> Result<Vec<DocumentRecord>, StoreError> {
        let sql = format!("{DOCUMENT} WHERE family = ?1 ORDER BY received, entry, id");
        self.all(&sql, params![family.0], document)
    }

    /// The documents that came in and that nobody has looked at, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn documents_to_check(self) -> Result<Vec<DocumentRecord>, StoreError> {
        let sql = format!("{DOCUMENT} WHERE state = 'recue' ORDER BY received, entry");
        self.all(&sql, [], document)
    }

    /// The documents of a kind whose last day lies between two, the first to expire first: without
    /// one that holds longer or waits for an agent, and of families that are still there.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn documents_expiring(
        self,
        code: &str,
        (from, to): (NaiveDate, NaiveDate),
    ) -> Result<Vec<DocumentRecord>, StoreError> {
        let sql = format!(
            "{DOCUMENT} d WHERE code = ?1 AND until BETWEEN ?2 AND ?3
               AND state IN ('recue', 'validee')
               AND EXISTS (SELECT 1 FROM family WHERE id = d.family AND archived = 0)
               AND NOT EXISTS (SELECT 1 FROM document n
                               WHERE n.family = d.family AND n.child IS d.child AND n.code = d.code
                                 AND n.state IN ('recue', 'validee')
                                 AND (n.until IS NULL OR n.until > d.until))
             ORDER BY until, received, entry"
        );
        self.all(&sql, params![code, from, to], document)
    }
}
