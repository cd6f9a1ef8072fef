//! A terminal with a program in it: a key goes in, and the time of the last byte of what it brings
//! about is noted.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use vt100::Parser;

use crate::Outcome;
use crate::measure::Lap;

/// Silence after which nothing more comes of a key.
const QUIET: Duration = Duration::from_millis(80);
/// How long something may be waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// What ends a frame.
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// A terminal of 80 × 24 and the program in it.
pub struct Glass {
    parser: Parser,
    output: Receiver<(Instant, Vec<u8>)>,
    input: Box<dyn Write + Send>,
    program: Box<dyn Child + Send + Sync>,
}

/// What a key brought about.
#[derive(Clone, Copy, Default)]
pub struct Brought {
    /// From the key to the last byte.
    pub nanos: u64,
    /// How many bytes.
    pub bytes: usize,
    /// How many frames.
    pub frames: usize,
}

impl Brought {
    /// As a lap of somebody who waits.
    pub const fn lap(self) -> Lap {
        Lap { cpu: 0, wall: self.nanos }
    }
}

impl Glass {
    /// The counter of a database, at twenty to eleven on the day of its town, nobody in its seat.
    pub fn counter(database: &Path) -> Outcome<Self> {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_guichet"));
        counter_of(database, &mut command);
        Self::start(command)
    }

    /// The same under `strace`, which notes every write to the terminal; `None` without it.
    pub fn traced(database: &Path, trace: &Path) -> Option<Self> {
        let mut command = CommandBuilder::new("strace");
        command.args(["-f", "-qq", "-e", "trace=write", "-o"]);
        command.arg(trace);
        command.arg(env!("CARGO_BIN_EXE_guichet"));
        counter_of(database, &mut command);
        Self::start(command).ok()
    }

    /// `cat`, byte for byte.
    pub fn cat() -> Outcome<Self> {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", "stty raw -echo && printf ready && exec cat"]);
        let mut glass = Self::start(command)?;
        glass.wait("ready")?;
        Ok(glass)
    }

    #[expect(clippy::disallowed_methods, reason = "a bench measures time")]
    fn start(mut command: CommandBuilder) -> Outcome<Self> {
        command.env("TERM", "xterm-256color");
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let program = pair.slave.spawn_command(command)?;
        let mut reader = pair.master.try_clone_reader()?;
        let input = pair.master.take_writer()?;
        let (bytes, output) = channel();
        std::thread::spawn(move || {
            let _open = pair.master;
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let came = buffer.get(..count).unwrap_or_default().to_vec();
                if bytes.send((Instant::now(), came)).is_err() {
                    return;
                }
            }
        });
        let cells = |count| NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN);
        let parser = Parser::new(cells(size.rows), cells(size.cols), 0);
        Ok(Self { parser, output, input, program })
    }

    /// Somebody signs in, and the search is there.
    pub fn sign_in(&mut self) -> Outcome<()> {
        self.wait("Connexion agent")?;
        self.type_in("sle\rguichet\r")?;
        self.wait("Nom, enfant, téléphone")
    }

    /// Whether this stands on the glass.
    pub fn shows(&self, text: &str) -> bool {
        self.parser.screen().contents().contains(text)
    }

    /// Types without looking.
    pub fn type_in(&mut self, keys: &str) -> Outcome<()> {
        self.input.write_all(keys.as_bytes())?;
        Ok(self.input.flush()?)
    }

    /// Types and waits until this stands on the glass; how long it took.
    pub fn until(&mut self, keys: &str, text: &str) -> Outcome<Brought> {
        self.follow(keys, |glass, _| !glass.shows(text))
    }

    /// Types and waits until nothing more comes; how long it took until the last byte.
    pub fn press(&mut self, keys: &str) -> Outcome<Brought> {
        self.follow(keys, |_, quiet| !quiet)
    }

    /// Types and waits for the first byte that comes back.
    pub fn echo(&mut self, key: &str) -> Outcome<Brought> {
        let mut first = true;
        self.follow(key, |_, _| std::mem::take(&mut first))
    }

    /// Waits until this stands on the glass.
    pub fn wait(&mut self, text: &str) -> Outcome<()> {
        if !self.shows(text) {
            self.until("", text)?;
        }
        Ok(())
    }

    /// How many bytes come while nobody types.
    #[expect(clippy::disallowed_methods, reason = "a bench measures time")]
    pub fn idle(&mut self, time: Duration) -> Outcome<usize> {
        let end = Instant::now() + time;
        let mut bytes = 0;
        loop {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok((_, came)) => bytes += came.len(),
                Err(RecvTimeoutError::Timeout) => return Ok(bytes),
                Err(gone) => return Err(gone.into()),
            }
        }
    }

    /// Types and takes what comes while `more` is wanted: it is told whether nothing comes.
    #[expect(clippy::disallowed_methods, reason = "a bench measures time")]
    fn follow(
        &mut self,
        keys: &str,
        mut more: impl FnMut(&Self, bool) -> bool,
    ) -> Outcome<Brought> {
        while let Ok((_, came)) = self.output.try_recv() {
            self.parser.process(&came);
        }
        let start = Instant::now();
        self.type_in(keys)?;
        let mut brought = Brought::default();
        loop {
            let quiet = match self.output.recv_timeout(QUIET) {
                Ok((at, came)) => {
                    brought.nanos = u64::try_from(at.saturating_duration_since(start).as_nanos())?;
                    brought.bytes += came.len();
                    let ends = came.windows(FRAME_END.len()).filter(|end| *end == FRAME_END);
                    brought.frames += ends.count();
                    self.parser.process(&came);
                    false
                }
                Err(RecvTimeoutError::Timeout) => brought.bytes > 0,
                Err(gone) => return Err(gone.into()),
            };
            if !more(self, quiet) {
                return Ok(brought);
            }
            if start.elapsed() > PATIENCE {
                return Err(format!("{keys:?}\n{}", self.parser.screen().contents()).into());
            }
        }
    }
}

/// The arguments of the counter.
fn counter_of(database: &Path, command: &mut CommandBuilder) {
    command.arg("--database");
    command.arg(database);
    command.arg("--state");
    command.arg(database.with_extension("state"));
    command.args(["--now", "2026-11-20T10:42:00"]);
}

impl Drop for Glass {
    fn drop(&mut self) {
        self.program.kill().ok();
        self.program.wait().ok();
    }
}
