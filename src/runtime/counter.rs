//! The real desk behind the screens: the database, its witness, its idle work.

use std::path::{Path, PathBuf};

use super::witness::{self, Standing};
use super::worker::Desk;
use crate::desk::founding::{Incarnation, open_next_souche};
use crate::desk::request::draft::KEPT_MS;
use crate::desk::request::{Reply, Request};
use crate::desk::{Answer, Counter, perform};
use crate::domain::time::Moment;
use crate::store::local::Standpoint;
use crate::store::{Noticed, Store};

/// A counter whose witness is kept beside it.
pub struct Witnessed {
    counter: Counter,
    state: PathBuf,
    last: Moment,
    /// The latest draft: it changes with every key, and is kept when nobody types.
    draft: Option<(Moment, Request)>,
    noticed: Noticed,
}

impl Witnessed {
    /// Keeps the witness in a state directory.
    pub fn new(counter: Counter, state: PathBuf, now: Moment) -> Self {
        let mut noticed = Noticed::default();
        counter.store.notices(&mut noticed).ok();
        Self { counter, state, last: now, draft: None, noticed }
    }

    /// Keeps the draft that waits, while its agent still sits there; or else it waits on.
    fn keep_draft(&mut self) {
        if let Some((at, request)) = self.draft.take()
            && let Reply::Failed(_) = perform(&mut self.counter, at, request.clone())
        {
            self.draft = Some((at, request));
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

    fn idle(&mut self) {
        self.keep_draft();
        rest(&mut self.counter.store, &self.state, self.last);
    }

    fn changed(&mut self) -> bool {
        self.counter.store.notices(&mut self.noticed).unwrap_or(false)
    }
}

/// The witness, what expired, and the write-ahead log: none stops anybody when it fails.
///
/// A witness that knows more than this file was written by a copy of it, open at the same time:
/// this one goes on in a souche of its own.
pub(super) fn rest(store: &mut Store, state: &Path, now: Moment) {
    if witness::standing(store, state).is_ok_and(|it| it == Standing::Restored) {
        renew(store, state, now, Incarnation::Copied).ok();
    }
    witness::write(store, state).ok();
    store.forget_expired(now).ok();
    store.forget_old_drafts(now, KEPT_MS).ok();
    store.checkpoint().ok();
}

/// Opens a souche of its own for this file, with a series that no witness of this machine knows,
/// and its witness, before anything is written in it.
///
/// # Errors
/// When the disk refuses.
pub fn renew(store: &mut Store, state: &Path, now: Moment, why: Incarnation) -> Answer<()> {
    let here = Standpoint { machine: witness::machine(), file: witness::file(store.path()) };
    open_next_souche(store, now, &here, why, &witness::series(state))?;
    witness::write(store, state).ok(); // the counter says so when it opens, and stops nobody
    Ok(())
}
