//! The month on the screen: the counter's cells and colours, the reader's words.

use chrono::{Datelike, NaiveDate, Weekday};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::big;
use super::days::Days;
use super::lines::{Ink, Line, broken, draw, inked, plain};
use super::page::Scene;
use super::words::{Language, Phrase};
use crate::domain::day::DayAnswer;
use crate::domain::people::DayState;
use crate::domain::time::{END_OF_DAY, clock};
use crate::ui::canvas::{Canvas, columns, cut_left, cut_right, cut_top};
use crate::ui::key::{Key, Place};
use crate::ui::screen::calendar_grid::{FULL, WIDEST, look_of, paint_cell};
use crate::ui::screen::calendar_views::{Look, Sight, brackets, cursor, style};
use crate::ui::screen::pending::signed;
use crate::ui::words::width;

/// Columns of the legend's box.
const LEGEND: u16 = 23;
/// Rows of a month: six weeks of two rows, the names of the days, a box.
const MONTH: u16 = 15;
/// Columns that a month's name takes in a border.
const TITLE: u16 = 22;
/// Rows under the days: the day, what was chosen, why it is as it is.
const DAY: u16 = 4;
/// Rows of a week in large text: the number, the state, a gap.
const LARGE_WEEK: u16 = big::ROWS + 2;

/// Draws the month, its legend, and what is said of the day under the cursor.
pub fn draw_days(canvas: &mut Canvas<'_>, mut body: Rect, days: &Days, scene: &Scene<'_>) {
    let sight = days.sight(scene);
    if scene.reader.large {
        let weeks = (body.height.saturating_sub(DAY + 2) / LARGE_WEEK).max(1);
        draw_weeks(canvas, cut_top(&mut body, weeks * LARGE_WEEK + 2), &sight, scene);
    } else {
        let mut boxes = cut_top(&mut body, MONTH);
        draw_legend(canvas, cut_right(&mut boxes, LEGEND), scene);
        draw_month(canvas, boxes, &sight, scene);
    }
    cut_left(&mut body, 2);
    cut_right(&mut body, 2);
    draw_day(canvas, body, days, scene);
}

/// One line a state, in its colours, then the marks.
fn draw_legend(canvas: &mut Canvas<'_>, area: Rect, scene: &Scene<'_>) {
    let inside = canvas.panel(area, scene.say(Phrase::Legend));
    let theme = canvas.theme;
    let legend = scene.legend;
    let states =
        legend.entries().iter().map(|entry| (scene.state(entry.state), style(entry, &theme)));
    let mut lines: Vec<(String, Style)> = states.collect();
    let marks = &legend.marks;
    let chosen = format!("{} {}", marks.pending.glyph, scene.say(Phrase::Chosen));
    let today = format!("{} {}", marks.today.glyph, scene.say(Phrase::Today));
    lines.extend([(chosen, theme.text), (today, theme.text)]);
    let (open, close) = brackets(&theme);
    let words = format!("{open} {close} {}", scene.say(Phrase::Cursor));
    lines.push((words, cursor(legend, &theme)));
    for ((words, style), row) in lines.iter().zip(inside.rows()) {
        let row = Rect { width: row.width.saturating_add(1), ..row };
        canvas.blank(row, *style);
        canvas.text(row, words, *style);
    }
}

/// `Novembre 2026`, with a capital.
fn title(day: NaiveDate, language: Language) -> String {
    let month = language.month(day);
    let mut letters = month.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str())
}

/// The weeks, Monday first.
fn draw_month(canvas: &mut Canvas<'_>, area: Rect, sight: &Sight<'_>, scene: &Scene<'_>) {
    let first = sight.view.first();
    let mut inside = canvas.panel(area, &title(first, scene.reader.language));
    canvas.spots.wheel(area, Key::PageUp, Key::PageDown);
    turn_buttons(canvas, area, scene);
    let pitch = (inside.width / 7).min(WIDEST);
    let margin = inside.width.saturating_sub(pitch * 7) / 2;
    cut_left(&mut inside, margin);
    draw_weekdays(canvas, cut_top(&mut inside, 1), (first, pitch), scene);
    let monday = first.week(Weekday::Mon).checked_first_day().unwrap_or(first);
    for monday in monday.iter_days().step_by(7).take(6) {
        let week = cut_top(&mut inside, 2);
        for day in monday.iter_days().take(7).filter(|day| day.month() == first.month()) {
            let mut cell = week;
            cut_left(&mut cell, pitch * weekday(day));
            cell.width = cell.width.min(pitch);
            let look = worded(day, sight, scene, (&canvas.theme, cell.width >= FULL));
            paint_cell(canvas, cell, (day, look), sight);
        }
    }
}

