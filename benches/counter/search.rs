//! T1 to T3: search as you type, every keystroke timed, and what it finds.

use guichet::desk::find::{MOST_ROWS, families};

use crate::Outcome;
use crate::measure::{Clock, Duel, Series};
use crate::rivals::{FullText, Order, bare_scan};
use crate::town::Town;
use crate::typed::{Sort, Target, mixed, of_sort};

/// Texts typed letter by letter.
const TARGETS: usize = 300;
/// Rounds against the bare scan and the quick full text.
const ROUNDS: usize = 5;
/// Every so many keystrokes are also weighed by rank, which is slow.
const RANKED_EVERY: usize = 16;
/// Texts typed whole, for recall.
const RECALLED: usize = 1_000;

/// Measures search on a town.
pub fn run(town: &mut Town) -> Outcome<()> {
    let targets = mixed(&town.families, TARGETS);
    let keystrokes: Vec<String> = targets.iter().flat_map(Target::keystrokes).collect();
    let starts: Vec<String> = of_sort(&town.families, Sort::Name, keystrokes.len())
        .into_iter()
        .map(|target| target.text)
        .collect();
    find(town, "zzzzz")?; // the vocabulary is read at the first error

    let mut duel = Duel::default();
    for _ in 0..ROUNDS {
        let (mut ours, mut bare) = (Series::default(), Series::default());
        for (typed, start) in keystrokes.iter().zip(&starts) {
            ours.time(|| find(town, typed))?;
            bare.time(|| bare_scan(&town.bare, start))?;
        }
        duel.round(ours, bare);
    }
    duel.print("T1 search, every keystroke", "   bare scan + 50 rows");
    duel.ratio("T1 p99 / bare p50 (target ≤ 4x)", Clock::Cpu, (990, 500));

    against_full_text(town, &keystrokes)?;
    recall(town, &targets)
}

fn against_full_text(town: &mut Town, keystrokes: &[String]) -> Outcome<()> {
    let full_text = FullText::build(town)?;
    let mut duel = Duel::default();
    for _ in 0..ROUNDS {
        let (mut ours, mut filed) = (Series::default(), Series::default());
        for typed in keystrokes {
            ours.time(|| find(town, typed))?;
            filed.time(|| full_text.find(typed, Order::Filed))?;
        }
        duel.round(ours, filed);
    }
    duel.print("T2 search, every keystroke", "   FTS5, rowid order");
    duel.speedup("T2 FTS5 rowid p99 / ours p99 (target ≥ 5x at 100k)", Clock::Cpu, (990, 990));

    let mut duel = Duel::default();
    let (mut ours, mut ranked) = (Series::default(), Series::default());
    for typed in keystrokes.iter().step_by(RANKED_EVERY) {
        ours.time(|| find(town, typed))?;
        ranked.time(|| full_text.find(typed, Order::Rank))?;
    }
    duel.round(ours, ranked);
    duel.print("T2 search, a keystroke in 16", "   FTS5, ORDER BY rank");
    duel.speedup("T2 FTS5 rank p99 / ours p99", Clock::Cpu, (990, 990));
    Ok(())
}

/// Whether the family meant stands in the first fifty rows, text typed whole.
fn recall(town: &mut Town, mix: &[Target]) -> Outcome<()> {
    let exact: Vec<&Target> = mix.iter().filter(|target| target.sort != Sort::Typo).collect();
    let found = count_found(town, exact.iter().copied())?;
    print_recall("T3 recall of the mix without errors (target ≥ 98 %)", found, exact.len());
    for sort in [Sort::Name, Sort::Reversed, Sort::Child, Sort::Login, Sort::Phone, Sort::Invoice] {
        let targets = of_sort(&town.families, sort, RECALLED);
        let found = count_found(town, &targets)?;
        print_recall(&format!("   of them, {sort:?}"), found, targets.len());
    }
    let targets = of_sort(&town.families, Sort::Typo, RECALLED);
    let found = count_found(town, &targets)?;
    print_recall("T3 recall with one typing error (target ≥ 97 %)", found, targets.len());
    Ok(())
}

fn count_found<'t>(
    town: &mut Town,
    targets: impl IntoIterator<Item = &'t Target>,
) -> Outcome<usize> {
    let mut found = 0;
    for target in targets {
        let rows = families(&mut town.counter, town.now, target.text.clone(), MOST_ROWS)?.rows;
        found += usize::from(rows.iter().any(|row| row.login == target.login));
    }
    Ok(found)
}

fn print_recall(title: &str, found: usize, of: usize) {
    let tenths = found * 1000 / of.max(1);
    println!("  {title:<60} {}.{} % ({found} of {of})", tenths / 10, tenths % 10);
}

/// The rows of a typed text.
fn find(town: &mut Town, typed: &str) -> Outcome<usize> {
    let found = families(&mut town.counter, town.now, typed.to_owned(), MOST_ROWS)?;
    Ok(found.rows.len())
}
