//! `activites`, `inscriptions`, `reservations`: what there is to book, and what is booked.

use std::collections::HashSet;

use crate::domain::money::Cents;
use crate::domain::people::{BookingState, Rhythm};

use super::field;
use super::known::Known;
use super::plan::{ActivityRow, BookingRow, EnrolmentRow, ImportPlan};
use super::report::{Report, Reported};
use super::sheet::{Row, Sheet};

/// Longest label of an activity.
const LABEL_MAX_CHARS: usize = 80;
/// Longest name of a rule.
const RULE_MAX_CHARS: usize = 40;

/// Reads `activites`.
pub(super) fn read_activities(
    sheet: Sheet,
    plan: &mut ImportPlan,
    known: &mut Known,
    report: &mut Report,
) -> Result<(), Reported> {
    sheet.each(report, |row, report| {
        let read = activity(row, report);
        let code = row.cell("code");
        match (known.activity_index(code), read) {
            (None, Ok(activity)) => {
                known.add_activity(code, Ok(plan.activities.len()));
                plan.activities.push(activity);
            }
            (Some(first), Ok(activity)) => {
                let first = first.ok().and_then(|index| plan.activities.get(index));
                if first == Some(&activity) {
                    row.remark("activité déjà lue, ignorée", report);
                } else if first.is_some() {
                    row.wrong("code", "un code unique", report);
                }
            }
            (_, Err(faulty)) => known.add_activity(code, Err(faulty)),
        }
    })
}

fn activity(row: &Row<'_>, report: &mut Report) -> Result<ActivityRow, Reported> {
    let code = row.required("code", field::code, report);
    let label = row.required_text("libelle", LABEL_MAX_CHARS, report);
    let kind = row.required("genre", field::activity_kind, report);
    let weekdays = row.required("jours", field::weekdays, report);
    let places = row.optional("places", field::count, report);
    let age_min = row.optional("age_min", field::age, report);
    let age_max = row.optional("age_max", field::age, report);
    let tariffs = tariffs(row, report);
    let rule = row.text("regle", RULE_MAX_CHARS, report);
    let (age_min, age_max) = (age_min?, age_max?);
    if age_max.is_some_and(|max| age_min.is_some_and(|min| min > max)) {
        return Err(row.wrong("age_max", "un âge qui n’est pas sous age_min", report));
    }
    Ok(ActivityRow {
        code: code?,
        label: label?,
        kind: kind?,
        weekdays: weekdays?,
        places: places?,
        age_min,
        age_max,
        tariffs: tariffs?,
        rule: Some(rule?).filter(|rule| !rule.is_empty()),
    })
}

fn tariffs(row: &Row<'_>, report: &mut Report) -> Result<[Option<Cents>; 5], Reported> {
    let read = ["tarif_a", "tarif_b", "tarif_c", "tarif_d", "tarif_e"]
        .map(|column| row.optional(column, field::amount, report));
    let mut tariffs = [None; 5];
    for (tariff, read) in tariffs.iter_mut().zip(read) {
        *tariff = read?;
    }
    Ok(tariffs)
}

/// Reads `inscriptions`.
pub(super) fn read_enrolments(
    sheet: Sheet,
    plan: &mut ImportPlan,
    known: &Known,
    report: &mut Report,
) -> Result<(), Reported> {
    sheet.each(report, |row, report| {
        let whom = child_and_activity(row, known, report);
        let from = row.required("debut", field::day, report);
        let to = row.required("fin", field::day, report);
        let rhythm = row.optional("rythme", field::rhythm, report);
        let (Ok(from), Ok(to), Ok(rhythm)) = (from, to, rhythm) else { return };
        if to < from {
            row.wrong("fin", "une date qui n’est pas avant le début", report);
            return;
        }
        let Ok((family, child, activity)) = whom else { return };
        let Some(family) = plan.families.get_mut(family) else { return };
        let enrolment = EnrolmentRow { child, activity, from, to, rhythm };
        let same = |one: &&mut EnrolmentRow| EnrolmentRow { rhythm, ..**one } == enrolment;
        match family.enrolments.iter_mut().find(same) {
            Some(first) => enrolled_again(&mut first.rhythm, rhythm, row, report),
            None => family.enrolments.push(enrolment),
        }
    })
}

/// A second line for the same right says how the child comes where the first one did not.
fn enrolled_again(
    first: &mut Option<Rhythm>,
    again: Option<Rhythm>,
    row: &Row<'_>,
    report: &mut Report,
) {
    match *first {
        Some(kept) if again.is_some_and(|again| again != kept) => {
            let kept = field::rhythm_word(kept);
            row.remark(&format!("colonne rythme, «\u{a0}{kept}\u{a0}» déjà lu est gardé"), report);
        }
        None if again.is_some() => *first = again,
        _ => row.remark("inscription déjà lue, ignorée", report),
    }
}

/// Reads `reservations`.
pub(super) fn read_bookings(
    sheet: Sheet,
    plan: &mut ImportPlan,
    known: &Known,
    report: &mut Report,
) -> Result<(), Reported> {
    let mut seen = HashSet::new();
    sheet.each(report, |row, report| {
        let whom = child_and_activity(row, known, report);
        let day = row.required("date", field::day, report);
        let state = row.optional("etat", field::booking_state, report);
        let price = row.optional("prix", field::amount, report);
        let (Ok((index, child, activity)), Ok(day)) = (whom, day) else { return };
        let (Ok(state), Ok(price)) = (state, price) else { return };
        let Some(family) = plan.families.get_mut(index) else { return };
        let state = state.unwrap_or(BookingState::Booked);
        let booking = BookingRow { child, activity, day, state, price };
        if seen.insert((index, child, activity, day)) {
            family.bookings.push(booking);
        } else {
            row.remark("réservation déjà lue, ignorée", report);
        }
    })
}

/// The family, its child and the activity that a line names.
fn child_and_activity(
    row: &Row<'_>,
    known: &Known,
    report: &mut Report,
) -> Result<(usize, usize, usize), Reported> {
    let family = known.family(row, "famille", report);
    let activity = known.activity(row, report);
    let family = family?;
    let child = known.child(family, row, report)?;
    Ok((family, child, activity?))
}
