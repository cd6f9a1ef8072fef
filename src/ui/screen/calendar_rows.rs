//! Rows of days on the screen: a week of all activities with places and prices, and a month of all
//! activities or siblings, a glyph a day.

use chrono::Datelike;
use ratatui::layout::Rect;

use super::calendar_views::{Look, Sight, cursor, draw_narrow, look, month_title};
use super::calendar_year::draw_ruler;
use crate::desk::view::{DayRow, Span};
use crate::domain::day::DayAnswer;
use crate::domain::text::of_name;
use crate::domain::time::{day_abbreviation, day_name};
use crate::ui::canvas::{Canvas, cut_left, cut_right, cut_top};
use crate::ui::key::{Key, Place};
use crate::ui::words::{width, wrap};

/// Columns of a row's name, before those of a week and of a month.
const NAME: u16 = 16;

/// Columns of a day of the month.
const NARROW: u16 = 2;

/// Rows of an activity in a week: the state, the places, the price.
const WEEK_ROW: u16 = 3;

/// From this width of a day on, its word is written in full.
const FULL: u16 = 11;

/// From this width of a day on, the name of its weekday is.
const NAMED: u16 = 14;

/// A day of the week is never wider than this, however wide the screen.
const WIDEST: u16 = 14;

/// The first of the rows in sight, so that the chosen one is among them.
fn scrolled(rows: usize, chosen: usize, room: u16) -> usize {
    let room = usize::from(room).max(1);
    chosen.saturating_sub(room - 1).min(rows.saturating_sub(room))
}

/// Draws the days of the week above the activities.
pub fn draw_week(canvas: &mut Canvas<'_>, mut area: Rect, sight: &Sight<'_>) {
    let theme = canvas.theme;
    canvas.spots.wheel(area, Key::PageUp, Key::PageDown);
    let pitch = (area.width.saturating_sub(NAME + 2) / 7).min(WIDEST);
    let mut heading = cut_top(&mut area, 1);
    cut_left(&mut heading, 1);
    let first = sight.view.first();
    let rows = &sight.view.rows;
    let chosen = sight.view.chosen();
    let place = if usize::from(area.height / WEEK_ROW) < rows.len() {
        format!(" {}/{}", chosen + 1, rows.len())
    } else {
        String::new()
    };
    let number = format!("Semaine {:02}{place}", first.iso_week().week());
    canvas.text(cut_left(&mut heading, NAME), &number, theme.strong());
    for day in first.iter_days().take(7) {
        let name =
            if pitch < NAMED { day_abbreviation(day.weekday()) } else { day_name(day.weekday()) };
        let today = if day == sight.today { "<" } else { "" };
        let own = if day == sight.cursor { theme.strong() } else { theme.quiet };
        canvas.text(cut_left(&mut heading, pitch), &format!("{name} {}{today}", day.day()), own);
    }
    let skipped = scrolled(rows.len(), chosen, area.height / WEEK_ROW);
    for (index, row) in rows.iter().enumerate().skip(skipped) {
        let mut line = cut_top(&mut area, WEEK_ROW);
        if line.height < WEEK_ROW {
            break;
        }
        cut_left(&mut line, 1);
        let mut name = cut_left(&mut line, NAME);
        cut_right(&mut name, 1);
        draw_name(canvas, name, index, sight);
        for answer in &row.days {
            let mut cell = cut_left(&mut line, pitch);
            cut_right(&mut cell, 1);
            draw_day_of_week(canvas, cell, (index, row, answer), sight);
        }
    }
}

/// The name of a row, on as many lines as there are; `>` says where the cursor is.
fn draw_name(canvas: &mut Canvas<'_>, area: Rect, index: usize, sight: &Sight<'_>) {
    let theme = canvas.theme;
    let is_chosen = index == sight.view.chosen();
    let style = if is_chosen { theme.strong() } else { theme.text };
    let mut area = area;
    canvas.text(cut_left(&mut area, 2), if is_chosen { ">" } else { "" }, style);
    let name = name(sight, index);
    let lines =
        if area.height > 1 { wrap(name, usize::from(area.width)) } else { vec![name.into()] };
    for (line, row) in lines.iter().zip(area.rows()) {
        canvas.text(row, line, style);
    }
}

