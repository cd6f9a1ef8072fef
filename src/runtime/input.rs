//! The keyboard's thread: what the terminal sends, in the words of the screens.

use std::io;
use std::panic::catch_unwind;
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};

use crate::domain::text::is_harmless;
use crate::ui::key::Key;
use crate::ui::msg::Msg;

use super::event_loop::Event;

/// Who hears the keyboard. One thread reads it for the whole life of the program, because a read
/// can't be given up: a second reader would lose the first key to the one before.
static LISTENER: Mutex<Option<Sender<Event>>> = Mutex::new(None);

/// Sends what the terminal says to this channel from now on, and to no other.
///
/// # Errors
/// If the system gives no thread.
pub fn start(events: Sender<Event>) -> io::Result<()> {
    if listener().replace(events).is_some() {
        return Ok(());
    }
    Builder::new().name("keys".to_owned()).spawn(read_all).map(drop)
}

fn listener() -> MutexGuard<'static, Option<Sender<Event>>> {
    LISTENER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads until the terminal is gone. What nobody hears any more is dropped.
fn read_all() {
    let reading = catch_unwind(|| {
        while let Ok(input) = read() {
            if let Some(msg) = translate(input) {
                tell(Event::Msg(msg));
            }
        }
    });
    drop(reading);
    tell(Event::InputLost);
    listener().take();
}

fn tell(event: Event) {
    if let Some(events) = listener().as_ref() {
        events.send(event).ok();
    }
}

/// A message for what the terminal sent, if it means anything here.
fn translate(input: Input) -> Option<Msg> {
    match input {
        Input::Key(key) => translate_key(key).map(Msg::Key),
        Input::Paste(text) => Some(Msg::Paste(one_line(&text))),
        Input::Resize(columns, rows) => Some(Msg::Resized(columns, rows)),
        _ => None,
    }
}

/// Windows reports releases too, and `AltGr` as Ctrl with Alt: that is text (`@`, `€`).
fn translate_key(key: KeyEvent) -> Option<Key> {
    let held = key.modifiers - KeyModifiers::SHIFT;
    let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    if key.kind == KeyEventKind::Release {
        return None;
    }
    if let KeyCode::Char(c) = key.code {
        return match held {
            _ if c.is_control() => None,
            KeyModifiers::CONTROL if c.eq_ignore_ascii_case(&'h') => Some(Key::Backspace),
            KeyModifiers::CONTROL => Some(Key::Ctrl(c.to_ascii_lowercase())),
            held if held.is_empty() || held == altgr => Some(Key::Char(c)),
            _ => None,
        };
    }
    if held.contains(KeyModifiers::ALT) {
        return None;
    }
    let shifted = key.modifiers.contains(KeyModifiers::SHIFT);
    Some(match key.code {
        KeyCode::F(number) if key.modifiers.is_empty() => Key::F(number),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if shifted => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Up if shifted => Key::ShiftUp,
        KeyCode::Down if shifted => Key::ShiftDown,
        KeyCode::Left if shifted => Key::ShiftLeft,
        KeyCode::Right if shifted => Key::ShiftRight,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        _ => return None,
    })
}

/// A pasted text as one line: line ends and tabs become spaces, control characters go. An Entrée
/// inside a paste never submits.
fn one_line(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if matches!(c, '\n' | '\r' | '\t' | '\u{a0}' | '\u{202f}') { ' ' } else { c })
        .filter(|c| is_harmless(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        translate_key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn altgr_is_text_and_ctrl_is_not() {
        let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        for c in ['@', '€', '#', '{', '}'] {
            assert_eq!(pressed(KeyCode::Char(c), altgr), Some(Key::Char(c)));
        }
        assert_eq!(pressed(KeyCode::Char('Z'), KeyModifiers::SHIFT), Some(Key::Char('Z')));
        assert_eq!(pressed(KeyCode::Char('z'), KeyModifiers::CONTROL), Some(Key::Ctrl('z')));
        assert_eq!(pressed(KeyCode::Char('z'), KeyModifiers::ALT), None);
        assert_eq!(pressed(KeyCode::Char('\u{1b}'), KeyModifiers::NONE), None);
        assert_eq!(pressed(KeyCode::Char('h'), KeyModifiers::CONTROL), Some(Key::Backspace));
    }

    #[test]
    fn repeats_count_and_releases_do_not() {
        let of_kind =
            |kind| translate_key(KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, kind));
        assert_eq!(of_kind(KeyEventKind::Press), Some(Key::Enter));
        assert_eq!(of_kind(KeyEventKind::Repeat), Some(Key::Enter));
        assert_eq!(of_kind(KeyEventKind::Release), None);
    }

    #[test]
    fn maj_tells_an_arrow_from_another() {
        for (code, plain, shifted) in [
            (KeyCode::Up, Key::Up, Key::ShiftUp),
            (KeyCode::Down, Key::Down, Key::ShiftDown),
            (KeyCode::Left, Key::Left, Key::ShiftLeft),
            (KeyCode::Right, Key::Right, Key::ShiftRight),
        ] {
            assert_eq!(pressed(code, KeyModifiers::NONE), Some(plain));
            assert_eq!(pressed(code, KeyModifiers::SHIFT), Some(shifted));
            assert_eq!(shifted.unshifted(), plain);
        }
    }

    #[test]
    fn function_keys_are_plain() {
        assert_eq!(pressed(KeyCode::F(4), KeyModifiers::NONE), Some(Key::F(4)));
        for held in [KeyModifiers::SHIFT, KeyModifiers::CONTROL, KeyModifiers::ALT] {
            assert_eq!(pressed(KeyCode::F(4), held), None);
        }
    }

    #[test]
    fn a_paste_is_one_harmless_line() {
        assert_eq!(one_line("a\nb"), "a b");
        assert_eq!(one_line("a\r\nb\tc\u{1b}[31m\u{202e}\u{7}"), "a b c[31m");
        assert_eq!(one_line("47,35\u{a0}€"), "47,35 €");
    }
}
