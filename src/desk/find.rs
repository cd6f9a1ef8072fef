//! Finding a family while its name is being typed.
//!
//! The order: exact identifier; the names typed whole, written as typed before those that only fold
//! alike, and these before those who are called otherwise besides; then, once the text is long
//! enough to be a whole name, those that are said alike; then those that begin so. Names that
//! nobody has whole are half typed or misspelt: the first that begins so stays first. Last, one
//! typing error. In a step the holder comes before another adult, an adult before a child; then
//! blocked accounts, then the alphabet.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::request::Reply;
use super::view::{FamilyRow, FoundFamilies, RowChild};
use super::{Answer, Counter, display_name};
use crate::domain::ids::FamilyId;
use crate::domain::people::{AccountState, MatchedBy};
use crate::domain::search::{
    ADULT, HOLDER, NamedPerson, Nearness, Prefix, Query, Typed, Vocabulary, completions,
    corrections, may_be_whole, soundings,
};
use crate::domain::text::fold;
use crate::domain::time::{Moment, age_on};
use crate::store::read::search::{ListedChild, ListedFamily, Listing, NamedFamily};
use crate::store::{Reader, StoreError};

/// Rows of an answer; one more is looked for, to say that there are more.
pub const MOST_ROWS: usize = 50;

/// Families that ↑ recalls.
const RECALLED: u32 = 10;

/// Under so many exact hits, words that are only begun are completed.
const FEW: usize = 8;

/// From so many letters on, names that are said alike come before those that begin so.
const LONG: usize = 5;

/// Words that are heard otherwise than they are typed, when nothing else is found.
const MOST_REPLACED: usize = 3;

/// Families looked through when several words must each be found.
const MOST_FILTERED: usize = 500;

/// Families in the order they were found, each once.
#[derive(Default)]
struct Hits {
    seen: HashSet<FamilyId>,
    found: Vec<(FamilyId, MatchedBy)>,
    /// How many are no guess.
    sure: usize,
    limit: usize,
}

impl Hits {
    fn take(&mut self, families: impl IntoIterator<Item = FamilyId>, matched_by: MatchedBy) {
        for family in families {
            if self.found.len() < self.limit && self.seen.insert(family) {
                self.found.push((family, matched_by));
                let guessed = matches!(matched_by, MatchedBy::Sound | MatchedBy::Typo);
                self.sure += usize::from(!guessed);
            }
        }
    }

    fn take_named(&mut self, named: &[NamedFamily], as_if: Option<MatchedBy>) {
        for one in named {
            self.take([one.family], as_if.unwrap_or_else(|| matched_by(one.class)));
        }
    }
}

pub(super) fn find(counter: &mut Counter, now: Moment, text: String) -> Answer<Reply> {
    counter.agent()?;
    Ok(Reply::Found(families(counter, now, text, MOST_ROWS)?))
}

/// What the archives have.
pub(super) fn find_archived(counter: &mut Counter, now: Moment, text: String) -> Answer<Reply> {
    counter.agent()?;
    Ok(Reply::Found(archives(counter, now, text, MOST_ROWS)?))
}

/// The families that this agent opened last, for the next question about one of them.
pub(super) fn recall(counter: &mut Counter, now: Moment) -> Answer<Reply> {
    let agent = counter.agent()?;
    let read = counter.store.read();
    let (mut rows, mut listing) = (Vec::new(), read.listing()?);
    for family in read.last_looks(agent.id, RECALLED)? {
        let listed = listing.read(family)?;
        rows.extend(listed.map(|listed| row(now, family, listed, MatchedBy::Exact)));
    }
    Ok(Reply::Found(FoundFamilies { text: String::new(), rows, more: false }))
}

/// At most `limit` families that a text finds, the surest first. An archived one is found by what
/// it alone has: a whole login id, phone, e-mail or invoice number.
///
/// # Errors
/// When the database can't be read.
pub fn families(
    counter: &Counter,
    now: Moment,
    text: String,
    limit: usize,
) -> Answer<FoundFamilies> {
    on_shelf(counter, now, text, (false, limit))
}

/// The same of archived families alone.
///
/// # Errors
/// When the database can't be read.
pub fn archives(
    counter: &Counter,
    now: Moment,
    text: String,
    limit: usize,
) -> Answer<FoundFamilies> {
    on_shelf(counter, now, text, (true, limit))
}

