//! Two kinds of no, and the one place where they become French.
//!
//! A refusal is the rules' answer: nothing is wrong with the program. A fault is a thing that
//! broke: it is logged and shown once, and the counter goes on.

mod account;
mod household;

pub use account::AccountRefusal;
pub use household::HouseholdRefusal;

use crate::domain::money::Cents;
use crate::domain::text::nth;
use crate::domain::time::{Moment, clock, numeric_day};

/// The rules say no; nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody has signed in.
    SignedOut,
    /// Unknown id or wrong secret: the same words for both.
    WrongSecret {
        /// Failures in a row.
        tries: u32,
        /// Failures after which the pause is five minutes.
        limit: u32,
        /// Seconds until the next try.
        wait_seconds: u32,
    },
    /// Too many failures: the door opens again later.
    TooManyTries {
        /// Seconds until the next try.
        wait_seconds: u32,
    },
    /// This role may not do it.
    Role {
        /// Who may: `régisseur`.
        needs: &'static str,
    },
    /// It is not in the database any more.
    Unknown {
        /// What: `Cette famille`.
        what: &'static str,
    },
    /// The blocks were lifted meanwhile.
    AlreadyUnblocked {
        /// `M. Diallo`.
        agent: String,
        /// When.
        at: Moment,
    },
    /// There is no block to lift.
    NotBlocked,
    /// The password was replaced meanwhile.
    CodeReplaced {
        /// `M. Diallo`.
        agent: String,
        /// When.
        at: Moment,
    },
    /// This identity check is not enough for this act.
    IdentityTooWeak,
    /// A reason of at least five characters is needed.
    ReasonNeeded {
        /// For what: `débloquer un compte pour impayés`.
        what: &'static str,
    },
    /// Ctrl+Z came too late, or for another agent's act.
    NotUndoable,
    /// The till is closed.
    TillClosed,
    /// The till is open already.
    TillAlreadyOpen,
    /// The till was opened on a day before and never closed.
    TillForgotten {
        /// When it was opened.
        opened: Moment,
    },
    /// The till was closed meanwhile.
    TillClosedMeanwhile {
        /// `M. Diallo`.
        agent: String,
        /// When.
        at: Moment,
    },
    /// Something was taken or given back since what was counted was set against it.
    TillMoved {
        /// What the drawer must hold now.
        expected: Cents,
    },
    /// The payment was taken back already.
    AlreadyCancelled {
        /// Its receipt.
        number: String,
        /// The receipt that takes it back.
        by: String,
    },
    /// It takes another payment back itself.
    IsCancellation {
        /// Its receipt.
        number: String,
    },
    /// The till session that took it is closed.
    SessionClosed {
        /// Its receipt.
        number: String,
        /// When it was closed.
        at: Moment,
    },
    /// Another workstation took it.
    OtherTill {
        /// Its receipt.
        number: String,
    },
    /// The credit that it left was used since.
    CreditUsed {
        /// Its receipt.
        number: String,
        /// What it left.
        credit: Cents,
        /// What is left of the family's credit.
        left: Cents,
    },
    /// What was counted is not made of notes and coins, or is more than there is.
    CountOutOfRange,
    /// No closing of this workstation is known.
    NoClosing,
    /// More is left in the drawer than was counted, or more than a float may be.
    LeftOutOfRange {
        /// What was counted.
        counted: Cents,
    },
    /// The float is not a possible amount.
    FloatOutOfRange,
    /// Nothing is ticked.
    NothingToPay,
    /// The same invoice is ticked twice.
    TickedTwice,
    /// An invoice's balance changed since it was shown.
    InvoiceChanged {
        /// `2026-10-04217`.
        number: String,
        /// What is left to pay now.
        due: Cents,
        /// The last payment that touched it: how it reads (`carte, 06/11, quittance A2-…`).
        by: String,
    },
    /// Less was handed over than is due.
    TooLittle {
        /// The total.
        due: Cents,
    },
    /// Much more was handed over than is due: probably a typing error.
    TooMuch {
        /// The total.
        due: Cents,
    },
    /// The family never paid here.
    NoReceipt,
    /// A tender of nothing, or of less.
    NothingTendered,
    /// More is tendered than is wanted, and nobody chose to keep it as credit.
    Overpaid {
        /// The difference.
        over: Cents,
    },
    /// The family has less credit than is to be used.
    CreditShort {
        /// What it has.
        left: Cents,
    },
    /// A part of an invoice that is no part of what is due.
    BadPart {
        /// `2026-10-04217`.
        number: String,
        /// What is left to pay.
        due: Cents,
    },
    /// Cash above the legal limit without a reason.
    CashLimit {
        /// The limit.
        limit: Cents,
    },
    /// A field holds what looks like a whole card number.
    CardNumber,
    /// A field holds something else than expected.
    BadField {
        /// `Numéro d’autorisation`.
        field: &'static str,
        /// `20 lettres ou chiffres au plus`.
        expected: &'static str,
    },
    /// There is nothing to book.
    NothingToBook,
    /// More days are asked for than one gesture may change.
    TooManyDays {
        /// How many it may change.
        most: usize,
    },
    /// A family is not written so.
    Household(HouseholdRefusal),
    /// An id or a code is not given.
    Account(AccountRefusal),
    /// Free words, for what happens once (import, arguments).
    Sentence(String),
}

