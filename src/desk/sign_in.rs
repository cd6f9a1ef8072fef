//! An agent takes the seat: short id and secret, with delays that grow and survive a restart.

use super::refusal::Refusal;
use super::request::Reply;
use super::secrets::{self, Cost};
use super::view::AgentView;
use super::{Answer, Counter, draft, till, unpaid};
use crate::domain::secret::Secret;
use crate::domain::time::Moment;
use crate::store::local::{Door, Tries};

/// Failures in a row after which the pause is five minutes.
pub const TRIES: u32 = 5;

/// Longest short id that is looked at.
const MOST_CODE_CHARS: usize = 16;

/// Seconds to wait after so many failures in a row: 1, 2, 4, 8, then 300.
pub const fn pause_seconds(failures: u32) -> u32 {
    match failures {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        4 => 8,
        _ => 300,
    }
}

/// Seconds left of the pause.
fn left(tries: Tries, now: Moment) -> u32 {
    let pause = i64::from(pause_seconds(tries.count)) * 1000;
    let over = tries.last_at.saturating_add(pause);
    let left = over.saturating_sub(now.at).max(0);
    u32::try_from(left.div_euclid(1000) + i64::from(left % 1000 > 0)).unwrap_or(0)
}

/// Leaves the seat empty.
pub(super) const fn leave(counter: &mut Counter) -> Reply {
    counter.seat = None;
    Reply::Locked
}

/// Opens a session. The words are the same for an unknown id, a disabled agent and a wrong secret.
pub(super) fn sign_in(
    counter: &mut Counter,
    now: Moment,
    code: &str,
    secret: &Secret,
) -> Answer<Reply> {
    counter.seat = None;
    let code: String = code.trim().to_lowercase().chars().take(MOST_CODE_CHARS).collect();
    let mut tries = counter.store.read().tries(Door::Agent, &code)?;
    if tries.last_at > now.at {
        tries.last_at = now.at;
        counter.store.restart_pause(Door::Agent, &code, now)?;
    }
    let wait_seconds = left(tries, now);
    if wait_seconds > 0 {
        return Err(Refusal::TooManyTries { wait_seconds }.into());
    }
    let read = counter.store.read();
    let agent = read.agent_by_code(&code)?.filter(|agent| !agent.disabled);
    let phc = match &agent {
        Some(agent) => read.phc(agent.credential)?,
        None => None,
    };
    let right = secrets::verify(secret, phc.as_deref(), cost(counter));
    let Some(agent) = agent.filter(|_| right) else {
        let tries = counter.store.count_failure(Door::Agent, &code, now)?;
        let wait_seconds = pause_seconds(tries);
        return Err(Refusal::WrongSecret { tries, limit: TRIES, wait_seconds }.into());
    };
    let till = till::view(counter.store.read(), now)?.cash;
    let interrupted = draft::interrupted(counter, now, agent.id)?.map(Box::new);
    if tries.count > 0 {
        counter.store.forget_failures(Door::Agent, &code)?;
    }
    counter.seat = Some(agent.id);
    // Whoever comes to work does, even where this can't be written: the next one tries again.
    unpaid::settle_all(counter, now).ok();
    Ok(Reply::SignedIn(AgentView {
        id: agent.id,
        name: agent.shown(),
        code: agent.code,
        role: agent.role,
        till,
        interrupted,
    }))
}

/// What this house's agents' hashes cost.
pub(super) const fn cost(counter: &Counter) -> Cost {
    if counter.house.demo { Cost::Family } else { Cost::Agent }
}
