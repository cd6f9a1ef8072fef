//! The terminal while it is ours, and how it is given back: restored, wiped, whatever happened.

use std::io::{self, BufWriter, Stdout, Write, stdout};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, size,
};

use crate::ui::app::App;
use crate::ui::theme::Depth;

use super::painter::{Painter, depth};

/// A whole frame of 200 × 60 cells fits: one write a frame.
const FRAME_BYTES: usize = 1 << 18;

/// The terminal in our modes; given back when dropped.
pub struct Terminal {
    painter: Painter<BufWriter<Stdout>>,
    depth: Depth,
    ours: bool,
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// If there is none.
    pub fn try_enter() -> io::Result<Self> {
        let variable = |name| std::env::var(name).unwrap_or_default();
        let term = variable("TERM");
        let writer = BufWriter::with_capacity(FRAME_BYTES, stdout());
        let painter = Painter::new(writer, size()?, term != "linux");
        let depth = depth(&variable("COLORTERM"), &term);
        let mut terminal = Self { painter, depth, ours: false };
        terminal.enter()?;
        Ok(terminal)
    }

    /// How many colours it shows.
    pub const fn depth(&self) -> Depth {
        self.depth
    }

    /// Takes the terminal over again, after a suspension.
    ///
    /// # Errors
    /// If it is gone.
    pub fn enter(&mut self) -> io::Result<()> {
        self.ours = true;
        enable_raw_mode()?;
        execute!(self.painter.writer(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
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

    /// Paints what changed.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn paint(&mut self, app: &App) -> io::Result<()> {
        self.painter.paint(app)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
    }
}
