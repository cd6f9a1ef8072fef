//! The month on the screen: the grid, the legend beside it, the day under the cursor below.
//!
//! Every cell is a glyph and a word before it is a colour, and all three come from the legend.

use chrono::{Datelike, NaiveDate, Weekday};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::calendar::held;
use super::pending::{Pending, signed};
use crate::desk::view::CalendarView;
use crate::domain::day::DayAnswer;
use crate::domain::ids::ActivityId;
use crate::domain::legend::{Legend, LegendEntry};
use crate::domain::people::DayState;
use crate::domain::text::nth;
use crate::domain::time::{day_abbreviation, day_name, limit, month_name, short_day};
use crate::ui::canvas::{Canvas, columns, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::key::Key;
use crate::ui::theme::Theme;
use crate::ui::words::{width, wrap};

/// A month and what is to be seen in it.
#[derive(Clone, Copy, Debug)]
pub struct Month<'a> {
    /// The month of a child at an activity.
    pub view: &'a CalendarView,
    /// The day under the cursor.
    pub cursor: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// The days that were toggled.
    pub pending: &'a Pending,
    /// What the states look like.
    pub legend: &'a Legend,
    /// Which type of activities is chosen.
    pub kind: Option<&'a str>,
}

impl Month<'_> {
    fn answer(&self, day: NaiveDate) -> Option<&DayAnswer> {
        self.view.days.iter().find(|answer| answer.day == day)
    }

    /// Whether a day is to be booked or given back once the changes are written.
    fn change(&self, day: NaiveDate) -> Option<bool> {
        self.pending.of(self.view.child?, self.view.activity?, day)
    }
}

/// Columns of the legend's box: the glyph, a space, eighteen columns, and its border.
const LEGEND: u16 = 23;

/// Rows of the boxes: six weeks of two rows and the names of the days, or the legend's 13 lines.
const BOXES: u16 = 15;

/// Rows of the box below: the day, two rows of reasons, the changes.
const DAY: u16 = 6;

/// From this width of a day on, names and words are written in full.
const FULL: u16 = 10;

/// A day is never wider than this, however wide the screen.
const WIDEST: u16 = 14;

/// Draws all of it.
pub fn draw_month(canvas: &mut Canvas<'_>, mut body: Rect, month: &Month<'_>) {
    draw_choice(canvas, cut_top(&mut body, 1), month);
    let mut boxes = cut_top(&mut body, BOXES);
    draw_legend(canvas, cut_right(&mut boxes, LEGEND), month.legend);
    draw_grid(canvas, boxes, month);
    draw_day(canvas, cut_top(&mut body, DAY), month);
}

/// `Enfant [Léo] Inès    Activité [Cantine Jean-Moulin] Périsoir Mercredi`.
fn draw_choice(canvas: &mut Canvas<'_>, mut row: Rect, month: &Month<'_>) {
    let view = month.view;
    let children: Vec<(&str, bool)> =
        view.children.iter().map(|(id, given)| (given.as_str(), view.child == Some(*id))).collect();
    let held = held(view, month.kind);
    let named = |(id, label): &(ActivityId, String)| {
        let shown = view.activity == Some(*id);
        let rhythm =
            view.terms.rhythm.filter(|_| shown).map(|rhythm| format!(" · {}", rhythm.label()));
        (format!("{label}{}", rhythm.unwrap_or_default()), shown)
    };
    let activities: Vec<(String, bool)> =
        view.activities.iter().filter(|(id, _)| held.contains(id)).map(named).collect();
    let activities: Vec<(&str, bool)> =
        activities.iter().map(|(label, shown)| (label.as_str(), *shown)).collect();
    cut_left(&mut row, 1);
    let mut rest = row;
    if !children.is_empty() {
        let third = row.width / 3;
        rest = choice(canvas, row, third, ("Enfant", &children));
        cut_left(&mut rest, 4);
    }
    choice(canvas, rest, rest.width, (month.kind.unwrap_or("Activité"), &activities));
}

