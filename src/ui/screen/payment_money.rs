//! The money of a payment as it is drawn: what is handed over, and what is given back.

use ratatui::layout::Rect;

use super::payment::{Payment, Zone};
use super::tender::{Offer, short};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::till::{fast_cash, split_words};
use crate::ui::canvas::{Canvas, cut_bottom, cut_left, cut_top};
use crate::ui::field::Field;
use crate::ui::words::{wrap, wrap_at};

/// Columns of the labels of the money.
const LABEL: u16 = 12;

/// Columns of the amounts, which end one under the other.
const AMOUNT: u16 = 14;

/// Columns of the labels of a card's fields.
const FIELD: u16 = 18;

/// Columns of the labels of a cheque's fields.
const CHEQUE: u16 = 9;

/// Draws the tender that is being typed, or what there is to answer.
pub fn draw_money(canvas: &mut Canvas<'_>, area: Rect, payment: &Payment, possible: bool) {
    let title = match payment.form.mode {
        _ if payment.is_settled() => "Règlement complet",
        TenderMode::Card => "Règlement par carte",
        TenderMode::Cheque => "Règlement par chèque",
        TenderMode::Cash | TenderMode::Credit => "Règlement en espèces",
    };
    let mut inside = canvas.panel(area, title);
    draw_due(canvas, &mut inside, payment);
    if payment.zone == Zone::Reason {
        return draw_reason(canvas, inside, payment);
    }
    if payment.zone == Zone::Short {
        return draw_short(canvas, inside, payment);
    }
    match payment.form.mode {
        _ if payment.is_settled() => draw_settled(canvas, inside, possible),
        TenderMode::Card => draw_card(canvas, inside, payment, possible),
        TenderMode::Cheque => draw_cheque(canvas, inside, payment, possible),
        TenderMode::Cash | TenderMode::Credit => draw_cash(canvas, inside, payment),
    }
}

/// `À payer  47,35 €`, `[Espèces]  C Carte  H Chèque`, and the empty row behind them.
fn draw_due(canvas: &mut Canvas<'_>, inside: &mut Rect, payment: &Payment) {
    let theme = canvas.theme;
    let label = match (payment.tops_up, payment.aside.is_empty()) {
        (true, _) => "Solde",
        (false, true) => "À payer",
        (false, false) => "Reste",
    };
    let mut row = cut_top(inside, 1);
    canvas.text(cut_left(&mut row, LABEL), label, theme.quiet);
    let due = if payment.tops_up { payment.view.credit.left } else { payment.rest() };
    let rest = due.max(Cents::ZERO).to_string();
    canvas.right(cut_left(&mut row, AMOUNT), &rest, theme.strong());
    let mut row = cut_top(inside, 1);
    let modes = [
        (TenderMode::Cash, "E ", "Espèces"),
        (TenderMode::Card, "C ", "Carte"),
        (TenderMode::Cheque, "H ", "Chèque"),
    ];
    for (mode, key, word) in modes {
        row = if payment.is_settled() {
            row
        } else if mode == payment.form.mode {
            canvas.line(
                row,
                &[("[", theme.strong()), (word, theme.strong()), ("]  ", theme.strong())],
            )
        } else {
            canvas.line(row, &[(key, theme.key), (word, theme.text), ("  ", theme.text)])
        };
    }
    cut_top(inside, 1);
}

fn draw_cash(canvas: &mut Canvas<'_>, mut inside: Rect, payment: &Payment) {
    let theme = canvas.theme;
    let mut row = cut_top(&mut inside, 1);
    canvas.text(cut_left(&mut row, LABEL), "Reçu", theme.quiet);
    let field = cut_left(&mut row, AMOUNT - 2);
    canvas.field(field, &payment.form.amount, payment.zone == Zone::Amount);
    canvas.text(row, " €", theme.text);
    cut_top(&mut inside, 1);
    let offer = payment.offer();
    draw_band(canvas, cut_top(&mut inside, 3), payment, &offer);
    let help = cut_bottom(&mut inside, 1);
    let proposals: Vec<String> = fast_cash(payment.rest()).into_iter().map(short).collect();
    let change = match offer {
        Offer::Full(_, change, _) => change,
        _ => Cents::ZERO,
    };
    if payment.tops_up {
        canvas.text(help, "tout reste au porte-monnaie", theme.quiet);
    } else if payment.form.keep || change > Cents::ZERO {
        let keep = if payment.form.keep { " rendre la monnaie" } else { " garder en avoir" };
        canvas.line(help, &[("G", theme.key), (keep, theme.quiet)]);
    } else if !proposals.is_empty() {
        let empty = [("Entrée", theme.key), (" sans montant\u{a0}: appoint", theme.quiet)];
        canvas.line(help, &empty);
    }
    if !proposals.is_empty() {
        let proposal = [("↓", theme.key), (" propose ", theme.quiet)];
        let row = canvas.line(cut_bottom(&mut inside, 1), &proposal);
        let amounts = wrap_at(&proposals.join("  "), "  ", usize::from(row.width));
        let amounts = amounts.into_iter().next().unwrap_or_default();
        canvas.text(row, &amounts, theme.quiet);
    }
    let coins = split_words(change);
    let room = usize::from(inside.width.saturating_sub(1));
    for (line, mut row) in wrap_at(&coins, "   ", room).iter().zip(inside.rows()) {
        cut_left(&mut row, 1);
        canvas.text(row, line, theme.text);
    }
}

