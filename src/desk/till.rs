//! The till: one session a workstation, from its opening to its closing, within one day.

use super::refusal::Refusal;
use super::request::Reply;
use super::view::TillView;
use super::{Answer, Counter};
use crate::domain::closing::is_forgotten;
use crate::domain::money::Cents;
use crate::domain::time::Moment;
use crate::journal::fact::TillOpened;
use crate::store::read::till::TillRecord;
use crate::store::{Reader, StoreError};

/// The largest float: 1 000,00 €.
pub const LARGEST_FLOAT: Cents = Cents(100_000);

/// Opens the till with what was put in.
pub(super) fn open(counter: &mut Counter, now: Moment, float: Cents) -> Answer<Reply> {
    let agent = counter.writer()?;
    if float < Cents::ZERO || float > LARGEST_FLOAT {
        return Err(Refusal::FloatOutOfRange.into());
    }
    let mut gesture = counter.store.begin(now, agent.id)?;
    if record(gesture.read())?.is_some() {
        return Err(Refusal::TillAlreadyOpen.into());
    }
    let session = gesture.new_id()?;
    gesture.append(&TillOpened { session, float }.into())?;
    let till = view(gesture.read(), now)?;
    gesture.commit()?;
    Ok(Reply::Till(till))
}

/// The till as it stands.
pub(super) fn show(counter: &Counter, now: Moment) -> Answer<Reply> {
    counter.agent()?;
    Ok(Reply::Till(view(counter.store.read(), now)?))
}

/// The open session of this workstation.
pub(super) fn record(read: Reader<'_>) -> Result<Option<TillRecord>, StoreError> {
    match read.current_souche()? {
        Some(souche) => read.open_till(souche.station),
        None => Ok(None),
    }
}

/// The session that a payment goes into: open, and opened today. A closing that was forgotten
/// comes first, so that no two days are counted as one.
pub(super) fn taking(read: Reader<'_>, now: Moment) -> Answer<TillRecord> {
    let till = record(read)?.ok_or(Refusal::TillClosed)?;
    if is_forgotten(till.opened, now) {
        return Err(Refusal::TillForgotten { opened: till.opened }.into());
    }
    Ok(till)
}

/// The till as the screens show it: the float is never counted.
pub(super) fn view(read: Reader<'_>, now: Moment) -> Result<TillView, StoreError> {
    if let Some(till) = record(read)? {
        return Ok(TillView {
            cash: Some(till.cash),
            float: till.float,
            opened: Some(till.opened),
            forgotten: is_forgotten(till.opened, now),
        });
    }
    let last = match read.current_souche()? {
        Some(souche) => read.last_closing(souche.station)?,
        None => None,
    };
    let float = last.map(|closing| closing.fact.left).unwrap_or_default();
    Ok(TillView { float, ..TillView::default() })
}
