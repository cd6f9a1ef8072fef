//! What a family asks of an agent, and what the kiosk tells the counter. Nothing is changed by it.

use super::entrance::Visit;
use super::{Done, Kiosk};
use crate::desk::No;
use crate::desk::demand::{Demand, open_task};
use crate::desk::refusal::HouseholdRefusal;
use crate::desk::request::kiosk::{ChangeSubject, KioskRefusal, KioskReply};
use crate::domain::text::clean;
use crate::domain::time::Moment;

/// What an agent reads that a family found wrong.
const DOUBT: &str = "foyer inexact selon la famille, à voir avec elle";

/// Somebody is to come; who asks is not said.
pub(super) fn help(kiosk: &mut Kiosk, now: Moment) -> Done<KioskReply> {
    open_task(&mut kiosk.counter, now, &Demand::Help(kiosk.place.clone()))?;
    Ok(KioskReply::Asked)
}

/// The file should say something else.
pub(super) fn change(
    kiosk: &mut Kiosk,
    now: Moment,
    subject: ChangeSubject,
    text: &str,
) -> Done<KioskReply> {
    let family = kiosk.family()?;
    if clean(text).is_empty() {
        return Err(No::from(HouseholdRefusal::NoteLength).into());
    }
    let words = format!("{}\u{a0}: {text}", name(subject));
    open_task(&mut kiosk.counter, now, &Demand::Change(family, words))?;
    Ok(KioskReply::Asked)
}

/// The household is not as it is said to be: an agent looks at it, and the door stays shut.
pub(super) fn doubt(kiosk: &mut Kiosk, now: Moment) -> Done<KioskReply> {
    let Visit::Verifying { family, .. } = kiosk.visit else {
        return Err(KioskRefusal::Over.into());
    };
    open_task(&mut kiosk.counter, now, &Demand::Change(family, DOUBT.to_owned()))?;
    kiosk.forget();
    Ok(KioskReply::Asked)
}

/// The kiosk pauses.
pub(super) fn paused(kiosk: &mut Kiosk, now: Moment) -> Done<()> {
    open_task(&mut kiosk.counter, now, &Demand::KioskPaused(kiosk.place.clone()))?;
    Ok(())
}

const fn name(subject: ChangeSubject) -> &'static str {
    match subject {
        ChangeSubject::Address => "adresse",
        ChangeSubject::Phone => "téléphone",
        ChangeSubject::Email => "courriel",
        ChangeSubject::Household => "personnes du foyer",
        ChangeSubject::Quotient => "quotient familial",
        ChangeSubject::Other => "autre",
    }
}
