//! TOML read key by key, so that every refusal names the line, the key and what is allowed.
//!
//! A deserializer would stop at the first mistake and say it in English. Here each value is asked
//! for with what is expected of it, mistakes are collected, and unknown keys are one of them.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use toml::de::{DeTable, DeValue};

/// One mistake in a file of settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Counted from 1.
    pub line: usize,
    /// The whole path: `acces.essais`; empty when the file is no TOML at all.
    pub key: String,
    /// `0 n’est pas permis`, `absente`, `inconnue`.
    pub problem: String,
    /// `un entier de 1 à 10`.
    pub expected: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ligne {}, ", self.line)?;
        if !self.key.is_empty() {
            write!(f, "clé {}\u{a0}: ", self.key)?;
        }
        write!(f, "{}\u{a0}; attendu\u{a0}: {}", self.problem, self.expected)
    }
}

/// Every mistake of one file, in the order of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileErrors(pub Vec<Mistake>);

impl std::fmt::Display for ProfileErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, mistake) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{mistake}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ProfileErrors {}

/// The mistakes found so far in one text.
pub(super) struct Mistakes<'t> {
    text: &'t str,
    found: Vec<Mistake>,
}

impl<'t> Mistakes<'t> {
    pub(super) const fn none(text: &'t str) -> Self {
        Self { text, found: Vec::new() }
    }

    /// Adds a mistake at a byte of the text.
    pub(super) fn add(&mut self, at: usize, key: &str, problem: &str, expected: &str) {
        let line = 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        self.add_on_line(line, key, problem, expected);
    }

    /// Adds a mistake on a line, counted from 1.
    pub(super) fn add_on_line(&mut self, line: usize, key: &str, problem: &str, expected: &str) {
        self.found.push(Mistake {
            line,
            key: key.to_owned(),
            problem: problem.to_owned(),
            expected: expected.to_owned(),
        });
    }

    /// Adds the mistakes of another file.
    pub(super) fn extend(&mut self, errors: ProfileErrors) {
        self.found.extend(errors.0);
    }

    /// What was built, unless there is a mistake.
    pub(super) fn finish<T>(mut self, built: Option<T>) -> Result<T, ProfileErrors> {
        self.found.sort_by_key(|mistake| mistake.line);
        built.filter(|_| self.found.is_empty()).ok_or(ProfileErrors(self.found))
    }
}

