//! Évreux: « Connexion au portail famille », questions and answers.

use guichet::desk::family_sign_in::{Entrance, family_sign_in};
use guichet::desk::request::kiosk::{KioskPage, KioskReply, KioskRequest};
use guichet::desk::request::{Reply, Request, UnblockRequest, WriteFamily};
use guichet::desk::view::kiosk::KioskSheet;
use guichet::domain::household::Child;
use guichet::domain::people::{DayState, IdentityCheck};
use guichet::domain::secret::Secret;

use super::Commune;
use super::kiosk::{CHOSEN, access, asks, inside};
use crate::facts::id;
use crate::logins::made;
use crate::support::{card, day, due, paid, receipt};

const NOW: &str = "2026-11-20T10:42:00";

const LEO: (&str, &str, &str) = ("martineau claire", "Léo", "CANTINE");
const ZOE: (&str, &str, &str) = ("martin paul", "Zoé", "MERCREDI-2");

#[test]
fn the_id_stands_at_the_foot_of_the_invoices_and_an_invoice_finds_it() {
    let _ = "Si vous avez déjà reçu une facture pour des prestations petite enfance ou \
             périscolaire, vos identifiants de connexion figurent en bas de page de votre dernière \
             facture.";
    let mut commune = Commune::of("evreux");
    assert_eq!(commune.kiosk().house().login_hint, "Il figure au bas de vos factures.");
    let elsewhere = Commune::of("hotel-de-ville").kiosk().house().login_hint;
    assert_eq!(elsewhere, "Il figure sur la lettre du service.");
    let mut found = |number: &str| {
        let find = Request::Find { text: number.to_owned() };
        let Reply::Found(found) = commune.ask(NOW, find) else { panic!("not found") };
        found.rows.into_iter().map(|row| row.login).collect::<Vec<_>>()
    };
    assert_eq!(found("2026-10-04217"), ["EVR04217"]);
    assert_eq!(found("2026-10-99999"), Vec::<String>::new());
}

/// A new family with two children, at its desk: the year of its file, the forms of its children.
fn newcomers(commune: &mut Commune, year: i32, forms: [bool; 2]) -> Reply {
    let family = made(&mut commune.counter, "BLIN", "");
    commune.correct(NOW, family, |household| {
        household.file_year = Some(year);
        let born = [("Ève", "2019-03-02"), ("Noé", "2020-03-02")];
        for (n, ((given, birth), form)) in (1..).zip(born.into_iter().zip(forms)) {
            let mut child = Child::born(id(n), day(birth));
            (child.surname, child.given) = ("BLIN".to_owned(), given.to_owned());
            child.form_on = form.then_some(day("2026-11-20"));
            household.children.push(child);
        }
    });
    commune.ask(NOW, Request::OpenAccount(family))
}

#[test]
fn an_id_is_given_once_the_file_is_whole() {
    let _ = "Votre dossier administratif doit être constitué pour accéder au portail famille : \
             Dossier de tarification de l'année civile en cours · Fiche de renseignements complété \
             pour chaque enfant";
    for (year, forms, lacks) in [
        (2025, [true, true], "dossier de tarification 2026 absent"),
        (2026, [false, true], "fiche de renseignements d’Ève absente"),
        (2026, [true, false], "fiche de renseignements de Noé absente"),
    ] {
        let refused = newcomers(&mut Commune::of("evreux"), year, forms);
        let Reply::Refused(no) = refused else { panic!("{lacks}: {refused:?}") };
        assert!(no.to_string().contains(lacks), "{no}");
    }
    let opened = newcomers(&mut Commune::of("evreux"), 2026, [true, true]);
    assert!(matches!(opened, Reply::AccountOpened { .. }), "{opened:?}");
}

#[test]
fn the_tariff_file_is_that_of_the_civil_year() {
    let _ = "Dossier de tarification de l'année civile en cours";
    let mut commune = Commune::of("evreux");
    let monday = "2027-01-11";
    let whole = commune.state("2026-12-31T23:59:59", LEO, monday);
    assert_eq!(whole.0, DayState::Available, "{whole:?}");
    let (_, said) = commune.state("2027-01-01T00:00:00", LEO, monday);
    assert!(said.contains("dossier de tarification 2027 absent"), "{said}");
}

