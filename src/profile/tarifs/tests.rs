//! What a profile may say of tariffs, and what is refused, by line.

use super::*;
use crate::profile::Profile;

const FAY: &str = "\n[[tarifs]]\nnom = \"restauration\"\ngenres = \"cantine\"\ndu = 2026-09-01\n\
                   vote = \"délibération du 25 juin 2026\"\ntype = \"taux d’effort\"\n\
                   taux = \"0,36 %\"\nplancher = \"2,60\"\nplafond = \"4,50\"\n\
                   effet = \"mois suivant\"\npai = \"1,75\"\n";

const BRACKETS: &str = "\n[[tarifs]]\nnom = \"mercredi\"\ngenres = \"mercredi\"\n\
                        du = 2026-09-01\nau = 2027-08-31\nvote = \"vote\"\ntype = \"tranches\"\n\
                        tranches = [\n  { de = 0, a = 622, prix = \"1,00\" },\n  \
                        { de = 623, a = 1000, prix = \"3,30\" },\n  \
                        { de = 1001, prix = \"3,50\" },\n]\n";

fn read(added: &str) -> Result<Vec<Tariff>, String> {
    let text = format!("{}{added}", Profile::builtin_text("evreux").unwrap());
    Profile::parse(&text).map(|profile| profile.rates.voted).map_err(|errors| errors.to_string())
}

fn refused(added: &str, words: &str) {
    let errors = read(added).unwrap_err();
    assert!(errors.contains(words), "{errors}");
}

#[test]
fn a_commune_that_votes_nothing_here_has_its_office_s_columns() {
    assert_eq!(read(""), Ok(Vec::new()));
}

#[test]
fn each_type_of_grid_is_read() {
    let tariffs = read(&format!("{FAY}{BRACKETS}")).unwrap();
    let fay = &tariffs[0];
    let effort = Effort { percent: Decimal::new(36, 2), floor: Cents(260), ceiling: Cents(450) };
    assert_eq!(fay.grid, Grid::Effort(effort));
    assert_eq!(
        (fay.effect, fay.pai, fay.base),
        (Effect::NextMonth, Some(Cents(175)), Base::Quotient)
    );
    assert!(matches!(&tariffs[1].grid, Grid::Brackets(steps) if steps.all().len() == 3));
    let flat = "\n[[tarifs]]\nnom = \"sport\"\nactivites = \"SPORT DANSE\"\ndu = 2026-09-01\n\
                vote = \"vote\"\ntype = \"forfait\"\nprix = \"0\"\nexterieur = \"20 %\"\n\
                communes = \"Évreux, Gravigny\"\nfratrie = \"0 % 10 % 20 %\"\n\
                fratrie_par = \"rang\"\ncout = \"9,80\"\n";
    let flat = read(flat).unwrap().remove(0);
    assert_eq!((flat.grid, flat.cost), (Grid::Flat(Cents::ZERO), Some(Cents(980))));
    assert_eq!(flat.activities, ["SPORT", "DANSE"]);
    let outside = flat.outside.unwrap();
    assert!(!outside.is_outside("EVREUX") && outside.is_outside("Rouen") && outside.is_outside(""));
    assert_eq!(flat.siblings.unwrap().percents, [0, 10, 20]);
    let psu = "\n[[tarifs]]\nnom = \"crèche\"\ngenres = \"periscolaire\"\ndu = 2026-09-01\n\
               vote = \"CNAF\"\ntype = \"psu\"\ntaux = \"0,0619 % 0,0516 %\"\n\
               plancher = \"814,62\"\nplafond = \"8500\"\nheures = 10\n";
    let psu = read(psu).unwrap().remove(0);
    assert_eq!(psu.base, Base::Income);
    assert!(matches!(psu.grid, Grid::Hourly(hourly) if hourly.percents.len() == 2));
}

#[test]
fn brackets_that_leave_a_gap_or_overlap_are_refused_by_their_line() {
    let text = Profile::builtin_text("evreux").unwrap();
    let first =
        text.lines().count() + BRACKETS.lines().position(|line| line.contains("623")).unwrap() + 1;
    for (from, to, words) in [
        (
            "623,",
            "624,",
            format!("ligne {first}, clé tarifs.tranches.de\u{a0}: 624 n’est pas permis"),
        ),
        ("623,", "622,", "attendu\u{a0}: 623, sans trou ni chevauchement".to_owned()),
        ("a = 1000", "a = 600", "rien dans la seule dernière tranche".to_owned()),
        ("de = 1001,", "de = 1001, a = 9999,", "rien dans la dernière tranche".to_owned()),
        ("a = 622, ", "", "rien dans la seule dernière tranche".to_owned()),
        ("de = 0,", "de = 1,", "attendu\u{a0}: 0, sans trou".to_owned()),
        ("\"3,30\"", "\"3,305\"", "un montant comme \"3,30\"".to_owned()),
        ("de = 0,", "de = \"622,50\",", "un entier de 0 à 99999".to_owned()),
    ] {
        let changed = BRACKETS.replacen(from, to, 1);
        assert_ne!(changed, BRACKETS, "{from}");
        refused(&changed, &words);
    }
    let none = BRACKETS.split_once("[\n").unwrap().0;
    refused(&format!("{none}[]\n"), "au moins une tranche");
}

#[test]
fn versions_and_activities_never_meet() {
    let next = |from: &str| FAY.replace("2026-09-01", from);
    refused(&format!("{FAY}{}", next("2027-09-01")), "un jour hors de la version votée");
    let ended = FAY.replace("vote =", "au = 2027-08-31\nvote =");
    refused(&format!("{ended}{}", next("2027-08-31")), "un jour hors de la version votée");
    assert_eq!(read(&format!("{ended}{}", next("2027-09-01"))).unwrap().len(), 2);
    let other = BRACKETS.replace("\"mercredi\"\ndu", "\"cantine\"\ndu");
    refused(&format!("{FAY}{other}"), "des genres qu’aucun autre tarif ne compte");
    refused(&ended.replace("2027-08-31", "2026-08-31"), "un jour qui ne précède pas du");
}

#[test]
fn what_says_nothing_or_nonsense_is_refused() {
    for (from, to, words) in [
        ("0,36 %", "0,36", "un pourcentage comme \"0,36 %\""),
        ("0,36 %", "101 %", "un pourcentage comme \"0,36 %\""),
        ("0,36 %", "1e1 %", "un pourcentage comme \"0,36 %\""),
        ("0,36 %", "0,1234567 %", "six décimales au plus"),
        ("\"4,50\"", "\"2,59\"", "au moins le plancher (2,60\u{a0}€)"),
        ("taux d’effort", "taux", "\"tranches\" ou \"taux d’effort\""),
        ("genres = \"cantine\"\n", "", "des genres, ou des activites par leur code"),
        ("mois suivant", "jamais", "\"dès réception\" ou \"mois suivant\""),
        ("pai =", "prix = \"1\"\npai =", "sauf avec un autre type"),
        ("pai =", "communes = \"Fay\"\npai =", "sauf avec exterieur"),
        ("pai =", "fratrie_par = \"rang\"\npai =", "sauf avec fratrie"),
        ("pai =", "fratrie = \"10\"\nfratrie_par = \"rang\"\npai =", "des pourcentages entiers"),
        ("pai =", "exterieur = \"double\"\npai =", "ou \"maximum\""),
        ("pai =", "remise = \"1\"\npai =", "inconnue"),
    ] {
        let changed = FAY.replacen(from, to, 1);
        assert_ne!(changed, FAY, "{from}");
        refused(&changed, words);
    }
}
