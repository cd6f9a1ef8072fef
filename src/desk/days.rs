//! Everything that decides about the days of one child in one activity, read once for a period.
//!
//! The calendar, the review, the confirmation, the file and `explain` all ask here, so that what
//! is shown is what is written.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;

use super::asker::Asker;
use super::documents::{Asked, asked};
use super::refusal::Refusal;
use super::{Answer, Counter, known_family, wallet};
use crate::domain::activity::Activity;
use crate::domain::calendar::Closure;
use crate::domain::day::{
    BookedFacts, ChildFacts, DayAnswer, DayQuestion, Enrolment, decide, incomplete_file,
};
use crate::domain::enrolment::{Span, since_start};
use crate::domain::household::Child;
use crate::domain::ids::{ActivityId, ChildId, FamilyId};
use crate::domain::people::{BookingState, DayState};
use crate::domain::rule::{AfterFull, BookingRule};
use crate::domain::tariff::{Means, Payer, Priced};
use crate::domain::time::Moment;
use crate::profile::Profile;
use crate::store::Reader;
use crate::store::read::days::{BookingRecord, EnrolmentRecord};
use crate::store::read::family::FamilyRecord;

/// The days of a child in an activity, between two dates.
pub(super) struct ChildDays {
    /// Who.
    pub child: Child,
    /// Where.
    pub activity: Activity,
    /// How that activity is booked.
    pub rule: BookingRule,
    enrolments: Vec<Enrolment>,
    door: Door,
    missing: Vec<String>,
    /// The family's porte-monnaie must pay, and was never activated.
    unpaid: bool,
    documents: Vec<Asked>,
    payer: HouseholdFacts,
    /// Closed after it could be booked.
    closures: Vec<Closure>,
    own: HashMap<NaiveDate, BookingRecord>,
    crowd: Crowd,
}

/// Who asks, and for which child.
#[derive(Clone, Copy)]
struct Door {
    asker: Asker,
    /// The child was not enrolled when the school year began: only an agent books.
    newcomer: bool,
}

/// The places of an activity, day by day.
#[derive(Default)]
struct Crowd {
    taken: HashMap<NaiveDate, u32>,
    /// Who waits, each day in the order of the list.
    waiting: HashMap<NaiveDate, Vec<ChildId>>,
}

/// What decides about prices in a household.
struct HouseholdFacts {
    means: Means,
    town: String,
    children: u32,
    /// The place of the child among them, the eldest first.
    rank: u32,
}

impl HouseholdFacts {
    fn of(family: &FamilyRecord, child: &Child, children: &[Child]) -> Self {
        let older = |one: &&Child| (one.birth, one.id) < (child.birth, child.id);
        let count = |children: usize| u32::try_from(children).unwrap_or(u32::MAX);
        Self {
            means: family.means.clone(),
            town: family.town.clone(),
            children: count(children.len()),
            rank: count(children.iter().filter(older).count()).saturating_add(1),
        }
    }
}

/// What other changes of the same gesture add to what is written about a day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Others {
    /// Places taken (+) and given back (-).
    pub taken: i64,
    /// Children put on the waiting list (+) and taken off it (-).
    pub waiting: i64,
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

/// The days of all children of a family in all activities, read month by month as they are asked
/// for.
pub(super) struct FamilyDays<'a> {
    read: Reader<'a>,
    profile: &'a Profile,
    today: NaiveDate,
    family: FamilyRecord,
    children: Vec<Child>,
    asker: Asker,
    loaded: HashMap<(ChildId, ActivityId, NaiveDate), ChildDays>,
}

impl<'a> FamilyDays<'a> {
    /// Nothing is read yet but the household; an agent asks.
    pub(super) fn new(
        read: Reader<'a>,
        profile: &'a Profile,
        now: Moment,
        family: FamilyId,
    ) -> Answer<Self> {
        let children = read.children(family)?;
        let (family, today) = (known_family(read, family)?, now.today());
        let (asker, loaded) = (Asker::Agent, HashMap::new());
        Ok(Self { read, profile, today, family, children, asker, loaded })
    }

    /// The same, asked by somebody.
    pub(super) fn asked_by(self, asker: Asker) -> Self {
        Self { asker, ..self }
    }

    /// What it is read from, and whose days these are.
    pub(super) const fn source(&self) -> (Reader<'a>, FamilyId) {
        (self.read, self.family.id)
    }

    /// The family left.
    pub(super) const fn is_archived(&self) -> bool {
        self.family.archived
    }

