//! The fold takes every well-formed fact, in any order, any number of times.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::Path;

use fastrand::Rng;
use guichet::domain::ids::{EntryId, FamilyId, InvoiceId, PaymentId, TillSessionId};
use guichet::domain::money::Cents;
use guichet::domain::people::TenderMode;
use guichet::domain::tender::{sum, sum_of};
use guichet::journal::chain::StoredEntry;
use guichet::journal::fact::{Erased, Fact};
use guichet::store::verify::Witnesses;
use guichet::store::{Entropy, Replay, Store};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::types::ValueRef;

use crate::facts::{arranged, chained, id, one_of_each, till_story, town};
use crate::support::{here, now, raw};

/// Every folded table as text: what two folds of one journal must have in common.
type Tables = BTreeMap<String, String>;

fn folded(entries: &[StoredEntry]) -> Tables {
    folded_without(entries, HashMap::new())
}

fn folded_without(entries: &[StoredEntry], erased: HashMap<EntryId, FamilyId>) -> Tables {
    tables(&saved(entries, erased).path().join("rejoue.db"))
}

fn saved(entries: &[StoredEntry], erased: HashMap<EntryId, FamilyId>) -> tempfile::TempDir {
    let replay = Replay::new(erased).unwrap();
    for entry in entries {
        replay.take(entry).unwrap_or_else(|error| panic!("{:?}: {error:?}", entry.header));
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rejoue.db");
    replay.finish().unwrap().save(&path).unwrap();
    dir
}

fn tables(path: &Path) -> Tables {
    let db = raw(path);
    let names: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .filter(|name: &String| {
            !["journal", "payload"].contains(&name.as_str()) && !name.starts_with("local_")
        })
        .collect();
    names.into_iter().map(|name| (name.clone(), rows(&db, &name))).collect()
}

fn rows(db: &rusqlite::Connection, table: &str) -> String {
    let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut lines = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let mut line = String::new();
        for column in 0..columns {
            let _ = match row.get_ref(column).unwrap() {
                ValueRef::Blob(bytes) => write!(line, "{}|", guichet::journal::entry::hex(bytes)),
                ValueRef::Text(text) => write!(line, "{}|", String::from_utf8_lossy(text)),
                other => write!(line, "{other:?}|"),
            };
        }
        lines.push(line);
    }
    lines.sort();
    lines.join("\n")
}

/// Sixty-four towns, always the same ones.
fn each_town(test: impl Fn(u64) -> Result<(), TestCaseError>) {
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 64, failure_persistence: None, ..Config::default() },
        TestRunner::deterministic().new_rng(),
    );
    runner.run(&any::<u64>(), test).unwrap();
}

/// Any order of the entries, some of them several times.
fn shuffled(entries: &[StoredEntry], seed: u64) -> Vec<StoredEntry> {
    let mut rng = Rng::with_seed(seed ^ 0x5eed);
    let mut order: Vec<usize> = (0..entries.len()).collect();
    for _ in 0..rng.usize(..entries.len()) {
        order.push(rng.usize(..entries.len()));
    }
    rng.shuffle(&mut order);
    arranged(entries, &order)
}

#[test]
fn any_order_and_any_duplicates_fold_without_an_error_and_twice_the_same() {
    each_town(|seed| {
        let entries = shuffled(&chained(&town(seed)), seed);
        let tables = folded(&entries);
        prop_assert_eq!(&tables["suspense"], "", "everything came, so nothing waits");
        prop_assert_eq!(tables, folded(&entries));
        Ok(())
    });
}

