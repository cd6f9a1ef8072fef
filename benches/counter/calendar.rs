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

/// First and last day.
type Month = (NaiveDate, NaiveDate);

/// Measures the calendar on a town: what the month is read from, and the whole answer, for an
/// agent who turns the months of a family. The first look is written down as well, durably.
pub fn run(town: &mut Town) -> Outcome<()> {
    let children = booked_children(town)?;
    let today = town.now.today();
    let first = today.with_day(1).unwrap_or(today);
    let month = (first, first + chrono::Months::new(1) - chrono::Days::new(1));
    let (mut reads, mut answers) = (Duel::default(), Duel::default());
    let mut looks = Series::default();
    for _ in 0..ROUNDS {
        let [mut scan, mut read, mut answer] = <[Series; 3]>::default();
        for child in &children {
            looks.time(|| open(town, *child))?;
            scan.time(|| bare(town, child.child, month))?;
            read.time(|| rows(town, child, month))?;
            answer.time(|| open(town, *child))?;
        }
        town.counter.store.checkpoint()?;
        reads.round(read, scan.clone());
        answers.round(answer, scan);
    }
    reads.print("T8 bookings and places of a month", "   one scan of the bookings");
    reads.ratio("T8 rows p50 / scan p50 (target ≤ 3x)", Clock::Cpu, (500, 500));
    reads.ratio("T8 rows p99 / scan p99 (≤ 100 µs)", Clock::Cpu, (990, 990));
    answers.print("T8 the month decided, another one", "   one scan of the bookings");
    answers.ratio("T8 the whole answer p50 / scan p50", Clock::Cpu, (500, 500));
    looks.print("T8 the first look, written down");
    Ok(())
}

/// A booked day's child, family and activity.
#[derive(Clone, Copy)]
struct Booked {
    family: Uuid,
    child: Uuid,
    activity: Uuid,
}

/// The whole answer.
fn open(town: &mut Town, of: Booked) -> Outcome<()> {
    let request = Request::OpenCalendar {
        family: of.family.into(),
        child: Some(of.child.into()),
        activity: None,
        month: town.now.today(),
    };
    match perform(&mut town.counter, town.now, request) {
        Reply::Calendar(_) => Ok(()),
        reply => Err(format!("{reply:?}").into()),
    }
}

/// What a month is read from: its bookings, and the places taken of an activity.
fn rows(town: &Town, of: &Booked, (first, last): Month) -> Outcome<usize> {
    let read = town.counter.store.read();
    let bookings = read.bookings(of.child.into(), first, last)?;
    let places = read.places_taken(of.activity.into(), first, last)?;
    Ok(bookings.len() + places.len())
}

/// A child's bookings of a month, by primary key.
fn bare(town: &Town, child: Uuid, (first, last): Month) -> Outcome<usize> {
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
fn booked_children(town: &Town) -> Outcome<Vec<Booked>> {
    let mut statement = town.bare.prepare(
        "SELECT family, id, (SELECT activity FROM booking WHERE child = child.id) AS booked
         FROM child WHERE booked NOT NULL ORDER BY substr(id, 16), id LIMIT ?1",
    )?;
    let rows = statement.query_map([CHILDREN], |row| {
        Ok(Booked { family: row.get(0)?, child: row.get(1)?, activity: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