/// Something broke; nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What the agent reads.
    pub sentence: String,
    /// What the log holds: no personal data, no secret.
    pub detail: String,
    /// Another program held the file: nothing was done, and the same request may be made again.
    pub passing: bool,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SignedOut => f.write_str("Identifiez-vous d’abord. Rien n’a été enregistré."),
            Self::WrongSecret { tries, limit, wait_seconds } => {
                let nth = nth(*tries);
                write!(
                    f,
                    "Code incorrect ({nth} essai sur {limit}). Vérifiez la touche Verr. Maj. \
                     Nouvel essai dans {wait_seconds}\u{a0}s."
                )
            }
            Self::TooManyTries { wait_seconds } => {
                write!(f, "Trop d’essais. Réessayez dans {}.", duration(*wait_seconds))
            }
            Self::Role { needs } => write!(f, "Réservé au rôle {needs}. Rien n’a été enregistré."),
            Self::Unknown { what } => write!(f, "{what} n’existe pas ou plus. Cherchez à nouveau."),
            Self::AlreadyUnblocked { agent, at: when } => {
                write!(f, "Déjà débloqué par {agent} {}. Rien n’a été écrit.", at(*when))
            }
            Self::NotBlocked => f.write_str("Ce compte n’est pas bloqué. Rien n’a été écrit."),
            Self::CodeReplaced { agent, at: when } => {
                write!(f, "Code déjà remplacé par {agent} {}. Rien n’a été écrit.", at(*when))
            }
            Self::IdentityTooWeak => {
                f.write_str("Un nouveau code exige une pièce d’identité ou la question.")
            }
            Self::ReasonNeeded { what } => {
                write!(f, "Motif obligatoire pour {what} (5 caractères au moins).")
            }
            Self::NotUndoable => f.write_str(
                "Annulation impossible\u{a0}: plus de 10 minutes, ou acte d’un autre agent.",
            ),
            Self::Household(refusal) => refusal.fmt(f),
            Self::Account(refusal) => refusal.fmt(f),
            Self::Sentence(sentence) => f.write_str(sentence),
            till_or_days => till_or_days.fmt_till(f),
        }
    }
}

impl From<HouseholdRefusal> for Refusal {
    fn from(refusal: HouseholdRefusal) -> Self {
        Self::Household(refusal)
    }
}

