//! Each section of a profile's TOML, with what is allowed in it.
//!
//! Every function reads all its keys before it gives up on one, so that one reading finds every
//! mistake of the file.

use std::collections::BTreeMap;

use super::reader::{Mistakes, Section};
use super::school::school_calendar;
use super::{
    AccessRules, BookingRules, Contact, FileRules, LoginScheme, OnlineWindow, Profile, RegieRules,
};
use crate::domain::calendar::{Closure, CommuneCalendar, Zone};
use crate::domain::deadline::{Convention, DeadlineRule};
use crate::domain::money::Cents;
use crate::domain::password::{CODE_CHARS, CODE_SPECIALS, PasswordPolicy};
use crate::domain::people::ActivityKind;
use crate::domain::rule::{AfterDeadline, AfterFull, BookingRule};
use crate::domain::tariff::Brackets;
use crate::domain::weekdays::Weekdays;

/// The largest number of working days in a deadline.
const LONGEST_DEADLINE: u32 = 60;
/// Above this a quotient's bound is a typing error.
const LARGEST_QUOTIENT: u32 = 99_999;

pub(super) fn profile(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Profile> {
    root.allow(
        &[
            "nom",
            "ville",
            "fuseau",
            "connexion",
            "acces",
            "mot_de_passe",
            "dossier",
            "paiement_en_ligne",
            "calendrier",
            "regles",
            "genres",
            "tranches",
            "regie",
            "contact",
        ],
        mistakes,
    );
    let name = root.text("nom", mistakes);
    let town = root.text("ville", mistakes);
    let time_zone = root.read("fuseau", "un fuseau comme \"Europe/Paris\"", mistakes, |value| {
        value.as_str()?.parse().ok()
    });
    let login = login(root, mistakes);
    let access = access(root, mistakes);
    let file = file(root, mistakes);
    let online = online(root, mistakes);
    let booking = booking(root, mistakes);
    let brackets = brackets(root, mistakes);
    let regie = regie(root, mistakes);
    let contact = contact(root, mistakes);
    let calendar = calendar(root, mistakes);
    Some(Profile {
        name: name?,
        town: town?,
        time_zone: time_zone?,
        login: login?,
        access: access?,
        file: file?,
        online: online?,
        booking: booking?,
        brackets: brackets?,
        regie: regie?,
        contact: contact?,
        calendar: calendar?,
    })
}

fn login(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<LoginScheme> {
    let section = root.section("connexion", &["prefixe", "chiffres"], mistakes)?;
    let prefix = section.read("prefixe", "1 à 8 lettres majuscules", mistakes, |value| {
        let text = value.as_str()?;
        let letters = text.bytes().all(|byte| byte.is_ascii_uppercase());
        (letters && matches!(text.len(), 1..=8)).then(|| text.to_owned())
    });
    let digits = section.integer("chiffres", 1..=12, mistakes);
    Some(LoginScheme { prefix: prefix?, digits: digits? })
}

fn access(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<AccessRules> {
    let policy = policy(root, mistakes);
    let keys = ["essais", "code_provisoire_heures", "impayes_bloquants"];
    let section = root.section("acces", &keys, mistakes)?;
    let tries = section.integer("essais", 1..=10, mistakes);
    let code_hours = section.integer("code_provisoire_heures", 1..=168, mistakes);
    let unpaid = section.integer("impayes_bloquants", 0..=99, mistakes)?;
    Some(AccessRules {
        tries: tries?,
        policy: policy?,
        code_hours: code_hours?,
        unpaid_block: (unpaid > 0).then_some(unpaid),
    })
}

/// A policy that the provisional codes of Guichet satisfy: another one is refused.
fn policy(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<PasswordPolicy> {
    let keys = ["minimum", "maximum", "chiffre", "minuscule", "majuscule", "speciaux"];
    let section = root.section("mot_de_passe", &keys, mistakes)?;
    let min_chars = section.integer("minimum", 1..=CODE_CHARS, mistakes);
    let max_chars = section.integer("maximum", CODE_CHARS..=128, mistakes);
    let digit = section.flag("chiffre", mistakes);
    let lower = section.flag("minuscule", mistakes);
    let upper = section.flag("majuscule", mistakes);
    let expected = format!("des signes, dont {CODE_SPECIALS} (codes provisoires), ou \"\"");
    let specials = section.read("speciaux", &expected, mistakes, |value| {
        let text = value.as_str()?;
        let signs = text.chars().all(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let for_codes = text.is_empty() || CODE_SPECIALS.chars().all(|c| text.contains(c));
        (signs && for_codes).then(|| text.to_owned())
    });
    Some(PasswordPolicy {
        min_chars: min_chars?,
        max_chars: max_chars?,
        digit: digit?,
        lower: lower?,
        upper: upper?,
        specials: specials?,
    })
}

fn file(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<FileRules> {
    let keys = ["tarification_annuelle", "fiche_par_enfant"];
    let section = root.section("dossier", &keys, mistakes)?;
    let yearly_tariff_file = section.flag("tarification_annuelle", mistakes);
    let child_form = section.flag("fiche_par_enfant", mistakes);
    Some(FileRules { yearly_tariff_file: yearly_tariff_file?, child_form: child_form? })
}

fn online(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<OnlineWindow> {
    let windows = [("dernier-jour-du-mois", OnlineWindow::UntilEndOfMonth)];
    root.section("paiement_en_ligne", &["jusqu_au"], mistakes)?
        .choice("jusqu_au", &windows, mistakes)
}

fn booking(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<BookingRules> {
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
    Some(BookingRules { rules, by_kind })
}

/// What the file says of a booking that comes too late.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Late {
    Refuse,
    Surcharge,
    Validate,
}

fn rule(rules: &Section<'_, '_>, name: &str, mistakes: &mut Mistakes<'_>) -> Option<BookingRule> {
    let keys = [
        "jours_ouvres",
        "convention",
        "heure_limite",
        "hors_delai",
        "majoration",
        "complet",
        "source",
    ];
    let section = rules.section(name, &keys, mistakes)?;
    let working_days = section.integer("jours_ouvres", 0..=LONGEST_DEADLINE, mistakes);
    let conventions = [("A", Convention::A), ("B", Convention::B)];
    let convention = section.choice("convention", &conventions, mistakes);
    let until = section.time("heure_limite", mistakes);
    let after = after_deadline(&section, mistakes);
    let full = section.choice("complet", &[("refus", AfterFull::Refuse)], mistakes);
    let source = section.text("source", mistakes);
    Some(BookingRule {
        name: name.to_owned(),
        deadline: DeadlineRule {
            working_days: working_days?,
            convention: convention?,
            until: until?,
        },
        after: after?,
        full: full?,
        source: source?,
    })
}

fn after_deadline(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<AfterDeadline> {
    let words =
        [("refus", Late::Refuse), ("majoration", Late::Surcharge), ("validation", Late::Validate)];
    let late = section.choice("hors_delai", &words, mistakes)?;
    if late != Late::Surcharge && section.keys().any(|key| key == "majoration") {
        section.refuse("majoration", "rien, sauf avec hors_delai = \"majoration\"", mistakes);
    }
    match late {
        Late::Refuse => Some(AfterDeadline::Refuse),
        Late::Validate => Some(AfterDeadline::Validate),
        Late::Surcharge => amount(section, "majoration", mistakes).map(AfterDeadline::Surcharge),
    }
}

/// An amount above zero.
fn amount(section: &Section<'_, '_>, key: &str, mistakes: &mut Mistakes<'_>) -> Option<Cents> {
    section.read(key, "un montant positif comme \"1,95\"", mistakes, |value| {
        Cents::parse(value.as_str()?).filter(|cents| *cents > Cents::ZERO)
    })
}

fn brackets(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Brackets> {
    let keys = ["a", "b", "c", "d"];
    let section = root.section("tranches", &keys, mistakes)?;
    let bounds = keys.map(|key| (key, section.integer(key, 0..=LARGEST_QUOTIENT, mistakes)));
    for (lower, upper) in bounds.iter().zip(bounds.iter().skip(1)) {
        if let ((below, Some(least)), (key, Some(bound))) = (lower, upper)
            && bound <= least
        {
            let expected = format!("plus que la tranche {below} ({least})");
            section.refuse(key, &expected, mistakes);
        }
    }
    let [(_, a), (_, b), (_, c), (_, d)] = bounds;
    Brackets::new([a?, b?, c?, d?])
}

fn regie(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<RegieRules> {
    let keys = ["nom", "plafond_especes", "plafond_version", "plafond_source"];
    let section = root.section("regie", &keys, mistakes)?;
    let name = section.text("nom", mistakes);
    let cash_limit = amount(&section, "plafond_especes", mistakes);
    let cash_limit_version = section.date("plafond_version", mistakes);
    let cash_limit_source = section.text("plafond_source", mistakes);
    Some(RegieRules {
        name: name?,
        cash_limit: cash_limit?,
        cash_limit_version: cash_limit_version?,
        cash_limit_source: cash_limit_source?,
    })
}

fn contact(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Contact> {
    let section = root.section("contact", &["courriel", "telephone"], mistakes)?;
    let email = section.text("courriel", mistakes);
    let phone = section.text("telephone", mistakes);
    Some(Contact { email: email?, phone: phone? })
}

fn calendar(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<CommuneCalendar> {
    let keys = ["zone", "jours_ouvres", "fermetures"];
    let section = root.section("calendrier", &keys, mistakes)?;
    let zones = [("A", Zone::A), ("B", Zone::B), ("C", Zone::C)];
    let zone = section.choice("zone", &zones, mistakes);
    let expected = "des jours comme \"lun mar mer jeu ven\"";
    let working_week = section
        .read("jours_ouvres", expected, mistakes, |value| Weekdays::from_office(value.as_str()?));
    let closures = section.sections("fermetures", &["du", "au", "libelle"], mistakes);
    let closures = closures.iter().filter_map(|one| closure(one, mistakes)).collect();
    let school = school_calendar(zone?).map_err(|errors| mistakes.extend(errors)).ok();
    Some(CommuneCalendar { school: school?, working_week: working_week?, closures })
}

fn closure(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Closure> {
    let first = section.date("du", mistakes);
    let last = section.date("au", mistakes);
    let label = section.text("libelle", mistakes);
    let (first, last) = (first?, last?);
    if last < first {
        section.refuse("au", &format!("une date à partir du {first}"), mistakes);
    }
    Some(Closure { first, last, label: label? })
}
