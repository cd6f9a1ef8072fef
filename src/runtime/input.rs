//! The keyboard's thread: what the terminal sends, in the words of the screens.

use std::convert::Infallible;
use std::io;
use std::panic::catch_unwind;
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

use crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind, poll, read,
};
use ratatui::layout::Position;

use crate::ui::key::Key;
use crate::ui::msg::Msg;
use crate::ui::pointer::Gesture;

use super::event_loop::Event;
use super::paste::{GAP, gathered, one_line, pasted};
use super::reply::{Heard, Reply};

/// Who hears the keyboard. One thread reads it for the whole life of the program, because a read
/// can't be given up: a second reader would lose the first key to the one before.
static LISTENER: Mutex<Option<Listener>> = Mutex::new(None);

/// Takes what the terminal says.
type Listener = Box<dyn Fn(Event<Infallible>) + Send>;

/// Sends what the terminal says to this channel from now on, and to no other. `unmarked`: the
/// terminal does not tell a paste from keys.
///
/// # Errors
/// If the system gives no thread.
pub fn start<R: Send + 'static>(events: Sender<Event<R>>, unmarked: bool) -> io::Result<()> {
    let told = move |event: Event<Infallible>| {
        events.send(event.anywhere()).ok();
    };
    if listener().replace(Box::new(told)).is_some() {
        return Ok(());
    }
    Builder::new().name("keys".to_owned()).spawn(move || read_all(unmarked)).map(drop)
}

fn listener() -> MutexGuard<'static, Option<Listener>> {
    LISTENER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads until the terminal is gone. What nobody hears any more is dropped.
fn read_all(unmarked: bool) {
    let reading = catch_unwind(|| -> io::Result<()> {
        let mut reply = Reply::default();
        loop {
            match hear(&mut reply, read()?) {
                Some(Event::Msg(Msg::Key(key))) if unmarked && pasted(key).is_some() => {
                    follow(&mut reply, key)?;
                }
                Some(event) => tell(event),
                None => {}
            }
        }
    });
    drop(reading);
    tell(Event::InputLost);
    listener().take();
}

/// Waits whether a key is the first of a paste, and tells what came.
fn follow(reply: &mut Reply, first: Key) -> io::Result<()> {
    let mut keys = vec![first];
    let mut other = None;
    while other.is_none() && poll(GAP)? {
        match hear(reply, read()?) {
            Some(Event::Msg(Msg::Key(key))) if pasted(key).is_some() => keys.push(key),
            event => other = event,
        }
    }
    gathered(keys).into_iter().map(Event::Msg).chain(other).for_each(tell);
    Ok(())
}

fn tell(event: Event<Infallible>) {
    if let Some(told) = listener().as_ref() {
        told(event);
    }
}

/// What the terminal sent: an answer of its own, or what somebody did.
fn hear(reply: &mut Reply, input: Input) -> Option<Event<Infallible>> {
    match &input {
        Input::Key(key) => match reply.hear(key) {
            Heard::Part => return None,
            Heard::Ground(colour) => return Some(Event::Ground(colour)),
            Heard::Key => {}
        },
        Input::FocusGained => return Some(Event::Focus(true)),
        Input::FocusLost => return Some(Event::Focus(false)),
        _ => {}
    }
    translate(input).map(Event::Msg)
}

/// A message for what the terminal sent, if it means anything here.
fn translate(input: Input) -> Option<Msg<Infallible>> {
    match input {
        Input::Key(key) => translate_key(key).map(Msg::Key),
        Input::Mouse(mouse) => translate_mouse(mouse),
        Input::Paste(text) => Some(Msg::Paste(one_line(&text))),
        Input::Resize(columns, rows) => Some(Msg::Resized(columns, rows)),
        _ => None,
    }
}

/// The left button and the wheel; nothing else of a mouse means anything here.
fn translate_mouse(mouse: MouseEvent) -> Option<Msg<Infallible>> {
    let gesture = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Press,
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        _ => return None,
    };
    Some(Msg::Mouse(gesture, Position::new(mouse.column, mouse.row)))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        translate_key(KeyEvent::new(code, modifiers))
    }

    /// What Windows reports when `AltGr` is held on a French keyboard.
    #[test]
    fn altgr_is_text_and_ctrl_is_not() {
        let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        for c in "~#{[|`\\^@]}€¤".chars() {
            assert_eq!(pressed(KeyCode::Char(c), altgr), Some(Key::Char(c)));
            assert_eq!(pressed(KeyCode::Char(c), altgr | KeyModifiers::SHIFT), Some(Key::Char(c)));
        }
        for (c, held, key) in [
            ('Z', KeyModifiers::SHIFT, Some(Key::Char('Z'))),
            ('z', KeyModifiers::CONTROL, Some(Key::Ctrl('z'))),
            ('Z', KeyModifiers::CONTROL | KeyModifiers::SHIFT, Some(Key::Ctrl('z'))),
            ('z', KeyModifiers::ALT, None),
            ('\u{1b}', KeyModifiers::NONE, None),
            ('\u{1b}', altgr, None),
            ('h', KeyModifiers::CONTROL, Some(Key::Backspace)),
            ('²', KeyModifiers::NONE, Some(Key::Char('²'))),
        ] {
            assert_eq!(pressed(KeyCode::Char(c), held), key, "{c:?} {held:?}");
        }
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
}
