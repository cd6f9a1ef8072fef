//! What waits for an agent: found by questions to the tables, never stored as such.

use super::days::FamilyDays;
use super::decision::{Fit, sentence, weigh};
use super::payment::guardian_line;
use super::request::{AskedFor, DocumentNote, NoteDocument, Reply};
use super::view::{Nature, Task, TaskLine, TasksView};
use super::{Answer, Counter, waiting};
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::people::{BlockCause, DocumentState};
use crate::domain::text::{nth, of_name};
use crate::domain::time::{Moment, age_on, numeric_day, short_day};
use crate::profile::Profile;
use crate::store::Reader;
use crate::store::read::documents::DocumentRecord;
use crate::store::read::tasks::AskedRecord;

/// Lines of one kind.
const MOST_LINES: u32 = 100;

/// All that waits for an agent.
pub(super) fn open(counter: &mut Counter, now: Moment) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    Ok(Reply::Tasks(Box::new(view(snapshot.read(), &counter.profile, now)?)))
}

pub(super) fn view(read: Reader<'_>, profile: &Profile, now: Moment) -> Answer<TasksView> {
    let today = now.today();
    let mut lines = requests(read, profile, now)?;
    let documents = documents(read, profile)?;
    let places = places(read, profile, now)?;
    let counts = vec![
        (Nature::Request, read.count_to_validate(today)?),
        (Nature::Document, documents.len()),
        (Nature::Place, places.len()),
        (Nature::ToTell, read.count_untold()?),
        (Nature::Receipt, read.count_unprinted()?),
        (Nature::Account, read.count_blocked()?),
    ];
    lines.extend(documents);
    lines.extend(places);
    lines.extend(to_tell(read)?);
    lines.extend(receipts(read)?);
    lines.extend(accounts(read)?);
    Ok(TasksView { lines, counts })
}

/// `MARTIN Paul`, and what a family is called by phone or mail.
fn family_name(read: Reader<'_>, family: FamilyId) -> Answer<(String, String)> {
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
        let Some((fit, decided)) = weigh(&mut days, profile, now, &asked, *day)? else { continue };
        limit = limit.into_iter().chain(decided.deadline).min();
        let places = days.of(asked.child, asked.activity, day.1)?.answer(profile, now, day.1);
        let price = decided.price.map(|price| format!(", {price}")).unwrap_or_default();
        let words = match (fit, places.places_left.zip(places.places)) {
            (Fit::Obstacle(obstacle), _) => format!("× {obstacle}"),
            (Fit::List, _) => format!(
                "# complet, {} de la liste d’attente",
                nth(1 + days.of(asked.child, asked.activity, day.1)?.waiting_on(day.1))
            ),
            (Fit::Full, _) => "# complet".to_owned(),
            (Fit::Place, Some((left, all))) => {
                format!("● {} sur {all} pris", all.saturating_sub(left))
            }
            (Fit::Place, None) => "● places sans limite".to_owned(),
        };
        notes.push(format!("{}\u{a0}: {words}{price}", short_day(day.1)));
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
        [one] => format!("{activity} {one}"),
        [first, .., last] if short.len() > 2 => {
            format!("{activity} {} jours, {first} – {last}", short.len())
        }
        several => format!("{activity} {}", several.join(", ")),
    };
    let title =
        format!("{given}{age} · {activity} · demandé le {}", numeric_day(record.at.today()));
    let since = Some(record.at.local());
    let name = format!("{name} / {given}");
    Ok(TaskLine { family, name, since, detail, limit, title, notes, task: Task::Request(asked) })
}

fn documents(read: Reader<'_>, profile: &Profile) -> Answer<Vec<TaskLine>> {
    let mut lines = Vec::new();
    for record in read.documents_to_check()? {
        let piece = profile.file.pieces.iter().find(|one| one.code == record.code);
        let Some(piece) = piece.filter(|one| one.validated) else { continue };
        lines.push(document(read, &piece.label, record)?);
    }
    Ok(lines)
}

fn document(read: Reader<'_>, label: &str, record: DocumentRecord) -> Answer<TaskLine> {
    let DocumentRecord { id, family, child, code, paper, entry } = record;
    let (holder, _) = family_name(read, family)?;
    let given = child.map(|child| given(read, family, child)).transpose()?.flatten();
    let (name, label) = match given {
        Some(given) => (format!("{holder} / {given}"), format!("{label} {}", of_name(&given))),
        None => (holder, label.to_owned()),
    };
    let until = match paper.until {
        Some(until) => format!("Valable jusqu’au {} une fois validée.", numeric_day(until)),
        None => "Valable sans fin une fois validée.".to_owned(),
    };
    let state = DocumentState::Validated;
    let note = DocumentNote::Looked { document: id, state, fault: None, saw: entry };
    Ok(TaskLine {
        family,
        name,
        since: paper.received.and_hms_opt(0, 0, 0),
        detail: label.clone(),
        limit: None,
        title: format!("{label} · reçue le {}", numeric_day(paper.received)),
        notes: vec![until],
        task: Task::Document(NoteDocument { family, child, code, note }),
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
                family: line.who.family,
                name: line.who.name.clone(),
                since: None,
                detail: format!("{} {day}, 1er sur {}", line.place.label, line.place.waiting),
                limit: line.deadline,
                title: format!("{} · {}, {day}", line.who.name, line.place.label),
                notes: std::iter::once(phone).chain(line.obstacle).collect(),
                task: Task::Place,
            }
        })
        .collect())
}

fn to_tell(read: Reader<'_>) -> Answer<Vec<TaskLine>> {
    let mut lines = Vec::new();
    for record in read.untold(None, MOST_LINES)? {
        let Some((_, fact)) = read.fact_at(record.position)? else { continue };
        let Some(detail) = sentence(read, &fact)? else { continue };
        let (name, reach) = family_name(read, record.family)?;
        lines.push(TaskLine {
            family: record.family,
            title: format!("À dire à {name}"),
            name,
            since: Some(record.at.local()),
            limit: None,
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
            family: record.family,
            title: format!("Quittance {} · {name}", record.receipt),
            name,
            since: Some(record.at.local()),
            detail: format!("{} non imprimée", record.receipt),
            limit: None,
            notes: vec!["Le paiement est enregistré, rien d’autre ne manque.".to_owned()],
            task: Task::Receipt(record.payment),
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
            family: record.family,
            title: format!("Compte bloqué · {name}"),
            name,
            since: record.since,
            detail: record.cause.label().to_owned(),
            limit: None,
            notes: vec![remedy.to_owned(), reach],
            task: Task::Account,
        });
    }
    Ok(lines)
}
