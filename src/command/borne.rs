//! `guichet borne`: the families' kiosk, on the machine that holds the database.

use super::{Options, Outcome, counter, opening};
use crate::desk::kiosk::Kiosk;
use crate::domain::text::clean;
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
        let opened = opening::to_write(options)?;
        let (state, clock) = (opened.state, opened.clock);
        std::fs::create_dir_all(&state).ok();
        opened.counter.store.be_patient(counter::PATIENCE)?;
        let kiosk = Kiosk::new(opened.counter, clean(&self.lieu));
        let house = kiosk.house(clock.now());
        let desk = Box::new(WitnessedKiosk::new(kiosk, state.clone(), clock.now()));
        let (printer, wishes) = (Box::new(Outlet::default()), options.wishes());
        counter::finish(runtime::kiosk(Behind { clock, wishes, state, desk, printer }, house))
    }
}
