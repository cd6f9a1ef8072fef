//! The section of a profile that says what a password must be, and how long it may stay.
//!
//! Where a commune's own texts differ, each is a policy with a name, and `regle` says which one is
//! in force. The provisional codes of Guichet satisfy every one of them: another one is refused.

use std::collections::BTreeMap;

use super::reader::{Mistakes, Section};
use crate::domain::password::{CODE_CHARS, CODE_SPECIALS, PasswordPolicy};

/// What the passwords of families must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passwords {
    /// The policy in force.
    pub policy: PasswordPolicy,
    /// Every policy that has a name, the one in force among them; empty where there is but one.
    pub named: BTreeMap<String, PasswordPolicy>,
    /// « votre mot de passe doit être changé régulièrement »: after so many days; `None`: never.
    pub change_days: Option<u32>,
}

const POLICY: [&str; 6] = ["minimum", "maximum", "chiffre", "minuscule", "majuscule", "speciaux"];
/// The name of the policy in force.
const IN_FORCE: &str = "regle";
const CHANGE: &str = "a_changer_apres_jours";

pub(super) fn passwords(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Passwords> {
    let section = root.open_section("mot_de_passe", mistakes)?;
    let change_days = if section.has(CHANGE) {
        section.integer(CHANGE, 1..=3_650, mistakes).map(Some)
    } else {
        Some(None)
    };
    if !section.has(IN_FORCE) {
        let keys: Vec<&str> = POLICY.into_iter().chain([IN_FORCE, CHANGE]).collect();
        section.allow(&keys, mistakes);
        let policy = policy(&section, mistakes)?;
        return Some(Passwords { policy, named: BTreeMap::new(), change_days: change_days? });
    }
    let policies = section.keys().filter(|key| ![IN_FORCE, CHANGE].contains(key));
    let policies: Vec<String> = policies.map(str::to_owned).collect();
    let mut named = BTreeMap::new();
    for name in &policies {
        let section = section.section(name, &POLICY, mistakes);
        if let Some(policy) = section.and_then(|section| policy(&section, mistakes)) {
            named.insert(name.clone(), policy);
        }
    }
    let choices: Vec<(&str, &str)> = policies.iter().map(|name| (&**name, &**name)).collect();
    let in_force = section.choice(IN_FORCE, &choices, mistakes)?;
    let policy = named.get(in_force)?.clone();
    Some(Passwords { policy, named, change_days: change_days? })
}

fn policy(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<PasswordPolicy> {
    let min_chars = section.integer("minimum", 1..=CODE_CHARS, mistakes);
    let max_chars = section.integer("maximum", CODE_CHARS..=128, mistakes);
    let digit = section.flag("chiffre", mistakes);
    let lower = section.flag("minuscule", mistakes);
    let upper = section.flag("majuscule", mistakes);
    let expected = format!("des signes, dont {CODE_SPECIALS} (codes provisoires), ou \"\"");
    let specials = section.read("speciaux", &expected, mistakes, |value| {
        let text = value.as_str()?;
        let signs = text.chars().all(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let for_codes = text.is_empty() || CODE_SPECIALS.chars().all(|c| text.contains(c));
        (signs && for_codes).then(|| text.to_owned())
    });
    Some(PasswordPolicy {
        min_chars: min_chars?,
        max_chars: max_chars?,
        digit: digit?,
        lower: lower?,
        upper: upper?,
        specials: specials?,
    })
}
