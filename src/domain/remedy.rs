//! What lifts an obstacle: the keys that an agent presses, and what a family at a kiosk, which has
//! none of them, asks for instead.

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The child is enrolled.
    Enrol,
    /// The child is admitted at another age, for a reason.
    Except,
    /// A document is handed in.
    HandIn,
    /// The next one is.
    HandInNext,
    /// A document that was handed in is looked at.
    Look,
    /// The porte-monnaie is activated and filled.
    Activate,
    /// It is filled.
    TopUp,
    /// The quotient is stated.
    Quotient,
    /// The income is.
    Income,
    /// A file is taken out of the archives.
    Reopen,
    /// The commune writes what its profile lacks.
    Profile,
    /// What ships with Guichet is newer elsewhere.
    Update,
}

impl Remedy {
    const ALL: [Self; 12] = [
        Self::Enrol,
        Self::Except,
        Self::HandIn,
        Self::HandInNext,
        Self::Look,
        Self::Activate,
        Self::TopUp,
        Self::Quotient,
        Self::Income,
        Self::Reopen,
        Self::Profile,
        Self::Update,
    ];

    /// As an agent reads it, and as a family does.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Enrol => ("D l’inscrit.", "Demandez son inscription au guichet."),
            Self::Except => ("D\u{a0}: dérogation motivée.", "demandez une dérogation au guichet."),
            Self::HandIn => ("D, puis P la note reçue.", "Remettez-la au guichet."),
            Self::HandInNext => ("D, puis P note la suivante.", "Remettez la suivante au guichet."),
            Self::Look => ("D, puis V la valide.", "Un agent doit encore la valider."),
            Self::Activate => {
                ("F4, puis R l’active et le recharge.", "Activez-le et rechargez-le au guichet.")
            }
            Self::TopUp => ("F4, puis R le recharge.", "Rechargez-le au guichet."),
            Self::Quotient => (
                "F2 saisit le quotient d’une attestation CAF ou MSA.",
                "Apportez au guichet une attestation CAF ou MSA.",
            ),
            Self::Income => {
                ("F2 saisit l’avis d’imposition.", "Apportez au guichet l’avis d’imposition.")
            }
            Self::Reopen => ("Tapez «\u{a0}:rouvrir\u{a0}» sur sa fiche.", "Demandez au guichet."),
            Self::Profile => ("Complétez le profil.", "Demandez au guichet."),
            Self::Update => ("Mettez Guichet à jour.", "Demandez au guichet."),
        }
    }

    /// A sentence of the rules, as a family reads it.
    pub fn for_family(sentence: &str) -> String {
        Self::ALL.iter().fold(sentence.to_owned(), |said, remedy| {
            let (keys, asks) = remedy.words();
            said.replace(keys, asks)
        })
    }
}

/// As an agent reads it.
impl std::fmt::Display for Remedy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_reads_what_to_ask_for_where_an_agent_reads_keys() {
        for remedy in Remedy::ALL {
            let told =
                Remedy::for_family(&format!("Réservation impossible. {remedy} Rien d’autre."));
            let asks = remedy.words().1;
            assert_eq!(told, format!("Réservation impossible. {asks} Rien d’autre."));
            assert!(asks.contains("guichet") || asks.contains("agent"), "{asks}");
        }
        assert_eq!(Remedy::for_family("Choisissez un autre jour."), "Choisissez un autre jour.");
    }
}
