//! What lies over a screen for a moment: the help and the palette, both read off its key tables.

pub mod help;
pub mod palette;

use super::canvas::Canvas;
use super::key::Key;
use super::keymap::{Action, Binding};
use super::screen::Screen;
use super::turn::Scene;

use ratatui::layout::Rect;

/// A dialog over the screen in sight.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// F1.
    Help(help::Help),
    /// `:`
    Palette(palette::Palette),
}

/// What becomes of an overlay after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stays.
    Stay,
    /// It goes.
    Close,
    /// It stays, and this is done too.
    Also(Action, Key),
    /// It goes, and this is done as if its key had been pressed.
    Run(Action, Key),
}

impl Overlay {
    /// The help, at its top.
    pub fn help() -> Self {
        Self::Help(help::Help::default())
    }

    /// The palette, with nothing typed yet.
    pub fn palette() -> Self {
        Self::Palette(palette::Palette::default())
    }

    /// Takes a key in.
    pub fn key(&mut self, key: Key, screen: &Screen, scene: &Scene<'_>) -> Outcome {
        match self {
            Self::Help(help) => help.key(key, screen),
            Self::Palette(palette) => palette.key(key, screen, scene),
        }
    }

    /// Takes a pasted text in.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Help(help) => help.paste(text),
            Self::Palette(palette) => palette.paste(text),
        }
    }

    /// Draws it over the body of a screen.
    pub fn draw(&self, screen: &Screen, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        match self {
            Self::Help(help) => help.draw(screen, canvas, body),
            Self::Palette(palette) => palette.draw(screen, scene, canvas, body),
        }
    }

    /// What the title bar says while it is open, if not the screen's own title.
    pub fn title(&self, screen: &Screen) -> Option<String> {
        match self {
            Self::Help(_) => Some(format!("Aide de cet écran\u{a0}: {}", screen.subject())),
            Self::Palette(_) => None,
        }
    }

    /// Its key table.
    pub const fn keys(&self) -> &'static [Binding] {
        match self {
            Self::Help(help) => help.keys(),
            Self::Palette(_) => palette::KEYS,
        }
    }
}
