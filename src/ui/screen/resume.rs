//! The program stopped while an agent was in the middle of something: take it up again, or not.
//!
//! Taking it up fills the screen it was begun on. Nothing is written by it.

use ratatui::layout::Rect;

use super::Screen;
use super::household::HouseholdForm;
use super::notes::Notes;
use crate::desk::request::draft::{Draft, HouseholdDraft, Interrupted};
use crate::desk::request::{Reply, Request};
use crate::domain::tender;
use crate::domain::time::{clock, numeric_day};
use crate::ui::canvas::{Canvas, centred, cut_left, cut_top};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::turn::{Input, Scene, Step, Turn};
use crate::ui::words::{self, count};

/// The keys of the question.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Reprendre"),
        "reprendre la saisie où elle s’est arrêtée",
        "reprendre",
    ),
    bind(
        &[Key::Delete],
        Action::Abandon,
        Label::Footer("Abandonner"),
        "abandonner cette saisie, rien n’est enregistré",
        "abandonner",
    ),
    bind(
        &[Key::Esc],
        Action::Back,
        Label::Footer("Plus tard"),
        "passer à la recherche, la saisie attend encore",
        "",
    ),
];

/// The question what becomes of interrupted work.
#[derive(Clone, Debug, PartialEq)]
pub struct Resume {
    interrupted: Interrupted,
    /// The screen it belongs to is asked for.
    asked: Option<Ticket>,
}

impl Resume {
    /// What had been begun.
    pub const fn new(interrupted: Interrupted) -> Self {
        Self { interrupted, asked: None }
    }

    /// What it is.
    pub fn title(&self, _: &Scene<'_>) -> String {
        "Saisie interrompue".to_owned()
    }

    /// Nothing is typed here.
    pub const fn takes(&self, _: Key) -> bool {
        false
    }

    /// Nothing is impossible.
    pub const fn refuses(&self, _: Action, _: &Scene<'_>) -> Option<&'static str> {
        None
    }

    /// The screen it belongs to is on its way.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(Action::Open, _) => self.take_up(turn),
            Input::Act(Action::Abandon, _) => {
                turn.ask(Request::KeepDraft(None));
                turn.step(Step::Back);
                turn.say(Tone::Plain, "Saisie abandonnée. Rien n’a été enregistré.");
            }
            Input::Act(Action::Back, _) if self.asked.take().is_none() => turn.step(Step::Back),
            Input::Reply(ticket, reply) if self.asked == Some(ticket) => {
                self.asked = None;
                self.show(reply, turn);
            }
            _ => {}
        }
    }

    /// Asks for the screen that the work was begun on; a form holds all that it needs.
    fn take_up(&mut self, turn: &mut Turn<'_>) {
        let request = match &self.interrupted.draft {
            Draft::Bookings(draft) => Request::OpenCalendar {
                family: draft.family,
                child: draft.child,
                activity: draft.activity,
                month: draft.day,
            },
            Draft::Payment(draft) => Request::OpenPayment(draft.family),
            Draft::Closing(_) => Request::OpenClosing,
            Draft::Household(draft) => {
                let form = HouseholdForm::resumed(draft.clone());
                return replace(Screen::Household(Box::new(form)), turn);
            }
            Draft::Note(draft) => {
                let notes = Notes::resumed(draft.clone());
                return replace(Screen::Notes(Box::new(notes)), turn);
            }
        };
        self.asked = Some(turn.ask(request));
    }

    /// The screen as it is now, with what had been begun; or why there is none any more.
    fn show(&self, reply: Reply, turn: &mut Turn<'_>) {
        match Screen::showing(reply, &turn.scene) {
            Ok(mut screen) => {
                screen.resume(self.interrupted.draft.clone());
                replace(screen, turn);
            }
            Err(other) => turn.refused(&other),
        }
    }

    /// Draws what had been begun, for whom and when.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        let Interrupted { draft, family, at } = &self.interrupted;
        let mut inside = canvas.panel(centred(body, 66, 11), "Saisie interrompue");
        cut_left(&mut inside, 2);
        cut_top(&mut inside, 1);
        let day = if at.today() == scene.now.today() {
            String::new()
        } else {
            format!("le {} ", numeric_day(at.today()))
        };
        let stopped = format!("Le programme s’est arrêté {day}à {}, au milieu de\u{a0}:", {
            clock(at.local())
        });
        canvas.text(cut_top(&mut inside, 1), &stopped, theme.text);
        cut_top(&mut inside, 1);
        canvas.text(cut_top(&mut inside, 1), &what(draft), theme.strong());
        let whose = family.as_ref().map_or_else(
            || format!("Poste {}", scene.house.station),
            |(name, login)| format!("Famille {name} ({login})"),
        );
        canvas.text(cut_top(&mut inside, 1), &whose, theme.strong());
        cut_top(&mut inside, 1);
        let kept = "Rien n’est perdu, et rien n’est encore enregistré.";
        canvas.text(cut_top(&mut inside, 1), kept, theme.quiet);
        let keys = [
            ("Entrée", theme.key),
            (" reprendre   ", theme.text),
            ("Suppr", theme.key),
            (" abandonner   ", theme.text),
            ("Échap", theme.key),
            (" plus tard", theme.text),
        ];
        cut_top(&mut inside, 1);
        canvas.line(inside, &keys);
    }
}

/// The screen with what had been begun, in place of the question.
fn replace(screen: Screen, turn: &mut Turn<'_>) {
    turn.step(Step::Replace(Box::new(screen)));
    turn.say(Tone::Done, "Saisie reprise. Rien n’est encore enregistré.");
}

/// `Réservations : 3 jours cochés`.
fn what(draft: &Draft) -> String {
    match draft {
        Draft::Bookings(draft) => {
            let days = count(draft.days.len(), "jour coché", "jours cochés");
            format!("Réservations\u{a0}: {days}")
        }
        Draft::Payment(draft) if draft.aside.is_empty() => "Encaissement commencé".to_owned(),
        Draft::Payment(draft) => {
            let (count, sum) = (draft.aside.len(), tender::sum(&draft.aside));
            let tenders = words::count(count, "règlement saisi", "règlements saisis");
            format!("Encaissement\u{a0}: {tenders}, {sum}")
        }
        Draft::Closing(_) => "Comptage de la caisse".to_owned(),
        Draft::Household(HouseholdDraft { of: None, .. }) => "Nouvelle famille".to_owned(),
        Draft::Household(_) => "Correction de la fiche".to_owned(),
        Draft::Note(_) => "Note du guichet".to_owned(),
    }
}

#[cfg(test)]
mod tests;
