//! `guichet journal`: every entry, for an auditor.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::{Options, Outcome, opening};
use crate::journal::chain::StoredEntry;
use crate::journal::entry::hex;
use crate::store::StoreError;

/// The arguments of `guichet journal`.
#[derive(Debug, clap::Args)]
pub(super) struct Journal {
    /// En JSON, une liste d’écritures
    #[arg(long)]
    json: bool,
}

impl Journal {
    /// Prints the entries in their order. A reader that closes early is no error.
    pub(super) fn run(self, options: &Options) -> Outcome {
        let opened = opening::to_read(options)?;
        let mut out = BufWriter::new(std::io::stdout().lock());
        let mut separator = "[\n";
        opened.counter.store.read().each_entry(|entry| {
            if self.json {
                write!(out, "{separator}{}", entry_json(&entry)?).ok();
                separator = ",\n";
            } else {
                writeln!(out, "{}", entry_line(&entry)).ok();
            }
            Ok(())
        })?;
        if self.json {
            writeln!(out, "\n]").ok();
        }
        out.flush().ok();
        Ok(ExitCode::SUCCESS)
    }
}

fn entry_json(entry: &StoredEntry) -> Result<String, StoreError> {
    let payload: Option<Value> =
        entry.payload.as_ref().map(|(_, bytes)| serde_json::from_slice(bytes)).transpose()?;
    let header = &entry.header;
    let stamp = &header.stamp;
    Ok(serde_json::to_string(&json!({
        "position": entry.position,
        "souche": stamp.souche.0,
        "seq": header.seq,
        "id": header.id.0,
        "kind": header.kind,
        "version": header.version,
        "hlc": header.hlc,
        "at": stamp.now.at,
        "offset": stamp.now.offset,
        "local": stamp.now.local().format("%Y-%m-%dT%H:%M:%S").to_string(),
        "agent": stamp.agent.0,
        "station": stamp.station.0,
        "commune": stamp.commune.0,
        "salt": entry.payload.as_ref().map(|(salt, _)| hex(salt)),
        "commitment": hex(&header.commitment),
        "hash": hex(&entry.hash),
        "payload": payload,
    }))?)
}

fn entry_line(entry: &StoredEntry) -> String {
    let local = entry.header.stamp.now.local().format("%d/%m/%Y %H:%M:%S");
    let hash: String = hex(&entry.hash).chars().take(10).collect();
    let payload = entry.payload.as_ref().map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let (position, kind) = (entry.position, entry.header.kind);
    format!("{position:>8}  {local}  {kind:>3}  {hash}  {}", payload.unwrap_or_default())
}
