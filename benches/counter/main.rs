//! What the counter promises about speed, as ratios to a yardstick measured in the same run.
//!
//! `cargo bench` measures towns of 10,000 and of 100,000 families; `cargo bench -- --families
//! 2000,10000` others, and so does `GUICHET_BENCH_FAMILIES`; `cargo bench -- search payment` only
//! those parts. A ratio is of thread-CPU times, which busy neighbours hardly change, unless the
//! line says wall. Absolute times are information: no test asserts one.
//!
//! The yardsticks talk to SQLite themselves: benches stand outside of the house's layers.

mod calendar;
mod disk;
mod draw;
mod family;
mod glass;
mod import;
mod keys;
mod measure;
mod payment;
mod rivals;
mod school;
mod search;
mod start;
mod town;
mod typed;
mod year;

use std::error::Error;

use town::Town;

/// Sizes measured when none are asked for.
const SIZES: [u32; 2] = [10_000, 100_000];

/// What can be measured alone; the import always is.
const PARTS: [&str; 11] = [
    "search", "family", "payment", "calendar", "school", "year", "start", "keys", "peer", "draw",
    "verify",
];

/// Measures a part on a town.
type Run = fn(&mut Town) -> Outcome<()>;

/// Those that need nothing but a town.
const RUNS: [(&str, Run); 8] = [
    ("search", |town| search::run(town)),
    ("family", family::run),
    ("payment", payment::run),
    ("calendar", calendar::run),
    ("school", school::run),
    ("year", year::run),
    ("keys", keys::run),
    ("draw", draw::run),
];

/// What goes wrong ends the run.
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1);
    let mut parts = Vec::new();
    let mut sizes = std::env::var("GUICHET_BENCH_FAMILIES").ok();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--families" => sizes = args.next(),
            "--at-rest" => return start::rest(&args.next().ok_or("--at-rest needs a database")?),
            "--bench" => {} // cargo's own word
            part if PARTS.contains(&part) => parts.push(arg),
            other => return Err(format!("{other}: no part of {}", PARTS.join(", ")).into()),
        }
    }
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|one| one == part);
    let sizes = match sizes {
        Some(list) => list.split(',').map(str::parse).collect::<Result<_, _>>()?,
        None => SIZES.to_vec(),
    };
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let peers = tempfile::tempdir_in(folder.path())?;
    let mut starts = Vec::new();
    for families in sizes {
        println!("\n=== {families} families");
        let mut town = Town::build(families, folder.path())?;
        for (part, run) in RUNS {
            if wanted(part) {
                run(&mut town)?;
            }
        }
        if wanted("start") {
            starts.push(start::run(&town)?);
        }
        if wanted("verify") {
            town.verify()?;
        }
    }
    start::compare_sizes(&starts);
    if wanted("peer") {
        println!("\n=== {} families, beside a peer", keys::PEER_FAMILIES);
        keys::beside_a_peer(&mut Town::build(keys::PEER_FAMILIES, peers.path())?)?;
    }
    Ok(())
}