/// The activity of a row; among siblings, the child.
fn name<'a>(sight: &Sight<'a>, index: usize) -> &'a str {
    let Some(DayRow { child, activity, .. }) = sight.view.rows.get(index) else { return "" };
    let found = if sight.view.span == Span::Siblings {
        sight.view.children.iter().find(|(id, _)| id == child).map(|(_, given)| given)
    } else {
        sight.view.activities.iter().find(|(id, _)| id == activity).map(|(_, label)| label)
    };
    found.map_or("", String::as_str)
}

/// `● inscrit` above `42 places` above `3,90 €`.
fn draw_day_of_week(
    canvas: &mut Canvas<'_>,
    cell: Rect,
    (index, row, answer): (usize, &DayRow, &DayAnswer),
    sight: &Sight<'_>,
) {
    let theme = canvas.theme;
    let Look { glyph, word, style } = look((row, answer), sight, &theme, cell.width + 1 >= FULL);
    canvas.blank(cell, style);
    let mut lines = cell;
    let head = cut_top(&mut lines, 1);
    let roomy = width(&glyph) + width(&word) < usize::from(cell.width);
    let state = format!("{glyph}{}{word}", if roomy { " " } else { "" });
    let here = sight.is_cursor(index, answer.day);
    let own = if here { cursor(sight.legend, &theme) } else { style };
    canvas.blank(head, own);
    canvas.text(head, state.trim_end(), own);
    let places = answer.places_left.map(|left| {
        let words = if left < 2 { "place" } else { "places" };
        let long = format!("{left} {words}");
        if width(&long) > usize::from(cell.width) { format!("{left} pl.") } else { long }
    });
    canvas.text(cut_top(&mut lines, 1), &places.unwrap_or_default(), style);
    let price = answer.price.map(|price| price.to_string());
    canvas.text(cut_top(&mut lines, 1), &price.unwrap_or_default(), style);
    canvas.spots.click(cell, Key::Day(Place { row: index, day: answer.day }));
}

/// Draws the month above its activities, or above the siblings at one activity.
pub fn draw_activities(canvas: &mut Canvas<'_>, mut area: Rect, sight: &Sight<'_>) {
    let theme = canvas.theme;
    canvas.spots.wheel(area, Key::PageUp, Key::PageDown);
    let first = sight.view.first();
    let days = area.width.min(NARROW * 31 + NAME + 1).saturating_sub(NAME + 1);
    let name = area.width.saturating_sub(days + 1).min(2 * NAME);
    let mut heading = cut_top(&mut area, 1);
    cut_left(&mut heading, 1);
    canvas.line(heading, &[(&month_title(first), theme.strong()), (&about(sight), theme.quiet)]);
    let [mut initials, mut ruler] = [cut_top(&mut area, 1), cut_top(&mut area, 1)];
    cut_left(&mut initials, name + 1);
    cut_left(&mut ruler, name + 1);
    draw_ruler(canvas, ruler, NARROW, sight.cursor);
    for day in first.iter_days().take_while(|day| day.month() == first.month()) {
        let initial = day_name(day.weekday()).get(..1).unwrap_or_default();
        let own = if day == sight.cursor { theme.strong() } else { theme.quiet };
        canvas.text(cut_left(&mut initials, NARROW), initial, own);
    }
    let rows = &sight.view.rows;
    let pitch = if area.height >= double(rows.len()) { 2 } else { 1 };
    let skipped = scrolled(rows.len(), sight.view.chosen(), area.height);
    for (index, row) in rows.iter().enumerate().skip(skipped) {
        let mut line = cut_top(&mut area, pitch);
        cut_left(&mut line, 1);
        let mut place = cut_left(&mut line, name);
        cut_right(&mut place, 1);
        draw_name(canvas, place, index, sight);
        for answer in &row.days {
            let cell = Rect { height: line.height.min(1), ..cut_left(&mut line, NARROW) };
            draw_narrow(canvas, cell, Place { row: index, day: answer.day }, sight);
        }
    }
}

fn double(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX).saturating_mul(2)
}

/// ` · activités de Léo`, ` · Cantine Jean-Moulin, frères et sœurs`.
fn about(sight: &Sight<'_>) -> String {
    let view = sight.view;
    if view.span == Span::Siblings {
        let label = view.activities.iter().find(|(id, _)| Some(*id) == view.activity);
        return format!(" · {}, la fratrie", label.map_or("", |(_, label)| label));
    }
    let given = view.children.iter().find(|(id, _)| Some(*id) == view.child);
    given.map_or(String::new(), |(_, given)| format!(" · activités {}", of_name(given)))
}
