//! `guichet demo`: the counter of a throw-away fictitious town.

use std::path::PathBuf;
use std::process::ExitCode;

use super::french::whole;
use super::{Failure, Options, Outcome, borne, counter, init, refused, say};
use crate::demo::DemoSettings;
use crate::demo::stage::stage;
use crate::desk::Counter;
use crate::profile::Profile;
use crate::runtime::clock::Clock;
use crate::runtime::witness;
use crate::store::Store;
use crate::store::open::Mode;

/// The arguments of `guichet demo`.
#[derive(Debug, clap::Args)]
pub(super) struct Demo {
    /// Combien de familles [par défaut : 2314]
    #[arg(long, default_value_t = 2_314, hide_default_value = true, value_name = "N",
          value_parser = whole::<u32>(1, 1_000_000))]
    families: u32,
    /// Quelle foule : la même graine donne les mêmes familles [par défaut : 1]
    #[arg(long, default_value_t = 1, hide_default_value = true, value_name = "N",
          value_parser = whole::<u64>(0, u64::MAX))]
    seed: u64,
    /// Les règles de la commune [par défaut : evreux]
    #[arg(long, default_value = "evreux", hide_default_value = true, value_name = "NOM")]
    profile: String,
    /// Écrire cette base et finir, sans ouvrir le guichet
    #[arg(long, value_name = "CHEMIN")]
    create: Option<PathBuf>,
    /// Ouvrir la borne des familles à la place du guichet
    #[arg(long, conflicts_with = "create")]
    borne: bool,
}

impl Default for Demo {
    fn default() -> Self {
        Self { families: 2_314, seed: 1, profile: "evreux".to_owned(), create: None, borne: false }
    }
}

impl Demo {
    /// Makes the town, then opens its counter or writes its file.
    pub(super) fn run(self, options: &Options) -> Outcome {
        if self.create.is_none() {
            eprintln!("Préparation de la commune fictive…");
        }
        let (staged, clock) = self.stage(options)?;
        if let Some(path) = &self.create {
            staged.store.save(path)?;
            let store = Store::open(path, Mode::ReadOnly)?;
            witness::write(&store, &options.state()?).ok();
            let (path, local) = (path.display(), clock.now().local().format("%Y-%m-%dT%H:%M"));
            say(format!("● {path} créée. Pour l’ouvrir\u{a0}:"));
            say(format!("  guichet --database {path} --now {local}"));
            return Ok(ExitCode::SUCCESS);
        }
        let folder = tempfile::Builder::new().prefix("guichet-demo-").tempdir()?;
        let path = folder.path().join("demo.db");
        staged.store.save(&path)?;
        drop(staged);
        let store = Store::open(&path, Mode::ReadWrite)?;
        let counter = Counter::new(store).map_err(|no| refused(&no))?;
        if self.borne {
            return borne::try_out(counter, clock, folder.path().to_owned(), options);
        }
        let warning = counter.profile.calendar.school.warning(clock.now().today());
        let extras = counter::Extras::of(options, warning);
        counter::run(counter, clock, folder.path().to_owned(), extras)
    }

    fn stage(&self, options: &Options) -> Result<(Counter, Clock), Failure> {
        let text = Profile::builtin_text(&self.profile)
            .ok_or_else(|| init::unknown_profile(&self.profile))?;
        let clock = options.clock(Profile::parse(text)?.time_zone, true)?;
        let now = clock.now();
        let settings =
            DemoSettings { families: self.families, seed: self.seed, today: now.today() };
        let staged = stage(&settings, &self.profile, now, &witness::machine());
        Ok((staged.map_err(|no| refused(&no))?, clock))
    }
}
