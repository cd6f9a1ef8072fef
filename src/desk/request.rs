//! What can be asked at the counter: plain data, so that it can be logged, compared and replayed.
//!
//! The screens know this file and the domain, and nothing else of the house.

mod access;
mod closure;
mod contest;
mod document;
pub mod draft;
mod explained;
mod household;
pub mod kiosk;
mod pattern;
mod spread;
mod tasks;

pub use access::AccessStep;
pub use closure::ClosureWish;
pub use contest::{ContestRequest, ContestWish};
pub use document::{DocumentNote, NoteDocument};
pub use explained::Subject;
pub use household::{SetEnrolment, WriteFamily, WriteNote};
pub use pattern::{Pattern, PatternPeriod, Tick};
pub use spread::{Spread, SpreadWhat};
pub use tasks::{AskedFor, Verdict};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::closing::Pieces;
use crate::domain::ids::{
    ActivityId, BlockId, ChildId, CredentialId, EntryId, FamilyId, GuardianId, PaymentId, TaskId,
    TillSessionId,
};
use crate::domain::money::Cents;
use crate::domain::people::{HandOver, IdentityCheck, ToldBy};
use crate::domain::secret::Secret;
use crate::domain::task::TaskOutcome;
use crate::domain::tender::{Tender, Wanted};

use super::refusal::{Fault, Refusal};
use super::view::{
    AccessView, AgentView, BeyondView, Booked, BookingReview, CalendarView, CancellationView,
    ClosingView, ClosureReview, ClosuresView, ContestView, EnrolmentLine, EnrolmentsView,
    Explained, FamilyFiled, FamilyView, FieldChange, FoundFamilies, HouseholdView, IssuedCode,
    Lookalike, Nature, PatternView, PaymentView, PreviewView, ReceiptView, RulesView, Span,
    SpreadView, TasksView, TillView, Unblocked, WaitingLine, WaitingView,
};
use draft::Draft;