    /// What decides about a day.
    pub(super) fn of(
        &mut self,
        child: ChildId,
        activity: ActivityId,
        day: NaiveDate,
    ) -> Answer<&ChildDays> {
        let (from, to) = super::view::Span::Month.around(day);
        Ok(match self.loaded.entry((child, activity, from)) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let child = self.children.iter().find(|one| one.id == child);
                let child = child.ok_or(Refusal::Unknown { what: "Cet enfant" })?;
                let period = Period { family: &self.family, child, from, to };
                let (read, profile) = (self.read, self.profile);
                let days = ChildDays::load(read, profile, period, activity, self.today)?;
                entry.insert(days.asked_by(self.asker))
            }
        })
    }
}

impl Others {
    /// Counts in a booking that is made (+1) or given back (-1).
    pub(super) fn count(&mut self, state: BookingState, by: i64) {
        match state {
            BookingState::Booked => self.taken += by,
            BookingState::Waiting => self.waiting += by,
            BookingState::ToValidate | BookingState::Cancelled | BookingState::Refused => {}
        }
    }
}

impl ChildDays {
    /// Reads what decides about a period; an agent asks.
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
        let children = read.children(family.id)?;
        let all = read.enrolments(child.id)?;
        let spans: Vec<Span> = all.iter().map(|one| Span { from: one.from, to: one.to }).collect();
        let from_start = profile.booking.rights.from_start && !since_start(from, &spans);
        let given_here = all.iter().any(|one| one.activity == activity.id && one.given_here);
        let door = Door { asker: Asker::Agent, newcomer: from_start && !given_here };
        let enrolments = all
            .into_iter()
            .filter(|enrolment| enrolment.activity == activity.id)
            .map(|EnrolmentRecord { from, to, age_reason, .. }| Enrolment {
                from,
                to: Some(to),
                age_reason,
            })
            .collect();
        let own = read
            .bookings(child.id, from, to)?
            .into_iter()
            .filter(|booking| booking.activity == activity.id)
            .map(|booking| (booking.day, booking))
            .collect();
        let closures = read.closures(activity.id, from, to)?;
        let taken = read.places_taken(activity.id, from, to)?.into_iter().collect();
        let mut crowd = Crowd { taken, ..Crowd::default() };
        for (day, child) in read.waiting(activity.id, from, to)? {
            crowd.waiting.entry(day).or_default().push(child);
        }
        Ok(Self {
            child: child.clone(),
            activity,
            rule,
            enrolments,
            door,
            missing: lacking(profile, family, &children, today),
            unpaid: profile.booking.rights.wallet && !read.wallet_active(family.id)?,
            documents: asked(read, profile, family.id, std::slice::from_ref(child))?,
            payer: HouseholdFacts::of(family, child, &children),
            closures,
            own,
            crowd,
        })
    }

    /// The same, asked by somebody.
    pub(super) fn asked_by(self, asker: Asker) -> Self {
        Self { door: Door { asker, ..self.door }, ..self }
    }

    /// Decides about a day.
    pub(super) fn answer(&self, profile: &Profile, now: Moment, day: NaiveDate) -> DayAnswer {
        self.answer_beside(profile, now, day, Others::default())
    }

    /// Decides about a day, other changes of the same gesture counted in.
    pub(super) fn answer_beside(
        &self,
        profile: &Profile,
        now: Moment,
        day: NaiveDate,
        others: Others,
    ) -> DayAnswer {
        let with = |written: u32, more: i64| {
            u32::try_from(i64::from(written).saturating_add(more).max(0)).unwrap_or(u32::MAX)
        };
        let booked = BookedFacts {
            own: self.own.get(&day).map(|booking| booking.state),
            motive: self.own.get(&day).and_then(|booking| booking.motive),
            taken: with(self.crowd.taken.get(&day).copied().unwrap_or(0), others.taken),
            ahead: with(self.ahead(day), others.waiting),
        };
        self.decide(profile, now, day, booked)
    }

    /// What would stop a day if it were booked only now, places aside: whether it is late, and why
    /// it can't be at all.
    pub(super) fn if_new(
        &self,
        profile: &Profile,
        now: Moment,
        day: NaiveDate,
    ) -> (bool, Option<String>) {
        let anew = self.decide(profile, now, day, BookedFacts::default());
        if anew.state == DayState::Closed {
            return (false, anew.reasons.into_iter().next());
        }
        (anew.state != DayState::Available, self.hindrances(day).into_iter().next())
    }

    /// What keeps the child from being booked on a day, whatever the places and the hour.
    fn hindrances(&self, day: NaiveDate) -> Vec<String> {
        let kind = self.activity.kind;
        let documents = self.documents.iter().filter_map(|one| one.hindrance(kind, day));
        let inactive = self.unpaid.then(wallet::inactive);
        let file = incomplete_file(&self.missing).into_iter();
        file.chain(self.newcomer()).chain(documents).chain(inactive).collect()
    }

    /// « des familles dont les enfants sont inscrits en début d'année »: what a family is told that
    /// would book for another child.
    fn newcomer(&self) -> Option<String> {
        (self.door.newcomer && self.door.asker == Asker::Family).then(|| {
            format!(
                "Réservation impossible ici\u{a0}: {} n’était inscrit(e) nulle part en début \
                 d’année. Demandez au guichet.",
                self.child.given
            )
        })
    }

    fn decide(
        &self,
        profile: &Profile,
        now: Moment,
        day: NaiveDate,
        booked: BookedFacts,
    ) -> DayAnswer {
        let (hindrances, price) = (self.hindrances(day), self.price(profile, day));
        let mut answer = decide(&DayQuestion {
            day,
            now: now.wall_clock(profile.time_zone),
            activity: &self.activity,
            rule: &self.rule,
            calendar: &profile.calendar,
            price: &price,
            closures: &self.closures,
            child: ChildFacts {
                given: &self.child.given,
                birth: self.child.birth,
                enrolments: &self.enrolments,
                hindrances: &hindrances,
            },
            booked,
        });
        let Door { asker, newcomer } = self.door;
        let told = newcomer && asker == Asker::Agent;
        if told && answer.state != DayState::Closed && !answer.booked {
            answer.reasons.push(format!(
                "Au portail, la famille ne peut pas réserver ce jour\u{a0}: {} n’était inscrit(e) \
                 nulle part en début d’année. Ici, l’agent réserve\u{a0}; D, Entrée, F9 ouvre le \
                 droit.",
                self.child.given
            ));
        }
        answer.reasons = answer.reasons.into_iter().map(|reason| asker.told(reason)).collect();
        answer
    }

    /// How many wait before this child; all of them while it does not wait.
    fn ahead(&self, day: NaiveDate) -> u32 {
        let waiting = self.crowd.waiting.get(&day).map_or(&[][..], Vec::as_slice);
        let ahead = waiting.iter().take_while(|child| **child != self.child.id).count();
        u32::try_from(ahead).unwrap_or(u32::MAX)
    }

    /// Whether full days have a waiting list.
    pub(super) fn has_list(&self) -> bool {
        self.rule.full == AfterFull::WaitingList
    }

    /// How many wait for a place of a day.
    pub(super) fn waiting_on(&self, day: NaiveDate) -> u32 {
        let waiting = self.crowd.waiting.get(&day).map_or(0, Vec::len);
        u32::try_from(waiting).unwrap_or(u32::MAX)
    }

    /// What a day costs in time, line by line.
    pub(super) fn price(&self, profile: &Profile, day: NaiveDate) -> Priced {
        let HouseholdFacts { means, town, children, rank } = &self.payer;
        let (children, rank, pai) = (*children, *rank, self.child.pai);
        profile.rates.price(&self.activity, Payer { means, town, children, rank, pai }, day)
    }

    /// Which booking of a day was given back, if the last one was.
    pub(super) fn given_back(&self, day: NaiveDate) -> Option<&BookingRecord> {
        self.own.get(&day).filter(|booking| booking.state == BookingState::Cancelled)
    }

    /// The child's own booking of a day that was not given back.
    pub(super) fn standing(&self, day: NaiveDate) -> Option<&BookingRecord> {
        self.own.get(&day).filter(|booking| booking.state.stands())
    }
}

/// What a family's file lacks today.
pub(super) fn missing(
    read: Reader<'_>,
    profile: &Profile,
    family: &FamilyRecord,
    today: NaiveDate,
) -> Answer<Vec<String>> {
    Ok(lacking(profile, family, &read.children(family.id)?, today))
}

fn lacking(
    profile: &Profile,
    family: &FamilyRecord,
    children: &[Child],
    today: NaiveDate,
) -> Vec<String> {
    let forms: Vec<(&str, Option<NaiveDate>)> =
        children.iter().map(|child| (child.given.as_str(), child.form_on)).collect();
    profile.missing_documents(family.file_year.unwrap_or(0), &forms, today)
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
