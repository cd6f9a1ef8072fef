//! The log of what broke: where and when, never whose data it was.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::clock::Clock;

/// A file that grows by a line a fault.
#[derive(Clone, Debug)]
pub struct Log {
    file: PathBuf,
    clock: Clock,
}

impl Log {
    /// The log of a state directory.
    pub fn new(state: &Path, clock: Clock) -> Self {
        Self { file: state.join("guichet.log"), clock }
    }

    /// Adds a line. A log that can't be written stops nobody.
    pub fn line(&self, text: &str) {
        let when = self.clock.now().local().format("%Y-%m-%dT%H:%M:%S");
        let file = OpenOptions::new().create(true).append(true).open(&self.file);
        if let Ok(mut file) = file {
            writeln!(file, "{when} {text}").ok();
        }
    }
}

/// The faults of the program's own making, as its panic hook notes them.
///
/// A panic's message may quote a family's data, so only the place in the source is kept. The
/// hook leaves the terminal alone: a worker's fault is survived.
#[derive(Clone, Debug)]
pub struct Panics {
    last: Arc<Mutex<String>>,
}

impl Panics {
    /// Notes every panic from now on.
    pub fn watch(log: Log) -> Self {
        let last = Arc::new(Mutex::new(String::new()));
        let noted = Arc::clone(&last);
        std::panic::set_hook(Box::new(move |info| {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            let mark = mark(&place);
            log.line(&format!("panic {mark} {place}"));
            *noted.lock().unwrap_or_else(PoisonError::into_inner) = mark;
        }));
        Self { last }
    }

    /// The mark of the last one.
    pub fn last_mark(&self) -> String {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Four hexadecimal digits that are the same whenever the same place fails.
fn mark(place: &str) -> String {
    let sum = place
        .bytes()
        .fold(0x811C_9DC5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{:04X}", (sum >> 16) ^ (sum & 0xFFFF))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_depends_on_the_place_alone() {
        assert_eq!(mark("src/ui/app.rs:12:5"), mark("src/ui/app.rs:12:5"));
        assert_ne!(mark("src/ui/app.rs:12:5"), mark("src/ui/app.rs:13:5"));
        assert_eq!(mark("").len(), 4);
    }

    #[test]
    fn lines_are_dated_and_added() {
        let state = tempfile::tempdir().unwrap();
        let local = crate::domain::time::parse_day("20/11/2026").unwrap();
        let clock =
            Clock::starting_at(local.and_hms_opt(10, 42, 0).unwrap(), chrono_tz::Europe::Paris);
        let log = Log::new(state.path(), clock);
        log.line("first");
        log.line("second");
        let text = std::fs::read_to_string(state.path().join("guichet.log")).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("2026-11-20T10:4") && lines[1].ends_with(" second"));
    }
}
