//! Why something is as it is: the same for the screen, for `guichet explain` and for a kiosk.

use crate::desk::request::Subject;
use crate::domain::day::DayAnswer;
use crate::domain::money::Cents;

/// Why something is as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What.
    pub of: Subject,
    /// Whose: `MARTINEAU Claire · EVR04217`.
    pub whose: String,
    /// `Compte EVR04217`, `Facture 2026-10-04217`, `Léo`, `Léo, Cantine, lundi 30 novembre 2026`.
    pub name: String,
    /// Where it stands, as the screens say it: `bloqué`.
    pub state: String,
    /// The same for scripts: `bloque`.
    pub code: &'static str,
    /// All of them, the deciding one first.
    pub reasons: Vec<Reason>,
}

/// One reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// One sentence.
    pub says: String,
    /// The rule in words, with the sentence of the commune that it comes from; empty where there is
    /// nothing to say.
    pub rule: String,
    /// The date and hour that counted, and the days that did not; empty where nothing was counted.
    pub counted: String,
    /// A calculation, line by line: words and an amount, the sum last; empty where there is none.
    pub sum: Vec<(String, Cents)>,
    /// What to do about it.
    pub remedy: Option<Remedy>,
}

/// What to do about a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The key: `F4`.
    pub key: &'static str,
    /// What it does: `encaisser, le compte se rouvre ensuite`.
    pub does: String,
}

impl Reason {
    /// A reason without more.
    pub fn new(says: impl Into<String>) -> Self {
        Self { says: says.into(), ..Self::default() }
    }

    /// The same, by this rule.
    #[must_use]
    pub fn by(self, rule: impl Into<String>) -> Self {
        Self { rule: rule.into(), ..self }
    }

    /// The same, with what counted.
    #[must_use]
    pub fn counting(self, counted: impl Into<String>) -> Self {
        Self { counted: counted.into(), ..self }
    }

    /// The same, with how its amount is made.
    #[must_use]
    pub fn made_of(self, sum: Vec<(String, Cents)>) -> Self {
        Self { sum, ..self }
    }

    /// The same, with what a key does about it.
    #[must_use]
    pub fn remedied(self, key: &'static str, does: impl Into<String>) -> Self {
        Self { remedy: Some(Remedy { key, does: does.into() }), ..self }
    }
}

impl std::fmt::Display for Remedy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.key, self.does)
    }
}

/// The reasons of a day, and the limit with the rule that it follows; a day that is closed whatever
/// the hour has none.
pub fn reasons_of_day(answer: &DayAnswer, rule: &str) -> Vec<Reason> {
    let limit = answer.limit_in_full().map(|limit| Reason::new(limit).by(rule));
    answer.reasons.iter().map(Reason::new).chain(limit).collect()
}
