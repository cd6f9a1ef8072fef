//! Digits and letters as large as blocks make them: a terminal has one size of letters.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::canvas::{Canvas, columns, cut_left};

/// Rows of a large glyph.
pub const ROWS: u16 = 5;

/// The glyphs, five rows from above each; what is none is left blank.
const GLYPHS: &[(char, [&str; 5])] = &[
    ('0', ["███", "█ █", "█ █", "█ █", "███"]),
    ('1', [" █ ", "██ ", " █ ", " █ ", "███"]),
    ('2', ["███", "  █", "███", "█  ", "███"]),
    ('3', ["███", "  █", " ██", "  █", "███"]),
    ('4', ["█ █", "█ █", "███", "  █", "  █"]),
    ('5', ["███", "█  ", "███", "  █", "███"]),
    ('6', ["███", "█  ", "███", "█ █", "███"]),
    ('7', ["███", "  █", "  █", "  █", "  █"]),
    ('8', ["███", "█ █", "███", "█ █", "███"]),
    ('9', ["███", "█ █", "███", "  █", "███"]),
];

/// Draws digits over five rows; returns the columns that they took, a gap behind each counted.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, digits: &str, style: Style) -> u16 {
    let mut place = area;
    let mut taken = 0;
    for c in digits.chars() {
        let rows = GLYPHS.iter().find(|(known, _)| *known == c).map(|(_, rows)| *rows);
        let rows = rows.unwrap_or(["   "; 5]);
        for (text, row) in rows.iter().zip(place.rows()) {
            canvas.text(row, text, style);
        }
        let width = columns(rows[0]) + 1;
        cut_left(&mut place, width);
        taken += width;
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_is_five_rows_of_three_columns() {
        for digit in '0'..='9' {
            let (_, rows) = GLYPHS.iter().find(|(known, _)| *known == digit).unwrap();
            assert!(rows.iter().all(|row| row.chars().count() == 3), "{digit}");
        }
    }
}
