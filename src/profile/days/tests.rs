//! A commune's days as its profile gives them, in every territory, and every way to get one wrong.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::activity::Activity;
use crate::domain::calendar::{NotCounted, Status};
use crate::domain::day::{BookedFacts, ChildFacts, DayQuestion, Enrolment, decide};
use crate::domain::people::{ActivityKind, DayState};
use crate::domain::tariff::Priced;
use crate::domain::weekdays::Weekdays;
use crate::profile::{EVREUX, Profile};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Évreux, with other lines in its `[calendrier]`.
fn with(lines: &str) -> Result<Profile, String> {
    let (before, rest) = EVREUX.split_once("[calendrier]\n").unwrap();
    let (_, after) = rest.split_once("[regles.loisirs]").unwrap();
    let text = format!("{before}[calendrier]\n{lines}\n[regles.loisirs]{after}");
    Profile::parse(&text).map_err(|errors| errors.to_string())
}

const WEEKS: &str = "jours_ouvres = \"lun mar mer jeu ven\"\njours_ecole = \"lun mar jeu ven\"\n";

/// The calendar of a zone and a territory, and more lines.
fn of(zone: &str, territory: &str, more: &str) -> Result<Profile, String> {
    with(&format!("zone = \"{zone}\"\nferies = \"{territory}\"\n{WEEKS}{more}"))
}

