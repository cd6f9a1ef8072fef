//! What comes in to the screens and what goes out: plain data that can be logged and replayed.

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

/// What comes in.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key stroke.
    Key(Key),
    /// The mouse, at that place of the window.
    Mouse(Gesture, Position),
    /// A pasted text, already one line without control characters.
    Paste(String),
    /// The desk's answer.
    Reply(Ticket, Reply),
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
}

/// What goes out.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the desk.
    Ask(Ticket, Request),
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
