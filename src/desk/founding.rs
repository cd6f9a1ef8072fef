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
use crate::store::local::Standpoint;
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
    /// Where the souche is opened.
    pub here: Standpoint,
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
    let mut gesture = store.begin_souche(now, founder, opened, &founding.here)?;
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

/// Why a file must not go on in its souche.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incarnation {
    /// It is an old copy, put back in its place.
    Restored,
    /// It is a copy that stands elsewhere, and nobody here knows which other copies there are.
    Copied,
}

/// Opens a new souche, because this file is a restored copy, or stands on another machine or in
/// another place: its receipts take a new series, so that no number is used twice.
///
/// A restored file takes the next letter (`A2B`, `A2C` …) after those of the journal and of
/// `others`, which this machine knows to be taken. Copies elsewhere can't ask one another: a letter
/// and three characters drawn at random tell them apart (`A2BK7Q`).
///
/// # Errors
/// When the disk refuses.
pub fn open_next_souche(
    store: &mut Store,
    now: Moment,
    here: &Standpoint,
    why: Incarnation,
    others: &[String],
) -> Answer<()> {
    let drawn = store.random()?;
    let read = store.read();
    let current = read.current_souche()?.ok_or(StoreError::NotInitialised)?;
    let house = read.house()?.ok_or(StoreError::NotInitialised)?;
    let own = read.souches_of(current.station)?;
    let mut taken: Vec<String> = own.into_iter().map(|(_, series)| series).collect();
    let tag = match why {
        Incarnation::Restored => String::new(),
        Incarnation::Copied => tag(&drawn),
    };
    taken.extend_from_slice(others);
    let head = read.souche_head(current.id)?;
    let opened = SoucheOpened {
        commune: current.commune,
        station: current.station,
        series: next_series(&house.station, &tag, &taken),
        program: PROGRAM.to_owned(),
        previous: head.map(|(seq, hash)| PreviousSouche {
            souche: current.id,
            seq,
            hash: crate::journal::entry::hex(&hash),
        }),
        public_key: None,
    };
    let gesture = store.begin_souche(now, super::family_sign_in::PORTAL, opened, here)?;
    Ok(gesture.commit()?)
}

/// The first series of a station that nobody has, with a letter that nobody had either.
fn next_series(station: &str, tag: &str, taken: &[String]) -> String {
    let begins = |letter: &str| {
        let begin = format!("{station}{letter}");
        let tagged = begin.len() + TAG_CHARS;
        taken
            .iter()
            .any(|series| *series == begin || series.len() == tagged && series.starts_with(&begin))
    };
    let most = u32::try_from(taken.len()).unwrap_or(u32::MAX).saturating_add(1);
    let letter = (1..=most).map(suffix).find(|letter| !begins(letter)).unwrap_or_default();
    format!("{station}{letter}{tag}")
}

/// Characters that tell copies apart.
const TAG_CHARS: usize = 3;

/// Letters and digits that are not taken for one another on paper.
const TAG_ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

fn tag(drawn: &[u8; 32]) -> String {
    let letter = |byte: &u8| TAG_ALPHABET.get(usize::from(byte % 32)).copied().map(char::from);
    drawn.iter().filter_map(letter).take(TAG_CHARS).collect()
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
    fn a_series_is_never_taken_twice() {
        let mut taken = vec!["A2".to_owned()];
        for (tag, expected) in
            [("", "A2B"), ("", "A2C"), ("K7Q", "A2DK7Q"), ("", "A2E"), ("K7Q", "A2FK7Q")]
        {
            let next = next_series("A2", tag, &taken);
            assert_eq!(next, expected);
            taken.push(next);
        }
        let elsewhere = vec!["A2".to_owned(), "A2BZZZ".to_owned()];
        assert_eq!(next_series("A2", "", &elsewhere), "A2C");
        let tags: Vec<String> = (0..=255).map(|byte| tag(&[byte; 32])).collect();
        assert!(tags.iter().all(|tag| tag.len() == 3 && !tag.contains(['0', 'O', '1', 'I'])));
    }

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
