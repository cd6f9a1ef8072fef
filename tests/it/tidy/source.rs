//! A Rust file cut into tokens, as far as the rules need: words, marks and comments.
//!
//! Strings and characters become one empty token, so that a rule never stumbles over quoted text.
//! This is not a parser: it trusts that the file compiles and is formatted.

use std::collections::HashSet;

/// The token that stands for any string or character.
const QUOTED: &str = "\"\"";

/// One word, mark or comment of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it begins, from 1.
    pub line: usize,
    /// As written; `""` for a string or a character.
    pub text: String,
    /// The string or character, with its quotes; else nothing.
    pub said: String,
}

impl Token {
    /// Whether it is this word or mark.
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    /// Whether it is a comment of either kind.
    fn is_comment(&self) -> bool {
        self.text.starts_with("//") || self.text.starts_with("/*")
    }

    /// Whether it is a name, a keyword or a number.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(is_word_char)
    }
}

/// One Rust file.
pub struct Source {
    /// From the root of the house, with `/`.
    pub path: String,
    /// The file as it stands.
    pub text: String,
    /// Its code, without comments.
    pub code: Vec<Token>,
    /// Its comments, doc comments included.
    pub comments: Vec<Token>,
    /// Whether the whole file is compiled for tests only.
    pub is_test: bool,
}

impl Source {
    /// Cuts a file up.
    pub fn new(path: &str, text: &str) -> Self {
        let (comments, code) = tokens(text).into_iter().partition(Token::is_comment);
        let is_test = !path.starts_with("src/");
        Self { path: path.to_owned(), text: text.to_owned(), code, comments, is_test }
    }

    /// A violation in this file.
    pub fn violation(&self, line: usize, sentence: &str) -> String {
        format!("{}:{line}: {sentence}", self.path)
    }

    /// The code of the program itself: without what is compiled for tests only.
    pub fn production(&self) -> Vec<Token> {
        let mut kept = Vec::new();
        let mut rest = if self.is_test { &[][..] } else { &self.code[..] };
        while let Some((first, tail)) = rest.split_first() {
            if let Some(item) = test_item(rest) {
                rest = item.get(end_of_item(item)..).unwrap_or_default();
            } else {
                kept.push(first.clone());
                rest = tail;
            }
        }
        kept
    }

    /// The files of the modules that this file declares for tests only.
    fn test_modules(&self) -> Vec<String> {
        let folder = ["/mod.rs", "/lib.rs", "/main.rs"]
            .iter()
            .find_map(|name| self.path.strip_suffix(name))
            .or_else(|| self.path.strip_suffix(".rs"))
            .unwrap_or(&self.path);
        let declared = (0..self.code.len()).filter_map(|at| {
            let item = test_item(self.code.get(at..)?)?;
            let public = item.iter().position(|token| token.is("mod")).unwrap_or(0);
            match item.get(public.min(VISIBILITY)..)? {
                [word, name, end, ..] if word.is("mod") && end.is(";") => Some(name),
                _ => None,
            }
        });
        declared.map(|name| format!("{folder}/{}.rs", name.text)).collect()
    }
}

/// Tokens of `pub(crate)` at most.
const VISIBILITY: usize = 4;

/// Marks the files that a `#[cfg(test)] mod name;` declares, and those in their folders.
pub fn mark_test_files(sources: &mut [Source]) {
    let tests: HashSet<String> = sources.iter().flat_map(Source::test_modules).collect();
    for source in sources {
        let is_inside = |test: &String| {
            let folder = test.trim_end_matches(".rs");
            source.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        source.is_test |= tests.contains(&source.path) || tests.iter().any(is_inside);
    }
}

/// What follows `#[cfg(test)]`, if the tokens begin with it.
fn test_item(tokens: &[Token]) -> Option<&[Token]> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mark, item) = tokens.split_at_checked(MARK.len())?;
    mark.iter().zip(MARK).all(|(token, text)| token.is(text)).then_some(item)
}

