//! The till takes no money now: it is closed, and its float is typed before the first payment, or
//! it was never closed the day before, and must be counted first.

use ratatui::layout::Rect;

use super::tender::{LONGEST, amount, not_an_amount, typed};
use crate::desk::request::Request;
use crate::domain::money::Cents;
use crate::domain::time::{Moment, long_day};
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

/// The keys of the till that was not closed the day before.
pub const FORGOTTEN: &[Binding] = &[bind(
    &[Key::Enter],
    Action::CloseTill,
    Label::Footer("Compter et clôturer"),
    "compter la caisse de la veille et la clôturer",
    "",
)];

/// The float, as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    float: Field,
}

impl Opening {
    /// One turn; the ticket of the request once the till is to be opened.
    /// `usual` is what the last closing left.
    pub fn update(&mut self, input: &Input, usual: Cents, turn: &mut Turn<'_>) -> Option<Ticket> {
        match input {
            Input::Act(Action::Open, _) => return self.open(usual, turn),
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

    fn open(&self, usual: Cents, turn: &mut Turn<'_>) -> Option<Ticket> {
        if self.float.is_empty() && usual == Cents::ZERO {
            turn.say(Tone::No, "Tapez le fond de caisse, 0 s’il n’y en a pas.");
            return None;
        }
        let float = if self.float.is_empty() { Some(usual) } else { amount(self.float.text()) };
        if float.is_none() {
            turn.say(Tone::No, not_an_amount(self.float.text()));
        }
        float.map(|float| turn.ask(Request::OpenTill { float }))
    }

    /// Draws the question; the key that opens is quiet where that is not possible.
    pub fn draw(&self, canvas: &mut Canvas<'_>, body: Rect, (usual, possible): (Cents, bool)) {
        let theme = canvas.theme;
        let (open_key, open) =
            if possible { (theme.key, theme.text) } else { (theme.quiet, theme.quiet) };
        let title = "La caisse de ce poste est fermée";
        let mut inside = canvas.panel(centred(body, 64, 11), title);
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
        let empty = format!(" sans montant\u{a0}: {usual}, laissés à la clôture");
        let row = cut_top(&mut inside, 1);
        if usual > Cents::ZERO {
            canvas.line(row, &[("Entrée", open_key), (&empty, theme.quiet)]);
        }
        cut_top(&mut inside, 1);
        let keys = [
            ("Entrée", open_key),
            (" ouvrir   ", open),
            ("Échap", theme.key),
            (" revenir sans ouvrir", theme.text),
        ];
        canvas.line(inside, &keys);
    }
}

/// Draws why a till that was opened on an earlier day takes no money, and the way out.
pub fn draw_forgotten(canvas: &mut Canvas<'_>, body: Rect, opened: Option<Moment>) {
    let theme = canvas.theme;
    let title = "La caisse n’a pas été clôturée";
    let mut inside = canvas.panel(centred(body, 64, 10), title);
    cut_left(&mut inside, 1);
    cut_top(&mut inside, 1);
    let day = opened.map(|opened| long_day(opened.today())).unwrap_or_default();
    let lines = [
        (format!("Elle est ouverte depuis le {day}."), theme.strong()),
        ("Comptez-la d’abord\u{a0}: chaque jour a son arrêté.".to_owned(), theme.text),
        ("Rien n’a été encaissé.".to_owned(), theme.text),
    ];
    for (line, style) in &lines {
        canvas.text(cut_top(&mut inside, 1), line, *style);
    }
    cut_top(&mut inside, 2);
    let keys = [
        ("Entrée", theme.key),
        (" compter et clôturer   ", theme.text),
        ("Échap", theme.key),
        (" revenir", theme.text),
    ];
    canvas.line(inside, &keys);
}
