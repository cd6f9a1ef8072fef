//! How long a day can be booked or given back, in each of the ways that town halls count it.
//!
//! "N jours ouvrés" is read in two ways, hence the [`Convention`]. All of it is wall time of the
//! commune: « 48 h » reaches back to the same midnight whether or not a clock change lies between.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::calendar::{BeyondKnown, CommuneCalendar, NotCounted};
use super::weekdays::Weekdays;

mod words;

/// No rule looks back further than this many days: a calendar closed for a year has no deadline
/// worth naming, and the walk must end.
const FURTHEST_DAYS: u64 = 366;

/// How "n days before" is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Convention {
    /// N full days lie between the day of the act and the day of the service.
    A,
    /// N days counted back from the service, the day of the act being the nth.
    B,
}

/// Which days count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayUnit {
    /// *Jours ouvrés*: days of the commune's working week, without holidays and closures.
    Worked(Convention),
    /// *Jours ouvrables*: Monday to Saturday, without holidays.
    Workable(Convention),
    /// *Jours calendaires*: all of them.
    Calendar(Convention),
    /// *Jours francs*: all of them, neither the day of the act nor the day of the service.
    Clear,
}

/// Until when one can act on a day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DeadlineRule {
    /// « 2 jours ouvrés pour les accueils de loisirs mercredi et vacances », « jusqu'à 6 jours
    /// avant la date souhaitée ».
    Days {
        /// How many; 0 is the day of the service itself under convention B.
        count: u32,
        /// Which ones.
        unit: DayUnit,
        /// The last second of the last day.
        until: NaiveTime,
    },
    /// « 48 h »: so many hours before the day of the service begins.
    Hours(u32),
    /// The school day before, across week-ends and holidays.
    SchoolEve {
        /// The last second of that day.
        until: NaiveTime,
    },
    /// Together with other days of the week: « le jeudi pour la semaine suivante ».
    Weekly(Vec<Batch>),
}

/// Days of the week that are booked together, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Batch {
    /// The days of the service.
    pub services: Weekdays,
    /// The last day to act.
    pub on: Weekday,
    /// In which week that day lies: 0 for the week of the service, 1 for the one before.
    pub weeks_before: u32,
    /// The last second of that day.
    pub until: NaiveTime,
}

/// The end of the time to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastMoment {
    /// The last second, in the commune's legal time.
    pub at: NaiveDateTime,
}

impl LastMoment {
    /// Whether it is not too late: the last second is wholly included.
    pub fn allows(self, now: NaiveDateTime) -> bool {
        now.signed_duration_since(self.at) < TimeDelta::seconds(1)
    }
}

/// Why a day has no deadline that could be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDeadline {
    /// It depends on a school day that nobody knows.
    Unknown(BeyondKnown),
    /// No batch of the rule holds that day of the week.
    NoBatch(Weekday),
}

impl From<BeyondKnown> for NoDeadline {
    fn from(beyond: BeyondKnown) -> Self {
        Self::Unknown(beyond)
    }
}

impl DeadlineRule {
    /// The last moment to act on a day.
    ///
    /// # Errors
    /// When it can't be told: see [`NoDeadline`].
    pub fn last_moment(
        &self,
        service: NaiveDate,
        calendar: &CommuneCalendar,
    ) -> Result<LastMoment, NoDeadline> {
        let at = match self {
            Self::Days { count, unit, until } => {
                last_day(*count, *unit, service, calendar).and_time(*until)
            }
            Self::Hours(hours) => hours_before(service, *hours),
            Self::SchoolEve { until } => school_eve(service, calendar)?.and_time(*until),
            Self::Weekly(batches) => {
                let day = service.weekday();
                let batch = batches.iter().find(|batch| batch.services.contains(day));
                batch.ok_or(NoDeadline::NoBatch(day))?.last(service)
            }
        };
        Ok(LastMoment { at })
    }

    /// The days before a service that did not count, in order, and why.
    pub fn skipped<'a>(
        &self,
        last: LastMoment,
        service: NaiveDate,
        calendar: &'a CommuneCalendar,
    ) -> Vec<(NaiveDate, NotCounted<'a>)> {
        let days = last.at.date().iter_days().skip(1).take_while(|day| *day < service);
        days.filter_map(|day| Some((day, self.not_counted(day, calendar)?))).collect()
    }

    fn not_counted<'a>(
        &self,
        day: NaiveDate,
        calendar: &'a CommuneCalendar,
    ) -> Option<NotCounted<'a>> {
        match self {
            Self::Days { unit, .. } => unit.not_counted(day, calendar),
            Self::SchoolEve { .. } => calendar.no_school(day).ok().flatten(),
            Self::Hours(_) | Self::Weekly(_) => None,
        }
    }
}

impl DayUnit {
    fn not_counted(self, day: NaiveDate, calendar: &CommuneCalendar) -> Option<NotCounted<'_>> {
        match self {
            Self::Worked(_) => calendar.not_worked(day),
            Self::Workable(_) => calendar.not_workable(day),
            Self::Calendar(_) | Self::Clear => None,
        }
    }

    /// How the days are counted.
    const fn convention(self) -> Convention {
        match self {
            Self::Worked(convention) | Self::Workable(convention) | Self::Calendar(convention) => {
                convention
            }
            Self::Clear => Convention::A,
        }
    }
}

impl Batch {
    fn last(&self, service: NaiveDate) -> NaiveDateTime {
        let from_monday = |day: Weekday| u64::from(day.num_days_from_monday());
        let weeks = Days::new(u64::from(self.weeks_before) * 7);
        let day = service
            .checked_sub_days(Days::new(from_monday(service.weekday())))
            .and_then(|monday| monday.checked_sub_days(weeks))
            .and_then(|monday| monday.checked_add_days(Days::new(from_monday(self.on))));
        day.unwrap_or(service).and_time(self.until)
    }
}

/// The last day to act, so many days before a service.
fn last_day(
    count: u32,
    unit: DayUnit,
    service: NaiveDate,
    calendar: &CommuneCalendar,
) -> NaiveDate {
    let mut left = count;
    let mut reached = service;
    for day in before(service) {
        if left == 0 {
            break;
        }
        reached = day;
        left -= u32::from(unit.not_counted(day, calendar).is_none());
    }
    match unit.convention() {
        Convention::A => reached.pred_opt().unwrap_or(reached),
        Convention::B => reached,
    }
}

/// The end of the last second that is so many hours before a day begins; midnight is the end of
/// the day before it.
fn hours_before(service: NaiveDate, hours: u32) -> NaiveDateTime {
    let begins = service.and_time(NaiveTime::MIN);
    let at = begins.checked_sub_signed(TimeDelta::hours(hours.into())).unwrap_or(begins);
    let midnight = at.time() == NaiveTime::MIN;
    at.checked_sub_signed(TimeDelta::seconds(midnight.into())).unwrap_or(at)
}

/// The last school day before a service.
fn school_eve(service: NaiveDate, calendar: &CommuneCalendar) -> Result<NaiveDate, BeyondKnown> {
    let mut reached = service;
    for day in before(service) {
        reached = day;
        if calendar.no_school(day)?.is_none() {
            break;
        }
    }
    Ok(reached)
}

/// The days before a day, the nearest first.
fn before(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (1..=FURTHEST_DAYS).map_while(move |days| day.checked_sub_days(Days::new(days)))
}

#[cfg(test)]
mod tests;
