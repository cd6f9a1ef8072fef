//! The impure shell: terminal, keys, signals, threads, and the one clock.
//!
//! Everything else of the house is plain functions; here they are tied to a real terminal. One
//! channel brings keys, answers and signals in one order; one thread owns the desk, another the
//! printer; nothing runs by itself but the clock's minute.

pub mod clock;
pub mod counter;
pub mod display;
pub mod event_loop;
pub mod input;
pub mod kiosk;
pub mod log;
pub mod painter;
pub mod paste;
pub mod printer;
pub mod reply;
#[cfg(unix)]
pub mod signals;
pub mod station;
pub mod terminal;
pub mod trouble;
pub mod witness;
pub mod worker;

use std::fmt;
use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use crate::desk::refusal::Refusal;
use crate::desk::request::kiosk::KioskRequest;
use crate::desk::request::{Reply, Request};
use crate::desk::view::HouseView;
use crate::desk::view::kiosk::KioskHouse;
use crate::domain::legend::Legend;
use crate::domain::time::Moment;
use crate::profile::portail_legende;
use crate::ui::app::App;
use crate::ui::display::Display;
use crate::ui::front::{Ask, Front};
use crate::ui::kiosk::Kiosk;
use crate::ui::screen::Screen;
use crate::ui::screen::first_run::FirstRun;
use crate::ui::screen::sign_in::SignIn;

use clock::Clock;
use display::Wishes;
use event_loop::Ending;
use log::{Log, Panics};
use worker::{Desk, Printer};

/// What screens are opened with; `Q` is what they ask.
pub struct Behind<Q: Ask = Request> {
    /// The one clock.
    pub clock: Clock,
    /// What was asked of the screen.
    pub wishes: Wishes,
    /// Where the log stands, and what the station remembers.
    pub state: PathBuf,
    /// Who answers.
    pub desk: Box<dyn Desk<Q>>,
    /// Who prints.
    pub printer: Box<dyn Printer>,
}

/// Why a counter stopped that nobody closed.
#[derive(Debug)]
pub enum Stop {
    /// Keys or screen are no terminal.
    NoTerminal,
    /// The terminal can't be used, or it went away.
    Terminal(io::Error),
    /// A fault of the program; the log holds where, under this mark.
    Panic(String),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTerminal => write!(
                f,
                "Le guichet s’ouvre dans un terminal, sans redirection. Pour un script\u{a0}: \
                 guichet --help"
            ),
            Self::Terminal(error) => {
                write!(f, "Le terminal ne répond pas\u{a0}: {}.", trouble::in_french(error))
            }
            Self::Panic(mark) => write!(
                f,
                "Le guichet s’est arrêté (repère {mark}). Rien n’est perdu\u{a0}: relancez et \
                 reconnectez-vous."
            ),
        }
    }
}

impl std::error::Error for Stop {}

/// Opens the counter on the terminal and stays until somebody closes it.
///
/// # Errors
/// If the terminal can't be used, or after a fault of the program; the terminal is restored and
/// wiped before either is returned.
pub fn run(behind: Behind, house: HouseView) -> Result<Ending, Stop> {
    open(behind, house, Screen::SignIn(SignIn::default()))
}

/// Offers the demo or the installation where there is no database yet.
///
/// # Errors
/// As [`run`].
pub fn first_run(clock: Clock, wishes: Wishes, state: PathBuf) -> Result<Ending, Stop> {
    let (desk, printer) = (Box::new(Nobody), Box::new(Nobody));
    let behind = Behind { clock, wishes, state, desk, printer };
    open(behind, HouseView::default(), Screen::FirstRun(FirstRun))
}

/// Opens a kiosk on the terminal and stays until an administrator closes it.
///
/// # Errors
/// As [`run`].
pub fn kiosk(behind: Behind<KioskRequest>, house: KioskHouse) -> Result<Ending, Stop> {
    let legend = legend()?;
    show(behind, |display, now| Kiosk::new(house, display, legend, now))
}

fn open(behind: Behind, house: HouseView, first: Screen) -> Result<Ending, Stop> {
    let legend = legend()?;
    show(behind, |display, now| App::new(house, display, legend, first, now))
}

fn legend() -> Result<Legend, Stop> {
    portail_legende().map_err(|wrong| Stop::Terminal(io::Error::other(wrong)))
}

fn show<F: Front>(
    behind: Behind<F::Ask>,
    screens: impl FnOnce(Display, Moment) -> F,
) -> Result<Ending, Stop> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Stop::NoTerminal);
    }
    let log = Log::new(&behind.state, behind.clock);
    guarded(log, || event_loop::run(behind, screens))
}

/// Runs what has the terminal. A fault of the program ends it with a sentence and a mark; whatever
/// holds the terminal or a worker is dropped on the way, so that nothing stays on the glass and
/// what was begun is kept.
///
/// # Errors
/// If the terminal can't be used, or after a fault of the program.
pub fn guarded<T>(log: Log, run: impl FnOnce() -> io::Result<T>) -> Result<T, Stop> {
    let panics = Panics::watch(log);
    let ended = catch_unwind(AssertUnwindSafe(run));
    ended.map_err(|_| Stop::Panic(panics.last_mark()))?.map_err(Stop::Terminal)
}

/// Neither desk nor printer: the first start asks for nothing.
struct Nobody;

impl Desk for Nobody {
    fn perform(&mut self, _: Moment, _: Request) -> Reply {
        Reply::Refused(Refusal::SignedOut)
    }
}

impl Printer for Nobody {
    fn print(&mut self, _: crate::ui::msg::Paper) -> Result<(), String> {
        Err("Aucune imprimante.".to_owned())
    }
}
