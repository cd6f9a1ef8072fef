//! How the week of a child is drawn: its days, its period, its rhythm, and what it comes to.

use ratatui::layout::Rect;

use super::pattern::PatternScreen;
use super::pending::signed;
use crate::desk::request::PatternPeriod;
use crate::desk::view::{PatternRow, Sorted};
use crate::domain::enrolment::Span;
use crate::domain::legend::Legend;
use crate::domain::pattern::Weeks;
use crate::domain::people::DayState;
use crate::domain::time::day_abbreviation;
use crate::domain::weekdays::Weekdays;
use crate::ui::canvas::{Canvas, columns, cut_bottom, cut_left, cut_top};
use crate::ui::table::{first_in_sight, point};
use crate::ui::turn::Scene;
use crate::ui::words::{count, wrap};

/// Columns of a day of the week.
const DAY: u16 = 8;
/// Columns of the words before the periods and the rhythms.
const WORD: u16 = 10;
/// Columns of the name of a period.
const PERIOD: u16 = 20;
/// Rows of what it comes to.
const OUTCOME: u16 = 5;

/// Draws the week over the whole body.
pub fn draw_pattern(
    screen: &PatternScreen,
    scene: &Scene<'_>,
    canvas: &mut Canvas<'_>,
    body: Rect,
) {
    let (view, ..) = screen.sight();
    let title = format!("Appliquer une semaine type · {}", view.whose);
    let mut inside = canvas.panel(body, &title);
    cut_left(&mut inside, 1);
    draw_outcome(screen, scene, canvas, cut_bottom(&mut inside, OUTCOME));
    cut_bottom(&mut inside, 1);
    draw_weeks(screen, canvas, cut_bottom(&mut inside, 1));
    draw_periods(screen, canvas, cut_bottom(&mut inside, 3));
    cut_bottom(&mut inside, 1);
    draw_days(screen, canvas, inside);
}

fn draw_days(screen: &PatternScreen, canvas: &mut Canvas<'_>, mut area: Rect) {
    let (view, _, _, selected) = screen.sight();
    let theme = canvas.theme;
    let label = area.width.saturating_sub(5 * DAY + 3);
    let mut head = cut_top(&mut area, 1);
    cut_left(&mut head, label + 2);
    for (number, day) in (1..).zip(Weekdays::WORKING_WEEK.iter()) {
        let words = format!("{number} {}", day_abbreviation(day));
        canvas.text(cut_left(&mut head, DAY), &words, theme.quiet);
    }
    if view.rows.is_empty() {
        let nothing = "Aucune activité pour cet enfant. Échap, puis D inscrit.";
        canvas.text(area, nothing, theme.quiet);
        return;
    }
    let first = first_in_sight(selected, view.rows.len(), usize::from(area.height));
    for ((index, row), mut place) in view.rows.iter().enumerate().skip(first).zip(area.rows()) {
        let whole = place;
        let chosen = index == selected;
        canvas.text(cut_left(&mut place, 2), if chosen { "> " } else { "  " }, theme.key);
        canvas.text(cut_left(&mut place, label), &named(row), theme.text);
        let ticked = screen.ticked(row);
        for day in Weekdays::WORKING_WEEK.iter() {
            let (words, style) = match (row.days.contains(day), ticked.contains(day)) {
                (false, _) => (" - ", theme.quiet),
                (true, true) => ("[x]", theme.strong()),
                (true, false) => ("[ ]", theme.text),
            };
            canvas.text(cut_left(&mut place, DAY), words, style);
        }
        if chosen {
            canvas.highlight(whole);
        }
    }
    point(canvas, area, first, view.rows.len());
}

/// `Cantine Jean-Moulin · régulière`.
fn named(row: &PatternRow) -> String {
    let rhythm = row.rhythm.map(|rhythm| format!(" · {}", rhythm.label())).unwrap_or_default();
    format!("{}{rhythm}", row.label)
}

fn draw_periods(screen: &PatternScreen, canvas: &mut Canvas<'_>, area: Rect) {
    let (view, wish, dates, _) = screen.sight();
    let year = view.year.as_ref().map_or_else(|_| "inconnue".to_owned(), |span| span.words());
    let until = view.until.as_ref();
    let (until, name) =
        until.map_or(("inconnues".to_owned(), ""), |(span, name)| (span.words(), name.as_str()));
    let typed = dates.map_or_else(|| "D pour les taper".to_owned(), Span::words);
    let lines = [
        ("année scolaire", year, matches!(wish.period, PatternPeriod::SchoolYear)),
        (
            "jusqu’aux vacances",
            if name.is_empty() {
                until
            } else {
                format!("{until}, {}", name.trim_start_matches("vacances "))
            },
            matches!(wish.period, PatternPeriod::UntilHolidays),
        ),
        ("dates…", typed, matches!(wish.period, PatternPeriod::Dates(_))),
    ];
    draw_choice(canvas, area, PERIOD, &lines);
}