/// One wish of the person at the counter.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Open a session: the agent's short id and secret. Allowed to anybody.
    SignIn {
        /// Short id (sle), any case.
        code: String,
        /// The secret, hashed off the screen's thread.
        secret: Secret,
    },
    /// Leave the seat; the next request needs a sign-in. Allowed to anybody.
    Lock,
    /// Keep what the agent has begun in place of what was kept before; `None` forgets it.
    KeepDraft(Option<Draft>),
    /// Families that match a text, the surest first.
    Find {
        /// As typed: names, login id, phone digits, e-mail, invoice number.
        text: String,
    },
    /// Archived families that a text finds.
    FindArchived {
        /// As typed.
        text: String,
    },
    /// What else a text may mean that finds nobody, or few.
    Beyond {
        /// As typed.
        text: String,
    },
    /// The families that this agent opened last; the answer's text is empty.
    Recall,
    /// What the home screen shows of the highlighted family.
    Preview(FamilyId),
    /// The whole file of a family; the look is logged.
    OpenFamily(FamilyId),
    /// Who a family is, to be corrected; the look is logged.
    EditFamily(FamilyId),
    /// Make a family, or correct one.
    WriteFamily(Box<WriteFamily>),
    /// What every field of a family held, the latest first.
    FieldHistory(FamilyId),
    /// Write a note about a family.
    WriteNote(WriteNote),
    /// Strike a note out.
    StrikeNote {
        /// About whom.
        family: FamilyId,
        /// Which: the entry that wrote it.
        note: EntryId,
    },
    /// The rights of a child to activities.
    OpenEnrolments {
        /// Whose child, and which.
        of: (FamilyId, ChildId),
        /// The day that can't be booked and from which they are looked at, if there is one.
        wish: Option<(ActivityId, NaiveDate)>,
    },
    /// Give or change a right.
    SetEnrolment(SetEnrolment),
    /// Note that a document came in, or what an agent says of it.
    NoteDocument(NoteDocument),
    /// Give a family of the counter its login id.
    OpenAccount(FamilyId),
    /// Record what a family did at the counter on its way to the portal.
    RecordStep {
        /// Which family.
        family: FamilyId,
        /// What.
        step: AccessStep,
    },
    /// The letter that gives the login id, without a code.
    OpenLetter(FamilyId),
    /// File a family away (`true`), or take it out again.
    FileFamily {
        /// Which.
        family: FamilyId,
        /// It leaves.
        archived: bool,
    },
    /// Why something is as it is.
    Explain(Subject),
    /// The portal account of a family.
    OpenAccess(FamilyId),
    /// Lift the named blocks, and nothing else.
    Unblock(UnblockRequest),
    /// Replace the password by a provisional code, lifting the named blocks too.
    IssueCode(IssueCodeRequest),
    /// The family has the code in hand.
    HandOver {
        /// Whose code.
        family: FamilyId,
        /// Which version of the password.
        credential: CredentialId,
        /// How it was handed over.
        how: HandOver,
    },
    /// Take back an unblocking of this agent's, less than ten minutes old, by a new block.
    UndoUnblock {
        /// Whose account.
        family: FamilyId,
        /// The fact to take back.
        unblocking: EntryId,
    },
    /// Open the till with its float.
    OpenTill {
        /// Notes and coins put in before the first payment.
        float: Cents,
    },
    /// The till as it stands.
    Till,
    /// What there is to count before the till is closed.
    OpenClosing,
    /// Close the till for good.
    CloseTill(ClosingRequest),
    /// The closing of a session again, as text; `None` is the last one of this workstation.
    OpenArrete(Option<TillSessionId>),
    /// An invoice that may be wrong.
    Contest(ContestRequest),
    /// What a family has to pay, and the next receipt's number.
    OpenPayment(FamilyId),
    /// Record a payment and take its receipt number.
    TakePayment(PaymentRequest),
    /// A receipt again, as text.
    OpenReceipt(PaymentId),
    /// The last receipt of a family.
    OpenLastReceipt(FamilyId),
    /// What taking a payment back would do: nothing is written.
    ReviewCancellation(PaymentId),
    /// Take a payment back by a contrary entry.
    CancelPayment(CancelRequest),
    /// A receipt has come out of the printer: the next one is a duplicata.
    ReceiptPrinted(PaymentId),
    /// A month of a child's activity; `None` chooses the first child or activity.
    OpenCalendar {
        /// Whose children.
        family: FamilyId,
        /// Which child.
        child: Option<ChildId>,
        /// Which activity.
        activity: Option<ActivityId>,
        /// Any day of the month to show.
        month: NaiveDate,
    },
    /// The same calendar, turned to another child, activity, time or span.
    TurnCalendar(DaysWanted),
    /// What can be closed, and what is closed already.
    OpenClosures,
    /// Whom the closing of a day that was booked would concern: nothing is written.
    ReviewClosure(ClosureWish),
    /// Close the days of a review and give back what was booked, if it still holds.
    CloseDays(Box<ClosureReview>),
    /// What a week pattern would come to: nothing is written.
    ReviewPattern(Pattern),
    /// What a period given back, or taken from a sibling, would come to: nothing is written.
    ReviewSpread(Spread),
    /// The school year around a day, as paper says it.
    PrintYear(DaysWanted),
    /// What would happen if these changes were made: nothing is written.
    ReviewBookings {
        /// Whose children.
        family: FamilyId,
        /// The days toggled on the calendar.
        changes: Vec<DayChange>,
    },
    /// Take back bookings of this agent's, less than ten minutes old: at once if every day allows
    /// it, else a review says which don't.
    UndoBookings {
        /// Whose children.
        family: FamilyId,
        /// The fact to take back.
        entry: EntryId,
    },
    /// All that waits for an agent.
    OpenTasks,
    /// How much of each kind waits for an agent.
    CountTasks,
    /// Accept or refuse days that were asked for: what was decided meanwhile is left, and said.
    Decide {
        /// The requests, those of a family in one transaction.
        requests: Vec<AskedFor>,
        /// What is decided of all of them.
        verdict: Verdict,
    },
    /// Take back decisions of this agent's, less than ten minutes old and not told yet.
    UndoDecisions(Vec<(FamilyId, EntryId)>),
    /// The family was told of a decision.
    Told {
        /// Which family, and the entry that decided.
        of: (FamilyId, EntryId),
        /// How.
        how: ToldBy,
    },
    /// What an agent was asked for is done, or won't be.
    CloseTask {
        /// Which.
        task: TaskId,
        /// What came of it.
        outcome: TaskOutcome,
    },
    /// The paper that tells a family what was decided and which documents are lacking.
    PrintNotice(FamilyId),
    /// What waits for an agent on paper: of one kind, or all.
    PrintTasks(Option<Nature>),
    /// The days on which a place is free and somebody waits for it.
    OpenWaiting,
    /// The commune's rules in sentences.
    OpenRules {
        /// Only what its activities cost, each of them.
        tariffs: bool,
    },
    /// Give a free place to a child who waits.
    GivePlace {
        /// The child and the place as they stood on the screen: if that has changed since, nothing
        /// is written and the list comes back.
        line: Box<WaitingLine>,
        /// Needed after the deadline, and for a child that is not the first of its list.
        reason: String,
    },
    /// Make the changes of a review, all or none.
    ConfirmBookings {
        /// Whose children.
        family: FamilyId,
        /// The review as it was shown: if the answer has changed since, nothing is written and
        /// the new review comes back.
        review: BookingReview,
    },
}

