//! How a period of days is drawn: whose, where, from when to when, and what it comes to.

use ratatui::layout::Rect;

use super::pattern_view::{draw_choice, draw_late, outcome, rest};
use super::pending::signed;
use super::spread::SpreadScreen;
use crate::desk::request::SpreadWhat;
use crate::desk::view::{ReviewLine, Sorted};
use crate::domain::enrolment::Span;
use crate::domain::text::of_name;
use crate::ui::canvas::{Canvas, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::table::{first_in_sight, point};
use crate::ui::turn::Scene;
use crate::ui::words::{count, wrap};

/// Columns of the words before the periods.
const WORD: u16 = 10;
/// Columns of the name of a period.
const PERIOD: u16 = 26;
/// Rows of what it comes to.
const OUTCOME: u16 = 6;

/// Draws the period over the whole body.
pub fn draw_spread(screen: &SpreadScreen, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let (view, wish, ..) = screen.sight();
    let title = match wish.what {
        SpreadWhat::GiveBack => "Annuler une période".to_owned(),
        SpreadWhat::CopyOf(_) => {
            format!("Recopier les jours {}", of_name(sibling(screen)))
        }
    };
    let mut inside = canvas.panel(body, &format!("{title} · {}", view.whose));
    cut_left(&mut inside, 1);
    draw_outcome(screen, scene, canvas, cut_bottom(&mut inside, OUTCOME));
    cut_bottom(&mut inside, 1);
    let periods = u16::try_from(view.periods.len() + 1).unwrap_or(1);
    draw_periods(screen, canvas, cut_bottom(&mut inside, periods));
    cut_bottom(&mut inside, 1);
    draw_rows(screen, canvas, inside);
}

/// `Inès`; nothing while no sibling is meant.
fn sibling(screen: &SpreadScreen) -> &str {
    let (view, wish, ..) = screen.sight();
    let is_meant = |one: &&(_, String)| SpreadWhat::CopyOf(one.0) == wish.what;
    view.siblings.iter().find(is_meant).map_or("", |(_, given)| given.as_str())
}

fn draw_rows(screen: &SpreadScreen, canvas: &mut Canvas<'_>, mut area: Rect) {
    let (view, wish, _, selected) = screen.sight();
    let theme = canvas.theme;
    if view.rows.is_empty() {
        let nothing = match wish.what {
            SpreadWhat::GiveBack => format!("{} n’a aucun jour réservé ici.", view.given),
            SpreadWhat::CopyOf(_) => format!(
                "{} n’a ici aucun jour réservé dans une activité de {}.",
                sibling(screen),
                view.given
            ),
        };
        canvas.text(cut_top(&mut area, 1), &nothing, theme.quiet);
        return;
    }
    let first = first_in_sight(selected, view.rows.len(), usize::from(area.height));
    for ((index, row), mut place) in view.rows.iter().enumerate().skip(first).zip(area.rows()) {
        let whole = place;
        let chosen = index == selected;
        let taken = !wish.without.contains(&row.activity);
        canvas.text(cut_left(&mut place, 2), if chosen { "> " } else { "  " }, theme.key);
        let (mark, style) = if taken { ("[x] ", theme.strong()) } else { ("[ ] ", theme.text) };
        canvas.text(cut_left(&mut place, 4), mark, style);
        let days = count(row.days, "jour réservé", "jours réservés");
        canvas.right(cut_right(&mut place, 22), &days, theme.text);
        canvas.text(place, &row.label, style);
        if chosen {
            canvas.highlight(whole);
        }
    }
    point(canvas, area, first, view.rows.len());
}

fn draw_periods(screen: &SpreadScreen, canvas: &mut Canvas<'_>, area: Rect) {
    let (view, wish, dates, _) = screen.sight();
    let is_known = view.periods.iter().any(|one| Some(one.span) == wish.period);
    let mut lines: Vec<(&str, String, bool)> = view
        .periods
        .iter()
        .map(|one| (one.name.as_str(), one.span.words(), Some(one.span) == wish.period))
        .collect();
    let typed = dates.map_or_else(|| "D pour les taper".to_owned(), Span::words);
    lines.push(("dates…", typed, !is_known && dates.is_some() && dates == wish.period));
    draw_choice(canvas, area, PERIOD, &lines);
}

/// `4 jours annulés sans majoration · 1 hors délai, gardé`.
fn given_back(sorted: &Sorted) -> String {
    let back = count(
        sorted.review.removed.len(),
        "jour annulé sans majoration",
        "jours annulés sans majoration",
    );
    match sorted.review.refused.len() {
        0 => back,
        n => format!("{back} · {}", count(n, "gardé", "gardés")),
    }
}

fn draw_outcome(screen: &SpreadScreen, scene: &Scene<'_>, canvas: &mut Canvas<'_>, mut area: Rect) {
    let (view, wish, ..) = screen.sight();
    let (theme, sorted) = (canvas.theme, &view.sorted);
    let mut head = area;
    canvas.text(cut_left(&mut head, WORD), "Bilan", theme.quiet);
    cut_left(&mut area, WORD + 2);
    let width = usize::from(area.width);
    let (first, second, remark) = match wish.what {
        SpreadWhat::GiveBack => {
            let kept = sorted.review.refused.first().map(kept).unwrap_or_default();
            (given_back(sorted), String::new(), kept)
        }
        SpreadWhat::CopyOf(_) => {
            (outcome(sorted), rest(sorted), sorted.remark.clone().unwrap_or_default())
        }
    };
    canvas.text(cut_top(&mut area, 1), &first, theme.strong());
    if sorted.late > 0 {
        draw_late(canvas, cut_top(&mut area, 1), (sorted.late, wish.late), scene.legend);
    }
    if !second.is_empty() {
        canvas.text(cut_top(&mut area, 1), &second, theme.text);
    }
    let total = format!("{} au total", signed(sorted.review.total));
    canvas.text(cut_bottom(&mut area, 1), &total, theme.strong());
    for (line, row) in wrap(&remark, width).iter().zip(area.rows()) {
        canvas.text(row, line, theme.error);
    }
}

/// `lun 23/11 : Inscrit, annulation impossible depuis …`.
fn kept(line: &ReviewLine) -> String {
    let day = crate::domain::time::short_day(line.change.day);
    format!("{day}\u{a0}: {}", line.reason)
}