impl Refusal {
    /// What the till and the calendar say no to.
    fn fmt_till(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TillClosed => f.write_str("La caisse est fermée. Ouvrez-la avec F4."),
            Self::TillAlreadyOpen => f.write_str("La caisse est déjà ouverte."),
            Self::AlreadyCancelled { .. }
            | Self::IsCancellation { .. }
            | Self::SessionClosed { .. }
            | Self::OtherTill { .. }
            | Self::CreditUsed { .. } => self.fmt_cancelling(f),
            Self::TillForgotten { .. }
            | Self::TillClosedMeanwhile { .. }
            | Self::TillMoved { .. }
            | Self::CountOutOfRange
            | Self::NoClosing
            | Self::LeftOutOfRange { .. } => self.fmt_closing(f),
            Self::FloatOutOfRange => {
                f.write_str("Le fond de caisse va de 0,00 à 1\u{a0}000,00\u{a0}€.")
            }
            Self::NothingToPay => f.write_str("Aucune facture cochée. Rien n’a été encaissé."),
            Self::TickedTwice => {
                f.write_str("La même facture est cochée deux fois. Rien n’a été encaissé.")
            }
            Self::InvoiceChanged { number, due, by } if *due == Cents::ZERO => {
                write!(f, "Facture {number} déjà soldée ({by}). Rien n’a été encaissé.")
            }
            Self::InvoiceChanged { number, due, by } => write!(
                f,
                "Facture {number}\u{a0}: il reste {due} à payer ({by}). Rien n’a été encaissé."
            ),
            Self::TooLittle { due } => {
                write!(f, "Montant reçu inférieur à {due}. Décochez une facture ou complétez.")
            }
            Self::TooMuch { due } => {
                write!(f, "Montant reçu bien supérieur à {due}. Vérifiez la saisie.")
            }
            Self::NoReceipt => f.write_str("Aucune quittance pour cette famille."),
            Self::NothingTendered => {
                f.write_str("Un règlement doit dépasser 0,00\u{a0}€. Rien n’a été encaissé.")
            }
            Self::Overpaid { over } => write!(
                f,
                "{over} de trop\u{a0}: à garder en avoir, ou à corriger. Rien n’a été encaissé."
            ),
            Self::CreditShort { left } => {
                write!(f, "L’avoir de la famille est de {left}. Rien n’a été encaissé.")
            }
            Self::BadPart { number, due } => write!(
                f,
                "Facture {number}\u{a0}: un acompte va de 0,01 à {due}. Rien n’a été encaissé."
            ),
            Self::CashLimit { limit } => {
                write!(
                    f,
                    "Espèces au-dessus de {limit}\u{a0}: motif à saisir, ou Échap puis carte (C)."
                )
            }
            Self::CardNumber => f.write_str(
                "Ceci ressemble à un numéro de carte\u{a0}: jamais noté ici. Saisie effacée.",
            ),
            Self::BadField { field, expected } => write!(f, "{field}\u{a0}: {expected}."),
            Self::TooManyDays { most } => write!(
                f,
                "Plus de {most} jours en une fois\u{a0}: rien n’a été écrit. Raccourcissez la \
                 période, ou procédez par activité."
            ),
            Self::NothingToBook => f.write_str("Aucun jour à valider. Espace coche un jour."),
            _ => Ok(()),
        }
    }
}

impl Refusal {
    /// What the closing of the till says no to.
    fn fmt_closing(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TillForgotten { opened } => write!(
                f,
                "La caisse ouverte le {} n’a pas été clôturée\u{a0}: comptez-la d’abord (F4 puis \
                 Entrée). Rien n’a été encaissé.",
                numeric_day(opened.today())
            ),
            Self::TillClosedMeanwhile { agent, at: when } => {
                write!(f, "Caisse déjà clôturée par {agent} {}. Rien n’a été écrit.", at(*when))
            }
            Self::TillMoved { expected } => write!(
                f,
                "La caisse a changé pendant le comptage\u{a0}: attendu {expected}. Vérifiez, puis \
                 F9."
            ),
            Self::CountOutOfRange => {
                f.write_str("Ce comptage est impossible. Corrigez les nombres. Rien n’a été écrit.")
            }
            Self::NoClosing => f.write_str("Aucune caisse n’a encore été clôturée sur ce poste."),
            Self::LeftOutOfRange { counted } => write!(
                f,
                "Fond laissé\u{a0}: de 0,00 à 1\u{a0}000,00\u{a0}€, et pas plus que les {counted} \
                 comptés."
            ),
            _ => Ok(()),
        }
    }
}

impl Refusal {
    /// Why a payment can't be taken back.
    fn fmt_cancelling(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AlreadyCancelled { number, by } => write!(
                f,
                "Quittance {number} déjà annulée par la quittance {by}. Rien n’a été écrit."
            ),
            Self::IsCancellation { number } => write!(
                f,
                "La quittance {number} est une annulation\u{a0}: elle ne s’annule pas, encaissez à \
                 nouveau."
            ),
            Self::SessionClosed { number, at: when } => write!(
                f,
                "Quittance {number}\u{a0}: sa caisse est clôturée {}. Elle ne s’annule plus\u{a0}; \
                 voyez le régisseur.",
                at(*when)
            ),
            Self::OtherTill { number } => write!(
                f,
                "La quittance {number} vient d’un autre poste\u{a0}: annulez-la là-bas. Rien n’a \
                 été écrit."
            ),
            Self::CreditUsed { number, credit, left } => write!(
                f,
                "La quittance {number} a laissé {credit} d’avoir, dont il reste {left}\u{a0}: \
                 annulez d’abord le paiement qui l’a employé."
            ),
            _ => Ok(()),
        }
    }
}

/// `le 20/11/2026 à 10:42`.
fn at(moment: Moment) -> String {
    format!("le {} à {}", numeric_day(moment.today()), clock(moment.local()))
}

/// `45 s`, `5 min`.
fn duration(seconds: u32) -> String {
    if seconds < 90 {
        format!("{seconds}\u{a0}s")
    } else {
        format!("{}\u{a0}min", seconds.div_ceil(60))
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Refusal {}
impl std::error::Error for Fault {}
