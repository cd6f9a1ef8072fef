//! Each section of a profile's TOML, with what is allowed in it.
//!
//! Every function reads all its keys before it gives up on one, so that one reading finds every
//! mistake of the file.

use super::days::calendar;
use super::login::login;
use super::password::passwords;
use super::paying::{UNPAID_KEYS, unpaid, windows};
use super::pieces::pieces;
use super::portal::portal;
use super::reader::{Mistakes, Section};
use super::rules::booking;
use super::tarifs::tarifs;
use super::{AccessRules, Contact, FileRules, Profile, RegieRules};
use crate::domain::money::Cents;
use crate::domain::tariff::{Brackets, Rates};

/// Above this a quotient's bound is a typing error.
pub(super) const LARGEST_QUOTIENT: u32 = 99_999;

pub(super) fn profile(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Profile> {
    root.allow(
        &[
            "nom",
            "ville",
            "fuseau",
            "connexion",
            "acces",
            "mot_de_passe",
            "conditions",
            "oubli",
            "portail",
            "dossier",
            "paiement_en_ligne",
            "paiement_au_guichet",
            "calendrier",
            "regles",
            "genres",
            "tranches",
            "regie",
            "contact",
            "pieces",
            "droits",
            "types",
            "porte_monnaie",
            "tarifs",
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
    let windows = windows(root, mistakes);
    let booking = booking(root, mistakes);
    let (brackets, voted) = (brackets(root, mistakes), tarifs(root, mistakes));
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
        windows: windows?,
        booking: booking?,
        rates: Rates { brackets: brackets?, voted: voted? },
        regie: regie?,
        contact: contact?,
        calendar: calendar?,
    })
}

fn access(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<AccessRules> {
    let passwords = passwords(root, mistakes);
    let portal = portal(root, mistakes);
    let own = ["essais", "code_provisoire_heures"];
    let keys: Vec<&str> = own.into_iter().chain(UNPAID_KEYS).collect();
    let section = root.section("acces", &keys, mistakes)?;
    let tries = section.integer("essais", 1..=10, mistakes);
    let code_hours = section.integer("code_provisoire_heures", 1..=168, mistakes);
    let unpaid = unpaid(&section, mistakes);
    Some(AccessRules {
        tries: tries?,
        passwords: passwords?,
        portal: portal?,
        code_hours: code_hours?,
        unpaid: unpaid?,
    })
}

fn file(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<FileRules> {
    let pieces = pieces(root, mistakes);
    let keys = ["tarification_annuelle", "fiche_par_enfant"];
    let section = root.section("dossier", &keys, mistakes)?;
    let yearly_tariff_file = section.flag("tarification_annuelle", mistakes);
    let child_form = section.flag("fiche_par_enfant", mistakes);
    let (yearly_tariff_file, child_form) = (yearly_tariff_file?, child_form?);
    Some(FileRules { yearly_tariff_file, child_form, pieces: pieces? })
}

/// An amount above zero.
pub(super) fn amount(text: &str) -> Option<Cents> {
    Cents::parse(text).filter(|cents| *cents > Cents::ZERO)
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
    let expected = "un montant positif comme \"1,95\"";
    let cash_limit =
        section.read("plafond_especes", expected, mistakes, |value| amount(value.as_str()?));
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