/// Reads a text as a table and builds something of it.
pub(super) fn read<T>(
    text: &str,
    build: fn(&Section<'_, '_>, &mut Mistakes<'_>) -> Option<T>,
) -> Result<T, ProfileErrors> {
    let mut mistakes = Mistakes::none(text);
    let whole = match DeTable::parse(text) {
        Ok(table) => {
            let root = Section { path: String::new(), at: 0, table: table.get_ref() };
            build(&root, &mut mistakes)
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let problem = format!("le fichier n’est pas du TOML ({})", error.message());
            mistakes.add(at, "", &problem, "clé = valeur");
            None
        }
    };
    mistakes.finish(whole)
}

/// A table of the file and where it stands.
#[derive(Clone)]
pub(super) struct Section<'a, 't> {
    /// Its path: `regles.loisirs`; empty for the whole file.
    path: String,
    at: usize,
    table: &'a DeTable<'t>,
}

impl<'t> Section<'_, 't> {
    /// The whole path of one of its keys.
    pub(super) fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Refuses every key that is not one of these.
    pub(super) fn allow(&self, keys: &[&str], mistakes: &mut Mistakes<'_>) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !keys.contains(&name) {
                mistakes.add(key.span().start, &self.path(name), "inconnue", &keys.join(", "));
            }
        }
    }

    /// The names of its keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.table.keys().map(|key| key.get_ref().as_ref())
    }

    /// Whether it has this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys().any(|one| one == key)
    }

    /// Refuses a key that says nothing here, with the case in which it would.
    pub(super) fn forbid(&self, key: &str, except: &str, mistakes: &mut Mistakes<'_>) {
        if self.has(key) {
            self.refuse(key, &format!("rien, {except}"), mistakes);
        }
    }

    /// Reads a value by a function that returns `None` for what is not `expected`.
    pub(super) fn read<T>(
        &self,
        key: &str,
        expected: &str,
        mistakes: &mut Mistakes<'_>,
        convert: impl FnOnce(&DeValue<'t>) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = self.table.get(key) else {
            mistakes.add(self.at, &self.path(key), "absente", expected);
            return None;
        };
        let read = convert(value.get_ref());
        if read.is_none() {
            let problem = format!("{} n’est pas permis", shown(value.get_ref()));
            mistakes.add(value.span().start, &self.path(key), &problem, expected);
        }
        read
    }

    /// A value that was read but can't stand: a mistake at its place.
    pub(super) fn refuse(&self, key: &str, expected: &str, mistakes: &mut Mistakes<'_>) {
        self.read(key, expected, mistakes, |_| None::<()>);
    }

    /// A whole number.
    pub(super) fn integer(
        &self,
        key: &str,
        range: RangeInclusive<u32>,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<u32> {
        let expected = format!("un entier de {} à {}", range.start(), range.end());
        self.read(key, &expected, mistakes, |value| {
            let integer = value.as_integer()?;
            u32::from_str_radix(integer.as_str(), integer.radix())
                .ok()
                .filter(|number| range.contains(number))
        })
    }

    /// `true` or `false`.
    pub(super) fn flag(&self, key: &str, mistakes: &mut Mistakes<'_>) -> Option<bool> {
        self.read(key, "true ou false", mistakes, DeValue::as_bool)
    }

    /// `true` or `false`; `false` when the key is absent.
    pub(super) fn optional_flag(&self, key: &str, mistakes: &mut Mistakes<'_>) -> Option<bool> {
        if self.has(key) { self.flag(key, mistakes) } else { Some(false) }
    }

    /// A text that is not empty.
    pub(super) fn text(&self, key: &str, mistakes: &mut Mistakes<'_>) -> Option<String> {
        self.read(key, "un texte entre guillemets, non vide", mistakes, |value| {
            value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
        })
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &self,
        key: &str,
        choices: &[(&str, T)],
        mistakes: &mut Mistakes<'_>,
    ) -> Option<T> {
        let words: Vec<String> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        self.read(key, &words.join(" ou "), mistakes, |value| {
            let text = value.as_str()?;
            choices.iter().find(|(word, _)| *word == text).map(|(_, choice)| *choice)
        })
    }

    /// A date, without quotes.
    pub(super) fn date(&self, key: &str, mistakes: &mut Mistakes<'_>) -> Option<NaiveDate> {
        self.read(key, "une date comme 2026-12-31, sans guillemets", mistakes, |value| {
            value.as_datetime()?.to_string().parse().ok()
        })
    }

    /// A table inside this one, with the keys it may hold.
    pub(super) fn section(
        &self,
        key: &str,
        keys: &[&str],
        mistakes: &mut Mistakes<'_>,
    ) -> Option<Self> {
        let section = self.open_section(key, mistakes)?;
        section.allow(keys, mistakes);
        Some(section)
    }

    /// A table inside this one, whose keys are names that the file chooses.
    pub(super) fn open_section(&self, key: &str, mistakes: &mut Mistakes<'_>) -> Option<Self> {
        let path = self.path(key);
        let opened = self.table.get(key).and_then(|value| {
            let at = value.span().start;
            value.get_ref().as_table().map(|table| Self { path: path.clone(), at, table })
        });
        if opened.is_none() {
            self.refuse(key, &format!("une section [{path}]"), mistakes);
        }
        opened
    }

    /// The tables of a list `[[key]]`, with the keys they may hold; none when the key is absent.
    pub(super) fn sections(
        &self,
        key: &str,
        keys: &[&str],
        mistakes: &mut Mistakes<'_>,
    ) -> Vec<Self> {
        let path = self.path(key);
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let items = value.get_ref().as_array().into_iter().flat_map(|items| items.iter());
        let sections: Vec<Self> = items
            .filter_map(|item| {
                let at = item.span().start;
                let table = item.get_ref().as_table()?;
                Some(Self { path: path.clone(), at, table })
            })
            .collect();
        if value.get_ref().as_array().is_none_or(|items| items.len() != sections.len()) {
            self.refuse(key, &format!("une liste de sections [[{path}]]"), mistakes);
        }
        for section in &sections {
            section.allow(keys, mistakes);
        }
        sections
    }
}

/// A value as it reads in the file.
fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("\"{text}\""),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Array(_) => "une liste".to_owned(),
        DeValue::Table(_) => "une section".to_owned(),
    }
}
