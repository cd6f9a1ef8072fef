//! What somebody asks an agent to do, and what came of it: closed lists, so that nothing about a
//! person is ever typed here.

use super::people::closed_list;

closed_list! {
    /// What an agent is asked for.
    TaskNature {
        /// A family at a kiosk asks for help. « Elles peuvent être réalisées sur un PC mis à
        /// disposition au « rez-de-jardin » de l’Hôtel de Ville. »
        Help = "aide", "aide à la borne";
        /// A family asks for a change of what the town knows of it.
        Change = "changement", "changement demandé";
        /// A kiosk was paused: nobody can use it until an agent has come.
        KioskPaused = "borne_en_pause", "borne en pause";
    }
}

closed_list! {
    /// What came of it.
    TaskOutcome {
        /// An agent went there.
        Helped = "aidee", "fait, famille aidée sur place";
        /// An agent called.
        Called = "rappelee", "fait, famille rappelée";
        /// Nobody was there any more.
        Gone = "partie", "sans suite, plus personne à la borne";
        /// The file says so now.
        Written = "saisi", "fait, fiche modifiée";
        /// It must be proved first.
        Proof = "justificatif", "refusé, justificatif à apporter";
        /// The town knows otherwise.
        Contrary = "contraire", "refusé, contraire au dossier";
        /// The file said so already.
        Known = "deja", "sans suite, la fiche le disait déjà";
        /// The kiosk can be used again.
        Resumed = "reprise", "fait, borne remise en service";
        /// Somebody else repairs it.
        Passed = "transmis", "transmis au service informatique";
    }
}

impl TaskNature {
    /// What can come of it, in the order of the choice.
    pub const fn outcomes(self) -> &'static [TaskOutcome] {
        match self {
            Self::Help => &[TaskOutcome::Helped, TaskOutcome::Called, TaskOutcome::Gone],
            Self::Change => &[
                TaskOutcome::Written,
                TaskOutcome::Proof,
                TaskOutcome::Contrary,
                TaskOutcome::Known,
            ],
            Self::KioskPaused => &[TaskOutcome::Resumed, TaskOutcome::Passed],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_is_one_of_some_nature_and_of_one_only() {
        let of = TaskNature::ALL.iter().flat_map(|nature| nature.outcomes());
        let mut all: Vec<TaskOutcome> = of.copied().collect();
        all.sort();
        assert_eq!(all, TaskOutcome::ALL);
    }
}