fn on_shelf(
    counter: &Counter,
    now: Moment,
    text: String,
    (archived, limit): (bool, usize),
) -> Answer<FoundFamilies> {
    let query = Query::parse(&text, counter.profile.login.scheme.prefix());
    let snapshot = counter.store.snapshot()?;
    let shelf = Shelf { read: snapshot.read(), archived };
    let mut hits = Hits { limit: limit + 1, ..Hits::default() };
    by_ident(shelf, &query, &mut hits)?;
    let mut exact = 0..0;
    if !query.name_prefixes.is_empty() {
        let vocabulary = counter.store.vocabulary()?;
        exact = by_name(shelf, &query, &vocabulary, &mut hits)?;
        if hits.found.len() < FEW {
            guess(shelf, &query, &vocabulary, &mut hits)?;
        }
    }
    let more = hits.found.len() > limit;
    let (mut listed, mut listing) = (Vec::new(), shelf.read.listing()?);
    for (family, matched_by) in hits.found.into_iter().take(limit) {
        if let Some(one) = listing.read(family)? {
            listed.push((family, one, matched_by));
        }
    }
    if let Some(exact) = listed.get_mut(exact.start..exact.end.min(limit)) {
        nearest_first(&mut listing, &Typed::new(&text), exact)?;
    }
    let rows = listed.into_iter().map(|(id, one, by)| row(now, id, one, by)).collect();
    Ok(FoundFamilies { text, rows, more })
}

/// Where families are looked for: among those that left, or among the others.
#[derive(Clone, Copy)]
struct Shelf<'c> {
    read: Reader<'c>,
    archived: bool,
}

impl Shelf<'_> {
    fn by_name(self, prefix: &Prefix, most: usize) -> Result<Vec<NamedFamily>, StoreError> {
        self.read.by_name(prefix, self.archived, most)
    }
}

/// What the words are or begin, and what they sound like; returns which of the hits are names
/// typed whole.
fn by_name(
    shelf: Shelf<'_>,
    query: &Query,
    vocabulary: &Vocabulary,
    hits: &mut Hits,
) -> Result<Range<usize>, StoreError> {
    let start = hits.found.len();
    let mut named = scan(shelf, &query.name_prefixes, hits.limit)?;
    if named.len() >= hits.limit {
        // Those that are typed whole may stand behind all those that begin so.
        for text in query.name_prefixes.iter().filter(|text| may_be_whole(text, vocabulary)) {
            let prefix = Prefix { text: text.clone(), entire: true };
            named.extend(shelf.by_name(&prefix, hits.limit)?);
        }
        named.sort_by_key(|named| (named.class, named.open));
    }
    let (whole, mut begun): (Vec<_>, Vec<_>) = named.into_iter().partition(|one| one.entire);
    hits.take_named(&whole, None);
    let whole = start..hits.found.len();
    if is_long(query) {
        if whole.is_empty() && !begun.is_empty() {
            hits.take_named(&[begun.remove(0)], None);
        }
        by_sound(shelf, query, &soundings(query, vocabulary, 1), hits)?;
    }
    hits.take_named(&begun, None);
    Ok(whole)
}

/// Whether the text may be a whole name.
fn is_long(query: &Query) -> bool {
    query.tokens.iter().map(|token| token.chars().count()).sum::<usize>() >= LONG
}

fn by_sound(
    shelf: Shelf<'_>,
    query: &Query,
    prefixes: &[Prefix],
    hits: &mut Hits,
) -> Result<(), StoreError> {
    for prefix in prefixes {
        let is_longer = query.name_prefixes.iter().any(|typed| prefix.text.starts_with(typed));
        let as_if = (!is_longer).then_some(MatchedBy::Sound);
        hits.take_named(&shelf.by_name(prefix, hits.limit)?, as_if);
    }
    Ok(())
}

/// Of families that have the words typed, those that are written as typed come first, then those
/// that only fold alike, then those who are called otherwise besides.
fn nearest_first(
    listing: &mut Listing<'_>,
    typed: &Typed,
    families: &mut [(FamilyId, ListedFamily, MatchedBy)],
) -> Result<(), StoreError> {
    if families.len() < 2 {
        return Ok(());
    }
    let near = |surname: &str, given: &str| typed.nearness(&NamedPerson { surname, given });
    let mut nearest = HashMap::new();
    for (family, listed, matched_by) in &*families {
        let children = listed.children.iter().map(|child| near(&child.surname, &child.given));
        let mut found = children.fold(near(&listed.holder.0, &listed.holder.1), Ord::min);
        if found != Nearness::Written && *matched_by != MatchedBy::Holder {
            let adults = listing.others(*family)?;
            let adults = adults.iter().map(|(surname, given)| near(surname, given));
            found = adults.fold(found, Ord::min);
        }
        nearest.insert(*family, found);
    }
    families.sort_by_key(|(family, ..)| nearest.get(family).copied());
    Ok(())
}

