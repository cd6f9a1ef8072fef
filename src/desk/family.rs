//! A family's file: the preview of the home screen, and the content of all its tabs.

use super::access::account_view;
use super::days::{ChildDays, Period, activities_of, missing};
use super::payment::guardian_line;
use super::receipt::mode_word;
use super::request::Reply;
use super::view::{
    BookingLine, ChildLine, FamilyNotes, FamilyView, PaymentLine, PreviewView, QuotientView,
};
use super::{
    Answer, Counter, agent_name, contest, decision, documents, events, known_family, notes, wallet,
};
use crate::domain::activity::Activity;
use crate::domain::household::Child;
use crate::domain::ids::FamilyId;
use crate::domain::people::{ActivityKind, BookingState, DayState};
use crate::domain::tariff::means::Effect;
use crate::domain::time::{LAST_DAY, Moment, age_on};
use crate::store::read::family::FamilyRecord;

/// Lines of a long tab.
const MOST_LINES: u32 = 100;

/// What the home screen shows of the highlighted family.
pub(super) fn preview(counter: &mut Counter, now: Moment, id: FamilyId) -> Answer<Reply> {
    counter.agent()?;
    let family = known_family(counter.store.read(), id)?;
    Ok(Reply::Preview(Box::new(preview_of(counter, now, &family)?)))
}

/// The whole file; the look is logged.
pub(super) fn open(counter: &mut Counter, now: Moment, id: FamilyId) -> Answer<Reply> {
    let agent = counter.agent()?;
    let read = counter.store.read();
    let family = known_family(read, id)?;
    let preview = preview_of(counter, now, &family)?;
    let town = format!("{} {}", family.postcode, family.town);
    let address: Vec<&str> = [family.address.as_str(), town.trim()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let view = FamilyView {
        preview,
        login: family.login.clone(),
        address: address.join(", "),
        guardians: read.guardians(id)?.iter().map(guardian_line).collect(),
        file_year: family.file_year.unwrap_or(0),
        invoices: contest::lines(read, id, read.invoices(id, MOST_LINES)?)?,
        payments: payments(counter, id)?,
        bookings: bookings(counter, now, &family)?,
        documents: documents::of_family(counter, now, &family)?,
        events: events::of_family(read, id, MOST_LINES)?,
        archived: family.archived,
        notes: FamilyNotes {
            lines: notes::of_family(read, id)?,
            to_tell: decision::to_tell(read, &counter.profile, id)?,
        },
    };
    counter.store.log_look(agent.id, id, now)?;
    Ok(Reply::Family(Box::new(view)))
}

fn preview_of(counter: &Counter, now: Moment, family: &FamilyRecord) -> Answer<PreviewView> {
    let read = counter.store.read();
    let today = now.today();
    let due = read.invoices_due(family.id)?;
    let quotient = family.means.quotient_on(Effect::AtOnce, today).ok();
    let mut children = Vec::new();
    for child in read.children(family.id)? {
        children.push(child_line(counter, now, family, &child)?);
    }
    Ok(PreviewView {
        family: family.id,
        holder: read.guardians(family.id)?.first().map(guardian_line).unwrap_or_default(),
        quotient: QuotientView {
            value: quotient,
            bracket: counter.profile.rates.column(&family.means, today).letter().to_string(),
            until: family.means.until,
        },
        account: account_view(read, family.id)?,
        missing: missing(read, &counter.profile, family, today)?,
        invoices_due: due.len(),
        balance_due: due.iter().map(|invoice| invoice.due).sum(),
        credit: read.credit(family.id)?,
        wallet: wallet::of(read, &counter.profile, family.id)?,
        payable: counter.profile.windows.told(today).filter(|_| !due.is_empty()),
        children,
        note: read.notes(family.id)?.into_iter().find(|note| note.flagged).map(|note| note.text),
    })
}

fn child_line(
    counter: &Counter,
    now: Moment,
    family: &FamilyRecord,
    child: &Child,
) -> Answer<ChildLine> {
    let today = now.today();
    let read = counter.store.read();
    let current: Vec<_> = read
        .enrolments(child.id)?
        .into_iter()
        .filter(|enrolment| enrolment.to >= today)
        .map(|enrolment| enrolment.activity)
        .collect();
    let activities = activities_of(counter, child, today)?;
    let tomorrow = today.succ_opt().unwrap_or(today);
    let next = read
        .bookings(child.id, tomorrow, LAST_DAY)?
        .into_iter()
        .find(|booking| booking.state == BookingState::Booked);
    let next_cancellable = match next {
        Some(next) => {
            let period = Period { family, child, from: next.day, to: next.day };
            let days = ChildDays::load(read, &counter.profile, period, next.activity, today)?;
            let answer = days.answer(&counter.profile, now, next.day);
            answer.state == DayState::EnrolledCancellable
        }
        None => false,
    };
    Ok(ChildLine {
        id: child.id,
        given: child.given.clone(),
        surname: child.surname.to_uppercase(),
        birth: child.birth,
        age: age_on(child.birth, today),
        school: child.school.clone(),
        class: child.class.clone(),
        activities: activities
            .iter()
            .filter(|activity| current.contains(&activity.id))
            .map(activity_words)
            .collect(),
        next_day: next.map(|next| next.day),
        next_cancellable,
    })
}

/// `cantine L M J V`, `mercredi Petite Cité`: as short as it stays clear.
fn activity_words(activity: &Activity) -> String {
    match activity.kind {
        ActivityKind::Canteen => format!("cantine {}", activity.weekdays),
        _ => activity.label.clone(),
    }
}

fn payments(counter: &Counter, id: FamilyId) -> Answer<Vec<PaymentLine>> {
    let read = counter.store.read();
    let mut lines = Vec::new();
    for payment in read.payments(id, MOST_LINES)? {
        let (agent, at, _) = payment.entry;
        lines.push(PaymentLine {
            id: payment.id,
            receipt: payment.receipt.to_string(),
            at,
            mode: mode_word(&payment.tenders),
            amount: payment.amount,
            agent: agent_name(read, agent)?,
            copies: payment.copies,
            standing: payment.standing,
        });
    }
    Ok(lines)
}

fn bookings(counter: &Counter, now: Moment, family: &FamilyRecord) -> Answer<Vec<BookingLine>> {
    let read = counter.store.read();
    let today = now.today();
    let mut lines = Vec::new();
    for child in read.children(family.id)? {
        let booked = read.bookings(child.id, today, LAST_DAY)?;
        let Some(last) = booked.last().map(|booking| booking.day) else { continue };
        for activity in activities_of(counter, &child, today)? {
            let period = Period { family, child: &child, from: today, to: last };
            let days = ChildDays::load(read, &counter.profile, period, activity.id, today)?;
            for booking in booked.iter().filter(|booking| booking.activity == activity.id) {
                let answer = days.answer(&counter.profile, now, booking.day);
                lines.push(BookingLine {
                    of: (child.id, activity.id),
                    child: child.given.clone(),
                    activity: activity.label.clone(),
                    day: booking.day,
                    state: answer.state,
                    rank: answer.rank.filter(|_| answer.state == DayState::Waiting),
                    price: booking.price.or(answer.price).unwrap_or_default(),
                });
            }
        }
    }
    lines.sort_by(|a, b| (a.day, &a.child, &a.activity).cmp(&(b.day, &b.child, &b.activity)));
    lines.truncate(MOST_LINES as usize);
    Ok(lines)
}
