//! The house rules that no lint can hold, read off the source itself.
//!
//! A rule is a function from one file to its violations, `path:line: sentence`, with a test beside
//! it that shows it failing. All violations are printed at once. Never a list of files to skip:
//! an exception is named in a rule, with its reason.

mod layers;
mod schema;
mod shape;
mod source;
mod words;

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use source::Source;

/// One rule over one file.
type Rule = fn(&Source) -> Vec<String>;

/// Every rule, each in the file of its kind.
const RULES: [Rule; 15] = [
    shape::headers,
    shape::file_lengths,
    shape::line_widths,
    shape::function_lengths,
    shape::parameters,
    shape::fields,
    layers::known_places,
    layers::absences,
    layers::one_gate,
    words::markers,
    words::printing,
    words::allowances,
    words::floats,
    words::glyphs,
    words::forbidden_words,
];

#[test]
fn the_house_is_tidy() {
    let sources = sources(&["src", "tests", "benches"]).unwrap();
    assert!(sources.iter().any(|source| source.path == "src/lib.rs"), "the walk finds the house");
    let found: Vec<String> = RULES.iter().flat_map(|rule| sources.iter().flat_map(rule)).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn no_asset_says_a_forbidden_word_or_has_a_rare_glyph() {
    let mut found = Vec::new();
    for file in files(&root().join("assets")).unwrap() {
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        let path = relative(&file);
        found.extend(words::forbidden(&path, &text));
        // What people are called is not ours to choose.
        let ours = Some(&text).filter(|_| !path.starts_with("assets/demo/"));
        let glyph = ours.and_then(|text| words::foreign(text));
        found.extend(glyph.map(|glyph| format!("{path}: {glyph}")));
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// The folder of Cargo.toml.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The path from the root, with `/` on every system.
fn relative(file: &Path) -> String {
    let path = file.strip_prefix(root()).unwrap_or(file);
    path.iter().map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/")
}

/// Every Rust file of these folders, those of tests marked as such.
fn sources(folders: &[&str]) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in folders {
        for file in files(&root().join(folder))? {
            if file.extension().is_some_and(|extension| extension == "rs") {
                sources.push(Source::new(&relative(&file), &std::fs::read_to_string(&file)?));
            }
        }
    }
    source::mark_test_files(&mut sources);
    Ok(sources)
}

/// Every file under a folder, in order of path; none when the folder is not there.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                found.extend(files(&path)?);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
