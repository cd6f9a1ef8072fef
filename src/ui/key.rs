//! The keys of the counter, in words of our own: no terminal library is named in `ui/`.
//!
//! Only keys that an AZERTY keyboard gives without `AltGr`, a dead key or Alt are commands.

use chrono::NaiveDate;

/// A day on one of the rows that a calendar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Which row, from 0 on.
    pub row: usize,
    /// Which day.
    pub day: NaiveDate,
}

/// One key stroke, or a click that stands for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character as typed, with Shift or `AltGr` applied.
    Char(char),
    /// Ctrl and a lower-case letter.
    Ctrl(char),
    /// F1 to F12.
    F(u8),
    /// Entrée.
    Enter,
    /// Échap.
    Esc,
    /// Tab.
    Tab,
    /// Maj+Tab.
    BackTab,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Maj and an arrow; the Linux console sends the arrow alone.
    ShiftUp,
    /// Maj and an arrow.
    ShiftDown,
    /// Maj and an arrow.
    ShiftLeft,
    /// Maj and an arrow.
    ShiftRight,
    /// Début.
    Home,
    /// Fin.
    End,
    /// Pg.préc.
    PageUp,
    /// Pg.suiv.
    PageDown,
    /// Retour arrière.
    Backspace,
    /// Suppr.
    Delete,
    /// A click on that row of a list.
    Row(u16),
    /// A click on a day.
    Day(Place),
    /// The button is still down and the pointer now on this day; nowhere: it was let go elsewhere.
    DragTo(Option<Place>),
}

impl Key {
    /// How the key reads on a French keyboard.
    pub fn label(self) -> String {
        let name = match self {
            Self::Char(' ') => "Espace",
            Self::Char(c) => return c.to_uppercase().collect(),
            Self::Ctrl(c) => return format!("Ctrl+{}", c.to_uppercase()),
            Self::F(n) => return format!("F{n}"),
            Self::Enter => "Entrée",
            Self::Esc => "Échap",
            Self::Tab => "Tab",
            Self::BackTab => "Maj+Tab",
            Self::Up => "↑",
            Self::Down => "↓",
            Self::Left => "←",
            Self::Right => "→",
            Self::ShiftUp => "Maj+↑",
            Self::ShiftDown => "Maj+↓",
            Self::ShiftLeft => "Maj+←",
            Self::ShiftRight => "Maj+→",
            Self::Home => "Début",
            Self::End => "Fin",
            Self::PageUp => "Pg.préc.",
            Self::PageDown => "Pg.suiv.",
            Self::Backspace => "Retour",
            Self::Delete => "Suppr",
            Self::Row(_) | Self::Day(_) | Self::DragTo(_) => "clic",
        };
        name.to_owned()
    }

    /// The key without Maj, or the click without dragging, for whom that makes no difference.
    #[must_use]
    pub const fn unshifted(self) -> Self {
        match self {
            Self::ShiftUp => Self::Up,
            Self::ShiftDown => Self::Down,
            Self::ShiftLeft => Self::Left,
            Self::ShiftRight => Self::Right,
            Self::DragTo(Some(place)) => Self::Day(place),
            other => other,
        }
    }

    /// The key that reads so, if one does; of the letters and marks only those that are commands.
    pub fn read(label: &str) -> Option<Self> {
        const NAMED: [Key; 14] = [
            Key::Char(' '),
            Key::Enter,
            Key::Esc,
            Key::Tab,
            Key::Up,
            Key::Down,
            Key::Left,
            Key::Right,
            Key::Home,
            Key::End,
            Key::PageUp,
            Key::PageDown,
            Key::Backspace,
            Key::Delete,
        ];
        let mut chars = label.chars();
        match (chars.next()?, chars.as_str()) {
            (c, "") if c.is_ascii_alphanumeric() => Some(Self::Char(c.to_ascii_lowercase())),
            (c @ ('²' | ':' | '/' | '?' | '=' | '*'), "") => Some(Self::Char(c)),
            ('F', number) if number.parse::<u8>().is_ok() => number.parse().ok().map(Self::F),
            _ => match label.strip_prefix("Ctrl+") {
                Some(letter) => letter.chars().next().map(|c| Self::Ctrl(c.to_ascii_lowercase())),
                None => NAMED.into_iter().find(|key| key.label() == label),
            },
        }
    }

    /// Whether the key leaves the seat: `²` stands in no French name, number or address.
    pub const fn locks(self) -> bool {
        matches!(self, Self::Char('²') | Self::F(12))
    }
}

/// The digit row of an AZERTY keyboard without Shift, from 0 to 9.
const UNSHIFTED: [char; 10] = ['à', '&', 'é', '"', '\'', '(', '-', 'è', '_', 'ç'];

/// The digit of a key where only digits make sense: typed, or on the number row without Shift.
pub fn digit(key: Key) -> Option<u32> {
    let Key::Char(c) = key else { return None };
    c.to_digit(10).or_else(|| {
        let place = UNSHIFTED.iter().position(|unshifted| *unshifted == c)?;
        u32::try_from(place).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_shown_is_read_back() {
        for key in [Key::Char('c'), Key::Char('7'), Key::Char('²'), Key::Char(' '), Key::Enter] {
            assert_eq!(Key::read(&key.label()), Some(key));
        }
        for key in [Key::F(4), Key::F(12), Key::Ctrl('z'), Key::Esc, Key::Up, Key::PageDown] {
            assert_eq!(Key::read(&key.label()), Some(key));
        }
        for text in ["", ">", "1 à 8", "↑↓", "F", "Fx", "×", "●", "C Carte", "Entrée "] {
            assert!(!matches!(Key::read(text), Some(key) if key != Key::Char('f')), "{text}");
        }
    }

    #[test]
    fn the_number_row_gives_digits_with_and_without_shift() {
        for (typed, digits) in [("1234567890", "1234567890"), ("&é\"'(-è_çà", "1234567890")] {
            let read: String = typed
                .chars()
                .filter_map(|c| digit(Key::Char(c)))
                .filter_map(|n| char::from_digit(n, 10))
                .collect();
            assert_eq!(read, digits);
        }
        for key in [Key::Char('a'), Key::Char('²'), Key::F(1), Key::Enter] {
            assert_eq!(digit(key), None);
        }
    }
}
