//! What else an agent may have meant, once a search has found nobody.
//!
//! It is asked for by itself, so that no letter waits for it.

use super::find::families;
use super::request::Reply;
use super::view::BeyondView;
use super::{Answer, Counter};
use crate::domain::people::MatchedBy;
use crate::domain::search::{Query, suggestions};
use crate::domain::time::Moment;

/// The likeliest text that does find somebody.
pub(super) fn beyond(counter: &Counter, now: Moment, text: &str) -> Answer<Reply> {
    counter.agent()?;
    let query = Query::parse(text, &counter.profile.login.prefix);
    let vocabulary = counter.store.vocabulary()?;
    for suggestion in suggestions(&query, &vocabulary) {
        let found = families(counter, now, suggestion.clone(), 1)?;
        let is_sure = |by| !matches!(by, MatchedBy::Sound | MatchedBy::Typo);
        if found.rows.iter().any(|row| is_sure(row.matched_by)) {
            return Ok(Reply::Beyond(BeyondView { suggestion: Some(suggestion) }));
        }
    }
    Ok(Reply::Beyond(BeyondView::default()))
}
