//! A deadline in French: how it is counted, and the days that did not count.

use chrono::{NaiveDate, Weekday};

use super::{Batch, Convention, DayUnit, DeadlineRule, LastMoment, NoDeadline};
use crate::domain::calendar::{CommuneCalendar, NotCounted};
use crate::domain::remedy::Remedy;
use crate::domain::time::{day_name, short_day};

impl DeadlineRule {
    /// When to act on a service of that day: `5 jours ouvrés avant`, `le jour même`, `48 heures
    /// avant`, `le jeudi de la semaine d’avant`.
    pub fn in_words(&self, service: Weekday) -> String {
        match self {
            Self::Days { count: 0, unit, .. } => match unit.convention() {
                Convention::A => "la veille".to_owned(),
                Convention::B => "le jour même".to_owned(),
            },
            Self::Days { count, unit, .. } => {
                let many = if *count < 2 { "" } else { "s" };
                format!("{count} jour{many} {} avant", unit.in_words(many))
            }
            Self::Hours(hours) => {
                format!("{hours} heure{} avant", if *hours < 2 { "" } else { "s" })
            }
            Self::SchoolEve { .. } => "le jour d’école précédent".to_owned(),
            Self::Weekly(batches) => batches
                .iter()
                .find(|batch| batch.services.contains(service))
                .map_or_else(String::new, Batch::in_words),
        }
    }

    /// What did not count, or how it was counted: `Jours non comptés : mer 11/11 (11 novembre), sam
    /// 14/11.`; empty if there is nothing to say.
    pub fn counting(
        &self,
        last: LastMoment,
        service: NaiveDate,
        calendar: &CommuneCalendar,
    ) -> String {
        match self {
            Self::Days { unit: DayUnit::Calendar(_) | DayUnit::Clear, .. } => {
                "Tous les jours comptent.".to_owned()
            }
            Self::Hours(_) => {
                format!("Heures comptées avant 00:00 le {}.", short_day(service))
            }
            Self::Weekly(_) => String::new(),
            Self::SchoolEve { .. } | Self::Days { .. } => {
                let skipped = self.skipped(last, service, calendar);
                let what = match (self, skipped.len()) {
                    (_, 0) => return String::new(),
                    (Self::SchoolEve { .. }, 1) => "Jour sans école",
                    (Self::SchoolEve { .. }, _) => "Jours sans école",
                    (_, 1) => "Jour non compté",
                    _ => "Jours non comptés",
                };
                format!("{what}\u{a0}: {}.", listed(&skipped))
            }
        }
    }
}

impl DayUnit {
    /// `ouvrés pleins`, after « jours », with `many` the mark of the plural.
    fn in_words(self, many: &str) -> String {
        let name = match self {
            Self::Worked(_) => format!("ouvré{many}"),
            Self::Workable(_) => format!("ouvrable{many}"),
            Self::Calendar(_) => format!("calendaire{many}"),
            Self::Clear => return format!("franc{many}"),
        };
        match self.convention() {
            Convention::A => format!("{name} plein{many}"),
            Convention::B => name,
        }
    }
}

impl Batch {
    /// `le mardi de la même semaine`, `le jeudi de la semaine d’avant`.
    fn in_words(&self) -> String {
        let day = day_name(self.on);
        match self.weeks_before {
            0 => format!("le {day} de la même semaine"),
            1 => format!("le {day} de la semaine d’avant"),
            weeks => format!("le {day}, {weeks} semaines avant"),
        }
    }
}

/// `mer 11/11 (11 novembre), sam 14/11`; a longer period by its first and its last day.
fn listed(days: &[(NaiveDate, NotCounted<'_>)]) -> String {
    let runs = days.chunk_by(|(_, one), (_, next)| one.name().is_some() && one == next);
    let told = runs.filter_map(|run| {
        let ((first, why), (last, _)) = (run.first()?, run.last()?);
        let name = why.name().map_or_else(String::new, |name| format!(" ({name})"));
        let first = short_day(*first);
        let last = short_day(*last);
        Some(if first == last {
            format!("{first}{name}")
        } else {
            format!("du {first} au {last}{name}")
        })
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Why there is none, with the remedy.
impl std::fmt::Display for NoDeadline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(beyond) => beyond.fmt(f),
            Self::NoBatch(day) => write!(
                f,
                "Aucun délai prévu pour le {}\u{a0}: aucun lot de la règle ne compte ce jour. \
                 {}",
                day_name(*day),
                Remedy::Profile
            ),
        }
    }
}
