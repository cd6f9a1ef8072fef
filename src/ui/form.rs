//! A form: fields one under the other, each with what is wrong with it while it is typed.
//!
//! One list of lines drives the drawing, the validation, what leaving would lose, and the tests. A
//! form knows nothing of what it asks for: whoever owns it says what a text is worth.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Canvas, centred, columns, cut_bottom, cut_left, cut_top};
use super::field::Field;
use super::key::Key;
use super::table::first_in_sight;
use crate::domain::detail::Verdict;

/// Columns of the labels.
const LABEL: u16 = 18;
/// Columns of the fields where there is room.
const FIELD: u16 = 34;

/// One line of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<K> {
    /// What it asks for.
    pub key: K,
    /// The words before it.
    pub label: &'static str,
    /// What is typed; `None` for a line that adds something.
    field: Option<Field>,
    /// What stood in it when the form was opened.
    pub before: String,
}

impl<K> Line<K> {
    /// A field that holds a text; it is changed once it holds another than `before`.
    pub fn new(key: K, label: &'static str, text: &str, before: &str) -> Self {
        Self { key, label, field: Some(Field::new(text)), before: before.to_owned() }
    }

    /// A line that adds something when Entrée is pressed on it.
    pub const fn adding(key: K, label: &'static str) -> Self {
        Self { key, label, field: None, before: String::new() }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        self.field.as_ref().map_or("", Field::text)
    }

    /// Whether something else stands in it than when the form was opened.
    pub fn is_changed(&self) -> bool {
        self.text().trim() != self.before
    }

    /// Whether it adds something.
    pub const fn adds(&self) -> bool {
        self.field.is_none()
    }
}

/// How a line is shown.
pub struct Look {
    /// What stands above it, where a new part begins.
    pub heading: Option<String>,
    /// What its text is worth.
    pub verdict: Said,
}

/// What is said of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// What the field expects, or what its text means.
    Hint(String),
    /// It is kept, but somebody should look.
    Doubt(String),
    /// It is not kept.
    Wrong(String),
}

impl Said {
    /// What a verdict says, or a hint where it says nothing.
    pub fn of(verdict: Verdict, hint: &str) -> Self {
        match verdict {
            Verdict::Fine => Self::Hint(hint.to_owned()),
            Verdict::Doubt(why) => Self::Doubt(why.to_owned()),
            Verdict::Wrong(why) => Self::Wrong(why.to_owned()),
        }
    }

    /// Whether the form can't be written because of it.
    pub const fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong(_))
    }
}

/// The lines, and which of them is being typed in.
#[derive(Clone, Debug, PartialEq)]
pub struct Form<K> {
    lines: Vec<Line<K>>,
    focus: usize,
}

impl<K: Copy + PartialEq> Form<K> {
    /// A form on its first line.
    pub const fn new(lines: Vec<Line<K>>) -> Self {
        Self { lines, focus: 0 }
    }

    /// Its lines.
    pub fn lines(&self) -> &[Line<K>] {
        &self.lines
    }

    /// The line that is being typed in.
    pub fn focused(&self) -> Option<&Line<K>> {
        self.lines.get(self.focus)
    }

    /// What is typed on a line; empty for a line that is not there.
    pub fn text(&self, key: K) -> &str {
        self.lines.iter().find(|line| line.key == key).map_or("", Line::text)
    }

    /// Whether anything is changed.
    pub fn is_changed(&self) -> bool {
        self.lines.iter().any(Line::is_changed)
    }

    /// The lines that are changed.
    pub fn changed(&self) -> impl Iterator<Item = &Line<K>> {
        self.lines.iter().filter(|line| line.is_changed())
    }

    /// Goes to a line, if it is there.
    pub fn go(&mut self, key: K) {
        self.focus = self.lines.iter().position(|line| line.key == key).unwrap_or(self.focus);
    }

    /// Puts lines before another one, and goes to the first of them.
    pub fn insert(&mut self, before: K, lines: Vec<Line<K>>) {
        let place = self.lines.iter().position(|line| line.key == before);
        let place = place.unwrap_or(self.lines.len());
        self.lines.splice(place..place, lines);
        self.focus = place;
    }

