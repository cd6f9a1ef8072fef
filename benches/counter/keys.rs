//! T4 and T11: from a key to the whole frame, on a real terminal; and what peers take.

use std::time::Duration;

use guichet::desk::perform;
use guichet::desk::request::Request;
use guichet::domain::money::Cents;

use crate::Outcome;
use crate::glass::Glass;
use crate::measure::{Clock, Duel, Series, times};
use crate::town::Town;
use crate::typed::{Target, mixed};

/// Keys of a round.
const KEYS: usize = 60;
/// Rounds.
const ROUNDS: usize = 5;
/// Families that are measured beside a peer.
const FAMILIES: usize = 5;
/// How long a counter is watched while nobody types.
const IDLE: Duration = Duration::from_secs(5);
/// A counter that was just used still has something to put in order.
const SETTLED: Duration = Duration::from_secs(2);
/// Families of the town in which the peer was measured.
pub const PEER_FAMILIES: u32 = 20_000;

const F4: &str = "\x1bOS";
const F5: &str = "\x1b[15~";
const F9: &str = "\x1b[20~";
const ESCAPE: &str = "\x1b";
const PAGE_DOWN: &str = "\x1b[6~";
const HOME: &str = "\x1b[H";
const END: &str = "\x1b[F";
const DOWN: &str = "\x1b[B";

/// Measures keys on a town's counter.
pub fn run(town: &mut Town) -> Outcome<()> {
    perform(&mut town.counter, town.now, Request::OpenTill { float: Cents(10_000) });
    town.counter.store.checkpoint()?;
    let mut glass = Glass::counter(&town.path)?;
    glass.sign_in()?;
    strokes(town, &mut glass)?;
    drop(glass);
    idle(town)?;
    writes(town)?;
    Ok(())
}

/// Letters of searches, each against a byte that `cat` echoes.
fn strokes(town: &Town, glass: &mut Glass) -> Outcome<()> {
    let mut cat = Glass::cat()?;
    let texts: Vec<Target> = mixed(&town.families, KEYS * ROUNDS);
    let mut keys = texts.iter().flat_map(|target| {
        let letters = target.text.chars().map(String::from);
        letters.chain([ESCAPE.to_owned()])
    });
    let mut duel = Duel::default();
    let (mut most, mut frames) = (0, 0);
    for _ in 0..ROUNDS {
        let (mut ours, mut echo) = (Series::default(), Series::default());
        for key in keys.by_ref().take(KEYS) {
            let brought = glass.press(&key)?;
            (most, frames) = (brought.bytes.max(most), frames + brought.frames);
            ours.push(brought.lap());
            echo.push(cat.echo("x")?.lap());
        }
        duel.round(ours, echo);
    }
    duel.print("T4 a key to its last frame", "   a byte to its echo by cat");
    duel.ratio("T4 key p50 / echo p50, wall (target ≤ 15x)", Clock::Wall, (500, 500));
    let per_key = frames * 100 / (KEYS * ROUNDS);
    println!("  T11 frames a key: {}, most bytes of a key: {most}", times(per_key as u64));
    glass.press(ESCAPE)?;
    glass.press("ma")?;
    let down = glass.press(DOWN)?;
    println!("  T11 the cursor goes down, preview included: {} bytes", down.bytes);
    Ok(())
}

/// Nothing is written to a terminal at which nobody types.
fn idle(town: &Town) -> Outcome<()> {
    let mut glass = Glass::counter(&town.path)?;
    glass.sign_in()?;
    glass.idle(SETTLED)?;
    let bytes = glass.idle(IDLE)?;
    println!("  T11 bytes in {} idle seconds (target 0): {bytes}", IDLE.as_secs());
    Ok(())
}

/// One write a frame, by what the system saw.
fn writes(town: &Town) -> Outcome<()> {
    let trace = town.path.with_extension("strace");
    let Some(mut glass) = Glass::traced(&town.path, &trace) else {
        println!("  T11 strace is not installed: writes are not counted");
        return Ok(());
    };
    glass.sign_in()?;
    for key in ["m", "a", "r", DOWN, DOWN, "\r"] {
        glass.press(key)?;
    }
    drop(glass);
    let text = std::fs::read_to_string(&trace)?;
    let (mut frames, mut others) = (0, 0);
    for line in text.lines().filter(|line| line.contains("write(1, ")) {
        if line.contains(r#""\33[?2026h"#) {
            frames += 1;
        } else {
            others += 1;
        }
    }
    println!("  T11 writes that are one whole frame: {frames}; others, of modes: {others}");
    Ok(())
}

