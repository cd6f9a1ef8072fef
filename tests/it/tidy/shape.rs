//! The size of things: headers, files, lines, functions, parameters, fields.

use super::source::{Source, Token, end_of_item, parts};

/// Most lines of a file.
const FILE_LINES: usize = 600;
/// Most columns of a line.
const LINE_COLUMNS: usize = 100;
/// Most lines of a function, from `fn` to its closing brace.
const FUNCTION_LINES: usize = 70;
/// Most parameters of a function, `self` not counted.
const PARAMETERS: usize = 5;
/// Most fields of a struct.
const FIELDS: usize = 12;

/// Structs with more fields, and why: they are rows of data, and nothing holds them as its state.
const WIDE_STRUCTS: [(&str, &str); 1] =
    [("AccessView", "all that the access screen shows of one account, read in one go")];

/// A file says first why it exists, in at least one sentence.
pub fn headers(source: &Source) -> Vec<String> {
    let header = source.text.lines().map_while(|line| line.strip_prefix("//!"));
    let has_sentence = header.map(str::trim).any(|line| line.ends_with(['.', ':']));
    if has_sentence {
        return Vec::new();
    }
    vec![source.violation(1, "the file opens without a `//!` sentence that says why it exists")]
}

/// A file can be read in one go.
pub fn file_lengths(source: &Source) -> Vec<String> {
    let count = source.text.lines().count();
    let sentence = format!("the file has {count} lines, {FILE_LINES} are allowed");
    (count > FILE_LINES).then(|| source.violation(count, &sentence)).into_iter().collect()
}

/// A line fits two files side by side.
pub fn line_widths(source: &Source) -> Vec<String> {
    let widths = source.text.lines().map(|line| line.chars().count()).zip(1..);
    widths
        .filter(|(width, _)| *width > LINE_COLUMNS)
        .map(|(width, line)| {
            let sentence = format!("the line has {width} columns, {LINE_COLUMNS} are allowed");
            source.violation(line, &sentence)
        })
        .collect()
}

/// A function can be seen whole.
pub fn function_lengths(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (name, item) in named(source, "fn") {
        let first = item.first().map_or(0, |token| token.line);
        let last = item.last().map_or(0, |token| token.line);
        let count = last - first + 1;
        if count > FUNCTION_LINES {
            let sentence = format!("fn {name} has {count} lines, {FUNCTION_LINES} are allowed");
            found.push(source.violation(first, &sentence));
        }
    }
    found
}

/// A call can be read without its declaration.
pub fn parameters(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (name, item) in named(source, "fn") {
        let parts = parts(after_generics(item));
        let count = parts.iter().filter(|part| !part.iter().any(|token| token.is("self"))).count();
        if count > PARAMETERS {
            let sentence = format!("fn {name} takes {count} parameters, {PARAMETERS} are allowed");
            found.push(source.violation(item.first().map_or(0, |token| token.line), &sentence));
        }
    }
    found
}

/// A state can be kept in mind.
pub fn fields(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (name, item) in named(source, "struct") {
        let count = parts(after_generics(item)).len();
        let is_known = WIDE_STRUCTS.iter().any(|(known, _)| *known == name);
        let sentence = match (count > FIELDS, is_known) {
            (true, false) => format!("struct {name} has {count} fields, {FIELDS} are allowed"),
            (false, true) => format!("struct {name} is narrow again: strike it from the list"),
            _ => continue,
        };
        found.push(source.violation(item.first().map_or(0, |token| token.line), &sentence));
    }
    found
}

/// Every function or struct that has a name, from its keyword to its end.
fn named<'a>(source: &'a Source, keyword: &str) -> Vec<(&'a str, &'a [Token])> {
    let rests = (0..source.code.len()).filter_map(|at| source.code.get(at..));
    let items = rests.filter_map(|rest| match rest {
        [word, name, ..] if word.is(keyword) && name.is_word() => {
            Some((name.text.as_str(), rest.get(..end_of_item(rest))?))
        }
        _ => None,
    });
    items.collect()
}

