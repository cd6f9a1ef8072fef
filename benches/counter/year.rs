//! T9: a school year of three activities, durable, against what the disk asks for a commit.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use guichet::domain::ids::{ActivityId, FamilyId};
use guichet::domain::people::BookingState;
use guichet::journal::fact::{BookingMade, BookingsChanged};

use crate::Outcome;
use crate::disk::Disk;
use crate::measure::{Clock, Duel, Series};
use crate::town::Town;

/// School days of a year.
const DAYS: usize = 144;
/// Activities of each.
const ACTIVITIES: usize = 3;
/// Years of a round.
const YEARS: usize = 20;
/// Rounds.
const ROUNDS: usize = 5;

/// Measures bookings of a year on a town: each of another child, and of days that nobody has yet.
pub fn run(town: &mut Town) -> Outcome<()> {
    let children = children(town, YEARS * ROUNDS)?;
    let activities = activities(town)?;
    let mut raw = Disk::beside(town)?;
    let mut first = NaiveDate::from_ymd_opt(2028, 1, 1).ok_or("no such day")?;
    let mut duel = Duel::default();
    for round in children.chunks(YEARS) {
        let (mut ours, mut disk) = (Series::default(), Series::default());
        for (family, child) in round {
            let days: Vec<NaiveDate> = first.iter_days().take(DAYS).collect();
            first = days.last().map_or(first, |last| *last + Days::new(1));
            ours.time(|| book(town, (*family, *child), &activities, &days))?;
            disk.time(|| raw.write())?;
            town.counter.store.checkpoint()?;
        }
        duel.round(ours, disk);
    }
    duel.print("T9 432 bookings of a year, durable", "   12 KiB over a file + fdatasync");
    duel.ratio("T9 year / raw, wall, p50 (target ≤ 8x)", Clock::Wall, (500, 500));
    Ok(())
}

/// One gesture, as the desk writes it once the rules have decided.
fn book(
    town: &mut Town,
    (family, child): (Uuid, Uuid),
    activities: &[ActivityId],
    days: &[NaiveDate],
) -> Outcome<()> {
    let mut gesture = town.counter.store.begin(town.now, town.agent)?;
    let mut added = Vec::with_capacity(days.len() * activities.len());
    for day in days {
        for activity in activities {
            added.push(BookingMade {
                booking: gesture.new_id()?,
                child: child.into(),
                activity: *activity,
                day: *day,
                state: BookingState::Booked,
                price: None,
                deadline: None,
                paid: None,
            });
        }
    }
    let family: FamilyId = family.into();
    let cancelled = Vec::new();
    let fact = BookingsChanged { family, added, cancelled, undoes: None, closing: None };
    gesture.append(&fact.into())?;
    Ok(gesture.commit()?)
}

/// Children in an order that jumps through the town.
fn children(town: &Town, count: usize) -> Outcome<Vec<(Uuid, Uuid)>> {
    let sql = "SELECT family, id FROM child ORDER BY substr(id, 16), id LIMIT ?1";
    let mut statement = town.bare.prepare(sql)?;
    let rows = statement.query_map([count], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Activities with the most places.
fn activities(town: &Town) -> Outcome<Vec<ActivityId>> {
    let sql = "SELECT id FROM activity ORDER BY places DESC, id LIMIT ?1";
    let mut statement = town.bare.prepare(sql)?;
    let rows = statement.query_map([ACTIVITIES], |row| Ok(row.get::<_, Uuid>(0)?.into()))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
