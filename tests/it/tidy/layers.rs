//! Who may know what, written as absences: a place, and the paths that it never names.
//!
//! A `use` is opened up first (`a::{b, c}` names `a::b` and `a::c`), and `super` is followed.
//! Tests may reach further than the code that they test.

use super::source::{Source, Token};

/// What reads the clock: the moment is passed in.
const CLOCK: &[&str] = &["SystemTime", "Instant", "Utc::now", "Local::now", "Uuid::now_v7"];
/// Files, environment, network, threads.
const SYSTEM: &[&str] = &["std::fs", "std::env", "std::net", "std::thread", "std::process"];
/// Files alone.
const FILES: &[&str] = &["std::fs"];
/// What only the store names.
const DATABASE: &[&str] = &["rusqlite"];
/// What only the runtime names.
const TERMINAL: &[&str] = &["crossterm"];
/// What draws, and the terminal under it.
const SCREEN: &[&str] = &["ratatui", "crossterm"];

/// A place under `src/`: what it never names outside of the house, and the places it knows inside.
struct Place {
    name: &'static str,
    never: &'static [&'static [&'static str]],
    knows: &'static [&'static str],
}

/// The table of the house, in reading order.
const PLACES: [Place; 11] = [
    Place { name: "domain", never: &[CLOCK, SYSTEM, DATABASE, SCREEN], knows: &[] },
    Place { name: "profile", never: &[CLOCK, SYSTEM, DATABASE, SCREEN], knows: &["domain"] },
    Place { name: "journal", never: &[CLOCK, SYSTEM, DATABASE, SCREEN], knows: &["domain"] },
    Place { name: "store", never: &[CLOCK, SCREEN], knows: &["domain", "journal"] },
    Place {
        name: "desk",
        never: &[CLOCK, FILES, DATABASE, SCREEN],
        knows: &["domain", "profile", "journal", "store", "print", "import"],
    },
    Place { name: "print", never: &[CLOCK, SYSTEM, DATABASE, SCREEN], knows: &["domain"] },
    Place { name: "import", never: &[CLOCK, SYSTEM, DATABASE, SCREEN], knows: &["domain"] },
    Place {
        name: "demo",
        never: &[CLOCK, SYSTEM, DATABASE, SCREEN],
        knows: &["domain", "profile", "store", "desk", "import"],
    },
    Place { name: "ui", never: &[CLOCK, SYSTEM, DATABASE, TERMINAL], knows: &["domain", "desk"] },
    Place { name: "runtime", never: &[DATABASE], knows: EVERYTHING },
    Place { name: "command", never: &[DATABASE, SCREEN], knows: EVERYTHING },
];

/// The impure shell and the command line hold the others together.
const EVERYTHING: &[&str] = &[
    "domain", "profile", "journal", "store", "desk", "print", "import", "demo", "ui", "runtime",
    "command",
];

/// What a screen may know of the desk: its contract.
const CONTRACT: [&str; 3] = ["request", "view", "refusal"];

/// Every folder and file of `src/` has its line in the table.
pub fn known_places(source: &Source) -> Vec<String> {
    let is_root = ["src/lib.rs", "src/main.rs"].contains(&source.path.as_str());
    if is_root || !source.path.starts_with("src/") || place(source).is_some() {
        return Vec::new();
    }
    vec![source.violation(1, "this place is not in the table of who may know what")]
}

/// No place names what it must not know.
pub fn absences(source: &Source) -> Vec<String> {
    let Some(place) = place(source) else { return Vec::new() };
    let mut found = Vec::new();
    for (line, path) in paths(source) {
        if let Some(name) = forbidden(place, &path) {
            found.push(source.violation(line, &format!("{} never names {name}", place.name)));
        }
    }
    found
}

/// Every write passes one gate: SQLite's connection is in its hands, and for the opening of a file.
pub fn one_gate(source: &Source) -> Vec<String> {
    const MAY: [&str; 2] = ["src/store/write.rs", "src/store/open.rs"];
    if MAY.contains(&source.path.as_str()) {
        return Vec::new();
    }
    let past = |path: &[String]| match path {
        [all] => all == "rusqlite",
        [first, second, ..] => first == "rusqlite" && past_the_gate(second),
        [] => false,
    };
    let found = paths(source).into_iter().filter(|(_, path)| past(path));
    let named = found.map(|(line, path)| {
        source.violation(line, &format!("{} is a way past store/write.rs", path.join("::")))
    });
    let held = source.production();
    let borrowed = held
        .windows(2)
        .filter(|pair| matches!(pair, [dot, name] if dot.is(".") && name.is("whole")));
    let lent = borrowed.map(|pair| {
        source.violation(pair[0].line, "the whole connection is for the opening of a file")
    });
    named.chain(lent).collect()
}

