//! A fictitious commune, written as the CSV folder that an office would export.
//!
//! Knows the families of the screens and lists of common names; reads no clock and no disk, and
//! writes nothing but a [`Folder`]: what it makes goes through the import like anybody's data.

mod activities;
mod bills;
mod bookings;
mod documents;
pub mod kiosk;
mod named;
mod people;
mod screens;
pub mod stage;
mod town;
mod wallet;
mod year;

use std::collections::HashSet;

use chrono::NaiveDate;
use fastrand::Rng;

use crate::import::{FamilyRow, Folder, ImportPlan};
use crate::profile::Profile;

use bills::Ledger;
use bookings::{Agenda, BEHIND_ISSA, Showcase};
use people::Names;
use year::Year;

/// What a fictitious commune depends on: the same settings give the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoSettings {
    /// How many families; never fewer than the screens name.
    pub families: u32,
    /// Which crowd.
    pub seed: u64,
    /// The day around which the commune is alive.
    pub today: NaiveDate,
}

/// The nine files of the commune that shows a profile.
pub fn folder(settings: &DemoSettings, profile: &Profile) -> Folder {
    let mut plan = commune(settings);
    town::dress(&mut plan, profile);
    crate::import::folder(&plan)
}

/// The commune as rows, families in the order of their login ids.
fn commune(settings: &DemoSettings) -> ImportPlan {
    let mut rng = Rng::with_seed(settings.seed);
    let year = Year::around(settings.today);
    let names = Names::for_families(settings.families);
    let mut ledger = Ledger::default();
    let mut families = named::families(&year, &mut ledger);
    let taken: HashSet<String> = families.iter().map(|family| family.login.clone()).collect();
    let is_named = |family: &FamilyRow| taken.contains(&family.login);

    let drawn = u32::try_from(families.len()).unwrap_or(u32::MAX);
    let count = settings.families.saturating_sub(drawn);
    families.extend(crowd(count, &taken, &names, &year, &mut rng));
    families.sort_by_cached_key(|family| (family.login.len(), family.login.clone()));

    let mut agenda = Agenda::new(&year, &names.schools);
    let show = Showcase::new(&year);
    let martineau = format!("EVR{:05}", named::MARTINEAU);
    let before = families.iter().position(|family| family.login == martineau).unwrap_or_default();
    let first = families.iter_mut().take(before);
    let mut first: Vec<&mut FamilyRow> = first.filter(|family| !is_named(family)).collect();
    agenda.book_showcase(&mut first, &show, &mut rng);

    let mut activities = activities::catalogue(&names.schools);
    let kone = format!("EVR{:05}", named::KONE);
    let mut behind = 0;
    for family in &mut families {
        if is_named(family) {
            screens::book(family, &mut agenda, (&year, &show), &mut rng);
        } else {
            agenda.book_term(family, &mut rng);
            bills::bill(family, &activities, &mut ledger, &year, &mut rng);
            bills::open_account(family, &year, &mut rng);
            if family.login > kone && behind < BEHIND_ISSA {
                behind += usize::from(agenda.line_up(family, &show));
            }
        }
    }
    agenda.set_places(&mut activities);
    ImportPlan { families, activities, remarks: Vec::new() }
}

/// So many families of the crowd, with numbers drawn from twice as many.
fn crowd(
    count: u32,
    taken: &HashSet<String>,
    names: &Names,
    year: &Year,
    rng: &mut Rng,
) -> Vec<FamilyRow> {
    let last = count.saturating_mul(2).max(4600);
    let mut left = count;
    let mut families = Vec::new();
    for number in 1..=last {
        let free = !taken.contains(&format!("EVR{number:05}"));
        if free && left > 0 && rng.u32(0..=last - number) < left {
            families.push(people::family(number, names, year, rng));
            left -= 1;
        }
    }
    families
}

#[cfg(test)]
mod tests;
