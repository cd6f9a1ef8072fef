//! Finding a family while its name is being typed.
//!
//! The order: exact identifier; holder's surname; another adult; a child; one typing error. In a
//! class blocked accounts come first, then the alphabet.

use std::collections::HashSet;

use super::request::Reply;
use super::view::{FamilyRow, FoundFamilies};
use super::{Answer, Counter, display_name};
use crate::domain::ids::FamilyId;
use crate::domain::people::{AccountState, MatchedBy};
use crate::domain::search::{ADULT, CHILD, HOLDER, Query, completions, corrections};
use crate::domain::text::fold;
use crate::domain::time::{Moment, age_on};
use crate::store::{Reader, StoreError};

/// Rows of an answer; one more is looked for, to say that there are more.
pub const MOST_ROWS: usize = 50;

/// Families that ↑ recalls.
const RECALLED: u32 = 10;

/// Under so many exact hits, words that are only begun are completed.
const FEW: usize = 8;

/// Families looked through when several words must each be found.
const MOST_FILTERED: usize = 500;

const CLASSES: [(u8, MatchedBy); 3] =
    [(HOLDER, MatchedBy::Holder), (ADULT, MatchedBy::Adult), (CHILD, MatchedBy::Child)];

/// Families in the order they were found, each once.
#[derive(Default)]
struct Hits {
    seen: HashSet<FamilyId>,
    found: Vec<(FamilyId, MatchedBy)>,
    limit: usize,
}

impl Hits {
    fn take(&mut self, families: Vec<FamilyId>, matched_by: MatchedBy) {
        for family in families {
            if self.found.len() < self.limit && self.seen.insert(family) {
                self.found.push((family, matched_by));
            }
        }
    }

    fn full(&self) -> bool {
        self.found.len() >= self.limit
    }
}

pub(super) fn find(counter: &mut Counter, now: Moment, text: String) -> Answer<Reply> {
    counter.agent()?;
    Ok(Reply::Found(families(counter, now, text, MOST_ROWS)?))
}

/// The families that this agent opened last, for the next question about one of them.
pub(super) fn recall(counter: &mut Counter, now: Moment) -> Answer<Reply> {
    let agent = counter.agent()?;
    let read = counter.store.read();
    let mut rows = Vec::new();
    for family in read.last_looks(agent.id, RECALLED)? {
        rows.extend(row(read, now, family, MatchedBy::Exact)?);
    }
    Ok(Reply::Found(FoundFamilies { text: String::new(), rows, more: false }))
}

/// At most `limit` families that a text finds, the surest first.
///
/// # Errors
/// When the database can't be read.
pub fn families(
    counter: &mut Counter,
    now: Moment,
    text: String,
    limit: usize,
) -> Answer<FoundFamilies> {
    let query = Query::parse(&text, &counter.profile.login.prefix);
    let mut hits = Hits { limit: limit + 1, ..Hits::default() };
    by_ident(counter.store.read(), &query, &mut hits)?;
    by_name(counter.store.read(), &query.name_prefixes, None, &mut hits)?;
    if hits.found.len() < FEW && !query.tokens.is_empty() {
        let completed = completions(&query, counter.store.vocabulary()?);
        by_name(counter.store.read(), &completed, None, &mut hits)?;
    }
    if hits.found.is_empty() && query.tokens.len() > 1 {
        by_all_words(counter.store.read(), &query, &mut hits)?;
    }
    if hits.found.is_empty() && !query.tokens.is_empty() {
        let corrected = corrections(&query, counter.store.vocabulary()?);
        by_name(counter.store.read(), &corrected, Some(MatchedBy::Typo), &mut hits)?;
    }
    let more = hits.found.len() > limit;
    let read = counter.store.read();
    let mut rows = Vec::new();
    for (family, matched_by) in hits.found.into_iter().take(limit) {
        rows.extend(row(read, now, family, matched_by)?);
    }
    Ok(FoundFamilies { text, rows, more })
}

fn by_ident(read: Reader<'_>, query: &Query, hits: &mut Hits) -> Result<(), StoreError> {
    for value in &query.ident_exact {
        hits.take(read.by_ident(value, true, hits.limit)?, MatchedBy::Exact);
    }
    for value in &query.ident_prefix {
        hits.take(read.by_ident(value, false, hits.limit)?, MatchedBy::Exact);
    }
    Ok(())
}

/// Class by class, blocked then open, every order of the words.
fn by_name(
    read: Reader<'_>,
    prefixes: &[String],
    as_if: Option<MatchedBy>,
    hits: &mut Hits,
) -> Result<(), StoreError> {
    for (class, matched_by) in CLASSES {
        for open in [false, true] {
            for prefix in prefixes {
                if hits.full() {
                    return Ok(());
                }
                let families = read.by_name((class, open), prefix, hits.limit)?;
                hits.take(families, as_if.unwrap_or(matched_by));
            }
        }
    }
    Ok(())
}

/// More words than a name has: each must begin a word of somebody in the family.
fn by_all_words(read: Reader<'_>, query: &Query, hits: &mut Hits) -> Result<(), StoreError> {
    let Some(longest) = query.tokens.iter().max_by_key(|token| token.len()) else {
        return Ok(());
    };
    for (class, matched_by) in CLASSES {
        for open in [false, true] {
            let mut matching = Vec::new();
            for family in read.by_name((class, open), longest, MOST_FILTERED)? {
                let words = words(read, family)?;
                let found = |token: &String| words.iter().any(|word| word.starts_with(token));
                if query.tokens.iter().all(found) {
                    matching.push(family);
                }
            }
            hits.take(matching, matched_by);
        }
    }
    Ok(())
}

fn words(read: Reader<'_>, family: FamilyId) -> Result<Vec<String>, StoreError> {
    let adults = read.guardians(family)?;
    let children = read.children(family)?;
    let names = adults
        .iter()
        .flat_map(|adult| [&adult.surname, &adult.given])
        .chain(children.iter().flat_map(|child| [&child.surname, &child.given]));
    Ok(names
        .flat_map(|name| fold(name).split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect())
}

fn row(
    read: Reader<'_>,
    now: Moment,
    id: FamilyId,
    matched_by: MatchedBy,
) -> Result<Option<FamilyRow>, StoreError> {
    let today = now.today();
    Ok(read.listed(id)?.map(|listed| FamilyRow {
        id,
        name: display_name(&listed.holder.0, &listed.holder.1),
        login: listed.login,
        children: listed
            .children
            .into_iter()
            .map(|(given, birth)| (given, age_on(birth, today)))
            .collect(),
        balance_due: listed.balance_due,
        account: match listed.cause {
            Some(_) => AccountState::Blocked,
            None if listed.activated => AccountState::Active,
            None => AccountState::New,
        },
        cause: listed.cause,
        matched_by,
    }))
}
