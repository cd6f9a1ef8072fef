//! What somebody asks an agent to do: help at a kiosk, a change of the file, a kiosk that stands
//! still. Asked without an agent's seat, done by an agent.

use super::family_sign_in::PORTAL;
use super::notes::NOTE_CHARS;
use super::refusal::{HouseholdRefusal, Refusal};
use super::request::Reply;
use super::{Answer, Counter, known_family, tasks};
use crate::domain::ids::{FamilyId, TaskId};
use crate::domain::task::{TaskNature, TaskOutcome};
use crate::domain::text::{clean, sentence_case};
use crate::domain::time::Moment;
use crate::journal::fact::{NoteStruck, NoteWritten, TaskClosed, TaskOpened};

/// Most characters of a kiosk's place; what is longer is cut.
const PLACE_CHARS: usize = 40;

/// What an agent is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Help at the kiosk of this place; who asks is not said.
    Help(String),
    /// A change of a family's file, in its own words: 500 characters at most.
    Change(FamilyId, String),
    /// The kiosk of this place was paused.
    KioskPaused(String),
}

/// Asks an agent for something. What a kiosk asks for twice before somebody has come is one task.
///
/// # Errors
/// When the family is not known, its words are none or too many, or the database refuses.
pub fn open_task(counter: &mut Counter, now: Moment, demand: &Demand) -> Answer<TaskId> {
    let mut gesture = counter.store.begin(now, PORTAL)?;
    let (nature, place, family, words) = match demand {
        Demand::Help(place) => (TaskNature::Help, place_of(place), None, None),
        Demand::KioskPaused(place) => (TaskNature::KioskPaused, place_of(place), None, None),
        Demand::Change(family, text) => {
            known_family(gesture.read(), *family)?;
            let text = clean(text);
            if text.is_empty() || text.chars().count() > NOTE_CHARS {
                return Err(HouseholdRefusal::NoteLength.into());
            }
            let note = NoteWritten { family: *family, text, flagged: false };
            let words = gesture.append(&note.into())?.id;
            (TaskNature::Change, String::new(), Some(*family), Some(words))
        }
    };
    if family.is_none() {
        let open = gesture.read().tasks()?;
        let same = open.iter().find(|task| task.nature == nature && task.place == place);
        if let Some(same) = same {
            return Ok(same.task);
        }
    }
    let task = gesture.new_id()?;
    gesture.append(&TaskOpened { task, nature, place, family, words }.into())?;
    gesture.commit()?;
    Ok(task)
}

fn place_of(text: &str) -> String {
    clean(text).chars().take(PLACE_CHARS).collect()
}

/// What an agent was asked for is done, or won't be; the family's words are struck out with it.
pub(super) fn close(
    counter: &mut Counter,
    now: Moment,
    task: TaskId,
    outcome: TaskOutcome,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let Some(open) = gesture.read().task(task)? else {
        let sentence = "Cette demande est déjà traitée\u{a0}: rien n’a été écrit.";
        return Err(Refusal::Sentence(sentence.to_owned()).into());
    };
    let (nature, family) = (open.nature, open.family);
    if !nature.outcomes().contains(&outcome) {
        return Err(Refusal::Unknown { what: "Cette suite" }.into());
    }
    gesture.append(&TaskClosed { task, nature, family, outcome }.into())?;
    if let (Some(family), Some((note, _))) = (family, open.words) {
        gesture.append(&NoteStruck { family, note }.into())?;
    }
    let tell = if family.is_some() { " Prévenez la famille." } else { "" };
    let sentence = format!("{}.{tell}", sentence(nature, outcome));
    let view = Box::new(tasks::view(gesture.read(), &counter.profile, now)?);
    gesture.commit()?;
    Ok(Reply::Decided { sentence, undo: Vec::new(), view })
}

/// `Changement demandé : refusé, justificatif à apporter`.
pub(super) fn sentence(nature: TaskNature, outcome: TaskOutcome) -> String {
    format!("{}\u{a0}: {}", sentence_case(nature.label()), outcome.label())
}
