//! The fictitious towns: each shows the rules of one profile, with the same people.
//!
//! A town is the first one in other clothes: its name, its ids, what it calls its activities and
//! which rules they follow.

use std::collections::HashMap;

use crate::domain::login::{LoginScheme, variant};
use crate::domain::people::{ActivityKind, BookingState};
use crate::domain::rule::AfterDeadline;
use crate::import::ImportPlan;
use crate::profile::{DEMO_RULES, Profile};

use super::activities::FIRST_SCHOOL;

/// What a town calls its annexe, its schools' services and its first activities.
struct Town {
    profile: &'static str,
    annex: &'static str,
    postcode: &'static str,
    /// The canteens and the after-school of the other schools begin with these words.
    schools: [&'static str; 2],
    activities: [(&'static str, &'static str, ActivityKind); FIRST_SCHOOL],
}

use ActivityKind::{AfterSchool, Canteen, Holidays, Sport, Wednesday};

/// The towns beside the first one.
const TOWNS: [Town; 4] = [
    Town {
        profile: "hotel-de-ville",
        annex: "Hôtel de ville",
        postcode: "95000",
        schools: ["Restaurant", "Accueil soir"],
        activities: [
            ("RESTAURANT", "Restaurant Jean-Moulin", Canteen),
            ("ACCUEIL-SOIR", "Accueil soir Jean-Moulin", AfterSchool),
            ("MERCREDI", "Mercredi Maison de l’Enfance", Wednesday),
            ("VACANCES", "Vacances Maison de l’Enfance", Holidays),
            ("SPORT-VACANCES", "Sport vacances", Holidays),
            ("CIRQUE", "Atelier cirque", AfterSchool),
            ("THEATRE", "Atelier théâtre", AfterSchool),
            ("MERCREDI-2", "Mercredi La Madeleine", Wednesday),
        ],
    },
    Town {
        profile: "epagny-metz-tessy",
        annex: "Mairie",
        postcode: "74330",
        schools: ["Restauration", "Périsoir"],
        activities: [
            ("RESTAURATION", "Restauration Jean-Moulin", Canteen),
            ("PERISOIR", "Accueil du soir Jean-Moulin", AfterSchool),
            ("CROC-LOISIRS", "Croc’Loisirs", Wednesday),
            ("CROC-VACANCES", "Croc’vacances", Holidays),
            ("ESPACE-JEUNES", "Espace Jeunes", Holidays),
            ("ETUDES", "Études surveillées", AfterSchool),
            ("PERIMATIN", "Accueil du matin", AfterSchool),
            ("CROC-LOISIRS-2", "Croc’Loisirs La Madeleine", Wednesday),
        ],
    },
    Town {
        profile: "portail-legende",
        annex: "Mairie",
        postcode: "26000",
        schools: ["Cantine", "Péri"],
        activities: [
            ("CANTINE", "Cantine Jean-Moulin", Canteen),
            ("PERI", "Péri Jean-Moulin", AfterSchool),
            ("EXTRA-MERCREDI", "Extra mercredi", Wednesday),
            ("EXTRA-VACANCES", "Extra vacances", Holidays),
            ("SPORT-VACANCES", "Sport vacances", Holidays),
            ("PERI-CIRQUE", "Péri cirque", AfterSchool),
            ("SPORT", "Sport du soir", Sport),
            ("EXTRA-MERCREDI-2", "Extra mercredi La Madeleine", Wednesday),
        ],
    },
    Town {
        profile: "petit-bourg",
        annex: "Restauration scolaire",
        postcode: "97170",
        schools: ["Cantine", "Garderie"],
        activities: [
            ("CANTINE", "Cantine Jean-Moulin", Canteen),
            ("GARDERIE", "Garderie Jean-Moulin", AfterSchool),
            ("LOISIRS", "Centre de loisirs", Wednesday),
            ("LOISIRS-VACANCES", "Centre de loisirs vacances", Holidays),
            ("SPORT-VACANCES", "Sport vacances", Holidays),
            ("CIRQUE", "Atelier cirque", AfterSchool),
            ("THEATRE", "Atelier théâtre", AfterSchool),
            ("LOISIRS-2", "Centre de loisirs La Madeleine", Wednesday),
        ],
    },
];

/// The annexe where the demo sits down: Nétreville in the first town.
pub(super) fn annex(profile: &Profile) -> &'static str {
    of(profile).map_or("Nétreville", |town| town.annex)
}

/// The rules that the first town's workshops show beside its own; the others have none to add.
pub(super) fn added_rules(profile: &Profile) -> &'static str {
    if of(profile).is_some() { "" } else { DEMO_RULES }
}

fn of(profile: &Profile) -> Option<&'static Town> {
    TOWNS.iter().find(|town| town.profile == profile.name)
}

/// Puts the first town's folder in the clothes of the profile's.
pub(super) fn dress(plan: &mut ImportPlan, profile: &Profile) {
    let Some(town) = of(profile) else { return };
    for (activity, (code, label, kind)) in plan.activities.iter_mut().zip(town.activities) {
        code.clone_into(&mut activity.code);
        label.clone_into(&mut activity.label);
        activity.kind = kind;
        activity.rule = None;
    }
    for (rank, activity) in plan.activities.iter_mut().skip(FIRST_SCHOOL).enumerate() {
        let word = town.schools.get(rank % 2).copied().unwrap_or_default();
        let school = activity.label.split_once(' ').map_or("", |(_, school)| school);
        activity.label = format!("{word} {school}");
        activity.rule = None;
    }
    let mut rules = profile.booking.rules.values();
    let validates = rules.any(|rule| rule.validated || rule.after == AfterDeadline::Validate);
    let mut given: HashMap<String, u32> = HashMap::new();
    for family in &mut plan.families {
        town.postcode.clone_into(&mut family.address.postcode);
        profile.town.clone_into(&mut family.address.town);
        let number = family.login.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned();
        for booking in family.bookings.iter_mut().filter(|_| !validates) {
            booking.state = BookingState::Booked;
        }
        family.login = match &profile.login.scheme {
            LoginScheme::Numbered(series) => format!("{}{number}", series.prefix),
            of_mail => {
                let email = of_mail.of_email(&family.holder.email);
                let name = email.unwrap_or_else(|| format!("famille{number}"));
                let n = given.entry(name.clone()).or_default();
                *n += 1;
                variant(&name, *n)
            }
        };
    }
}
