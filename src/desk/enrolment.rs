//! A child's rights to activities, given and changed at the counter.

use chrono::NaiveDate;

use super::refusal::{HouseholdRefusal, Refusal};
use super::request::{Reply, SetEnrolment};
use super::view::{EnrolmentLine, EnrolmentsView, Wish};
use super::{Answer, Counter, No, agent_name, documents, known_family};
use crate::domain::card::looks_like_card_number;
use crate::domain::enrolment::{Span, age_problem};
use crate::domain::household::Child;
use crate::domain::ids::{ActivityId, ChildId, EnrolmentId, FamilyId};
use crate::domain::sensitive::sensitive;
use crate::domain::text::clean;
use crate::domain::time::{LAST_DAY, Moment};
use crate::journal::fact::EnrolmentSet;
use crate::profile::Profile;
use crate::store::Reader;
use crate::store::read::days::EnrolmentRecord;

/// Fewest and most characters of the reason of an exception.
const AGE_REASON_CHARS: std::ops::RangeInclusive<usize> = 5..=80;

/// The rights of a child, and what it can be given.
pub(super) fn open(
    counter: &mut Counter,
    now: Moment,
    (family, child): (FamilyId, ChildId),
    wish: Option<(ActivityId, NaiveDate)>,
) -> Answer<Reply> {
    let agent = counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    let view = view(snapshot.read(), &counter.profile, now, ((family, child), wish))?;
    drop(snapshot);
    counter.store.log_look(agent.id, family, now)?;
    Ok(Reply::Enrolments(Box::new(view)))
}

/// Whose rights, and the day from which they are looked at.
type Looked = ((FamilyId, ChildId), Option<(ActivityId, NaiveDate)>);

fn view(
    read: Reader<'_>,
    profile: &Profile,
    now: Moment,
    ((family, child), wish): Looked,
) -> Answer<EnrolmentsView> {
    known_family(read, family)?;
    let of = known_child(read, family, child)?;
    let activities = read.activities()?;
    let own = read.enrolments(child)?;
    let mut lines = Vec::new();
    for enrolment in &own {
        let label = activities.iter().find(|one| one.id == enrolment.activity);
        lines.push(line(read, enrolment, label.map_or("", |one| &one.label))?);
    }
    let asked = documents::asked(read, profile, family, std::slice::from_ref(&of))?;
    let wish = wish.and_then(|(activity, day)| {
        let activity = activities.iter().find(|one| one.id == activity)?;
        let covers =
            |one: &&EnrolmentRecord| one.activity == activity.id && span_of(one).contains(day);
        Some(Wish {
            activity: (activity.id, activity.label.clone()),
            day,
            right: own.iter().find(covers).map(|one| one.id),
            document: asked.iter().position(|one| one.hindrance(activity.kind, day).is_some()),
        })
    });
    Ok(EnrolmentsView {
        family,
        child,
        given: of.given,
        school: of.school,
        lines,
        activities,
        birth: of.birth,
        asks_rhythm: profile.booking.rights.rhythms,
        documents: asked.iter().map(|one| one.line(now.today())).collect(),
        wish,
    })
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
        age_reason: enrolment.age_reason.clone(),
        rhythm: enrolment.rhythm,
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
    let SetEnrolment { family, child, enrolment, activity, from, to, age_reason, rhythm, saw } =
        request;
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
    let mut excepted = String::new();
    if from <= to {
        if let Some(problem) = age_problem(&given, &of.given, of.birth, span) {
            excepted = exception(&problem, &age_reason)?;
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
    let (age_reason, of_age) = (excepted.clone(), excepted.is_empty());
    let fact = EnrolmentSet {
        enrolment,
        family,
        child,
        activity,
        from,
        to,
        age_reason,
        rhythm: rhythm.filter(|_| counter.profile.booking.rights.rhythms),
        saw,
    };
    gesture.append(&fact.into())?;
    let view = view(gesture.read(), &counter.profile, now, ((family, child), None))?;
    gesture.commit()?;
    let sentence = written((&of.given, &given.label), span, is_new);
    let by =
        if of_age { String::new() } else { format!(" Dérogation d’âge\u{a0}: {excepted}.") };
    Ok(Reply::Enrolled(Box::new(view), format!("{sentence}{by}")))
}

/// `Léo est inscrit(e) : Centre de loisirs du 01/09/2026 au 02/07/2027.`
fn written((given, label): (&str, &str), span: Span, is_new: bool) -> String {
    match (span.from <= span.to, is_new) {
        (false, _) => format!("Inscription retirée\u{a0}: {given}, {label}."),
        (true, true) => format!("{given} est inscrit(e)\u{a0}: {label} {}.", span.words()),
        (true, false) => format!("Inscription modifiée\u{a0}: {label} {}.", span.words()),
    }
}

/// The reason for which a child of another age is admitted: it says something, and nothing of what
/// has no place in a file that can't be erased.
fn exception(problem: &str, typed: &str) -> Answer<String> {
    let reason = clean(typed);
    let no = |sentence: String| No::from(Refusal::from(HouseholdRefusal::Sentence(sentence)));
    if let Some(word) = sensitive(&reason) {
        return Err(no(format!(
            "Motif\u{a0}: «\u{a0}{word}\u{a0}» dit la santé ou une croyance. Écrivez «\u{a0}accord \
             du service\u{a0}»\u{a0}; rien n’est perdu."
        )));
    }
    if looks_like_card_number(&reason) {
        return Err(Refusal::CardNumber.into());
    }
    if !AGE_REASON_CHARS.contains(&reason.chars().count()) {
        return Err(no(format!(
            "{problem} Écrivez le motif d’une dérogation, 5 caractères au moins."
        )));
    }
    Ok(reason)
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
        booking.activity == before.activity && booking.state.stands() && loses(booking.day)
    });
    match lost.map(|booking| booking.day).max() {
        Some(until) => Err(HouseholdRefusal::RightInUse { until }.into()),
        None => Ok(()),
    }
}
