//! What waits for an agent: found by questions to the tables, never stored as such.

mod deadlines;

use chrono::{NaiveDate, NaiveDateTime};

use super::days::FamilyDays;
use super::decision::{Fit, sentence, weigh};
use super::payment::guardian_line;
use super::request::{AskedFor, DocumentNote, NoteDocument, Reply};
use super::view::{Nature, Task, TaskLine, TasksView};
use super::{Answer, Counter, No, waiting};
use crate::domain::ids::{BookingId, ChildId, FamilyId};
use crate::domain::people::{BlockCause, DocumentState};
use crate::domain::task::TaskNature;
use crate::domain::text::{nth, of_name, sentence_case};
use crate::domain::time::{Moment, age_on, end_of_day, limit, numeric_day, short_day};
use crate::print::tasks::{TaskListText, TaskText, task_list};
use crate::profile::Profile;
use crate::store::Reader;
use crate::store::read::documents::DocumentRecord;
use crate::store::read::tasks::{AskedRecord, TaskRecord};

/// Lines of one kind.
const MOST_LINES: u32 = 100;

/// All that waits for an agent.
pub(super) fn open(counter: &mut Counter, now: Moment) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    Ok(Reply::Tasks(Box::new(view(snapshot.read(), &counter.profile, now)?)))
}

/// How much of each kind waits for an agent.
pub(super) fn count(counter: &mut Counter, now: Moment) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    Ok(Reply::TaskCounts(counts(snapshot.read(), &counter.profile, now)?))
}

fn counts(read: Reader<'_>, profile: &Profile, now: Moment) -> Answer<Vec<(Nature, usize)>> {
    Ok(vec![
        (Nature::Request, read.count_to_validate(now.today())?),
        (Nature::Demand, read.tasks()?.len()),
        (Nature::Document, to_check(read, profile)?.len()),
        (Nature::Place, places(read, profile, now)?.len()),
        (Nature::Deadline, deadlines::count(read, profile, now)?),
        (Nature::ToTell, read.count_untold()?),
        (Nature::Receipt, read.count_unprinted()?),
        (Nature::Contest, read.count_contests()?),
        (Nature::Account, read.count_blocked()?),
    ])
}

pub(super) fn view(read: Reader<'_>, profile: &Profile, now: Moment) -> Answer<TasksView> {
    let today = now.today();
    let mut lines = requests(read, profile, now)?;
    lines.extend(demands(read)?);
    lines.extend(documents(read, profile)?);
    lines.extend(places(read, profile, now)?);
    lines.extend(deadlines::lines(read, profile, now)?);
    lines.extend(to_tell(read, profile)?);
    lines.extend(receipts(read)?);
    lines.extend(contested(read)?);
    lines.extend(accounts(read)?);
    let tomorrow = today.succ_opt().unwrap_or(today);
    for line in &mut lines {
        line.soon = line.limit.is_some_and(|limit| limit.date() <= tomorrow);
    }
    Ok(TasksView { lines, counts: counts(read, profile, now)? })
}

/// What waits for an agent on paper.
pub(super) fn print(counter: &mut Counter, now: Moment, nature: Option<Nature>) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    let view = view(snapshot.read(), &counter.profile, now)?;
    let lines = view.shown(nature).into_iter().map(|line| TaskText {
        name: &line.name,
        detail: &line.detail,
        limit: line.limit.map(|at| limit(at, now.today())),
    });
    Ok(Reply::Page(task_list(&TaskListText {
        town: &counter.house.commune,
        specimen: counter.house.demo,
        on: now,
        tasks: &lines.collect::<Vec<_>>(),
    })))
}

/// `MARTIN Paul`, and what a family is called by phone or mail.
pub(super) fn family_name(read: Reader<'_>, family: FamilyId) -> Answer<(String, String)> {
    let guardians = read.guardians(family)?;
    let Some(holder) = guardians.first().map(guardian_line) else { return Ok(Default::default()) };
    let reach = [holder.phone, holder.email];
    let reach: Vec<String> = reach.into_iter().filter(|one| !one.is_empty()).collect();
    Ok((holder.name, reach.join(" · ")))
}

