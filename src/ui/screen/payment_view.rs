//! A payment as it is drawn: the invoices at the left, the money at the right.

use ratatui::layout::Rect;

use super::payment::{Payment, Zone};
use super::tender::short;
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::till::{TenderDoubt, check_tender, fast_cash, split_words};
use crate::ui::canvas::{Canvas, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::table::{Cell, Column, Rows, amounts, cell, table, words};
use crate::ui::words::{count, wrap, wrap_at};

/// From this width on the period has a column of its own.
const WIDE: u16 = 100;

/// Rows of both boxes, where the screen has them.
const BOXES: u16 = 16;

/// Columns of the labels of the money.
const LABEL: u16 = 12;

/// Columns of the amounts, which end one under the other.
const AMOUNT: u16 = 14;

const WIDE_COLUMNS: &[Column] = &[
    words("", 4),
    words("N° facture", 14),
    words("Période", 10),
    words("Objet", 0),
    amounts("Reste", 10),
];

const COLUMNS: &[Column] =
    &[words("", 4), words("N° facture", 14), words("Objet", 0), amounts("Reste", 10)];

/// Draws all of it; the key that records is quiet where it is not possible.
pub fn draw_payment(canvas: &mut Canvas<'_>, mut body: Rect, payment: &Payment, possible: bool) {
    cut_top(&mut body, 1);
    let height = body.height.saturating_sub(3).min(BOXES);
    let mut boxes = cut_top(&mut body, height);
    let right = if body.width >= WIDE { 42 } else { 36 };
    let money = cut_right(&mut boxes, right);
    cut_right(&mut boxes, 1);
    draw_invoices(canvas, boxes, payment);
    match payment.tender.mode {
        TenderMode::Cash => draw_cash(canvas, money, payment),
        _ => draw_card(canvas, money, payment, possible),
    }
    cut_left(&mut body, 1);
    draw_forecast(canvas, cut_top(&mut body, 1), payment);
    draw_payers(canvas, cut_top(&mut body, 1), payment);
}

fn draw_invoices(canvas: &mut Canvas<'_>, area: Rect, payment: &Payment) {
    let theme = canvas.theme;
    let wide = canvas.area().width >= WIDE;
    let mut inside = canvas.panel(area, &format!("Factures à payer · {}", whose(payment)));
    let last = cut_bottom(&mut inside, 1);
    let invoices = &payment.view.invoices;
    if invoices.is_empty() {
        let nothing = ["Rien à payer\u{a0}:", "toutes les factures sont soldées."];
        for (line, row) in nothing.into_iter().zip(inside.rows()) {
            canvas.text(row, line, theme.quiet);
        }
        return;
    }
    let rest = canvas.right(last, &payment.total().to_string(), theme.strong());
    let ticked = count(payment.ticked().len(), "facture", "factures");
    canvas.text(rest, &format!("Total coché\u{a0}: {ticked}"), theme.strong());
    cut_bottom(&mut inside, 1);
    let make = |index: usize| -> Vec<Cell> {
        let Some(invoice) = invoices.get(index) else { return Vec::new() };
        let ticked = payment.is_ticked(invoice);
        let style = if ticked { theme.text } else { theme.quiet };
        let mut cells = vec![cell(if ticked { "[x]" } else { "[ ]" }, style)];
        cells.push(cell(invoice.number.as_str(), style));
        if wide {
            cells.push(cell(invoice.period.as_str(), style));
        }
        cells.push(cell(invoice.label.as_str(), style));
        cells.push(cell(invoice.due.to_string(), style));
        cells
    };
    let selected = (payment.zone == Zone::Invoices).then_some(payment.row);
    let rows = Rows { count: invoices.len(), selected, make: &make };
    table(canvas, inside, if wide { WIDE_COLUMNS } else { COLUMNS }, &rows);
}

/// `MARTINEAU Claire · EVR04217`: the title of what can't be taken back says whose it is.
fn whose(payment: &Payment) -> String {
    format!("{} · {}", payment.view.name, payment.view.login)
}

/// `À payer  47,35 €`, `Mode  [E Espèces]  C Carte`, and the empty row behind them.
fn draw_due(canvas: &mut Canvas<'_>, inside: &mut Rect, payment: &Payment) {
    let theme = canvas.theme;
    labelled(canvas, cut_top(inside, 1), "À payer", &payment.total().to_string());
    let mut row = cut_top(inside, 1);
    canvas.text(cut_left(&mut row, LABEL), "Mode", theme.quiet);
    let modes = match payment.tender.mode {
        TenderMode::Cash => {
            [("[Espèces]", theme.strong()), ("  C ", theme.key), ("Carte", theme.text)]
        }
        _ => [("[Carte]", theme.strong()), ("  E ", theme.key), ("Espèces", theme.text)],
    };
    canvas.line(row, &modes);
    cut_top(inside, 1);
}

fn labelled(canvas: &mut Canvas<'_>, mut row: Rect, label: &str, words: &str) {
    let theme = canvas.theme;
    canvas.text(cut_left(&mut row, LABEL), label, theme.quiet);
    canvas.right(cut_left(&mut row, AMOUNT), words, theme.strong());
}

fn draw_cash(canvas: &mut Canvas<'_>, area: Rect, payment: &Payment) {
    let theme = canvas.theme;
    let mut inside = canvas.panel(area, "Règlement en espèces");
    draw_due(canvas, &mut inside, payment);
    let mut row = cut_top(&mut inside, 1);
    canvas.text(cut_left(&mut row, LABEL), "Reçu", theme.quiet);
    let field = cut_left(&mut row, AMOUNT - 2);
    canvas.field(field, &payment.tender.received, payment.zone == Zone::Tender);
    canvas.text(row, " €", theme.text);
    cut_top(&mut inside, 1);
    let band = cut_top(&mut inside, 3);
    draw_change(canvas, band, payment);
    if payment.zone == Zone::Reason {
        return draw_reason(canvas, inside, payment);
    }
    let help = cut_bottom(&mut inside, 1);
    let proposals: Vec<String> = fast_cash(payment.total()).into_iter().map(short).collect();
    if !proposals.is_empty() {
        let empty = [("Entrée", theme.key), (" sans montant\u{a0}: appoint", theme.quiet)];
        canvas.line(help, &empty);
        let proposal = [("↓", theme.key), (" propose ", theme.quiet)];
        let row = canvas.line(cut_bottom(&mut inside, 1), &proposal);
        let amounts = wrap_at(&proposals.join("  "), "  ", usize::from(row.width));
        let amounts = amounts.into_iter().next().unwrap_or_default();
        canvas.text(row, &amounts, theme.quiet);
    }
    let total = payment.total();
    let change = payment.tender.handed(total).and_then(|handed| check_tender(total, handed).ok());
    let coins = split_words(change.unwrap_or_default());
    let room = usize::from(inside.width.saturating_sub(1));
    for (line, mut row) in wrap_at(&coins, "   ", room).iter().zip(inside.rows()) {
        cut_left(&mut row, 1);
        canvas.text(row, line, theme.text);
    }
}

/// What is given back, as large as a screen of letters allows: three rows of one colour.
fn draw_change(canvas: &mut Canvas<'_>, band: Rect, payment: &Payment) {
    let theme = canvas.theme;
    let total = payment.total();
    let handed = payment.tender.handed(total);
    let (label, amount, style) = match handed.map(|handed| (handed, check_tender(total, handed))) {
        _ if total <= Cents::ZERO => ("RIEN", "à encaisser".to_owned(), theme.field),
        None => ("MONTANT\u{a0}?", String::new(), theme.field),
        Some((_, Ok(Cents::ZERO))) => ("APPOINT", "rien à rendre".to_owned(), theme.field),
        Some((_, Ok(change))) => ("À RENDRE", change.to_string(), theme.selected),
        Some((handed, Err(TenderDoubt::TooLittle))) => {
            ("IL MANQUE", total.minus(handed).to_string(), theme.field)
        }
        Some((handed, Err(TenderDoubt::TooMuch))) => {
            ("À RENDRE\u{a0}?", handed.minus(total).to_string(), theme.field)
        }
    };
    let style = style.add_modifier(ratatui::style::Modifier::BOLD);
    canvas.blank(band, style);
    let mut row = band;
    cut_top(&mut row, 1);
    cut_left(&mut row, 1);
    canvas.text(cut_left(&mut row, LABEL - 1), label, style);
    canvas.right(cut_left(&mut row, AMOUNT), &amount, style);
}

fn draw_reason(canvas: &mut Canvas<'_>, mut inside: Rect, payment: &Payment) {
    let theme = canvas.theme;
    let limit = format!("Motif, au-dessus de {}", payment.view.cash_limit);
    canvas.text(cut_top(&mut inside, 1), &limit, theme.alert);
    canvas.field(cut_top(&mut inside, 1), &payment.tender.reason, true);
    cut_top(&mut inside, 1);
    for (key, act) in [("Entrée", " enregistrer"), ("Échap", " revenir au montant")] {
        canvas.line(cut_top(&mut inside, 1), &[(key, theme.key), (act, theme.text)]);
    }
}

fn draw_card(canvas: &mut Canvas<'_>, area: Rect, payment: &Payment, possible: bool) {
    let theme = canvas.theme;
    let mut inside = canvas.panel(area, "Règlement par carte");
    draw_due(canvas, &mut inside, payment);
    let terminal = format!("1. Sur le terminal\u{a0}: {}", payment.total());
    canvas.text(cut_top(&mut inside, 1), &terminal, theme.text);
    canvas.text(cut_top(&mut inside, 1), "2. La carte est-elle acceptée\u{a0}?", theme.text);
    let (yes_key, yes) =
        if possible { (theme.key, theme.text) } else { (theme.quiet, theme.quiet) };
    let answer = [
        ("   O", yes_key),
        ("  oui, enregistrer   ", yes),
        ("N", theme.key),
        ("  non", theme.text),
    ];
    canvas.line(cut_top(&mut inside, 1), &answer);
    cut_top(&mut inside, 1);
    let tender = &payment.tender;
    let fields = [
        ("N° autorisation", &tender.authorisation, 13, Zone::Tender),
        ("Derniers chiffres", &tender.last_four, 5, Zone::LastFour),
    ];
    for (label, field, width, zone) in fields {
        let mut row = cut_top(&mut inside, 1);
        canvas.text(cut_left(&mut row, 18), label, theme.quiet);
        canvas.field(cut_left(&mut row, width), field, payment.zone == zone);
    }
    let help = "Facultatifs, sur le ticket du terminal. Jamais le numéro de la carte.";
    for line in wrap(help, usize::from(inside.width)) {
        canvas.text(cut_top(&mut inside, 1), &line, theme.quiet);
    }
    let nothing = "▲ N et Échap ne gardent rien.";
    canvas.text(cut_bottom(&mut inside, 1), nothing, theme.alert);
}

/// `Quittance prévue A2-2026-000902 · régie Périscolaire · caisse après 261,95 €`.
fn draw_forecast(canvas: &mut Canvas<'_>, row: Rect, payment: &Payment) {
    let view = &payment.view;
    let cash = view.till.cash.filter(|_| payment.tender.mode == TenderMode::Cash);
    let after = cash.map(|cash| format!(" · caisse après {}", cash.plus(payment.total())));
    let after = after.unwrap_or_default();
    let words = format!("Quittance prévue {} · régie {}{after}", view.next_receipt, view.regie);
    canvas.text(row, &words, canvas.theme.quiet);
}

/// `Payeur  > MARTINEAU Claire    MOREL Antoine`.
fn draw_payers(canvas: &mut Canvas<'_>, row: Rect, payment: &Payment) {
    let theme = canvas.theme;
    let mut rest = canvas.text(row, "Payeur  ", theme.quiet);
    for (index, payer) in payment.view.payers.iter().enumerate() {
        let (mark, style) =
            if index == payment.payer { ("> ", theme.strong()) } else { ("  ", theme.quiet) };
        rest = canvas.line(rest, &[(mark, theme.key), (&payer.name, style), ("  ", style)]);
    }
}
