//! The till: one session a workstation, open across days until its closing.

use super::refusal::Refusal;
use super::request::Reply;
use super::view::TillView;
use super::{Answer, Counter};
use crate::domain::money::Cents;
use crate::domain::time::Moment;
use crate::journal::fact::TillOpened;
use crate::store::read::money::TillRecord;
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
    let till = view(gesture.read())?;
    gesture.commit()?;
    Ok(Reply::Till(till))
}

/// The till as it stands.
pub(super) fn show(counter: &Counter) -> Answer<Reply> {
    counter.agent()?;
    Ok(Reply::Till(view(counter.store.read())?))
}

/// The open session of this workstation.
pub(super) fn record(read: Reader<'_>) -> Result<Option<TillRecord>, StoreError> {
    match read.current_souche()? {
        Some(souche) => read.open_till(souche.station),
        None => Ok(None),
    }
}

/// The till as the screens show it: the float is never counted.
pub(super) fn view(read: Reader<'_>) -> Result<TillView, StoreError> {
    Ok(record(read)?.map_or(TillView { cash: None, float: Cents::ZERO, opened: None }, |till| {
        TillView { cash: Some(till.cash), float: till.float, opened: Some(till.opened) }
    }))
}
