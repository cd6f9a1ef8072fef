//! Taking a payment: invoices ticked, a tender, a numbered receipt, all in one transaction.

use super::refusal::Refusal;
use super::request::{PaymentRequest, Reply, TenderInput};
use super::view::{GuardianLine, InvoiceLine, PaymentView, ReceiptView, Voucher};
use super::{Answer, Counter, agent_name, known_family, till};
use crate::domain::card::{self, CardField};
use crate::domain::contact::phone_display;
use crate::domain::ids::{FamilyId, GuardianId, PaymentId};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::text::clean;
use crate::domain::till::{CashLimit, TenderDoubt, change, check_tender};
use crate::domain::time::{Moment, numeric_day};
use crate::journal::entry::{Hash, hex};
use crate::journal::fact::{PaymentTaken, ReceiptNumber, ReceiptPrinted, Tender, Wanted};
use crate::print::receipt::{Issuer, PaidBy, PaidLine, Payer, ReceiptText, receipt};
use crate::profile::Profile;
use crate::store::read::family::GuardianRecord;
use crate::store::read::house::HouseRow;
use crate::store::read::money::{InvoiceRecord, PaymentRecord};
use crate::store::{Reader, StoreError};
use chrono::Datelike;

/// Columns of a receipt on 80 mm paper.
pub(super) const COLUMNS: usize = 42;

/// Digits of the entry's hash that a receipt prints.
const CHECK_DIGITS: usize = 10;

/// What a family has to pay.
pub(super) fn open(counter: &mut Counter, now: Moment, id: FamilyId) -> Answer<Reply> {
    let agent = counter.agent()?;
    let read = counter.store.read();
    let family = known_family(read, id)?;
    let guardians = read.guardians(id)?;
    let view = PaymentView {
        family: id,
        name: guardians.first().map(GuardianRecord::name).unwrap_or_default(),
        login: family.login,
        invoices: read.invoices_due(id)?.into_iter().map(invoice_line).collect(),
        payers: guardians.iter().map(guardian_line).collect(),
        next_receipt: next_receipt(read, now)?.to_string(),
        regie: counter.profile.regie.name.clone(),
        till: till::view(read, now)?,
        cash_limit: counter.profile.regie.cash_limit,
    };
    counter.store.log_look(agent.id, id, now)?;
    Ok(Reply::Payment(Box::new(view)))
}

/// An invoice as the screens show it.
pub(super) fn invoice_line(invoice: InvoiceRecord) -> InvoiceLine {
    InvoiceLine {
        id: invoice.id,
        number: invoice.number,
        period: invoice.period,
        label: invoice.label,
        amount: invoice.amount,
        due: invoice.due,
        issued: invoice.issued,
    }
}

/// An adult as the screens show it.
pub(super) fn guardian_line(guardian: &GuardianRecord) -> GuardianLine {
    GuardianLine {
        id: Some(guardian.id),
        name: guardian.name(),
        link: guardian.link.clone(),
        phone: phone_display(&guardian.phone),
        email: guardian.email.clone(),
    }
}

/// The number that the next receipt of this souche takes: local civil year.
fn next_receipt(read: Reader<'_>, now: Moment) -> Result<ReceiptNumber, StoreError> {
    let souche = read.current_souche()?.ok_or(StoreError::NotInitialised)?;
    let year = now.today().year();
    let number = read.next_receipt(&souche.series, year)?;
    Ok(ReceiptNumber { series: souche.series, year, number })
}

