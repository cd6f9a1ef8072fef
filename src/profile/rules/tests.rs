//! The deadlines of real communes, as their profile would say them, to the second; and every way to
//! get a rule wrong.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::domain::activity::Season;
use crate::domain::money::Cents;
use crate::domain::rule::{AfterDeadline, BookingRule, Surcharge};
use crate::profile::{EVREUX, Profile};

/// The profile of Évreux in zone A, with one more rule.
fn profile(rule: &str) -> Result<Profile, String> {
    let text = EVREUX.replace("zone = \"B\"", "zone = \"A\"");
    let text = format!("{text}\n[regles.essai]\n{rule}\n");
    Profile::parse(&text).map_err(|errors| errors.to_string())
}

fn rule(text: &str) -> BookingRule {
    let profile = profile(text).unwrap_or_else(|errors| panic!("{text}: {errors}"));
    profile.booking.rules["essai"].clone()
}

/// What a rule says beside its deadline, when only the deadline matters.
const REST: &str = "hors_delai = \"refus\"\ncomplet = \"refus\"\nsource = \"essai\"\n";

/// Checks a deadline: for each day of service, the last second is allowed and the next refused.
#[track_caller]
fn check(commune: &str, deadline: &str, rows: &[(&str, &str)]) {
    let (own, lots) = deadline.split_once("[[").unwrap_or((deadline, ""));
    let lots = if lots.is_empty() { String::new() } else { format!("[[{lots}") };
    let profile = profile(&format!("{own}\n{REST}{lots}")).unwrap();
    let rule = &profile.booking.rules["essai"];
    assert_eq!(rule.cancellation, rule.deadline, "{commune}");
    for (service, last) in rows {
        let service: NaiveDate = service.parse().unwrap();
        let last: NaiveDateTime = last.parse().unwrap();
        let found = rule.deadline.last_moment(service, &profile.calendar).unwrap();
        assert_eq!(found.at, last, "{commune}, {service}");
        assert!(found.allows(last), "{commune}, {service}");
        assert!(!found.allows(last + TimeDelta::seconds(1)), "{commune}, {service}");
    }
}

#[test]
fn days_of_every_kind() {
    check(
        "Évreux, cantine",
        "delai = \"5 jours ouvrés\"\nconvention = \"B\"\nheure_limite = \"24:00\"",
        &[
            ("2026-11-27", "2026-11-20T23:59:59"),
            ("2026-11-30", "2026-11-23T23:59:59"),
            ("2026-11-18", "2026-11-10T23:59:59"),
        ],
    );
    check(
        "Évreux, mercredi et vacances",
        "delai = \"2 jours ouvrés\"\nconvention = \"B\"\nheure_limite = \"24:00\"",
        &[("2026-11-25", "2026-11-23T23:59:59"), ("2026-12-21", "2026-12-17T23:59:59")],
    );
    check(
        "Hôtel de ville, « jusqu'à 6 jours avant la date souhaitée »",
        "delai = \"6 jours calendaires\"\nconvention = \"B\"\nheure_limite = \"24:00\"",
        &[("2026-11-27", "2026-11-21T23:59:59"), ("2027-01-04", "2026-12-29T23:59:59")],
    );
    check(
        "Le Crès, « 8 jours »",
        "delai = \"8 jours calendaires\"\nconvention = \"B\"\nheure_limite = \"24:00\"",
        &[("2024-09-02", "2024-08-25T23:59:59")],
    );
    check(
        "Éragny, vacances",
        "delai = \"15 jours francs\"\nheure_limite = \"24:00\"",
        &[("2027-02-22", "2027-02-06T23:59:59"), ("2026-10-19", "2026-10-03T23:59:59")],
    );
    check(
        "Une commune qui compte les jours ouvrables",
        "delai = \"2 jours ouvrables\"\nconvention = \"B\"\nheure_limite = \"12:00\"",
        &[("2026-11-16", "2026-11-13T12:00:00"), ("2026-12-28", "2026-12-24T12:00:00")],
    );
}

#[test]
fn hours_before_the_day_begins() {
    check(
        "La Tessoualle, « 48h »",
        "delai = \"48 heures\"",
        &[
            ("2026-11-23", "2026-11-20T23:59:59"),
            ("2026-11-24", "2026-11-21T23:59:59"),
            ("2026-11-26", "2026-11-23T23:59:59"),
            ("2026-11-27", "2026-11-24T23:59:59"),
        ],
    );
    check(
        "Éragny, « 72 h »",
        "delai = \"72 heures\"",
        &[("2026-11-26", "2026-11-22T23:59:59"), ("2026-11-23", "2026-11-19T23:59:59")],
    );
}

