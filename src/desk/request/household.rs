//! What can be asked about who a family is.

use chrono::NaiveDate;

use crate::domain::household::Household;
use crate::domain::ids::{ActivityId, ChildId, EnrolmentId, EntryId, FamilyId};
use crate::domain::people::{Channel, Rhythm};

/// State who a family is: one made here, or a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteFamily {
    /// Which; `None` for a new one.
    pub family: Option<FamilyId>,
    /// The statement that stood on the screen; `None` for a new family.
    pub saw: Option<EntryId>,
    /// Who it is, whole. A person whom the journal does not know gets an id of the desk's.
    pub household: Household,
    /// Families that look alike and were seen to be others: a new family only.
    pub apart: Vec<FamilyId>,
    /// How the family asked for a correction; kept only where its portal changes nothing.
    pub channel: Option<Channel>,
}

/// Write a note about a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteNote {
    /// About whom.
    pub family: FamilyId,
    /// What.
    pub text: String,
    /// It shows in the search already.
    pub flagged: bool,
}

/// Give a child a right to an activity, change it, or take it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetEnrolment {
    /// Whose child.
    pub family: FamilyId,
    /// Which child.
    pub child: ChildId,
    /// Which right; `None` for a new one.
    pub enrolment: Option<EnrolmentId>,
    /// To what.
    pub activity: ActivityId,
    /// First day.
    pub from: NaiveDate,
    /// Last day; before the first one, the right was given by mistake.
    pub to: NaiveDate,
    /// Why the child is admitted at another age than the activity's, as typed.
    pub age_reason: String,
    /// How the child comes, where the commune asks.
    pub rhythm: Option<Rhythm>,
    /// What stood on the screen; `None` for a new one.
    pub saw: Option<EntryId>,
}
