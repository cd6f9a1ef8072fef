//! Taking a payment back: never an edit, a contrary entry with its own receipt and a reason, once
//! only, and only while the till session that took it is open.
//!
//! Money that was counted and signed for is not touched any more: what is found afterwards is the
//! régisseur's business (an « avoir », a « mandat »), and the refusal says so.

use super::payment::next_receipt;
use super::receipt::{self, payer_name};
use super::refusal::Refusal;
use super::request::{CancelRequest, Reply};
use super::unpaid::{self, Settled};
use super::view::CancellationView;
use super::{Answer, Counter, agent_name, known_family, till};
use crate::domain::card::looks_like_card_number;
use crate::domain::contrary::{Standing, leaves_credit};
use crate::domain::ids::PaymentId;
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::{Tender, sum_of};
use crate::domain::text::clean;
use crate::domain::till::REASON_CHARS;
use crate::domain::time::{Moment, clock, numeric_day};
use crate::journal::fact::PaymentCancelled;
use crate::store::Reader;
use crate::store::read::money::PaymentRecord;

/// What taking a payment back would do; nothing is written.
pub(super) fn review(counter: &Counter, now: Moment, id: PaymentId) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    let read = snapshot.read();
    let payment = cancellable(read, id)?;
    let (agent, at, _) = payment.entry;
    let (local, agent) = (at.local(), agent_name(read, agent)?);
    let day = numeric_day(local.date());
    let family = known_family(read, payment.family)?;
    let payer = payer_name(read, &payment, &read.guardians(payment.family)?)?;
    let lines = read.allocations(id)?.into_iter().map(|part| {
        let invoice = part.invoice;
        let words = format!("{} {} {}", invoice.number, invoice.label, invoice.period);
        (words.trim_end().to_owned(), part.amount)
    });
    Ok(Reply::Cancellation(Box::new(CancellationView {
        payment: id,
        number: payment.receipt.to_string(),
        taken: format!(
            "{}, payés le {day} à {} par {payer} ({}), reçus par {agent}.",
            payment.amount,
            clock(local),
            family.login
        ),
        lines: lines.collect(),
        back: given_back(&payment),
        next_receipt: next_receipt(read, now)?.to_string(),
        till: till::view(read, now)?,
    })))
}

/// What goes back over the counter, one sentence a tender.
fn given_back(payment: &PaymentRecord) -> Vec<String> {
    let mut lines: Vec<String> = payment.tenders.iter().map(back).collect();
    if payment.credit > Cents::ZERO {
        lines.push(format!("Repris sur l’avoir de la famille\u{a0}: {}.", payment.credit));
    }
    lines
}

fn back(tender: &Tender) -> String {
    let amount = tender.amount();
    match tender {
        Tender::Cash { .. } => format!("À rendre en espèces, pris dans la caisse\u{a0}: {amount}."),
        Tender::Card { authorisation, .. } if authorisation.is_empty() => {
            format!("À annuler sur le terminal de carte\u{a0}: {amount}.")
        }
        Tender::Card { authorisation, .. } => {
            format!("À annuler sur le terminal, autorisation {authorisation}\u{a0}: {amount}.")
        }
        Tender::Cheque { bank, number, .. } => {
            format!("Chèque à rendre, n° {number} {bank}\u{a0}: {amount}.")
        }
        Tender::Credit { .. } => format!("Rendu à l’avoir de la famille\u{a0}: {amount}."),
    }
}

/// Takes a payment back.
pub(super) fn cancel(counter: &mut Counter, now: Moment, request: &CancelRequest) -> Answer<Reply> {
    let agent = counter.writer()?;
    let reason = reason(&request.reason)?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let payment = cancellable(gesture.read(), request.payment)?;
    let cancellation: PaymentId = gesture.new_id()?;
    let fact = PaymentCancelled {
        cancellation,
        payment: payment.id,
        family: payment.family,
        session: payment.session,
        receipt: next_receipt(gesture.read(), now)?,
        amount: payment.amount,
        reason,
    };
    gesture.append(&fact.into())?;
    let closed = unpaid::settle(&mut gesture, &counter.profile, payment.family, now)?;
    let house = (&counter.house, &counter.profile);
    let said = |_| match closed {
        Settled::Blocked => "Paiement annulé, compte portail bloqué pour impayés".to_owned(),
        _ => "Paiement annulé".to_owned(),
    };
    let reply = receipt::show(gesture.read(), (house, now), cancellation, said)?;
    gesture.commit()?;
    Ok(reply)
}

/// A reason that says something, and no card number.
fn reason(typed: &str) -> Result<String, Refusal> {
    if looks_like_card_number(typed) {
        return Err(Refusal::CardNumber);
    }
    let reason = clean(typed);
    if reason.chars().count() < REASON_CHARS {
        return Err(Refusal::ReasonNeeded { what: "annuler un paiement" });
    }
    Ok(reason)
}

/// A payment that can still be taken back.
fn cancellable(read: Reader<'_>, id: PaymentId) -> Answer<PaymentRecord> {
    let payment = read.payment(id)?.ok_or(Refusal::Unknown { what: "Ce paiement" })?;
    let number = payment.receipt.to_string();
    match &payment.standing {
        Standing::Stands => {}
        Standing::Cancelled { by } => {
            return Err(Refusal::AlreadyCancelled { number, by: by.clone() }.into());
        }
        Standing::Cancels { .. } => return Err(Refusal::IsCancellation { number }.into()),
    }
    if let Some(closing) = read.closing(payment.session)? {
        return Err(Refusal::SessionClosed { number, at: closing.entry.1 }.into());
    }
    if till::record(read)?.is_none_or(|session| session.id != payment.session) {
        return Err(Refusal::OtherTill { number }.into());
    }
    let used = sum_of(&payment.tenders, TenderMode::Credit);
    let left = read.credit(payment.family)?;
    if !leaves_credit(left, payment.credit, used) {
        return Err(Refusal::CreditUsed { number, credit: payment.credit, left }.into());
    }
    Ok(payment)
}
