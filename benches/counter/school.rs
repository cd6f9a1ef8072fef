//! A school year of three activities: the year in sight, and what a week pattern comes to, against
//! one scan of the child's rows.

use chrono::NaiveDate;
use rusqlite::params;
use uuid::Uuid;

use guichet::desk::perform;
use guichet::desk::request::{DaysWanted, Pattern, PatternPeriod, Reply, Request, Tick};
use guichet::desk::view::Span;
use guichet::domain::ids::{ActivityId, ChildId};
use guichet::domain::pattern::Weeks;
use guichet::domain::weekdays::Weekdays;

use crate::Outcome;
use crate::measure::{Clock, Duel, Series};
use crate::town::Town;

/// Children of a round.
const CHILDREN: usize = 40;
/// Activities of each.
const ACTIVITIES: usize = 3;
/// Rounds.
const ROUNDS: usize = 5;

/// A child with rights to three activities or more.
struct Busy {
    family: Uuid,
    child: Uuid,
    activities: Vec<ActivityId>,
}

/// Measures what an agent waits for when a parent speaks of a whole year: nothing is written.
pub fn run(town: &mut Town) -> Outcome<()> {
    let children = busy_children(town)?;
    let mut days = 0;
    for child in &children {
        days += week(town, child)?;
    }
    println!("  {} children, {days} days to add in a week over a year x 3", children.len());
    let (mut years, mut patterns) = (Duel::default(), Duel::default());
    for _ in 0..ROUNDS {
        let [mut scan, mut year, mut pattern] = <[Series; 3]>::default();
        for child in &children {
            scan.time(|| bare(town, child.child))?;
            year.time(|| school_year(town, child))?;
            pattern.time(|| week(town, child))?;
        }
        town.counter.store.checkpoint()?;
        years.round(year, scan.clone());
        patterns.round(pattern, scan);
    }
    years.print("T9 a school year in sight", "   one scan of a year's bookings");
    years.ratio("T9 year p50 / scan p50", Clock::Cpu, (500, 500));
    patterns.print("T9 a week over a year x 3 (≤ 200 ms)", "   one scan of a year's bookings");
    patterns.ratio("T9 pattern p50 / scan p50", Clock::Cpu, (500, 500));
    patterns.ratio("T9 pattern p99 / scan p99", Clock::Cpu, (990, 990));
    Ok(())
}

/// The year of the child's first activity.
fn school_year(town: &mut Town, of: &Busy) -> Outcome<()> {
    let (family, child) = (of.family.into(), Some(of.child.into()));
    let activity = of.activities.first().copied();
    let (span, day) = (Span::Year, town.now.today());
    let wanted = DaysWanted { family, child, activity, span, day };
    match perform(&mut town.counter, town.now, Request::TurnCalendar(wanted)) {
        Reply::Calendar(_) => Ok(()),
        reply => Err(format!("{reply:?}").into()),
    }
}

/// Every working day of three activities until the summer; how many would be booked.
fn week(town: &mut Town, of: &Busy) -> Outcome<usize> {
    let (family, child): (_, ChildId) = (of.family.into(), of.child.into());
    let tick = |activity: &ActivityId| Tick { activity: *activity, days: Weekdays::WORKING_WEEK };
    let ticks = of.activities.iter().map(tick).collect();
    let (period, weeks) = (PatternPeriod::SchoolYear, Weeks::Every);
    let pattern = Pattern { family, child, ticks, period, weeks, late: true };
    match perform(&mut town.counter, town.now, Request::ReviewPattern(pattern)) {
        Reply::Pattern(view) => {
            Ok(view.sorted.review.added.len() + view.sorted.review.waiting.len())
        }
        reply => Err(format!("{reply:?}").into()),
    }
}

/// A child's bookings of a year, by primary key.
fn bare(town: &Town, child: Uuid) -> Outcome<usize> {
    let first = town.now.today();
    let last = first + chrono::Months::new(12);
    let mut scan = town.bare.prepare_cached(
        "SELECT day, activity, state, price, id FROM booking
         WHERE child = ?1 AND day BETWEEN ?2 AND ?3",
    )?;
    let rows = scan.query_map(params![child, first, last], |row| {
        Ok((row.get::<_, NaiveDate>(0)?, row.get::<_, Uuid>(1)?, row.get::<_, String>(2)?))
    })?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.len())
}

/// Those who have rights to the most activities.
fn busy_children(town: &Town) -> Outcome<Vec<Busy>> {
    let mut statement = town.bare.prepare(
        "SELECT c.family, c.id FROM child c JOIN enrolment e ON e.child = c.id
         GROUP BY c.id ORDER BY count(DISTINCT e.activity) DESC, substr(c.id, 16), c.id LIMIT ?1",
    )?;
    let rows = statement.query_map([CHILDREN], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut children = Vec::new();
    for row in rows.collect::<Result<Vec<(Uuid, Uuid)>, _>>()? {
        let (family, child) = row;
        let mut rights = town.bare.prepare_cached(
            "SELECT DISTINCT activity FROM enrolment WHERE child = ?1 ORDER BY activity LIMIT ?2",
        )?;
        let activities = rights
            .query_map(params![child, ACTIVITIES], |row| Ok(row.get::<_, Uuid>(0)?.into()))?
            .collect::<Result<Vec<ActivityId>, _>>()?;
        children.push(Busy { family, child, activities });
    }
    Ok(children)
}
