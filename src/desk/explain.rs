//! Why a day is as it is, for a script or a doubt: the same answer as the calendar's.

use chrono::NaiveDate;

use super::days::{ChildDays, Period};
use super::refusal::Refusal;
use super::{Answer, Counter};
use crate::domain::activity::Activity;
use crate::domain::day::DayAnswer;
use crate::domain::text::fold;
use crate::domain::time::Moment;

/// The state of a day of a child (given name) in an activity (code or label).
///
/// # Errors
/// When the family, the child or the activity is not known, with the names that are.
pub fn explain(
    counter: &Counter,
    now: Moment,
    (login, child, activity): (&str, &str, &str),
    day: NaiveDate,
) -> Answer<DayAnswer> {
    let read = counter.store.read();
    let family =
        read.family_by_login(login.trim())?.ok_or(Refusal::Unknown { what: "Cette famille" })?;
    let children = read.children(family.id)?;
    let names: Vec<String> = children.iter().map(|child| child.given.clone()).collect();
    let child = children
        .iter()
        .find(|one| fold(&one.given) == fold(child))
        .ok_or_else(|| unknown("Enfant", child, &names))?;
    let activities = read.activities()?;
    let labels: Vec<String> = activities.iter().map(|one| one.code.clone()).collect();
    let activity =
        chosen(&activities, activity).ok_or_else(|| unknown("Activité", activity, &labels))?;
    let period = Period { family: &family, child, from: day, to: day };
    let days = ChildDays::load(read, &counter.profile, period, activity.id, now.today())?;
    Ok(days.answer(&counter.profile, now, day))
}

/// By code, then by label, then by the beginning of a label that only one has.
fn chosen<'a>(activities: &'a [Activity], wanted: &str) -> Option<&'a Activity> {
    let wanted = fold(wanted);
    let by = |test: &dyn Fn(&Activity) -> bool| activities.iter().find(|one| test(one));
    by(&|one| fold(&one.code) == wanted).or_else(|| by(&|one| fold(&one.label) == wanted)).or_else(
        || {
            let mut begun = activities.iter().filter(|one| fold(&one.label).starts_with(&wanted));
            begun.next().filter(|_| begun.next().is_none())
        },
    )
}

fn unknown(what: &str, wanted: &str, known: &[String]) -> Refusal {
    let wanted = crate::domain::text::clean(wanted);
    Refusal::Sentence(format!(
        "{what} «\u{a0}{wanted}\u{a0}» introuvable\u{a0}; attendu\u{a0}: {}.",
        known.join(", ")
    ))
}
