//! What a reading found: errors that stop the import, remarks that don't.
//!
//! Everything here is for an agent's eyes: French, one line each, no more of a value than needed.

use crate::domain::text::clean;

/// Errors and remarks beyond this many are counted, not listed.
pub const LISTED_MAX: usize = 200;

/// A value in an error is cut after this many characters.
const VALUE_MAX_CHARS: usize = 60;

/// One faulty cell, line or file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// As it stands in the folder: `Familles.CSV`.
    pub file: String,
    /// Counted from 1; 0 when the whole file is meant.
    pub line: u64,
    /// The column's own name; empty when the whole line is meant.
    pub column: &'static str,
    /// What the cell holds, made harmless and cut.
    pub value: String,
    /// What it should hold, or what is wrong with the line or the file.
    pub expected: String,
}

impl FieldError {
    /// An error of a whole line, or of a whole file at line 0.
    pub(super) fn of_line(file: &str, line: u64, sentence: impl Into<String>) -> Self {
        let expected = sentence.into();
        Self { file: file.to_owned(), line, column: "", value: String::new(), expected }
    }
}

impl std::fmt::Display for FieldError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ", ligne {}", self.line)?;
        }
        if self.column.is_empty() {
            return write!(f, "\u{a0}: {}", self.expected);
        }
        write!(f, ", colonne {}\u{a0}: ", self.column)?;
        match self.value.as_str() {
            "" => f.write_str("vide")?,
            value => write!(f, "«\u{a0}{value}\u{a0}»")?,
        }
        write!(f, "\u{a0}; attendu\u{a0}: {}", self.expected)
    }
}

/// Something the agent should know, which stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// As it stands in the folder.
    pub file: String,
    /// Counted from 1; 0 when the whole file is meant.
    pub line: u64,
    /// One French sentence without a full stop.
    pub text: String,
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ", ligne {}", self.line)?;
        }
        write!(f, "\u{a0}: {}", self.text)
    }
}

/// Why a folder can't be imported: nothing was taken from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportErrors {
    /// The first ones in reading order, at most [`LISTED_MAX`].
    pub listed: Vec<FieldError>,
    /// How many there are in all, at least 1.
    pub total: usize,
}

impl std::fmt::Display for ImportErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for error in &self.listed {
            writeln!(f, "{error}")?;
        }
        let more = self.total.saturating_sub(self.listed.len());
        if more > 0 {
            let plural = if more > 1 { "s" } else { "" };
            writeln!(f, "… et {more} autre{plural} erreur{plural}")?;
        }
        let plural = if self.total > 1 { "s" } else { "" };
        write!(f, "{} erreur{plural}\u{a0}: rien n’a été importé.", self.total)
    }
}

impl std::error::Error for ImportErrors {}

/// The error stands in the report already; whoever sees this only gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reported;

/// Collects errors and remarks while files are read.
#[derive(Debug, Default)]
pub(super) struct Report {
    errors: Vec<FieldError>,
    errors_total: usize,
    remarks: Vec<Remark>,
    remarks_total: usize,
}

impl Report {
    /// Notes an error.
    pub fn error(&mut self, error: FieldError) -> Reported {
        self.errors_total += 1;
        if self.errors.len() < LISTED_MAX {
            self.errors.push(error);
        }
        Reported
    }

    /// Notes a remark.
    pub fn remark(&mut self, file: &str, line: u64, text: impl Into<String>) {
        self.remarks_total += 1;
        if self.remarks.len() < LISTED_MAX {
            self.remarks.push(Remark { file: file.to_owned(), line, text: text.into() });
        }
    }

    /// The remarks, if there is no error.
    pub fn finish(mut self) -> Result<Vec<Remark>, ImportErrors> {
        if self.errors_total > 0 {
            return Err(ImportErrors { listed: self.errors, total: self.errors_total });
        }
        let more = self.remarks_total - self.remarks.len();
        if more > 0 {
            let text = format!("{more} de plus, non listées");
            self.remarks.push(Remark { file: "remarques".to_owned(), line: 0, text });
        }
        Ok(self.remarks)
    }
}

/// A value as an error shows it: harmless, and cut where it gets long.
pub(super) fn shown(value: &str) -> String {
    // A hostile cell may be long: only its beginning is worth cleaning.
    let head: String = value.chars().take(VALUE_MAX_CHARS * 4).collect();
    let cleaned = clean(&head);
    let mut cut: String = cleaned.chars().take(VALUE_MAX_CHARS).collect();
    if cut.len() < cleaned.len() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_reads_as_a_french_line() {
        let mut error = FieldError {
            file: "familles.csv".to_owned(),
            line: 12,
            column: "quotient",
            value: "abc".to_owned(),
            expected: "un entier de 0 à 100 000".to_owned(),
        };
        assert_eq!(
            error.to_string(),
            "familles.csv, ligne 12, colonne quotient\u{a0}: «\u{a0}abc\u{a0}»\u{a0}; \
             attendu\u{a0}: un entier de 0 à 100 000"
        );
        error.value.clear();
        assert!(error.to_string().contains("quotient\u{a0}: vide\u{a0}; attendu"));
        let whole = FieldError::of_line("familles.csv", 0, "colonne « nom » manquante");
        assert_eq!(whole.to_string(), "familles.csv\u{a0}: colonne « nom » manquante");
    }

    #[test]
    fn errors_and_remarks_beyond_the_limit_are_counted() {
        let mut report = Report::default();
        for line in 1..=201 {
            report.error(FieldError::of_line("f.csv", line, "faux"));
        }
        let errors = report.finish().unwrap_err();
        assert_eq!((errors.listed.len(), errors.total), (200, 201));
        let lines = errors.to_string();
        assert!(lines.contains("… et 1 autre erreur\n"), "{lines}");
        assert!(lines.ends_with("201 erreurs\u{a0}: rien n’a été importé."), "{lines}");

        for (count, listed) in [(200, 200), (201, 201)] {
            let mut report = Report::default();
            (0..count).for_each(|line| report.remark("f.csv", line, "bizarre"));
            let remarks = report.finish().unwrap();
            assert_eq!(remarks.len(), listed);
            let last = remarks.last().unwrap().to_string();
            assert_eq!(last.contains("1 de plus"), count > 200, "{last}");
        }
    }

    #[test]
    fn a_value_is_shown_harmless_and_cut() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}b"), "a [31m b");
        assert_eq!(shown(&"é".repeat(60)), "é".repeat(60));
        assert_eq!(shown(&"é".repeat(61)), "é".repeat(60) + "…");
        assert_eq!(shown(&"x".repeat(10_000_000)).chars().count(), 61);
    }
}
