//! One file as lines of named cells, with the line number where each one begins.
//!
//! Knows the shape of a table, not what its cells mean. A file that isn't a table of the expected
//! columns yields no line at all.

use std::io::Cursor;

use csv::StringRecord;

use crate::domain::text::{fold, is_harmless};

use super::columns::{self, Column};
use super::decode;
use super::field::{self, Expected};
use super::headers::Headers;
use super::report::{FieldError, Report, Reported, shown};
use super::source::{Folder, OfficeFile};

/// A longer line is no line of an office export.
const LINE_MAX_BYTES: u64 = 64 * 1024;

/// Stands behind the last line: a quote that nobody closed swallows it, and so shows.
const END: &str = "\u{1}";

/// A file whose header is understood.
pub(super) struct Sheet {
    file: String,
    reader: csv::Reader<Cursor<Vec<u8>>>,
    columns: &'static [Column],
    /// Where each column stands in the lines, in the order of `columns`.
    places: Vec<Option<usize>>,
    /// How many cells the header has.
    width: usize,
    /// Lines before the header: comments.
    lines_before: u64,
    /// Length of the text, its end mark included.
    bytes: u64,
}

/// What an office calls the columns of one of our files.
#[derive(Clone, Copy)]
struct Own<'a> {
    headers: &'a Headers,
    file: OfficeFile,
}

impl Own<'_> {
    /// Whether a header, folded, is a column's; `None` where the office says nothing of either.
    fn calls(self, column: &Column, folded: &str) -> Option<bool> {
        match self.headers.of(self.file, column.name) {
            Some(wanted) => Some(fold(wanted) == folded),
            None => self.headers.takes(self.file, folded).then_some(false),
        }
    }
}

/// One line of a file.
pub(super) struct Row<'a> {
    /// The file's name, for messages.
    pub file: &'a str,
    /// Where the line begins, counted from 1.
    pub line: u64,
    cells: &'a StringRecord,
    columns: &'static [Column],
    places: &'a [Option<usize>],
}

impl Sheet {
    /// Finds a file of the folder and understands its header; `None` when it isn't there.
    pub fn open(
        folder: &Folder,
        headers: &Headers,
        file: OfficeFile,
        report: &mut Report,
    ) -> Result<Option<Self>, Reported> {
        let Some((name, bytes)) = folder.find(headers, file, report)? else { return Ok(None) };
        if bytes.is_empty() && file != OfficeFile::Families {
            report.remark(name, 0, "fichier vide, ignoré");
            return Ok(None);
        }
        let own = Own { headers, file };
        Self::read_header(name, bytes, own, report).map(Some)
    }

    fn read_header(
        file: &str,
        bytes: &[u8],
        own: Own<'_>,
        report: &mut Report,
    ) -> Result<Self, Reported> {
        let columns = columns::of(own.file);
        let mut refuse = |line, text: &str| report.error(FieldError::of_line(file, line, text));
        let text = decode::text(bytes).map_err(|(line, sentence)| refuse(line, sentence))?;
        let table = Table::find(&text).ok_or_else(|| refuse(0, "fichier vide"))?;
        let lines_before = table.lines_before;
        let body = format!("{}\n{END}", table.text);
        let bytes = body.len() as u64;
        let reader = csv::ReaderBuilder::new()
            .delimiter(table.delimiter)
            .terminator(csv::Terminator::Any(b'\n'))
            .has_headers(false)
            .flexible(true)
            .from_reader(Cursor::new(body.into_bytes()));
        let (places, width) = (Vec::new(), 0);
        let file = file.to_owned();
        let mut sheet = Self { file, reader, columns, places, width, lines_before, bytes };
        let mut header = StringRecord::new();
        let line = sheet.read(&mut header).map_err(|error| report.error(error))?;
        sheet.match_header(line.unwrap_or_default(), &header, own, report)?;
        Ok(sheet)
    }

