//! What every screen draws with: text, boxes and fields that never leave their area.
//!
//! All of it is total: any area, even one outside the screen or of no size, draws nothing wrong.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::field::{Field, SecretField};
use super::key::Key;
use super::pointer::Spots;
use super::theme::Theme;
use super::words::{fit, fit_head, width};

/// The screen while it is drawn.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// The styles.
    pub theme: Theme,
    /// Where the terminal's cursor stands; hidden if nowhere.
    pub cursor: Option<Position>,
    /// What can be pointed at.
    pub spots: Spots,
}

/// Cuts rows off the top of an area.
pub fn cut_top(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    let cut = Rect { height: rows, ..*area };
    *area = Rect { y: area.y.saturating_add(rows), height: area.height - rows, ..*area };
    cut
}

/// Cuts rows off the bottom of an area.
pub fn cut_bottom(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    area.height -= rows;
    Rect { y: area.y.saturating_add(area.height), height: rows, ..*area }
}

/// Cuts columns off the left of an area.
pub fn cut_left(area: &mut Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    let cut = Rect { width: columns, ..*area };
    *area = Rect { x: area.x.saturating_add(columns), width: area.width - columns, ..*area };
    cut
}

/// Cuts columns off the right of an area.
pub fn cut_right(area: &mut Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    area.width -= columns;
    Rect { x: area.x.saturating_add(area.width), width: columns, ..*area }
}

/// A box of that size in the middle of an area, or what of it fits.
pub fn centred(area: Rect, columns: u16, rows: u16) -> Rect {
    let (columns, rows) = (columns.min(area.width), rows.min(area.height));
    let x = area.x.saturating_add((area.width - columns) / 2);
    let y = area.y.saturating_add((area.height - rows) / 2);
    Rect { x, y, width: columns, height: rows }
}

