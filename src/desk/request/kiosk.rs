//! What a family can wish for at a kiosk, and what the desk answers there.
//!
//! An agent's requests are another type: what a kiosk may not do can't be said here. No request
//! names a family: it is the one that signed in.

use chrono::NaiveDate;

use super::DayChange;
use crate::desk::refusal::{Fault, Refusal};
use crate::desk::view::kiosk::{KioskFamily, KioskSheet};
use crate::desk::view::{BookingReview, CalendarView};
use crate::domain::household::Household;
use crate::domain::ids::{ActivityId, ChildId};
use crate::domain::password::Unmet;
use crate::domain::secret::Secret;
use crate::domain::time::Moment;

/// One wish of the family at the kiosk.
#[derive(Clone, Debug, PartialEq)]
pub enum KioskRequest {
    /// Whether the kiosk is open. Allowed to anybody.
    Look,
    /// Sign in with a login id and a password or provisional code. Allowed to anybody.
    SignIn {
        /// As typed.
        login: String,
        /// The password or the code, hashed off the screen's thread.
        secret: Secret,
    },
    /// The password of its own that must be chosen before the door opens.
    ChoosePassword(Secret),
    /// The terms of use that were shown are accepted.
    AcceptTerms,
    /// What was shown of the household is right.
    ConfirmHousehold,
    /// What was shown of the household is not right: an agent is told.
    DoubtHousehold,
    /// A month of a child's days.
    OpenDays(KioskDays),
    /// What would happen if these changes were made: nothing is written.
    ReviewDays(Vec<DayChange>),
    /// Make the changes of a review, if it still holds.
    ConfirmDays(Box<BookingReview>),
    /// Something to read.
    Consult(KioskPage),
    /// Replace the password by another one.
    ChangePassword {
        /// The one in force.
        old: Secret,
        /// The one to come.
        chosen: Secret,
    },
    /// Ask an agent to change what is written of the household. Nothing is changed by it.
    AskChange {
        /// What it is about.
        subject: ChangeSubject,
        /// What it should be, in the family's words.
        text: String,
    },
    /// Ask for somebody to come; without a session it names the kiosk alone. Allowed to anybody.
    AskHelp,
    /// The session is over: nothing of it is kept. Allowed to anybody.
    Leave,
    /// Close the program: an administrator's short id and secret. Allowed to anybody.
    Close {
        /// Short id.
        code: String,
        /// The secret.
        secret: Secret,
    },
}

/// Which month of which child's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KioskDays {
    /// Which child; `None`: the eldest.
    pub child: Option<ChildId>,
    /// Which activity; `None`: the first.
    pub activity: Option<ActivityId>,
    /// A day of the month.
    pub month: NaiveDate,
}

/// What a family can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KioskPage {
    /// The days to come that are booked, waited for or asked for.
    Bookings,
    /// Invoices, and what is left to pay.
    Invoices,
    /// Receipts of what was paid.
    Receipts,
    /// What a day costs this family.
    Tariffs,
    /// Documents that are missing, expire or wait.
    Documents,
}

/// What a change that is asked for is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeSubject {
    /// Where the family lives.
    Address,
    /// How it is called.
    Phone,
    /// Where it is written to.
    Email,
    /// Who belongs to it.
    Household,
    /// What it earns: quotient.
    Quotient,
    /// Anything else.
    Other,
}

/// The answer to a [`KioskRequest`].
#[derive(Clone, Debug, PartialEq)]
pub enum KioskReply {
    /// The kiosk is open, or paused until then.
    Standing {
        /// End of the pause.
        paused: Option<Moment>,
    },
    /// What the family does next on its way in.
    Step(KioskStep),
    /// The chosen password does not meet these rules; nothing was changed.
    Unmet(UnmetRules),
    /// A month of days.
    Days(Box<CalendarView>),
    /// A review: answers a request for one, or a confirmation that no longer holds.
    Review(Box<BookingReview>),
    /// The changes are made: what they came to. Who waits for a freed place is not said here.
    Booked(Box<BookingReview>),
    /// Something to read.
    Sheet(Box<KioskSheet>),
    /// The password is replaced.
    PasswordChanged,
    /// An agent will read it.
    Asked,
    /// Nobody is signed in.
    Left,
    /// The program may close.
    MayClose,
    /// The rules say no; nothing was changed.
    Refused(KioskRefusal),
    /// Something broke; nothing was changed.
    Failed(Fault),
}

/// What a family does next on its way in.
#[derive(Clone, Debug, PartialEq)]
pub enum KioskStep {
    /// Choose a password: the code was provisional.
    Choose,
    /// Choose another password: the one in force is older than the commune allows.
    Renew,
    /// Accept the terms of use.
    Accept {
        /// Where they are read: `à l’accueil`.
        place: String,
        /// Which text.
        version: String,
    },
    /// Say whether this is right.
    Verify(Box<Household>),
    /// The door is open.
    Open(Box<KioskFamily>),
}

/// Why a password is not accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnmetRules {
    /// The policy's rules.
    pub rules: Vec<Unmet>,
    /// It is the one that was to be replaced.
    pub same: bool,
}

/// Why the kiosk says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KioskRefusal {
    /// The id or the secret is wrong, or the account is closed: the words never say which.
    Wrong,
    /// The same, at a kiosk where that happened three times: ask at the reception.
    WrongAgain,
    /// Too many failures at this kiosk; it opens again then.
    Paused(Moment),
    /// The session is over.
    Over,
    /// The commune's portal changes nothing: an agent does.
    ReadOnly,
    /// A rule of the counter, in French.
    Rule(Refusal),
}
