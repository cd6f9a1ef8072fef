//! The days that were toggled and are not written yet, and what they come to.
//!
//! One gesture toggles a day, a range or a column: it is taken back, and done again, as a whole.

use chrono::NaiveDate;

use super::painted::Painted;
use crate::desk::request::DayChange;
use crate::desk::request::draft::DraftDay;
use crate::desk::view::{Booked, BookingReview, CalendarView, DayRow, WaitingLine};
use crate::domain::day::DayAnswer;
use crate::domain::ids::{ActivityId, ChildId};
use crate::domain::money::Cents;
use crate::domain::text::nth;
use crate::domain::time::short_day;
use crate::ui::key::Place;
use crate::ui::words::count;

/// Toggled days of all children and activities of a family, and how they came to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pending {
    /// In the order they were toggled.
    days: Vec<DraftDay>,
    /// The days before each gesture, the latest last.
    past: Vec<Vec<DraftDay>>,
    /// The days that each undone gesture had made, the latest undone last.
    undone: Vec<Vec<DraftDay>>,
    /// The days before the gesture under way.
    before: Option<Vec<DraftDay>>,
}

fn toggled(view: &CalendarView, answer: &DayAnswer, change: DayChange) -> DraftDay {
    let label = view.activities.iter().find(|(id, _)| *id == change.activity);
    let words = format!("{} {}", short_day(answer.day), label.map_or("", |(_, label)| label));
    let waits = answer.rank.is_some();
    let price = answer.price.filter(|_| !waits).unwrap_or_default();
    DraftDay { change, waits, price, words }
}

fn is_of(toggled: &DraftDay, child: ChildId, activity: ActivityId, day: NaiveDate) -> bool {
    let DayChange { child: whose, activity: what, day: when, .. } = toggled.change;
    (whose, what, when) == (child, activity, day)
}

impl Pending {
    /// The days of a draft, toggled again by one gesture.
    pub fn resumed(days: Vec<DraftDay>) -> Self {
        Self { days, past: vec![Vec::new()], ..Self::default() }
    }

    /// The toggled days, for a draft.
    pub fn draft(&self) -> Vec<DraftDay> {
        self.days.clone()
    }

    /// Whether nothing is toggled.
    pub const fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// How many days are toggled.
    pub const fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether a gesture can be taken back.
    pub const fn can_undo(&self) -> bool {
        !self.past.is_empty() || self.before.is_some()
    }

    /// Whether a gesture that was taken back can be done again.
    pub const fn can_redo(&self) -> bool {
        !self.undone.is_empty() && self.before.is_none()
    }

    /// Nothing is toggled, and nothing was.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Takes all the days back, by one gesture.
    pub fn clear(&mut self) {
        self.finish();
        self.before = Some(std::mem::take(&mut self.days));
        self.finish();
    }

    /// Ends the gesture under way: what comes is another one.
    pub fn finish(&mut self) {
        if let Some(before) = self.before.take().filter(|before| *before != self.days) {
            self.past.push(before);
            self.undone.clear();
        }
    }

    /// Gives up the gesture under way, as if it had not begun.
    pub fn give_up(&mut self) {
        self.days = self.before.take().unwrap_or_else(|| std::mem::take(&mut self.days));
    }

    /// Takes back the last gesture.
    pub fn undo(&mut self) {
        self.finish();
        if let Some(before) = self.past.pop() {
            self.undone.push(std::mem::replace(&mut self.days, before));
        }
    }

    /// Does the gesture again that was taken back last.
    pub fn redo(&mut self) {
        self.finish();
        if let Some(after) = self.undone.pop() {
            self.past.push(std::mem::replace(&mut self.days, after));
        }
    }

    /// What the desk is asked for.
    pub fn changes(&self) -> Vec<DayChange> {
        self.days.iter().map(|toggled| toggled.change).collect()
    }

    /// Whether a day is to be booked (`true`) or given back; `None` if it is not toggled.
    pub fn of(&self, child: ChildId, activity: ActivityId, day: NaiveDate) -> Option<bool> {
        let found = self.days.iter().find(|one| is_of(one, child, activity, day));
        found.map(|toggled| toggled.change.book)
    }

