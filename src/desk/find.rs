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
use crate::domain::search::{ADULT, HOLDER, Query, Vocabulary, completions, corrections};
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

/// Families in the order they were found, each once.
#[derive(Default)]
struct Hits {
    seen: HashSet<FamilyId>,
    found: Vec<(FamilyId, MatchedBy)>,
    limit: usize,
}

impl Hits {
    fn take(&mut self, families: impl IntoIterator<Item = FamilyId>, matched_by: MatchedBy) {
        for family in families {
            if self.found.len() < self.limit && self.seen.insert(family) {
                self.found.push((family, matched_by));
            }
        }
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
    counter: &Counter,
    now: Moment,
    text: String,
    limit: usize,
) -> Answer<FoundFamilies> {
    let query = Query::parse(&text, &counter.profile.login.prefix);
    let snapshot = counter.store.snapshot()?;
    let read = snapshot.read();
    let mut hits = Hits { limit: limit + 1, ..Hits::default() };
    by_ident(read, &query, &mut hits)?;
    by_name(read, &query.name_prefixes, None, &mut hits)?;
    if hits.found.len() < FEW && !query.tokens.is_empty() {
        guess(read, &query, &*counter.store.vocabulary()?, &mut hits)?;
    }
    let more = hits.found.len() > limit;
    let mut rows = Vec::new();
    for (family, matched_by) in hits.found.into_iter().take(limit) {
        rows.extend(row(read, now, family, matched_by)?);
    }
    Ok(FoundFamilies { text, rows, more })
}

/// What else the words may mean: completed, in any family that has them all, or mended.
fn guess(
    read: Reader<'_>,
    query: &Query,
    vocabulary: &Vocabulary,
    hits: &mut Hits,
) -> Result<(), StoreError> {
    by_name(read, &completions(query, vocabulary), None, hits)?;
    if hits.found.is_empty() {
        by_all_words(read, query, vocabulary, hits)?;
    }
    if hits.found.is_empty() {
        by_name(read, &corrections(query, vocabulary), Some(MatchedBy::Typo), hits)?;
    }
    Ok(())
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

/// Class by class, blocked then open, every order of the words, then the alphabet.
fn by_name(
    read: Reader<'_>,
    prefixes: &[String],
    as_if: Option<MatchedBy>,
    hits: &mut Hits,
) -> Result<(), StoreError> {
    let mut found = Vec::new();
    for prefix in prefixes {
        found.extend(read.by_name(prefix, hits.limit)?);
    }
    found.sort_by_key(|named| (named.class, named.open));
    for named in found {
        hits.take([named.family], as_if.unwrap_or(matched_by(named.class)));
    }
    Ok(())
}

/// More words than a name has: each must begin a word of somebody in the family.
fn by_all_words(
    read: Reader<'_>,
    query: &Query,
    vocabulary: &Vocabulary,
    hits: &mut Hits,
) -> Result<(), StoreError> {
    let could_be =
        query.tokens.len() > 1 && query.tokens.iter().all(|word| vocabulary.begins(word));
    let longest = query.tokens.iter().max_by_key(|token| token.len());
    let Some(longest) = longest.filter(|_| could_be) else { return Ok(()) };
    for named in read.by_name(longest, MOST_FILTERED)? {
        let words = words(read, named.family)?;
        let found = |token: &String| words.iter().any(|word| word.starts_with(token));
        if query.tokens.iter().all(found) {
            hits.take([named.family], matched_by(named.class));
        }
    }
    Ok(())
}

const fn matched_by(class: u8) -> MatchedBy {
    match class {
        HOLDER => MatchedBy::Holder,
        ADULT => MatchedBy::Adult,
        _ => MatchedBy::Child,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::DemoSettings;
    use crate::demo::stage::stage;

    #[test]
    fn each_way_of_typing_a_family_finds_it_and_says_how() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let now = Moment::from_local(day.and_hms_opt(10, 42, 0).unwrap(), chrono_tz::Europe::Paris);
        let settings = DemoSettings { families: 60, seed: 1, today: day };
        let counter = stage(&settings, "evreux", now, "test").unwrap();
        let first = |typed: &str| {
            let found = families(&counter, now, typed.to_owned(), MOST_ROWS).unwrap();
            found.rows.into_iter().next().map(|row| (row.login, row.matched_by))
        };
        for (typed, matched_by) in [
            ("evr04217", MatchedBy::Exact),
            ("4217", MatchedBy::Exact),
            ("martineau", MatchedBy::Holder),
            ("claire m", MatchedBy::Adult),
            ("léo martineau", MatchedBy::Child),
            ("mart cl", MatchedBy::Adult),
            ("claire martineau léo", MatchedBy::Holder),
            ("martinaeu", MatchedBy::Typo),
        ] {
            assert_eq!(first(typed), Some(("EVR04217".to_owned(), matched_by)), "{typed}");
        }
        for typed in ["claire martineau zzzz", "zzzz", "  "] {
            assert_eq!(first(typed), None, "{typed}");
        }
        let all = families(&counter, now, "a".to_owned(), 1_000).unwrap();
        let logins: HashSet<&String> = all.rows.iter().map(|row| &row.login).collect();
        assert_eq!((logins.len(), all.more), (all.rows.len(), false));
        let few = families(&counter, now, "a".to_owned(), 5).unwrap();
        assert_eq!((&all.rows[..5], true), (few.rows.as_slice(), few.more));
    }
}
