//! Gestures over several days of the month: a range, or the same day of every week.
//!
//! Both paint: the first day that can change decides whether all are booked or given back. What a
//! gesture under way has painted is painted anew each time it is taken further, so that going back
//! leaves nothing behind; any other key ends it.

use chrono::{Datelike, NaiveDate};

use super::{Calendar, Panel, same_month};
use crate::ui::key::Key;
use crate::ui::keymap::Action;
use crate::ui::msg::Tone;
use crate::ui::screen::painted::Painted;
use crate::ui::turn::Turn;

/// A gesture over several days that is not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// Days in a row from this one to the cursor, while Maj is held.
    Held(NaiveDate),
    /// The same from `P` to `P`.
    Sticky(NaiveDate),
    /// The column of this day.
    Column(NaiveDate),
}

impl Calendar {
    /// Books or gives back the days between two of the month in sight, both included, in either
    /// order: the first one that can change decides which. Nothing is written.
    ///
    /// Until [`Calendar::end_range`] every call replaces the one before, as the pointer or the
    /// cursor moves on; it is taken back as a whole.
    pub fn paint(&mut self, first: NaiveDate, last: NaiveDate) -> Painted {
        let between = |day: NaiveDate| (first.min(last)..=first.max(last)).contains(&day);
        let days = || self.view.days.iter().filter(|answer| between(answer.day));
        if first <= last {
            self.pending.paint(&self.view, days())
        } else {
            self.pending.paint(&self.view, days().rev())
        }
    }

    /// Ends a gesture over several days: what it painted stays.
    pub fn end_range(&mut self) {
        self.range = None;
        self.pending.finish();
    }

    /// Gives up a gesture over several days: what it painted goes.
    pub fn give_up_range(&mut self) {
        self.range = None;
        self.pending.give_up();
    }

    /// What a key means to the gesture under way. `false` where it means nothing to it: the key
    /// does what it always does, and the gesture is ended.
    pub(super) fn range_goes_on(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) -> bool {
        if !matches!(self.panel, Panel::Month) {
            return false;
        }
        match (action, self.range) {
            (Action::Extend, range) if key == Key::DragTo(None) => {
                if let Some(Range::Held(from)) = range {
                    self.give_up_range();
                    self.cursor = from;
                    turn.say(Tone::Plain, "Plage abandonnée.");
                }
            }
            (Action::Extend, Some(Range::Held(from)))
            | (Action::Extend | Action::Move | Action::Edge, Some(Range::Sticky(from))) => {
                self.extend(from, key, turn);
            }
            (Action::Extend, _) => {
                self.end_range();
                self.range = Some(Range::Held(self.cursor));
                self.extend(self.cursor, key, turn);
            }
            (Action::Range | Action::Toggle, Some(Range::Sticky(from))) => {
                let painted = self.paint(from, self.cursor);
                self.end_range();
                turn.say(Tone::Plain, painted.sentence());
            }
            (Action::Range, _) => {
                self.end_range();
                self.range = Some(Range::Sticky(self.cursor));
                self.say_range(self.cursor, turn);
            }
            (Action::Column, Some(Range::Column(day))) if day == self.cursor => {
                self.give_up_range();
                turn.say(Tone::Plain, "Colonne annulée.");
            }
            (Action::Column, _) => self.column(turn),
            (Action::Back, Some(Range::Sticky(_))) => {
                self.give_up_range();
                turn.say(Tone::Plain, "Plage abandonnée.");
            }
            _ => {
                self.end_range();
                return false;
            }
        }
        true
    }

    /// Takes a range to where the key leads, within the month in sight.
    fn extend(&mut self, from: NaiveDate, key: Key, turn: &mut Turn<'_>) {
        if matches!(key, Key::Home | Key::End) {
            self.edge(key, turn);
        } else {
            let to = self.step(key.unshifted());
            self.cursor = if same_month(to, self.view.month) { to } else { self.nearest(to) };
        }
        self.say_range(from, turn);
    }

    /// The day of the month in sight that is nearest to a day of another one.
    fn nearest(&self, day: NaiveDate) -> NaiveDate {
        let days = &self.view.days;
        let edge = if day < self.view.month { days.first() } else { days.last() };
        edge.map_or(self.cursor, |answer| answer.day)
    }

    /// Paints the range and says what it comes to; one that `P` began also says how it ends.
    pub(super) fn say_range(&mut self, from: NaiveDate, turn: &mut Turn<'_>) {
        let painted = self.paint(from, self.cursor).sentence();
        let words = match self.range {
            Some(Range::Sticky(_)) => {
                format!("Plage\u{a0}: {painted} P finir, Échap renoncer.")
            }
            _ => painted,
        };
        turn.say(Tone::Plain, words);
    }

    /// Paints the weekday of the cursor from the first to the last of the month.
    fn column(&mut self, turn: &mut Turn<'_>) {
        self.end_range();
        self.range = Some(Range::Column(self.cursor));
        let weekday = self.cursor.weekday();
        let days = self.view.days.iter().filter(|answer| answer.day.weekday() == weekday);
        let painted = self.pending.paint(&self.view, days);
        turn.say(Tone::Plain, painted.sentence());
    }
}

#[cfg(test)]
mod tests;