fn requests(read: Reader<'_>, profile: &Profile, now: Moment) -> Answer<Vec<TaskLine>> {
    let mut lines = Vec::new();
    for record in read.to_validate(now.today(), MOST_LINES)? {
        let Some(family) = read.family_of(record.child)? else { continue };
        lines.push(request(read, profile, now, (family, record))?);
    }
    lines.sort_by_key(|line| (line.limit.is_none(), line.limit));
    Ok(lines)
}

fn request(
    read: Reader<'_>,
    profile: &Profile,
    now: Moment,
    (family, record): (FamilyId, AskedRecord),
) -> Answer<TaskLine> {
    let asked =
        AskedFor { family, child: record.child, activity: record.activity, days: record.days };
    let mut days = FamilyDays::new(read, profile, now, family)?;
    let (mut notes, mut limit) = (Vec::new(), None);
    for day in &asked.days {
        match weighed(&mut days, (profile, now), &asked, *day) {
            Ok(Some((note, until))) => {
                notes.push(note);
                limit = limit.into_iter().chain(until).min();
            }
            Ok(None) => {}
            // One request that no rule answers does not hide all the others.
            Err(No::Refusal(why)) => notes.push(format!("{}\u{a0}: × {why}", short_day(day.1))),
            Err(fault) => return Err(fault),
        }
    }
    let activity = read.activity(asked.activity)?.map(|one| one.label).unwrap_or_default();
    let children = read.children(family)?;
    let child = children.iter().find(|one| one.id == asked.child);
    let given = child.map(|child| child.given.clone()).unwrap_or_default();
    let age = child.map(|child| age_on(child.birth, now.today()));
    let age = age.map(|age| format!(" · {age} ans")).unwrap_or_default();
    let (name, _) = family_name(read, family)?;
    let short: Vec<String> = asked.days.iter().map(|(_, day)| short_day(*day)).collect();
    let detail = match short.as_slice() {
        [first, .., last] if short.len() > 2 => {
            format!("{} jours, {first} à {last} · {activity}", short.len())
        }
        few => format!("{} · {activity}", few.join(", ")),
    };
    let title =
        format!("{given}{age} · {activity} · demandé le {}", numeric_day(record.at.today()));
    let since = Some(record.at.local());
    let (name, family) = (format!("{name} / {given}"), Some(family));
    let (task, soon) = (Task::Request(asked), false);
    Ok(TaskLine { family, name, since, detail, limit, soon, title, notes, task })
}

/// `mer 25/11 : ● 38 sur 40 pris, 7,80 €`, and until when it can be decided; `None` where it waits
/// no more.
fn weighed(
    days: &mut FamilyDays<'_>,
    (profile, now): (&Profile, Moment),
    asked: &AskedFor,
    day: (BookingId, NaiveDate),
) -> Answer<Option<(String, Option<NaiveDateTime>)>> {
    let Some((fit, decided)) = weigh(days, profile, now, asked, day)? else { return Ok(None) };
    let ahead = decided.deadline.filter(|deadline| now.local() <= *deadline);
    let eve = || day.1.pred_opt().map(end_of_day);
    let days = days.of(asked.child, asked.activity, day.1)?;
    let places = days.answer(profile, now, day.1);
    let price = decided.price.map(|price| format!(", {price}")).unwrap_or_default();
    let words = match (fit, places.places_left.zip(places.places)) {
        (Fit::Obstacle(obstacle), _) => format!("× {obstacle}"),
        (Fit::List, _) => {
            format!("# complet, {} de la liste d’attente", nth(1 + days.waiting_on(day.1)))
        }
        (Fit::Full, _) => "# complet".to_owned(),
        (Fit::Place, Some((left, all))) => format!("● {} sur {all} pris", all.saturating_sub(left)),
        (Fit::Place, None) => "● places sans limite".to_owned(),
    };
    Ok(Some((format!("{}\u{a0}: {words}{price}", short_day(day.1)), ahead.or_else(eve))))
}