    /// Finds each column's place; remarks on the headers that are none of them.
    fn match_header(
        &mut self,
        line: u64,
        header: &StringRecord,
        own: Own<'_>,
        report: &mut Report,
    ) -> Result<(), Reported> {
        let mut outcome = Ok(());
        self.places = vec![None; self.columns.len()];
        let named = header.iter().enumerate().filter(|(_, name)| !blank(name)).last();
        self.width = named.map_or(0, |(last, _)| last + 1);
        for (place, name) in header.iter().take(self.width).enumerate() {
            let folded = fold(name);
            let known = self.columns.iter().zip(&mut self.places).find(|(column, _)| {
                own.calls(column, &folded).unwrap_or_else(|| {
                    fold(column.name) == folded
                        || column.synonyms.contains(&folded.as_str()) && !names(header, column.name)
                })
            });
            match known {
                Some((_, found @ None)) => *found = Some(place),
                Some((column, Some(_))) if !column.required && fold(column.name) != folded => {
                    let (name, column) = (shown(name), column.name);
                    let text = format!(
                        "colonne «\u{a0}{name}\u{a0}» ignorée, «\u{a0}{column}\u{a0}» est déjà lue"
                    );
                    report.remark(&self.file, line, text);
                }
                Some((column, Some(_))) => {
                    let text = format!("colonne «\u{a0}{}\u{a0}» en double", column.name);
                    outcome = Err(report.error(FieldError::of_line(&self.file, line, text)));
                }
                None => {
                    let text = format!("colonne «\u{a0}{}\u{a0}» inconnue, ignorée", shown(name));
                    report.remark(&self.file, line, text);
                }
            }
        }
        let read = shown(&header.iter().take(self.width).collect::<Vec<_>>().join(", "));
        for (column, place) in self.columns.iter().zip(&self.places) {
            if place.is_none()
                && let Some(wanted) = own.headers.of(own.file, column.name)
            {
                let (wanted, column) = (shown(wanted), column.name);
                let text = format!(
                    "colonne «\u{a0}{wanted}\u{a0}» (pour {column}) introuvable\u{a0}; colonnes \
                     lues\u{a0}: {read}"
                );
                outcome = Err(report.error(FieldError::of_line(&self.file, line, text)));
            } else if column.required && place.is_none() {
                let column = column.name;
                let text = format!(
                    "colonne «\u{a0}{column}\u{a0}» manquante\u{a0}; colonnes lues\u{a0}: {read}"
                );
                outcome = Err(report.error(FieldError::of_line(&self.file, line, text)));
            }
        }
        outcome
    }

    /// Hands every line that isn't empty to `read`, in order.
    ///
    /// # Errors
    /// Some line was no line of this table: what it named is unknown.
    pub fn each(
        mut self,
        report: &mut Report,
        mut read: impl FnMut(&Row<'_>, &mut Report),
    ) -> Result<(), Reported> {
        let mut outcome = Ok(());
        let mut cells = StringRecord::new();
        loop {
            let line = match self.read(&mut cells) {
                Ok(Some(line)) => line,
                Ok(None) => return outcome,
                Err(error) => {
                    outcome = Err(report.error(error));
                    continue;
                }
            };
            if cells.iter().all(blank) {
                continue;
            }
            if cells.iter().skip(self.width).any(|cell| !blank(cell)) {
                let sentence =
                    "plus de cellules que l’en-tête, un séparateur hors guillemets\u{a0}?";
                outcome = Err(report.error(FieldError::of_line(&self.file, line, sentence)));
                continue;
            }
            let (file, columns, places) = (self.file.as_str(), self.columns, &self.places);
            read(&Row { file, line, cells: &cells, columns, places }, report);
        }
    }

    /// The next line and its number; `None` behind the last one.
    fn read(&mut self, cells: &mut StringRecord) -> Result<Option<u64>, FieldError> {
        let from = self.skip_blank_lines();
        let more = self.reader.read_record(cells);
        let to = self.reader.position().byte();
        let line = self.lines_before + from.line();
        let refuse = |sentence| Err(FieldError::of_line(&self.file, line, sentence));
        match more {
            Ok(false) => Ok(None),
            Ok(true) if to >= self.bytes && cells.len() == 1 && cells.get(0) == Some(END) => {
                Ok(None)
            }
            Ok(true) if to >= self.bytes => refuse("guillemet ouvert et jamais fermé"),
            Ok(true) if to.saturating_sub(from.byte()) > LINE_MAX_BYTES => {
                refuse("ligne de plus de 64 Kio")
            }
            Ok(true) => Ok(Some(line)),
            Err(_) => refuse("ligne illisible"),
        }
    }

    /// Where the next line with something on it begins: the reader itself counts from the empty
    /// lines before.
    fn skip_blank_lines(&self) -> csv::Position {
        let mut position = self.reader.position().clone();
        let bytes = self.reader.get_ref().get_ref();
        let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let blank = bytes.iter().skip(from).take_while(|byte| **byte == b'\n').count() as u64;
        let (byte, line) = (position.byte() + blank, position.line() + blank);
        position.set_byte(byte).set_line(line);
        position
    }
}

/// A file's text from its header on.
struct Table<'a> {
    text: &'a str,
    delimiter: u8,
    lines_before: u64,
}

