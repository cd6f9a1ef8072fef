//! The fictitious commune through the import, as the program reads it.

use std::collections::BTreeSet;

use super::*;
use crate::domain::money::Cents;
use crate::domain::people::{AccountState, BlockCause, BookingState};
use crate::domain::text::fold;
use crate::domain::time::{age_on, numeric_day};
use crate::import::{self, BookingRow};

fn settings(families: u32, seed: u64, today: &str) -> DemoSettings {
    DemoSettings { families, seed, today: today.parse().unwrap() }
}

fn profile(name: &str) -> Profile {
    Profile::parse(Profile::builtin_text(name).unwrap()).unwrap()
}

fn files(settings: &DemoSettings, name: &str) -> Folder {
    folder(settings, &profile(name))
}

fn usual() -> ImportPlan {
    read(&settings(2314, 1, "2026-11-20"))
}

fn read(settings: &DemoSettings) -> ImportPlan {
    import::read(&files(settings, "evreux"), settings.today)
        .unwrap_or_else(|errors| panic!("{errors}"))
}

fn family<'a>(plan: &'a ImportPlan, login: &str) -> &'a FamilyRow {
    plan.families.iter().find(|family| family.login == login).unwrap()
}

fn activity(plan: &ImportPlan, code: &str) -> usize {
    plan.activities.iter().position(|activity| activity.code == code).unwrap()
}

/// Days of the month that a child has booked in November 2026.
fn november(family: &FamilyRow, child: usize, activity: usize) -> Vec<String> {
    let of = family.bookings.iter().filter(|b| b.child == child && b.activity == activity);
    let days: BTreeSet<NaiveDate> = of.map(|booking| booking.day).collect();
    let days = days.into_iter().map(numeric_day);
    days.filter_map(|day| day.strip_suffix("/11/2026").map(str::to_owned)).collect()
}

fn due(family: &FamilyRow) -> Cents {
    family.invoices.iter().map(|invoice| invoice.due).sum()
}

#[test]
fn every_commune_imports_as_it_was_drawn() {
    for (today, most) in [
        ("2026-11-20", 2314),
        ("2027-03-15", 2314),
        ("2026-09-01", 300),
        ("2027-07-31", 300),
        ("2028-02-29", 300),
    ] {
        for (families, seed) in [(0_usize, 3), (50, 1), (50, 2), (most, 7)] {
            let settings = settings(u32::try_from(families).unwrap(), seed, today);
            let mut plan = read(&settings);
            assert_eq!(plan.remarks, []);
            assert_eq!(plan.families.len(), families.max(11), "{settings:?}");
            plan.families.iter_mut().for_each(|family| family.line = 0);
            assert_eq!(plan, commune(&settings), "{settings:?}");
        }
    }
}

#[test]
fn each_town_has_its_own_names_and_no_rule_that_its_profile_lacks() {
    let settings = settings(300, 1, "2026-11-20");
    for name in Profile::builtin_names() {
        let profile = profile(name);
        let plan = import::read(&files(&settings, name), settings.today).unwrap();
        assert_eq!((plan.families.len(), plan.remarks.len()), (300, 0), "{name}");
        let codes: BTreeSet<&str> = plan.activities.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes.len(), plan.activities.len(), "{name}");
        assert!(plan.families.iter().all(|family| family.address.town == profile.town), "{name}");
        let named = plan.activities.iter().filter_map(|one| one.rule.as_deref());
        let unknown = |rule: &&str| !profile.booking.rules.contains_key(*rule);
        let demo = |rule: &&str| !town::added_rules(&profile).contains(&format!("[regles.{rule}]"));
        assert_eq!(named.filter(unknown).find(demo), None, "{name}");
    }
}

#[test]
fn the_same_settings_give_the_same_bytes() {
    let usual = settings(300, 5, "2026-11-20");
    let evreux = |settings| files(settings, "evreux");
    assert_eq!(evreux(&usual), evreux(&usual));
    assert_ne!(evreux(&usual), evreux(&settings(300, 6, "2026-11-20")));
}

#[test]
fn only_the_named_families_begin_with_mar() {
    let plan = usual();
    let names_of = |family: &FamilyRow| {
        let adults = family.guardians.iter().chain([&family.holder]);
        let adults = adults.flat_map(|adult| [adult.surname.clone(), adult.given.clone()]);
        let children = family.children.iter();
        let children = children.flat_map(|child| [child.surname.clone(), child.given.clone()]);
        adults.chain(children).collect::<Vec<_>>()
    };
    let begins = |name: &String| fold(name).split(' ').any(|word| word.starts_with("mar"));
    let found = plan.families.iter().filter(|family| names_of(family).iter().any(begins));
    let found: Vec<&str> = found.map(|family| family.login.as_str()).collect();
    assert_eq!(found, ["EVR00874", "EVR01180", "EVR02915", "EVR03302", "EVR04217"]);
}

