//! Documents that the commune asks for: what came in, an agent's yes or no, and what is lacking.
//!
//! What stands in a document is never written, only that it came in and until when it holds.

use chrono::{Datelike, NaiveDate};

use super::refusal::Refusal;
use super::request::{DocumentNote, NoteDocument, Reply};
use super::view::{DocumentLine, FamilyFiled, HandedIn, Piece};
use super::{Answer, Counter, agent_name, known_family};
use crate::domain::document::{Holder, Paper, RequiredDocument, Standing, hindrance};
use crate::domain::household::Child;
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::people::{ActivityKind, DocumentState};
use crate::domain::text::of_name;
use crate::domain::time::{Moment, clock, numeric_day};
use crate::journal::fact::DocumentNoted;
use crate::profile::Profile;
use crate::store::Reader;
use crate::store::read::documents::DocumentRecord;
use crate::store::read::family::FamilyRecord;

/// A document that is asked of a household or of a child, and what came in of it.
pub(super) struct Asked {
    document: RequiredDocument,
    child: Option<ChildId>,
    /// `assurance scolaire de Léo`.
    label: String,
    /// In the order in which they came in, those noted by mistake left out.
    handed_in: Vec<DocumentRecord>,
}

impl Asked {
    fn papers(&self) -> Vec<Paper> {
        self.handed_in.iter().map(|record| record.paper).collect()
    }

    fn on(&self, day: NaiveDate) -> Standing {
        self.document.on(&self.papers(), day)
    }

    /// Why an activity of a kind can't be booked on a day for want of it.
    pub(super) fn hindrance(&self, kind: ActivityKind, day: NaiveDate) -> Option<String> {
        let concerned = self.document.concerns(kind);
        concerned.then(|| hindrance(self.on(day), &self.label)).flatten()
    }

    /// The one that waits for an agent; else the one that came in last.
    fn last(&self) -> Option<&DocumentRecord> {
        self.waiting().or_else(|| self.handed_in.last())
    }

    fn waiting(&self) -> Option<&DocumentRecord> {
        let mut received = self.handed_in.iter().rev();
        let waits = |one: &&DocumentRecord| one.paper.state == DocumentState::Received;
        received.find(waits).filter(|_| self.document.validated)
    }

    /// As the screens show it.
    pub(super) fn line(&self, today: NaiveDate) -> DocumentLine {
        let standing = self.on(today);
        let next_waits = matches!(standing, Standing::Holds(_)) && self.waiting().is_some();
        let due = self.document.is_due(standing, today);
        let status = match standing {
            Standing::Holds(_) if next_waits => "valable, la suivante à valider".to_owned(),
            Standing::Holds(None) => "valable sans fin".to_owned(),
            Standing::Holds(Some(until)) if due => format!("expire le {}", numeric_day(until)),
            Standing::Holds(Some(until)) => format!("valable jusqu’au {}", numeric_day(until)),
            Standing::ToValidate(day) => format!("à valider (reçue {})", numeric_day(day)),
            Standing::Over(until) => format!("échue le {}", numeric_day(until)),
            Standing::Refused(Some(fault)) => format!("refusée ({})", fault.label()),
            Standing::Refused(None) => "refusée".to_owned(),
            Standing::Missing => "manquante".to_owned(),
        };
        let last = self.last();
        let handed_in = last.map(|one| HandedIn {
            document: one.id,
            state: one.paper.state,
            received: one.paper.received,
            until: one.paper.until,
            saw: one.entry,
        });
        DocumentLine {
            label: self.label.clone(),
            status,
            valid: matches!(standing, Standing::Holds(_)) && !next_waits && !due,
            piece: Some(Piece { code: self.document.code.clone(), child: self.child, handed_in }),
        }
    }
}

