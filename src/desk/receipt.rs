//! The receipt of a payment: the text that is shown and printed, and the sentence above it.

use super::refusal::Refusal;
use super::request::Reply;
use super::view::{ReceiptView, Voucher};
use super::{Answer, Counter, agent_name, known_family, till};
use crate::domain::contrary::Standing;
use crate::domain::household::Guardian;
use crate::domain::ids::{FamilyId, PaymentId};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::Tender;
use crate::domain::time::{Moment, numeric_day};
use crate::journal::entry::{Hash, hex};
use crate::print::receipt::{Issuer, PaidLine, Payer, ReceiptText, receipt};
use crate::profile::Profile;
use crate::store::Reader;
use crate::store::read::house::HouseRow;
use crate::store::read::money::PaymentRecord;

/// Columns of a receipt on 80 mm paper.
pub(super) const COLUMNS: usize = 42;

/// Digits of the entry's hash that a receipt prints.
const CHECK_DIGITS: usize = 10;

/// The receipt of an old payment, as text.
pub(super) fn reopen(counter: &Counter, now: Moment, id: PaymentId) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    show(snapshot.read(), ((&counter.house, &counter.profile), now), id, old)
}

/// What is said of a payment of another moment.
pub(super) fn old(at: Moment) -> String {
    format!("Paiement du {}", numeric_day(at.today()))
}

/// The receipt of a family's last payment.
pub(super) fn last(counter: &Counter, now: Moment, family: FamilyId) -> Answer<Reply> {
    counter.agent()?;
    let last = counter.store.read().payments(family, 1)?.into_iter().next();
    reopen(counter, now, last.ok_or(Refusal::NoReceipt)?.id)
}

/// A receipt as text, with what there is to say about its payment.
pub(super) fn show(
    read: Reader<'_>,
    (house, now): ((&HouseRow, &Profile), Moment),
    id: PaymentId,
    what: impl Fn(Moment) -> String,
) -> Answer<Reply> {
    let payment = read.payment(id)?.ok_or(Refusal::Unknown { what: "Ce paiement" })?;
    let text = receipt_text(read, house, &payment)?;
    let sentence = sentence(&what(payment.entry.1), &payment);
    Ok(Reply::Receipt(Box::new(ReceiptView {
        of: Voucher::Receipt(id),
        family: Some(payment.family),
        number: payment.receipt.to_string(),
        lines: receipt(&text, COLUMNS),
        sentence,
        copies: payment.copies,
        standing: payment.standing,
        till: till::view(read, now)?,
    })))
}

/// `Paiement enregistré. 47,35 € en espèces, à rendre 2,65 €.`
fn sentence(what: &str, payment: &PaymentRecord) -> String {
    if let Standing::Cancels { number, .. } = &payment.standing {
        let amount = Cents::ZERO.minus(payment.amount);
        return format!("{what}\u{a0}: quittance {number} de {amount}. Rien n’est effacé.");
    }
    let parts: Vec<String> = payment.tenders.iter().map(how).collect();
    let how = match parts.as_slice() {
        [one] => one.clone(),
        [first @ .., last] => {
            format!("{}\u{a0}: {} et {last}", payment.amount, first.join(", "))
        }
        [] => payment.amount.to_string(),
    };
    let change: Cents = payment.tenders.iter().map(Tender::change).sum();
    let and = |words: &str, amount: Cents| {
        if amount > Cents::ZERO { format!(", {words} {amount}") } else { String::new() }
    };
    format!("{what}. {how}{}{}.", and("à rendre", change), and("gardé en avoir", payment.credit))
}

/// `47,35 € en espèces`.
fn how(tender: &Tender) -> String {
    let how = match tender.mode() {
        TenderMode::Cash => "en espèces",
        TenderMode::Card => "par carte",
        TenderMode::Cheque => "par chèque",
        TenderMode::Credit => "sur l’avoir",
    };
    format!("{} {how}", tender.amount())
}

/// `carte`, or `mixte` where there are several.
pub(super) fn mode_word(tenders: &[Tender]) -> &'static str {
    let first = tenders.first().map(Tender::mode);
    let single = first.filter(|mode| tenders.iter().all(|tender| tender.mode() == *mode));
    single.map_or("mixte", TenderMode::label)
}

/// `carte`, `espèces + chèque`.
pub(super) fn mode_words(tenders: &[Tender]) -> String {
    let mut modes: Vec<&str> = tenders.iter().map(|tender| tender.mode().label()).collect();
    modes.dedup();
    modes.join(" + ")
}

fn receipt_text(
    read: Reader<'_>,
    (house, profile): (&HouseRow, &Profile),
    payment: &PaymentRecord,
) -> Answer<ReceiptText> {
    let family = known_family(read, payment.family)?;
    let guardians = read.guardians(payment.family)?;
    let (agent, at, hash) = &payment.entry;
    let lines = read.allocations(payment.id)?;
    Ok(ReceiptText {
        number: payment.receipt.to_string(),
        duplicata: (payment.copies > 0).then_some(payment.copies),
        standing: payment.standing.clone(),
        at: *at,
        issuer: Issuer {
            specimen: house.demo,
            town: house.commune.clone(),
            regie: profile.regie.name.clone(),
            annex: house.annex.clone(),
            agent: agent_name(read, *agent)?,
        },
        payer: Payer {
            name: payer_name(read, payment, &guardians)?,
            family: guardians.first().map(Guardian::name).unwrap_or_default(),
            login: family.login,
        },
        lines: lines
            .into_iter()
            .map(|part| PaidLine {
                invoice: part.invoice.number,
                label: part.invoice.label,
                period: part.invoice.period,
                amount: part.amount,
                rest: part.rest,
            })
            .collect(),
        tenders: payment.tenders.clone(),
        credit: payment.credit,
        remaining_due: payment.after.0,
        credit_left: payment.after.1,
        check: check_digits(hash),
    })
}

/// Who paid: an adult of the family, or somebody else whose name was not erased.
pub(super) fn payer_name(
    read: Reader<'_>,
    payment: &PaymentRecord,
    guardians: &[Guardian],
) -> Answer<String> {
    Ok(match payment.payer {
        Some(id) => guardians.iter().find(|one| one.id == id).map(Guardian::name),
        None => read.payer_named(payment.id)?,
    }
    .unwrap_or_default())
}

/// What a paper prints of its entry's hash.
pub(super) fn check_digits(hash: &Hash) -> String {
    hex(hash).chars().take(CHECK_DIGITS).collect()
}
