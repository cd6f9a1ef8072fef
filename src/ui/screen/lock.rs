//! The seat is empty for a moment: who left it, and nothing of any family.

use ratatui::layout::Rect;

use super::credentials::Credentials;
use crate::desk::view::AgentView;
use crate::domain::time::{Moment, clock};
use crate::ui::canvas::{Canvas, centred, cut_left, cut_top};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};
use crate::ui::turn::{Input, Scene, Turn};

/// The keys of the lock.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Déverrouiller"),
        "passer de l’identifiant au code secret, puis rouvrir la session",
        "",
    ),
    bind(
        &[Key::Tab, Key::BackTab, Key::Up, Key::Down],
        Action::Next,
        Label::Footer("Autre champ"),
        "passer d’un champ à l’autre",
        "",
    ),
    bind(
        &[Key::Esc],
        Action::Back,
        Label::Footer("Autre agent"),
        "effacer les deux champs, pour un autre agent",
        "",
    ),
];

/// The lock.
#[derive(Clone, Debug, PartialEq)]
pub struct Lock {
    agent: String,
    since: Moment,
    until: Moment,
    credentials: Credentials,
}

impl Lock {
    /// The lock of an agent who left; what they were doing waits until then.
    pub fn new(agent: &AgentView, since: Moment, until: Moment) -> Self {
        let credentials = Credentials::of(&agent.code);
        Self { agent: agent.name.clone(), since, until, credentials }
    }

    /// Nothing of a family.
    pub fn title(&self, _: &Scene<'_>) -> String {
        "GUICHET".to_owned()
    }

    /// Every character is text.
    pub const fn takes(&self, key: Key) -> bool {
        Credentials::takes(key)
    }

    /// Nothing is impossible.
    pub const fn refuses(&self, _: Action, _: &Scene<'_>) -> Option<&'static str> {
        None
    }

    /// The secret is being checked.
    pub const fn holds(&self) -> bool {
        self.credentials.holds()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        self.credentials.update(input, turn);
    }

    /// Draws who left, until when their work waits, and the fields.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        let mut inside = canvas.panel(centred(body, 62, 11), "Poste verrouillé");
        cut_left(&mut inside, 2);
        cut_top(&mut inside, 1);
        let since = clock(self.since.local());
        let paused = format!("Session de {} en pause depuis {since}", self.agent);
        canvas.text(cut_top(&mut inside, 1), &paused, theme.text);
        let until = clock(self.until.local());
        let kept = if self.until.at > scene.now.at {
            format!("Saisie en cours conservée jusqu’à {until}")
        } else {
            format!("La saisie en cours a été oubliée à {until}")
        };
        canvas.text(cut_top(&mut inside, 1), &kept, theme.quiet);
        cut_top(&mut inside, 1);
        self.credentials.draw(canvas, cut_top(&mut inside, 2));
        cut_top(&mut inside, 1);
        let other = [
            ("Autre agent\u{a0}: ", theme.quiet),
            ("Échap", theme.key),
            (", puis identifiant et code secret.", theme.quiet),
        ];
        canvas.line(cut_top(&mut inside, 1), &other);
        let hidden = format!("La saisie de {} reste masquée pour les autres.", self.agent);
        canvas.text(inside, &hidden, theme.quiet);
    }
}