/// How many columns a text takes, as a screen coordinate.
pub fn columns(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

impl<'a> Canvas<'a> {
    /// Blanks the buffer.
    pub fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        let mut blank = Cell::EMPTY;
        blank.set_style(theme.text);
        *buffer = Buffer::filled(buffer.area, blank);
        Self { buffer, theme, cursor: None, spots: Spots::default() }
    }

    /// The whole screen.
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Gives every cell of an area a style; what is written there stays.
    pub fn style(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Empties an area; what was there can't be pointed at any more.
    pub fn blank(&mut self, area: Rect, style: Style) {
        self.spots.cover(area);
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Writes on the first row of an area, cut with `…`; returns what is left at the right.
    pub fn text(&mut self, area: Rect, text: &str, style: Style) -> Rect {
        let mut rest = Rect { height: area.height.min(1), ..area }.intersection(self.buffer.area);
        if rest.is_empty() {
            return Rect::ZERO;
        }
        let fitted = fit(text, usize::from(rest.width));
        let written = cut_left(&mut rest, columns(&fitted));
        self.buffer.set_stringn(written.x, written.y, &fitted, usize::from(written.width), style);
        self.buffer.set_style(written, style);
        rest
    }

    /// Writes pieces one behind the other on the first row of an area; nothing follows one that
    /// had to be cut. A key among them is a button, with the words behind it.
    pub fn line(&mut self, area: Rect, pieces: &[(&str, Style)]) -> Rect {
        let mut button: Option<(Key, u16)> = None;
        let mut rest = area;
        for (text, style) in pieces {
            if *style == self.theme.key
                && let Some(key) = Key::read(text.trim())
            {
                self.button(button, area, rest.x);
                button = Some((key, rest.x));
            }
            let cut = columns(text) > rest.width;
            rest = self.text(rest, text, *style);
            if cut {
                rest.width = 0;
            }
        }
        self.button(button, area, rest.x);
        rest
    }

    /// A key on the first row of an area, from where it was written up to a column, is a button.
    fn button(&mut self, button: Option<(Key, u16)>, area: Rect, end: u16) {
        if let Some((key, x)) = button {
            let width = end.saturating_sub(x);
            self.spots.click(Rect { x, width, height: area.height.min(1), ..area }, key);
        }
    }

    /// Writes at the right end of the first row of an area; returns what is left at the left.
    pub fn right(&mut self, area: Rect, text: &str, style: Style) -> Rect {
        let mut rest = Rect { height: area.height.min(1), ..area };
        let place = cut_right(&mut rest, columns(text));
        self.text(place, text, style);
        rest
    }

    /// Writes in the middle of the first row of an area.
    pub fn centre(&mut self, area: Rect, text: &str, style: Style) {
        self.text(
            centred(Rect { height: area.height.min(1), ..area }, columns(text), 1),
            text,
            style,
        );
    }

    /// Repeats a glyph over the first row of an area.
    pub fn rule(&mut self, area: Rect, glyph: &str, style: Style) {
        self.text(area, &glyph.repeat(usize::from(area.width)), style);
    }

    /// Draws a box with a title on blank ground; returns the room inside, with a column of air left
    /// and right.
    pub fn panel(&mut self, area: Rect, title: &str) -> Rect {
        let border = self.theme.border;
        if area.width < 2 || area.height < 2 {
            return Rect::ZERO;
        }
        let inside = usize::from(area.width - 2);
        let mut rows = area;
        let (top, bottom) = (cut_top(&mut rows, 1), cut_bottom(&mut rows, 1));
        self.text(top, &format!("┌{}┐", "─".repeat(inside)), border);
        self.text(bottom, &format!("└{}┘", "─".repeat(inside)), border);
        for mut row in rows.rows() {
            let (left, right) = (cut_left(&mut row, 1), cut_right(&mut row, 1));
            self.text(left, "│", border);
            self.text(right, "│", border);
        }
        if !title.is_empty() && area.width > 8 {
            let place = Rect { x: top.x + 2, width: top.width - 4, ..top };
            let title = fit_head(title, usize::from(place.width.saturating_sub(2)));
            self.line(place, &[(" ", border), (&title, self.theme.strong()), (" ", border)]);
        }
        Rect { x: rows.x + 2, width: rows.width.saturating_sub(4), ..rows }
    }

    /// Draws a field over the first row of an area, and the cursor in it when it has the focus.
    pub fn field(&mut self, area: Rect, field: &Field, focused: bool) {
        let row = Rect { height: area.height.min(1), ..area };
        self.blank(row, self.theme.field);
        let (scroll, cursor) = field.window(row.width);
        let mut skipped = 0;
        let shown: String = field
            .text()
            .chars()
            .skip_while(|c| {
                let before = skipped;
                skipped += width(c.encode_utf8(&mut [0; 4]));
                before < scroll
            })
            .collect();
        self.text(row, &shown, self.theme.field);
        self.focus(row, cursor, focused);
    }

    /// Draws a secret as dots, and the cursor behind them when it has the focus.
    pub fn secret(&mut self, area: Rect, secret: &SecretField, focused: bool) {
        let row = Rect { height: area.height.min(1), ..area };
        self.blank(row, self.theme.field);
        let dots = secret.chars().min(usize::from(row.width.saturating_sub(1)));
        self.text(row, &"•".repeat(dots), self.theme.field);
        self.focus(row, dots, focused);
    }

    /// Puts the terminal's cursor on a column of a row.
    fn focus(&mut self, row: Rect, column: usize, focused: bool) {
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        let place = Position::new(row.x.saturating_add(column), row.y);
        if focused && row.contains(place) {
            self.cursor = Some(place);
        }
    }

    /// Makes a row the highlighted one: its style wins over all that is written there.
    pub fn highlight(&mut self, row: Rect) {
        self.style(row, self.theme.selected);
    }
}

#[cfg(test)]
mod tests {
    use super::super::theme::Look;
    use super::*;

    #[test]
    fn a_line_is_cut_once() {
        let theme = Theme::new(Look::default());
        for (columns, written) in [(7, "27000… "), (9, "27000 Év…"), (12, "27000 Évreux")] {
            let area = Rect::new(0, 0, columns, 1);
            let mut buffer = Buffer::empty(area);
            let mut canvas = Canvas::new(&mut buffer, theme);
            canvas.line(area, &[("27000 Évreux", theme.text), ("  mère", theme.quiet)]);
            let shown: String = buffer.content.iter().map(Cell::symbol).collect();
            assert_eq!(shown, written);
        }
    }
}
