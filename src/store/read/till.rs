//! The till's sessions, what they took, and their closings.

use rusqlite::{Row, params};

use super::entries::decode;
use super::{Reader, code, id};
use crate::domain::closing::ModeTotal;
use crate::domain::ids::{AgentId, StationId, TillSessionId};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::time::Moment;
use crate::journal::entry::Hash;
use crate::journal::fact::{Cancelled, Fact, ReceiptNumber, TillClosed};
use crate::store::StoreError;

/// An open till.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TillRecord {
    /// Which session.
    pub id: TillSessionId,
    /// What was put in.
    pub float: Cents,
    /// Cash taken since.
    pub cash: Cents,
    /// When it was opened.
    pub opened: Moment,
}

/// What a session came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionSums {
    /// What was taken and given back, by mode; a mode that was not used is missing, and so is the
    /// families' credit: it was taken when it was left.
    pub totals: Vec<ModeTotal>,
    /// The payments that were cancelled in it.
    pub cancelled: Cancelled,
    /// Payments and cancellations: each has its receipt.
    pub receipts: u32,
    /// The first and the last receipt, in the order of the journal.
    pub range: Option<(ReceiptNumber, ReceiptNumber)>,
}

/// A closing as it was written, with its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingRecord {
    /// All that was computed then.
    pub fact: TillClosed,
    /// The session.
    pub session: TillRecord,
    /// Who closed it, when, and the entry's hash.
    pub entry: (AgentId, Moment, Hash),
}

const SESSION: &str = "SELECT s.id, s.float, s.cash, s.at, s.utc_offset FROM till_session s";

fn session(row: &Row<'_>) -> rusqlite::Result<TillRecord> {
    Ok(TillRecord {
        id: id(row, 0)?,
        float: Cents(row.get(1)?),
        cash: Cents(row.get(2)?),
        opened: Moment { at: row.get(3)?, offset: row.get(4)? },
    })
}

impl Reader<'_> {
    /// The open till of a workstation.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn open_till(self, station: StationId) -> Result<Option<TillRecord>, StoreError> {
        let sql = format!(
            "{SESSION} WHERE s.station = ?1
               AND NOT EXISTS (SELECT 1 FROM closing c WHERE c.session = s.id)
             ORDER BY s.opened DESC LIMIT 1"
        );
        self.first(&sql, params![station.0], session)
    }

    /// A session of the till, open or closed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn till_session(self, which: TillSessionId) -> Result<Option<TillRecord>, StoreError> {
        self.first(&format!("{SESSION} WHERE s.id = ?1"), params![which.0], session)
    }

    /// What a session took, gave back, and which receipts it wrote.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn session_sums(self, which: TillSessionId) -> Result<SessionSums, StoreError> {
        let totals = self.all(
            "SELECT t.mode, sum(t.amount > 0), sum(max(t.amount, 0)), sum(max(-t.amount, 0))
             FROM payment p JOIN tender t ON t.payment = p.id
             WHERE p.session = ?1 AND t.mode <> 'avoir' GROUP BY t.mode",
            params![which.0],
            |row| {
                Ok(ModeTotal {
                    mode: code(row, 0, TenderMode::from_code)?,
                    count: row.get(1)?,
                    taken: Cents(row.get(2)?),
                    given_back: Cents(row.get(3)?),
                })
            },
        )?;
        let counted = self.first(
            "SELECT count(*), coalesce(sum(amount < 0), 0), coalesce(sum(max(-amount, 0)), 0)
             FROM payment WHERE session = ?1",
            params![which.0],
            |row| {
                let cancelled = Cancelled { count: row.get(1)?, amount: Cents(row.get(2)?) };
                Ok((row.get(0)?, cancelled))
            },
        )?;
        let (receipts, cancelled) = counted.unwrap_or_default();
        let end = |order: &str| {
            let sql = format!(
                "SELECT series, year, number FROM payment WHERE session = ?1
                 ORDER BY entry {order} LIMIT 1"
            );
            self.first(&sql, params![which.0], |row| {
                Ok(ReceiptNumber { series: row.get(0)?, year: row.get(1)?, number: row.get(2)? })
            })
        };
        let range = end("ASC")?.zip(end("DESC")?);
        Ok(SessionSums { totals, cancelled, receipts, range })
    }

    /// The closing of a session, read from its entry.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn closing(self, which: TillSessionId) -> Result<Option<ClosingRecord>, StoreError> {
        let position =
            self.first("SELECT entry FROM closing WHERE session = ?1", params![which.0], |row| {
                row.get(0)
            })?;
        let (Some(position), Some(session)) = (position, self.till_session(which)?) else {
            return Ok(None);
        };
        let Some(entry) = self.entry(position)? else { return Ok(None) };
        let stamp = entry.header.stamp;
        Ok(match decode(&entry)? {
            Some(Fact::TillClosed(fact)) => {
                Some(ClosingRecord { fact, session, entry: (stamp.agent, stamp.now, entry.hash) })
            }
            _ => None,
        })
    }

    /// The last closing of a workstation.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn last_closing(self, station: StationId) -> Result<Option<ClosingRecord>, StoreError> {
        let last = self.first(
            "SELECT c.session FROM closing c JOIN till_session s ON s.id = c.session
             WHERE s.station = ?1 ORDER BY c.entry DESC LIMIT 1",
            params![station.0],
            |row| id(row, 0),
        )?;
        last.map_or(Ok(None), |session| self.closing(session))
    }
}
