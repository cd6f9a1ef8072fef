//! Bookings of the named families: the month of storyboard 4, moved to any day.

use chrono::{NaiveDate, Weekday};
use fastrand::Rng;

use crate::import::FamilyRow;

use super::activities::{AFTER_SCHOOL, CANTEEN, CIRCUS, SCHOOL_DAYS, SPORT, THEATRE, WEDNESDAY};
use super::bookings::{Agenda, Showcase, enrol, window};
use super::named::{BENALI, DUMAS, KONE, LEFORT, MARTIN, MARTINEAU};
use super::year::Year;

/// Léo eats on every canteen day until a week from today, but for these days from today:
/// « 9 · délai », « 12 × annulé », « 24 ▲ », « 26 ▲ ».
const LEO_FREE: [i64; 4] = [-11, -8, 4, 6];
const LEO: usize = 0;
const INES: usize = 1;

/// Enrols and books a named family.
pub(super) fn book(
    family: &mut FamilyRow,
    agenda: &mut Agenda<'_>,
    (year, show): (&Year, &Showcase),
    rng: &mut Rng,
) {
    let days_ahead = |which: &[usize]| -> Vec<NaiveDate> {
        which.iter().filter_map(|n| show.coming.get(*n).copied()).collect()
    };
    let is = |number: u32| family.login == format!("EVR{number:05}");
    if is(MARTINEAU) {
        book_martineau(family, agenda, year, show);
    } else if is(KONE) {
        enrol(family, 0, WEDNESDAY, year);
        show.full_wednesdays.iter().for_each(|day| agenda.book(family, (0, WEDNESDAY), *day));
    } else if is(MARTIN) {
        enrol(family, 0, WEDNESDAY, year);
        agenda.ask(family, (0, THEATRE), &days_ahead(&[6, 9]));
        agenda.book_term(family, rng);
    } else if is(DUMAS) {
        agenda.ask(family, (0, THEATRE), &days_ahead(&[8]));
        agenda.book_term(family, rng);
    } else if is(LEFORT) {
        // Fourteen years old: too old for it.
        enrol(family, 0, SPORT, year);
    } else {
        if is(BENALI) {
            enrol(family, 1, SPORT, year);
            agenda.ask(family, (1, THEATRE), &days_ahead(&[6]));
        }
        agenda.book_term(family, rng);
    }
}

fn book_martineau(family: &mut FamilyRow, agenda: &mut Agenda<'_>, year: &Year, show: &Showcase) {
    for child in [LEO, INES] {
        enrol(family, child, CANTEEN, year);
    }
    for activity in [AFTER_SCHOOL, WEDNESDAY, CIRCUS, THEATRE] {
        enrol(family, LEO, activity, year);
    }
    let (from, _) = window(year);
    let free = LEO_FREE.map(|offset| year.day(offset));
    for day in year.open_days(&SCHOOL_DAYS, from, year.day(7)) {
        if !free.contains(&day) {
            agenda.book(family, (LEO, CANTEEN), day);
        }
        agenda.book(family, (INES, CANTEEN), day);
    }
    // The last Wednesday was given back.
    let gone = year.open_days(&[Weekday::Wed], from, year.day(-1)).pop();
    for day in year.open_days(&[Weekday::Wed], from, year.day(8)) {
        if Some(day) != gone {
            agenda.book(family, (LEO, WEDNESDAY), day);
        }
    }
    for day in circus_days(show) {
        agenda.book(family, (LEO, CIRCUS), day);
    }
    for day in show.coming.iter().skip(5).step_by(3).take(2) {
        agenda.book(family, (LEO, THEATRE), *day);
    }
}

/// Tomorrow's, too late to give back; one to wait for; and two to give back in time.
fn circus_days(show: &Showcase) -> Vec<NaiveDate> {
    let first = show.coming.first();
    let later = show.coming.iter().filter(|day| show.waiting.is_some_and(|wait| **day > wait));
    first.into_iter().chain(&show.waiting).chain(later.take(2)).copied().collect()
}
