//! What a family says of its means, with the paper that says so and its dates.
//!
//! « La liste des tarifs est calculée en fonction de votre quotient CAF et/ou votre revenu de
//! référence »

use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::grid::half_up;
use crate::domain::detail::{Detail, numeric_month, source, whole, written_day, written_month};
use crate::domain::household::{day_text, put_or_clear};
use crate::domain::people::QuotientSource;
use crate::domain::remedy::Remedy;
use crate::domain::time::numeric_day;

/// Years for which a reference income holds after the year that it was earned in: the CAF's own
/// quotients rest on the income of two years before.
const INCOME_YEARS: i32 = 2;

/// A family's quotient and reference income. Of amounts of people nothing but whole euros is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Means {
    /// Monthly family quotient in euros.
    pub quotient: Option<u32>,
    /// Last day it can be used.
    pub until: Option<NaiveDate>,
    /// The first day of the month that it was calculated for.
    pub month: Option<NaiveDate>,
    /// Who says so, or that the family would not say.
    pub source: Option<QuotientSource>,
    /// When the paper came in; a quotient without it has always been known.
    pub received: Option<NaiveDate>,
    /// What held until this quotient came in.
    pub earlier: Option<Earlier>,
    /// The household's reference income of a whole year, in euros.
    pub income: Option<u32>,
    /// The year in which it was earned.
    pub income_year: Option<i32>,
}

/// A quotient that another one has replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// Monthly family quotient in euros.
    pub quotient: u32,
    /// Last day it could be used.
    pub until: Option<NaiveDate>,
}

/// From when on a quotient that comes in decides about prices. It never decides about what is
/// booked already: a booking keeps its price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Effect {
    /// From the day on which it comes in.
    #[default]
    AtOnce,
    /// From the first day of the next month.
    NextMonth,
}

/// What a tariff is calculated from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Base {
    /// The quotient of the CAF or the MSA.
    #[default]
    Quotient,
    /// It, or where it is unknown one that is estimated from the reference income: « quotient CAF
    /// et/ou votre revenu de référence ».
    QuotientOrIncome,
    /// A twelfth of the reference income.
    Income,
}

/// Why a family's means can't be used on a day: « Dans le cas où ces informations ne sont pas
/// accessibles, c'est le tarif maximum qui est appliqué ».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Nothing came in.
    Quotient,
    /// It could be used until a day before.
    Expired(NaiveDate),
    /// It counts from a later day on.
    NotYet(NaiveDate),
    /// The family would not say.
    Refused,
    /// No reference income came in, or it is too old.
    Income,
}

/// An amount of euros a month, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Euros a month.
    pub euros: Decimal,
    /// Where it comes from.
    pub origin: Origin,
    /// The paper that says so.
    pub proof: Proof,
}

/// What says an amount, and since when it is known; empty where nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Who says so.
    pub source: Option<QuotientSource>,
    /// When the paper came in.
    pub received: Option<NaiveDate>,
    /// The year of the income that it rests on.
    pub year: Option<i32>,
}

/// Where the amount that a tariff is calculated from comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The quotient.
    Quotient,
    /// A quotient that was estimated from the reference income.
    Estimate,
    /// The reference income.
    Income,
}

impl Means {
    /// A quotient of which nothing else is known.
    pub fn of(quotient: u32) -> Self {
        Self { quotient: Some(quotient), ..Self::default() }
    }

    /// Its details, in the order in which a form asks for them.
    pub fn details(&self) -> [(Detail, String); 7] {
        let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        let year = self.income_year.map(|year| year.to_string());
        [
            (Detail::Quotient, number(self.quotient)),
            (Detail::QuotientUntil, day_text(self.until)),
            (Detail::QuotientMonth, self.month.map(numeric_month).unwrap_or_default()),
            (Detail::QuotientSource, self.source.map_or("", QuotientSource::label).to_owned()),
            (Detail::QuotientOn, day_text(self.received)),
            (Detail::Income, number(self.income)),
            (Detail::IncomeYear, year.unwrap_or_default()),
        ]
    }

    /// States one detail from its text; says whether it could.
    pub fn set(&mut self, detail: Detail, text: &str) -> bool {
        let year = |text: &str| i32::try_from(whole(text)?).ok();
        match detail {
            Detail::Quotient => put_or_clear(&mut self.quotient, text, whole),
            Detail::QuotientUntil => put_or_clear(&mut self.until, text, written_day),
            Detail::QuotientMonth => put_or_clear(&mut self.month, text, written_month),
            Detail::QuotientSource => put_or_clear(&mut self.source, text, source),
            Detail::QuotientOn => put_or_clear(&mut self.received, text, written_day),
            Detail::Income => put_or_clear(&mut self.income, text, whole),
            Detail::IncomeYear => put_or_clear(&mut self.income_year, text, year),
            _ => false,
        }
    }

