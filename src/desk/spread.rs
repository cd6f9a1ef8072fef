//! A period of a child's days: given back, or taken from a sibling; and what it would come to.
//!
//! Nothing is written here: what it comes to is a review, confirmed like any other.

use chrono::NaiveDate;

use super::days::{FamilyDays, activities_of};
use super::pattern::{checked, sort};
use super::refusal::Refusal;
use super::request::{DayChange, Reply, Spread, SpreadWhat};
use super::view::{KnownPeriod, Sorted, SpreadRow, SpreadView};
use super::{Answer, Counter, booking, known_family};
use crate::domain::activity::Activity;
use crate::domain::calendar::SchoolCalendar;
use crate::domain::enrolment::Span;
use crate::domain::household::Guardian;
use crate::domain::ids::ChildId;
use crate::domain::time::Moment;
use crate::store::Reader;

pub(super) fn review(counter: &mut Counter, now: Moment, wish: &Spread) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    let (read, profile, today) = (snapshot.read(), &counter.profile, now.today());
    let family = known_family(read, wish.family)?;
    let (mine, siblings): (Vec<_>, Vec<_>) =
        read.children(family.id)?.into_iter().partition(|child| child.id == wish.child);
    let child = mine.into_iter().next().ok_or(Refusal::Unknown { what: "Cet enfant" })?;
    let name = read.guardians(family.id)?.first().map(Guardian::name).unwrap_or_default();
    let periods = known_periods(&profile.calendar.school, today);
    let nearest = periods.first().map(|known| known.span);
    let wish = Spread { period: wish.period.or(nearest), ..wish.clone() };
    let mut view = SpreadView {
        whose: format!("{name} · {}", family.login),
        given: child.given.clone(),
        siblings: siblings.into_iter().map(|one| (one.id, one.given)).collect(),
        rows: Vec::new(),
        periods,
        sorted: Sorted::default(),
        wish,
    };
    if let Some(span) = view.wish.period.map(checked).transpose()? {
        let from = span.from.max(today);
        let activities = activities_of(counter, &child, today)?;
        let changes = changes(read, &mut view, &activities, Span { from, ..span })?;
        let mut days = FamilyDays::new(read, profile, now, family.id)?;
        view.sorted = match view.wish.what {
            SpreadWhat::GiveBack => Sorted {
                review: booking::evaluate_of(&mut days, profile, now, &changes)?.review,
                ..Sorted::default()
            },
            SpreadWhat::CopyOf(_) => sort(&mut days, profile, now, &changes, view.wish.late)?,
        };
    }
    Ok(Reply::Spread(Box::new(view)))
}

/// The periods that need no typing: until the next holidays, these, and until the summer.
fn known_periods(school: &SchoolCalendar, today: NaiveDate) -> Vec<KnownPeriod> {
    let mut known = Vec::new();
    if let Some(next) = school.next_break(today) {
        if let Some(to) = next.first.pred_opt() {
            known.push(KnownPeriod {
                name: "jusqu’aux vacances".to_owned(),
                span: Span { from: today, to },
            });
        }
        known.push(KnownPeriod {
            name: next.name.clone(),
            span: Span { from: next.first, to: next.last },
        });
    }
    if let Ok(to) = school.last_of_year(today) {
        known.push(KnownPeriod {
            name: "année scolaire".to_owned(),
            span: Span { from: today, to },
        });
    }
    known
}

/// What the period holds, activity by activity, and the changes that are wanted of it.
fn changes(
    read: Reader<'_>,
    view: &mut SpreadView,
    activities: &[Activity],
    span: Span,
) -> Answer<Vec<DayChange>> {
    let Spread { child, what, .. } = view.wish;
    let (of, book): (ChildId, bool) = match what {
        SpreadWhat::GiveBack => (child, false),
        SpreadWhat::CopyOf(sibling) => (sibling, true),
    };
    let standing = read.bookings(of, span.from, span.to)?;
    let mut changes = Vec::new();
    for one in standing.into_iter().filter(|one| one.state.stands()) {
        let found = view.rows.iter().position(|row| row.activity == one.activity);
        let at = match (found, activities.iter().find(|known| known.id == one.activity)) {
            (Some(at), _) => at,
            (None, None) if book => continue,
            (None, known) => {
                let label = match known {
                    Some(known) => known.label.clone(),
                    None => read.activity(one.activity)?.map(|one| one.label).unwrap_or_default(),
                };
                view.rows.push(SpreadRow { activity: one.activity, label, days: 0 });
                view.rows.len() - 1
            }
        };
        if let Some(row) = view.rows.get_mut(at) {
            row.days += 1;
        }
        if !view.wish.without.contains(&one.activity) {
            changes.push(DayChange { child, activity: one.activity, day: one.day, book });
        }
    }
    view.rows.sort_by(|a, b| (&a.label, a.activity).cmp(&(&b.label, b.activity)));
    Ok(changes)
}
