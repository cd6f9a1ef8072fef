//! What is said of the house: souches, the town, its rules, its agents, its activities.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{
    ActivityId, AgentId, CommuneId, CredentialId, EntryId, FamilyId, SoucheId, StationId,
};
use crate::domain::money::Cents;
use crate::domain::people::{ActivityKind, Role};

/// Entry 1 of a souche.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoucheOpened {
    /// The town.
    pub commune: CommuneId,
    /// The workstation.
    pub station: StationId,
    /// Prefix of this souche's receipt numbers: `A2`, then `A2B`, `A2C` …
    pub series: String,
    /// Version of the program that opened it.
    pub program: String,
    /// The souche before on this workstation, with its head as this database knew it.
    pub previous: Option<PreviousSouche>,
    /// Reserved for signatures between sites.
    pub public_key: Option<String>,
}

/// Where the souche before stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviousSouche {
    /// Which.
    pub souche: SoucheId,
    /// Its last sequence number known here.
    pub seq: u64,
    /// The hash of that entry, in hexadecimal.
    pub hash: String,
}

/// The town and its counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommuneFounded {
    /// The town.
    pub commune: CommuneId,
    /// `Évreux`.
    pub name: String,
    /// `Nétreville`; empty where the town has one counter.
    pub annex: String,
    /// `A2`.
    pub station: String,
    /// Fictitious data: DÉMONSTRATION in every title, SPÉCIMEN on every receipt.
    pub demo: bool,
}

/// The town's rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileAdopted {
    /// `evreux`.
    pub name: String,
    /// The TOML, whole.
    pub text: String,
}

/// A version of a secret: what the journal may know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialMark {
    /// Which version.
    pub version: CredentialId,
    /// SHA-256 of the PHC string, in hexadecimal.
    pub digest: String,
}

/// A person may work at the counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentRegistered {
    /// Who.
    pub agent: AgentId,
    /// Short id, lower case: `sle`.
    pub code: String,
    /// `Leroy Sophie`; may be empty.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their secret's version.
    pub credential: CredentialMark,
}

/// And may no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentDisabled {
    /// Who.
    pub agent: AgentId,
}

/// An agent's secret was replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentSecretReplaced {
    /// Whose.
    pub agent: AgentId,
    /// The new version.
    pub credential: CredentialMark,
}

/// An activity, as the town offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityDefined {
    /// Which.
    pub activity: ActivityId,
    /// `CANTINE-JM`.
    pub code: String,
    /// `Cantine Jean-Moulin`.
    pub label: String,
    /// Which kind.
    pub kind: ActivityKind,
    /// ISO week days, 1 = Monday.
    pub weekdays: Vec<u8>,
    /// Places a day; no limit if absent.
    pub places: Option<u32>,
    /// From this age on the day.
    pub age_min: Option<u32>,
    /// Up to this age on the day.
    pub age_max: Option<u32>,
    /// Price of a day in each bracket, A to E.
    pub tariffs: Vec<Option<Cents>>,
    /// Name of a rule of the profile; empty: the kind's.
    pub rule: String,
    /// `import`, or `demo` for an activity that Guichet made up.
    pub source: String,
}

/// The payload of an entry that held a family's identity is erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erased {
    /// Which entry.
    pub entry: EntryId,
    /// Whose identity it held: without its payload the entry says it no more.
    pub family: FamilyId,
}

/// The data of all families left the house as files: who took them out stands in the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FolderExported {
    /// How many families.
    pub families: u64,
}
