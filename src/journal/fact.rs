//! Every kind of fact: its number, and the shape of its payload.
//!
//! Names of persons stand only in [`FamilyImported`] (and an agent's own name in
//! [`AgentRegistered`]); facts about money, accounts and bookings carry ids, so that a family can
//! be erased and everything else still folds.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::canonical::{self, CanonicalError};
use crate::domain::ids::{
    ActivityId, AgentId, BlockId, BookingId, ChildId, CommuneId, CredentialId, EnrolmentId,
    EntryId, FamilyId, GuardianId, InvoiceId, PaymentId, SoucheId, StationId, TillSessionId,
};
use crate::domain::money::Cents;
use crate::domain::people::{
    ActivityKind, BlockCause, BookingState, HandOver, IdentityCheck, Role, TenderMode,
};

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
    /// A household as the office knows it.
    FamilyImported = 30;
    /// Its enrolments, invoices, bookings and account as the office knows them.
    HoldingsImported = 31;
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
    /// The till is open.
    TillOpened = 50;
    /// A collection and its receipt.
    PaymentTaken = 51;
    /// A receipt came out of the printer.
    ReceiptPrinted = 52;
    /// Days booked and given back.
    BookingsChanged = 60;
    /// The payload of an entry is erased.
    Erased = 90;
}

impl Fact {
    /// The one family that this fact is about, if it is about one.
    pub const fn family(&self) -> Option<FamilyId> {
        match self {
            Self::FamilyImported(fact) => Some(fact.family),
            Self::HoldingsImported(fact) => Some(fact.family),
            Self::AccountBlocked(fact) => Some(fact.family),
            Self::AccountUnblocked(fact) => Some(fact.family),
            Self::ProvisionalIssued(fact) => Some(fact.family),
            Self::ProvisionalHandedOver(fact) => Some(fact.family),
            Self::PasswordChanged(fact) => Some(fact.family),
            Self::FamilySignedIn(fact) => Some(fact.family),
            Self::PaymentTaken(fact) => Some(fact.family),
            Self::BookingsChanged(fact) => Some(fact.family),
            Self::Erased(fact) => Some(fact.family),
            _ => None,
        }
    }
}

/// Entry 1 of a souche.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoucheOpened {
    /// The town.
    pub commune: CommuneId,
    /// The workstation.
    pub station: StationId,
    /// Prefix of this souche's receipt numbers: `A2`, then `A2B`, `A2C` …
    pub series: String,
    /// Version of the program that opened it.
    pub program: String,
    /// The souche before on this workstation, with its head as this database knew it.
    pub previous: Option<PreviousSouche>,
    /// Reserved for signatures between sites.
    pub public_key: Option<String>,
}

/// Where the souche before stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviousSouche {
    /// Which.
    pub souche: SoucheId,
    /// Its last sequence number known here.
    pub seq: u64,
    /// The hash of that entry, in hexadecimal.
    pub hash: String,
}

/// The town and its counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommuneFounded {
    /// The town.
    pub commune: CommuneId,
    /// `Évreux`.
    pub name: String,
    /// `Nétreville`; empty where the town has one counter.
    pub annex: String,
    /// `A2`.
    pub station: String,
    /// Fictitious data: DÉMONSTRATION in every title, SPÉCIMEN on every receipt.
    pub demo: bool,
}

/// The town's rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileAdopted {
    /// `evreux`.
    pub name: String,
    /// The TOML, whole.
    pub text: String,
}

/// A version of a secret: what the journal may know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialMark {
    /// Which version.
    pub version: CredentialId,
    /// SHA-256 of the PHC string, in hexadecimal.
    pub digest: String,
}

/// A person may work at the counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentRegistered {
    /// Who.
    pub agent: AgentId,
    /// Short id, lower case: `sle`.
    pub code: String,
    /// `Leroy Sophie`; may be empty.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their secret's version.
    pub credential: CredentialMark,
}

/// And may no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentDisabled {
    /// Who.
    pub agent: AgentId,
}

/// An agent's secret was replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentSecretReplaced {
    /// Whose.
    pub agent: AgentId,
    /// The new version.
    pub credential: CredentialMark,
}

/// An activity, as the town offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityDefined {
    /// Which.
    pub activity: ActivityId,
    /// `CANTINE-JM`.
    pub code: String,
    /// `Cantine Jean-Moulin`.
    pub label: String,
    /// Which kind.
    pub kind: ActivityKind,
    /// ISO week days, 1 = Monday.
    pub weekdays: Vec<u8>,
    /// Places a day; no limit if absent.
    pub places: Option<u32>,
    /// From this age on the day.
    pub age_min: Option<u32>,
    /// Up to this age on the day.
    pub age_max: Option<u32>,
    /// Price of a day in each bracket, A to E.
    pub tariffs: Vec<Option<Cents>>,
    /// Name of a rule of the profile; empty: the kind's.
    pub rule: String,
    /// `import`, or `demo` for an activity that Guichet made up.
    pub source: String,
}

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

