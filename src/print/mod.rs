//! What comes out of the printer: receipts and slips as lines of text, and the printer's bytes.
//!
//! Pure functions of values: never SQL, never the terminal, never a file or a port.

pub mod closing;
pub mod escpos;
pub mod letter;
pub mod notice;
pub mod receipt;
pub mod slip;
pub mod tasks;
pub mod year;

use unicode_width::UnicodeWidthStr;

use crate::domain::money::Cents;
use crate::domain::text::{clean, fold};

/// Fewest columns that a layout is made for; a narrower paper is taken as this wide.
pub const FEWEST_COLUMNS: usize = 24;

/// A text fit for paper: cleaned, and what the printer spells in several letters spelled out
/// before the line is measured (`œ`, `…`). Everything else it prints letter for letter.
fn printable(text: &str) -> String {
    clean(text).replace('œ', "oe").replace('Œ', "OE").replace('…', "...")
}

/// Cuts a text into lines of at most that many columns, between words where it can.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let gap = usize::from(!line.is_empty());
        if line.width() + gap + word.width() > columns && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        } else if gap == 1 {
            line.push(' ');
        }
        for c in word.chars() {
            line.push(c);
            if line.width() > columns {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A text in the middle of the paper, on as many lines as it needs.
fn centred(text: &str, columns: usize) -> Vec<String> {
    let centre = |line: String| " ".repeat((columns.saturating_sub(line.width())) / 2) + &line;
    wrap(&printable(text), columns).into_iter().map(centre).collect()
}

/// A text at the left margin, on as many lines as it needs.
fn left(text: &str, columns: usize) -> Vec<String> {
    wrap(&printable(text), columns)
}

/// A label, then a text in a column of its own: `Reçu de   MARTINEAU Claire`.
fn labelled(label: &str, text: &str, columns: usize) -> Vec<String> {
    const LABEL_COLUMNS: usize = 10;
    let lines = wrap(&printable(text), columns.saturating_sub(LABEL_COLUMNS));
    let labels = std::iter::once(label).chain(std::iter::repeat(""));
    let pad = |label: &str| " ".repeat(LABEL_COLUMNS.saturating_sub(label.width()));
    labels.zip(lines).map(|(label, line)| format!("{label}{}{line}", pad(label))).collect()
}

/// A text at the left, an amount at the right of its last line.
fn with_amount(text: &str, amount: Cents, columns: usize) -> Vec<String> {
    let amount = amount.to_string();
    let mut lines = wrap(&printable(text), columns.saturating_sub(amount.width() + 1));
    let last = lines.pop().unwrap_or_default();
    let gap = columns.saturating_sub(last.width() + amount.width());
    lines.push(format!("{last}{}{amount}", " ".repeat(gap)));
    lines
}

/// What every paper of a demo says.
fn specimen(is_demo: bool, columns: usize) -> Vec<String> {
    if is_demo { centred("SPÉCIMEN SANS VALEUR", columns) } else { Vec::new() }
}

/// `VILLE D’ÉVREUX`, `VILLE DE LYON`, `VILLE DU HAVRE`, `VILLE DES ULIS`.
fn town_hall(town: &str) -> String {
    let town = clean(town).to_uppercase();
    if let Some(rest) = town.strip_prefix("LE ") {
        format!("VILLE DU {rest}")
    } else if let Some(rest) = town.strip_prefix("LES ") {
        format!("VILLE DES {rest}")
    } else if fold(&town).starts_with(['a', 'e', 'h', 'i', 'o', 'u', 'y']) {
        format!("VILLE D’{town}")
    } else {
        format!("VILLE DE {town}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_to_the_next_line_and_long_words_are_cut() {
        for (text, columns, lines) in [
            ("", 5, vec![]),
            ("abcde", 5, vec!["abcde"]),
            ("abcdef", 5, vec!["abcde", "f"]),
            ("ab cd ef", 5, vec!["ab cd", "ef"]),
            ("ab abcdefg h", 5, vec!["ab", "abcde", "fg h"]),
            ("日本語", 5, vec!["日本", "語"]),
        ] {
            assert_eq!(wrap(text, columns), lines, "{text}");
        }
    }

    #[test]
    fn amounts_stand_at_the_right() {
        let amount = Cents(4735);
        assert_eq!(with_amount("TOTAL", amount, 14), ["TOTAL  47,35\u{a0}€"]);
        assert_eq!(with_amount("cantine oct.", amount, 14), ["cantin", "e oct. 47,35\u{a0}€"]);
        assert_eq!(with_amount("", amount, 10), ["   47,35\u{a0}€"]);
    }

    #[test]
    fn towns_take_their_article() {
        for (town, heading) in [
            ("Évreux", "VILLE D’ÉVREUX"),
            ("Œuilly", "VILLE D’ŒUILLY"),
            ("Hyères", "VILLE D’HYÈRES"),
            ("Lyon", "VILLE DE LYON"),
            ("Le Havre", "VILLE DU HAVRE"),
            ("Les Ulis", "VILLE DES ULIS"),
            ("La Rochelle", "VILLE DE LA ROCHELLE"),
            ("Lestrem", "VILLE DE LESTREM"),
        ] {
            assert_eq!(town_hall(town), heading);
        }
    }

    #[test]
    fn what_the_printer_spells_longer_is_spelled_before() {
        assert_eq!(left("Œuvrard\u{1b}@…", 24), ["OEuvrard @..."]);
    }
}