/// The names, the chosen one in brackets; that one alone where `room` is too short for all.
fn choice(
    canvas: &mut Canvas<'_>,
    area: Rect,
    room: u16,
    (label, names): (&str, &[(&str, bool)]),
) -> Rect {
    let theme = canvas.theme;
    let shown = |(name, chosen): &(&str, bool)| {
        if *chosen { format!(" [{name}]") } else { format!(" {name}") }
    };
    if names.is_empty() {
        return canvas.line(area, &[(label, theme.quiet), (" aucune", theme.quiet)]);
    }
    let mut words: Vec<(String, bool)> = names.iter().map(|one| (shown(one), one.1)).collect();
    let taken: usize = width(label) + words.iter().map(|(word, _)| width(word)).sum::<usize>();
    if taken > usize::from(room) {
        let place = names.iter().position(|(_, chosen)| *chosen).unwrap_or(0);
        words.retain(|(_, chosen)| *chosen);
        words.push((format!(" {} sur {}", place + 1, names.len()), false));
    }
    let rest = canvas.text(area, label, theme.quiet);
    words.iter().fold(rest, |rest, (word, chosen)| {
        canvas.text(rest, word, if *chosen { theme.strong() } else { theme.quiet })
    })
}

/// One line a state, in its colours, then the marks.
fn draw_legend(canvas: &mut Canvas<'_>, area: Rect, legend: &Legend) {
    let inside = canvas.panel(area, "Légende");
    let theme = canvas.theme;
    let mut lines: Vec<(String, Style)> = (legend.entries().iter())
        .map(|entry| (format!("{} {}", entry.glyph, entry.label), style(entry, &theme)))
        .collect();
    let marks = &legend.marks;
    for mark in [&marks.pending, &marks.today] {
        lines.push((format!("{} {}", mark.glyph, mark.label), theme.text));
    }
    let (open, close) = brackets(&theme);
    lines.push((format!("{open} {close} curseur"), cursor(legend, &theme)));
    for ((words, style), row) in lines.iter().zip(inside.rows()) {
        let row = Rect { width: row.width.saturating_add(1), ..row };
        canvas.blank(row, *style);
        canvas.text(row, words, *style);
    }
}

/// The colours of a state; where the legend leaves them to the terminal, ours.
pub fn style(entry: &LegendEntry, theme: &Theme) -> Style {
    let own = if entry.state == DayState::Closed { theme.quiet } else { theme.text };
    let style = theme.of_legend(&entry.colours, own);
    if entry.bold { style.add_modifier(Modifier::BOLD) } else { style }
}

/// The colours of the cursor; inverse video where the legend leaves them to the terminal.
fn cursor(legend: &Legend, theme: &Theme) -> Style {
    theme.of_legend(&legend.marks.cursor, theme.selected)
}

/// What the day under the cursor stands in; where all days are in brackets, it has a row's sign.
fn brackets(theme: &Theme) -> (char, char) {
    if theme.brackets() { ('>', '<') } else { ('[', ']') }
}

/// The weeks, Monday first, with their ISO numbers.
fn draw_grid(canvas: &mut Canvas<'_>, area: Rect, month: &Month<'_>) {
    let theme = canvas.theme;
    let first = month.view.month;
    let mut name = month_name(first).chars();
    let capital: String = name.next().into_iter().flat_map(char::to_uppercase).collect();
    let title = format!("{capital}{} {}", name.as_str(), first.year());
    let mut inside = canvas.panel(area, &title);
    let pitch = (inside.width.saturating_sub(3) / 7).min(WIDEST);
    let margin = inside.width.saturating_sub(pitch * 7).min(4);
    let mut heading = cut_top(&mut inside, 1);
    canvas.text(cut_left(&mut heading, margin), "Sem", theme.quiet);
    let monday = first.week(Weekday::Mon).checked_first_day().unwrap_or(first);
    for day in monday.iter_days().take(7) {
        let mut place = cut_left(&mut heading, pitch);
        cut_left(&mut place, 1);
        let name =
            if pitch < FULL { day_abbreviation(day.weekday()) } else { day_name(day.weekday()) };
        canvas.text(place, name, theme.quiet);
    }
    for monday in monday.iter_days().step_by(7).take(6) {
        let mut week = cut_top(&mut inside, 2);
        let days: Vec<NaiveDate> =
            monday.iter_days().take(7).filter(|day| day.month() == first.month()).collect();
        if days.is_empty() {
            break;
        }
        let number = format!("{:02}", monday.iso_week().week());
        canvas.text(cut_left(&mut week, margin), &number, theme.quiet);
        for day in days {
            let mut cell = week;
            cut_left(&mut cell, pitch * weekday(day));
            cell.width = cell.width.min(pitch);
            draw_cell(canvas, cell, day, month);
        }
    }
    canvas.spots.wheel(area, Key::PageUp, Key::PageDown);
}

