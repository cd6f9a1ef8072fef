//! Who goes where: enrolments for the school year, bookings of this month and the next.
//!
//! Nobody is booked beyond an activity's places but where a waiting list is wanted.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use fastrand::Rng;

use crate::domain::people::BookingState;
use crate::import::{ActivityRow, BookingRow, ChildRow, EnrolmentRow, FamilyRow};

use super::activities::{
    AFTER_SCHOOL, CANTEEN, CIRCUS, LARGE_WEDNESDAY, SCHOOL_DAYS, SPORT, THEATRE, WEDNESDAY,
    after_school_of, canteen_of,
};
use super::people::{JEAN_MOULIN, chance};
use super::year::Year;

/// Children of the crowd who eat at Jean-Moulin every day: with Léo and Inès, 42 of 60 places
/// are left.
const JEAN_MOULIN_EATERS: usize = 16;
/// Children of the crowd at the Petite Cité every Wednesday.
const WEDNESDAY_REGULARS: usize = 30;
/// Households of the crowd behind Issa on the waiting list.
pub(super) const BEHIND_ISSA: usize = 2;
/// Families of the crowd that wait for an agent's yes.
const AT_THE_THEATRE: usize = 10;

/// Days of the two workshops and of the Wednesday centre that show something.
#[derive(Clone, Debug)]
pub(super) struct Showcase {
    /// The circus has no place left.
    pub full: Option<NaiveDate>,
    /// The circus has no place left, and Léo waits for one.
    pub waiting: Option<NaiveDate>,
    /// Term days of the workshops from tomorrow on.
    pub coming: Vec<NaiveDate>,
    /// Two Wednesdays on which the Petite Cité has no place left: Issa waits for one, and two
    /// others behind. On the second one a place is given back.
    pub full_wednesdays: Vec<NaiveDate>,
}

impl Showcase {
    /// A week from today, so that their limits have not passed.
    pub fn new(year: &Year) -> Self {
        let open = |weekdays, from| year.open_days(weekdays, year.day(from), year.day(60));
        let mut after = open(&SCHOOL_DAYS, 8).into_iter();
        let (full, waiting) = (after.next(), after.next());
        let full_wednesdays = open(&[Weekday::Wed], 10).into_iter().take(2).collect();
        Self { full, waiting, coming: open(&SCHOOL_DAYS, 1), full_wednesdays }
    }
}

/// Enrols a child for the school year, unless it is already.
pub(super) fn enrol(family: &mut FamilyRow, child: usize, activity: usize, year: &Year) {
    let enrolment = EnrolmentRow { child, activity, from: year.from, to: year.to, rhythm: None };
    if !family.enrolments.contains(&enrolment) {
        family.enrolments.push(enrolment);
    }
}

/// First and last day of the bookings: a month and more around today.
pub(super) fn window(year: &Year) -> (NaiveDate, NaiveDate) {
    let recent = year.day(-14);
    let first = recent.with_day(1).unwrap_or(recent);
    (first.max(year.from), (year.month(2) - Days::new(1)).min(year.to))
}

/// Whether a child is in a nursery or primary school.
pub(super) fn is_pupil(child: &ChildRow) -> bool {
    matches!(child.class.as_str(), "PS" | "MS" | "GS" | "CP" | "CE1" | "CE2" | "CM1" | "CM2")
}

fn is_primary(child: &ChildRow) -> bool {
    is_pupil(child) && !matches!(child.class.as_str(), "PS" | "MS" | "GS")
}

/// Everybody's bookings, and how many there are of each activity and day.
pub(super) struct Agenda<'a> {
    year: &'a Year,
    schools: &'a [&'static str],
    taken: HashMap<(usize, NaiveDate), u32>,
}

