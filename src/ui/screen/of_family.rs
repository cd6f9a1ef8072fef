//! F4, F5 and F6 mean the same on every screen that shows a family: its invoices, its days, its
//! account. What was begun stays under the screen that comes, unless it would be forgotten there.

use super::Screen;
use crate::desk::request::Request;
use crate::domain::ids::FamilyId;
use crate::domain::time::Moment;
use crate::ui::keymap::{ACCESS, Action, Binding, CALENDAR, EVERYWHERE, PAY};

/// Why another screen of the family must wait.
const BEGUN: &str = "une saisie est en cours, terminez-la ou Échap";

impl Screen {
    /// The family that is in sight, where F4, F5 and F6 are not keys of the screen's own.
    fn family(&self) -> Option<FamilyId> {
        match self {
            Self::Calendar(calendar) => Some(calendar.family()),
            Self::Payment(payment) => Some(payment.family()),
            Self::Access(access) => Some(access.family()),
            Self::Notes(notes) => Some(notes.family()),
            Self::Enrolments(enrolments) => Some(enrolments.family()),
            Self::Receipt(receipt) => receipt.family(),
            _ => None,
        }
    }

    /// The keys that lead to the other screens of the family in sight: not from a panel, which is
    /// answered first.
    pub(super) fn of_family(&self, shared: &[Binding]) -> &'static [Binding] {
        if self.family().is_none() || shared != EVERYWHERE {
            return &[];
        }
        match self {
            Self::Calendar(_) => &[PAY, ACCESS],
            Self::Payment(_) => &[CALENDAR, ACCESS],
            Self::Access(_) => &[CALENDAR],
            _ => &[PAY, CALENDAR, ACCESS],
        }
    }

    /// What an action asks for where it is one of these keys.
    pub(super) fn leads(&self, action: Action, now: Moment) -> Option<Request> {
        let family = self.family()?;
        match action {
            Action::Pay => Some(Request::OpenPayment(family)),
            Action::Access => Some(Request::OpenAccess(family)),
            Action::Calendar => Some(Request::OpenCalendar {
                family,
                child: None,
                activity: None,
                month: now.today(),
            }),
            _ => None,
        }
    }

    /// Why it can't lead there now.
    pub(super) fn stays(&self, action: Action, now: Moment) -> Option<&'static str> {
        self.leads(action, now).filter(|_| self.draft().is_some()).map(|_| BEGUN)
    }
}
