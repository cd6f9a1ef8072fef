//! Opening the database a command works on, with its clock, its witness and its seat.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::{Failure, Options, failure, refused};
use crate::desk::founding::open_next_souche;
use crate::desk::request::{Reply, Request};
use crate::desk::{Counter, perform};
use crate::domain::secret::Secret;
use crate::runtime::clock::Clock;
use crate::runtime::trouble;
use crate::runtime::witness::{self, Standing};
use crate::store::Store;
use crate::store::open::Mode;

impl Options {
    /// The database's path.
    pub(super) fn database(&self) -> Result<PathBuf, Failure> {
        match &self.database {
            Some(path) => Ok(path.clone()),
            None => Ok(directories()?.data_dir().join("guichet.db")),
        }
    }

    /// The state directory.
    pub(super) fn state(&self) -> Result<PathBuf, Failure> {
        if let Some(path) = &self.state {
            return Ok(path.clone());
        }
        let directories = directories()?;
        Ok(directories.state_dir().unwrap_or(directories.data_local_dir()).to_owned())
    }

    /// The clock in a time zone: the computer's, or the told one of a demo.
    pub(super) fn clock(&self, zone: chrono_tz::Tz, demo: bool) -> Result<Clock, Failure> {
        match self.now {
            None => Ok(Clock::system(zone)),
            Some(told) if demo => Ok(Clock::starting_at(told, zone)),
            Some(_) => Err(failure(
                "--now n’est possible que sur une base de démonstration. Rien n’a été fait.",
            )),
        }
    }
}

fn directories() -> Result<ProjectDirs, Failure> {
    ProjectDirs::from("fr", "", "guichet").ok_or_else(|| {
        failure("Dossier de l’utilisateur introuvable\u{a0}: précisez --database et --state.")
    })
}

/// A counter nobody sits at yet, its clock, and what is wrong but stops nobody.
pub(super) struct Opened {
    /// The counter.
    pub counter: Counter,
    /// Its clock.
    pub clock: Clock,
    /// The state directory.
    pub state: PathBuf,
    /// What is wrong but stops nobody, in French.
    pub banner: Option<String>,
}

/// Opens the database to read only: not one byte is written.
pub(super) fn to_read(options: &Options) -> Result<Opened, Failure> {
    open(options, Mode::ReadOnly)
}

/// Opens the database to write. An old copy, or one from another machine, gets a souche of its own
/// first, so that no receipt number is used twice.
pub(super) fn to_write(options: &Options) -> Result<Opened, Failure> {
    let mut opened = open(options, Mode::ReadWrite)?;
    let reason = match witness::standing(&opened.counter.store, &opened.state)? {
        Standing::Current => return Ok(opened),
        Standing::Missing => {
            let trouble = first_witness(&opened.counter.store, &opened.state);
            opened.banner = trouble.or(opened.banner);
            return Ok(opened);
        }
        Standing::Restored => "est une copie plus ancienne",
        Standing::Cloned => "vient d’un autre ordinateur",
    };
    let now = opened.clock.now();
    open_next_souche(&mut opened.counter.store, now, &witness::machine())
        .map_err(|no| refused(&no))?;
    let souche = opened.counter.store.read().current_souche()?;
    let series = souche.map(|souche| souche.series).unwrap_or_default();
    opened.banner = Some(format!(
        "Cette base {reason}\u{a0}: les quittances continuent dans la série {series}."
    ));
    Ok(opened)
}

/// Writes the first witness, or says why there is none.
fn first_witness(store: &Store, state: &Path) -> Option<String> {
    let error = witness::write(store, state).err()?;
    Some(format!(
        "Fichier témoin impossible à écrire ({})\u{a0}: une copie restaurée ne serait pas \
         reconnue.",
        trouble::in_french(&error)
    ))
}

fn open(options: &Options, mode: Mode) -> Result<Opened, Failure> {
    let store = Store::open(&options.database()?, mode)?;
    let counter = Counter::new(store).map_err(|no| refused(&no))?;
    let clock = options.clock(counter.profile.time_zone, counter.house.demo)?;
    let banner = counter.profile.calendar.school.warning(clock.now().today());
    Ok(Opened { counter, clock, state: options.state()?, banner })
}

impl Opened {
    /// Sits somebody down, or says why not.
    pub(super) fn sign_in(&mut self, code: &str, secret: Secret) -> Result<(), Failure> {
        let request = Request::SignIn { code: code.to_owned(), secret };
        match perform(&mut self.counter, self.clock.now(), request) {
            Reply::SignedIn(_) => Ok(()),
            Reply::Refused(refusal) => Err(refusal.into()),
            Reply::Failed(fault) => Err(fault.into()),
            _ => Err(failure("Connexion impossible.")),
        }
    }

    /// Keeps the witness up to date before the command ends.
    pub(super) fn close(self) {
        witness::write(&self.counter.store, &self.state).ok();
    }
}
