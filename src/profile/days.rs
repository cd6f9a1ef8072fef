//! The section of a profile that says what makes one commune's days different from another's.

use chrono::NaiveDate;

use super::reader::{Mistakes, Section};
use super::school::school_calendar;
use crate::domain::calendar::{
    Closure, CommuneCalendar, SchoolBreak, SchoolCalendar, Status, Zone,
};
use crate::domain::holidays::{Holidays, LocalHoliday, Recurrence, Territory};
use crate::domain::weekdays::Weekdays;

/// Farthest from Easter that a customary day may lie, in days.
const FROM_EASTER: i32 = 70;

/// A period, in the file.
const PERIOD: [&str; 3] = ["du", "au", "libelle"];

pub(super) fn calendar(
    root: &Section<'_, '_>,
    mistakes: &mut Mistakes<'_>,
) -> Option<CommuneCalendar> {
    let keys = [
        "zone",
        "vacances",
        "vacances_source",
        "feries",
        "vendredi_saint",
        "feries_locaux",
        "jours_ouvres",
        "jours_ecole",
        "fermetures",
    ];
    let section = root.section("calendrier", &keys, mistakes)?;
    let zone = section.choice("zone", &Zone::ALL.map(|zone| (zone.code(), zone)), mistakes);
    let school = school(&section, zone, mistakes);
    let territory = territory(&section, mistakes);
    let local = section.sections(
        "feries_locaux",
        &["libelle", "le", "chaque_annee", "apres_paques"],
        mistakes,
    );
    let local = local.iter().filter_map(|one| local_holiday(one, mistakes)).collect();
    let working_week = weekdays(&section, "jours_ouvres", mistakes);
    let school_week = weekdays(&section, "jours_ecole", mistakes);
    let closures = section.sections("fermetures", &PERIOD, mistakes);
    let closures = closures.iter().filter_map(|one| period(one, mistakes)).collect();
    Some(CommuneCalendar {
        school: school?,
        holidays: Holidays { territory: territory?, local },
        working_week: working_week?,
        school_week: school_week?,
        closures,
    })
}

/// Days of the week, at least one.
pub(super) fn weekdays(
    section: &Section<'_, '_>,
    key: &str,
    mistakes: &mut Mistakes<'_>,
) -> Option<Weekdays> {
    section.read(key, "des jours comme \"lun mar mer jeu ven\"", mistakes, |value| {
        Weekdays::from_office(value.as_str()?)
    })
}

/// The school holidays that the profile gives, or those of its zone that ship with Guichet.
fn school(
    section: &Section<'_, '_>,
    zone: Option<Zone>,
    mistakes: &mut Mistakes<'_>,
) -> Option<SchoolCalendar> {
    let given = section.sections("vacances", &PERIOD, mistakes);
    if given.is_empty() {
        section.forbid("vacances_source", "sauf avec [[calendrier.vacances]]", mistakes);
        return school_calendar(zone?).map_err(|errors| mistakes.extend(errors)).ok();
    }
    let source = section.text("vacances_source", mistakes);
    let mut breaks: Vec<SchoolBreak> = Vec::new();
    for one in &given {
        let Some(Closure { first, last, label }) = period(one, mistakes) else { continue };
        if breaks.last().is_some_and(|before| first <= before.last) {
            one.refuse("du", "une date après les vacances précédentes", mistakes);
        }
        breaks.push(SchoolBreak { name: label, first, last, status: Status::Official });
    }
    Some(SchoolCalendar::new(zone?, breaks, source?))
}

/// Where the commune lies; in Alsace-Moselle, whether it keeps Good Friday.
fn territory(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Territory> {
    const ALSACE: Territory = Territory::AlsaceMoselle { good_friday: false };
    let territories = [
        ("metropole", Territory::Metropole),
        ("alsace-moselle", ALSACE),
        ("guadeloupe", Territory::Guadeloupe),
        ("martinique", Territory::Martinique),
        ("guyane", Territory::Guyane),
        ("reunion", Territory::Reunion),
        ("mayotte", Territory::Mayotte),
        ("saint-martin", Territory::SaintMartin),
        ("saint-barthelemy", Territory::SaintBarthelemy),
    ];
    let territory = section.choice("feries", &territories, mistakes)?;
    if territory == ALSACE {
        let good_friday = section.flag("vendredi_saint", mistakes)?;
        return Some(Territory::AlsaceMoselle { good_friday });
    }
    section.forbid("vendredi_saint", "sauf avec feries = \"alsace-moselle\"", mistakes);
    Some(territory)
}

/// A customary day: its name, and when it comes, in one of three ways.
fn local_holiday(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<LocalHoliday> {
    let name = section.text("libelle", mistakes);
    let ways = ["le", "chaque_annee", "apres_paques"];
    let mut said = ways.into_iter().filter(|way| section.has(way));
    let (way, other) = (said.next().unwrap_or("le"), said.next());
    if let Some(other) = other {
        section.forbid(other, &format!("sauf sans {way}"), mistakes);
    }
    let when = match way {
        "chaque_annee" => each_year(section, mistakes),
        "apres_paques" => from_easter(section, mistakes),
        _ => section.date("le", mistakes).map(Recurrence::Once),
    };
    Some(LocalHoliday { name: name?, when: when? })
}

fn each_year(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Recurrence> {
    section.read("chaque_annee", "un jour et un mois comme \"21/07\"", mistakes, |value| {
        let (day, month) = value.as_str()?.split_once('/')?;
        let (day, month) = (two_digits(day)?, two_digits(month)?);
        // A leap year: 29 February comes every fourth year.
        NaiveDate::from_ymd_opt(2024, month, day)?;
        Some(Recurrence::EachYear { month, day })
    })
}

fn two_digits(text: &str) -> Option<u32> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

fn from_easter(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Recurrence> {
    let expected = format!("un nombre de jours de -{FROM_EASTER} à {FROM_EASTER}");
    section.read("apres_paques", &expected, mistakes, |value| {
        let days: i32 = value.as_integer()?.as_str().parse().ok()?;
        (-FROM_EASTER..=FROM_EASTER).contains(&days).then_some(Recurrence::FromEaster(days))
    })
}

/// Days from one to another, with a label.
fn period(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Closure> {
    let first = section.date("du", mistakes);
    let last = section.date("au", mistakes);
    let label = section.text("libelle", mistakes);
    let (first, last) = (first?, last?);
    if last < first {
        section.refuse("au", &format!("une date à partir du {first}"), mistakes);
    }
    Some(Closure { first, last, label: label? })
}

#[cfg(test)]
mod tests;
