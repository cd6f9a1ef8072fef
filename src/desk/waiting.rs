//! Places that come free, and the children who wait for them: an agent gives each place, in the
//! order of the list unless there is a reason.

use chrono::NaiveDate;

use super::access::reason_given;
use super::days::{ChildDays, Period};
use super::payment::guardian_line;
use super::refusal::Refusal;
use super::request::Reply;
use super::view::{FreePlace, WaitingChild, WaitingLine, WaitingView, WalletView};
use super::{Answer, Counter, No, display_name, known_family, wallet};
use crate::domain::ids::ActivityId;
use crate::domain::text::clean;
use crate::domain::time::{Moment, short_day};
use crate::journal::fact::PlaceGiven;
use crate::profile::Profile;
use crate::store::Reader;

/// Lines of the list.
const MOST_LINES: usize = 100;

/// Every free place that somebody waits for.
pub(super) fn open(counter: &mut Counter, now: Moment) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    Ok(Reply::Waiting(Box::new(view(snapshot.read(), &counter.profile, now)?)))
}

/// Gives a place to a child, as its line stood on the screen; where that line has changed, nothing
/// is written and the list comes back.
pub(super) fn give(
    counter: &mut Counter,
    now: Moment,
    shown: &WaitingLine,
    reason: &str,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let read = gesture.read();
    let list = of_day(read, &counter.profile, now, (shown.place.activity, shown.place.day))?;
    if !list.contains(shown) {
        return Ok(Reply::Waiting(Box::new(view(read, &counter.profile, now)?)));
    }
    if let Some(obstacle) = &shown.obstacle {
        return Err(Refusal::Sentence(obstacle.clone()).into());
    }
    let reason = match shown.reason_for() {
        Some(what) => {
            let reason = clean(reason);
            reason_given(&reason, what)?;
            reason
        }
        None => String::new(),
    };
    let WaitingLine { who, place, .. } = shown;
    let wallet = wallet::of(read, &counter.profile, who.family)?
        .map(|wallet| WalletView { cost: shown.price, ..wallet });
    wallet::pays(wallet)?;
    let fact = PlaceGiven {
        family: who.family,
        booking: who.booking,
        child: who.child,
        activity: place.activity,
        day: place.day,
        price: Some(shown.price),
        deadline: shown.deadline,
        paid: wallet.map(|wallet| wallet.cost),
        saw: shown.rank,
        reason,
    };
    gesture.append(&fact.into())?;
    let sentence = format!(
        "Place du {} donnée à {} ({}), {}. Prévenez la famille.",
        short_day(place.day),
        who.name,
        place.label,
        shown.price
    );
    let view = Box::new(view(gesture.read(), &counter.profile, now)?);
    gesture.commit()?;
    Ok(Reply::PlaceGiven { sentence, view })
}

pub(super) fn view(read: Reader<'_>, profile: &Profile, now: Moment) -> Answer<WaitingView> {
    let mut lines = Vec::new();
    for day in read.free_and_waited(now.today())? {
        match of_day(read, profile, now, day) {
            Ok(list) => lines.extend(list),
            // A place that no rule answers for is given by nobody until the import is corrected.
            Err(No::Refusal(_)) => {}
            Err(fault) => return Err(fault),
        }
        if lines.len() > MOST_LINES {
            break;
        }
    }
    let more = lines.len() > MOST_LINES;
    lines.truncate(MOST_LINES);
    Ok(WaitingView { lines, more })
}

/// Who is first on the list of a day on which a place is free.
pub(super) fn first(
    read: Reader<'_>,
    profile: &Profile,
    now: Moment,
    day: (ActivityId, NaiveDate),
) -> Answer<Option<WaitingLine>> {
    if day.1 < now.today() {
        return Ok(None);
    }
    Ok(of_day(read, profile, now, day)?.into_iter().next())
}

/// The list of a day, if a place is free; an erased household keeps its place in it.
fn of_day(
    read: Reader<'_>,
    profile: &Profile,
    now: Moment,
    (activity, day): (ActivityId, NaiveDate),
) -> Answer<Vec<WaitingLine>> {
    let list = read.waiting(activity, day, day)?;
    let waiting = u32::try_from(list.len()).unwrap_or(u32::MAX);
    let mut lines = Vec::new();
    for (rank, (_, child)) in (1..).zip(list) {
        let Some(family) = read.family_of(child)? else { continue };
        let family = known_family(read, family)?;
        let children = read.children(family.id)?;
        let Some(child) = children.iter().find(|one| one.id == child) else { continue };
        let period = Period { family: &family, child, from: day, to: day };
        let days = ChildDays::load(read, profile, period, activity, now.today())?;
        let answer = days.answer(profile, now, day);
        let free = answer.places_left.unwrap_or(u32::MAX);
        let Some(booking) = days.standing(day).filter(|_| free > 0) else { break };
        let (late, obstacle) = days.if_new(profile, now, day);
        lines.push(WaitingLine {
            who: WaitingChild {
                family: family.id,
                booking: booking.id,
                child: child.id,
                name: display_name(&child.surname, &child.given),
                login: family.login.clone(),
                phone: read
                    .guardians(family.id)?
                    .first()
                    .map(guardian_line)
                    .unwrap_or_default()
                    .phone,
            },
            place: FreePlace { activity, label: days.activity.label.clone(), day, free, waiting },
            rank,
            price: booking.price.or(answer.price).unwrap_or_default(),
            deadline: answer.deadline,
            late,
            obstacle,
        });
    }
    Ok(lines)
}