#[test]
fn in_any_order_every_cent_is_on_an_invoice_or_in_credit() {
    each_town(|seed| {
        let entries = shuffled(&chained(&town(seed)), seed);
        let dir = saved(&entries, HashMap::new());
        let db = raw(&dir.path().join("rejoue.db"));
        let one = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        let tendered = one("SELECT coalesce(sum(amount), 0) FROM tender");
        let allocated = one("SELECT coalesce(sum(amount), 0) FROM allocation");
        prop_assert_eq!(tendered, allocated + one("SELECT coalesce(sum(credit), 0) FROM payment"));
        prop_assert_eq!(allocated, one("SELECT coalesce(sum(amount - due), 0) FROM invoice"));
        prop_assert!(one("SELECT min(due) FROM invoice") >= 0);
        prop_assert!(one("SELECT coalesce(min(left_over), 0) FROM payment") >= 0);
        let cash = one("SELECT coalesce(sum(amount), 0) FROM tender WHERE mode = 'especes'");
        prop_assert_eq!(cash, one("SELECT sum(cash) FROM till_session"));
        Ok(())
    });
}

#[test]
fn in_any_order_search_keys_stand_where_their_family_does() {
    each_town(|seed| {
        let entries = shuffled(&chained(&town(seed)), seed);
        let dir = saved(&entries, HashMap::new());
        let db = raw(&dir.path().join("rejoue.db"));
        let misplaced: i64 = db
            .query_row(
                "SELECT count(*) FROM name_key k JOIN family f ON f.id = k.family
                 WHERE k.open <> CASE WHEN f.archived THEN 2 ELSE NOT EXISTS
                   (SELECT 1 FROM block b WHERE b.family = f.id
                    AND b.id NOT IN (SELECT block FROM lift)) END",
                [],
                |row| row.get(0),
            )
            .unwrap();
        prop_assert_eq!(misplaced, 0);
        Ok(())
    });
}

#[test]
fn a_fact_that_comes_again_changes_nothing() {
    each_town(|seed| {
        let entries = chained(&town(seed));
        let mut rng = Rng::with_seed(seed);
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.extend((0..entries.len()).filter(|_| rng.bool()));
        prop_assert_eq!(folded(&entries), folded(&arranged(&entries, &order)));
        Ok(())
    });
}

/// A database in which these facts were written, so many a gesture at most; some identities were
/// erased again.
fn written(facts: &[Fact], most: usize, rng: &mut Rng) -> Store {
    let mut store = Store::in_memory().unwrap();
    store.set_entropy(Entropy::seeded(rng.u64(..)));
    let opened = facts.iter().find_map(|fact| match fact {
        Fact::SoucheOpened(opened) => Some(opened.clone()),
        _ => None,
    });
    store.begin_souche(now(), id(3), opened.unwrap(), &here("")).unwrap().commit().unwrap();
    let mut left = facts;
    while !left.is_empty() {
        let (few, others) = left.split_at(rng.usize(1..=most.min(left.len())));
        let mut gesture = store.begin(now(), id(3)).unwrap();
        for fact in few {
            let entry = gesture.append(fact).unwrap().id;
            if let Fact::FamilyImported(fact) = fact
                && rng.u8(..4) == 0
            {
                gesture.append(&Erased { entry, family: fact.family }.into()).unwrap();
            }
        }
        if rng.u8(..8) > 0 {
            gesture.commit().unwrap();
            left = others;
        } // else it is given up, and made again
    }
    store
}

#[test]
fn facts_folded_one_by_one_a_few_at_a_time_or_all_at_once_give_the_same_tables() {
    each_town(|seed| {
        let mut rng = Rng::with_seed(seed);
        let mut facts = town(seed);
        for most in [1, 9] {
            rng.shuffle(&mut facts);
            let report = written(&facts, most, &mut rng).verify(&Witnesses::default()).unwrap();
            prop_assert!(report.holds(), "{:?}", report.findings);
        }
        Ok(())
    });
}

#[test]
fn what_does_not_depend_on_the_order_is_the_same_in_any_order() {
    each_town(|seed| {
        let entries = chained(&town(seed));
        let (natural, shuffled) = (folded(&entries), folded(&shuffled(&entries, seed)));
        for table in ["folded", "lift", "agent", "activity", "enrolment", "handed_over"] {
            let strip = |tables: &Tables| -> Vec<String> {
                tables[table].lines().map(|line| line.chars().take(36).collect()).collect()
            };
            prop_assert_eq!(strip(&natural), strip(&shuffled), "{}", table);
        }
        Ok(())
    });
}

