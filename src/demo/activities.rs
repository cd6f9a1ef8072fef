//! What the fictitious commune offers, with its tariffs.
//!
//! The first activities are those of the screens; each school has its own canteen and after-school
//! behind them.

use chrono::Weekday;

use crate::domain::money::Cents;
use crate::domain::people::ActivityKind;
use crate::domain::weekdays::Weekdays;
use crate::import::ActivityRow;

/// Index of `Cantine Jean-Moulin`.
pub(super) const CANTEEN: usize = 0;
/// Index of `Périscolaire Jean-Moulin`.
pub(super) const AFTER_SCHOOL: usize = 1;
/// Index of `Mercredi Petite Cité`.
pub(super) const WEDNESDAY: usize = 2;
/// Index of `Vacances Petite Cité`.
pub(super) const HOLIDAYS: usize = 3;
/// Index of `Sport vacances`.
pub(super) const SPORT: usize = 4;
/// Index of the workshop where a late day costs more.
pub(super) const CIRCUS: usize = 5;
/// Index of the workshop where an agent accepts each day.
pub(super) const THEATRE: usize = 6;
/// Index of the Wednesday centre with places for everybody.
pub(super) const LARGE_WEDNESDAY: usize = 7;
/// Index of the first of the other schools' pairs: canteen, then after-school.
pub(super) const FIRST_SCHOOL: usize = 8;

/// Term days of the canteen and after school.
pub(super) const SCHOOL_DAYS: [Weekday; 4] =
    [Weekday::Mon, Weekday::Tue, Weekday::Thu, Weekday::Fri];

const CANTEEN_TARIFFS: [i64; 5] = [120, 260, 390, 460, 530];
const AFTER_SCHOOL_TARIFFS: [i64; 5] = [45, 65, 85, 105, 125];
const CENTRE_TARIFFS: [i64; 5] = [310, 520, 780, 960, 1140];
const WORKSHOP_TARIFFS: [i64; 5] = [150, 250, 350, 450, 550];

/// The canteen of a school other than Jean-Moulin, by the school's rank.
pub(super) const fn canteen_of(school: usize) -> usize {
    FIRST_SCHOOL + 2 * school
}

/// The after-school of a school other than Jean-Moulin, by the school's rank.
pub(super) const fn after_school_of(school: usize) -> usize {
    FIRST_SCHOOL + 2 * school + 1
}

/// Everything there is to book; places that depend on the number of children come later.
pub(super) fn catalogue(schools: &[&str]) -> Vec<ActivityRow> {
    use ActivityKind::{AfterSchool, Canteen, Holidays, Wednesday};
    let mut activities = vec![
        activity(("CANTINE", "Cantine Jean-Moulin"), Canteen, (2, 12), 60, CANTEEN_TARIFFS),
        activity(
            ("PERISCOLAIRE", "Périscolaire Jean-Moulin"),
            AfterSchool,
            (2, 12),
            40,
            AFTER_SCHOOL_TARIFFS,
        ),
        activity(("MERCREDI", "Mercredi Petite Cité"), Wednesday, (3, 12), 40, CENTRE_TARIFFS),
        activity(("VACANCES", "Vacances Petite Cité"), Holidays, (3, 12), 60, CENTRE_TARIFFS),
        activity(("SPORT-VACANCES", "Sport vacances"), Holidays, (8, 12), 24, CENTRE_TARIFFS),
        activity(
            ("DEMO-CIRQUE", "Atelier cirque (démo)"),
            AfterSchool,
            (6, 12),
            8,
            WORKSHOP_TARIFFS,
        ),
        activity(
            ("DEMO-THEATRE", "Atelier théâtre (démo)"),
            AfterSchool,
            (6, 12),
            20,
            WORKSHOP_TARIFFS,
        ),
        activity(("MERCREDI-2", "Mercredi La Madeleine"), Wednesday, (3, 12), 0, CENTRE_TARIFFS),
    ];
    for (index, rule) in
        [(CIRCUS, "demo-majoration"), (THEATRE, "demo-validation"), (WEDNESDAY, "demo-attente")]
    {
        if let Some(activity) = activities.get_mut(index) {
            activity.rule = Some(rule.to_owned());
        }
    }
    for (rank, school) in schools.iter().enumerate() {
        let names = [format!("CANTINE-{}", rank + 2), format!("Cantine {school}")];
        activities.push(activity((&names[0], &names[1]), Canteen, (2, 12), 0, CANTEEN_TARIFFS));
        let names = [format!("PERI-{}", rank + 2), format!("Périsco. {school}")];
        let tariffs = AFTER_SCHOOL_TARIFFS;
        activities.push(activity((&names[0], &names[1]), AfterSchool, (2, 12), 0, tariffs));
    }
    activities
}

fn activity(
    (code, label): (&str, &str),
    kind: ActivityKind,
    (youngest, oldest): (u32, u32),
    places: u32,
    tariffs: [i64; 5],
) -> ActivityRow {
    let weekdays = match kind {
        ActivityKind::Wednesday => Weekdays::NONE.with(Weekday::Wed),
        ActivityKind::Holidays => Weekdays::WORKING_WEEK,
        _ => SCHOOL_DAYS.into_iter().fold(Weekdays::NONE, Weekdays::with),
    };
    ActivityRow {
        code: code.to_owned(),
        label: label.to_owned(),
        kind,
        weekdays,
        places: Some(places),
        age_min: Some(youngest),
        age_max: Some(oldest),
        tariffs: tariffs.map(|cents| Some(Cents(cents))),
        rule: None,
    }
}

/// A plausible bracket of a quotient: 0 for A to 4 for E, E when it is unknown.
pub(super) const fn bracket(quotient: Option<u32>) -> usize {
    match quotient {
        Some(0..=350) => 0,
        Some(351..=600) => 1,
        Some(601..=900) => 2,
        Some(901..=1300) => 3,
        _ => 4,
    }
}

/// The price of so many days of an activity in a bracket.
pub(super) fn price(activity: &ActivityRow, bracket: usize, days: u32) -> Cents {
    let tariff = activity.tariffs.get(bracket).copied().flatten().unwrap_or_default();
    Cents(tariff.0 * i64::from(days))
}
