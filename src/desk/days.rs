//! Everything that decides about the days of one child in one activity, read once for a period.
//!
//! The calendar, the review, the confirmation, the file and `explain` all ask here, so that what
//! is shown is what is written.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::refusal::Refusal;
use super::{Answer, Counter};
use crate::domain::activity::Activity;
use crate::domain::day::{BookedFacts, ChildFacts, DayAnswer, DayQuestion, Enrolment, decide};
use crate::domain::household::Child;
use crate::domain::ids::ActivityId;
use crate::domain::people::BookingState;
use crate::domain::rule::BookingRule;
use crate::domain::tariff::FamilyBracket;
use crate::domain::time::Moment;
use crate::profile::Profile;
use crate::store::Reader;
use crate::store::read::days::BookingRecord;
use crate::store::read::family::FamilyRecord;

/// The days of a child in an activity, between two dates.
pub(super) struct ChildDays {
    /// Who.
    pub child: Child,
    /// Where.
    pub activity: Activity,
    rule: BookingRule,
    enrolments: Vec<Enrolment>,
    missing: Vec<String>,
    quotient: (Option<u32>, Option<NaiveDate>),
    own: HashMap<NaiveDate, BookingRecord>,
    taken: HashMap<NaiveDate, u32>,
}

/// Whose days, and from when to when, both included.
#[derive(Clone, Copy)]
pub(super) struct Period<'a> {
    /// The household.
    pub family: &'a FamilyRecord,
    /// The child.
    pub child: &'a Child,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl ChildDays {
    /// Reads what decides about a period.
    pub(super) fn load(
        read: Reader<'_>,
        profile: &Profile,
        period: Period<'_>,
        activity: ActivityId,
        today: NaiveDate,
    ) -> Answer<Self> {
        let Period { family, child, from, to } = period;
        let activity =
            read.activity(activity)?.ok_or(Refusal::Unknown { what: "Cette activité" })?;
        let rule = profile.rule_for(&activity).cloned().ok_or_else(|| {
            Refusal::Sentence(format!(
                "L’activité {} nomme une règle inconnue du profil («\u{a0}{}\u{a0}»). Corrigez \
                 l’import.",
                activity.label, activity.rule
            ))
        })?;
        let enrolments = read
            .enrolments(child.id)?
            .into_iter()
            .filter(|enrolment| enrolment.activity == activity.id)
            .map(|enrolment| Enrolment { from: enrolment.from, to: Some(enrolment.to) })
            .collect();
        let own = read
            .bookings(child.id, from, to)?
            .into_iter()
            .filter(|booking| booking.activity == activity.id)
            .map(|booking| (booking.day, booking))
            .collect();
        Ok(Self {
            taken: read.places_taken(activity.id, from, to)?.into_iter().collect(),
            child: child.clone(),
            activity,
            rule,
            enrolments,
            missing: missing(read, profile, family, today)?,
            quotient: (family.quotient, family.quotient_until),
            own,
        })
    }

    /// Decides about a day; `pending` places are counted in beside those that are written.
    pub(super) fn answer(
        &self,
        profile: &Profile,
        now: Moment,
        day: NaiveDate,
        pending: i64,
    ) -> DayAnswer {
        let taken = i64::from(self.taken.get(&day).copied().unwrap_or(0)).saturating_add(pending);
        decide(&DayQuestion {
            day,
            now: now.wall_clock(profile.time_zone),
            activity: &self.activity,
            rule: &self.rule,
            calendar: &profile.calendar,
            bracket: self.bracket(profile, day),
            child: ChildFacts {
                given: &self.child.given,
                birth: self.child.birth,
                enrolments: &self.enrolments,
                file_missing: &self.missing,
            },
            booked: BookedFacts {
                own: self.own.get(&day).map(|booking| booking.state),
                taken: u32::try_from(taken.max(0)).unwrap_or(u32::MAX),
            },
        })
    }

    /// The family's bracket on a day.
    pub(super) fn bracket(&self, profile: &Profile, day: NaiveDate) -> FamilyBracket {
        profile.brackets.bracket(self.quotient.0, self.quotient.1, day)
    }

    /// The child's own booking of a day that was not given back.
    pub(super) fn standing(&self, day: NaiveDate) -> Option<&BookingRecord> {
        self.own.get(&day).filter(|booking| booking.state != BookingState::Cancelled)
    }
}

/// What a family's file lacks today.
pub(super) fn missing(
    read: Reader<'_>,
    profile: &Profile,
    family: &FamilyRecord,
    today: NaiveDate,
) -> Answer<Vec<String>> {
    let children = read.children(family.id)?;
    let forms: Vec<(&str, Option<NaiveDate>)> =
        children.iter().map(|child| (child.given.as_str(), child.form_on)).collect();
    Ok(profile.missing_documents(family.file_year.unwrap_or(0), &forms, today))
}

/// What a child can go to: its enrolments, and what it is booked for, canteen first, what the demo
/// made up last.
pub(super) fn activities_of(
    counter: &Counter,
    child: &Child,
    from: NaiveDate,
) -> Answer<Vec<Activity>> {
    let mut activities = counter.store.read().activities_of(child.id, from)?;
    let rank = |one: &Activity| (one.source == "demo", one.kind, one.label.clone(), one.id);
    activities.sort_by_cached_key(rank);
    Ok(activities)
}
