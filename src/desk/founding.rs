//! The first gesture of a database: a souche, the town, its rules, its agents; all or nothing.

use super::agents::NewAgent;
use super::refusal::Refusal;
use super::secrets::{self, Cost};
use super::{Answer, Counter, No};
use crate::domain::ids::{AgentId, CommuneId};
use crate::domain::people::Role;
use crate::domain::text::clean;
use crate::domain::time::Moment;
use crate::journal::fact::{
    AgentRegistered, CommuneFounded, PreviousSouche, ProfileAdopted, SoucheOpened,
};
use crate::profile::Profile;
use crate::store::{Store, StoreError};

/// Version of the program, as a souche remembers it.
pub const PROGRAM: &str = concat!("guichet ", env!("CARGO_PKG_VERSION"));

/// What a town says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// `Évreux`.
    pub commune: String,
    /// `Nétreville`; may be empty.
    pub annex: String,
    /// `A2`: 1 to 8 letters or digits; the prefix of receipt numbers.
    pub station: String,
    /// Name and text of the profile.
    pub profile: (String, String),
    /// The first agents; one of them an administrator.
    pub agents: Vec<NewAgent>,
    /// Fictitious data.
    pub demo: bool,
    /// The machine that the souche is opened on.
    pub machine: String,
}

/// Founds the town in an empty database and sits down at it.
///
/// # Errors
/// With a sentence, when the profile, the station or an agent can't be accepted; the database is
/// then still empty.
pub fn found(mut store: Store, now: Moment, founding: &Founding) -> Answer<Counter> {
    let station = checked_station(&founding.station)?;
    Profile::parse(&founding.profile.1).map_err(|errors| Refusal::Sentence(errors.to_string()))?;
    let mut agents = Vec::new();
    for new in &founding.agents {
        let code = new.checked_code(founding.demo)?;
        let cost = if founding.demo { Cost::Family } else { Cost::Agent };
        let phc = secrets::hash(&new.secret, cost, store.salt()?).map_err(No::Fault)?;
        agents.push((store.new_id::<AgentId>(now)?, code, new, phc));
    }
    check_agents(&agents.iter().map(|(_, code, new, _)| (code, new.role)).collect::<Vec<_>>())?;
    let commune: CommuneId = store.new_id(now)?;
    let opened = SoucheOpened {
        commune,
        station: store.new_id(now)?,
        series: station.clone(),
        program: PROGRAM.to_owned(),
        previous: None,
        public_key: None,
    };
    let founder = agents.first().map_or(super::family_sign_in::PORTAL, |(id, ..)| *id);
    let mut gesture = store.begin_souche(now, founder, opened, &founding.machine)?;
    let commune = CommuneFounded {
        commune,
        name: clean(&founding.commune),
        annex: clean(&founding.annex),
        station,
        demo: founding.demo,
    };
    gesture.append(&commune.into())?;
    let (name, text) = founding.profile.clone();
    gesture.append(&ProfileAdopted { name, text }.into())?;
    for (agent, code, new, phc) in agents {
        let credential = gesture.keep_credential(&phc)?;
        let name = clean(&new.name);
        gesture
            .append(&AgentRegistered { agent, code, name, role: new.role, credential }.into())?;
    }
    gesture.commit()?;
    Counter::new(store)
}

fn checked_station(station: &str) -> Result<String, Refusal> {
    let station = station.trim().to_uppercase();
    let plain = station.chars().all(|c| c.is_ascii_alphanumeric());
    if plain && (1..=8).contains(&station.len()) {
        return Ok(station);
    }
    Err(Refusal::BadField { field: "Poste", expected: "1 à 8 lettres ou chiffres sans accent" })
}

fn check_agents(agents: &[(&String, Role)]) -> Result<(), Refusal> {
    if !agents.iter().any(|(_, role)| *role == Role::Administrator) {
        let none = "Il faut au moins un administrateur\u{a0}: --agent adm:administrateur.";
        return Err(Refusal::Sentence(none.to_owned()));
    }
    let mut codes: Vec<&String> = agents.iter().map(|(code, _)| *code).collect();
    codes.sort();
    if codes.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
        let twice = "Deux agents portent le même identifiant. Rien n’a été créé.";
        return Err(Refusal::Sentence(twice.to_owned()));
    }
    Ok(())
}

/// Opens a new souche, because this file is a restored copy or stands on another machine: its
/// receipts take the next series (`A2`, then `A2B`, `A2C` …), so that no number is used twice.
///
/// # Errors
/// When the disk refuses.
pub fn open_next_souche(store: &mut Store, now: Moment, machine: &str) -> Answer<()> {
    let read = store.read();
    let current = read.current_souche()?.ok_or(StoreError::NotInitialised)?;
    let house = read.house()?.ok_or(StoreError::NotInitialised)?;
    let count = read.souches_of(current.station)?;
    let head = read.souche_head(current.id)?;
    let opened = SoucheOpened {
        commune: current.commune,
        station: current.station,
        series: format!("{}{}", house.station, suffix(count)),
        program: PROGRAM.to_owned(),
        previous: head.map(|(seq, hash, _)| PreviousSouche {
            souche: current.id,
            seq,
            hash: crate::journal::entry::hex(&hash),
        }),
        public_key: None,
    };
    let gesture = store.begin_souche(now, super::family_sign_in::PORTAL, opened, machine)?;
    Ok(gesture.commit()?)
}

/// `B` for the second souche, `C` for the third, `Z`, then `BA`.
fn suffix(souches: u32) -> String {
    let letter = |n: u32| char::from_u32('A' as u32 + n).unwrap_or('Z');
    if souches < 26 {
        return letter(souches).to_string();
    }
    format!("{}{}", suffix(souches / 26), letter(souches % 26))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_follow_one_another_without_repeating() {
        let series: Vec<String> = (1..1000).map(suffix).collect();
        assert_eq!(series.first().unwrap(), "B");
        assert_eq!(series[24], "Z");
        assert_eq!(series[25], "BA");
        let mut unique = series.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), series.len());
    }
}
