//! Turning an office's checked rows into facts: all or nothing, and twice the same changes
//! nothing.
//!
//! What the journal already knows is never overridden: an invoice keeps its balance, an account
//! its state, a booking its place, a document the decision of an agent. Only a household's identity
//! follows the office, when its rows changed since the last import; a detail that the counter
//! corrected stays as corrected. A rhythm and a document follow it too, until an agent decides.

mod documents;
mod holdings;
mod identity;

use std::collections::HashMap;

use super::refusal::Refusal;
use super::{Answer, Counter, unpaid};
use crate::domain::activity::Activity;
use crate::domain::ids::{ActivityId, AgentId, ChildId, FamilyId};
use crate::domain::people::Role;
use crate::domain::time::Moment;
use crate::import::{ActivityRow, FamilyRow, ImportPlan};
use crate::journal::fact::ActivityDefined;
use crate::profile::Profile;
use crate::store::{Gesture, Room};

/// What an import came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Families that were unknown.
    pub new_families: usize,
    /// Families whose identity changed.
    pub changed_families: usize,
    /// Changed families of which the counter's corrections were kept.
    pub kept_corrections: usize,
    /// Families that are the same.
    pub same_families: usize,
    /// Activities that were unknown or changed.
    pub activities: usize,
    /// Enrolments that were unknown.
    pub enrolments: usize,
    /// Invoices that were unknown.
    pub invoices: usize,
    /// Invoices whose balance differs: the counter's is kept.
    pub kept_invoices: usize,
    /// Bookings that were unknown.
    pub bookings: usize,
    /// Documents that were unknown, or that the office has decided on since.
    pub documents: usize,
    /// Documents of which the office says something else: an agent's decision is kept.
    pub kept_documents: usize,
    /// Accounts known as used, as paying days or as blocked now, and not before.
    pub accounts: usize,
}

impl ImportSummary {
    /// Whether nothing was written.
    pub const fn changed_nothing(&self) -> bool {
        self.new_families == 0
            && self.changed_families == 0
            && self.activities == 0
            && self.enrolments == 0
            && self.invoices == 0
            && self.bookings == 0
            && self.accounts == 0
            && self.documents == 0
    }
}

/// Writes a plan in one transaction, or with `dry_run` says what it would come to. `progress` is
/// called with the number of families done.
///
/// # Errors
/// When the seat may not import, an activity names a rule that the profile has not, or the disk
/// refuses; nothing is kept then.
pub fn import(
    counter: &mut Counter,
    now: Moment,
    plan: &ImportPlan,
    dry_run: bool,
    progress: &mut dyn FnMut(usize),
) -> Answer<ImportSummary> {
    let agent = counter.agent()?;
    if !matches!(agent.role, Role::Administrator | Role::Regisseur) {
        return Err(Refusal::Role { needs: "administrateur ou régisseur" }.into());
    }
    counter.store.keep_in_memory(Room::Import)?;
    let summary = write(counter, now, (agent.id, plan), dry_run, progress);
    counter.store.keep_in_memory(Room::Counter).ok(); // what is written is written
    summary
}

fn write(
    counter: &mut Counter,
    now: Moment,
    (agent, plan): (AgentId, &ImportPlan),
    dry_run: bool,
    progress: &mut dyn FnMut(usize),
) -> Answer<ImportSummary> {
    let mut importing = Importing {
        now,
        profile: &counter.profile,
        gesture: counter.store.begin(now, agent)?,
        activities: Vec::new(),
        summary: ImportSummary::default(),
    };
    importing.activities(&plan.activities)?;
    for (done, family) in plan.families.iter().enumerate() {
        importing.family(family)?;
        progress(done + 1);
    }
    let Importing { gesture, summary, .. } = importing;
    if !dry_run && !summary.changed_nothing() {
        gesture.commit()?;
    }
    Ok(summary)
}

/// An import under way.
struct Importing<'s> {
    now: Moment,
    profile: &'s Profile,
    gesture: Gesture<'s>,
    /// The identifier of each activity of the plan.
    activities: Vec<ActivityId>,
    summary: ImportSummary,
}

/// A household of the plan, as the journal knows it now.
struct Household {
    family: FamilyId,
    /// In the order of the row.
    children: Vec<ChildId>,
    /// It holds nothing yet.
    is_new: bool,
}

impl Household {
    /// The children who may hold something already.
    fn known_children(&self) -> &[ChildId] {
        if self.is_new { &[] } else { &self.children }
    }
}

impl Importing<'_> {
    fn activities(&mut self, rows: &[ActivityRow]) -> Answer<()> {
        let known: HashMap<String, Activity> = self
            .gesture
            .read()
            .activities()?
            .into_iter()
            .map(|activity| (activity.code.to_lowercase(), activity))
            .collect();
        for row in rows {
            let before = known.get(&row.code.to_lowercase());
            let id = match before {
                Some(activity) => activity.id,
                None => self.gesture.new_id()?,
            };
            let activity = activity(self.profile, id, row)?;
            if before != Some(&activity) {
                self.gesture.append(&defined(&activity).into())?;
                self.summary.activities += 1;
            }
            self.activities.push(id);
        }
        Ok(())
    }

    fn family(&mut self, row: &FamilyRow) -> Answer<()> {
        let before = self.summary.accounts;
        let household = self.identity(row)?;
        self.holdings(row, &household)?;
        self.account(row, household.family)?;
        unpaid::settle(&mut self.gesture, self.profile, household.family, self.now)?;
        // Used, paying days and blocked: one account all the same.
        self.summary.accounts = self.summary.accounts.min(before + 1);
        Ok(())
    }
}

/// The activity that a row describes; its rule must be one of the profile's.
fn activity(profile: &Profile, id: ActivityId, row: &ActivityRow) -> Answer<Activity> {
    let mut activity = Activity {
        id,
        code: row.code.clone(),
        label: row.label.clone(),
        kind: row.kind,
        weekdays: row.weekdays,
        places: row.places,
        age_min: row.age_min,
        age_max: row.age_max,
        tariffs: row.tariffs,
        rule: row.rule.clone().unwrap_or_default(),
        source: "import".to_owned(),
    };
    let Some(rule) = profile.rule_for(&activity) else {
        let allowed: Vec<&str> = profile.booking.rules.keys().map(String::as_str).collect();
        return Err(Refusal::Sentence(format!(
            "activites.csv, activité {}\u{a0}: règle «\u{a0}{}\u{a0}» inconnue du profil\u{a0}; \
             attendu\u{a0}: {}. Rien n’a été importé.",
            activity.code,
            activity.rule,
            allowed.join(", ")
        ))
        .into());
    };
    if rule.source == "demo" {
        "demo".clone_into(&mut activity.source);
    }
    Ok(activity)
}

fn defined(activity: &Activity) -> ActivityDefined {
    ActivityDefined {
        activity: activity.id,
        code: activity.code.clone(),
        label: activity.label.clone(),
        kind: activity.kind,
        weekdays: activity
            .weekdays
            .iter()
            .filter_map(|day| u8::try_from(day.number_from_monday()).ok())
            .collect(),
        places: activity.places,
        age_min: activity.age_min,
        age_max: activity.age_max,
        tariffs: activity.tariffs.to_vec(),
        rule: activity.rule.clone(),
        source: activity.source.clone(),
    }
}
