//! T5: a durable payment, against what the disk asks for twelve kilobytes.

use uuid::Uuid;

use guichet::desk::perform;
use guichet::desk::request::{PaidBy, PaymentRequest, Reply, Request};
use guichet::domain::money::Cents;
use guichet::domain::tender::{Tender, Wanted};

use crate::Outcome;
use crate::disk::Disk;
use crate::measure::{Clock, Duel, Series};
use crate::town::Town;

/// Payments of a round.
const PAYMENTS: usize = 400;
/// Rounds.
const ROUNDS: usize = 5;
/// Payments between two moments when nobody types, and the log moves into the file.
const IDLE_EVERY: usize = 20;
/// Measures payments on a town.
pub fn run(town: &mut Town) -> Outcome<()> {
    let mut due = due(town)?.into_iter();
    perform(&mut town.counter, town.now, Request::OpenTill { float: Cents(10_000) });
    let mut raw = Disk::beside(town)?;
    let mut duel = Duel::default();
    for _ in 0..ROUNDS {
        let (mut ours, mut disk) = (Series::default(), Series::default());
        for (count, request) in due.by_ref().take(PAYMENTS).enumerate() {
            let reply = ours
                .time(|| Ok(perform(&mut town.counter, town.now, Request::TakePayment(request))))?;
            let Reply::Receipt(_) = reply else { return Err(format!("{reply:?}").into()) };
            disk.time(|| raw.write())?;
            if count % IDLE_EVERY == 0 {
                town.counter.store.checkpoint()?;
            }
        }
        duel.round(ours, disk);
    }
    duel.print("T5 a payment, durable", "   12 KiB over a file + fdatasync");
    for (per_mille, target) in [(500, "p50 (≤ 1.5x)"), (990, "p99 (≤ 3x)"), (999, "p99.9 (≤ 10x)")]
    {
        let title = format!("T5 payment / raw, wall, {target}");
        duel.ratio(&title, Clock::Wall, (per_mille, per_mille));
    }
    Ok(())
}

/// A card payment of each invoice that is still due, in an order that jumps through the town.
fn due(town: &Town) -> Outcome<Vec<PaymentRequest>> {
    let mut statement = town.bare.prepare(
        "SELECT family, id, due FROM invoice WHERE due > 0 ORDER BY substr(id, 16), id LIMIT ?1",
    )?;
    let rows = statement.query_map([PAYMENTS * ROUNDS], |row| {
        let (family, invoice): (Uuid, Uuid) = (row.get(0)?, row.get(1)?);
        let amount = Cents(row.get(2)?);
        Ok(PaymentRequest {
            family: family.into(),
            payer: PaidBy::Holder,
            wanted: vec![Wanted::all(invoice.into(), amount)],
            tenders: vec![Tender::Card {
                amount,
                authorisation: String::new(),
                last_four: String::new(),
            }],
            keep: false,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
