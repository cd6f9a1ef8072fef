//! What a child can go to, and the words by which offices sort it.

use serde::{Deserialize, Serialize};

use super::ids::ActivityId;
use super::money::Cents;
use super::people::ActivityKind;
use super::text::fold;
use super::weekdays::Weekdays;

/// Canteen, after-school, Wednesday, holidays, sport: something that is booked by the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Identifier.
    pub id: ActivityId,
    /// The office's own code: `CANT-JM`.
    pub code: String,
    /// `Cantine Jean-Moulin`.
    pub label: String,
    /// Its kind, which says whether it lives in term or in the holidays.
    pub kind: ActivityKind,
    /// The days of the week on which it takes place.
    pub weekdays: Weekdays,
    /// How many children it can take on one day; `None` without a limit.
    pub places: Option<u32>,
    /// Youngest age admitted, in whole years on the day itself.
    pub age_min: Option<u32>,
    /// Oldest age admitted, in whole years on the day itself.
    pub age_max: Option<u32>,
    /// The price of a day for each bracket, A to E; `None` where the office gave none.
    pub tariffs: [Option<Cents>; 5],
    /// The name of its booking rule; empty: the profile's rule for its kind.
    pub rule: String,
    /// Where it comes from: `import`, `demo`.
    pub source: String,
}

impl Activity {
    /// Whether a child of that age is admitted, an agent's exception aside.
    pub fn admits(&self, age: u32) -> bool {
        self.age_min.is_none_or(|min| min <= age) && self.age_max.is_none_or(|max| age <= max)
    }

    /// `8 à 12 ans`, `à partir de 8 ans`, `jusqu’à 12 ans`; `None` when every age is admitted.
    pub fn ages(&self) -> Option<String> {
        match (self.age_min, self.age_max) {
            (Some(min), Some(max)) => Some(format!("{min} à {}", years(max))),
            (Some(min), None) => Some(format!("à partir de {}", years(min))),
            (None, Some(max)) => Some(format!("jusqu’à {}", years(max))),
            (None, None) => None,
        }
    }
}

/// A type into which a commune sorts its activities: `PERI`, `EXTRA`, `SPORT`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityType {
    /// `PERI`.
    pub code: String,
    /// `Périscolaire`.
    pub label: String,
    /// The kinds of activities that it holds.
    pub kinds: Vec<ActivityKind>,
}

/// The part of the year in which an activity takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// Outside the school holidays.
    Term,
    /// In the school holidays, and only then.
    Holidays,
    /// Whatever the school calendar says, and where it says nothing.
    AllYear,
}

/// `1 an`, `7 ans`.
pub fn years(age: u32) -> String {
    format!("{age} an{}", if age < 2 { "" } else { "s" })
}

/// What offices and portals write for each kind, folded (« PERI, EXTRA, SPORT… »).
const SPELLINGS: [(ActivityKind, &[&str]); 5] = [
    (
        ActivityKind::Canteen,
        &["cantine", "restauration", "restauration scolaire", "restaurant scolaire", "repas"],
    ),
    (
        ActivityKind::AfterSchool,
        &["peri", "periscolaire", "accueil periscolaire", "perisoir", "perimatin", "garderie"],
    ),
    (
        ActivityKind::Wednesday,
        &["mercredi", "mercredis", "accueil du mercredi", "accueil de loisirs mercredi"],
    ),
    (
        ActivityKind::Holidays,
        &[
            "extra",
            "extrascolaire",
            "vacances",
            "vacances scolaires",
            "accueil de loisirs vacances",
            "stage",
        ],
    ),
    (ActivityKind::Sport, &["sport", "sports", "ecole des sports"]),
];

impl ActivityKind {
    /// The kind that an office's words mean; `None` when they are not known, never a guess.
    pub fn from_office(text: &str) -> Option<Self> {
        let folded = fold(text);
        SPELLINGS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(kind, _)| *kind)
    }

    /// The part of the year in which it lives, unless a commune's rule says otherwise.
    pub const fn season(self) -> Season {
        match self {
            Self::Holidays => Season::Holidays,
            Self::Canteen | Self::AfterSchool | Self::Wednesday | Self::Sport => Season::Term,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_in_the_words_of_offices() {
        for (text, kind) in [
            ("PERI", ActivityKind::AfterSchool),
            ("périscolaire", ActivityKind::AfterSchool),
            ("Cantine", ActivityKind::Canteen),
            ("RESTAURATION  scolaire", ActivityKind::Canteen),
            ("Mercredi", ActivityKind::Wednesday),
            ("EXTRA", ActivityKind::Holidays),
            ("Vacances", ActivityKind::Holidays),
            ("sport", ActivityKind::Sport),
        ] {
            assert_eq!(ActivityKind::from_office(text), Some(kind), "{text}");
        }
        for text in ["", "poney", "cantine et mercredi"] {
            assert_eq!(ActivityKind::from_office(text), None, "{text}");
        }
    }

    #[test]
    fn each_kind_reads_its_own_code_and_no_spelling_has_two_kinds() {
        for kind in ActivityKind::ALL {
            assert_eq!(ActivityKind::from_office(kind.code()), Some(*kind));
        }
        for (kind, words) in SPELLINGS {
            for word in words {
                assert_eq!(ActivityKind::from_office(word), Some(kind), "{word}");
            }
        }
    }

    #[test]
    fn ages_are_written_in_french() {
        for (age_min, age_max, text) in [
            (Some(8), Some(12), Some("8 à 12 ans")),
            (Some(0), Some(1), Some("0 à 1 an")),
            (Some(2), None, Some("à partir de 2 ans")),
            (None, Some(1), Some("jusqu’à 1 an")),
            (None, None, None),
        ] {
            let activity = Activity {
                id: uuid::Uuid::nil().into(),
                code: String::new(),
                label: String::new(),
                kind: ActivityKind::Sport,
                weekdays: Weekdays::WORKING_WEEK,
                places: None,
                age_min,
                age_max,
                tariffs: [None; 5],
                rule: String::new(),
                source: String::new(),
            };
            assert_eq!(activity.ages().as_deref(), text);
        }
    }
}
