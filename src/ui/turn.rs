//! One turn of a screen: what it is told, what it sees, and what it wants done.
//!
//! A screen never acts by itself: it leaves steps behind, and the app carries them out.

use crate::desk::request::{Reply, Request};
use crate::desk::view::{AgentView, HouseView};
use crate::domain::legend::Legend;
use crate::domain::time::Moment;

use super::key::Key;
use super::keymap::Action;
use super::msg::{Effect, Message, Paper, Ticket, Tone};
use super::screen::Screen;

/// What a screen is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// A key of its table, or a command of the palette.
    Act(Action, Key),
    /// Any other key: text, or editing.
    Key(Key),
    /// A pasted text.
    Paste(String),
    /// An answer of the desk; maybe to somebody else's question, or to an old one.
    Reply(Ticket, Reply),
    /// An answer of the printer.
    Printed(Ticket, Result<(), String>),
    /// The clock moved on.
    Clock,
    /// The seat is left: forget what must not wait behind the lock.
    Left,
    /// It is in sight again: ask anew for what may have changed, keep what was typed.
    Shown,
    /// Another program wrote entries: ask anew for what is in sight, unless something is begun.
    Changed,
}

/// What every screen may see besides its own state.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// What time it is.
    pub now: Moment,
    /// The house.
    pub house: &'a HouseView,
    /// What the states of a day look like.
    pub legend: &'a Legend,
    /// Who sits there.
    pub agent: Option<&'a AgentView>,
}

/// What a screen wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Let it go out.
    Effect(Effect),
    /// Show the screen of the answer to this ticket; keys typed meanwhile wait for it.
    Opening(Ticket),
    /// Show a screen over this one.
    Show(Box<Screen>),
    /// Show a screen in place of this one.
    Replace(Box<Screen>),
    /// Back to the screen under this one.
    Back,
    /// Back as well, but the family is served: the search begins anew with an empty box.
    Finish,
    /// The session is open.
    Seat(AgentView),
    /// A sentence for the message line.
    Say(Message),
    /// Forget the keys typed ahead: they were meant for another situation.
    Flush,
    /// The desk knows nobody here: leave the seat.
    Lock,
}

/// One turn of a screen.
#[derive(Debug)]
pub struct Turn<'a> {
    /// What it sees.
    pub scene: Scene<'a>,
    tickets: &'a mut Ticket,
    steps: Vec<Step>,
}

impl<'a> Turn<'a> {
    /// A turn that numbers its requests from the next ticket on.
    pub const fn new(scene: Scene<'a>, tickets: &'a mut Ticket) -> Self {
        Self { scene, tickets, steps: Vec::new() }
    }

    /// What the screen wants done.
    pub fn into_steps(self) -> Vec<Step> {
        self.steps
    }

    /// Adds a step.
    pub fn step(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// Asks the desk; the answer comes with this ticket.
    pub fn ask(&mut self, request: Request) -> Ticket {
        let ticket = self.ticket();
        self.step(Step::Effect(Effect::Ask(ticket, request)));
        ticket
    }

    /// Asks the desk and shows the screen that its answer fills.
    pub fn open(&mut self, request: Request) {
        let ticket = self.ask(request);
        self.step(Step::Opening(ticket));
    }

    /// Prints; the printer's answer comes with this ticket.
    pub fn print(&mut self, paper: Paper) -> Ticket {
        let ticket = self.ticket();
        self.step(Step::Effect(Effect::Print(ticket, paper)));
        ticket
    }

    /// Puts a sentence on the message line.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.step(Step::Say(Message { tone, text: text.into() }));
    }

    /// Says why what was asked for is impossible now.
    pub fn impossible(&mut self, reason: &str) {
        self.step(Step::Say(Message::impossible(reason)));
    }

    /// Says why the desk refused or failed, and forgets the keys typed ahead.
    pub fn refused(&mut self, reply: &Reply) {
        use crate::desk::refusal::Refusal;
        match reply {
            Reply::Refused(Refusal::SignedOut) => self.step(Step::Lock),
            Reply::Refused(refusal) => self.say(Tone::No, refusal.to_string()),
            Reply::Failed(fault) => self.say(Tone::No, fault.to_string()),
            _ => {}
        }
        self.step(Step::Flush);
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets.0 += 1;
        *self.tickets
    }
}