/// What is given back, as large as a screen of letters allows: three rows of one colour.
fn draw_band(canvas: &mut Canvas<'_>, band: Rect, payment: &Payment, offer: &Offer) {
    let theme = canvas.theme;
    let is_cash = payment.form.mode == TenderMode::Cash;
    let (label, amount, style) = match offer {
        _ if !payment.tops_up && payment.total() <= Cents::ZERO => {
            ("RIEN", "à encaisser".to_owned(), theme.field)
        }
        Offer::Unread => ("MONTANT\u{a0}?", String::new(), theme.field),
        Offer::Nothing => ("MONTANT\u{a0}?", Cents::ZERO.to_string(), theme.field),
        Offer::Short(_, missing) => ("IL MANQUE", missing.to_string(), theme.field),
        Offer::Doubtful(over) => ("À RENDRE\u{a0}?", over.to_string(), theme.field),
        Offer::Over(over) => ("DE TROP", over.to_string(), theme.field),
        Offer::Full(_, _, kept) if *kept > Cents::ZERO => {
            let label = if payment.tops_up { "RECHARGE" } else { "EN AVOIR" };
            (label, kept.to_string(), theme.selected)
        }
        Offer::Full(_, change, _) if *change > Cents::ZERO => {
            ("À RENDRE", change.to_string(), theme.selected)
        }
        Offer::Full(..) if is_cash => ("APPOINT", "rien à rendre".to_owned(), theme.field),
        Offer::Full(tender, ..) => ("CHÈQUE", tender.amount().to_string(), theme.field),
    };
    draw_large(canvas, band, (label, &amount), style);
}

fn draw_large(
    canvas: &mut Canvas<'_>,
    band: Rect,
    (label, amount): (&str, &str),
    style: ratatui::style::Style,
) {
    let style = style.add_modifier(ratatui::style::Modifier::BOLD);
    canvas.blank(band, style);
    let mut row = band;
    cut_top(&mut row, 1);
    cut_left(&mut row, 1);
    canvas.text(cut_left(&mut row, LABEL - 1), label, style);
    canvas.right(cut_left(&mut row, AMOUNT), amount, style);
}

fn draw_reason(canvas: &mut Canvas<'_>, mut inside: Rect, payment: &Payment) {
    let theme = canvas.theme;
    let limit = format!("Motif, au-dessus de {}", payment.view.cash_limit);
    canvas.text(cut_top(&mut inside, 1), &limit, theme.alert);
    canvas.field(cut_top(&mut inside, 1), &payment.reason, true);
    cut_top(&mut inside, 1);
    let acts =
        [("↓", " proposer un motif"), ("Entrée", " enregistrer"), ("Échap", " revenir au montant")];
    draw_acts(canvas, inside, &acts);
}

/// Less is handed over than is left to pay: what becomes of the rest.
fn draw_short(canvas: &mut Canvas<'_>, mut inside: Rect, payment: &Payment) {
    let theme = canvas.theme;
    let Offer::Short(tender, missing) = payment.offer() else { return };
    let mut row = cut_top(&mut inside, 1);
    canvas.text(cut_left(&mut row, LABEL), "Versé", theme.quiet);
    canvas.right(cut_left(&mut row, AMOUNT), &tender.amount().to_string(), theme.strong());
    cut_top(&mut inside, 1);
    draw_large(canvas, cut_top(&mut inside, 3), ("IL MANQUE", &missing.to_string()), theme.field);
    cut_top(&mut inside, 1);
    canvas.text(cut_top(&mut inside, 1), "Acompte\u{a0}?", theme.alert);
    let acts = [
        ("P", " acompte, le reste est dû"),
        ("R", " régler le reste autrement"),
        ("Échap", " corriger le montant"),
    ];
    draw_acts(canvas, inside, &acts);
}

