//! What a family does before its portal opens: it joins online payment, chooses a password, accepts
//! the terms of use, verifies its household. An agent records what is signed at the counter.

use chrono::{Days, NaiveDate};

use super::refusal::{AccountRefusal, Refusal};
use super::request::{AccessStep, Reply};
use super::view::{AccessSteps, StepView};
use super::{Answer, Counter, account, agent_name, known_family};
use crate::domain::ids::FamilyId;
use crate::domain::time::{Moment, numeric_day};
use crate::journal::fact::{Fact, HouseholdVerified, OnlinePaymentSet, TermsAccepted};
use crate::profile::{Forgotten, Profile, Terms};
use crate::store::read::account::AccountRecord;
use crate::store::read::family::FamilyRecord;

/// The day of a moment, by the commune's clock.
fn day(profile: &Profile, at: i64) -> NaiveDate {
    Moment::in_zone(at, profile.time_zone).today()
}

/// Whether a family joined online payment. Where the office's export says that it uses the portal,
/// it joined before: nobody comes in otherwise.
pub(super) fn joined(account: &AccountRecord) -> bool {
    account.online.map_or(account.activated, |(joined, _)| joined)
}

/// The last day of the password that a family chose; `None` where it may stay.
pub(super) fn password_until(profile: &Profile, account: &AccountRecord) -> Option<NaiveDate> {
    let days = profile.access.passwords.change_days?;
    let chosen = account.chosen_at.filter(|_| account.provisional.is_none())?;
    day(profile, chosen).checked_add_days(Days::new(days.into()))
}

/// When the family accepted the terms in force.
pub(super) fn accepted(terms: &Terms, account: &AccountRecord) -> Option<i64> {
    account.terms.as_ref().filter(|(version, _)| *version == terms.version).map(|(_, at)| *at)
}

/// Where a family stands.
pub(super) fn of_family(
    profile: &Profile,
    family: &FamilyRecord,
    account: &AccountRecord,
    email: &str,
) -> AccessSteps {
    let day = |at: Option<i64>| at.map(|at| day(profile, at));
    let rules = &profile.login;
    let online_payment = match account.online {
        Some((true, at)) => StepView::of(rules.online_payment_first, day(Some(at))),
        None if rules.online_payment_first && account.activated => StepView::Done(None),
        _ => StepView::of(rules.online_payment_first, None),
    };
    let own = account.chosen_at.filter(|_| account.provisional.is_none());
    let terms = profile.access.portal.terms.as_ref();
    AccessSteps {
        online_payment,
        password: StepView::of(account.credential.is_some(), day(own)),
        password_until: password_until(profile, account),
        terms: StepView::of(terms.is_some(), day(terms.and_then(|terms| accepted(terms, account)))),
        household: StepView::of(rules.household_check, day(account.verified_at)),
        statement: family.entry,
        forgotten: forgotten(&profile.access.portal.forgotten, email, account.activated),
        login_stale: account::is_stale(&rules.scheme, &family.login, email),
        read_only: profile.access.portal.read_only,
    }
}

/// What this family does that has forgotten its password, and why not by itself. Guichet writes to
/// nobody: the portal does, where it can.
fn forgotten(rules: &Forgotten, email: &str, signed_in: bool) -> String {
    let code = match &rules.place {
        Some(place) => format!("N remet un code, à {place} seulement"),
        None => "N remet un code".to_owned(),
    };
    let Some(link) = &rules.link else { return format!("Oubli\u{a0}: {code}.") };
    if email.is_empty() {
        format!("Oubli\u{a0}: {code}\u{a0}; le portail écrit à un courriel, absent ici (F2).")
    } else if rules.after_sign_in && !signed_in {
        format!("Oubli\u{a0}: {code}\u{a0}; le portail, après une première connexion.")
    } else {
        format!("Oubli\u{a0}: «\u{a0}{link}\u{a0}» du portail, ou {code}.")
    }
}

/// What any family does that has forgotten its password: the same words for each of them, so that
/// they tell nobody which accounts exist.
pub fn forgotten_by_anybody(profile: &Profile) -> String {
    let rules = &profile.access.portal.forgotten;
    let place = rules.place.as_ref().map_or_else(|| "au guichet".into(), |at| format!("à {at}"));
    let code = format!("un code provisoire {place}, avec une pièce d’identité.");
    let Some(link) = &rules.link else {
        return format!("Pas encore de mot de passe, ou oublié\u{a0}? Demandez {code}");
    };
    let after = if rules.after_sign_in { ", après une première connexion" } else { "" };
    format!(
        "Mot de passe oublié\u{a0}? Cliquez sur «\u{a0}{link}\u{a0}» du portail{after}, si votre \
         courriel est au dossier. Sinon, ou sans mot de passe encore, demandez {code}"
    )
}

/// Records what the family did at the counter.
pub(super) fn record(
    counter: &mut Counter,
    now: Moment,
    id: FamilyId,
    step: AccessStep,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let profile = &counter.profile;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let family = known_family(gesture.read(), id)?;
    let account = gesture.read().account(id)?;
    let (fact, done): (Fact, &str) = match step {
        AccessStep::Terms => {
            let Some(terms) = &profile.access.portal.terms else {
                return Err(AccountRefusal::NotAsked.into());
            };
            if let Some(at) = accepted(terms, &account) {
                let on = numeric_day(day(profile, at));
                return Err(AccountRefusal::AlreadyDone { what: "Conditions", on }.into());
            }
            let version = terms.version.clone();
            (TermsAccepted { family: id, version }.into(), "Conditions d’utilisation acceptées")
        }
        AccessStep::Household { saw } => {
            if !profile.login.household_check {
                return Err(AccountRefusal::NotAsked.into());
            }
            if saw != family.entry {
                let read = gesture.read();
                let author = read.author_of(family.entry)?;
                let author = author.ok_or(Refusal::Unknown { what: "Cette fiche" })?;
                let agent = agent_name(read, author.agent)?;
                return Err(AccountRefusal::Corrected { agent, at: author.at }.into());
            }
            (HouseholdVerified { family: id, saw }.into(), "Foyer vérifié par la famille")
        }
        AccessStep::OnlinePayment { joined: wanted } => {
            if !profile.login.online_payment_first {
                return Err(AccountRefusal::NotAsked.into());
            }
            if joined(&account) == wanted {
                let on = account.online.map(|(_, at)| numeric_day(day(profile, at)));
                let what = if wanted { "Adhésion" } else { "Retrait de l’adhésion" };
                return Err(AccountRefusal::AlreadyDone { what, on: on.unwrap_or_default() }.into());
            }
            let done = if wanted {
                "Adhésion au paiement en ligne enregistrée"
            } else {
                "Adhésion au paiement en ligne retirée\u{a0}: l’accès est fermé"
            };
            (OnlinePaymentSet { family: id, joined: wanted }.into(), done)
        }
    };
    gesture.append(&fact)?;
    gesture.commit()?;
    let sentence = format!("{done} ({}).", agent.shown());
    Ok(Reply::StepRecorded { sentence })
}
