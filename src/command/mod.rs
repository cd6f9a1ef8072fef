//! The command line: one file a command. Reads arguments, asks secrets, calls the desk, prints.
//!
//! No rule stands here, and no SQL: a command is another way through the same door.

mod agent;
mod borne;
mod counter;
mod demo;
mod explain;
mod export;
mod find;
mod french;
mod import;
mod init;
mod journal;
mod opening;
mod profile;
mod secret;
mod verify;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDateTime;
use clap::Subcommand;

use crate::desk::No;
use crate::runtime::display::{Wanted, WantedFont, Wishes};
use crate::runtime::printer::Outlet;
use crate::runtime::trouble;

/// Le guichet famille d’une mairie, dans un terminal.
#[derive(Debug, clap::Parser)]
#[command(name = "guichet", version)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command may be told.
#[derive(Clone, Debug, clap::Args)]
struct Options {
    #[arg(
        long,
        global = true,
        value_name = "CHEMIN",
        env = "GUICHET_DATABASE",
        hide_env = true,
        help = "La base de données, ou GUICHET_DATABASE [par défaut : guichet.db du dossier de \
                données de l’utilisateur]"
    )]
    database: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "DOSSIER",
        env = "GUICHET_STATE",
        hide_env = true,
        help = "Le dossier du journal technique et du fichier témoin, ou GUICHET_STATE"
    )]
    state: Option<PathBuf>,
    /// L’heure de départ, sur une base de démonstration seulement : 2026-11-20T10:42
    #[arg(long, global = true, value_name = "HEURE", value_parser = wall_clock)]
    now: Option<NaiveDateTime>,
    #[arg(
        long,
        global = true,
        value_name = "SORTIE",
        env = "GUICHET_PRINTER",
        hide_env = true,
        help = "L’imprimante du poste, ou GUICHET_PRINTER : none, file:DOSSIER, device:CHEMIN ou \
                tcp:HÔTE:PORT"
    )]
    printer: Option<Outlet>,
    #[arg(
        long,
        global = true,
        value_name = "THÈME",
        env = "GUICHET_THEME",
        hide_env = true,
        help = "Les couleurs de l’écran, ou GUICHET_THEME : auto, sombre, clair, contraste ou mono"
    )]
    theme: Option<Wanted>,
    #[arg(
        long,
        global = true,
        value_name = "POLICE",
        env = "GUICHET_POLICE",
        hide_env = true,
        help = "Les signes que la police de l’écran possède, ou GUICHET_POLICE : complete, console \
                ou noyau"
    )]
    police: Option<WantedFont>,
}

impl Options {
    /// What is asked of the screen.
    const fn wishes(&self) -> Wishes {
        Wishes { theme: self.theme, font: self.police }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Crée la base d’une commune
    Init(init::Init),
    /// Reprend les fichiers CSV du service
    Import(import::Import),
    /// Écrit les données des familles dans un dossier de fichiers CSV
    Export(export::Export),
    /// Ouvre le guichet d’une commune fictive
    Demo(demo::Demo),
    /// Ouvre la borne où les familles se servent elles-mêmes
    Borne(borne::Borne),
    /// Gère les agents
    #[command(subcommand)]
    Agent(agent::Agent),
    /// Lit et vérifie les règles d’une commune
    #[command(subcommand)]
    Profile(profile::Rules),
    /// Cherche des familles
    Find(find::Find),
    /// Dit l’état d’un compte, d’un enfant, d’une facture ou d’un jour, et pourquoi
    Explain(explain::Explain),
    /// Écrit le journal
    Journal(journal::Journal),
    /// Vérifie le journal, les tables et les témoins
    Verify(verify::Verify),
}

/// Why a command ends without having done its work: a sentence for whoever typed it.
#[derive(Debug)]
struct Failure(String);

impl<E: std::error::Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        let any: &(dyn std::error::Error + 'static) = &error;
        match any.downcast_ref::<io::Error>() {
            Some(system) => {
                Self(format!("Le système refuse\u{a0}: {}.", trouble::in_french(system)))
            }
            None => Self(error.to_string()),
        }
    }
}

/// A command's outcome: what the shell sees, or why not.
type Outcome = Result<ExitCode, Failure>;

/// Does what the arguments say.
pub fn run() -> ExitCode {
    let Arguments { options, command } = french::parse();
    let outcome = match command {
        None => counter::open(&options),
        Some(Command::Init(init)) => init.run(&options),
        Some(Command::Import(import)) => import.run(&options),
        Some(Command::Export(export)) => export.run(&options),
        Some(Command::Borne(borne)) => borne.run(&options),
        Some(Command::Demo(demo)) => demo.run(&options),
        Some(Command::Agent(agent)) => agent.run(&options),
        Some(Command::Profile(rules)) => rules.run(&options),
        Some(Command::Find(find)) => find.run(&options),
        Some(Command::Explain(explain)) => explain.run(&options),
        Some(Command::Journal(journal)) => journal.run(&options),
        Some(Command::Verify(verify)) => verify.run(&options),
    };
    outcome.unwrap_or_else(|Failure(sentence)| {
        eprintln!("{sentence}");
        ExitCode::from(2)
    })
}

/// Prints a line. A reader that closes early is no error.
fn say(line: impl AsRef<str>) {
    writeln!(io::stdout(), "{}", line.as_ref()).ok();
}

/// A sentence that stops a command.
fn failure(sentence: impl Into<String>) -> Failure {
    Failure(sentence.into())
}

/// What the desk says no to, as a command's failure.
fn refused(no: &No) -> Failure {
    Failure(no.to_string())
}

fn wall_clock(text: &str) -> Result<NaiveDateTime, String> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .ok_or_else(|| "attendu\u{a0}: une heure comme 2026-11-20T10:42".to_owned())
}