fn weekday(day: NaiveDate) -> u16 {
    u16::try_from(day.weekday().num_days_from_monday()).unwrap_or(0)
}

/// What a day looks like.
struct Look {
    glyph: String,
    word: String,
    style: Style,
}

/// A toggled day has the colours that it will have, and the glyph that it still has.
fn look(answer: &DayAnswer, month: &Month<'_>, theme: &Theme, full: bool) -> Look {
    let entry = month.legend.entry(answer.state);
    let pending = month.legend.marks.pending.glyph;
    let Some(book) = month.change(answer.day) else {
        let own = if full { &entry.long_word } else { &entry.word };
        let word = answer.word.unwrap_or(own).to_owned();
        return Look { glyph: entry.glyph.to_string(), word, style: style(entry, theme) };
    };
    let target = if book { answer.look_once_booked() } else { DayState::Cancelled };
    let word = match (book, full) {
        (true, _) if target == DayState::Waiting => &month.legend.entry(target).word,
        (true, _) => "ajout",
        (false, true) => "retrait",
        (false, false) => "retr.",
    };
    let style = style(month.legend.entry(target), theme).add_modifier(Modifier::BOLD);
    Look { glyph: format!("{}{pending}", entry.glyph), word: word.to_owned(), style }
}

/// ` 27 ●` above `inscrit`. Under the cursor the first row is in brackets and in the cursor's
/// colours; the second keeps the state's, so that orange is seen to turn blue.
fn draw_cell(canvas: &mut Canvas<'_>, cell: Rect, day: NaiveDate, month: &Month<'_>) {
    let theme = canvas.theme;
    let full = cell.width >= FULL;
    let looks = month.answer(day).map(|answer| look(answer, month, &theme, full));
    let look =
        looks.unwrap_or(Look { glyph: String::new(), word: String::new(), style: theme.quiet });
    let today = month.legend.marks.today.glyph;
    let marked = if day == month.today { format!("{}{today}", look.glyph) } else { look.glyph };
    let gap = if width(&marked) > 2 { "" } else { " " };
    let number = format!("{:>2}{gap}{marked}", day.day());
    let mut rows = cell;
    let head = cut_top(&mut rows, 1);
    let mut inside = head;
    cut_left(&mut inside, 1);
    canvas.blank(inside, look.style);
    canvas.text(inside, &number, look.style);
    if theme.brackets() && !look.word.is_empty() {
        let mut row = head;
        canvas.text(cut_right(&mut row, 1), "]", theme.border);
        canvas.text(row, "[", theme.border);
    }
    if day == month.cursor {
        let style = cursor(month.legend, &theme);
        canvas.blank(head, style);
        let (open, close) = brackets(&theme);
        canvas.text(head, &format!("{open}{number}{close}"), style);
    }
    cut_left(&mut rows, 1);
    canvas.blank(rows, look.style);
    canvas.text(rows, &look.word, look.style);
    canvas.spots.click(cell, Key::Day(day));
}

/// The day under the cursor in words, and what the changes come to. On the smallest screen the
/// day stands in the border, so that its reasons have two rows: a deadline must not be cut off.
fn draw_day(canvas: &mut Canvas<'_>, area: Rect, month: &Month<'_>) {
    let theme = canvas.theme;
    let answer = month.answer(month.cursor);
    let in_border = area.height < DAY && answer.is_some();
    let title = if in_border { "" } else { "Jour choisi et changements" };
    let mut inside = canvas.panel(area, title);
    let mut last = cut_bottom(&mut inside, 1);
    let notice = month.view.notice.as_deref().map(|notice| format!("▲ {notice}"));
    match &notice {
        Some(notice) if month.pending.is_empty() => {
            canvas.text(last, notice, theme.alert);
        }
        Some(notice) if inside.height > 2 => {
            canvas.text(cut_bottom(&mut inside, 1), notice, theme.alert);
        }
        _ => {}
    }
    if !month.pending.is_empty() {
        let total = format!("Total  {}", signed(month.pending.total()));
        canvas.text(cut_right(&mut last, columns(&total)), &total, theme.strong());
        let changes = month.pending.sentence();
        canvas.line(last, &[("À VALIDER  ", theme.alert), (&changes, theme.text)]);
    } else if notice.is_none() && !month.view.days.is_empty() {
        canvas.text(last, "Rien à valider. Espace coche ou décoche un jour.", theme.quiet);
    }
    let Some(answer) = answer else {
        canvas.text(inside, nothing(month.view), theme.quiet);
        return;
    };
    let head = if in_border { border(canvas, area) } else { cut_top(&mut inside, 1) };
    draw_head(canvas, head, answer, month);
    draw_reasons(canvas, inside, answer);
}

