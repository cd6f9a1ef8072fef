//! The days that a calendar shows, each decided and explained.

use chrono::NaiveDate;

use super::asker::Asker;
use super::days::{ChildDays, Period, activities_of, missing};
use super::refusal::Refusal;
use super::request::{DaysWanted, Reply};
use super::view::{CalendarView, DayRow, Span, Terms};
use super::{Answer, Counter, known_family, undo_booking};
use crate::domain::activity::Activity;
use crate::domain::household::{Child, Guardian};
use crate::domain::ids::{ActivityId, AgentId, ChildId};
use crate::domain::people::Rhythm;
use crate::domain::time::Moment;
use crate::print::year::{YearText, year};
use crate::profile::{Profile, portail_legende};
use crate::store::Reader;
use crate::store::read::family::FamilyRecord;

pub(super) fn open(counter: &mut Counter, now: Moment, wanted: &DaysWanted) -> Answer<Reply> {
    let agent = counter.agent()?;
    let view = view(counter, now, Some(agent.id), wanted)?;
    counter.store.log_look(agent.id, wanted.family, now)?;
    Ok(Reply::Calendar(Box::new(view)))
}

/// The school year as it is written, whatever waits on the screen.
pub(super) fn print(counter: &mut Counter, now: Moment, wanted: &DaysWanted) -> Answer<Reply> {
    let agent = counter.agent()?;
    let wanted = DaysWanted { span: Span::Year, ..*wanted };
    let view = view(counter, now, Some(agent.id), &wanted)?;
    let legend = portail_legende().map_err(|wrong| Refusal::Sentence(wrong.to_string()))?;
    counter.store.log_look(agent.id, wanted.family, now)?;
    let child = view.children.iter().find(|(id, _)| Some(*id) == view.child);
    let activity = view.activities.iter().find(|(id, _)| Some(*id) == view.activity);
    Ok(Reply::Page(year(&YearText {
        town: &counter.house.commune,
        specimen: counter.house.demo,
        whose: &view.whose,
        child: child.map_or("", |(_, given)| given),
        activity: activity.map_or("", |(_, label)| label),
        on: now.today(),
        days: view.days(),
        legend: &legend,
    })))
}

/// All of it from one snapshot, so that its days agree with each other. Without the child or the
/// activity that is wanted: the eldest, and the first of its activities.
pub(super) fn view(
    counter: &Counter,
    now: Moment,
    agent: Option<AgentId>,
    wanted: &DaysWanted,
) -> Answer<CalendarView> {
    let snapshot = counter.store.snapshot()?;
    let read = snapshot.read();
    let family = known_family(read, wanted.family)?;
    let children = read.children(family.id)?;
    let child = wanted
        .child
        .and_then(|id| children.iter().find(|child| child.id == id))
        .or_else(|| children.first());
    let between = wanted.span.around(wanted.day);
    let name = read.guardians(family.id)?.first().map(Guardian::name).unwrap_or_default();
    let undoable = match agent {
        Some(agent) => undo_booking::undoable(read, family.id, agent, now)?,
        None => None,
    };
    let mut view = CalendarView {
        family: family.id,
        whose: format!("{name} · {}", family.login),
        children: children.iter().map(|child| (child.id, child.given.clone())).collect(),
        child: child.map(|child| child.id),
        activities: Vec::new(),
        activity: None,
        span: wanted.span,
        day: wanted.day,
        rows: Vec::new(),
        terms: Terms::default(),
        notice: notice(&missing(read, &counter.profile, &family, now.today())?),
        undoable: undoable.map(|last| last.entry),
    };
    let Some(child) = child else { return Ok(view) };
    let activities = activities_of(counter, child, between.0)?;
    let chosen = wanted
        .activity
        .and_then(|id| activities.iter().find(|activity| activity.id == id))
        .or_else(|| activities.first());
    if let Some(chosen) = chosen {
        let asker = agent.map_or(Asker::Family, Asker::of);
        let shown = Shown { counter, read, now, family: &family, asker, between };
        view.activity = Some(chosen.id);
        view.terms.rhythm = rhythm(read, child.id, chosen.id, between)?;
        for (child, activity) in
            shown.rows(wanted.span, (child, &children), (chosen, &activities))?
        {
            let days = shown.days(child, activity)?;
            let column = days.price(&counter.profile, between.0).column;
            view.terms.bracket = column.map(|one| one.letter().to_string()).unwrap_or_default();
            view.rows.push(shown.row(&days));
        }
    }
    view.terms.types = types(&counter.profile, &activities);
    view.activities = activities.into_iter().map(|one| (one.id, one.label)).collect();
    Ok(view)
}

/// What the rows of a calendar are read and decided from.
struct Shown<'a> {
    counter: &'a Counter,
    read: Reader<'a>,
    now: Moment,
    family: &'a FamilyRecord,
    asker: Asker,
    /// First and last day.
    between: (NaiveDate, NaiveDate),
}

impl Shown<'_> {
    /// Which child at which activity stands on each row.
    fn rows<'c>(
        &self,
        span: Span,
        (child, children): (&'c Child, &'c [Child]),
        (activity, activities): (&Activity, &[Activity]),
    ) -> Answer<Vec<(&'c Child, ActivityId)>> {
        match span {
            Span::Month | Span::Year => Ok(vec![(child, activity.id)]),
            Span::Week | Span::Activities => {
                Ok(activities.iter().map(|activity| (child, activity.id)).collect())
            }
            Span::Siblings => {
                let mut rows = Vec::new();
                for sibling in children {
                    let theirs = activities_of(self.counter, sibling, self.between.0)?;
                    if theirs.iter().any(|one| one.id == activity.id) {
                        rows.push((sibling, activity.id));
                    }
                }
                Ok(rows)
            }
        }
    }

    /// One scan a table, however many days there are.
    fn days(&self, child: &Child, activity: ActivityId) -> Answer<ChildDays> {
        let (from, to) = self.between;
        let period = Period { family: self.family, child, from, to };
        let (profile, today) = (&self.counter.profile, self.now.today());
        let days = ChildDays::load(self.read, profile, period, activity, today)?;
        Ok(days.asked_by(self.asker))
    }

    fn row(&self, days: &ChildDays) -> DayRow {
        let (first, last) = self.between;
        let shown = first.iter_days().take_while(|day| *day <= last);
        let days_of = shown.map(|day| days.answer(&self.counter.profile, self.now, day));
        DayRow { child: days.child.id, activity: days.activity.id, days: days_of.collect() }
    }
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

/// How a child comes to an activity between two days: what its latest right says.
pub(super) fn rhythm(
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

fn notice(missing: &[String]) -> Option<String> {
    let list = missing.join(", ");
    (!missing.is_empty()).then(|| format!("Réservation impossible\u{a0}: {list}."))
}
