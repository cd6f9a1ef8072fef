//! What the office says of a household. The only place where names of families stand.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::BookingMade;
use crate::domain::ids::{ActivityId, ChildId, EnrolmentId, FamilyId, GuardianId, InvoiceId};
use crate::domain::money::Cents;

/// A household as the office knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyImported {
    /// Which.
    pub family: FamilyId,
    /// `EVR04217`.
    pub login: String,
    /// The account holder first.
    pub guardians: Vec<GuardianIdentity>,
    /// As the office lists them.
    pub children: Vec<ChildIdentity>,
    /// Street and number.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub town: String,
    /// Monthly family quotient in euros.
    pub quotient: Option<u32>,
    /// Last day it can be used.
    pub quotient_until: Option<NaiveDate>,
    /// Civil year of the administrative file.
    pub file_year: Option<i32>,
    /// Digest of the office's rows: the same folder twice changes nothing.
    pub digest: String,
}

/// An adult.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardianIdentity {
    /// Who.
    pub guardian: GuardianId,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// `mère`, `père` …
    pub link: String,
    /// Phone, as the office wrote it.
    pub phone: String,
    /// E-mail.
    pub email: String,
}

/// A child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildIdentity {
    /// Who.
    pub child: ChildId,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// Birth date.
    pub birth: NaiveDate,
    /// School.
    pub school: String,
    /// `CE1`.
    pub class: String,
    /// When the yearly form came in.
    pub form_on: Option<NaiveDate>,
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
    /// Whether the family signed in at least once, if the office said so.
    pub activated: Option<bool>,
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
