//! Golden screens: what is drawn, as text and colours, beside what was drawn when it was right.
//!
//! `UPDATE_GOLDEN=1 cargo test` writes the files anew; their difference is read like code.

use std::fmt::Write;
use std::path::PathBuf;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use super::front::Front;

/// The screen at a size.
pub fn drawn(app: &impl Front, columns: u16, rows: u16) -> (Buffer, Option<Position>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let cursor = app.draw(&mut buffer);
    (buffer, cursor)
}

/// The words of a screen, one line a row.
pub fn words(app: &impl Front, columns: u16, rows: u16) -> String {
    lines(&drawn(app, columns, rows).0).join("\n")
}

fn lines(buffer: &Buffer) -> Vec<String> {
    let row = |y| -> String {
        let mut skip = 0;
        let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
        let shown = cells.filter(|cell| {
            let hidden = skip > 0;
            skip = if hidden { skip - 1 } else { super::words::width(cell.symbol()).max(1) - 1 };
            !hidden
        });
        shown.map(Cell::symbol).collect::<String>().trim_end_matches(' ').to_owned()
    };
    (0..buffer.area.height).map(row).collect()
}

/// Compares a screen with its golden file, at both sizes that the counter is drawn for.
pub fn check(name: &str, app: &impl Front) {
    for (columns, rows) in [(100, 30), (80, 24)] {
        check_at(name, app, columns, rows);
    }
}

/// Compares a screen with its golden file at one size.
pub fn check_at(name: &str, app: &impl Front, columns: u16, rows: u16) {
    let (buffer, cursor) = drawn(app, columns, rows);
    let picture = picture(&buffer, cursor);
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/screens")
        .join(format!("{name}-{columns}x{rows}.txt"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, &picture).unwrap();
    }
    let golden = std::fs::read_to_string(&file).unwrap_or_default();
    for (number, (now, then)) in picture.lines().zip(golden.lines()).enumerate() {
        assert_eq!(now, then, "{name} {columns}x{rows}, line {}", number + 1);
    }
    assert_eq!(picture.len(), golden.len(), "{name} {columns}x{rows}: UPDATE_GOLDEN=1 writes it");
}

/// The text, the cursor, then the styles: a letter each, and how many cells of a row have it.
fn picture(buffer: &Buffer, cursor: Option<Position>) -> String {
    let mut text = lines(buffer).join("\n");
    let place = cursor.map_or("none".to_owned(), |at| format!("{},{}", at.x, at.y));
    write!(text, "\n== cursor {place}\n").unwrap();
    let mut styles: Vec<String> = Vec::new();
    let mut rows = String::new();
    for y in 0..buffer.area.height {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for x in 0..buffer.area.width {
            let style = style(&buffer[(x, y)]);
            let known = styles.iter().position(|one| *one == style);
            let index = known.unwrap_or_else(|| {
                styles.push(style);
                styles.len() - 1
            });
            match runs.last_mut() {
                Some((last, length)) if *last == index => *length += 1,
                _ => runs.push((index, 1)),
            }
        }
        let runs: Vec<_> = runs.iter().map(|(i, n)| format!("{n}{}", letter(*i))).collect();
        writeln!(rows, "{y:2} {}", runs.join(" ")).unwrap();
    }
    for (index, style) in styles.iter().enumerate() {
        writeln!(text, "== {} {style}", letter(index)).unwrap();
    }
    text + &rows
}

fn letter(index: usize) -> char {
    ('a'..='z').chain('A'..='Z').nth(index).unwrap()
}

fn style(cell: &Cell) -> String {
    format!("{} on {} {:?}", cell.fg, cell.bg, cell.modifier)
}
