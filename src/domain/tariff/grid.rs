//! How a voted tariff makes a price of a family's means: brackets, effort rate, flat, by the hour.
//!
//! Rates are exact decimals; a price is rounded half up to the cent, once.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::means::{Figure, Origin};
use crate::domain::money::{Cents, LARGEST};

/// What is said of a price that is the same for everybody.
pub(super) const FLAT: &str = "Forfait";

/// How a price is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grid {
    /// « 623 à 1000 : 3,30 € »
    Brackets(Steps),
    /// « 0,36 % du quotient, minimum 2,60 €, maximum 4,50 € »
    Effort(Effort),
    /// The same for everybody.
    Flat(Cents),
    /// The national scale of nurseries: a rate of the month's income for each hour.
    Hourly(Hourly),
}

/// One bracket: from a quotient to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its lowest quotient, in whole euros.
    pub from: u32,
    /// Its highest; `None` without an upper bound.
    pub to: Option<u32>,
    /// The price of a day.
    pub price: Cents,
}

/// Brackets that cover all whole numbers from 0 on, each of them once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps(Vec<Step>);

/// What keeps brackets from covering all quotients once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepsMistake {
    /// This one must begin at that quotient: there is a gap before it, or an overlap.
    Begins(usize, u32),
    /// This one ends before it begins, or is without an end and not the last.
    Ends(usize),
    /// The last one has an end, or there is none.
    Last,
}

/// A share of a family's means, between a floor and a ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// In percent.
    pub percent: Decimal,
    /// No price is below.
    pub floor: Cents,
    /// None is above.
    pub ceiling: Cents,
}

/// A rate of the month's income for each hour, by the number of children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hourly {
    /// In percent: for one child, two … the last one for all larger families.
    pub percents: Vec<Decimal>,
    /// A lower income counts as this one.
    pub floor: Cents,
    /// A higher one as this one.
    pub ceiling: Cents,
    /// Hours of a day.
    pub hours: u32,
}

impl Steps {
    /// These brackets, the lowest quotients first.
    ///
    /// # Errors
    /// The first one that leaves a gap, overlaps another, or has a wrong end.
    pub fn new(steps: Vec<Step>) -> Result<Self, StepsMistake> {
        let mut next = Some(0);
        for (index, step) in steps.iter().enumerate() {
            let from = next.ok_or(StepsMistake::Ends(index.saturating_sub(1)))?;
            if step.from != from {
                return Err(StepsMistake::Begins(index, from));
            }
            if step.to.is_some_and(|to| to < step.from || to == u32::MAX) {
                return Err(StepsMistake::Ends(index));
            }
            next = step.to.map(|to| to + 1);
        }
        if next.is_some() { Err(StepsMistake::Last) } else { Ok(Self(steps)) }
    }

    /// The brackets, the lowest quotients first.
    pub fn all(&self) -> &[Step] {
        &self.0
    }

    fn of(&self, euros: u32) -> Option<&Step> {
        self.0.iter().find(|step| step.to.is_none_or(|to| euros <= to))
    }

    fn dearest(&self) -> Cents {
        self.0.iter().map(|step| step.price).max().unwrap_or_default()
    }
}

impl Grid {
    /// Whether a price depends on the family's means at all.
    pub const fn needs_means(&self) -> bool {
        !matches!(self, Self::Flat(_))
    }

    /// What is paid where the means are unknown.
    pub fn maximum(&self, children: u32) -> Cents {
        match self {
            Self::Brackets(steps) => steps.dearest(),
            Self::Effort(effort) => effort.ceiling,
            Self::Flat(price) => *price,
            Self::Hourly(hourly) => hourly.of(euros(hourly.ceiling), children).0,
        }
    }

