//! The palette: what can be done here, found by its French name.
//!
//! What is impossible now stays in the list, with the reason.

use ratatui::layout::Rect;

use super::Outcome;
use crate::domain::text::fold;
use crate::ui::canvas::{Canvas, centred, columns, cut_left, cut_right, cut_top};
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind, find};
use crate::ui::screen::Screen;
use crate::ui::table::{first_in_sight, moved, point};
use crate::ui::turn::Scene;
use crate::ui::words::fit;

/// The keys of the palette.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Exécuter"),
        "exécuter la commande choisie",
        "",
    ),
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Footer("Choisir"),
        "changer de commande",
        "",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Fermer"), "fermer la palette", ""),
];

/// The palette, with what was typed in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    typed: Field,
    selected: usize,
}

impl Palette {
    /// The commands of the screen that match what was typed.
    fn matches(&self, screen: &Screen) -> Vec<&'static Binding> {
        let wanted = fold(self.typed.text());
        let named = screen.tables().into_iter().flatten().filter(|b| !b.name.is_empty());
        let ranked = named.filter_map(|binding| Some((rank(binding, &wanted)?, binding)));
        let mut found: Vec<_> = ranked.collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, binding)| binding).collect()
    }

    /// Types, chooses, runs or closes.
    pub fn key(&mut self, key: Key, screen: &Screen, scene: &Scene<'_>) -> Outcome {
        match find(&[KEYS], key).map(|binding| binding.action) {
            Some(Action::Back) => return Outcome::Close,
            Some(Action::Open) => return self.run(screen, scene),
            Some(Action::Move) => {
                self.selected = moved(self.selected, self.matches(screen).len(), key);
            }
            _ => {
                if self.typed.key(key) {
                    self.selected = 0;
                }
            }
        }
        Outcome::Stay
    }

    /// Runs the highlighted command if it is possible; if not, the reason is there to be read.
    fn run(&self, screen: &Screen, scene: &Scene<'_>) -> Outcome {
        let possible =
            |binding: &&&'static Binding| screen.refuses(binding.action, scene).is_none();
        let found = self.matches(screen);
        found.get(self.selected).filter(possible).map_or(Outcome::Stay, |binding| {
            Outcome::Run(binding.action, binding.keys.first().copied().unwrap_or(Key::Enter))
        })
    }

    /// Types a pasted text.
    pub fn paste(&mut self, text: &str) {
        self.typed.paste(text);
        self.selected = 0;
    }

    /// Draws it in the middle of the emptied body.
    pub fn draw(&self, screen: &Screen, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        canvas.blank(body, theme.text);
        let mut inside = canvas.panel(centred(body, 76, 16), "Commandes");
        let mut typing = cut_top(&mut inside, 1);
        canvas.text(cut_left(&mut typing, 1), ":", theme.key);
        canvas.field(typing, &self.typed, true);
        cut_top(&mut inside, 1);
        let found = self.matches(screen);
        if found.is_empty() {
            canvas.text(inside, "Aucune commande de ce nom.", theme.quiet);
        }
        let first = first_in_sight(self.selected, found.len(), usize::from(inside.height));
        for ((index, binding), row) in found.iter().enumerate().skip(first).zip(inside.rows()) {
            let reason = screen.refuses(binding.action, scene);
            draw_command(canvas, row, binding, reason);
            if index == self.selected {
                canvas.text(row, ">", theme.key);
                canvas.highlight(row);
            }
        }
        point(canvas, inside, first, found.len());
    }
}

/// How far a command is from what was typed; none if it is something else. Nearest are its name,
/// then its other names, then the words about it, then letters of a name in their order.
fn rank(binding: &Binding, wanted: &str) -> Option<u8> {
    let name = fold(binding.name);
    let others = fold(binding.action.other_names());
    let words = format!("{name} {others} {}", fold(binding.help));
    let begins = |text: &str, typed: &str| text.split(' ').any(|word| word.starts_with(typed));
    let mut typed = wanted.split(' ');
    match () {
        () if name.starts_with(wanted) => Some(0),
        () if begins(&others, wanted) => Some(1),
        () if typed.clone().all(|typed| begins(&words, typed)) => Some(2),
        () if typed.all(|typed| words.contains(typed)) => Some(3),
        () => format!("{name} {others}").split(' ').any(|name| holds(name, wanted)).then_some(4),
    }
}

/// Whether a name begins as what was typed and holds its other letters in their order: `encser`
/// is `encaisser`.
fn holds(name: &str, typed: &str) -> bool {
    let mut letters = name.chars();
    let begins = typed.chars().next().is_some_and(|first| name.starts_with(first));
    begins && typed.chars().all(|c| letters.any(|letter| letter == c))
}

/// `encaisser une facture (aucune famille choisie)   :encaisser   F4`.
fn draw_command(canvas: &mut Canvas<'_>, row: Rect, binding: &Binding, reason: Option<&str>) {
    let theme = canvas.theme;
    let mut place = row;
    cut_left(&mut place, 2);
    let keys = binding.keys.first().map(|key| key.label()).unwrap_or_default();
    canvas.text(cut_right(&mut place, 7), &keys, theme.key);
    canvas.text(cut_right(&mut place, 13), &format!(":{}", binding.name), theme.quiet);
    cut_right(&mut place, 1);
    match reason {
        None => canvas.text(place, binding.help, theme.text),
        Some(reason) => {
            let why = format!(" ({reason})");
            let room = place.width.saturating_sub(columns(&why));
            let act = fit(binding.help, usize::from(room));
            canvas.line(place, &[(&act, theme.quiet), (&why, theme.quiet)])
        }
    };
}
