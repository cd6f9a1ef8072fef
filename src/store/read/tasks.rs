//! What waits for an agent: nothing is stored for it, a partial index finds each kind.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::params;

use super::{Reader, code, id};
use crate::domain::ids::{ActivityId, BookingId, ChildId, EntryId, FamilyId, PaymentId};
use crate::domain::people::BlockCause;
use crate::domain::time::Moment;
use crate::store::StoreError;

/// Days that one gesture asked for, of one child in one activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRecord {
    /// When they were asked for.
    pub at: Moment,
    /// For whom.
    pub child: ChildId,
    /// For what.
    pub activity: ActivityId,
    /// Which days, in order.
    pub days: Vec<(BookingId, NaiveDate)>,
}

/// An account that is blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockedRecord {
    /// Whose.
    pub family: FamilyId,
    /// Why.
    pub cause: BlockCause,
    /// Since when, by the commune's wall clock, as far as it is known.
    pub since: Option<NaiveDateTime>,
}

/// A receipt that never came out of the printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnprintedRecord {
    /// Of which payment.
    pub payment: PaymentId,
    /// Whose.
    pub family: FamilyId,
    /// `A2-2026-000902`.
    pub receipt: String,
    /// When it was paid.
    pub at: Moment,
}

/// A decision that the family was not told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UntoldRecord {
    /// The entry that decided.
    pub entry: EntryId,
    /// Its place in the journal.
    pub position: u64,
    /// Whose.
    pub family: FamilyId,
    /// When it was decided.
    pub at: Moment,
}

impl Reader<'_> {
    /// How many requests wait for an agent's yes, for days from one on: a child, an activity and
    /// a gesture each.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn count_to_validate(self, from: NaiveDate) -> Result<usize, StoreError> {
        self.counted(
            "SELECT count(*) FROM (SELECT DISTINCT entry, child, activity FROM booking
             WHERE state = 'a_valider' AND day >= ?1)",
            params![from],
        )
    }

    /// The requests that wait for an agent's yes, for days from one on, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn to_validate(self, from: NaiveDate, most: u32) -> Result<Vec<AskedRecord>, StoreError> {
        let rows = self.all(
            "SELECT r.entry, j.at, j.utc_offset, r.child, r.activity, b.id, b.day
             FROM (SELECT DISTINCT entry, child, activity FROM booking
                   WHERE state = 'a_valider' AND day >= ?1
                   ORDER BY entry, child, activity LIMIT ?2) r
             JOIN booking b ON b.state = 'a_valider' AND b.entry = r.entry
                  AND b.child = r.child AND b.activity = r.activity
             JOIN journal j ON j.position = r.entry
             WHERE b.day >= ?1 ORDER BY r.entry, r.child, r.activity, b.day",
            params![from, most],
            |row| {
                let at = Moment { at: row.get(1)?, offset: row.get(2)? };
                let request: (u64, ChildId, ActivityId) = (row.get(0)?, id(row, 3)?, id(row, 4)?);
                Ok((request, at, (id(row, 5)?, row.get(6)?)))
            },
        )?;
        let mut last = None;
        let mut requests: Vec<AskedRecord> = Vec::new();
        for (request, at, day) in rows {
            match requests.last_mut().filter(|_| last == Some(request)) {
                Some(asked) => asked.days.push(day),
                None => requests.push(AskedRecord {
                    at,
                    child: request.1,
                    activity: request.2,
                    days: vec![day],
                }),
            }
            last = Some(request);
        }
        Ok(requests)
    }

    /// How many blocks stand.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn count_blocked(self) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM block WHERE id NOT IN (SELECT block FROM lift)";
        self.counted(sql, [])
    }

    /// The blocks that stand, the latest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn blocked(self, most: u32) -> Result<Vec<BlockedRecord>, StoreError> {
        self.all(
            "SELECT family, cause, since FROM block
             WHERE id NOT IN (SELECT block FROM lift)
             ORDER BY since DESC, entry DESC, id LIMIT ?1",
            params![most],
            |row| {
                Ok(BlockedRecord {
                    family: id(row, 0)?,
                    cause: code(row, 1, BlockCause::from_code)?,
                    since: row.get(2)?,
                })
            },
        )
    }

    /// How many receipts never came out of the printer.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn count_unprinted(self) -> Result<usize, StoreError> {
        self.counted("SELECT count(*) FROM payment WHERE copies = 0", [])
    }

    /// The receipts that never came out of the printer, the latest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn unprinted(self, most: u32) -> Result<Vec<UnprintedRecord>, StoreError> {
        self.all(
            "SELECT p.id, p.family, p.series, p.year, p.number, j.at, j.utc_offset
             FROM payment p JOIN journal j ON j.position = p.entry
             WHERE p.copies = 0 ORDER BY p.entry DESC LIMIT ?1",
            params![most],
            |row| {
                let (series, year, number): (String, i32, u32) =
                    (row.get(2)?, row.get(3)?, row.get(4)?);
                Ok(UnprintedRecord {
                    payment: id(row, 0)?,
                    family: id(row, 1)?,
                    receipt: format!("{series}-{year}-{number:06}"),
                    at: Moment { at: row.get(5)?, offset: row.get(6)? },
                })
            },
        )
    }

    /// How many decisions the families were not told of.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn count_untold(self) -> Result<usize, StoreError> {
        self.counted("SELECT count(*) FROM to_tell", [])
    }

    /// The decisions that families were not told of, the oldest first; of one family, or of all.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn untold(
        self,
        family: Option<FamilyId>,
        most: u32,
    ) -> Result<Vec<UntoldRecord>, StoreError> {
        let of = family.map_or("", |_| "WHERE t.family = ?2");
        let sql = format!(
            "SELECT t.entry, t.position, t.family, j.at, j.utc_offset
             FROM to_tell t JOIN journal j USING (position) {of} ORDER BY t.position LIMIT ?1"
        );
        let record = |row: &rusqlite::Row<'_>| {
            Ok(UntoldRecord {
                entry: id(row, 0)?,
                position: row.get(1)?,
                family: id(row, 2)?,
                at: Moment { at: row.get(3)?, offset: row.get(4)? },
            })
        };
        match family {
            Some(family) => self.all(&sql, params![most, family.0], record),
            None => self.all(&sql, params![most], record),
        }
    }

    fn counted(self, sql: &str, params: impl rusqlite::Params) -> Result<usize, StoreError> {
        let count: Option<u64> = self.first(sql, params, |row| row.get(0))?;
        Ok(count.and_then(|count| usize::try_from(count).ok()).unwrap_or(0))
    }
}