/// The four gestures of which a peer was measured, with as many families, from key to frame.
pub fn beside_a_peer(town: &mut Town) -> Outcome<()> {
    perform(&mut town.counter, town.now, Request::OpenTill { float: Cents(10_000) });
    println!(
        "  beside Noethysweb 1.3.3.8 (20,000 families, SQLite; measured by us on such a machine)"
    );
    let mut glass = Glass::counter(&town.path)?;
    glass.sign_in()?;
    let mut search = Vec::new();
    for _ in 0..FAMILIES {
        search.push(sum(&mut glass, &["d", "u", "p"])?);
        glass.press(ESCAPE)?;
    }
    row("a search of three letters", &search, 372);
    let (mut family, mut payment) = (Vec::new(), Vec::new());
    for login in owing(town)? {
        glass.press(&login)?;
        family.push(glass.until("\r", "Responsables")?.nanos);
        glass.press(ESCAPE)?;
        payment.push(pay(&mut glass)?);
    }
    row("a family's file", &family, 246);
    row("a payment, all its keys", &payment, 797);
    let mut year = Vec::new();
    for login in enrolled(town)? {
        glass.press(&login)?;
        year.push(book(&mut glass)?);
        glass.press(ESCAPE)?;
        glass.press(ESCAPE)?;
    }
    row("the days of a school year, all its keys", &year, 15_600);
    Ok(())
}

fn sum(glass: &mut Glass, keys: &[&str]) -> Outcome<u64> {
    keys.iter().map(|key| glass.press(key).map(|brought| brought.nanos)).sum()
}

/// A card payment of all that a family owes, back to an empty search.
fn pay(glass: &mut Glass) -> Outcome<u64> {
    let chosen = sum(glass, &[F4, "c"])?;
    let taken = glass.until("o", "Paiement enregistré")?.nanos;
    Ok(chosen + taken + glass.press("\r")?.nanos)
}

/// Every school day of the eight months that come, month by month, reviewed and written.
fn book(glass: &mut Glass) -> Outcome<u64> {
    let mut nanos = glass.press(F5)?.nanos;
    for _ in 0..8 {
        nanos += sum(glass, &[PAGE_DOWN, HOME, "p", END, "p"])?;
    }
    nanos += glass.press(F9)?.nanos;
    Ok(nanos + glass.press("\r")?.nanos)
}

fn row(title: &str, nanos: &[u64], peer: u64) {
    let mut sorted = nanos.to_vec();
    sorted.sort_unstable();
    let tenths = |nanos: Option<&u64>| {
        let tenths = nanos.copied().unwrap_or_default() / 100_000;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    let median = sorted.get(sorted.len() / 2);
    let ratio = (peer * 100_000_000).checked_div(median.copied().unwrap_or_default());
    println!(
        "    {title:<42} {} ms [{} – {}], peer {peer} ms: {}",
        tenths(median),
        tenths(sorted.first()),
        tenths(sorted.last()),
        times(ratio.unwrap_or_default()),
    );
}

/// Logins of families that owe something.
fn owing(town: &Town) -> Outcome<Vec<String>> {
    logins(
        town,
        "SELECT login FROM family WHERE id IN (SELECT family FROM invoice WHERE due > 0)
                  ORDER BY substr(id, 16), id LIMIT ?1",
    )
}

/// Logins of families of one child, who goes to the canteen all year and lacks no paper.
fn enrolled(town: &Town) -> Outcome<Vec<String>> {
    logins(
        town,
        "SELECT login FROM family f WHERE file_year >= 2026
           AND (SELECT count(*) FROM child WHERE family = f.id AND form_on NOT NULL) = 1
           AND (SELECT count(*) FROM child WHERE family = f.id) = 1
           AND EXISTS (SELECT 1 FROM enrolment e JOIN activity a ON a.id = e.activity
                       WHERE e.family = f.id AND a.kind = 'cantine')
         ORDER BY substr(id, 16), id LIMIT ?1",
    )
}

fn logins(town: &Town, sql: &str) -> Outcome<Vec<String>> {
    let mut statement = town.bare.prepare(sql)?;
    let rows = statement.query_map([FAMILIES], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
