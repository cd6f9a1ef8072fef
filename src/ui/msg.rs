//! What comes in to the screens and what goes out: plain data that can be logged and replayed.

use std::convert::Infallible;

use ratatui::layout::Position;

use crate::desk::request::{Reply, Request};
use crate::domain::ids::PaymentId;
use crate::domain::secret::Secret;
use crate::domain::time::Moment;

use super::display::Habits;
use super::key::Key;
use super::pointer::Gesture;

/// The number of a request, so that its answer finds who asked, and a late one nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// What comes in; `R` is what the desk answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg<R = Reply> {
    /// A key stroke.
    Key(Key),
    /// The mouse, at that place of the window.
    Mouse(Gesture, Position),
    /// A pasted text, already one line without control characters.
    Paste(String),
    /// The desk's answer.
    Reply(Ticket, R),
    /// The request of this ticket, made then, waits: another program holds the file.
    Held(Ticket, Moment),
    /// The printer's answer: nothing, or what went wrong in French.
    Printed(Ticket, Result<(), String>),
    /// What time it is: before the first draw, before every key, and at [`super::app::App::wake`].
    Clock(Moment),
    /// Columns and rows of the window.
    Resized(u16, u16),
    /// The program was suspended: whoever sits there now must sign in.
    Lock,
    /// Another program wrote entries: what is in sight may hold no more.
    Changed,
}

impl Msg<Infallible> {
    /// What comes in whatever the desk answers: a key, the window, the printer.
    pub fn anywhere<R>(self) -> Msg<R> {
        match self {
            Self::Key(key) => Msg::Key(key),
            Self::Mouse(gesture, at) => Msg::Mouse(gesture, at),
            Self::Paste(text) => Msg::Paste(text),
            Self::Reply(_, never) => match never {},
            Self::Held(ticket, since) => Msg::Held(ticket, since),
            Self::Printed(ticket, result) => Msg::Printed(ticket, result),
            Self::Clock(now) => Msg::Clock(now),
            Self::Resized(columns, rows) => Msg::Resized(columns, rows),
            Self::Lock => Msg::Lock,
            Self::Changed => Msg::Changed,
        }
    }
}

/// What goes out; `Q` is what can be asked of the desk.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect<Q = Request> {
    /// Ask the desk.
    Ask(Ticket, Q),
    /// Wait no longer for the answer of this ticket; it comes all the same, and says what was done.
    GiveUp(Ticket),
    /// Print.
    Print(Ticket, Paper),
    /// Paint the whole screen again.
    Redraw,
    /// Keep what was chosen at this station.
    Remember(Habits),
    /// Open the throw-away commune.
    Demo,
    /// End the program.
    Quit,
}

/// What comes out of the printer.
#[derive(Clone, Debug, PartialEq)]
pub enum Paper {
    /// A receipt, line by line as it was previewed.
    Receipt(PaymentId, Vec<String>),
    /// The closing of the till, line by line as it was previewed.
    Closing(Vec<String>),
    /// A page that can be printed as often as one likes, line by line.
    Page(Vec<String>),
    /// The slip with a provisional code.
    Slip(Secret),
}

/// How a sentence of the message line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is done: `●`.
    Done,
    /// Look here: `▲`.
    Warning,
    /// The rules or the machine say no: `×`.
    No,
    /// Plain words.
    Plain,
}

/// The sentence on the message line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How it is meant.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

impl Message {
    /// `Impossible : aucune famille choisie.`
    pub fn impossible(reason: &str) -> Self {
        Self { tone: Tone::No, text: format!("Impossible\u{a0}: {reason}.") }
    }
}
