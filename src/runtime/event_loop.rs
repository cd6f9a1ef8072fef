//! The loop: what came in, in its order; then one frame.
//!
//! It sleeps until a key, an answer, a signal or the instant that the screens named. An idle screen
//! writes nothing.

use std::convert::Infallible;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::desk::request::{Reply, Request};
use crate::domain::legend::Rgb;
use crate::domain::time::Moment;
use crate::ui::display::Display;
use crate::ui::front::{Answer, Ask, Front};
use crate::ui::msg::{Effect, Msg, Paper, Ticket};
use crate::ui::theme::Look;

use super::clock::Clock;
use super::display::{Surroundings, WantedFont};
use super::log::Log;
use super::station;
use super::terminal::Terminal;
use super::worker::{GivenUp, Job, Worker, broken, print_all, serve};
use super::{Behind, input};

/// What comes through the one channel.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<R = Reply> {
    /// For the screens.
    Msg(Msg<R>),
    /// For the loop.
    Signal(Signal),
    /// The terminal's answer about its ground.
    Ground(Rgb),
    /// The window has the keyboard again, or has it no more.
    Focus(bool),
    /// The keyboard is gone.
    InputLost,
}

impl Event<Infallible> {
    /// What comes whatever the desk answers.
    pub fn anywhere<R>(self) -> Event<R> {
        match self {
            Self::Msg(msg) => Event::Msg(msg.anywhere()),
            Self::Signal(signal) => Event::Signal(signal),
            Self::Ground(ground) => Event::Ground(ground),
            Self::Focus(back) => Event::Focus(back),
            Self::InputLost => Event::InputLost,
        }
    }
}

/// The numbers of SIGINT and SIGQUIT, the same on every system that has them.
const INTERRUPT: i32 = 2;
const QUIT: i32 = 3;

/// What the system tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// To end, by the signal of this number.
    End(i32),
    /// To stop for a while.
    Stop,
    /// To go on.
    GoOn,
}

impl Signal {
    /// Whether a keyboard can give it: to stop, to interrupt, to end with a picture of the memory.
    const fn is_of_a_keyboard(self) -> bool {
        matches!(self, Self::Stop | Self::End(INTERRUPT | QUIT))
    }
}

/// How a counter was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By its agent.
    Quit,
    /// The demo was asked for.
    Demo,
    /// By a signal of this number.
    Signal(i32),
    /// Its terminal went away.
    Hangup,
}

/// Milliseconds after which a window that comes back is painted whole.
const AWAY_MS: i64 = 30_000;

/// Milliseconds that a terminal has to tell its ground.
const ANSWER_MS: i64 = 100;

/// The ground that the terminal told, if it did, and what else came meanwhile.
type Grounded<Q> = (Option<Rgb>, Vec<Event<<Q as Ask>::Answer>>);

/// What the loop works with.
struct Shell<Q = Request> {
    terminal: Terminal,
    clock: Clock,
    state: PathBuf,
    /// When the window lost the keyboard, while it has not got it back.
    left: Option<Moment>,
    log: Log,
    desk: Worker<Job<Q>>,
    given_up: GivenUp,
    printer: Worker<(Ticket, Paper)>,
}

/// Takes the terminal over and stays until the screens are closed, which are made for the display
/// that was found.
///
/// # Errors
/// If there is no terminal, or no thread.
pub fn run<F: Front>(
    behind: Behind<F::Ask>,
    screens: impl FnOnce(Display, Moment) -> F,
) -> io::Result<Ending> {
    let (events, inbox) = channel();
    let Behind { clock, wishes, state, mut desk, mut printer } = behind;
    let mut surroundings = Surroundings::read();
    if let Some(WantedFont(font)) = wishes.font {
        surroundings.font = font;
    }
    let (answers, printed) = (events.clone(), events.clone());
    let given_up = GivenUp::default();
    let heard = Arc::clone(&given_up);
    let mut shell = Shell {
        desk: Worker::start("desk", move |jobs| serve(&mut *desk, &jobs, &answers, &heard))?,
        printer: Worker::start("printer", move |jobs| {
            print_all(&mut *printer, &jobs, &printed);
        })?,
        terminal: Terminal::try_enter(&surroundings)?,
        given_up,
        log: Log::new(&state, clock),
        clock,
        state,
        left: None,
    };
    #[cfg(unix)]
    super::signals::start(events.clone())?;
    input::start(events, surroundings.console || cfg!(windows))?;
    let habits = station::read(&shell.state);
    let (skin, early) = if let Some(skin) = surroundings.decided(wishes.theme, habits.skin) {
        (skin, Vec::new())
    } else {
        let (ground, early) = shell.ask_ground(&inbox)?;
        (surroundings.suited(ground), early)
    };
    let display = Display::new(Look { skin, depth: surroundings.depth }, habits);
    let mut front = screens(display, clock.now());
    let (columns, rows) = shell.terminal.size()?;
    let first = Event::Msg(Msg::Resized(columns, rows));
    Ok(shell.turn_until_closed(&mut front, &inbox, [vec![first], early].concat()))
}