#[test]
fn the_families_of_the_screens_are_as_drawn() {
    let settings = settings(2314, 1, "2026-11-20");
    let plan = read(&settings);
    for (login, name, children, owes, state) in [
        ("EVR04217", "MARTINEAU Claire", "Léo 7, Inès 4", 4735, AccountState::Blocked),
        ("EVR01180", "MARTIN Paul", "Zoé 9", 0, AccountState::Active),
        ("EVR03302", "MARTINS DA SILVA Rui", "Tiago 5, Lara 5, Ana 2", 11280, AccountState::Active),
        ("EVR02915", "DUMAS Hélène", "Marius 8", 1840, AccountState::New),
        ("EVR00874", "BENALI Omar", "Marwa 6, Adam 10", 0, AccountState::Active),
    ] {
        let family = family(&plan, login);
        assert_eq!(format!("{} {}", family.holder.surname, family.holder.given), name);
        let ages = family.children.iter();
        let ages = ages.map(|c| format!("{} {}", c.given, age_on(c.birth, settings.today)));
        assert_eq!(ages.collect::<Vec<_>>().join(", "), children);
        assert_eq!(due(family), Cents(owes), "{name}");
        assert_eq!(family.account.unwrap().state, state, "{name}");
    }
}

#[test]
fn the_martineau_are_as_in_storyboards_3_to_5() {
    let plan = usual();
    let martineau = family(&plan, "EVR04217");
    assert_eq!(martineau.holder.phone, "06 12 34 56 78");
    assert_eq!(martineau.holder.email, "claire.m@exemple.fr");
    assert_eq!(martineau.holder.link, "mère");
    assert_eq!(martineau.address.street, "14 rue des Lilas");
    assert_eq!(martineau.means.quotient.unwrap(), 742);
    assert_eq!(martineau.file.year, Some(2026));
    let morel = &martineau.guardians[0];
    assert_eq!((&*morel.surname, &*morel.phone, &*morel.link), ("MOREL", "06 98 76 54 32", "père"));
    let account = martineau.account.unwrap();
    assert_eq!(account.cause, Some(BlockCause::Passwords));
    assert_eq!(account.since.unwrap().to_string(), "2026-11-19 21:14:00");
    let open = martineau.invoices.iter().filter(|invoice| invoice.due > Cents::ZERO);
    let open: Vec<_> = open.map(|i| (&*i.number, &*i.period, &*i.label, i.due.0)).collect();
    assert_eq!(
        open,
        [
            ("2026-10-04217", "oct. 26", "cantine", 3120),
            ("2026-10-04218", "oct. 26", "périscolaire", 1615)
        ]
    );
    let classes: Vec<_> = martineau.children.iter().map(|c| (&*c.school, &*c.class)).collect();
    assert_eq!(classes, [("Jean-Moulin", "CE1"), ("Jean-Moulin", "MS")]);
    let booked = "02 03 05 06 10 13 16 17 19 20 23 27";
    assert_eq!(november(martineau, 0, activity(&plan, "CANTINE")).join(" "), booked);
    assert_eq!(november(martineau, 0, activity(&plan, "MERCREDI")).join(" "), "04 25");
}

#[test]
fn the_days_of_the_screens_have_the_places_they_show() {
    for (families, today) in [(2314, "2026-11-20"), (2314, "2027-03-15"), (300, "2026-11-20")] {
        let settings = settings(families, 1, today);
        let plan = read(&settings);
        let show = Showcase::new(&Year::around(settings.today));
        let taken = |activity: usize, day: NaiveDate| {
            let booked = plan.families.iter().flat_map(|family| &family.bookings);
            booked.filter(|b| b.activity == activity && b.day == day).count()
        };
        let of_leo = |activity: usize, day: NaiveDate| {
            let martineau = family(&plan, "EVR04217");
            let mut booked = martineau.bookings.iter();
            booked.any(|b| (b.child, b.activity, b.day) == (0, activity, day))
        };
        let circus = activity(&plan, "DEMO-CIRQUE");
        let (full, waiting) = (show.full.unwrap(), show.waiting.unwrap());
        assert_eq!((taken(circus, full), of_leo(circus, full)), (8, false));
        assert_eq!((taken(circus, waiting), of_leo(circus, waiting)), (9, true));
        let wednesday = activity(&plan, "MERCREDI");
        for day in &show.full_wednesdays {
            assert_eq!(taken(wednesday, *day), 43, "Issa waits, and two behind");
        }
        let theatre = activity(&plan, "DEMO-THEATRE");
        let all = plan.families.iter().flat_map(|family| &family.bookings);
        let (asked, booked): (Vec<&BookingRow>, Vec<_>) = all
            .filter(|booking| booking.activity == theatre)
            .partition(|booking| booking.state == BookingState::ToValidate);
        assert_eq!((asked.len(), booked.len()), (4, 12));
        if today == "2026-11-20" {
            let day = "2026-11-27".parse().unwrap();
            assert_eq!(taken(activity(&plan, "CANTINE"), day), 18, "42 of 60 are left");
        }
    }
}

