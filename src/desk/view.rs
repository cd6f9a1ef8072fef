//! What the desk shows: values ready to be drawn, no secret but the one code to hand over.

mod access;
mod contest;
mod document;
mod explained;
mod household;

pub use access::{AccessSteps, StepView};
pub use contest::{ContestLine, ContestView};
pub use document::{DocumentLine, HandedIn, Piece};
pub use explained::{Explained, Reason, Remedy, reasons_of_day};
pub use household::{
    EnrolmentLine, EnrolmentsView, FamilyFiled, FieldChange, HouseholdView, Lookalike, NoteLine,
    Wish,
};

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::contrary::Standing;
use crate::domain::ids::{
    ActivityId, AgentId, BlockId, ChildId, CredentialId, EntryId, FamilyId, GuardianId, InvoiceId,
    PaymentId, TillSessionId,
};
use crate::domain::money::Cents;
use crate::domain::paying::UnpaidRule;
use crate::domain::people::{AccountState, BlockCause, Channel, DayState, MatchedBy, Role};
use crate::domain::secret::Secret;
use crate::domain::time::Moment;

use super::request::DayChange;
use super::request::draft::Interrupted;

mod calendar;
mod closure;
pub mod kiosk;
mod pattern;
mod rules;
mod spread;
mod tasks;
mod till;
mod waiting;
mod wallet;

pub use calendar::{CalendarView, DayRow, Span, Terms};
pub use closure::{ClosedDay, ClosedFamily, ClosedSpan, ClosureReview, ClosuresView};
pub use pattern::{PatternRow, PatternView, Sorted};
pub use rules::{Chapter, RulesView};
pub use spread::{KnownPeriod, SpreadRow, SpreadView};
pub use tasks::{Nature, Task, TaskLine, TasksView};
pub use till::{CancellationView, ClosingView, SessionView, TillView};
pub use waiting::{Booked, FreePlace, WaitingChild, WaitingLine, WaitingView};
pub use wallet::WalletView;

/// Who sits at the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentView {
    /// Identifier.
    pub id: AgentId,
    /// Short id (sle).
    pub code: String,
    /// As shown in the title: `S. Leroy`, or the short id.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The till when the session opened; `None` while it is closed.
    pub till: Option<Cents>,
    /// What they had begun when the program stopped.
    pub interrupted: Option<Box<Interrupted>>,
}

/// What every screen shows of the house; fixed while the program runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseView {
    /// The town: `Évreux`.
    pub commune: String,
    /// The annexe, or the town where there is none: `Nétreville`.
    pub annex: String,
    /// The workstation: `A2`.
    pub station: String,
    /// A throw-away commune: DÉMONSTRATION in every title.
    pub demo: bool,
    /// Whether this station has a printer.
    pub printer: bool,
    /// How many families the database holds.
    pub families: u64,
    /// Wrong passwords after which an account is blocked.
    pub tries: u32,
    /// Families change nothing on their portal: an agent says how each change was asked.
    pub read_only_portal: bool,
    /// For the demo: the agents' short ids and names, shown with their common secret.
    pub demo_agents: Vec<(String, String)>,
    /// What is wrong but stops nobody (witness file missing …), in French.
    pub banner: Option<String>,
}

/// The answer to a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundFamilies {
    /// The text it answers, as typed.
    pub text: String,
    /// At most fifty, the surest first.
    pub rows: Vec<FamilyRow>,
    /// There are more than the rows.
    pub more: bool,
}

/// What else a text may mean that finds nobody, or few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BeyondView {
    /// A text that finds somebody, folded; `None` when none is near, or when somebody was found.
    pub suggestion: Option<String>,
    /// How many archived families it finds, fifty at most.
    pub archived: usize,
    /// It finds more of them.
    pub more: bool,
}

/// A family in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyRow {
    /// Identifier.
    pub id: FamilyId,
    /// `EVR04217`.
    pub login: String,
    /// `MARTINEAU Claire`.
    pub name: String,
    /// Street and number, to tell homonyms apart; may be empty.
    pub street: String,
    /// The children, the eldest first.
    pub children: Vec<RowChild>,
    /// What the family owes.
    pub balance_due: Cents,
    /// Where the account stands.
    pub account: AccountState,
    /// Why it is blocked, while it is.
    pub cause: Option<BlockCause>,
    /// It left: found on demand only.
    pub archived: bool,
    /// Why this row was found.
    pub matched_by: MatchedBy,
}

