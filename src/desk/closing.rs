//! Closing the till (arrêté de caisse): what was counted is set against what the journal says,
//! and all of it is written down once.
//!
//! Whoever may take money may close the till of their workstation: it is they who count it in the
//! evening, and the régisseur who signs the paper. What is closed stays closed.

use super::founding::PROGRAM;
use super::refusal::Refusal;
use super::request::draft::Draft;
use super::request::{ClosingRequest, Reply};
use super::till::{self, LARGEST_FLOAT};
use super::view::{ClosingView, ReceiptView, SessionView, Voucher};
use super::{Answer, Counter, agent_name, draft, receipt};
use crate::domain::card::looks_like_card_number;
use crate::domain::closing::{counted, deposit, expected, explains};
use crate::domain::contrary::Standing;
use crate::domain::ids::TillSessionId;
use crate::domain::money::Cents;
use crate::domain::text::clean;
use crate::domain::time::{Moment, numeric_day};
use crate::journal::fact::{Perpetual, TillClosed};
use crate::print::closing::{ClosingText, Drawer, closing};
use crate::print::receipt::Issuer;
use crate::profile::Profile;
use crate::store::read::house::HouseRow;
use crate::store::read::till::{ClosingRecord, SessionSums, TillRecord};
use crate::store::{Reader, StoreError};

/// What there is to count.
pub(super) fn open(counter: &Counter, now: Moment) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    let read = snapshot.read();
    let session = match till::record(read)? {
        Some(session) => Some(session_view(&session, read.session_sums(session.id)?)),
        None => None,
    };
    Ok(Reply::Closing(Box::new(ClosingView { till: till::view(read, now)?, session })))
}

fn session_view(session: &TillRecord, sums: SessionSums) -> SessionView {
    SessionView {
        id: session.id,
        expected: expected(session.float, &sums.totals),
        totals: sums.totals,
        cancelled: (sums.cancelled.count, sums.cancelled.amount),
        operations: sums.receipts,
    }
}

/// Closes the till for good.
pub(super) fn close(counter: &mut Counter, now: Moment, request: &ClosingRequest) -> Answer<Reply> {
    let agent = counter.writer()?;
    if looks_like_card_number(&request.reason) {
        return Err(Refusal::CardNumber.into());
    }
    let mut gesture = counter.store.begin(now, agent.id)?;
    let session = open_session(gesture.read(), request.session)?;
    let fact = computed(gesture.read(), &session, request)?;
    gesture.append(&fact.into())?;
    let house = (&counter.house, &counter.profile);
    let reply = show(gesture.read(), house, now, session.id, "Caisse clôturée")?;
    draft::written(&mut gesture, agent.id, |draft| matches!(draft, Draft::Closing(_)))?;
    gesture.commit()?;
    Ok(reply)
}

/// The session that was counted, if it is still the open one.
fn open_session(read: Reader<'_>, counted: TillSessionId) -> Answer<TillRecord> {
    if let Some(closing) = read.closing(counted)? {
        let (agent, at, _) = closing.entry;
        let agent = agent_name(read, agent)?;
        return Err(Refusal::TillClosedMeanwhile { agent, at }.into());
    }
    let session = till::record(read)?.filter(|session| session.id == counted);
    Ok(session.ok_or(Refusal::TillClosed)?)
}

/// Everything that a closing says, from what was counted and what the journal knows.
fn computed(
    read: Reader<'_>,
    session: &TillRecord,
    request: &ClosingRequest,
) -> Answer<TillClosed> {
    let sums = read.session_sums(session.id)?;
    let expected = expected(session.float, &sums.totals);
    if request.saw != (sums.receipts, expected) {
        return Err(Refusal::TillMoved { expected }.into());
    }
    let total = counted(&request.counted).ok_or(Refusal::CountOutOfRange)?;
    let gap = total.minus(expected);
    if !explains(gap, &request.reason) {
        return Err(Refusal::ReasonNeeded { what: "cet écart" }.into());
    }
    let left = request.left;
    let deposit = deposit(total, left)
        .filter(|_| left <= LARGEST_FLOAT)
        .ok_or(Refusal::LeftOutOfRange { counted: total })?;
    Ok(TillClosed {
        session: session.id,
        counted: request.counted.iter().copied().filter(|piece| piece.count > 0).collect(),
        expected,
        gap,
        reason: if gap == Cents::ZERO { String::new() } else { clean(&request.reason) },
        left,
        deposit,
        perpetual: perpetual(read, &sums)?,
        receipts: sums.range,
        totals: sums.totals,
        cancelled: sums.cancelled,
        program: PROGRAM.to_owned(),
    })
}

