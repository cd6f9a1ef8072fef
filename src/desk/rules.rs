//! The commune's rules in plain sentences, as an agent reads them to a parent.

use super::request::Reply;
use super::view::RulesView;
use super::{Answer, Counter};
use crate::domain::activity::Activity;
use crate::domain::tariff::Bracket;
use crate::profile::{Chapter, TARIFFS};

/// The rules of the adopted profile, or what it says of tariffs and what each activity costs.
pub(super) fn open(counter: &Counter, tariffs: bool) -> Answer<Reply> {
    counter.agent()?;
    let town = counter.profile.town.clone();
    let mut chapters = counter.profile.told();
    if tariffs {
        chapters.retain(|chapter| chapter.title == TARIFFS);
        chapters.push(by_activity(counter)?);
    }
    Ok(Reply::Rules(Box::new(RulesView { town, chapters })))
}

fn by_activity(counter: &Counter) -> Answer<Chapter> {
    let rates = &counter.profile.rates;
    let each = |activity: &Activity| match rates.versions(activity).first() {
        Some(tariff) => format!("{}\u{a0}: grille {}.", activity.label, tariff.name),
        None => columns(activity),
    };
    let sentences = counter.store.read().activities()?.iter().map(each).collect();
    Ok(Chapter { title: "Par activité", sentences })
}

/// `Cantine Jean-Moulin : A 1,30 €, B 2,60 €, C 3,90 €, D 4,50 €, E 5,20 €.`
fn columns(activity: &Activity) -> String {
    let five = Bracket::ALL.into_iter().zip(activity.tariffs);
    let prices: Vec<String> = five
        .filter_map(|(bracket, price)| Some(format!("{} {}", bracket.letter(), price?)))
        .collect();
    let prices = if prices.is_empty() { "aucun tarif".to_owned() } else { prices.join(", ") };
    format!("{}\u{a0}: {prices}.", activity.label)
}