/// How many tokens an item takes: up to its `;` or its closing brace.
pub fn end_of_item(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "}" if depth <= 1 => return at + 1,
            "}" => depth -= 1,
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// The parts between commas inside a bracket, when the tokens begin with that bracket: the
/// parameters of a signature, the fields of a struct, the names of a generic.
pub fn parts(tokens: &[Token]) -> Vec<Vec<&Token>> {
    let mut parts = vec![Vec::new()];
    let mut depth = 0_usize;
    for token in tokens {
        match token.text.as_str() {
            "(" | "[" | "{" | "<" => depth += 1,
            ")" | "]" | "}" | ">" => depth = depth.saturating_sub(1),
            "," if depth == 1 => {
                parts.push(Vec::new());
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if let Some(part) = parts.last_mut() {
            part.push(token);
        }
    }
    if let Some(first) = parts.first_mut().filter(|first| !first.is_empty()) {
        first.remove(0); // the opening bracket
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Every token of a text, comments too.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(rest @ [first, ..]) = chars.get(at..) {
        let (length, is_quoted) = lexeme(rest);
        let lexeme = rest.iter().take(length);
        if is_quoted {
            tokens.push(Token { line, text: QUOTED.to_owned(), said: lexeme.clone().collect() });
        } else if !first.is_whitespace() {
            let (text, said) = (lexeme.clone().collect(), String::new());
            tokens.push(Token { line, text, said });
        }
        line += lexeme.filter(|&&c| c == '\n').count();
        at += length;
    }
    tokens
}

/// How many characters the first token takes, and whether it is a string or a character.
fn lexeme(rest: &[char]) -> (usize, bool) {
    let until = |stop: fn(char) -> bool| rest.iter().position(|&c| stop(c)).unwrap_or(rest.len());
    match rest {
        ['/', '/', ..] => (until(|c| c == '\n'), false),
        ['/', '*', ..] => (block_comment(rest), false),
        ['-' | '=', '>', ..] | [':', ':', ..] => (2, false),
        ['"', ..] | ['\'', '\\', ..] | ['\'', _, '\'', ..] => (quoted(rest), true),
        ['b', '"' | '\'', ..] => (1 + quoted(rest.get(1..).unwrap_or_default()), true),
        ['b', 'r', '"' | '#', ..] => (1 + raw(rest.get(1..).unwrap_or_default()), true),
        ['r', '"', ..] | ['r', '#', '"' | '#', ..] => (raw(rest), true),
        ['\'', ..] => (1, false),
        [c, ..] if is_word_char(*c) => (until(|c| !is_word_char(c)), false),
        _ => (1, false),
    }
}

/// The length of a comment between `/*` and `*/`.
fn block_comment(rest: &[char]) -> usize {
    let found = rest.windows(2).skip(2).position(|window| window == ['*', '/']);
    found.map_or(rest.len(), |at| at + 4)
}

/// Whether a name or a number may hold this character.
fn is_word_char(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// The length of a string or character that may escape its own quote.
fn quoted(rest: &[char]) -> usize {
    let mut escaped = true; // the opening quote closes nothing
    for (at, c) in rest.iter().enumerate() {
        if !escaped && Some(c) == rest.first() {
            return at + 1;
        }
        escaped = at > 0 && !escaped && *c == '\\';
    }
    rest.len()
}

/// The length of a raw string, `r` included.
fn raw(rest: &[char]) -> usize {
    let hashes = rest.iter().skip(1).take_while(|&&c| c == '#').count();
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let body = hashes + 2; // `r`, hashes and the opening quote
    let tail = rest.get(body..).unwrap_or_default();
    let found = tail.windows(end.len()).position(|window| window == end);
    found.map_or(rest.len(), |at| body + at + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tokens: &[Token]) -> Vec<&str> {
        tokens.iter().map(|token| token.text.as_str()).collect()
    }

    #[test]
    fn quotes_hide_what_they_hold() {
        for (text, expected) in [
            (r#"a("b\"c // d")"#, vec!["a", "(", QUOTED, ")"]),
            (r##"r#"e " f"# g"##, vec![QUOTED, "g"]),
            (r#"r"\" h"#, vec![QUOTED, "h"]),
            (r#"b"i" br"j" k"#, vec![QUOTED, QUOTED, "k"]),
            (r"'{' '\'' '\u{a0}' l", vec![QUOTED, QUOTED, QUOTED, "l"]),
            ("<'m>(n) -> o::p => 1", {
                vec!["<", "'", "m", ">", "(", "n", ")", "->", "o", "::", "p", "=>", "1"]
            }),
            ("q // r \"\ns", vec!["q", "// r \"", "s"]),
            ("t /*/ u */ v /* w", vec!["t", "/*/ u */", "v", "/* w"]),
        ] {
            assert_eq!(texts(&tokens(text)), expected, "{text}");
        }
    }

    #[test]
    fn lines_are_counted_inside_strings_too() {
        let lines: Vec<usize> = tokens("a\n\"b\nc\"\nd").iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 2, 4]);
    }

    #[test]
    fn production_code_is_what_is_left_without_tests() {
        let text = "a; #[cfg(test)] mod tests { fn b() { c([1; 2]); } } d; #[cfg(test)] use e; f";
        let source = Source::new("src/g.rs", text);
        assert_eq!(texts(&source.production()), ["a", ";", "d", ";", "f"]);
        assert!(Source::new("tests/it/g.rs", text).production().is_empty());
    }

    #[test]
    fn files_declared_for_tests_are_tests() {
        let mut sources = [
            Source::new("src/ui/mod.rs", "#[cfg(test)]\npub(crate) mod golden;\nmod home;"),
            Source::new("src/ui/golden.rs", ""),
            Source::new("src/ui/home.rs", "#[cfg(test)]\nmod tests;"),
            Source::new("src/ui/home/tests.rs", "mod parts;"),
            Source::new("src/ui/home/tests/parts.rs", ""),
        ];
        mark_test_files(&mut sources);
        assert_eq!(sources.map(|source| source.is_test), [false, true, false, true, true]);
    }

    #[test]
    fn parts_stand_between_the_outer_commas() {
        for (text, count) in [
            ("()", 0),
            ("(a: B)", 1),
            ("(a: B<C, D>, e: fn(F, G) -> H,)", 2),
            ("(a: [B; 2], (c, d): (E, F)) -> (G, H)", 2),
        ] {
            assert_eq!(parts(&tokens(text)).len(), count, "{text}");
        }
    }
}
