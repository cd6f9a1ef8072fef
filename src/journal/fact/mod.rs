//! Every kind of fact: its number, and the shape of its payload.
//!
//! Names of persons stand only in [`FamilyImported`], [`FamilyWritten`] and [`PayerNamed`], free
//! text about them only in [`NoteWritten`] (and an agent's own name in [`AgentRegistered`]); facts
//! about money, accounts and bookings carry ids, so that a family can be erased and everything else
//! still folds.

mod account;
mod contest;
mod days;
mod decision;
mod document;
mod family;
mod house;
mod money;
mod task;
mod till;
mod wallet;

pub use account::{
    AccountBlocked, AccountOpened, AccountUnblocked, ChangeAsked, FamilySignedIn,
    HouseholdVerified, OnlinePaymentSet, PasswordChanged, ProvisionalHandedOver, ProvisionalIssued,
    TermsAccepted,
};
pub use contest::{ContestWithdrawn, InvoiceContested};
pub use days::{BookingCancelled, BookingMade, BookingsChanged, PlaceGiven, ServiceClosed};
pub use decision::{BookingsDecided, DayDecided, DecisionTold};
pub use document::DocumentNoted;
pub use family::{
    Enrolment, EnrolmentSet, FamilyArchived, FamilyImported, FamilyRestored, FamilyWritten,
    HoldingsImported, InvoiceIssued, NoteStruck, NoteWritten,
};
pub use house::{
    ActivityDefined, AgentDisabled, AgentRegistered, AgentSecretReplaced, CommuneFounded,
    CredentialMark, Erased, FolderExported, PreviousSouche, ProfileAdopted, SoucheOpened,
};
pub use money::{PayerNamed, PaymentCancelled, PaymentTaken, ReceiptNumber, ReceiptPrinted};
pub use task::{TaskClosed, TaskOpened};
pub use till::{Cancelled, Perpetual, TillClosed, TillOpened};
pub use wallet::WalletActivated;

use super::canonical::{self, CanonicalError};
use crate::domain::ids::FamilyId;

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident = $kind:literal;)+) => {
        /// One fact. Its kind's number is part of the journal's format and never changes.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Fact { $($(#[$doc])* $name($name),)+ }

        impl Fact {
            /// Every kind's number.
            pub const KINDS: &'static [u16] = &[$($kind),+];

            /// The number of this kind of fact.
            pub const fn kind(&self) -> u16 {
                match self { $(Self::$name(_) => $kind),+ }
            }

            /// The canonical bytes of the payload.
            ///
            /// # Errors
            /// When the payload holds a fraction.
            pub fn encode(&self) -> Result<Vec<u8>, CanonicalError> {
                match self { $(Self::$name(payload) => canonical::encode(payload)),+ }
            }

            /// Reads a payload back; `None` for a kind or version that this program does not know.
            ///
            /// # Errors
            /// When the bytes are not the payload of that kind.
            pub fn decode(
                kind: u16,
                version: u16,
                bytes: &[u8],
            ) -> serde_json::Result<Option<Self>> {
                if version != VERSION {
                    return Ok(None);
                }
                Ok(match kind {
                    $($kind => Some(Self::$name(serde_json::from_slice(bytes)?)),)+
                    _ => None,
                })
            }
        }

        $(impl $name {
            /// The number of this kind of fact.
            pub const KIND: u16 = $kind;
        })+

        $(impl From<$name> for Fact {
            fn from(payload: $name) -> Self {
                Self::$name(payload)
            }
        })+
    };
}

/// The version of every payload's shape.
pub const VERSION: u16 = 1;

