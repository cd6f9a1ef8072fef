//! What lies over the form of a household: who looks alike, and what a field held.

use ratatui::layout::Rect;

use crate::desk::view::{FieldChange, Lookalike};
use crate::domain::time::{clock, numeric_day};
use crate::ui::canvas::{Canvas, centred, cut_bottom, cut_top};
use crate::ui::table::{Column, Rows, cell, table, words};
use crate::ui::words::{count, wrap};

/// Draws the families that look alike, before anything is written; in full why the highlighted one
/// does.
pub fn draw_alike(canvas: &mut Canvas<'_>, body: Rect, alike: &[Lookalike], selected: usize) {
    const COLUMNS: &[Column] = &[
        words("Famille", 0),
        words("Identifiant", 12),
        words("Enfants", 14),
        words("Pourquoi", 28),
    ];
    let theme = canvas.theme;
    let found = count(alike.len(), "famille ressemble", "familles ressemblent");
    let mut inside = canvas.panel(body, &format!("{found} à celle-ci"));
    let lines = [
        "Rien n’est encore écrit. Est-ce l’une d’elles\u{a0}?",
        "Entrée l’ouvre, C en crée une autre, Échap revient à la saisie.",
        "",
    ];
    for line in lines {
        canvas.text(cut_top(&mut inside, 1), line, theme.text);
    }
    let make = |index: usize| {
        alike.get(index).map_or(Vec::new(), |one| {
            vec![
                cell(one.name.as_str(), theme.text),
                cell(one.login.as_str(), theme.quiet),
                cell(one.children.join(", "), theme.text),
                cell(one.why.as_str(), theme.alert),
            ]
        })
    };
    let rows = Rows { count: alike.len(), selected: Some(selected), make: &make };
    let mut full = cut_bottom(&mut inside, 3);
    table(canvas, inside, COLUMNS, &rows);
    let Some(one) = alike.get(selected) else { return };
    canvas.rule(cut_top(&mut full, 1), "─", theme.border);
    for (line, row) in wrap(&one.why, usize::from(full.width)).iter().zip(full.rows()) {
        canvas.text(row, line, theme.alert);
    }
}

/// Draws what a field held, the latest first.
pub fn draw_past(
    canvas: &mut Canvas<'_>,
    body: Rect,
    label: &str,
    (changes, first): (&[FieldChange], usize),
) {
    let theme = canvas.theme;
    let rows = u16::try_from(changes.len().max(1) * 2).unwrap_or(u16::MAX).saturating_add(3);
    let area = centred(body, 76, rows);
    canvas.blank(area, theme.text);
    let mut inside = canvas.panel(area, &format!("Historique · {label}"));
    if changes.is_empty() {
        canvas.text(inside, "Jamais rempli.", theme.quiet);
    }
    for change in changes.iter().skip(first) {
        let local = change.at.local();
        let when = format!("{} {}", numeric_day(local.date()), clock(local));
        let who = format!("  {} · poste {}", change.agent, change.series);
        canvas.line(cut_top(&mut inside, 1), &[(&when, theme.quiet), (&who, theme.quiet)]);
        let or_nothing = |text: &str| if text.is_empty() { "vide" } else { text }.to_owned();
        let (before, after) = (or_nothing(&change.before), or_nothing(&change.after));
        let pieces = [
            ("  ", theme.text),
            (&*before, theme.quiet),
            (" → ", theme.quiet),
            (&*after, theme.text),
        ];
        canvas.line(cut_top(&mut inside, 1), &pieces);
    }
}