/// Whether a secret stands in clear in the commune's file, or in what is written beside it.
fn in_clear(commune: &Commune, secret: &str) -> bool {
    let files = std::fs::read_dir(commune.path.parent().unwrap()).unwrap();
    files.into_iter().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(secret.len()).any(|part| part == secret.as_bytes())
    })
}

#[test]
fn no_agent_can_tell_a_password_and_a_new_code_replaces_it() {
    let _ = "les services n'étant pas habilités à vous fournir votre mot de passe";
    let mut commune = Commune::of("evreux");
    let (family, login) = (commune.family("evr04217"), commune.login("evr04217"));
    inside(&mut commune, family, NOW);
    assert!(in_clear(&commune, "MARTINEAU") && !in_clear(&commune, CHOSEN));
    let seen = format!("{:?}", access(&mut commune, family));
    let Reply::Letter(letter) = commune.ask(NOW, Request::OpenLetter(family)) else { panic!() };
    assert!(!seen.contains(CHOSEN) && !letter.reveal().contains(CHOSEN));
    let enters = |commune: &mut Commune, secret: &str| {
        let (now, secret) = (commune.at(NOW), Secret::new(secret.to_owned()));
        family_sign_in(&mut commune.counter, now, &login, &secret).unwrap()
    };
    assert_eq!(enters(&mut commune, CHOSEN), Entrance::Open(family));
    let code = commune.code(NOW, family).code;
    assert_eq!(enters(&mut commune, CHOSEN), Entrance::Refused, "replaced");
    assert_eq!(enters(&mut commune, code.reveal()), Entrance::MustChange(family));
    assert!(!in_clear(&commune, code.reveal()), "nor the code");
    commune.holds();
}

#[test]
fn a_mail_with_the_id_opens_the_account_and_the_password_is_what_it_was() {
    let _ = "Merci d'adresser un courriel à petitecite@evreux.fr en indiquant votre identifiant \
             EVR...";
    let mut commune = Commune::of("evreux");
    let family = commune.family(" evr04217 ");
    inside(&mut commune, family, NOW);
    let enters = |commune: &mut Commune, secret: &str| {
        let (now, secret) = (commune.at(NOW), Secret::new(secret.to_owned()));
        family_sign_in(&mut commune.counter, now, "EVR04217", &secret).unwrap()
    };
    for _ in 0..3 {
        assert_eq!(enters(&mut commune, "Faux-code1"), Entrance::Refused);
    }
    assert_eq!(enters(&mut commune, CHOSEN), Entrance::Refused, "blocked, whatever is typed");
    let blocks = access(&mut commune, family).account.blocks;
    let lifts = blocks.iter().map(|block| block.id).collect();
    let (identity, reason) = (IdentityCheck::Mail, String::new());
    let unblock = UnblockRequest { family, lifts, identity, reason };
    let done = commune.ask(NOW, Request::Unblock(unblock));
    assert!(matches!(done, Reply::Unblocked(_)), "{done:?}");
    assert_eq!(enters(&mut commune, CHOSEN), Entrance::Open(family));
    commune.holds();
}

#[test]
fn past_the_end_of_the_month_the_counter_takes_the_money_and_gives_a_receipt() {
    let _ = "Passée cette date, vous avez la possibilité de régler votre facture en mairies \
             annexes ou à l'accueil de la petite cité. … Un reçu de paiement vous est adressé";
    let mut commune = Commune::of("evreux");
    let family = commune.family("evr04217");
    let owed = due(&mut commune.counter, family);
    for (local, invoice) in [("2026-11-30T16:00:00", owed[0]), ("2026-12-01T08:30:00", owed[1])] {
        commune.open_till(local);
        let Reply::Payment(view) = commune.ask(local, Request::OpenPayment(family)) else {
            panic!("no payment")
        };
        assert_eq!(view.regie.out_of_hours, None, "{local}");
        let now = commune.at(local);
        let by_card = paid(family, &[invoice], |amount| card(amount, "A1B2C3", ""));
        let number = receipt(&mut commune.counter, now, by_card).number;
        let mut kiosk = inside(&mut commune, family, local);
        let page = KioskRequest::Consult(KioskPage::Receipts);
        let KioskReply::Sheet(sheet) = asks(&commune, &mut kiosk, local, page) else { panic!() };
        let KioskSheet::Receipts(all) = *sheet else { panic!("{sheet:?}") };
        assert_eq!(all[0].number, number, "the family reads it");
    }
    assert!(due(&mut commune.counter, family).is_empty());
    commune.holds();
}

