//! Where the cursor of a calendar goes: to a day, a row, or to what is not in sight and is asked
//! for. It is the same in every view: a day, of the child and the activity chosen.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::range::Range;
use super::{Asked, Calendar};
use crate::desk::request::{DaysWanted, Request};
use crate::desk::view::Span;
use crate::domain::day::DayAnswer;
use crate::domain::ids::ChildId;
use crate::domain::people::DayState;
use crate::ui::key::{Key, Place, digit};
use crate::ui::turn::Turn;

/// What comes behind a view, round and round.
const fn next_view(span: Span) -> Span {
    match span {
        Span::Month => Span::Week,
        Span::Week => Span::Year,
        Span::Year => Span::Activities,
        Span::Activities | Span::Siblings => Span::Month,
    }
}

impl Calendar {
    /// The day under the cursor; none without an activity.
    pub(super) fn day(&self) -> Option<&DayAnswer> {
        self.view.rows.get(self.view.chosen())?.answer(self.cursor)
    }

    /// Where the cursor is.
    pub(super) fn place(&self) -> Place {
        Place { row: self.view.chosen(), day: self.cursor }
    }

    /// Puts the cursor on a day that is in sight.
    pub(super) fn put(&mut self, place: Place) {
        if let Some(row) = self.view.rows.get(place.row) {
            self.view.child = Some(row.child);
            self.view.activity = Some(row.activity);
        }
        self.cursor = place.day;
    }

    /// Whether a day is in sight.
    pub(super) fn shows(&self, day: NaiveDate) -> bool {
        let (first, last) = self.view.span.around(self.view.day);
        (first..=last).contains(&day)
    }

    /// The day in sight that is nearest to another one.
    pub(super) fn nearest(&self, place: Place) -> Place {
        let (first, last) = self.view.span.around(self.view.day);
        Place { day: place.day.clamp(first, last), ..place }
    }

    /// Where an arrow leads: along the days, or across them to the next week, month or row.
    pub(super) fn step(&self, key: Key) -> Place {
        let Place { row, day } = self.place();
        let up = key == Key::Up;
        let to = match (key, self.view.span) {
            (Key::Day(place), _) => return place,
            (Key::Left, _) => day.checked_sub_days(Days::new(1)),
            (Key::Right, _) => day.checked_add_days(Days::new(1)),
            (_, Span::Month) if up => day.checked_sub_days(Days::new(7)),
            (_, Span::Month) => day.checked_add_days(Days::new(7)),
            (_, Span::Year) if up => day.checked_sub_months(Months::new(1)),
            (_, Span::Year) => day.checked_add_months(Months::new(1)),
            (_, Span::Week | Span::Activities | Span::Siblings) => {
                let last = self.view.rows.len().saturating_sub(1);
                let row = if up { row.saturating_sub(1) } else { row.saturating_add(1) };
                return Place { row: row.min(last), day };
            }
        };
        Place { row, day: to.unwrap_or(day) }
    }

    /// The month, the week or the year before or after, the cursor on the same day of it.
    pub(super) fn turn_page(&mut self, key: Key, turn: &mut Turn<'_>) {
        let (span, day) = (self.view.span, self.cursor);
        let to = if key == Key::PageUp { span.before(day) } else { span.after(day) };
        self.go(Place { day: to.unwrap_or(day), ..self.place() }, turn);
    }

    /// Takes the cursor to a day; to one that is out of sight, once it has come.
    pub(super) fn go(&mut self, place: Place, turn: &mut Turn<'_>) {
        if self.shows(place.day) {
            self.put(place);
        } else {
            self.ask(DaysWanted { day: place.day, ..self.wanted() }, turn);
        }
    }

    /// Digits append while they form a day of the month, else they start anew; in a week, one is a
    /// day of it.
    pub(super) fn digit(&mut self, typed: u32, key: Key, turn: &mut Turn<'_>) {
        let Some(last) = digit(key) else { return };
        if self.view.span == Span::Week {
            let days = Days::new(u64::from(last.saturating_sub(1)));
            let day = self.view.first().checked_add_days(days).unwrap_or(self.cursor);
            self.put(self.nearest(Place { day, ..self.place() }));
        } else {
            self.number(typed, last, turn);
        }
        match self.range {
            Some(Range::Sticky(from)) => self.say_range(from, turn),
            _ => self.end_range(),
        }
    }

