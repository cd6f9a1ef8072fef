//! An office's own headers: a TOML file that says which of its columns is which of ours.
//!
//! ```toml
//! [familles]
//! fichier = "export_foyers.csv"
//! identifiant = "N° foyer"
//! nom = "Nom du responsable 1"
//! ```
//!
//! A table a file of ours, a line a column; what is not named keeps its usual headers.

use std::collections::BTreeMap;

use crate::domain::text::{clean, fold};

use super::columns;
use super::source::OfficeFile;

/// The key that names a file instead of a column.
const FILE: &str = "fichier";

/// Longest header or file name.
const NAME_MAX_CHARS: usize = 160;

/// The headers of an office, by file and by column of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(BTreeMap<&'static str, BTreeMap<&'static str, String>>);

/// What is wrong with a file of headers, a sentence each, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderErrors(pub Vec<String>);

impl std::fmt::Display for HeaderErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for HeaderErrors {}

impl Headers {
    /// Reads the TOML file.
    ///
    /// # Errors
    /// No TOML, a table that is none of our files, a key that is none of its columns, a header
    /// that is empty, too long, or named twice: all of them, in the order of the text.
    pub fn parse(text: &str) -> Result<Self, HeaderErrors> {
        let tables: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(text).map_err(|error| {
                let at = error.span().map_or(0, |span| span.start);
                let line = 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
                let expected = "attendu\u{a0}: des tables comme [familles] et des lignes comme \
                                nom = \"Nom de famille\"";
                HeaderErrors(vec![format!("ligne {line}\u{a0}: illisible\u{a0}; {expected}")])
            })?;
        let (mut headers, mut errors) = (Self::default(), Vec::new());
        for (table, lines) in &tables {
            let file = OfficeFile::ALL.into_iter().find(|file| file.stem() == table);
            if let Some(file) = file {
                headers.add(file, lines, &mut errors);
                continue;
            }
            let (table, known) = (clean(table), OfficeFile::ALL.map(OfficeFile::stem).join(", "));
            errors.push(format!("[{table}]\u{a0}: table inconnue\u{a0}; attendu\u{a0}: {known}"));
        }
        if errors.is_empty() { Ok(headers) } else { Err(HeaderErrors(errors)) }
    }

    fn add(
        &mut self,
        file: OfficeFile,
        lines: &BTreeMap<String, String>,
        errors: &mut Vec<String>,
    ) {
        let names = || columns::of(file).iter().map(|column| column.name).chain([FILE]);
        let mut taken: Vec<String> = Vec::new();
        for (key, header) in lines {
            let whose = format!("[{}] {}", file.stem(), clean(key));
            let folded = fold(header);
            let Some(name) = names().find(|name| name == key) else {
                let known = names().collect::<Vec<_>>().join(", ");
                errors
                    .push(format!("{whose}\u{a0}: colonne inconnue\u{a0}; attendu\u{a0}: {known}"));
                continue;
            };
            if folded.is_empty() || header.chars().count() > NAME_MAX_CHARS {
                errors.push(format!("{whose}\u{a0}: un en-tête de 1 à 160 caractères est attendu"));
            } else if name != FILE && taken.contains(&folded) {
                let header = clean(header);
                errors.push(format!("{whose}\u{a0}: «\u{a0}{header}\u{a0}» est déjà pris"));
            } else {
                taken.extend((name != FILE).then_some(folded));
                self.0.entry(file.stem()).or_default().insert(name, header.clone());
            }
        }
    }

    /// The name that the office gives one of our files, if it gives one.
    pub(super) fn file(&self, file: OfficeFile) -> Option<&str> {
        self.of(file, FILE)
    }

    /// The header that the office gives one of our columns, if it gives one.
    pub(super) fn of(&self, file: OfficeFile, column: &str) -> Option<&str> {
        self.0.get(file.stem())?.get(column).map(String::as_str)
    }

    /// Whether the office gives a header, folded, to one of our columns.
    pub(super) fn takes(&self, file: OfficeFile, folded: &str) -> bool {
        let named = self.0.get(file.stem());
        named.is_some_and(|columns| {
            columns.iter().any(|(column, header)| *column != FILE && fold(header) == folded)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_named() {
        let wrong = |text: &str| Headers::parse(text).unwrap_err().to_string();
        assert!(wrong("[familles]\nnom = 3").starts_with("ligne "));
        assert!(wrong("familles = \"a\"").starts_with("ligne 1"));
        assert!(wrong("[familes]\nnom = \"Nom\"").contains("[familes]\u{a0}: table inconnue"));
        let both = wrong("[enfants]\nnaissence = \"Né\"\nnom = \"\"");
        assert!(
            both.contains("naissence\u{a0}: colonne inconnue") && both.contains("[enfants] nom")
        );
        let twice = wrong("[enfants]\nnom = \"Nom\"\nprenom = \"NOM\"");
        assert!(twice.contains("«\u{a0}NOM\u{a0}» est déjà pris"), "{twice}");
        let long = format!("[enfants]\nnom = \"{}\"", "n".repeat(161));
        assert!(wrong(&long).contains("1 à 160"));
        assert!(Headers::parse(&long.replace("nn\"", "n\"")).is_ok());
        assert_eq!(Headers::parse(""), Ok(Headers::default()));
    }
}
