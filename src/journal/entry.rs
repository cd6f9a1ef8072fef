//! One entry: its fixed-width preimage and its hash.
//!
//! ```text
//! hash = SHA-256( "GUICHET1" ‖ previous hash (32) ‖ commune (16) ‖ souche (16) ‖ seq u64
//!               ‖ id (16) ‖ kind u16 ‖ version u16 ‖ hlc u64 ‖ at i64 ‖ offset i16
//!               ‖ agent (16) ‖ station (16) ‖ SHA-256(salt (16) ‖ payload) (32) )
//! ```
//!
//! All numbers are big-endian. The payload enters by a salted commitment, so that it can be erased
//! one day without breaking the chain.

use sha2::{Digest, Sha256};

use crate::domain::ids::{AgentId, CommuneId, EntryId, SoucheId, StationId};
use crate::domain::time::Moment;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// What stands before the first entry of a souche.
pub const NO_HASH: Hash = [0; 32];

/// Bytes of an entry's preimage.
pub const PREIMAGE_BYTES: usize = 182;

/// Who writes, where: the same for all entries of a gesture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The town.
    pub commune: CommuneId,
    /// The writer's incarnation.
    pub souche: SoucheId,
    /// The agent; the nil id where a family acts for itself.
    pub agent: AgentId,
    /// The workstation.
    pub station: StationId,
    /// When, by the counter's clock.
    pub now: Moment,
}

/// Everything of an entry that its hash covers, but the payload's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Who, where, when.
    pub stamp: Stamp,
    /// 1, 2, 3 … within the souche.
    pub seq: u64,
    /// The fact's own identifier: the same wherever it is carried.
    pub id: EntryId,
    /// Which fact ([`super::fact::Fact::kind`]).
    pub kind: u16,
    /// The version of its payload's shape.
    pub version: u16,
    /// Hybrid logical clock: max(wall clock in ms, last + 1), so that order survives a clock set
    /// back.
    pub hlc: u64,
    /// SHA-256(salt ‖ payload).
    pub commitment: Hash,
}

impl Header {
    /// The bytes that are hashed.
    pub fn preimage(&self, previous: &Hash) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(PREIMAGE_BYTES);
        bytes.extend_from_slice(b"GUICHET1");
        bytes.extend_from_slice(previous);
        bytes.extend_from_slice(self.stamp.commune.0.as_bytes());
        bytes.extend_from_slice(self.stamp.souche.0.as_bytes());
        bytes.extend_from_slice(&self.seq.to_be_bytes());
        bytes.extend_from_slice(self.id.0.as_bytes());
        bytes.extend_from_slice(&self.kind.to_be_bytes());
        bytes.extend_from_slice(&self.version.to_be_bytes());
        bytes.extend_from_slice(&self.hlc.to_be_bytes());
        bytes.extend_from_slice(&self.stamp.now.at.to_be_bytes());
        bytes.extend_from_slice(&self.stamp.now.offset.to_be_bytes());
        bytes.extend_from_slice(self.stamp.agent.0.as_bytes());
        bytes.extend_from_slice(self.stamp.station.0.as_bytes());
        bytes.extend_from_slice(&self.commitment);
        bytes
    }

    /// The entry's hash, which the next entry names.
    pub fn hash(&self, previous: &Hash) -> Hash {
        Sha256::digest(self.preimage(previous)).into()
    }
}

/// What binds a payload to its entry without revealing it.
pub fn commitment(salt: &[u8; 16], payload: &[u8]) -> Hash {
    Sha256::new().chain_update(salt).chain_update(payload).finalize().into()
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes behind hexadecimal digits of any case; `None` for anything else.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let digits = digits?;
    digits.len().is_multiple_of(2).then(|| {
        digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, d| byte << 4 | d)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn header() -> Header {
        let id = |n: u128| Uuid::from_u128(n);
        Header {
            stamp: Stamp {
                commune: CommuneId(id(1)),
                souche: SoucheId(id(2)),
                agent: AgentId(id(4)),
                station: StationId(id(5)),
                now: Moment { at: 1_795_081_320_000, offset: 60 },
            },
            seq: 7,
            id: EntryId(id(3)),
            kind: 41,
            version: 1,
            hlc: 1_795_081_320_001,
            commitment: commitment(&[9; 16], b"{\"family\":\"x\"}"),
        }
    }

    /// Golden vectors: `printf` and `sha256sum` give the same, and they never change.
    #[test]
    fn preimage_and_hash_are_the_documented_ones() {
        let preimage = header().preimage(&[0xab; 32]);
        assert_eq!(preimage.len(), PREIMAGE_BYTES);
        assert_eq!(
            hex(&preimage),
            "4755494348455431abababababababababababababababababababababababababababababab\
             abab000000000000000000000000000000010000000000000000000000000000000200000000\
             000000070000000000000000000000000000000300290001000001a1f32f3641000001a1f32f\
             3640003c00000000000000000000000000000004000000000000000000000000000000053bce\
             a8fc5312c4eebf01447238fe30aadd2848d92e8496b64a8e6d4fa5d44185"
        );
        assert_eq!(
            hex(&header().hash(&[0xab; 32])),
            "5ab988028e7173ff0bf67dff620dd6fb67c9a1aa773752f75cd81076bf5c5a6f"
        );
        assert_eq!(
            hex(&header().hash(&NO_HASH)),
            "72a3dfbb8c8f8c4f362d07ed60575cac3b81ebc27374f13f80fa82dcbba6bfbc"
        );
    }

    #[test]
    fn every_field_changes_the_hash() {
        let plain = header().hash(&NO_HASH);
        let other = Uuid::from_u128(99);
        let changes: [fn(&mut Header, Uuid); 12] = [
            |h, id| h.stamp.commune = CommuneId(id),
            |h, id| h.stamp.souche = SoucheId(id),
            |h, id| h.stamp.agent = AgentId(id),
            |h, id| h.stamp.station = StationId(id),
            |h, _| h.stamp.now.at += 1,
            |h, _| h.stamp.now.offset += 1,
            |h, _| h.seq += 1,
            |h, id| h.id = EntryId(id),
            |h, _| h.kind += 1,
            |h, _| h.version += 1,
            |h, _| h.hlc += 1,
            |h, _| h.commitment = [0; 32],
        ];
        for change in changes {
            let mut other_header = header();
            change(&mut other_header, other);
            assert_ne!(other_header.hash(&NO_HASH), plain, "{other_header:?}");
        }
    }

    #[test]
    fn hexadecimal_digits_are_read_back() {
        assert_eq!(from_hex("00aBff"), Some(vec![0, 0xab, 0xff]));
        assert_eq!((from_hex("abc"), from_hex("zz"), from_hex("")), (None, None, Some(vec![])));
    }
}
