//! The whole command line, as a newcomer types it: the real program on real files.

mod copying;
mod elsewhere;
mod founding;
mod importing;
mod reading;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The administrator's secret, and everybody else's.
const SECRET: &str = "un secret assez long";

/// The time at which the demonstrations begin.
pub const NOW: &str = "2026-11-20T10:42";

/// A home directory of its own, where the program is run.
pub struct Place {
    folder: TempDir,
}

/// What a command left.
#[derive(Debug)]
pub struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Place {
    /// Somewhere with nothing in it.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A founded town in `c.db`, with the administrator `adm` and the agent `sle`.
    fn town() -> Self {
        let place = Self::empty();
        let line = "init --database c.db --profile evreux --commune Évreux --station a2 \
                    --agent adm:administrateur --agent sle:agent --secret-stdin";
        let ended = place.told(line, &format!("{SECRET}\n{SECRET}\n"));
        assert_eq!(ended.code, Some(0), "{ended:?}");
        place
    }

    /// A small demonstration in `d.db`.
    pub fn demo() -> Self {
        let place = Self::empty();
        let line = format!("demo --create d.db --families 50 --seed 3 --now {NOW}");
        let ended = place.run(&line);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        place
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folder that it is in.
    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Runs a line of words, `_` for a space within one.
    fn run(&self, line: &str) -> Ended {
        self.told(line, "")
    }

    /// The same, with something on standard input.
    fn told(&self, line: &str, input: &str) -> Ended {
        let mut child = Command::new(env!("CARGO_BIN_EXE_guichet"))
            .args(line.split_whitespace().map(|word| word.replace('_', " ")))
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("RUST_BACKTRACE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that asks nothing may be gone already.
        child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Imports a folder as the administrator of the town.
    fn import(&self, folder: &str) -> Ended {
        let line = format!("import {folder} --database c.db --as adm --secret-stdin");
        self.told(&line, &format!("{SECRET}\n"))
    }

    /// The journal as the program writes it for others.
    fn journal(&self, database: &str) -> Vec<Value> {
        serde_json::from_str(&self.run(&format!("journal --json --database {database}")).out)
            .unwrap()
    }

    /// The names of what stands in it.
    fn names(&self) -> Vec<String> {
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let names = fs::read_dir(self.folder.path()).unwrap().map(name);
        let mut names: Vec<String> =
            names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Ended {
    /// Refused with exit code 2 and one French sentence that holds these words.
    fn refused(&self, words: &str) {
        assert_eq!(self.code, Some(2), "{self:?}");
        assert!(self.err.contains(words), "{words} : {self:?}");
        assert_eq!((self.err.lines().count(), self.out.as_str()), (1, ""), "{self:?}");
        for foreign in ["panicked", "os error", "error:", "\u{1b}"] {
            assert!(!self.err.contains(foreign), "{self:?}");
        }
    }

    /// Done, with these words.
    fn done(&self, words: &str) {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{self:?}");
        assert!(self.out.contains(words), "{words} : {self:?}");
    }
}

/// The bytes of a file.
fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}
