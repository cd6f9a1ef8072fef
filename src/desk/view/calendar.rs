//! The days of a family's children, as a calendar shows them.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::domain::day::DayAnswer;
use crate::domain::ids::{ActivityId, ChildId, EntryId, FamilyId};
use crate::domain::people::Rhythm;

/// How much a calendar shows at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Span {
    /// A month of one child at one activity.
    #[default]
    Month,
    /// A week of all activities of one child.
    Week,
    /// A school year, September to August, of one child at one activity.
    Year,
    /// A month of all activities of one child.
    Activities,
    /// A month of all children of the family who go to one activity.
    Siblings,
}

impl Span {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Month, Self::Week, Self::Year, Self::Activities, Self::Siblings];

    /// The first and the last day that it shows around a day.
    pub fn around(self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        let first = match self {
            Self::Month | Self::Activities | Self::Siblings => day.with_day(1),
            Self::Week => day.week(Weekday::Mon).checked_first_day(),
            Self::Year => {
                let year = if day.month() < SEPTEMBER { day.year() - 1 } else { day.year() };
                NaiveDate::from_ymd_opt(year, SEPTEMBER, 1)
            }
        };
        let first = first.unwrap_or(day);
        let last = self.after(first).and_then(|next| next.pred_opt());
        (first, last.unwrap_or(first))
    }

    /// The same day of the next span.
    pub fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Month | Self::Activities | Self::Siblings => {
                day.checked_add_months(Months::new(1))
            }
            Self::Week => day.checked_add_days(Days::new(7)),
            Self::Year => day.checked_add_months(Months::new(12)),
        }
    }

    /// The same day of the span before.
    pub fn before(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Month | Self::Activities | Self::Siblings => {
                day.checked_sub_months(Months::new(1))
            }
            Self::Week => day.checked_sub_days(Days::new(7)),
            Self::Year => day.checked_sub_months(Months::new(12)),
        }
    }
}

/// When a school year begins.
const SEPTEMBER: u32 = 9;

/// The days of a child at an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRow {
    /// Whose.
    pub child: ChildId,
    /// Where.
    pub activity: ActivityId,
    /// One a day of the span, in order.
    pub days: Vec<DayAnswer>,
}

impl DayRow {
    /// What is said of a day, if it is one of them.
    pub fn answer(&self, day: NaiveDate) -> Option<&DayAnswer> {
        let first = self.days.first()?.day;
        let index = usize::try_from(day.signed_duration_since(first).num_days()).ok()?;
        self.days.get(index)
    }
}

/// The days of a family's children that a calendar shows at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarView {
    /// Whose children.
    pub family: FamilyId,
    /// `MARTINEAU Claire · EVR04217`.
    pub whose: String,
    /// The family's children: identifier and given name.
    pub children: Vec<(ChildId, String)>,
    /// The child chosen; `None` when the family has none.
    pub child: Option<ChildId>,
    /// What this child can go to: identifier and label.
    pub activities: Vec<(ActivityId, String)>,
    /// The activity chosen; `None` when there is none.
    pub activity: Option<ActivityId>,
    /// How much is shown.
    pub span: Span,
    /// The day that was asked for: the span around it is shown.
    pub day: NaiveDate,
    /// What is shown: that of the child and the activity chosen among them; empty without an
    /// activity.
    pub rows: Vec<DayRow>,
    /// By what it is chosen, booked and paid.
    pub terms: Terms,
    /// Why nothing can be booked at all (file incomplete …), in French; `None` if nothing.
    pub notice: Option<String>,
    /// The agent's latest bookings for this family that Ctrl+Z can still take back.
    pub undoable: Option<EntryId>,
}

/// By what the activity chosen is chosen, booked and paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The commune's types that hold some of the child's activities: `PERI`, and which.
    pub types: Vec<(String, Vec<ActivityId>)>,
    /// How the child comes to the activity shown, where the commune asks.
    pub rhythm: Option<Rhythm>,
    /// Bracket of the family's tariff: `C`.
    pub bracket: String,
}

impl CalendarView {
    /// The first day shown.
    pub fn first(&self) -> NaiveDate {
        self.span.around(self.day).0
    }

    /// Which row is that of the child and the activity chosen.
    pub fn chosen(&self) -> usize {
        let is =
            |row: &DayRow| self.child == Some(row.child) && self.activity == Some(row.activity);
        self.rows.iter().position(is).unwrap_or(0)
    }

    /// The days of the child and the activity chosen; empty without an activity.
    pub fn days(&self) -> &[DayAnswer] {
        self.rows.get(self.chosen()).map_or(&[], |row| row.days.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::numeric_day;

    fn around(span: Span, year: i32, month: u32, day: u32) -> [String; 2] {
        let (first, last) = span.around(NaiveDate::from_ymd_opt(year, month, day).unwrap());
        [first, last].map(numeric_day)
    }

    #[test]
    fn a_span_begins_with_its_month_its_monday_or_its_september() {
        assert_eq!(around(Span::Month, 2027, 2, 11), ["01/02/2027", "28/02/2027"]);
        assert_eq!(around(Span::Week, 2027, 1, 1), ["28/12/2026", "03/01/2027"]);
        assert_eq!(around(Span::Year, 2026, 8, 31), ["01/09/2025", "31/08/2026"]);
        assert_eq!(around(Span::Year, 2026, 9, 1), ["01/09/2026", "31/08/2027"]);
        assert_eq!(around(Span::Siblings, 2026, 12, 31), ["01/12/2026", "31/12/2026"]);
        let last = NaiveDate::MAX;
        assert!(Span::ALL.iter().all(|span| span.around(last).1 <= last));
    }
}
