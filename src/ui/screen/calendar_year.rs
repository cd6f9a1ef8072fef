//! The school year on the screen: a line a month, a glyph a day, what is booked beside it.

use chrono::{Datelike, Months, NaiveDate};
use ratatui::layout::Rect;

use super::calendar_views::{Sight, draw_narrow};
use crate::domain::day::booked;
use crate::domain::time::short_month;
use crate::ui::canvas::{Canvas, cut_left, cut_top};
use crate::ui::key::{Key, Place};

/// Columns of a month's name.
const NAME: u16 = 12;

/// Columns of the number of booked days, then of what they cost.
const BOOKED: (u16, u16) = (10, 12);

/// The days that the ruler names.
const RULER: [u16; 7] = [1, 5, 10, 15, 20, 25, 30];

/// Days of the longest month.
const LONGEST: u16 = 31;

/// Draws the ruler and the months.
pub fn draw_year(canvas: &mut Canvas<'_>, mut area: Rect, sight: &Sight<'_>) {
    canvas.spots.wheel(area, Key::PageUp, Key::PageDown);
    let pitch = pitch(area.width);
    draw_heading(canvas, cut_top(&mut area, 1), pitch, sight);
    let months = (0..12).filter_map(|n| sight.view.first().checked_add_months(Months::new(n)));
    for (first, row) in months.zip(area.rows()) {
        draw_line(canvas, row, (first, pitch), sight);
    }
}

/// Two columns a day where the window is wide enough.
const fn pitch(width: u16) -> u16 {
    let beside = NAME + BOOKED.0 + BOOKED.1 + 1;
    if width >= beside + 2 * LONGEST { 2 } else { 1 }
}

/// `2026-2027   1   5    10   15   20   25   30       inscrits     montant`.
fn draw_heading(canvas: &mut Canvas<'_>, mut row: Rect, pitch: u16, sight: &Sight<'_>) {
    let theme = canvas.theme;
    let year = sight.view.first().year();
    cut_left(&mut row, 1);
    canvas.text(cut_left(&mut row, NAME), &format!("{year}-{}", year + 1), theme.strong());
    draw_ruler(canvas, cut_left(&mut row, LONGEST * pitch), pitch, sight.cursor);
    canvas.right(cut_left(&mut row, BOOKED.0), "inscrits", theme.quiet);
    canvas.right(cut_left(&mut row, BOOKED.1), "montant", theme.quiet);
}

/// The numbers 1, 5, 10 … above their days, and that of the cursor: in sixteen colours a narrow
/// cell alone can't always say where it is.
pub fn draw_ruler(canvas: &mut Canvas<'_>, area: Rect, pitch: u16, cursor: NaiveDate) {
    let theme = canvas.theme;
    let here = u16::try_from(cursor.day()).unwrap_or(1);
    let named = RULER.into_iter().filter(|day| (day.abs_diff(here)) * pitch > 2);
    for (day, style) in named.map(|day| (day, theme.quiet)).chain([(here, theme.selected)]) {
        let mut place = area;
        cut_left(&mut place, (day - 1) * pitch);
        canvas.text(place, &day.to_string(), style);
    }
}

/// `nov. 26      ■■-■■  ■■-■■  …         15     58,50 €`.
fn draw_line(
    canvas: &mut Canvas<'_>,
    mut row: Rect,
    (first, pitch): (NaiveDate, u16),
    sight: &Sight<'_>,
) {
    let theme = canvas.theme;
    let is_here = |day: NaiveDate| (day.year(), day.month()) == (first.year(), first.month());
    let own = if is_here(sight.cursor) { theme.strong() } else { theme.text };
    cut_left(&mut row, 1);
    canvas.text(cut_left(&mut row, NAME), &short_month(first), own);
    let mut days = cut_left(&mut row, LONGEST * pitch);
    let chosen = sight.view.chosen();
    for day in first.iter_days().take_while(|day| is_here(*day)) {
        draw_narrow(canvas, cut_left(&mut days, pitch), Place { row: chosen, day }, sight);
    }
    let shown = sight.view.days();
    let from = shown.partition_point(|answer| answer.day < first);
    let days: Vec<_> = shown.iter().skip(from).take_while(|answer| is_here(answer.day)).collect();
    let (count, amount) = booked(days);
    if count > 0 {
        canvas.right(cut_left(&mut row, BOOKED.0), &count.to_string(), own);
        canvas.right(cut_left(&mut row, BOOKED.1), &amount.to_string(), own);
    }
}
