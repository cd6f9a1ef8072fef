//! A child's rights to activities, given and changed at the counter.

use chrono::NaiveDate;

use super::refusal::{HouseholdRefusal, Refusal};
use super::request::{Reply, SetEnrolment};
use super::view::{ActivityChoice, EnrolmentLine, EnrolmentsView};
use super::{Answer, Counter, agent_name, known_family};
use crate::domain::enrolment::{Span, age_problem};
use crate::domain::household::Child;
use crate::domain::ids::{ActivityId, ChildId, EnrolmentId, FamilyId};
use crate::domain::people::BookingState;
use crate::domain::time::{LAST_DAY, Moment};
use crate::journal::fact::EnrolmentSet;
use crate::store::Reader;
use crate::store::read::days::EnrolmentRecord;

/// The rights of a child, and what it can be given.
pub(super) fn open(
    counter: &mut Counter,
    now: Moment,
    family: FamilyId,
    child: ChildId,
) -> Answer<Reply> {
    let agent = counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    let view = view(snapshot.read(), family, child)?;
    drop(snapshot);
    counter.store.log_look(agent.id, family, now)?;
    Ok(Reply::Enrolments(Box::new(view)))
}

fn view(read: Reader<'_>, family: FamilyId, child: ChildId) -> Answer<EnrolmentsView> {
    known_family(read, family)?;
    let of = known_child(read, family, child)?;
    let activities = read.activities()?;
    let mut lines = Vec::new();
    for enrolment in read.enrolments(child)? {
        let label = activities.iter().find(|one| one.id == enrolment.activity);
        lines.push(line(read, &enrolment, label.map_or("", |one| &one.label))?);
    }
    let choice = |activity: crate::domain::activity::Activity| ActivityChoice {
        id: activity.id,
        ages: activity.ages().unwrap_or_default(),
        label: activity.label,
    };
    let activities = activities.into_iter().map(choice).collect();
    Ok(EnrolmentsView { family, child, given: of.given, school: of.school, lines, activities })
}

fn line(read: Reader<'_>, enrolment: &EnrolmentRecord, label: &str) -> Answer<EnrolmentLine> {
    let author = read.author_of(enrolment.entry)?;
    let author = author.ok_or(Refusal::Unknown { what: "Cette inscription" })?;
    Ok(EnrolmentLine {
        id: enrolment.id,
        activity: enrolment.activity,
        label: label.to_owned(),
        from: enrolment.from,
        to: enrolment.to,
        saw: enrolment.entry,
        agent: agent_name(read, author.agent)?,
        at: author.at,
    })
}

fn known_child(read: Reader<'_>, family: FamilyId, child: ChildId) -> Answer<Child> {
    let child = read.children(family)?.into_iter().find(|one| one.id == child);
    Ok(child.ok_or(Refusal::Unknown { what: "Cet enfant" })?)
}

/// Gives a right, changes its days, or takes back one that was given by mistake.
pub(super) fn set(counter: &mut Counter, now: Moment, request: SetEnrolment) -> Answer<Reply> {
    let agent = counter.writer()?;
    let SetEnrolment { family, child, enrolment, activity, from, to, saw } = request;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let read = gesture.read();
    if known_family(read, family)?.archived && from <= to {
        return Err(HouseholdRefusal::Archived.into());
    }
    let of = known_child(read, family, child)?;
    let own = read.enrolments(child)?;
    let stands = own.iter().find(|one| Some(one.id) == enrolment);
    match (enrolment, stands) {
        (Some(_), None) => return Err(Refusal::Unknown { what: "Cette inscription" }.into()),
        (Some(_), Some(stands)) if Some(stands.entry) != saw => {
            let label = read.activity(stands.activity)?.map(|one| one.label).unwrap_or_default();
            let line = line(read, stands, &label)?;
            return Ok(Reply::EnrolmentChanged(Box::new(line)));
        }
        _ => {}
    }
    let given = read.activity(activity)?.ok_or(Refusal::Unknown { what: "Cette activité" })?;
    let span = Span { from, to };
    if from <= to {
        if let Some(problem) = age_problem(&given, &of.given, of.birth, span) {
            return Err(HouseholdRefusal::Sentence(problem).into());
        }
        let mut others = own.iter().filter(|one| Some(one.id) != enrolment);
        let clash = others.find(|one| one.activity == activity && span.overlaps(span_of(one)));
        if let Some(clash) = clash {
            let words = span_of(clash).words();
            return Err(HouseholdRefusal::Overlap { label: given.label, words }.into());
        }
    } else if enrolment.is_none() {
        return Err(HouseholdRefusal::Backwards.into());
    }
    if let Some(stands) = stands {
        keeps_its_days(read, (child, stands), (activity, span), now)?;
    }
    let (enrolment, is_new): (EnrolmentId, bool) = match enrolment {
        Some(enrolment) => (enrolment, false),
        None => (gesture.new_id()?, true),
    };
    gesture.append(&EnrolmentSet { enrolment, family, child, activity, from, to, saw }.into())?;
    let view = view(gesture.read(), family, child)?;
    gesture.commit()?;
    let sentence = match (from <= to, is_new) {
        (false, _) => format!("Inscription retirée\u{a0}: {}, {}.", of.given, given.label),
        (true, true) => {
            format!("{} est inscrit(e)\u{a0}: {} {}.", of.given, given.label, span.words())
        }
        (true, false) => {
            format!("Inscription modifiée\u{a0}: {} {}.", given.label, span.words())
        }
    };
    Ok(Reply::Enrolled(Box::new(view), sentence))
}

fn span_of(enrolment: &EnrolmentRecord) -> Span {
    Span { from: enrolment.from, to: enrolment.to }
}

/// No day that is booked from today on loses its right.
fn keeps_its_days(
    read: Reader<'_>,
    (child, before): (ChildId, &EnrolmentRecord),
    (activity, after): (ActivityId, Span),
    now: Moment,
) -> Answer<()> {
    let booked = read.bookings(child, now.today(), LAST_DAY)?;
    let loses = |day: NaiveDate| {
        span_of(before).contains(day) && (activity != before.activity || !after.contains(day))
    };
    let lost = booked.iter().filter(|booking| {
        booking.activity == before.activity
            && booking.state != BookingState::Cancelled
            && loses(booking.day)
    });
    match lost.map(|booking| booking.day).max() {
        Some(until) => Err(HouseholdRefusal::RightInUse { until }.into()),
        None => Ok(()),
    }
}
