//! The lists of a family's file, each in columns that leave out the least needed on 80 columns.

use ratatui::layout::Rect;

use super::Tab;
use crate::desk::view::{
    BookingLine, ChildLine, DocumentLine, EventLine, FamilyView, InvoiceLine, PaymentLine,
};
use crate::domain::contrary::Standing;
use crate::domain::legend::Legend;
use crate::domain::money::Cents;
use crate::domain::text::nth;
use crate::domain::time::{clock, numeric_day, short_day};
use crate::ui::canvas::{Canvas, cut_bottom, cut_top};
use crate::ui::screen::home_rows::WIDE;
use crate::ui::screen::preview::day;
use crate::ui::table::{Cell, Column, Rows, amounts, cell, table, words};
use crate::ui::words::{count, wrap};

/// Draws the list of a tab in a box that says where in the list the highlight stands.
pub fn draw(
    canvas: &mut Canvas<'_>,
    body: Rect,
    tab: Tab,
    (view, selected): (&FamilyView, usize),
    legend: &Legend,
) {
    let (name, rows) = match tab {
        Tab::Bookings => ("Réservations à venir", view.bookings.len()),
        Tab::Invoices => ("Factures", view.invoices.len()),
        Tab::Payments => ("Paiements", view.payments.len()),
        Tab::Documents => ("Pièces du dossier", view.documents.len()),
        Tab::Journal => ("Journal de la famille", view.events.len()),
        Tab::Summary | Tab::Children | Tab::Access => ("Enfants", view.preview.children.len()),
    };
    let place = if rows == 0 { String::new() } else { format!(" · {} sur {rows}", selected + 1) };
    let mut inside = canvas.panel(body, &format!("{name}{place}"));
    if rows == 0 {
        let quiet = canvas.theme.quiet;
        canvas.text(inside, "Rien pour le moment.", quiet);
        return;
    }
    match tab {
        Tab::Bookings => draw_bookings(canvas, inside, (&view.bookings, selected), legend),
        Tab::Invoices => draw_invoices(canvas, inside, &view.invoices, selected),
        Tab::Payments => draw_payments(canvas, inside, &view.payments, selected),
        Tab::Documents => draw_documents(canvas, inside, &view.documents, selected),
        Tab::Journal => {
            draw_in_full(canvas, &mut inside, view.events.get(selected));
            draw_events(canvas, inside, &view.events, Some(selected));
        }
        Tab::Summary | Tab::Children | Tab::Access => {
            draw_children(canvas, inside, &view.preview.children, Some(selected));
        }
    }
}

/// Whether the list has the room of a wide screen; a box takes four columns of it.
fn is_wide(area: Rect) -> bool {
    area.width + 4 >= WIDE
}

fn list<T>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    columns: &[Column],
    lines: (&[T], Option<usize>),
    make: impl Fn(&T) -> Vec<Cell>,
) {
    let (lines, selected) = lines;
    let make = |index: usize| lines.get(index).map(&make).unwrap_or_default();
    table(canvas, area, columns, &Rows { count: lines.len(), selected, make: &make });
}

/// The children, with their next booked day: `●` can be given back, `■` can't any more.
pub fn draw_children(
    canvas: &mut Canvas<'_>,
    area: Rect,
    children: &[ChildLine],
    selected: Option<usize>,
) {
    const NARROW: &[Column] = &[
        words("Enfant", 12),
        words("Âge", 7),
        words("Classe", 8),
        words("Activités", 0),
        words("Prochain jour", 14),
    ];
    const BROAD: &[Column] = &[
        words("Enfant", 17),
        words("Né(e) le", 12),
        words("Âge", 7),
        words("École / classe", 18),
        words("Activités", 0),
        words("Prochain jour", 14),
    ];
    let theme = canvas.theme;
    let wide = is_wide(area);
    list(canvas, area, if wide { BROAD } else { NARROW }, (children, selected), |child| {
        let glyph = if child.next_cancellable { "●" } else { "■" };
        let next = child.next_day.map(|day| format!("{} {glyph}", short_day(day)));
        let age = count(usize::try_from(child.age).unwrap_or(0), "an", "ans");
        let (name, class) = if wide {
            (
                format!("{} {}", child.given, child.surname),
                format!("{}  {}", child.school, child.class),
            )
        } else {
            (child.given.clone(), child.class.clone())
        };
        let mut cells = vec![cell(name, theme.text)];
        if wide {
            cells.push(cell(numeric_day(child.birth), theme.quiet));
        }
        cells.extend([
            cell(age, theme.text),
            cell(class, theme.text),
            cell(child.activities.join(", "), theme.text),
            cell(next.unwrap_or_default(), theme.text),
        ]);
        cells
    });
}

/// The journal's lines.
pub fn draw_events(
    canvas: &mut Canvas<'_>,
    area: Rect,
    events: &[EventLine],
    selected: Option<usize>,
) {
    const COLUMNS: &[Column] = &[words("Date", 13), words("Lieu", 9), words("Quoi", 0)];
    let theme = canvas.theme;
    list(canvas, area, COLUMNS, (events, selected), |event| {
        let local = event.at.local();
        vec![
            cell(format!("{} {}", day(local.date()), clock(local)), theme.quiet),
            cell(event.place, theme.quiet),
            cell(sentence(event), theme.text),
        ]
    });
}

