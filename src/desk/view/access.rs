//! What a screen shows of a family's way to its portal.

use chrono::NaiveDate;

use crate::domain::ids::EntryId;

/// Where a family stands with one thing that may be asked of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepView {
    /// This commune does not ask for it.
    #[default]
    NotAsked,
    /// It is still to be done.
    ToDo,
    /// It is done; the day, where it was done here.
    Done(Option<NaiveDate>),
}

impl StepView {
    /// Where one stands that is asked or not, and was done on a day or not.
    pub fn of(asked: bool, done: Option<NaiveDate>) -> Self {
        match (asked, done) {
            (false, _) => Self::NotAsked,
            (true, None) => Self::ToDo,
            (true, day) => Self::Done(day),
        }
    }
}

/// What is asked of a family before its portal opens, and what it does that forgot its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessSteps {
    /// It joined online payment.
    pub online_payment: StepView,
    /// It chose a password of its own.
    pub password: StepView,
    /// The last day of that password, where it must be changed regularly.
    pub password_until: Option<NaiveDate>,
    /// It accepted the terms of use in force.
    pub terms: StepView,
    /// It verified what is said of its household.
    pub household: StepView,
    /// The statement that stands, to be verified.
    pub statement: EntryId,
    /// What it does that has forgotten its password; empty: nothing is said about it.
    pub forgotten: String,
    /// Its e-mail gives another login id by now.
    pub login_stale: bool,
    /// Its portal changes nothing: an agent makes every change.
    pub read_only: bool,
}