/// Where a box has its title, behind a column of air.
fn border(canvas: &mut Canvas<'_>, area: Rect) -> Rect {
    let mut row = cut_top(&mut area.clone(), 1);
    cut_left(&mut row, 2);
    cut_right(&mut row, 2);
    let text = canvas.theme.text;
    canvas.text(cut_left(&mut row, 1), " ", text);
    row
}

/// Why there is no day at all.
const fn nothing(view: &CalendarView) -> &'static str {
    if view.child.is_none() {
        "Aucun enfant dans cette famille."
    } else {
        "Cet enfant n’est inscrit à aucune activité."
    }
}

/// `ven 27/11 ● inscrit annulable · tarif C 3,90 € · 42 places libres sur 60 · limite …`.
fn draw_head(canvas: &mut Canvas<'_>, row: Rect, answer: &DayAnswer, month: &Month<'_>) {
    let theme = canvas.theme;
    let entry = month.legend.entry(answer.state);
    let state = format!(" {} {} ", entry.glyph, entry.label);
    let day = short_day(answer.day);
    let pieces =
        [(day.as_str(), theme.strong()), (" ", theme.text), (state.as_str(), style(entry, &theme))];
    let mut rest = canvas.line(row, &pieces);
    for fact in facts(answer, month) {
        let fact = format!(" · {fact}");
        if columns(&fact) < rest.width {
            rest = canvas.text(rest, &fact, theme.text);
        }
    }
    canvas.text(rest, " ", theme.text);
}

/// The reasons, as far as there is room.
fn draw_reasons(canvas: &mut Canvas<'_>, area: Rect, answer: &DayAnswer) {
    let room = usize::from(area.height);
    let mut lines = wrap(&answer.reasons.join(" "), usize::from(area.width));
    let cut = lines.len() > room;
    lines.truncate(room);
    if let Some(line) = lines.last_mut().filter(|_| cut) {
        line.push_str(" …");
    }
    let text = canvas.theme.text;
    for (line, row) in lines.iter().zip(area.rows()) {
        canvas.text(row, line, text);
    }
}

/// What the day costs, how many places are left, until when it can change.
fn facts(answer: &DayAnswer, month: &Month<'_>) -> Vec<String> {
    let price = answer.price.map(|price| match month.view.terms.bracket.as_str() {
        "" => price.to_string(),
        bracket => format!("tarif {bracket} {price}"),
    });
    let places = answer.places_left.zip(answer.places).map(|(left, places)| {
        let words = if left < 2 { "place libre" } else { "places libres" };
        format!("{left} {words} sur {places}")
    });
    let until = answer.deadline.map(|at| format!("limite {}", limit(at, month.today)));
    let waits = answer.state == DayState::Waiting;
    let rank = answer.rank.filter(|_| waits).map(|rank| format!("{} de la liste", nth(rank)));
    [rank, price, places, until].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::view::legend;
    use crate::ui::theme::{Depth, Look, Skin};

    #[test]
    fn the_legend_keeps_its_colours_at_every_depth() {
        let legend = legend();
        let available = legend.entry(DayState::Available);
        let closed = legend.entry(DayState::Closed);
        let [full, indexed, sixteen] = [Depth::True, Depth::Indexed, Depth::Sixteen]
            .map(|depth| Theme::new(Look { skin: Skin::Dark, depth }));
        let colours = |style: Style| format!("{}/{}", style.bg.unwrap(), style.fg.unwrap());
        assert_eq!(colours(style(available, &full)), "#FFA62B/#000000");
        assert_eq!(colours(style(available, &indexed)), "214/16");
        assert_eq!(colours(style(available, &sixteen)), "3/15");
        assert_eq!(style(closed, &sixteen), sixteen.quiet);
        assert_eq!(colours(cursor(&legend, &full)), "#FFFF00/#000000");
        assert_eq!(cursor(&legend, &sixteen), sixteen.selected);
    }
}
