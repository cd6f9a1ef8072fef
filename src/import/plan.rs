//! What an import would write: checked rows, each thing once, ready to become facts.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::money::Cents;
use crate::domain::people::{
    AccountState, ActivityKind, BlockCause, BookingState, DocumentFault, DocumentState, Rhythm,
};
use crate::domain::tariff::Means;
use crate::domain::weekdays::Weekdays;

use super::report::Remark;

/// A commune's data, checked within each file and between files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// In the order of `familles`, which is also the order in which waiting lists fill.
    pub families: Vec<FamilyRow>,
    /// In the order of `activites`.
    pub activities: Vec<ActivityRow>,
    /// What the agent should know.
    pub remarks: Vec<Remark>,
}

/// A household and all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyRow {
    /// Line in `familles`.
    pub line: u64,
    /// What the family types on the portal (EVR04217); unique whatever its case.
    pub login: String,
    /// The account holder, who is billed.
    pub holder: GuardianRow,
    /// Where bills go.
    pub address: AddressRow,
    /// What its tariffs rest on.
    pub means: Means,
    /// The papers that it handed in.
    pub file: FileRow,
    /// The other adults.
    pub guardians: Vec<GuardianRow>,
    /// No two with the same given name and surname.
    pub children: Vec<ChildRow>,
    /// Rights to activities.
    pub enrolments: Vec<EnrolmentRow>,
    /// Settled and open ones; a number is unique in the commune.
    pub invoices: Vec<InvoiceRow>,
    /// Each child, activity and day once.
    pub bookings: Vec<BookingRow>,
    /// The portal account; `None` when no file speaks of it.
    pub account: Option<AccountRow>,
}

/// The papers of a household.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRow {
    /// Civil year of the administrative file, 2000 to 2100, if there is one.
    pub year: Option<i32>,
    /// Of those that the commune asks for; no two that say the same.
    pub documents: Vec<DocumentRow>,
}

/// A document that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// Index in the family's children; `None` for one of the household.
    pub child: Option<usize>,
    /// Its code in the commune's profile.
    pub code: String,
    /// When it came in, at the latest on the day of the import.
    pub received: NaiveDate,
    /// Received, validated or refused.
    pub state: DocumentState,
    /// Until when it holds.
    pub expiry: Expiry,
    /// Why it does not do, where it was refused and the office says why.
    pub fault: Option<DocumentFault>,
}

/// Until when a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// By the commune's rule, from the day on which it came in.
    ByRule,
    /// For good.
    Never,
    /// Its last day.
    On(NaiveDate),
}

/// An adult.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuardianRow {
    /// As the office writes it: `MARTINEAU`.
    pub surname: String,
    /// May be empty.
    pub given: String,
    /// `mère`, `père` …; may be empty.
    pub link: String,
    /// As the office writes it: `06 12 34 56 78`; may be empty.
    pub phone: String,
    /// May be empty.
    pub email: String,
}

/// A postal address; any part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressRow {
    /// `14 rue des Lilas`.
    pub street: String,
    /// Five digits in France.
    pub postcode: String,
    /// `Évreux`.
    pub town: String,
}

/// A child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildRow {
    /// `Léo`.
    pub given: String,
    /// The holder's when the file has none.
    pub surname: String,
    /// From 1900 to the day of the import.
    pub birth: NaiveDate,
    /// May be empty.
    pub school: String,
    /// `CE1`; may be empty.
    pub class: String,
    /// When the information form came in, if it did.
    pub form_on: Option<NaiveDate>,
    /// The PAI tariff applies.
    pub pai: bool,
}

/// A child's right to an activity between two days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EnrolmentRow {
    /// Index in the family's children.
    pub child: usize,
    /// Index in the plan's activities.
    pub activity: usize,
    /// First day.
    pub from: NaiveDate,
    /// Last day, not before the first.
    pub to: NaiveDate,
    /// How the child comes, where the office says so.
    pub rhythm: Option<Rhythm>,
}

/// A booked day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookingRow {
    /// Index in the family's children.
    pub child: usize,
    /// Index in the plan's activities.
    pub activity: usize,
    /// The day; whether the activity is open then is not checked here.
    pub day: NaiveDate,
    /// Booked, waiting or to be validated.
    pub state: BookingState,
    /// What it costs, where the office says so.
    pub price: Option<Cents>,
}

/// An invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceRow {
    /// `2026-10-04217`.
    pub number: String,
    /// `oct. 26`; may be empty.
    pub period: String,
    /// `cantine`; may be empty.
    pub label: String,
    /// What was billed, 0 to 100 000,00.
    pub amount: Cents,
    /// What is left to pay, at most the amount.
    pub due: Cents,
    /// When it was issued.
    pub issued: Option<NaiveDate>,
}

/// A portal account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// Where it stands.
    pub state: AccountState,
    /// Why it is closed: always known of a blocked account, of no other.
    pub cause: Option<BlockCause>,
    /// Since when, legal time; midnight when the file gives the day only.
    pub since: Option<NaiveDateTime>,
    /// The family's credit pays days when they are booked.
    pub wallet: bool,
}

/// An activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityRow {
    /// Unique whatever its case.
    pub code: String,
    /// `Cantine Jean-Moulin`.
    pub label: String,
    /// Its kind.
    pub kind: ActivityKind,
    /// Days of the week on which it may be open, at least one.
    pub weekdays: Weekdays,
    /// A day's places, 0 to 100 000; `None` without a limit.
    pub places: Option<u32>,
    /// Youngest age, 0 to 25 whole years.
    pub age_min: Option<u32>,
    /// Oldest age, 0 to 25 whole years, not below the youngest.
    pub age_max: Option<u32>,
    /// Price of a day in brackets A to E.
    pub tariffs: [Option<Cents>; 5],
    /// Name of the profile's rule for this activity; `None` for its kind's rule.
    pub rule: Option<String>,
}
