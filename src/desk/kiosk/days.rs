//! A family's own days: shown, reviewed, booked and given back by the same rules as at the counter.

use super::{Done, Kiosk};
use crate::desk::family_sign_in::PORTAL;
use crate::desk::request::DaysWanted;
use crate::desk::request::kiosk::{KioskDays, KioskRefusal, KioskReply};
use crate::desk::request::{DayChange, Reply};
use crate::desk::view::{BookingReview, Span};
use crate::desk::{booking, calendar};
use crate::domain::time::Moment;

/// A month.
pub(super) fn open(kiosk: &Kiosk, now: Moment, wanted: &KioskDays) -> Done<KioskReply> {
    let family = kiosk.family()?;
    let KioskDays { child, activity, month } = *wanted;
    let wanted = DaysWanted { family, child, activity, span: Span::Month, day: month };
    let mut view = calendar::view(&kiosk.counter, now, None, &wanted)?;
    view.whose = String::new(); // no surname on a screen that others see
    Ok(KioskReply::Days(Box::new(view)))
}

/// What the changes come to: nothing is written.
pub(super) fn review(kiosk: &Kiosk, now: Moment, changes: &[DayChange]) -> Done<KioskReply> {
    let family = kiosk.family()?;
    may_change(kiosk)?;
    let review = booking::reviewed(&kiosk.counter, now, (PORTAL, family), changes)?;
    Ok(KioskReply::Review(Box::new(review)))
}

/// The changes of a review, all or none. Who waits for a place that is given back is the
/// counter's business, and not said here.
pub(super) fn confirm(kiosk: &mut Kiosk, now: Moment, shown: &BookingReview) -> Done<KioskReply> {
    let family = kiosk.family()?;
    may_change(kiosk)?;
    let own = BookingReview { undoes: None, channel: None, ..shown.clone() };
    Ok(match booking::confirm_by(&mut kiosk.counter, now, (PORTAL, family), &own)? {
        Reply::Booked(booked) => KioskReply::Booked(Box::new(booked.review)),
        Reply::Review(review) => {
            KioskReply::Review(Box::new(BookingReview { channel: None, ..*review }))
        }
        _ => return Err(KioskRefusal::Over.into()),
    })
}

/// « Vous pouvez uniquement consulter les factures et les payer en ligne »: there an agent changes
/// the days.
fn may_change(kiosk: &Kiosk) -> Done<()> {
    if kiosk.counter.profile.access.portal.read_only {
        return Err(KioskRefusal::ReadOnly.into());
    }
    Ok(())
}
