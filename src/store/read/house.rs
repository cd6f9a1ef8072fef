//! The house: souches, the town, its rules, its agents, its activities.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{Reader, code, id};
use crate::domain::activity::Activity;
use crate::domain::ids::{
    ActivityId, AgentId, ChildId, CommuneId, CredentialId, SoucheId, StationId,
};
use crate::domain::money::Cents;
use crate::domain::people::{ActivityKind, Role};
use crate::domain::weekdays::Weekdays;
use crate::store::StoreError;
use crate::store::local::Standpoint;

/// A writer's incarnation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoucheRow {
    /// Which.
    pub id: SoucheId,
    /// The town.
    pub commune: CommuneId,
    /// The workstation.
    pub station: StationId,
    /// Prefix of its receipt numbers.
    pub series: String,
    /// Where this file stands.
    pub here: Standpoint,
}

/// The town and its counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseRow {
    /// `Évreux`.
    pub commune: String,
    /// `Nétreville`; may be empty.
    pub annex: String,
    /// `A2`.
    pub station: String,
    /// Fictitious data.
    pub demo: bool,
}

/// Somebody who works at the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentRow {
    /// Who.
    pub id: AgentId,
    /// Short id.
    pub code: String,
    /// `Leroy Sophie`; may be empty.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their secret's version.
    pub credential: CredentialId,
    /// They may no more.
    pub disabled: bool,
}

impl AgentRow {
    /// As shown: `S. Leroy`, or the short id without a name.
    pub fn shown(&self) -> String {
        match self.name.rsplit_once(' ') {
            Some((surname, given)) => match given.chars().next() {
                Some(initial) => format!("{initial}. {surname}"),
                None => surname.to_owned(),
            },
            None if self.name.is_empty() => self.code.clone(),
            None => self.name.clone(),
        }
    }
}

const AGENT: &str = "SELECT id, code, name, role, credential, disabled FROM agent";

fn agent(row: &Row<'_>) -> rusqlite::Result<AgentRow> {
    Ok(AgentRow {
        id: id(row, 0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        role: code(row, 3, Role::from_code)?,
        credential: id(row, 4)?,
        disabled: row.get(5)?,
    })
}

const ACTIVITY: &str = "SELECT id, code, label, kind, weekdays, places, age_min, age_max, \
                        tariff_a, tariff_b, tariff_c, tariff_d, tariff_e, rule, source \
                        FROM activity";

fn activity(row: &Row<'_>) -> rusqlite::Result<Activity> {
    let tariff = |column| row.get::<_, Option<i64>>(column).map(|cents| cents.map(Cents));
    let weekdays: String = row.get(4)?;
    Ok(Activity {
        id: id(row, 0)?,
        code: row.get(1)?,
        label: row.get(2)?,
        kind: code(row, 3, ActivityKind::from_code)?,
        weekdays: Weekdays::from_office(&weekdays).unwrap_or(Weekdays::NONE),
        places: row.get(5)?,
        age_min: row.get(6)?,
        age_max: row.get(7)?,
        tariffs: [tariff(8)?, tariff(9)?, tariff(10)?, tariff(11)?, tariff(12)?],
        rule: row.get(13)?,
        source: row.get(14)?,
    })
}

impl Reader<'_> {
    /// The souche that this file writes in; `None` before `init`.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn current_souche(self) -> Result<Option<SoucheRow>, StoreError> {
        self.first(
            "SELECT s.id, s.commune, s.station, s.series, l.machine, l.file
             FROM local_souche l JOIN souche s ON s.id = l.souche",
            [],
            |row| {
                Ok(SoucheRow {
                    id: id(row, 0)?,
                    commune: id(row, 1)?,
                    station: id(row, 2)?,
                    series: row.get(3)?,
                    here: Standpoint { machine: row.get(4)?, file: row.get(5)? },
                })
            },
        )
    }

    /// The souches that a workstation has had, each with its series.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn souches_of(self, station: StationId) -> Result<Vec<(SoucheId, String)>, StoreError> {
        let sql = "SELECT id, series FROM souche WHERE station = ?1 ORDER BY opened";
        self.all(sql, params![station.0], |row| Ok((id(row, 0)?, row.get(1)?)))
    }

    /// The town and its counter; `None` before `init`.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn house(self) -> Result<Option<HouseRow>, StoreError> {
        self.first("SELECT name, annex, station, demo FROM commune LIMIT 1", [], |row| {
            Ok(HouseRow {
                commune: row.get(0)?,
                annex: row.get(1)?,
                station: row.get(2)?,
                demo: row.get(3)?,
            })
        })
    }

    /// The text of the rules in force; `None` before `init`.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn profile_text(self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT text FROM profile ORDER BY position DESC LIMIT 1";
        self.first(sql, [], |row| row.get(0))
    }

    /// An agent by short id (lower case).
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn agent_by_code(self, short: &str) -> Result<Option<AgentRow>, StoreError> {
        self.first(&format!("{AGENT} WHERE code = ?1 ORDER BY disabled"), params![short], agent)
    }

    /// An agent.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn agent(self, who: AgentId) -> Result<Option<AgentRow>, StoreError> {
        self.first(&format!("{AGENT} WHERE id = ?1"), params![who.0], agent)
    }

    /// Every agent, by short id.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn agents(self) -> Result<Vec<AgentRow>, StoreError> {
        self.all(&format!("{AGENT} ORDER BY code"), [], agent)
    }

    /// An activity.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn activity(self, which: ActivityId) -> Result<Option<Activity>, StoreError> {
        self.first(&format!("{ACTIVITY} WHERE id = ?1"), params![which.0], activity)
    }

    /// What a child has a right to, or is booked for from a day on, in no order.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn activities_of(
        self,
        child: ChildId,
        from: NaiveDate,
    ) -> Result<Vec<Activity>, StoreError> {
        let sql = format!(
            "{ACTIVITY} WHERE id IN (SELECT activity FROM enrolment WHERE child = ?1
               UNION SELECT activity FROM booking WHERE child = ?1 AND day >= ?2)"
        );
        self.all(&sql, params![child.0, from], activity)
    }

    /// Every activity, by label.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn activities(self) -> Result<Vec<Activity>, StoreError> {
        self.all(&format!("{ACTIVITY} ORDER BY label"), [], activity)
    }

    /// The series of receipts of a souche, which is how its workstation is known: `A2`.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn series(self, souche: SoucheId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT series FROM souche WHERE id = ?1";
        self.first(sql, params![souche.0], |row| row.get(0))
    }
}
