//! A terminal with a program in it: what it shows, what was sent to it, and how it is left.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::{MouseProtocolMode, Parser};

use crate::cli::{NOW, Place};

/// How long a terminal may stay silent before a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long something may take before it is asked for again.
const A_MOMENT: Duration = Duration::from_millis(250);

/// A terminal of 80 × 24 and the program in it.
pub struct Glass {
    home: TempDir,
    parser: Parser,
    sent: Vec<u8>,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    program: Box<dyn Child + Send + Sync>,
    /// The terminal's modes before the program had it.
    before: String,
}

/// The small demonstration, made once.
fn demo() -> &'static [u8] {
    static DEMO: OnceLock<Vec<u8>> = OnceLock::new();
    DEMO.get_or_init(|| std::fs::read(Place::demo().path("d.db")).unwrap())
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

impl Glass {
    /// The counter of a copy of the small demonstration.
    pub fn demo(environment: &[(&str, &str)]) -> Self {
        Self::demo_at(Path::new("state"), environment)
    }

    /// The same, with a state directory that outlives it.
    pub fn demo_at(state: &Path, environment: &[(&str, &str)]) -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("d.db"), demo()).unwrap();
        Self::counter(home, state, environment)
    }

    /// The counter of the database of that home.
    fn counter(home: TempDir, state: &Path, environment: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_guichet"));
        command.args(["--database", "d.db", "--now", NOW, "--state"]);
        command.arg(state);
        Self::start(home, command, environment)
    }

    /// The program without any argument, in an empty home directory.
    pub fn first_start() -> Self {
        let command = CommandBuilder::new(env!("CARGO_BIN_EXE_guichet"));
        Self::start(tempfile::tempdir().unwrap(), command, &[("TERM", "xterm-256color")])
    }

    /// One test of this very binary.
    pub fn this_test(name: &str) -> Self {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args([name, "--exact", "--ignored", "--nocapture"]);
        Self::start(tempfile::tempdir().unwrap(), command, &[("TERM", "xterm-256color")])
    }

    /// A kiosk on the database of the counter in that glass.
    pub fn kiosk_beside(counter: &Self) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_guichet"));
        command.args(["borne", "--now", NOW, "--state", "kiosk", "--database"]);
        command.arg(counter.home().join("d.db"));
        Self::start(tempfile::tempdir().unwrap(), command, &[("TERM", "xterm-256color")])
    }

    /// The kiosk of a small throw-away town.
    pub fn demo_kiosk() -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_guichet"));
        command.args(["demo", "--borne", "--families", "20", "--now", NOW]);
        Self::start(tempfile::tempdir().unwrap(), command, &[("TERM", "xterm-256color")])
    }

    /// The kiosk's PC, whose `ssh` is this script: it finds the program and the small demonstration
    /// in its environment.
    pub fn kiosk_post(ssh: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("d.db"), demo()).unwrap();
        let (bin, path) = (home.path().join("bin"), std::env::var("PATH").unwrap_or_default());
        std::fs::create_dir(&bin).unwrap();
        std::fs::write(bin.join("ssh"), ssh).unwrap();
        let marked = Command::new("chmod").arg("755").arg(bin.join("ssh")).status().unwrap();
        assert!(marked.success());
        let mut command = CommandBuilder::new("sh");
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/kiosk/poste/borne.sh"));
        let path = format!("{}:{path}", bin.display());
        let (program, term) = (env!("CARGO_BIN_EXE_guichet"), "xterm-256color");
        let environment = [
            ("PATH", path.as_str()),
            ("TERM", term),
            ("BORNE_ATTENTE", "0"),
            ("GUICHET", program),
            ("NOW", NOW),
        ];
        Self::start(home, command, &environment)
    }

    /// The counter of a copy of the small demonstration, changed before it opens.
    pub fn demo_changed(change: impl FnOnce(&Path)) -> Self {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("d.db");
        std::fs::write(&database, demo()).unwrap();
        change(&database);
        Self::counter(home, Path::new("state"), &[("TERM", "xterm-256color")])
    }

    fn start(home: TempDir, mut command: CommandBuilder, environment: &[(&str, &str)]) -> Self {
        command.env_clear();
        command.cwd(home.path());
        command.env("HOME", home.path());
        for (name, value) in environment {
            command.env(name, value);
        }
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let before = format!("{:?}", pair.master.get_termios());
        let program = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (bytes, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if bytes.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let input = pair.master.take_writer().unwrap();
        let parser = Parser::new(cells(24), cells(80), 1_000);
        let (master, sent) = (pair.master, Vec::new());
        Self { home, parser, sent, output, input, master, program, before }
    }

    /// Where it runs.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// What stands on the glass.
    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// Whether this stands on the glass.
    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The column and the row, from 1, where this stands on the glass.
    pub fn place(&self, text: &str) -> (usize, usize) {
        let rows = self.text();
        let found = rows.lines().zip(1..).find_map(|(line, row)| {
            let before = line.get(..line.find(text)?)?;
            Some((before.chars().count() + 1, row))
        });
        found.unwrap_or_else(|| panic!("{text} : {rows}"))
    }

    /// Whether the mouse is the program's.
    pub fn has_mouse(&self) -> bool {
        self.parser.screen().mouse_protocol_mode() != MouseProtocolMode::None
    }

    /// How many bytes came so far.
    pub fn sent(&self) -> usize {
        self.sent.len()
    }

    /// What came from there on.
    pub fn text_sent(&self, from: usize) -> String {
        String::from_utf8_lossy(&self.sent[from..]).into_owned()
    }

    /// How many lines can be scrolled back to.
    pub fn scrollback(&self) -> usize {
        self.parser.screen().scrollback_len()
    }

    /// Whether the last whole frame that wiped the screen held this.
    pub fn sent_last(&self, text: &str) -> bool {
        let sent = self.text_sent(0);
        sent.rsplit("\u{1b}[2J").next().is_some_and(|frame| frame.contains(text))
    }

    /// Types.
    pub fn press(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    /// Makes the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends the program a signal.
    pub fn signal(&mut self, name: &str) {
        let id = self.program.process_id().unwrap().to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status().unwrap();
        assert!(status.success());
    }

    /// Kills the program without a warning, and starts the counter again on what is left.
    pub fn kill_and_restart(mut self, environment: &[(&str, &str)]) -> Self {
        self.signal("KILL");
        self.program.wait().unwrap();
        let home = std::mem::replace(&mut self.home, tempfile::tempdir().unwrap());
        Self::counter(home, Path::new("state"), environment)
    }

    /// Takes what comes next; whether anything came in time.
    fn take(&mut self, patience: Duration) -> Result<(), RecvTimeoutError> {
        let bytes = self.output.recv_timeout(patience)?;
        self.parser.process(&bytes);
        self.sent.extend(bytes);
        Ok(())
    }

    /// Waits until this stands on the glass.
    pub fn wait(&mut self, text: &str) {
        while !self.shows(text) {
            let taken = self.take(PATIENCE);
            assert!(taken.is_ok(), "{text} {taken:?} : {}", self.text());
        }
    }

    /// Waits until this was sent.
    pub fn wait_sent(&mut self, from: usize, text: &str) {
        while !self.text_sent(from).contains(text) {
            let taken = self.take(PATIENCE);
            assert!(taken.is_ok(), "{text:?} {taken:?} : {}", self.text());
        }
    }

    /// Does something again and again until this stands on the glass.
    pub fn until(&mut self, text: &str, mut again: impl FnMut(&mut Self)) {
        let tries = PATIENCE.as_millis() / A_MOMENT.as_millis();
        for _ in 0..tries {
            again(self);
            while self.take(A_MOMENT).is_ok() {
                if self.shows(text) {
                    return;
                }
            }
        }
        panic!("{text} : {}", self.text());
    }

    /// Waits until something holds that the glass does not show.
    pub fn until_it_holds(&mut self, holds: impl Fn() -> bool) {
        let tries = PATIENCE.as_millis() / A_MOMENT.as_millis();
        for _ in 0..tries {
            if holds() {
                return;
            }
            self.take(A_MOMENT).ok();
        }
        panic!("{}", self.text());
    }

    /// Waits for the program's end and gives its exit code.
    pub fn end(&mut self) -> u32 {
        let end = loop {
            if let Err(end) = self.take(PATIENCE) {
                break end;
            }
        };
        assert_eq!(end, RecvTimeoutError::Disconnected, "{}", self.text());
        self.program.wait().unwrap().exit_code()
    }

    /// Restored and wiped, by what was sent from there on: modes, cursor, screens and scrollback.
    pub fn assert_given_back(&mut self, from: usize) {
        let sent = self.text_sent(from);
        let end = sent.rsplit("\u{1b}[2J").next().unwrap();
        let steps = ["\u{1b}[3J", "\u{1b}[?2004l", "\u{1b}[?25h", "\u{1b}[?1049l"];
        let places: Vec<_> = steps.iter().map(|step| end.find(step)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{end:?}");
        // The last bytes may be here before the modes are.
        let tries = PATIENCE.as_millis() / A_MOMENT.as_millis();
        for _ in 0..tries {
            if format!("{:?}", self.master.get_termios()) == self.before {
                break;
            }
            self.take(A_MOMENT).ok();
        }
        assert_eq!(format!("{:?}", self.master.get_termios()), self.before);
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert!(!self.has_mouse());
        for name in super::CANARY {
            assert!(!self.shows(name), "{}", self.text());
        }
        assert_eq!(screen.scrollback_len(), 0);
        // A look at the other screen, without clearing it.
        self.parser.process(b"\x1b[?47h");
        assert_eq!(self.text().trim(), "");
        self.parser.process(b"\x1b[?47l");
    }
}

impl Drop for Glass {
    /// A test that fails leaves no program behind.
    fn drop(&mut self) {
        self.program.kill().ok();
        self.program.wait().ok();
    }
}
