//! Days that are closed after they were booked: what is closed, whom that concerns, and the list
//! of the families to be told.

use ratatui::layout::Rect;

use super::closure_view::{draw_form, draw_review, height, paper};
use super::household::keys::{LEAVE, PREVIOUS};
use crate::desk::request::{ClosureWish, Reply, Request};
use crate::desk::view::{ClosureReview, ClosuresView};
use crate::domain::detail::typed_day;
use crate::domain::enrolment::Span;
use crate::domain::ids::ActivityId;
use crate::domain::text::fold;
use crate::ui::canvas::Canvas;
use crate::ui::form::{Form, Line};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, EVERYWHERE, Label, PANEL, bind};
use crate::ui::msg::{Paper, Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};

/// The keys while the days are typed.
const FORM: &[Binding] = &[
    bind(
        &[Key::Tab, Key::Down, Key::Enter],
        Action::Next,
        Label::Hint("suivant"),
        "champ suivant",
        "",
    ),
    PREVIOUS,
    bind(
        &[Key::F(9)],
        Action::Review,
        Label::Footer("Voir qui prévenir"),
        "voir les familles concernées, avant de fermer",
        "valider",
    ),
    LEAVE,
];

/// The keys of what a closing would do.
const REVIEW: &[Binding] = &[
    bind(
        &[Key::F(9)],
        Action::Write,
        Label::Footer("Fermer"),
        "fermer ces jours et annuler sans frais ce qui y était réservé",
        "valider",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Revenir"), "revenir sans rien fermer", ""),
    SCROLL,
];

/// The keys of the families to be told, once it is done.
const DONE: &[Binding] = &[
    bind(
        &[Key::F(7)],
        Action::Print,
        Label::Footer("Imprimer"),
        "imprimer la liste des familles à prévenir",
        "imprimer",
    ),
    SCROLL,
];

const SCROLL: Binding = bind(
    &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
    Action::Move,
    Label::Hint("défiler"),
    "défiler d’une ligne ou de dix",
    "",
);

/// What a line of the form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Which activity.
    Activity,
    /// First day.
    From,
    /// Last day.
    To,
    /// Why.
    Label,
}

/// What is in sight.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// The days are typed.
    Form,
    /// Whom it would concern, and the first line in sight.
    Review(Box<ClosureReview>, usize),
    /// It is done: whom to tell.
    Done(Box<ClosureReview>, usize),
}

/// What is under way; keys wait for it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    Review(Ticket),
    Closing(Ticket),
    Printing(Ticket),
}

/// The closing.
#[derive(Clone, Debug, PartialEq)]
pub struct ClosureScreen {
    view: Box<ClosuresView>,
    form: Form<Slot>,
    stage: Stage,
    asked: Option<Asked>,
}

/// What stands on the line of the activity until another is typed.
pub const ALL: &str = "toutes";

impl ClosureScreen {
    /// All activities, no day yet.
    pub fn new(view: Box<ClosuresView>) -> Self {
        let form = Form::new(vec![
            Line::new(Slot::Activity, "Activité", ALL, ALL),
            Line::new(Slot::From, "Du", "", ""),
            Line::new(Slot::To, "Au", "", ""),
            Line::new(Slot::Label, "Motif", "", ""),
        ]);
        Self { view, form, stage: Stage::Form, asked: None }
    }

