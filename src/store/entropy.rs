//! Randomness that is passed in, so that a test or a demo can be made twice the same.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// Where ids, salts and provisional codes come from.
#[derive(Debug)]
pub enum Entropy {
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
    /// A fixed sequence.
    pub const fn seeded(seed: u64) -> Self {
        Self::Seeded { seed, drawn: 0 }
    }

    /// Thirty-two random bytes.
    ///
    /// # Errors
    /// When the operating system gives none.
    pub fn block(&mut self) -> Result<[u8; 32], NoEntropy> {
        match self {
            Self::System => {
                let mut block = [0; 32];
                getrandom::fill(&mut block).map_err(|_| NoEntropy)?;
                Ok(block)
            }
            Self::Seeded { seed, drawn } => {
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

    /// A new identifier in order of time: a UUIDv7 of that millisecond (UTC, since 1970).
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn id<T: From<Uuid>>(&mut self, at: i64) -> Result<T, NoEntropy> {
        let random: [u8; 10] = first(&self.block()?);
        let at = u64::try_from(at).unwrap_or(0);
        Ok(T::from(Builder::from_unix_timestamp_millis(at, &random).into_uuid()))
    }
}

fn first<const N: usize>(block: &[u8; 32]) -> [u8; N] {
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
        let mut system = Entropy::System;
        assert_ne!(system.block().unwrap(), system.block().unwrap());
    }
}
