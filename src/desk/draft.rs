//! Keeping what an agent has begun, so that a crash loses nothing, and giving it back.
//!
//! A draft is no fact: it stands in a local table, for its agent alone, and goes after fifteen
//! minutes, when it is given up or when what it prepared is written.

use super::request::Reply;
use super::request::draft::{Draft, Interrupted, KEPT_MS};
use super::{Answer, Counter};
use crate::domain::household::Guardian;
use crate::domain::ids::AgentId;
use crate::domain::time::Moment;
use crate::store::{Gesture, StoreError};

/// Keeps the seat's draft in place of the one before; with nothing begun, forgets it.
pub(super) fn keep(counter: &mut Counter, now: Moment, draft: Option<&Draft>) -> Answer<Reply> {
    let agent = counter.agent()?.id;
    match draft {
        Some(draft) => {
            let bytes = serde_json::to_vec(draft).map_err(StoreError::Payload)?;
            counter.store.keep_draft(agent, now, &bytes)?;
        }
        None => counter.store.forget_draft(agent)?,
    }
    Ok(Reply::DraftKept)
}

/// Forgets a draft in the transaction that writes what it prepared: nothing that is written ever
/// comes back as if it were not.
pub(super) fn written(
    gesture: &mut Gesture<'_>,
    agent: AgentId,
    prepared: fn(&Draft) -> bool,
) -> Answer<()> {
    let kept = gesture.read().draft(agent)?;
    let kept = kept.and_then(|(_, bytes)| serde_json::from_slice(&bytes).ok());
    if kept.as_ref().is_some_and(prepared) {
        gesture.forget_draft(agent)?;
    }
    Ok(())
}

/// What an agent who just sat down had begun, if that was not long ago; a clock set back a little
/// is no reason to lose it. A draft that an earlier program kept and this one can't read is no
/// fault: there is none.
pub(super) fn interrupted(
    counter: &Counter,
    now: Moment,
    agent: AgentId,
) -> Answer<Option<Interrupted>> {
    let read = counter.store.read();
    let Some((at, bytes)) = read.draft(agent)? else { return Ok(None) };
    if now.at.abs_diff(at) > KEPT_MS.unsigned_abs() {
        return Ok(None);
    }
    let Ok(draft) = serde_json::from_slice::<Draft>(&bytes) else { return Ok(None) };
    let family = match draft.family().map(|id| read.family(id)).transpose()? {
        None => None,
        Some(None) => return Ok(None),
        Some(Some(family)) => {
            let guardians = read.guardians(family.id)?;
            let name = guardians.first().map(Guardian::name).unwrap_or_default();
            Some((name, family.login))
        }
    };
    Ok(Some(Interrupted { draft, family, at: Moment { at, ..now } }))
}
