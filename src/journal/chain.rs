//! Walks entries in the order they stand and says what is wrong with them.

use std::collections::HashMap;

use super::entry::{Hash, Header, NO_HASH, commitment};
use crate::domain::ids::SoucheId;

/// An entry as the database holds it.
#[derive(Clone, Debug)]
pub struct StoredEntry {
    /// Its place in this database: 1, 2, 3 …
    pub position: u64,
    /// What its hash covers.
    pub header: Header,
    /// The hash it was stored with.
    pub hash: Hash,
    /// Salt and bytes; `None` once erased.
    pub payload: Option<([u8; 16], Vec<u8>)>,
}

/// What is wrong with one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFault {
    /// The positions skip a number: an entry was taken out.
    PositionGap,
    /// The sequence of the souche skips or repeats a number.
    SequenceGap,
    /// The hash does not follow from the entry and the one before.
    BrokenHash,
    /// The payload is not the one that was written.
    ChangedPayload,
    /// The payload is gone and no `erased` fact names the entry.
    MissingPayload,
    /// The logical clock went back.
    ClockBack,
}

impl ChainFault {
    /// In French, for the report.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::PositionGap => "une écriture manque avant celle-ci",
            Self::SequenceGap => "son numéro d’ordre ne suit pas le précédent",
            Self::BrokenHash => "son empreinte ne correspond pas à son contenu",
            Self::ChangedPayload => "son contenu a été modifié",
            Self::MissingPayload => "son contenu a disparu sans effacement enregistré",
            Self::ClockBack => "son horloge logique recule",
        }
    }
}

#[derive(Clone, Copy)]
struct Head {
    seq: u64,
    hash: Hash,
    hlc: u64,
}

/// The state of a walk: the last position and each souche's head.
#[derive(Default)]
pub struct Walk {
    position: u64,
    heads: HashMap<SoucheId, Head>,
}

impl Walk {
    /// Takes the next entry and returns what is wrong with it; the walk goes on from the stored
    /// hash, so that one change is reported once.
    pub fn step(&mut self, entry: &StoredEntry, erased: bool) -> Vec<ChainFault> {
        let mut faults = Vec::new();
        let before = self.heads.get(&entry.header.stamp.souche).copied();
        let head = before.unwrap_or(Head { seq: 0, hash: NO_HASH, hlc: 0 });
        if entry.position != self.position + 1 {
            faults.push(ChainFault::PositionGap);
        }
        if entry.header.seq != head.seq + 1 {
            faults.push(ChainFault::SequenceGap);
        }
        if entry.header.hash(&head.hash) != entry.hash {
            faults.push(ChainFault::BrokenHash);
        }
        if entry.header.hlc <= head.hlc {
            faults.push(ChainFault::ClockBack);
        }
        match &entry.payload {
            Some((salt, bytes)) if commitment(salt, bytes) != entry.header.commitment => {
                faults.push(ChainFault::ChangedPayload);
            }
            None if !erased => faults.push(ChainFault::MissingPayload),
            _ => {}
        }
        self.position = entry.position;
        let head = Head { seq: entry.header.seq, hash: entry.hash, hlc: entry.header.hlc };
        self.heads.insert(entry.header.stamp.souche, head);
        faults
    }

    /// Sequence and hash of a souche's last entry.
    pub fn head(&self, souche: SoucheId) -> Option<(u64, Hash)> {
        self.heads.get(&souche).map(|head| (head.seq, head.hash))
    }
}
