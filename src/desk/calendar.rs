//! A month of one child's activity, each day decided and explained.

use chrono::{Datelike, Months, NaiveDate};

use super::days::{ChildDays, Period, activities_of, missing};
use super::request::Reply;
use super::view::{CalendarView, Terms};
use super::{Answer, Counter, known_family, undo_booking};
use crate::domain::activity::Activity;
use crate::domain::household::Guardian;
use crate::domain::ids::{ActivityId, AgentId, ChildId, FamilyId};
use crate::domain::people::Rhythm;
use crate::domain::time::Moment;
use crate::profile::Profile;
use crate::store::Reader;

/// Which calendar.
pub(super) struct Wanted {
    /// Whose children.
    pub family: FamilyId,
    /// Which child; the eldest if absent or not of this family.
    pub child: Option<ChildId>,
    /// Which activity; the child's first if absent or not the child's.
    pub activity: Option<ActivityId>,
    /// Any day of the month.
    pub month: NaiveDate,
}

pub(super) fn open(counter: &mut Counter, now: Moment, wanted: &Wanted) -> Answer<Reply> {
    let agent = counter.agent()?;
    let view = view(counter, now, agent.id, wanted)?;
    counter.store.log_look(agent.id, wanted.family, now)?;
    Ok(Reply::Calendar(Box::new(view)))
}

fn view(counter: &Counter, now: Moment, agent: AgentId, wanted: &Wanted) -> Answer<CalendarView> {
    let snapshot = counter.store.snapshot()?;
    let read = snapshot.read();
    let family = known_family(read, wanted.family)?;
    let children = read.children(family.id)?;
    let child = wanted
        .child
        .and_then(|id| children.iter().find(|child| child.id == id))
        .or_else(|| children.first());
    let (first, last) = month(wanted.month);
    let name = read.guardians(family.id)?.first().map(Guardian::name).unwrap_or_default();
    let mut view = CalendarView {
        family: family.id,
        whose: format!("{name} · {}", family.login),
        children: children.iter().map(|child| (child.id, child.given.clone())).collect(),
        child: child.map(|child| child.id),
        activities: Vec::new(),
        activity: None,
        month: first,
        day: wanted.month,
        days: Vec::new(),
        terms: Terms::default(),
        notice: notice(&missing(read, &counter.profile, &family, now.today())?),
        undoable: undo_booking::undoable(read, family.id, agent, now)?.map(|last| last.entry),
    };
    let Some(child) = child else { return Ok(view) };
    let activities = activities_of(counter, child, first)?;
    let chosen = wanted
        .activity
        .and_then(|id| activities.iter().find(|activity| activity.id == id))
        .or_else(|| activities.first());
    if let Some(chosen) = chosen {
        let period = Period { family: &family, child, from: first, to: last };
        let days = ChildDays::load(read, &counter.profile, period, chosen.id, now.today())?;
        view.activity = Some(chosen.id);
        view.terms.rhythm = rhythm(read, child.id, chosen.id, (first, last))?;
        view.terms.bracket = days.bracket(&counter.profile, first).bracket.letter().to_string();
        view.days = first
            .iter_days()
            .take_while(|day| *day <= last)
            .map(|day| days.answer(&counter.profile, now, day))
            .collect();
    }
    view.terms.types = types(&counter.profile, &activities);
    view.activities = activities.into_iter().map(|one| (one.id, one.label)).collect();
    Ok(view)
}

/// « Choisissez le type d'activité PERI, EXTRA, SPORT… Seules les activités qui correspondent au
/// choix s'afficheront »: those of the child, by type.
fn types(profile: &Profile, activities: &[Activity]) -> Vec<(String, Vec<ActivityId>)> {
    let held = profile.booking.rights.types.iter().map(|one| {
        let held = activities.iter().filter(|activity| one.kinds.contains(&activity.kind));
        (one.code.clone(), held.map(|activity| activity.id).collect::<Vec<_>>())
    });
    held.filter(|(_, activities)| !activities.is_empty()).collect()
}

/// How a child comes to an activity in a month: what its latest right says.
fn rhythm(
    read: Reader<'_>,
    child: ChildId,
    activity: ActivityId,
    (first, last): (NaiveDate, NaiveDate),
) -> Answer<Option<Rhythm>> {
    let rights = read.enrolments(child)?.into_iter();
    let mut of_month =
        rights.filter(|one| one.activity == activity && one.from <= last && first <= one.to);
    Ok(of_month.next_back().and_then(|one| one.rhythm))
}

/// The first and the last day of a month.
pub(super) fn month(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt());
    (first, next.unwrap_or(first))
}

fn notice(missing: &[String]) -> Option<String> {
    let list = missing.join(", ");
    (!missing.is_empty()).then(|| format!("Réservation impossible\u{a0}: {list}."))
}
