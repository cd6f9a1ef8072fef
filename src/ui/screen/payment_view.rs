//! A payment as it is drawn: the invoices at the left, the money at the right.

use ratatui::layout::Rect;

use super::payment::{Payment, Zone};
use super::payment_money::draw_money;
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::{Tender, sum_of};
use crate::ui::canvas::{Canvas, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::table::{Cell, Column, Rows, amounts, cell, point, table, words};
use crate::ui::words::count;

use super::tender::Offer;

/// From this width on the period has a column of its own.
const WIDE: u16 = 100;

/// Rows of both boxes, where the screen has them.
const BOXES: u16 = 16;

/// Tenders set aside that are listed one by one.
const LISTED: usize = 4;

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
    let height = body.height.saturating_sub(4).min(BOXES);
    let mut boxes = cut_top(&mut body, height);
    let right = if body.width >= WIDE { 42 } else { 36 };
    let money = cut_right(&mut boxes, right);
    cut_right(&mut boxes, 1);
    draw_invoices(canvas, boxes, payment);
    draw_money(canvas, money, payment, possible);
    cut_left(&mut body, 1);
    draw_forecast(canvas, cut_top(&mut body, 1), payment);
    draw_payers(canvas, cut_top(&mut body, 1), payment);
    draw_fraction(canvas, cut_top(&mut body, 1), payment);
    if let Some(hours) = &payment.view.regie.out_of_hours {
        let style = canvas.theme.alert;
        canvas.text(cut_top(&mut body, 1), &format!("▲ {hours}"), style);
    }
}

fn draw_invoices(canvas: &mut Canvas<'_>, area: Rect, payment: &Payment) {
    let theme = canvas.theme;
    let wide = canvas.area().width >= WIDE;
    let mut inside = canvas.panel(area, &format!("Factures à payer · {}", whose(payment)));
    let invoices = &payment.view.invoices;
    if invoices.is_empty() {
        let nothing = ["Rien à payer\u{a0}:", "toutes les factures sont soldées."];
        for (line, row) in nothing.into_iter().zip(inside.rows()) {
            canvas.text(row, line, theme.quiet);
        }
        return;
    }
    draw_sums(canvas, &mut inside, payment);
    let make = |index: usize| -> Vec<Cell> {
        let Some(invoice) = invoices.get(index) else { return Vec::new() };
        let part = payment.bill.part_of(invoice);
        let (mark, style) = match (payment.bill.is_ticked(invoice), part) {
            (false, _) => ("[ ]", theme.quiet),
            (true, None) => ("[x]", theme.text),
            (true, Some(_)) => ("[p]", theme.alert),
        };
        let mut cells = vec![cell(mark, style), cell(invoice.number.as_str(), style)];
        if wide {
            cells.push(cell(invoice.period.as_str(), style));
        }
        cells.push(match part {
            Some(_) if wide => cell(format!("sur {}", invoice.due), style),
            _ if invoice.contest.is_some() => cell("contestée", theme.alert),
            _ => cell(invoice.label.as_str(), style),
        });
        cells.push(cell(part.unwrap_or(invoice.due).to_string(), style));
        cells
    };
    let highlighted = matches!(payment.zone, Zone::Invoices | Zone::Part);
    let selected = highlighted.then_some(payment.bill.row);
    let rows = Rows { count: invoices.len(), selected, make: &make };
    table(canvas, inside, if wide { WIDE_COLUMNS } else { COLUMNS }, &rows);
    if selected.is_none() {
        cut_top(&mut inside, 1);
        point(canvas, inside, 0, invoices.len());
    }
}

/// `MARTINEAU Claire · EVR04217`: the title of what can't be taken back says whose it is.
fn whose(payment: &Payment) -> String {
    crate::ui::words::whose(&payment.view.name, &payment.view.login)
}

/// Below the invoices: the part that is being typed, the family's credit, what is ticked, and
/// what each tender set aside takes off it.
fn draw_sums(canvas: &mut Canvas<'_>, inside: &mut Rect, payment: &Payment) {
    let theme = canvas.theme;
    if !payment.aside.is_empty() {
        let rest = payment.rest().max(Cents::ZERO);
        sum(canvas, cut_bottom(inside, 1), "Reste à régler", rest);
        let hidden = payment.aside.len().saturating_sub(LISTED);
        for tender in payment.aside.iter().skip(hidden).rev() {
            let row = cut_bottom(inside, 1);
            let row = canvas.right(row, &tender.amount().to_string(), theme.text);
            canvas.text(row, &format!("- {}", tender_words(tender)), theme.text);
        }
        if hidden > 0 {
            let more = count(hidden, "autre règlement saisi", "autres règlements saisis");
            canvas.text(cut_bottom(inside, 1), &format!("- {more}"), theme.text);
        }
    }
    let ticked = payment.bill.wanted(&payment.view.invoices).len();
    let ticked = count(ticked, "facture", "factures");
    let total = cut_bottom(inside, 1);
    if payment.tops_up {
        canvas.text(total, "Aucune facture n’est payée.", theme.quiet);
    } else {
        sum(canvas, total, &format!("Total coché\u{a0}: {ticked}"), payment.total());
    }
    let usable = payment.usable();
    if usable > Cents::ZERO {
        let row = cut_bottom(inside, 1);
        let row = canvas.right(row, &usable.to_string(), theme.text);
        let words = [("V", theme.key), (" utiliser l’avoir", theme.quiet)];
        canvas.line(row, &words);
    }
    if let Some(wallet) = payment.view.credit.wallet {
        let state = if wallet.active {
            format!(" recharger le porte-monnaie ({})", wallet.balance)
        } else {
            " activer et recharger le porte-monnaie".to_owned()
        };
        let words = if payment.tops_up { " revenir aux factures" } else { state.as_str() };
        canvas.line(cut_bottom(inside, 1), &[("R", theme.key), (words, theme.quiet)]);
    }
    cut_bottom(inside, 1);
    if payment.zone == Zone::Part {
        let mut row = cut_bottom(inside, 1);
        canvas.text(cut_left(&mut row, 9), "Acompte", theme.strong());
        canvas.field(cut_left(&mut row, 12), &payment.bill.part, true);
        let due = payment.view.invoices.get(payment.bill.row).map(|invoice| invoice.due);
        canvas.text(row, &format!(" € sur {}", due.unwrap_or_default()), theme.text);
    }
}

