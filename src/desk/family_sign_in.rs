//! A family signs in with its login id: what the portal and the kiosk ask of this house.
//!
//! « Votre compte se bloque au bout de 3 tentatives de connexion avec des identifiants erronés. »
//! The steps come in this order: the secret, a password of its own, the terms of use, the
//! household. Until the last one nothing is open, and the family has not come in.

use super::first_steps::{accepted, joined, password_until};
use super::secrets::{self, Cost};
use super::{Answer, Counter};
use crate::domain::household::Household;
use crate::domain::ids::{AgentId, EntryId, FamilyId};
use crate::domain::people::BlockCause;
use crate::domain::secret::Secret;
use crate::domain::time::Moment;
use crate::journal::fact::{
    AccountBlocked, FamilySignedIn, HouseholdVerified, PasswordChanged, TermsAccepted,
};
use crate::profile::{Profile, Terms};
use crate::store::Gesture;
use crate::store::local::Door;
use crate::store::read::account::AccountRecord;

/// Who a fact names when a family acts for itself.
pub const PORTAL: AgentId = AgentId(uuid::Uuid::nil());

/// Under what the failures are counted that block nobody: an unknown id, a closed account, the file
/// of a family that left. They cost the same write as any other, so that nobody can tell them by
/// the time they take.
const NOBODY: &str = "";

/// Says that the right secret was given: only this file makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass(FamilyId);

impl Pass {
    /// Whose secret it was.
    pub const fn family(&self) -> FamilyId {
        self.0
    }
}

/// What the door answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// Come in.
    Open(FamilyId),
    /// The provisional code is right: a password must be chosen first.
    MustChange(FamilyId),
    /// The password is right, and older than the commune allows: another must be chosen first.
    MustRenew(FamilyId),
    /// « La page des Conditions Générales d'Utilisation s'affiche. »: to be accepted first.
    MustAccept(Pass, Terms),
    /// « Je vérifie l'exactitude des informations portées sur mon dossier »: first.
    MustVerify(Pass, Box<ToVerify>),
    /// Unknown id, wrong password, expired code or closed account: the words never say which.
    Refused,
    /// The chosen password does not meet these rules, in French.
    Unmet(Vec<String>),
}

/// Who the family is said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToVerify {
    /// What it reads.
    pub household: Household,
    /// The statement that says so.
    pub saw: EntryId,
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
    if password_until(&counter.profile, &account).is_some_and(|last| now.today() > last) {
        counter.store.forget_failures(Door::Family, &login)?;
        return Ok(Entrance::MustRenew(family));
    }
    let mut gesture = counter.store.begin(now, PORTAL)?;
    gesture.forget_failures(Door::Family, &login)?;
    let entrance = go_on(&mut gesture, &counter.profile, family)?;
    gesture.commit()?;
    Ok(entrance)
}

/// Replaces the password, or the provisional code, by one of the family's own, and goes on.
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
    let policy = &counter.profile.access.passwords.policy;
    let unmet = policy.unmet(chosen.reveal()).into_iter().map(|rule| rule.to_string());
    let mut unmet: Vec<String> = unmet.collect();
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
    let entrance = go_on(&mut gesture, &counter.profile, family)?;
    gesture.commit()?;
    Ok(entrance)
}

/// The family accepts the terms that it was shown, and goes on; where they have changed meanwhile,
/// the new ones come back.
///
/// # Errors
/// When the database refuses.
pub fn accept_terms(
    counter: &mut Counter,
    now: Moment,
    pass: &Pass,
    shown: &Terms,
) -> Answer<Entrance> {
    let mut gesture = counter.store.begin(now, PORTAL)?;
    if counter.profile.access.portal.terms.as_ref() == Some(shown) {
        let version = shown.version.clone();
        gesture.append(&TermsAccepted { family: pass.0, version }.into())?;
    }
    let entrance = go_on(&mut gesture, &counter.profile, pass.0)?;
    gesture.commit()?;
    Ok(entrance)
}

/// The family found right what it was shown of its household, and goes on; where an agent corrected
/// it meanwhile, the correction comes back.
///
/// # Errors
/// When the database refuses.
pub fn verify_household(
    counter: &mut Counter,
    now: Moment,
    pass: &Pass,
    saw: EntryId,
) -> Answer<Entrance> {
    let mut gesture = counter.store.begin(now, PORTAL)?;
    let stands = gesture.read().family(pass.0)?.is_some_and(|family| family.entry == saw);
    if stands {
        gesture.append(&HouseholdVerified { family: pass.0, saw }.into())?;
    }
    let entrance = go_on(&mut gesture, &counter.profile, pass.0)?;
    gesture.commit()?;
    Ok(entrance)
}

/// The next step after a password of its own; the door opens once there is none.
fn go_on(gesture: &mut Gesture<'_>, profile: &Profile, family: FamilyId) -> Answer<Entrance> {
    let read = gesture.read();
    let account = read.account(family)?;
    if !read.standing_blocks(family)?.is_empty() {
        return Ok(Entrance::Refused);
    }
    let terms = profile.access.portal.terms.as_ref();
    if let Some(terms) = terms.filter(|terms| accepted(terms, &account).is_none()) {
        return Ok(Entrance::MustAccept(Pass(family), terms.clone()));
    }
    if profile.login.household_check && account.verified_at.is_none() {
        let household = read.household(family)?.unwrap_or_default();
        let Some(saw) = read.family(family)?.map(|family| family.entry) else {
            return Ok(Entrance::Refused);
        };
        let shown = Box::new(ToVerify { household, saw });
        return Ok(Entrance::MustVerify(Pass(family), shown));
    }
    gesture.append(&FamilySignedIn { family }.into())?;
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
    let record = read.family_by_login(login)?;
    let archived = record.as_ref().is_some_and(|record| record.archived);
    let family = record.map(|record| record.id);
    let account = match family {
        Some(family) => read.account(family)?,
        None => AccountRecord::default(),
    };
    let phc = match account.credential {
        Some(version) => read.phc(version)?,
        None => None,
    };
    let right = secrets::verify(secret, phc.as_deref(), Cost::Family);
    let open = match family {
        Some(family) => !archived && read.standing_blocks(family)?.is_empty(),
        None => false,
    };
    let Some(family) = family.filter(|_| open) else {
        counter.store.count_failure(Door::Family, NOBODY, now)?;
        return Ok(None);
    };
    let expired = account.provisional.is_some_and(|provisional| now.at > provisional.expires_at);
    if right && !expired {
        let closed = counter.profile.login.online_payment_first && !joined(&account);
        return Ok((!closed).then_some((family, account)));
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
