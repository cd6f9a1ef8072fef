//! What a person can do at the counter, one file a gesture: load, let the domain decide, append.
//!
//! Only this place opens a transaction, one a gesture. It never draws, reads a clock or a file:
//! `now` is passed in, and what must be printed or shown is in the reply.

pub mod access;
mod account;
pub mod agents;
mod asker;
mod beyond;
pub mod booking;
pub mod calendar;
pub mod cancellation;
mod channel;
pub mod closing;
mod closure;
mod contest;
mod days;
mod decision;
pub mod demand;
mod documents;
mod draft;
mod enrolment;
mod evaluated;
pub mod events;
pub mod explain;
pub mod export;
pub mod family;
pub mod family_sign_in;
pub mod find;
pub mod first_steps;
pub mod founding;
mod history;
mod household;
pub mod import;
pub mod kiosk;
mod lookalike;
pub mod notes;
mod notice;
mod pattern;
pub mod payment;
mod receipt;
pub mod refusal;
pub mod request;
mod rules;
pub mod secrets;
pub mod sign_in;
mod spread;
mod tasks;
mod tender;
pub mod till;
pub mod undo;
pub mod undo_booking;
mod unpaid;
pub mod view;
pub mod waiting;
mod wallet;

use crate::domain::ids::{AgentId, FamilyId};
use crate::domain::time::Moment;
use crate::profile::Profile;
use crate::store::read::family::FamilyRecord;
use crate::store::read::house::{AgentRow, HouseRow};
use crate::store::{Reader, Store, StoreError};

use refusal::{Fault, Refusal};
use request::{DaysWanted, Reply, Request};

/// A counter: its database, the town's rules, and who sits there.
pub struct Counter {
    /// The database.
    pub store: Store,
    /// The town's rules, as adopted.
    pub profile: Profile,
    /// The town and its workstation.
    pub house: HouseRow,
    /// Who sits there; only [`sign_in`] changes it.
    seat: Option<AgentId>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// The rules say no.
    Refusal(Refusal),
    /// Something broke.
    Fault(Fault),
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<StoreError> for No {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        let passing = matches!(error, StoreError::Busy);
        Self { sentence: error.to_string(), detail: error.detail(), passing }
    }
}

impl std::fmt::Display for No {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refusal(refusal) => refusal.fmt(f),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for No {}

/// The answer of a gesture.
pub type Answer<T> = Result<T, No>;

impl Counter {
    /// Sits down at a database that was initialised.
    ///
    /// # Errors
    /// When it was not, or its adopted profile can't be read by this program.
    pub fn new(store: Store) -> Answer<Self> {
        let read = store.read();
        let (Some(house), Some(text)) = (read.house()?, read.profile_text()?) else {
            return Err(StoreError::NotInitialised.into());
        };
        let profile = Profile::parse(&text)
            .map_err(|errors| Refusal::Sentence(format!("Profil illisible.\n{errors}")))?;
        Ok(Self { store, profile, house, seat: None })
    }

    /// Who sits there; a disabled agent sits nowhere.
    fn agent(&self) -> Answer<AgentRow> {
        let seat = self.seat.ok_or(Refusal::SignedOut)?;
        let agent = self.store.read().agent(seat)?.filter(|agent| !agent.disabled);
        Ok(agent.ok_or(Refusal::SignedOut)?)
    }

    /// Who sits there, if they may write.
    fn writer(&self) -> Answer<AgentRow> {
        let agent = self.agent()?;
        if agent.role.may_write() {
            Ok(agent)
        } else {
            Err(Refusal::Role { needs: "agent" }.into())
        }
    }

