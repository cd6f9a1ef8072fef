//! Who asks about days: an agent of the counter, or a family at a kiosk.
//!
//! The rules are the same for both, and what they say ends with what to do about it: the counter's
//! keys, which a family does not have. It is told what to ask for instead.

use super::family_sign_in::PORTAL;
use crate::domain::ids::AgentId;
use crate::domain::remedy::Remedy;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    /// An agent of the counter.
    Agent,
    /// The family itself.
    Family,
}

impl Asker {
    /// The one in whose name something is written.
    pub(super) fn of(agent: AgentId) -> Self {
        if agent == PORTAL { Self::Family } else { Self::Agent }
    }

    /// A sentence of the rules as this one reads it.
    pub(super) fn told(self, sentence: String) -> String {
        match self {
            Self::Agent => sentence,
            Self::Family => Remedy::for_family(&sentence),
        }
    }
}
