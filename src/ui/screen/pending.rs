//! The days that were toggled and are not written yet, and what they come to.

use chrono::NaiveDate;

use crate::desk::request::DayChange;
use crate::desk::view::{BookingReview, CalendarView};
use crate::domain::day::DayAnswer;
use crate::domain::ids::{ActivityId, ChildId};
use crate::domain::money::Cents;
use crate::domain::time::short_day;
use crate::ui::words::count;

/// Toggled days, in the order they were toggled, of all children and activities of a family.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pending(Vec<Toggled>);

#[derive(Clone, Debug, PartialEq)]
struct Toggled {
    change: DayChange,
    price: Cents,
    /// `lun 30/11 Cantine Jean-Moulin`.
    words: String,
}

impl Pending {
    /// Whether nothing was toggled.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many days were toggled.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes all of it back.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes back the day that was toggled last.
    pub fn undo(&mut self) {
        self.0.pop();
    }

    /// What the desk is asked for.
    pub fn changes(&self) -> Vec<DayChange> {
        self.0.iter().map(|toggled| toggled.change).collect()
    }

    /// Whether a day is to be booked (`true`) or given back; `None` if it was not toggled.
    pub fn of(&self, child: ChildId, activity: ActivityId, day: NaiveDate) -> Option<bool> {
        let same = |change: &DayChange| {
            (change.child, change.activity, change.day) == (child, activity, day)
        };
        self.0.iter().map(|toggled| toggled.change).find(same).map(|change| change.book)
    }

    /// Toggles a day of the month in sight; the second time takes the first one back.
    pub fn toggle(&mut self, view: &CalendarView, answer: &DayAnswer) {
        let (Some(child), Some(activity)) = (view.child, view.activity) else { return };
        let change = DayChange { child, activity, day: answer.day, book: !answer.booked };
        if self.of(child, activity, answer.day).is_some() {
            self.0.retain(|toggled| {
                let other = toggled.change;
                (other.child, other.activity, other.day) != (child, activity, answer.day)
            });
            return;
        }
        let label = view.activities.iter().find(|(id, _)| *id == activity);
        let words = format!("{} {}", short_day(answer.day), label.map_or("", |(_, label)| label));
        self.0.push(Toggled { change, price: answer.price.unwrap_or_default(), words });
    }

    /// `1 ajout : lun 30/11 Cantine Jean-Moulin 3,90 €`, `2 ajouts, 1 retrait`.
    pub fn sentence(&self) -> String {
        let added = self.0.iter().filter(|toggled| toggled.change.book).count();
        let removed = self.len() - added;
        match self.0.as_slice() {
            [one] => {
                let what = if one.change.book { "1\u{a0}ajout" } else { "1\u{a0}retrait" };
                format!("{what}\u{a0}: {} {}", one.words, one.price)
            }
            _ => changes(added, removed),
        }
    }

    /// What is added minus what is given back.
    pub fn total(&self) -> Cents {
        let signed = |toggled: &Toggled| {
            if toggled.change.book { toggled.price } else { Cents::ZERO.minus(toggled.price) }
        };
        self.0.iter().map(signed).sum()
    }
}

/// `2 ajouts, 1 retrait`.
fn changes(added: usize, removed: usize) -> String {
    format!("{}, {}", count(added, "ajout", "ajouts"), count(removed, "retrait", "retraits"))
}

/// `1 ajout, 0 retrait`, and `1 refus` if there is one.
pub fn counts(review: &BookingReview) -> String {
    let refused = match review.refused.len() {
        0 => String::new(),
        n => format!(", {n}\u{a0}refus"),
    };
    format!("{}{refused}", changes(review.added.len(), review.removed.len()))
}

/// `+ 3,90 €`, `- 3,90 €`, `0,00 €`.
pub fn signed(amount: Cents) -> String {
    match amount {
        Cents::ZERO => amount.to_string(),
        _ if amount > Cents::ZERO => format!("+\u{a0}{amount}"),
        _ => format!("-\u{a0}{}", Cents::ZERO.minus(amount)),
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
