//! The sections of a profile that say how activities are booked and given back.
//!
//! A deadline is written as the commune says it: `delai = "5 jours ouvrés"`, `"48 heures"`,
//! `"veille d’école"`, `"lots hebdomadaires"`.

use std::collections::BTreeMap;

use chrono::{NaiveTime, Weekday};
use toml::de::DeValue;

use super::BookingRules;
use super::days::weekdays;
use super::reader::{Mistakes, Section};
use super::rights::rights;
use super::sections::amount;
use crate::domain::activity::Season;
use crate::domain::deadline::{Batch, Convention, DayUnit, DeadlineRule};
use crate::domain::people::ActivityKind;
use crate::domain::rule::{AfterDeadline, AfterFull, BookingRule, SummerOpening, Surcharge};
use crate::domain::time::END_OF_DAY;
use crate::domain::weekdays::Weekdays;

/// The largest number of days in a deadline.
const MOST_DAYS: u32 = 60;
/// The largest number of hours.
const MOST_HOURS: u32 = MOST_DAYS * 24;
/// The furthest week of a batch before that of the service.
const MOST_WEEKS: u32 = 8;
/// The largest surcharge.
const MOST_PERCENT: u32 = 1_000;

/// The keys of a deadline, in a rule or in its `annulation`.
const DEADLINE: [&str; 4] = ["delai", "convention", "heure_limite", "lots"];

/// The other keys of a rule.
const OWN: [&str; 8] =
    ["annulation", "periode", "ete", "validation", "hors_delai", "majoration", "complet", "source"];

const DELAYS: &str = "un délai comme \"2 jours ouvrés\", \"3 jours ouvrables\", \"6 jours \
                      calendaires\" ou \"15 jours francs\" (0 à 60 jours), \"48 heures\", \
                      \"veille d’école\", \"lots hebdomadaires\"";

