//! Which glyphs a screen may show, and what stands for those that a font has not.
//!
//! A missing glyph is shown as a box that looks like a state of a day, so nothing is left to
//! chance: what we write comes from a measured list, and what families are called is respelled
//! where it must be, at the last step before the terminal. Widths never change by it, except that
//! three spellings of the kernel's font take the blanks behind them.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_normalization::UnicodeNormalization;

use super::words::width;

/// What the terminal's font has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Font {
    /// Letters of every script that is written from left to right.
    #[default]
    Full,
    /// A console font of Debian (`Lat15-*`): the letters of Western Europe.
    Console,
    /// The one that the kernel of Linux carries: no euro, no typography.
    Kernel,
}

/// The glyphs besides ASCII that we write. All fonts measured have them: `Lat15-Fixed`,
/// `Lat15-Terminus`, `Lat15-VGA` and `Uni2` of the console, DejaVu Sans Mono, Liberation Mono.
pub const OURS: &str = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝░▒█•●■♦▲▼×±÷≈≠≤≥≡¬←↑→↓«»’“”…–—°·€£µ²§¶¡¿\u{a0}\
                        ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßŒœŸŠšŽž";

/// What the kernel's font has not, and how it is spelled there.
const KERNEL: [(&str, &str); 15] = [
    ("€", "EUR"),
    ("’", "'"),
    ("“", "\""),
    ("”", "\""),
    ("…", "..."),
    ("–", "-"),
    ("—", "-"),
    ("●", "•"),
    ("≠", "#"),
    ("œ", "oe"),
    ("Œ", "OE"),
    ("Ÿ", "Y"),
    ("Š", "S"),
    ("š", "s"),
    ("×", "x"),
];

/// Letters that are no letter with a mark.
const PLAIN: [(char, &str); 8] = [
    ('Ł', "L"),
    ('ł', "l"),
    ('Đ', "D"),
    ('đ', "d"),
    ('ı', "i"),
    ('Ħ', "H"),
    ('ħ', "h"),
    ('ẞ', "SS"),
];

/// Spells a whole screen with what the font has; returns where the cursor stands then.
pub fn respell(buffer: &mut Buffer, cursor: Option<Position>, font: Font) -> Option<Position> {
    let area = buffer.area;
    let mut cursor = cursor;
    for (y, row) in (area.y..).zip(buffer.content.chunks_mut(usize::from(area.width.max(1)))) {
        let mut column = cursor.filter(|at| at.y == y).map(|at| usize::from(at.x - area.x));
        respell_row(row, &mut column, font);
        if let (Some(column), Some(at)) = (column, &mut cursor)
            && at.y == y
        {
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            at.x = area.x.saturating_add(column.min(area.width.saturating_sub(1)));
        }
    }
    cursor
}

fn respell_row(row: &mut [Cell], cursor: &mut Option<usize>, font: Font) {
    for x in 0..row.len() {
        let Some(cell) = row.get_mut(x) else { return };
        if font != Font::Full {
            brighten(cell);
        }
        if cell.symbol().is_ascii() {
            continue;
        }
        match spelled(cell.symbol(), font) {
            Cow::Borrowed(_) => {}
            Cow::Owned(text) => write(row, x, &text, cursor),
        }
    }
}

/// The console shows bold as bright, or not at all, by the order in which it is told.
fn brighten(cell: &mut Cell) {
    if cell.modifier.contains(Modifier::BOLD) && matches!(cell.fg, Color::Indexed(0..16)) {
        cell.modifier.remove(Modifier::BOLD);
        if cell.fg == Color::Indexed(7) {
            cell.fg = Color::Indexed(15);
        }
    }
}

/// A glyph as the font can show it, as wide as it was; the kernel's `EUR`, `...`, `oe` are wider.
fn spelled(glyph: &str, font: Font) -> Cow<'_, str> {
    if font == Font::Kernel
        && let Some((_, text)) = KERNEL.iter().find(|(known, _)| *known == glyph)
    {
        return Cow::Owned((*text).to_owned());
    }
    let mut composed = glyph.nfc();
    let single = composed.next().filter(|_| composed.next().is_none());
    match single {
        Some(c) if has(font, c) && glyph.chars().count() == 1 => Cow::Borrowed(glyph),
        Some(c) if has(font, c) => Cow::Owned(c.to_string()),
        _ => Cow::Owned(plain(glyph, font)),
    }
}

/// Whether the font has a character.
fn has(font: Font, c: char) -> bool {
    c.is_ascii() || OURS.contains(c) || (font == Font::Full && is_plain_letter(c))
}

