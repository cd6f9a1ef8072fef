//! Draws the free places that somebody waits for, and the question before one is given.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::desk::view::{WaitingLine, WaitingView};
use crate::domain::text::nth;
use crate::domain::time::{limit, long_day, short_day};
use crate::ui::canvas::{Canvas, centred, cut_bottom, cut_left, cut_top};
use crate::ui::field::Field;
use crate::ui::table::{Column, Rows, cell, table, words};
use crate::ui::words::{count, wrap};

const COLUMNS: &[Column] =
    &[words("Jour", 11), words("Activité", 0), words("Enfant", 26), words("Rang", 10)];

/// Rows of the box below: who it is, what holds them back, what can be done.
const DETAIL: u16 = 6;

/// Draws the list, and the highlighted line in full.
pub fn draw_list(
    canvas: &mut Canvas<'_>,
    mut body: Rect,
    (view, selected): (&WaitingView, usize),
    today: NaiveDate,
) {
    let theme = canvas.theme;
    let detail = cut_bottom(&mut body, DETAIL);
    let more = if view.more { ", et d’autres" } else { "" };
    let title = match view.lines.len() {
        0 => "Places libres attendues".to_owned(),
        n => format!("Places libres attendues par {}{more}", count(n, "enfant", "enfants")),
    };
    let inside = canvas.panel(body, &title);
    if view.lines.is_empty() {
        let nobody = "Personne n’attend de place libre. Une place rendue apparaît ici.";
        canvas.text(inside, nobody, theme.quiet);
    }
    let make = |index: usize| {
        let Some(line) = view.lines.get(index) else { return Vec::new() };
        let style = if line.rank == 1 { theme.strong() } else { theme.text };
        vec![
            cell(short_day(line.place.day), theme.text),
            cell(line.place.label.as_str(), theme.text),
            cell(line.who.name.as_str(), style),
            cell(rank(line), style),
        ]
    };
    if !view.lines.is_empty() {
        let rows = Rows { count: view.lines.len(), selected: Some(selected), make: &make };
        table(canvas, inside, COLUMNS, &rows);
    }
    draw_detail(canvas, detail, view.lines.get(selected), today);
}

/// `1 place libre`.
fn free(places: u32) -> String {
    count(usize::try_from(places).unwrap_or(usize::MAX), "place libre", "places libres")
}

/// `1er sur 3`.
fn rank(line: &WaitingLine) -> String {
    format!("{} sur {}", nth(line.rank), line.place.waiting)
}

fn draw_detail(canvas: &mut Canvas<'_>, area: Rect, line: Option<&WaitingLine>, today: NaiveDate) {
    let theme = canvas.theme;
    let mut inside = canvas.panel(area, "Enfant choisi");
    let Some(line) = line else { return };
    let who = format!("{} · {}", line.who.name, line.who.login);
    let head = canvas.text(cut_top(&mut inside, 1), &who, theme.strong());
    let phone = Some(format!(" · {}", line.who.phone)).filter(|_| !line.who.phone.is_empty());
    let places = format!("{} · {}", phone.unwrap_or_default(), free(line.place.free));
    canvas.text(head, &places, theme.text);
    let until = line.deadline.map(|at| format!(" · limite {}", limit(at, today)));
    let what = format!(
        "{}, {} · {}{}",
        line.place.label,
        short_day(line.place.day),
        line.price,
        until.unwrap_or_default()
    );
    canvas.text(cut_top(&mut inside, 1), &what, theme.text);
    let (words, style) = match (&line.obstacle, line.late, line.rank) {
        (Some(obstacle), ..) => (format!("× {obstacle}"), theme.error),
        (None, true, _) => {
            ("▲ Délai dépassé\u{a0}: la place se donne avec un motif.".to_owned(), theme.alert)
        }
        (None, false, 1) => ("D donne la place. Prévenez la famille.".to_owned(), theme.quiet),
        _ => {
            let words = "▲ D’autres attendent avant\u{a0}: la place se donne avec un motif.";
            (words.to_owned(), theme.alert)
        }
    };
    for (words, row) in wrap(&words, usize::from(inside.width)).iter().zip(inside.rows()) {
        canvas.text(row, words, style);
    }
}

/// Draws the question, over the list.
pub fn draw_giving(canvas: &mut Canvas<'_>, mut body: Rect, line: &WaitingLine, reason: &Field) {
    let theme = canvas.theme;
    let needed = line.reason_for().is_some();
    cut_bottom(&mut body, DETAIL);
    let area = centred(body, 72, if needed { 11 } else { 8 });
    canvas.blank(area, theme.text);
    let title = format!("Donner la place à {}\u{a0}?", line.who.name);
    let mut inside = canvas.panel(area, &title);
    cut_left(&mut inside, 1);
    cut_top(&mut inside, 1);
    let what = format!("{}, {}", line.place.label, long_day(line.place.day));
    canvas.text(cut_top(&mut inside, 1), &what, theme.strong());
    let price = format!("{} de la liste d’attente · {} à facturer", rank(line), line.price);
    canvas.text(cut_top(&mut inside, 1), &price, theme.text);
    let after = "Le jour sera réservé\u{a0}; il se rend ensuite sur son calendrier.";
    canvas.text(cut_top(&mut inside, 1), after, theme.quiet);
    cut_top(&mut inside, 1);
    if needed {
        let why = if line.late { "Délai dépassé. Motif" } else { "D’autres attendent. Motif" };
        canvas.text(cut_top(&mut inside, 1), &format!("{why}\u{a0}:"), theme.alert);
        let mut row = cut_top(&mut inside, 1);
        row.width = row.width.saturating_sub(1);
        canvas.field(row, reason, true);
        cut_top(&mut inside, 1);
    }
    let key = if needed { "Entrée" } else { "O" };
    let keys = [
        (key, theme.key),
        (" donner la place   ", theme.text),
        ("Échap", theme.key),
        (" ne rien faire", theme.text),
    ];
    canvas.line(inside, &keys);
}
