//! Draws what waits for an agent: the kinds, the list, the highlighted task in full.

use chrono::{NaiveDateTime, NaiveTime};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::view::{Nature, TaskLine, TasksView};
use crate::domain::time::{Moment, short_limit};
use crate::ui::canvas::{Canvas, centred, columns, cut_bottom, cut_left, cut_top};
use crate::ui::table::{Column, Rows, cell, table, words};
use crate::ui::theme::Theme;
use crate::ui::words::fit;

/// Columns for whose a task is.
const WHOSE_WIDE: u16 = 26;
const WHOSE: u16 = 22;

const WIDE: &[Column] = &[
    words("Depuis", 8),
    words("Nature", 17),
    words("Famille / enfant", WHOSE_WIDE + 1),
    words("Détail", 0),
    words("Échéance", 12),
];
const NARROW: &[Column] = &[
    words("Depuis", 7),
    words("Nature", 14),
    words("Famille / enfant", WHOSE + 1),
    words("Détail", 0),
    words("Échéance", 12),
];

/// Rows of the box below.
const DETAIL: u16 = 7;

/// How a kind reads on its tab, on a narrow one, and in its column, with its mark.
const fn labels(nature: Nature) -> (&'static str, &'static str, &'static str) {
    match nature {
        Nature::Request => ("Inscriptions ?", "Inscr.", "? inscription"),
        Nature::Demand => ("Demandes", "Dem.", "@ demande"),
        Nature::Document => ("Pièces", "Pièces", "· pièce"),
        Nature::Place => ("Places »", "Places", "» place libre"),
        Nature::Deadline => ("Échéances", "Éch.", "▲ échéance"),
        Nature::ToTell => ("À dire", "À dire", "! à dire"),
        Nature::Receipt => ("Quittances ×", "Quitt.", "× quittance"),
        Nature::Contest => ("Contestées", "Cont.", "? contestée"),
        Nature::Account => ("Comptes ■", "Comptes", "■ bloqué"),
    }
}

const fn style(nature: Nature, theme: &Theme) -> Style {
    match nature {
        Nature::Account | Nature::Receipt => theme.error,
        Nature::Place | Nature::Deadline | Nature::ToTell => theme.alert,
        Nature::Request | Nature::Demand | Nature::Document | Nature::Contest => theme.text,
    }
}

/// How long ago, in one unit: `20 min`, `9 h`, `2 j`; `auj.` where only the day is known.
fn ago(since: Option<NaiveDateTime>, now: Moment) -> String {
    let Some(since) = since else { return "-".to_owned() };
    if since == now.today().and_time(NaiveTime::MIN) {
        return "auj.".to_owned();
    }
    let minutes = now.local().signed_duration_since(since).num_minutes().max(0);
    match (minutes, minutes / 60) {
        (0..60, _) => format!("{minutes} min"),
        (_, hours @ 0..24) => format!("{hours} h"),
        (_, hours) => format!("{} j", hours / 24),
    }
}

/// `DUMAS H. / Marius` where `DUMAS Hélène / Marius` finds no room; then the surname is cut, so
/// that the child can always be read.
fn short(line: &TaskLine, room: u16) -> String {
    let name = line.name.as_str();
    if columns(name) <= room || line.family.is_none() {
        return fit(name, room.into());
    }
    let (holder, child) = match name.split_once(" / ") {
        Some((holder, child)) => (holder, format!(" / {child}")),
        None => (name, String::new()),
    };
    let given = |word: &&str| word.chars().any(char::is_lowercase);
    let initials = holder.split(' ').map(|word| match word.chars().next() {
        Some(first) if given(&word) => format!("{first}."),
        _ => word.to_owned(),
    });
    let holder = initials.collect::<Vec<_>>().join(" ");
    format!("{}{child}", fit(&holder, usize::from(room.saturating_sub(columns(&child)))))
}

/// Draws the tabs, the list and the highlighted task.
pub fn draw_list(
    canvas: &mut Canvas<'_>,
    mut body: Rect,
    (view, tab): (&TasksView, Option<Nature>),
    (lines, selected): (&[(&TaskLine, bool)], usize),
    now: Moment,
) {
    let theme = canvas.theme;
    let wide = body.width >= 100;
    let (shown, names) = if wide { (WIDE, WHOSE_WIDE) } else { (NARROW, WHOSE) };
    let detail = cut_bottom(&mut body, DETAIL);
    draw_tabs(canvas, cut_top(&mut body, 1), view, tab);
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
                cell(labels(nature).2, style(nature, &theme)),
                cell(format!("{mark}{}", short(line, names - columns(mark))), theme.text),
                cell(line.detail.as_str(), theme.text),
                cell(
                    line.limit.map_or_else(|| "-".to_owned(), |at| short_limit(at, now.today())),
                    if line.soon { theme.alert } else { theme.text },
                ),
            ]
        };
        let rows = Rows { count: lines.len(), selected: Some(selected), make: &make };
        table(canvas, body, shown, &rows);
    }
    draw_detail(canvas, detail, lines.get(selected).map(|(line, _)| *line));
}

/// The kinds of which there is one, in full names if they fit on the row; where even the short ones
/// do not, those before the one that is shown fall away.
fn draw_tabs(canvas: &mut Canvas<'_>, mut row: Rect, view: &TasksView, tab: Option<Nature>) {
    let theme = canvas.theme;
    let mut tabs = vec![(None, view.count())];
    tabs.extend(view.kinds().into_iter().map(|(nature, count)| (Some(nature), count)));
    let texts = |wide: bool| -> Vec<(bool, String)> {
        let text = |(nature, count): &(Option<Nature>, usize)| {
            let name = nature.map_or("Tout", |of| if wide { labels(of).0 } else { labels(of).1 });
            let shown = *nature == tab;
            (shown, if shown { format!("[{name} {count}]") } else { format!("{name} {count}") })
        };
        tabs.iter().map(text).collect()
    };
    let width = |texts: &[(bool, String)], gap: u16| -> u16 {
        texts.iter().map(|(_, text)| columns(text).saturating_add(gap)).sum()
    };
    cut_left(&mut row, 1);
    let (mut shown, gap) = match texts(true) {
        wide if width(&wide, 2) <= row.width => (wide, 2),
        _ => (texts(false), 1),
    };
    while width(&shown, gap) > row.width + gap && shown.first().is_some_and(|(own, _)| !own) {
        shown.remove(0);
    }
    for (own, text) in shown {
        row = canvas.text(row, &text, if own { theme.strong() } else { theme.text });
        cut_left(&mut row, gap);
    }
}

fn draw_detail(canvas: &mut Canvas<'_>, area: Rect, line: Option<&TaskLine>) {
    let theme = canvas.theme;
    let Some(line) = line else { return };
    let mut inside = canvas.panel(area, &line.title);
    let keys = match line.task.nature() {
        Nature::Request => {
            "V accepter   A ce qui tient   R refuser   P réclamer une pièce   I pourquoi"
        }
        Nature::Demand => "V c’est fait ou sans suite   Entrée ouvrir la fiche",
        Nature::Document => "V valider   R refuser   P réclamer   Entrée voir les pièces",
        Nature::Deadline => "P réclamer une pièce   Entrée ouvrir l’écran   I pourquoi",
        Nature::Place => "Entrée donner la place   I pourquoi",
        Nature::ToTell => "V la famille est prévenue   P note à lui remettre   Entrée la fiche",
        Nature::Receipt => "V revoir et imprimer la quittance",
        Nature::Contest => "Entrée répondre   I pourquoi",
        Nature::Account => "Entrée débloquer   I pourquoi",
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