#[test]
fn the_service_is_reached_by_mail_and_by_phone() {
    let _ = "Par courriel : petitecité@evreux.fr · Par téléphone : 02 32 31 98 02";
    let mut commune = Commune::of("evreux");
    let Reply::Rules(rules) = commune.ask(NOW, Request::OpenRules { tariffs: false }) else {
        panic!("no rules")
    };
    let last = rules.chapters.last().unwrap();
    assert_eq!(last.title, "Nous joindre");
    assert_eq!(last.sentences, ["petitecite@evreux.fr · 02 32 31 98 02"]);
    let contact = commune.kiosk().house().contact;
    assert_eq!(contact, ("02 32 31 98 02".to_owned(), "petitecite@evreux.fr".to_owned()));
}

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
    let holidays = commune.activity("VACANCES");
    commune.enrol(family, zoe, holidays);
    // Wednesday 2 December: Monday 30 November. Monday 21: Thursday 17. Monday 28: Wednesday 23,
    // because Christmas is no working day.
    for (activity, on, last, over) in [
        ("MERCREDI-2", "2026-12-02", "2026-11-30", "2026-12-01"),
        ("VACANCES", "2026-12-21", "2026-12-17", "2026-12-18"),
        ("VACANCES", "2026-12-28", "2026-12-23", "2026-12-24"),
    ] {
        let who = (ZOE.0, ZOE.1, activity);
        let in_time = commune.state(&format!("{last}T23:59:59"), who, on);
        assert_eq!(in_time.0, DayState::Available, "{on}: {in_time:?}");
        let late = commune.state(&format!("{over}T00:00:00"), who, on);
        assert_eq!(late.0, DayState::PastDeadline, "{on}: {late:?}");
    }
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

#[test]
fn a_child_that_does_not_appear_is_written_with_its_names_and_birth_then_enrolled() {
    let _ = "les noms de mes enfants n'apparaissent pas. … en précisant : Les noms, prénoms et \
             date de naissance de chaque enfant · L'accueil de loisirs choisi · L'accès sera \
             ensuite ouvert pour la préinscription";
    let mut commune = Commune::of("evreux");
    let family = commune.family("martin paul");
    let with = |commune: &mut Commune, given: &str, birth: &str| {
        let Reply::Household(view) = commune.ask(NOW, Request::EditFamily(family)) else {
            panic!("no household")
        };
        let (saw, mut household) = (Some(view.saw), view.household);
        let mut child = Child::born(id(9), day(birth));
        (child.surname, child.given) = ("MARTIN".to_owned(), given.to_owned());
        child.form_on = Some(day("2026-11-20"));
        household.children.push(child);
        let (family, apart, channel) = (Some(family), Vec::new(), None);
        let write = WriteFamily { family, saw, household, apart, channel };
        commune.ask(NOW, Request::WriteFamily(Box::new(write)))
    };
    for (given, birth, said) in [("", "2020-05-06", "prénom"), ("Lou", "2026-11-21", "né(e) le")]
    {
        let Reply::Refused(no) = with(&mut commune, given, birth) else { panic!("{said}") };
        assert!(no.to_string().to_lowercase().contains(said), "{no}");
    }
    let filed = with(&mut commune, "Lou", "2020-05-06");
    assert!(matches!(filed, Reply::Filed(_)), "{filed:?}");
    let lou = ("martin paul", "Lou", "MERCREDI-2");
    let before = commune.explain(NOW, lou, "2026-12-02");
    assert_eq!((before.state, before.toggle), (DayState::Closed, false));
    let (child, centre) = (commune.child(family, "Lou"), commune.activity("MERCREDI-2"));
    commune.enrol(family, child, centre);
    assert_eq!(commune.state(NOW, lou, "2026-12-02").0, DayState::Available);
    let elsewhere = commune.state(NOW, ("martin paul", "Lou", "MERCREDI"), "2026-12-02").0;
    assert_eq!(elsewhere, DayState::Closed, "the centre that was chosen, no other");
    commune.holds();
}
