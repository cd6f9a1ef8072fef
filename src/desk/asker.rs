//! Who asks about days: an agent of the counter, or a family at a kiosk.
//!
//! The rules are the same for both, and what they say ends with what to do about it: the counter's
//! keys, which a family does not have. It is told what to ask for instead.

use super::family_sign_in::PORTAL;
use crate::domain::ids::AgentId;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    /// An agent of the counter.
    Agent,
    /// The family itself.
    Family,
}

/// What an agent reads, and what a family reads in its place.
const INSTEAD: [(&str, &str); 13] = [
    ("D l’inscrit.", "Demandez son inscription au guichet."),
    ("ou D\u{a0}: dérogation motivée.", "ou demandez une dérogation au guichet."),
    ("D, puis P la note reçue.", "Remettez-la au guichet."),
    ("D, puis P note la suivante.", "Remettez la suivante au guichet."),
    ("D, puis V la valide.", "Un agent doit encore la valider."),
    ("F4, puis R l’active et le recharge.", "Activez-le et rechargez-le au guichet."),
    ("F4, puis R le recharge.", "Rechargez-le au guichet."),
    ("F2 saisit le quotient d’une attestation", "Apportez au guichet une attestation"),
    ("F2 saisit l’avis d’imposition.", "Apportez au guichet l’avis d’imposition."),
    ("tapez «\u{a0}:rouvrir\u{a0}» sur sa fiche.", "demandez au guichet."),
    ("Complétez le profil de la commune.", "Demandez au guichet."),
    ("Complétez le profil.", "Demandez au guichet."),
    ("Mettez Guichet à jour.", "Demandez au guichet."),
];

impl Asker {
    /// The one in whose name something is written.
    pub(super) fn of(agent: AgentId) -> Self {
        if agent == PORTAL { Self::Family } else { Self::Agent }
    }

    /// A sentence of the rules as this one reads it.
    pub(super) fn told(self, sentence: String) -> String {
        match self {
            Self::Agent => sentence,
            Self::Family => {
                INSTEAD.iter().fold(sentence, |said, (keys, ask)| said.replace(keys, ask))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_told_what_to_ask_for_and_an_agent_its_keys() {
        for (keys, ask) in INSTEAD {
            let sentence = format!("Réservation impossible. {keys}");
            assert_eq!(Asker::Agent.told(sentence.clone()), sentence);
            assert_eq!(Asker::Family.told(sentence), format!("Réservation impossible. {ask}"));
        }
        let plain = "Choisissez un autre jour.";
        assert_eq!(Asker::Family.told(plain.to_owned()), plain);
    }
}