#[test]
fn the_school_day_before() {
    check(
        "Rontalon",
        "delai = \"veille d’école\"\nheure_limite = \"11:00\"",
        &[
            ("2026-11-23", "2026-11-20T11:00:00"),
            ("2026-11-24", "2026-11-23T11:00:00"),
            ("2026-11-26", "2026-11-24T11:00:00"),
            ("2026-11-27", "2026-11-26T11:00:00"),
            ("2026-11-02", "2026-10-16T11:00:00"),
            ("2027-01-04", "2026-12-18T11:00:00"),
            ("2027-03-01", "2027-02-12T11:00:00"),
        ],
    );
}

#[test]
fn batches_of_the_week() {
    let batch = |days: &str, on: &str, weeks: u32, hour: &str| {
        format!(
            "[[regles.essai.lots]]\npour = \"{days}\"\nle = \"{on}\"\nsemaines_avant = {weeks}\n\
             heure_limite = \"{hour}\"\n"
        )
    };
    let weekly =
        |batches: &[String]| format!("delai = \"lots hebdomadaires\"\n{}", batches.concat());
    check(
        "Vailhauquès",
        &weekly(&[batch("lun mar", "ven", 1, "9:00"), batch("jeu ven", "mar", 0, "9:00")]),
        &[
            ("2026-11-23", "2026-11-20T09:00:00"),
            ("2026-11-24", "2026-11-20T09:00:00"),
            ("2026-11-26", "2026-11-24T09:00:00"),
            ("2026-11-27", "2026-11-24T09:00:00"),
        ],
    );
    check(
        "Saint-Jean-du-Bois",
        &weekly(&[batch("lun mar", "jeu", 1, "10:00"), batch("jeu ven", "mar", 0, "10:00")]),
        &[
            ("2026-11-23", "2026-11-19T10:00:00"),
            ("2026-11-24", "2026-11-19T10:00:00"),
            ("2026-11-26", "2026-11-24T10:00:00"),
            ("2026-11-27", "2026-11-24T10:00:00"),
        ],
    );
    for (hour, last) in [("9:00", "2026-11-19T09:00:00"), ("12:00", "2026-11-19T12:00:00")] {
        check(
            "Vigneux, Boisemont, Saint-Exupéry: the Thursday for the next week",
            &weekly(&[batch("lun mar mer jeu ven", "jeu", 1, hour)]),
            &[("2026-11-23", last), ("2026-11-25", last), ("2026-11-27", last)],
        );
    }
    check(
        "Espondeilhan",
        &weekly(&[batch("lun mar jeu ven", "lun", 1, "24:00")]),
        &[("2026-11-23", "2026-11-16T23:59:59"), ("2026-11-27", "2026-11-16T23:59:59")],
    );
}

const GOOD: &str = "delai = \"1 jour ouvré\"\nconvention = \"A\"\nheure_limite = \"12:00\"\n\
                    hors_delai = \"majoration\"\nmajoration = \"0,01\"\ncomplet = \"refus\"\n\
                    source = \"essai\"\n";

#[test]
fn after_the_limit_each_commune_does_as_it_says() {
    let fixed = |cents| AfterDeadline::Surcharge(Surcharge::Fixed(Cents(cents)));
    for (said, after) in [
        ("hors_delai = \"refus\"", AfterDeadline::Refuse),
        ("hors_delai = \"attente\"", AfterDeadline::Wait),
        ("hors_delai = \"validation\"", AfterDeadline::Validate),
        ("hors_delai = \"majoration\"\nmajoration = \"1,00\"", fixed(100)),
        (
            "hors_delai = \"majoration\"\nmajoration = \"50 %\"",
            AfterDeadline::Surcharge(Surcharge::Percent(50)),
        ),
    ] {
        let text = GOOD.replace("hors_delai = \"majoration\"\nmajoration = \"0,01\"", said);
        assert_eq!(rule(&text).after, after, "{said}");
    }
}

#[test]
fn giving_back_may_have_its_own_limit_and_a_rule_its_season() {
    let own = rule(&format!("{GOOD}[regles.essai.annulation]\ndelai = \"48 heures\""));
    let booked = rule(GOOD);
    assert_eq!(own.deadline, booked.deadline);
    assert_eq!(own.cancellation, rule(&format!("delai = \"48 heures\"\n{REST}")).deadline);
    for (said, season) in [
        ("", None),
        ("periode = \"école\"", Some(Season::Term)),
        ("periode = \"vacances\"", Some(Season::Holidays)),
        ("periode = \"toute l’année\"", Some(Season::AllYear)),
    ] {
        assert_eq!(rule(&format!("{said}\n{GOOD}")).season, season);
    }
}

