//! An invoice that a family says is wrong: « Si le montant n’est pas exact, ne payer surtout pas
//! cette facture. » It stays due; meanwhile it blocks no account.

use super::payment::invoice_line;
use super::refusal::Refusal;
use super::request::{ContestRequest, ContestWish, Reply};
use super::unpaid::{self, Settled};
use super::view::{ContestLine, ContestView, FamilyFiled, InvoiceLine};
use super::{Answer, Counter, agent_name, known_family};
use crate::domain::household::Guardian;
use crate::domain::ids::{EntryId, FamilyId, InvoiceId};
use crate::domain::people::Contested;
use crate::domain::time::{Moment, clock, numeric_day};
use crate::journal::fact::{ContestWithdrawn, InvoiceContested};
use crate::store::Reader;
use crate::store::read::contest::ContestRecord;
use crate::store::read::money::InvoiceRecord;

/// Looks, contests, or takes it back.
pub(super) fn answer(counter: &mut Counter, now: Moment, request: ContestRequest) -> Answer<Reply> {
    let ContestRequest { family, invoice, wish } = request;
    match wish {
        ContestWish::Open => open(counter, now, (family, invoice)),
        ContestWish::Contest(motive) => contest(counter, now, (family, invoice), motive),
        ContestWish::Withdraw(contest) => withdraw(counter, now, family, contest),
    }
}

/// An invoice, and what is said to be wrong with it.
fn open(
    counter: &mut Counter,
    now: Moment,
    (family, invoice): (FamilyId, InvoiceId),
) -> Answer<Reply> {
    let agent = counter.agent()?;
    let read = counter.store.read();
    let invoice = invoice_of(read, family, invoice)?;
    let holder = read.guardians(family)?;
    let view = ContestView {
        family,
        name: holder.first().map(Guardian::name).unwrap_or_default(),
        invoice: shown(read, invoice)?,
        blocks: counter.profile.access.unpaid.applies(),
    };
    counter.store.log_look(agent.id, family, now)?;
    Ok(Reply::Contest(Box::new(view)))
}

/// Invoices as the screens show them, with what is contested.
pub(super) fn lines(
    read: Reader<'_>,
    family: FamilyId,
    invoices: Vec<InvoiceRecord>,
) -> Answer<Vec<InvoiceLine>> {
    let contests = read.contests(family)?;
    let line = |invoice| with(read, &contests, invoice);
    invoices.into_iter().map(line).collect()
}

fn shown(read: Reader<'_>, invoice: InvoiceRecord) -> Answer<InvoiceLine> {
    with(read, &read.contests(invoice.family)?, invoice)
}

fn with(
    read: Reader<'_>,
    contests: &[ContestRecord],
    invoice: InvoiceRecord,
) -> Answer<InvoiceLine> {
    let contest = contests.iter().find(|contest| contest.invoice == invoice.id);
    let contest = contest.map(|contest| line(read, contest)).transpose()?;
    Ok(InvoiceLine { contest, ..invoice_line(invoice) })
}

/// A contest as the screens show it.
pub(super) fn line(read: Reader<'_>, contest: &ContestRecord) -> Answer<ContestLine> {
    Ok(ContestLine {
        entry: contest.written.entry,
        motive: contest.motive,
        agent: agent_name(read, contest.written.agent)?,
        at: contest.written.at,
    })
}

fn invoice_of(read: Reader<'_>, family: FamilyId, invoice: InvoiceId) -> Answer<InvoiceRecord> {
    known_family(read, family)?;
    let own = read.invoice(invoice)?.filter(|invoice| invoice.family == family);
    Ok(own.ok_or(Refusal::Unknown { what: "Cette facture" })?)
}

/// Writes down that an invoice is contested.
fn contest(
    counter: &mut Counter,
    now: Moment,
    (family, invoice): (FamilyId, InvoiceId),
    motive: Contested,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let record = invoice_of(gesture.read(), family, invoice)?;
    if let Some(contest) = shown(gesture.read(), record.clone())?.contest {
        let (day, hour) = (numeric_day(contest.at.today()), clock(contest.at.local()));
        let by = contest.agent;
        let sentence = format!("Déjà contestée le {day} à {hour} par {by}. Rien n’a été écrit.");
        return Err(Refusal::Sentence(sentence).into());
    }
    gesture.append(&InvoiceContested { family, invoice, motive }.into())?;
    let settled = unpaid::settle(&mut gesture, &counter.profile, family, now)?;
    gesture.commit()?;
    let (number, motive) = (record.number, motive.label());
    let opened = match settled {
        Settled::Reopened => " Compte portail rouvert.",
        Settled::Blocked | Settled::Unchanged => "",
    };
    let by = agent.shown();
    let sentence = format!("Facture {number} contestée\u{a0}: {motive} ({by}).{opened}");
    Ok(Reply::Filed(FamilyFiled { family, sentence }))
}

/// Takes back what stood on the screen: the invoice counts again.
fn withdraw(
    counter: &mut Counter,
    now: Moment,
    family: FamilyId,
    contest: EntryId,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let standing = gesture.read().contests(family)?;
    let standing = standing.into_iter().find(|one| one.written.entry == contest);
    let standing = standing.ok_or_else(|| {
        Refusal::Sentence("Contestation déjà retirée. Rien n’a été écrit.".to_owned())
    })?;
    gesture.append(&ContestWithdrawn { family, contest }.into())?;
    let settled = unpaid::settle(&mut gesture, &counter.profile, family, now)?;
    let invoice = gesture.read().invoice(standing.invoice)?;
    gesture.commit()?;
    let number = invoice.map(|invoice| invoice.number).unwrap_or_default();
    let closed = match settled {
        Settled::Blocked => " Compte portail bloqué\u{a0}: impayés.",
        Settled::Reopened | Settled::Unchanged => "",
    };
    let by = agent.shown();
    let sentence = format!("Facture {number}\u{a0}: plus contestée ({by}).{closed}");
    Ok(Reply::Filed(FamilyFiled { family, sentence }))
}
