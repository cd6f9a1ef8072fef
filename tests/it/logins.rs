//! The ids that families type: what each scheme gives, who shares it, and what it takes to get one.

use guichet::desk::Counter;
use guichet::desk::family_sign_in::{Entrance, family_sign_in};
use guichet::desk::request::{IssueCodeRequest, Reply, Request, WriteFamily};
use guichet::desk::view::IssuedCode;
use guichet::domain::household::{Child, Guardian, Household};
use guichet::domain::ids::FamilyId;
use guichet::domain::login::LoginScheme;
use guichet::domain::people::IdentityCheck;

use crate::facts::id;
use crate::support::{Town, access, ask, day, family, now, position, refused};

/// A family of the counter, with the file of the year.
pub fn made(counter: &mut Counter, surname: &str, email: &str) -> FamilyId {
    written(counter, surname, email, Some(2026))
}

fn written(counter: &mut Counter, surname: &str, email: &str, year: Option<i32>) -> FamilyId {
    let holder = Guardian {
        surname: surname.into(),
        given: "Simon".into(),
        email: email.into(),
        ..Guardian::unnamed(id(1))
    };
    let household = Household { guardians: vec![holder], file_year: year, ..Household::default() };
    let (family, saw, apart) = (None, None, Vec::new());
    let make = Request::WriteFamily(Box::new(WriteFamily {
        family,
        saw,
        household,
        apart,
        channel: None,
    }));
    match ask(counter, now(), make) {
        Reply::Filed(filed) => filed.family,
        reply => panic!("{reply:?}"),
    }
}

/// The same household with one thing changed.
pub fn corrected(counter: &mut Counter, family: FamilyId, change: impl Fn(&mut Household)) {
    let Reply::Household(view) = ask(counter, now(), Request::EditFamily(family)) else { panic!() };
    let mut household = view.household.clone();
    change(&mut household);
    let (family, saw, apart) = (Some(family), Some(view.saw), Vec::new());
    let write = WriteFamily { family, saw, household, apart, channel: None };
    let reply = ask(counter, now(), Request::WriteFamily(Box::new(write)));
    assert!(matches!(reply, Reply::Filed(_)), "{reply:?}");
}

#[track_caller]
pub fn opened(counter: &mut Counter, family: FamilyId) -> String {
    match ask(counter, now(), Request::OpenAccount(family)) {
        Reply::AccountOpened { sentence, .. } => sentence,
        reply => panic!("{reply:?}"),
    }
}

#[track_caller]
pub fn code(counter: &mut Counter, family: FamilyId) -> IssuedCode {
    let request = code_for(counter, family);
    match ask(counter, now(), request) {
        Reply::CodeIssued(code) => code,
        reply => panic!("{reply:?}"),
    }
}

pub fn code_for(counter: &mut Counter, family: FamilyId) -> Request {
    let replaces = access(counter, now(), family).credential;
    let (lifts, identity, reason) = (Vec::new(), IdentityCheck::Passport, String::new());
    Request::IssueCode(IssueCodeRequest { family, lifts, identity, replaces, reason })
}

