//! `guichet import`: an office's CSV folder, all or nothing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};

use super::secret::Secrets;
use super::{Failure, Options, Outcome, failure, opening, refused, say};
use crate::desk::import::{ImportSummary, import};
use crate::domain::text::clean;
use crate::import::{Against, Folder, Headers, read_as, templates};
use crate::runtime::trouble;

/// Files above this size are refused: no office of a town exports so much.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Families below which a bar would only flicker.
const FEW: usize = 1_000;

/// The arguments of `guichet import`.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// Le dossier des fichiers CSV
    #[arg(required_unless_present = "modele", value_name = "DOSSIER")]
    folder: Option<PathBuf>,
    /// Écrire des modèles commentés dans un dossier, et rien d’autre
    #[arg(long, value_name = "DOSSIER", conflicts_with = "folder")]
    modele: Option<PathBuf>,
    /// Tout vérifier sans rien enregistrer
    #[arg(long)]
    dry_run: bool,
    /// Les en-têtes du service : un fichier TOML qui dit quelle colonne est laquelle
    #[arg(long, value_name = "FICHIER")]
    colonnes: Option<PathBuf>,
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
        let headers = headers(self.colonnes.as_deref())?;
        let mut opened = opening::to_write(options)?;
        let secret = Secrets::from_flag(self.secret_stdin).of(&agent)?;
        opened.sign_in(&agent, secret)?;
        let files = read_folder(&folder, &headers)?;
        let now = opened.clock.now();
        let pieces = &opened.counter.profile.file.pieces;
        let against = Against { today: now.today(), pieces };
        let plan = match read_as(&files, &headers, against) {
            Ok(plan) => plan,
            Err(errors) => {
                eprintln!("{errors}");
                return Ok(ExitCode::FAILURE);
            }
        };
        for remark in &plan.remarks {
            eprintln!("▲ {remark}");
        }
        let bar = bar(plan.families.len());
        let mut progress = |done: usize| bar.set_position(done as u64);
        let summary = import(&mut opened.counter, now, &plan, self.dry_run, &mut progress);
        bar.finish_and_clear();
        let summary = summary.map_err(|no| refused(&no))?;
        opened.close();
        say(sentence(&summary, self.dry_run));
        Ok(ExitCode::SUCCESS)
    }
}

/// What the office calls its files and columns; our own names without a file that says so.
fn headers(path: Option<&Path>) -> Result<Headers, Failure> {
    let Some(path) = path else { return Ok(Headers::default()) };
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let why = trouble::in_french(&error);
        failure(format!("{shown} illisible\u{a0}: {why}. Rien n’a été importé."))
    })?;
    Headers::parse(&text)
        .map_err(|errors| failure(format!("{shown}\n{errors}\nRien n’a été importé.")))
}

/// A progress bar over so many families.
pub(super) fn bar(families: usize) -> ProgressBar {
    if families < FEW {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(families as u64);
    let style = ProgressStyle::with_template("{bar:40} {pos} sur {len} familles ({percent} %)");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█░"))
}

/// The files of a folder, in memory. What is none of the nine is named, and never opened.
fn read_folder(folder: &Path, headers: &Headers) -> Result<Folder, Failure> {
    let unreadable = |error| {
        let (folder, why) = (folder.display(), trouble::in_french(&error));
        failure(format!("Dossier {folder} illisible\u{a0}: {why}. Rien n’a été importé."))
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if Folder::reads(headers, &name) {
            let bytes = read_file(&entry.path()).map_err(|why| {
                failure(format!("{}\u{a0}: {why}. Rien n’a été importé.", clean(&name)))
            })?;
            files.push((name, bytes));
        } else if !entry.file_type().map_err(unreadable)?.is_dir() {
            files.push((name, Vec::new()));
        }
    }
    files.sort();
    Ok(Folder { files })
}

/// The content of a file, or a few words that say why not.
fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error| format!("illisible, {}", trouble::in_french(&error));
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err("ce n’est pas un fichier".to_owned());
    }
    if metadata.len() > MOST_BYTES {
        return Err("plus de 512 Mo".to_owned());
    }
    std::fs::read(path).map_err(unreadable)
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
        say(format!("● {name}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// What an import came to: what there was, each with its number.
fn sentence(summary: &ImportSummary, dry_run: bool) -> String {
    let kept = match summary.kept_invoices {
        0 => String::new(),
        1 => "\n▲ 1 facture déjà connue avec un autre reste\u{a0}: celui du guichet est gardé."
            .to_owned(),
        n => format!(
            "\n▲ {n} factures déjà connues avec un autre reste\u{a0}: celui du guichet est gardé."
        ),
    } + &match summary.kept_documents {
        0 => String::new(),
        1 => "\n▲ 1 pièce dont le guichet a décidé\u{a0}: sa décision est gardée.".to_owned(),
        n => format!("\n▲ {n} pièces dont le guichet a décidé\u{a0}: ses décisions sont gardées."),
    } + &match summary.kept_corrections {
        0 => String::new(),
        1 => "\n▲ 1 famille corrigée au guichet\u{a0}: ses corrections sont gardées.".to_owned(),
        n => {
            format!("\n▲ {n} familles corrigées au guichet\u{a0}: leurs corrections sont gardées.")
        }
    };
    if summary.changed_nothing() {
        return format!("● Rien de nouveau\u{a0}: la base contient déjà ce dossier.{kept}");
    }
    let parts: Vec<String> = [
        (summary.new_families, "famille nouvelle", "familles nouvelles"),
        (summary.changed_families, "famille modifiée", "familles modifiées"),
        (summary.same_families, "famille déjà connue", "familles déjà connues"),
        (summary.activities, "activité", "activités"),
        (summary.enrolments, "inscription", "inscriptions"),
        (summary.invoices, "facture", "factures"),
        (summary.bookings, "réservation", "réservations"),
        (summary.accounts, "compte", "comptes"),
        (summary.documents, "pièce", "pièces"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| format!("{number} {}", if number == 1 { one } else { many }))
    .collect();
    let verb = if dry_run { "Contrôle réussi, rien n’a été enregistré" } else { "Importé" };
    format!("● {verb}\u{a0}: {}.{kept}", parts.join(", "))
}
