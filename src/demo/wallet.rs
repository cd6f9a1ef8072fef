//! What families of the demo put in their porte-monnaie, where the commune has them: those whom the
//! screens name, those who wait for a place and those who ask an agent for days. The others have it
//! before them.

use super::documents::is_shown;
use crate::desk::request::{PaidBy, PaymentRequest, Reply, Request};
use crate::desk::{Answer, Counter, No, perform};
use crate::domain::ids::FamilyId;
use crate::domain::money::Cents;
use crate::domain::people::BookingState;
use crate::domain::tender::Tender;
use crate::domain::time::{LAST_DAY, Moment};

/// What each puts in, by card.
const TOP_UP: Cents = Cents(20_000);

/// Tops them up.
pub(super) fn fill(counter: &mut Counter, now: Moment) -> Answer<()> {
    if !counter.profile.booking.rights.wallet {
        return Ok(());
    }
    for family in counter.store.read().all_families()? {
        if is_shown(counter, family)? || waits(counter, now, family)? {
            top_up(counter, now, family)?;
        }
    }
    Ok(())
}

fn waits(counter: &Counter, now: Moment, family: FamilyId) -> Answer<bool> {
    let read = counter.store.read();
    for child in read.children(family)? {
        let booked = read.bookings(child.id, now.today(), LAST_DAY)?;
        let wants = |state| matches!(state, BookingState::Waiting | BookingState::ToValidate);
        if booked.iter().any(|booking| wants(booking.state)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn top_up(counter: &mut Counter, now: Moment, family: FamilyId) -> Answer<()> {
    let (authorisation, last_four) = ("A1B2C3".to_owned(), String::new());
    let request = PaymentRequest {
        family,
        payer: PaidBy::Holder,
        wanted: Vec::new(),
        tenders: vec![Tender::Card { amount: TOP_UP, authorisation, last_four }],
        keep: true,
    };
    match perform(counter, now, Request::TakePayment(request)) {
        Reply::Refused(refusal) => Err(refusal.into()),
        Reply::Failed(fault) => Err(No::Fault(fault)),
        _ => Ok(()),
    }
}
