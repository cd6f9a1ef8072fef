//! What holds only a little longer: documents to be renewed, provisional codes nobody has used.

use chrono::{Days, NaiveDate};

use super::{MOST_LINES, family_name, whose};
use crate::desk::Answer;
use crate::desk::view::{Task, TaskLine};
use crate::domain::people::DocumentState;
use crate::domain::time::{Moment, clock, end_of_day, numeric_day};
use crate::profile::Profile;
use crate::store::Reader;
use crate::store::read::documents::DocumentRecord;
use crate::store::read::tasks::WaitingCodeRecord;

/// A code that expires within this time is told: one day, in milliseconds.
const CODE_NOTICE_MS: i64 = 24 * 3_600_000;

/// How many there are.
pub(super) fn count(read: Reader<'_>, profile: &Profile, now: Moment) -> Answer<usize> {
    Ok(expiring(read, profile, now)?.len() + codes(read, now)?.len())
}

/// The first of them, the next to end first.
pub(super) fn lines(read: Reader<'_>, profile: &Profile, now: Moment) -> Answer<Vec<TaskLine>> {
    let mut lines = Vec::new();
    for record in codes(read, now)? {
        lines.push(code(read, profile, &record)?);
    }
    for (label, until, record) in expiring(read, profile, now)? {
        if lines.len() < MOST_LINES as usize {
            lines.push(document(read, (label, until), &record)?);
        }
    }
    lines.sort_by_key(|line| line.limit);
    Ok(lines)
}

/// Documents that hold and end within the days that the commune tells before, each with its name
/// and its last day.
fn expiring<'p>(
    read: Reader<'_>,
    profile: &'p Profile,
    now: Moment,
) -> Answer<Vec<(&'p str, NaiveDate, DocumentRecord)>> {
    let today = now.today();
    let mut expiring = Vec::new();
    for piece in &profile.file.pieces {
        let last = today.checked_add_days(Days::new(piece.notice_days.into()));
        let between = (today, last.unwrap_or(today));
        for record in read.documents_expiring(&piece.code, between)? {
            let counts = !piece.validated || record.paper.state == DocumentState::Validated;
            if let Some(until) = record.paper.until.filter(|_| counts) {
                expiring.push((piece.label.as_str(), until, record));
            }
        }
    }
    Ok(expiring)
}

fn document(
    read: Reader<'_>,
    (kind, until): (&str, NaiveDate),
    record: &DocumentRecord,
) -> Answer<TaskLine> {
    let (name, label) = whose(read, (record.family, record.child), kind)?;
    Ok(TaskLine {
        family: Some(record.family),
        title: format!("{label} · expire le {}", numeric_day(until)),
        name,
        since: None,
        detail: format!("{kind}, à renouveler"),
        limit: Some(end_of_day(until)),
        soon: false,
        notes: vec!["Après ce jour, ce qui la demande ne se réserve plus.".to_owned()],
        task: Task::Expires(record.child),
    })
}

/// The provisional codes that expire within a day.
fn codes(read: Reader<'_>, now: Moment) -> Answer<Vec<WaitingCodeRecord>> {
    Ok(read.codes_expiring((now.at, now.at.saturating_add(CODE_NOTICE_MS)))?)
}

fn code(read: Reader<'_>, profile: &Profile, record: &WaitingCodeRecord) -> Answer<TaskLine> {
    let (name, reach) = family_name(read, record.family)?;
    let until = Moment::in_zone(record.expires_at, profile.time_zone).local();
    let handed = if record.handed_over { "remis" } else { "pas encore remis" };
    let (day, hour) = (numeric_day(until.date()), clock(until));
    Ok(TaskLine {
        family: Some(record.family),
        title: format!("Code provisoire · {name}"),
        name,
        since: None,
        detail: format!("code {handed}, pas utilisé"),
        limit: Some(until),
        soon: false,
        notes: vec![format!("Il n’ouvre plus après le {day} à {hour}."), reach],
        task: Task::Code,
    })
}
