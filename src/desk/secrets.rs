//! Hashing secrets: argon2id, never on the screen's thread, never kept in clear.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use super::refusal::Fault;
use crate::domain::secret::Secret;

/// What a hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// RFC 9106's second choice: 64 MiB, three passes. For agents.
    Agent,
    /// OWASP's first choice: 19 MiB, two passes. For families, and for the demo's agents.
    Family,
}

impl Cost {
    fn hasher(self) -> Argon2<'static> {
        let (memory_kib, passes, lanes) = match self {
            Self::Agent => (64 * 1024, 3, 4),
            Self::Family => (19 * 1024, 2, 1),
        };
        let params = Params::new(memory_kib, passes, lanes, None).unwrap_or_default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// The PHC string of a secret, under a salt of its own.
///
/// # Errors
/// When the memory that the hash needs is not there.
pub fn hash(secret: &Secret, cost: Cost, salt: [u8; 16]) -> Result<String, Fault> {
    let hashed = cost.hasher().hash_password_with_salt(secret.reveal().as_bytes(), &salt);
    hashed.map(|hash: PasswordHash| hash.to_string()).map_err(|error| Fault {
        sentence: "Le code secret n’a pas pu être protégé. Rien n’a été enregistré.".to_owned(),
        detail: format!("argon2: {error}"),
        passing: false,
    })
}

/// Whether the secret is the one that was hashed. Without a hash, the same work is done and the
/// answer is no, so that nobody can tell an unknown id by the time it takes.
pub fn verify(secret: &Secret, phc: Option<&str>, cost: Cost) -> bool {
    let Some(parsed) = phc.and_then(|phc| PasswordHash::new(phc).ok()) else {
        let _ = hash(secret, cost, [0; 16]);
        return false;
    };
    cost.hasher().verify_password(secret.reveal().as_bytes(), &parsed).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_secret_verifies() {
        let secret = Secret::new("une phrase sûre".to_owned());
        let phc = hash(&secret, Cost::Family, [7; 16]).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify(&secret, Some(&phc), Cost::Family));
        assert!(verify(&secret, Some(&phc), Cost::Agent), "the stored parameters count");
        let other = Secret::new("une phrase sure".to_owned());
        assert!(!verify(&other, Some(&phc), Cost::Family));
        assert!(!verify(&secret, None, Cost::Family));
        assert!(!verify(&secret, Some("pas un PHC"), Cost::Family));
    }
}
