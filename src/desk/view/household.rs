//! What the desk shows of who a family is: its statement, who corrected it meanwhile, who looks
//! alike.

use chrono::NaiveDate;

use super::DocumentLine;
use crate::domain::activity::Activity;
use crate::domain::detail::Detail;
use crate::domain::household::{Household, Whose};
use crate::domain::ids::{ActivityId, ChildId, EnrolmentId, EntryId, FamilyId};
use crate::domain::people::Rhythm;
use crate::domain::time::Moment;

/// A family's statement, to be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdView {
    /// Which.
    pub family: FamilyId,
    /// The entry that states it.
    pub saw: EntryId,
    /// Who it is.
    pub household: Household,
    /// Who stated it: `S. Leroy`.
    pub agent: String,
    /// When.
    pub at: Moment,
}

/// A family that may be the one that is being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookalike {
    /// Which.
    pub family: FamilyId,
    /// `EVR04217`; may be empty.
    pub login: String,
    /// `MARTINEAU Claire`.
    pub name: String,
    /// Given names of its children, the eldest first.
    pub children: Vec<String>,
    /// `même téléphone, Léo né le même jour`.
    pub why: String,
}

/// What a field held, and holds since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Of whom.
    pub whose: Whose,
    /// Which field.
    pub detail: Detail,
    /// Its text before; empty where nothing stood.
    pub before: String,
    /// Its text after.
    pub after: String,
    /// When.
    pub at: Moment,
    /// By whom: `S. Leroy`.
    pub agent: String,
    /// On which workstation: `A2`.
    pub series: String,
}

/// A note about a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLine {
    /// The entry that wrote it.
    pub entry: EntryId,
    /// What it says.
    pub text: String,
    /// It shows in the search already.
    pub flagged: bool,
    /// Who: `S. Leroy`.
    pub agent: String,
    /// When.
    pub at: Moment,
}

/// The rights of a child to activities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentsView {
    /// Whose child.
    pub family: FamilyId,
    /// Which child.
    pub child: ChildId,
    /// `Léo`.
    pub given: String,
    /// Where the child goes to school; empty if unknown.
    pub school: String,
    /// By activity and first day.
    pub lines: Vec<EnrolmentLine>,
    /// What the town offers.
    pub activities: Vec<Activity>,
    /// When the child was born.
    pub birth: NaiveDate,
    /// The commune asks how a child comes.
    pub asks_rhythm: bool,
    /// The documents that are asked of the household and of this child.
    pub documents: Vec<DocumentLine>,
    /// The day from which this is looked at, if there is one.
    pub wish: Option<Wish>,
}

/// A right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentLine {
    /// Which.
    pub id: EnrolmentId,
    /// To what.
    pub activity: ActivityId,
    /// `Cantine Jean-Moulin`.
    pub label: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Why another age than the activity's is admitted; empty otherwise.
    pub age_reason: String,
    /// How the child comes, where that was asked.
    pub rhythm: Option<Rhythm>,
    /// The entry that says it.
    pub saw: EntryId,
    /// Who said it: `S. Leroy`.
    pub agent: String,
    /// When.
    pub at: Moment,
}

/// A day that can't be booked, from which the rights are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Of which activity: its identifier and label.
    pub activity: (ActivityId, String),
    /// Which day.
    pub day: NaiveDate,
    /// A right that covers the day, if the child has one.
    pub right: Option<EnrolmentId>,
    /// Which of the documents keeps it from being booked.
    pub document: Option<usize>,
}

/// A family is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyFiled {
    /// Which.
    pub family: FamilyId,
    /// The sentence for the message line.
    pub sentence: String,
}
