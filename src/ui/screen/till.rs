//! The till is closed: its float is typed before the first payment.

use ratatui::layout::Rect;

use super::tender::{LONGEST, amount, not_an_amount, typed};
use crate::desk::request::Request;
use crate::ui::canvas::{Canvas, centred, cut_left, cut_top};
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, DIGITS, Label, bind};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::turn::{Input, Turn};

/// The keys of the closed till.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Ouvrir la caisse"),
        "ouvrir la caisse avec ce fond",
        "ouvrir",
    ),
    bind(DIGITS, Action::Digit, Label::Footer("Fond de caisse"), "taper le fond de caisse", ""),
    bind(
        &[Key::Char(','), Key::Char('.')],
        Action::Comma,
        Label::Unseen,
        "séparer les euros des centimes",
        "",
    ),
];

/// The float, as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    float: Field,
}

impl Opening {
    /// One turn; the ticket of the request once the till is to be opened.
    pub fn update(&mut self, input: &Input, turn: &mut Turn<'_>) -> Option<Ticket> {
        match input {
            Input::Act(Action::Open, _) => return self.open(turn),
            Input::Act(Action::Digit | Action::Comma, key) => {
                typed(&mut self.float, *key, LONGEST, turn);
            }
            Input::Key(key @ (Key::Backspace | Key::Ctrl('u'))) => {
                self.float.key(*key);
            }
            _ => {}
        }
        None
    }

    fn open(&self, turn: &mut Turn<'_>) -> Option<Ticket> {
        if self.float.is_empty() {
            turn.say(Tone::No, "Tapez le fond de caisse, 0 s’il n’y en a pas.");
            return None;
        }
        let float = amount(self.float.text());
        if float.is_none() {
            turn.say(Tone::No, not_an_amount(self.float.text()));
        }
        float.map(|float| turn.ask(Request::OpenTill { float }))
    }

    /// Draws the question; the key that opens is quiet where that is not possible.
    pub fn draw(&self, canvas: &mut Canvas<'_>, body: Rect, possible: bool) {
        let theme = canvas.theme;
        let title = "La caisse de ce poste est fermée";
        let mut inside = canvas.panel(centred(body, 64, 10), title);
        cut_left(&mut inside, 1);
        cut_top(&mut inside, 1);
        let lines = [
            "Comptez les pièces et les billets mis dans le tiroir avant",
            "le premier paiement, puis ouvrez la caisse.",
        ];
        for line in lines {
            canvas.text(cut_top(&mut inside, 1), line, theme.quiet);
        }
        cut_top(&mut inside, 1);
        let mut row = cut_top(&mut inside, 1);
        canvas.text(
            cut_left(&mut row, 37),
            "Ouvrir la caisse\u{a0}: fond de caisse",
            theme.strong(),
        );
        canvas.field(cut_left(&mut row, 12), &self.float, true);
        canvas.text(row, " €", theme.text);
        cut_top(&mut inside, 1);
        let (open_key, open) =
            if possible { (theme.key, theme.text) } else { (theme.quiet, theme.quiet) };
        let keys = [
            ("Entrée", open_key),
            (" ouvrir   ", open),
            ("Échap", theme.key),
            (" revenir sans ouvrir", theme.text),
        ];
        canvas.line(inside, &keys);
    }
}
