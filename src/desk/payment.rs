//! Taking a payment: invoices ticked, tenders, a numbered receipt, all in one transaction.

use chrono::Datelike;

use super::receipt::mode_words;
use super::refusal::Refusal;
use super::request::draft::Draft;
use super::request::{PaidBy, PaymentRequest, Reply};
use super::unpaid::{self, Settled};
use super::view::{CreditView, GuardianLine, InvoiceLine, PaymentView, RegieView};
use super::{Answer, Counter, contest, draft, known_family, receipt, tender, till, wallet};
use crate::domain::card::looks_like_card_number;
use crate::domain::contact::phone_display;
use crate::domain::contrary::Standing;
use crate::domain::household::Guardian;
use crate::domain::ids::{FamilyId, GuardianId, PaymentId};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::{Tender, Wanted, sum_of};
use crate::domain::text::clean;
use crate::domain::till::CashLimit;
use crate::domain::time::{Moment, numeric_day};
use crate::journal::fact::{
    PayerNamed, PaymentTaken, ReceiptNumber, ReceiptPrinted, WalletActivated,
};
use crate::store::read::money::{InvoiceRecord, PaymentRecord};
use crate::store::{Reader, StoreError};

/// Fewest and most characters of the name of a payer from outside the family.
const PAYER_CHARS: std::ops::RangeInclusive<usize> = 2..=60;

/// Banks that are proposed for a cheque.
const MOST_BANKS: u32 = 8;

/// What a family has to pay.
pub(super) fn open(counter: &mut Counter, now: Moment, id: FamilyId) -> Answer<Reply> {
    let agent = counter.agent()?;
    let read = counter.store.read();
    let family = known_family(read, id)?;
    let guardians = read.guardians(id)?;
    let invoices = read.invoices_due(id)?;
    let mut in_cash = Vec::new();
    for invoice in &invoices {
        let before = read.cash_so_far(invoice.id)?;
        if before > Cents::ZERO {
            in_cash.push((invoice.id, before));
        }
    }
    let view = PaymentView {
        family: id,
        name: guardians.first().map(Guardian::name).unwrap_or_default(),
        login: family.login,
        invoices: contest::lines(read, id, invoices)?,
        payers: guardians.iter().map(guardian_line).collect(),
        next_receipt: next_receipt(read, now)?.to_string(),
        regie: RegieView {
            name: counter.profile.regie.name.clone(),
            out_of_hours: counter.profile.windows.out_of_hours(now.today()),
        },
        till: till::view(read, now)?,
        cash_limit: counter.profile.regie.cash_limit,
        credit: CreditView {
            left: read.credit(id)?,
            wallet: wallet::of(read, &counter.profile, id)?,
        },
        in_cash,
        banks: read.banks(MOST_BANKS)?,
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
        contest: None,
    }
}

/// An adult as the screens show it.
pub(super) fn guardian_line(guardian: &Guardian) -> GuardianLine {
    GuardianLine {
        id: Some(guardian.id),
        name: guardian.name(),
        link: guardian.link.clone(),
        phone: phone_display(&guardian.phone),
        email: guardian.email.clone(),
    }
}

/// The number that the next receipt of this souche takes: local civil year.
pub(super) fn next_receipt(read: Reader<'_>, now: Moment) -> Result<ReceiptNumber, StoreError> {
    let souche = read.current_souche()?.ok_or(StoreError::NotInitialised)?;
    let year = now.today().year();
    let number = read.next_receipt(&souche.series, year)?;
    Ok(ReceiptNumber { series: souche.series, year, number })
}

/// Records a payment and takes its receipt number.
pub(super) fn take(counter: &mut Counter, now: Moment, request: &PaymentRequest) -> Answer<Reply> {
    let agent = counter.writer()?;
    let limit = CashLimit { limit: counter.profile.regie.cash_limit };
    let tops_up = counter.profile.booking.rights.wallet && request.wanted.is_empty();
    let tenders = tender::checked(request, limit, tops_up)?;
    let name = outsider(&request.payer)?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    known_family(gesture.read(), request.family)?;
    let session = till::taking(gesture.read(), now)?.id;
    check_balances(gesture.read(), request)?;
    check_credit(gesture.read(), request.family, &tenders)?;
    let payment: PaymentId = gesture.new_id()?;
    let fact = PaymentTaken {
        payment,
        session,
        receipt: next_receipt(gesture.read(), now)?,
        family: request.family,
        payer: guardian(gesture.read(), request)?,
        fraction: is_fraction(gesture.read(), request, &tenders, limit)?,
        tenders,
        wanted: request.wanted.clone(),
    };
    gesture.append(&fact.into())?;
    if let Some(name) = name {
        gesture.append(&PayerNamed { family: request.family, payment, name }.into())?;
    }
    if tops_up && !gesture.read().wallet_active(request.family)? {
        gesture.append(&WalletActivated { family: request.family }.into())?;
    }
    let opened = unpaid::settle(&mut gesture, &counter.profile, request.family, now)?;
    let house = (&counter.house, &counter.profile);
    let what = match opened {
        Settled::Reopened => "Paiement enregistré, compte portail rouvert",
        _ if tops_up => "Porte-monnaie rechargé",
        _ => "Paiement enregistré",
    };
    let said = |_| what.to_owned();
    let reply = receipt::show(gesture.read(), (house, now), payment, said)?;
    draft::written(&mut gesture, agent.id, |draft| matches!(draft, Draft::Payment(_)))?;
    gesture.commit()?;
    Ok(reply)
}

