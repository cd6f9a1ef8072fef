//! T8: the month of a child, against one scan of the rows that it shows.

use chrono::{Datelike, NaiveDate};
use rusqlite::params;
use uuid::Uuid;

use guichet::desk::perform;
use guichet::desk::request::{Reply, Request};

use crate::Outcome;
use crate::measure::{Clock, Duel, Series};
use crate::town::Town;

/// Children of a round.
const CHILDREN: usize = 1_000;
/// Rounds.
const ROUNDS: usize = 5;

/// Measures the calendar on a town.
pub fn run(town: &mut Town) -> Outcome<()> {
    let children = booked_children(town)?;
    let today = town.now.today();
    let first = today.with_day(1).unwrap_or(today);
    let last = first + chrono::Months::new(1) - chrono::Days::new(1);
    let mut duel = Duel::default();
    for _ in 0..ROUNDS {
        let (mut ours, mut scan) = (Series::default(), Series::default());
        for (family, child) in &children {
            let (family, child) = (*family, *child);
            let request = Request::OpenCalendar {
                family: family.into(),
                child: Some(child.into()),
                activity: None,
                month: today,
            };
            let reply = ours.time(|| Ok(perform(&mut town.counter, town.now, request)))?;
            let Reply::Calendar(_) = reply else { return Err(format!("{reply:?}").into()) };
            scan.time(|| month(town, child, (first, last)))?;
        }
        town.counter.store.checkpoint()?;
        duel.round(ours, scan);
    }
    duel.print("T8 a child's month", "   one scan of its bookings");
    duel.ratio("T8 p50 / scan p50 (target ≤ 3x)", Clock::Cpu, (500, 500));
    duel.ratio("T8 p99 / scan p99", Clock::Cpu, (990, 990));
    Ok(())
}

/// A child's bookings of a month, by primary key.
fn month(town: &Town, child: Uuid, (first, last): (NaiveDate, NaiveDate)) -> Outcome<usize> {
    let mut scan = town.bare.prepare_cached(
        "SELECT day, activity, state, price, id FROM booking
         WHERE child = ?1 AND day BETWEEN ?2 AND ?3",
    )?;
    let rows = scan.query_map(params![child, first, last], |row| {
        Ok((
            row.get::<_, NaiveDate>(0)?,
            row.get::<_, Uuid>(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, Option<i64>>(3)?,
        ))
    })?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.len())
}

/// Children with bookings, in an order that jumps through the town.
fn booked_children(town: &Town) -> Outcome<Vec<(Uuid, Uuid)>> {
    let mut statement = town.bare.prepare(
        "SELECT family, id FROM child WHERE EXISTS (SELECT 1 FROM booking WHERE child = child.id)
         ORDER BY substr(id, 16), id LIMIT ?1",
    )?;
    let rows = statement.query_map([CHILDREN], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
