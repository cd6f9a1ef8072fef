//! A commune overseas: its own clock, its own holidays, and a school calendar that nobody gave.

use guichet::profile::DEMO_RULES;
use serde_json::Value;

use super::{Place, SECRET};
use crate::support::FOLDER;

const EVREUX: &str = include_str!("../../../assets/profiles/evreux.toml");

/// A town of Guadeloupe: its dancing lesson goes on all year round.
fn guadeloupe() -> Place {
    let place = Place::empty();
    let profile = EVREUX
        .replace("Europe/Paris", "America/Guadeloupe")
        .replace("zone = \"B\"", "zone = \"guadeloupe\"")
        .replace("feries = \"metropole\"", "feries = \"guadeloupe\"");
    let rules = DEMO_RULES.replace(
        "[regles.demo-validation]\n",
        "[regles.demo-validation]\nperiode = \"toute l’année\"\n",
    );
    place.write("ailleurs.toml", format!("{profile}{rules}"));
    let line = "init --database c.db --profile ailleurs.toml --commune Ailleurs --station a2 \
                --agent adm:administrateur --secret-stdin";
    place.told(line, &format!("{SECRET}\n")).done("créée");
    for (name, text) in FOLDER {
        place.write(&format!("exports/{name}"), text);
    }
    assert_eq!(place.import("exports").code, Some(0));
    place
}

#[test]
fn a_commune_of_guadeloupe_has_its_own_days() {
    let place = guadeloupe();
    let explain = |words: &str| place.run(&format!("explain EVR04217 Léo {words} --database c.db"));
    explain("CANTINE 30/11/2026")
        .done("Calendrier scolaire de Guadeloupe non renseigné. Complétez le profil.");
    explain("DANSE 27/05/2027").done("Férié\u{a0}: abolition de l’esclavage.");
    explain("DANSE 28/05/2027")
        .done("Limite pour réserver\u{a0}: mardi 25 mai 2027 à 23:59, heure locale.");
    explain("DANSE 28/05/2027")
        .done("Jour non compté\u{a0}: jeu 27/05 (abolition de l’esclavage).");
    let told = explain("DANSE 28/05/2027 --json");
    let day: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(day["deadline"], "2027-05-25T23:59:59");
}

#[test]
fn an_entry_says_the_clock_of_its_commune() {
    let place = guadeloupe();
    let journal = place.journal("c.db");
    assert!(journal.iter().all(|entry| entry["offset"] == -240), "{}", journal[0]);
}
