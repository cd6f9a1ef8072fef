//! Why a child can be booked, or can't: its file, its documents, its rights, its age.

use super::Known;
use super::day::Told;
use crate::desk::Answer;
use crate::desk::days::missing;
use crate::desk::documents;
use crate::desk::refusal::Refusal;
use crate::desk::view::Reason;
use crate::domain::activity::years;
use crate::domain::household::Child;
use crate::domain::ids::ChildId;
use crate::domain::people::Rhythm;
use crate::domain::rule::BookingRule;
use crate::domain::time::{age_on, numeric_day};

pub(super) fn explain(known: &Known<'_>, child: ChildId) -> Answer<Told> {
    let children = known.read.children(known.family.id)?;
    let child = children.iter().find(|one| one.id == child);
    let child = child.ok_or(Refusal::Unknown { what: "Cet enfant" })?;
    let mut reasons = hindrances(known, child)?;
    let rights = rights(known, child)?;
    let state = match (reasons.is_empty(), rights.iter().any(|(open, _)| *open)) {
        (true, true) => ("réservable", "reservable"),
        (true, false) => ("sans inscription", "sans_inscription"),
        (false, _) => ("pas réservable", "empeche"),
    };
    reasons.extend(rights.into_iter().map(|(_, reason)| reason));
    if reasons.is_empty() {
        reasons.push(
            Reason::new(format!("{} n’est inscrit(e) à aucune activité.", child.given))
                .by("un enfant se réserve là où il est inscrit")
                .remedied("D", "l’inscrire"),
        );
    }
    if !known.read.standing_blocks(known.family.id)?.is_empty() {
        reasons.push(
            Reason::new(
                "Compte portail bloqué\u{a0}: la famille ne réserve pas elle-même. Ici, l’agent \
                 réserve.",
            )
            .remedied("F6", "voir pourquoi, débloquer"),
        );
    }
    Ok((child.given.clone(), (state.0.to_owned(), state.1), reasons))
}

/// What keeps the child from being booked at all.
fn hindrances(known: &Known<'_>, child: &Child) -> Answer<Vec<Reason>> {
    let today = known.now.today();
    let mut reasons = Vec::new();
    if known.family.archived {
        reasons.push(
            Reason::new("Dossier archivé\u{a0}: la famille est partie.")
                .remedied(":rouvrir", "depuis la fiche"),
        );
    }
    for lacking in missing(known.read, known.profile, &known.family, today)? {
        reasons.push(
            Reason::new(format!("Dossier incomplet\u{a0}: {lacking}."))
                .by("rien ne se réserve avant un dossier complet")
                .remedied("F2", "compléter le dossier de la famille"),
        );
    }
    let of_child = std::slice::from_ref(child);
    let asked = documents::lines(known.read, known.profile, (known.family.id, of_child), today)?;
    reasons.extend(asked.into_iter().filter(|line| !line.valid).map(|line| {
        Reason::new(format!("Pièce demandée, {}\u{a0}: {}.", line.label, line.status))
            .remedied("D", "noter la pièce reçue (P), la valider (V)")
    }));
    Ok(reasons)
}

/// The child's rights, those that are open first, and whether each is open today.
fn rights(known: &Known<'_>, child: &Child) -> Answer<Vec<(bool, Reason)>> {
    let today = known.now.today();
    let mut rights = Vec::new();
    for right in known.read.enrolments(child.id)? {
        let Some(activity) = known.read.activity(right.activity)? else { continue };
        let (from, to) = (numeric_day(right.from), numeric_day(right.to));
        if right.to < right.from {
            continue;
        }
        let rule = known.profile.rule_for(&activity);
        let rule = rule.map(BookingRule::quoted).unwrap_or_default();
        let label = &activity.label;
        let rhythm = right.rhythm.map(Rhythm::label).unwrap_or_default();
        let rhythm = if rhythm.is_empty() { rhythm.into() } else { format!(", venue {rhythm}") };
        let age = age_on(child.birth, today);
        let (open, reason) = if right.to < today {
            let over = Reason::new(format!("{label}\u{a0}: droit échu le {to}."));
            (false, over.remedied("D", "le prolonger"))
        } else if right.age_reason.is_empty() && !activity.admits(age) {
            let ages = activity.ages().unwrap_or_default();
            let says = format!(
                "{label} ({ages})\u{a0}: {} n’a pas l’âge ({}) aujourd’hui.",
                child.given,
                years(age)
            );
            let rule = "l’âge compte au jour du service";
            (false, Reason::new(says).by(rule).remedied("D", "dérogation motivée"))
        } else if today < right.from {
            (true, Reason::new(format!("{label}\u{a0}: droit ouvert du {from} au {to}{rhythm}.")))
        } else {
            (true, Reason::new(format!("{label}\u{a0}: inscrit(e) jusqu’au {to}{rhythm}.")))
        };
        let reason = if reason.rule.is_empty() { reason.by(rule) } else { reason };
        rights.push((open, reason));
    }
    rights.sort_by_key(|(open, _)| !open);
    Ok(rights)
}
