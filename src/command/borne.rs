//! `guichet borne`: the families' kiosk, on the machine that holds the database.

use std::path::PathBuf;

use super::opening::Opened;
use super::{Options, Outcome, counter, opening};
use crate::demo::kiosk::family_with_code;
use crate::desk::Counter;
use crate::desk::kiosk::Kiosk;
use crate::desk::view::kiosk::KioskHouse;
use crate::domain::text::clean;
use crate::runtime::clock::Clock;
use crate::runtime::kiosk::WitnessedKiosk;
use crate::runtime::printer::Outlet;
use crate::runtime::{self, Behind};

/// The arguments of `guichet borne`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "La borne se ferme par Ctrl+Q sur son premier écran, avec l’identifiant et \
                        le code secret d’un administrateur. L’installation d’un poste en libre \
                        service est décrite dans assets/kiosk/README.md."
)]
pub(super) struct Borne {
    /// Où elle se trouve : le guichet le lit quand une famille demande de l’aide
    #[arg(
        long,
        default_value = "rez-de-jardin",
        hide_default_value = true,
        value_name = "LIEU",
        help = "Où elle se trouve : le guichet le lit quand une famille demande de l’aide [par \
                  défaut : rez-de-jardin]"
    )]
    lieu: String,
}

impl Borne {
    /// Opens the kiosk and stays until an administrator closes it.
    pub(super) fn run(self, options: &Options) -> Outcome {
        let Opened { counter, clock, state, .. } = opening::to_write(options)?;
        std::fs::create_dir_all(&state).ok();
        counter.store.be_patient(counter::PATIENCE)?;
        let kiosk = Kiosk::new(counter, clean(&self.lieu));
        let house = kiosk.house();
        show(kiosk, house, (clock, state), options)
    }
}

/// The kiosk of a throw-away town, with a family's code on its entrance.
pub(super) fn try_out(
    mut counter: Counter,
    clock: Clock,
    state: PathBuf,
    options: &Options,
) -> Outcome {
    let demo_family = family_with_code(&mut counter, clock.now());
    let kiosk = Kiosk::new(counter, "démonstration".to_owned());
    let house = KioskHouse { demo_family, ..kiosk.house() };
    show(kiosk, house, (clock, state), options)
}

fn show(
    kiosk: Kiosk,
    house: KioskHouse,
    (clock, state): (Clock, PathBuf),
    options: &Options,
) -> Outcome {
    let desk = Box::new(WitnessedKiosk::new(kiosk, state.clone(), clock.now()));
    let (printer, wishes) = (Box::new(Outlet::default()), options.wishes());
    counter::finish(runtime::kiosk(Behind { clock, wishes, state, desk, printer }, house))
}