    /// The amount that a tariff is calculated from on a day, for a household with so many children.
    ///
    /// # Errors
    /// Why it is unknown on that day.
    pub fn figure(
        &self,
        base: Base,
        effect: Effect,
        children: u32,
        day: NaiveDate,
    ) -> Result<Figure, Unknown> {
        let quotient = || {
            let euros = Decimal::from(self.quotient_on(effect, day)?);
            let proof = self.proof(effect, day);
            Ok(Figure { euros, origin: Origin::Quotient, proof })
        };
        match base {
            Base::Quotient => quotient(),
            Base::Income => self.monthly_income(day).ok_or(Unknown::Income),
            Base::QuotientOrIncome => {
                quotient().or_else(|why| self.estimate(children, day).ok_or(why))
            }
        }
    }

    /// The quotient that decides on a day.
    ///
    /// # Errors
    /// Why it is unknown on that day.
    pub fn quotient_on(&self, effect: Effect, day: NaiveDate) -> Result<u32, Unknown> {
        let since = self.since(effect);
        let (quotient, until) = match (since.filter(|since| day < *since), self.earlier) {
            (Some(_), Some(earlier)) => (earlier.quotient, earlier.until),
            (Some(since), None) if self.quotient.is_some() => return Err(Unknown::NotYet(since)),
            _ if self.source == Some(QuotientSource::Refused) => return Err(Unknown::Refused),
            _ => (self.quotient.ok_or(Unknown::Quotient)?, self.until),
        };
        match until.filter(|last| day > *last) {
            Some(last) => Err(Unknown::Expired(last)),
            None => Ok(quotient),
        }
    }

    /// What says the quotient that decides on a day; nothing is known of one that was replaced.
    pub fn proof(&self, effect: Effect, day: NaiveDate) -> Proof {
        match self.since(effect).filter(|since| day < *since) {
            Some(_) => Proof::default(),
            None => Proof { source: self.source, received: self.received, year: None },
        }
    }

    /// The first day on which the quotient decides; `None` when it always has.
    pub fn since(&self, effect: Effect) -> Option<NaiveDate> {
        let received = self.received?;
        match effect {
            Effect::AtOnce => Some(received),
            Effect::NextMonth => received.with_day(1)?.checked_add_months(Months::new(1)),
        }
    }

    /// Keeps what these means replace, until they count. What came in the same month is taken as a
    /// correction: what held before stays.
    #[must_use]
    pub fn after(mut self, before: &Self) -> Self {
        let same = (self.quotient, self.until, self.received)
            == (before.quotient, before.until, before.received);
        let month = |day: NaiveDate| (day.year(), day.month());
        let corrected = self.received.map(month) == before.received.map(month);
        self.earlier = match before.quotient {
            Some(quotient) if !same && !corrected => {
                Some(Earlier { quotient, until: before.until })
            }
            _ => before.earlier,
        };
        self
    }

    fn monthly_income(&self, day: NaiveDate) -> Option<Figure> {
        let holds = self.income_year.is_some_and(|year| day.year() - year <= INCOME_YEARS);
        let euros = Decimal::from(self.income.filter(|_| holds)?) / Decimal::from(12);
        let proof = Proof { year: self.income_year, ..Proof::default() };
        Some(Figure { euros, origin: Origin::Income, proof })
    }

    /// A quotient in place of the CAF's: a twelfth of the reference income, shared between the
    /// parts, rounded half up to the euro. Benefits are not in it, and it never replaces a quotient
    /// that is known.
    fn estimate(&self, children: u32, day: NaiveDate) -> Option<Figure> {
        let income = self.monthly_income(day)?;
        let euros = half_up(income.euros * Decimal::TWO / Decimal::from(half_parts(children)));
        let euros = Decimal::from(euros.to_u32()?);
        Some(Figure { euros, origin: Origin::Estimate, proof: income.proof })
    }
}

/// The CAF's parts, in halves: two for the parents or the parent alone, half of one for the first
/// and for the second child, one for the third, half of one for each other.
fn half_parts(children: u32) -> u32 {
    4_u32.saturating_add(children).saturating_add(u32::from(children > 2))
}

/// `quotient inconnu`, `quotient échu le 31/12/2026`.
impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Quotient => f.write_str("quotient inconnu"),
            Self::Expired(last) => write!(f, "quotient échu le {}", numeric_day(*last)),
            Self::NotYet(since) => write!(f, "quotient compté à partir du {}", numeric_day(*since)),
            Self::Refused => f.write_str("quotient non communiqué"),
            Self::Income => f.write_str("revenu de référence inconnu"),
        }
    }
}

