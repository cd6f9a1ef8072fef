//! `guichet profile`: a commune's rules in plain French, and what there is to say of them.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Options, Outcome, failure, init, opening, say};
use crate::profile::Profile;
use crate::runtime::clock::Clock;
use crate::runtime::trouble;

/// The arguments of `guichet profile`.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Rules {
    /// Nomme les profils livrés
    List,
    /// Lit les règles d’une commune en français
    Show {
        /// Un profil livré ; sans nom, celui de la base
        #[arg(value_name = "NOM")]
        name: Option<String>,
    },
    /// Vérifie un fichier de règles et dit ce que la CNIL ou la loi en diraient
    Check {
        /// Le fichier TOML, ou le nom d’un profil livré
        #[arg(value_name = "FICHIER")]
        file: PathBuf,
    },
}

impl Rules {
    /// Prints what was asked for.
    pub(super) fn run(self, options: &Options) -> Outcome {
        match self {
            Self::List => list(),
            Self::Show { name: Some(name) } => {
                let text =
                    Profile::builtin_text(&name).ok_or_else(|| init::unknown_profile(&name))?;
                show(&Profile::parse(text)?);
                Ok(ExitCode::SUCCESS)
            }
            Self::Show { name: None } => {
                show(&opening::to_read(options)?.counter.profile);
                Ok(ExitCode::SUCCESS)
            }
            Self::Check { file } => check(&file),
        }
    }
}

fn list() -> Outcome {
    for name in Profile::builtin_names() {
        if let Some(text) = Profile::builtin_text(name) {
            say(format!("{name:<18}  {}", Profile::parse(text)?.town));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn show(profile: &Profile) {
    say(format!("{} ({})", profile.town, profile.name));
    for chapter in profile.told() {
        say(format!("\n{}", chapter.title));
        chapter.sentences.iter().for_each(|sentence| say(format!("  {sentence}")));
    }
}

/// Mistakes end it with 1; remarks alone don't.
fn check(file: &PathBuf) -> Outcome {
    let shown = file.display();
    let builtin = file.to_str().and_then(Profile::builtin_text).map(str::to_owned);
    let text = match builtin {
        Some(text) => text,
        None => std::fs::read_to_string(file).map_err(|error| {
            let why = trouble::in_french(&error);
            failure(format!("{shown} n’a pas été lu\u{a0}: {why}."))
        })?,
    };
    let profile = match Profile::parse(&text) {
        Ok(profile) => profile,
        Err(mistakes) => {
            say(format!("× {shown} ne peut pas servir\u{a0}:\n{mistakes}"));
            return Ok(ExitCode::FAILURE);
        }
    };
    say(format!("● {shown}\u{a0}: règles lues, sans erreur."));
    for remark in profile.remarks(Clock::system(profile.time_zone).now().today()) {
        say(format!("▲ {} ({})", remark.sentence, remark.source));
    }
    Ok(ExitCode::SUCCESS)
}