    /// Its keys: those of what is in sight.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match self.stage {
            Stage::Form => [FORM, PANEL],
            Stage::Review(..) => [REVIEW, PANEL],
            Stage::Done(..) => [DONE, EVERYWHERE],
        }
    }

    /// `Fermeture d’un jour`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        "Fermeture d’un jour".to_owned()
    }

    /// Every character is text in the form.
    pub const fn takes(&self, key: Key) -> bool {
        matches!((&self.stage, key), (Stage::Form, Key::Char(_)))
    }

    /// Without a printer nothing is printed.
    pub const fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        match action {
            Action::Print if !scene.house.printer => Some("aucune imprimante sur ce poste"),
            _ => None,
        }
    }

    /// Whether what would be closed is in sight: F9 then closes it.
    pub const fn reviews(&self) -> bool {
        matches!(self.stage, Stage::Review(..))
    }

    /// The desk or the printer is at work.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Key(key) if self.stage == Stage::Form => self.form.key(key),
            Input::Paste(text) if self.stage == Stage::Form => self.form.paste(&text),
            Input::Reply(ticket, reply) => self.reply(ticket, reply, turn),
            Input::Printed(ticket, result) if self.asked == Some(Asked::Printing(ticket)) => {
                self.asked = None;
                match result {
                    Ok(()) => turn.say(Tone::Done, "Liste imprimée."),
                    Err(why) => turn.say(Tone::No, why),
                }
            }
            _ => {}
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match (action, &mut self.stage) {
            (Action::Back, Stage::Review(..)) if self.asked.is_none() => self.stage = Stage::Form,
            (Action::Back, _) if self.asked.is_none() => turn.step(Step::Back),
            (Action::Back, _) => turn.say(Tone::Plain, "Enregistrement en cours…"),
            (Action::Next, _) => self.form.next(),
            (Action::Previous, _) => self.form.previous(),
            (Action::Review, Stage::Form) => self.review(turn),
            (Action::Move, Stage::Review(review, first) | Stage::Done(review, first)) => {
                *first = moved(*first, height(review), key);
            }
            (Action::Write, Stage::Review(review, _)) => {
                let ticket = turn.ask(Request::CloseDays(review.clone()));
                self.asked = Some(Asked::Closing(ticket));
            }
            (Action::Print, _) => self.print(turn),
            _ => {}
        }
    }

    fn print(&mut self, turn: &mut Turn<'_>) {
        if let Stage::Done(review, _) = &self.stage {
            let what = self.what(review.wish.activity);
            let ticket = turn.print(Paper::Page(paper(review, &what)));
            self.asked = Some(Asked::Printing(ticket));
        }
    }

    /// The activities whose label holds what is typed.
    pub(super) fn named(&self) -> Vec<&(ActivityId, String)> {
        let typed = fold(self.form.text(Slot::Activity));
        self.view.activities.iter().filter(|(_, label)| fold(label).contains(&typed)).collect()
    }

    /// Which activity is meant: all of them, the one of that very name, or the only one that fits.
    fn chosen(&self) -> Result<Option<ActivityId>, &'static str> {
        let typed = fold(self.form.text(Slot::Activity));
        if typed == ALL || typed.is_empty() {
            return Ok(None);
        }
        let named = self.named();
        let exact = named.iter().find(|(_, label)| fold(label) == typed);
        match (exact, named.as_slice()) {
            (Some((id, _)), _) | (None, [(id, _)]) => Ok(Some(*id)),
            _ => Err("Quelle activité\u{a0}? Tapez plus de lettres de son nom."),
        }
    }

    /// `toutes les activités`, `Cantine Jean-Moulin`.
    pub(super) fn what(&self, activity: Option<ActivityId>) -> String {
        let label = activity.and_then(|id| {
            let mut activities = self.view.activities.iter();
            activities.find(|(one, _)| *one == id).map(|(_, label)| label.clone())
        });
        label.unwrap_or_else(|| "toutes les activités".to_owned())
    }

    fn review(&mut self, turn: &mut Turn<'_>) {
        let activity = match self.chosen() {
            Ok(activity) => activity,
            Err(unclear) => {
                self.form.go(Slot::Activity);
                return turn.say(Tone::No, unclear);
            }
        };
        let today = turn.scene.now.today();
        let day = |slot| typed_day(self.form.text(slot), today, false);
        let from = day(Slot::From);
        let one_day = self.form.text(Slot::To).trim().is_empty();
        let to = if one_day { from } else { day(Slot::To) };
        match (from, to) {
            (Some(from), Some(to)) => {
                let (span, label) = (Span { from, to }, self.form.text(Slot::Label).to_owned());
                let wish = ClosureWish { activity, span, label };
                let ticket = turn.ask(Request::ReviewClosure(wish));
                self.asked = Some(Asked::Review(ticket));
            }
            (from, _) => {
                self.form.go(if from.is_none() { Slot::From } else { Slot::To });
                turn.say(Tone::No, "Une date s’écrit 03/12/2026 ou 031226.");
            }
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        match self.asked {
            Some(Asked::Review(awaited) | Asked::Closing(awaited)) if awaited == ticket => {}
            _ => return,
        }
        let closing = matches!(self.asked, Some(Asked::Closing(_)));
        self.asked = None;
        match (reply, &self.stage) {
            (Reply::ClosureReview(review), _) => {
                if closing {
                    turn.say(Tone::Warning, "La situation a changé\u{a0}: rien n’a été fermé.");
                    turn.step(Step::Flush);
                }
                self.stage = Stage::Review(review, 0);
            }
            (Reply::DaysClosed, Stage::Review(review, _)) => {
                let told = match review.families.len() {
                    0 => "Personne n’avait réservé.".to_owned(),
                    1 => "1 famille à prévenir.".to_owned(),
                    n => format!("{n} familles à prévenir. F7 imprime la liste."),
                };
                turn.say(Tone::Done, format!("Fermé. {told}"));
                self.stage = Stage::Done(review.clone(), 0);
            }
            (other, _) => turn.refused(&other),
        }
    }

    /// Draws what is in sight.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        match &self.stage {
            Stage::Form => draw_form(self, scene, canvas, body),
            Stage::Review(review, first) => {
                draw_review(
                    canvas,
                    body,
                    (review, *first),
                    &self.what(review.wish.activity),
                    false,
                );
            }
            Stage::Done(review, first) => {
                draw_review(canvas, body, (review, *first), &self.what(review.wish.activity), true);
            }
        }
    }

    /// What is typed, what is closed already, and whether the activity is known.
    pub(super) fn typed(&self) -> (&Form<Slot>, &ClosuresView, bool) {
        (&self.form, &self.view, self.chosen().is_ok())
    }
}