    /// Puts a text on a line, as if it had been typed.
    pub fn fill(&mut self, key: K, text: &str) {
        let line = self.lines.iter_mut().find(|line| line.key == key);
        if let Some(line) = line.filter(|line| line.field.is_some()) {
            line.field = Some(Field::new(text));
        }
    }

    /// Goes to the first line.
    pub const fn first(&mut self) {
        self.focus = 0;
    }

    /// The next line, round and round.
    pub fn next(&mut self) {
        self.focus = (self.focus + 1) % self.lines.len().max(1);
    }

    /// The line before, round and round.
    pub fn previous(&mut self) {
        let count = self.lines.len().max(1);
        self.focus = (self.focus + count - 1) % count;
    }

    /// The first line of the next part (Pg.suiv.) or of this one or the one before (Pg.préc.).
    pub fn section(&mut self, key: Key, begins: impl Fn(&Line<K>) -> bool) {
        let firsts: Vec<usize> =
            (0..).zip(&self.lines).filter(|(_, line)| begins(line)).map(|(at, _)| at).collect();
        let to = if key == Key::PageDown {
            firsts.iter().find(|first| **first > self.focus)
        } else {
            firsts.iter().rev().find(|first| **first < self.focus)
        };
        self.focus = to.copied().unwrap_or(self.focus);
    }

    /// Types in the focused line.
    pub fn key(&mut self, key: Key) {
        if let Some(field) = self.typing() {
            field.key(key);
        }
    }

    /// Pastes in the focused line.
    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.typing() {
            field.paste(text);
        }
    }

    fn typing(&mut self) -> Option<&mut Field> {
        self.lines.get_mut(self.focus)?.field.as_mut()
    }

    /// Draws the lines around the focused one, and in full what is said of that one.
    pub fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        mut area: Rect,
        active: bool,
        look: &dyn Fn(&Line<K>) -> Look,
    ) {
        let looks: Vec<Look> = self.lines.iter().map(look).collect();
        let mut full = cut_bottom(&mut area, 1);
        let rows = self.rows(&looks);
        let at = rows.iter().position(|row| *row == Row::Line(self.focus)).unwrap_or(0);
        let first = first_in_sight(at, rows.len(), usize::from(area.height));
        for (row, mut place) in rows.iter().skip(first).zip(area.rows()) {
            match row {
                Row::Blank => {}
                Row::Heading(index) => {
                    let heading = looks.get(*index).and_then(|look| look.heading.as_deref());
                    let strong = canvas.theme.strong();
                    canvas.text(place, heading.unwrap_or_default(), strong);
                }
                Row::Line(index) => {
                    if let (Some(line), Some(look)) = (self.lines.get(*index), looks.get(*index)) {
                        let focused = *index == self.focus;
                        let whole =
                            draw_line(canvas, &mut place, (line, focused, active), &look.verdict);
                        if focused && !whole {
                            let (glyph, text, style) = said(canvas, &look.verdict);
                            cut_left(&mut full, 1);
                            canvas.line(full, &[(glyph, style), (text, style)]);
                        }
                    }
                }
            }
        }
    }

    fn rows(&self, looks: &[Look]) -> Vec<Row> {
        let mut rows = Vec::new();
        for (index, look) in looks.iter().enumerate().take(self.lines.len()) {
            if look.heading.is_some() {
                if index > 0 {
                    rows.push(Row::Blank);
                }
                rows.push(Row::Heading(index));
            }
            rows.push(Row::Line(index));
        }
        rows
    }
}

/// One row of a form on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Blank,
    Heading(usize),
    Line(usize),
}

fn said<'a>(canvas: &Canvas<'_>, said: &'a Said) -> (&'static str, &'a str, Style) {
    let theme = canvas.theme;
    match said {
        Said::Hint(text) => ("", text, theme.quiet),
        Said::Doubt(text) => ("▲ ", text, theme.alert),
        Said::Wrong(text) => ("× ", text, theme.error),
    }
}

