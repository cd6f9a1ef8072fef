//! What a household handed in: an agent's decision stands, whatever the office says of it later.

use chrono::NaiveDate;

use super::{Household, Importing};
use crate::desk::Answer;
use crate::desk::refusal::Refusal;
use crate::domain::document::Paper;
use crate::domain::ids::ChildId;
use crate::domain::people::DocumentState;
use crate::import::{DocumentRow, Expiry, FamilyRow};
use crate::journal::fact::DocumentNoted;
use crate::store::read::documents::DocumentRecord;

/// A document as the office says it, and whose.
#[derive(Clone, Copy)]
struct Said<'a> {
    child: Option<ChildId>,
    row: &'a DocumentRow,
}

impl Said<'_> {
    /// Whether that one is meant: whoever looks at a document changes none of this.
    fn means(&self, record: &DocumentRecord) -> bool {
        let named = record.child == self.child && record.code == self.row.code;
        named && record.paper.received == self.row.received
    }

    /// Whether that one is known just so.
    fn is(&self, record: &DocumentRecord) -> bool {
        let DocumentRow { state, fault, .. } = *self.row;
        let until = self.until(|| record.paper.until);
        self.means(record) && record.paper == Paper { state, until, fault, ..record.paper }
    }

    /// Its last day, by the rule where the office says none.
    fn until(&self, rule: impl FnOnce() -> Option<NaiveDate>) -> Option<NaiveDate> {
        match self.row.expiry {
            Expiry::ByRule => rule(),
            Expiry::Never => None,
            Expiry::On(last) => Some(last),
        }
    }
}

impl Importing<'_> {
    /// Those that are new, and those of which the office says something else now. One that an agent
    /// decided on, or noted by mistake, stays so.
    pub(super) fn documents(
        &mut self,
        row: &FamilyRow,
        household: &Household,
    ) -> Answer<Vec<DocumentNoted>> {
        let said = row.file.documents.iter().filter_map(|row| {
            let child = row.child.map(|child| household.children.get(child).copied());
            Some(Said { child: child.map_or(Some(None), |child| child.map(Some))?, row })
        });
        let said: Vec<Said<'_>> = said.collect();
        if said.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.gesture.read().documents(household.family)?;
        let mut left = known.clone();
        let news = |one: &Said<'_>| take(&mut left, |record| one.is(record)).is_none();
        let said: Vec<Said<'_>> = said.into_iter().filter(news).collect();
        let mut decided = Vec::new();
        for record in &left {
            if self.decided(record)? {
                decided.push(record.id);
            }
        }
        let mut noted = Vec::new();
        for one in said {
            let open = |record: &DocumentRecord| !decided.contains(&record.id);
            let of = take(&mut left, |record| one.means(record) && open(record))
                .or_else(|| take(&mut left, |record| one.means(record)));
            let (document, until) = match of {
                Some(record) if open(&record) => (record.id, one.until(|| record.paper.until)),
                Some(_) => {
                    self.summary.kept_documents += 1;
                    continue;
                }
                None => (self.gesture.new_id()?, self.by_rule(one, &known, &noted)?),
            };
            noted.push(DocumentNoted {
                document,
                family: household.family,
                child: one.child,
                code: one.row.code.clone(),
                state: one.row.state,
                received: one.row.received,
                until,
                fault: one.row.fault,
                saw: None,
            });
        }
        Ok(noted)
    }

    /// Whether an agent, and not the office, decided on a document.
    fn decided(&self, record: &DocumentRecord) -> Answer<bool> {
        let kind = self.gesture.read().kind_of(record.entry)?;
        Ok(record.paper.state != DocumentState::Received && kind == Some(DocumentNoted::KIND))
    }

    /// The last day of a document that is new, as if it came in at the counter on its day.
    fn by_rule(
        &self,
        said: Said<'_>,
        known: &[DocumentRecord],
        noted: &[DocumentNoted],
    ) -> Answer<Option<NaiveDate>> {
        let Said { child, row } = said;
        let mut pieces = self.profile.file.pieces.iter();
        let piece = pieces.find(|piece| piece.code == row.code);
        let piece = piece.ok_or(Refusal::Unknown { what: "Cette pièce" })?;
        let same = |code: &str, of: Option<ChildId>| code == row.code && of == child;
        let known = known.iter().filter(|one| same(&one.code, one.child)).map(|one| one.paper);
        let noted = noted.iter().filter(|one| same(&one.code, one.child)).map(|one| {
            let DocumentNoted { state, received, until, fault, .. } = *one;
            Paper { state, received, until, fault }
        });
        let before = known.chain(noted).filter(|paper| paper.received <= row.received);
        let covered = piece.covered(&before.collect::<Vec<_>>());
        Ok(said.until(|| piece.validity.until(row.received, covered)))
    }
}

/// Takes the first one that is wanted out of those that are left.
fn take(
    left: &mut Vec<DocumentRecord>,
    wanted: impl Fn(&DocumentRecord) -> bool,
) -> Option<DocumentRecord> {
    let place = left.iter().position(wanted)?;
    Some(left.remove(place))
}
