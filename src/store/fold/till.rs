//! Facts about the till's sessions.

use rusqlite::params;

use super::{Outcome, Place, known};
use crate::journal::fact::{TillClosed, TillOpened};
use crate::store::{Db, StoreError};

type Folded = Result<Outcome, StoreError>;

pub(super) fn till_opened(db: &Db, place: &Place, fact: &TillOpened) -> Folded {
    let stamp = &place.header.stamp;
    db.prepare_cached(
        "INSERT OR IGNORE INTO till_session (id, station, float, opened, at, utc_offset, cash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
    )?
    .execute(params![
        fact.session.0,
        stamp.station.0,
        fact.float.0,
        place.position,
        stamp.now.at,
        stamp.now.offset
    ])?;
    Ok(Outcome::Done(vec![fact.session.0]))
}

/// The first closing of a session stands.
pub(super) fn till_closed(db: &Db, place: &Place, fact: &TillClosed) -> Folded {
    if !known(db, "SELECT 1 FROM till_session WHERE id = ?1", fact.session.0)? {
        return Ok(Outcome::Waits(fact.session.0));
    }
    db.prepare_cached(
        "INSERT OR IGNORE INTO closing (session, expected, gap, left_in, deposit, entry)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        fact.session.0,
        fact.expected.0,
        fact.gap.0,
        fact.left.0,
        fact.deposit.0,
        place.position
    ])?;
    Ok(Outcome::DONE)
}
