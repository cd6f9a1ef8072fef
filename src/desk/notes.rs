//! Notes of the counter about a family: they show when its file is opened.

use super::refusal::{HouseholdRefusal, Refusal};
use super::request::draft::Draft;
use super::request::{Reply, WriteNote};
use super::view::{FamilyFiled, NoteLine};
use super::{Answer, Counter, agent_name, draft, known_family};
use crate::domain::ids::{EntryId, FamilyId};
use crate::domain::text::clean;
use crate::domain::time::Moment;
use crate::journal::fact::{NoteStruck, NoteWritten};
use crate::store::Reader;

/// Most characters of a note.
pub const NOTE_CHARS: usize = 500;

/// The notes that hold, the latest first.
pub(super) fn of_family(read: Reader<'_>, family: FamilyId) -> Answer<Vec<NoteLine>> {
    let mut lines = Vec::new();
    for note in read.notes(family)? {
        lines.push(NoteLine {
            entry: note.written.entry,
            text: note.text,
            flagged: note.flagged,
            agent: agent_name(read, note.written.agent)?,
            at: note.written.at,
        });
    }
    Ok(lines)
}

/// Writes a note. What must not stand in one is told while it is typed, and stops nobody.
pub(super) fn write(counter: &mut Counter, now: Moment, request: &WriteNote) -> Answer<Reply> {
    let WriteNote { family, flagged, .. } = *request;
    let agent = counter.writer()?;
    let text = clean(&request.text);
    if text.is_empty() || text.chars().count() > NOTE_CHARS {
        return Err(HouseholdRefusal::NoteLength.into());
    }
    let mut gesture = counter.store.begin(now, agent.id)?;
    known_family(gesture.read(), family)?;
    gesture.append(&NoteWritten { family, text, flagged }.into())?;
    draft::written(&mut gesture, agent.id, |draft| matches!(draft, Draft::Note(_)))?;
    gesture.commit()?;
    let sentence = format!("Note enregistrée ({}).", agent.shown());
    Ok(Reply::Filed(FamilyFiled { family, sentence }))
}

/// Strikes a note out: it holds no more, and stays in the journal.
pub(super) fn strike(
    counter: &mut Counter,
    now: Moment,
    family: FamilyId,
    note: EntryId,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let read = gesture.read();
    if !read.notes(family)?.iter().any(|one| one.written.entry == note) {
        return Err(Refusal::Unknown { what: "Cette note" }.into());
    }
    gesture.append(&NoteStruck { family, note }.into())?;
    gesture.commit()?;
    let sentence = format!("Note rayée ({}).", agent.shown());
    Ok(Reply::Filed(FamilyFiled { family, sentence }))
}
