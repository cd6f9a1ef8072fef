//! What can go wrong with the file, each in a plain French sentence.

use rusqlite::{ErrorCode, ffi};

use super::entropy::NoEntropy;
use crate::journal::canonical::CanonicalError;

/// Why the database could not be opened, read or written. Nothing of the gesture was kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error(
        "La base {0} n’existe pas. Créez-la avec «\u{a0}guichet init\u{a0}», ou vérifiez le \
         chemin."
    )]
    Missing(String),
    /// There is a file already.
    #[error("La base {0} existe déjà\u{a0}: elle n’a pas été touchée. Choisissez un autre chemin.")]
    Exists(String),
    /// It is something else.
    #[error("Le fichier {0} n’est pas une base Guichet. Rien n’y a été écrit.")]
    NotGuichet(String),
    /// A later program made it.
    #[error(
        "La base a été créée par une version plus récente de Guichet (format {found}, \
         ce programme connaît le format {known}). Mettez Guichet à jour\u{a0}; rien n’a été \
         modifié."
    )]
    Newer {
        /// Format of the file.
        found: i64,
        /// Format of this program.
        known: i64,
    },
    /// The system refuses.
    #[error("La base {0} ne peut pas être ouverte\u{a0}: droits insuffisants ou support absent.")]
    Unreadable(String),
    /// It is damaged.
    #[error(
        "La base est endommagée. N’écrivez plus rien, gardez ce fichier et restaurez la dernière \
         sauvegarde\u{a0}; «\u{a0}guichet verify\u{a0}» dit ce qui est touché."
    )]
    Corrupt,
    /// Somebody else writes.
    #[error(
        "La base est occupée par un autre programme. Rien n’a été enregistré\u{a0}; réessayez dans \
         un instant."
    )]
    Busy,
    /// The disk is full.
    #[error(
        "Le disque est plein. Rien n’a été enregistré\u{a0}: libérez de la place et réessayez."
    )]
    Full,
    /// The disk fails.
    #[error(
        "Le disque répond mal. Rien n’a été enregistré\u{a0}; réessayez et prévenez \
         l’informatique si cela continue."
    )]
    Disk,
    /// The file can't be written.
    #[error("La base est en lecture seule. Rien n’a été enregistré\u{a0}; vérifiez les droits.")]
    ReadOnly,
    /// The file is no longer where it was opened.
    #[error(
        "La base n’est plus à sa place\u{a0}: fichier déplacé, remplacé, ou support retiré. Rien \
         n’a été enregistré\u{a0}; remettez-la, ou fermez et rouvrez le guichet."
    )]
    Moved,
    /// There is no souche: the file was never initialised.
    #[error(
        "La base n’est pas initialisée. Recommencez «\u{a0}guichet init\u{a0}» sur un nouveau \
         fichier."
    )]
    NotInitialised,
    /// The operating system gave no randomness.
    #[error("Le système ne fournit pas d’aléa. Rien n’a été enregistré.")]
    NoEntropy,
    /// A row holds what no row can hold.
    #[error("La base contient une valeur impossible ({0}). Lancez «\u{a0}guichet verify\u{a0}».")]
    Impossible(&'static str),
    /// Anything else that SQLite says.
    #[error("La base refuse l’opération. Rien n’a été enregistré.")]
    Sql(#[source] rusqlite::Error),
    /// A fact has no canonical form.
    #[error("L’écriture n’a pas de forme canonique. Rien n’a été enregistré.")]
    Canonical(#[from] CanonicalError),
    /// A payload can't be read back.
    #[error("Une écriture du journal est illisible. Lancez «\u{a0}guichet verify\u{a0}».")]
    Payload(#[from] serde_json::Error),
}

impl StoreError {
    /// What the log keeps: where and how it broke, never what stood there.
    pub fn detail(&self) -> String {
        match self {
            Self::Payload(error) => {
                let (line, column) = (error.line(), error.column());
                format!("Payload({:?} at {line}:{column})", error.classify())
            }
            Self::Missing(_) | Self::Exists(_) | Self::NotGuichet(_) | Self::Unreadable(_) => {
                self.to_string()
            }
            _ => format!("{self:?}"),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let extended = error.sqlite_error().map(|error| error.extended_code);
        match error.sqlite_error_code() {
            _ if extended == Some(ffi::SQLITE_READONLY_DBMOVED) => Self::Moved,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt,
            // Not even the room of the index beside the log.
            _ if extended == Some(ffi::SQLITE_IOERR_SHMSIZE) => Self::Full,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::SystemIoFailure) => Self::Disk,
            _ => Self::Sql(error),
        }
    }
}

impl From<NoEntropy> for StoreError {
    fn from(_: NoEntropy) -> Self {
        Self::NoEntropy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Row {
        #[serde(rename = "role")]
        _role: u32,
    }

    #[test]
    fn the_log_keeps_no_word_of_a_payload() {
        let text = r#"{"role": "MARTINEAU Claire"}"#;
        let error: StoreError = serde_json::from_str::<Row>(text).unwrap_err().into();
        assert!(format!("{error:?}").contains("MARTINEAU"), "the error itself quotes it");
        assert_eq!(error.detail(), "Payload(Data at 1:27)");
        assert_eq!(StoreError::Busy.detail(), "Busy");
    }
}
