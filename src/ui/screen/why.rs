//! « Pourquoi ? »: all the reasons of an account, a child, an invoice or a day, each with the rule
//! that it follows, what counted, and the key that does something about it. The keys work here.

use ratatui::layout::Rect;

use super::reasons::{draw_reasons, height};
use crate::desk::request::{ContestRequest, Reply, Request, Subject};
use crate::desk::view::Explained;
use crate::domain::ids::FamilyId;
use crate::ui::canvas::{Canvas, cut_left, cut_top};
use crate::ui::key::Key;
use crate::ui::keymap::{ACCESS, Action, Binding, CALENDAR, EDIT, Label, PAY, bind, footer};
use crate::ui::msg::Ticket;
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};

/// Its keys.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Enter, Key::Char('i')],
        Action::Back,
        Label::Footer("Fermer"),
        "revenir d’où l’on vient",
        "",
    ),
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown, Key::Home, Key::End],
        Action::Move,
        Label::Unseen,
        "lire la suite",
        "",
    ),
    EDIT,
    footer(PAY, "Encaisser"),
    footer(CALENDAR, "Calendrier"),
    footer(ACCESS, "Accès"),
    bind(
        &[Key::Char('c')],
        Action::Contest,
        Label::Unseen,
        "noter que la famille conteste la facture, ou ne la conteste plus",
        "contester",
    ),
    bind(
        &[Key::Char('d')],
        Action::Enrolments,
        Label::Unseen,
        "droits et pièces de l’enfant",
        "droits",
    ),
];

/// The reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    view: Box<Explained>,
    /// The first line in sight.
    first: usize,
    loading: Option<Ticket>,
}

impl Why {
    /// The reasons, from the first one.
    pub const fn new(view: Box<Explained>) -> Self {
        Self { view, first: 0, loading: None }
    }

    /// Whose it is.
    pub fn family(&self) -> FamilyId {
        self.view.of.family()
    }

    /// `Pourquoi ? MARTINEAU Claire · EVR04217`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Pourquoi\u{a0}? {}", self.view.whose)
    }

    /// Nothing is typed here.
    pub const fn takes(&self, _: Key) -> bool {
        false
    }

    /// Rights are those of a child, and whoever only reads corrects nothing.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        match action {
            Action::Edit if !writes => Some(super::READ_ONLY),
            Action::Contest if !matches!(self.view.of, Subject::Invoice(..)) => {
                Some("ceci ne concerne pas une facture")
            }
            Action::Enrolments if self.view.of.child().is_none() => {
                Some("ceci ne concerne pas un enfant")
            }
            _ => None,
        }
    }

    /// Nothing is under way that a key would spoil.
    pub const fn holds(&self) -> bool {
        false
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Shown => self.loading = Some(turn.ask(Request::Explain(self.view.of))),
            Input::Reply(ticket, reply) if self.loading == Some(ticket) => {
                self.loading = None;
                match reply {
                    Reply::Explained(view) => self.view = view,
                    other => turn.refused(&other),
                }
            }
            _ => {}
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        let family = self.family();
        match action {
            Action::Back => turn.step(Step::Back),
            Action::Edit => turn.open(Request::EditFamily(family)),
            Action::Pay => turn.open(Request::OpenPayment(family)),
            Action::Contest => {
                if let Subject::Invoice(family, invoice) = self.view.of {
                    turn.open(Request::Contest(ContestRequest::open(family, invoice)));
                }
            }
            Action::Access => turn.open(Request::OpenAccess(family)),
            Action::Calendar => {
                let of = self.view.of;
                let (activity, month) = match of.day() {
                    Some((activity, day)) => (Some(activity), day),
                    None => (None, turn.scene.now.today()),
                };
                turn.open(Request::OpenCalendar { family, child: of.child(), activity, month });
            }
            Action::Enrolments => {
                if let Some(child) = self.view.of.child() {
                    let wish = self.view.of.day();
                    turn.open(Request::OpenEnrolments { of: (family, child), wish });
                }
            }
            Action::Move => self.first = moved(self.first, height(&self.view.reasons), key),
            _ => {}
        }
    }

    /// Draws the state, then the reasons from the first line in sight on.
    pub fn draw(&self, _: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        let mut inside = canvas.panel(body, &format!("Pourquoi\u{a0}? {}", self.view.name));
        cut_left(&mut inside, 1);
        cut_top(&mut inside, 1);
        let state = cut_top(&mut inside, 1);
        canvas.line(state, &[("État\u{a0}: ", theme.quiet), (&self.view.state, theme.strong())]);
        cut_top(&mut inside, 1);
        draw_reasons(canvas, inside, &self.view.reasons, self.first);
    }
}