    /// The price of a day, and how it was calculated in one line.
    pub fn price(&self, figure: Figure, children: u32) -> (Cents, String) {
        match self {
            Self::Brackets(steps) => {
                let whole = half_up(figure.euros).to_u32().unwrap_or(u32::MAX);
                let step = steps.of(whole);
                let price = step.map_or(Cents::ZERO, |step| step.price);
                let bracket = step.map(ToString::to_string).unwrap_or_default();
                (price, format!("Tranche {bracket} ({})", said_with_proof(figure)))
            }
            Self::Effort(effort) => effort.price(figure),
            Self::Flat(price) => (*price, FLAT.to_owned()),
            Self::Hourly(hourly) => hourly.price(figure, children),
        }
    }
}

impl Effort {
    fn price(self, figure: Figure) -> (Cents, String) {
        let share = figure.euros * self.percent / Decimal::ONE_HUNDRED;
        let (price, held) = match to_cents(share) {
            low if low < self.floor => (self.floor, "\u{a0}: plancher"),
            high if high > self.ceiling => (self.ceiling, "\u{a0}: plafond"),
            between => (between, ""),
        };
        let percent = french(self.percent);
        let share = match figure.origin {
            Origin::Income => String::new(),
            Origin::Quotient | Origin::Estimate => format!(" = {}", french(share)),
        };
        let proof = match figure.proof.to_string() {
            none if none.is_empty() => none,
            proof => format!(" ({proof})"),
        };
        (price, format!("{percent}\u{a0}% × {}{share}{proof}{held}", Said(figure)))
    }
}

impl Hourly {
    /// A day at that income, and the price of an hour.
    fn of(&self, income: Decimal, children: u32) -> (Cents, Cents) {
        let rank = usize::try_from(children).unwrap_or(usize::MAX).max(1);
        let percent = self.percents.get(rank - 1).or(self.percents.last());
        let percent = percent.copied().unwrap_or_default();
        let hour = to_cents(income * percent / Decimal::ONE_HUNDRED);
        (Cents(hour.0.saturating_mul(i64::from(self.hours))), hour)
    }

    fn price(&self, figure: Figure, children: u32) -> (Cents, String) {
        let (least, most) = (euros(self.floor), euros(self.ceiling));
        let held = match figure.euros {
            low if low < least => ", plancher",
            high if high > most => ", plafond",
            _ => "",
        };
        let (day, hour) = self.of(figure.euros.clamp(least, most), children);
        (day, format!("{}\u{a0}h à {hour} ({}{held})", self.hours, said_with_proof(figure)))
    }
}

/// `623 à 1000`, `1501 et plus`.
impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.to {
            Some(to) => write!(f, "{} à {to}", self.from),
            None => write!(f, "{} et plus", self.from),
        }
    }
}

/// `quotient 742`, `quotient estimé 667`. An income is never told: who explains a price need not
/// know it.
struct Said(Figure);

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.origin {
            Origin::Quotient => write!(f, "quotient {}", french(self.0.euros)),
            Origin::Estimate => write!(f, "quotient estimé {}", french(self.0.euros)),
            Origin::Income => f.write_str("revenu de référence"),
        }
    }
}

/// `quotient 742, CAF du 12/09/2026`.
fn said_with_proof(figure: Figure) -> String {
    let parts = [Said(figure).to_string(), figure.proof.to_string()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A number with the comma, without needless zeros.
pub fn french(number: Decimal) -> String {
    number.round_dp(6).normalize().to_string().replace('.', ",")
}

/// The nearest whole number, a half upwards.
pub(super) fn half_up(number: Decimal) -> Decimal {
    number.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
}

/// Euros as cents, rounded half up, held at the largest amount.
fn to_cents(euros: Decimal) -> Cents {
    let cents = euros.checked_mul(Decimal::ONE_HUNDRED).map(half_up);
    Cents(cents.and_then(|cents| cents.to_i64()).map_or(LARGEST.0, |cents| cents.min(LARGEST.0)))
}

fn euros(cents: Cents) -> Decimal {
    Decimal::new(cents.0, 2)
}

#[cfg(test)]
mod tests;
