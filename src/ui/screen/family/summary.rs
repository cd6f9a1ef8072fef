//! The file at a glance, and the portal account: who, where things stand, what happened last.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::lists::{draw_children, draw_events};
use crate::desk::view::{FamilyView, NoteLine};
use crate::domain::money::Cents;
use crate::domain::time::{clock, numeric_day};
use crate::ui::canvas::{Canvas, columns, cut_bottom, cut_left, cut_top};
use crate::ui::screen::preview::{account, credit, file, quotient};
use crate::ui::words::count;

/// Draws adults and situation side by side, then the children, then the last events.
pub fn draw(canvas: &mut Canvas<'_>, mut body: Rect, view: &FamilyView, selected: usize) {
    let children = u16::try_from(view.preview.children.len()).unwrap_or(u16::MAX);
    let high = if body.height > 20 { 10 } else { 8 };
    let half = body.width / 20 * 9;
    let mut top = cut_top(&mut body, high);
    let left = cut_left(&mut top, half);
    cut_left(&mut top, 1);
    draw_guardians(canvas, left, view);
    draw_situation(canvas, top, view);
    draw_to_tell(canvas, &mut body, &view.notes.to_tell);
    let noted = u16::try_from(view.notes.lines.len()).unwrap_or(u16::MAX).min(high / 4);
    let mut band = cut_top(&mut body, noted);
    cut_left(&mut band, 2);
    draw_notes(canvas, band, &view.notes.lines);
    let most = body.height.saturating_sub(5);
    let middle = cut_top(&mut body, children.saturating_add(3).clamp(4, 9).min(most));
    let inside = canvas.panel(middle, "Enfants");
    draw_children(canvas, inside, &view.preview.children, Some(selected));
    let inside = canvas.panel(body, "Derniers événements");
    draw_events(canvas, inside, &view.events, None);
}

/// The holder first, with the address; then the others as far as there is room.
fn draw_guardians(canvas: &mut Canvas<'_>, area: Rect, view: &FamilyView) {
    let theme = canvas.theme;
    let mut lines: Vec<(&str, &str, Style)> = Vec::new();
    for (index, guardian) in view.guardians.iter().enumerate() {
        if index > 0 && area.height > 8 {
            lines.push(("", "", theme.text));
        }
        lines.push((&guardian.name, &guardian.link, theme.strong()));
        let address = if index == 0 { view.address.as_str() } else { "" };
        let known = [guardian.phone.as_str(), guardian.email.as_str(), address];
        let known = known.into_iter().filter(|text| !text.is_empty());
        lines.extend(known.map(|text| (text, "", theme.text)));
    }
    let inside = canvas.panel(area, "Responsables");
    for ((text, link, style), row) in lines.into_iter().zip(inside.rows()) {
        canvas.line(row, &[(text, style), ("  ", style), (link, theme.quiet)]);
    }
}

/// One label a line.
fn draw_facts(canvas: &mut Canvas<'_>, area: Rect, facts: &[(String, String, Style)]) {
    let quiet = canvas.theme.quiet;
    let widest = facts.iter().map(|(label, ..)| columns(label)).max().unwrap_or(0);
    for ((label, words, style), mut row) in facts.iter().zip(area.rows()) {
        canvas.text(cut_left(&mut row, widest.saturating_add(2)), label, quiet);
        canvas.text(row, words, *style);
    }
}