impl<Q: Ask> Shell<Q> {
    /// Asks the terminal for the colour of its ground and waits a moment for it. What else comes
    /// meanwhile is given back in its order.
    fn ask_ground(&mut self, inbox: &Receiver<Event<Q::Answer>>) -> io::Result<Grounded<Q>> {
        self.terminal.ask_ground()?;
        let until = self.clock.now().later(ANSWER_MS);
        let mut early = Vec::new();
        loop {
            let left = until.at.saturating_sub(self.clock.now().at);
            let Ok(left @ 1..) = u64::try_from(left) else { return Ok((None, early)) };
            match inbox.recv_timeout(Duration::from_millis(left)) {
                Ok(Event::Ground(ground)) => return Ok((Some(ground), early)),
                Ok(event) => early.push(event),
                Err(_) => return Ok((None, early)),
            }
        }
    }

    fn turn_until_closed<F: Front<Ask = Q>>(
        &mut self,
        front: &mut F,
        inbox: &Receiver<Event<Q::Answer>>,
        early: Vec<Event<Q::Answer>>,
    ) -> Ending {
        for event in early {
            if let ControlFlow::Break(ending) = self.take(front, event) {
                return ending;
            }
        }
        loop {
            if self.terminal.paint(front).is_err() {
                return Ending::Hangup;
            }
            let first = match inbox.recv_timeout(self.until(front)) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ending::Hangup,
            };
            let mut turn = self.tell(front, Msg::Clock(self.clock.now()));
            for event in first.into_iter().chain(inbox.try_iter()) {
                if turn.is_continue() {
                    turn = self.take(front, event);
                }
            }
            if let ControlFlow::Break(ending) = turn {
                return ending;
            }
        }
    }

    /// How long nothing needs to happen by itself.
    fn until(&self, front: &impl Front) -> Duration {
        let milliseconds = front.wake().at.saturating_sub(self.clock.now().at).max(1);
        Duration::from_millis(u64::try_from(milliseconds).unwrap_or(1))
    }

    fn take<F: Front<Ask = Q>>(
        &mut self,
        front: &mut F,
        event: Event<Q::Answer>,
    ) -> ControlFlow<Ending> {
        match event {
            Event::Msg(msg) => self.tell(front, msg),
            Event::Signal(signal) if F::PUBLIC && signal.is_of_a_keyboard() => {
                ControlFlow::Continue(())
            }
            Event::Signal(Signal::End(number)) => ControlFlow::Break(Ending::Signal(number)),
            Event::Signal(Signal::Stop) => {
                self.terminal.leave();
                #[cfg(unix)]
                super::signals::stop();
                self.come_back(front)
            }
            Event::Signal(Signal::GoOn) => self.come_back(front),
            Event::Focus(back) => {
                self.look_up(back);
                ControlFlow::Continue(())
            }
            // Too late to change what somebody reads already.
            Event::Ground(_) => ControlFlow::Continue(()),
            Event::InputLost => ControlFlow::Break(Ending::Hangup),
        }
    }

    /// A window that was left for long may have been painted over: it is painted whole.
    fn look_up(&mut self, back: bool) {
        let now = self.clock.now();
        let left = std::mem::replace(&mut self.left, (!back).then_some(now));
        if back && left.is_some_and(|left| now.at.saturating_sub(left.at) > AWAY_MS) {
            self.terminal.forget();
        }
    }

    /// After a suspension: the whole screen is painted, and whoever sits there must sign in.
    fn come_back(&mut self, front: &mut impl Front<Ask = Q>) -> ControlFlow<Ending> {
        let size = self.terminal.enter().and_then(|()| self.terminal.size());
        let Ok((columns, rows)) = size else {
            return ControlFlow::Break(Ending::Hangup);
        };
        self.tell(front, Msg::Resized(columns, rows))?;
        self.tell(front, Msg::Lock)
    }

    /// Hands a message to the screens and does what they want done.
    fn tell(
        &mut self,
        front: &mut impl Front<Ask = Q>,
        msg: Msg<Q::Answer>,
    ) -> ControlFlow<Ending> {
        match &msg {
            Msg::Resized(columns, rows) => self.terminal.resize(*columns, *rows),
            Msg::Reply(_, reply) => {
                if let Some(fault) = reply.fault() {
                    self.log.line(&fault.detail);
                }
            }
            _ => {}
        }
        for effect in front.update(msg) {
            self.carry_out(front, effect)?;
        }
        ControlFlow::Continue(())
    }

    fn carry_out(
        &mut self,
        front: &mut impl Front<Ask = Q>,
        effect: Effect<Q>,
    ) -> ControlFlow<Ending> {
        match effect {
            Effect::Ask(ticket, request) => {
                if request.wipes() {
                    self.terminal.forget();
                }
                let now = self.clock.now();
                if self.desk.send(Job { ticket, now, request }).is_err() {
                    let fault = Q::Answer::failed(broken("the desk's thread is gone"));
                    return self.tell(front, Msg::Reply(ticket, fault));
                }
            }
            Effect::GiveUp(ticket) => {
                self.given_up.fetch_max(ticket.0, Ordering::Release);
            }
            Effect::Print(ticket, paper) => {
                if self.printer.send((ticket, paper)).is_err() {
                    let gone = Err("L’impression a échoué.".to_owned());
                    return self.tell(front, Msg::Printed(ticket, gone));
                }
            }
            Effect::Redraw => self.terminal.forget(),
            Effect::Remember(habits) => station::keep(&self.state, habits),
            Effect::Quit => return ControlFlow::Break(Ending::Quit),
            Effect::Demo => return ControlFlow::Break(Ending::Demo),
        }
        ControlFlow::Continue(())
    }
}
