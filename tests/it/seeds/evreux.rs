//! Évreux: « Connexion au portail famille », questions and answers.

use guichet::desk::family_sign_in::{Entrance, family_sign_in};
use guichet::domain::people::DayState;
use guichet::domain::secret::Secret;

use super::Commune;

const LEO: (&str, &str, &str) = ("martineau claire", "Léo", "CANTINE");
const ZOE: (&str, &str, &str) = ("martin paul", "Zoé", "MERCREDI-2");

#[test]
fn the_canteen_is_booked_five_working_days_before() {
    let _ = "5 jours ouvrés pour la restauration scolaire";
    let mut commune = Commune::of("evreux");
    // Monday 30 November: five working days back is Monday 23 November, to its last second.
    let in_time = commune.state("2026-11-23T23:59:59", LEO, "2026-11-30");
    assert_eq!(in_time.0, DayState::Available, "{in_time:?}");
    let late = commune.state("2026-11-24T00:00:00", LEO, "2026-11-30");
    assert_eq!(late.0, DayState::PastDeadline, "{late:?}");
    assert!(late.1.contains("5 jours ouvrés avant") && late.1.contains("lun 23/11"), "{late:?}");
}

#[test]
fn leisure_centres_are_booked_two_working_days_before() {
    let _ = "2 jours ouvrés pour les accueils de loisirs mercredi et vacances";
    let mut commune = Commune::of("evreux");
    let family = commune.family("martin paul");
    let zoe = commune.child(family, "Zoé");
    let wednesday = commune.activity("MERCREDI-2");
    commune.enrol(family, zoe, wednesday);
    // Wednesday 2 December: Monday 30 November.
    let in_time = commune.state("2026-11-30T23:59:59", ZOE, "2026-12-02");
    assert_eq!(in_time.0, DayState::Available, "{in_time:?}");
    let late = commune.state("2026-12-01T00:00:00", ZOE, "2026-12-02");
    assert_eq!(late.0, DayState::PastDeadline, "{late:?}");
}

#[test]
fn a_day_past_its_deadline_is_grey() {
    let _ = "Si les journées sont grisées ou n'apparaissent pas, c'est que les délais \
             d'inscription sont dépassés.";
    let mut commune = Commune::of("evreux");
    let answer = commune.explain("2026-11-20T10:42:00", LEO, "2026-11-24");
    assert_eq!((answer.state, answer.toggle), (DayState::PastDeadline, false));
}

#[test]
fn the_account_is_blocked_at_the_third_wrong_try() {
    let _ = "Votre compte se bloque au bout de 3 tentatives de connexion avec des identifiants \
             erronés.";
    let mut commune = Commune::of("evreux");
    let (family, login) = (commune.family("martin paul"), commune.login("martin paul"));
    let now = commune.at("2026-11-20T10:42:00");
    let wrong = Secret::new("Faux-code1".to_owned());
    let blocks =
        |commune: &Commune| commune.counter.store.read().standing_blocks(family).unwrap().len();
    for blocked in [0, 0, 1, 1] {
        let said = family_sign_in(&mut commune.counter, now, &login, &wrong).unwrap();
        assert_eq!(said, Entrance::Refused);
        assert_eq!(blocks(&commune), blocked);
    }
    commune.holds();
}

#[test]
fn the_password_has_eight_to_fifteen_characters_of_four_sorts() {
    let _ = "Entre 8 et 15 caractères · Un chiffre · Au moins une lettre minuscule et au moins une \
             lettre majuscule · Des caractères spéciaux parmi =+|.-_@!#$%?*€),(";
    let commune = Commune::of("evreux");
    let policy = &commune.counter.profile.access.passwords.policy;
    for (password, accepted) in [
        ("Abcdef1€", true),
        ("Abcde1€", false),
        ("Abcdefghijklm1€", true),
        ("Abcdefghijklmn1€", false),
        ("Abcdefg€", false),
        ("abcdef1€", false),
        ("ABCDEF1€", false),
        ("Abcdefg1", false),
        ("Abcdef1&", false),
    ] {
        assert_eq!(policy.unmet(password).is_empty(), accepted, "{password}");
    }
}

#[test]
fn an_incomplete_file_books_nothing_and_says_what_lacks() {
    let _ = "Votre dossier administratif est incomplet ou n'est pas à jour : vous devez le \
             compléter pour accéder au service";
    let mut commune = Commune::of("evreux");
    let perret = commune.family("perret sandrine");
    let tom = commune.child(perret, "Tom");
    let canteen = commune.activity("CANTINE");
    commune.enrol(perret, tom, canteen);
    let who = ("perret sandrine", "Tom", "CANTINE");
    let (_, said) = commune.state("2026-11-20T10:42:00", who, "2026-11-30");
    for lack in ["dossier de tarification 2026", "fiche de renseignements de Tom"] {
        assert!(said.contains(lack), "{said}");
    }
    let (_, said) = commune.state("2026-11-20T10:42:00", LEO, "2026-11-30");
    assert!(!said.contains("absent"), "{said}");
}

#[test]
fn a_child_without_rights_is_enrolled_first() {
    let _ = "Vos enfants n'ont pas encore fréquenté une structure d'accueil en cours d'année : les \
             droits ne sont donc pas encore ouverts. … L'accès sera ensuite ouvert pour la \
             préinscription";
    let mut commune = Commune::of("evreux");
    let family = commune.family("martin paul");
    let zoe = commune.child(family, "Zoé");
    let before = commune.explain("2026-11-20T10:42:00", ZOE, "2026-12-02");
    assert_eq!((before.state, before.word), (DayState::Closed, Some("droits")));
    let wednesday = commune.activity("MERCREDI-2");
    commune.enrol(family, zoe, wednesday);
    let after = commune.explain("2026-11-20T10:42:00", ZOE, "2026-12-02");
    assert_eq!(after.state, DayState::Available);
}