    /// Who sits there, if they are an administrator.
    fn administrator(&self) -> Answer<AgentRow> {
        let agent = self.agent()?;
        if agent.role == crate::domain::people::Role::Administrator {
            Ok(agent)
        } else {
            Err(Refusal::Role { needs: "administrateur" }.into())
        }
    }
}

/// The one impure door: does what is asked, or says no. Nothing is half done.
pub fn perform(counter: &mut Counter, now: Moment, request: Request) -> Reply {
    match answer(counter, now, request) {
        Ok(reply) => reply,
        Err(No::Refusal(refusal)) => Reply::Refused(refusal),
        Err(No::Fault(fault)) => Reply::Failed(fault),
    }
}

fn answer(desk: &mut Counter, now: Moment, request: Request) -> Answer<Reply> {
    match request {
        Request::SignIn { code, secret } => sign_in::sign_in(desk, now, &code, &secret),
        Request::Lock => Ok(sign_in::leave(desk)),
        Request::KeepDraft(draft) => draft::keep(desk, now, draft.as_ref()),
        Request::Find { text } => find::find(desk, now, text),
        Request::FindArchived { text } => find::find_archived(desk, now, text),
        Request::Beyond { text } => beyond::beyond(desk, now, &text),
        Request::Recall => find::recall(desk, now),
        Request::Preview(family) => family::preview(desk, now, family),
        Request::OpenFamily(family) => family::open(desk, now, family),
        Request::EditFamily(family) => household::edit(desk, now, family),
        Request::WriteFamily(request) => household::write(desk, now, *request),
        Request::FieldHistory(family) => history::of_fields(desk, family),
        Request::WriteNote(request) => notes::write(desk, now, &request),
        Request::StrikeNote { family, note } => notes::strike(desk, now, family, note),
        Request::OpenEnrolments { of, wish } => enrolment::open(desk, now, of, wish),
        Request::SetEnrolment(request) => enrolment::set(desk, now, request),
        Request::NoteDocument(request) => documents::note(desk, now, &request),
        Request::OpenAccount(family) => account::open(desk, now, family),
        Request::RecordStep { family, step } => first_steps::record(desk, now, family, step),
        Request::OpenLetter(family) => account::reprint(desk, family),
        Request::FileFamily { family, archived } => household::file(desk, now, family, archived),
        Request::Explain(of) => explain::open(desk, now, of),
        Request::OpenAccess(family) => access::open(desk, now, family),
        Request::Unblock(request) => access::unblock(desk, now, &request),
        Request::IssueCode(request) => access::issue_code(desk, now, &request),
        Request::HandOver { family, credential, how } => {
            access::hand_over(desk, now, (family, credential), how)
        }
        Request::UndoUnblock { family, unblocking } => undo::unblock(desk, now, family, unblocking),
        Request::OpenTill { float } => till::open(desk, now, float),
        Request::Till => till::show(desk, now),
        Request::OpenClosing => closing::open(desk, now),
        Request::CloseTill(request) => closing::close(desk, now, &request),
        Request::OpenArrete(session) => closing::reopen(desk, now, session),
        Request::Contest(request) => contest::answer(desk, now, request),
        Request::OpenPayment(family) => payment::open(desk, now, family),
        Request::TakePayment(request) => payment::take(desk, now, &request),
        Request::OpenReceipt(payment) => receipt::reopen(desk, now, payment),
        Request::OpenLastReceipt(family) => receipt::last(desk, now, family),
        Request::ReviewCancellation(payment) => cancellation::review(desk, now, payment),
        Request::CancelPayment(request) => cancellation::cancel(desk, now, &request),
        Request::ReceiptPrinted(payment) => payment::printed(desk, now, payment),
        Request::OpenCalendar { family, child, activity, month } => {
            calendar::open(desk, now, &DaysWanted::month(family, child, activity, month))
        }
        Request::OpenClosures => closure::open(desk, now),
        Request::ReviewClosure(wish) => closure::review(desk, now, &wish),
        Request::CloseDays(review) => closure::close(desk, now, &review),
        Request::TurnCalendar(wanted) => calendar::open(desk, now, &wanted),
        Request::ReviewPattern(pattern) => pattern::review(desk, now, &pattern),
        Request::ReviewSpread(wish) => spread::review(desk, now, &wish),
        Request::PrintYear(wanted) => calendar::print(desk, now, &wanted),
        Request::ReviewBookings { family, changes } => booking::review(desk, now, family, &changes),
        Request::UndoBookings { family, entry } => undo_booking::undo(desk, now, family, entry),
        Request::OpenTasks => tasks::open(desk, now),
        Request::CountTasks => tasks::count(desk, now),
        Request::Decide { requests, verdict } => decision::decide(desk, now, &requests, verdict),
        Request::UndoDecisions(entries) => decision::undo(desk, now, &entries),
        Request::Told { of, how } => decision::told(desk, now, of, how),
        Request::CloseTask { task, outcome } => demand::close(desk, now, task, outcome),
        Request::PrintNotice(family) => notice::open(desk, now, family),
        Request::PrintTasks(nature) => tasks::print(desk, now, nature),
        Request::OpenWaiting => waiting::open(desk, now),
        Request::OpenRules { tariffs } => rules::open(desk, tariffs),
        Request::GivePlace { line, reason } => waiting::give(desk, now, &line, &reason),
        Request::ConfirmBookings { family, review } => booking::confirm(desk, now, family, &review),
    }
}

/// A family that must be there.
fn known_family(read: Reader<'_>, family: FamilyId) -> Answer<FamilyRecord> {
    Ok(read.family(family)?.ok_or(Refusal::Unknown { what: "Cette famille" })?)
}

/// How an agent reads on the screen; the portal, where a family acted for itself.
fn agent_name(read: Reader<'_>, agent: AgentId) -> Answer<String> {
    Ok(read.agent(agent)?.map_or_else(|| "le portail".to_owned(), |agent| agent.shown()))
}

/// `MARTINEAU Claire`.
fn display_name(surname: &str, given: &str) -> String {
    format!("{} {given}", surname.to_uppercase()).trim().to_owned()
}
