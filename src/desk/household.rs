//! Who a family is, stated at the counter: made there, corrected, filed away.
//!
//! A statement names the one that it corrects. If that one no longer stands, nothing is written and
//! the one that does comes back, so that two agents never undo each other unseen.

use super::lookalike::lookalikes;
use super::refusal::{HouseholdRefusal, Refusal};
use super::request::draft::Draft;
use super::request::{Reply, WriteFamily};
use super::view::{FamilyFiled, HouseholdView};
use super::{Answer, Counter, agent_name, channel, draft, known_family};
use crate::domain::detail::{Detail, Verdict};
use crate::domain::household::{Guardian, Household, Whose};
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::people::Role;
use crate::domain::time::{LAST_DAY, Moment};
use crate::journal::fact::{Fact, FamilyArchived, FamilyRestored, FamilyWritten};
use crate::store::read::family::FamilyRecord;
use crate::store::{Gesture, Reader};

/// Most adults, and most children, of one household.
const MOST_PEOPLE: usize = 20;

/// Who a family is, to be corrected; the look is logged.
pub(super) fn edit(counter: &mut Counter, now: Moment, id: FamilyId) -> Answer<Reply> {
    let agent = counter.writer()?;
    let snapshot = counter.store.snapshot()?;
    let family = known_family(snapshot.read(), id)?;
    let view = view(snapshot.read(), &family, agent.role)?;
    drop(snapshot);
    counter.store.log_look(agent.id, id, now)?;
    Ok(Reply::Household(Box::new(view)))
}

/// Minimisation by role, as the CNIL asks: a reference income is taken in by every agent, and seen
/// again by the régisseur alone.
fn view(read: Reader<'_>, family: &FamilyRecord, role: Role) -> Answer<HouseholdView> {
    let author = read.author_of(family.entry)?.ok_or(Refusal::Unknown { what: "Cette fiche" })?;
    let mut household = read.household(family.id)?.unwrap_or_default();
    household.means.income = household.means.income.filter(|_| role.is_regisseur());
    Ok(HouseholdView {
        family: family.id,
        saw: family.entry,
        household,
        agent: agent_name(read, author.agent)?,
        at: author.at,
    })
}

/// States who a family is; nothing is written while somebody looks alike, or where somebody else
/// corrected it meanwhile.
pub(super) fn write(counter: &mut Counter, now: Moment, request: WriteFamily) -> Answer<Reply> {
    let agent = counter.writer()?;
    let WriteFamily { family, saw, mut household, apart, channel } = request;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let known = family.map(|family| known_family(gesture.read(), family)).transpose()?;
    if let Some(known) = known.as_ref().filter(|known| Some(known.entry) != saw) {
        return Ok(Reply::Corrected(Box::new(view(gesture.read(), known, agent.role)?)));
    }
    let before = match &known {
        Some(known) => gesture.read().household(known.id)?.unwrap_or_default(),
        None => Household::default(),
    };
    before.login.clone_into(&mut household.login);
    if !agent.role.is_regisseur() {
        household.means.income = household.means.income.or(before.means.income);
    }
    tidy(&mut household, &before, now)?;
    household.means = household.means.after(&before.means);
    if known.is_some() {
        changed(gesture.read(), &before, &household)?;
    } else {
        let mut alike = lookalikes(gesture.read(), &household)?;
        alike.retain(|one| !apart.contains(&one.family));
        if !alike.is_empty() {
            return Ok(Reply::Lookalikes(alike));
        }
    }
    identify(&mut gesture, &mut household, &before)?;
    let family = match &known {
        Some(known) => known.id,
        None => gesture.new_id()?,
    };
    let name = household.guardians.first().map(Guardian::name).unwrap_or_default();
    let digest = known.map(|known| known.digest).unwrap_or_default();
    let sentence = match saw {
        Some(_) => format!("Fiche de {name} corrigée ({}).", agent.shown()),
        None => format!("Famille {name} créée ({}). F6 ouvre son compte portail.", agent.shown()),
    };
    let change = gesture.append(&FamilyWritten { family, household, digest, saw }.into())?.id;
    let channel = channel.filter(|_| saw.is_some());
    channel::record(&mut gesture, &counter.profile, (family, change), channel)?;
    draft::written(&mut gesture, agent.id, |draft| matches!(draft, Draft::Household(_)))?;
    gesture.commit()?;
    Ok(Reply::Filed(FamilyFiled { family, sentence }))
}