/// One booked day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingMade {
    /// Which.
    pub booking: BookingId,
    /// Whose.
    pub child: ChildId,
    /// Of what.
    pub activity: ActivityId,
    /// When.
    pub day: NaiveDate,
    /// Booked, or to be validated; beyond the places it waits.
    pub state: BookingState,
    /// Its price, surcharge included; absent where the office bills by itself.
    pub price: Option<Cents>,
    /// The last second to book that applied.
    pub deadline: Option<NaiveDateTime>,
}

/// The portal account is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountBlocked {
    /// Which block: what lifts it names it.
    pub block: BlockId,
    /// Whose account.
    pub family: FamilyId,
    /// Why.
    pub cause: BlockCause,
    /// Since when, by the portal's clock.
    pub since: Option<NaiveDateTime>,
    /// The unblocking that this one takes back (Ctrl+Z).
    pub undoes: Option<EntryId>,
}

/// Blocks are lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountUnblocked {
    /// Whose account.
    pub family: FamilyId,
    /// The blocks that the agent saw, and no other.
    pub lifts: Vec<BlockId>,
    /// How identity was checked.
    pub identity: IdentityCheck,
    /// Typed where one was needed; empty otherwise.
    pub reason: String,
}

/// A provisional code replaces the password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvisionalIssued {
    /// Whose account.
    pub family: FamilyId,
    /// The new version; the code itself stands nowhere.
    pub credential: CredentialMark,
    /// The version that the agent saw.
    pub saw: Option<CredentialId>,
    /// Last millisecond it can be used, UTC.
    pub expires_at: i64,
    /// How identity was checked.
    pub identity: IdentityCheck,
}

/// The family has the code in hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvisionalHandedOver {
    /// Whose account.
    pub family: FamilyId,
    /// Which version.
    pub version: CredentialId,
    /// How.
    pub how: HandOver,
}

/// The family chose a password of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordChanged {
    /// Whose account.
    pub family: FamilyId,
    /// The new version.
    pub credential: CredentialMark,
    /// The version it replaces.
    pub saw: Option<CredentialId>,
}

/// The family signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilySignedIn {
    /// Whose account.
    pub family: FamilyId,
}

/// The till is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TillOpened {
    /// Which session.
    pub session: TillSessionId,
    /// What was put in.
    pub float: Cents,
}

/// A collection and its receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentTaken {
    /// Which.
    pub payment: PaymentId,
    /// In which till session.
    pub session: TillSessionId,
    /// Series, civil year and number: `A2-2026-000902`.
    pub receipt: ReceiptNumber,
    /// Who is billed.
    pub family: FamilyId,
    /// Who paid.
    pub payer: GuardianId,
    /// With what.
    pub tender: Tender,
    /// What was wanted of each invoice, the oldest first, and the balance on the screen.
    pub wanted: Vec<Wanted>,
}

/// The number that is printed and never reused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptNumber {
    /// `A2`.
    pub series: String,
    /// Civil year, local time.
    pub year: i32,
    /// 1, 2, 3 … within series and year.
    pub number: u32,
}

impl std::fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}-{:06}", self.series, self.year, self.number)
    }
}

/// With what a payment was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tender {
    /// Cash or card.
    pub mode: TenderMode,
    /// What stays in the till or on the terminal.
    pub amount: Cents,
    /// Cash handed over; the same as the amount for a card.
    pub received: Cents,
    /// The terminal's authorisation number; may be empty.
    pub authorisation: String,
    /// The card's last four digits; may be empty.
    pub last_four: String,
    /// Why cash above the limit was accepted; empty otherwise.
    pub reason: String,
}

/// What was wanted of one invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Which.
    pub invoice: InvoiceId,
    /// How much.
    pub amount: Cents,
    /// The balance that stood on the screen.
    pub saw: Cents,
}

/// A receipt came out of the printer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptPrinted {
    /// Of which payment.
    pub payment: PaymentId,
    /// 0 for the original, then 1, 2 … for each duplicata.
    pub duplicata: u32,
}

/// Days booked and given back by one gesture, for one family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingsChanged {
    /// Whose children.
    pub family: FamilyId,
    /// Booked.
    pub added: Vec<BookingMade>,
    /// Given back.
    pub cancelled: Vec<BookingCancelled>,
}

/// One day given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingCancelled {
    /// Which booking.
    pub booking: BookingId,
    /// Whose.
    pub child: ChildId,
    /// Of what.
    pub activity: ActivityId,
    /// When.
    pub day: NaiveDate,
}

/// The payload of an entry that held a family's identity is erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erased {
    /// Which entry.
    pub entry: EntryId,
    /// Whose identity it held: without its payload the entry says it no more.
    pub family: FamilyId,
}
