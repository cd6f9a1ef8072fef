//! A list in columns of which only the rows in sight are made and drawn.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Canvas, cut_left, cut_top};
use super::key::Key;

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// Columns of the screen, the gap to the next one counted; 0 takes what the others leave.
    pub width: u16,
    /// Amounts stand at the right.
    pub right: bool,
}

/// A column of words.
pub const fn words(title: &'static str, width: u16) -> Column {
    Column { title, width, right: false }
}

/// A column of amounts.
pub const fn amounts(title: &'static str, width: u16) -> Column {
    Column { title, width, right: true }
}

/// What stands in one column of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// Its style, unless the row is highlighted.
    pub style: Style,
}

/// A cell.
pub fn cell(text: impl Into<String>, style: Style) -> Cell {
    Cell { text: text.into(), style }
}

/// The rows of a table: how many there are, and how one is made.
pub struct Rows<'a> {
    /// How many there are.
    pub count: usize,
    /// Which one is highlighted.
    pub selected: Option<usize>,
    /// The cells of one of them.
    pub make: &'a dyn Fn(usize) -> Vec<Cell>,
}

/// The first row in sight when `height` of `count` rows are shown around the selected one.
pub fn first_in_sight(selected: usize, count: usize, height: usize) -> usize {
    selected.saturating_sub(height / 2).min(count.saturating_sub(height))
}

/// The selected row after a move, held within the list.
pub fn moved(selected: usize, count: usize, key: Key) -> usize {
    let last = count.saturating_sub(1);
    match key {
        Key::Up => selected.saturating_sub(1),
        Key::Down => selected.saturating_add(1).min(last),
        Key::PageUp => selected.saturating_sub(10),
        Key::PageDown => selected.saturating_add(10).min(last),
        Key::Home => 0,
        Key::End => last,
        Key::Row(row) => usize::from(row).min(last),
        _ => selected.min(last),
    }
}

/// Draws the headings and the rows in sight, `>` before the highlighted one.
pub fn table(canvas: &mut Canvas<'_>, area: Rect, columns: &[Column], rows: &Rows<'_>) {
    noted_table(canvas, area, columns, rows, &|_| None);
}

/// The same, where a row may have a line of words under it, which is drawn in quiet.
pub fn noted_table<'n>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    columns: &[Column],
    rows: &Rows<'_>,
    note: &dyn Fn(usize) -> Option<&'n str>,
) {
    let mut body = area;
    let heading = cut_top(&mut body, 1);
    let quiet = canvas.theme.quiet;
    let titles = columns.iter().map(|column| cell(column.title, quiet)).collect();
    draw_row(canvas, heading, columns, titles);
    let lines: Vec<(usize, Option<&str>)> = (0..rows.count)
        .flat_map(|index| [Some((index, None)), note(index).map(|words| (index, Some(words)))])
        .flatten()
        .collect();
    let selected = lines.iter().rposition(|(index, _)| rows.selected == Some(*index));
    let first = first_in_sight(selected.unwrap_or(0), lines.len(), usize::from(body.height));
    for ((index, words), mut row) in lines.into_iter().skip(first).zip(body.rows()) {
        if let Some(words) = words {
            cut_left(&mut row, 4);
            canvas.text(row, words, quiet);
            continue;
        }
        draw_row(canvas, row, columns, (rows.make)(index));
        if rows.selected == Some(index) {
            canvas.text(row, ">", quiet);
            canvas.highlight(row);
        }
    }
    if rows.selected.is_some() {
        point(canvas, body, first, rows.count);
    }
}

/// Lets the mouse choose among the rows in sight, and the wheel move the choice.
pub fn point(canvas: &mut Canvas<'_>, area: Rect, first: usize, count: usize) {
    for (index, row) in (first..count).zip(area.rows()) {
        if let Ok(index) = u16::try_from(index) {
            canvas.spots.click(row, Key::Row(index));
        }
    }
    canvas.spots.wheel(area, Key::Up, Key::Down);
}

fn draw_row(canvas: &mut Canvas<'_>, row: Rect, columns: &[Column], cells: Vec<Cell>) {
    let mut rest = row;
    cut_left(&mut rest, 2);
    let fixed: u16 = columns.iter().map(|column| column.width).sum();
    let free = rest.width.saturating_sub(fixed);
    for (column, cell) in columns.iter().zip(cells) {
        let mut place = cut_left(&mut rest, if column.width == 0 { free } else { column.width });
        if column.right {
            canvas.right(place, &cell.text, cell.style);
        } else {
            place.width = place.width.saturating_sub(1);
            canvas.text(place, &cell.text, cell.style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_stays_in_sight() {
        for count in 0..12 {
            for height in 0..12 {
                for selected in 0..count {
                    let first = first_in_sight(selected, count, height);
                    assert!(height == 0 || (first..first + height).contains(&selected));
                    assert!(first + height <= count.max(height));
                }
            }
        }
    }

    #[test]
    fn moves_stay_within_the_list() {
        for (key, from, to) in [
            (Key::Up, 0, 0),
            (Key::Up, 4, 3),
            (Key::Down, 3, 4),
            (Key::Down, 4, 4),
            (Key::PageUp, 4, 0),
            (Key::PageDown, 0, 4),
            (Key::End, 1, 4),
            (Key::Home, 4, 0),
            (Key::Row(2), 4, 2),
            (Key::Row(9), 4, 4),
        ] {
            assert_eq!(moved(from, 5, key), to, "{key:?} {from}");
        }
        assert_eq!(moved(0, 0, Key::Down), 0);
    }
}
