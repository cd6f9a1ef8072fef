//! A family signs in with its login id: what the portal and the kiosk ask of this house.
//!
//! « Votre compte se bloque au bout de 3 tentatives de connexion avec des identifiants erronés. »
//! A provisional code opens the door until it expires, and must be changed before anything else.

use super::secrets::{self, Cost};
use super::{Answer, Counter};
use crate::domain::ids::{AgentId, FamilyId};
use crate::domain::people::BlockCause;
use crate::domain::secret::Secret;
use crate::domain::time::Moment;
use crate::journal::fact::{AccountBlocked, FamilySignedIn, PasswordChanged};
use crate::store::local::Door;
use crate::store::read::account::AccountRecord;

/// Who a fact names when a family acts for itself.
pub const PORTAL: AgentId = AgentId(uuid::Uuid::nil());

/// What the door answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// Come in.
    Open(FamilyId),
    /// The provisional code is right: a password must be chosen first.
    MustChange(FamilyId),
    /// Unknown id, wrong password, expired code or closed account: the words never say which.
    Refused,
    /// The chosen password does not meet these rules, in French.
    Unmet(Vec<String>),
}

/// Tries a password or a provisional code.
///
/// # Errors
/// When the database refuses; a wrong password is an answer, not an error.
pub fn family_sign_in(
    counter: &mut Counter,
    now: Moment,
    login: &str,
    secret: &Secret,
) -> Answer<Entrance> {
    let login = counter.profile.login.scheme.canonical(login);
    let Some((family, account)) = right_secret(counter, now, &login, secret)? else {
        return Ok(Entrance::Refused);
    };
    if account.provisional.is_some() {
        counter.store.forget_failures(Door::Family, &login)?;
        return Ok(Entrance::MustChange(family));
    }
    let mut gesture = counter.store.begin(now, PORTAL)?;
    gesture.forget_failures(Door::Family, &login)?;
    gesture.append(&FamilySignedIn { family }.into())?;
    gesture.commit()?;
    Ok(Entrance::Open(family))
}

/// Replaces the password, or the provisional code, by one of the family's own, and comes in.
///
/// # Errors
/// When the database refuses.
pub fn choose_password(
    counter: &mut Counter,
    now: Moment,
    login: &str,
    old: &Secret,
    chosen: &Secret,
) -> Answer<Entrance> {
    let login = counter.profile.login.scheme.canonical(login);
    let Some((family, account)) = right_secret(counter, now, &login, old)? else {
        return Ok(Entrance::Refused);
    };
    let mut unmet: Vec<String> = counter
        .profile
        .access
        .policy
        .unmet(chosen.reveal())
        .into_iter()
        .map(|rule| rule.to_string())
        .collect();
    if chosen == old {
        unmet.push("Choisissez un mot de passe différent de l’ancien.".to_owned());
    }
    if !unmet.is_empty() {
        return Ok(Entrance::Unmet(unmet));
    }
    let salt = counter.store.salt()?;
    let phc = secrets::hash(chosen, Cost::Family, salt).map_err(super::No::Fault)?;
    let mut gesture = counter.store.begin(now, PORTAL)?;
    gesture.forget_failures(Door::Family, &login)?;
    if let Some(old) = account.credential {
        gesture.forget_credential(old)?;
    }
    let credential = gesture.keep_credential(&phc)?;
    let saw = account.credential;
    gesture.append(&PasswordChanged { family, credential, saw }.into())?;
    gesture.append(&FamilySignedIn { family }.into())?;
    gesture.commit()?;
    Ok(Entrance::Open(family))
}

/// The family and its account, if the secret is theirs, in time, and the account is open. The same
/// work is done for an unknown id; every failure counts, and the last one allowed blocks.
fn right_secret(
    counter: &mut Counter,
    now: Moment,
    login: &str,
    secret: &Secret,
) -> Answer<Option<(FamilyId, AccountRecord)>> {
    let read = counter.store.read();
    let family = read.family_by_login(login)?.map(|family| family.id);
    let account = match family {
        Some(family) => read.account(family)?,
        None => AccountRecord::default(),
    };
    let phc = match account.credential {
        Some(version) => read.phc(version)?,
        None => None,
    };
    let right = secrets::verify(secret, phc.as_deref(), Cost::Family);
    let Some(family) = family else { return Ok(None) };
    if !read.standing_blocks(family)?.is_empty() {
        return Ok(None);
    }
    let expired = account.provisional.is_some_and(|provisional| now.at > provisional.expires_at);
    if right && !expired {
        return Ok(Some((family, account)));
    }
    count_failure(counter, now, family, login)?;
    Ok(None)
}

/// One failure more, or the block that follows the last one allowed.
fn count_failure(counter: &mut Counter, now: Moment, family: FamilyId, login: &str) -> Answer<()> {
    let mut gesture = counter.store.begin(now, PORTAL)?;
    if gesture.count_failure(Door::Family, login)? >= counter.profile.access.tries {
        let block = gesture.new_id()?;
        let cause = BlockCause::Passwords;
        let since = Some(now.local());
        gesture.append(&AccountBlocked { block, family, cause, since, undoes: None }.into())?;
        gesture.forget_failures(Door::Family, login)?;
    }
    Ok(gesture.commit()?)
}
