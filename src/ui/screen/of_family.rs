//! F2, F4, F5 and F6 mean the same on every screen that shows a family: who it is, its invoices,
//! its days, its account. What was begun stays under the screen that comes; its own key or Échap
//! leads back.

use super::Screen;
use crate::desk::request::Request;
use crate::domain::ids::FamilyId;
use crate::domain::time::Moment;
use crate::ui::keymap::{ACCESS, Action, Binding, CALENDAR, EDIT, EVERYWHERE, PAY};

impl Screen {
    /// The family that is in sight, where F2, F4, F5 and F6 are not keys of the screen's own.
    pub fn family(&self) -> Option<FamilyId> {
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
            Self::Calendar(_) => &[PAY, ACCESS, EDIT],
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
            Action::Edit if matches!(self, Self::Calendar(_)) => Some(Request::EditFamily(family)),
            Action::Calendar => Some(Request::OpenCalendar {
                family,
                child: None,
                activity: None,
                month: now.today(),
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::request::Reply;
    use crate::ui::gestures::*;
    use crate::ui::key::Key;
    use crate::ui::samples::*;

    /// What each function key may mean, wherever it is a key.
    fn means(number: u8, action: Action) -> bool {
        match number {
            1 => matches!(action, Action::Help | Action::Back),
            2 => matches!(action, Action::Edit | Action::Create | Action::History | Action::Back),
            3 => action == Action::Search,
            4 => action == Action::Pay,
            5 => action == Action::Calendar,
            6 => action == Action::Access,
            7 => matches!(action, Action::LastReceipt | Action::Print),
            8 => format!("{action:?}") == "Tasks",
            9 => matches!(action, Action::Review | Action::Write | Action::Accept),
            12 => action == Action::Lock,
            _ => false,
        }
    }

    #[test]
    fn a_function_key_never_means_something_else() {
        for (name, app) in every_screen() {
            for binding in app.tables().into_iter().flatten() {
                for key in binding.keys {
                    if let Key::F(number) = key {
                        let action = binding.action;
                        assert!(means(*number, action), "{name}: F{number} {action:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn f4_f5_and_f6_lead_from_every_screen_of_a_family() {
        let month = now().today();
        let calendar = Request::OpenCalendar { family: id(11), child: None, activity: None, month };
        let leads = [
            (Key::F(4), Request::OpenPayment(id(11))),
            (Key::F(5), calendar),
            (Key::F(6), Request::OpenAccess(id(11))),
        ];
        let screens = every_screen().into_iter().filter(|(_, app)| {
            let [_, family, _] = app.trail.top.tables();
            !family.is_empty() && app.overlay.is_none()
        });
        let mut seen = std::collections::BTreeSet::new();
        for (name, app) in screens {
            let subject = app.trail.top.subject();
            for (key, request) in &leads {
                let mut hand = Hand::on(app.clone());
                let Some(binding) = crate::ui::keymap::find(&hand.app.tables(), *key) else {
                    continue;
                };
                if app.trail.top.holds() || app.refuses(binding.action).is_some() {
                    continue;
                }
                hand.effects.clear();
                hand.key(*key);
                assert_eq!(hand.asked().map(|asked| asked.1), Some(request.clone()), "{name}");
                seen.insert((subject, format!("{key:?}")));
            }
        }
        for subject in ["Notes", "Inscriptions", "Quittance"] {
            for key in ["F(4)", "F(5)", "F(6)"] {
                assert!(seen.contains(&(subject, key.to_owned())), "{subject} {key}: {seen:?}");
            }
        }
        for (subject, key) in [
            ("Calendrier", "F(4)"),
            ("Calendrier", "F(6)"),
            ("Encaissement", "F(5)"),
            ("Encaissement", "F(6)"),
            ("Accès portail", "F(4)"),
            ("Accès portail", "F(5)"),
        ] {
            assert!(seen.contains(&(subject, key.to_owned())), "{subject} {key}: {seen:?}");
        }
    }

    #[test]
    fn what_was_begun_waits_under_the_screen_that_comes() {
        let mut hand = toggled();
        hand.key(Key::F(4));
        hand.answer(Reply::Payment(Box::new(payment())));
        hand.text("50");
        hand.key(Key::F(3));
        assert!(hand.words().contains("une saisie attend"), "{}", hand.words());
        hand.key(Key::F(5));
        hand.answer(month("01/11/2026"));
        let words = hand.words();
        assert!(words.contains("1\u{a0}ajout\u{a0}: lun 30/11"), "the toggled day: {words}");
        hand.answer(month("01/11/2026"));
        hand.key(Key::F(4));
        hand.answer(Reply::Payment(Box::new(payment())));
        let words = hand.words();
        assert!(words.contains("Reçu        50"), "the amount typed: {words}");
        hand.answer(Reply::Payment(Box::new(payment())));
        hand.key(Key::Esc);
        hand.answer(month("01/11/2026"));
        assert!(hand.words().contains("1\u{a0}ajout\u{a0}: lun 30/11"), "{}", hand.words());
    }
}