/// What else the words may mean: completed, in any family that has them all, said alike, or mended.
fn guess(
    shelf: Shelf<'_>,
    query: &Query,
    vocabulary: &Vocabulary,
    hits: &mut Hits,
) -> Result<(), StoreError> {
    let completed = scan(shelf, &completions(query, vocabulary), hits.limit)?;
    hits.take_named(&completed, None);
    if hits.sure == 0 {
        by_all_words(shelf, query, vocabulary, hits)?;
    }
    if hits.sure == 0 || !is_long(query) {
        by_sound(shelf, query, &soundings(query, vocabulary, MOST_REPLACED), hits)?;
    }
    if hits.sure == 0 {
        let mended = first_scanned(shelf, &corrections(query, vocabulary), hits.limit)?;
        hits.take_named(&mended, Some(MatchedBy::Typo));
    }
    Ok(())
}

fn by_ident(shelf: Shelf<'_>, query: &Query, hits: &mut Hits) -> Result<(), StoreError> {
    for value in &query.ident_exact {
        let only = shelf.archived.then_some(true);
        hits.take(shelf.read.by_ident(value, true, only, hits.limit)?, MatchedBy::Exact);
    }
    for value in &query.ident_prefix {
        let only = Some(shelf.archived);
        hits.take(shelf.read.by_ident(value, false, only, hits.limit)?, MatchedBy::Exact);
    }
    Ok(())
}

/// The likeliest texts that fill a screen, in the order of a [`scan`].
fn first_scanned(
    shelf: Shelf<'_>,
    texts: &[String],
    limit: usize,
) -> Result<Vec<NamedFamily>, StoreError> {
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for text in texts {
        if seen.len() >= limit {
            break;
        }
        let named = shelf.by_name(&Prefix { text: text.clone(), entire: false }, limit)?;
        seen.extend(named.iter().map(|one| one.family));
        found.extend(named);
    }
    found.sort_by_key(|named| (named.class, named.open));
    Ok(found)
}

/// Class by class, blocked then open, every order of the words, then the alphabet.
fn scan(shelf: Shelf<'_>, texts: &[String], limit: usize) -> Result<Vec<NamedFamily>, StoreError> {
    let mut found = Vec::new();
    for text in texts {
        found.extend(shelf.by_name(&Prefix { text: text.clone(), entire: false }, limit)?);
    }
    found.sort_by_key(|named| (named.class, named.open));
    Ok(found)
}

/// More words than a name has: each must begin a word of somebody in the family.
fn by_all_words(
    shelf: Shelf<'_>,
    query: &Query,
    vocabulary: &Vocabulary,
    hits: &mut Hits,
) -> Result<(), StoreError> {
    let could_be =
        query.tokens.len() > 1 && query.tokens.iter().all(|word| vocabulary.begins(word));
    let longest = query.tokens.iter().max_by_key(|token| token.len());
    let Some(longest) = longest.filter(|_| could_be) else { return Ok(()) };
    for named in shelf.by_name(&Prefix { text: longest.clone(), entire: false }, MOST_FILTERED)? {
        let words = words(shelf.read, named.family)?;
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

fn row(now: Moment, id: FamilyId, listed: ListedFamily, matched_by: MatchedBy) -> FamilyRow {
    let today = now.today();
    let child = |child: ListedChild| RowChild {
        age: age_on(child.birth, today),
        given: child.given,
        birth: child.birth,
    };
    FamilyRow {
        id,
        name: display_name(&listed.holder.0, &listed.holder.1),
        login: listed.login,
        street: listed.street,
        children: listed.children.into_iter().map(child).collect(),
        balance_due: listed.balance_due,
        account: match listed.cause {
            Some(_) => AccountState::Blocked,
            None if listed.activated => AccountState::Active,
            None => AccountState::New,
        },
        cause: listed.cause,
        archived: listed.archived,
        matched_by,
    }
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