/// « Demander de l’aide à l’accueil », a change that a family asks for, a kiosk that stands still.
fn demands(read: Reader<'_>) -> Answer<Vec<TaskLine>> {
    let mut lines = Vec::new();
    for record in read.tasks()? {
        let TaskRecord { task, nature, place, family, words, at } = record;
        let (holder, reach) = match family {
            Some(family) => family_name(read, family)?,
            None => Default::default(),
        };
        let place = if place.is_empty() { "Borne".to_owned() } else { format!("Borne {place}") };
        let name = if family.is_some() { holder } else { place };
        let says = words.map(|(_, words)| words);
        let detail = match (nature, &says) {
            (TaskNature::Change, Some(words)) => words.clone(),
            (TaskNature::Change, None) => "texte effacé".to_owned(),
            _ => nature.label().to_owned(),
        };
        let notes = match nature {
            TaskNature::Help => vec!["Une famille attend à la borne.".to_owned()],
            TaskNature::Change => says.into_iter().chain([reach]).collect(),
            TaskNature::KioskPaused => {
                vec![
                    "Trop d’essais manqués\u{a0}: elle rouvre seule après 5\u{a0}minutes."
                        .to_owned(),
                ]
            }
        };
        lines.push(TaskLine {
            family,
            title: format!("{} · {name}", sentence_case(nature.label())),
            name,
            since: Some(at.local()),
            detail,
            limit: None,
            soon: false,
            notes,
            task: Task::Demand(task, nature),
        });
    }
    Ok(lines)
}

/// The documents that came in and count only once an agent has looked at them, each with its name.
fn to_check<'p>(read: Reader<'_>, profile: &'p Profile) -> Answer<Vec<(&'p str, DocumentRecord)>> {
    let label = |record: &DocumentRecord| {
        let mut pieces = profile.file.pieces.iter();
        let piece = pieces.find(|one| one.code == record.code && one.validated);
        piece.map(|piece| piece.label.as_str())
    };
    let records = read.documents_to_check()?.into_iter();
    Ok(records.filter_map(|record| Some((label(&record)?, record))).collect())
}

fn documents(read: Reader<'_>, profile: &Profile) -> Answer<Vec<TaskLine>> {
    let first = to_check(read, profile)?.into_iter().take(MOST_LINES as usize);
    first.map(|(label, record)| document(read, label, record)).collect()
}

fn document(read: Reader<'_>, kind: &str, record: DocumentRecord) -> Answer<TaskLine> {
    let DocumentRecord { id, family, child, code, paper, entry } = record;
    let (name, label) = whose(read, (family, child), kind)?;
    let until = match paper.until {
        Some(until) => format!("Valable jusqu’au {} une fois validée.", numeric_day(until)),
        None => "Valable sans fin une fois validée.".to_owned(),
    };
    let state = DocumentState::Validated;
    let note = DocumentNote::Looked { document: id, state, fault: None, saw: entry };
    Ok(TaskLine {
        family: Some(family),
        name,
        since: paper.received.and_hms_opt(0, 0, 0),
        detail: kind.to_owned(),
        limit: None,
        soon: false,
        title: format!("{label} · reçue le {}", numeric_day(paper.received)),
        notes: vec![until],
        task: Task::Document(NoteDocument { family, child, code, note }),
    })
}

/// `MARTIN Paul / Zoé`, `assurance scolaire de Zoé`: whose document, and which.
fn whose(
    read: Reader<'_>,
    (family, child): (FamilyId, Option<ChildId>),
    label: &str,
) -> Answer<(String, String)> {
    let (holder, _) = family_name(read, family)?;
    let given = child.map(|child| given(read, family, child)).transpose()?.flatten();
    Ok(match given {
        Some(given) => (format!("{holder} / {given}"), format!("{label} {}", of_name(&given))),
        None => (holder, label.to_owned()),
    })
}

