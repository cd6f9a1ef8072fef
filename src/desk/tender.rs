//! What was handed over, checked before anything is written.

use super::refusal::Refusal;
use super::request::PaymentRequest;
use crate::domain::card::{self, FieldFault, looks_like_card_number};
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::{Tender, bank, cheque_number, sum, sum_of};
use crate::domain::text::clean;
use crate::domain::till::{CashLimit, TenderDoubt, check_tender};

/// The tenders of a payment, fit to be written: they come to what is wanted, or to more where the
/// payer leaves the rest as credit. A top-up wants nothing, and leaves all of it there. A card
/// number never goes any further.
pub(super) fn checked(
    request: &PaymentRequest,
    limit: CashLimit,
    tops_up: bool,
) -> Result<Vec<Tender>, Refusal> {
    let wanted: Cents = request.wanted.iter().map(|wanted| wanted.amount).sum();
    let from_credit = sum_of(&request.tenders, TenderMode::Credit) > Cents::ZERO;
    if wanted <= Cents::ZERO && (!tops_up || from_credit || request.tenders.is_empty()) {
        return Err(Refusal::NothingToPay);
    }
    let tenders = request.tenders.iter().map(fields).collect::<Result<Vec<_>, _>>()?;
    let tendered = sum(&tenders);
    if tendered < wanted {
        return Err(Refusal::TooLittle { due: wanted });
    }
    if tendered > wanted && !request.keep {
        return Err(Refusal::Overpaid { over: tendered.minus(wanted) });
    }
    let cash = sum_of(&tenders, TenderMode::Cash);
    let reasons = tenders.iter().map(|tender| match tender {
        Tender::Cash { reason, .. } => reason.as_str(),
        _ => "",
    });
    if limit.needs_reason(cash) && !reasons.into_iter().any(|why| limit.accepts(cash, why)) {
        return Err(Refusal::CashLimit { limit: limit.limit });
    }
    if !limit.needs_reason(cash) {
        return Ok(tenders.into_iter().map(without_reason).collect());
    }
    Ok(tenders)
}

/// A reason that nobody asked for is not kept.
fn without_reason(tender: Tender) -> Tender {
    match tender {
        Tender::Cash { amount, received, .. } => {
            Tender::Cash { amount, received, reason: String::new() }
        }
        other => other,
    }
}

/// One tender with its texts as they are written.
fn fields(tender: &Tender) -> Result<Tender, Refusal> {
    let amount = tender.amount();
    if amount <= Cents::ZERO {
        return Err(Refusal::NothingTendered);
    }
    Ok(match tender {
        Tender::Cash { received, reason, .. } => {
            if looks_like_card_number(reason) {
                return Err(Refusal::CardNumber);
            }
            check_tender(amount, *received).map_err(|doubt| match doubt {
                TenderDoubt::TooLittle => Refusal::TooLittle { due: amount },
                TenderDoubt::TooMuch => Refusal::TooMuch { due: amount },
            })?;
            Tender::Cash { amount, received: *received, reason: clean(reason) }
        }
        Tender::Card { authorisation, last_four, .. } => Tender::Card {
            amount,
            authorisation: card::authorisation(authorisation).map_err(|wrong| {
                refusal_of(wrong, "Numéro d’autorisation", "20 lettres ou chiffres au plus")
            })?,
            last_four: card::last_four(last_four)
                .map_err(|wrong| refusal_of(wrong, "Quatre derniers chiffres", "4 chiffres"))?,
        },
        Tender::Cheque { bank: name, number, .. } => Tender::Cheque {
            amount,
            bank: bank(name).map_err(|wrong| refusal_of(wrong, "Banque du chèque", BANK))?,
            number: cheque_number(number)
                .map_err(|wrong| refusal_of(wrong, "Numéro du chèque", NUMBER))?,
        },
        Tender::Credit { .. } => Tender::Credit { amount },
    })
}

const BANK: &str = "2 à 40 caractères";
const NUMBER: &str = "les chiffres imprimés sur le chèque, 20 au plus";

const fn refusal_of(wrong: FieldFault, field: &'static str, expected: &'static str) -> Refusal {
    match wrong {
        FieldFault::CardNumber => Refusal::CardNumber,
        FieldFault::Shape => Refusal::BadField { field, expected },
    }
}