    /// Toggles days in sight, in this order: the first one that can change decides whether all are
    /// booked or given back, and those that can't are spared.
    ///
    /// Until [`Pending::finish`] it is one gesture: painting again begins from where it began.
    pub fn paint(&mut self, view: &CalendarView, places: &[Place]) -> Painted {
        self.days.clone_from(self.before.get_or_insert_with(|| self.days.clone()));
        let mut painted = Painted::default();
        let cells: Vec<(&DayRow, &DayAnswer)> = (places.iter())
            .filter_map(|place| {
                let row = view.rows.get(place.row)?;
                row.answer(place.day).map(|answer| (row, answer))
            })
            .collect();
        let of =
            |all: &Self, row: &DayRow, day: &DayAnswer| all.of(row.child, row.activity, day.day);
        let can_change =
            |(row, day): &&(&DayRow, &DayAnswer)| day.toggle || of(self, row, day).is_some();
        let Some((row, decides)) = cells.iter().find(can_change).or_else(|| cells.first()) else {
            return painted;
        };
        let book = !of(self, row, decides).unwrap_or(decides.booked);
        for (row, day) in cells {
            match of(self, row, day) {
                pending if pending.unwrap_or(day.booked) == book => {}
                Some(_) => {
                    painted.change(book, day);
                    self.days.retain(|one| !is_of(one, row.child, row.activity, day.day));
                }
                None if day.toggle => {
                    painted.change(book, day);
                    let (child, activity) = (row.child, row.activity);
                    let change = DayChange { child, activity, day: day.day, book };
                    self.days.push(toggled(view, day, change));
                }
                None => painted.spare(day),
            }
        }
        painted
    }

    /// `1 ajout : lun 30/11 Cantine Jean-Moulin 3,90 €`, `2 ajouts, 1 retrait`.
    pub fn sentence(&self) -> String {
        let booked = self.days.iter().filter(|toggled| toggled.change.book);
        let (waiting, added): (Vec<_>, Vec<_>) = booked.partition(|toggled| toggled.waits);
        let removed = self.len() - added.len() - waiting.len();
        match self.days.as_slice() {
            [one] if one.change.book && one.waits => {
                format!("1\u{a0}en attente\u{a0}: {}", one.words)
            }
            [one] => {
                let what = if one.change.book { "1\u{a0}ajout" } else { "1\u{a0}retrait" };
                format!("{what}\u{a0}: {} {}", one.words, one.price)
            }
            _ => changes(added.len(), removed, waiting.len()),
        }
    }

    /// What is added minus what is given back.
    pub fn total(&self) -> Cents {
        let signed = |toggled: &DraftDay| {
            if toggled.change.book { toggled.price } else { Cents::ZERO.minus(toggled.price) }
        };
        self.days.iter().map(signed).sum()
    }
}

/// `2 ajouts, 1 retrait`, and `1 en attente` if there is one.
fn changes(added: usize, removed: usize, waiting: usize) -> String {
    let waiting = match waiting {
        0 => String::new(),
        n => format!(", {n}\u{a0}en attente"),
    };
    let (added, removed) = (count(added, "ajout", "ajouts"), count(removed, "retrait", "retraits"));
    format!("{added}, {removed}{waiting}")
}

/// `1 ajout, 0 retrait`, and `1 refus` if there is one.
pub fn counts(review: &BookingReview) -> String {
    let refused = match review.refused.len() {
        0 => String::new(),
        n => format!(", {n}\u{a0}refus"),
    };
    let BookingReview { added, removed, waiting, .. } = review;
    format!("{}{refused}", changes(added.len(), removed.len(), waiting.len()))
}

/// `+ 3,90 €`, `- 3,90 €`, `0,00 €`.
pub fn signed(amount: Cents) -> String {
    match amount {
        Cents::ZERO => amount.to_string(),
        _ if amount > Cents::ZERO => format!("+\u{a0}{amount}"),
        _ => format!("-\u{a0}{}", Cents::ZERO.minus(amount)),
    }
}

/// `Enregistré : 1 ajout, 0 retrait, + 3,90 €. Ctrl+Z annule.`
pub fn written(booked: &Booked) -> String {
    let review = &booked.review;
    let (done, after) = match review.undoes {
        Some(_) => ("Réservations annulées", String::new()),
        None => ("Enregistré", " Ctrl+Z annule.".to_owned()),
    };
    let after = if booked.freed.is_empty() { after } else { freed(&booked.freed) };
    format!("{done}\u{a0}: {}, {}.{after}", counts(review), signed(review.total))
}

/// ` Place libre mer 02/12 : KONÉ Issa est 1er. A la donner.`; empty where nobody waits.
fn freed(lines: &[WaitingLine]) -> String {
    match lines {
        [] => String::new(),
        [line] => {
            let (day, rank) = (short_day(line.place.day), nth(line.rank));
            let name = &line.who.name;
            format!(" Une place se libère le {day}\u{a0}: {name} est {rank}. A la donner.")
        }
        lines => {
            format!(" Des places attendues se libèrent sur {} jours. A les donner.", lines.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_carry_their_sign() {
        let cases = [(390, "+\u{a0}3,90\u{a0}€"), (-390, "-\u{a0}3,90\u{a0}€"), (0, "0,00\u{a0}€")];
        for (cents, words) in cases {
            assert_eq!(signed(Cents(cents)), words);
        }
    }
}
