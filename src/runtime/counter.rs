//! The real desk behind the screens: the database, its witness, its idle work.

use std::path::PathBuf;

use super::witness;
use super::worker::Desk;
use crate::desk::request::{Reply, Request};
use crate::desk::{Counter, perform};
use crate::domain::time::Moment;

/// A counter whose witness is kept beside it.
pub struct Witnessed {
    counter: Counter,
    state: PathBuf,
    last: Moment,
}

impl Witnessed {
    /// Keeps the witness in a state directory.
    pub const fn new(counter: Counter, state: PathBuf, now: Moment) -> Self {
        Self { counter, state, last: now }
    }
}

impl Desk for Witnessed {
    fn perform(&mut self, now: Moment, request: Request) -> Reply {
        self.last = now;
        perform(&mut self.counter, now, request)
    }

    /// The witness, expired codes, and the write-ahead log: none stops anybody when it fails.
    fn idle(&mut self) {
        witness::write(&self.counter.store, &self.state).ok();
        self.counter.store.forget_expired(self.last).ok();
        self.counter.store.checkpoint().ok();
    }
}