/// `Téléphone         06 12 34 56 7      × 10 chiffres, ou + et indicatif`; whether what is said of
/// it stands there whole.
fn draw_line<K>(
    canvas: &mut Canvas<'_>,
    row: &mut Rect,
    (line, focused, active): (&Line<K>, bool, bool),
    verdict: &Said,
) -> bool {
    let theme = canvas.theme;
    let mark = if focused { "> " } else { "  " };
    canvas.text(cut_left(row, 2), mark, theme.key);
    let Some(field) = &line.field else {
        let style = if focused { theme.strong() } else { theme.quiet };
        canvas.line(*row, &[("+ ", theme.key), (line.label, style)]);
        return false;
    };
    let label = if line.is_changed() { theme.strong() } else { theme.quiet };
    canvas.text(cut_left(row, LABEL), line.label, label);
    canvas.field(cut_left(row, FIELD.min(row.width * 2 / 5)), field, focused && active);
    cut_left(row, 2);
    let (glyph, text, style) = said(canvas, verdict);
    if focused || !matches!(verdict, Said::Hint(_)) {
        canvas.line(*row, &[(glyph, style), (text, style)]);
    }
    columns(glyph) + columns(text) <= row.width
}

/// Draws in the middle of a body what leaving would lose, and how to answer.
pub fn draw_leaving(canvas: &mut Canvas<'_>, body: Rect, lost: &[String]) {
    const MOST: usize = 8;
    let theme = canvas.theme;
    let shown = lost.len().min(MOST);
    let rows = u16::try_from(shown).unwrap_or(0) + 7 + u16::from(lost.len() > MOST);
    let area = centred(body, 72, rows);
    canvas.blank(area, theme.text);
    let mut inside = canvas.panel(area, "Ce qui est saisi n’est pas enregistré");
    cut_top(&mut inside, 1);
    for one in lost.iter().take(MOST) {
        canvas.line(cut_top(&mut inside, 1), &[("• ", theme.quiet), (one, theme.text)]);
    }
    if lost.len() > MOST {
        let more = format!("… et {} autres", lost.len() - MOST);
        canvas.text(cut_top(&mut inside, 1), &more, theme.quiet);
    }
    cut_top(&mut inside, 1);
    canvas.text(cut_top(&mut inside, 1), "Abandonner ces changements\u{a0}?", theme.strong());
    let keys = [
        ("O", theme.key),
        (" abandonner   ", theme.text),
        ("Échap", theme.key),
        (" garder et continuer", theme.text),
    ];
    cut_top(&mut inside, 1);
    canvas.line(inside, &keys);
}

/// `Téléphone : 06 12 34 56 78 → 06 99 99 99 99`.
pub fn change(label: &str, before: &str, after: &str) -> String {
    let or_nothing = |text: &str| if text.is_empty() { "vide".to_owned() } else { text.to_owned() };
    format!("{label}\u{a0}: {} → {}", or_nothing(before), or_nothing(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form<u8> {
        let line = |key| Line::new(key, "Nom", "a", "a");
        Form::new(vec![line(1), line(2), Line::adding(3, "Ajouter"), line(4)])
    }

    #[test]
    fn the_focus_goes_round_and_by_parts() {
        let mut form = form();
        form.previous();
        assert_eq!(form.focused().unwrap().key, 4);
        form.next();
        assert_eq!(form.focused().unwrap().key, 1);
        let begins = |line: &Line<u8>| [1, 4].contains(&line.key);
        form.next();
        form.section(Key::PageUp, begins);
        assert_eq!(form.focused().unwrap().key, 1, "the first of this part");
        form.section(Key::PageUp, begins);
        assert_eq!(form.focused().unwrap().key, 1);
        form.section(Key::PageDown, begins);
        form.section(Key::PageDown, begins);
        assert_eq!(form.focused().unwrap().key, 4);
    }

    #[test]
    fn what_is_typed_is_a_change_until_it_is_typed_back() {
        let mut form = form();
        form.key(Key::Char('b'));
        assert!(form.is_changed() && form.text(1) == "ab");
        form.key(Key::Backspace);
        assert!(!form.is_changed());
        form.paste(" ");
        assert!(!form.is_changed(), "a space at the end is nothing");
        form.go(3);
        form.key(Key::Char('b'));
        form.paste("b");
        assert!(!form.is_changed(), "nothing is typed on a line that adds");
        form.insert(3, vec![Line::new(9, "Nom", "", "")]);
        assert_eq!(form.focused().unwrap().key, 9);
        form.fill(9, "c");
        assert_eq!(form.changed().map(|line| line.key).collect::<Vec<_>>(), [9]);
        form.go(77);
        assert_eq!(form.focused().unwrap().key, 9);
    }
}
