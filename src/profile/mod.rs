//! A commune's own rules, read from TOML and checked: plain data that nobody changes afterwards.
//!
//! No rule of a commune stands in code. Nothing here opens a file: texts are passed in, or shipped
//! with Guichet.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::activity::Activity;
use crate::domain::calendar::CommuneCalendar;
use crate::domain::document::RequiredDocument;
use crate::domain::money::Cents;
use crate::domain::paying::{PaymentWindows, UnpaidRule};
use crate::domain::people::ActivityKind;
use crate::domain::rule::BookingRule;
use crate::domain::tariff::Rates;
use crate::domain::text::of_name;

mod days;
mod legend;
mod login;
mod password;
mod paying;
mod pieces;
mod portal;
mod reader;
mod remarks;
mod rights;
mod rules;
mod school;
mod sections;
mod tarifs;
mod told;

pub use legend::portail_legende;
pub use login::LoginRules;
pub use password::Passwords;
pub use portal::{Forgotten, PortalRules, Terms};
pub use reader::{Mistake, ProfileErrors};
pub use remarks::Remark;
pub use rights::Rights;
pub use school::school_calendar;
pub use told::{Chapter, TARIFFS};

/// Rules for the demonstration, to be appended to the text of a profile: late booking with a
/// surcharge, late booking subject to validation.
pub const DEMO_RULES: &str = include_str!("../../assets/demo/rules.toml");

/// The profiles that ship with Guichet: the name and the text of each.
const BUILTIN: [(&str, &str); 5] = [
    ("evreux", EVREUX),
    ("hotel-de-ville", include_str!("../../assets/profiles/hotel-de-ville.toml")),
    ("epagny-metz-tessy", include_str!("../../assets/profiles/epagny-metz-tessy.toml")),
    ("portail-legende", include_str!("../../assets/profiles/portail-legende.toml")),
    ("petit-bourg", include_str!("../../assets/profiles/petit-bourg.toml")),
];

const EVREUX: &str = include_str!("../../assets/profiles/evreux.toml");

/// Everything that makes one commune's counter different from another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// `evreux`.
    pub name: String,
    /// `Évreux`.
    pub town: String,
    /// The commune's legal time.
    pub time_zone: chrono_tz::Tz,
    /// What a family types to sign in, and what it needs for that.
    pub login: LoginRules,
    /// Sign-in, passwords, blocks.
    pub access: AccessRules,
    /// What a complete administrative file holds.
    pub file: FileRules,
    /// When families pay, and where.
    pub windows: PaymentWindows,
    /// How activities are booked.
    pub booking: BookingRules,
    /// What makes prices.
    pub rates: Rates,
    /// The till's legal frame.
    pub regie: RegieRules,
    /// Where families are sent with their questions.
    pub contact: Contact,
    /// The days of the commune.
    pub calendar: CommuneCalendar,
}

/// Sign-in on the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessRules {
    /// « Votre compte se bloque au bout de 3 tentatives de connexion avec des identifiants
    /// erronés. »
    pub tries: u32,
    /// What a password must be, and how long it may stay.
    pub passwords: Passwords,
    /// The terms of use, a forgotten password, what a family may do on its portal.
    pub portal: PortalRules,
    /// For how many hours a provisional code can be used.
    pub code_hours: u32,
    /// At how many unpaid invoices an account is blocked.
    pub unpaid: UnpaidRule,
}

/// « Votre dossier administratif doit être constitué pour accéder au portail famille »
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRules {
    /// « Dossier de tarification de l'année civile en cours »
    pub yearly_tariff_file: bool,
    /// « Fiche de renseignements complété pour chaque enfant »
    pub child_form: bool,
    /// « Des documents peuvent être demandés pour réaliser une inscription »
    pub pieces: Vec<RequiredDocument>,
}

/// The booking rules, by name and by kind of activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingRules {
    /// By name: `restauration`.
    pub rules: BTreeMap<String, BookingRule>,
    /// For each kind, the name of the rule of an activity that names none.
    pub by_kind: BTreeMap<ActivityKind, String>,
    /// Who may be booked, and how.
    pub rights: Rights,
}

/// The legal frame of the till.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegieRules {
    /// `Périscolaire`.
    pub name: String,
    /// The largest cash payment without a reason, itself included.
    pub cash_limit: Cents,
    /// The version of the text that says so.
    pub cash_limit_version: NaiveDate,
    /// That text: `CGI, article 1680`.
    pub cash_limit_source: String,
}

/// Where families are sent with their questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// `petitecite@evreux.fr`.
    pub email: String,
    /// `02 32 31 98 02`.
    pub phone: String,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// Every mistake of the text, with its line, its key and what is allowed there.
    pub fn parse(text: &str) -> Result<Self, ProfileErrors> {
        reader::read(text, sections::profile)
    }

    /// The profiles that ship with Guichet.
    pub fn builtin_names() -> [&'static str; 5] {
        BUILTIN.map(|(name, _)| name)
    }

    /// The text of a profile that ships with Guichet.
    pub fn builtin_text(name: &str) -> Option<&'static str> {
        BUILTIN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// How an activity is booked: by the rule it names, or by the one of its kind. `None` when it
    /// names a rule that this profile has not.
    pub fn rule_for(&self, activity: &Activity) -> Option<&BookingRule> {
        let name = if activity.rule.is_empty() {
            self.booking.by_kind.get(&activity.kind)?
        } else {
            &activity.rule
        };
        self.booking.rules.get(name)
    }

    /// What a family's file lacks, one clause each: `dossier de tarification 2026 absent`, `fiche
    /// de renseignements de Léo absente`.
    ///
    /// `file_year` is the civil year of the tariff file, 0 for none; `forms` are the children's
    /// given names with the day their form was received.
    pub fn missing_documents(
        &self,
        file_year: i32,
        forms: &[(&str, Option<NaiveDate>)],
        today: NaiveDate,
    ) -> Vec<String> {
        let year = today.year();
        let tariff_file = (self.file.yearly_tariff_file && file_year < year)
            .then(|| format!("dossier de tarification {year} absent"));
        let child_forms = forms
            .iter()
            .filter(|(_, received)| self.file.child_form && received.is_none())
            .map(|(given, _)| format!("fiche de renseignements {} absente", of_name(given)));
        tariff_file.into_iter().chain(child_forms).collect()
    }
}

#[cfg(test)]
mod tests;
