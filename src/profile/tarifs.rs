//! `[[tarifs]]`: the tariffs that the council voted; none where the office's columns say it all.
//!
//! Each entry is one version. Those of the same name follow one another in time.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use toml::de::DeValue;

use super::pieces::kinds;
use super::reader::{Mistakes, Section};
use super::rules::surcharge;
use super::sections::LARGEST_QUOTIENT;
use crate::domain::money::Cents;
use crate::domain::tariff::Tariff;
use crate::domain::tariff::grid::{Effort, Grid, Hourly, Step, Steps, StepsMistake};
use crate::domain::tariff::means::{Base, Effect};
use crate::domain::tariff::voted::{Counted, Outside, OutsidePrice, Siblings, Term};

/// The keys of every tariff.
const KEYS: [&str; 15] = [
    "nom",
    "genres",
    "activites",
    "du",
    "au",
    "vote",
    "type",
    "base",
    "effet",
    "exterieur",
    "communes",
    "fratrie",
    "fratrie_par",
    "pai",
    "cout",
];

/// Those of its grid, by `type`.
const OF_GRID: [(&str, &[&str]); 4] = [
    ("tranches", &["tranches"]),
    ("taux d’effort", &["taux", "plancher", "plafond"]),
    ("forfait", &["prix"]),
    ("psu", &["taux", "plancher", "plafond", "heures"]),
];

const PRICE: &str = "un montant comme \"3,30\", ou \"0\"";
const PERCENT: &str = "un pourcentage comme \"0,36 %\", à six décimales au plus";