/// ` Pg.préc. Pg.suiv. autre mois ` in the border.
fn turn_buttons(canvas: &mut Canvas<'_>, area: Rect, scene: &Scene<'_>) {
    let mut row = cut_top(&mut area.clone(), 1);
    let theme = canvas.theme;
    let words = format!(" {} ", scene.say(Phrase::KeyMonth));
    let wide = columns(&words) + 18;
    if row.width < wide + TITLE {
        return;
    }
    cut_right(&mut row, 2);
    let place = cut_right(&mut row, wide);
    let (key, border) = (theme.key, theme.border);
    let pieces = [
        (" ", border),
        ("Pg.préc.", key),
        (" ", border),
        ("Pg.suiv.", key),
        (words.as_str(), theme.quiet),
    ];
    canvas.line(place, &pieces);
}

fn draw_weekdays(
    canvas: &mut Canvas<'_>,
    mut row: Rect,
    (first, pitch): (NaiveDate, u16),
    scene: &Scene<'_>,
) {
    let quiet = canvas.theme.quiet;
    let monday = first.week(Weekday::Mon).checked_first_day().unwrap_or(first);
    for day in monday.iter_days().take(7) {
        let mut place = cut_left(&mut row, pitch);
        cut_left(&mut place, 2);
        canvas.text(place, scene.reader.language.weekday(day), quiet);
    }
}

fn weekday(day: NaiveDate) -> u16 {
    u16::try_from(day.weekday().num_days_from_monday()).unwrap_or(0)
}

/// What a day looks like, its word in the reader's language.
fn worded(
    day: NaiveDate,
    sight: &Sight<'_>,
    scene: &Scene<'_>,
    (theme, full): (&crate::ui::theme::Theme, bool),
) -> Look {
    let look = look_of(day, sight, theme, full);
    let language = scene.reader.language;
    let row = sight.row();
    let Some((row, answer)) = row.and_then(|row| Some((row, row.answer(day)?))) else {
        return look;
    };
    if language == Language::French {
        return look;
    }
    let word = match sight.pending.of(row.child, row.activity, day) {
        Some(true) if answer.look_once_booked() == DayState::Waiting => {
            language.state(DayState::Waiting).0
        }
        Some(true) => language.say(Phrase::Added),
        Some(false) => language.say(Phrase::Removed),
        None => match answer.word {
            Some("") => "",
            Some("férié") => language.say(Phrase::Holiday),
            _ => language.state(answer.state).0,
        },
    };
    Look { word: word.to_owned(), ..look }
}

/// A few weeks around the cursor, their numbers as large as blocks make them.
fn draw_weeks(canvas: &mut Canvas<'_>, area: Rect, sight: &Sight<'_>, scene: &Scene<'_>) {
    let mut inside = canvas.panel(area, &title(sight.cursor, scene.reader.language));
    canvas.spots.wheel(area, Key::PageUp, Key::PageDown);
    turn_buttons(canvas, area, scene);
    let pitch = (inside.width / 7).min(WIDEST);
    let margin = inside.width.saturating_sub(pitch * 7) / 2;
    cut_left(&mut inside, margin);
    let weeks = usize::from((inside.height + 1) / LARGE_WEEK).max(1);
    draw_weekdays(canvas, cut_top(&mut inside, 1), (sight.view.first(), pitch), scene);
    let first = sight.view.first();
    let monday = first.week(Weekday::Mon).checked_first_day().unwrap_or(first);
    let at =
        usize::try_from(sight.cursor.signed_duration_since(monday).num_days() / 7).unwrap_or(0);
    let skipped = at.saturating_sub(weeks - 1);
    for monday in monday.iter_days().step_by(7).skip(skipped).take(weeks) {
        let week = cut_top(&mut inside, LARGE_WEEK);
        if week.height < LARGE_WEEK - 1 {
            break;
        }
        for day in monday.iter_days().take(7).filter(|day| day.month() == first.month()) {
            let mut cell = week;
            cut_left(&mut cell, pitch * weekday(day));
            cell.width = cell.width.min(pitch).saturating_sub(1);
            cell.height = cell.height.min(LARGE_WEEK - 1);
            draw_large(canvas, cell, day, (sight, scene));
        }
    }
}