fn given(read: Reader<'_>, family: FamilyId, child: ChildId) -> Answer<Option<String>> {
    let children = read.children(family)?;
    Ok(children.into_iter().find(|one| one.id == child).map(|child| child.given))
}

fn places(read: Reader<'_>, profile: &Profile, now: Moment) -> Answer<Vec<TaskLine>> {
    let view = waiting::view(read, profile, now)?;
    let first = view.lines.into_iter().filter(|line| line.rank == 1);
    Ok(first
        .map(|line| {
            let day = short_day(line.place.day);
            let phone = format!("{} · {}", line.who.login, line.who.phone);
            TaskLine {
                family: Some(line.who.family),
                name: line.who.name.clone(),
                since: None,
                detail: format!("{day}, 1er sur {} · {}", line.place.waiting, line.place.label),
                limit: line.deadline,
                soon: false,
                title: format!("{} · {}, {day}", line.who.name, line.place.label),
                notes: std::iter::once(phone).chain(line.obstacle).collect(),
                task: Task::Place(line.who.child, line.place.activity, line.place.day),
            }
        })
        .collect())
}

fn to_tell(read: Reader<'_>, profile: &Profile) -> Answer<Vec<TaskLine>> {
    let mut lines = Vec::new();
    for record in read.untold(None, MOST_LINES)? {
        let Some((_, fact)) = read.fact_at(record.position)? else { continue };
        let Some(detail) = sentence(read, profile, &fact)? else { continue };
        let (name, reach) = family_name(read, record.family)?;
        lines.push(TaskLine {
            family: Some(record.family),
            title: format!("À dire à {name}"),
            name,
            since: Some(record.at.local()),
            limit: None,
            soon: false,
            notes: vec![format!("{detail}."), reach],
            detail,
            task: Task::ToTell(record.entry),
        });
    }
    Ok(lines)
}

fn receipts(read: Reader<'_>) -> Answer<Vec<TaskLine>> {
    let mut lines = Vec::new();
    for record in read.unprinted(MOST_LINES)? {
        let (name, _) = family_name(read, record.family)?;
        lines.push(TaskLine {
            family: Some(record.family),
            title: format!("Quittance {} · {name}", record.receipt),
            name,
            since: Some(record.at.local()),
            detail: format!("{} non imprimée", record.receipt),
            limit: None,
            soon: false,
            notes: vec!["Le paiement est enregistré, rien d’autre ne manque.".to_owned()],
            task: Task::Receipt(record.payment),
        });
    }
    Ok(lines)
}

fn contested(read: Reader<'_>) -> Answer<Vec<TaskLine>> {
    let mut lines = Vec::new();
    for record in read.all_contests(MOST_LINES)? {
        let Some(invoice) = read.invoice(record.invoice)? else { continue };
        let (name, reach) = family_name(read, record.family)?;
        let says = record.motive.label();
        lines.push(TaskLine {
            family: Some(record.family),
            title: format!("Facture {} · {name}", invoice.number),
            name,
            since: Some(record.written.at.local()),
            detail: format!("{says} · {}", invoice.number),
            limit: None,
            soon: false,
            notes: vec![
                format!("{}, reste à payer\u{a0}: {}.", sentence_case(says), invoice.due),
                reach,
            ],
            task: Task::Contest(record.invoice),
        });
    }
    Ok(lines)
}

fn accounts(read: Reader<'_>) -> Answer<Vec<TaskLine>> {
    let mut lines = Vec::new();
    for record in read.blocked(MOST_LINES)? {
        let (name, reach) = family_name(read, record.family)?;
        let remedy = match record.cause {
            BlockCause::Passwords => "Identité à vérifier avant de débloquer.",
            BlockCause::Unpaid => "Le compte rouvre une fois la dette réglée, ou avec un motif.",
        };
        lines.push(TaskLine {
            family: Some(record.family),
            title: format!("Compte bloqué · {name}"),
            name,
            since: record.since,
            detail: record.cause.label().to_owned(),
            limit: None,
            soon: false,
            notes: vec![remedy.to_owned(), reach],
            task: Task::Account,
        });
    }
    Ok(lines)
}
