//! The days of a commune: school holidays, public holidays, closures, days worked.
//!
//! School holidays are known between two dates only. Beyond them the answer is "not known", in
//! plain words: no other zone, no other year is ever used instead.

use chrono::{Datelike, NaiveDate, Weekday};

use super::holidays::Holidays;
use super::remedy::Remedy;
use super::time::numeric_day;
use super::weekdays::Weekdays;

/// Whose school holidays: a zone of the metropole, or an academy that fixes its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
    A,
    /// Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims,
    /// Rennes, Strasbourg.
    B,
    /// Créteil, Montpellier, Paris, Toulouse, Versailles.
    C,
    /// Corsica, whose rector decides (code de l'éducation, articles D521-6 and D521-7).
    Corse,
    /// Guadeloupe, Saint-Martin and Saint-Barthélemy.
    Guadeloupe,
    /// Martinique.
    Martinique,
    /// French Guiana.
    Guyane,
    /// Réunion.
    Reunion,
    /// Mayotte.
    Mayotte,
}

impl Zone {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::A,
        Self::B,
        Self::C,
        Self::Corse,
        Self::Guadeloupe,
        Self::Martinique,
        Self::Guyane,
        Self::Reunion,
        Self::Mayotte,
    ];

    /// As files write it: `A`, `corse`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::Corse => "corse",
            Self::Guadeloupe => "guadeloupe",
            Self::Martinique => "martinique",
            Self::Guyane => "guyane",
            Self::Reunion => "reunion",
            Self::Mayotte => "mayotte",
        }
    }

    /// Whether its dates ship with Guichet, year after year.
    const fn is_shipped(self) -> bool {
        matches!(self, Self::A | Self::B | Self::C)
    }

    /// `de la zone A`, `de Corse`.
    pub const fn of(self) -> &'static str {
        match self {
            Self::A => "de la zone A",
            Self::B => "de la zone B",
            Self::C => "de la zone C",
            Self::Corse => "de Corse",
            Self::Guadeloupe => "de Guadeloupe",
            Self::Martinique => "de Martinique",
            Self::Guyane => "de Guyane",
            Self::Reunion => "de La Réunion",
            Self::Mayotte => "de Mayotte",
        }
    }
}

/// How sure the dates of school holidays are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Published.
    Official,
    /// Announced, not yet published.
    Draft,
    /// From one source only.
    ToConfirm,
}

impl Status {
    /// All three, as files write them.
    pub const ALL: [(&str, Self); 3] =
        [("officiel", Self::Official), ("projet", Self::Draft), ("à confirmer", Self::ToConfirm)];
}

/// School holidays, or a bridge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolBreak {
    /// `vacances de Noël`.
    pub name: String,
    /// First day without school.
    pub first: NaiveDate,
    /// Last day without school.
    pub last: NaiveDate,
    /// How sure these dates are.
    pub status: Status,
}

/// The school holidays of one zone, between the dates for which they are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolCalendar {
    /// Whose.
    pub zone: Zone,
    /// In order, none overlaps another.
    pub breaks: Vec<SchoolBreak>,
    /// First and last day about which something is known; `None` when nothing is.
    pub known: Option<(NaiveDate, NaiveDate)>,
    /// Who published the dates, and when they were copied.
    pub source: String,
}

/// A date about which the school calendar says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeyondKnown {
    /// The date asked for.
    pub day: NaiveDate,
    /// Whose calendar.
    pub zone: Zone,
    /// First and last day known.
    pub known: Option<(NaiveDate, NaiveDate)>,
}

impl std::fmt::Display for BeyondKnown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let of = self.zone.of();
        let remedy = if self.zone.is_shipped() { Remedy::Update } else { Remedy::Profile };
        match self.known {
            None => write!(f, "Calendrier scolaire {of} non renseigné. {remedy}"),
            Some((first, last)) => write!(
                f,
                "Vacances scolaires {of} inconnues le {}\u{a0}: le calendrier va du {} au {}. \
                 {remedy}",
                numeric_day(self.day),
                numeric_day(first),
                numeric_day(last),
            ),
        }
    }
}

impl std::error::Error for BeyondKnown {}

/// What the summer holidays are called.
const SUMMER: &str = "vacances d’été";
/// What the winter holidays are called.
const WINTER: &str = "vacances d’hiver";

/// Days before the end of what is known from which on the counter is warned.
const WARNING_DAYS: i64 = 60;

impl SchoolCalendar {
    /// A calendar that is known from the first of these holidays to the last, which must be in
    /// order; without any, nothing is known.
    pub fn new(zone: Zone, breaks: Vec<SchoolBreak>, source: String) -> Self {
        let ends = breaks.first().zip(breaks.last());
        let known = ends.map(|(first, last)| (first.first, last.last));
        Self { zone, breaks, known, source }
    }

    /// The holidays or the bridge that a day belongs to.
    ///
    /// # Errors
    /// The calendar is not known for that day.
    pub fn break_on(&self, day: NaiveDate) -> Result<Option<&SchoolBreak>, BeyondKnown> {
        let Self { zone, known, .. } = *self;
        match known {
            Some((first, last)) if first <= day && day <= last => {}
            _ => return Err(BeyondKnown { day, zone, known }),
        }
        let after = self.breaks.partition_point(|one| one.last < day);
        Ok(self.breaks.get(after).filter(|one| one.first <= day))
    }

