//! Free places that somebody waits for: who is first, and the key that gives the place.
//!
//! Nothing here decides: each line comes with its rank, and with what a reason is needed for.

use ratatui::layout::Rect;

use super::waiting_view::{draw_giving, draw_list};
use crate::desk::refusal::Refusal;
use crate::desk::request::{Reply, Request};
use crate::desk::view::{WaitingLine, WaitingView};
use crate::domain::text::clean;
use crate::ui::canvas::Canvas;
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, EVERYWHERE, Label, PANEL, bind};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};

/// The keys of the list.
pub const LIST: &[Binding] = &[
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown, Key::Home, Key::End],
        Action::Move,
        Label::Hint("enfant"),
        "choisir un enfant de la liste",
        "",
    ),
    bind(
        &[Key::Char('d')],
        Action::Give,
        Label::Footer("Donner la place"),
        "donner la place à cet enfant",
        "donner",
    ),
    bind(
        &[Key::Enter],
        Action::Calendar,
        Label::Hint("calendrier de l’enfant"),
        "ouvrir le calendrier de cet enfant",
        "calendrier",
    ),
];

/// The keys of the question before a place is given.
pub const GIVING: &[Binding] = &[
    bind(
        &[Key::Char('o')],
        Action::Open,
        Label::Footer("Donner la place"),
        "donner la place, la famille est à prévenir",
        "",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Ne rien faire"), "revenir à la liste", ""),
];

/// The same where a reason is typed first.
pub const GIVING_WITH_REASON: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Donner la place"),
        "donner la place pour ce motif",
        "",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Ne rien faire"), "revenir à la liste", ""),
];

/// The fewest characters of a reason.
const REASON_CHARS: usize = 5;

/// A request under way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    /// The list is asked for anew.
    Loading(Ticket),
    /// A place is being given.
    Giving(Ticket),
}

/// The list.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    view: Box<WaitingView>,
    selected: usize,
    /// The reason, while the question is in sight.
    giving: Option<Field>,
    asked: Option<Asked>,
}

impl Waiting {
    /// The list as it is.
    pub const fn new(view: Box<WaitingView>) -> Self {
        Self { view, selected: 0, giving: None, asked: None }
    }

    /// Its keys: those of what lies on top.
    pub fn tables(&self) -> [&'static [Binding]; 2] {
        match (&self.giving, self.reason_for()) {
            (None, _) => [LIST, EVERYWHERE],
            (Some(_), None) => [GIVING, PANEL],
            (Some(_), Some(_)) => [GIVING_WITH_REASON, PANEL],
        }
    }

    /// `Liste d’attente`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        "Liste d’attente".to_owned()
    }

    /// A reason is free text.
    pub fn takes(&self, key: Key) -> bool {
        let typing = self.giving.is_some() && self.reason_for().is_some();
        typing && matches!(key, Key::Char(_))
    }

    /// Without a line there is nobody to give a place to.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        match action {
            Action::Give if !writes => Some(super::READ_ONLY),
            Action::Give | Action::Calendar if self.line().is_none() => {
                Some("personne n’attend de place libre")
            }
            _ => None,
        }
    }

    /// The list or a place is under way.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    fn line(&self) -> Option<&WaitingLine> {
        self.view.lines.get(self.selected)
    }

    fn reason_for(&self) -> Option<&'static str> {
        self.line().and_then(WaitingLine::reason_for)
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        let needs_reason = self.reason_for().is_some();
        let typed = self.giving.as_mut().filter(|_| needs_reason);
        match (input, typed) {
            (Input::Act(action, key), _) => self.act(action, key, turn),
            (Input::Key(key), Some(reason)) => {
                reason.key(key);
            }
            (Input::Paste(text), Some(reason)) => {
                reason.paste(&text);
            }
            (Input::Reply(ticket, reply), _) => self.reply(ticket, reply, turn),
            (Input::Shown | Input::Changed, None) if self.asked.is_none() => {
                self.asked = Some(Asked::Loading(turn.ask(Request::OpenWaiting)));
            }
            _ => {}
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match action {
            Action::Back => self.back(turn),
            Action::Move => self.selected = moved(self.selected, self.view.lines.len(), key),
            Action::Calendar => {
                if let Some(WaitingLine { who, place, .. }) = self.line() {
                    turn.open(Request::OpenCalendar {
                        family: who.family,
                        child: Some(who.child),
                        activity: Some(place.activity),
                        month: place.day,
                    });
                }
            }
            Action::Give => match self.line().and_then(|line| line.obstacle.as_ref()) {
                Some(obstacle) => turn.say(Tone::No, obstacle.as_str()),
                None => self.giving = Some(Field::default()),
            },
            Action::Open => self.give(turn),
            _ => {}
        }
    }

    /// One level back; a place that is being given is waited for.
    fn back(&mut self, turn: &mut Turn<'_>) {
        match self.asked {
            Some(Asked::Giving(_)) => turn.say(Tone::Plain, "Enregistrement en cours…"),
            Some(Asked::Loading(_)) => self.asked = None,
            None if self.giving.take().is_some() => {}
            None => turn.step(Step::Back),
        }
    }

    fn give(&mut self, turn: &mut Turn<'_>) {
        let (Some(reason), Some(line)) = (&self.giving, self.line()) else { return };
        let reason = clean(reason.text());
        if let Some(what) = line.reason_for().filter(|_| reason.chars().count() < REASON_CHARS) {
            turn.say(Tone::No, Refusal::ReasonNeeded { what }.to_string());
            return;
        }
        let line = Box::new(line.clone());
        self.asked = Some(Asked::Giving(turn.ask(Request::GivePlace { line, reason })));
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        let Some(Asked::Loading(awaited) | Asked::Giving(awaited)) = self.asked else { return };
        if awaited != ticket {
            return;
        }
        let giving = matches!(self.asked, Some(Asked::Giving(_)));
        self.asked = None;
        match reply {
            Reply::Waiting(view) => {
                if giving {
                    let changed = "La liste a changé\u{a0}: rien n’a été écrit. La voici.";
                    turn.say(Tone::Warning, changed);
                    turn.step(Step::Flush);
                }
                self.show(view);
            }
            Reply::PlaceGiven { sentence, view } => {
                turn.say(Tone::Done, sentence);
                self.show(view);
            }
            other => turn.refused(&other),
        }
    }

    fn show(&mut self, view: Box<WaitingView>) {
        self.giving = None;
        self.selected = self.selected.min(view.lines.len().saturating_sub(1));
        self.view = view;
    }

    /// Draws the list, and the question over it.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        draw_list(canvas, body, (&self.view, self.selected), scene.now.today());
        if let (Some(reason), Some(line)) = (&self.giving, self.line()) {
            draw_giving(canvas, body, line, reason);
        }
    }
}

#[cfg(test)]
mod tests;
