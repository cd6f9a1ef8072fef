//! Days that wait for an agent's yes: accepted, put on the waiting list, refused, and taken back
//! for ten minutes; and how the family is told.
//!
//! Places count at that moment, inside the transaction; the places, the price and the motive are
//! written into the fact.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::days::FamilyDays;
use super::refusal::{HouseholdRefusal, Refusal};
use super::request::{AskedFor, Reply, Verdict};
use super::undo::UNDO_MS;
use super::{Answer, Counter, agent_name, demand, tasks};
use crate::domain::ids::{AgentId, BookingId, ChildId, EntryId, FamilyId};
use crate::domain::people::{BookingState, ToldBy};
use crate::domain::text::{nth, of_name};
use crate::domain::time::{Moment, clock, short_day};
use crate::journal::fact::{
    BookingsChanged, BookingsDecided, DayDecided, DecisionTold, DocumentNoted, Fact, PlaceGiven,
};
use crate::profile::Profile;
use crate::store::Reader;
use crate::store::read::days::BookingRecord;

/// What one day of a request comes to.
pub(super) enum Fit {
    /// A place is free.
    Place,
    /// None is, but there is a waiting list.
    List,
    /// None is, and there is no list.
    Full,
    /// Something else stands in the way.
    Obstacle(String),
}

/// A day of a request, weighed: `None` where its booking waits no more.
pub(super) fn weigh(
    days: &mut FamilyDays<'_>,
    profile: &Profile,
    now: Moment,
    asked: &AskedFor,
    (booking, day): (BookingId, NaiveDate),
) -> Answer<Option<(Fit, DayDecided)>> {
    let days = days.of(asked.child, asked.activity, day)?;
    let waits = |one: &&BookingRecord| one.id == booking && one.state == BookingState::ToValidate;
    let Some(standing) = days.standing(day).filter(waits) else { return Ok(None) };
    let answer = days.answer(profile, now, day);
    let fit = match (days.if_new(profile, now, day).1, answer.places_left) {
        _ if day < now.today() => Fit::Obstacle("Ce jour est passé.".to_owned()),
        (Some(obstacle), _) => Fit::Obstacle(obstacle),
        (None, Some(0)) if days.has_list() => Fit::List,
        (None, Some(0)) => Fit::Full,
        (None, _) => Fit::Place,
    };
    let state = match fit {
        Fit::List => BookingState::Waiting,
        _ => BookingState::Booked,
    };
    let decided = DayDecided {
        booking,
        day,
        saw: BookingState::ToValidate,
        state,
        price: standing.price.or(answer.price),
        deadline: answer.deadline,
    };
    Ok(Some((fit, decided)))
}

/// Decides about requests, those of a family in one transaction; what can't be decided so is left
/// and said.
pub(super) fn decide(
    counter: &mut Counter,
    now: Moment,
    requests: &[AskedFor],
    verdict: Verdict,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    if requests.is_empty() {
        return Err(Refusal::NothingToBook.into());
    }
    let (mut undo, mut left) = (Vec::new(), Vec::new());
    let mut families: Vec<FamilyId> = requests.iter().map(|one| one.family).collect();
    families.dedup();
    let last = families.last().copied();
    for family in families {
        let mut gesture = counter.store.begin(now, agent.id)?;
        for asked in requests.iter().filter(|one| one.family == family) {
            match decided(gesture.read(), &counter.profile, now, asked, verdict)? {
                Ok(fact) => undo.push((family, gesture.append(&fact.into())?.id)),
                Err(why) => left.push(why),
            }
        }
        if last == Some(family) && !undo.is_empty() {
            let (read, profile) = (gesture.read(), &counter.profile);
            let sentence = done((read, profile), verdict, &undo, &left)?;
            let view = Box::new(tasks::view(read, profile, now)?);
            gesture.commit()?;
            return Ok(Reply::Decided { sentence, undo, view });
        }
        gesture.commit()?;
    }
    Err(Refusal::Sentence(left.swap_remove(0)).into())
}

