//! The commune's rules, to be read to a parent: a word typed keeps the sentences that hold it.

use ratatui::layout::Rect;

use crate::desk::view::RulesView;
use crate::domain::text::fold;
use crate::ui::canvas::{Canvas, cut_left, cut_top};
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};
use crate::ui::msg::{Paper, Ticket, Tone};
use crate::ui::table::{first_in_sight, moved};
use crate::ui::turn::{Input, Scene, Step, Turn};
use crate::ui::words::wrap;

/// Columns before a rule.
const INDENT: u16 = 2;
/// More columns before its further rows.
const HANG: u16 = 2;

/// The keys of the rules; what is typed looks for a word.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Hint("règle"),
        "choisir une règle",
        "",
    ),
    bind(
        &[Key::F(7)],
        Action::Print,
        Label::Footer("Imprimer"),
        "imprimer ce qui est à l’écran, en entier",
        "imprimer",
    ),
];

/// Columns of the paper.
const PAPER: u16 = 42;

/// The rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    view: Box<RulesView>,
    wanted: Field,
    /// Among the sentences in sight.
    selected: usize,
    printing: Option<Ticket>,
}

/// One row of the page.
struct Row {
    /// The rank of its sentence; a heading has none.
    of: Option<usize>,
    indent: u16,
    words: String,
}

impl Rules {
    /// All the rules.
    pub fn new(view: Box<RulesView>) -> Self {
        Self { view, wanted: Field::default(), selected: 0, printing: None }
    }

    /// `Règles de la commune`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        "Règles de la commune".to_owned()
    }

    /// All characters look for a word, but `?` and `:` before the first one.
    pub fn takes(&self, key: Key) -> bool {
        match key {
            Key::Char('?' | ':') => !self.wanted.is_empty(),
            Key::Char(_) => true,
            _ => false,
        }
    }

    /// Paper needs a printer.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let printer = scene.house.printer;
        (action == Action::Print && !printer).then_some("aucune imprimante sur ce poste")
    }

    /// Nothing is under way.
    pub const fn holds(&self) -> bool {
        false
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(Action::Back, _) if self.wanted.is_empty() => turn.step(Step::Back),
            Input::Act(Action::Back, _) => {
                self.wanted.clear();
                self.selected = 0;
            }
            Input::Act(Action::Move, key) => {
                self.selected = moved(self.selected, self.in_sight().count(), key);
            }
            Input::Act(Action::Print, _) => {
                let page = self.page();
                self.printing = Some(turn.print(Paper::Page(page)));
            }
            Input::Printed(ticket, result) if self.printing == Some(ticket) => {
                self.printing = None;
                match result {
                    Ok(()) => turn.say(Tone::Done, "Règles imprimées."),
                    Err(why) => turn.say(Tone::No, why),
                }
            }
            Input::Key(key) if self.wanted.key(key) => self.selected = 0,
            Input::Paste(text) if self.wanted.paste(&text) => self.selected = 0,
            _ => {}
        }
    }

    /// Each sentence that holds every word that was typed, with its chapter's title.
    fn in_sight(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let wanted = fold(self.wanted.text());
        let all = self.view.chapters.iter().flat_map(|chapter| {
            chapter.sentences.iter().map(|sentence| (chapter.title, sentence.as_str()))
        });
        all.filter(move |(title, sentence)| {
            let words = fold(&format!("{title} {sentence}"));
            wanted.split(' ').all(|word| words.contains(word))
        })
    }

    /// The page as wide as that, a blank row between two chapters.
    fn rows(&self, columns: u16) -> Vec<Row> {
        let heading = |words: &str| Row { of: None, indent: 0, words: words.to_owned() };
        let width = usize::from(columns.saturating_sub(INDENT + HANG));
        let mut rows = Vec::new();
        let mut under = "";
        for (rank, (title, sentence)) in self.in_sight().enumerate() {
            if title != under {
                rows.extend((!under.is_empty()).then(|| heading("")));
                rows.push(heading(title));
                under = title;
            }
            let hung = std::iter::once(INDENT).chain(std::iter::repeat(INDENT + HANG));
            let lines = hung.zip(wrap(sentence, width));
            rows.extend(lines.map(|(indent, words)| Row { of: Some(rank), indent, words }));
        }
        rows
    }

    /// What is in sight, for the paper.
    fn page(&self) -> Vec<String> {
        let line = |row: Row| format!("{}{}", " ".repeat(usize::from(row.indent)), row.words);
        let title = [self.view.town.clone(), String::new()];
        title.into_iter().chain(self.rows(PAPER).into_iter().map(line)).collect()
    }

    /// Draws the box for a word, and the page around the rule that was chosen.
    pub fn draw(&self, _: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        let title = format!("{}\u{a0}: ce qui se dit aux familles", self.view.town);
        let mut inside = canvas.panel(body, &title);
        let typing = canvas.text(cut_top(&mut inside, 1), "Un mot\u{a0}: ", theme.quiet);
        canvas.field(typing, &self.wanted, true);
        cut_top(&mut inside, 1);
        let rows = self.rows(inside.width);
        if rows.is_empty() {
            let nothing = "Aucune règle ne contient ce mot. Échap les montre toutes.";
            canvas.text(inside, nothing, theme.quiet);
        }
        let chosen = rows.iter().position(|row| row.of == Some(self.selected)).unwrap_or(0);
        let first = first_in_sight(chosen, rows.len(), usize::from(inside.height));
        for (row, line) in rows.iter().skip(first).zip(inside.rows()) {
            let mut place = line;
            cut_left(&mut place, row.indent);
            let style = if row.of.is_some() { theme.text } else { theme.strong() };
            canvas.text(place, &row.words, style);
            if let Some(rank) = row.of.and_then(|rank| u16::try_from(rank).ok()) {
                canvas.spots.click(line, Key::Row(rank));
            }
            if row.of == Some(self.selected) {
                canvas.text(line, if row.indent == INDENT { ">" } else { "" }, theme.quiet);
                canvas.highlight(line);
            }
        }
        canvas.spots.wheel(body, Key::Up, Key::Down);
    }
}

#[cfg(test)]
pub(crate) mod tests;