/// A letter that terminals agree on: it has a width, and does not turn the line around.
fn is_plain_letter(c: char) -> bool {
    let turns =
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    c.is_alphanumeric() && !turns && width(c.encode_utf8(&mut [0; 4])) > 0
}

/// The letter without its marks, or as many question marks as it was wide.
fn plain(glyph: &str, font: Font) -> String {
    let columns = width(glyph).max(1);
    let bare = glyph.nfd().next().unwrap_or('?');
    let known = PLAIN.iter().find(|(letter, _)| *letter == bare).map(|(_, text)| *text);
    match known {
        Some(text) if width(text) == columns => text.to_owned(),
        _ if columns == 1 && bare.is_alphanumeric() && has(font, bare) => bare.to_string(),
        _ => "?".repeat(columns),
    }
}

/// Writes a spelling over a glyph. One that is wider takes blanks behind the words that follow or
/// before those that lead to it, which move; without enough of them it is cut.
fn write(row: &mut [Cell], x: usize, text: &str, cursor: &mut Option<usize>) {
    let Some(cell) = row.get(x) else { return };
    let (style, taken) = (cell.style(), width(cell.symbol()).max(1));
    let letters: Vec<String> = text.chars().map(String::from).collect();
    let more = letters.len().saturating_sub(taken);
    let blank = |at: usize| is_blank(row, at, x);
    let edge = |at: usize| row.get(at).is_some_and(|cell| EDGES.contains(cell.symbol()));
    let behind = (x + 1..row.len()).take_while(|at| !edge(*at));
    let behind =
        behind.into_iter().find(|at| (*at..=at + more).all(|at| at == row.len() || blank(at)));
    let before = (more..x).rev().take_while(|at| !edge(*at));
    let before = before.into_iter().find(|at| (at - more..=*at).all(blank));
    // `47,35 €│`: the blank before it and the one behind make the room.
    let squeezed = text == "EUR" && x > 0 && blank(x - 1) && blank(x + 1);
    let (start, length) = match (behind, before) {
        _ if more == 0 => (x, letters.len()),
        (Some(blanks), _) => {
            turn(row.get_mut(x + 1..blanks + more), more, true);
            shift(cursor, x + 1..=blanks, |column| column + more);
            (x, letters.len())
        }
        // Where words were cut, a little more may be.
        (None, _) if text == "..." && x >= more && !(x - more..x).any(edge) => {
            (x - more, letters.len())
        }
        (None, Some(blanks)) => {
            turn(row.get_mut(blanks + 1 - more..x), more, false);
            shift(cursor, blanks + 1..=x, |column| column - more);
            (x - more, letters.len())
        }
        (None, None) if squeezed => (x - 1, letters.len()),
        (None, None) => (x, 1),
    };
    for (cell, letter) in row.iter_mut().skip(start).zip(letters.iter().take(length)) {
        cell.set_symbol(letter);
        cell.set_style(style);
    }
}

/// What words do not move across.
const EDGES: &str = "│║┌┐└┘├┤";

/// Moves cells to the right or to the left, over as many blanks.
fn turn(cells: Option<&mut [Cell]>, places: usize, right: bool) {
    match cells {
        Some(cells) if right => cells.rotate_right(places.min(cells.len())),
        Some(cells) => cells.rotate_left(places.min(cells.len())),
        None => {}
    }
}

/// The cursor moves with the words that it stands in.
fn shift(
    cursor: &mut Option<usize>,
    moved: RangeInclusive<usize>,
    to: impl FnOnce(usize) -> usize,
) {
    if let Some(column) = cursor.as_mut().filter(|column| moved.contains(column)) {
        *column = to(*column);
    }
}

