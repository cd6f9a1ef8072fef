//! Why a family gets no access to the portal, in French.

use crate::domain::time::{Moment, clock, numeric_day};

/// The rules say no to an id, a code or a way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountRefusal {
    /// « Votre dossier administratif doit être constitué pour accéder au portail famille »
    FileIncomplete {
        /// `dossier de tarification 2026 absent`, one clause each.
        missing: Vec<String>,
    },
    /// « rapprochez-vous de la restauration scolaire pour adhérer au paiement en ligne. »
    NoOnlinePayment,
    /// This commune asks for no such thing.
    NotAsked,
    /// It is done already.
    AlreadyDone {
        /// `Conditions`.
        what: &'static str,
        /// `20/11/2026`; empty where the day is not known.
        on: String,
    },
    /// The household was corrected since it was read.
    Corrected {
        /// `M. Diallo`.
        agent: String,
        /// When.
        at: Moment,
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
            Self::NoOnlinePayment => f.write_str(
                "Pas d’accès sans adhésion au paiement en ligne\u{a0}: E l’enregistre. \
                 Rien n’a été écrit.",
            ),
            Self::NotAsked => f.write_str("La commune ne le demande pas. Rien n’a été écrit."),
            Self::AlreadyDone { what, on } if on.is_empty() => {
                write!(f, "{what}\u{a0}: déjà enregistré. Rien n’a été écrit.")
            }
            Self::AlreadyDone { what, on } => {
                write!(f, "{what}\u{a0}: déjà enregistré le {on}. Rien n’a été écrit.")
            }
            Self::Corrected { agent, at } => write!(
                f,
                "Fiche corrigée par {agent} le {} à {}\u{a0}: relisez-la avec la famille (F2). \
                 Rien n’a été écrit.",
                numeric_day(at.today()),
                clock(at.local())
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
