//! Days closed after they could be booked, and what stands on them.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::days::BookingRecord;
use super::{Reader, code, id, optional_id};
use crate::domain::calendar::Closure;
use crate::domain::ids::{ActivityId, ChildId, EntryId, FamilyId};
use crate::domain::money::Cents;
use crate::domain::people::BookingState;
use crate::store::StoreError;

/// A booking that stands, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingDay {
    /// Whose child.
    pub family: FamilyId,
    /// Which child.
    pub child: ChildId,
    /// The booking.
    pub booking: BookingRecord,
    /// The label of its activity.
    pub label: String,
}

fn closure(row: &Row<'_>) -> rusqlite::Result<Closure> {
    Ok(Closure { first: row.get(0)?, last: row.get(1)?, label: row.get(2)? })
}

impl Reader<'_> {
    /// The closings of an activity that touch a period, both days included.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn closures(
        self,
        activity: ActivityId,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Closure>, StoreError> {
        self.all(
            "SELECT from_day, to_day, label FROM closure
             WHERE (activity IS NULL OR activity = ?1) AND from_day <= ?3 AND to_day >= ?2
             ORDER BY from_day, entry",
            params![activity.0, from, to],
            closure,
        )
    }

    /// The closings that are not over on a day, with their activity; the nearest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn closures_from(
        self,
        day: NaiveDate,
    ) -> Result<Vec<(Option<ActivityId>, Closure)>, StoreError> {
        self.all(
            "SELECT from_day, to_day, label, activity FROM closure WHERE to_day >= ?1
             ORDER BY from_day, entry",
            params![day],
            |row| Ok((optional_id(row, 3)?, closure(row)?)),
        )
    }

    /// What a closing is called.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn closing_label(self, closing: EntryId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT label FROM closure WHERE entry = ?1";
        self.first(sql, params![closing.0], |row| row.get(0))
    }

    /// What is booked or waited for between two days, both included, family by family.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn standing_days(
        self,
        activity: Option<ActivityId>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<StandingDay>, StoreError> {
        self.all(
            "SELECT c.family, b.child, b.id, b.activity, b.day, b.state, b.price, a.label, b.paid
             FROM booking b JOIN child c ON c.id = b.child JOIN activity a ON a.id = b.activity
             WHERE b.day BETWEEN ?2 AND ?3 AND b.state NOT IN ('annule', 'refuse')
               AND (?1 IS NULL OR b.activity = ?1)
             ORDER BY c.family, b.day, b.child, a.label",
            params![activity.map(|activity| activity.0), from, to],
            |row| {
                Ok(StandingDay {
                    family: id(row, 0)?,
                    child: id(row, 1)?,
                    booking: BookingRecord {
                        id: id(row, 2)?,
                        activity: id(row, 3)?,
                        day: row.get(4)?,
                        state: code(row, 5, BookingState::from_code)?,
                        price: row.get::<_, Option<i64>>(6)?.map(Cents),
                        paid: row.get::<_, Option<i64>>(8)?.map(Cents),
                        motive: None,
                    },
                    label: row.get(7)?,
                })
            },
        )
    }
}
