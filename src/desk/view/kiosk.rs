//! What a kiosk shows.

use chrono::NaiveDate;

use crate::domain::ids::{ActivityId, ChildId};
use crate::domain::money::Cents;
use crate::domain::password::PasswordPolicy;
use crate::domain::people::DayState;

/// What a kiosk knows of its house before anybody signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KioskHouse {
    /// `Évreux`.
    pub commune: String,
    /// Where the kiosk stands: `rez-de-jardin`.
    pub place: String,
    /// Phone and e-mail of the service.
    pub contact: (String, String),
    /// What a password must be.
    pub policy: Option<PasswordPolicy>,
    /// What one does that forgot it, in French.
    pub forgotten: String,
    /// Where a login id is found, in French.
    pub login_hint: String,
    /// What is paid where and until when, in French.
    pub paying: String,
    /// Families change nothing here: an agent does.
    pub read_only: bool,
    /// It is the throw-away commune.
    pub demo: bool,
    /// For the demo: a family's login id and its provisional code.
    pub demo_family: Option<(String, String)>,
}

/// The family that signed in: no surname stands on a screen that others see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KioskFamily {
    /// Its children: identifier and given name.
    pub children: Vec<(ChildId, String)>,
    /// What it has to pay.
    pub due: Cents,
    /// Documents that are missing or soon over.
    pub documents: usize,
    /// Decisions of an agent that it was not told yet, in French.
    pub news: Vec<String>,
}

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KioskSheet {
    /// Days to come.
    Bookings(Vec<BookedDay>),
    /// Invoices, the latest first.
    Invoices(Vec<KioskInvoice>),
    /// Receipts, the latest first.
    Receipts(Vec<KioskReceipt>),
    /// What a day costs this family, and by which tariff.
    Tariffs(Vec<KioskTariff>),
    /// Documents.
    Documents(Vec<KioskDocument>),
}

/// A day that is booked, waited for or asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedDay {
    /// When.
    pub day: NaiveDate,
    /// `Léo`.
    pub child: String,
    /// Where.
    pub activity: (ActivityId, String),
    /// How it stands.
    pub state: DayState,
}

/// An invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KioskInvoice {
    /// `2026-10-04217`.
    pub number: String,
    /// `oct. 26 · cantine`.
    pub label: String,
    /// What was billed.
    pub amount: Cents,
    /// What is left to pay.
    pub due: Cents,
    /// Why, where and until when it is paid, in French.
    pub remark: String,
}

/// A receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KioskReceipt {
    /// `A2-2026-000902`.
    pub number: String,
    /// When it was paid.
    pub day: NaiveDate,
    /// How much.
    pub amount: Cents,
    /// It was cancelled.
    pub cancelled: bool,
}

/// What a day at an activity costs a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KioskTariff {
    /// `Léo`.
    pub child: String,
    /// `Cantine Jean-Moulin`.
    pub activity: String,
    /// A day in time; `None` where it is not known.
    pub price: Option<Cents>,
    /// How it is made, line by line, in French sentences.
    pub by: String,
}

/// A document that is asked of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KioskDocument {
    /// `assurance scolaire de Léo`.
    pub label: String,
    /// `manquante`.
    pub status: String,
    /// It stands in the way of nothing.
    pub valid: bool,
}
