//! Ctrl+Z: takes back an agent's own unblocking, for ten minutes, by a new block that names it.

use super::refusal::Refusal;
use super::request::Reply;
use super::{Answer, Counter, known_family};
use crate::domain::ids::{AgentId, EntryId, FamilyId};
use crate::domain::time::Moment;
use crate::journal::fact::AccountBlocked;
use crate::store::read::account::Unblocking;
use crate::store::{Reader, StoreError};

/// For how long an unblocking can be taken back: ten minutes, in milliseconds.
pub const UNDO_MS: i64 = 600_000;

/// The unblocking that this agent can still take back.
pub(super) fn undoable(
    read: Reader<'_>,
    family: FamilyId,
    agent: AgentId,
    now: Moment,
) -> Result<Option<Unblocking>, StoreError> {
    let last = read.last_unblocking(family)?;
    let open = read.standing_blocks(family)?.is_empty();
    Ok(last.filter(|last| {
        let age = now.at.saturating_sub(last.at.at);
        open && last.agent == agent && (0..=UNDO_MS).contains(&age)
    }))
}

/// Blocks the account again, for the causes that the unblocking lifted.
pub(super) fn unblock(
    counter: &mut Counter,
    now: Moment,
    family: FamilyId,
    unblocking: EntryId,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    known_family(gesture.read(), family)?;
    let undone = undoable(gesture.read(), family, agent.id, now)?
        .filter(|undoable| undoable.entry == unblocking)
        .ok_or(Refusal::NotUndoable)?;
    for (cause, since) in undone.lifted {
        let block = gesture.new_id()?;
        let fact = AccountBlocked { block, family, cause, since, undoes: Some(unblocking) };
        gesture.append(&fact.into())?;
    }
    gesture.commit()?;
    Ok(Reply::Reblocked)
}
