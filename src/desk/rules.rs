//! The commune's rules in plain sentences, as an agent reads them to a parent.

use super::request::Reply;
use super::view::RulesView;
use super::{Answer, Counter};

/// The rules of the adopted profile.
pub(super) fn open(counter: &Counter) -> Answer<Reply> {
    counter.agent()?;
    let (town, chapters) = (counter.profile.town.clone(), counter.profile.told());
    Ok(Reply::Rules(Box::new(RulesView { town, chapters })))
}
