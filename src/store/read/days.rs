//! Enrolments, bookings and the places they take.

use chrono::NaiveDate;
use rusqlite::params;

use super::{Reader, code, id, optional_code};
use crate::domain::ids::{ActivityId, BookingId, ChildId, EnrolmentId, EntryId};
use crate::domain::money::Cents;
use crate::domain::people::{BookingState, RefusedFor, Rhythm};
use crate::store::StoreError;

/// A right to an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentRecord {
    /// Which.
    pub id: EnrolmentId,
    /// To what.
    pub activity: ActivityId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The fact that says it.
    pub entry: EntryId,
    /// Why another age than the activity's is admitted; empty otherwise.
    pub age_reason: String,
    /// How the child comes, where that was asked.
    pub rhythm: Option<Rhythm>,
    /// An agent said it last, and not the office.
    pub given_here: bool,
}

/// One booked day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookingRecord {
    /// Which.
    pub id: BookingId,
    /// Of what.
    pub activity: ActivityId,
    /// When.
    pub day: NaiveDate,
    /// Where it stands.
    pub state: BookingState,
    /// Its price, if the counter computed it.
    pub price: Option<Cents>,
    /// What of it the family's credit pays while it stands.
    pub paid: Option<Cents>,
    /// Why an agent refused it.
    pub motive: Option<RefusedFor>,
}

impl Reader<'_> {
    /// A child's rights, by activity and first day.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn enrolments(self, child: ChildId) -> Result<Vec<EnrolmentRecord>, StoreError> {
        self.all(
            "SELECT e.id, e.activity, e.from_day, e.to_day, e.entry, e.age_reason, e.rhythm,
                    EXISTS (SELECT 1 FROM journal j WHERE j.id = e.entry AND j.kind = 34)
             FROM enrolment e JOIN activity a ON a.id = e.activity
             WHERE e.child = ?1 AND e.from_day <= e.to_day ORDER BY a.label, e.from_day",
            params![child.0],
            |row| {
                Ok(EnrolmentRecord {
                    id: id(row, 0)?,
                    activity: id(row, 1)?,
                    from: row.get(2)?,
                    to: row.get(3)?,
                    entry: id(row, 4)?,
                    age_reason: row.get(5)?,
                    rhythm: optional_code(row, 6, Rhythm::from_code)?,
                    given_here: row.get(7)?,
                })
            },
        )
    }

    /// Every right of a child that a file of the office may name again: as the office said it, or
    /// as the counter gave it, those given by mistake included.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn known_rights(
        self,
        child: ChildId,
    ) -> Result<Vec<(ActivityId, NaiveDate, NaiveDate)>, StoreError> {
        self.all(
            "SELECT activity, from_day, to_day FROM enrolment WHERE child = ?1
             UNION SELECT activity, office_from, office_to FROM enrolment
             WHERE child = ?1 AND office_from NOT NULL",
            params![child.0],
            |row| Ok((id(row, 0)?, row.get(1)?, row.get(2)?)),
        )
    }

    /// A child's bookings of all activities between two days, both included, by day.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn bookings(
        self,
        child: ChildId,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<BookingRecord>, StoreError> {
        self.all(
            "SELECT id, activity, day, state, price, paid, motive FROM booking
             WHERE child = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day, activity",
            params![child.0, from, to],
            |row| {
                Ok(BookingRecord {
                    id: id(row, 0)?,
                    activity: id(row, 1)?,
                    day: row.get(2)?,
                    state: code(row, 3, BookingState::from_code)?,
                    price: row.get::<_, Option<i64>>(4)?.map(Cents),
                    paid: row.get::<_, Option<i64>>(5)?.map(Cents),
                    motive: optional_code(row, 6, RefusedFor::from_code)?,
                })
            },
        )
    }

    /// Who waits for a place of an activity between two days, both included, each day in the order
    /// of the list.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn waiting(
        self,
        activity: ActivityId,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(NaiveDate, ChildId)>, StoreError> {
        self.all(
            "SELECT day, child FROM booking
             WHERE state = 'attente' AND activity = ?1 AND day BETWEEN ?2 AND ?3
             ORDER BY day, entry, child",
            params![activity.0, from, to],
            |row| Ok((row.get(0)?, id(row, 1)?)),
        )
    }

    /// The days from one on, of any activity, on which a place is free and somebody waits.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn free_and_waited(
        self,
        from: NaiveDate,
    ) -> Result<Vec<(ActivityId, NaiveDate)>, StoreError> {
        self.all(
            "SELECT DISTINCT b.activity, b.day FROM booking b
             JOIN activity a ON a.id = b.activity
             LEFT JOIN capacity c ON c.activity = b.activity AND c.day = b.day
             WHERE b.state = 'attente' AND b.day >= ?1
               AND (a.places IS NULL OR coalesce(c.booked, 0) < a.places)
             ORDER BY b.day, a.label",
            params![from],
            |row| Ok((id(row, 0)?, row.get(1)?)),
        )
    }

    /// Places taken of an activity between two days, both included; a day without any is absent.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn places_taken(
        self,
        activity: ActivityId,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(NaiveDate, u32)>, StoreError> {
        self.all(
            "SELECT day, booked FROM capacity
             WHERE activity = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day",
            params![activity.0, from, to],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }
}
