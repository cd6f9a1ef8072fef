//! The month on the screen: the grid, and the legend beside it.
//!
//! Every cell is a glyph and a word before it is a colour, and all three come from the legend.

use chrono::{Datelike, NaiveDate, Weekday};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::calendar_views::{Look, Sight, brackets, cursor, look, month_title, style};
use crate::domain::legend::Legend;
use crate::domain::time::{day_abbreviation, day_name};
use crate::ui::canvas::{Canvas, cut_left, cut_right, cut_top};
use crate::ui::key::{Key, Place};
use crate::ui::theme::Theme;
use crate::ui::words::width;

/// Columns of the legend's box: the glyph, a space, eighteen columns, and its border.
const LEGEND: u16 = 23;

/// From this width of a day on, names and words are written in full.
pub const FULL: u16 = 10;

/// A day is never wider than this, however wide the screen.
pub const WIDEST: u16 = 14;

/// Draws the weeks, and the legend beside them.
pub fn draw_month(canvas: &mut Canvas<'_>, mut boxes: Rect, sight: &Sight<'_>) {
    draw_legend(canvas, cut_right(&mut boxes, LEGEND), sight.legend);
    draw_grid(canvas, boxes, sight);
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

/// The weeks, Monday first, with their ISO numbers.
fn draw_grid(canvas: &mut Canvas<'_>, area: Rect, sight: &Sight<'_>) {
    let theme = canvas.theme;
    let first = sight.view.first();
    let mut inside = canvas.panel(area, &month_title(first));
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
            draw_cell(canvas, cell, day, sight);
        }
    }
    canvas.spots.wheel(area, Key::PageUp, Key::PageDown);
}

fn weekday(day: NaiveDate) -> u16 {
    u16::try_from(day.weekday().num_days_from_monday()).unwrap_or(0)
}

fn draw_cell(canvas: &mut Canvas<'_>, cell: Rect, day: NaiveDate, sight: &Sight<'_>) {
    let look = look_of(day, sight, &canvas.theme, cell.width >= FULL);
    paint_cell(canvas, cell, (day, look), sight);
}

/// What a day of the month looks like; a day that nothing is known of is empty.
pub fn look_of(day: NaiveDate, sight: &Sight<'_>, theme: &Theme, full: bool) -> Look {
    let shown = sight.row().and_then(|row| Some((row, row.answer(day)?)));
    let looks = shown.map(|shown| look(shown, sight, theme, full));
    looks.unwrap_or(Look { glyph: String::new(), word: String::new(), style: theme.quiet })
}

/// ` 27 ●` above `inscrit`. Under the cursor the first row is in brackets and in the cursor's
/// colours; the second keeps the state's, so that orange is seen to turn blue.
pub fn paint_cell(
    canvas: &mut Canvas<'_>,
    cell: Rect,
    (day, look): (NaiveDate, Look),
    sight: &Sight<'_>,
) {
    let theme = canvas.theme;
    let today = sight.legend.marks.today.glyph;
    let marked = if day == sight.today { format!("{}{today}", look.glyph) } else { look.glyph };
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
    if day == sight.cursor {
        let style = cursor(sight.legend, &theme);
        canvas.blank(head, style);
        let (open, close) = brackets(&theme);
        canvas.text(head, &format!("{open}{number}{close}"), style);
    }
    cut_left(&mut rows, 1);
    canvas.blank(rows, look.style);
    canvas.text(rows, &look.word, look.style);
    canvas.spots.click(cell, Key::Day(Place { row: 0, day }));
}