/// One line only, that must be said.
#[track_caller]
fn refused(profile: Result<Profile, String>, said: &str) {
    let errors = profile.unwrap_err();
    assert!(errors.contains(said), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
}

#[test]
fn each_territory_has_its_own_holiday() {
    for (zone, territory, more, own, everyday) in [
        ("B", "metropole", "", "2027-07-14", "2027-03-26"),
        ("B", "alsace-moselle", "vendredi_saint = true", "2027-03-26", "2027-05-27"),
        ("B", "alsace-moselle", "vendredi_saint = false", "2028-12-26", "2027-03-26"),
        ("guadeloupe", "guadeloupe", "", "2027-05-27", "2027-05-28"),
        ("guadeloupe", "saint-martin", "", "2027-05-28", "2027-05-27"),
        ("guadeloupe", "saint-barthelemy", "", "2028-10-09", "2027-05-27"),
        ("martinique", "martinique", "", "2028-05-22", "2027-05-27"),
        ("guyane", "guyane", "", "2027-06-10", "2027-05-27"),
        ("reunion", "reunion", "", "2027-12-20", "2027-05-27"),
        ("mayotte", "mayotte", "", "2027-04-27", "2027-05-27"),
    ] {
        let calendar = of(zone, territory, more).unwrap().calendar;
        assert!(calendar.not_worked(day(own)).is_some(), "{territory} {own}");
        assert!(calendar.not_worked(day(everyday)).is_none(), "{territory} {everyday}");
    }
}

#[test]
fn good_friday_is_said_in_alsace_moselle_and_nowhere_else() {
    refused(of("B", "alsace-moselle", ""), "clé calendrier.vendredi_saint\u{a0}: absente");
    refused(
        of("B", "metropole", "vendredi_saint = true"),
        "attendu\u{a0}: rien, sauf avec feries = \"alsace-moselle\"",
    );
    refused(of("B", "corse", ""), "clé calendrier.feries\u{a0}: \"corse\" n’est pas permis");
}

#[test]
fn customary_days_come_once_every_year_or_with_easter() {
    let calendar = of(
        "guadeloupe",
        "guadeloupe",
        "[[calendrier.feries_locaux]]\nlibelle = \"Victor Schœlcher\"\nchaque_annee = \"21/07\"\n\
         [[calendrier.feries_locaux]]\nlibelle = \"mi-carême\"\napres_paques = -24\n\
         [[calendrier.feries_locaux]]\nlibelle = \"deuil communal\"\nle = 2026-11-23",
    )
    .unwrap()
    .calendar;
    for (on, name) in [
        ("2026-07-21", Some("Victor Schœlcher")),
        ("2027-07-21", Some("Victor Schœlcher")),
        ("2027-03-04", Some("mi-carême")),
        ("2026-11-23", Some("deuil communal")),
        ("2027-11-23", None),
    ] {
        assert_eq!(calendar.not_worked(day(on)), name.map(NotCounted::PublicHoliday), "{on}");
    }
    let local = |when: &str| {
        let more = format!("[[calendrier.feries_locaux]]\nlibelle = \"fête\"\n{when}");
        of("B", "metropole", &more)
    };
    for (when, said) in [
        ("chaque_annee = \"31/02\"", "un jour et un mois comme \"21/07\""),
        ("chaque_annee = \"1/7\"", "un jour et un mois comme \"21/07\""),
        ("apres_paques = 71", "un nombre de jours de -70 à 70"),
        ("apres_paques = \"jeudi\"", "un nombre de jours de -70 à 70"),
        ("", "clé calendrier.feries_locaux.le\u{a0}: absente"),
        ("le = \"demain\"", "une date comme 2026-12-31"),
        ("le = 2026-12-31\napres_paques = 1", "attendu\u{a0}: rien, sauf sans le"),
        ("le = 2026-12-31\njour = 1", "clé calendrier.feries_locaux.jour\u{a0}: inconnue"),
    ] {
        refused(local(when), said);
    }
    assert!(local("chaque_annee = \"29/02\"").is_ok());
}

#[test]
fn closures_are_periods_with_a_label() {
    let with = |closure: &str| of("B", "metropole", closure);
    let closed =
        with("[[calendrier.fermetures]]\ndu = 2027-05-07\nau = 2027-05-07\nlibelle = \"pont\"");
    assert_eq!(
        closed.unwrap().calendar.not_worked(day("2027-05-07")),
        Some(NotCounted::Closure("pont"))
    );
    for (closure, said) in [
        (
            "[[calendrier.fermetures]]\ndu = 2027-05-07\nau = 2027-05-06\nlibelle = \"pont\"",
            "une date à partir du 2027-05-07",
        ),
        ("[[calendrier.fermetures]]\ndu = 2027-05-07\nlibelle = \"pont\"", "fermetures.au"),
        ("fermetures = 3", "une liste de sections [[calendrier.fermetures]]"),
        ("fermetures = [3]", "une liste de sections [[calendrier.fermetures]]"),
    ] {
        refused(with(closure), said);
    }
    let unknown = with("[[calendrier.fermetures]]\njour = 2027-05-07").unwrap_err();
    assert!(unknown.contains("clé calendrier.fermetures.jour\u{a0}: inconnue"), "{unknown}");
}

#[test]
fn a_commune_gives_the_school_holidays_that_guichet_has_not() {
    let christmas = "[[calendrier.vacances]]\nlibelle = \"vacances de Noël\"\n\
                     du = 2026-12-19\nau = 2027-01-03\n";
    let carnival = "[[calendrier.vacances]]\nlibelle = \"carnaval\"\n\
                    du = 2027-02-06\nau = 2027-02-14\n";
    let source = "vacances_source = \"arrêté du recteur\"\n";
    let given = |more: &str| of("guadeloupe", "guadeloupe", more);
    let school = given(&format!("{source}{christmas}{carnival}")).unwrap().calendar.school;
    assert_eq!(school.known, Some((day("2026-12-19"), day("2027-02-14"))));
    assert_eq!(school.source, "arrêté du recteur");
    assert_eq!(school.break_on(day("2027-01-03")).unwrap().unwrap().status, Status::Official);
    assert!(school.break_on(day("2027-01-04")).unwrap().is_none());
    assert!(school.break_on(day("2027-02-15")).is_err());
    refused(given(christmas), "clé calendrier.vacances_source\u{a0}: absente");
    refused(given(source), "attendu\u{a0}: rien, sauf avec [[calendrier.vacances]]");
    refused(
        given(&format!("{source}{carnival}{christmas}")),
        "clé calendrier.vacances.du\u{a0}: 2026-12-19 n’est pas permis\u{a0}; attendu\u{a0}: une \
         date après les vacances précédentes",
    );
}

#[test]
fn bridges_after_ascension_have_no_school_in_any_zone() {
    for zone in ["A", "B", "C"] {
        let calendar = of(zone, "metropole", "").unwrap().calendar;
        for (thursday, friday, monday) in [
            ("2026-05-14", "2026-05-15", "2026-05-18"),
            ("2027-05-06", "2027-05-07", "2027-05-10"),
            ("2028-05-25", "2028-05-26", "2028-05-29"),
        ] {
            assert!(calendar.not_worked(day(thursday)).is_some(), "{thursday}");
            let bridge = Ok(Some(NotCounted::SchoolBreak("pont de l’Ascension")));
            assert_eq!(calendar.no_school(day(friday)), bridge, "{friday}");
            assert_eq!(calendar.not_worked(day(friday)), None, "the offices work: {friday}");
            assert_eq!(calendar.no_school(day(monday)), Ok(None), "{monday}");
        }
    }
}

/// What closes a day for an activity of that kind, on those days of the week; none if it is open.
fn closed(profile: &Profile, kind: ActivityKind, days: &str, on: &str) -> Option<&'static str> {
    let activity = Activity {
        id: Uuid::nil().into(),
        code: String::new(),
        label: "Accueil".to_owned(),
        kind,
        weekdays: Weekdays::from_office(days).unwrap(),
        places: None,
        age_min: None,
        age_max: None,
        tariffs: [None; 5],
        rule: String::new(),
        source: String::new(),
    };
    let answer = decide(&DayQuestion {
        day: day(on),
        now: day("2025-09-01").and_hms_opt(9, 0, 0).unwrap(),
        activity: &activity,
        rule: profile.rule_for(&activity).unwrap(),
        calendar: &profile.calendar,
        price: &Priced::default(),
        closures: &[],
        child: ChildFacts {
            given: "Léo",
            birth: day("2020-02-29"),
            enrolments: &[Enrolment {
                from: day("2025-09-01"),
                to: None,
                age_reason: String::new(),
            }],
            hindrances: &[],
        },
        booked: BookedFacts::default(),
    });
    assert_eq!(answer.state == DayState::Closed, answer.word.is_some());
    answer.word
}

