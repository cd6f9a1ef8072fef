//! The price of a day for a child, line by line.

use chrono::NaiveDate;

use super::columns::{self, Bracket, Brackets};
use super::grid::FLAT;
use super::means::{Effect, Means, Unknown};
use super::voted::{Counted, OutsidePrice, Tariff};
use crate::domain::activity::Activity;
use crate::domain::money::Cents;
use crate::domain::rule::Surcharge;
use crate::domain::text::nth;
use crate::domain::time::numeric_day;

/// All that makes prices in a commune.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    /// The bounds of the five columns that an office gives its activities.
    pub brackets: Brackets,
    /// The tariffs that stand in the commune's rules, in their order. An activity that none of them
    /// is for is paid by its own five columns.
    pub voted: Vec<Tariff>,
}

/// Who pays, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Payer<'a> {
    /// What the family says of its means.
    pub means: &'a Means,
    /// Where it lives.
    pub town: &'a str,
    /// How many children it has.
    pub children: u32,
    /// The place of this one among them, the eldest first.
    pub rank: u32,
    /// Whether the PAI tariff applies to this one.
    pub pai: bool,
}

/// A price and its calculation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Priced {
    /// One step each; their sum is the price. None where there is no price.
    pub lines: Vec<PriceLine>,
    /// Why the maximum applies.
    pub maximum: Option<Unknown>,
    /// The column of the office's tariffs; `None` under a voted tariff.
    pub column: Option<Bracket>,
    /// The voted tariff: `restauration, délibération du 25 juin 2026`; empty under the office's.
    pub tariff: String,
    /// Why there is no price where there should be one.
    pub gap: Option<String>,
}

/// One step of a calculation, rounded to the cent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceLine {
    /// What it is.
    pub words: String,
    /// What it adds; negative for what it takes off.
    pub amount: Cents,
}

impl Rates {
    /// What a day of an activity costs, in time.
    pub fn price(&self, activity: &Activity, payer: Payer<'_>, day: NaiveDate) -> Priced {
        let versions = self.versions(activity);
        match versions.iter().find(|one| one.term.holds(day)) {
            Some(tariff) => voted(tariff, payer, day),
            None if versions.is_empty() => self.office(activity, payer, day),
            None => Priced { gap: Some(gap(&versions, day)), ..Priced::default() },
        }
    }

    /// The column of a family on a day: the dearest where its quotient is unknown.
    pub fn column(&self, means: &Means, day: NaiveDate) -> Bracket {
        let quotient = means.quotient_on(Effect::AtOnce, day);
        quotient.map_or(Bracket::E, |quotient| self.brackets.bracket(quotient))
    }

    /// The versions of the tariff of an activity: those that name it, or else those of its kind.
    pub fn versions(&self, activity: &Activity) -> Vec<&Tariff> {
        let named: Vec<&Tariff> = self.voted.iter().filter(|one| one.names(activity)).collect();
        if named.is_empty() {
            let of_kind = self.voted.iter().filter(|one| one.kinds.contains(&activity.kind));
            of_kind.collect()
        } else {
            named
        }
    }

    fn office(&self, activity: &Activity, payer: Payer<'_>, day: NaiveDate) -> Priced {
        let quotient = payer.means.quotient_on(Effect::AtOnce, day);
        let bracket = quotient.map(|quotient| self.brackets.bracket(quotient));
        let column = Some(bracket.unwrap_or(Bracket::E));
        let Some(amount) = columns::price(&activity.tariffs, bracket.ok()) else {
            return Priced { column, ..Priced::default() };
        };
        let words = match (quotient, bracket) {
            (Ok(quotient), Ok(bracket)) => {
                let proof = payer.means.proof(Effect::AtOnce, day).to_string();
                let known = if proof.is_empty() { proof } else { format!(", {proof}") };
                format!("Tranche {} (quotient {quotient}{known})", bracket.letter())
            }
            (Err(why), _) | (_, Err(why)) => format!("Tarif maximum ({why})"),
        };
        let lines = vec![PriceLine { words, amount }];
        Priced { lines, maximum: bracket.err(), column, ..Priced::default() }
    }
}

impl Priced {
    /// The price; `None` where there is none.
    pub fn total(&self) -> Option<Cents> {
        (!self.lines.is_empty()).then(|| self.lines.iter().map(|line| line.amount).sum())
    }

    /// The base and the lines that change it, without those that only say that nothing does.
    pub fn counting(&self) -> impl Iterator<Item = &PriceLine> {
        let (base, more) = self.lines.split_at(self.lines.len().min(1));
        base.iter().chain(more.iter().filter(|line| line.amount != Cents::ZERO))
    }

    /// What a late booking adds to it.
    pub fn late(&self, extra: Surcharge) -> Option<PriceLine> {
        let total = self.total()?;
        let amount = extra.added_to(total).minus(total);
        Some(PriceLine { words: format!("Hors délai\u{a0}: + {extra}"), amount })
    }

