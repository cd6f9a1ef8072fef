//! The shipped profile, and every way to get one wrong.

use uuid::Uuid;

use super::*;
use crate::domain::calendar::Zone;
use crate::domain::deadline::{Convention, DayUnit, DeadlineRule};
use crate::domain::login::{LoginScheme, Series};
use crate::domain::rule::{AfterDeadline, Surcharge};
use crate::domain::tariff::Bracket;
use crate::domain::time::END_OF_DAY;
use crate::domain::weekdays::Weekdays;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn evreux() -> Profile {
    Profile::parse(EVREUX).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn evreux_says_what_its_questions_and_answers_say() {
    let evreux = evreux();
    assert_eq!((evreux.town.as_str(), evreux.time_zone), ("Évreux", chrono_tz::Europe::Paris));
    let series = Series { prefix: "EVR".to_owned(), digits: 5 };
    assert_eq!(evreux.login.scheme, LoginScheme::Numbered(series));
    assert!(evreux.login.on_invoice && evreux.login.file_first);
    assert!(!evreux.login.online_payment_first && !evreux.login.household_check);
    assert_eq!((evreux.access.tries, evreux.access.code_hours), (3, 48));
    assert!(!evreux.access.unpaid.applies());
    assert_eq!(evreux.access.passwords.policy.unmet("Abcdef1€"), []);
    assert_eq!(evreux.access.passwords.policy.unmet("Abcdef1&").len(), 2);
    assert_eq!(evreux.regie.cash_limit, Cents(30_000));
    assert_eq!(evreux.contact.email, "petitecite@evreux.fr");
    assert_eq!(evreux.calendar.school.zone, Zone::B);
    assert_eq!(evreux.calendar.working_week, Weekdays::WORKING_WEEK);
    assert_eq!(evreux.rates.brackets.bracket(742), Bracket::C);
    for (name, count) in [("loisirs", 2), ("restauration", 5)] {
        let rule = &evreux.booking.rules[name];
        let unit = DayUnit::Worked(Convention::B);
        let deadline = DeadlineRule::Days { count, unit, until: END_OF_DAY };
        assert_eq!((&rule.deadline, &rule.cancellation), (&deadline, &deadline));
        assert_eq!((rule.after, rule.season), (AfterDeadline::Refuse, None));
    }
}

#[test]
fn every_shipped_profile_is_valid_alone_and_in_the_demo() {
    for name in Profile::builtin_names() {
        let text = Profile::builtin_text(name).unwrap();
        assert_eq!(Profile::parse(text).unwrap().name, *name);
        let demo = Profile::parse(&format!("{text}{DEMO_RULES}")).unwrap();
        let after = |rule: &str| demo.booking.rules[rule].after;
        assert_eq!(
            after("demo-majoration"),
            AfterDeadline::Surcharge(Surcharge::Fixed(Cents(195)))
        );
        assert_eq!(after("demo-validation"), AfterDeadline::Validate);
        assert_eq!(demo.booking.rules["demo-majoration"].source, "demo");
    }
    assert_eq!(Profile::builtin_text("nulle-part"), None);
}

#[test]
fn an_activity_is_booked_by_its_own_rule_or_its_kinds() {
    let evreux = evreux();
    let activity = |kind, rule: &str| Activity {
        id: Uuid::nil().into(),
        code: String::new(),
        label: String::new(),
        kind,
        weekdays: Weekdays::WORKING_WEEK,
        places: None,
        age_min: None,
        age_max: None,
        tariffs: [None; 5],
        rule: rule.to_owned(),
        source: String::new(),
    };
    for (kind, own, rule) in [
        (ActivityKind::Canteen, "", Some("restauration")),
        (ActivityKind::Wednesday, "", Some("loisirs")),
        (ActivityKind::Holidays, "", Some("loisirs")),
        (ActivityKind::AfterSchool, "", Some("loisirs")),
        (ActivityKind::Sport, "", Some("loisirs")),
        (ActivityKind::Canteen, "loisirs", Some("loisirs")),
        (ActivityKind::Canteen, "inconnue", None),
    ] {
        let found = evreux.rule_for(&activity(kind, own)).map(|rule| rule.name.as_str());
        assert_eq!(found, rule, "{kind:?} {own}");
    }
}

#[test]
fn a_file_is_complete_with_its_year_and_each_childs_form() {
    let evreux = evreux();
    let today = day("2026-11-20");
    let received = Some(day("2026-09-02"));
    for (file_year, forms, missing) in [
        (2026, vec![("Léo", received), ("Inès", received)], vec![]),
        (2027, vec![("Léo", received)], vec![]),
        (2025, vec![("Léo", received)], vec!["dossier de tarification 2026 absent"]),
        (2026, vec![("Inès", None)], vec!["fiche de renseignements d’Inès absente"]),
        (
            0,
            vec![("Léo", None), ("Inès", None)],
            vec![
                "dossier de tarification 2026 absent",
                "fiche de renseignements de Léo absente",
                "fiche de renseignements d’Inès absente",
            ],
        ),
    ] {
        assert_eq!(evreux.missing_documents(file_year, &forms, today), missing);
    }
    let new_year = day("2027-01-01");
    assert_eq!(evreux.missing_documents(2026, &[], new_year).len(), 1);
    let mut lenient = evreux;
    lenient.file = FileRules { yearly_tariff_file: false, child_form: false, pieces: Vec::new() };
    assert!(lenient.missing_documents(0, &[("Léo", None)], today).is_empty());
}

/// Replaces one line of the shipped profile and returns what is said of it, and its line.
fn refusal(line: &str, replacement: &str) -> (String, usize) {
    let number = 1 + EVREUX.lines().position(|one| one.starts_with(line)).expect(line);
    let broken: Vec<&str> =
        EVREUX.lines().map(|one| if one.starts_with(line) { replacement } else { one }).collect();
    (Profile::parse(&broken.join("\n")).unwrap_err().to_string(), number)
}

/// The line replaced, by what, the key that is named, the value shown, what is allowed.
const WRONG_LINES: [[&str; 5]; 17] = [
    ["essais =", "essais = 0", "acces.essais", "0", "un entier de 1 à 10"],
    ["essais =", "essais = 11", "acces.essais", "11", "un entier de 1 à 10"],
    ["essais =", "essais = \"trois\"", "acces.essais", "\"trois\"", "un entier de 1 à 10"],
    ["chiffre =", "chiffre = 1", "mot_de_passe.chiffre", "1", "true ou false"],
    ["maximum =", "maximum = 11", "mot_de_passe.maximum", "11", "un entier de 12 à 128"],
    [
        "speciaux =",
        "speciaux = \"&\"",
        "mot_de_passe.speciaux",
        "\"&\"",
        "des signes, dont -_!*$= (codes provisoires), ou \"\"",
    ],
    [
        "fuseau =",
        "fuseau = \"Europe/Evreux\"",
        "fuseau",
        "\"Europe/Evreux\"",
        "un fuseau comme \"Europe/Paris\"",
    ],
    [
        "sur_facture",
        "schema = \"nom\"",
        "connexion.schema",
        "\"nom\"",
        "\"numero\" ou \"courriel-avant-arobase\" ou \"courriel\"",
    ],
    ["sur_facture", "sur_facture = 1", "connexion.sur_facture", "1", "true ou false"],
    ["prefixe =", "prefixe = \"evr\"", "connexion.prefixe", "\"evr\"", "1 à 8 lettres majuscules"],
    ["b = 700", "b = 400", "tranches.b", "400", "plus que la tranche a (400)"],
    [
        "cantine =",
        "cantine = \"midi\"",
        "genres.cantine",
        "\"midi\"",
        "une règle de [regles]\u{a0}: loisirs, restauration",
    ],
    [
        "plafond_especes =",
        "plafond_especes = 300.0",
        "regie.plafond_especes",
        "300.0",
        "un montant positif comme \"1,95\"",
    ],
    [
        "plafond_version =",
        "plafond_version = \"2026\"",
        "regie.plafond_version",
        "\"2026\"",
        "une date comme 2026-12-31, sans guillemets",
    ],
    [
        "zone =",
        "zone = \"D\"",
        "calendrier.zone",
        "\"D\"",
        "\"A\" ou \"B\" ou \"C\" ou \"corse\" ou \"guadeloupe\" ou \"martinique\" ou \"guyane\" ou \
         \"reunion\" ou \"mayotte\"",
    ],
    [
        "jusqu_au =",
        "jusqu_au = \"toujours\"",
        "paiement_en_ligne.jusqu_au",
        "\"toujours\"",
        "\"dernier-jour-du-mois\" ou \"sans-limite\"",
    ],
    [
        "telephone =",
        "telephone = \" \"",
        "contact.telephone",
        "\" \"",
        "un texte entre guillemets, non vide",
    ],
];

#[test]
fn a_wrong_line_is_refused_with_line_key_and_what_is_allowed() {
    for [line, replacement, key, value, allowed] in WRONG_LINES {
        let (refusal, number) = refusal(line, replacement);
        let said = format!(
            "ligne {number}, clé {key}\u{a0}: {value} n’est pas permis\u{a0}; attendu\u{a0}: \
             {allowed}"
        );
        assert_eq!(refusal, said);
    }
}

#[test]
fn unknown_missing_and_unreadable_keys_are_refused() {
    let (unknown, number) = refusal("fiche_par_enfant =", "fiche = true");
    assert_eq!(
        unknown,
        format!(
            "ligne {}, clé dossier.fiche_par_enfant\u{a0}: absente\u{a0}; attendu\u{a0}: true ou \
             false\nligne {number}, clé dossier.fiche\u{a0}: inconnue\u{a0}; attendu\u{a0}: \
             tarification_annuelle, fiche_par_enfant",
            number - 2
        )
    );
    let (section, number) = refusal("[contact]", "[contacts]");
    assert!(section.contains("ligne 1, clé contact\u{a0}: absente"), "{section}");
    assert!(
        section.contains(&format!("ligne {number}, clé contacts\u{a0}: inconnue")),
        "{section}"
    );
    let (unreadable, number) = refusal("nom = \"evreux\"", "nom = ");
    assert!(
        unreadable.starts_with(&format!("ligne {number}, le fichier n’est pas du TOML")),
        "{unreadable}"
    );
    let everything = Profile::parse("").unwrap_err();
    assert_eq!(everything.0.len(), 14);
}
