//! Gestures over several days in sight: a range, or the same day of every week or row.
//!
//! Both paint: the first day that can change decides whether all are booked or given back. What a
//! gesture under way has painted is painted anew each time it is taken further, so that going back
//! leaves nothing behind; any other key ends it.

use chrono::{Datelike, NaiveDate};

use super::{Calendar, Panel};
use crate::desk::view::Span;
use crate::ui::key::{Key, Place};
use crate::ui::keymap::Action;
use crate::ui::msg::Tone;
use crate::ui::screen::painted::Painted;
use crate::ui::turn::Turn;

/// A gesture over several days that is not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// Days in a row from this one to the cursor, while Maj is held.
    Held(Place),
    /// The same from `P` to `P`.
    Sticky(Place),
    /// The column of this day.
    Column(Place),
}

impl Calendar {
    /// Books or gives back the days between two in sight, both included, in either order, on every
    /// row between theirs: the first one that can change decides which. Nothing is written.
    ///
    /// Until [`Calendar::end_range`] every call replaces the one before, as the pointer or the
    /// cursor moves on; it is taken back as a whole.
    pub fn paint(&mut self, from: Place, to: Place) -> Painted {
        let days = from.day.min(to.day)..=from.day.max(to.day);
        let rows = from.row.min(to.row)..=from.row.max(to.row);
        let mut cells: Vec<Place> = rows
            .flat_map(|row| {
                let shown = self.view.rows.get(row).map_or(&[][..], |row| &row.days);
                shown.iter().map(move |answer| Place { row, day: answer.day })
            })
            .filter(|place| days.contains(&place.day))
            .collect();
        let days_off = |day: NaiveDate| day.signed_duration_since(from.day).num_days().abs();
        cells.sort_by_key(|place| (place.row.abs_diff(from.row), days_off(place.day)));
        self.pending.paint(&self.view, &cells)
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
        if !matches!(self.panel, Panel::Days) {
            return false;
        }
        match (action, self.range) {
            (Action::Extend, range) if key == Key::DragTo(None) => {
                if let Some(Range::Held(from)) = range {
                    self.give_up_range();
                    self.put(from);
                    turn.say(Tone::Plain, "Plage abandonnée.");
                }
            }
            (Action::Extend, Some(Range::Held(from)))
            | (Action::Extend | Action::Move | Action::Edge, Some(Range::Sticky(from))) => {
                self.extend(from, key, turn);
            }
            (Action::Extend, _) => {
                self.end_range();
                let from = self.place();
                self.range = Some(Range::Held(from));
                self.extend(from, key, turn);
            }
            (Action::Range | Action::Toggle, Some(Range::Sticky(from))) => {
                let painted = self.paint(from, self.place());
                self.end_range();
                turn.say(Tone::Plain, painted.sentence());
            }
            (Action::Range, _) => {
                self.end_range();
                let from = self.place();
                self.range = Some(Range::Sticky(from));
                self.say_range(from, turn);
            }
            (Action::Column, Some(Range::Column(place))) if place == self.place() => {
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

    /// Takes a range to where the key leads, within what is in sight.
    fn extend(&mut self, from: Place, key: Key, turn: &mut Turn<'_>) {
        if matches!(key, Key::Home | Key::End) {
            self.edge(key, turn);
        } else {
            self.put(self.nearest(self.step(key.unshifted())));
        }
        self.say_range(from, turn);
    }

    /// Paints the range and says what it comes to; one that `P` began also says how it ends.
    pub(super) fn say_range(&mut self, from: Place, turn: &mut Turn<'_>) {
        let painted = self.paint(from, self.place()).sentence();
        let words = match self.range {
            Some(Range::Sticky(_)) => {
                format!("Plage\u{a0}: {painted} P finir, Échap renoncer.")
            }
            _ => painted,
        };
        turn.say(Tone::Plain, words);
    }

    /// Paints what stands under the cursor and above it: this weekday as far as the row goes, or
    /// this day on every row.
    fn column(&mut self, turn: &mut Turn<'_>) {
        self.end_range();
        let here = self.place();
        self.range = Some(Range::Column(here));
        let cells: Vec<Place> = match self.view.span {
            Span::Month | Span::Year => (self.view.days().iter())
                .filter(|answer| answer.day.weekday() == here.day.weekday())
                .map(|answer| Place { day: answer.day, ..here })
                .collect(),
            Span::Week | Span::Activities | Span::Siblings => {
                (0..self.view.rows.len()).map(|row| Place { row, ..here }).collect()
            }
        };
        let painted = self.pending.paint(&self.view, &cells);
        turn.say(Tone::Plain, painted.sentence());
    }
}

#[cfg(test)]
mod tests;