facts! {
    /// A writer begins.
    SoucheOpened = 1;
    /// The town and its counter.
    CommuneFounded = 2;
    /// The town's rules, whole.
    ProfileAdopted = 3;
    /// A person may work at the counter.
    AgentRegistered = 10;
    /// And may no more.
    AgentDisabled = 11;
    /// An agent's secret was replaced.
    AgentSecretReplaced = 12;
    /// Canteen, after-school …
    ActivityDefined = 20;
    /// A family says that an invoice is wrong.
    InvoiceContested = 22;
    /// A household as the office knows it.
    FamilyImported = 30;
    /// Its enrolments, invoices, bookings and account as the office knows them.
    HoldingsImported = 31;
    /// A household as the counter knows it.
    FamilyWritten = 32;
    /// A note of the counter.
    NoteWritten = 33;
    /// A child's right to an activity, given or changed at the counter.
    EnrolmentSet = 34;
    /// The family has left.
    FamilyArchived = 35;
    /// The family is back.
    FamilyRestored = 36;
    /// A note holds no more.
    NoteStruck = 37;
    /// A document came in, or an agent looked at it.
    DocumentNoted = 38;
    /// The portal account is closed.
    AccountBlocked = 40;
    /// Blocks are lifted.
    AccountUnblocked = 41;
    /// A provisional code replaces the password.
    ProvisionalIssued = 42;
    /// The family has the code in hand.
    ProvisionalHandedOver = 43;
    /// The family chose a password of its own.
    PasswordChanged = 44;
    /// The family signed in.
    FamilySignedIn = 45;
    /// A login id is given.
    AccountOpened = 46;
    /// The terms of use are accepted.
    TermsAccepted = 47;
    /// The family found right what is said of it.
    HouseholdVerified = 48;
    /// Online payment is joined, or left.
    OnlinePaymentSet = 49;
    /// The till is open.
    TillOpened = 50;
    /// A collection and its receipt.
    PaymentTaken = 51;
    /// A receipt came out of the printer.
    ReceiptPrinted = 52;
    /// A payment is taken back.
    PaymentCancelled = 53;
    /// Somebody outside the family paid.
    PayerNamed = 55;
    /// The till is closed for good.
    TillClosed = 56;
    /// The family's credit pays days from now on.
    WalletActivated = 57;
    /// Days booked and given back.
    BookingsChanged = 60;
    /// A freed place is given to a child who waits.
    PlaceGiven = 61;
    /// Days on which a service does not take place.
    ServiceClosed = 62;
    /// Days that were asked for are accepted or refused.
    BookingsDecided = 64;
    /// The family knows of a decision.
    DecisionTold = 65;
    /// An agent is asked for something.
    TaskOpened = 66;
    /// It is done, or won't be.
    TaskClosed = 67;
    /// How a change was asked.
    ChangeAsked = 70;
    /// An invoice is not contested any more.
    ContestWithdrawn = 71;
    /// The payload of an entry is erased.
    Erased = 90;
    /// The families' data were written to files.
    FolderExported = 91;
}

impl Fact {
    /// The one family that this fact is about, if it is about one.
    pub const fn family(&self) -> Option<FamilyId> {
        match self {
            Self::FamilyImported(fact) => Some(fact.family),
            Self::HoldingsImported(fact) => Some(fact.family),
            Self::FamilyWritten(fact) => Some(fact.family),
            Self::NoteWritten(fact) => Some(fact.family),
            Self::EnrolmentSet(fact) => Some(fact.family),
            Self::NoteStruck(fact) => Some(fact.family),
            Self::DocumentNoted(fact) => Some(fact.family),
            Self::AccountOpened(fact) => Some(fact.family),
            Self::TermsAccepted(fact) => Some(fact.family),
            Self::HouseholdVerified(fact) => Some(fact.family),
            Self::OnlinePaymentSet(fact) => Some(fact.family),
            Self::ChangeAsked(fact) => Some(fact.family),
            Self::FamilyArchived(fact) => Some(fact.family),
            Self::FamilyRestored(fact) => Some(fact.family),
            Self::AccountBlocked(fact) => Some(fact.family),
            Self::AccountUnblocked(fact) => Some(fact.family),
            Self::ProvisionalIssued(fact) => Some(fact.family),
            Self::ProvisionalHandedOver(fact) => Some(fact.family),
            Self::PasswordChanged(fact) => Some(fact.family),
            Self::FamilySignedIn(fact) => Some(fact.family),
            Self::PaymentTaken(fact) => Some(fact.family),
            Self::PayerNamed(fact) => Some(fact.family),
            Self::PaymentCancelled(fact) => Some(fact.family),
            Self::InvoiceContested(fact) => Some(fact.family),
            Self::ContestWithdrawn(fact) => Some(fact.family),
            Self::WalletActivated(fact) => Some(fact.family),
            Self::BookingsChanged(fact) => Some(fact.family),
            Self::PlaceGiven(fact) => Some(fact.family),
            Self::BookingsDecided(fact) => Some(fact.family),
            Self::DecisionTold(fact) => Some(fact.family),
            Self::TaskOpened(fact) => fact.family,
            Self::TaskClosed(fact) => fact.family,
            Self::Erased(fact) => Some(fact.family),
            _ => None,
        }
    }
}
