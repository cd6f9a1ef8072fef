//! The preview of the highlighted family: what an agent is asked for before a file is opened.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::home_rows::{WIDE, is_guess};
use crate::desk::view::{AccountView, ChildLine, FamilyRow, PreviewView, QuotientView};
use crate::domain::money::Cents;
use crate::domain::people::{AccountState, BlockCause};
use crate::domain::time::{clock, numeric_day, short_day};
use crate::ui::canvas::{Canvas, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::theme::Theme;
use crate::ui::words::{count, whose, width};

/// Columns of the labels at the left.
const LABEL: u16 = 10;

/// Draws the box; its lines stay empty until the preview has come.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, row: &FamilyRow, preview: Option<&PreviewView>) {
    let guess =
        if is_guess(row) { format!(" ({})", row.matched_by.label()) } else { String::new() };
    let title = format!("Aperçu{guess} · {}", whose(&row.name, &row.login));
    let mut inside = canvas.panel(area, &title);
    let Some(preview) = preview else { return };
    let theme = canvas.theme;
    let wide = area.width >= WIDE;
    let advice = cut_bottom(&mut inside, 1);
    contact(canvas, cut_top(&mut inside, 1), preview, wide);
    let (state, style) = account(&preview.account, &row.login, &theme);
    let cause = preview.account.blocks.first().map(|block| format!(" ({})", block.cause.label()));
    let state = state + &cause.unwrap_or_default();
    labelled(canvas, cut_top(&mut inside, 1), "Portail", &state, style);
    let room = usize::from(inside.width.saturating_sub(LABEL));
    let (file, style) = file(&preview.missing, room, &theme);
    labelled(canvas, cut_top(&mut inside, 1), "Dossier", &file, style);
    let (due, style) = due(preview, &theme);
    labelled(canvas, cut_top(&mut inside, 1), "À payer", &due, style);
    if let Some(note) = &preview.note {
        let note = format!("▲ «\u{a0}{note}\u{a0}»");
        labelled(canvas, cut_top(&mut inside, 1), "Note", &note, theme.alert);
    }
    children(canvas, inside, &preview.children);
    advise(canvas, advice, preview);
}

fn labelled(canvas: &mut Canvas<'_>, mut row: Rect, label: &str, words: &str, style: Style) {
    let quiet = canvas.theme.quiet;
    canvas.text(cut_left(&mut row, LABEL), label, quiet);
    canvas.text(row, words, style);
}

/// `06 12 34 56 78 · claire.m@exemple.fr · QF 742 (tranche C) jusqu’au 31/12/2026`.
fn contact(canvas: &mut Canvas<'_>, row: Rect, preview: &PreviewView, wide: bool) {
    let holder = &preview.holder;
    let quotient = format!("QF {}", quotient(&preview.quotient, wide));
    let known = [holder.phone.as_str(), holder.email.as_str(), quotient.as_str()];
    let known: Vec<&str> = known.into_iter().filter(|text| !text.is_empty()).collect();
    let text = canvas.theme.text;
    labelled(canvas, row, "Contact", &known.join(" · "), text);
}

/// `742 (tranche C) jusqu’au 31/12/2026`; the date falls away where room is short.
pub fn quotient(quotient: &QuotientView, wide: bool) -> String {
    let value = quotient.value.map_or("inconnu".to_owned(), |value| value.to_string());
    let bracket = if quotient.bracket.is_empty() {
        String::new()
    } else {
        format!(" (tranche {})", quotient.bracket)
    };
    let until = quotient.until.filter(|_| wide);
    let until = until.map(|day| format!(" jusqu’au {}", numeric_day(day))).unwrap_or_default();
    format!("{value}{bracket}{until}")
}

/// `■ BLOQUÉ 19/11 à 21:14`, `● actif`, `· jamais connecté`, `· aucun compte (F6)`.
pub fn account(account: &AccountView, login: &str, theme: &Theme) -> (String, Style) {
    match account.state {
        AccountState::New if login.is_empty() => ("· aucun compte (F6)".to_owned(), theme.quiet),
        AccountState::Active => ("● actif".to_owned(), theme.success),
        AccountState::New => ("· jamais connecté".to_owned(), theme.quiet),
        AccountState::Blocked => {
            let since = account.blocks.first().and_then(|block| block.since);
            let since = since.map(|at| format!(" {} à {}", day(at.date()), clock(at)));
            (format!("■ BLOQUÉ{}", since.unwrap_or_default()), theme.error)
        }
    }
}

