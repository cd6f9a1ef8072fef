//! `guichet export`: the families' data as the folder of CSV files that `guichet import` reads.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::import::bar;
use super::secret::Secrets;
use super::{Failure, Options, Outcome, failure, opening, refused, say};
use crate::desk::export::export;
use crate::import::{OfficeFile, folder};
use crate::runtime::trouble;

/// The arguments of `guichet export`.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// Le dossier où écrire les neuf fichiers CSV, créé s’il n’existe pas
    #[arg(value_name = "DOSSIER")]
    folder: PathBuf,
    /// L’identifiant de l’administrateur ou du régisseur qui exporte
    #[arg(long = "as", value_name = "ID")]
    agent: String,
    /// Lire le code secret sur l’entrée standard
    #[arg(long)]
    secret_stdin: bool,
}

impl Export {
    /// Writes the nine files, or none of them.
    pub(super) fn run(self, options: &Options) -> Outcome {
        let mut opened = opening::to_write(options)?;
        let secret = Secrets::from_flag(self.secret_stdin).of(&self.agent)?;
        opened.sign_in(&self.agent, secret)?;
        prepare(&self.folder)?;
        let families = opened.counter.store.read().families()?;
        let bar = bar(usize::try_from(families).unwrap_or(usize::MAX));
        let mut progress = |done: usize| bar.set_position(done as u64);
        let plan = export(&mut opened.counter, opened.clock.now(), &mut progress);
        bar.finish_and_clear();
        let plan = plan.map_err(|no| refused(&no))?;
        opened.close();
        for (name, bytes) in folder(&plan).files {
            write(&self.folder.join(name), &bytes)?;
        }
        let (count, folder) = (plan.families.len(), self.folder.display());
        let families = if count == 1 { "famille" } else { "familles" };
        say(format!("● Exporté\u{a0}: {count} {families} dans {folder}."));
        say("▲ Ces fichiers contiennent des données personnelles\u{a0}: gardez-les à l’abri.");
        Ok(ExitCode::SUCCESS)
    }
}

/// The folder is there, and none of the nine files in it.
fn prepare(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let (folder, why) = (folder.display(), trouble::in_french(&error));
        failure(format!("Dossier {folder} impossible à créer\u{a0}: {why}. Rien n’a été exporté."))
    })?;
    for file in OfficeFile::ALL {
        let path = folder.join(format!("{}.csv", file.stem()));
        if path.exists() {
            let path = path.display();
            return Err(failure(format!(
                "{path} existe déjà\u{a0}: rien n’a été exporté. Choisissez un dossier vide."
            )));
        }
    }
    Ok(())
}

/// A new file that its owner alone can read.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).and_then(|mut file| file.write_all(bytes)).map_err(|error| {
        let (path, why) = (path.display(), trouble::in_french(&error));
        failure(format!("{path} impossible à écrire\u{a0}: {why}. L’export est incomplet."))
    })
}