/// What of SQLite could write, or open a transaction, by itself.
fn past_the_gate(name: &str) -> bool {
    ["Connection", "Transaction", "Savepoint", "Statement", "CachedStatement", "blob"]
        .contains(&name)
}

/// The place that a file belongs to.
fn place(source: &Source) -> Option<&'static Place> {
    let inside = source.path.strip_prefix("src/")?;
    let name = inside.split('/').next()?.trim_end_matches(".rs");
    PLACES.iter().find(|place| place.name == name)
}

/// What this place should not have named, if the path names it.
fn forbidden(place: &Place, path: &[String]) -> Option<String> {
    let names = |name: &&&str| {
        let name: Vec<&str> = name.split("::").collect();
        path.windows(name.len()).any(|window| window == name)
    };
    if let Some(name) = place.never.iter().copied().flatten().find(names) {
        return Some((*name).to_owned());
    }
    let [root, module, rest @ ..] = path else { return None };
    let is_place = root == "crate" && PLACES.iter().any(|other| other.name == module);
    if !is_place || module == place.name {
        return None;
    }
    if !place.knows.contains(&module.as_str()) {
        return Some(format!("crate::{module}"));
    }
    let is_contract = rest.first().is_some_and(|part| CONTRACT.contains(&part.as_str()));
    (place.name == "ui" && module == "desk" && !is_contract).then(|| path.join("::"))
}

/// Every path that the program's code of a file names, with its line.
fn paths(source: &Source) -> Vec<(usize, Vec<String>)> {
    let code = source.production();
    let mut found = Vec::new();
    let mut groups: Vec<Vec<String>> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut follows = false; // whether the token stands behind `::`
    for (at, token) in code.iter().enumerate() {
        if token.is_word() {
            if !follows {
                path = groups.last().cloned().unwrap_or_default();
            }
            path.push(token.text.clone());
            if !goes_on(code.get(at + 1..).unwrap_or_default()) {
                found.push((token.line, resolved(&source.path, &path)));
            }
        } else if token.is("*") && follows {
            found.push((token.line, resolved(&source.path, &path)));
        } else if token.is("{") && follows {
            groups.push(path.clone());
        } else if token.is("}") {
            groups.pop();
        }
        follows = token.is("::");
    }
    found
}

/// Whether a path goes on with these tokens.
fn goes_on(tokens: &[Token]) -> bool {
    match tokens {
        [colons, next, ..] => colons.is("::") && (next.is_word() || next.is("{") || next.is("*")),
        _ => false,
    }
}

