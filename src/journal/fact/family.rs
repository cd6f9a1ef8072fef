//! What is said of a household. The only place where names of families stand.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BookingMade, DocumentNoted};
use crate::domain::household::Household;
use crate::domain::ids::{ActivityId, ChildId, EnrolmentId, EntryId, FamilyId, InvoiceId};
use crate::domain::money::Cents;
use crate::domain::people::Rhythm;

/// A household as the office knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyImported {
    /// Which.
    pub family: FamilyId,
    /// Who it is, whole.
    pub household: Household,
    /// Digest of the office's rows: the same folder twice changes nothing.
    pub digest: String,
}

/// A household as the counter knows it: made there, or corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyWritten {
    /// Which.
    pub family: FamilyId,
    /// Who it is, whole.
    pub household: Household,
    /// Digest of the office's rows that the counter knew; empty where the office has none.
    pub digest: String,
    /// The entry that stood on the screen; none for a family made at the counter.
    pub saw: Option<EntryId>,
}

/// A note of the counter about a family: free text. It is known by its entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteWritten {
    /// About whom.
    pub family: FamilyId,
    /// What.
    pub text: String,
    /// It shows in the search already.
    pub flagged: bool,
}

/// A note holds no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteStruck {
    /// About whom.
    pub family: FamilyId,
    /// Which: the entry that wrote it.
    pub note: EntryId,
}

/// A child's right to an activity, given or changed at the counter. One that ends before it begins
/// was given by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentSet {
    /// Which.
    pub enrolment: EnrolmentId,
    /// Whose child.
    pub family: FamilyId,
    /// Whose.
    pub child: ChildId,
    /// To what.
    pub activity: ActivityId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Why the child is admitted at another age than the activity's; empty where it need not be.
    pub age_reason: String,
    /// How the child comes; `None` where the commune does not ask.
    pub rhythm: Option<Rhythm>,
    /// The entry that stood on the screen; none for a new one.
    pub saw: Option<EntryId>,
}

/// The family has left: it is found on demand only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyArchived {
    /// Which.
    pub family: FamilyId,
}

/// The family is back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyRestored {
    /// Which.
    pub family: FamilyId,
}

/// What a family holds, as the office knows it: only what the journal did not know yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldingsImported {
    /// Whose.
    pub family: FamilyId,
    /// Rights to activities.
    pub enrolments: Vec<Enrolment>,
    /// What was billed.
    pub invoices: Vec<InvoiceIssued>,
    /// Days booked.
    pub bookings: Vec<BookingMade>,
    /// Documents that came in, or that the office decided on.
    pub documents: Vec<DocumentNoted>,
    /// Whether the family signed in at least once, if the office said so.
    pub activated: Option<bool>,
    /// Its credit pays days when they are booked.
    pub wallet: bool,
}

/// A child's right to an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// Which.
    pub enrolment: EnrolmentId,
    /// Whose.
    pub child: ChildId,
    /// To what.
    pub activity: ActivityId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// How the child comes, where the office said so.
    pub rhythm: Option<Rhythm>,
}

/// What was billed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceIssued {
    /// Which.
    pub invoice: InvoiceId,
    /// `2026-10-04217`.
    pub number: String,
    /// `oct. 26`.
    pub period: String,
    /// `cantine`.
    pub label: String,
    /// What was billed.
    pub amount: Cents,
    /// What was left to pay then.
    pub due: Cents,
    /// When it was issued.
    pub issued: Option<NaiveDate>,
}
