//! The side file: what this machine remembers of the journal's head, outside the database.
//!
//! It is written by the worker while nobody waits, never on a gesture's path. A database that knows
//! less than its witness is an old copy; one that stands on another machine is a clone. Missing or
//! not writable, it is told and stops nobody.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::ids::SoucheId;
use crate::journal::entry::{Hash, from_hex, hex};
use crate::store::read::house::SoucheRow;
use crate::store::{Store, StoreError};

/// What the side file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// Which souche.
    pub souche: SoucheId,
    /// Its last sequence number.
    pub seq: u64,
    /// The hash of that entry, in hexadecimal.
    pub hash: String,
    /// Prefix of its receipt numbers.
    pub series: String,
    /// The machine that wrote it.
    pub machine: String,
}

impl Witness {
    /// The hash of the last entry, if the file was not tampered with beyond reading.
    pub fn hash_bytes(&self) -> Option<Hash> {
        from_hex(&self.hash)?.try_into().ok()
    }
}

/// What the side files say of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The database knows all that the witness knows.
    Current,
    /// There is no witness here.
    Missing,
    /// The database is an older copy, or another branch: its souche must not be written again.
    Restored,
    /// The database was last written on another machine.
    Cloned,
    /// The database was last written under another path, in another file: it is a copy.
    Copied,
}

/// This machine, without saying which: a digest of what the system calls it.
pub fn machine() -> String {
    let id = ["/etc/machine-id", "/var/lib/dbus/machine-id"]
        .iter()
        .find_map(|path| fs::read_to_string(path).ok())
        .unwrap_or_default();
    hex(&Sha256::digest(format!("guichet {}", id.trim()))).chars().take(16).collect()
}

/// A file, as this machine tells it from its copies: its number on the disk and its path. One that
/// was moved keeps its number; on disks that number their files anew each day, it keeps its path.
pub fn file(path: &Path) -> String {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    #[cfg(unix)]
    let number = {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(&path).map(|metadata| metadata.ino()).unwrap_or_default()
    };
    #[cfg(not(unix))]
    let number = 0;
    format!("{number} {}", path.display())
}

/// Whether both may be the same file; one that was never looked at is like any.
fn same_file(known: &str, file: &str) -> bool {
    match (known.split_once(' '), file.split_once(' ')) {
        (Some((number, path)), Some((its_number, its_path))) => {
            path == its_path || number != "0" && number == its_number
        }
        _ => true,
    }
}

/// The series that the witnesses of this machine know of, whichever file wrote them.
pub fn series(state: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(state) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    let ours = paths.filter(|path| {
        let named =
            path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("souche-"));
        named && path.extension().is_some_and(|extension| extension == "json")
    });
    let texts = ours.filter_map(|path| fs::read_to_string(path).ok());
    texts
        .filter_map(|text| serde_json::from_str(&text).ok())
        .map(|one: Witness| one.series)
        .collect()
}

/// Holds the state directory while a souche is chosen, so that two programs choose two. Without
/// the directory nobody is held.
pub fn hold(state: &Path) -> Option<fs::File> {
    fs::create_dir_all(state).ok()?;
    let lock = private(&state.join("souches.lock")).ok()?;
    lock.lock().ok()?;
    Some(lock)
}

/// Where the witness of a souche stands.
pub fn path(state: &Path, souche: SoucheId) -> PathBuf {
    state.join(format!("souche-{}.json", souche.0))
}

/// The witness of a souche, if there is one that can be read.
pub fn read(state: &Path, souche: SoucheId) -> Option<Witness> {
    let text = fs::read_to_string(path(state, souche)).ok()?;
    serde_json::from_str(&text).ok()
}

/// Compares the database with its machine, its place and its witness.
///
/// # Errors
/// When the database can't be read.
pub fn standing(store: &Store, state: &Path) -> Result<Standing, StoreError> {
    let read_store = store.read();
    let Some(souche) = read_store.current_souche()? else { return Ok(Standing::Missing) };
    if souche.here.machine != machine() {
        return Ok(Standing::Cloned);
    }
    if !same_file(&souche.here.file, &file(store.path())) {
        return Ok(Standing::Copied);
    }
    let Some(witness) = read(state, souche.id) else { return Ok(Standing::Missing) };
    let known = read_store.hash_at(souche.id, witness.seq)?;
    Ok(if known.is_some() && known == witness.hash_bytes() {
        Standing::Current
    } else {
        Standing::Restored
    })
}

/// Writes the witness of the database's head, whole or not at all.
///
/// # Errors
/// When the state directory can't be written, or the database not be read.
pub fn write(store: &Store, state: &Path) -> Result<(), std::io::Error> {
    let read_store = store.read();
    let souche: SoucheRow = match read_store.current_souche() {
        Ok(Some(souche)) => souche,
        _ => return Ok(()),
    };
    let Ok(Some((seq, hash))) = read_store.souche_head(souche.id) else { return Ok(()) };
    let SoucheRow { id, series, here, .. } = souche;
    let machine = here.machine;
    let witness = Witness { souche: id, seq, hash: hex(&hash), series, machine };
    fs::create_dir_all(state)?;
    let target = path(state, id);
    let fresh = target.with_extension("json.new");
    let mut file = private(&fresh)?;
    file.write_all(&serde_json::to_vec_pretty(&witness)?)?;
    file.sync_all()?;
    fs::rename(fresh, target)
}

/// A file of our own: readable by its owner alone.
pub(super) fn private(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_number_or_its_path() {
        for (known, file, same) in [
            ("7 /a/b.db", "7 /a/b.db", true),
            ("7 /a/b.db", "7 /c/d.db", true),
            ("7 /a/b.db", "8 /a/b.db", true),
            ("7 /a/b.db", "8 /c/d.db", false),
            ("0 /a/b.db", "0 /c/d.db", false),
            ("", "8 /c/d.db", true),
        ] {
            assert_eq!(same_file(known, file), same, "{known} {file}");
        }
    }

    #[test]
    fn the_series_of_this_machine_are_those_of_its_witnesses() {
        let state = tempfile::tempdir().unwrap();
        assert_eq!(series(&state.path().join("absent")), Vec::<String>::new());
        let witness = Witness {
            souche: SoucheId(uuid::Uuid::nil()),
            seq: 1,
            hash: String::new(),
            series: "A2B".to_owned(),
            machine: machine(),
        };
        let text = serde_json::to_string(&witness).unwrap();
        for (name, text) in [
            ("souche-1.json", text.as_str()),
            ("souche-2.json", "illisible"),
            ("guichet.log", text.as_str()),
        ] {
            fs::write(state.path().join(name), text).unwrap();
        }
        assert_eq!(series(state.path()), ["A2B"]);
    }
}
