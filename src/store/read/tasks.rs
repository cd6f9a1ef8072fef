//! What waits for an agent: nothing is stored for it, a partial index finds each kind.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Row, params};

use super::{Reader, code, id, optional_id};
use crate::domain::ids::{ActivityId, BookingId, ChildId, EntryId, FamilyId, PaymentId, TaskId};
use crate::domain::people::BlockCause;
use crate::domain::task::TaskNature;
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

/// Something that an agent is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRecord {
    /// Which.
    pub task: TaskId,
    /// For what.
    pub nature: TaskNature,
    /// Where: a kiosk's place; may be empty.
    pub place: String,
    /// Whose family asks.
    pub family: Option<FamilyId>,
    /// The note that holds the family's words, while it holds, and what it says.
    pub words: Option<(EntryId, String)>,
    /// When it was asked.
    pub at: Moment,
}

/// A provisional code that waits for its first use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingCodeRecord {
    /// Whose.
    pub family: FamilyId,
    /// Until when it can be used, ms UTC.
    pub expires_at: i64,
    /// The family has it in hand.
    pub handed_over: bool,
}

const TASK: &str = "SELECT t.id, t.nature, t.place, t.family, n.entry, n.text, j.at, j.utc_offset
    FROM task t JOIN journal j USING (position)
    LEFT JOIN note n ON n.entry = t.words AND n.entry NOT IN (SELECT note FROM note_struck)";

fn task(row: &Row<'_>) -> rusqlite::Result<TaskRecord> {
    let note = optional_id(row, 4)?;
    Ok(TaskRecord {
        task: id(row, 0)?,
        nature: code(row, 1, TaskNature::from_code)?,
        place: row.get(2)?,
        family: optional_id(row, 3)?,
        words: note.zip(row.get(5)?),
        at: Moment { at: row.get(6)?, offset: row.get(7)? },
    })
}

impl Reader<'_> {
    /// What agents are asked for and have not done, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn tasks(self) -> Result<Vec<TaskRecord>, StoreError> {
        self.all(&format!("{TASK} ORDER BY t.position"), [], task)
    }

    /// Something that an agent is asked for; `None` once it is done.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn task(self, task_id: TaskId) -> Result<Option<TaskRecord>, StoreError> {
        self.first(&format!("{TASK} WHERE t.id = ?1"), params![task_id.0], task)
    }

    /// The provisional codes that nobody has used and that expire between two moments (ms UTC), the
    /// first to expire first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn codes_expiring(
        self,
        (from, to): (i64, i64),
    ) -> Result<Vec<WaitingCodeRecord>, StoreError> {
        self.all(
            "SELECT family, expires_at,
                    EXISTS (SELECT 1 FROM handed_over WHERE version = credential)
             FROM account
             WHERE provisional = 1 AND expires_at BETWEEN ?1 AND ?2 ORDER BY expires_at, family",
            params![from, to],
            |row| {
                Ok(WaitingCodeRecord {
                    family: id(row, 0)?,
                    expires_at: row.get(1)?,
                    handed_over: row.get(2)?,
                })
            },
        )
    }

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

    /// How many invoices are contested.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn count_contests(self) -> Result<usize, StoreError> {
        self.counted(
            "SELECT count(*) FROM contest
             WHERE entry NOT IN (SELECT contest FROM contest_withdrawn)",
            [],
        )
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
        let record = |row: &Row<'_>| {
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