/// A child of a family in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChild {
    /// Given name.
    pub given: String,
    /// Whole years today.
    pub age: u32,
    /// Birth date, to tell homonyms apart.
    pub birth: NaiveDate,
}

/// The home screen's preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewView {
    /// The row it belongs to.
    pub family: FamilyId,
    /// The account holder.
    pub holder: GuardianLine,
    /// Family quotient, bracket and last day of validity.
    pub quotient: QuotientView,
    /// The portal account.
    pub account: AccountView,
    /// What is missing in the file; empty when complete.
    pub missing: Vec<String>,
    /// How many invoices have something to pay.
    pub invoices_due: usize,
    /// What they add up to.
    pub balance_due: Cents,
    /// What the family left at the counter and can use.
    pub credit: Cents,
    /// Its porte-monnaie, where the commune has them.
    pub wallet: Option<WalletView>,
    /// Where it can be paid, until or from when: `en ligne jusqu’au 30/11`; `None` when there is
    /// nothing to pay, or no bound.
    pub payable: Option<String>,
    /// The children, the eldest first.
    pub children: Vec<ChildLine>,
    /// The latest note that shows here already.
    pub note: Option<String>,
}

/// Family quotient as the tariffs use it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotientView {
    /// Monthly CAF figure in whole euros; `None` when unknown or expired.
    pub value: Option<u32>,
    /// Bracket: `C`. The highest when the quotient is unknown.
    pub bracket: String,
    /// Last day it can be used.
    pub until: Option<NaiveDate>,
}

/// A portal account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountView {
    /// Where it stands.
    pub state: AccountState,
    /// The blocks that nobody lifted, the latest first.
    pub blocks: Vec<BlockView>,
    /// The last sign-in that succeeded.
    pub last_sign_in: Option<NaiveDateTime>,
}

/// A block that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockView {
    /// Identifier, to be named by what lifts it.
    pub id: BlockId,
    /// Why.
    pub cause: BlockCause,
    /// Since when; `None` when the office export did not say.
    pub since: Option<NaiveDateTime>,
}

/// An adult.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuardianLine {
    /// Identifier; `None` only in an empty line.
    pub id: Option<GuardianId>,
    /// `MARTINEAU Claire`.
    pub name: String,
    /// `mère`, `père`, as the office wrote it; may be empty.
    pub link: String,
    /// `06 12 34 56 78`; may be empty.
    pub phone: String,
    /// May be empty.
    pub email: String,
}

/// A child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildLine {
    /// Identifier.
    pub id: ChildId,
    /// `Léo`.
    pub given: String,
    /// `MARTINEAU`.
    pub surname: String,
    /// Birth date.
    pub birth: NaiveDate,
    /// Whole years today.
    pub age: u32,
    /// School; may be empty.
    pub school: String,
    /// `CE1`; may be empty.
    pub class: String,
    /// Current activities with their week days: `cantine L M J V`.
    pub activities: Vec<String>,
    /// The next booked day after today.
    pub next_day: Option<NaiveDate>,
    /// Whether that day can still be given back.
    pub next_cancellable: bool,
}

/// A family's file, with the content of all its tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyView {
    /// The same as on the home screen.
    pub preview: PreviewView,
    /// `EVR04217`.
    pub login: String,
    /// `14 rue des Lilas, 27000 Évreux`; may be empty.
    pub address: String,
    /// The holder first.
    pub guardians: Vec<GuardianLine>,
    /// Civil year of the administrative file, 0 when there is none.
    pub file_year: i32,
    /// Open and settled invoices, the latest first, at most 100.
    pub invoices: Vec<InvoiceLine>,
    /// The latest first, at most 100.
    pub payments: Vec<PaymentLine>,
    /// Booked days from today on, the nearest first, at most 100.
    pub bookings: Vec<BookingLine>,
    /// The file's pieces: label, what is known, and whether it is in order.
    pub documents: Vec<DocumentLine>,
    /// The journal of this family, the latest first, at most 100.
    pub events: Vec<EventLine>,
    /// It left: it is found on demand only.
    pub archived: bool,
    /// What there is to say when it stands at the counter.
    pub notes: FamilyNotes,
}