/// What a payment or a cancellation moves: in cash, and in money of any sort.
type Moved = (i64, i64);

/// The sums that the facts themselves come to, by session, and every payment in them.
fn told(facts: &[Fact]) -> (HashMap<TillSessionId, Moved>, Vec<PaymentId>) {
    let mut moves: HashMap<PaymentId, Moved> = HashMap::new();
    let mut sessions: HashMap<TillSessionId, Moved> = HashMap::new();
    let mut payments = Vec::new();
    for fact in facts {
        let (payment, session, change) = match fact {
            Fact::PaymentTaken(fact) => {
                let cash = sum_of(&fact.tenders, TenderMode::Cash).0;
                let credit = sum_of(&fact.tenders, TenderMode::Credit).0;
                (fact.payment, fact.session, (cash, sum(&fact.tenders).0 - credit))
            }
            Fact::PaymentCancelled(fact) => {
                let (cash, all) = moves[&fact.payment];
                (fact.cancellation, fact.session, (-cash, -all))
            }
            _ => continue,
        };
        moves.insert(payment, change);
        payments.push(payment);
        let sums = sessions.entry(session).or_default();
        *sums = (sums.0 + change.0, sums.1 + change.1);
    }
    (sessions, payments)
}

/// Two thousand stories of a till, each in an order of its own with facts that come twice:
/// every session comes to what its facts say, every invoice stays between nought and what was
/// billed, and what a payment moved is on invoices or in credit to the cent.
#[test]
fn no_order_of_payments_and_cancellations_makes_or_loses_a_cent() {
    for seed in 0..2_000 {
        let facts = till_story(seed);
        let replay = Replay::new(HashMap::new()).unwrap();
        for entry in &shuffled(&chained(&facts), seed) {
            replay.take(entry).unwrap_or_else(|error| panic!("{seed}: {error:?}"));
        }
        let store = replay.finish().unwrap();
        let read = store.read();
        let (sessions, payments) = told(&facts);
        for (session, (cash, all)) in sessions {
            let record = read.till_session(session).unwrap().unwrap();
            assert_eq!(record.cash, Cents(cash), "{seed}");
            let totals = read.session_sums(session).unwrap().totals;
            assert_eq!(totals.iter().map(|one| one.net().0).sum::<i64>(), all, "{seed}");
        }
        let mut paid: HashMap<InvoiceId, i64> = HashMap::new();
        for payment in payments {
            let record = read.payment(payment).unwrap().unwrap();
            let parts = read.allocations(payment).unwrap();
            let given: i64 = parts.iter().map(|part| part.amount.0).sum();
            assert_eq!(record.amount.0, given + record.credit.0, "{seed}");
            for part in parts {
                assert!(part.invoice.due >= Cents::ZERO, "{seed}");
                assert!(part.invoice.due <= part.invoice.amount, "{seed}");
                *paid.entry(part.invoice.id).or_default() += part.amount.0;
            }
        }
        for (invoice, paid) in paid {
            let invoice = read.invoice(invoice).unwrap().unwrap();
            assert_eq!(invoice.amount.0 - invoice.due.0, paid, "{seed}");
        }
    }
}

#[test]
fn no_more_children_are_booked_than_there_are_places_in_any_order() {
    each_town(|seed| {
        let facts = town(seed);
        let tables = folded(&shuffled(&chained(&facts), seed));
        let mut booked: BTreeMap<(String, String), u32> = BTreeMap::new();
        for row in tables["booking"].lines() {
            let columns: Vec<&str> = row.split('|').collect();
            if columns[4] == "reserve" {
                *booked.entry((columns[2].to_owned(), columns[1].to_owned())).or_default() += 1;
            }
        }
        let mut counted = BTreeMap::new();
        for row in tables["capacity"].lines() {
            let columns: Vec<&str> = row.split('|').collect();
            let taken: u32 = columns[2].replace("Integer(", "").replace(')', "").parse().unwrap();
            if taken > 0 {
                counted.insert((columns[0].to_owned(), columns[1].to_owned()), taken);
            }
        }
        prop_assert_eq!(&booked, &counted, "every booked day has its place, and no other");
        for fact in &facts {
            let Fact::ActivityDefined(activity) = fact else { continue };
            let id = guichet::journal::entry::hex(activity.activity.0.as_bytes());
            let taken = booked.iter().filter(|((of, _), _)| *of == id).map(|(_, taken)| *taken);
            let places = activity.places.unwrap_or(u32::MAX);
            prop_assert!(taken.max().unwrap_or_default() <= places);
        }
        Ok(())
    });
}

