//! What else an agent may have meant, once a search has found nobody or few: a text that is near,
//! and families that left.
//!
//! It is asked for by itself, so that no letter waits for it.

use super::find::{MOST_ROWS, archives, families};
use super::request::Reply;
use super::view::{BeyondView, FamilyRow};
use super::{Answer, Counter};
use crate::domain::people::MatchedBy;
use crate::domain::search::{Query, suggestions};
use crate::domain::time::Moment;

/// The likeliest text that does find somebody, and how many archived families this one finds. A
/// guess counts only where nobody is found otherwise.
pub(super) fn beyond(counter: &Counter, now: Moment, text: &str) -> Answer<Reply> {
    counter.agent()?;
    let nobody = families(counter, now, text.to_owned(), 1)?.rows.is_empty();
    let found = archives(counter, now, text.to_owned(), MOST_ROWS)?;
    let archived = found.rows.iter().filter(|row| nobody || is_sure(row)).count();
    let suggestion = if nobody { suggestion(counter, now, text)? } else { None };
    Ok(Reply::Beyond(BeyondView { suggestion, archived, more: found.more }))
}

fn suggestion(counter: &Counter, now: Moment, text: &str) -> Answer<Option<String>> {
    let query = Query::parse(text, counter.profile.login.scheme.prefix());
    let vocabulary = counter.store.vocabulary()?;
    for suggestion in suggestions(&query, &vocabulary) {
        if families(counter, now, suggestion.clone(), 1)?.rows.iter().any(is_sure) {
            return Ok(Some(suggestion));
        }
    }
    Ok(None)
}

const fn is_sure(row: &FamilyRow) -> bool {
    !matches!(row.matched_by, MatchedBy::Sound | MatchedBy::Typo)
}
