//! The closing of the till as it is drawn: the drawer at the left, the journal's side at the right.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::closing::{Closing, Zone};
use crate::desk::view::SessionView;
use crate::domain::closing::{ModeTotal, WORD};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::text::sentence_case;
use crate::domain::till::DENOMINATIONS;
use crate::domain::time::{clock, long_day, short_day};
use crate::ui::canvas::{Canvas, centred, columns, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::field::Field;
use crate::ui::words::count;

/// Columns of the drawer.
const DRAWER: u16 = 44;

/// Columns of an amount at the right.
const AMOUNT: u16 = 14;

/// Draws both sides, the reason of a gap, and what closing means.
pub fn draw_count(
    canvas: &mut Canvas<'_>,
    mut body: Rect,
    closing: &Closing,
    session: &SessionView,
) {
    let theme = canvas.theme;
    let rows = u16::try_from(DENOMINATIONS.len()).unwrap_or(u16::MAX).saturating_add(4);
    let mut boxes = cut_top(&mut body, rows);
    draw_drawer(canvas, cut_left(&mut boxes, DRAWER), closing);
    cut_left(&mut boxes, 1);
    draw_journal(canvas, boxes, closing, session);
    cut_left(&mut body, 1);
    draw_reason(canvas, cut_top(&mut body, 1), closing);
    if body.height > 2 {
        cut_top(&mut body, 1);
    }
    canvas.text(cut_top(&mut body, 1), &freezes(closing, session), theme.quiet);
    if body.height > 1 {
        let words = format!("▲ F9 clôture pour de bon\u{a0}: il faudra taper {WORD} puis Entrée.");
        canvas.text(cut_top(&mut body, 1), &words, theme.alert);
    }
}

/// `La clôture fige les 27 opérations depuis le ven 20/11 à 08:30 et imprime l’arrêté.`
fn freezes(closing: &Closing, session: &SessionView) -> String {
    let operations = usize::try_from(session.operations).unwrap_or(usize::MAX);
    let operations = count(operations, "opération", "opérations");
    let since = closing.view.till.opened.map(|opened| {
        let local = opened.local();
        format!(" depuis le {} à {}", short_day(local.date()), clock(local))
    });
    format!("La clôture fige {operations}{} et imprime l’arrêté.", since.unwrap_or_default())
}

fn draw_drawer(canvas: &mut Canvas<'_>, area: Rect, closing: &Closing) {
    let theme = canvas.theme;
    let mut inside = canvas.panel(area, "Tiroir");
    let row = |canvas: &mut Canvas<'_>, row: Rect, cells: [(&str, Style); 3]| {
        let mut rest = row;
        cut_left(&mut rest, 2);
        canvas.right(cut_left(&mut rest, 9), cells[0].0, cells[0].1);
        let amount = cut_right(&mut rest, AMOUNT);
        canvas.right(amount, cells[2].0, cells[2].1);
        let mut number = cut_left(&mut rest, 11);
        cut_left(&mut number, 4);
        canvas.right(number, cells[1].0, cells[1].1);
        number
    };
    let titles = ["Coupure", "Nombre", "Montant"].map(|title| (title, theme.quiet));
    row(canvas, cut_top(&mut inside, 1), titles);
    for (index, (value, count)) in DENOMINATIONS.iter().zip(closing.count.pieces).enumerate() {
        let place = cut_top(&mut inside, 1);
        let piece = if value.0 % 100 == 0 {
            format!("{}\u{a0}€", value.0 / 100)
        } else {
            value.to_string()
        };
        let sum = Cents(value.0.saturating_mul(i64::from(count.unwrap_or(0))));
        let number = count.map(|count| count.to_string()).unwrap_or_default();
        let style = if count.is_some() { theme.text } else { theme.quiet };
        let cells = [(piece.as_str(), theme.text), (number.as_str(), theme.field), {
            (&*sum.to_string(), style)
        }];
        let field = row(canvas, place, cells);
        canvas.style(field, theme.field);
        if closing.zone == Zone::Pieces && closing.row == index {
            canvas.text(place, ">", theme.key);
            canvas.highlight(place);
            canvas.cursor = Some(Position::new(field.right().saturating_sub(1), field.y));
        }
    }
    let total = closing.count.total().to_string();
    let rest = canvas.right(cut_top(&mut inside, 1), &total, theme.strong());
    canvas.text(rest, "  TOTAL COMPTÉ", theme.strong());
}

fn draw_journal(canvas: &mut Canvas<'_>, area: Rect, closing: &Closing, session: &SessionView) {
    let theme = canvas.theme;
    let mut inside = canvas.panel(area, "Contrôle");
    inside.width = inside.width.min(40);
    let cash = session.totals.iter().find(|total| total.mode == TenderMode::Cash);
    let cash = cash.map_or((Cents::ZERO, Cents::ZERO), |total| (total.taken, total.given_back));
    let mut line = |canvas: &mut Canvas<'_>, label: &str, amount: Cents, style: Style| {
        let row = cut_top(&mut inside, 1);
        let rest = canvas.right(row, &amount.to_string(), style);
        canvas.text(rest, label, style);
    };
    line(canvas, "Fond de caisse", closing.view.till.float, theme.text);
    line(canvas, "Espèces encaissées", cash.0, theme.text);
    line(canvas, "Espèces rendues", Cents::ZERO.minus(cash.1), theme.text);
    line(canvas, "ATTENDU", session.expected, theme.strong());
    line(canvas, "Compté", closing.count.total(), theme.text);
    let gap = closing.gap();
    let style = if gap == Cents::ZERO { theme.success } else { theme.error };
    line(canvas, "ÉCART", gap, style);
    cut_top(&mut inside, 1);
    draw_left(canvas, &mut inside, closing);
    cut_top(&mut inside, 1);
    for total in session.totals.iter().filter(|total| total.mode != TenderMode::Cash) {
        draw_mode(canvas, cut_top(&mut inside, 1), total);
    }
    let (number, amount) = session.cancelled;
    let row = cut_top(&mut inside, 1);
    let rest = canvas.right(row, &amount.to_string(), theme.quiet);
    canvas.text(rest, &format!("Annulations  {number}"), theme.quiet);
}

