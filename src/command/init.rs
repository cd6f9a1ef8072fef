//! `guichet init`: the database of a town.

use std::path::Path;
use std::process::ExitCode;

use super::french::something;
use super::secret::Secrets;
use super::{Failure, Options, Outcome, failure, refused, say};
use crate::desk::agents::NewAgent;
use crate::desk::founding::{Founding, found};
use crate::domain::people::Role;
use crate::domain::text::fold;
use crate::profile::Profile;
use crate::runtime::{trouble, witness};
use crate::store::local::Standpoint;
use crate::store::{Store, StoreError};

/// The arguments of `guichet init`.
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// Les règles de la commune : un profil livré (evreux) ou un fichier .toml
    #[arg(long, value_name = "NOM")]
    profile: String,
    /// Le nom de la commune
    #[arg(long, value_name = "NOM", value_parser = something)]
    commune: String,
    /// Le nom de l’annexe, s’il y en a une
    #[arg(long, value_name = "NOM", default_value = "", hide_default_value = true)]
    annex: String,
    /// Le poste, début des numéros de quittance : A2
    #[arg(long, value_name = "POSTE")]
    station: String,
    /// Un agent et son rôle, avec le nom à afficher s’il en a un : adm:administrateur:Moreau Alix
    #[arg(long = "agent", value_name = "ID:RÔLE[:NOM]", required = true, value_parser = person)]
    agents: Vec<Person>,
    /// Lire les codes secrets sur l’entrée standard, une ligne par agent
    #[arg(long)]
    secret_stdin: bool,
}

/// Somebody who is to work at the counter, without a secret yet.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// Short id.
    pub code: String,
    /// What they may do.
    pub role: Role,
    /// May be empty.
    pub name: String,
}

/// Reads `sle:agent` or `sle:agent:Leroy Sophie`.
pub(super) fn person(text: &str) -> Result<Person, String> {
    let mut parts = text.splitn(3, ':');
    let (code, role) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let role = Role::from_code(&fold(role)).ok_or_else(|| {
        let roles: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
        let roles = roles.join(", ");
        format!("rôle inconnu\u{a0}; attendu\u{a0}: identifiant:rôle, avec un rôle parmi {roles}")
    })?;
    let name = parts.next().unwrap_or_default().to_owned();
    Ok(Person { code: code.to_owned(), role, name })
}

impl Init {
    /// Creates the database, or leaves nothing behind.
    pub(super) fn run(self, options: &Options) -> Outcome {
        let path = options.database()?;
        if path.exists() {
            return Err(StoreError::Exists(path.display().to_string()).into());
        }
        let profile = profile(&self.profile)?;
        let zone = Profile::parse(&profile.1)?.time_zone;
        let now = options.clock(zone, false)?.now();
        let founding = Founding {
            agents: agents(self.agents, Secrets::from_flag(self.secret_stdin))?,
            commune: self.commune,
            annex: self.annex,
            station: self.station,
            profile,
            demo: false,
            here: Standpoint { machine: witness::machine(), file: String::new() },
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let counter = found(Store::create(&path)?, now, &founding).map_err(|no| {
            remove(&path);
            refused(&no)
        })?;
        counter.store.stand_at(&witness::file(&path))?;
        if let Err(error) = witness::write(&counter.store, &options.state()?) {
            let why = trouble::in_french(&error);
            eprintln!("▲ Fichier témoin impossible à écrire ({why}).");
        }
        say(format!("● {} créée, poste {}.", path.display(), counter.house.station));
        say(format!("  Suite\u{a0}: guichet import DOSSIER --as {}", administrator(&founding)));
        Ok(ExitCode::SUCCESS)
    }
}

fn agents(people: Vec<Person>, secrets: Secrets) -> Result<Vec<NewAgent>, Failure> {
    let mut agents = Vec::new();
    for Person { code, role, name } in people {
        let secret = secrets.new_of(&code)?;
        let agent = NewAgent { code, name, role, secret };
        agent.checked_code(false)?;
        agents.push(agent);
    }
    Ok(agents)
}

/// Nothing stays of a database that could not be founded.
fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        std::fs::remove_file(file).ok();
    }
}

fn administrator(founding: &Founding) -> &str {
    let of_role = founding.agents.iter().find(|agent| agent.role == Role::Administrator);
    of_role.map_or("adm", |agent| agent.code.as_str())
}

/// A profile that ships with Guichet, or a file.
fn profile(name: &str) -> Result<(String, String), Failure> {
    if let Some(text) = Profile::builtin_text(name) {
        return Ok((name.to_owned(), text.to_owned()));
    }
    let path = Path::new(name);
    if path.extension().is_some_and(|extension| extension == "toml") {
        let text = std::fs::read_to_string(path).map_err(|error| {
            failure(format!("Profil {name} illisible\u{a0}: {}.", trouble::in_french(&error)))
        })?;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        return Ok((stem.unwrap_or_default(), text));
    }
    Err(unknown_profile(name))
}

/// The profiles that there are.
pub(super) fn unknown_profile(name: &str) -> Failure {
    let known = Profile::builtin_names().join(", ");
    failure(format!(
        "Profil «\u{a0}{name}\u{a0}» inconnu\u{a0}; attendu\u{a0}: {known}, ou un fichier .toml."
    ))
}
