//! Facts about the house: souches, the town, its rules, its agents, its activities.

use rusqlite::params;
use uuid::Uuid;

use super::{Outcome, Place, known};
use crate::journal::fact::{
    ActivityDefined, AgentDisabled, AgentRegistered, AgentSecretReplaced, CommuneFounded,
    CredentialMark, ProfileAdopted, SoucheOpened,
};
use crate::store::{Db, StoreError};

type Folded = Result<Outcome, StoreError>;

pub(super) fn souche_opened(db: &Db, place: &Place, fact: &SoucheOpened) -> Folded {
    let souche = place.header.stamp.souche.0;
    db.prepare_cached(
        "INSERT OR REPLACE INTO souche (id, commune, station, series, program, opened)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        souche,
        fact.commune.0,
        fact.station.0,
        fact.series,
        fact.program,
        place.position
    ])?;
    Ok(Outcome::DONE)
}

pub(super) fn commune_founded(db: &Db, fact: &CommuneFounded) -> Folded {
    db.prepare_cached(
        "INSERT OR REPLACE INTO commune (id, name, annex, station, demo)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![fact.commune.0, fact.name, fact.annex, fact.station, fact.demo])?;
    Ok(Outcome::DONE)
}

pub(super) fn profile_adopted(db: &Db, place: &Place, fact: &ProfileAdopted) -> Folded {
    db.prepare_cached("INSERT OR REPLACE INTO profile (position, name, text) VALUES (?1, ?2, ?3)")?
        .execute(params![place.position, fact.name, fact.text])?;
    Ok(Outcome::DONE)
}

pub(super) fn agent_registered(db: &Db, place: &Place, fact: &AgentRegistered) -> Folded {
    credential(db, place, &fact.credential, fact.agent.0)?;
    db.prepare_cached(
        "INSERT OR REPLACE INTO agent (id, code, name, role, credential, disabled)
         VALUES (?1, ?2, ?3, ?4, ?5, 0)",
    )?
    .execute(params![
        fact.agent.0,
        fact.code,
        fact.name,
        fact.role.code(),
        fact.credential.version.0
    ])?;
    Ok(Outcome::Done(vec![fact.agent.0]))
}

pub(super) fn agent_disabled(db: &Db, fact: &AgentDisabled) -> Folded {
    if !known(db, "SELECT 1 FROM agent WHERE id = ?1", fact.agent.0)? {
        return Ok(Outcome::Waits(fact.agent.0));
    }
    db.prepare_cached("UPDATE agent SET disabled = 1 WHERE id = ?1")?
        .execute(params![fact.agent.0])?;
    Ok(Outcome::DONE)
}

pub(super) fn agent_secret_replaced(db: &Db, place: &Place, fact: &AgentSecretReplaced) -> Folded {
    if !known(db, "SELECT 1 FROM agent WHERE id = ?1", fact.agent.0)? {
        return Ok(Outcome::Waits(fact.agent.0));
    }
    credential(db, place, &fact.credential, fact.agent.0)?;
    db.prepare_cached("UPDATE agent SET credential = ?2 WHERE id = ?1")?
        .execute(params![fact.agent.0, fact.credential.version.0])?;
    Ok(Outcome::DONE)
}

/// Remembers a version of a secret: its owner and its digest.
pub(super) fn credential(
    db: &Db,
    place: &Place,
    mark: &CredentialMark,
    owner: Uuid,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO credential (version, owner, entry, digest)
         VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![mark.version.0, owner, place.position, mark.digest])?;
    Ok(())
}

pub(super) fn activity_defined(db: &Db, fact: &ActivityDefined) -> Folded {
    let weekdays: String = fact.weekdays.iter().map(ToString::to_string).collect();
    let tariff = |i: usize| fact.tariffs.get(i).copied().flatten().map(|cents| cents.0);
    db.prepare_cached(
        "INSERT OR REPLACE INTO activity (id, code, label, kind, weekdays, places, age_min, age_max,
                                          tariff_a, tariff_b, tariff_c, tariff_d, tariff_e, rule,
                                          source)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute(params![
        fact.activity.0,
        fact.code,
        fact.label,
        fact.kind.code(),
        weekdays,
        fact.places,
        fact.age_min,
        fact.age_max,
        tariff(0),
        tariff(1),
        tariff(2),
        tariff(3),
        tariff(4),
        fact.rule,
        fact.source
    ])?;
    Ok(Outcome::Done(vec![fact.activity.0]))
}