#[test]
fn nobody_waits_but_where_it_is_shown() {
    let plan = usual();
    let mut taken = std::collections::HashMap::new();
    for family in &plan.families {
        for booking in &family.bookings {
            *taken.entry((booking.activity, booking.day)).or_insert(0_u32) += 1;
        }
    }
    let beyond = taken.iter().filter(|((activity, _), taken)| {
        plan.activities[*activity].places.is_some_and(|places| **taken > places)
    });
    assert_eq!(beyond.count(), 3);
}

#[test]
fn awkward_families_are_there() {
    let plan = usual();
    let today: NaiveDate = "2026-11-20".parse().unwrap();
    let roux = family(&plan, "EVR02048");
    assert_eq!(roux.account.unwrap().cause, Some(BlockCause::Unpaid));
    assert_eq!(roux.invoices.iter().filter(|invoice| invoice.due > Cents::ZERO).count(), 2);
    let perret = family(&plan, "EVR01733");
    assert_eq!(perret.file.year, Some(2025));
    assert!(perret.children.iter().any(|child| child.form_on.is_none()));
    let (garnier, lefort) = (family(&plan, "EVR01542"), family(&plan, "EVR03518"));
    assert_eq!(garnier.children, lefort.children);
    assert_ne!(garnier.holder, lefort.holder);
    let sport = &plan.activities[lefort.enrolments[0].activity];
    let age = age_on(lefort.children[lefort.enrolments[0].child].birth, today);
    assert!(sport.age_max.is_some_and(|max| age > max), "{age} for {}", sport.label);
    let long = plan.families.iter().map(|f| (f.holder.surname.chars().count(), &f.holder.email));
    assert!(long.max().is_some_and(|(chars, email)| chars > 60 && email.is_empty()));
    let twins = plan.families.iter().filter(|family| {
        let births: BTreeSet<_> = family.children.iter().map(|child| child.birth).collect();
        births.len() < family.children.len()
    });
    assert!(twins.count() > 5);
}

#[test]
fn proportions_hold() {
    let plan = usual();
    let per_mille = |test: &dyn Fn(&FamilyRow) -> bool| {
        plan.families.iter().filter(|family| test(family)).count() * 1000 / plan.families.len()
    };
    let state = |state| per_mille(&|family| family.account.is_some_and(|a| a.state == state));
    assert!((70..110).contains(&state(AccountState::New)), "{}", state(AccountState::New));
    assert!((8..25).contains(&state(AccountState::Blocked)), "{}", state(AccountState::Blocked));
    let owes = per_mille(&|family| due(family) > Cents::ZERO);
    assert!((150..500).contains(&owes), "{owes}");
    let no_email = per_mille(&|family| family.holder.email.is_empty());
    assert!((60..130).contains(&no_email), "{no_email}");
    let incomplete = per_mille(&|family| family.file.year != Some(2026));
    assert!((50..110).contains(&incomplete), "{incomplete}");
    let unpaid = plan.families.iter().filter(|family| {
        family.account.is_some_and(|account| account.cause == Some(BlockCause::Unpaid))
    });
    for family in unpaid {
        let open = family.invoices.iter().filter(|invoice| invoice.due > Cents::ZERO);
        assert!(open.count() >= 2, "{}", family.login);
    }
    let bookings: usize = plan.families.iter().map(|family| family.bookings.len()).sum();
    assert!((20_000..60_000).contains(&bookings), "{bookings}");
}

#[test]
fn labels_fit_their_column_where_they_can() {
    let plan = usual();
    let long = plan.activities.iter().filter(|activity| activity.label.chars().count() > 24);
    assert!(long.count() <= 1);
}
