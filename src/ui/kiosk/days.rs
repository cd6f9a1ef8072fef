//! A month of a child's days: they are chosen here, and written only after a review.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::keys::Act;
use super::menu::{Question, ask};
use super::page::{Go, Page, Said, Scene, month};
use super::typing::{Typing, Wanted};
use super::words::Phrase;
use crate::desk::request::kiosk::{ChangeSubject, KioskRequest};
use crate::desk::view::CalendarView;
use crate::domain::day::DayAnswer;
use crate::ui::key::{Key, Place};
use crate::ui::screen::calendar_views::Sight;
use crate::ui::screen::pending::Pending;

/// A month, a day in it, and what was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Days {
    view: Box<CalendarView>,
    cursor: NaiveDate,
    pending: Pending,
}

impl Days {
    /// A month that was just opened, the cursor on the day that was asked for.
    pub fn new(view: Box<CalendarView>) -> Self {
        Self { cursor: view.day, view, pending: Pending::default() }
    }

    /// The month.
    pub const fn view(&self) -> &CalendarView {
        &self.view
    }

    /// The day under the cursor.
    pub const fn cursor(&self) -> NaiveDate {
        self.cursor
    }

    /// What was chosen.
    pub const fn pending(&self) -> &Pending {
        &self.pending
    }

    /// Another month, or the same again: what was chosen stays.
    pub fn show(&mut self, view: Box<CalendarView>) {
        if !is_in(&view, self.cursor) {
            self.cursor = view.day;
        }
        self.view = view;
    }

    /// `Léo · Cantine Jean-Moulin`.
    pub fn whose(&self) -> String {
        let view = &self.view;
        let given = view.children.iter().find(|(id, _)| Some(*id) == view.child);
        let label = view.activities.iter().find(|(id, _)| Some(*id) == view.activity);
        let names = [given.map(|(_, given)| given), label.map(|(_, label)| label)];
        let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
        names.join(" · ")
    }

    /// What is to be seen of the days.
    pub fn sight<'a>(&'a self, scene: &Scene<'a>) -> Sight<'a> {
        Sight {
            view: &self.view,
            cursor: self.cursor,
            today: scene.now.today(),
            pending: &self.pending,
            legend: scene.legend,
            kind: None,
        }
    }

    /// What is said of the day under the cursor.
    pub fn answer(&self) -> Option<&DayAnswer> {
        self.view.rows.get(self.view.chosen())?.answer(self.cursor)
    }

    /// What these days are asked for by.
    pub fn request(&self) -> KioskRequest {
        month(self.view.child, self.view.activity, self.cursor)
    }

    /// One act.
    pub fn act(&mut self, act: Act, key: Key, scene: &Scene<'_>) -> Go {
        match act {
            Act::Move => self.go(self.step(key)),
            Act::Month => {
                let there = if key == Key::PageUp {
                    self.view.span.before(self.cursor)
                } else {
                    self.view.span.after(self.cursor)
                };
                self.go(there.unwrap_or(self.cursor))
            }
            Act::Toggle => self.toggle(),
            Act::Continue if scene.house.read_only => {
                Go::Page(Typing::page(Wanted::Change(ChangeSubject::Other)))
            }
            Act::Continue if self.pending.is_empty() => Go::Say(Said::Phrase(Phrase::NoDayChosen)),
            Act::Continue => Go::Ask(KioskRequest::ReviewDays(self.pending.changes())),
            Act::Back if self.pending.is_empty() => Go::Home,
            Act::Back => Go::Page(ask(Question::Dropping(Box::new(self.clone())))),
            _ => Go::Stay,
        }
    }

    /// A click on a day: the cursor goes there.
    pub fn point(&mut self, place: Place) {
        if is_in(&self.view, place.day) {
            self.cursor = place.day;
        }
    }

    fn step(&self, key: Key) -> NaiveDate {
        let days = match key {
            Key::Left => -1,
            Key::Right => 1,
            Key::Up => -7,
            Key::Down => 7,
            _ => 0,
        };
        self.cursor.checked_add_signed(TimeDelta::days(days)).unwrap_or(self.cursor)
    }

    /// The cursor goes to a day; another month is asked for.
    fn go(&mut self, day: NaiveDate) -> Go {
        if is_in(&self.view, day) {
            self.cursor = day;
            Go::Stay
        } else {
            Go::Ask(month(self.view.child, self.view.activity, day))
        }
    }

    /// Espace: a day that can't change says its first reason.
    fn toggle(&mut self) -> Go {
        let place = Place { row: self.view.chosen(), day: self.cursor };
        let painted = self.pending.paint(&self.view, &[place]);
        self.pending.finish();
        if !painted.is_nothing() {
            return Go::Stay;
        }
        let reason = self.answer().and_then(|answer| answer.reasons.first());
        match reason {
            Some(reason) => Go::Say(Said::Rule(reason.clone())),
            None => Go::Say(Said::Phrase(Phrase::DayStays)),
        }
    }
}

/// Whether a day is one of the month in sight.
fn is_in(view: &CalendarView, day: NaiveDate) -> bool {
    let shown = view.day;
    (shown.year(), shown.month()) == (day.year(), day.month())
}

/// A month that was opened.
pub fn page(view: Box<CalendarView>) -> Page {
    Page::Days(Box::new(Days::new(view)))
}