/// What is asked of a household and of some of its children, in the profile's order.
pub(super) fn asked(
    read: Reader<'_>,
    profile: &Profile,
    family: FamilyId,
    children: &[Child],
) -> Answer<Vec<Asked>> {
    if profile.file.pieces.is_empty() {
        return Ok(Vec::new());
    }
    let records = read.documents(family)?;
    let mut asked = Vec::new();
    for document in &profile.file.pieces {
        let of = |child: Option<&Child>| {
            let id = child.map(|child| child.id);
            let same = |one: &&DocumentRecord| {
                let alive = one.paper.state != DocumentState::Withdrawn;
                alive && one.code == document.code && one.child == id
            };
            let label = match child {
                Some(child) => format!("{} {}", document.label, of_name(&child.given)),
                None => document.label.clone(),
            };
            let handed_in = records.iter().filter(same).cloned().collect();
            Asked { document: document.clone(), child: id, label, handed_in }
        };
        match document.holder {
            Holder::Family => asked.push(of(None)),
            Holder::Child => asked.extend(children.iter().map(|child| of(Some(child)))),
        }
    }
    Ok(asked)
}

/// What is asked of a household and of some of its children, as the screens show it.
pub(super) fn lines(
    read: Reader<'_>,
    profile: &Profile,
    (family, children): (FamilyId, &[Child]),
    today: NaiveDate,
) -> Answer<Vec<DocumentLine>> {
    let asked = asked(read, profile, family, children)?;
    Ok(asked.iter().map(|one| one.line(today)).collect())
}

/// Every document of a family's file: those of its administrative file, then the commune's own.
pub(super) fn of_family(
    counter: &Counter,
    now: Moment,
    family: &FamilyRecord,
) -> Answer<Vec<DocumentLine>> {
    let (read, profile) = (counter.store.read(), &counter.profile);
    let children = read.children(family.id)?;
    let year = now.today().year();
    let mut all = Vec::new();
    if profile.file.yearly_tariff_file {
        let valid = family.file_year.is_some_and(|of| of >= year);
        let status = match family.file_year {
            Some(of) if valid => format!("dossier {of} complet"),
            Some(of) => format!("dernier dossier\u{a0}: {of}"),
            None => "absent".to_owned(),
        };
        let label = format!("dossier de tarification {year}");
        all.push(DocumentLine { label, status, valid, piece: None });
    }
    if profile.file.child_form {
        all.extend(children.iter().map(|child| DocumentLine {
            label: format!("fiche de renseignements {}", of_name(&child.given)),
            status: child.form_on.map_or_else(
                || "absente".to_owned(),
                |day| format!("reçue le {}", numeric_day(day)),
            ),
            valid: child.form_on.is_some(),
            piece: None,
        }));
    }
    all.extend(lines(read, profile, (family.id, &children), now.today())?);
    Ok(all)
}

/// Notes that a document came in, or what an agent says of one.
pub(super) fn note(counter: &mut Counter, now: Moment, request: &NoteDocument) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let (read, family) = (gesture.read(), known_family(gesture.read(), request.family)?);
    let children = read.children(family.id)?;
    let asked = asked(read, &counter.profile, family.id, &children)?;
    let mut same =
        asked.iter().filter(|one| one.document.code == request.code && one.child == request.child);
    let asked = same.next().ok_or(Refusal::Unknown { what: "Cette pièce" })?;
    let fact = match request.note {
        DocumentNote::Received => {
            let today = now.today();
            received_before(asked, today)?;
            let until =
                asked.document.validity.until(today, asked.document.covered(&asked.papers()));
            DocumentNoted {
                document: gesture.new_id()?,
                family: family.id,
                child: request.child,
                code: request.code.clone(),
                state: DocumentState::Received,
                received: today,
                until,
                fault: None,
                saw: None,
            }
        }
        DocumentNote::Looked { document, state, fault, saw } => {
            let seen = asked.handed_in.iter().find(|one| one.id == document);
            let seen = seen.ok_or(Refusal::Unknown { what: "Cette pièce" })?;
            if seen.entry != saw {
                return Err(changed(read, seen)?.into());
            }
            allowed(asked, seen, state)?;
            DocumentNoted {
                document,
                family: family.id,
                child: request.child,
                code: request.code.clone(),
                state,
                received: seen.paper.received,
                until: seen.paper.until,
                fault: fault.filter(|_| state == DocumentState::Refused),
                saw: Some(saw),
            }
        }
    };
    let sentence = told(asked, &fact);
    gesture.append(&fact.into())?;
    gesture.commit()?;
    Ok(Reply::Filed(FamilyFiled { family: request.family, sentence }))
}

