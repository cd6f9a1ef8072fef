//! What the loop knows of the screens it shows: the counter's, or the kiosk's.
//!
//! Each has requests and answers of its own, so that what a kiosk may not ask can't be said there.

use std::fmt::Debug;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::desk::refusal::Fault;
use crate::desk::request::kiosk::{KioskReply, KioskRequest};
use crate::desk::request::{Reply, Request};
use crate::domain::time::Moment;

use super::msg::{Effect, Msg};
use super::theme::Skin;

/// What can be asked at a door of the desk.
pub trait Ask: Clone + Debug + PartialEq + Send + 'static {
    /// What that door answers.
    type Answer: Answer;

    /// Nothing of the screen before may stay on the glass, nor in its scrollback.
    fn wipes(&self) -> bool;

    /// It follows what is typed and is kept when there is time: nobody waits for its answer.
    fn is_draft(&self) -> bool;
}

/// What a door of the desk answers.
pub trait Answer: Clone + Debug + PartialEq + Send + 'static {
    /// Something broke.
    fn failed(fault: Fault) -> Self;

    /// What broke, if something did.
    fn fault(&self) -> Option<&Fault>;
}

/// Screens behind a door, as the loop sees them.
pub trait Front {
    /// What they ask of the desk.
    type Ask: Ask;

    /// Whether anybody may sit there: then nobody stops or interrupts the program from its
    /// keyboard.
    const PUBLIC: bool;

    /// Takes a message in; what must happen outside goes out.
    fn update(&mut self, msg: Msg<<Self::Ask as Ask>::Answer>) -> Vec<Effect<Self::Ask>>;

    /// When they want to be told the time again, at the latest.
    fn wake(&self) -> Moment;

    /// Draws them over the whole buffer; returns where the cursor stands, if anywhere.
    fn draw(&self, buffer: &mut Buffer) -> Option<Position>;

    /// The theme in sight.
    fn skin(&self) -> Skin;

    /// Whether the mouse is theirs.
    fn has_mouse(&self) -> bool;
}

impl Ask for Request {
    type Answer = Reply;

    fn wipes(&self) -> bool {
        *self == Self::Lock
    }

    fn is_draft(&self) -> bool {
        matches!(self, Self::KeepDraft(_))
    }
}

impl Answer for Reply {
    fn failed(fault: Fault) -> Self {
        Self::Failed(fault)
    }

    fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Failed(fault) => Some(fault),
            _ => None,
        }
    }
}

impl Ask for KioskRequest {
    type Answer = KioskReply;

    fn wipes(&self) -> bool {
        *self == Self::Leave
    }

    fn is_draft(&self) -> bool {
        false
    }
}

impl Answer for KioskReply {
    fn failed(fault: Fault) -> Self {
        Self::Failed(fault)
    }

    fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Failed(fault) => Some(fault),
            _ => None,
        }
    }
}