/// A path with its leading `self` and `super` followed from the file that they stand in.
fn resolved(file: &str, path: &[String]) -> Vec<String> {
    let inside = file.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    let mut module: Vec<String> =
        std::iter::once("crate").chain(inside.split('/')).map(Into::into).collect();
    match path {
        [first, rest @ ..] if first == "self" => module.extend_from_slice(rest),
        [first, ..] if first == "super" => {
            let up = path.iter().take_while(|part| *part == "super").count();
            module.truncate(module.len().saturating_sub(up));
            module.extend(path.iter().skip(up).cloned());
        }
        _ => return path.to_vec(),
    }
    module
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both sides of the table's lines: a file, what it says, and what it should not have said.
    const CASES: &[(&str, &str, &[&str])] = &[
        ("domain/a.rs", "use crate::domain::money::Cents; use std::fmt;", &[]),
        ("domain/a.rs", "use std::fs;", &["std::fs"]),
        ("domain/a.rs", "use std::{env, fmt, thread::spawn};", &["std::env", "std::thread"]),
        ("domain/a.rs", "use chrono::Utc; fn b() { Utc::now(); }", &["Utc::now"]),
        ("domain/a.rs", "fn b() -> Instant { std::time::Instant::now() }", &["Instant", "Instant"]),
        ("domain/a.rs", "use super::super::desk::request::Request;", &["crate::desk"]),
        ("domain/mod.rs", "use super::ui::app;", &["crate::ui"]),
        ("domain/a.rs", "use crate::{domain::ids, store::{Store, read}};", &["crate::store"; 2]),
        ("domain/a.rs", "// std::fs\nconst B: &str = \"std::fs\";", &[]),
        ("domain/a.rs", "#[cfg(test)]\nmod tests { use std::fs; }", &[]),
        ("profile/a.rs", "use toml::Table; use crate::domain::rule;", &[]),
        ("profile/a.rs", "use crate::store::Store;", &["crate::store"]),
        ("profile/a.rs", "use crate::journal::*;", &["crate::journal"]),
        ("journal/a.rs", "use sha2::Sha256;", &[]),
        ("journal/a.rs", "use rusqlite::params;", &["rusqlite"]),
        ("journal/a.rs", "uuid::Uuid::now_v7();", &["Uuid::now_v7"]),
        ("store/a.rs", "use rusqlite::params; use std::fs; use crate::journal::chain;", &[]),
        ("store/a.rs", "use crate::desk::perform; use crate::ui;", &["crate::desk", "crate::ui"]),
        ("store/a.rs", "SystemTime::now();", &["SystemTime"]),
        ("desk/a.rs", "use crate::store::Store; use super::view::TillView;", &[]),
        ("desk/a.rs", "fn b(c: rusqlite::Error) {}", &["rusqlite"]),
        ("desk/a.rs", "std::fs::read(b); use ratatui::style::Color;", &["std::fs", "ratatui"]),
        ("print/a.rs", "use unicode_width::UnicodeWidthStr; use crate::print::wrap;", &[]),
        ("print/a.rs", "use crate::desk::view::ReceiptView;", &["crate::desk"]),
        ("print.rs", "use std::net::TcpStream;", &["std::net"]),
        ("import/a.rs", "use crate::domain::text; use csv::Reader;", &[]),
        ("import/a.rs", "use std::fs::File; use crate::store;", &["std::fs", "crate::store"]),
        ("demo/a.rs", "use crate::import::Folder; use fastrand::Rng;", &[]),
        ("demo/a.rs", "use std::fs::File; use crate::ui;", &["std::fs", "crate::ui"]),
        ("ui/a.rs", "use ratatui::style::Color; use crate::desk::request::Request;", &[]),
        ("ui/a.rs", "use crate::desk::{refusal::Refusal, view};", &[]),
        ("ui/a.rs", "use crate::desk::{perform, view};", &["crate::desk::perform"]),
        ("ui/a.rs", "use crate::desk;", &["crate::desk"]),
        ("ui/a.rs", "use crate::desk::{self};", &["crate::desk::self"]),
        ("ui/a.rs", "use ratatui::crossterm::event;", &["crossterm"]),
        ("runtime/a.rs", "use crossterm::event; use std::time::Instant;", &[]),
        ("runtime/a.rs", "use rusqlite::Connection;", &["rusqlite"]),
        ("command/a.rs", "use std::fs; use crate::runtime;", &[]),
        (
            "command/a.rs",
            "use ratatui::style::Color; use crossterm::event;",
            &["ratatui", "crossterm"],
        ),
    ];

    #[test]
    fn each_place_has_its_absences() {
        for (file, text, expected) in CASES {
            let source = Source::new(&format!("src/{file}"), text);
            let found = absences(&source);
            let named: Vec<&str> =
                found.iter().filter_map(|line| line.split(" never names ").nth(1)).collect();
            assert_eq!(named, *expected, "{file}: {text}");
        }
    }

    #[test]
    fn every_write_passes_one_gate() {
        for (file, text, count) in [
            ("store/fold/a.rs", "use rusqlite::params; fn b(db: &Db) { db.execute(c); }", 0),
            ("store/fold/a.rs", "use rusqlite::{Connection, params};", 1),
            ("store/a.rs", "fn b(c: &rusqlite::Transaction<'_>) {}", 1),
            ("store/a.rs", "use rusqlite::*;", 1),
            ("store/a.rs", "fn b(&self) { self.db.whole().execute(c); }", 1),
            ("store/a.rs", "#[cfg(test)]\nmod tests { use rusqlite::Connection; }", 0),
            ("store/write.rs", "use rusqlite::Connection;", 0),
            ("store/open.rs", "use rusqlite::Connection; db.whole();", 0),
        ] {
            let found = one_gate(&Source::new(&format!("src/{file}"), text));
            assert_eq!(found.len(), count, "{file}: {text}: {found:?}");
        }
    }

    #[test]
    fn violations_say_where() {
        let source = Source::new("src/print/a.rs", "\nuse std::{\n    fmt,\n    fs,\n};");
        assert_eq!(absences(&source), ["src/print/a.rs:4: print never names std::fs"]);
    }

    #[test]
    fn a_place_without_a_line_is_noticed() {
        for (path, count) in [
            ("src/lib.rs", 0),
            ("src/domain/a.rs", 0),
            ("src/print.rs", 0),
            ("tests/it/a.rs", 0),
            ("src/helpers/a.rs", 1),
            ("src/util.rs", 1),
        ] {
            assert_eq!(known_places(&Source::new(path, "")).len(), count, "{path}");
        }
    }
}