#[test]
fn a_place_that_is_given_before_its_booking_is_seen_is_not_lost() {
    let needed = |fact: &Fact| matches!(fact, Fact::ActivityDefined(_) | Fact::FamilyImported(_));
    let days = |fact: &Fact| matches!(fact, Fact::BookingsChanged(_) | Fact::PlaceGiven(_));
    let (mut facts, mut last): (Vec<Fact>, Vec<Fact>) =
        one_of_each().into_iter().filter(|fact| needed(fact) || days(fact)).partition(needed);
    if let Some(Fact::BookingsChanged(booked)) = last.first_mut() {
        booked.added[0].state = guichet::domain::people::BookingState::Waiting;
    }
    facts.append(&mut last);
    let entries = chained(&facts);
    let natural: Vec<usize> = (0..entries.len()).collect();
    let last = entries.len() - 1;
    let early: Vec<usize> = std::iter::once(last).chain(0..last).collect();
    let state = |order: &[usize]| {
        let tables = folded(&arranged(&entries, order));
        let of_day = tables["booking"].lines().find(|row| row.contains("2026-12-01")).unwrap();
        of_day.split('|').nth(4).unwrap().to_owned()
    };
    assert_eq!(state(&natural[..last]), "attente");
    assert_eq!((state(&natural), state(&early)), ("reserve".into(), "reserve".into()));
}

#[test]
fn every_kind_of_fact_is_drawn_or_named() {
    let mut kinds: Vec<u16> = one_of_each().iter().map(Fact::kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, Fact::KINDS);
    let entries = chained(&one_of_each());
    for seed in 0..20 {
        folded(&shuffled(&entries, seed));
    }
}

#[test]
fn an_erased_identity_folds_the_same_with_its_payload_or_without() {
    each_town(|seed| {
        let mut facts = town(seed);
        let named: Vec<(EntryId, FamilyId)> = chained(&facts)
            .iter()
            .zip(&facts)
            .filter_map(|(entry, fact)| match fact {
                Fact::FamilyImported(fact) => Some((entry.header.id, fact.family)),
                Fact::PayerNamed(fact) => Some((entry.header.id, fact.family)),
                Fact::NoteWritten(fact) => Some((entry.header.id, fact.family)),
                Fact::FamilyWritten(fact) => Some((entry.header.id, fact.family)),
                _ => None,
            })
            .filter(|(entry, _)| entry.0.as_u128() % 3 != 0)
            .collect();
        facts.extend(
            named.iter().map(|(entry, family)| Erased { entry: *entry, family: *family }.into()),
        );
        let with = chained(&facts);
        let erased: HashMap<EntryId, FamilyId> = named.into_iter().collect();
        let without: Vec<StoredEntry> = with
            .iter()
            .cloned()
            .map(|mut entry| {
                entry.payload = entry.payload.filter(|_| !erased.contains_key(&entry.header.id));
                entry
            })
            .collect();
        prop_assert_eq!(folded(&with), folded_without(&without, erased));
        Ok(())
    });
}

#[test]
fn a_later_programs_fact_is_set_aside_and_stops_nothing() {
    let mut entries = chained(&town(1));
    entries[1].header.kind = 60_000;
    entries[2].header.version = 2;
    let tables = folded(&entries);
    assert_eq!(tables["suspense"].lines().count(), 2, "{}", tables["suspense"]);
}