/// The running totals of this workstation, this session included.
fn perpetual(read: Reader<'_>, sums: &SessionSums) -> Result<Perpetual, StoreError> {
    let last = match read.current_souche()? {
        Some(souche) => read.last_closing(souche.station)?,
        None => None,
    };
    let before = last.map(|closing| closing.fact.perpetual).unwrap_or_default();
    let taken: Cents = sums.totals.iter().map(|total| total.taken).sum();
    let given_back: Cents = sums.totals.iter().map(|total| total.given_back).sum();
    Ok(Perpetual {
        net: before.net.plus(taken).minus(given_back),
        gross: before.gross.plus(taken).plus(given_back),
    })
}

/// The closing of a session again, as text; the last one where none is named.
pub(super) fn reopen(
    counter: &Counter,
    now: Moment,
    session: Option<TillSessionId>,
) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    let read = snapshot.read();
    let session = match (session, read.current_souche()?) {
        (Some(session), _) => session,
        (None, Some(souche)) => {
            read.last_closing(souche.station)?.ok_or(Refusal::NoClosing)?.session.id
        }
        (None, None) => return Err(Refusal::NoClosing.into()),
    };
    show(read, (&counter.house, &counter.profile), now, session, "Arrêté de caisse")
}

fn show(
    read: Reader<'_>,
    house: (&HouseRow, &Profile),
    now: Moment,
    session: TillSessionId,
    what: &str,
) -> Answer<Reply> {
    let record = read.closing(session)?.ok_or(Refusal::NoClosing)?;
    let fact = &record.fact;
    let gap =
        if fact.gap == Cents::ZERO { String::new() } else { format!(", écart {}", fact.gap) };
    Ok(Reply::Receipt(Box::new(ReceiptView {
        of: Voucher::Closing(session),
        family: None,
        number: numeric_day(record.session.opened.today()),
        lines: closing(&text(read, house, &record)?, receipt::COLUMNS),
        sentence: format!("{what}{gap}. À verser à la régie\u{a0}: {}.", fact.deposit),
        copies: 0,
        standing: Standing::Stands,
        till: till::view(read, now)?,
    })))
}

fn text(
    read: Reader<'_>,
    (house, profile): (&HouseRow, &Profile),
    record: &ClosingRecord,
) -> Answer<ClosingText> {
    let (fact, (agent, at, hash)) = (&record.fact, &record.entry);
    Ok(ClosingText {
        issuer: Issuer {
            specimen: house.demo,
            town: house.commune.clone(),
            regie: profile.regie.name.clone(),
            annex: house.annex.clone(),
            agent: agent_name(read, *agent)?,
        },
        between: (record.session.opened, *at),
        receipts: fact.receipts.as_ref().map(|(a, b)| (a.to_string(), b.to_string())),
        totals: fact.totals.clone(),
        cancelled: (fact.cancelled.count, fact.cancelled.amount),
        drawer: Drawer {
            float: record.session.float,
            pieces: fact.counted.clone(),
            expected: fact.expected,
            counted: fact.expected.plus(fact.gap),
            reason: fact.reason.clone(),
            left: fact.left,
            deposit: fact.deposit,
        },
        perpetual: (fact.perpetual.net, fact.perpetual.gross),
        program: fact.program.clone(),
        check: receipt::check_digits(hash),
    })
}