/// `paiement carte 38,90 €, quittance A2-2026-000871 (S. Leroy)`.
fn sentence(event: &EventLine) -> String {
    if event.agent.is_empty() {
        event.text.clone()
    } else {
        format!("{} ({})", event.text, event.agent)
    }
}

/// The highlighted line of the journal in full, where the list has to cut it.
fn draw_in_full(canvas: &mut Canvas<'_>, inside: &mut Rect, event: Option<&EventLine>) {
    let theme = canvas.theme;
    let mut detail = cut_bottom(inside, 3);
    canvas.rule(cut_top(&mut detail, 1), "─", theme.border);
    let lines = wrap(&event.map(sentence).unwrap_or_default(), usize::from(detail.width));
    for (line, row) in lines.iter().zip(detail.rows()) {
        canvas.text(row, line, theme.text);
    }
}

fn draw_bookings(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (lines, selected): (&[BookingLine], usize),
    legend: &Legend,
) {
    const COLUMNS: &[Column] = &[
        words("Jour", 11),
        words("Enfant", 12),
        words("Activité", 0),
        words("État", 20),
        amounts("Prix", 10),
    ];
    let theme = canvas.theme;
    list(canvas, area, COLUMNS, (lines, Some(selected)), |booking| {
        let entry = legend.entry(booking.state);
        let state = match booking.rank {
            Some(rank) => format!("{} {} en attente", entry.glyph, nth(rank)),
            None => format!("{} {}", entry.glyph, entry.label),
        };
        vec![
            cell(short_day(booking.day), theme.text),
            cell(booking.child.as_str(), theme.text),
            cell(booking.activity.as_str(), theme.text),
            cell(state, theme.quiet),
            cell(booking.price.to_string(), theme.text),
        ]
    });
}

fn draw_invoices(canvas: &mut Canvas<'_>, area: Rect, lines: &[InvoiceLine], selected: usize) {
    const COLUMNS: &[Column] = &[
        words("N° facture", 16),
        words("Période", 10),
        words("Objet", 0),
        words("Émise le", 12),
        amounts("Montant", 11),
        amounts("Reste", 12),
    ];
    let theme = canvas.theme;
    let narrow = canvas.area().width < WIDE;
    list(canvas, area, COLUMNS, (lines, Some(selected)), |invoice| {
        let (due, style) = if invoice.due > Cents::ZERO {
            (invoice.due.to_string(), theme.alert)
        } else {
            ("soldée".to_owned(), theme.quiet)
        };
        vec![
            cell(invoice.number.as_str(), theme.text),
            cell(invoice.period.as_str(), theme.text),
            match invoice.contest {
                Some(_) if narrow => cell("contestée", theme.alert),
                Some(_) => cell(format!("contestée · {}", invoice.label), theme.alert),
                None => cell(invoice.label.as_str(), theme.text),
            },
            cell(invoice.issued.map(numeric_day).unwrap_or_default(), theme.quiet),
            cell(invoice.amount.to_string(), theme.text),
            cell(due, style),
        ]
    });
}

fn draw_payments(canvas: &mut Canvas<'_>, area: Rect, lines: &[PaymentLine], selected: usize) {
    const NARROW: &[Column] = &[
        words("Quittance", 15),
        words("Date", 11),
        words("Mode", 8),
        words("Papier", 0),
        amounts("Montant", 11),
    ];
    const BROAD: &[Column] = &[
        words("Quittance", 15),
        words("Date", 17),
        words("Mode", 8),
        words("Agent", 0),
        words("Papier", 27),
        amounts("Montant", 11),
    ];
    let theme = canvas.theme;
    let wide = is_wide(area);
    list(canvas, area, if wide { BROAD } else { NARROW }, (lines, Some(selected)), |payment| {
        let local = payment.at.local();
        let copies = usize::try_from(payment.copies).unwrap_or(usize::MAX);
        let (paper, style) = match &payment.standing {
            Standing::Cancelled { by } => (format!("annulée par {by}"), theme.error),
            Standing::Cancels { number, .. } => (format!("annule {number}"), theme.alert),
            Standing::Stands if copies == 0 => ("non imprimée".to_owned(), theme.alert),
            Standing::Stands => (count(copies, "tirage", "tirages"), theme.quiet),
        };
        let hour = if wide { format!(" {}", clock(local)) } else { String::new() };
        let mut cells = vec![
            cell(payment.receipt.as_str(), theme.text),
            cell(format!("{}{hour}", numeric_day(local.date())), theme.text),
            cell(payment.mode, theme.text),
        ];
        if wide {
            cells.push(cell(payment.agent.as_str(), theme.quiet));
        }
        cells.extend([cell(paper, style), cell(payment.amount.to_string(), theme.text)]);
        cells
    });
}

fn draw_documents(canvas: &mut Canvas<'_>, area: Rect, lines: &[DocumentLine], selected: usize) {
    const COLUMNS: &[Column] = &[words("Pièce", 0), words("État", 32)];
    let theme = canvas.theme;
    list(canvas, area, COLUMNS, (lines, Some(selected)), |document| {
        let (glyph, style) =
            if document.valid { ("●", theme.success) } else { ("▲", theme.alert) };
        vec![
            cell(document.label.as_str(), theme.text),
            cell(format!("{glyph} {}", document.status), style),
        ]
    });
}
