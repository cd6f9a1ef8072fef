//! T14: a whole town read in, against `sqlite3 .import` of its families as flat rows.

use std::path::Path;
use std::process::{Command, Stdio};

use guichet::desk::import::import;
use guichet::domain::time::Moment;
use guichet::import::{FamilyRow, Folder, ImportPlan, OfficeFile};

use crate::Outcome;
use crate::measure::{Lap, lap, times};
use crate::town::founded;

/// Reads in who there is and nothing that they hold: families, adults, children, portal accounts,
/// with every search key, the journal and its chain. What it makes is thrown away.
pub fn people(plan: &ImportPlan, files: &Folder, now: Moment, folder: &Path) -> Outcome<()> {
    let mut people = ImportPlan { families: plan.families.clone(), ..ImportPlan::default() };
    for family in &mut people.families {
        family.enrolments = Vec::new();
        family.invoices = Vec::new();
        family.bookings = Vec::new();
    }
    let own = tempfile::tempdir_in(folder)?;
    let mut counter = founded(&own.path().join("people.db"), now)?;
    let (_, lap) = lap(|| Ok(import(&mut counter, now, &people, false, &mut |_| {})?))?;
    let count = people.families.len() as u64;
    println!("  T14 import of families and accounts (100,000: ≤ 10 s)  {}", rate(count, lap));
    match flat(files, own.path()) {
        Some(flat) => {
            let ratio = flat.saturating_mul(100) / lap.cpu.max(1);
            println!(
                "  T14 families/s, of flat rows/s of sqlite3 .import, cpu (≥ 0.12x)  {}",
                times(ratio)
            );
        }
        None => println!("  T14 sqlite3 is not installed: no ratio"),
    }
    Ok(())
}

/// Prints what a town is made of, and how long it took to read in whole.
pub fn print_whole(plan: &ImportPlan, reading: Lap, writing: Lap) {
    let families = plan.families.len() as u64;
    let sum = |of: fn(&FamilyRow) -> usize| plan.families.iter().map(of).sum::<usize>();
    println!(
        "  {} children, {} enrolments, {} invoices, {} bookings",
        sum(|family| family.children.len()),
        sum(|family| family.enrolments.len()),
        sum(|family| family.invoices.len()),
        sum(|family| family.bookings.len()),
    );
    println!("  reading the folder: {}", rate(families, reading));
    println!("  T14 import of everything: {}", rate(families, writing));
}

/// Nanoseconds of processor time that `sqlite3` takes for the families' file; `None` without it.
fn flat(files: &Folder, folder: &Path) -> Option<u64> {
    let name = format!("{}.csv", OfficeFile::Families.stem());
    let (_, bytes) = files.files.iter().find(|(file, _)| *file == name)?;
    std::fs::write(folder.join("flat.csv"), bytes).ok()?;
    let script = "sqlite3 flat.db '.mode csv' '.separator ;' '.import flat.csv flat' && times";
    let mut shell = Command::new("sh");
    let output = shell.args(["-c", script]).current_dir(folder).stderr(Stdio::null()).output();
    let output = output.ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    // The shell's own times, then those of what it ran: `0m0.120000s 0m0.010000s`.
    text.lines().nth(1)?.split_whitespace().map(nanos).sum()
}

/// `0m0.12s`.
fn nanos(text: &str) -> Option<u64> {
    let (minutes, seconds) = text.trim_end_matches('s').split_once('m')?;
    let (whole, fraction) = seconds.split_once('.')?;
    let fraction: u64 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    let seconds = minutes.parse::<u64>().ok()? * 60 + whole.parse::<u64>().ok()?;
    Some(seconds * 1_000_000_000 + fraction)
}

/// Wall and CPU seconds, and how many a second.
pub fn rate(count: u64, lap: Lap) -> String {
    let seconds =
        |nanos: u64| format!("{}.{:02} s", nanos / 1_000_000_000, nanos / 10_000_000 % 100);
    let a_second = count.saturating_mul(1_000_000_000) / lap.wall.max(1);
    format!("{} wall, {} cpu, {a_second} a second", seconds(lap.wall), seconds(lap.cpu))
}
