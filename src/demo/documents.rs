//! What families of the demo handed in, where the commune asks for documents: those of MARTINEAU
//! Claire in every state, everybody else's in order.

use crate::desk::request::{DocumentNote, NoteDocument, Reply, Request};
use crate::desk::{Answer, Counter, No, perform};
use crate::domain::document::{Holder, RequiredDocument};
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::people::DocumentState;
use crate::domain::time::Moment;

/// Whose documents are in every state.
const SHOWN: (&str, &str) = ("MARTINEAU", "Claire");

/// At the beginning of the year: her household's own, for twelve months, and the first of her
/// children's, for the school year that is over since.
pub(super) fn in_january(counter: &mut Counter, now: Moment) -> Answer<()> {
    for family in asked_families(counter)? {
        if is_shown(counter, family)? {
            let first = counter.profile.file.pieces.first().map(|one| one.code.clone());
            for (document, child) in asked(counter, family)? {
                if child.is_none() || Some(&document.code) == first.as_ref() {
                    hand_in(counter, now, (family, child), &document)?;
                }
            }
        }
    }
    Ok(())
}

/// This morning: everybody's; of hers, the first of her eldest is validated and the next one only
/// received, and the youngest still lacks what was good for last year.
pub(super) fn this_morning(counter: &mut Counter, now: Moment) -> Answer<()> {
    for family in asked_families(counter)? {
        let shown = is_shown(counter, family)?;
        let eldest = counter.store.read().children(family)?.first().map(|child| child.id);
        for (index, (document, child)) in asked(counter, family)?.into_iter().enumerate() {
            if !shown {
                hand_in(counter, now, (family, child), &document)?;
            } else if child.is_some() && child == eldest {
                receive(counter, now, (family, child), &document);
                if index == 0 {
                    validate(counter, now, family)?;
                }
            }
        }
    }
    Ok(())
}

/// Every family, where the commune asks for documents.
fn asked_families(counter: &Counter) -> Answer<Vec<FamilyId>> {
    if counter.profile.file.pieces.is_empty() {
        return Ok(Vec::new());
    }
    Ok(counter.store.read().all_families()?)
}

pub(super) fn is_shown(counter: &Counter, family: FamilyId) -> Answer<bool> {
    let guardians = counter.store.read().guardians(family)?;
    let holder = guardians.first();
    Ok(holder.is_some_and(|one| (one.surname.as_str(), one.given.as_str()) == SHOWN))
}

/// What is asked of a household, and of each of its children.
fn asked(counter: &Counter, family: FamilyId) -> Answer<Vec<(RequiredDocument, Option<ChildId>)>> {
    let children = counter.store.read().children(family)?;
    let mut asked = Vec::new();
    for document in &counter.profile.file.pieces {
        match document.holder {
            Holder::Family => asked.push((document.clone(), None)),
            Holder::Child => {
                asked.extend(children.iter().map(|child| (document.clone(), Some(child.id))));
            }
        }
    }
    Ok(asked)
}

fn hand_in(
    counter: &mut Counter,
    now: Moment,
    of: (FamilyId, Option<ChildId>),
    document: &RequiredDocument,
) -> Answer<()> {
    receive(counter, now, of, document);
    if document.validated { validate(counter, now, of.0) } else { Ok(()) }
}

/// One that the counter would not take again is left as it is.
fn receive(
    counter: &mut Counter,
    now: Moment,
    (family, child): (FamilyId, Option<ChildId>),
    document: &RequiredDocument,
) {
    let (code, note) = (document.code.clone(), DocumentNote::Received);
    let request = NoteDocument { family, child, code, note };
    perform(counter, now, Request::NoteDocument(request));
}

/// Validates what a family handed in last.
fn validate(counter: &mut Counter, now: Moment, family: FamilyId) -> Answer<()> {
    let state = DocumentState::Validated;
    let documents = counter.store.read().documents(family)?;
    let Some(last) = documents.into_iter().rfind(|one| one.paper.state == DocumentState::Received)
    else {
        return Ok(());
    };
    let note = DocumentNote::Looked { document: last.id, state, fault: None, saw: last.entry };
    let request = NoteDocument { family, child: last.child, code: last.code, note };
    match perform(counter, now, Request::NoteDocument(request)) {
        Reply::Refused(refusal) => Err(refusal.into()),
        Reply::Failed(fault) => Err(No::Fault(fault)),
        _ => Ok(()),
    }
}
