//! Draws what waits for an agent: the kinds, the list, the highlighted task in full.

use chrono::NaiveDateTime;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::view::{Nature, TaskLine};
use crate::domain::time::{Moment, limit};
use crate::ui::canvas::{Canvas, centred, cut_bottom, cut_left, cut_top};
use crate::ui::table::{Column, Rows, cell, table, words};
use crate::ui::theme::Theme;

const WIDE: &[Column] = &[
    words("Depuis", 8),
    words("Nature", 17),
    words("Famille / enfant", 24),
    words("Détail", 0),
    words("Échéance", 17),
];
const NARROW: &[Column] = &[
    words("Depuis", 7),
    words("Nature", 14),
    words("Famille / enfant", 20),
    words("Détail", 0),
    words("Échéance", 11),
];

/// Rows of the box below.
const DETAIL: u16 = 7;

/// How a kind reads on its tab and in its column, and its mark.
const fn names(nature: Nature) -> (&'static str, &'static str) {
    match nature {
        Nature::Request => ("Inscriptions ?", "? inscription"),
        Nature::Document => ("Pièces", "· pièce"),
        Nature::Place => ("Places »", "» place libre"),
        Nature::ToTell => ("À dire", "! à dire"),
        Nature::Receipt => ("Quittances ×", "× quittance"),
        Nature::Account => ("Comptes ■", "■ bloqué"),
    }
}

const fn style(nature: Nature, theme: &Theme) -> Style {
    match nature {
        Nature::Account | Nature::Receipt => theme.error,
        Nature::Place | Nature::ToTell => theme.alert,
        Nature::Request | Nature::Document => theme.text,
    }
}

/// How long ago, in one unit: `20 min`, `9 h`, `2 j`.
fn ago(since: Option<NaiveDateTime>, now: Moment) -> String {
    let Some(since) = since else { return "-".to_owned() };
    let minutes = now.local().signed_duration_since(since).num_minutes().max(0);
    match (minutes, minutes / 60) {
        (0..60, _) => format!("{minutes} min"),
        (_, hours @ 0..24) => format!("{hours} h"),
        (_, hours) => format!("{} j", hours / 24),
    }
}

/// Draws the tabs, the list and the highlighted task.
pub fn draw_list(
    canvas: &mut Canvas<'_>,
    mut body: Rect,
    (counts, tab): (&[(Nature, usize)], Option<Nature>),
    (lines, selected): (&[(&TaskLine, bool)], usize),
    now: Moment,
) {
    let theme = canvas.theme;
    let wide = body.width >= 100;
    let detail = cut_bottom(&mut body, DETAIL);
    draw_tabs(canvas, cut_top(&mut body, 1), counts, tab);
    cut_top(&mut body, 1);
    if lines.is_empty() {
        cut_left(&mut body, 2);
        canvas.text(body, "Rien à traiter ici.", theme.quiet);
    } else {
        let make = |index: usize| {
            let Some((line, ticked)) = lines.get(index) else { return Vec::new() };
            let nature = line.task.nature();
            let mark = if *ticked { "[x] " } else { "" };
            vec![
                cell(ago(line.since, now), theme.quiet),
                cell(names(nature).1, style(nature, &theme)),
                cell(format!("{mark}{}", line.name), theme.text),
                cell(line.detail.as_str(), theme.text),
                cell(
                    line.limit.map_or_else(|| "-".to_owned(), |at| limit(at, now.today())),
                    theme.text,
                ),
            ]
        };
        let rows = Rows { count: lines.len(), selected: Some(selected), make: &make };
        table(canvas, body, if wide { WIDE } else { NARROW }, &rows);
    }
    draw_detail(canvas, detail, lines.get(selected).map(|(line, _)| *line));
}

fn draw_tabs(
    canvas: &mut Canvas<'_>,
    mut row: Rect,
    counts: &[(Nature, usize)],
    tab: Option<Nature>,
) {
    let theme = canvas.theme;
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let tabs = counts.iter().filter(|(nature, count)| *count > 0 || tab == Some(*nature));
    let tabs = tabs.map(|(nature, count)| (Some(*nature), names(*nature).0, *count));
    cut_left(&mut row, 1);
    for (nature, name, count) in std::iter::once((None, "Tout", all)).chain(tabs) {
        let shown = nature == tab;
        let text = if shown { format!("[{name} {count}]") } else { format!("{name} {count}") };
        row = canvas.text(row, &text, if shown { theme.strong() } else { theme.text });
        cut_left(&mut row, 2);
    }
}

fn draw_detail(canvas: &mut Canvas<'_>, area: Rect, line: Option<&TaskLine>) {
    let theme = canvas.theme;
    let Some(line) = line else { return };
    let mut inside = canvas.panel(area, &line.title);
    let keys = match line.task.nature() {
        Nature::Request => "V accepter   A accepter ce qui tient, le reste en attente   R refuser",
        Nature::Document => "V valider la pièce   Entrée voir les pièces",
        Nature::Place => "Entrée donner la place",
        Nature::ToTell => "V la famille est prévenue   Entrée ouvrir la fiche",
        Nature::Receipt => "V revoir et imprimer la quittance",
        Nature::Account => "Entrée débloquer",
    };
    let last = cut_bottom(&mut inside, 1);
    for (note, row) in line.notes.iter().zip(inside.rows()) {
        canvas.text(row, note, theme.text);
    }
    canvas.text(last, keys, theme.quiet);
}

/// Draws a list of numbered choices over the tasks.
pub fn draw_choice(canvas: &mut Canvas<'_>, body: Rect, title: &str, choices: &[&str]) {
    let theme = canvas.theme;
    let rows = u16::try_from(choices.len()).unwrap_or(9).saturating_add(4);
    let area = centred(body, 56, rows);
    canvas.blank(area, theme.text);
    let mut inside = canvas.panel(area, title);
    cut_left(&mut inside, 1);
    for (number, words) in (1..).zip(choices) {
        let row = cut_top(&mut inside, 1);
        let rest = canvas.text(row, &format!("{number}"), theme.key);
        canvas.text(rest, &format!(" {words}"), theme.text);
    }
    cut_top(&mut inside, 1);
    canvas.line(inside, &[("Échap", theme.key), (" ne rien faire", theme.text)]);
}