/// Lift blocks of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnblockRequest {
    /// Whose account.
    pub family: FamilyId,
    /// The blocks that stood on the screen.
    pub lifts: Vec<BlockId>,
    /// How identity was checked.
    pub identity: IdentityCheck,
    /// Needed when identity was not verified, and for a block for unpaid invoices.
    pub reason: String,
}

/// Replace a password by a provisional code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueCodeRequest {
    /// Whose account.
    pub family: FamilyId,
    /// The blocks to lift in the same gesture; empty for a new code only.
    pub lifts: Vec<BlockId>,
    /// How identity was checked: never by mail, never unverified.
    pub identity: IdentityCheck,
    /// The version of the password that stood on the screen, if there is one.
    pub replaces: Option<CredentialId>,
    /// Needed when a block for unpaid invoices is lifted.
    pub reason: String,
}

/// A payment of one or several invoices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRequest {
    /// Who is billed.
    pub family: FamilyId,
    /// Who pays.
    pub payer: PaidBy,
    /// The ticked invoices, oldest first: what is wanted of each and the balance on the screen.
    pub wanted: Vec<Wanted>,
    /// With what, texts as typed: what is wanted, or more.
    pub tenders: Vec<Tender>,
    /// The payer chose to leave what is too much as the family's credit.
    pub keep: bool,
}

/// A payment to take back, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelRequest {
    /// Which.
    pub payment: PaymentId,
    /// Why: five characters at least.
    pub reason: String,
}

/// What was counted in the drawer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingRequest {
    /// The session that stood on the screen.
    pub session: TillSessionId,
    /// How many operations it had then, and what the drawer was to hold.
    pub saw: (u32, Cents),
    /// The notes and coins.
    pub counted: Vec<Pieces>,
    /// Needed when there is a gap.
    pub reason: String,
    /// What stays in the drawer.
    pub left: Cents,
}

/// Who pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaidBy {
    /// The account holder.
    Holder,
    /// Another adult of the family.
    Guardian(GuardianId),
    /// Somebody else, named as typed.
    Other(String),
}

/// Which days a calendar shows; `None` chooses the first child or activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaysWanted {
    /// Whose children.
    pub family: FamilyId,
    /// Which child.
    pub child: Option<ChildId>,
    /// Which activity.
    pub activity: Option<ActivityId>,
    /// How much around the day.
    pub span: Span,
    /// The day that the cursor goes to.
    pub day: NaiveDate,
}

impl DaysWanted {
    /// A month of a family's.
    pub const fn month(
        family: FamilyId,
        child: Option<ChildId>,
        activity: Option<ActivityId>,
        day: NaiveDate,
    ) -> Self {
        Self { family, child, activity, span: Span::Month, day }
    }
}

/// One toggled day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DayChange {
    /// Which child.
    pub child: ChildId,
    /// Which activity.
    pub activity: ActivityId,
    /// Which day.
    pub day: NaiveDate,
    /// To be booked (`true`) or given back (`false`).
    pub book: bool,
}

