//! The closing of the till (arrêté de caisse) as lines of text, for the régisseur to sign.
//!
//! Every figure was computed when the till was closed and stands in the journal: printed again, it
//! is the same to the letter.

use crate::domain::closing::{ModeTotal, Pieces};
use crate::domain::money::Cents;
use crate::domain::time::{Moment, clock, numeric_day};

use super::receipt::{Issuer, heading};
use super::{FEWEST_COLUMNS, labelled, left, specimen, with_amount};

/// Everything that the paper of a closing prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingText {
    /// Who collects, and who closed the till.
    pub issuer: Issuer,
    /// When the till was opened and closed.
    pub between: (Moment, Moment),
    /// First and last receipt; `None` without any.
    pub receipts: Option<(String, String)>,
    /// What was taken and given back, by mode.
    pub totals: Vec<ModeTotal>,
    /// How many payments were cancelled, and what they came to.
    pub cancelled: (u32, Cents),
    /// The drawer.
    pub drawer: Drawer,
    /// Running totals of the till: net, and gross.
    pub perpetual: (Cents, Cents),
    /// `guichet 0.1.0`.
    pub program: String,
    /// The first ten hexadecimal digits of the journal entry's hash.
    pub check: String,
}

/// What lay in the drawer, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawer {
    /// What was in it before the first payment.
    pub float: Cents,
    /// The notes and coins, the largest first.
    pub pieces: Vec<Pieces>,
    /// What should have been there.
    pub expected: Cents,
    /// What was there.
    pub counted: Cents,
    /// Why these differ; empty when they don't.
    pub reason: String,
    /// What stays.
    pub left: Cents,
    /// What goes to the régie.
    pub deposit: Cents,
}

/// The closing in lines of at most `columns` columns.
pub fn closing(text: &ClosingText, columns: usize) -> Vec<String> {
    let columns = columns.max(FEWEST_COLUMNS);
    let sections = [
        heading(&text.issuer, columns),
        title(text, columns),
        totals(text, columns),
        pieces(&text.drawer, columns),
        drawer(&text.drawer, columns),
        footer(text, columns),
    ];
    sections.join(&String::new())
}

fn title(text: &ClosingText, columns: usize) -> Vec<String> {
    let when = |moment: Moment| {
        let local = moment.local();
        format!("{} à {}", numeric_day(local.date()), clock(local))
    };
    let mut lines = specimen(text.issuer.specimen, columns);
    lines.extend(left("ARRÊTÉ DE CAISSE", columns));
    lines.extend(labelled("Ouverte", &when(text.between.0), columns));
    lines.extend(labelled("Clôturée", &when(text.between.1), columns));
    lines.extend(labelled("Par", &text.issuer.agent, columns));
    match &text.receipts {
        Some((first, last)) => {
            lines.extend(labelled("De la", &format!("quittance {first}"), columns));
            lines.extend(labelled("à la", &format!("quittance {last}"), columns));
        }
        None => lines.extend(left("Aucune quittance", columns)),
    }
    lines
}

fn totals(text: &ClosingText, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for total in &text.totals {
        let words = format!("{}, {}", capitalised(total.mode.label()), operations(total.count));
        lines.extend(with_amount(&words, total.taken, columns));
        if total.given_back != Cents::ZERO {
            let back = Cents::ZERO.minus(total.given_back);
            let words = format!("{}, annulé", capitalised(total.mode.label()));
            lines.extend(with_amount(&words, back, columns));
        }
    }
    let net = text.totals.iter().map(ModeTotal::net).sum();
    lines.extend(with_amount("TOTAL ENCAISSÉ", net, columns));
    let (count, amount) = text.cancelled;
    if count > 0 {
        let words = format!("Annulations\u{a0}: {}", operations(count));
        lines.extend(with_amount(&words, amount, columns));
    }
    lines
}

fn operations(count: u32) -> String {
    format!("{count} opération{}", if count < 2 { "" } else { "s" })
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn pieces(drawer: &Drawer, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for piece in &drawer.pieces {
        let sum = Cents(piece.value.0.saturating_mul(i64::from(piece.count)));
        let words = format!("{} × {}", piece.count, piece.value);
        lines.extend(with_amount(&words, sum, columns));
    }
    lines.extend(with_amount("TOTAL COMPTÉ", drawer.counted, columns));
    lines
}

fn drawer(drawer: &Drawer, columns: usize) -> Vec<String> {
    let gap = drawer.counted.minus(drawer.expected);
    let mut lines = with_amount("Fond de caisse", drawer.float, columns);
    lines.extend(with_amount("Attendu", drawer.expected, columns));
    lines.extend(with_amount("Écart", gap, columns));
    if !drawer.reason.is_empty() {
        lines.extend(labelled("Motif", &drawer.reason, columns));
    }
    lines.extend(with_amount("Laissé au fond", drawer.left, columns));
    lines.extend(with_amount("À verser à la régie", drawer.deposit, columns));
    lines
}

fn footer(text: &ClosingText, columns: usize) -> Vec<String> {
    let (net, gross) = text.perpetual;
    let mut lines = with_amount("Cumul net", net, columns);
    lines.extend(with_amount("Cumul brut", gross, columns));
    lines.extend(left(&format!("Empreinte {}", text.check), columns));
    lines.extend(left(&text.program, columns));
    lines.push(String::new());
    lines.push("Signature du régisseur\u{a0}:".to_owned());
    lines.extend(specimen(text.issuer.specimen, columns));
    lines
}
