//! The journal, entry by entry.

use rusqlite::{Row, params};

use super::account::Authored;
use super::{Reader, id};
use crate::domain::household::Household;
use crate::domain::ids::{EntryId, FamilyId, SoucheId};
use crate::domain::time::Moment;
use crate::journal::chain::StoredEntry;
use crate::journal::entry::{Hash, Header, Stamp};
use crate::journal::fact::{Fact, FamilyImported, FamilyWritten};
use crate::store::StoreError;

const COLUMNS: &str = "j.position, j.souche, j.seq, j.id, j.kind, j.version, j.hlc, j.at, \
                       j.utc_offset, j.commune, j.agent, j.station, j.commitment, j.hash, \
                       p.salt, p.bytes";

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredEntry> {
    let salt: Option<[u8; 16]> = row.get(14)?;
    let bytes: Option<Vec<u8>> = row.get(15)?;
    Ok(StoredEntry {
        position: row.get(0)?,
        header: Header {
            stamp: Stamp {
                commune: id(row, 9)?,
                souche: id(row, 1)?,
                agent: id(row, 10)?,
                station: id(row, 11)?,
                now: Moment { at: row.get(7)?, offset: row.get(8)? },
            },
            seq: row.get(2)?,
            id: id(row, 3)?,
            kind: row.get(4)?,
            version: row.get(5)?,
            hlc: row.get(6)?,
            commitment: row.get(12)?,
        },
        hash: row.get(13)?,
        payload: salt.zip(bytes),
    })
}

/// The fact of an entry; `None` once erased, or for a kind of a later program.
///
/// # Errors
/// When the payload is not what its kind holds.
pub fn decode(entry: &StoredEntry) -> Result<Option<Fact>, StoreError> {
    let Some((_, bytes)) = &entry.payload else { return Ok(None) };
    Ok(Fact::decode(entry.header.kind, entry.header.version, bytes)?)
}

