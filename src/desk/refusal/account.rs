//! Why a family gets no access to the portal, in French.

/// The rules say no to an id, a code or a way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountRefusal {
    /// « Votre dossier administratif doit être constitué pour accéder au portail famille »
    FileIncomplete {
        /// `dossier de tarification 2026 absent`, one clause each.
        missing: Vec<String>,
    },
    /// The id is made of an e-mail, and none is on file.
    NoEmail,
    /// Another family has this id already.
    EmailTaken {
        /// `claire.m@exemple.fr`, or what stands before its `@`.
        email: String,
        /// `MARTIN Paul`.
        other: String,
    },
}

impl std::fmt::Display for AccountRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::FileIncomplete { missing } => write!(
                f,
                "Pas d’accès sans dossier complet\u{a0}: {}. F2 le note. Rien n’a été écrit.",
                missing.join(", ")
            ),
            Self::NoEmail => f.write_str(
                "L’identifiant vient du courriel, et aucun n’est au dossier\u{a0}: F2 le note. \
                 Rien n’a été écrit.",
            ),
            Self::EmailTaken { email, other } => write!(
                f,
                "{email} est déjà l’identifiant de {other}\u{a0}: demandez une autre adresse, F2 \
                 la note. Rien n’a été écrit."
            ),
        }
    }
}

impl From<AccountRefusal> for crate::desk::No {
    fn from(refusal: AccountRefusal) -> Self {
        Self::Refusal(super::Refusal::Account(refusal))
    }
}