/// Every invoice still has the balance that stood on the screen, and no more is wanted of it.
fn check_balances(read: Reader<'_>, request: &PaymentRequest) -> Answer<()> {
    for (place, Wanted { invoice: id, amount, saw }) in request.wanted.iter().enumerate() {
        if request.wanted.iter().take(place).any(|before| before.invoice == *id) {
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
        if *amount <= Cents::ZERO || amount > saw {
            return Err(Refusal::BadPart { number: invoice.number, due: invoice.due }.into());
        }
    }
    Ok(())
}

/// `carte, 06/11/2026, quittance A2-2026-000871`.
fn payment_words(payment: &PaymentRecord) -> String {
    let day = numeric_day(payment.entry.1.today());
    let what = match payment.standing {
        Standing::Cancels { .. } => "paiement annulé".to_owned(),
        Standing::Stands | Standing::Cancelled { .. } => mode_words(&payment.tenders),
    };
    format!("{what}, {day}, quittance {}", payment.receipt)
}

/// The family has the credit that is to be used.
fn check_credit(read: Reader<'_>, family: FamilyId, tenders: &[Tender]) -> Answer<()> {
    let wanted = sum_of(tenders, TenderMode::Credit);
    let left = read.credit(family)?;
    if wanted > left { Err(Refusal::CreditShort { left }.into()) } else { Ok(()) }
}

/// Whether one of these invoices is above the cash limit as a whole and was already paid in cash
/// in part: « le paiement fractionné d’une même facture » does not lift the limit, it is flagged.
fn is_fraction(
    read: Reader<'_>,
    request: &PaymentRequest,
    tenders: &[Tender],
    limit: CashLimit,
) -> Result<bool, StoreError> {
    if sum_of(tenders, TenderMode::Cash) <= Cents::ZERO {
        return Ok(false);
    }
    for Wanted { invoice, amount, .. } in &request.wanted {
        let before = read.cash_so_far(*invoice)?;
        if before > Cents::ZERO && limit.needs_reason(before.plus(*amount)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Who pays: an adult of the family, the account holder unless said otherwise; nobody of it
/// where somebody else is named.
fn guardian(read: Reader<'_>, request: &PaymentRequest) -> Answer<Option<GuardianId>> {
    let guardians = read.guardians(request.family)?;
    let payer = match request.payer {
        PaidBy::Holder => guardians.first(),
        PaidBy::Guardian(id) => guardians.iter().find(|guardian| guardian.id == id),
        PaidBy::Other(_) => return Ok(None),
    };
    Ok(Some(payer.ok_or(Refusal::Unknown { what: "Ce payeur" })?.id))
}

/// The name of somebody outside the family, fit to be printed.
fn outsider(payer: &PaidBy) -> Result<Option<String>, Refusal> {
    let PaidBy::Other(typed) = payer else { return Ok(None) };
    if looks_like_card_number(typed) {
        return Err(Refusal::CardNumber);
    }
    let name = clean(typed);
    if PAYER_CHARS.contains(&name.chars().count()) {
        Ok(Some(name))
    } else {
        Err(Refusal::BadField { field: "Nom du payeur", expected: "2 à 60 caractères" })
    }
}

/// A receipt has come out of the printer: the next one is a duplicata.
pub(super) fn printed(counter: &mut Counter, now: Moment, id: PaymentId) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let payment = gesture.read().payment(id)?.ok_or(Refusal::Unknown { what: "Ce paiement" })?;
    gesture.append(&ReceiptPrinted { payment: id, duplicata: payment.copies }.into())?;
    let house = (&counter.house, &counter.profile);
    let reply = receipt::show(gesture.read(), (house, now), id, receipt::old)?;
    gesture.commit()?;
    Ok(reply)
}