/// The same document is not noted twice: it waits already, or holds for long.
fn received_before(asked: &Asked, today: NaiveDate) -> Result<(), Refusal> {
    if let Some(waiting) = asked.waiting() {
        let day = numeric_day(waiting.paper.received);
        let label = &asked.label;
        return Err(Refusal::Sentence(format!(
            "Déjà reçue le {day}, à valider\u{a0}: {label}. V la valide."
        )));
    }
    let standing = asked.on(today);
    if asked.document.is_awaited(standing, today) {
        return Ok(());
    }
    let until = match standing {
        Standing::Holds(Some(until)) => format!("jusqu’au {}", numeric_day(until)),
        _ => "sans fin".to_owned(),
    };
    Err(Refusal::Sentence(format!(
        "Déjà valable {until}\u{a0}: {}. Suppr la retire d’abord, si elle est à remplacer.",
        asked.label
    )))
}

/// Whether an agent can say so of a document.
fn allowed(asked: &Asked, seen: &DocumentRecord, state: DocumentState) -> Result<(), Refusal> {
    let sentence = match (state, seen.paper.state) {
        (DocumentState::Validated, _) if !asked.document.validated => {
            "Cette pièce compte dès qu’elle est reçue\u{a0}: rien à valider."
        }
        (DocumentState::Validated, DocumentState::Validated) => "Cette pièce est déjà validée.",
        (DocumentState::Refused, DocumentState::Refused) => "Cette pièce est déjà refusée.",
        (DocumentState::Received, _) => "Cette pièce est déjà reçue.",
        _ => return Ok(()),
    };
    Err(Refusal::Sentence(sentence.to_owned()))
}

/// Somebody looked at it meanwhile.
fn changed(read: Reader<'_>, seen: &DocumentRecord) -> Answer<Refusal> {
    let author = read.author_of(seen.entry)?;
    let author = author.ok_or(Refusal::Unknown { what: "Cette pièce" })?;
    let (who, local) = (agent_name(read, author.agent)?, author.at.local());
    Ok(Refusal::Sentence(format!(
        "Pièce {} entre-temps par {who} à {}\u{a0}: rien n’a été écrit.",
        seen.paper.state.label(),
        clock(local)
    )))
}

/// `Pièce reçue : assurance scolaire de Léo, valable jusqu’au 31/08/2027. V la valide.`
fn told(asked: &Asked, fact: &DocumentNoted) -> String {
    let label = &asked.label;
    let until = match fact.until {
        Some(until) => format!("valable jusqu’au {}", numeric_day(until)),
        None => "valable sans fin".to_owned(),
    };
    match (fact.state, fact.fault) {
        (DocumentState::Received, _) if asked.document.validated => {
            format!("Pièce reçue\u{a0}: {label}. Elle comptera une fois validée (V).")
        }
        (DocumentState::Received, _) => format!("Pièce reçue\u{a0}: {label}, {until}."),
        (DocumentState::Validated, _) => format!("Pièce validée\u{a0}: {label}, {until}."),
        (DocumentState::Refused, Some(fault)) => {
            format!("Pièce refusée ({})\u{a0}: {label}.", fault.label())
        }
        (DocumentState::Refused, None) => format!("Pièce refusée\u{a0}: {label}."),
        (DocumentState::Withdrawn, _) => format!("Pièce retirée\u{a0}: {label}."),
    }
}