/// Whether nothing stands in a cell, on the ground of that other one.
fn is_blank(row: &[Cell], at: usize, like: usize) -> bool {
    match (row.get(at), row.get(like)) {
        (Some(cell), Some(other)) => matches!(cell.symbol(), " " | "\u{a0}") && cell.bg == other.bg,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::super::golden::words;
    use super::super::samples::{Hand, every_screen};
    use super::*;

    fn line(text: &str, columns: u16) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
        buffer.set_string(0, 0, text, Style::new());
        buffer
    }

    fn shown(buffer: &Buffer) -> String {
        buffer.content.iter().map(Cell::symbol).collect()
    }

    fn respelled(text: &str, columns: u16, font: Font) -> String {
        let mut buffer = line(text, columns);
        respell(&mut buffer, None, font);
        shown(&buffer)
    }

    #[test]
    fn what_families_are_called_is_respelled_where_it_must_be() {
        for (name, full, console) in [
            ("Zoé", "Zoé", "Zoé"),
            ("Zoe\u{301}", "Zoé", "Zoé"),
            ("Łukasz Đorđe", "Łukasz Đorđe", "Lukasz Dorde"),
            ("Šárka Ž", "Šárka Ž", "Šárka Ž"),
            ("Ștefan", "Ștefan", "Stefan"),
            ("Nguyễn", "Nguyễn", "Nguyen"),
            ("Ωνας", "Ωνας", "????"),
            ("Léo🎉", "Léo??", "Léo??"),
            ("x\u{302}\u{323}y", "xy", "xy"),
            ("עמית", "????", "????"),
            ("✓◆⏎", "???", "???"),
        ] {
            let columns = u16::try_from(width(full)).unwrap();
            assert_eq!(respelled(name, columns, Font::Full), full);
            assert_eq!(respelled(name, columns, Font::Console), console);
        }
    }

    #[test]
    fn the_kernels_font_gets_words_for_what_it_lacks() {
        for (text, columns, wanted) in [
            ("● actif", 8, "• actif "),
            ("l’été — à 8 h", 13, "l'été - à 8 h"),
            ("À payer 47,35 €   ", 18, "À payer 47,35 EUR "),
            ("à 5 € de plus   ", 16, "à 5 EUR de plus "),
            ("47,35 € │", 9, "47,35EUR│"),
            ("47,35 €│", 8, "47,35 E│"),
            ("   47,35 €│", 11, " 47,35 EUR│"),
            ("│  47,35 €│", 11, "│  47,35 E│"),
            ("a   sœur│", 9, "a  soeur│"),
            ("sœur aînée  │", 13, "soeur aînée │"),
            ("sœur│ et  ", 10, "sour│ et  "),
            ("recherche…     ", 15, "recherche...   "),
            ("MART…│", 6, "MA...│"),
            ("│ M…│", 5, "│...│"),
            ("│M…│", 4, "│M.│"),
            ("1 €, 2 €      ", 14, "1 EUR, 2 EUR  "),
        ] {
            assert_eq!(respelled(text, columns, Font::Kernel), wanted);
        }
    }

    #[test]
    fn the_cursor_stays_behind_the_letter_that_it_was_behind() {
        for (column, wanted) in [(0, 0), (1, 1), (2, 3), (3, 4), (4, 5), (6, 6)] {
            let mut buffer = line("bœuf", 8);
            let cursor = respell(&mut buffer, Some(Position::new(column, 0)), Font::Kernel);
            assert_eq!(cursor, Some(Position::new(wanted, 0)), "{column}");
        }
    }

    #[test]
    fn bold_is_bright_on_the_console() {
        let bold = Style::new().fg(Color::Indexed(7)).add_modifier(Modifier::BOLD);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer.set_string(0, 0, "a", bold);
        respell(&mut buffer, None, Font::Console);
        let cell = &buffer.content[0];
        assert_eq!((cell.fg, cell.modifier), (Color::Indexed(15), Modifier::empty()));
    }

    #[test]
    fn every_screen_can_be_shown_in_every_font() {
        for (name, app) in every_screen() {
            for c in words(&app, 100, 30).chars() {
                assert!(c.is_ascii() || OURS.contains(c), "{name}: {c}");
            }
            for (columns, rows) in [(100, 30), (80, 24)] {
                let (buffer, cursor) = super::super::golden::drawn(&app, columns, rows);
                for font in [Font::Full, Font::Console] {
                    let mut spelled = buffer.clone();
                    assert_eq!(respell(&mut spelled, cursor, font), cursor);
                    assert_eq!(shown(&spelled), shown(&buffer), "{name} {font:?}");
                }
                let mut kernel = buffer.clone();
                respell(&mut kernel, cursor, Font::Kernel);
                let missing = shown(&kernel).chars().find(|c| "€’“”…–—●œŒŸ≠".contains(*c));
                assert_eq!(missing, None, "{name}");
            }
        }
    }

    #[test]
    fn a_name_of_any_glyphs_is_drawn_at_any_size() {
        for columns in 1..30 {
            for font in [Font::Full, Font::Console, Font::Kernel] {
                for text in ["œ€…œ€…", "日本€語…", "🎉œ🎉€", "\u{301}…", "│€│œ│…│"]
                {
                    let mut buffer = line(text, columns);
                    let cursor = Some(Position::new(columns - 1, 0));
                    let cursor = respell(&mut buffer, cursor, font).unwrap();
                    assert!(cursor.x < columns, "{text} {columns}");
                }
            }
        }
        let mut hand = Hand::signed_in();
        hand.text("Œuvré…");
        assert!(words(&hand.app, 80, 24).contains("Œuvré…"));
    }
}
