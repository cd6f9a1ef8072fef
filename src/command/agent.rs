//! `guichet agent`: who may work at the counter.

use std::process::ExitCode;

use super::init::{Person, person};
use super::secret::Secrets;
use super::{Options, Outcome, opening, refused, say};
use crate::desk::agents::{self, NewAgent};

/// The acts on agents.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Agent {
    /// Enregistre un agent
    Add {
        /// L’agent et son rôle : mdi:agent, ou mdi:agent:Diallo Mamadou
        #[arg(value_parser = person, value_name = "ID:RÔLE[:NOM]")]
        person: Person,
        #[command(flatten)]
        by: By,
    },
    /// Ferme le guichet à un agent
    Disable {
        /// Son identifiant
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// Remplace le code secret d’un agent
    Reset {
        /// Son identifiant
        id: String,
        #[command(flatten)]
        by: By,
    },
}

/// Who acts.
#[derive(Debug, clap::Args)]
pub(super) struct By {
    /// L’identifiant de l’administrateur qui agit
    #[arg(long = "as", value_name = "ID")]
    agent: String,
    /// Lire les codes secrets sur l’entrée standard, une ligne par code
    #[arg(long)]
    secret_stdin: bool,
}

impl Agent {
    /// Acts as somebody.
    pub(super) fn run(self, options: &Options) -> Outcome {
        let mut opened = opening::to_write(options)?;
        let by = match &self {
            Self::Add { by, .. } | Self::Disable { by, .. } | Self::Reset { by, .. } => by,
        };
        let secrets = Secrets::from_flag(by.secret_stdin);
        opened.sign_in(&by.agent, secrets.of(&by.agent)?)?;
        let now = opened.clock.now();
        let counter = &mut opened.counter;
        let done = match self {
            Self::Add { person: Person { code, role, name }, .. } => {
                let secret = secrets.new_of(&code)?;
                let new = NewAgent { code, name, role, secret };
                agents::add(counter, now, &new).map(|()| format!("Agent {} enregistré.", new.code))
            }
            Self::Disable { id, .. } => {
                agents::disable(counter, now, &id).map(|()| format!("Agent {id} désactivé."))
            }
            Self::Reset { id, .. } => {
                let secret = secrets.new_of(&id)?;
                let reset = agents::reset(counter, now, &id, &secret);
                reset.map(|()| format!("Code secret de {id} remplacé."))
            }
        };
        say(format!("● {}", done.map_err(|no| refused(&no))?));
        opened.close();
        Ok(ExitCode::SUCCESS)
    }
}
