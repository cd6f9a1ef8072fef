//! What the fields of a family held: each statement of it compared with the one before.

use super::request::Reply;
use super::view::FieldChange;
use super::{Answer, Counter, agent_name, known_family};
use crate::domain::detail::Detail;
use crate::domain::household::{Difference, Household};
use crate::domain::ids::FamilyId;
use crate::domain::text::of_name;
use crate::store::Reader;

/// Most statements that are looked back at.
const MOST_STATEMENTS: u32 = 200;

/// Changes of one correction that its line of the journal tells.
const TOLD: usize = 3;

/// Every change of every field, the latest first.
pub(super) fn of_fields(counter: &mut Counter, family: FamilyId) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    let read = snapshot.read();
    known_family(read, family)?;
    let mut before = Household::default();
    let mut changes = Vec::new();
    for (entry, household) in read.statements(family, u64::MAX, MOST_STATEMENTS)? {
        let stamp = entry.header.stamp;
        let agent = agent_name(read, stamp.agent)?;
        let series = read.series(stamp.souche)?.unwrap_or_default();
        changes.extend(before.differences(&household).into_iter().map(|change| FieldChange {
            whose: change.whose,
            detail: change.detail,
            before: quiet(change.detail, &change.here),
            after: quiet(change.detail, &change.there),
            at: stamp.now,
            agent: agent.clone(),
            series: series.clone(),
        }));
        before = household;
    }
    changes.reverse();
    Ok(Reply::FieldHistory(changes))
}

/// `fiche corrigée : Téléphone de Claire 06 12 → 06 99`: what the statement at a position changed.
pub(super) fn sentence(
    read: Reader<'_>,
    family: FamilyId,
    position: u64,
    household: &Household,
) -> Answer<String> {
    let before = read.statements(family, position, 1)?.pop();
    let before = before.map(|(_, household)| household).unwrap_or_default();
    let changes = before.differences(household);
    let told: Vec<String> =
        changes.iter().take(TOLD).map(|change| told(household, &before, change)).collect();
    let more = match changes.len().saturating_sub(TOLD) {
        0 => String::new(),
        1 => " et 1 autre champ".to_owned(),
        more => format!(" et {more} autres champs"),
    };
    if told.is_empty() && before.login != household.login {
        return Ok(format!("compte portail {} ouvert", household.login));
    }
    if told.is_empty() {
        return Ok("fiche confirmée".to_owned());
    }
    Ok(format!("fiche corrigée\u{a0}: {}{more}", told.join(", ")))
}

/// What the history tells of a detail: of an income that it is known, never how much it is.
fn quiet(detail: Detail, text: &str) -> String {
    let hidden = detail == Detail::Income && !text.is_empty();
    if hidden { "connu" } else { text }.to_owned()
}

fn told(household: &Household, before: &Household, change: &Difference) -> String {
    let named = if household.has(change.whose) { household } else { before };
    let name = named.name_of(change.whose);
    let of = if name.is_empty() { String::new() } else { format!(" {}", of_name(&name)) };
    let or_nothing = |text: &str| match quiet(change.detail, text) {
        text if text.is_empty() => "vide".to_owned(),
        text => text,
    };
    let label = change.detail.label();
    format!("{label}{of} {} → {}", or_nothing(&change.here), or_nothing(&change.there))
}
