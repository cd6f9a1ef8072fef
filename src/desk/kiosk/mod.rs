//! The kiosk's door: what a family can do by itself, at a desk of its own beside the agents'.
//!
//! It writes the same facts through the same rules; what it can't be asked (see
//! [`KioskRequest`]) it can't do. Whose family it is stands here and is never asked for: the
//! requests name children, and a child of another family is unknown.

mod ask;
mod days;
mod entrance;
mod pages;
mod throttle;

use super::asker::Asker;
use super::refusal::{Fault, Refusal};
use super::request::kiosk::{KioskRefusal, KioskReply, KioskRequest};
use super::view::kiosk::KioskHouse;
use super::{Counter, No, account, first_steps};
use crate::domain::ids::FamilyId;
use crate::domain::time::Moment;
use crate::store::StoreError;
use entrance::Visit;

/// Milliseconds that a session lasts at most: ten minutes, and a moment for an answer under way.
const LONGEST_MS: i64 = 610_000;

/// A kiosk: the town's database and rules, where it stands, and who is there.
pub struct Kiosk {
    pub(super) counter: Counter,
    place: String,
    visit: Visit,
    /// When the visit began.
    since: Option<Moment>,
}

/// Why a kiosk does not do it.
enum Stop {
    Refused(KioskRefusal),
    Failed(Fault),
}

/// What a kiosk's gesture gives.
type Done<T> = Result<T, Stop>;

impl From<No> for Stop {
    fn from(no: No) -> Self {
        match no {
            No::Refusal(refusal) => Self::Refused(KioskRefusal::Rule(to_family(refusal))),
            No::Fault(fault) => Self::Failed(fault),
        }
    }
}

/// The same, without an agent's keys.
fn to_family(refusal: Refusal) -> Refusal {
    let said = refusal.to_string();
    let told = Asker::Family.told(said.clone());
    if told == said { refusal } else { Refusal::Sentence(told) }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<KioskRefusal> for Stop {
    fn from(refusal: KioskRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Kiosk {
    /// Opens the door of a counter's database to the families, at a place: `rez-de-jardin`.
    pub const fn new(counter: Counter, place: String) -> Self {
        Self { counter, place, visit: Visit::Nobody, since: None }
    }

    /// The database, for the work that can wait.
    pub const fn counter_mut(&mut self) -> &mut Counter {
        &mut self.counter
    }

    /// What its screens know before anybody signs in, for as long as the program runs.
    pub fn house(&self) -> KioskHouse {
        let (house, profile) = (&self.counter.house, &self.counter.profile);
        let windows = &profile.windows;
        let online = windows.online.in_words();
        let counter = windows.counter.in_words();
        KioskHouse {
            commune: house.commune.clone(),
            place: self.place.clone(),
            contact: (profile.contact.phone.clone(), profile.contact.email.clone()),
            policy: Some(profile.access.passwords.policy.clone()),
            forgotten: first_steps::forgotten_by_anybody(profile),
            login_hint: account::login_hint(&profile.login),
            paying: format!("En ligne {online}, au guichet {counter}."),
            read_only: profile.access.portal.read_only,
            demo: house.demo,
            demo_family: None,
        }
    }

    /// The family that signed in.
    fn family(&self) -> Done<FamilyId> {
        match self.visit {
            Visit::Inside { family, .. } => Ok(family),
            _ => Err(KioskRefusal::Over.into()),
        }
    }

    /// Nothing of a visit is kept; what was typed is erased in memory.
    fn forget(&mut self) {
        self.visit = Visit::Nobody;
        self.since = None;
    }
}

/// Does what a family wishes, or says no. Nothing is half done.
pub fn perform(kiosk: &mut Kiosk, now: Moment, request: KioskRequest) -> KioskReply {
    let long = |since: Moment| now.at.saturating_sub(since.at) > LONGEST_MS || now.at < since.at;
    if kiosk.since.is_some_and(long) {
        kiosk.forget();
    }
    match answer(kiosk, now, request) {
        Ok(reply) => reply,
        Err(Stop::Refused(refusal)) => KioskReply::Refused(refusal),
        Err(Stop::Failed(fault)) => KioskReply::Failed(fault),
    }
}

fn answer(kiosk: &mut Kiosk, now: Moment, request: KioskRequest) -> Done<KioskReply> {
    match request {
        KioskRequest::Look => Ok(KioskReply::Standing { paused: throttle::paused(kiosk, now)? }),
        KioskRequest::SignIn { login, secret } => entrance::sign_in(kiosk, now, &login, secret),
        KioskRequest::ChoosePassword(chosen) => entrance::choose(kiosk, now, &chosen),
        KioskRequest::AcceptTerms => entrance::accept(kiosk, now),
        KioskRequest::ConfirmHousehold => entrance::confirm(kiosk, now),
        KioskRequest::DoubtHousehold => ask::doubt(kiosk, now),
        KioskRequest::OpenDays(wanted) => days::open(kiosk, now, &wanted),
        KioskRequest::ReviewDays(changes) => days::review(kiosk, now, &changes),
        KioskRequest::ConfirmDays(review) => days::confirm(kiosk, now, &review),
        KioskRequest::Consult(page) => pages::read(kiosk, now, page),
        KioskRequest::ChangePassword { old, chosen } => entrance::change(kiosk, now, &old, &chosen),
        KioskRequest::AskChange { subject, text } => ask::change(kiosk, now, subject, &text),
        KioskRequest::AskHelp => ask::help(kiosk, now),
        KioskRequest::Leave => {
            kiosk.forget();
            Ok(KioskReply::Left)
        }
        KioskRequest::Close { code, secret } => throttle::close(kiosk, now, &code, &secret),
    }
}
