//! Pasted text: one harmless line, whatever was copied and however the terminal hands it over.
//!
//! Most terminals mark a paste. Where they don't (the console of Linux, Windows) it comes as keys,
//! closer to each other than hands type: the same text, and no Entrée of it submits anything.

use std::convert::Infallible;
use std::time::Duration;

use crate::domain::text::is_harmless;
use crate::ui::key::Key;
use crate::ui::msg::Msg;

/// Keys that follow each other within this time may be a paste.
pub const GAP: Duration = Duration::from_millis(5);

/// So many of them are typed, more are pasted.
const TYPED: usize = 5;

/// A pasted text as one line: line ends and tabs become spaces, control characters go. An Entrée
/// inside a paste never submits.
pub fn one_line(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if matches!(c, '\n' | '\r' | '\t' | '\u{a0}' | '\u{202f}') { ' ' } else { c })
        .filter(|c| is_harmless(*c))
        .collect()
}

/// The character that a key would be in a paste.
pub const fn pasted(key: Key) -> Option<char> {
    match key {
        Key::Char(c) => Some(c),
        // In raw mode a line feed is Ctrl+J.
        Key::Enter | Key::Ctrl('j') => Some('\n'),
        Key::Tab => Some('\t'),
        _ => None,
    }
}

/// What keys mean that came within [`GAP`] of each other: a few were typed, many were pasted.
pub fn gathered(keys: Vec<Key>) -> Vec<Msg<Infallible>> {
    let text: Option<String> = keys.iter().map(|key| pasted(*key)).collect();
    match text {
        Some(text) if keys.len() > TYPED => vec![Msg::Paste(one_line(&text))],
        _ => keys.into_iter().map(Msg::Key).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_one_harmless_line() {
        assert_eq!(one_line("a\nb"), "a b");
        assert_eq!(one_line("a\r\nb\tc\u{1b}[31m\u{202e}\u{7}"), "a b c[31m");
        assert_eq!(one_line("47,35\u{a0}€"), "47,35 €");
    }

    #[test]
    fn more_than_five_keys_at_once_are_pasted() {
        let keys = |text: &str| -> Vec<Key> {
            text.chars().map(|c| if c == '\n' { Key::Enter } else { Key::Char(c) }).collect()
        };
        assert_eq!(gathered(keys("12,5\n")).len(), 5, "typed ahead, Entrée and all");
        assert_eq!(gathered(keys("12,50\n")), [Msg::Paste("12,50 ".to_owned())]);
        assert_eq!(gathered(keys("O\nC\n\n\n")), [Msg::Paste("O C   ".to_owned())]);
        let with_an_arrow = [keys("abcdef"), vec![Key::Down]].concat();
        assert_eq!(gathered(with_an_arrow.clone()).len(), with_an_arrow.len());
    }
}