/// One mistake only, that must name this key and say this.
#[track_caller]
fn refused(text: &str, key: &str, expected: &str) {
    let errors = profile(text).unwrap_err();
    assert!(errors.contains(&format!("clé regles.essai.{key}\u{a0}:")), "{errors}");
    assert!(errors.contains(expected), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
}

#[test]
fn a_rule_is_checked_wherever_it_was_appended() {
    assert!(profile(GOOD).is_ok());
    for (from, to, key, expected) in [
        ("1 jour ouvré", "61 jours ouvrés", "delai", "(0 à 60 jours)"),
        ("1 jour ouvré", "-1 jours ouvrés", "delai", "un délai comme \"2 jours ouvrés\""),
        ("1 jour ouvré", "1 jour", "delai", "\"6 jours calendaires\""),
        ("1 jour ouvré", "0 heures", "delai", "\"48 heures\""),
        ("1 jour ouvré", "deux jours ouvrés", "delai", "\"15 jours francs\""),
        ("\"A\"", "\"C\"", "convention", "\"A\" ou \"B\""),
        ("\"12:00\"", "\"midi\"", "heure_limite", "\"9:00\" ou \"24:00\""),
        ("\"12:00\"", "12:00:00", "heure_limite", "entre guillemets"),
        ("\"12:00\"", "\"00:00\"", "heure_limite", "\"24:00\""),
        ("\"12:00\"", "\"24:01\"", "heure_limite", "\"24:00\""),
        ("\"12:00\"", "\"9:5\"", "heure_limite", "\"9:00\""),
        ("\"majoration\"", "\"refus\"", "majoration", "rien, sauf avec hors_delai"),
        ("\"majoration\"", "\"plus tard\"", "hors_delai", "\"attente\" ou \"validation\""),
        ("\"0,01\"", "\"0,00\"", "majoration", "\"50 %\""),
        ("\"0,01\"", "\"0 %\"", "majoration", "un pourcentage"),
        ("\"0,01\"", "\"1001 %\"", "majoration", "un pourcentage"),
        ("majoration = \"0,01\"", "", "majoration", "absente"),
        ("\"refus\"", "\"jamais\"", "complet", "\"refus\""),
        ("source = \"essai\"", "", "source", "absente"),
        ("convention = \"A\"", "", "convention", "absente"),
        ("heure_limite = \"12:00\"", "", "heure_limite", "absente"),
        ("source", "periode = \"été\"\nsource", "periode", "\"toute l’année\""),
    ] {
        assert!(GOOD.contains(from), "{from}");
        refused(&GOOD.replacen(from, to, 1), key, expected);
    }
}

#[test]
fn a_key_that_says_nothing_for_its_delay_is_refused() {
    let hours = format!("delai = \"48 heures\"\n{REST}");
    let clear = format!("delai = \"15 jours francs\"\nheure_limite = \"24:00\"\n{REST}");
    let eve = format!("delai = \"veille d'école\"\nheure_limite = \"11:00\"\n{REST}");
    for good in [&hours, &clear, &eve] {
        assert!(profile(good).is_ok(), "{good}");
        let only = "sauf avec des jours ouvrés, ouvrables ou calendaires";
        refused(&format!("convention = \"B\"\n{good}"), "convention", only);
        let lots = format!("{good}[[regles.essai.lots]]\npour = \"lun\"\nle = \"lun\"\n");
        let lots = format!("{lots}semaines_avant = 1\nheure_limite = \"9:00\"");
        refused(&lots, "lots", "sauf avec delai = \"lots hebdomadaires\"");
    }
    let only = "sauf avec des jours ou la veille d’école";
    refused(&format!("heure_limite = \"9:00\"\n{hours}"), "heure_limite", only);
    refused(
        &format!("{GOOD}[regles.essai.annulation]\ndelai = \"48 heures\"\nconvention = \"B\""),
        "annulation.convention",
        "rien",
    );
    refused(
        &format!("{GOOD}[regles.essai.annulation]\ndelai = \"48 heures\"\ncomplet = \"refus\""),
        "annulation.complet",
        "delai, convention, heure_limite, lots",
    );
}

#[test]
fn batches_share_no_day_and_end_before_they_begin() {
    let lot = |pour: &str, le: &str, weeks: u32| {
        format!(
            "[[regles.essai.lots]]\npour = \"{pour}\"\nle = \"{le}\"\nsemaines_avant = {weeks}\n\
             heure_limite = \"9:00\"\n"
        )
    };
    let weekly = |lots: &str| format!("delai = \"lots hebdomadaires\"\n{REST}{lots}");
    assert!(profile(&weekly(&lot("lun", "lun", 0))).is_ok(), "until nine on the same day");
    refused(&weekly(""), "lots", "au moins une section [[regles.essai.lots]]");
    for (lots, key, expected) in [
        (lot("lun jeu", "mar", 0), "lots.le", "un jour qui ne suit aucun de ceux du lot"),
        (lot("lun", "tous", 1), "lots.le", "un jour comme \"jeu\""),
        (lot("lun", "jeu ven", 1), "lots.le", "un jour comme \"jeu\""),
        (lot("", "jeu", 1), "lots.pour", "des jours comme"),
        (lot("lun", "jeu", 9), "lots.semaines_avant", "un entier de 0 à 8"),
        (
            lot("lun mar", "jeu", 1) + &lot("mar", "ven", 1),
            "lots.pour",
            "des jours qu’aucun lot précédent ne compte",
        ),
    ] {
        refused(&weekly(&lots), key, expected);
    }
}