/// Draws the periods to choose from, their names in so many columns, and when each is.
pub(super) fn draw_choice(
    canvas: &mut Canvas<'_>,
    mut area: Rect,
    names: u16,
    periods: &[(&str, String, bool)],
) {
    let theme = canvas.theme;
    for (index, (what, when, chosen)) in periods.iter().enumerate() {
        let mut row = cut_top(&mut area, 1);
        let word = if index == 0 { "Période" } else { "" };
        canvas.text(cut_left(&mut row, WORD), word, theme.quiet);
        let style = if *chosen { theme.strong() } else { theme.text };
        canvas.text(cut_left(&mut row, 2), if *chosen { ">" } else { "" }, theme.key);
        canvas.text(cut_left(&mut row, names), what, style);
        canvas.text(row, when, style);
    }
}

fn draw_weeks(screen: &PatternScreen, canvas: &mut Canvas<'_>, mut row: Rect) {
    let (_, wish, ..) = screen.sight();
    let theme = canvas.theme;
    canvas.text(cut_left(&mut row, WORD), "Rythme", theme.quiet);
    for weeks in Weeks::ALL {
        let chosen = weeks == wish.weeks;
        let style = if chosen { theme.strong() } else { theme.text };
        canvas.text(cut_left(&mut row, 2), if chosen { ">" } else { "" }, theme.key);
        canvas.text(cut_left(&mut row, columns(weeks.label()) + 3), weeks.label(), style);
    }
}

/// `112 jours ajoutés · 2 complets mis en attente »`.
pub(super) fn outcome(sorted: &Sorted) -> String {
    let added = count(sorted.review.added.len(), "jour ajouté", "jours ajoutés");
    let waiting = match sorted.review.waiting.len() {
        0 => String::new(),
        n => format!(" · {}", count(n, "mis en attente »", "mis en attente »")),
    };
    let validated = |line: &&crate::desk::view::ReviewLine| line.state == DayState::ToValidate;
    let validated = match sorted.review.added.iter().filter(validated).count() {
        0 => String::new(),
        n => format!(", dont {n}\u{a0}à valider"),
    };
    format!("{added}{validated}{waiting}")
}

/// `20 fermés · 5 déjà réservés · 2 impossibles`; empty where every day is added.
pub(super) fn rest(sorted: &Sorted) -> String {
    let parts = [
        (sorted.closed, "fermé", "fermés"),
        (sorted.standing, "déjà réservé", "déjà réservés"),
        (sorted.refused, "impossible", "impossibles"),
    ];
    let parts = parts.into_iter().filter(|(number, ..)| *number > 0);
    parts.map(|(number, one, many)| count(number, one, many)).collect::<Vec<_>>().join(" · ")
}

/// `3 hors délai ▲ exclus (A pour les inclure)`.
pub(super) fn draw_late(
    canvas: &mut Canvas<'_>,
    row: Rect,
    (late, wanted): (usize, bool),
    legend: &Legend,
) {
    let glyph = legend.entry(DayState::LateSurcharge).glyph;
    let what = if wanted { "inclus (A pour les exclure)" } else { "exclus (A pour les inclure)" };
    let words = format!("{late}\u{a0}hors délai {glyph} {what}");
    canvas.text(row, &words, canvas.theme.alert);
}

fn draw_outcome(
    screen: &PatternScreen,
    scene: &Scene<'_>,
    canvas: &mut Canvas<'_>,
    mut area: Rect,
) {
    let (view, wish, ..) = screen.sight();
    let (theme, sorted) = (canvas.theme, &view.sorted);
    let mut head = area;
    canvas.text(cut_left(&mut head, WORD), "Bilan", theme.quiet);
    cut_left(&mut area, WORD + 2);
    let width = usize::from(area.width);
    if wish.ticks.iter().all(|tick| tick.days.is_empty()) {
        canvas.text(cut_top(&mut area, 1), "Cochez les jours d’une semaine.", theme.quiet);
        let unknown = view.year.as_ref().err().map_or("", String::as_str);
        for (line, row) in wrap(unknown, width).iter().zip(area.rows()) {
            canvas.text(row, line, theme.alert);
        }
        return;
    }
    canvas.text(cut_top(&mut area, 1), &outcome(sorted), theme.strong());
    if sorted.late > 0 {
        draw_late(canvas, cut_top(&mut area, 1), (sorted.late, wish.late), scene.legend);
    }
    let rest = rest(sorted);
    if !rest.is_empty() {
        canvas.text(cut_top(&mut area, 1), &rest, theme.text);
    }
    let total = signed(sorted.review.total);
    let total = match view.bracket.as_str() {
        "" => format!("{total} au total"),
        bracket => format!("{total} au total, tarif {bracket}"),
    };
    canvas.text(cut_bottom(&mut area, 1), &total, theme.strong());
    let remark = sorted.remark.as_deref().unwrap_or_default();
    for (line, row) in wrap(remark, width).iter().zip(area.rows()) {
        canvas.text(row, line, theme.error);
    }
}