/// `Carte         9 opér.   312,40 €`.
fn draw_mode(canvas: &mut Canvas<'_>, row: Rect, total: &ModeTotal) {
    let theme = canvas.theme;
    let mut rest = canvas.right(row, &total.net().to_string(), theme.text);
    let label = sentence_case(total.mode.label());
    canvas.text(cut_left(&mut rest, 9), &label, theme.text);
    canvas.text(rest, &format!("{}\u{a0}opér.", total.count), theme.quiet);
}

/// What stays in the drawer, and what goes to the régie.
fn draw_left(canvas: &mut Canvas<'_>, inside: &mut Rect, closing: &Closing) {
    let theme = canvas.theme;
    let mut row = cut_top(inside, 1);
    let focused = closing.zone == Zone::Left;
    canvas.right(cut_right(&mut row, 2), "€", theme.text);
    let field = cut_right(&mut row, 10);
    canvas.field(field, &closing.count.left, focused);
    let label = if focused { "> Laisser au fond" } else { "Laisser au fond" };
    canvas.text(row, label, if focused { theme.strong() } else { theme.text });
    let deposit = closing.left().map_or("?".to_owned(), |(_, deposit)| deposit.to_string());
    let rest = canvas.right(cut_top(inside, 1), &deposit, theme.strong());
    canvas.text(rest, "À verser à la régie", theme.strong());
}

fn draw_reason(canvas: &mut Canvas<'_>, mut row: Rect, closing: &Closing) {
    let theme = canvas.theme;
    let focused = closing.zone == Zone::Reason;
    if closing.gap() == Cents::ZERO && !focused {
        canvas.text(row, "Aucun écart\u{a0}: rien à expliquer.", theme.quiet);
        return;
    }
    let label = "Écart à expliquer\u{a0}: ";
    canvas.text(cut_left(&mut row, columns(label)), label, theme.alert);
    cut_right(&mut row, 1);
    canvas.field(row, &closing.count.reason, focused);
}

/// Draws the last question over the count.
pub fn draw_word(canvas: &mut Canvas<'_>, body: Rect, closing: &Closing, word: &Field) {
    let theme = canvas.theme;
    let area = centred(body, 72, 15);
    canvas.blank(area, theme.text);
    let day = closing.view.till.opened.map(|opened| long_day(opened.today())).unwrap_or_default();
    let mut inside = canvas.panel(area, &format!("Clôturer la caisse du {day}\u{a0}?"));
    cut_left(&mut inside, 1);
    cut_top(&mut inside, 1);
    let (left, deposit) = closing.left().unwrap_or_default();
    let mut line = |canvas: &mut Canvas<'_>, label: &str, words: &str, style: Style| {
        let mut row = cut_top(&mut inside, 1);
        canvas.text(cut_left(&mut row, 22), label, theme.quiet);
        canvas.text(row, words, style);
    };
    let gap = closing.gap();
    line(canvas, "Compté", &closing.count.total().to_string(), theme.strong());
    if gap == Cents::ZERO {
        line(canvas, "Écart", "aucun", theme.success);
    } else {
        let words = format!("{gap} ({})", closing.count.reason.text());
        line(canvas, "Écart", &words, theme.error);
    }
    line(canvas, "Laissé au fond", &left.to_string(), theme.text);
    line(canvas, "À verser à la régie", &deposit.to_string(), theme.text);
    cut_top(&mut inside, 1);
    for words in [
        "C’est définitif\u{a0}: plus aucun paiement n’entre dans cette caisse,",
        "plus aucun ne peut y être annulé.",
    ] {
        canvas.text(cut_top(&mut inside, 1), words, theme.alert);
    }
    cut_top(&mut inside, 1);
    let mut row = cut_top(&mut inside, 1);
    let label = format!("Tapez {WORD} puis Entrée  ");
    canvas.text(cut_left(&mut row, columns(&label)), &label, theme.strong());
    canvas.field(cut_left(&mut row, 12), word, true);
    let keys = [
        ("Entrée", theme.key),
        (" clôturer   ", theme.text),
        ("Échap", theme.key),
        (" ne rien faire", theme.text),
    ];
    canvas.line(cut_bottom(&mut inside, 1), &keys);
}

/// Draws the question before a count is lost.
pub fn draw_leaving(canvas: &mut Canvas<'_>, body: Rect, closing: &Closing) {
    let theme = canvas.theme;
    let area = centred(body, 66, 9);
    canvas.blank(area, theme.text);
    canvas.cursor = None;
    let mut inside = canvas.panel(area, "Le comptage n’est pas clôturé");
    cut_left(&mut inside, 1);
    cut_top(&mut inside, 1);
    let counted = format!("{} comptés seraient à recompter.", closing.count.total());
    canvas.text(cut_top(&mut inside, 1), &counted, theme.text);
    cut_top(&mut inside, 1);
    let question = "Abandonner ce comptage\u{a0}?";
    canvas.text(cut_top(&mut inside, 1), question, theme.strong());
    cut_top(&mut inside, 1);
    let keys = [
        ("O", theme.key),
        (" abandonner   ", theme.text),
        ("Échap", theme.key),
        (" rester", theme.text),
    ];
    canvas.line(inside, &keys);
}
