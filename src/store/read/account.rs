//! Portal accounts: their blocks and the version of their password.

use chrono::NaiveDateTime;
use rusqlite::params;

use super::{Reader, code, id, optional_id};
use crate::domain::ids::{AgentId, BlockId, CredentialId, EntryId, FamilyId};
use crate::domain::people::BlockCause;
use crate::domain::time::Moment;
use crate::store::StoreError;

/// A portal account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountRecord {
    /// The family signed in once.
    pub activated: bool,
    /// When it signed in last.
    pub last_sign_in: Option<Moment>,
    /// The password's version in force.
    pub credential: Option<CredentialId>,
    /// The provisional code that stands for a password, if it is one.
    pub provisional: Option<ProvisionalRecord>,
    /// When the family chose its password last, ms UTC.
    pub chosen_at: Option<i64>,
    /// The terms of use accepted last: their version, and when, ms UTC.
    pub terms: Option<(String, i64)>,
    /// When the family found its file right last, ms UTC.
    pub verified_at: Option<i64>,
    /// Whether it joined online payment or left it, and when, ms UTC; `None`: neither.
    pub online: Option<(bool, i64)>,
}

/// A provisional code in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProvisionalRecord {
    /// Last millisecond it can be used, UTC.
    pub expires_at: i64,
    /// The family has it in hand.
    pub handed_over: bool,
}

/// A block that nobody lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockRecord {
    /// Which.
    pub id: BlockId,
    /// Why.
    pub cause: BlockCause,
    /// Since when.
    pub since: Option<NaiveDateTime>,
}

/// An entry's author and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authored {
    /// The fact.
    pub entry: EntryId,
    /// Who.
    pub agent: AgentId,
    /// When.
    pub at: Moment,
}

/// A lifting of blocks, and what it lifted: cause and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unblocking {
    /// The fact.
    pub entry: EntryId,
    /// Who.
    pub agent: AgentId,
    /// When.
    pub at: Moment,
    /// The blocks, the oldest first.
    pub lifted: Vec<(BlockCause, Option<NaiveDateTime>)>,
}

impl Reader<'_> {
    /// A family's account; empty for a family that was never seen.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn account(self, family: FamilyId) -> Result<AccountRecord, StoreError> {
        let found = self.first(
            "SELECT activated, last_sign_in, last_sign_in_offset, credential, provisional,
                    expires_at, EXISTS (SELECT 1 FROM handed_over WHERE version = credential),
                    chosen_at, terms, terms_at, verified_at, online, online_at
             FROM account WHERE family = ?1",
            params![family.0],
            |row| {
                let at: Option<i64> = row.get(1)?;
                let offset: Option<i16> = row.get(2)?;
                let provisional: bool = row.get(4)?;
                let expires_at: Option<i64> = row.get(5)?;
                let handed_over: bool = row.get(6)?;
                let (terms, terms_at): (Option<String>, _) = (row.get(8)?, row.get(9)?);
                let (online, online_at): (Option<bool>, _) = (row.get(11)?, row.get(12)?);
                Ok(AccountRecord {
                    activated: row.get(0)?,
                    last_sign_in: at.zip(offset).map(|(at, offset)| Moment { at, offset }),
                    credential: optional_id(row, 3)?,
                    provisional: expires_at
                        .filter(|_| provisional)
                        .map(|expires_at| ProvisionalRecord { expires_at, handed_over }),
                    chosen_at: row.get(7)?,
                    terms: terms.zip(terms_at),
                    verified_at: row.get(10)?,
                    online: online.zip(online_at),
                })
            },
        )?;
        Ok(found.unwrap_or_default())
    }

    /// The blocks of a family that nobody lifted, the latest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn standing_blocks(self, family: FamilyId) -> Result<Vec<BlockRecord>, StoreError> {
        self.all(
            "SELECT id, cause, since FROM block
             WHERE family = ?1 AND id NOT IN (SELECT block FROM lift) ORDER BY entry DESC",
            params![family.0],
            |row| {
                Ok(BlockRecord {
                    id: id(row, 0)?,
                    cause: code(row, 1, BlockCause::from_code)?,
                    since: row.get(2)?,
                })
            },
        )
    }

    /// Whether a block was ever put on this family's account.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn ever_blocked(self, family: FamilyId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM block WHERE family = ?1 LIMIT 1";
        Ok(self.first(sql, params![family.0], |_| Ok(()))?.is_some())
    }

    /// Who lifted a block, and when.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn lifted(self, block: BlockId) -> Result<Option<Authored>, StoreError> {
        self.first(
            "SELECT j.id, j.agent, j.at, j.utc_offset
             FROM lift l JOIN journal j ON j.position = l.entry WHERE l.block = ?1",
            params![block.0],
            |row| {
                Ok(Authored {
                    entry: id(row, 0)?,
                    agent: id(row, 1)?,
                    at: Moment { at: row.get(2)?, offset: row.get(3)? },
                })
            },
        )
    }

    /// When an agent last opened the account in spite of unpaid invoices.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn unpaid_waived(self, family: FamilyId) -> Result<Option<Moment>, StoreError> {
        self.first(
            "SELECT j.at, j.utc_offset
             FROM block b JOIN lift l ON l.block = b.id JOIN journal j ON j.position = l.entry
             WHERE b.family = ?1 AND b.cause = 'impayes' AND l.settled = 0
             ORDER BY l.entry DESC",
            params![family.0],
            |row| Ok(Moment { at: row.get(0)?, offset: row.get(1)? }),
        )
    }

    /// The latest lifting of blocks of this family by an agent, with what it lifted.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn last_unblocking(self, family: FamilyId) -> Result<Option<Unblocking>, StoreError> {
        let rows = self.all(
            "SELECT j.id, j.agent, j.at, j.utc_offset, b.cause, b.since
             FROM block b JOIN lift l ON l.block = b.id JOIN journal j ON j.position = l.entry
             WHERE b.family = ?1 AND l.entry = (
               SELECT max(entry) FROM lift
               WHERE settled = 0 AND block IN (SELECT id FROM block WHERE family = ?1))
             ORDER BY b.entry",
            params![family.0],
            |row| {
                let unblocking = Unblocking {
                    entry: id(row, 0)?,
                    agent: id(row, 1)?,
                    at: Moment { at: row.get(2)?, offset: row.get(3)? },
                    lifted: Vec::new(),
                };
                Ok((unblocking, (code(row, 4, BlockCause::from_code)?, row.get(5)?)))
            },
        )?;
        let mut rows = rows.into_iter();
        Ok(rows.next().map(|(mut unblocking, first)| {
            unblocking.lifted.push(first);
            unblocking.lifted.extend(rows.map(|(_, lifted)| lifted));
            unblocking
        }))
    }

    /// Who set the password's version in force, and when.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn credential_set(self, family: FamilyId) -> Result<Option<Authored>, StoreError> {
        self.first(
            "SELECT j.id, j.agent, j.at, j.utc_offset
             FROM account a JOIN credential c ON c.version = a.credential
             JOIN journal j ON j.position = c.entry WHERE a.family = ?1",
            params![family.0],
            |row| {
                Ok(Authored {
                    entry: id(row, 0)?,
                    agent: id(row, 1)?,
                    at: Moment { at: row.get(2)?, offset: row.get(3)? },
                })
            },
        )
    }
}