/// `19/11`: the year goes without saying.
pub fn day(day: chrono::NaiveDate) -> String {
    numeric_day(day).chars().take(5).collect()
}

/// `● complet`, or what is missing; how much is, where its words don't fit in `room` columns.
pub fn file(missing: &[String], room: usize, theme: &Theme) -> (String, Style) {
    if missing.is_empty() {
        return ("● complet".to_owned(), theme.success);
    }
    let words = format!("▲ incomplet\u{a0}: {}", missing.join(", "));
    if width(&words) <= room {
        return (words, theme.alert);
    }
    let lacks = count(missing.len(), "pièce manque", "pièces manquent");
    (format!("▲ incomplet\u{a0}: {lacks}"), theme.alert)
}

/// `, avoir 8,80 €` where the family left something at the counter.
pub fn credit(preview: &PreviewView) -> String {
    if let Some(wallet) = preview.wallet {
        let state =
            if wallet.active { wallet.balance.to_string() } else { "non activé".to_owned() };
        return format!(", porte-monnaie {state}");
    }
    let credit = Some(preview.credit).filter(|credit| *credit > Cents::ZERO);
    credit.map(|credit| format!(", avoir {credit}")).unwrap_or_default()
}

/// `2 factures, 47,35 € (paiement en ligne ouvert jusqu’au 30/11)`.
fn due(preview: &PreviewView, theme: &Theme) -> (String, Style) {
    if preview.balance_due <= Cents::ZERO {
        return (format!("rien{}", credit(preview)), theme.quiet);
    }
    let invoices = count(preview.invoices_due, "facture", "factures");
    let payable = preview.payable.as_ref().map(|when| format!(" ({when})")).unwrap_or_default();
    (format!("{invoices}, {}{}{payable}", preview.balance_due, credit(preview)), theme.alert)
}

/// One line a child, as far as there is room.
fn children(canvas: &mut Canvas<'_>, area: Rect, children: &[ChildLine]) {
    let theme = canvas.theme;
    let room = usize::from(area.height);
    let shown = if children.len() > room { room.saturating_sub(1) } else { children.len() };
    for (child, mut row) in children.iter().zip(area.rows()).take(shown) {
        canvas.text(cut_left(&mut row, LABEL - 1), &child.given, theme.quiet);
        cut_left(&mut row, 1);
        let next = child.next_day.map_or("aucun jour réservé".to_owned(), |day| {
            format!("prochain jour {}", short_day(day))
        });
        let activities = child.activities.join(", ");
        let mut rest = canvas.right(row, &next, theme.quiet);
        cut_right(&mut rest, 2);
        canvas.text(rest, &activities, theme.text);
    }
    if let Some(row) = area.rows().nth(shown).filter(|_| shown < children.len()) {
        let others = count(children.len() - shown, "autre enfant", "autres enfants");
        canvas.text(row, &format!("… et {others}"), theme.quiet);
    }
}

/// What to do next, computed from the family's state: only keys that do something here.
fn advise(canvas: &mut Canvas<'_>, row: Rect, preview: &PreviewView) {
    let theme = canvas.theme;
    let cause = preview.account.blocks.first().map(|block| block.cause);
    let collect = format!(" encaisser {}", preview.balance_due);
    let mut acts = Vec::new();
    if cause == Some(BlockCause::Passwords) {
        acts.push(("F6", " débloquer le compte"));
    }
    if preview.balance_due > Cents::ZERO {
        acts.push(("F4", collect.as_str()));
    }
    if cause == Some(BlockCause::Unpaid) {
        acts.push(("F6", " voir le blocage"));
    }
    if !preview.children.is_empty() {
        acts.push(("F5", " calendrier"));
    }
    if acts.is_empty() {
        acts.push(("Entrée", " ouvrir la fiche"));
    }
    let mut rest = canvas.text(row, "Conseillé", theme.strong());
    for (key, act) in acts {
        rest = canvas.line(rest, &[("   ", theme.text), (key, theme.key), (act, theme.text)]);
    }
}