/// A large number, and the sign of its state and the day's name under it.
fn draw_large(
    canvas: &mut Canvas<'_>,
    cell: Rect,
    day: NaiveDate,
    (sight, scene): (&Sight<'_>, &Scene<'_>),
) {
    let theme = canvas.theme;
    let look = worded(day, sight, scene, (&theme, false));
    let on_cursor = day == sight.cursor;
    let number = if on_cursor { cursor(sight.legend, &theme) } else { look.style };
    let mut rows = cell;
    let mut head = cut_top(&mut rows, big::ROWS);
    canvas.blank(head, number);
    cut_left(&mut head, 1);
    big::draw(canvas, head, &day.day().to_string(), number);
    canvas.blank(rows, look.style);
    let words = format!("{} {}", look.glyph, look.word);
    let words = if width(&words) > usize::from(rows.width) { look.glyph } else { words };
    canvas.text(rows, &words, look.style);
    canvas.spots.click(cell, Key::Day(Place { row: 0, day }));
}

/// The day under the cursor in words, why it is as it is, and what was chosen.
fn draw_day(canvas: &mut Canvas<'_>, mut area: Rect, days: &Days, scene: &Scene<'_>) {
    let theme = canvas.theme;
    let count = days.pending().len();
    let notice = days.view().notice.as_deref();
    let mut rows: Vec<Line> = Vec::new();
    match (count, notice) {
        (0, Some(notice)) => rows.push(plain(scene.in_french(notice), Ink::Alert)),
        (0, None) if scene.house.read_only => {
            rows.push(plain(scene.say(Phrase::ReadOnly), Ink::Alert));
        }
        (0, None) => {}
        _ => {
            let days_ = scene.reader.language.count(count, Phrase::OneDay, Phrase::ManyDays);
            let total = signed(days.pending().total());
            let places = [("days", days_.as_str()), ("amount", total.as_str())];
            rows.push(plain(scene.fill(Phrase::ChosenDays, &places), Ink::Strong));
        }
    }
    let Some(answer) = days.answer() else {
        rows.push(plain(scene.say(Phrase::NoActivity), Ink::Text));
        draw(canvas, area, (&broken(&rows, area.width, false), 0), scene.legend);
        return;
    };
    let head = cut_top(&mut area, 1);
    let date = scene.date(answer.day);
    let state = format!(" {} ", scene.state(answer.state));
    let rest = canvas.line(head, &[(&date, theme.strong()), ("  ", theme.text)]);
    let style = inked(canvas, Ink::State(answer.state), scene.legend);
    let rest = canvas.text(rest, &state, style);
    let price = answer.price.map(|price| format!("  {price}")).unwrap_or_default();
    canvas.text(rest, &price, theme.text);
    if let Some(until) = until(answer, scene) {
        rows.push(plain(until, Ink::Text));
    }
    if !answer.reasons.is_empty() {
        rows.push(plain(scene.in_french(&answer.reasons.join(" ")), Ink::Quiet));
    }
    let lines = broken(&rows, area.width, false);
    draw(canvas, area, (&lines, 0), scene.legend);
}

/// Until when the day can change; where the reasons are read, they say it.
fn until(answer: &DayAnswer, scene: &Scene<'_>) -> Option<String> {
    let read = scene.reader.language == Language::French && !answer.reasons.is_empty();
    let at = answer.deadline.filter(|at| *at >= scene.now.local() && !read)?;
    let day = scene.date(at.date());
    Some(if at.time() == END_OF_DAY {
        scene.fill(Phrase::UntilEvening, &[("day", &day)])
    } else {
        scene.fill(Phrase::UntilHour, &[("day", &day), ("time", &clock(at))])
    })
}