    /// The day of the month that the digits typed so far make.
    fn number(&mut self, typed: u32, last: u32, turn: &mut Turn<'_>) {
        let first = self.cursor.with_day(1).unwrap_or(self.cursor);
        let reached = [typed * 10 + last, last].into_iter().find_map(|number| {
            let day = first.with_day(number)?;
            Some((number, day))
        });
        if let Some((number, day)) = reached {
            self.typed = number;
            self.go(Place { day, ..self.place() }, turn);
        }
    }

    /// The first or last day on which the activity is open: of the week in sight, else of the
    /// month under the cursor.
    pub(super) fn edge(&mut self, key: Key, turn: &mut Turn<'_>) {
        let week = self.view.span == Span::Week;
        let near = |day: NaiveDate| week || same_month(day, self.cursor);
        let mut open = (self.view.days().iter())
            .filter(|answer| answer.state != DayState::Closed && near(answer.day));
        let edge = if key == Key::Home { open.next() } else { open.next_back() };
        match edge.map(|answer| answer.day) {
            Some(day) => self.cursor = day,
            None if week => turn.impossible("aucun jour ouvert cette semaine"),
            None => turn.impossible("aucun jour ouvert ce mois-ci"),
        }
    }

    pub(super) fn next_activity(&mut self, steps: usize, turn: &mut Turn<'_>) {
        let next = after(&self.of_type(), self.view.activity, steps);
        self.choose(DaysWanted { activity: next, ..self.wanted() }, turn);
    }

    /// The next child, at the same activity if it is one of theirs.
    pub(super) fn next_child(&mut self, turn: &mut Turn<'_>) {
        let children: Vec<ChildId> = self.view.children.iter().map(|(id, _)| *id).collect();
        let next = after(&children, self.view.child, 1);
        self.choose(DaysWanted { child: next, ..self.wanted() }, turn);
    }

    /// Takes the cursor to another child or activity, which may have a row in sight.
    pub(super) fn choose(&mut self, wanted: DaysWanted, turn: &mut Turn<'_>) {
        let mut rows = self.view.rows.iter();
        let is_wanted = |row: &crate::desk::view::DayRow| {
            wanted.child == Some(row.child) && wanted.activity == Some(row.activity)
        };
        match rows.position(is_wanted) {
            Some(row) => self.put(Place { row, day: self.cursor }),
            None => self.ask(wanted, turn),
        }
    }

    /// The view that comes next, around the same day.
    pub(super) fn next_view(&mut self, turn: &mut Turn<'_>) {
        let span = next_view(self.view.span);
        self.ask(DaysWanted { span, ..self.wanted() }, turn);
    }

    /// The siblings at this activity in place of the activities of this child, and back.
    pub(super) fn siblings(&mut self, turn: &mut Turn<'_>) {
        let span = if self.view.span == Span::Siblings { Span::Activities } else { Span::Siblings };
        self.ask(DaysWanted { span, ..self.wanted() }, turn);
    }

    /// The same days as they are now.
    pub(super) fn reload(&mut self, turn: &mut Turn<'_>) {
        self.ask(self.wanted(), turn);
    }

    /// What is in sight, around the cursor.
    pub(super) fn wanted(&self) -> DaysWanted {
        let view = &self.view;
        DaysWanted {
            family: view.family,
            child: view.child,
            activity: view.activity,
            span: view.span,
            day: self.cursor,
        }
    }

    fn ask(&mut self, wanted: DaysWanted, turn: &mut Turn<'_>) {
        let ticket = turn.ask(Request::TurnCalendar(wanted));
        self.asked = Some(Asked::Days(ticket, wanted.day));
    }
}

/// Whether two days are of the same month.
fn same_month(one: NaiveDate, other: NaiveDate) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}

/// The one that stands some steps behind the current one, round and round.
fn after<Id: Copy + PartialEq>(ids: &[Id], current: Option<Id>, steps: usize) -> Option<Id> {
    let place = ids.iter().position(|id| Some(*id) == current).unwrap_or(0);
    ids.iter().cycle().nth(place + steps).copied()
}
