//! What the system refuses, in French: its own words are in the language of the computer.

use std::io::{Error, ErrorKind};

/// A few words that say what went wrong: `introuvable`, `accès refusé`.
pub fn in_french(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "introuvable",
        ErrorKind::PermissionDenied => "accès refusé",
        ErrorKind::AlreadyExists => "le nom est déjà pris",
        ErrorKind::NotADirectory => "ce n’est pas un dossier",
        ErrorKind::IsADirectory => "c’est un dossier",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "plus de place",
        ErrorKind::ReadOnlyFilesystem => "support en lecture seule",
        ErrorKind::InvalidFilename => "nom impossible",
        ErrorKind::InvalidData => "ce n’est pas du texte UTF-8",
        ErrorKind::ConnectionRefused => "connexion refusée",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => "réseau injoignable",
        ErrorKind::TimedOut | ErrorKind::WouldBlock => "pas de réponse",
        ErrorKind::BrokenPipe | ErrorKind::ConnectionReset => "liaison coupée",
        _ => return other(error),
    };
    words.to_owned()
}

/// What has no words of its own keeps its number, for whoever looks it up.
fn other(error: &Error) -> String {
    match error.raw_os_error() {
        Some(number) => format!("erreur {number} du système"),
        None => "erreur du système".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_refuses_is_told_in_french() {
        let missing = std::fs::read("/nulle/part").unwrap_err();
        assert_eq!(in_french(&missing), "introuvable");
        assert_eq!(in_french(&ErrorKind::PermissionDenied.into()), "accès refusé");
        assert_eq!(in_french(&Error::from_raw_os_error(6)), "erreur 6 du système");
        assert_eq!(in_french(&Error::other("disk on fire")), "erreur du système");
    }
}
