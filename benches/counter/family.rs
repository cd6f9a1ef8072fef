//! T7: a family's names change, and what it is found by; against full-text search as it comes.

use guichet::desk::import::import;
use guichet::import::{FamilyRow, ImportPlan};

use crate::Outcome;
use crate::measure::{Clock, Duel, Series};
use crate::rivals::FullText;
use crate::town::{Town, sign_in};

/// Families of a round.
const FAMILIES: usize = 200;
/// Rounds.
const ROUNDS: usize = 5;

/// Measures changes of names on a town: the whole gesture, journal and commit included.
pub fn run(town: &mut Town) -> Outcome<()> {
    sign_in(&mut town.counter, town.now, "adm")?;
    let full_text = FullText::build(town)?;
    let mut rows: Vec<FamilyRow> = town.families.iter().rev().take(FAMILIES).cloned().collect();
    let mut duel = Duel::default();
    for round in 0..ROUNDS {
        let (mut ours, mut rival) = (Series::default(), Series::default());
        for row in &mut rows {
            row.holder.surname =
                format!("{}{}", row.holder.surname, "AEIOU".get(round..=round).unwrap_or("Y"));
            let plan = ImportPlan { families: vec![row.clone()], ..ImportPlan::default() };
            ours.time(|| Ok(import(&mut town.counter, town.now, &plan, false, &mut |_| {})?))?;
            rival.time(|| full_text.file(row))?;
        }
        town.counter.store.checkpoint()?;
        duel.round(ours, rival);
    }
    duel.print("T7 a family's names, whole gesture", "   FTS5, one row, not durable");
    duel.speedup("T7 FTS5 p99 / ours p99", Clock::Cpu, (990, 990));
    sign_in(&mut town.counter, town.now, "sle")?;
    Ok(())
}
