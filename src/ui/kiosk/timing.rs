//! How long a visit lasts: a minute without a key, ten minutes at most, both said before.

use super::page::Page;
use super::reading::{Reading, Text};
use super::words::Phrase;
use super::{Kiosk, Out, Times};
use crate::domain::time::Moment;

/// Milliseconds without a key after which a visit is over.
pub const IDLE_MS: i64 = 60_000;
/// Milliseconds before that end for which it is counted down.
pub const COUNTED_MS: i64 = 20_000;
/// Milliseconds that a visit lasts at most.
pub const LONGEST_MS: i64 = 600_000;
/// Milliseconds before that end for which it is said.
pub const SAID_MS: i64 = 60_000;

impl Kiosk {
    /// Milliseconds since the last key, and since the first.
    pub(super) fn passed(&self) -> Option<(i64, i64)> {
        let paused = matches!(&self.visit.page, Page::Reading(reading) if reading.is_paused());
        let since = |then: Moment| self.now.at.saturating_sub(then.at);
        let times = self.visit.times.filter(|_| !paused)?;
        Some((since(times.last_key), since(times.since)))
    }

    /// Whether the end is counted down: a key that is pressed now keeps the visit, and no more.
    pub(super) fn is_counted(&self) -> bool {
        self.passed().is_some_and(|(idle, _)| idle >= IDLE_MS - COUNTED_MS)
    }

    pub(super) fn clock(&mut self, now: Moment) -> Out {
        self.now = now;
        if let Some(times) = &mut self.visit.times
            && (times.last_key.at > now.at || times.since.at > now.at)
        {
            *times = Times { since: now, last_key: now };
        }
        if let Page::Reading(Reading { text: Text::Paused(until), .. }) = &self.visit.page
            && until.at <= now.at
        {
            return self.leave();
        }
        match self.passed() {
            Some((idle, whole)) if idle >= IDLE_MS || whole >= LONGEST_MS => self.leave(),
            _ => Vec::new(),
        }
    }

    /// How the visit ends by itself, if that is soon.
    pub(super) fn ending(&self) -> Option<String> {
        let (idle, whole) = self.passed()?;
        let seconds = |left: i64| ((left.max(0) + 999) / 1_000).to_string();
        let say = |phrase, left| self.scene().fill(phrase, &[("seconds", &seconds(left))]);
        if idle >= IDLE_MS - COUNTED_MS {
            Some(say(Phrase::Ends, IDLE_MS - idle))
        } else if whole >= LONGEST_MS - SAID_MS {
            Some(say(Phrase::EndsForGood, LONGEST_MS - whole))
        } else {
            None
        }
    }

    /// When something happens by itself: the minute, the countdown, the end, the end of a pause.
    pub(super) fn next(&self) -> Moment {
        let minute = self.now.later(60_000 - self.now.at.rem_euclid(60_000));
        let paused = match &self.visit.page {
            Page::Reading(Reading { text: Text::Paused(until), .. }) => Some(*until),
            _ => None,
        };
        let counted = self.ending().map(|_| self.now.later(1_000));
        let ends = self.visit.times.into_iter().flat_map(|times| {
            let idle = [IDLE_MS - COUNTED_MS, IDLE_MS].map(|after| times.last_key.later(after));
            let whole = [LONGEST_MS - SAID_MS, LONGEST_MS].map(|after| times.since.later(after));
            idle.into_iter().chain(whole)
        });
        let pending = ends.chain(paused).chain(counted).filter(|at| at.at > self.now.at);
        pending.fold(minute, |first, at| if at.at < first.at { at } else { first })
    }
}