#[track_caller]
fn letter(counter: &mut Counter, family: FamilyId) -> String {
    match ask(counter, now(), Request::OpenLetter(family)) {
        Reply::Letter(letter) => letter.reveal().split_whitespace().collect::<Vec<_>>().join(" "),
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn two_families_whose_mails_begin_alike_get_two_ids_and_are_told() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    counter.profile.login.scheme = LoginScheme::MailName;
    let first = made(&mut counter, "DURAND", "Durand.Simon@live.fr");
    let said = opened(&mut counter, first);
    assert_eq!(said, "Compte durand.simon ouvert. N remet un code, L imprime la lettre.");
    assert!(letter(&mut counter, first).contains("située avant l’@. "));

    let second = made(&mut counter, "DURANT", "durand.simon@exemple.fr");
    let said = opened(&mut counter, second);
    assert!(
        said.starts_with(
            "Compte durand.simon2 ouvert\u{a0}: DURAND Simon a déjà «\u{a0}durand.simon\u{a0}»."
        ),
        "{said}"
    );
    let paper = letter(&mut counter, second);
    assert!(paper.contains("durand.simon2") && paper.contains("suivie de 2"), "{paper}");
    assert!(!paper.contains("DURAND"), "the other family is not named on paper: {paper}");

    let code = code(&mut counter, second);
    for typed in [" Durand.SIMON2 ", "durand.simon2"] {
        let entrance = family_sign_in(&mut counter, now(), typed, &code.code).unwrap();
        assert_eq!(entrance, Entrance::MustChange(second));
    }
    let wrong = family_sign_in(&mut counter, now(), "durand.simon", &code.code).unwrap();
    assert_eq!(wrong, Entrance::Refused);
    let third = made(&mut counter, "DUPONT", "durand.simon@autre.fr");
    assert!(opened(&mut counter, third).starts_with("Compte durand.simon3 ouvert"));
    drop(counter);
    town.holds();
}

#[test]
fn one_address_is_the_id_of_one_family() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    counter.profile.login.scheme = LoginScheme::Mail;
    let first = made(&mut counter, "DURAND", "simon@exemple.fr");
    assert!(opened(&mut counter, first).starts_with("Compte simon@exemple.fr ouvert."));
    assert!(letter(&mut counter, first).contains("C’est votre adresse de courriel entière."));

    let second = made(&mut counter, "DURANT", "");
    let before = position(&counter);
    assert_eq!(
        refused(&mut counter, now(), Request::OpenAccount(second)).to_string(),
        "L’identifiant vient du courriel, et aucun n’est au dossier\u{a0}: F2 le note. Rien n’a \
         été écrit."
    );
    corrected(&mut counter, second, |household| {
        household.guardians[0].email = "SIMON@exemple.fr".into();
    });
    assert_eq!(
        refused(&mut counter, now(), Request::OpenAccount(second)).to_string(),
        "simon@exemple.fr est déjà l’identifiant de DURAND Simon\u{a0}: demandez une autre \
         adresse, F2 la note. Rien n’a été écrit."
    );
    assert_eq!(position(&counter), before + 1, "the correction, and nothing else");
    corrected(&mut counter, second, |household| {
        household.guardians[0].email = "durant@exemple.fr".into();
    });
    assert!(opened(&mut counter, second).starts_with("Compte durant@exemple.fr ouvert."));

    corrected(&mut counter, second, |household| {
        household.guardians[0].email = "s.durant@exemple.fr".into();
    });
    assert_eq!(access(&mut counter, now(), second).login, "durant@exemple.fr", "until O");
    assert!(
        opened(&mut counter, second)
            .starts_with("Identifiant s.durant@exemple.fr à la place de durant@exemple.fr.")
    );
    drop(counter);
    town.holds();
}

#[test]
fn an_id_made_of_a_mail_is_found_by_the_search_and_told_in_the_files_journal() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    counter.profile.login.scheme = LoginScheme::MailName;
    let simon = made(&mut counter, "DURAND", "durand.simon@live.fr");
    opened(&mut counter, simon);
    for text in ["durand.simon", "DURAND.SIMON", "durand.sim"] {
        let Reply::Found(found) = ask(&mut counter, now(), Request::Find { text: text.into() })
        else {
            panic!()
        };
        assert_eq!(found.rows[0].id, simon, "{text}");
    }
    let Reply::Family(view) = ask(&mut counter, now(), Request::OpenFamily(simon)) else {
        panic!()
    };
    assert_eq!(view.events[0].text, "compte portail durand.simon ouvert");
}

#[test]
fn no_id_and_no_first_code_without_the_file() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let blin = written(&mut counter, "BLIN", "", Some(2025));
    corrected(&mut counter, blin, |household| {
        household.children.push(Child {
            id: id(2),
            surname: "BLIN".into(),
            given: "Ève".into(),
            birth: day("2019-06-24"),
            school: String::new(),
            class: String::new(),
            form_on: None,
            pai: false,
        });
    });
    let open = Request::OpenAccount(blin);
    assert_eq!(
        refused(&mut counter, now(), open.clone()).to_string(),
        "Pas d’accès sans dossier complet\u{a0}: dossier de tarification 2026 absent, fiche de \
         renseignements d’Ève absente. F2 le note. Rien n’a été écrit."
    );
    corrected(&mut counter, blin, |household| household.file_year = Some(2026));
    let said = refused(&mut counter, now(), open.clone()).to_string();
    assert!(said.contains("complet\u{a0}: fiche de renseignements d’Ève absente."), "{said}");
    corrected(&mut counter, blin, |household| {
        household.children[0].form_on = Some(day("2026-11-20"));
    });
    opened(&mut counter, blin);
    code(&mut counter, blin);

    // A family of the office has its id already, and still no code.
    let moussa = family(&counter, "evr00010");
    let first = code_for(&mut counter, moussa);
    let said = refused(&mut counter, now(), first.clone()).to_string();
    assert!(said.starts_with("Pas d’accès sans dossier complet"), "{said}");
    // One that came in before gets another code, whatever its file.
    let luc = family(&counter, "EVR00050");
    corrected(&mut counter, luc, |household| household.file_year = Some(2025));
    code(&mut counter, luc);
    // A commune without that rule does not ask.
    counter.profile.login.file_first = false;
    assert!(matches!(ask(&mut counter, now(), first), Reply::CodeIssued(_)));
    drop(counter);
    town.holds();
}