/// Records a payment and takes its receipt number.
pub(super) fn take(counter: &mut Counter, now: Moment, request: &PaymentRequest) -> Answer<Reply> {
    let agent = counter.writer()?;
    let total: Cents = request.invoices.iter().map(|(_, saw)| *saw).sum();
    if total <= Cents::ZERO {
        return Err(Refusal::NothingToPay.into());
    }
    let limit = CashLimit { limit: counter.profile.regie.cash_limit };
    let tender = tender(&request.tender, total, limit)?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    known_family(gesture.read(), request.family)?;
    let session = till::taking(gesture.read(), now)?.id;
    check_balances(gesture.read(), request)?;
    let payer = payer(gesture.read(), request)?;
    let receipt = next_receipt(gesture.read(), now)?;
    let payment: PaymentId = gesture.new_id()?;
    let wanted = request
        .invoices
        .iter()
        .map(|(invoice, saw)| Wanted { invoice: *invoice, amount: *saw, saw: *saw })
        .collect();
    let fact =
        PaymentTaken { payment, session, receipt, family: request.family, payer, tender, wanted };
    gesture.append(&fact.into())?;
    let house = (&counter.house, &counter.profile);
    let reply = show(gesture.read(), house, now, payment, |_| "Paiement enregistré".to_owned())?;
    gesture.commit()?;
    Ok(reply)
}

/// What was handed over, checked; a card number never goes any further.
fn tender(input: &TenderInput, total: Cents, limit: CashLimit) -> Result<Tender, Refusal> {
    match input {
        TenderInput::Cash { received, reason } => {
            check_tender(total, *received).map_err(|doubt| match doubt {
                TenderDoubt::TooLittle => Refusal::TooLittle { due: total },
                TenderDoubt::TooMuch => Refusal::TooMuch { due: total },
            })?;
            if card::looks_like_card_number(reason) {
                return Err(Refusal::CardNumber);
            }
            if !limit.accepts(total, reason) {
                return Err(Refusal::CashLimit { limit: limit.limit });
            }
            Ok(Tender {
                mode: TenderMode::Cash,
                amount: total,
                received: *received,
                authorisation: String::new(),
                last_four: String::new(),
                reason: if limit.needs_reason(total) { clean(reason) } else { String::new() },
            })
        }
        TenderInput::Card { authorisation, last_four } => Ok(Tender {
            mode: TenderMode::Card,
            amount: total,
            received: total,
            authorisation: card::authorisation(authorisation).map_err(|wrong| {
                card_field(wrong, "Numéro d’autorisation", "20 lettres ou chiffres au plus")
            })?,
            last_four: card::last_four(last_four)
                .map_err(|wrong| card_field(wrong, "Quatre derniers chiffres", "4 chiffres"))?,
            reason: String::new(),
        }),
    }
}

const fn card_field(wrong: CardField, field: &'static str, expected: &'static str) -> Refusal {
    match wrong {
        CardField::CardNumber => Refusal::CardNumber,
        CardField::Shape => Refusal::BadField { field, expected },
    }
}

/// Every invoice still has the balance that stood on the screen.
fn check_balances(read: Reader<'_>, request: &PaymentRequest) -> Answer<()> {
    for (place, (id, saw)) in request.invoices.iter().enumerate() {
        if request.invoices.iter().take(place).any(|(before, _)| before == id) {
            return Err(Refusal::TickedTwice.into());
        }
        let invoice = read
            .invoice(*id)?
            .filter(|invoice| invoice.family == request.family)
            .ok_or(Refusal::Unknown { what: "Cette facture" })?;
        if invoice.due != *saw || *saw <= Cents::ZERO {
            let by = match read.last_payment_of(*id)? {
                Some(payment) => payment_words(&payment),
                None => "rectifiée par le service".to_owned(),
            };
            let number = invoice.number;
            return Err(Refusal::InvoiceChanged { number, due: invoice.due, by }.into());
        }
    }
    Ok(())
}

/// `carte, 06/11/2026, quittance A2-2026-000871`.
fn payment_words(payment: &PaymentRecord) -> String {
    let day = numeric_day(payment.entry.1.today());
    format!("{}, {day}, quittance {}", payment.mode.label(), payment.receipt)
}

/// Who pays: an adult of the family, the account holder unless said otherwise.
fn payer(read: Reader<'_>, request: &PaymentRequest) -> Answer<GuardianId> {
    let guardians = read.guardians(request.family)?;
    let payer = match request.payer {
        Some(payer) => guardians.iter().find(|guardian| guardian.id == payer),
        None => guardians.first(),
    };
    Ok(payer.ok_or(Refusal::Unknown { what: "Ce payeur" })?.id)
}