/// What was decided, and what was left.
fn done(
    (read, profile): (Reader<'_>, &Profile),
    verdict: Verdict,
    undo: &[(FamilyId, EntryId)],
    left: &[String],
) -> Answer<String> {
    let done = match (undo, verdict) {
        ([(family, entry)], _) => {
            let untold = read.untold(Some(*family), u32::MAX)?;
            let record = untold.iter().find(|one| one.entry == *entry);
            let fact = record.map(|one| read.fact_at(one.position)).transpose()?.flatten();
            let sentence =
                fact.map(|(_, fact)| sentence(read, profile, &fact)).transpose()?.flatten();
            sentence.unwrap_or_default()
        }
        (many, Verdict::Refuse(_)) => format!("{} demandes refusées", many.len()),
        (many, _) => format!("{} demandes acceptées", many.len()),
    };
    let rest = left.first().map(|first| format!(" {} laissée(s)\u{a0}: {first}", left.len()));
    let rest = rest.unwrap_or_default();
    Ok(format!("{done}.{rest} Ctrl+Z annule. Prévenez la famille."))
}

/// The fact of a verdict about a request; else why there is none.
fn decided(
    read: Reader<'_>,
    profile: &Profile,
    now: Moment,
    asked: &AskedFor,
    verdict: Verdict,
) -> Answer<Result<BookingsDecided, String>> {
    let mut family = FamilyDays::new(read, profile, now, asked.family)?;
    if family.is_archived() && !matches!(verdict, Verdict::Refuse(_)) {
        return Err(HouseholdRefusal::Archived.into());
    }
    let mut days = Vec::new();
    let mut stopped = None;
    for day in &asked.days {
        let Some((fit, decided)) = weigh(&mut family, profile, now, asked, *day)? else {
            return Ok(Err(already(read, asked)?));
        };
        let short = short_day(day.1);
        match (verdict, fit) {
            (Verdict::Refuse(_), _) => {
                days.push(DayDecided { state: BookingState::Refused, price: None, ..decided });
            }
            (_, Fit::Place) | (Verdict::AcceptFitting, Fit::List) => days.push(decided),
            (_, Fit::List) => {
                stopped = Some(format!("{short} complet\u{a0}: A le met sur la liste d’attente."));
            }
            (_, Fit::Full) => {
                stopped = Some(format!("{short} complet, sans liste d’attente\u{a0}: R refuse."));
            }
            (_, Fit::Obstacle(obstacle)) => stopped = Some(format!("{short}\u{a0}: {obstacle}")),
        }
    }
    match stopped {
        None if days.is_empty() => Ok(Err(already(read, asked)?)),
        Some(stopped) if days.is_empty() || verdict == Verdict::Accept => Ok(Err(stopped)),
        _ => Ok(Ok(BookingsDecided {
            family: asked.family,
            child: asked.child,
            activity: asked.activity,
            days,
            motive: match verdict {
                Verdict::Refuse(motive) => Some(motive),
                Verdict::Accept | Verdict::AcceptFitting => None,
            },
            undoes: None,
        })),
    }
}

/// Who decided meanwhile; or the family took its request back.
fn already(read: Reader<'_>, asked: &AskedFor) -> Answer<String> {
    for (entry, fact) in read.family_entries(asked.family, 50)? {
        let about = |id| asked.days.iter().any(|(booking, _)| *booking == id);
        let (agent, at) = (entry.header.stamp.agent, entry.header.stamp.now.local());
        let done = match fact {
            Some(Fact::BookingsDecided(fact)) if fact.days.iter().any(|one| about(one.booking)) => {
                "Déjà décidé"
            }
            Some(Fact::BookingsChanged(fact))
                if fact.cancelled.iter().any(|one| about(one.booking)) =>
            {
                "Demande retirée"
            }
            _ => continue,
        };
        let who = agent_name(read, agent)?;
        return Ok(format!("{done} par {who} à {}\u{a0}: rien n’a été écrit.", clock(at)));
    }
    Ok("Cette demande n’attend plus\u{a0}: rien n’a été écrit.".to_owned())
}

/// Takes decisions of this agent's back, less than ten minutes old and not told yet: their days
/// wait for a yes again.
pub(super) fn undo(
    counter: &mut Counter,
    now: Moment,
    entries: &[(FamilyId, EntryId)],
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let sentence = match entries.len() {
        1 => "Décision annulée\u{a0}: la demande attend à nouveau.".to_owned(),
        many => format!("{many} décisions annulées\u{a0}: les demandes attendent à nouveau."),
    };
    let last = entries.last().ok_or(Refusal::NotUndoable)?;
    for (family, entry) in entries {
        let mut gesture = counter.store.begin(now, agent.id)?;
        let fact = undone(gesture.read(), now, agent.id, (*family, *entry))?;
        gesture.append(&fact.into())?;
        if (*family, *entry) == *last {
            let view = Box::new(tasks::view(gesture.read(), &counter.profile, now)?);
            gesture.commit()?;
            return Ok(Reply::Decided { sentence, undo: Vec::new(), view });
        }
        gesture.commit()?;
    }
    Err(Refusal::NotUndoable.into())
}

fn undone(
    read: Reader<'_>,
    now: Moment,
    agent: AgentId,
    (family, entry): (FamilyId, EntryId),
) -> Answer<BookingsDecided> {
    let untold = read.untold(Some(family), u32::MAX)?;
    if !untold.iter().any(|one| one.entry == entry) {
        return Err(Refusal::NotUndoable.into());
    }
    let since = now.at.saturating_sub(UNDO_MS);
    let entries = read.family_entries_since(family, since)?;
    let decided = entries.into_iter().find_map(|(stored, fact)| match fact {
        Some(Fact::BookingsDecided(fact)) if stored.header.id == entry => {
            (stored.header.stamp.agent == agent).then_some(fact)
        }
        _ => None,
    });
    let mut decided = decided.ok_or(Refusal::NotUndoable)?;
    for one in &mut decided.days {
        let standing = read.bookings(decided.child, one.day, one.day)?;
        let standing = standing.into_iter().find(|booking| booking.id == one.booking);
        let standing = standing.filter(|booking| booking.state != BookingState::Cancelled);
        let standing = standing.ok_or(Refusal::NotUndoable)?;
        one.saw = standing.state;
        one.state = BookingState::ToValidate;
        one.price = standing.price;
    }
    Ok(BookingsDecided { motive: None, undoes: Some(entry), ..decided })
}

/// The family was told of a decision.
pub(super) fn told(
    counter: &mut Counter,
    now: Moment,
    (family, decision): (FamilyId, EntryId),
    how: ToldBy,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let untold = gesture.read().untold(Some(family), u32::MAX)?;
    if !untold.iter().any(|one| one.entry == decision) {
        let sentence = "La famille est déjà prévenue\u{a0}: rien n’a été écrit.".to_owned();
        return Err(Refusal::Sentence(sentence).into());
    }
    gesture.append(&DecisionTold { family, decision, how }.into())?;
    let sentence = format!("Famille prévenue {}.", how.label());
    let view = Box::new(tasks::view(gesture.read(), &counter.profile, now)?);
    gesture.commit()?;
    Ok(Reply::Decided { sentence, undo: Vec::new(), view })
}

/// What was decided and a family does not know, one sentence each, the oldest first.
pub(super) fn to_tell(
    read: Reader<'_>,
    profile: &Profile,
    family: FamilyId,
) -> Answer<Vec<String>> {
    let mut told = Vec::new();
    for record in read.untold(Some(family), u32::MAX)? {
        let Some((_, fact)) = read.fact_at(record.position)? else { continue };
        told.extend(sentence(read, profile, &fact)?);
    }
    Ok(told)
}

/// What a family is told of a decision; `None` for another kind of fact.
pub(super) fn sentence(read: Reader<'_>, profile: &Profile, fact: &Fact) -> Answer<Option<String>> {
    Ok(match fact {
        Fact::BookingsDecided(fact) => Some(of_bookings(read, fact)?),
        Fact::PlaceGiven(fact) => Some(of_place(read, fact)?),
        Fact::BookingsChanged(fact) => match fact.closing {
            Some(closing) => Some(of_closing(read, fact, closing)?),
            None => None,
        },
        Fact::DocumentNoted(fact) => Some(of_document(read, profile, fact)?),
        Fact::TaskClosed(fact) => Some(demand::sentence(fact.nature, fact.outcome)),
        _ => None,
    })
}

/// `Pièce refusée (illisible) : assurance scolaire de Léo`.
fn of_document(read: Reader<'_>, profile: &Profile, fact: &DocumentNoted) -> Answer<String> {
    let piece = profile.file.pieces.iter().find(|one| one.code == fact.code);
    let label = piece.map_or(fact.code.as_str(), |piece| &piece.label);
    let of = match fact.child {
        Some(child) => format!(" {}", of_name(&given(read, fact.family, child)?)),
        None => String::new(),
    };
    let fault = fact.fault.map(|fault| format!(" ({})", fault.label())).unwrap_or_default();
    Ok(format!("Pièce {}{fault}\u{a0}: {label}{of}", fact.state.label()))
}

/// `Zoé, Mercredi Petite Cité : accepté mer 25/11 ; sur liste d’attente mer 02/12`.
pub(super) fn of_bookings(read: Reader<'_>, fact: &BookingsDecided) -> Answer<String> {
    let given = given(read, fact.family, fact.child)?;
    let label = read.activity(fact.activity)?.map(|one| one.label).unwrap_or_default();
    let mut parts = Vec::new();
    for (state, words) in [
        (BookingState::Booked, "accepté"),
        (BookingState::Waiting, "sur liste d’attente"),
        (BookingState::Refused, "refusé"),
        (BookingState::ToValidate, "décision annulée, à valider à nouveau"),
    ] {
        let of = |one: &&DayDecided| one.state == state;
        let days: Vec<String> = fact.days.iter().filter(of).map(|one| short_day(one.day)).collect();
        if !days.is_empty() {
            parts.push(format!("{words} {}", days.join(", ")));
        }
    }
    let motive = fact.motive.map(|motive| format!(" ({})", motive.label())).unwrap_or_default();
    Ok(format!("{given}, {label}\u{a0}: {}{motive}", parts.join("\u{a0}; ")))
}

/// `Issa, Mercredi Petite Cité : place donnée mer 02/12, 1er de la liste d’attente`.
fn of_place(read: Reader<'_>, fact: &PlaceGiven) -> Answer<String> {
    let given = given(read, fact.family, fact.child)?;
    let label = read.activity(fact.activity)?.map(|one| one.label).unwrap_or_default();
    let (day, rank) = (short_day(fact.day), nth(fact.saw));
    Ok(format!("{given}, {label}\u{a0}: place donnée {day}, {rank} de la liste d’attente"))
}

/// `fermé (grève), annulé sans frais : Léo, Cantine Jean-Moulin jeu 03/12`.
pub(super) fn of_closing(
    read: Reader<'_>,
    fact: &BookingsChanged,
    closing: EntryId,
) -> Answer<String> {
    let label = read.closing_label(closing)?.unwrap_or_default();
    let mut days: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for one in &fact.cancelled {
        days.entry((one.child, one.activity)).or_default().push(short_day(one.day));
    }
    let mut parts = Vec::new();
    for ((child, activity), days) in days {
        let given = given(read, fact.family, child)?;
        let activity = read.activity(activity)?.map(|one| one.label).unwrap_or_default();
        parts.push(format!("{given}, {activity} {}", days.join(", ")));
    }
    Ok(format!("fermé ({label}), annulé sans frais\u{a0}: {}", parts.join("\u{a0}; ")))
}

fn given(read: Reader<'_>, family: FamilyId, child: ChildId) -> Answer<String> {
    let children = read.children(family)?;
    let child = children.into_iter().find(|one| one.id == child);
    Ok(child.map_or_else(|| "enfant".to_owned(), |child| child.given))
}
