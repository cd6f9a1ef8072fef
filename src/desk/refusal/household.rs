//! Why a family is not written, in French.

use crate::domain::money::Cents;
use crate::domain::remedy::Remedy;
use crate::domain::time::numeric_day;

/// The rules say no to a statement of who a family is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HouseholdRefusal {
    /// Nobody to be billed.
    NoGuardian,
    /// Somebody without a surname.
    NoSurname,
    /// A child without a given name.
    NoGiven,
    /// More people than a household has.
    TooMany,
    /// A text that can't be kept.
    Detail {
        /// `Téléphone`.
        label: &'static str,
        /// `10 chiffres`.
        why: &'static str,
    },
    /// A child who holds something can't be taken out.
    Holds {
        /// `Léo`.
        given: String,
    },
    /// The statement is the one that stands.
    Same,
    /// A family that owes something does not leave.
    Owes {
        /// How much.
        due: Cents,
    },
    /// A family that comes does not leave.
    Booked {
        /// The last booked day.
        until: chrono::NaiveDate,
    },
    /// A note is empty or too long.
    NoteLength,
    /// An enrolment that ends before it begins.
    Backwards,
    /// The child is enrolled there already.
    Overlap {
        /// `Cantine Jean-Moulin`.
        label: String,
        /// `du 01/09/2026 au 02/07/2027`.
        words: String,
    },
    /// Booked days would lose the right to be.
    RightInUse {
        /// The last of them.
        until: chrono::NaiveDate,
    },
    /// The family has a login id.
    HasLogin {
        /// `EVR04217`.
        login: String,
    },
    /// The family has none.
    NoLogin,
    /// Every number of the scheme is given.
    NoLoginLeft {
        /// `EVR`.
        prefix: String,
    },
    /// A sentence of the domain.
    Sentence(String),
    /// A family that left is neither booked nor enrolled.
    Archived,
    /// It left already, or is there already.
    AlreadyFiled {
        /// It left.
        archived: bool,
    },
}

impl std::fmt::Display for HouseholdRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const NOTHING: &str = "Rien n’a été enregistré.";
        match self {
            Self::NoGuardian => {
                write!(f, "Il faut un responsable, à qui l’on facture. {NOTHING}")
            }
            Self::NoSurname => write!(f, "Un nom est vide. {NOTHING}"),
            Self::NoGiven => write!(f, "Le prénom d’un enfant est vide. {NOTHING}"),
            Self::TooMany => write!(f, "Trop de personnes pour un foyer. {NOTHING}"),
            Self::Detail { label, why } => write!(f, "{label}\u{a0}: {why}. {NOTHING}"),
            Self::Holds { given } => {
                write!(f, "{given} a des inscriptions ou des jours\u{a0}: il reste au dossier.")
            }
            Self::Same => f.write_str("Rien n’a changé, rien n’a été écrit."),
            Self::Owes { due } => {
                write!(f, "Il reste {due} à payer (F4)\u{a0}: le dossier reste ouvert.")
            }
            Self::Booked { until } => write!(
                f,
                "Des jours sont réservés jusqu’au {} (F5)\u{a0}: le dossier reste ouvert.",
                numeric_day(*until)
            ),
            other => other.fmt_gestures(f),
        }
    }
}

impl HouseholdRefusal {
    /// What notes, enrolments, accounts and the filing say no to.
    fn fmt_gestures(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const NOTHING: &str = "Rien n’a été enregistré.";
        match self {
            Self::NoteLength => write!(f, "Une note a de 1 à 500 caractères. {NOTHING}"),
            Self::Backwards => write!(f, "La fin est avant le début. {NOTHING}"),
            Self::Overlap { label, words } => {
                write!(f, "Déjà inscrit(e)\u{a0}: {label} {words}. {NOTHING}")
            }
            Self::RightInUse { until } => write!(
                f,
                "Des jours sont réservés jusqu’au {}\u{a0}: annulez-les d’abord (F5). {NOTHING}",
                numeric_day(*until)
            ),
            Self::HasLogin { login } => {
                write!(f, "Cette famille a déjà le compte {login}. {NOTHING}")
            }
            Self::NoLogin => f.write_str("Cette famille n’a pas de compte\u{a0}: O l’ouvre."),
            Self::NoLoginLeft { prefix } => {
                write!(f, "Plus aucun identifiant {prefix} libre. {NOTHING}")
            }
            Self::Sentence(sentence) => write!(f, "{sentence} {NOTHING}"),
            Self::Archived => {
                write!(f, "Ce dossier est archivé. {} {NOTHING}", Remedy::Reopen)
            }
            Self::AlreadyFiled { archived: true } => f.write_str("Ce dossier est déjà archivé."),
            _ => f.write_str("Ce dossier n’est pas archivé."),
        }
    }
}
