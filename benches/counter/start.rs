//! T10 and T16: from a command to fifty rows, against `sqlite3`, and what stays in memory.

use std::path::Path;
use std::process::{Command, Stdio};

use guichet::desk::Counter;
use guichet::desk::find::{MOST_ROWS, families};
use guichet::domain::time::Moment;
use guichet::store::Store;
use guichet::store::open::Mode;

use crate::Outcome;
use crate::measure::{Clock, Duel, Series, times};
use crate::town::Town;

/// Starts of a round.
const STARTS: usize = 20;
/// Rounds.
const ROUNDS: usize = 5;
/// What is looked for.
const TYPED: &str = "ma";

/// The same rows by SQL.
const SAME_QUERY: &str = "SELECT f.login, g.surname, g.given, a.activated,
      (SELECT group_concat(given || ' ' || birth) FROM child WHERE family = f.id),
      (SELECT sum(due) FROM invoice WHERE family = f.id AND due > 0),
      (SELECT cause FROM block WHERE family = f.id AND id NOT IN (SELECT block FROM lift))
    FROM (SELECT DISTINCT family AS id FROM name_key
          WHERE class = 0 AND key >= 'ma' AND key < 'mb' ORDER BY open, key LIMIT 50) n
    JOIN family f ON f.id = n.id JOIN guardian g ON g.family = f.id AND g.rank = 0
    LEFT JOIN account a ON a.family = f.id";

/// Measures starts on a town; returns the median wall time in nanoseconds.
pub fn run(town: &Town) -> Outcome<u64> {
    rest_of_another_process(town)?;
    let has_sqlite3 = sqlite3(&town.path, "SELECT 1").is_ok();
    let (mut duel, mut all) = (Duel::default(), Series::default());
    for _ in 0..ROUNDS {
        let (mut ours, mut rival) = (Series::default(), Series::default());
        for _ in 0..STARTS {
            ours.time(|| guichet(&town.path))?;
            all.time(|| guichet(&town.path))?;
            if has_sqlite3 {
                rival.time(|| sqlite3(&town.path, SAME_QUERY))?;
            }
        }
        duel.round(ours, rival);
    }
    if has_sqlite3 {
        duel.print("T10 guichet find, a process", "   sqlite3, the same rows");
        duel.ratio("T10 p50 / sqlite3 p50, wall (target ≤ 1.5x)", Clock::Wall, (500, 500));
    } else {
        all.print("T10 guichet find, a process");
        println!("  T10 sqlite3 is not installed: no ratio");
    }
    Ok(all.at(Clock::Wall, 500))
}

/// The first size against the last.
pub fn compare_sizes(medians: &[u64]) {
    if let [first, .., last] = medians {
        let ratio = last.saturating_mul(100) / (*first).max(1);
        println!("\n  T10 start, largest town / smallest, wall p50: {}", times(ratio));
    }
}

fn guichet(database: &Path) -> Outcome<()> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command.args(["find", TYPED, "--json", "--database"]).arg(database);
    quietly(command.arg("--state").arg(database.with_extension("state")))
}

fn sqlite3(database: &Path, query: &str) -> Outcome<()> {
    quietly(Command::new("sqlite3").args(["-readonly", "-json"]).arg(database).arg(query))
}

fn quietly(command: &mut Command) -> Outcome<()> {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(format!("{status}").into()) }
}

/// Prints the memory of a process of its own: this one made a whole town.
fn rest_of_another_process(town: &Town) -> Outcome<()> {
    let mut this = Command::new(std::env::current_exe()?);
    let output = this.arg("--at-rest").arg(&town.path).stderr(Stdio::inherit()).output()?;
    print!("{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}

/// A counter after some searches, one of them with an error: how much memory it holds.
pub fn rest(database: &str) -> Outcome<()> {
    let mut counter =
        Counter::new(Store::open(Path::new(database), Mode::ReadWrite)?).map_err(Box::new)?;
    let now = Moment { at: 1_795_081_320_000, offset: 60 };
    for typed in ["m", "ma", "dupont", "marie", "le goff yann", "mratin", "06 39", "rouss", "zzzz"]
    {
        families(&mut counter, now, typed.to_owned(), MOST_ROWS)?;
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let resident = resident.map_or("unknown on this system", str::trim);
    println!("  T16 memory at rest after nine searches (target ≤ 32 MB): {resident}");
    Ok(())
}
