//! Opening the database a command works on, with its clock, its witness and its seat.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::{Failure, Options, failure, refused};
use crate::desk::founding::Incarnation;
use crate::desk::request::{Reply, Request};
use crate::desk::{Counter, perform};
use crate::domain::secret::Secret;
use crate::domain::time::{Moment, clock, numeric_day};
use crate::runtime::clock::Clock;
use crate::runtime::witness::{self, Standing};
use crate::runtime::{counter, trouble};
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

/// Opens the database to write. An old copy, one from another machine or from another place gets a
/// souche of its own first, so that no receipt number is used twice.
pub(super) fn to_write(options: &Options) -> Result<Opened, Failure> {
    let mut opened = open(options, Mode::ReadWrite)?;
    let now = opened.clock.now();
    let Opened { counter, state, banner, .. } = &mut opened;
    let lock = witness::hold(state);
    let standing = witness::standing(&counter.store, state)?;
    let (late, witnessed) =
        (late(&counter.store, now)?, witnessed(&counter.store, state, standing));
    let renewed = renew(&mut counter.store, state, now, standing)?;
    drop(lock);
    *banner = renewed.or(late).or(witnessed).or(banner.take());
    Ok(opened)
}

/// Goes on in the souche of the file, or in a new one, and says why.
fn renew(
    store: &mut Store,
    state: &Path,
    now: Moment,
    standing: Standing,
) -> Result<Option<String>, Failure> {
    let reason = match standing {
        Standing::Current | Standing::Missing => {
            store.stand_at(&witness::file(store.path())).ok(); // told at the first gesture
            return Ok(None);
        }
        Standing::Restored => "restaurée, plus ancienne que ce poste",
        Standing::Cloned => "venue d’un autre ordinateur",
        Standing::Copied => "copiée d’un autre fichier",
    };
    let why =
        if standing == Standing::Restored { Incarnation::Restored } else { Incarnation::Copied };
    counter::renew(store, state, now, why).map_err(|no| refused(&no))?;
    let souche = store.read().current_souche()?;
    let series = souche.map(|souche| souche.series).unwrap_or_default();
    Ok(Some(format!("Base {reason}\u{a0}: quittances en série {series}.")))
}

/// What there is to say of the witness: it is missing, or can't be written.
fn witnessed(store: &Store, state: &Path, standing: Standing) -> Option<String> {
    if standing != Standing::Missing {
        return None;
    }
    Some(match witness::write(store, state) {
        Ok(()) => {
            "Fichier témoin absent, recréé. Base restaurée\u{a0}? Prévenez le régisseur.".to_owned()
        }
        Err(error) => format!(
            "Témoin non écrit ({})\u{a0}: une base restaurée ne serait pas reconnue.",
            trouble::in_french(&error)
        ),
    })
}

/// Milliseconds that the clock may lag behind the journal and nobody speaks of it: two minutes.
const LATE_MS: i64 = 120_000;

/// The clock stands before the last entry: it was set back, or ran ahead before.
fn late(store: &Store, now: Moment) -> Result<Option<String>, Failure> {
    let last = store.read().last_moment()?.filter(|last| last.at.saturating_sub(now.at) > LATE_MS);
    Ok(last.map(|last| {
        let (day, time) = (numeric_day(last.today()), clock(last.local()));
        format!("Horloge en retard sur la dernière écriture ({day}, {time})\u{a0}: vérifiez-la.")
    }))
}

fn open(options: &Options, mode: Mode) -> Result<Opened, Failure> {
    let store = Store::open(&options.database()?, mode)?;
    let counter = Counter::new(store).map_err(|no| refused(&no))?;
    let clock = options.clock(counter.profile.time_zone, counter.house.demo)?;
    let banner = counter.profile.calendar.school.warning(clock.now().today());
    Ok(Opened { counter, clock, state: options.state()?, banner })
}

impl Opened {
    /// Sits somebody down, or says why not; what is wrong with the file is said before.
    pub(super) fn sign_in(&mut self, code: &str, secret: Secret) -> Result<(), Failure> {
        if let Some(banner) = self.banner.take() {
            eprintln!("▲ {banner}");
        }
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
