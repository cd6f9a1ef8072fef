//! The rows of the search: who, which children, how the account stands, what is to pay.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::view::{FamilyRow, RowChild};
use crate::domain::money::Cents;
use crate::domain::people::{AccountState, BlockCause, MatchedBy};
use crate::domain::text::fold;
use crate::domain::time::numeric_day;
use crate::ui::canvas::{Canvas, cut_left, cut_right};
use crate::ui::table::{Cell, Column, Rows, amounts, cell, noted_table, words};
use crate::ui::theme::Theme;
use crate::ui::words::width;

/// From this width on there is room for the reason of a block, and more.
pub const WIDE: u16 = 100;

const WIDE_COLUMNS: &[Column] = &[
    words("Famille", 0),
    words("Identifiant", 14),
    words("Enfants", 27),
    words("Compte portail", 20),
    amounts("À payer", 12),
];

const COLUMNS: &[Column] = &[
    words("Famille", 0),
    words("Identifiant", 13),
    words("Enfants", 19),
    words("Compte", 10),
    amounts("À payer", 12),
];

/// How a row is shown.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The styles.
    pub theme: Theme,
    /// There is room for the reason of a block.
    pub wide: bool,
    /// Wrong passwords after which an account is blocked.
    pub tries: u32,
}

/// Draws the rows in sight, and under each what tells it from its homonyms.
pub fn draw(
    canvas: &mut Canvas<'_>,
    mut area: Rect,
    (rows, notes): (&[FamilyRow], &[Option<String>]),
    selected: usize,
    look: Look,
) {
    let make = |index: usize| rows.get(index).map(|row| cells(row, look)).unwrap_or_default();
    let note = |index: usize| notes.get(index).and_then(Option::as_deref);
    let listed = Rows { count: rows.len(), selected: Some(selected), make: &make };
    cut_left(&mut area, 1);
    cut_right(&mut area, 2);
    noted_table(canvas, area, if look.wide { WIDE_COLUMNS } else { COLUMNS }, &listed, &note);
}

/// For each row whose name is its neighbour's, accents and spaces aside: where the family lives,
/// and when its children were born.
pub fn notes(rows: &[FamilyRow]) -> Vec<Option<String>> {
    let names: Vec<String> = rows.iter().map(|row| fold(&row.name).replace(' ', "")).collect();
    let is_homonym = |place: usize| {
        let name = names.get(place);
        let before = place.checked_sub(1).and_then(|before| names.get(before));
        before == name || names.get(place + 1) == name
    };
    let note = |(place, row): (usize, &FamilyRow)| is_homonym(place).then(|| apart(row));
    rows.iter().enumerate().map(note).collect()
}

/// `14 rue des Lilas · Léo 24/06/2019 · Inès 12/03/2022`.
fn apart(row: &FamilyRow) -> String {
    let street = if row.street.is_empty() { "adresse inconnue" } else { &row.street };
    let births = row.children.iter();
    let births = births.map(|child| format!("{} {}", child.given, numeric_day(child.birth)));
    std::iter::once(street.to_owned()).chain(births).collect::<Vec<_>>().join(" · ")
}

fn cells(row: &FamilyRow, look: Look) -> Vec<Cell> {
    let Look { theme, wide, .. } = look;
    let (account, style) = account(row, look);
    let due = if row.balance_due > Cents::ZERO { theme.alert } else { theme.quiet };
    vec![
        cell(marked(row), theme.text),
        cell(row.login.as_str(), theme.quiet),
        cell(children(&row.children, if wide { 26 } else { 18 }), theme.text),
        cell(account, style),
        cell(row.balance_due.to_string(), due),
    ]
}

/// `~ LEFÈVRE Zoé`: not written as typed.
fn marked(row: &FamilyRow) -> String {
    let mark = if is_guess(row) { "~ " } else { "" };
    format!("{mark}{}", row.name)
}

/// Whether the name is not the one that was typed, but one that is near.
pub fn is_guess(row: &FamilyRow) -> bool {
    matches!(row.matched_by, MatchedBy::Sound | MatchedBy::Typo)
}

/// `■ BLOQUÉ 3 essais`, `● actif`, `· jamais connecté`.
fn account(row: &FamilyRow, look: Look) -> (String, Style) {
    let Look { theme, wide, tries } = look;
    match (row.account, row.cause) {
        _ if row.archived => ("archivée".to_owned(), theme.alert),
        (AccountState::Blocked, Some(BlockCause::Passwords)) if wide => {
            (format!("■ BLOQUÉ {tries} essais"), theme.error)
        }
        (AccountState::Blocked, Some(BlockCause::Unpaid)) if wide => {
            ("■ BLOQUÉ impayés".to_owned(), theme.error)
        }
        (AccountState::Blocked, _) => ("■ BLOQUÉ".to_owned(), theme.error),
        (AccountState::Active, _) => ("● actif".to_owned(), theme.success),
        (AccountState::New, _) if wide => ("· jamais connecté".to_owned(), theme.quiet),
        (AccountState::New, _) => ("· neuf".to_owned(), theme.quiet),
    }
}

/// `Léo 7, Inès 4`, or `Tiago 5 +2` where the others find no room.
fn children(children: &[RowChild], room: usize) -> String {
    let named: Vec<String> =
        children.iter().map(|child| format!("{} {}", child.given, child.age)).collect();
    (1..=named.len())
        .rev()
        .map(|shown| {
            let first = named.get(..shown).unwrap_or_default().join(", ");
            let others = named.len() - shown;
            if others == 0 { first } else { format!("{first} +{others}") }
        })
        .find(|text| width(text) <= room)
        .or_else(|| named.first().map(|first| format!("{first} +{}", named.len() - 1)))
        .unwrap_or_default()
}