/// Every text cleaned, and good enough to be kept. What stood before is never a reason to refuse:
/// an office's odd text must not stop the correction of another one.
fn tidy(household: &mut Household, before: &Household, now: Moment) -> Answer<()> {
    if household.guardians.is_empty() {
        return Err(HouseholdRefusal::NoGuardian.into());
    }
    if household.guardians.len().max(household.children.len()) > MOST_PEOPLE {
        return Err(HouseholdRefusal::TooMany.into());
    }
    let today = now.today();
    for stated in household.details() {
        let (whose, detail) = (stated.whose, stated.detail);
        if before.has(whose) && before.text(whose, detail) == stated.text {
            continue;
        }
        if let Verdict::Wrong(why) = detail.check(&stated.text, today) {
            return Err(HouseholdRefusal::Detail { label: detail.label(), why }.into());
        }
        let text = detail.tidy(&stated.text, today);
        match (whose, detail) {
            (_, Detail::Surname) if text.is_empty() => {
                return Err(HouseholdRefusal::NoSurname.into());
            }
            (Whose::Child(_), Detail::Given) if text.is_empty() => {
                return Err(HouseholdRefusal::NoGiven.into());
            }
            _ => household.set(whose, detail, &text),
        };
    }
    Ok(())
}

/// There is something to write, and no child goes who holds something.
fn changed(read: Reader<'_>, before: &Household, household: &Household) -> Answer<()> {
    if before == household {
        return Err(HouseholdRefusal::Same.into());
    }
    for child in before.children.iter().filter(|child| !household.has(Whose::Child(child.id))) {
        if holds(read, child.id)? {
            return Err(HouseholdRefusal::Holds { given: child.given.clone() }.into());
        }
    }
    Ok(())
}

fn holds(read: Reader<'_>, child: ChildId) -> Answer<bool> {
    let bookings = read.bookings(child, chrono::NaiveDate::default(), LAST_DAY)?;
    Ok(!bookings.is_empty() || !read.enrolments(child)?.is_empty())
}

/// Gives an id to whoever has none yet.
fn identify(
    gesture: &mut Gesture<'_>,
    household: &mut Household,
    before: &Household,
) -> Answer<()> {
    for adult in &mut household.guardians {
        if !before.has(Whose::Guardian(adult.id)) {
            adult.id = gesture.new_id()?;
        }
    }
    for child in &mut household.children {
        if !before.has(Whose::Child(child.id)) {
            child.id = gesture.new_id()?;
        }
    }
    Ok(())
}

/// Files a family away, or takes it out again. One that owes something or is booked stays.
pub(super) fn file(
    counter: &mut Counter,
    now: Moment,
    id: FamilyId,
    archived: bool,
) -> Answer<Reply> {
    let agent = counter.writer()?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let read = gesture.read();
    let family = known_family(read, id)?;
    if family.archived == archived {
        return Err(HouseholdRefusal::AlreadyFiled { archived }.into());
    }
    let due = read.invoices_due(id)?.iter().map(|invoice| invoice.due).sum();
    if archived && due > crate::domain::money::Cents::ZERO {
        return Err(HouseholdRefusal::Owes { due }.into());
    }
    if let Some(until) = booked_until(read, id, now)?.filter(|_| archived) {
        return Err(HouseholdRefusal::Booked { until }.into());
    }
    let name = read.guardians(id)?.first().map(Guardian::name).unwrap_or_default();
    let (fact, sentence): (Fact, String) = if archived {
        let found = "«\u{a0}:rouvrir\u{a0}» le rend à la recherche";
        (FamilyArchived { family: id }.into(), format!("Dossier de {name} archivé. {found}."))
    } else {
        (FamilyRestored { family: id }.into(), format!("Dossier de {name} rouvert."))
    };
    gesture.append(&fact)?;
    gesture.commit()?;
    Ok(Reply::Filed(FamilyFiled { family: id, sentence }))
}

/// The last day from today on that is booked for a child of the family.
fn booked_until(
    read: Reader<'_>,
    family: FamilyId,
    now: Moment,
) -> Answer<Option<chrono::NaiveDate>> {
    let mut last = None;
    for child in read.children(family)? {
        let booked = read.bookings(child.id, now.today(), LAST_DAY)?;
        let days = booked.iter().filter(|booking| booking.state.stands());
        last = last.max(days.map(|booking| booking.day).max());
    }
    Ok(last)
}

impl From<HouseholdRefusal> for super::No {
    fn from(refusal: HouseholdRefusal) -> Self {
        Self::Refusal(refusal.into())
    }
}
