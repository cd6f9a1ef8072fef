//! A secret in memory: erased when dropped, never printed.

use zeroize::Zeroizing;

/// What a person types to prove who they are, or a code to be handed over.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over; the caller keeps no copy.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The secret itself, for hashing or for the one moment it is shown.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Adds a typed character; room is made before, so that no old copy is left behind.
    pub fn push(&mut self, c: char) {
        if self.0.capacity() < self.0.len() + c.len_utf8() {
            let mut larger = Zeroizing::new(String::with_capacity((self.0.len() + 4) * 2));
            larger.push_str(&self.0);
            self.0 = larger;
        }
        self.0.push(c);
    }

    /// Removes the last character.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// How many characters it has.
    pub fn chars(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_printed() {
        let mut secret = Secret::default();
        "canari-€".chars().for_each(|c| secret.push(c));
        assert_eq!((secret.reveal(), secret.chars()), ("canari-€", 8));
        assert!(!format!("{secret:?}").contains("canari"));
        secret.pop();
        assert_eq!(secret.reveal(), "canari-");
    }
}
