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

/// What the side file says of the database.
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
}

/// This machine, without saying which: a digest of what the system calls it.
pub fn machine() -> String {
    let id = ["/etc/machine-id", "/var/lib/dbus/machine-id"]
        .iter()
        .find_map(|path| fs::read_to_string(path).ok())
        .unwrap_or_default();
    hex(&Sha256::digest(format!("guichet {}", id.trim()))).chars().take(16).collect()
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

/// Compares the database with its witness and its machine.
///
/// # Errors
/// When the database can't be read.
pub fn standing(store: &Store, state: &Path) -> Result<Standing, StoreError> {
    let read_store = store.read();
    let Some(souche) = read_store.current_souche()? else { return Ok(Standing::Missing) };
    if souche.machine != machine() {
        return Ok(Standing::Cloned);
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
    let Ok(Some((seq, hash, _))) = read_store.souche_head(souche.id) else { return Ok(()) };
    let SoucheRow { id, series, machine, .. } = souche;
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
