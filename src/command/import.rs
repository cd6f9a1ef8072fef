//! `guichet import`: an office's CSV folder, all or nothing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};

use super::secret::Secrets;
use super::{Failure, Options, Outcome, failure, opening, refused};
use crate::desk::import::{ImportSummary, import};
use crate::import::{Folder, ImportPlan, read, templates};

/// Files above this size are refused: no office of a town exports so much.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Families below which a bar would only flicker.
const FEW: usize = 1_000;

/// The arguments of `guichet import`.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// Le dossier des fichiers CSV
    #[arg(required_unless_present = "modele")]
    folder: Option<PathBuf>,
    /// Écrire des modèles commentés dans un dossier, et rien d’autre
    #[arg(long, value_name = "DOSSIER", conflicts_with = "folder")]
    modele: Option<PathBuf>,
    /// Tout vérifier sans rien enregistrer
    #[arg(long)]
    dry_run: bool,
    /// L’identifiant de l’administrateur ou du régisseur qui importe
    #[arg(long = "as", value_name = "ID", required_unless_present = "modele")]
    agent: Option<String>,
    /// Lire le code secret sur l’entrée standard
    #[arg(long)]
    secret_stdin: bool,
}

impl Import {
    /// Reads the folder, says what is wrong, or writes it.
    pub(super) fn run(self, options: &Options) -> Outcome {
        if let Some(folder) = self.modele {
            return write_templates(&folder);
        }
        let (Some(folder), Some(agent)) = (self.folder, self.agent) else {
            return Err(failure("Indiquez le dossier à importer et --as IDENTIFIANT."));
        };
        let mut opened = opening::to_write(options)?;
        let secret = Secrets::from_flag(self.secret_stdin).of(&agent)?;
        opened.sign_in(&agent, secret)?;
        let files = read_folder(&folder)?;
        let now = opened.clock.now();
        let plan = match read(&files, now.today()) {
            Ok(plan) => plan,
            Err(errors) => {
                eprintln!("{errors}\nRien n’a été importé.");
                return Ok(ExitCode::FAILURE);
            }
        };
        for remark in &plan.remarks {
            eprintln!("▲ {remark}");
        }
        let bar = bar(&plan);
        let mut progress = |done: usize| bar.set_position(done as u64);
        let summary = import(&mut opened.counter, now, &plan, self.dry_run, &mut progress);
        bar.finish_and_clear();
        let summary = summary.map_err(|no| refused(&no))?;
        opened.close();
        println!("{}", sentence(&summary, self.dry_run));
        Ok(ExitCode::SUCCESS)
    }
}

fn bar(plan: &ImportPlan) -> ProgressBar {
    if plan.families.len() < FEW {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(plan.families.len() as u64);
    let style = ProgressStyle::with_template("{bar:40} {pos} sur {len} familles ({percent} %)");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█░"))
}

/// The files of a folder, in memory.
fn read_folder(folder: &Path) -> Result<Folder, Failure> {
    let unreadable = |error| {
        let folder = folder.display();
        failure(format!("Dossier {folder} illisible\u{a0}: {error}. Rien n’a été importé."))
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let metadata = std::fs::metadata(&path).map_err(unreadable)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if metadata.len() > MOST_BYTES {
            return Err(failure(format!("{name} dépasse 512 Mo. Rien n’a été importé.")));
        }
        if metadata.is_file() {
            files.push((name, std::fs::read(&path).map_err(unreadable)?));
        }
    }
    files.sort();
    Ok(Folder { files })
}

fn write_templates(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder)?;
    for (name, text) in templates() {
        let path = folder.join(&name);
        if path.exists() {
            let path = path.display();
            return Err(failure(format!("{path} existe déjà\u{a0}: il n’a pas été touché.")));
        }
        std::fs::write(path, text)?;
        println!("● {name}");
    }
    Ok(ExitCode::SUCCESS)
}

fn sentence(summary: &ImportSummary, dry_run: bool) -> String {
    let kept = match summary.kept_invoices {
        0 => String::new(),
        n => format!(
            "\n▲ Factures déjà connues avec un autre reste\u{a0}: {n}. Celui du guichet est gardé."
        ),
    };
    if summary.changed_nothing() {
        return format!("● Rien de nouveau\u{a0}: la base contient déjà ce dossier.{kept}");
    }
    let verb = if dry_run { "Contrôle réussi, rien n’a été enregistré" } else { "Importé" };
    format!(
        "● {verb}.\n\
         \u{20} Familles\u{a0}: {} nouvelles, {} modifiées, {} identiques.\n\
         \u{20} Activités\u{a0}: {}. Inscriptions\u{a0}: {}. Factures\u{a0}: {}.\n\
         \u{20} Réservations\u{a0}: {}. Comptes\u{a0}: {}.{kept}",
        summary.new_families,
        summary.changed_families,
        summary.same_families,
        summary.activities,
        summary.enrolments,
        summary.invoices,
        summary.bookings,
        summary.accounts
    )
}