/// What follows the name and its `<…>`: parameters or fields.
fn after_generics(item: &[Token]) -> &[Token] {
    let mut depth = 0_usize;
    for (at, token) in item.iter().enumerate().skip(2) {
        match token.text.as_str() {
            "<" => depth += 1,
            ">" => depth = depth.saturating_sub(1),
            "(" | "{" if depth == 0 => return item.get(at..).unwrap_or_default(),
            _ => {}
        }
    }
    &[]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new("src/a.rs", text)
    }

    #[test]
    fn a_header_is_the_first_thing_and_a_sentence() {
        for (text, count) in [
            ("//! Why it exists.\n", 0),
            ("//! Why it exists,\n//! on two lines.\n", 0),
            ("//! No sentence\n", 1),
            ("\n//! Too late.\n", 1),
            ("use a;\n", 1),
            ("", 1),
        ] {
            assert_eq!(headers(&source(text)).len(), count, "{text}");
        }
    }

    #[test]
    fn files_have_an_end() {
        assert_eq!(file_lengths(&source(&"\n".repeat(600))), Vec::<String>::new());
        let expected = "src/a.rs:601: the file has 601 lines, 600 are allowed";
        assert_eq!(file_lengths(&source(&"\n".repeat(601))), [expected]);
    }

    #[test]
    fn lines_are_measured_in_characters() {
        assert_eq!(line_widths(&source(&"é".repeat(100))), Vec::<String>::new());
        let expected = "src/a.rs:2: the line has 101 columns, 100 are allowed";
        assert_eq!(line_widths(&source(&format!("\n{}", "é".repeat(101)))), [expected]);
    }

    #[test]
    fn functions_have_an_end() {
        let of = |lines: usize| format!("fn b() {{{}}}\nfn c() {{}}\n", "\n".repeat(lines - 1));
        assert_eq!(function_lengths(&source(&of(70))), Vec::<String>::new());
        let expected = "src/a.rs:1: fn b has 71 lines, 70 are allowed";
        assert_eq!(function_lengths(&source(&of(71))), [expected]);
        let in_trait = format!("trait D {{ fn e(f: [u8; 4]);{} }}", "\n".repeat(80));
        assert_eq!(function_lengths(&source(&in_trait)), Vec::<String>::new());
    }

    #[test]
    fn parameters_are_counted_without_self() {
        for (text, count) in [
            ("fn b(a: A, b: B, c: C, d: D, e: E) {}", 0),
            ("fn b(&mut self, a: A, b: B, c: C, d: D, e: E) {}", 0),
            ("fn b<F: Fn(A, B) -> C>(a: HashMap<A, B>, b: (C, D), c: F, d: D, e: E);", 0),
            ("fn b(a: A, b: B, c: C, d: D, e: E, f: F) {}", 1),
            ("fn b<F: Fn(A) -> B>(self, a: A, b: B, c: C, d: D, e: E, f: F);", 1),
            ("type B = fn(A, B, C, D, E, F);", 0),
        ] {
            assert_eq!(parameters(&source(text)).len(), count, "{text}");
        }
    }

    #[test]
    fn fields_are_counted() {
        let of = |count: usize| "pub a: HashMap<A, B>, ".repeat(count);
        assert_eq!(fields(&source(&format!("struct A<T> {{ {}}}", of(12)))), Vec::<String>::new());
        let expected = "src/a.rs:1: struct A has 13 fields, 12 are allowed";
        assert_eq!(fields(&source(&format!("struct A<T> {{ {}}}", of(13)))), [expected]);
        let tuple = format!("struct A({});", "u8, ".repeat(13));
        assert_eq!(fields(&source(&tuple)), [expected]);
        assert_eq!(fields(&source("struct A;\nfn b() {}")), Vec::<String>::new());
    }

    #[test]
    fn wide_structs_have_a_reason_for_as_long_as_they_are_wide() {
        for (name, reason) in WIDE_STRUCTS {
            assert!(reason.len() > 20, "{name}");
            let of = |count: usize| format!("struct {name} {{ {}}}", "a: A, ".repeat(count));
            assert_eq!(fields(&source(&of(13))), Vec::<String>::new());
            assert_eq!(fields(&source(&of(12))).len(), 1);
        }
    }
}
