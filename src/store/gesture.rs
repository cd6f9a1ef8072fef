//! One gesture: a transaction in which facts are appended and folded, or nothing at all.
//!
//! Only `desk` begins one. The head of the souche is read inside BEGIN IMMEDIATE, so that several
//! programs on one file share one chain and one series of receipts.

use rusqlite::params;
use sha2::{Digest, Sha256};

use super::entropy::Entropy;
use super::fold::{self, Place};
use super::local::Standpoint;
use super::write::Held;
use super::{Db, Reader, Store, StoreError};
use crate::domain::ids::{AgentId, CredentialId, EntryId, SoucheId};
use crate::domain::time::Moment;
use crate::journal::entry::{Hash, Header, NO_HASH, Stamp, commitment, hex};
use crate::journal::fact::{CredentialMark, Fact, SoucheOpened, VERSION};

/// A transaction that appends facts.
pub struct Gesture<'s> {
    transaction: Held<'s>,
    entropy: &'s mut Entropy,
    stamp: Stamp,
    head: Head,
}

/// Where the chain of this souche and the journal of this file end.
#[derive(Clone, Copy, Debug)]
struct Head {
    position: u64,
    seq: u64,
    hash: Hash,
    hlc: u64,
}

/// An entry that was appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The fact's identifier.
    pub id: EntryId,
    /// The entry's hash; receipts print its first ten hexadecimal digits.
    pub hash: Hash,
}

impl Store {
    /// Begins a gesture of an agent in the souche of this file.
    ///
    /// # Errors
    /// When another program holds the file for more than ten seconds, or there is no souche yet.
    pub fn begin(&mut self, now: Moment, agent: AgentId) -> Result<Gesture<'_>, StoreError> {
        let transaction = self.db.begin()?;
        let souche = transaction.db().read().current_souche()?.ok_or(StoreError::NotInitialised)?;
        let stamp = Stamp {
            commune: souche.commune,
            souche: souche.id,
            agent,
            station: souche.station,
            now,
        };
        let head = head(transaction.db().read(), souche.id)?;
        Ok(Gesture { transaction, entropy: &mut self.entropy, stamp, head })
    }

    /// Begins the gesture whose first fact opens a souche: at `init`, and where the file turns out
    /// to be a restored or cloned one.
    ///
    /// # Errors
    /// As [`Store::begin`].
    pub fn begin_souche(
        &mut self,
        now: Moment,
        agent: AgentId,
        opened: SoucheOpened,
        here: &Standpoint,
    ) -> Result<Gesture<'_>, StoreError> {
        let souche: SoucheId = self.entropy.id(now.at)?;
        let stamp = Stamp { commune: opened.commune, souche, agent, station: opened.station, now };
        let transaction = self.db.begin()?;
        transaction.db().execute(
            "INSERT OR REPLACE INTO local_souche (one, souche, machine, file)
             VALUES (1, ?1, ?2, ?3)",
            params![souche.0, here.machine, here.file],
        )?;
        let head = head(transaction.db().read(), souche)?;
        let mut gesture = Gesture { transaction, entropy: &mut self.entropy, stamp, head };
        gesture.append(&opened.into())?;
        Ok(gesture)
    }
}

fn head(read: Reader<'_>, souche: SoucheId) -> Result<Head, StoreError> {
    let position = read.last_position()?;
    let last = read.souche_head(souche)?;
    let (seq, hash) = last.unwrap_or((0, NO_HASH));
    let hlc = read.last_hlc()?;
    Ok(Head { position, seq, hash, hlc })
}

impl Gesture<'_> {
    /// Reads what the gesture sees: the database under lock, and its own facts.
    pub fn read(&self) -> Reader<'_> {
        self.db().read()
    }

    /// The database under lock.
    pub(super) const fn db(&self) -> &Db {
        self.transaction.db()
    }

    /// When the gesture is made.
    pub const fn now(&self) -> Moment {
        self.stamp.now
    }

    /// A new identifier of this moment.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new_id<T: From<uuid::Uuid>>(&mut self) -> Result<T, StoreError> {
        Ok(self.entropy.id(self.stamp.now.at)?)
    }

    /// Appends a fact to the journal and folds it into the tables.
    ///
    /// # Errors
    /// When the disk refuses; the gesture must then be dropped, and nothing is kept.
    pub fn append(&mut self, fact: &Fact) -> Result<Appended, StoreError> {
        let payload = fact.encode()?;
        let salt = self.entropy.salt()?;
        let wall = u64::try_from(self.stamp.now.at).unwrap_or(0);
        let header = Header {
            stamp: self.stamp,
            seq: self.head.seq + 1,
            id: self.new_id()?,
            kind: fact.kind(),
            version: VERSION,
            hlc: wall.max(self.head.hlc + 1),
            commitment: commitment(&salt, &payload),
        };
        let hash = header.hash(&self.head.hash);
        let position = self.head.position + 1;
        let db = self.transaction.db();
        insert_entry(db, position, &header, &hash)?;
        db.prepare_cached("INSERT INTO payload (position, salt, bytes) VALUES (?1, ?2, ?3)")?
            .execute(params![position, salt, payload])?;
        self.head = Head { position, seq: header.seq, hash, hlc: header.hlc };
        fold::fold(db, &Place { position, header }, fact)?;
        Ok(Appended { id: header.id, hash })
    }

    /// Keeps a secret's hash in the local table and returns what the journal may know of it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_credential(&mut self, phc: &str) -> Result<CredentialMark, StoreError> {
        let version: CredentialId = self.new_id()?;
        self.db().execute(
            "INSERT INTO local_credential (version, phc) VALUES (?1, ?2)",
            params![version.0, phc],
        )?;
        Ok(CredentialMark { version, digest: hex(&Sha256::digest(phc)) })
    }

    /// Forgets a replaced secret's hash; its pages are overwritten.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_credential(&mut self, version: CredentialId) -> Result<(), StoreError> {
        self.db().execute("DELETE FROM local_credential WHERE version = ?1", params![version.0])?;
        Ok(())
    }

    /// Forgets the hashes of provisional codes whose time is over.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_expired_credentials(&mut self) -> Result<(), StoreError> {
        self.db().execute(
            "DELETE FROM local_credential WHERE version IN (
               SELECT credential FROM account WHERE provisional = 1 AND expires_at < ?1)",
            params![self.stamp.now.at],
        )?;
        Ok(())
    }

    /// Makes the gesture durable: when this returns, it is on the disk.
    ///
    /// # Errors
    /// When the disk refuses; nothing is kept.
    pub fn commit(self) -> Result<(), StoreError> {
        fold::finish(self.db())?;
        self.transaction.commit()
    }
}

/// Writes an entry's row of the journal.
pub(super) fn insert_entry(
    db: &Db,
    position: u64,
    header: &Header,
    hash: &Hash,
) -> Result<(), StoreError> {
    let stamp = &header.stamp;
    db.prepare_cached(
        "INSERT INTO journal (position, souche, seq, id, kind, version, hlc, at, utc_offset,
                                  commune, agent, station, commitment, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        position,
        stamp.souche.0,
        header.seq,
        header.id.0,
        header.kind,
        header.version,
        header.hlc,
        stamp.now.at,
        stamp.now.offset,
        stamp.commune.0,
        stamp.agent.0,
        stamp.station.0,
        header.commitment,
        hash,
    ])?;
    Ok(())
}
