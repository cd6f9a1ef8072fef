//! The help of a screen: every key of its tables, and nothing that is not in them.

use ratatui::layout::Rect;

use super::Outcome;
use crate::ui::canvas::{Canvas, columns, cut_left};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind, find};
use crate::ui::screen::Screen;
use crate::ui::table::moved;

/// The keys of the help.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Footer("Défiler"),
        "faire défiler",
        "",
    ),
    bind(
        &[Key::Esc, Key::F(1), Key::Char('?')],
        Action::Back,
        Label::Footer("Fermer"),
        "fermer l’aide",
        "",
    ),
];

/// The help, scrolled by some rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    scroll: usize,
}

/// A line of the help.
enum Line {
    Heading(&'static str),
    Key(&'static Binding),
}

/// The keys of the screen under its heading, then those of every screen under theirs.
fn lines(screen: &Screen) -> Vec<Line> {
    let [own, shared] = screen.tables();
    let documented = |table: &'static [Binding]| {
        table.iter().filter(|binding| !binding.keys.is_empty()).map(Line::Key)
    };
    let mut lines: Vec<Line> = vec![Line::Heading("Sur cet écran")];
    lines.extend(documented(own));
    if !shared.is_empty() {
        lines.extend([Line::Heading(""), Line::Heading("Partout")]);
        lines.extend(documented(shared));
    }
    lines
}

impl Help {
    /// Scrolls, or closes.
    pub fn key(&mut self, key: Key, screen: &Screen) -> Outcome {
        match find(&[KEYS], key).map(|binding| binding.action) {
            Some(Action::Move) => self.scroll = moved(self.scroll, lines(screen).len(), key),
            Some(Action::Back) => return Outcome::Close,
            _ => {}
        }
        Outcome::Stay
    }

    /// Draws it over the whole body.
    pub fn draw(&self, screen: &Screen, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        canvas.blank(body, theme.text);
        let inside = canvas.panel(body, "");
        let lines = lines(screen);
        let widths = lines.iter().map(|line| match line {
            Line::Key(binding) => columns(&binding.long_keys()),
            Line::Heading(_) => 0,
        });
        let width = widths.max().unwrap_or(0).saturating_add(3);
        let last = lines.len().saturating_sub(usize::from(inside.height));
        for (line, mut row) in lines.iter().skip(self.scroll.min(last)).zip(inside.rows()) {
            match line {
                Line::Heading(words) => canvas.text(row, words, theme.strong()),
                Line::Key(binding) => {
                    canvas.text(cut_left(&mut row, width), &binding.long_keys(), theme.key);
                    canvas.text(row, binding.help, theme.text)
                }
            };
        }
    }
}
