//! The two fields behind which a session waits: who, and the secret that proves it.

use ratatui::layout::Rect;

use crate::desk::request::{Reply, Request};
use crate::ui::canvas::{Canvas, cut_left};
use crate::ui::field::{Field, SecretField};
use crate::ui::key::Key;
use crate::ui::keymap::Action;
use crate::ui::msg::{Ticket, Tone};
use crate::ui::turn::{Input, Step, Turn};

/// The fields, and the sign-in that is under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Credentials {
    id: Field,
    secret: SecretField,
    on_secret: bool,
    asked: Option<Ticket>,
}

impl Credentials {
    /// The secret of a known agent is waited for.
    pub fn of(code: &str) -> Self {
        Self { id: Field::new(code), on_secret: true, ..Self::default() }
    }

    /// Whether the secret is being checked.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    /// Whether this key is text: every character is.
    pub const fn takes(key: Key) -> bool {
        matches!(key, Key::Char(_))
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(Action::Open, _) => self.enter(turn),
            Input::Act(Action::Next | Action::Previous, _) => self.on_secret = !self.on_secret,
            Input::Act(Action::Back, _) if self.asked.is_none() => {
                self.secret.take();
                self.id.clear();
                self.on_secret = false;
            }
            Input::Key(key) if self.on_secret => self.secret.key(key),
            Input::Key(key) => {
                self.id.key(key);
            }
            Input::Paste(text) if self.on_secret => self.secret.paste(&text),
            Input::Paste(text) => {
                self.id.paste(&text);
            }
            Input::Reply(ticket, reply) if self.asked == Some(ticket) => {
                self.asked = None;
                match reply {
                    Reply::SignedIn(agent) => turn.step(Step::Seat(agent)),
                    other => turn.refused(&other),
                }
            }
            _ => {}
        }
    }

    /// Entrée: from the id to the secret, from the secret to the desk.
    fn enter(&mut self, turn: &mut Turn<'_>) {
        let code = self.id.text().trim().to_owned();
        if code.is_empty() {
            self.on_secret = false;
            turn.say(Tone::No, "Tapez d’abord votre identifiant.");
        } else if !self.on_secret {
            self.on_secret = true;
        } else if self.secret.is_empty() {
            turn.say(Tone::No, "Tapez votre code secret.");
        } else {
            turn.say(Tone::Plain, "Vérification…");
            let secret = self.secret.take();
            self.asked = Some(turn.ask(Request::SignIn { code, secret }));
        }
    }

    /// Draws both fields, one a row.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let quiet = canvas.theme.quiet;
        for (index, mut row) in area.rows().take(2).enumerate() {
            let label = if index == 0 { "Identifiant" } else { "Code secret" };
            canvas.text(cut_left(&mut row, 14), label, quiet);
            row.width = row.width.min(24);
            if index == 0 {
                canvas.field(row, &self.id, !self.on_secret);
            } else {
                canvas.secret(row, &self.secret, self.on_secret && self.asked.is_none());
            }
        }
    }
}
