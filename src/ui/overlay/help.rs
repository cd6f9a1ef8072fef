//! The help of a screen: every key of its tables, and nothing that is not in them.

use ratatui::layout::Rect;

use super::Outcome;
use crate::domain::text::fold;
use crate::ui::canvas::{Canvas, columns, cut_left, cut_top};
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind, find};
use crate::ui::pointer::GESTURES;
use crate::ui::screen::Screen;
use crate::ui::table::moved;

const SCROLL: Binding = bind(
    &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
    Action::Move,
    Label::Footer("Défiler"),
    "faire défiler",
    "",
);

/// The keys of the help.
const KEYS: &[Binding] = &[
    SCROLL,
    bind(
        &[Key::Char('/')],
        Action::Search,
        Label::Footer("Chercher"),
        "chercher une touche par son effet",
        "",
    ),
    bind(&[Key::Char('t')], Action::Theme, Label::Footer("Thème"), "changer de thème", ""),
    bind(
        &[Key::Esc, Key::F(1), Key::Char('?')],
        Action::Back,
        Label::Footer("Fermer"),
        "fermer l’aide",
        "",
    ),
];

/// The keys while a word is typed.
const SEARCHING: &[Binding] = &[
    SCROLL,
    bind(
        &[Key::Esc],
        Action::Back,
        Label::Footer("Tout montrer"),
        "montrer toutes les touches",
        "",
    ),
];

/// The help, scrolled by some rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Help {
    scroll: usize,
    /// What the lines in sight have in common, while something is looked for.
    wanted: Option<Field>,
}

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Heading(&'static str),
    Entry(String, &'static str),
    Air,
}

/// Where somebody looks whose terminal keeps a function key for itself.
const STOLEN: (&str, &str) = (":", "une action par son nom, sans touche F");

impl Help {
    /// Its key table.
    pub const fn keys(&self) -> &'static [Binding] {
        if self.wanted.is_some() { SEARCHING } else { KEYS }
    }

    /// Scrolls, searches, or closes.
    pub fn key(&mut self, key: Key, screen: &Screen) -> Outcome {
        match (find(&[self.keys()], key).map(|binding| binding.action), &mut self.wanted) {
            (Some(Action::Move), _) => {
                self.scroll = moved(self.scroll, self.lines(screen).len(), key);
            }
            (Some(Action::Back), wanted @ Some(_)) => (*wanted, self.scroll) = (None, 0),
            (Some(Action::Back), None) => return Outcome::Close,
            (Some(Action::Search), wanted) => (*wanted, self.scroll) = (Some(Field::default()), 0),
            (Some(action), None) => return Outcome::Also(action, key),
            (_, Some(wanted)) => {
                let changed = wanted.key(key);
                self.scroll = if changed { 0 } else { self.scroll };
            }
            _ => {}
        }
        Outcome::Stay
    }

    /// Looks for a pasted text.
    pub fn paste(&mut self, text: &str) {
        if let Some(wanted) = &mut self.wanted {
            wanted.paste(text);
            self.scroll = 0;
        }
    }

    /// The groups under their headings, as far as they hold what is wanted.
    fn lines(&self, screen: &Screen) -> Vec<Line> {
        let [own, family, shared] = screen.tables();
        let documented = |table: &'static [Binding]| -> Vec<(String, &'static str)> {
            let with_keys = table.iter().filter(|binding| !binding.keys.is_empty());
            with_keys.map(|binding| (binding.long_keys(), binding.help)).collect()
        };
        let own = [own, family].into_iter().flat_map(documented).collect();
        let mut everywhere = documented(shared);
        if find(&[shared], Key::Char(':')).is_some() {
            everywhere.push((STOLEN.0.to_owned(), STOLEN.1));
        }
        let wanted = self.wanted.as_ref().map(|field| fold(field.text())).unwrap_or_default();
        let fits = |(keys, help): &(String, &str)| {
            let words = format!("{} {}", fold(keys), fold(help));
            wanted.split(' ').all(|word| words.contains(word))
        };
        let mouse = GESTURES.iter().map(|(gesture, help)| ((*gesture).to_owned(), *help)).collect();
        let groups = [("Sur cet écran", own), ("Partout", everywhere), ("Souris", mouse)];
        let mut lines = Vec::new();
        for (heading, mut entries) in groups {
            entries.retain(fits);
            if entries.is_empty() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(Line::Air);
            }
            lines.push(Line::Heading(heading));
            lines.extend(entries.into_iter().map(|(keys, help)| Line::Entry(keys, help)));
        }
        lines
    }

    /// Draws it over the whole body.
    pub fn draw(&self, screen: &Screen, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        canvas.blank(body, theme.text);
        let mut inside = canvas.panel(body, "");
        let lines = self.lines(screen);
        if let Some(wanted) = &self.wanted {
            let mut typing = cut_top(&mut inside, 1);
            canvas.text(cut_left(&mut typing, 2), "/", theme.key);
            canvas.field(typing, wanted, true);
            cut_top(&mut inside, 1);
            if lines.is_empty() {
                canvas.text(inside, "Aucune touche de ce nom sur cet écran.", theme.quiet);
            }
        }
        let widths = lines.iter().map(|line| match line {
            Line::Entry(keys, _) => columns(keys),
            Line::Heading(_) | Line::Air => 0,
        });
        let width = widths.max().unwrap_or(0).saturating_add(3);
        let last = lines.len().saturating_sub(usize::from(inside.height));
        for (line, mut row) in lines.iter().skip(self.scroll.min(last)).zip(inside.rows()) {
            match line {
                Line::Heading(words) => canvas.text(row, words, theme.strong()),
                Line::Entry(keys, help) => {
                    canvas.text(cut_left(&mut row, width), keys, theme.key);
                    canvas.text(row, help, theme.text)
                }
                Line::Air => row,
            };
        }
        canvas.spots.wheel(body, Key::Up, Key::Down);
    }
}
