//! The week pattern: a week of a child's, spread over a period, and what it would come to.
//!
//! Nothing is written here: what it comes to is a review, confirmed like any other.

use chrono::{Datelike, NaiveDate};

use super::calendar::rhythm;
use super::days::{FamilyDays, activities_of};
use super::refusal::Refusal;
use super::request::{DayChange, Pattern, PatternPeriod, Reply, Tick};
use super::view::{PatternRow, PatternView, Sorted};
use super::{Answer, Counter, booking, known_family};
use crate::domain::calendar::SchoolCalendar;
use crate::domain::day::DayAnswer;
use crate::domain::enrolment::Span;
use crate::domain::household::Guardian;
use crate::domain::time::{Moment, short_day};
use crate::profile::Profile;

/// The longest period, in days: a year and the day after.
const MOST_DAYS: i64 = 366;

pub(super) fn review(counter: &mut Counter, now: Moment, pattern: &Pattern) -> Answer<Reply> {
    counter.agent()?;
    let snapshot = counter.store.snapshot()?;
    let (read, profile, today) = (snapshot.read(), &counter.profile, now.today());
    let family = known_family(read, pattern.family)?;
    let children = read.children(family.id)?;
    let child = children.iter().find(|child| child.id == pattern.child);
    let child = child.ok_or(Refusal::Unknown { what: "Cet enfant" })?;
    let name = read.guardians(family.id)?.first().map(Guardian::name).unwrap_or_default();
    let school = &profile.calendar.school;
    let year = school.last_of_year(today).map(|to| Span { from: today, to });
    let mut view = PatternView {
        family: family.id,
        whose: format!("{name} · {}", family.login),
        child: child.id,
        given: child.given.clone(),
        rows: Vec::new(),
        year: year.map_err(|beyond| beyond.to_string()),
        until: until_holidays(school, today),
        sorted: Sorted::default(),
        bracket: String::new(),
    };
    let end = view.year.as_ref().map_or(today, |year| year.to);
    let activities = activities_of(counter, child, today)?;
    if activities.iter().all(|one| profile.rates.versions(one).is_empty()) {
        view.bracket = profile.rates.column(&family.means, today).letter().to_string();
    }
    for activity in activities {
        view.rows.push(PatternRow {
            activity: activity.id,
            label: activity.label,
            days: activity.weekdays,
            rhythm: rhythm(read, child.id, activity.id, (today, end))?,
        });
    }
    if pattern.ticks.iter().any(|tick| !tick.days.is_empty()) {
        let span = span(&view, pattern.period)?;
        let mut days = FamilyDays::new(read, profile, now, family.id)?;
        view.sorted = sort(&mut days, profile, now, &wanted(pattern, span), pattern.late)?;
    }
    Ok(Reply::Pattern(Box::new(view)))
}

/// From today to the eve of the next holidays, and what these are called.
fn until_holidays(school: &SchoolCalendar, today: NaiveDate) -> Option<(Span, String)> {
    let next = school.next_break(today)?;
    Some((Span { from: today, to: next.first.pred_opt()? }, next.name.clone()))
}

fn span(view: &PatternView, period: PatternPeriod) -> Answer<Span> {
    let no = |sentence: &str| Refusal::Sentence(sentence.to_owned());
    let span = match period {
        PatternPeriod::SchoolYear => view.year.clone().map_err(Refusal::Sentence)?,
        PatternPeriod::UntilHolidays => {
            let until = view.until.as_ref().map(|(span, _)| *span);
            until.ok_or_else(|| {
                no("Les prochaines vacances ne sont pas connues. Tapez les dates.")
            })?
        }
        PatternPeriod::Dates(span) => span,
    };
    checked(span)
}

/// A period that is not too long.
pub(super) fn checked(span: Span) -> Answer<Span> {
    let no = |sentence: &str| Refusal::Sentence(sentence.to_owned());
    if span.to.signed_duration_since(span.from).num_days() >= MOST_DAYS {
        return Err(no("Une période dure un an au plus. Raccourcissez les dates.").into());
    }
    Ok(span)
}

/// The days that a pattern asks for.
fn wanted(pattern: &Pattern, span: Span) -> Vec<DayChange> {
    let days: Vec<NaiveDate> = (span.from.iter_days().take_while(|day| *day <= span.to))
        .filter(|day| pattern.weeks.include(*day))
        .collect();
    let of = |tick: &Tick| {
        let (child, activity, weekdays) = (pattern.child, tick.activity, tick.days);
        let ticked = days.iter().copied().filter(move |day| weekdays.contains(day.weekday()));
        ticked.map(move |day| DayChange { child, activity, day, book: true })
    };
    pattern.ticks.iter().flat_map(of).collect()
}

/// Sorts days that are wanted: what can be booked is reviewed, the rest is counted.
pub(super) fn sort(
    family: &mut FamilyDays<'_>,
    profile: &Profile,
    now: Moment,
    wanted: &[DayChange],
    too_late: bool,
) -> Answer<Sorted> {
    let (mut sorted, mut changes) = (Sorted::default(), Vec::new());
    let clock = now.wall_clock(profile.time_zone);
    for change in wanted {
        let days = family.of(change.child, change.activity, change.day)?;
        let answer = days.answer(profile, now, change.day);
        let over = |last| clock.signed_duration_since(last).num_seconds() >= 1;
        let late = answer.deadline.is_some_and(over);
        if answer.toggle && !answer.booked && late {
            sorted.late += 1;
        }
        if sorted.takes(&answer) && (!late || too_late) {
            changes.push(*change);
        }
    }
    sorted.review = booking::evaluate_of(family, profile, now, &changes)?.review;
    Ok(sorted)
}

impl Sorted {
    /// Whether a day can be booked; one that can't is counted.
    fn takes(&mut self, answer: &DayAnswer) -> bool {
        if answer.booked {
            self.standing += 1;
        } else if answer.is_for_nobody() {
            self.closed += 1;
        } else if !answer.toggle {
            self.refused += 1;
            let reason = answer.reasons.first().map_or("", String::as_str);
            self.remark.get_or_insert_with(|| format!("{}\u{a0}: {reason}", short_day(answer.day)));
        } else {
            return true;
        }
        false
    }
}
