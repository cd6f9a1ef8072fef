//! `guichet` without a command: opens the counter, or offers the demo where there is no database.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use super::demo::Demo;
use super::{Failure, Options, Outcome, opening};
use crate::demo::stage::AGENTS;
use crate::desk::Counter;
use crate::desk::view::HouseView;
use crate::runtime::clock::Clock;
use crate::runtime::counter::Witnessed;
use crate::runtime::display::Wishes;
use crate::runtime::event_loop::Ending;
use crate::runtime::printer::Outlet;
use crate::runtime::{self, Stop};

/// What the screens are told beside the database.
pub(super) struct Extras {
    printer: Outlet,
    wishes: Wishes,
    banner: Option<String>,
}

impl Extras {
    /// The station's printer and screen, and what is wrong but stops nobody.
    pub(super) fn of(options: &Options, banner: Option<String>) -> Self {
        let printer = options.printer.clone().unwrap_or_default();
        Self { printer, wishes: options.wishes(), banner }
    }
}

/// Opens the counter of the database, or the first screen where there is none.
pub(super) fn open(options: &Options) -> Outcome {
    if options.database.is_none() && !options.database()?.exists() {
        return first_run(options);
    }
    let opened = opening::to_write(options)?;
    let extras = Extras::of(options, opened.banner);
    run(opened.counter, opened.clock, opened.state, extras)
}

fn first_run(options: &Options) -> Outcome {
    let clock = Clock::system(chrono_tz::Europe::Paris);
    match runtime::first_run(clock, options.wishes(), options.state()?) {
        Ok(Ending::Demo) => Demo::default().run(options),
        ended => finish(ended),
    }
}

/// Runs the counter until somebody closes it.
pub(super) fn run(counter: Counter, clock: Clock, state: PathBuf, extras: Extras) -> Outcome {
    std::fs::create_dir_all(&state).ok();
    counter.store.be_patient(PATIENCE)?;
    let house = house(&counter, &extras)?;
    let desk = Box::new(Witnessed::new(counter, state.clone(), clock.now()));
    let (printer, wishes) = (Box::new(extras.printer), extras.wishes);
    finish(runtime::run(runtime::Behind { clock, wishes, state, desk, printer }, house))
}

fn house(counter: &Counter, extras: &Extras) -> Result<HouseView, Failure> {
    let house = &counter.house;
    let annex = if house.annex.is_empty() { &house.commune } else { &house.annex };
    let demo_agents = AGENTS.iter().filter(|_| house.demo);
    Ok(HouseView {
        commune: house.commune.clone(),
        annex: annex.clone(),
        station: house.station.clone(),
        demo: house.demo,
        printer: extras.printer.prints(),
        families: counter.store.read().families()?,
        tries: counter.profile.access.tries,
        read_only_portal: counter.profile.access.portal.read_only,
        demo_agents: demo_agents
            .map(|(code, name, _)| ((*code).to_owned(), (*name).to_owned()))
            .collect(),
        banner: extras.banner.clone(),
    })
}

/// How long one try waits for another program that holds the file; the desk tries again.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// The number of the signal that says a terminal went away.
const HANGUP: i32 = 1;

/// A counter that a signal closed, or the loss of its terminal, ends as the shell expects of one.
pub(super) fn finish(ended: Result<Ending, Stop>) -> Outcome {
    let signal = match ended? {
        Ending::Quit | Ending::Demo => return Ok(ExitCode::SUCCESS),
        Ending::Signal(number) => number,
        Ending::Hangup => HANGUP,
    };
    Ok(ExitCode::from(128 + u8::try_from(signal).unwrap_or(0)))
}