/// `CAF du 12/09/2026`, `MSA`, `reçu le 12/09/2026`, `revenus de 2024`.
impl std::fmt::Display for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.source, self.received, self.year) {
            (_, _, Some(year)) => write!(f, "revenus de {year}"),
            (Some(source), Some(day), _) => write!(f, "{} du {}", source.label(), numeric_day(day)),
            (Some(source), None, _) => f.write_str(source.label()),
            (None, Some(day), _) => write!(f, "reçu le {}", numeric_day(day)),
            (None, None, None) => Ok(()),
        }
    }
}

impl Unknown {
    /// The paper that ends it; `None` where nothing is to be done.
    pub const fn paper(self) -> Option<&'static str> {
        match self {
            Self::NotYet(_) => None,
            Self::Income => Some("l’avis d’imposition"),
            Self::Quotient | Self::Expired(_) | Self::Refused => {
                Some("le quotient d’une attestation CAF ou MSA")
            }
        }
    }

    /// What ends it, with its key.
    pub fn remedy(self) -> String {
        match self {
            Self::NotYet(_) => "Rien à faire\u{a0}: la grille le veut ainsi.".to_owned(),
            Self::Income => Remedy::Income.to_string(),
            Self::Quotient | Self::Expired(_) | Self::Refused => Remedy::Quotient.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn on(means: &Means, effect: Effect, text: &str) -> Result<u32, Unknown> {
        means.quotient_on(effect, day(text))
    }

    #[test]
    fn a_quotient_holds_until_its_last_day() {
        let means = Means { until: Some(day("2026-12-31")), ..Means::of(742) };
        assert_eq!(on(&means, Effect::AtOnce, "2026-12-31"), Ok(742));
        let expired = Err(Unknown::Expired(day("2026-12-31")));
        assert_eq!(on(&means, Effect::AtOnce, "2027-01-01"), expired);
        assert_eq!(on(&Means::of(742), Effect::AtOnce, "2099-01-01"), Ok(742));
        assert_eq!(on(&Means::default(), Effect::AtOnce, "2026-11-20"), Err(Unknown::Quotient));
        let refused = Means { source: Some(QuotientSource::Refused), ..Means::of(742) };
        assert_eq!(on(&refused, Effect::AtOnce, "2026-11-20"), Err(Unknown::Refused));
    }

    /// Fay-aux-Loges: what changes counts the month after the letter, never before.
    #[test]
    fn a_quotient_that_comes_in_counts_at_once_or_the_month_after() {
        let means = Means { received: Some(day("2026-11-20")), ..Means::of(1001) };
        let not_yet = |from| Err(Unknown::NotYet(day(from)));
        assert_eq!(on(&means, Effect::AtOnce, "2026-11-19"), not_yet("2026-11-20"));
        assert_eq!(on(&means, Effect::AtOnce, "2026-11-20"), Ok(1001));
        assert_eq!(on(&means, Effect::NextMonth, "2026-11-30"), not_yet("2026-12-01"));
        assert_eq!(on(&means, Effect::NextMonth, "2026-12-01"), Ok(1001));
    }

    #[test]
    fn until_then_what_held_before_does() {
        let before = Means { until: Some(day("2026-11-25")), ..Means::of(500) };
        let new = Means { received: Some(day("2026-11-20")), ..Means::of(1001) };
        let means = new.clone().after(&before);
        assert_eq!(on(&means, Effect::NextMonth, "2026-11-25"), Ok(500));
        let expired = Err(Unknown::Expired(day("2026-11-25")));
        assert_eq!(on(&means, Effect::NextMonth, "2026-11-30"), expired);
        assert_eq!(on(&means, Effect::NextMonth, "2026-12-01"), Ok(1001));
        let corrected = Means { quotient: Some(1010), ..new }.after(&means);
        assert_eq!(corrected.earlier, means.earlier, "a correction of the same month");
        assert_eq!(means.clone().after(&means), means, "nothing new");
    }

    #[test]
    fn an_estimate_stands_in_where_no_quotient_is_known() {
        let figure = |means: &Means, children, text| {
            means.figure(Base::QuotientOrIncome, Effect::AtOnce, children, day(text))
        };
        let means = Means { income: Some(24_000), income_year: Some(2024), ..Means::default() };
        for (children, euros) in [(1, 800), (2, 667), (3, 500), (4, 444), (5, 400)] {
            let known = figure(&means, children, "2026-12-31").unwrap();
            assert_eq!((known.euros, known.origin), (Decimal::from(euros), Origin::Estimate));
        }
        assert_eq!(figure(&means, 1, "2027-01-01"), Err(Unknown::Quotient), "three years old");
        let both = Means { quotient: Some(742), ..means };
        assert_eq!(figure(&both, 1, "2026-12-31").unwrap().origin, Origin::Quotient);
    }
}
