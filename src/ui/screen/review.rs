//! What lies over the calendar: the review before anything is written, and the question before
//! changes are lost.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::calendar_views::style;
use super::channel::draw_channel;
use super::pending::{Pending, counts, signed};
use crate::desk::view::{BookingReview, ReviewLine};
use crate::domain::legend::Legend;
use crate::domain::money::Cents;
use crate::domain::people::DayState;
use crate::domain::text::nth;
use crate::domain::time::short_day;
use crate::ui::canvas::{Canvas, centred, columns, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::words::{count, wrap};

/// One line of the review.
enum Line<'a> {
    Heading(String),
    Day(char, &'a ReviewLine),
    Reason(String),
}

/// Columns of a reason: what the smallest screen has beside the border and the indent.
const REASON: usize = 74;

/// What was refused first, then what must wait: neither must be overlooked.
fn lines(review: &BookingReview) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let sections = [
        ('×', "refusé", "refusés", &review.refused),
        ('»', "jour sur liste d’attente", "jours sur liste d’attente", &review.waiting),
        ('+', "ajout", "ajouts", &review.added),
        ('-', "retrait", "retraits", &review.removed),
    ];
    for (sign, one, many, days) in sections {
        if days.is_empty() {
            continue;
        }
        lines.push(Line::Heading(format!("{}{}", count(days.len(), one, many), late(days))));
        for day in days {
            lines.push(Line::Day(sign, day));
            lines.extend(wrap(&day.reason, REASON).into_iter().map(Line::Reason));
        }
    }
    lines
}

/// `, dont 2 majorés (+ 3,90 €)`; empty where nothing is late.
fn late(days: &[ReviewLine]) -> String {
    let late = || days.iter().filter(|day| day.surcharge > Cents::ZERO);
    let surcharges = late().map(|day| day.surcharge).sum();
    match late().count() {
        0 => String::new(),
        n => format!(", dont {} ({})", count(n, "majoré", "majorés"), signed(surcharges)),
    }
}

/// How many lines a review has.
pub fn height(review: &BookingReview) -> usize {
    lines(review).len()
}

/// Draws the review over the whole body, from its `first` line in sight on.
pub fn draw_review(
    canvas: &mut Canvas<'_>,
    body: Rect,
    (review, first): (&BookingReview, usize),
    whose: &str,
    legend: &Legend,
) {
    let theme = canvas.theme;
    let (what, act, back) = match review.undoes {
        Some(_) => ("Annulation", " annuler le reste   ", " revenir sans rien annuler"),
        None => ("Bilan", " enregistrer   ", " revenir au calendrier, les changements y restent"),
    };
    let title = format!("{what}\u{a0}: rien n’est encore écrit · {whose}");
    let mut inside = canvas.panel(body, &title);
    let keys = cut_bottom(&mut inside, 1);
    let entree =
        [("Entrée", theme.key), (act, theme.text), ("Échap", theme.key), (back, theme.text)];
    let first_key = if review.is_empty() { 2 } else { 0 };
    canvas.line(keys, entree.get(first_key..).unwrap_or_default());
    cut_bottom(&mut inside, 1);
    let total = cut_bottom(&mut inside, 1);
    let sum = format!("Total  {}", signed(review.total));
    let rest = canvas.right(total, &sum, theme.strong());
    canvas.text(rest, &counts(review), theme.strong());
    if let Some(wallet) = review.wallet {
        let row = cut_bottom(&mut inside, 1);
        let now = format!("Porte-monnaie {}", wallet.balance);
        match wallet.missing() {
            _ if !wallet.active => canvas.text(row, "Porte-monnaie non activé", theme.alert),
            Some(missing) => canvas.line(
                row,
                &[
                    (&format!("{now}, il manque {missing}\u{a0}: "), theme.alert),
                    ("F4", theme.key),
                    (" puis R recharge", theme.text),
                ],
            ),
            None => canvas.text(row, &format!("{now}, restera {}", wallet.after()), theme.text),
        };
    }
    if let Some(channel) = review.channel.filter(|_| review.undoes.is_none()) {
        draw_channel(canvas, cut_bottom(&mut inside, 1), channel);
    }
    let rule = cut_bottom(&mut inside, 1);
    canvas.rule(rule, "─", theme.border);
    let lines = lines(review);
    let first = first.min(lines.len().saturating_sub(usize::from(inside.height)));
    for (line, mut row) in lines.iter().skip(first).zip(inside.rows()) {
        match line {
            Line::Heading(words) => {
                canvas.text(row, words, theme.strong());
            }
            Line::Day(sign, day) => draw_line(canvas, row, *sign, day, legend),
            Line::Reason(reason) => {
                cut_left(&mut row, 2);
                canvas.text(row, reason, theme.error);
            }
        }
    }
}

/// `+ lun 30/11  Léo  Cantine Jean-Moulin   ● inscrit annulable   3,90 €`.
fn draw_line(
    canvas: &mut Canvas<'_>,
    mut row: Rect,
    sign: char,
    day: &ReviewLine,
    legend: &Legend,
) {
    let theme = canvas.theme;
    let (state, words) = match (day.rank, day.surcharge) {
        (Some(rank), _) => (day.state, Some(format!("{} en attente", nth(rank)))),
        (None, Cents::ZERO) => (day.state, None),
        (None, extra) => (DayState::LateSurcharge, Some(format!("majoré {}", signed(extra)))),
    };
    let entry = legend.entry(state);
    let mut cell = |canvas: &mut Canvas<'_>, columns: u16, words: &str, style: Style| {
        let mut place = cut_left(&mut row, columns);
        place.width = place.width.saturating_sub(1);
        canvas.text(place, words, style);
    };
    cell(canvas, 2, &sign.to_string(), theme.strong());
    cell(canvas, 11, &short_day(day.change.day), theme.text);
    cell(canvas, 12, &day.child, theme.text);
    let price = cut_right(&mut row, 9);
    canvas.right(price, &day.price.to_string(), theme.text);
    let state = format!(" {} {} ", entry.glyph, words.as_ref().unwrap_or(&entry.label));
    let mut place = cut_right(&mut row, 22);
    canvas.text(cut_left(&mut place, columns(&state)), &state, style(entry, &theme));
    cut_right(&mut row, 1);
    canvas.text(row, &day.activity, theme.text);
}

/// Draws the question before changes are lost, over the month.
pub fn draw_leaving(canvas: &mut Canvas<'_>, body: Rect, pending: &Pending) {
    let theme = canvas.theme;
    let area = centred(body, 66, 9);
    canvas.blank(area, theme.text);
    let mut inside = canvas.panel(area, "Des changements ne sont pas validés");
    cut_left(&mut inside, 1);
    cut_top(&mut inside, 1);
    let changes = count(pending.len(), "changement", "changements");
    canvas.text(cut_top(&mut inside, 1), &pending.sentence(), theme.text);
    cut_top(&mut inside, 1);
    canvas.text(cut_top(&mut inside, 1), &format!("Abandonner {changes}\u{a0}?"), theme.strong());
    cut_top(&mut inside, 1);
    let keys = [
        ("O", theme.key),
        (" abandonner   ", theme.text),
        ("Échap", theme.key),
        (" rester", theme.text),
    ];
    canvas.line(inside, &keys);
}
