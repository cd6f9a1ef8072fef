//! The keys of the counter, in words of our own: no terminal library is named in `ui/`.
//!
//! Only keys that an AZERTY keyboard gives without `AltGr`, a dead key or Alt are commands.

/// One key stroke.
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
        };
        name.to_owned()
    }

    /// The key without Maj, for whom that makes no difference.
    #[must_use]
    pub const fn unshifted(self) -> Self {
        match self {
            Self::ShiftUp => Self::Up,
            Self::ShiftDown => Self::Down,
            Self::ShiftLeft => Self::Left,
            Self::ShiftRight => Self::Right,
            other => other,
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
