//! The portal account of a family: unblock it, replace its password by a provisional code.
//!
//! A code exists in clear in one reply and nowhere else: not in the database, not in a log. An
//! agent never sees a family's own password.

use super::refusal::{HouseholdRefusal, Refusal};
use super::request::{IssueCodeRequest, Reply, UnblockRequest};
use super::secrets::{self, Cost};
use super::view::{AccessView, AccountView, BlockView, IssuedCode, ProvisionalView, Unblocked};
use super::{Answer, Counter, account, agent_name, first_steps, known_family, undo};
use crate::domain::household::Guardian;
use crate::domain::ids::{BlockId, CredentialId, FamilyId};
use crate::domain::password::provisional_code;
use crate::domain::people::{AccountState, BlockCause, HandOver, IdentityCheck};
use crate::domain::text::clean;
use crate::domain::time::{Moment, clock, short_day};
use crate::journal::fact::{AccountUnblocked, ProvisionalHandedOver, ProvisionalIssued};
use crate::print::slip::{SlipText, slip};
use crate::store::read::family::FamilyRecord;
use crate::store::read::house::AgentRow;
use crate::store::{Reader, StoreError};

/// Columns of a slip.
const SLIP_COLUMNS: usize = 42;

/// A reason of fewer characters says nothing.
const REASON_CHARS: usize = 5;

/// The portal account as the screen shows it.
pub(super) fn open(counter: &mut Counter, now: Moment, id: FamilyId) -> Answer<Reply> {
    let agent = counter.agent()?;
    let read = counter.store.read();
    let family = known_family(read, id)?;
    let guardians = read.guardians(id)?;
    let holder = guardians.first();
    let record = read.account(id)?;
    let email = holder.map(|holder| holder.email.as_str()).unwrap_or_default();
    let steps = first_steps::of_family(&counter.profile, &family, &record, email);
    let due = read.invoices_due(id)?;
    let view = AccessView {
        family: id,
        name: holder.map(Guardian::name).unwrap_or_default(),
        login: family.login,
        email: holder.map(|holder| holder.email.clone()).unwrap_or_default(),
        account: account_view(read, id)?,
        credential: record.credential,
        provisional: record.provisional.map(|provisional| ProvisionalView {
            expires: Moment::in_zone(provisional.expires_at, counter.profile.time_zone),
            handed_over: provisional.handed_over,
        }),
        unpaid: (due.len(), due.iter().map(|invoice| invoice.due).sum()),
        unpaid_rule: counter.profile.access.unpaid.clone(),
        policy: counter.profile.access.passwords.policy.sentence(),
        code_hours: counter.profile.access.code_hours,
        steps,
        undoable: undo::undoable(read, id, agent.id, now)?.map(|undoable| undoable.entry),
        may_lift_unpaid: agent.role.is_regisseur(),
    };
    counter.store.log_look(agent.id, id, now)?;
    Ok(Reply::Access(Box::new(view)))
}

/// Where an account stands, with the blocks that nobody lifted.
pub(super) fn account_view(read: Reader<'_>, id: FamilyId) -> Result<AccountView, StoreError> {
    let record = read.account(id)?;
    let blocks: Vec<BlockView> = read
        .standing_blocks(id)?
        .into_iter()
        .map(|block| BlockView { id: block.id, cause: block.cause, since: block.since })
        .collect();
    let state = match (blocks.is_empty(), record.activated) {
        (false, _) => AccountState::Blocked,
        (true, true) => AccountState::Active,
        (true, false) => AccountState::New,
    };
    Ok(AccountView { state, blocks, last_sign_in: record.last_sign_in.map(Moment::local) })
}

/// Lifts the named blocks, and no other.
pub(super) fn unblock(
    counter: &mut Counter,
    now: Moment,
    request: &UnblockRequest,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let reason = clean(&request.reason);
    if matches!(request.identity, IdentityCheck::None | IdentityCheck::Settled) {
        reason_given(&reason, "débloquer sans vérifier l’identité")?;
    }
    if request.lifts.is_empty() {
        return Err(Refusal::NotBlocked.into());
    }
    let mut gesture = counter.store.begin(now, agent.id)?;
    let family = known_family(gesture.read(), request.family)?;
    check_lifts(gesture.read(), &agent, request.family, &request.lifts, &reason)?;
    let fact = AccountUnblocked {
        family: request.family,
        lifts: request.lifts.clone(),
        identity: request.identity,
        reason,
    };
    let entry = gesture.append(&fact.into())?.id;
    gesture.commit()?;
    let sentence = format!(
        "Compte {} débloqué ({}, {}). Ctrl+Z pendant 10 min.",
        family.login,
        request.identity.label(),
        agent.shown()
    );
    Ok(Reply::Unblocked(Unblocked { family: request.family, login: family.login, entry, sentence }))
}