#[test]
fn canteens_wednesdays_and_holidays_follow_the_school_calendar() {
    use ActivityKind::{Canteen, Holidays, Wednesday};
    let (week, all) = ("L M J V", "L M Me J V");
    for zone in ["A", "B", "C"] {
        let profile = of(zone, "metropole", "").unwrap();
        let closed = |kind, days, on| closed(&profile, kind, days, on);
        for friday in ["2026-05-15", "2027-05-07", "2028-05-26"] {
            assert_eq!(closed(Canteen, week, friday), Some("vac."), "{friday}");
            assert_eq!(closed(Holidays, all, friday), None, "{friday}");
        }
        for thursday in ["2026-05-14", "2027-05-06", "2028-05-25"] {
            assert_eq!(closed(Canteen, week, thursday), Some("férié"), "{thursday}");
            assert_eq!(closed(Holidays, all, thursday), Some("férié"), "{thursday}");
        }
        for (wednesday, in_term, in_holidays) in [
            ("2026-10-21", Some("vac."), None),
            ("2026-11-04", None, Some("école")),
            ("2026-11-11", Some("férié"), Some("férié")),
            ("2028-09-06", Some("inc."), Some("inc.")),
        ] {
            assert_eq!(closed(Wednesday, "Me", wednesday), in_term, "{wednesday}");
            assert_eq!(closed(Holidays, all, wednesday), in_holidays, "{wednesday}");
        }
    }
}