pub(super) fn booking(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<BookingRules> {
    let section = root.open_section("regles", mistakes);
    let mut rules = BTreeMap::new();
    let mut names = Vec::new();
    if let Some(section) = &section {
        for name in section.keys() {
            names.push(name.to_owned());
            rules.extend(rule(section, name, mistakes).map(|rule| (name.to_owned(), rule)));
        }
    }
    let codes: Vec<&str> = ActivityKind::ALL.iter().map(|kind| kind.code()).collect();
    let kinds = root.section("genres", &codes, mistakes)?;
    let expected = format!("une règle de [regles]\u{a0}: {}", names.join(", "));
    let mut by_kind = BTreeMap::new();
    for kind in ActivityKind::ALL {
        let name = kinds.read(kind.code(), &expected, mistakes, |value| {
            value.as_str().filter(|name| names.iter().any(|one| one == name)).map(str::to_owned)
        });
        by_kind.extend(name.map(|name| (*kind, name)));
    }
    Some(BookingRules { rules, by_kind, rights: rights(root, mistakes)? })
}

fn rule(rules: &Section<'_, '_>, name: &str, mistakes: &mut Mistakes<'_>) -> Option<BookingRule> {
    let keys: Vec<&str> = DEADLINE.into_iter().chain(OWN).collect();
    let section = rules.section(name, &keys, mistakes)?;
    let deadline = deadline(&section, mistakes);
    let cancellation = if section.has("annulation") {
        let section = section.section("annulation", &DEADLINE, mistakes);
        section.and_then(|section| self::deadline(&section, mistakes))
    } else {
        deadline.clone()
    };
    let seasons = [
        ("école", Season::Term),
        ("vacances", Season::Holidays),
        ("toute l’année", Season::AllYear),
    ];
    let own = section.has("periode");
    let season = own.then(|| section.choice("periode", &seasons, mistakes)).flatten();
    let summer = if section.has("ete") {
        let openings = [("après les vacances d’hiver", SummerOpening::AfterWinter)];
        section.choice("ete", &openings, mistakes)
    } else {
        Some(SummerOpening::WithTheRest)
    };
    let validated = if section.has("validation") {
        section.choice("validation", &[("toujours", true)], mistakes)
    } else {
        Some(false)
    };
    let after = after_deadline(&section, mistakes);
    let full = [("refus", AfterFull::Refuse), ("attente", AfterFull::WaitingList)];
    let full = section.choice("complet", &full, mistakes);
    let source = section.text("source", mistakes);
    Some(BookingRule {
        name: name.to_owned(),
        deadline: deadline?,
        cancellation: cancellation?,
        validated: validated?,
        after: after?,
        full: full?,
        season,
        summer: summer?,
        source: source?,
    })
}

/// What the text of a deadline says, before the keys that go with it.
enum Delay {
    Days(u32, fn(Convention) -> DayUnit),
    Clear(u32),
    Hours(u32),
    SchoolEve,
    Weekly,
}

fn deadline(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<DeadlineRule> {
    let delay = section.read("delai", DELAYS, mistakes, |value| delay(value.as_str()?))?;
    if !matches!(delay, Delay::Days(..)) {
        let only = "sauf avec des jours ouvrés, ouvrables ou calendaires";
        section.forbid("convention", only, mistakes);
    }
    if matches!(delay, Delay::Hours(_) | Delay::Weekly) {
        section.forbid("heure_limite", "sauf avec des jours ou la veille d’école", mistakes);
    }
    if !matches!(delay, Delay::Weekly) {
        section.forbid("lots", "sauf avec delai = \"lots hebdomadaires\"", mistakes);
    }
    match delay {
        Delay::Days(count, unit) => {
            let conventions = [("A", Convention::A), ("B", Convention::B)];
            let convention = section.choice("convention", &conventions, mistakes);
            let until = hour_limit(section, mistakes);
            Some(DeadlineRule::Days { count, unit: unit(convention?), until: until? })
        }
        Delay::Clear(count) => {
            let until = hour_limit(section, mistakes)?;
            Some(DeadlineRule::Days { count, unit: DayUnit::Clear, until })
        }
        Delay::Hours(hours) => Some(DeadlineRule::Hours(hours)),
        Delay::SchoolEve => Some(DeadlineRule::SchoolEve { until: hour_limit(section, mistakes)? }),
        Delay::Weekly => batches(section, mistakes).map(DeadlineRule::Weekly),
    }
}

/// `2 jours ouvrés`, `48 heures`, `veille d’école`.
fn delay(text: &str) -> Option<Delay> {
    match text.replace('\'', "’").as_str() {
        "veille d’école" => return Some(Delay::SchoolEve),
        "lots hebdomadaires" => return Some(Delay::Weekly),
        _ => {}
    }
    let (number, unit) = text.split_once(' ')?;
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let count: u32 = number.parse().ok().filter(|_| digits)?;
    let delay = match unit {
        "jour ouvré" | "jours ouvrés" => Delay::Days(count, DayUnit::Worked),
        "jour ouvrable" | "jours ouvrables" => Delay::Days(count, DayUnit::Workable),
        "jour calendaire" | "jours calendaires" => Delay::Days(count, DayUnit::Calendar),
        "jour franc" | "jours francs" => Delay::Clear(count),
        "heure" | "heures" => {
            return (1..=MOST_HOURS).contains(&count).then_some(Delay::Hours(count));
        }
        _ => return None,
    };
    (count <= MOST_DAYS).then_some(delay)
}

/// The last second of a limit: `"24:00"` is the end of the day, `"9:00"` the second that it names.
fn hour_limit(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<NaiveTime> {
    let expected = "une heure comme \"9:00\" ou \"24:00\", entre guillemets";
    section.read("heure_limite", expected, mistakes, |value| hour(value))
}

fn hour(value: &DeValue<'_>) -> Option<NaiveTime> {
    let text = value.as_str()?;
    if text == "24:00" {
        return Some(END_OF_DAY);
    }
    let (hours, minutes) = text.split_once(':')?;
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let shaped = matches!(hours.len(), 1 | 2) && minutes.len() == 2;
    let time = NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)?;
    // Midnight is written 24:00, the end of the day: 00:00 could be either end.
    (shaped && plain(hours) && plain(minutes) && time > NaiveTime::MIN).then_some(time)
}

/// The batches of a week: at least one, and none of them shares a day with another.
fn batches(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Vec<Batch>> {
    let keys = ["pour", "le", "semaines_avant", "heure_limite"];
    let sections = section.sections("lots", &keys, mistakes);
    if sections.is_empty() {
        let expected = format!("au moins une section [[{}]]", section.path("lots"));
        section.refuse("lots", &expected, mistakes);
    }
    let mut batches = Vec::new();
    let mut taken = Weekdays::NONE;
    for one in &sections {
        let Some(batch) = batch(one, mistakes) else { continue };
        if batch.services.iter().any(|day| taken.contains(day)) {
            one.refuse("pour", "des jours qu’aucun lot précédent ne compte", mistakes);
        }
        taken = batch.services.iter().fold(taken, Weekdays::with);
        batches.push(batch);
    }
    (!batches.is_empty()).then_some(batches)
}

fn batch(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Batch> {
    let services = weekdays(section, "pour", mistakes);
    let on = section.read("le", "un jour comme \"jeu\"", mistakes, |value| one_day(value));
    let weeks_before = section.integer("semaines_avant", 0..=MOST_WEEKS, mistakes);
    let until = hour_limit(section, mistakes);
    let (services, on, weeks_before) = (services?, on?, weeks_before?);
    let first = services.iter().next()?;
    if weeks_before == 0 && on.num_days_from_monday() > first.num_days_from_monday() {
        section.refuse("le", "un jour qui ne suit aucun de ceux du lot", mistakes);
    }
    Some(Batch { services, on, weeks_before, until: until? })
}

fn one_day(value: &DeValue<'_>) -> Option<Weekday> {
    let days = Weekdays::from_office(value.as_str()?)?;
    let mut days = days.iter();
    days.next().filter(|_| days.next().is_none())
}

/// What the file says of a booking that comes too late.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Late {
    Refuse,
    Surcharge,
    Wait,
    Validate,
}

fn after_deadline(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<AfterDeadline> {
    let words = [
        ("refus", Late::Refuse),
        ("majoration", Late::Surcharge),
        ("attente", Late::Wait),
        ("validation", Late::Validate),
    ];
    let late = section.choice("hors_delai", &words, mistakes)?;
    if late != Late::Surcharge {
        section.forbid("majoration", "sauf avec hors_delai = \"majoration\"", mistakes);
    }
    match late {
        Late::Refuse => Some(AfterDeadline::Refuse),
        Late::Wait => Some(AfterDeadline::Wait),
        Late::Validate => Some(AfterDeadline::Validate),
        Late::Surcharge => {
            let expected = "un montant positif comme \"1,95\", ou un pourcentage comme \"50 %\"";
            let read = |value: &DeValue<'_>| surcharge(value.as_str()?);
            section.read("majoration", expected, mistakes, read).map(AfterDeadline::Surcharge)
        }
    }
}

/// `1,95`, or `50 %`.
pub(super) fn surcharge(text: &str) -> Option<Surcharge> {
    let Some(percent) = text.strip_suffix('%') else {
        return amount(text).map(Surcharge::Fixed);
    };
    let percent: u32 = percent.trim_end().parse().ok()?;
    (1..=MOST_PERCENT).contains(&percent).then_some(Surcharge::Percent(percent))
}

#[cfg(test)]
mod tests;