/// What the desk answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// The session is open.
    SignedIn(AgentView),
    /// The seat is empty.
    Locked,
    /// What was begun is kept, or forgotten.
    DraftKept,
    /// Families found, with the text they answer.
    Found(FoundFamilies),
    /// What else the text may mean.
    Beyond(BeyondView),
    /// What the home screen shows of a family.
    Preview(Box<PreviewView>),
    /// A family's file.
    Family(Box<FamilyView>),
    /// Who a family is, to be corrected.
    Household(Box<HouseholdView>),
    /// Somebody corrected the family meanwhile: nothing was written, this is what stands.
    Corrected(Box<HouseholdView>),
    /// Families that may be the one that is being made: nothing was written.
    Lookalikes(Vec<Lookalike>),
    /// What the fields of a family held, the latest first.
    FieldHistory(Vec<FieldChange>),
    /// A family is written, filed away or taken out again.
    Filed(FamilyFiled),
    /// The rights of a child.
    Enrolments(Box<EnrolmentsView>),
    /// A right is written: what there is now, and the sentence for the message line.
    Enrolled(Box<EnrolmentsView>, String),
    /// Somebody changed the right meanwhile: nothing was written, this is what stands.
    EnrolmentChanged(Box<EnrolmentLine>),
    /// A family has its login id.
    AccountOpened {
        /// Which.
        family: FamilyId,
        /// The sentence for the message line.
        sentence: String,
    },
    /// What the family did is recorded.
    StepRecorded {
        /// The sentence for the message line.
        sentence: String,
    },
    /// The letter that gives a login id.
    Letter(Secret),
    /// A paper that proves nothing and hides nothing, line by line.
    Page(Vec<String>),
    /// Why something is as it is.
    Explained(Box<Explained>),
    /// A portal account.
    Access(Box<AccessView>),
    /// The account is open again.
    Unblocked(Unblocked),
    /// A provisional code to hand over, this once.
    CodeIssued(IssuedCode),
    /// The hand-over is recorded.
    HandedOver,
    /// The unblocking is taken back.
    Reblocked,
    /// The till, after opening or on demand.
    Till(TillView),
    /// What there is to count.
    Closing(Box<ClosingView>),
    /// An invoice, and what is contested of it.
    Contest(Box<ContestView>),
    /// What there is to pay.
    Payment(Box<PaymentView>),
    /// A payment is recorded, the till closed, or an old paper reopened.
    Receipt(Box<ReceiptView>),
    /// What taking a payment back would do.
    Cancellation(Box<CancellationView>),
    /// A month of bookings.
    Calendar(Box<CalendarView>),
    /// What can be closed, and what is closed already.
    Closures(Box<ClosuresView>),
    /// Whom a closing would concern: answers a request for it, or a closing that no longer holds.
    ClosureReview(Box<ClosureReview>),
    /// The days are closed.
    DaysClosed,
    /// What a week pattern would come to.
    Pattern(Box<PatternView>),
    /// What a period would come to.
    Spread(Box<SpreadView>),
    /// A review: answers a request for one, or a confirmation that no longer holds.
    Review(Box<BookingReview>),
    /// The bookings are written.
    Booked(Box<Booked>),
    /// All that waits for an agent.
    Tasks(Box<TasksView>),
    /// How much of each kind waits for an agent.
    TaskCounts(Vec<(Nature, usize)>),
    /// A decision is written, taken back or told.
    Decided {
        /// The sentence for the message line.
        sentence: String,
        /// The decisions that Ctrl+Z takes back.
        undo: Vec<(FamilyId, EntryId)>,
        /// What waits now.
        view: Box<TasksView>,
    },
    /// Who waits for a free place.
    Waiting(Box<WaitingView>),
    /// The commune's rules.
    Rules(Box<RulesView>),
    /// The place is the child's.
    PlaceGiven {
        /// The sentence for the message line.
        sentence: String,
        /// Who waits now.
        view: Box<WaitingView>,
    },
    /// The rules say no; nothing was written.
    Refused(Refusal),
    /// Something broke; nothing was written.
    Failed(Fault),
}
