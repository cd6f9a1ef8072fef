//! The real desk behind the screens: the database, its witness, its idle work.

use std::path::PathBuf;

use super::witness;
use super::worker::Desk;
use crate::desk::request::draft::KEPT_MS;
use crate::desk::request::{Reply, Request};
use crate::desk::{Counter, perform};
use crate::domain::time::Moment;

/// A counter whose witness is kept beside it.
pub struct Witnessed {
    counter: Counter,
    state: PathBuf,
    last: Moment,
    /// The latest draft: it changes with every key, and is kept when nobody types.
    draft: Option<(Moment, Request)>,
}

impl Witnessed {
    /// Keeps the witness in a state directory.
    pub const fn new(counter: Counter, state: PathBuf, now: Moment) -> Self {
        Self { counter, state, last: now, draft: None }
    }

    /// Keeps the draft that waits, while its agent still sits there.
    fn keep_draft(&mut self) {
        if let Some((at, request)) = self.draft.take() {
            perform(&mut self.counter, at, request);
        }
    }
}

impl Desk for Witnessed {
    fn perform(&mut self, now: Moment, request: Request) -> Reply {
        self.last = now;
        if matches!(request, Request::KeepDraft(_)) {
            self.draft = Some((now, request));
            return Reply::DraftKept;
        }
        if matches!(request, Request::Lock | Request::SignIn { .. }) {
            self.keep_draft();
        }
        perform(&mut self.counter, now, request)
    }

    /// The draft, the witness, what expired, and the write-ahead log: none stops anybody when it
    /// fails.
    fn idle(&mut self) {
        self.keep_draft();
        witness::write(&self.counter.store, &self.state).ok();
        self.counter.store.forget_expired(self.last).ok();
        self.counter.store.forget_old_drafts(self.last, KEPT_MS).ok();
        self.counter.store.checkpoint().ok();
    }
}
