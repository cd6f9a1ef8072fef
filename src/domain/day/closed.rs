//! Why a day can't be booked at all, whatever the hour: the reasons, their words, their remedies.

use chrono::{Datelike, NaiveDate};

use super::DayQuestion;
use crate::domain::activity::{Season, years};
use crate::domain::calendar::{BeyondKnown, Closure, SchoolBreak, Status};
use crate::domain::deadline::NoDeadline;
use crate::domain::remedy::Remedy;
use crate::domain::rule::SummerOpening;
use crate::domain::time::{age_on, long_day, numeric_day};

/// What closes a day for a child and an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed<'a> {
    /// A public holiday, by its name.
    PublicHoliday(&'a str),
    /// Not a day of the week of this activity.
    OffDay,
    /// The commune closed that day.
    Closure(&'a Closure),
    /// The activity lives in term.
    SchoolBreak(&'a SchoolBreak),
    /// The activity lives in the school holidays.
    SchoolDay,
    /// The summer can't be booked before this day.
    NotYet(NaiveDate),
    /// Nobody knows yet whether there is school on that day.
    Unknown(BeyondKnown),
    /// Nobody can tell until when it can be booked.
    NoDeadline(NoDeadline),
    /// « Vos enfants n'ont pas encore fréquenté une structure d'accueil en cours d'année : les
    /// droits ne sont donc pas encore ouverts. »
    NotEnrolled,
    /// The child has not reached the youngest age.
    TooYoung,
    /// The child is above the oldest age.
    TooOld,
}

/// The words of the days on which nothing takes place, for whichever child.
pub(super) const FOR_NOBODY: [&str; 5] = ["férié", "", "fermé", "vac.", "école"];

impl<'a> Closed<'a> {
    /// The first reason that closes the day, from the most general to the child's own.
    pub(super) fn find(question: &DayQuestion<'a>) -> Option<Self> {
        Self::all(question).next()
    }

    /// Every reason that closes the day, in that order.
    pub(super) fn all(question: &DayQuestion<'a>) -> impl Iterator<Item = Self> {
        let asked: [fn(&DayQuestion<'a>) -> Option<Self>; 5] =
            [Self::by_holiday, Self::by_commune, Self::by_school, Self::by_opening, Self::by_child];
        let question = *question;
        asked.into_iter().filter_map(move |reason| reason(&question))
    }

    fn by_holiday(question: &DayQuestion<'a>) -> Option<Self> {
        question.calendar.holidays.on(question.day).map(Self::PublicHoliday)
    }

    /// The activity's own days, then those on which the commune closes.
    fn by_commune(question: &DayQuestion<'a>) -> Option<Self> {
        let DayQuestion { day, activity, .. } = *question;
        if !activity.weekdays.contains(day.weekday()) {
            return Some(Self::OffDay);
        }
        let mut later = question.closures.iter();
        let later = later.find(|closure| closure.first <= day && day <= closure.last);
        later.or_else(|| question.calendar.closure_on(day)).map(Self::Closure)
    }

    /// « l'inscription pour la période estivale ne sera ouverte qu'après les vacances de février »
    fn by_opening(question: &DayQuestion<'a>) -> Option<Self> {
        if question.rule.summer == SummerOpening::WithTheRest {
            return None;
        }
        match question.calendar.school.winter_is_over(question.day) {
            Err(beyond) => Some(Self::Unknown(beyond)),
            Ok(opens) => opens.filter(|opens| question.now.date() < *opens).map(Self::NotYet),
        }
    }

    /// Whether it is the child that lacks something, and not the day.
    pub(super) const fn is_of_the_child(self) -> bool {
        matches!(self, Self::NotEnrolled | Self::TooYoung | Self::TooOld)
    }

    fn by_school(question: &DayQuestion<'a>) -> Option<Self> {
        let season = question.rule.season.unwrap_or(question.activity.kind.season());
        if season == Season::AllYear {
            return None;
        }
        match (question.calendar.school.break_on(question.day), season) {
            (Err(beyond), _) => Some(Self::Unknown(beyond)),
            (Ok(Some(school_break)), Season::Term) => Some(Self::SchoolBreak(school_break)),
            (Ok(None), Season::Holidays) => Some(Self::SchoolDay),
            (Ok(_), _) => None,
        }
    }

    /// « Les activités proposées via le Portail Famille dépendent de l'âge de l'enfant
    /// sélectionné. »
    fn by_child(question: &DayQuestion<'a>) -> Option<Self> {
        let DayQuestion { day, activity, child, .. } = *question;
        let age = age_on(child.birth, day);
        let mut enrolments = child.enrolments.iter().filter(|one| one.covers(day)).peekable();
        if enrolments.peek().is_none() {
            Some(Self::NotEnrolled)
        } else if enrolments.any(|one| !one.age_reason.is_empty()) {
            None
        } else if activity.age_min.is_some_and(|min| age < min) {
            Some(Self::TooYoung)
        } else if activity.age_max.is_some_and(|max| age > max) {
            Some(Self::TooOld)
        } else {
            None
        }
    }

    /// The word in the calendar's cell, six columns at most; empty on the activity's days off,
    /// which the glyph alone marks.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::PublicHoliday(_) => "férié",
            Self::OffDay => "",
            Self::Closure(_) => "fermé",
            Self::SchoolBreak(_) => "vac.",
            Self::SchoolDay => "école",
            Self::NotYet(_) => "+ tard",
            Self::Unknown(_) | Self::NoDeadline(_) => "inc.",
            Self::NotEnrolled => "droits",
            Self::TooYoung | Self::TooOld => "âge",
        }
    }

    /// The reason and its remedy.
    pub(super) fn sentence(self, question: &DayQuestion<'_>) -> String {
        let activity = &question.activity.label;
        let given = question.child.given;
        let ages = question.activity.ages().unwrap_or_default();
        let age = years(age_on(question.child.birth, question.day));
        match self {
            Self::PublicHoliday(name) => format!("Férié\u{a0}: {name}. Choisissez un autre jour."),
            Self::OffDay => {
                let weekdays = question.activity.weekdays;
                let days = weekdays.in_words();
                let (article, choice) = match weekdays.iter().count() {
                    1 => ("le", format!("Choisissez un {days}.")),
                    _ => ("les", "Choisissez un de ces jours.".to_owned()),
                };
                format!("Pas ce jour-là\u{a0}: {activity} a lieu {article} {days}. {choice}")
            }
            Self::Closure(closure) => format!(
                "Fermé\u{a0}: {}, {}. Choisissez un autre jour.",
                closure.label,
                period(closure.first, closure.last),
            ),
            Self::SchoolBreak(school_break) => format!(
                "Fermé\u{a0}: {}, {}{}. Choisissez un jour d’école.",
                school_break.name,
                period(school_break.first, school_break.last),
                if school_break.status == Status::ToConfirm { " (à confirmer)" } else { "" },
            ),
            Self::SchoolDay => format!(
                "Jour d’école\u{a0}: {activity} n’ouvre que pendant les vacances scolaires. \
                 Choisissez un jour de vacances."
            ),
            Self::NotYet(opens) => format!(
                "Pas encore ouvert\u{a0}: l’inscription pour l’été ouvre le {}. Choisissez un \
                 jour avant l’été, ou revenez à cette date.",
                long_day(opens),
            ),
            Self::Unknown(beyond) => beyond.to_string(),
            Self::NoDeadline(none) => none.to_string(),
            Self::NotEnrolled => {
                let remedy = Remedy::Enrol;
                format!("{given} n’a pas d’inscription à {activity} ce jour-là. {remedy}")
            }
            Self::TooYoung => format!(
                "{given} ({age}) est trop jeune pour {activity} ({ages}). Choisissez une activité \
                 de son âge, ou {}",
                Remedy::Except
            ),
            Self::TooOld => format!(
                "{given} ({age}) a passé l’âge de {activity} ({ages}). Choisissez une activité de \
                 son âge, ou {}",
                Remedy::Except
            ),
        }
    }
}

/// `le 07/05/2027`, `du 19/12/2026 au 03/01/2027`.
fn period(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        format!("le {}", numeric_day(first))
    } else {
        format!("du {} au {}", numeric_day(first), numeric_day(last))
    }
}
