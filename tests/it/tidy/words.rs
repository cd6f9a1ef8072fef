//! Words that the house does without.

use guichet::ui::glyphs::OURS;

use super::source::Source;

/// Marks of unfinished work.
const MARKERS: [&str; 3] = ["TODO", "FIXME", "XXX"];
/// Macros that write to the terminal behind the screen's back.
const PRINTING: [&str; 5] = ["dbg", "print", "println", "eprint", "eprintln"];
/// Words that no family reads: «\u{a0}panier\u{a0}» is a shop's word (UX-55).
const FORBIDDEN: [&str; 1] = ["panier"];

/// Files whose strings no screen shows, and why.
const NOT_SHOWN: [(&str, &str); 2] = [
    ("src/print/escpos.rs", "the code page of a printer: what paper has"),
    ("src/domain/search/sound.rs", "sounds, written as phoneticians do"),
];

/// Work is finished or not there.
pub fn markers(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for comment in &source.comments {
        let mut words = comment.text.split(|c: char| !c.is_alphanumeric());
        if let Some(word) = words.find(|word| MARKERS.contains(word)) {
            found.push(source.violation(comment.line, &format!("{word} marks unfinished work")));
        }
    }
    found
}

/// Only the command line and the benches write to the terminal: elsewhere it is the screen's.
pub fn printing(source: &Source) -> Vec<String> {
    let may_print = ["src/command/", "src/main.rs", "benches/"];
    if may_print.iter().any(|place| source.path.starts_with(place)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for pair in source.code.windows(2) {
        if let [name, mark] = pair
            && mark.is("!")
            && PRINTING.contains(&name.text.as_str())
        {
            let sentence = format!("{}! writes to the terminal", name.text);
            found.push(source.violation(name.line, &sentence));
        }
    }
    found
}

/// What a string says may be shown, so every font must have it; a lone character may be what
/// others wrote.
pub fn glyphs(source: &Source) -> Vec<String> {
    if NOT_SHOWN.iter().any(|(path, _)| source.path == *path) {
        return Vec::new();
    }
    let strings = source.production().into_iter().filter(|token| !token.said.starts_with('\''));
    let found = strings.filter_map(|token| {
        let glyph = foreign(&token.said)?;
        Some(source.violation(token.line, &format!("{glyph} is missing from some fonts")))
    });
    found.collect()
}

/// The first glyph that some fonts have not.
pub fn foreign(text: &str) -> Option<char> {
    text.chars().find(|c| !c.is_ascii() && !OURS.contains(*c))
}

/// A lint is silenced with `#[expect(…, reason = "…")]`, which complains once it is needless.
pub fn allowances(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for three in source.code.windows(3) {
        if let [open, name, bracket] = three
            && open.is("[")
            && name.is("allow")
            && bracket.is("(")
        {
            found.push(source.violation(name.line, "use #[expect] with a reason, not #[allow]"));
        }
    }
    found
}

/// Money, places and days are whole numbers.
pub fn floats(source: &Source) -> Vec<String> {
    let code = source.production();
    let floats = code.iter().filter(|token| token.is("f32") || token.is("f64"));
    floats.map(|token| source.violation(token.line, "a float has no place here")).collect()
}

/// What the program says, in code as in comments.
pub fn forbidden_words(source: &Source) -> Vec<String> {
    let is_said = source.path.starts_with("src/");
    if is_said { forbidden(&source.path, &source.text) } else { Vec::new() }
}

/// The forbidden words of any text, code or asset.
pub fn forbidden(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let line = line.to_lowercase();
        for word in FORBIDDEN.iter().filter(|word| line.contains(**word)) {
            found.push(format!("{path}:{number}: «\u{a0}{word}\u{a0}» is not our word"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: [&str; 0] = [];

    fn source(text: &str) -> Source {
        Source::new("src/desk/a.rs", text)
    }

    #[test]
    fn markers_are_whole_words_in_comments() {
        let expected = "src/desk/a.rs:2: FIXME marks unfinished work";
        assert_eq!(markers(&source("\n/// FIXME: b\n")), [expected]);
        assert_eq!(markers(&source("// c (TODO)\n")).len(), 1);
        assert_eq!(markers(&source("// XXXL todo\n\"TODO\"")), NONE);
    }

    #[test]
    fn printing_is_for_the_command_line() {
        let text = "fn b() {\n println!(\"c\"); writeln!(d); print(e); }";
        assert_eq!(printing(&source(text)), ["src/desk/a.rs:2: println! writes to the terminal"]);
        assert_eq!(printing(&source("dbg!(b)")).len(), 1);
        for path in ["src/main.rs", "src/command/a.rs", "benches/a.rs"] {
            assert_eq!(printing(&Source::new(path, text)), NONE);
        }
    }

    #[test]
    fn strings_have_glyphs_that_every_font_has() {
        let expected = "src/desk/a.rs:2: ✓ is missing from some fonts";
        assert_eq!(glyphs(&source("fn b() {\n \"fait ✓\"; }")), [expected]);
        assert_eq!(
            glyphs(&source("// ✓\n\"● œuvre, 3 €\"; 'ł'; #[cfg(test)] mod t { \"✓\" }")),
            NONE
        );
    }

    #[test]
    fn allowances_are_attributes() {
        let expected = "src/desk/a.rs:1: use #[expect] with a reason, not #[allow]";
        assert_eq!(allowances(&source("#[allow(dead_code)]")), [expected]);
        assert_eq!(allowances(&source("#![allow(dead_code)]")), [expected]);
        assert_eq!(allowances(&source("b.allow(c); #[expect(d)]")), NONE);
    }

    #[test]
    fn floats_are_for_tests() {
        let expected = "src/desk/a.rs:1: a float has no place here";
        assert_eq!(floats(&source("fn b(c: f64) {}")), [expected]);
        assert_eq!(floats(&source("fn b(c: f32) {}")), [expected]);
        assert_eq!(floats(&source("#[cfg(test)] mod tests { fn b(c: f64) {} }")), NONE);
        assert_eq!(floats(&Source::new("benches/a.rs", "fn b(c: f64) {}")), NONE);
    }

    #[test]
    fn forbidden_words_are_found_in_any_text() {
        let expected = "src/desk/a.rs:2: «\u{a0}panier\u{a0}» is not our word";
        assert_eq!(forbidden_words(&source("\nlet b = \"Votre Panier\";")), [expected]);
        assert_eq!(forbidden("assets/b.toml", "paniers").len(), 1);
        assert_eq!(forbidden("assets/b.toml", "pan"), NONE);
    }
}