    /// What an agent reads out: the maximum and its remedy, the calculation under a voted tariff,
    /// or why there is no price.
    pub fn sentences(&self) -> Vec<String> {
        let maximum = self.maximum.map(|why| {
            let remedy = why.remedy();
            format!("Tarif maximum ({why}). {remedy}")
        });
        let calculation = (!self.tariff.is_empty()).then(|| self.calculation()).flatten();
        maximum.into_iter().chain(calculation).chain(self.gap.clone()).collect()
    }

    /// The calculation in one sentence; `None` without a price.
    ///
    /// `Prix : Tranche 623 à 1000 (quotient 742) 3,30 €, 2e enfant -10 % -0,33 €, soit 2,97 €
    /// (restauration, délibération du 25 juin 2026).`
    pub fn calculation(&self) -> Option<String> {
        let total = self.total()?;
        let counting: Vec<&PriceLine> = self.counting().collect();
        let step = |line: &&PriceLine| match counting.len() {
            1 => line.words.clone(),
            _ => format!("{} {}", line.words, line.amount),
        };
        let steps: Vec<String> = counting.iter().map(step).collect();
        let of = match self.tariff.as_str() {
            "" => String::new(),
            tariff => format!(" ({tariff})"),
        };
        Some(format!("Prix\u{a0}: {}, soit {total}{of}.", steps.join(", ")))
    }
}

fn voted(tariff: &Tariff, payer: Payer<'_>, day: NaiveDate) -> Priced {
    let vote = &tariff.term.vote;
    let mut priced = Priced { tariff: format!("{}, {vote}", tariff.name), ..Priced::default() };
    if let Some(amount) = tariff.pai.filter(|_| payer.pai) {
        priced.lines.push(PriceLine { words: "Tarif PAI".to_owned(), amount });
        return priced;
    }
    let outside = tariff.outside.as_ref().filter(|outside| outside.is_outside(payer.town));
    let home = if payer.town.trim().is_empty() { "Adresse inconnue" } else { "Hors commune" };
    let maximum = tariff.grid.maximum(payer.children);
    let capped = outside.is_some_and(|outside| outside.price == OutsidePrice::Maximum);
    let Payer { means, children, .. } = payer;
    let figure = (!capped && tariff.grid.needs_means())
        .then(|| means.figure(tariff.base, tariff.effect, children, day));
    let (amount, words) = match figure {
        Some(Ok(figure)) => tariff.grid.price(figure, payer.children),
        Some(Err(why)) => {
            priced.maximum = Some(why);
            (maximum, format!("Tarif maximum ({why})"))
        }
        None if capped => (maximum, format!("{home}\u{a0}: tarif maximum")),
        None => (maximum, FLAT.to_owned()),
    };
    priced.lines.push(PriceLine { words, amount });
    priced.lines.extend(siblings(tariff, payer, amount));
    match outside.map(|outside| outside.price) {
        Some(OutsidePrice::More(extra)) => {
            let total = priced.total().unwrap_or_default();
            let amount = extra.added_to(total).minus(total);
            let words = format!("{home}\u{a0}: + {extra}");
            priced.lines.push(PriceLine { words, amount });
        }
        None if tariff.outside.is_some() => {
            let words = "Habite la commune".to_owned();
            priced.lines.push(PriceLine { words, amount: Cents::ZERO });
        }
        _ => {}
    }
    priced
}

fn siblings(tariff: &Tariff, payer: Payer<'_>, price: Cents) -> Option<PriceLine> {
    let siblings = tariff.siblings.as_ref()?;
    let percent = siblings.percent(payer.rank, payer.children);
    let off = Surcharge::Percent(percent).added_to(price).minus(price);
    let who = match siblings.by {
        Counted::Rank => format!("{} enfant", nth(payer.rank)),
        Counted::Children => format!("{} enfants", payer.children),
    };
    let words = match percent {
        0 => format!("Fratrie, {who}\u{a0}: plein tarif"),
        percent => format!("Fratrie, {who}\u{a0}: -{percent}\u{a0}%"),
    };
    Some(PriceLine { words, amount: Cents::ZERO.minus(off) })
}

/// Why no version is in force.
fn gap(versions: &[&Tariff], day: NaiveDate) -> String {
    let name = versions.first().map_or("", |one| one.name.as_str());
    let before = versions.iter().filter_map(|one| one.term.to).filter(|last| *last < day).max();
    let known = if let Some(last) = before {
        format!("la grille {name} s’arrête au {}", numeric_day(last))
    } else {
        let first = versions.iter().map(|one| one.term.from).min().map(numeric_day);
        format!("la grille {name} commence le {}", first.unwrap_or_default())
    };
    format!(
        "Aucun tarif voté pour ce jour\u{a0}: {known}. Le profil de la commune est à compléter."
    )
}

#[cfg(test)]
mod tests;
