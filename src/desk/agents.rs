//! Who may work at the counter: one person, one account, a secret of ten characters at least.

use super::refusal::Refusal;
use super::secrets;
use super::{Answer, Counter, No, sign_in};
use crate::domain::ids::AgentId;
use crate::domain::people::Role;
use crate::domain::secret::Secret;
use crate::domain::text::clean;
use crate::domain::time::Moment;
use crate::journal::fact::{AgentDisabled, AgentRegistered, AgentSecretReplaced};

/// The fewest characters of an agent's secret; the demo's are exempt.
pub const SECRET_CHARS: usize = 10;

/// Somebody who is to work at the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgent {
    /// Short id: 2 to 8 letters or digits.
    pub code: String,
    /// `Leroy Sophie`; may be empty.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their secret.
    pub secret: Secret,
}

impl NewAgent {
    /// The short id as it is stored, if it can be one and the secret is long enough.
    ///
    /// # Errors
    /// With the sentence that says what is expected.
    pub fn checked_code(&self, demo: bool) -> Result<String, Refusal> {
        let code = self.code.trim().to_lowercase();
        let letters = code.chars().all(|c| c.is_ascii_alphanumeric());
        if !letters || !(2..=8).contains(&code.len()) {
            return Err(Refusal::BadField {
                field: "Identifiant d’agent",
                expected: "2 à 8 lettres ou chiffres sans accent",
            });
        }
        check_secret(&self.secret, demo)?;
        Ok(code)
    }
}

fn check_secret(secret: &Secret, demo: bool) -> Result<(), Refusal> {
    if !demo && secret.chars() < SECRET_CHARS {
        return Err(Refusal::BadField {
            field: "Code secret", expected: "10 caractères au moins"
        });
    }
    Ok(())
}

/// Registers somebody.
///
/// # Errors
/// When the seat is no administrator's, or the short id is taken.
pub fn add(counter: &mut Counter, now: Moment, new: &NewAgent) -> Answer<()> {
    let administrator = counter.administrator()?;
    let code = new.checked_code(counter.house.demo)?;
    let salt = counter.store.salt()?;
    let phc = secrets::hash(&new.secret, sign_in::cost(counter), salt).map_err(No::Fault)?;
    let mut gesture = counter.store.begin(now, administrator.id)?;
    if gesture.read().agent_by_code(&code)?.is_some() {
        let taken =
            format!("L’identifiant «\u{a0}{code}\u{a0}» est déjà pris. Rien n’a été enregistré.");
        return Err(Refusal::Sentence(taken).into());
    }
    let agent: AgentId = gesture.new_id()?;
    let credential = gesture.keep_credential(&phc)?;
    let name = clean(&new.name);
    gesture.append(&AgentRegistered { agent, code, name, role: new.role, credential }.into())?;
    Ok(gesture.commit()?)
}

/// Shuts the counter to somebody; an administrator can't shut themselves out.
///
/// # Errors
/// When the seat is no administrator's, or nobody has this short id.
pub fn disable(counter: &mut Counter, now: Moment, code: &str) -> Answer<()> {
    let administrator = counter.administrator()?;
    let mut gesture = counter.store.begin(now, administrator.id)?;
    let agent = gesture.read().agent_by_code(&code.to_lowercase())?;
    let agent = agent.filter(|agent| !agent.disabled).ok_or(UNKNOWN)?;
    if agent.id == administrator.id {
        let own = "Vous ne pouvez pas fermer votre propre accès. Rien n’a été enregistré.";
        return Err(Refusal::Sentence(own.to_owned()).into());
    }
    gesture.append(&AgentDisabled { agent: agent.id }.into())?;
    gesture.forget_credential(agent.credential)?;
    Ok(gesture.commit()?)
}

/// Replaces somebody's secret.
///
/// # Errors
/// When the seat is no administrator's, nobody has this short id, or the secret is too short.
pub fn reset(counter: &mut Counter, now: Moment, code: &str, secret: &Secret) -> Answer<()> {
    let administrator = counter.administrator()?;
    check_secret(secret, counter.house.demo)?;
    let salt = counter.store.salt()?;
    let phc = secrets::hash(secret, sign_in::cost(counter), salt).map_err(No::Fault)?;
    let mut gesture = counter.store.begin(now, administrator.id)?;
    let agent = gesture.read().agent_by_code(&code.to_lowercase())?;
    let agent = agent.filter(|agent| !agent.disabled).ok_or(UNKNOWN)?;
    gesture.forget_credential(agent.credential)?;
    let credential = gesture.keep_credential(&phc)?;
    gesture.append(&AgentSecretReplaced { agent: agent.id, credential }.into())?;
    Ok(gesture.commit()?)
}

const UNKNOWN: Refusal = Refusal::Unknown { what: "Cet agent" };