/// What there is to say when a family stands at the counter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FamilyNotes {
    /// What the counter notes, the latest first.
    pub lines: Vec<NoteLine>,
    /// What was decided and the family does not know, one sentence each, the oldest first.
    pub to_tell: Vec<String>,
}

/// An invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceLine {
    /// Identifier.
    pub id: InvoiceId,
    /// `2026-10-04217`.
    pub number: String,
    /// `oct. 26`, as the office wrote it; may be empty.
    pub period: String,
    /// `cantine`.
    pub label: String,
    /// What was billed.
    pub amount: Cents,
    /// What is left to pay.
    pub due: Cents,
    /// When it was issued.
    pub issued: Option<NaiveDate>,
    /// What the family says is wrong with it.
    pub contest: Option<ContestLine>,
}

/// A payment in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentLine {
    /// Identifier.
    pub id: PaymentId,
    /// `A2-2026-000902`.
    pub receipt: String,
    /// When.
    pub at: Moment,
    /// With what: `carte`, `mixte`.
    pub mode: &'static str,
    /// How much.
    pub amount: Cents,
    /// `S. Leroy`.
    pub agent: String,
    /// How many times its receipt came out of the printer.
    pub copies: u32,
    /// Whether it was taken back, or takes another one back.
    pub standing: Standing,
}

/// A booked day in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingLine {
    /// Whose it is, and at which activity.
    pub of: (ChildId, ActivityId),
    /// `Léo`.
    pub child: String,
    /// `Cantine Jean-Moulin`.
    pub activity: String,
    /// The day.
    pub day: NaiveDate,
    /// As the calendar shows it.
    pub state: DayState,
    /// The place in the waiting list, while it waits.
    pub rank: Option<u32>,
    /// Its price.
    pub price: Cents,
}

/// One line of the journal, in French, without a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// When.
    pub at: Moment,
    /// `guichet`, `portail`, `import`.
    pub place: &'static str,
    /// What, in one sentence.
    pub text: String,
    /// Who: `S. Leroy`.
    pub agent: String,
}

/// The access screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessView {
    /// Whose.
    pub family: FamilyId,
    /// `MARTINEAU Claire`.
    pub name: String,
    /// `EVR04217`.
    pub login: String,
    /// E-mail on file; may be empty.
    pub email: String,
    /// The portal account.
    pub account: AccountView,
    /// The password's version; `None` when the family never had one.
    pub credential: Option<CredentialId>,
    /// The provisional code that waits for its first use, if there is one.
    pub provisional: Option<ProvisionalView>,
    /// Unpaid invoices: how many, and how much.
    pub unpaid: (usize, Cents),
    /// At how many unpaid invoices this commune blocks.
    pub unpaid_rule: UnpaidRule,
    /// The password policy in one French sentence.
    pub policy: String,
    /// For how many hours a provisional code can be used.
    pub code_hours: u32,
    /// What is asked of the family before its portal opens.
    pub steps: AccessSteps,
    /// The agent's latest unblocking here that Ctrl+Z can still take back.
    pub undoable: Option<EntryId>,
    /// Whether this agent may lift a block for unpaid invoices.
    pub may_lift_unpaid: bool,
}

/// A provisional code that was issued; never the code itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProvisionalView {
    /// Until when it can be used.
    pub expires: Moment,
    /// Whether the family has it in hand.
    pub handed_over: bool,
}

/// An account is open again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unblocked {
    /// Whose.
    pub family: FamilyId,
    /// `EVR04217`.
    pub login: String,
    /// The fact, so that Ctrl+Z can name it.
    pub entry: EntryId,
    /// The sentence for the message line.
    pub sentence: String,
}

/// A provisional code to hand over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedCode {
    /// Whose.
    pub family: FamilyId,
    /// Which version of the password.
    pub credential: CredentialId,
    /// The code itself: shown or printed once, then forgotten.
    pub code: Secret,
    /// Until when it can be used.
    pub expires: Moment,
    /// The sentence for the message line.
    pub sentence: String,
    /// The slip for the printer, the code in it; the letter for an account that was never used.
    pub slip: Secret,
}

