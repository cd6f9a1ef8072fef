//! One write a frame, and none for a frame that changes nothing.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::ui::front::Front;
use crate::ui::glyphs::{Font, respell};

use super::display::Surroundings;

/// What stands on the screen, and the way there.
///
/// The writer must hold a frame whole: each is flushed once.
pub struct Painter<W: Write> {
    backend: CrosstermBackend<W>,
    shown: Buffer,
    cursor: Option<Position>,
    /// Everything is painted anew.
    wipe: bool,
    /// The terminal is asked to show a frame at once, not line by line.
    synchronized: bool,
    font: Font,
}

impl<W: Write> Painter<W> {
    /// A painter of a screen of that size, on which anything may stand.
    pub fn new(writer: W, (columns, rows): (u16, u16), glass: &Surroundings) -> Self {
        let shown = Buffer::empty(Rect::new(0, 0, columns, rows));
        let backend = CrosstermBackend::new(writer);
        let (synchronized, font) = (!glass.console, glass.font);
        Self { backend, shown, cursor: None, wipe: true, synchronized, font }
    }

    /// The way to the terminal.
    pub fn writer(&mut self) -> &mut impl Write {
        &mut self.backend
    }

    /// The window has another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.shown = Buffer::empty(Rect::new(0, 0, columns, rows));
        self.wipe = true;
    }

    /// Something else may stand on the screen, or must leave no trace in the scrollback: the next
    /// frame is painted whole on a wiped screen.
    pub fn forget(&mut self) {
        self.resize(self.shown.area.width, self.shown.area.height);
    }

    /// Paints what changed.
    ///
    /// # Errors
    /// If the terminal can't be written to.
    pub fn paint(&mut self, front: &impl Front) -> io::Result<()> {
        let mut next = Buffer::empty(self.shown.area);
        let cursor = front.draw(&mut next);
        let cursor = respell(&mut next, cursor, self.font);
        let changed = self.shown.diff(&next);
        if changed.is_empty() && cursor == self.cursor && !self.wipe {
            return Ok(());
        }
        if self.synchronized {
            queue!(self.backend, BeginSynchronizedUpdate)?;
        }
        queue!(self.backend, Hide)?;
        if self.wipe {
            queue!(self.backend, Clear(ClearType::All), Clear(ClearType::Purge))?;
        }
        self.backend.draw(changed.into_iter())?;
        if let Some(place) = cursor {
            queue!(self.backend, MoveTo(place.x, place.y), Show)?;
        }
        if self.synchronized {
            queue!(self.backend, EndSynchronizedUpdate)?;
        }
        Write::flush(&mut self.backend)?;
        (self.shown, self.cursor, self.wipe) = (next, cursor, false);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufWriter;

    use super::*;
    use crate::ui::app::App;
    use crate::ui::key::Key;
    use crate::ui::msg::Msg;
    use crate::ui::samples::{Hand, now};

    /// A terminal that notes every write.
    #[derive(Default)]
    struct Noted(Vec<Vec<u8>>);

    impl Write for &mut Noted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn glass(term: &str) -> Surroundings {
        Surroundings::of(|name| if name == "TERM" { term.to_owned() } else { String::new() }, "")
    }

    fn painted(noted: &mut Noted, frames: &[&App]) {
        let writer = BufWriter::with_capacity(1 << 18, noted);
        let mut painter = Painter::new(writer, (100, 30), &glass("xterm"));
        for app in frames {
            painter.paint(*app).unwrap();
        }
    }

    #[test]
    fn a_frame_is_one_write_and_an_idle_screen_none() {
        let first = Hand::searched().app;
        let mut idle = first.clone();
        idle.update(Msg::Clock(now().later(30_000)));
        let mut minute = idle.clone();
        minute.update(Msg::Clock(now().later(60_000)));
        let mut noted = Noted::default();
        painted(&mut noted, &[&first, &first, &idle, &minute]);
        assert_eq!(noted.0.len(), 2);
        assert!(noted.0[0].starts_with(b"\x1b[?2026h") && noted.0[0].ends_with(b"\x1b[?2026l"));
        assert!(noted.0[1].len() < 200, "a minute is {} bytes", noted.0[1].len());
    }

    #[test]
    fn a_screen_that_is_forgotten_is_wiped_with_its_scrollback() {
        let first = Hand::searched().app;
        let mut noted = Noted::default();
        let writer = BufWriter::with_capacity(1 << 18, &mut noted);
        let mut painter = Painter::new(writer, (100, 30), &glass("linux"));
        painter.paint(&first).unwrap();
        painter.forget();
        painter.paint(&first).unwrap();
        drop(painter);
        assert_eq!(noted.0.len(), 2);
        assert_eq!(noted.0[0], noted.0[1]);
        assert!(noted.0[1].starts_with(b"\x1b[?25l\x1b[2J\x1b[3J"));
    }

    #[test]
    fn the_cursor_alone_is_worth_a_frame() {
        let first = Hand::searched().app;
        let mut moved = first.clone();
        moved.update(Msg::Key(Key::Left));
        let mut noted = Noted::default();
        painted(&mut noted, &[&first, &moved]);
        assert_eq!(noted.0.len(), 2);
    }
}