fn draw_acts(canvas: &mut Canvas<'_>, inside: Rect, acts: &[(&str, &str)]) {
    let theme = canvas.theme;
    for ((key, act), row) in acts.iter().zip(inside.rows()) {
        canvas.line(row, &[(*key, theme.key), (*act, theme.text)]);
    }
}

/// The tenders set aside pay all.
fn draw_settled(canvas: &mut Canvas<'_>, mut inside: Rect, possible: bool) {
    let theme = canvas.theme;
    let style = theme.selected;
    draw_large(canvas, cut_top(&mut inside, 3), ("COMPLET", &Cents::ZERO.to_string()), style);
    cut_top(&mut inside, 1);
    let key = if possible { theme.key } else { theme.quiet };
    canvas.line(cut_top(&mut inside, 1), &[("Entrée", key), (" enregistrer", theme.text)]);
    canvas.line(
        cut_top(&mut inside, 1),
        &[("Échap", theme.key), (" reprendre le dernier", theme.text)],
    );
}

fn draw_card(canvas: &mut Canvas<'_>, mut inside: Rect, payment: &Payment, possible: bool) {
    let theme = canvas.theme;
    let offer = payment.offer();
    let asked = match &offer {
        Offer::Full(tender, ..) | Offer::Short(tender, _) => tender.amount(),
        Offer::Over(over) => payment.rest().plus(*over),
        _ => payment.rest(),
    };
    let terminal = format!("1. Sur le terminal\u{a0}: {asked}");
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
    let form = &payment.form;
    draw_fields(
        canvas,
        &mut inside,
        payment,
        &[
            ("N° autorisation", &form.authorisation, 13, Zone::Authorisation),
            ("Derniers chiffres", &form.last_four, 5, Zone::LastFour),
            ("Montant, si autre", &form.amount, 10, Zone::Amount),
        ],
    );
    let nothing = "▲ N et Échap ne gardent rien.";
    let note = difference(&offer).unwrap_or_else(|| nothing.to_owned());
    canvas.text(cut_bottom(&mut inside, 1), &note, theme.alert);
    let help = "Facultatifs. Jamais le numéro entier de la carte.";
    for (line, row) in wrap(help, usize::from(inside.width)).iter().zip(inside.rows()) {
        canvas.text(row, line, theme.quiet);
    }
}

/// What differs from what is left to pay, in words.
fn difference(offer: &Offer) -> Option<String> {
    match offer {
        Offer::Short(_, missing) => Some(format!("▲ Il manquera {missing}.")),
        Offer::Over(over) => Some(format!("▲ {over} de trop\u{a0}: G en avoir")),
        Offer::Full(_, _, kept) if *kept > Cents::ZERO => Some(format!("▲ {kept} en avoir")),
        _ => None,
    }
}

fn draw_cheque(canvas: &mut Canvas<'_>, mut inside: Rect, payment: &Payment, possible: bool) {
    let theme = canvas.theme;
    let form = &payment.form;
    draw_fields(
        canvas,
        &mut inside,
        payment,
        &[
            ("Numéro", &form.number, 22, Zone::Number),
            ("Banque", &form.bank, 22, Zone::Bank),
            ("Montant", &form.amount, 22, Zone::Amount),
        ],
    );
    cut_top(&mut inside, 1);
    let offer = payment.offer();
    draw_band(canvas, cut_top(&mut inside, 3), payment, &offer);
    let keep = match &offer {
        Offer::Over(_) => Some(" garder en avoir"),
        Offer::Full(..) if form.keep => Some(" ne rien garder en trop"),
        _ => None,
    };
    let key = if possible { theme.key } else { theme.quiet };
    canvas.line(cut_bottom(&mut inside, 1), &[("Entrée", key), (" enregistrer", theme.text)]);
    let hint = cut_bottom(&mut inside, 1);
    if let Some(keep) = keep {
        canvas.line(hint, &[("G", theme.key), (keep, theme.quiet)]);
    } else if payment.zone == Zone::Bank && !payment.view.banks.is_empty() {
        canvas.line(hint, &[("↓", theme.key), (" propose les banques connues", theme.quiet)]);
    }
    canvas.text(cut_top(&mut inside, 1), "Montant vide\u{a0}: tout le reste.", theme.quiet);
}

fn draw_fields(
    canvas: &mut Canvas<'_>,
    inside: &mut Rect,
    payment: &Payment,
    fields: &[(&str, &Field, u16, Zone)],
) {
    let quiet = canvas.theme.quiet;
    for (label, field, width, zone) in fields {
        let mut row = cut_top(inside, 1);
        let left = if payment.form.mode == TenderMode::Cheque { CHEQUE } else { FIELD };
        canvas.text(cut_left(&mut row, left), label, quiet);
        canvas.field(cut_left(&mut row, *width), field, payment.zone == *zone);
    }
}
