//! How the screens are shown, and what of it a station remembers.

use super::app::SMALLEST;
use super::theme::{Look, Skin, Theme};

/// What whoever sits there chose, and a station keeps from one day to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    /// The theme; none while the terminal's own ground decides.
    pub skin: Option<Skin>,
    /// Whether the mouse is ours; if not, the terminal selects text with it.
    pub mouse: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { skin: None, mouse: true }
    }
}

/// The window and its colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Display {
    /// The styles.
    pub theme: Theme,
    /// What was chosen by hand.
    pub habits: Habits,
    /// Columns and rows of the window.
    pub size: (u16, u16),
}

impl Display {
    /// A window of the smallest size.
    pub const fn new(look: Look, habits: Habits) -> Self {
        Self { theme: Theme::new(look), habits, size: SMALLEST }
    }

    /// Whether the window is too small for a screen.
    pub const fn too_small(&self) -> bool {
        self.size.0 < SMALLEST.0 || self.size.1 < SMALLEST.1
    }

    /// Shows the next theme, and keeps it.
    pub const fn turn_theme(&mut self) -> Skin {
        let Look { skin, depth } = self.theme.look;
        let skin = skin.next();
        self.theme = Theme::new(Look { skin, depth });
        self.habits.skin = Some(skin);
        skin
    }
}
