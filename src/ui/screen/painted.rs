//! What a gesture over several days came to, in one sentence.

use crate::domain::day::DayAnswer;
use crate::domain::people::DayState;
use crate::ui::words::count;

/// A word for one day and for several.
type Words = (&'static str, &'static str);

/// The days of one gesture: how many changed, and why the others did not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Painted {
    added: usize,
    removed: usize,
    /// Of the added ones, those that are not simply booked.
    notable: Tally,
    /// Those left as they are.
    spared: Tally,
}

/// How many days a word stands for, in the order in which the words came up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tally(Vec<(Words, usize)>);

impl Tally {
    fn add(&mut self, words: Words) {
        match self.0.iter_mut().find(|(known, _)| *known == words) {
            Some((_, days)) => *days += 1,
            None => self.0.push((words, 1)),
        }
    }

    fn days(&self) -> usize {
        self.0.iter().map(|(_, days)| days).sum()
    }

    /// `2 complets, 1 férié`.
    fn list(&self) -> String {
        let each = self.0.iter().map(|((one, many), days)| count(*days, one, many));
        each.collect::<Vec<_>>().join(", ")
    }
}

impl Painted {
    /// Whether no day changed.
    pub const fn is_nothing(&self) -> bool {
        self.added == 0 && self.removed == 0
    }

    /// Counts a day that changed.
    pub fn change(&mut self, book: bool, day: &DayAnswer) {
        if !book {
            self.removed += 1;
            return;
        }
        self.added += 1;
        match (day.rank, day.state) {
            (Some(_), _) => self.notable.add(("en attente", "en attente")),
            (None, DayState::LateSurcharge) => self.notable.add(("majoré", "majorés")),
            (None, DayState::ToValidate) => self.notable.add(("à valider", "à valider")),
            _ => {}
        }
    }

    /// Counts a day that can't change; the activity's days off are nothing to speak of.
    pub fn spare(&mut self, day: &DayAnswer) {
        let words = match (day.state, day.word) {
            (DayState::Closed, Some("")) => return,
            (DayState::Closed, Some("férié")) => ("férié", "fériés"),
            (DayState::Closed, _) => ("fermé", "fermés"),
            (DayState::Full, _) => ("complet", "complets"),
            (DayState::PastDeadline, _) => ("hors délai", "hors délai"),
            (DayState::Cancelled, _) => ("annulé", "annulés"),
            _ if day.booked => ("figé", "figés"),
            _ => ("bloqué par le dossier", "bloqués par le dossier"),
        };
        self.spared.add(words);
    }

    /// `12 jours ajoutés, 2 complets, 1 férié ignorés.`
    pub fn sentence(&self) -> String {
        let mut words = match (self.added, self.removed) {
            (0, 0) => "Aucun jour changé".to_owned(),
            (0, removed) => count(removed, "jour retiré", "jours retirés"),
            (added, _) => count(added, "jour ajouté", "jours ajoutés"),
        };
        if self.notable.days() > 0 {
            words = format!("{words}, dont {}", self.notable.list());
        }
        match self.spared.days() {
            0 => {}
            1 => words = format!("{words}, {} ignoré", self.spared.list()),
            _ => words = format!("{words}, {} ignorés", self.spared.list()),
        }
        format!("{words}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::gestures::answer;
    use crate::ui::samples::day;

    #[test]
    fn a_sentence_counts_what_changed_and_what_did_not() {
        let changed = |state| answer(day("10/11/2026"), state, &[]);
        let mut painted = Painted::default();
        assert_eq!(painted.sentence(), "Aucun jour changé.");
        for _ in 0..12 {
            painted.change(true, &changed(DayState::Available));
        }
        assert_eq!(painted.sentence(), "12\u{a0}jours ajoutés.");
        let closed = |word| DayAnswer {
            word: Some(word),
            ..answer(day("11/11/2026"), DayState::Closed, &[])
        };
        painted.spare(&closed(""));
        painted.spare(&answer(day("12/11/2026"), DayState::Full, &[]));
        assert_eq!(painted.sentence(), "12\u{a0}jours ajoutés, 1\u{a0}complet ignoré.");
        painted.spare(&answer(day("13/11/2026"), DayState::Full, &[]));
        painted.spare(&closed("férié"));
        let words = "12\u{a0}jours ajoutés, 2\u{a0}complets, 1\u{a0}férié ignorés.";
        assert_eq!(painted.sentence(), words);
        painted.change(true, &changed(DayState::LateSurcharge));
        painted.change(true, &DayAnswer { rank: Some(4), ..changed(DayState::Full) });
        assert!(painted.sentence().starts_with(
            "14\u{a0}jours ajoutés, dont 1\u{a0}majoré, 1\u{a0}en attente, 2\u{a0}complets"
        ));
        let mut removed = Painted::default();
        removed.change(false, &changed(DayState::EnrolledCancellable));
        removed.spare(&answer(day("12/11/2026"), DayState::EnrolledLocked, &[]));
        removed.spare(&closed("vac."));
        let words = "1\u{a0}jour retiré, 1\u{a0}figé, 1\u{a0}fermé ignorés.";
        assert_eq!(removed.sentence(), words);
    }
}
