//! `guichet verify`: exit 0 when everything holds, 1 when something does not.

use std::process::ExitCode;

use serde_json::json;

use super::{Failure, Options, Outcome, failure, say};
use crate::domain::ids::SoucheId;
use crate::journal::entry::Hash;
use crate::journal::fact::ReceiptNumber;
use crate::runtime::witness;
use crate::store::Store;
use crate::store::open::Mode;
use crate::store::verify::{Report, Witnesses};

/// Fewest digits of a receipt's hash that prove anything.
const DIGITS: usize = 8;

/// The arguments of `guichet verify`.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// En JSON
    #[arg(long)]
    json: bool,
    /// Le numéro d’une quittance papier : A2-2026-000902
    #[arg(long, value_name = "NUMÉRO", requires = "empreinte")]
    recu: Option<String>,
    /// L’empreinte qu’elle porte
    #[arg(long, value_name = "HEX", requires = "recu")]
    empreinte: Option<String>,
}

impl Verify {
    /// Proves the database and says what could not be proved.
    pub(super) fn run(self, options: &Options) -> Outcome {
        let store = Store::open(&options.database()?, Mode::ReadOnly)?;
        let witnesses = Witnesses {
            side_file: side_file(&store, options)?,
            receipt: self.recu.zip(self.empreinte).map(|paper| receipt(&paper)).transpose()?,
        };
        let mut report = store.verify(&witnesses)?;
        report.unchecked.extend(lost(&store, options)?);
        if self.json {
            let value = json!({
                "ok": report.holds(),
                "entries": report.entries,
                "tables": report.tables,
                "findings": report.findings,
                "more_findings": report.more,
                "unchecked": report.unchecked,
            });
            say(serde_json::to_string_pretty(&value)?);
        } else {
            print_report(&report);
        }
        Ok(if report.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn side_file(store: &Store, options: &Options) -> Result<Option<(SoucheId, u64, Hash)>, Failure> {
    let Some(souche) = store.read().current_souche()? else { return Ok(None) };
    let witness = witness::read(&options.state()?, souche.id);
    Ok(witness.and_then(|one| one.hash_bytes().map(|hash| (one.souche, one.seq, hash))))
}

/// What the side files know of souches that were left when the database was restored: entries that
/// no journal holds any more.
fn lost(store: &Store, options: &Options) -> Result<Vec<String>, Failure> {
    let (read, state) = (store.read(), options.state()?);
    let Some(current) = read.current_souche()? else { return Ok(Vec::new()) };
    let mut lost = Vec::new();
    for (souche, series) in read.souches_of(current.station)? {
        let known = witness::read(&state, souche).map_or(0, |witness| witness.seq);
        let head = read.souche_head(souche)?.map_or(0, |(seq, _)| seq);
        if souche != current.id && known > head {
            lost.push(format!(
                "Les écritures {} à {known} de la série {series}\u{a0}: perdues quand la base a \
                 été restaurée, le fichier témoin les a connues.",
                head + 1
            ));
        }
    }
    Ok(lost)
}

/// The number and the digits of a paper receipt.
fn receipt((number, digits): &(String, String)) -> Result<(ReceiptNumber, String), Failure> {
    let parts: Vec<&str> = number.trim().split('-').collect();
    let parsed = match parts.as_slice() {
        [series, year, number] => year
            .parse()
            .ok()
            .zip(number.parse().ok())
            .map(|(year, number)| ReceiptNumber { series: series.to_uppercase(), year, number }),
        _ => None,
    };
    let parsed = parsed.ok_or_else(|| {
        failure("Numéro de quittance illisible\u{a0}; exemple\u{a0}: A2-2026-000902.")
    })?;
    let digits = digits.trim().to_lowercase();
    if digits.len() < DIGITS || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
        return Err(failure(
            "Empreinte illisible\u{a0}: donnez les dix caractères imprimés sur la quittance.",
        ));
    }
    Ok((parsed, digits))
}

fn print_report(report: &Report) {
    say(format!("{} écritures, {} tables comparées.", report.entries, report.tables));
    for finding in &report.findings {
        say(format!("× {finding}"));
    }
    if report.more > 0 {
        say(format!("× … et {} autres.", report.more));
    }
    for unchecked in &report.unchecked {
        say(format!("▲ Non vérifié\u{a0}: {unchecked}"));
    }
    if report.holds() {
        say("● Tout ce qui a été vérifié est intact.");
    }
}