fn sum(canvas: &mut Canvas<'_>, row: Rect, words: &str, amount: Cents) {
    let strong = canvas.theme.strong();
    let row = canvas.right(row, &amount.to_string(), strong);
    canvas.text(row, words, strong);
}

/// `espèces`, `chèque 0004217`, `carte 4242`.
fn tender_words(tender: &Tender) -> String {
    let detail = match tender {
        Tender::Cheque { number, .. } => number.as_str(),
        Tender::Card { last_four, .. } => last_four.as_str(),
        Tender::Cash { .. } | Tender::Credit { .. } => "",
    };
    format!("{} {detail}", tender.mode().label()).trim_end().to_owned()
}

/// `Quittance prévue A2-2026-000902 · régie Périscolaire · caisse après 261,95 €`.
fn draw_forecast(canvas: &mut Canvas<'_>, row: Rect, payment: &Payment) {
    let view = &payment.view;
    let aside = sum_of(&payment.aside, TenderMode::Cash);
    let typed = match payment.offer() {
        Offer::Full(tender, ..) | Offer::Short(tender, _) => sum_of(&[tender], TenderMode::Cash),
        _ => Cents::ZERO,
    };
    let typed = if payment.is_settled() { Cents::ZERO } else { typed };
    let moved = aside.plus(typed);
    let after = view.till.cash.filter(|_| moved > Cents::ZERO);
    let after = after.map(|cash| format!(" · caisse après {}", cash.plus(moved)));
    let after = after.unwrap_or_default();
    let words =
        format!("Quittance prévue {} · régie {}{after}", view.next_receipt, view.regie.name);
    canvas.text(row, &words, canvas.theme.quiet);
}

/// `Payeur  > MARTINEAU Claire    MOREL Antoine    autre personne`.
fn draw_payers(canvas: &mut Canvas<'_>, row: Rect, payment: &Payment) {
    let theme = canvas.theme;
    let mut rest = canvas.text(row, "Payeur  ", theme.quiet);
    let payers = &payment.view.payers;
    let style_of = |index| if index == payment.payer { theme.strong() } else { theme.quiet };
    for (index, payer) in payers.iter().enumerate() {
        let (mark, style) = (if index == payment.payer { "> " } else { "  " }, style_of(index));
        rest = canvas.line(rest, &[(mark, theme.key), (&payer.name, style), ("  ", style)]);
    }
    if payment.payer < payers.len() {
        canvas.text(rest, "  autre personne", theme.quiet);
        return;
    }
    let mut rest = canvas.line(rest, &[("> ", theme.key)]);
    let width = rest.width.min(30);
    canvas.field(cut_left(&mut rest, width), &payment.outsider, payment.zone == Zone::Outsider);
}

/// A warning where cash comes in fractions of an invoice that is above the limit as a whole.
fn draw_fraction(canvas: &mut Canvas<'_>, row: Rect, payment: &Payment) {
    let view = &payment.view;
    let by_cash = payment.form.mode == TenderMode::Cash && !payment.is_settled();
    if !by_cash && sum_of(&payment.aside, TenderMode::Cash) == Cents::ZERO {
        return;
    }
    let wanted = payment.bill.wanted(&view.invoices);
    let fraction = wanted.iter().find_map(|wanted| {
        let (_, before) = view.in_cash.iter().find(|(id, _)| *id == wanted.invoice)?;
        let number = &view.invoices.iter().find(|one| one.id == wanted.invoice)?.number;
        (before.plus(wanted.amount) > view.cash_limit).then_some((number, before))
    });
    if let Some((number, before)) = fraction {
        let limit = view.cash_limit;
        let words =
            format!("▲ {number}\u{a0}: déjà {before} en espèces, plafond {limit} par facture");
        canvas.text(row, &words, canvas.theme.alert);
    }
}