/// The blocks stand, and this agent may lift them.
fn check_lifts(
    read: Reader<'_>,
    agent: &AgentRow,
    family: FamilyId,
    lifts: &[BlockId],
    reason: &str,
) -> Answer<()> {
    let standing = read.standing_blocks(family)?;
    for lift in lifts {
        let Some(block) = standing.iter().find(|block| block.id == *lift) else {
            return Err(match read.lifted(*lift)? {
                Some(lifted) => Refusal::AlreadyUnblocked {
                    agent: agent_name(read, lifted.agent)?,
                    at: lifted.at,
                },
                None => Refusal::NotBlocked,
            }
            .into());
        };
        if block.cause == BlockCause::Unpaid {
            if !agent.role.is_regisseur() {
                return Err(Refusal::Role { needs: "régisseur" }.into());
            }
            reason_given(reason, "débloquer un compte pour impayés")?;
        }
    }
    Ok(())
}

/// A reason that says something.
pub(super) fn reason_given(reason: &str, what: &'static str) -> Result<(), Refusal> {
    if reason.chars().count() < REASON_CHARS {
        return Err(Refusal::ReasonNeeded { what });
    }
    Ok(())
}

/// Replaces the password by a provisional code, lifting the named blocks in the same gesture.
pub(super) fn issue_code(
    counter: &mut Counter,
    now: Moment,
    request: &IssueCodeRequest,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    if matches!(
        request.identity,
        IdentityCheck::Mail | IdentityCheck::None | IdentityCheck::Settled
    ) {
        return Err(Refusal::IdentityTooWeak.into());
    }
    let reason = clean(&request.reason);
    let random = zeroize::Zeroizing::new(counter.store.random()?);
    let code = provisional_code(&random);
    let salt = counter.store.salt()?;
    let phc = secrets::hash(&code, Cost::Family, salt).map_err(super::No::Fault)?;
    let hours = i64::from(counter.profile.access.code_hours);
    let until = now.at.saturating_add(hours * 3_600_000);
    let expires = Moment::in_zone(until, counter.profile.time_zone);
    let mut gesture = counter.store.begin(now, agent.id)?;
    let family = known_family(gesture.read(), request.family)?;
    if family.login.is_empty() {
        return Err(HouseholdRefusal::NoLogin.into());
    }
    account::has_access(gesture.read(), &counter.profile, &family, now)?;
    check_lifts(gesture.read(), &agent, request.family, &request.lifts, &reason)?;
    check_version(gesture.read(), request.family, request.replaces)?;
    if !request.lifts.is_empty() {
        let lifted = AccountUnblocked {
            family: request.family,
            lifts: request.lifts.clone(),
            identity: request.identity,
            reason,
        };
        gesture.append(&lifted.into())?;
    }
    if let Some(old) = request.replaces {
        gesture.forget_credential(old)?;
    }
    gesture.forget_expired_credentials()?;
    let credential = gesture.keep_credential(&phc)?;
    let version = credential.version;
    let issued = ProvisionalIssued {
        family: request.family,
        credential,
        saw: request.replaces,
        expires_at: expires.at,
        identity: request.identity,
    };
    gesture.append(&issued.into())?;
    let first = !gesture.read().account(request.family)?.activated;
    let blocked = !gesture.read().standing_blocks(request.family)?.is_empty();
    gesture.commit()?;
    let opening = match (blocked, request.lifts.is_empty()) {
        (true, _) => format!("{} toujours bloqué, ", family.login),
        (false, false) => format!("{} débloqué, ", family.login),
        (false, true) => format!("{}\u{a0}: ", family.login),
    };
    let mut issued = issued_code(counter, &family, (version, code, expires), &opening);
    if first {
        let code = Some((issued.code.clone(), expires));
        issued.slip = account::credentials(counter, &family, code)?;
    }
    Ok(Reply::CodeIssued(issued))
}

/// The password is still the version that stood on the screen.
fn check_version(read: Reader<'_>, family: FamilyId, saw: Option<CredentialId>) -> Answer<()> {
    let record = read.account(family)?;
    if record.credential == saw {
        return Ok(());
    }
    let changed = read.credential_set(family)?;
    let (agent, at) = match changed {
        Some(authored) => (agent_name(read, authored.agent)?, authored.at),
        None => return Err(Refusal::Unknown { what: "Ce code" }.into()),
    };
    Err(Refusal::CodeReplaced { agent, at }.into())
}

/// `account` begins the sentence: `EVR04217 débloqué, `.
fn issued_code(
    counter: &Counter,
    family: &FamilyRecord,
    (credential, code, expires): (CredentialId, crate::domain::secret::Secret, Moment),
    account: &str,
) -> IssuedCode {
    let text = SlipText {
        town: counter.house.commune.clone(),
        specimen: counter.house.demo,
        login: family.login.clone(),
        code: code.clone(),
        until: expires,
        contact: format!("{} · {}", counter.profile.contact.phone, counter.profile.contact.email),
    };
    IssuedCode {
        family: family.id,
        credential,
        slip: slip(&text, SLIP_COLUMNS),
        code,
        expires,
        sentence: format!(
            "Compte {account}nouveau code valable jusqu’au {} à {}.",
            short_day(expires.today()),
            clock(expires.local())
        ),
    }
}

/// Records that the family has the code in hand.
pub(super) fn hand_over(
    counter: &mut Counter,
    now: Moment,
    (family, version): (FamilyId, CredentialId),
    how: HandOver,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    known_family(gesture.read(), family)?;
    check_version(gesture.read(), family, Some(version))?;
    gesture.append(&ProvisionalHandedOver { family, version, how }.into())?;
    gesture.commit()?;
    Ok(Reply::HandedOver)
}
