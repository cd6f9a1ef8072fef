//! Families that may be the one that is being made: shown before anything is written.
//!
//! The same phone, the same e-mail, the same holder, or a child born on the same day whose name
//! sounds alike.

use std::collections::BTreeMap;

use super::view::Lookalike;
use super::{Answer, display_name};
use crate::domain::household::{Guardian, Household};
use crate::domain::ids::FamilyId;
use crate::domain::search::{Prefix, idents, sound};
use crate::domain::text::fold;
use crate::store::Reader;

/// Most families that are shown.
const MOST: usize = 20;

/// The families that look like this one, each with every reason.
pub(super) fn lookalikes(read: Reader<'_>, household: &Household) -> Answer<Vec<Lookalike>> {
    let mut reasons: BTreeMap<FamilyId, Vec<String>> = BTreeMap::new();
    let mut add = |family: FamilyId, why: &str| {
        let reasons = reasons.entry(family).or_default();
        if !reasons.iter().any(|known| known == why) {
            reasons.push(why.to_owned());
        }
    };
    for adult in &household.guardians {
        for (value, why) in contacts(adult) {
            for family in read.by_ident(&value, true, None, MOST)? {
                add(family, why);
            }
        }
        let name = fold(&adult.name());
        let whole = Prefix { text: name.clone(), entire: true };
        let mut named = read.by_name(&whole, false, MOST)?;
        named.extend(read.by_name(&whole, true, MOST)?);
        for named in named {
            let adults = read.guardians(named.family)?;
            if adults.iter().any(|other| fold(&other.name()) == name) {
                add(named.family, "même nom");
            }
        }
    }
    let surnames: Vec<String> =
        household.guardians.iter().map(|adult| said(&adult.surname)).collect();
    for child in &household.children {
        for (family, other) in read.born_on(child.birth)? {
            let alike = said(&other.given) == said(&child.given);
            let surname = said(&other.surname);
            let kin = surname == said(&child.surname) || surnames.contains(&surname);
            if alike || kin {
                add(family, &format!("{} né(e) le même jour", other.given));
            }
        }
    }
    let (mut alike, mut listing) = (Vec::new(), read.listing()?);
    for (family, why) in reasons.into_iter().take(MOST) {
        let Some(listed) = listing.read(family)? else { continue };
        alike.push(Lookalike {
            family,
            login: listed.login,
            name: display_name(&listed.holder.0, &listed.holder.1),
            children: listed.children.into_iter().map(|child| child.given).collect(),
            why: why.join(", ") + if listed.archived { " (archivée)" } else { "" },
        });
    }
    alike.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(alike)
}

/// How a name is said, word by word.
fn said(name: &str) -> String {
    fold(name).split(' ').map(sound).collect()
}

/// What an adult is reached by, as the search files it.
fn contacts(adult: &Guardian) -> Vec<(String, &'static str)> {
    let phone = idents("", &[&adult.phone], &[], &[]);
    let email = idents("", &[], &[&adult.email], &[]);
    let forwards = |value: &String| !value.starts_with('<');
    let phone = phone.into_iter().filter(forwards).map(|value| (value, "même téléphone"));
    phone.chain(email.into_iter().map(|value| (value, "même courriel"))).collect()
}