/// The régie that takes the money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegieView {
    /// `Périscolaire`.
    pub name: String,
    /// What to say before money is taken outside the counter's days.
    pub out_of_hours: Option<String>,
}

/// The payment screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentView {
    /// Who is billed.
    pub family: FamilyId,
    /// `MARTINEAU Claire`.
    pub name: String,
    /// `EVR04217`.
    pub login: String,
    /// What is left to pay, the oldest first.
    pub invoices: Vec<InvoiceLine>,
    /// The holder first.
    pub payers: Vec<GuardianLine>,
    /// The number that the next receipt will have, if nobody else pays before.
    pub next_receipt: String,
    /// `Périscolaire`.
    pub regie: RegieView,
    /// The till.
    pub till: TillView,
    /// The largest cash payment without a reason.
    pub cash_limit: Cents,
    /// What the family left at the counter and can use, and whether days are paid from it.
    pub credit: CreditView,
    /// What was paid in cash so far of those that were paid so in part.
    pub in_cash: Vec<(InvoiceId, Cents)>,
    /// The banks of earlier cheques, the most usual first.
    pub banks: Vec<String>,
}

/// A family's credit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CreditView {
    /// How much.
    pub left: Cents,
    /// Its porte-monnaie, where the commune has them.
    pub wallet: Option<WalletView>,
}

/// What a paper of the till is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voucher {
    /// The receipt of a payment.
    Receipt(PaymentId),
    /// The closing of a session.
    Closing(TillSessionId),
}

/// A receipt, or the closing of the till, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptView {
    /// Which.
    pub of: Voucher,
    /// Who paid; `None` of a closing.
    pub family: Option<FamilyId>,
    /// `A2-2026-000902`; of a closing, its day: `20/11/2026`.
    pub number: String,
    /// Exactly what the printer prints, 42 columns at most a line.
    pub lines: Vec<String>,
    /// The sentence for the top of the screen.
    pub sentence: String,
    /// How many times it came out of the printer.
    pub copies: u32,
    /// Whether its payment was taken back, or takes another one back.
    pub standing: Standing,
    /// The till just now.
    pub till: TillView,
}

/// What a set of changes comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookingReview {
    /// Days that would be booked, or would wait for an agent's yes.
    pub added: Vec<ReviewLine>,
    /// Days that would wait for a place.
    pub waiting: Vec<ReviewLine>,
    /// Days that would be given back.
    pub removed: Vec<ReviewLine>,
    /// Days that can't change, and why.
    pub refused: Vec<ReviewLine>,
    /// Added minus removed; a place that is waited for costs nothing yet.
    pub total: Cents,
    /// The bookings that this would take back; `None` for bookings of their own.
    pub undoes: Option<EntryId>,
    /// What pays it at once; `None` where days are billed afterwards.
    pub wallet: Option<WalletView>,
    /// How the family asked for it; `None` where that is not kept.
    pub channel: Option<Channel>,
}

impl BookingReview {
    /// Whether nothing would be written.
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.waiting.is_empty() && self.removed.is_empty()
    }

    /// Whether it is said how the family asked for it: an agent takes back its own act unasked.
    pub const fn keeps_channel(&self) -> bool {
        self.channel.is_some() && self.undoes.is_none()
    }

    /// Its lines, those that can't change among them.
    pub fn lines(&self) -> impl Iterator<Item = &ReviewLine> {
        [&self.added, &self.waiting, &self.removed, &self.refused].into_iter().flatten()
    }
}

/// One day of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewLine {
    /// The change asked for.
    pub change: DayChange,
    /// `Léo`.
    pub child: String,
    /// `Cantine Jean-Moulin`.
    pub activity: String,
    /// The state that the day will have, or has when it is refused.
    pub state: DayState,
    /// Its price, surcharge included.
    pub price: Cents,
    /// What of it is there because it is late.
    pub surcharge: Cents,
    /// The place in the waiting list, of a day that would wait.
    pub rank: Option<u32>,
    /// Why it is refused; empty otherwise.
    pub reason: String,
}

/// The legend that the program starts with, for the tests of the screens: these know no profile.
#[cfg(test)]
pub fn legend() -> crate::domain::legend::Legend {
    crate::profile::portail_legende().unwrap()
}