/// The receipt of an old payment, as text.
pub(super) fn reopen(counter: &Counter, now: Moment, id: PaymentId) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    show(snapshot.read(), (&counter.house, &counter.profile), now, id, old)
}

/// What is said of a payment of another moment.
fn old(at: Moment) -> String {
    format!("Paiement du {}", numeric_day(at.today()))
}

/// A receipt as text, with what there is to say about its payment.
fn show(
    read: Reader<'_>,
    house: (&HouseRow, &Profile),
    now: Moment,
    id: PaymentId,
    what: impl Fn(Moment) -> String,
) -> Answer<Reply> {
    let payment = read.payment(id)?.ok_or(Refusal::Unknown { what: "Ce paiement" })?;
    let text = receipt_text(read, house, &payment)?;
    let sentence = sentence(&what(payment.entry.1), &payment);
    Ok(Reply::Receipt(Box::new(ReceiptView {
        of: Voucher::Receipt(id),
        number: payment.receipt.to_string(),
        lines: receipt(&text, COLUMNS),
        sentence,
        copies: payment.copies,
        till: till::view(read, now)?,
    })))
}

/// `Paiement enregistré. 47,35 € en espèces, à rendre 2,65 €.`
fn sentence(what: &str, payment: &PaymentRecord) -> String {
    let how = match payment.mode {
        TenderMode::Cash => "en espèces",
        TenderMode::Card => "par carte",
    };
    let back = change(payment.received, payment.amount).filter(|back| *back > Cents::ZERO);
    let back = back.map(|back| format!(", à rendre {back}")).unwrap_or_default();
    format!("{what}. {} {how}{back}.", payment.amount)
}

fn receipt_text(
    read: Reader<'_>,
    (house, profile): (&HouseRow, &Profile),
    payment: &PaymentRecord,
) -> Answer<ReceiptText> {
    let family = known_family(read, payment.family)?;
    let guardians = read.guardians(payment.family)?;
    let payer = guardians.iter().find(|guardian| guardian.id == payment.payer);
    let (agent, at, hash) = &payment.entry;
    let lines = read.allocations(payment.id)?;
    Ok(ReceiptText {
        number: payment.receipt.to_string(),
        duplicata: (payment.copies > 0).then_some(payment.copies),
        specimen: house.demo,
        at: *at,
        issuer: Issuer {
            town: house.commune.clone(),
            regie: profile.regie.name.clone(),
            annex: house.annex.clone(),
            agent: agent_name(read, *agent)?,
        },
        payer: Payer {
            name: payer.map(GuardianRecord::name).unwrap_or_default(),
            family: guardians.first().map(GuardianRecord::name).unwrap_or_default(),
            login: family.login,
        },
        lines: lines
            .into_iter()
            .map(|(invoice, amount)| PaidLine {
                invoice: invoice.number,
                label: invoice.label,
                period: invoice.period,
                amount,
            })
            .collect(),
        tender: match payment.mode {
            TenderMode::Cash => PaidBy::Cash {
                received: payment.received,
                change: change(payment.received, payment.amount).unwrap_or_default(),
            },
            TenderMode::Card => PaidBy::Card {
                authorisation: payment.card.0.clone(),
                last_four: payment.card.1.clone(),
            },
        },
        total: payment.amount,
        remaining_due: payment.remaining,
        check: check_digits(hash),
    })
}

/// What a paper prints of its entry's hash.
pub(super) fn check_digits(hash: &Hash) -> String {
    hex(hash).chars().take(CHECK_DIGITS).collect()
}

/// A receipt has come out of the printer: the next one is a duplicata.
pub(super) fn printed(counter: &mut Counter, now: Moment, id: PaymentId) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let payment = gesture.read().payment(id)?.ok_or(Refusal::Unknown { what: "Ce paiement" })?;
    gesture.append(&ReceiptPrinted { payment: id, duplicata: payment.copies }.into())?;
    let reply = show(gesture.read(), (&counter.house, &counter.profile), now, id, old)?;
    gesture.commit()?;
    Ok(reply)
}