/// The tariffs of a profile, in its order.
pub(super) fn tarifs(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Vec<Tariff>> {
    let of_grid: BTreeSet<&str> =
        OF_GRID.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
    let keys: Vec<&str> = KEYS.into_iter().chain(of_grid).collect();
    let town = if root.has("ville") { root.text("ville", mistakes) } else { None };
    let mut tariffs: Vec<Tariff> = Vec::new();
    let mut complete = true;
    for section in root.sections("tarifs", &keys, mistakes) {
        match tariff(&section, town.as_deref().unwrap_or_default(), mistakes) {
            Some(tariff) => {
                beside(&section, &tariff, &tariffs, mistakes);
                tariffs.push(tariff);
            }
            None => complete = false,
        }
    }
    complete.then_some(tariffs)
}

/// Two versions of one tariff are never in force on the same day, and two tariffs are never for the
/// same activities.
fn beside(
    section: &Section<'_, '_>,
    tariff: &Tariff,
    others: &[Tariff],
    mistakes: &mut Mistakes<'_>,
) {
    let (versions, strangers): (Vec<&Tariff>, Vec<&Tariff>) =
        others.iter().partition(|one| one.name == tariff.name);
    if let Some(other) = versions.iter().find(|one| one.term.meets(&tariff.term)) {
        let expected = format!(
            "un jour hors de la version votée {}, en vigueur {}",
            other.term.vote, other.term
        );
        section.refuse("du", &expected, mistakes);
    }
    let named = |one: &&Tariff| one.activities.iter().any(|code| tariff.activities.contains(code));
    if strangers.iter().any(named) {
        section.refuse("activites", "des activités qu’aucun autre tarif ne nomme", mistakes);
    }
    let of_kind = |one: &&Tariff| one.kinds.iter().any(|kind| tariff.kinds.contains(kind));
    if strangers.iter().any(of_kind) {
        section.refuse("genres", "des genres qu’aucun autre tarif ne compte", mistakes);
    }
}

fn tariff(section: &Section<'_, '_>, town: &str, mistakes: &mut Mistakes<'_>) -> Option<Tariff> {
    let name = section.text("nom", mistakes);
    let named = section.has("activites");
    if !named && !section.has("genres") {
        section.refuse("genres", "des genres, ou des activites par leur code", mistakes);
    }
    let of_kind = section.has("genres").then(|| kinds(section, mistakes));
    let codes = named.then(|| section.text("activites", mistakes));
    let term = term(section, mistakes);
    let grid = grid(section, mistakes);
    let bases = [
        ("quotient", Base::Quotient),
        ("quotient ou revenu", Base::QuotientOrIncome),
        ("revenu", Base::Income),
    ];
    let base = optional(section, "base", &bases, Base::Quotient, mistakes);
    let effects = [("dès réception", Effect::AtOnce), ("mois suivant", Effect::NextMonth)];
    let effect = optional(section, "effet", &effects, Effect::AtOnce, mistakes);
    let outside = if section.has("exterieur") {
        outside(section, town, mistakes).map(Some)
    } else {
        section.forbid("communes", "sauf avec exterieur", mistakes);
        Some(None)
    };
    let siblings = if section.has("fratrie") {
        siblings(section, mistakes).map(Some)
    } else {
        section.forbid("fratrie_par", "sauf avec fratrie", mistakes);
        Some(None)
    };
    let mut known = |key| {
        if section.has(key) { price(section, key, mistakes).map(Some) } else { Some(None) }
    };
    let (pai, cost) = (known("pai"), known("cout"));
    let codes = codes.map_or(Some(String::new()), |codes| codes)?;
    let grid = grid?;
    let base = if matches!(grid, Grid::Hourly(_)) { Base::Income } else { base? };
    Some(Tariff {
        name: name?,
        kinds: of_kind.map_or(Some(Vec::new()), |kinds| kinds)?,
        activities: codes.split_whitespace().map(str::to_owned).collect(),
        term: term?,
        grid,
        base,
        effect: effect?,
        outside: outside?,
        siblings: siblings?,
        pai: pai?,
        cost: cost?,
    })
}

/// One of a few words, or what holds where the key is absent.
fn optional<T: Copy>(
    section: &Section<'_, '_>,
    key: &str,
    choices: &[(&str, T)],
    absent: T,
    mistakes: &mut Mistakes<'_>,
) -> Option<T> {
    if section.has(key) { section.choice(key, choices, mistakes) } else { Some(absent) }
}

fn term(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Term> {
    let from = section.date("du", mistakes);
    let to = section.has("au").then(|| section.date("au", mistakes));
    let vote = section.text("vote", mistakes);
    let to = to.map_or(Some(None), |to| to.map(Some))?;
    let from = from?;
    if to.is_some_and(|to: NaiveDate| to < from) {
        section.refuse("au", "un jour qui ne précède pas du", mistakes);
    }
    Some(Term { from, to, vote: vote? })
}

fn grid(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Grid> {
    let types = OF_GRID.map(|(word, _)| (word, word));
    let word = section.choice("type", &types, mistakes)?;
    let own = OF_GRID.iter().find(|(one, _)| *one == word).map_or(&[][..], |(_, keys)| keys);
    for (_, keys) in OF_GRID {
        for key in keys.iter().filter(|key| !own.contains(key)) {
            section.forbid(
                key,
                &format!("sauf avec un autre type que «\u{a0}{word}\u{a0}»"),
                mistakes,
            );
        }
    }
    match word {
        "tranches" => brackets(section, mistakes).map(Grid::Brackets),
        "forfait" => price(section, "prix", mistakes).map(Grid::Flat),
        "psu" => hourly(section, mistakes).map(Grid::Hourly),
        _ => effort(section, mistakes).map(Grid::Effort),
    }
}

/// `tranches = [ { de = 0, a = 622, prix = "1,00" }, …, { de = 1501, prix = "3,50" } ]`
fn brackets(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Steps> {
    let sections = section.sections("tranches", &["de", "a", "prix"], mistakes);
    let mut steps = Vec::new();
    for one in &sections {
        let from = one.integer("de", 0..=LARGEST_QUOTIENT, mistakes);
        let to = one.has("a").then(|| one.integer("a", 0..=LARGEST_QUOTIENT, mistakes));
        let price = price(one, "prix", mistakes);
        let to = to.map_or(Some(None), |to| to.map(Some));
        steps.extend(from.zip(to).zip(price).map(|((from, to), price)| Step { from, to, price }));
    }
    if steps.len() < sections.len() {
        return None;
    }
    let mistake = match Steps::new(steps) {
        Ok(steps) => return Some(steps),
        Err(mistake) => mistake,
    };
    let last = sections.len().saturating_sub(1);
    let (index, key, expected) = match mistake {
        StepsMistake::Begins(index, from) => {
            (index, "de", format!("{from}, sans trou ni chevauchement"))
        }
        StepsMistake::Ends(index) => {
            (index, "a", "au moins de, et rien dans la seule dernière tranche".to_owned())
        }
        StepsMistake::Last => {
            (last, "a", "rien dans la dernière tranche, qui n’a pas de fin".to_owned())
        }
    };
    match sections.get(index) {
        Some(one) => one.refuse(key, &expected, mistakes),
        None => section.refuse("tranches", "au moins une tranche", mistakes),
    }
    None
}

fn effort(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Effort> {
    let percent = section.read("taux", PERCENT, mistakes, |value| percent(value.as_str()?));
    let (floor, ceiling) = between(section, mistakes)?;
    Some(Effort { percent: percent?, floor, ceiling })
}

/// A floor, and a ceiling that is not below it.
fn between(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<(Cents, Cents)> {
    let floor = price(section, "plancher", mistakes);
    let ceiling = price(section, "plafond", mistakes);
    let (floor, ceiling) = (floor?, ceiling?);
    if ceiling < floor {
        section.refuse("plafond", &format!("au moins le plancher ({floor})"), mistakes);
    }
    Some((floor, ceiling))
}

/// « 0,0619 % 0,0516 % 0,0413 % 0,0310 % »: for one child, two, three, and all more.
fn hourly(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Hourly> {
    let expected = "des pourcentages comme \"0,0619 % 0,0516 %\", pour un enfant, deux, et plus";
    let percents = section.read("taux", expected, mistakes, |value| list(value, percent));
    let hours = section.integer("heures", 1..=24, mistakes);
    let (floor, ceiling) = between(section, mistakes)?;
    Some(Hourly { percents: percents?, floor, ceiling, hours: hours? })
}

/// Percentages one after the other, each with its sign.
fn list<T>(value: &DeValue<'_>, read: fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let parts = value.as_str()?.trim().strip_suffix('%')?.split('%');
    let all: Option<Vec<T>> = parts.map(|part| read(&format!("{part}%"))).collect();
    all.filter(|all| !all.is_empty())
}

/// `0,36 %`: above 0, at most 100, at most six decimals.
fn percent(text: &str) -> Option<Decimal> {
    let number = text.trim().strip_suffix('%')?.trim();
    let plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    let percent: Decimal = number.replace(',', ".").parse().ok().filter(|_| plain)?;
    let fits = percent > Decimal::ZERO && percent <= Decimal::ONE_HUNDRED && percent.scale() <= 6;
    fits.then_some(percent)
}

/// An amount that may be nothing.
fn price(section: &Section<'_, '_>, key: &str, mistakes: &mut Mistakes<'_>) -> Option<Cents> {
    section.read(key, PRICE, mistakes, |value| {
        Cents::parse(value.as_str()?).filter(|cents| *cents >= Cents::ZERO)
    })
}

/// `exterieur = "20 %"`, `"1,00"` or `"maximum"`; `communes` are those whose families are of the
/// commune, its own town where the key is absent.
fn outside(section: &Section<'_, '_>, town: &str, mistakes: &mut Mistakes<'_>) -> Option<Outside> {
    let expected = "un montant comme \"1,00\", un pourcentage comme \"20 %\", ou \"maximum\"";
    let price = section.read("exterieur", expected, mistakes, |value| match value.as_str()? {
        "maximum" => Some(OutsidePrice::Maximum),
        more => surcharge(more).map(OutsidePrice::More),
    });
    let towns = if section.has("communes") {
        let list = section.text("communes", mistakes)?;
        list.split(',').map(|town| town.trim().to_owned()).collect()
    } else {
        vec![town.to_owned()]
    };
    Some(Outside { towns, price: price? })
}

/// `fratrie = "0 % 10 % 20 %"` with `fratrie_par = "rang"` or `"nombre"`.
fn siblings(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Siblings> {
    let expected =
        "des pourcentages entiers comme \"0 % 10 % 20 %\", pour un enfant, deux, et plus";
    let percents = section.read("fratrie", expected, mistakes, |value| list(value, whole_percent));
    let counts = [("rang", Counted::Rank), ("nombre", Counted::Children)];
    let by = section.choice("fratrie_par", &counts, mistakes);
    Some(Siblings { by: by?, percents: percents? })
}

/// `10 %`, 0 to 100.
fn whole_percent(text: &str) -> Option<u32> {
    let number = text.trim().strip_suffix('%')?.trim();
    number.parse().ok().filter(|percent| *percent <= 100)
}

#[cfg(test)]
mod tests;