fn draw_situation(canvas: &mut Canvas<'_>, area: Rect, view: &FamilyView) {
    let theme = canvas.theme;
    let preview = &view.preview;
    let dossier = if view.file_year > 0 {
        format!("Dossier {}", view.file_year)
    } else {
        "Dossier".to_owned()
    };
    let inside = canvas.panel(area, "Situation");
    let room = usize::from(inside.width).saturating_sub(dossier.len() + 2);
    let (state, state_style) = file(&preview.missing, room, &theme);
    let (portal, portal_style) = account(&preview.account, &view.login, &theme);
    let (due, due_style) = if preview.balance_due > Cents::ZERO {
        let invoices = count(preview.invoices_due, "facture", "factures");
        (format!("{} ({invoices}){}", preview.balance_due, credit(preview)), theme.alert)
    } else {
        (format!("rien{}", credit(preview)), theme.quiet)
    };
    let (dossier, state, state_style) = if view.archived {
        ("Dossier".to_owned(), "■ ARCHIVÉ (:rouvrir)".to_owned(), theme.alert)
    } else {
        (dossier, state, state_style)
    };
    let mut facts = vec![
        (dossier, state, state_style),
        ("Quotient".to_owned(), quotient(&preview.quotient, area.width > 50), theme.text),
        ("Portail".to_owned(), portal, portal_style),
    ];
    facts.extend(
        preview
            .account
            .blocks
            .first()
            .map(|block| ("Cause".to_owned(), block.cause.label().to_owned(), theme.error)),
    );
    facts.push(("À payer".to_owned(), due, due_style));
    let payable = preview.payable.clone();
    facts.extend(payable.map(|when| ("Paiement".to_owned(), when, theme.text)));
    draw_facts(canvas, inside, &facts);
}

/// What was decided and the family does not know: it is standing at the counter.
fn draw_to_tell(canvas: &mut Canvas<'_>, body: &mut Rect, decided: &[String]) {
    let theme = canvas.theme;
    let Some((first, rest)) = decided.split_first() else { return };
    let mut row = cut_top(body, 1);
    cut_left(&mut row, 2);
    let more = match rest.len() {
        0 => String::new(),
        more => format!(" (et {})", count(more, "autre", "autres")),
    };
    let line = format!("À annoncer (F8){more}\u{a0}: {first}");
    canvas.line(row, &[("! ", theme.alert), (&line, theme.alert)]);
}

/// The latest notes, as far as there is room.
fn draw_notes(canvas: &mut Canvas<'_>, area: Rect, notes: &[NoteLine]) {
    let theme = canvas.theme;
    let room = usize::from(area.height);
    let shown = if notes.len() > room { room.saturating_sub(1) } else { notes.len() };
    for (note, row) in notes.iter().take(shown).zip(area.rows()) {
        let text = format!("«\u{a0}{}\u{a0}»", note.text);
        canvas.line(row, &[("▲ ", theme.alert), (&text, theme.text)]);
    }
    if let Some(row) = area.rows().nth(shown).filter(|_| shown < notes.len()) {
        let more = count(notes.len() - shown, "autre note (N)", "autres notes (N)");
        canvas.line(row, &[("▲ ", theme.alert), (&more, theme.alert)]);
    }
}

/// The portal account as it stands; what can be done about it is one key away.
pub fn draw_access(canvas: &mut Canvas<'_>, body: Rect, view: &FamilyView) {
    let theme = canvas.theme;
    let mut inside = canvas.panel(body, "Compte portail");
    let act = cut_bottom(&mut inside, 2);
    let (portal, style) = account(&view.preview.account, &view.login, &theme);
    let last =
        view.preview.account.last_sign_in.map_or("jamais".to_owned(), |at| {
            format!("le {} à {}", numeric_day(at.date()), clock(at))
        });
    let email = &view.preview.holder.email;
    let email = if email.is_empty() { "aucun" } else { email.as_str() };
    let mut facts = vec![
        ("Identifiant".to_owned(), view.login.clone(), theme.strong()),
        ("Courriel".to_owned(), email.to_owned(), theme.text),
        ("État".to_owned(), portal, style),
        ("Dernière connexion".to_owned(), last, theme.text),
    ];
    facts.extend(view.preview.account.blocks.iter().enumerate().map(|(index, block)| {
        let label = if index == 0 { "Cause du blocage" } else { "Autre blocage" };
        (label.to_owned(), block.cause.label().to_owned(), theme.error)
    }));
    cut_top(&mut inside, 1);
    draw_facts(canvas, inside, &facts);
    let pieces = [
        ("F6", theme.key),
        (" ou ", theme.quiet),
        ("Entrée", theme.key),
        (" débloquer, remettre un nouveau code", theme.text),
    ];
    canvas.line(act, &pieces);
}
