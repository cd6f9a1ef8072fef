//! How a family asked for a change that an agent made, where its portal changes nothing.
//!
//! « Toute demande ou modification … est à signaler directement par mail »: one more fact in the
//! transaction of the change, for the file's journal.

use super::Answer;
use crate::domain::ids::{EntryId, FamilyId};
use crate::domain::people::Channel;
use crate::journal::fact::ChangeAsked;
use crate::profile::Profile;
use crate::store::Gesture;

/// The channel that is proposed: the family stands at the counter. `None` where families change
/// things on their portal themselves.
pub(super) fn proposed(profile: &Profile) -> Option<Channel> {
    profile.access.portal.read_only.then_some(Channel::Counter)
}

/// Says beside a change how it was asked, where the commune keeps that.
pub(super) fn record(
    gesture: &mut Gesture<'_>,
    profile: &Profile,
    (family, change): (FamilyId, EntryId),
    channel: Option<Channel>,
) -> Answer<()> {
    if let Some(channel) = channel.filter(|_| profile.access.portal.read_only) {
        gesture.append(&ChangeAsked { family, change, channel }.into())?;
    }
    Ok(())
}
