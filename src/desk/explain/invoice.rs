//! Why an invoice is as it is: what was billed and paid, until when it can be paid and where.

use super::Known;
use super::day::Told;
use crate::desk::refusal::Refusal;
use crate::desk::unpaid::counting;
use crate::desk::view::{ContestLine, Reason};
use crate::desk::{Answer, contest};
use crate::domain::ids::InvoiceId;
use crate::domain::money::Cents;
use crate::domain::time::{clock, numeric_day};
use crate::store::read::money::InvoiceRecord;

pub(super) fn explain(known: &Known<'_>, id: InvoiceId) -> Answer<Told> {
    let invoice = known.read.invoice(id)?.filter(|one| one.family == known.family.id);
    let invoice = invoice.ok_or(Refusal::Unknown { what: "Cette facture" })?;
    let contests = known.read.contests(known.family.id)?;
    let contest = contests.iter().find(|contest| contest.invoice == id);
    let state = match invoice.due {
        _ if contest.is_some() => ("contestée", "contestee"),
        Cents::ZERO => ("soldée", "soldee"),
        due if due < invoice.amount => ("payée en partie", "partielle"),
        _ => ("à payer", "a_payer"),
    };
    let mut reasons = Vec::new();
    if let Some(contest) = contest {
        reasons.push(contested(known, &contest::line(known.read, contest)?));
    }
    reasons.push(billed(&invoice));
    for (receipt, at, amount) in known.read.settled_of(id)? {
        let when = format!("le {} à {}", numeric_day(at.today()), clock(at.local()));
        reasons.push(Reason::new(if amount < Cents::ZERO {
            let back = Cents::ZERO.minus(amount);
            format!("{back} repris {when}, quittance {receipt} (annulation).")
        } else {
            format!("{amount} payés {when}, quittance {receipt}.")
        }));
    }
    let unpaid = counting(known.read, known.profile, known.family.id, known.now)?;
    if let Some((_, from)) = unpaid.iter().find(|(one, _)| one.id == id) {
        reasons.push(Reason::new(format!("Impayée depuis le {}.", numeric_day(*from))));
    }
    if invoice.due > Cents::ZERO {
        reasons.push(payable(known));
    }
    let name = format!("Facture {}", invoice.number);
    Ok((name, (state.0.to_owned(), state.1), reasons))
}

/// « Si le montant n’est pas exact, ne payer surtout pas cette facture. »
fn contested(known: &Known<'_>, contest: &ContestLine) -> Reason {
    let (day, hour) = (numeric_day(contest.at.today()), clock(contest.at.local()));
    let (motive, by) = (contest.motive.label(), &contest.agent);
    let blocks = known.profile.access.unpaid.applies();
    let blocks = if blocks { " et ne compte pas parmi les impayés" } else { "" };
    Reason::new(format!("Contestée\u{a0}: {motive}."))
        .by(format!("une facture contestée reste due{blocks}, le temps que le service réponde"))
        .counting(format!("notée le {day} à {hour} par {by}"))
        .remedied("C", "retirer la contestation une fois la réponse donnée")
}

/// `Émise le 02/11/2026, cantine oct. 26 : 31,20 €, reste 31,20 €.`
fn billed(invoice: &InvoiceRecord) -> Reason {
    let issued = invoice.issued.map(|day| format!("Émise le {}", numeric_day(day)));
    let of = format!("{} {}", invoice.label, invoice.period);
    let rest = match invoice.due {
        Cents::ZERO => "rien à payer".to_owned(),
        due => format!("reste {due}"),
    };
    Reason::new(format!(
        "{}, {}\u{a0}: {}, {rest}.",
        issued.unwrap_or_else(|| "Sans date d’émission".to_owned()),
        of.trim(),
        invoice.amount
    ))
}

fn payable(known: &Known<'_>) -> Reason {
    let today = known.now.today();
    let when = known.profile.windows.told(today).map(|when| format!("\u{a0}: {when}"));
    let windows = &known.profile.windows;
    let (online, counter) = (windows.online.in_words(), windows.counter.in_words());
    Reason::new(format!("Payable{}.", when.unwrap_or_default()))
        .by(format!("en ligne {online}, au guichet {counter}"))
        .remedied("F4", "encaisser")
}