impl<'a> Table<'a> {
    /// Skips the comments (`#`) and empty rows above the header, and the `sep=;` of spreadsheets.
    fn find(mut text: &'a str) -> Option<Self> {
        let mut lines_before = 0;
        loop {
            let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
            let comment = line.starts_with('#') || line.starts_with("\"#") || is_separator(line);
            let empty = line.split([';', ',', '\t', '"']).all(blank);
            if !comment && !empty {
                return Some(Self { text, delimiter: delimiter_of(line), lines_before });
            }
            if rest.is_empty() {
                return None;
            }
            text = rest;
            lines_before += 1;
        }
    }
}

fn is_separator(line: &str) -> bool {
    line.len() == 5 && line.starts_with("sep=")
}

/// The delimiter that a header uses most outside quotes; `;` when it uses none.
fn delimiter_of(header: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b';', 0_usize), (b',', 0), (b'\t', 0)];
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == *delimiter);
        }
    }
    // The first of the largest wins.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b';', |(byte, _)| byte)
}

/// Whether a header has this very name, so that no synonym is needed.
fn names(header: &StringRecord, name: &str) -> bool {
    header.iter().any(|cell| fold(cell) == fold(name))
}

/// Whether a cell shows nothing.
fn blank(cell: &str) -> bool {
    cell.chars().all(|c| c.is_whitespace() || !is_harmless(c))
}

impl Row<'_> {
    /// A cell that may be empty.
    pub fn optional<T>(
        &self,
        column: &'static str,
        parse: impl Fn(&str) -> Result<T, Expected>,
        report: &mut Report,
    ) -> Result<Option<T>, Reported> {
        match self.cell(column) {
            "" => Ok(None),
            cell => parse(cell).map(Some).map_err(|expected| self.wrong(column, expected, report)),
        }
    }

    /// A cell that must hold something.
    pub fn required<T>(
        &self,
        column: &'static str,
        parse: impl Fn(&str) -> Result<T, Expected>,
        report: &mut Report,
    ) -> Result<T, Reported> {
        parse(self.cell(column)).map_err(|expected| self.wrong(column, expected, report))
    }

    /// Free text of at most so many characters, empty for an empty cell. A character that can't
    /// stand in a text goes, with a remark.
    pub fn text(
        &self,
        column: &'static str,
        max_chars: usize,
        report: &mut Report,
    ) -> Result<String, Reported> {
        let read = field::text(self.cell(column));
        let (text, lossy) = read.map_err(|expected| self.wrong(column, expected, report))?;
        if text.chars().count() > max_chars {
            let expected = format!("{max_chars} caractères au plus");
            return Err(self.wrong(column, &expected, report));
        }
        if lossy {
            let remark = format!("colonne {column}, caractère interdit remplacé par une espace");
            report.remark(self.file, self.line, remark);
        }
        Ok(text)
    }

    /// The same, but it must hold something.
    pub fn required_text(
        &self,
        column: &'static str,
        max_chars: usize,
        report: &mut Report,
    ) -> Result<String, Reported> {
        let text = self.text(column, max_chars, report)?;
        if text.is_empty() { Err(self.wrong(column, "un texte", report)) } else { Ok(text) }
    }

    /// Reports what a cell should have held.
    pub fn wrong(&self, column: &'static str, expected: &str, report: &mut Report) -> Reported {
        report.error(FieldError {
            file: self.file.to_owned(),
            line: self.line,
            column,
            value: shown(self.cell(column)),
            expected: expected.to_owned(),
        })
    }

    /// Notes something about this line that stops nothing.
    pub fn remark(&self, text: &str, report: &mut Report) {
        report.remark(self.file, self.line, text);
    }

    /// The trimmed text of a cell; empty when the file has no such column.
    pub fn cell(&self, column: &'static str) -> &str {
        let place = self.columns.iter().position(|known| known.name == column);
        let place = place.and_then(|index| self.places.get(index).copied().flatten());
        let cell = place.and_then(|place| self.cells.get(place)).unwrap_or_default();
        if blank(cell) { "" } else { cell.trim() }
    }
}
