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
use crate::domain::money::Cents;
use crate::domain::rule::AfterDeadline;
use crate::domain::tariff::{Priced, Unknown};
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
    if answer.price.is_some() {
        let priced = days.price(known.profile, day);
        let in_a_sentence = priced.sentences();
        reasons.retain(|reason| !in_a_sentence.contains(&reason.says));
        reasons.extend(calculation(&days, &answer, &priced));
    }
    Ok((name, state, reasons))
}

/// What the day costs, line by line: the tariff, what is added and taken off, the surcharge of a
/// late booking, the sum; where the maximum applies, the key that ends it. What was booked keeps
/// the price that was written with it.
fn calculation(days: &ChildDays, answer: &DayAnswer, priced: &Priced) -> Option<Reason> {
    let mut total = priced.total()?;
    let mut lines: Vec<(String, Cents)> =
        priced.lines.iter().map(|line| (line.words.clone(), line.amount)).collect();
    let late = match days.rule.after {
        AfterDeadline::Surcharge(extra) if answer.surcharge > Cents::ZERO => priced.late(extra),
        _ => None,
    };
    if let Some(late) = late {
        total = total.plus(late.amount);
        lines.push((late.words, late.amount));
    }
    let kept = days.standing(answer.day).and_then(|booking| booking.price);
    if let Some(kept) = kept.filter(|kept| *kept != total) {
        lines = vec![("Prix écrit à la réservation, qui reste".to_owned(), kept)];
        total = kept;
    }
    lines.push(("Total".to_owned(), total));
    let by = match priced.tariff.as_str() {
        "" => "Prix de ce jour.".to_owned(),
        tariff => format!("Prix de ce jour ({tariff})."),
    };
    let reason = Reason::new(by).made_of(lines);
    let paper = priced.maximum.and_then(Unknown::paper);
    Some(match paper {
        Some(paper) => reason.remedied("F2", format!("saisir {paper}")),
        None => reason,
    })
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