    /// The first day after the winter holidays before a day of summer; `None` on any other day.
    ///
    /// # Errors
    /// The calendar is not known for that day, or for the winter holidays of its year.
    pub fn winter_is_over(&self, day: NaiveDate) -> Result<Option<NaiveDate>, BeyondKnown> {
        if self.break_on(day)?.is_none_or(|one| one.name != SUMMER) {
            return Ok(None);
        }
        let of_year = |one: &&SchoolBreak| one.name == WINTER && one.last.year() == day.year();
        let over = self.breaks.iter().find(of_year).and_then(|winter| winter.last.succ_opt());
        let february = NaiveDate::from_ymd_opt(day.year(), 2, 1).unwrap_or(day);
        let (zone, known) = (self.zone, self.known);
        over.map(Some).ok_or(BeyondKnown { day: february, zone, known })
    }

    /// The last day before the summer that comes next.
    ///
    /// # Errors
    /// That summer is not known.
    pub fn last_of_year(&self, day: NaiveDate) -> Result<NaiveDate, BeyondKnown> {
        let mut summers = self.breaks.iter().filter(|one| one.name == SUMMER);
        let next = summers.find(|one| day < one.first).and_then(|one| one.first.pred_opt());
        next.ok_or(BeyondKnown { day, zone: self.zone, known: self.known })
    }

    /// The holidays or the bridge that begin next after a day, if they are known.
    pub fn next_break(&self, day: NaiveDate) -> Option<&SchoolBreak> {
        self.breaks.iter().find(|one| day < one.first)
    }

    /// What to tell the counter of a calendar that is empty, over, or over within sixty days, in
    /// one short line.
    pub fn warning(&self, today: NaiveDate) -> Option<String> {
        let of = self.zone.of();
        let Some((_, last)) = self.known else {
            let remedy = Remedy::Profile;
            return Some(format!("Vacances scolaires {of} non renseignées. {remedy}"));
        };
        let remedy = if self.zone.is_shipped() { Remedy::Update } else { Remedy::Profile };
        let day = numeric_day(last);
        match last.signed_duration_since(today).num_days() {
            ..0 => Some(format!("Vacances {of} inconnues depuis le {day}. {remedy}")),
            0..=WARNING_DAYS => Some(format!("Vacances {of} connues jusqu’au {day}. {remedy}")),
            _ => None,
        }
    }
}

/// Days on which the commune's services are closed by its own decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// First day closed.
    pub first: NaiveDate,
    /// Last day closed.
    pub last: NaiveDate,
    /// `pont de l’Ascension`, `travaux`.
    pub label: String,
}

/// Everything that makes one commune's days different from another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommuneCalendar {
    /// School holidays.
    pub school: SchoolCalendar,
    /// Public holidays.
    pub holidays: Holidays,
    /// The days on which the offices work; never empty in a valid profile.
    pub working_week: Weekdays,
    /// The days on which there is school in term; never empty in a valid profile.
    pub school_week: Weekdays,
    /// Closures decided by the commune.
    pub closures: Vec<Closure>,
}

/// Why a day does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCounted<'a> {
    /// Not a day of the week that counts.
    OffDay,
    /// A public holiday, by its name.
    PublicHoliday(&'a str),
    /// A closure of the commune's, by its label.
    Closure(&'a str),
    /// School holidays, by their name.
    SchoolBreak(&'a str),
}

impl<'a> NotCounted<'a> {
    /// What it is called; a day off needs no name.
    pub const fn name(self) -> Option<&'a str> {
        match self {
            Self::OffDay => None,
            Self::PublicHoliday(name) | Self::Closure(name) | Self::SchoolBreak(name) => Some(name),
        }
    }
}

impl CommuneCalendar {
    /// Why a day is no *jour ouvré*, a day that the offices work; `None` on one.
    pub fn not_worked(&self, day: NaiveDate) -> Option<NotCounted<'_>> {
        self.public_holiday(day)
            .or_else(|| (!self.working_week.contains(day.weekday())).then_some(NotCounted::OffDay))
            .or_else(|| self.closure_on(day).map(|one| NotCounted::Closure(&one.label)))
    }

    /// Why a day is no *jour ouvrable*, Monday to Saturday without holidays; `None` on one.
    pub fn not_workable(&self, day: NaiveDate) -> Option<NotCounted<'_>> {
        let sunday = day.weekday() == Weekday::Sun;
        self.public_holiday(day).or_else(|| sunday.then_some(NotCounted::OffDay))
    }

    /// Why there is no school on a day; `None` on a school day.
    ///
    /// # Errors
    /// The school calendar is not known for that day.
    pub fn no_school(&self, day: NaiveDate) -> Result<Option<NotCounted<'_>>, BeyondKnown> {
        let school_break = self.school.break_on(day)?;
        Ok(school_break
            .map(|one| NotCounted::SchoolBreak(&one.name))
            .or_else(|| self.public_holiday(day))
            .or_else(|| (!self.school_week.contains(day.weekday())).then_some(NotCounted::OffDay)))
    }

    fn public_holiday(&self, day: NaiveDate) -> Option<NotCounted<'_>> {
        self.holidays.on(day).map(NotCounted::PublicHoliday)
    }

    /// The closure that a day belongs to.
    pub fn closure_on(&self, day: NaiveDate) -> Option<&Closure> {
        self.closures.iter().find(|closure| closure.first <= day && day <= closure.last)
    }
}

#[cfg(test)]
pub(super) mod tests;
