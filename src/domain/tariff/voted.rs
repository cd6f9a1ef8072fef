//! A tariff as the council voted it: for which activities, from when to when, how the price is
//! made, and what is added to it or taken off.

use chrono::NaiveDate;

use super::grid::{Grid, french};
use super::means::{Base, Effect};
use crate::domain::activity::Activity;
use crate::domain::money::Cents;
use crate::domain::people::ActivityKind;
use crate::domain::rule::Surcharge;
use crate::domain::text::fold;
use crate::domain::time::numeric_day;

/// One version of a tariff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// `restauration`; its versions share it.
    pub name: String,
    /// For which kinds of activities.
    pub kinds: Vec<ActivityKind>,
    /// The codes of single activities, which no tariff of their kind is for then.
    pub activities: Vec<String>,
    /// When it is in force.
    pub term: Term,
    /// How the price of a day is made.
    pub grid: Grid,
    /// Of what.
    pub base: Base,
    /// From when on a new quotient counts.
    pub effect: Effect,
    /// What families from elsewhere pay; `None`: the same.
    pub outside: Option<Outside>,
    /// What families of several children save.
    pub siblings: Option<Siblings>,
    /// The price of a child to whom the PAI tariff applies. Why it does is nobody's business here.
    pub pai: Option<Cents>,
    /// What a day costs the commune for one child.
    pub cost: Option<Cents>,
}

/// From when to when a tariff is in force, and by which vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` until the next version.
    pub to: Option<NaiveDate>,
    /// `délibération du 25 juin 2026`.
    pub vote: String,
}

/// What families who live elsewhere pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// The towns whose families are of the commune.
    pub towns: Vec<String>,
    /// How much.
    pub price: OutsidePrice,
}

/// How much families who live elsewhere pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsidePrice {
    /// So much more.
    More(Surcharge),
    /// The maximum, whatever their means.
    Maximum,
}

/// What is taken off for brothers and sisters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Siblings {
    /// What is counted.
    pub by: Counted,
    /// Percent off for one, two … the last for all more.
    pub percents: Vec<u32>,
}

/// What a reduction for siblings counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// The place of the child among them, the eldest first.
    Rank,
    /// All children of the family.
    Children,
}

impl Term {
    /// Whether a day is in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// Whether two have a day in common.
    pub fn meets(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, next: &Self| one.to.is_some_and(|last| last < next.from);
        !ends_before(self, other) && !ends_before(other, self)
    }
}

/// `depuis le 01/09/2026`, `du 01/09/2026 au 31/08/2027`.
impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let from = numeric_day(self.from);
        match self.to {
            Some(to) => write!(f, "du {from} au {}", numeric_day(to)),
            None => write!(f, "depuis le {from}"),
        }
    }
}

impl Outside {
    /// Whether a family of that town is of the commune. Where the town is not known it is not:
    /// nobody has shown it.
    pub fn is_outside(&self, town: &str) -> bool {
        let town = fold(town);
        !self.towns.iter().any(|one| fold(one) == town)
    }
}

impl Siblings {
    /// Percent off for a child of that rank among so many.
    pub fn percent(&self, rank: u32, children: u32) -> u32 {
        let count = match self.by {
            Counted::Rank => rank,
            Counted::Children => children,
        };
        let index = usize::try_from(count).unwrap_or(usize::MAX).saturating_sub(1);
        self.percents.get(index).or(self.percents.last()).copied().unwrap_or(0)
    }
}

impl Tariff {
    /// Whether it is for an activity by its code.
    pub fn names(&self, activity: &Activity) -> bool {
        self.activities.contains(&activity.code)
    }

    /// The tariff in plain sentences, as an agent says it to a parent.
    pub fn told(&self) -> Vec<String> {
        let mut told = match &self.grid {
            Grid::Brackets(steps) => {
                let all = steps.all().iter();
                all.map(|step| format!("quotient {step}\u{a0}: {}", step.price)).collect()
            }
            Grid::Effort(effort) => vec![format!(
                "{}\u{a0}% {}, au moins {}, au plus {}",
                french(effort.percent),
                self.base.of(),
                effort.floor,
                effort.ceiling
            )],
            Grid::Flat(price) => vec![format!("{price} pour tous")],
            Grid::Hourly(hourly) => vec![format!(
                "{}\u{a0}% du revenu mensuel pour un enfant, par heure, {}\u{a0}heures par jour",
                hourly.percents.first().copied().map(french).unwrap_or_default(),
                hourly.hours
            )],
        };
        if self.grid.needs_means() {
            told.push("quotient inconnu, échu ou non communiqué\u{a0}: tarif maximum".to_owned());
            told.push(self.effect.told().to_owned());
        }
        told.extend(self.pai.map(|price| format!("tarif PAI\u{a0}: {price}")));
        told.extend(self.siblings.as_ref().map(Siblings::told));
        told.extend(self.outside.as_ref().map(Outside::told));
        told
    }
}

impl Base {
    /// `du quotient`.
    pub const fn of(self) -> &'static str {
        match self {
            Self::Quotient => "du quotient",
            Self::QuotientOrIncome => "du quotient, ou à défaut de celui qu’on estime du revenu",
            Self::Income => "du revenu mensuel de référence",
        }
    }
}

impl Effect {
    const fn told(self) -> &'static str {
        match self {
            Self::AtOnce => {
                "un nouveau quotient compte dès sa réception\u{a0}; ce qui est réservé garde son \
                 prix"
            }
            Self::NextMonth => {
                "un nouveau quotient compte le mois suivant\u{a0}; ce qui est réservé garde son \
                 prix"
            }
        }
    }
}

impl Outside {
    fn told(&self) -> String {
        let price = match self.price {
            OutsidePrice::More(extra) => format!("{extra} de plus"),
            OutsidePrice::Maximum => "tarif maximum".to_owned(),
        };
        format!("familles hors de {}\u{a0}: {price}", self.towns.join(", "))
    }
}

impl Siblings {
    fn told(&self) -> String {
        let who = match self.by {
            Counted::Rank => "par rang de l’enfant",
            Counted::Children => "par nombre d’enfants",
        };
        let percents: Vec<String> =
            self.percents.iter().map(|percent| format!("{percent}\u{a0}%")).collect();
        format!("fratrie, {who}\u{a0}: {} de moins", percents.join(", "))
    }
}