impl<'a> Agenda<'a> {
    /// Nothing is booked yet.
    pub fn new(year: &'a Year, schools: &'a [&'static str]) -> Self {
        Self { year, schools, taken: HashMap::new() }
    }

    /// Books a day, once.
    pub fn book(&mut self, family: &mut FamilyRow, whom: (usize, usize), day: NaiveDate) {
        self.put(family, whom, (day, BookingState::Booked));
    }

    /// Enrols a child, and asks an agent for days that come.
    pub fn ask(&mut self, family: &mut FamilyRow, whom: (usize, usize), days: &[NaiveDate]) {
        enrol(family, whom.0, whom.1, self.year);
        for day in days {
            self.put(family, whom, (*day, BookingState::ToValidate));
        }
    }

    fn put(
        &mut self,
        family: &mut FamilyRow,
        (child, activity): (usize, usize),
        (day, state): (NaiveDate, BookingState),
    ) {
        let booking = BookingRow { child, activity, day, state, price: None };
        if !family.bookings.contains(&booking) {
            family.bookings.push(booking);
            *self.taken.entry((activity, day)).or_default() += 1;
        }
    }

    /// A household's term: canteen, after school and Wednesdays as in a middling town.
    pub fn book_term(&mut self, family: &mut FamilyRow, rng: &mut Rng) {
        let (from, to) = window(self.year);
        for child in 0..family.children.len() {
            let pupil = family.children.get(child).filter(|child| is_pupil(child));
            let school = pupil.map(|pupil| pupil.school.as_str());
            let Some(rank) = self.schools.iter().position(|known| Some(*known) == school) else {
                continue;
            };
            let last = if chance(rng, 60) { to } else { self.year.month(1) - Days::new(1) };
            if chance(rng, 62) {
                enrol(family, child, canteen_of(rank), self.year);
                let days = if chance(rng, 60) { 4 } else { 2 };
                let share = if chance(rng, 72) { 94 } else { 0 };
                self.book_days(family, (child, canteen_of(rank)), (from, last, days, share), rng);
            }
            if chance(rng, 22) {
                enrol(family, child, after_school_of(rank), self.year);
                let days = rng.usize(1..=3);
                self.book_days(family, (child, after_school_of(rank)), (from, last, days, 90), rng);
            }
            if chance(rng, 12) {
                enrol(family, child, LARGE_WEDNESDAY, self.year);
                for day in self.year.open_days(&[Weekday::Wed], from, last) {
                    self.book(family, (child, LARGE_WEDNESDAY), day);
                }
            }
            if chance(rng, 4) && family.children.get(child).is_some_and(is_primary) {
                enrol(family, child, SPORT, self.year);
            }
        }
    }

    /// Books so many days a week from one day to another, each with a chance in percent.
    fn book_days(
        &mut self,
        family: &mut FamilyRow,
        whom: (usize, usize),
        (from, to, days, percent): (NaiveDate, NaiveDate, usize, u32),
        rng: &mut Rng,
    ) {
        let mut weekdays = SCHOOL_DAYS;
        rng.shuffle(&mut weekdays);
        let weekdays = weekdays.get(..days).unwrap_or(&SCHOOL_DAYS);
        for day in self.year.open_days(weekdays, from, to) {
            if chance(rng, percent) {
                self.book(family, whom, day);
            }
        }
    }

    /// The crowd in the activities of the screens. `crowd` are families before the Martineau, so
    /// that their bookings come first.
    pub fn book_showcase(&mut self, crowd: &mut [&mut FamilyRow], show: &Showcase, rng: &mut Rng) {
        self.book_jean_moulin(crowd);
        let year = self.year;
        let mut children = Vec::new();
        for (index, family) in crowd.iter().enumerate() {
            let primary = |(_, child): &(usize, &ChildRow)| is_primary(child);
            let of_family = family.children.iter().enumerate().filter(primary);
            children.extend(of_family.map(|(child, _)| (index, child)));
        }
        rng.shuffle(&mut children);
        let mut book = |whom: &(usize, usize), activity, day| {
            if let Some(family) = crowd.get_mut(whom.0) {
                enrol(family, whom.1, activity, year);
                self.book(family, (whom.1, activity), day);
            }
        };
        for child in children.iter().take(8) {
            show.full.into_iter().chain(show.waiting).for_each(|day| book(child, CIRCUS, day));
        }
        for child in children.iter().take(3) {
            show.coming.iter().take(12).for_each(|day| book(child, CIRCUS, *day));
        }
        for (rank, child) in children.iter().skip(8).take(AT_THE_THEATRE).enumerate() {
            if let Some(day) = show.coming.get(rank % 5 + 4) {
                book(child, THEATRE, *day);
            }
        }
        let (from, to) = window(year);
        for child in children.iter().rev().take(WEDNESDAY_REGULARS) {
            for day in year.open_days(&[Weekday::Wed], from, to) {
                book(child, WEDNESDAY, day);
            }
        }
        for child in children.iter().rev().skip(WEDNESDAY_REGULARS).take(10) {
            show.full_wednesdays.iter().for_each(|day| book(child, WEDNESDAY, *day));
        }
    }

    /// Puts a household of the crowd on the waiting list of the full Wednesdays, if it has a pupil
    /// of the age; whether it has.
    pub fn line_up(&mut self, family: &mut FamilyRow, show: &Showcase) -> bool {
        let Some(child) = family.children.iter().position(is_primary) else { return false };
        enrol(family, child, WEDNESDAY, self.year);
        for day in &show.full_wednesdays {
            self.book(family, (child, WEDNESDAY), *day);
        }
        true
    }

    fn book_jean_moulin(&mut self, crowd: &mut [&mut FamilyRow]) {
        let (from, to) = window(self.year);
        let days = self.year.open_days(&SCHOOL_DAYS, from, to);
        let mut eaters = 0;
        for family in crowd {
            let pupils: Vec<usize> = (0..family.children.len())
                .filter(|i| family.children.get(*i).is_some_and(is_pupil))
                .collect();
            for child in pupils {
                if eaters == JEAN_MOULIN_EATERS {
                    return;
                }
                eaters += 1;
                if let Some(pupil) = family.children.get_mut(child) {
                    JEAN_MOULIN.clone_into(&mut pupil.school);
                }
                enrol(family, child, CANTEEN, self.year);
                enrol(family, child, AFTER_SCHOOL, self.year);
                for day in &days {
                    self.book(family, (child, CANTEEN), *day);
                }
            }
        }
    }

    /// Gives every activity without a fixed number of places enough of them.
    pub fn set_places(&self, activities: &mut [ActivityRow]) {
        for (index, activity) in activities.iter_mut().enumerate() {
            if activity.places == Some(0) {
                let most = self.taken.iter().filter(|((of, _), _)| *of == index);
                let most = most.map(|(_, taken)| *taken).max().unwrap_or_default();
                activity.places = Some((most + most / 5).div_ceil(20).max(1) * 20);
            }
        }
    }
}
