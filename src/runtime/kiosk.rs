//! The real desk behind a kiosk's screens: the same database as the counters', another door.

use std::path::PathBuf;

use super::counter::rest;
use super::worker::Desk;
use crate::desk::kiosk::{Kiosk, perform};
use crate::desk::request::kiosk::{KioskReply, KioskRequest};
use crate::domain::time::Moment;
use crate::store::Noticed;

/// A kiosk whose witness is kept beside it.
pub struct WitnessedKiosk {
    kiosk: Kiosk,
    state: PathBuf,
    last: Moment,
    noticed: Noticed,
}

impl WitnessedKiosk {
    /// Keeps the witness in a state directory.
    pub fn new(mut kiosk: Kiosk, state: PathBuf, now: Moment) -> Self {
        let mut noticed = Noticed::default();
        kiosk.counter_mut().store.notices(&mut noticed).ok();
        Self { kiosk, state, last: now, noticed }
    }
}

impl Desk<KioskRequest> for WitnessedKiosk {
    fn perform(&mut self, now: Moment, request: KioskRequest) -> KioskReply {
        self.last = now;
        perform(&mut self.kiosk, now, request)
    }

    fn idle(&mut self) {
        rest(&mut self.kiosk.counter_mut().store, &self.state, self.last);
    }

    fn changed(&mut self) -> bool {
        self.kiosk.counter_mut().store.notices(&mut self.noticed).unwrap_or(false)
    }
}
