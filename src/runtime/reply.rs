//! The terminal's answer about its ground, picked out of the keys.
//!
//! It comes through the keyboard, at once, late, or never: whenever it comes, it must not be read
//! as keys. The terminal library knows no such answer and gives it as Alt+] and plain characters.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::legend::Rgb;

/// The question; the answer is `ESC ] 11 ; rgb : RRRR / GGGG / BBBB` and a bell or `ESC \`.
pub const QUESTION: &str = "\u{1b}]11;?\u{1b}\\";

/// More than any answer is long: whatever follows is typed.
const LONGEST: usize = 32;

/// What a key was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A key that somebody pressed.
    Key,
    /// A part of an answer.
    Part,
    /// The end of an answer that names a colour.
    Ground(Rgb),
}

/// How far an answer has come.
#[derive(Debug, Default)]
pub enum Reply {
    /// None is under way.
    #[default]
    Silent,
    /// So much of it has come.
    Coming(String),
    /// Its end was cut in two: a backslash is missing.
    Ending,
}

impl Reply {
    /// Takes a key in.
    pub fn hear(&mut self, key: &KeyEvent) -> Heard {
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match (std::mem::take(self), key.code) {
            (_, KeyCode::Char(']')) if alt && !control => {
                *self = Self::Coming(String::new());
                Heard::Part
            }
            (Self::Coming(text), KeyCode::Char('\\')) if alt => end(&text),
            (Self::Coming(text), KeyCode::Char('g')) if control => end(&text),
            (Self::Coming(text), KeyCode::Esc) if ground(&text).is_some() => {
                *self = Self::Ending;
                end(&text)
            }
            (Self::Coming(text), KeyCode::Char(c)) if !alt && !control && follows(&text, c) => {
                *self = Self::Coming(format!("{text}{c}"));
                Heard::Part
            }
            (Self::Ending, KeyCode::Char('\\')) => Heard::Part,
            _ => Heard::Key,
        }
    }
}

fn end(text: &str) -> Heard {
    ground(text).map_or(Heard::Part, Heard::Ground)
}

/// Whether an answer may go on so.
fn follows(text: &str, c: char) -> bool {
    let head = "11;rgb";
    match head.get(text.len()..).and_then(|rest| rest.chars().next()) {
        Some(wanted) => c == wanted,
        None => text.len() < LONGEST && (c.is_ascii_hexdigit() || matches!(c, ':' | '/' | 'a')),
    }
}

/// `11;rgb:ffff/ffff/ffff`: one to four hexadecimal digits a channel.
fn ground(text: &str) -> Option<Rgb> {
    let (_, channels) = text.strip_prefix("11;rgb")?.split_once(':')?;
    let mut channels = channels.split('/').map(|digits| {
        let most = (16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?).checked_sub(1)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        u8::try_from((value * 255).checked_div(most)?).ok()
    });
    Some(Rgb(channels.next()??, channels.next()??, channels.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alt(c: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT)
    }

    fn plain(text: &str) -> impl Iterator<Item = KeyEvent> {
        text.chars().map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
    }

    fn bell() -> KeyEvent {
        KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL)
    }

    /// The colour that was answered, and the keys that were left over.
    fn heard(keys: impl IntoIterator<Item = KeyEvent>) -> (Option<Rgb>, String) {
        let (mut reply, mut ground, mut typed) = (Reply::default(), None, String::new());
        for key in keys {
            match (reply.hear(&key), key.code) {
                (Heard::Ground(colour), _) => ground = Some(colour),
                (Heard::Key, KeyCode::Char(c)) => typed.push(c),
                _ => {}
            }
        }
        (ground, typed)
    }

    fn answer(text: &str, end: KeyEvent) -> Vec<KeyEvent> {
        plain("sl").chain([alt(']')]).chain(plain(text)).chain([end]).chain(plain("eg")).collect()
    }

    #[test]
    fn an_answer_is_never_read_as_keys() {
        let (paper, night) = (Some(Rgb(253, 246, 227)), Some(Rgb(0, 0, 0)));
        for (text, ground) in [
            ("11;rgb:fdfd/f6f6/e3e3", paper),
            ("11;rgb:FD/F6/E3", paper),
            ("11;rgba:fdfd/f6f6/e3e3/ffff", paper),
            ("11;rgb:0/0/0", night),
            ("11;rgb:0000/0000", None),
            ("11;rgb:/0/0", None),
            ("", None),
        ] {
            for end in [alt('\\'), bell()] {
                assert_eq!(heard(answer(text, end)), (ground, "sleg".to_owned()), "{text}");
            }
        }
    }

    #[test]
    fn an_answer_whose_end_is_cut_in_two_leaves_no_backslash() {
        let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
        let keys = [alt(']')].into_iter().chain(plain("11;rgb:0/0/0")).chain([escape]);
        assert_eq!(heard(keys.chain(plain("\\a"))), (Some(Rgb(0, 0, 0)), "a".to_owned()));
    }

    #[test]
    fn what_is_no_answer_is_typed() {
        assert_eq!(heard(plain("11;rgb:0/0/0")), (None, "11;rgb:0/0/0".to_owned()));
        let broken_off = [alt(']')].into_iter().chain(plain("11;mar"));
        assert_eq!(heard(broken_off), (None, "mar".to_owned()));
        let long = format!("11;rgb:{}", "a".repeat(99));
        let endless = [alt(']')].into_iter().chain(plain(&long));
        assert_eq!(heard(endless).1.len(), 99 + 7 - LONGEST);
    }
}
