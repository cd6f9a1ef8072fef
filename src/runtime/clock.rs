//! The one clock of the program: nothing else reads the time.

use chrono::{NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::domain::time::Moment;

/// The legal time of a commune, or a told time that runs on from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    zone: Tz,
    ahead_ms: i64,
}

impl Clock {
    /// The computer's time.
    pub const fn system(zone: Tz) -> Self {
        Self { zone, ahead_ms: 0 }
    }

    /// A told wall clock, from now on.
    pub fn starting_at(local: NaiveDateTime, zone: Tz) -> Self {
        let told = Moment::from_local(local, zone);
        Self { zone, ahead_ms: told.at.saturating_sub(utc_ms()) }
    }

    /// What time it is.
    pub fn now(&self) -> Moment {
        Moment::in_zone(utc_ms().saturating_add(self.ahead_ms), self.zone)
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one clock")]
fn utc_ms() -> i64 {
    Utc::now().timestamp_millis()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_day;

    #[test]
    fn a_told_time_runs_on() {
        let local = parse_day("20/11/2026").unwrap().and_hms_opt(10, 42, 0).unwrap();
        let clock = Clock::starting_at(local, chrono_tz::Europe::Paris);
        let (first, second) = (clock.now(), clock.now());
        assert_eq!((first.offset, first.local().date()), (60, local.date()));
        assert!((0..60_000).contains(&(first.local() - local).num_milliseconds()));
        assert!(second.at >= first.at);
    }
}