impl Reader<'_> {
    /// Calls `each` with every entry, in the order of the journal.
    ///
    /// # Errors
    /// When a row can't be read, or `each` fails.
    pub fn each_entry(
        self,
        mut each: impl FnMut(StoredEntry) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM journal j LEFT JOIN payload p USING (position)
             ORDER BY j.position"
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(stored(row)?)?;
        }
        Ok(())
    }

    /// The facts about one family, the latest first.
    ///
    /// # Errors
    /// When a row can't be read.
    pub fn family_entries(
        self,
        family: FamilyId,
        limit: u32,
    ) -> Result<Vec<(StoredEntry, Option<Fact>)>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM family_event e JOIN journal j USING (position)
             LEFT JOIN payload p USING (position)
             WHERE e.family = ?1 ORDER BY e.position DESC LIMIT ?2"
        );
        let entries = self.all(&sql, params![family.0, limit], stored)?;
        entries.into_iter().map(|entry| decode(&entry).map(|fact| (entry, fact))).collect()
    }

    /// The number of an entry's kind; `None` for an entry that is not here.
    ///
    /// # Errors
    /// When a row can't be read.
    pub fn kind_of(self, entry: EntryId) -> Result<Option<u16>, StoreError> {
        let sql = "SELECT kind FROM journal WHERE id = ?1";
        self.first(sql, params![entry.0], |row| row.get(0))
    }

    /// Who wrote an entry, and when; `None` for an entry that is not here.
    ///
    /// # Errors
    /// When a row can't be read.
    pub fn author_of(self, entry: EntryId) -> Result<Option<Authored>, StoreError> {
        let sql = "SELECT agent, at, utc_offset FROM journal WHERE id = ?1";
        self.first(sql, params![entry.0], |row| {
            let at = Moment { at: row.get(1)?, offset: row.get(2)? };
            Ok(Authored { entry, agent: id(row, 0)?, at })
        })
    }

    /// The last statements of who a family is before a position, the oldest first; an erased one
    /// states nothing.
    ///
    /// # Errors
    /// When a row can't be read.
    pub fn statements(
        self,
        family: FamilyId,
        before: u64,
        most: u32,
    ) -> Result<Vec<(StoredEntry, Household)>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM family_event e JOIN journal j USING (position)
             JOIN payload p USING (position)
             WHERE e.family = ?1 AND e.position < ?2 AND j.kind IN (?3, ?4)
             ORDER BY e.position DESC LIMIT ?5"
        );
        let before = i64::try_from(before).unwrap_or(i64::MAX);
        let kinds = (FamilyImported::KIND, FamilyWritten::KIND);
        let entries = self.all(&sql, params![family.0, before, kinds.0, kinds.1, most], stored)?;
        let mut statements = Vec::new();
        for entry in entries.into_iter().rev() {
            match decode(&entry)? {
                Some(Fact::FamilyImported(fact)) => statements.push((entry, fact.household)),
                Some(Fact::FamilyWritten(fact)) => statements.push((entry, fact.household)),
                _ => {}
            }
        }
        Ok(statements)
    }

    /// What the office last said of a household; `None` if it never did, or it was erased.
    ///
    /// # Errors
    /// When a row can't be read.
    pub fn last_imported(self, family: FamilyId) -> Result<Option<Household>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM family_event e JOIN journal j USING (position)
             LEFT JOIN payload p USING (position)
             WHERE e.family = ?1 AND j.kind = ?2 ORDER BY e.position DESC LIMIT 1"
        );
        let entry = self.first(&sql, params![family.0, FamilyImported::KIND], stored)?;
        Ok(match entry.map(|entry| decode(&entry)).transpose()?.flatten() {
            Some(Fact::FamilyImported(fact)) => Some(fact.household),
            _ => None,
        })
    }

    /// The facts about one family that were written since a moment (ms UTC), the latest first.
    ///
    /// # Errors
    /// When a row can't be read.
    pub fn family_entries_since(
        self,
        family: FamilyId,
        at: i64,
    ) -> Result<Vec<(StoredEntry, Option<Fact>)>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM family_event e JOIN journal j USING (position)
             LEFT JOIN payload p USING (position)
             WHERE e.family = ?1 AND j.at >= ?2 ORDER BY e.position DESC"
        );
        let entries = self.all(&sql, params![family.0, at], stored)?;
        entries.into_iter().map(|entry| decode(&entry).map(|fact| (entry, fact))).collect()
    }

    /// The entry at a position.
    ///
    /// # Errors
    /// When the row can't be read.
    pub fn entry(self, position: u64) -> Result<Option<StoredEntry>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM journal j LEFT JOIN payload p USING (position)
             WHERE j.position = ?1"
        );
        self.first(&sql, params![position], stored)
    }

    /// The fact at a position; `None` once erased, or for a kind of a later program.
    ///
    /// # Errors
    /// When the entry can't be read.
    pub fn fact_at(self, position: u64) -> Result<Option<(Header, Fact)>, StoreError> {
        let Some(entry) = self.entry(position)? else { return Ok(None) };
        Ok(decode(&entry)?.map(|fact| (entry.header, fact)))
    }

    /// The last position; 0 in an empty journal.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub fn last_position(self) -> Result<u64, StoreError> {
        let last = self
            .first("SELECT max(position) FROM journal", [], |row| row.get::<_, Option<u64>>(0))?;
        Ok(last.flatten().unwrap_or(0))
    }

    /// The logical clock of the last entry, whichever souche wrote it; 0 in an empty journal.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub fn last_hlc(self) -> Result<u64, StoreError> {
        let sql = "SELECT hlc FROM journal ORDER BY position DESC LIMIT 1";
        Ok(self.first(sql, [], |row| row.get(0))?.unwrap_or(0))
    }

    /// When the last entry was written.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub fn last_moment(self) -> Result<Option<Moment>, StoreError> {
        let sql = "SELECT at, utc_offset FROM journal ORDER BY position DESC LIMIT 1";
        self.first(sql, [], |row| Ok(Moment { at: row.get(0)?, offset: row.get(1)? }))
    }

    /// Sequence and hash of a souche's last entry.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub fn souche_head(self, souche: SoucheId) -> Result<Option<(u64, Hash)>, StoreError> {
        self.first(
            "SELECT seq, hash FROM journal WHERE souche = ?1 ORDER BY seq DESC LIMIT 1",
            params![souche.0],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// The hash of an entry of a souche.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub fn hash_at(self, souche: SoucheId, seq: u64) -> Result<Option<Hash>, StoreError> {
        self.first(
            "SELECT hash FROM journal WHERE souche = ?1 AND seq = ?2",
            params![souche.0, seq],
            |row| row.get(0),
        )
    }
}
