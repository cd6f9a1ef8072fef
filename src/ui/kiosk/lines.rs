//! What is read: lines that know how they are meant, broken where they must be, drawn as far as
//! there is room.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::legend::Legend;
use crate::domain::people::DayState;
use crate::ui::canvas::{Canvas, columns, cut_left, cut_right};
use crate::ui::screen::calendar_views::style;
use crate::ui::words::{width, wrap};

/// How a line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// It is said.
    Text,
    /// It leads the eye.
    Strong,
    /// It helps.
    Quiet,
    /// It is to be noticed.
    Alert,
    /// It is in order.
    Done,
    /// A day's state, in its colours.
    State(DayState),
}

/// A line before it is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// How they are meant.
    pub ink: Ink,
    /// How far in they begin.
    pub indent: u16,
    /// What stands at the right end of the line, if anything.
    pub right: Option<(String, Ink)>,
}

/// Words from the left edge on.
pub fn plain(text: impl Into<String>, ink: Ink) -> Line {
    Line { text: text.into(), ink, indent: 0, right: None }
}

/// Words a little further in.
pub fn under(text: impl Into<String>, ink: Ink) -> Line {
    Line { indent: 3, ..plain(text, ink) }
}

/// Words a little further in, and others at the right end.
pub fn pair(text: impl Into<String>, right: impl Into<String>, ink: Ink) -> Line {
    Line { right: Some((right.into(), ink)), ..under(text, Ink::Text) }
}

/// An empty line.
pub fn gap() -> Line {
    plain("", Ink::Text)
}

/// The lines broken to so many columns; in large text each is followed by an empty one.
pub fn broken(lines: &[Line], room: u16, large: bool) -> Vec<Line> {
    let mut broken: Vec<Line> = Vec::new();
    for line in lines {
        let right = line.right.as_ref().map_or(0, |(words, _)| width(words) + 2);
        let room = usize::from(room.saturating_sub(line.indent)).saturating_sub(right).max(8);
        let pieces = wrap(&line.text, room);
        if pieces.is_empty() {
            broken.push(line.clone());
        }
        for (index, text) in pieces.into_iter().enumerate() {
            let right = line.right.clone().filter(|_| index == 0);
            broken.push(Line { text, right, ..line.clone() });
            if large {
                broken.push(gap());
            }
        }
    }
    while broken.last().is_some_and(|line| line.text.is_empty() && line.right.is_none()) {
        broken.pop();
    }
    broken
}

/// The style of an ink.
pub fn inked(canvas: &Canvas<'_>, ink: Ink, legend: &Legend) -> Style {
    let theme = canvas.theme;
    match ink {
        Ink::Text => theme.text,
        Ink::Strong => theme.strong(),
        Ink::Quiet => theme.quiet,
        Ink::Alert => theme.alert,
        Ink::Done => theme.success,
        Ink::State(state) => style(legend.entry(state), &theme),
    }
}

/// Draws broken lines from the `first` one on; returns the rows that they took.
pub fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (lines, first): (&[Line], usize),
    legend: &Legend,
) -> u16 {
    let first = first.min(lines.len().saturating_sub(usize::from(area.height)));
    let mut rows = 0;
    for (line, mut row) in lines.iter().skip(first).zip(area.rows()) {
        rows += 1;
        if let Some((words, ink)) = &line.right {
            let style = inked(canvas, *ink, legend);
            let words =
                if matches!(ink, Ink::State(_)) { format!(" {words} ") } else { words.clone() };
            let mut place = cut_right(&mut row, columns(&words));
            place.height = 1;
            canvas.blank(place, style);
            canvas.text(place, &words, style);
        }
        cut_left(&mut row, line.indent);
        let style = inked(canvas, line.ink, legend);
        canvas.text(row, &line.text, style);
    }
    rows
}
