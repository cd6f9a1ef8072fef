//! Randomness that is passed in, so that a test or a demo can be made twice the same.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// Random bits at the end of an identifier; the 42 before them count (RFC 9562, §6.2, method 1).
const RANDOM_BITS: u32 = 32;

/// The first count of a millisecond is random in all bits but the highest, so that those that
/// follow have room.
const FIRST_COUNT_BITS: u32 = 41;

/// Where ids, salts and provisional codes come from.
#[derive(Debug)]
pub struct Entropy {
    source: Source,
    /// The millisecond of the last identifier, and its count within it.
    last: Option<(u64, u128)>,
}

#[derive(Debug)]
enum Source {
    /// The operating system's generator.
    System,
    /// A fixed sequence: SHA-256 of a seed and a counter. For tests and for making the demo.
    Seeded {
        /// The same seed gives the same sequence.
        seed: u64,
        /// How many blocks were drawn.
        drawn: u64,
    },
}

/// The operating system gave no randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoEntropy;

impl Entropy {
    /// The operating system's generator.
    pub const fn system() -> Self {
        Self { source: Source::System, last: None }
    }

    /// A fixed sequence.
    pub const fn seeded(seed: u64) -> Self {
        Self { source: Source::Seeded { seed, drawn: 0 }, last: None }
    }

    /// Thirty-two random bytes.
    ///
    /// # Errors
    /// When the operating system gives none.
    pub fn block(&mut self) -> Result<[u8; 32], NoEntropy> {
        match &mut self.source {
            Source::System => {
                let mut block = [0; 32];
                getrandom::fill(&mut block).map_err(|_| NoEntropy)?;
                Ok(block)
            }
            Source::Seeded { seed, drawn } => {
                *drawn += 1;
                let hash = Sha256::new()
                    .chain_update(seed.to_be_bytes())
                    .chain_update(drawn.to_be_bytes())
                    .finalize();
                Ok(hash.into())
            }
        }
    }

    /// Sixteen random bytes.
    ///
    /// # Errors
    /// When the operating system gives none.
    pub fn salt(&mut self) -> Result<[u8; 16], NoEntropy> {
        Ok(first(&self.block()?))
    }

    /// A new identifier in order of time: a UUIDv7 of that millisecond (UTC, since 1970). Those of
    /// one millisecond come in the order in which they are drawn: what an import brings is filed
    /// row after row, not all over the file.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn id<T: From<Uuid>>(&mut self, at: i64) -> Result<T, NoEntropy> {
        let at = u64::try_from(at).unwrap_or(0);
        let random = u128::from_be_bytes(self.salt()?);
        let count = match self.last {
            Some((last, count)) if last == at => count + 1,
            _ => random >> (u128::BITS - FIRST_COUNT_BITS),
        };
        self.last = Some((at, count));
        let tail = random & ((1 << RANDOM_BITS) - 1);
        Ok(T::from(version_7(at, count << RANDOM_BITS | tail)))
    }
}

/// An identifier of a millisecond, with the 74 bits that are free.
fn version_7(at: u64, free: u128) -> Uuid {
    let (high, low) = (free >> 62, free & ((1 << 62) - 1));
    let bits = high << 64 | low; // the version and the variant stand before them
    Builder::from_unix_timestamp_millis(at, &first(&(bits << 48).to_be_bytes())).into_uuid()
}

fn first<const N: usize, const M: usize>(block: &[u8; M]) -> [u8; N] {
    let mut start = [0; N];
    start.iter_mut().zip(block).for_each(|(to, from)| *to = *from);
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::FamilyId;

    #[test]
    fn a_seed_gives_the_same_ids_and_time_orders_them() {
        let draw = |seed, at| Entropy::seeded(seed).id::<FamilyId>(at).unwrap();
        assert_eq!(draw(1, 1000), draw(1, 1000));
        assert_ne!(draw(1, 1000), draw(2, 1000));
        assert!(draw(9, 1000) < draw(1, 1001));
        let mut system = Entropy::system();
        assert_ne!(system.block().unwrap(), system.block().unwrap());
    }

    #[test]
    fn ids_of_one_millisecond_come_in_the_order_they_are_drawn() {
        let mut entropy = Entropy::seeded(1);
        let ids: Vec<Uuid> = (0..1000).map(|_| entropy.id(1000).unwrap()).collect();
        assert!(ids.is_sorted() && ids.iter().all(|id| id.get_version_num() == 7));
        let tails: std::collections::BTreeSet<&[u8]> =
            ids.iter().map(|id| &id.as_bytes()[12..]).collect();
        assert_eq!(tails.len(), ids.len(), "and none can be told from the one before");
        let later: Uuid = entropy.id(1001).unwrap();
        assert!(ids.last().is_some_and(|last| *last < later));
    }
}
