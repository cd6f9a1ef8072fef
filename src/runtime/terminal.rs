//! The terminal while it is ours, and how it is given back: restored, wiped, whatever happened.

use std::fmt;
use std::io::{self, BufWriter, Stdout, Write, stdout};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::style::{Print, force_color_output};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, size,
};
use crossterm::{Command, execute};

use crate::ui::front::Front;
use crate::ui::theme::Skin;

use super::display::Surroundings;
use super::painter::Painter;
use super::reply::QUESTION;

/// A whole frame of 200 × 60 cells fits: one write a frame.
const FRAME_BYTES: usize = 1 << 18;

/// The terminal in our modes; given back when dropped.
pub struct Terminal {
    painter: Painter<BufWriter<Stdout>>,
    /// Whether it has a mouse that can be ours, and whether it is.
    mouse: (bool, bool),
    ours: bool,
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// If there is none.
    pub fn try_enter(surroundings: &Surroundings) -> io::Result<Self> {
        let writer = BufWriter::with_capacity(FRAME_BYTES, stdout());
        let painter = Painter::new(writer, size()?, surroundings);
        let mut terminal = Self { painter, mouse: (!surroundings.console, false), ours: false };
        terminal.enter()?;
        Ok(terminal)
    }

    /// Asks for the colour of its ground; the answer comes, if it comes, with the keys.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn ask_ground(&mut self) -> io::Result<()> {
        execute!(self.painter.writer(), Print(QUESTION))
    }

    /// Takes the terminal over again, after a suspension.
    ///
    /// # Errors
    /// If it is gone.
    pub fn enter(&mut self) -> io::Result<()> {
        self.ours = true;
        enable_raw_mode()?;
        execute!(self.painter.writer(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        execute!(self.painter.writer(), EnableFocusChange)?;
        self.mouse.1 = false;
        let (columns, rows) = size()?;
        self.painter.resize(columns, rows);
        Ok(())
    }

    /// Gives the terminal back, wiped: no family's data stays on the glass or in the scrollback.
    /// The Linux console has no other screen to leave to, so everything is cleared before. A step
    /// that fails does not keep the next one from being tried.
    pub fn leave(&mut self) {
        if !std::mem::take(&mut self.ours) {
            return;
        }
        let out = self.painter.writer();
        execute!(out, Clear(ClearType::All), Clear(ClearType::Purge), MoveTo(0, 0)).ok();
        execute!(out, LeaveMouse).ok();
        execute!(out, DisableFocusChange).ok();
        execute!(out, DisableBracketedPaste).ok();
        execute!(out, Show).ok();
        execute!(out, LeaveAlternateScreen).ok();
        disable_raw_mode().ok();
        out.flush().ok();
    }

    /// The window's columns and rows.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        size()
    }

    /// The window has another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.painter.resize(columns, rows);
    }

    /// The next frame is painted whole.
    pub fn forget(&mut self) {
        self.painter.forget();
    }

    /// Paints what changed. Without colours not even the terminal's own are asked for. The mouse is
    /// taken or given back, as the screens want it.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn paint(&mut self, front: &impl Front) -> io::Result<()> {
        force_color_output(front.skin() != Skin::Mono);
        let wanted = self.mouse.0 && front.has_mouse();
        if std::mem::replace(&mut self.mouse.1, wanted) != wanted {
            let out = self.painter.writer();
            if wanted { execute!(out, TakeMouse)? } else { execute!(out, LeaveMouse)? }
        }
        self.painter.paint(front)
    }
}

/// Asks for the mouse's button, its moves while the button is down and its wheel, in numbers of any
/// size; never for moves alone, which would wake the program for nothing.
struct TakeMouse;

/// Gives the mouse back.
struct LeaveMouse;

impl Command for TakeMouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str("\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::EnableMouseCapture.execute_winapi()
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

impl Command for LeaveMouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str("\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::DisableMouseCapture.execute_winapi()
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
    }
}
