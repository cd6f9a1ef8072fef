//! Why a day is as it is: the reasons of the calendar, and the rule that they follow.

use chrono::{Datelike, NaiveDate};

use super::Known;
use crate::desk::days::{ChildDays, Period};
use crate::desk::refusal::Refusal;
use crate::desk::view::Reason;
use crate::desk::{Answer, view};
use crate::domain::day::DayAnswer;
use crate::domain::household::Child;
use crate::domain::ids::{ActivityId, ChildId};
use crate::domain::time::long_day;

/// A name, a state in words and for scripts, and the reasons.
pub(super) type Told = (String, (String, &'static str), Vec<Reason>);

pub(super) fn explain(
    known: &Known<'_>,
    (child, activity): (ChildId, ActivityId),
    day: NaiveDate,
) -> Answer<Told> {
    let children = known.read.children(known.family.id)?;
    let child = children.iter().find(|one| one.id == child);
    let child = child.ok_or(Refusal::Unknown { what: "Cet enfant" })?;
    let (answer, days) = answer(known, child, activity, day)?;
    let name = format!("{}, {}, {}", child.given, days.activity.label, long_day(day));
    let rule = days.rule.in_words(day.weekday());
    let state = (answer.state.label().to_owned(), answer.state.code());
    let mut reasons = view::reasons_of_day(&answer, &rule);
    let priced = days.price(known.profile, day);
    let told = |sentence: &String| answer.reasons.contains(sentence);
    let calculated =
        priced.calculation().filter(|sentence| answer.price.is_some() && !told(sentence));
    reasons.extend(calculated.map(Reason::new));
    Ok((name, state, reasons))
}

/// What is decided about a day, and by what.
pub(super) fn answer(
    known: &Known<'_>,
    child: &Child,
    activity: ActivityId,
    day: NaiveDate,
) -> Answer<(DayAnswer, ChildDays)> {
    let period = Period { family: &known.family, child, from: day, to: day };
    let today = known.now.today();
    let days = ChildDays::load(known.read, known.profile, period, activity, today)?;
    Ok((days.answer(known.profile, known.now, day), days))
}
