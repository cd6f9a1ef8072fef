//! The texts' sentences about ids, passwords and the way to the portal, under the communes' own
//! profiles: on both sides of each limit, at the desk and through the keys.

use guichet::desk::family_sign_in::{Entrance, choose_password, family_sign_in};
use guichet::desk::request::{AccessStep, Reply, Request};
use guichet::desk::view::AccessView;
use guichet::domain::password::provisional_code;
use guichet::domain::people::AccountState;
use guichet::domain::secret::Secret;
use guichet::profile::Profile;
use guichet::ui::key::Key;
use guichet::ui::msg::Paper;

use super::rights::Scene;
use crate::keys::Hand;
use crate::logins::{code, code_for, corrected, made, opened};
use crate::support::{at, now, refused};

const F2: Key = Key::F(2);
const F5: Key = Key::F(5);
const F6: Key = Key::F(6);
const F9: Key = Key::F(9);

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn access(scene: &mut Scene) -> AccessView {
    match scene.ask(Request::OpenAccess(scene.family)) {
        Reply::Access(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

fn profile(name: &str) -> Profile {
    Profile::parse(Profile::builtin_text(name).unwrap()).unwrap()
}

/// « en indiquant votre identifiant EVR… » « mon identifiant est la partie de mon adresse mail
/// située avant l'@ » « Saisissez votre email et votre mot de passe » « Votre identifiant et mot de
/// passe figurent au bas de la facture »
#[test]
fn each_commune_gives_ids_of_its_own() {
    for (name, known, new) in [
        ("evreux", "EVR04217", "EVR"),
        ("epagny-metz-tessy", "claire.m", "simon"),
        ("portail-legende", "claire.m@exemple.fr", "simon@exemple.fr"),
        ("petit-bourg", "PB04217", "PB"),
        ("hotel-de-ville", "FAM04217", "FAM"),
    ] {
        let mut scene = Scene::of(name);
        assert_eq!(access(&mut scene).login, known, "{name}");
        let simon = made(&mut scene.counter, "DURAND", "simon@exemple.fr");
        let join = AccessStep::OnlinePayment { joined: true };
        scene.ask(Request::RecordStep { family: simon, step: join });
        let said = opened(&mut scene.counter, simon);
        assert!(said.starts_with(&format!("Compte {new}")), "{name}: {said}");
    }
}

/// « Votre identifiant et mot de passe figurent au bas de la facture »: the id, never a password.
#[test]
fn a_letter_says_where_the_id_comes_from_and_never_prints_a_password_twice() {
    for (name, words) in [
        ("evreux", "Il figure aussi au bas de vos factures, jamais votre mot de passe."),
        ("petit-bourg", "Il figure aussi au bas de vos factures, jamais votre mot de passe."),
        ("epagny-metz-tessy", "C’est la partie de votre adresse de courriel située avant l’@."),
        ("portail-legende", "C’est votre adresse de courriel entière."),
    ] {
        let mut scene = Scene::of(name);
        let contact = scene.counter.profile.contact.email.clone();
        let Reply::Letter(letter) = scene.ask(Request::OpenLetter(scene.family)) else { panic!() };
        let words_of = letter.reveal().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words_of.contains(words), "{name}: {words_of}");
        assert!(!words_of.contains("Code ("), "{name}: no code");
        assert!(letter.reveal().replace('\n', "").contains(&contact), "{name}: {words_of}");
    }
}

/// « Votre dossier administratif doit être constitué pour accéder au portail famille »
#[test]
fn evreux_gives_no_first_code_without_the_file() {
    let mut hand = Hand::at_the_counter();
    hand.types("perret");
    hand.press(&[F6]);
    hand.sees("PERRET Sandrine");
    let perret = hand.counter.store.read().family_by_login("EVR01733").unwrap().unwrap().id;
    let account = hand.counter.store.read().account(perret).unwrap();
    assert!(account.activated, "it came in last year: another code is given");
    hand.press(&[Key::Char('n'), Key::Char('p')]);
    assert_eq!(hand.printed.len(), 1);

    let mut scene = Scene::of("evreux");
    let blin = made(&mut scene.counter, "BLIN", "");
    corrected(&mut scene.counter, blin, |household| household.file_year = Some(2025));
    let said = refused(&mut scene.counter, now(), Request::OpenAccount(blin)).to_string();
    assert!(said.contains("dossier de tarification 2026 absent"), "{said}");
    let mut elsewhere = Scene::of("hotel-de-ville");
    let blin = made(&mut elsewhere.counter, "BLIN", "");
    corrected(&mut elsewhere.counter, blin, |household| household.file_year = Some(2025));
    opened(&mut elsewhere.counter, blin);
}

/// « Votre compte se bloque au bout de 3 tentatives de connexion avec des identifiants erronés. »
/// The others say nothing: five, by Guichet's choice.
#[test]
fn the_tries_are_the_communes() {
    for (name, tries) in [
        ("evreux", 3),
        ("epagny-metz-tessy", 5),
        ("portail-legende", 5),
        ("petit-bourg", 5),
        ("hotel-de-ville", 5),
    ] {
        let mut scene = Scene::of(name);
        let login = access(&mut scene).login;
        let lifts = access(&mut scene).account.blocks;
        let lifts: Vec<_> = lifts.iter().map(|block| block.id).collect();
        let unblock = guichet::desk::request::UnblockRequest {
            family: scene.family,
            lifts,
            identity: guichet::domain::people::IdentityCheck::Passport,
            reason: String::new(),
        };
        scene.ask(Request::Unblock(unblock));
        for nth in 1..=tries {
            let wrong = family_sign_in(&mut scene.counter, now(), &login, &secret("faux")).unwrap();
            assert_eq!(wrong, Entrance::Refused);
            let state = access(&mut scene).account.state;
            assert_eq!(state == AccountState::Blocked, nth == tries, "{name}: {nth} of {tries}");
        }
    }
}

/// « il doit comporter au moins 8 caractères, dont au moins une majuscule et un chiffre »
/// « Le mot de passe doit contenir au minimum 8 caractères (dont au moins : 1 minuscule(s), 1
/// chiffre(s)) »
#[test]
fn the_guide_and_the_screen_of_epagny_disagree_and_a_setting_chooses() {
    let text = Profile::builtin_text("epagny-metz-tessy").unwrap();
    for (rule, accepted, refused) in
        [("ecran", "abcdefg1", "ABCDEFG1"), ("guide", "ABCDEFG1", "abcdefg1")]
    {
        let chosen = text.replace("regle = \"ecran\"", &format!("regle = \"{rule}\""));
        let passwords = Profile::parse(&chosen).unwrap().access.passwords;
        assert_eq!(passwords.named.len(), 2);
        assert!(passwords.policy.unmet(accepted).is_empty(), "{rule}");
        assert_eq!(passwords.policy.unmet(refused).len(), 1, "{rule}");
        for short in ["Abcdef1", "Abcdefgh"] {
            assert!(!passwords.policy.unmet(short).is_empty(), "{rule}: {short}");
        }
    }
    let wrong = text.replace("regle = \"ecran\"", "regle = \"affiche\"");
    let mistakes = Profile::parse(&wrong).unwrap_err().to_string();
    assert!(
        mistakes.contains("mot_de_passe.regle") && mistakes.contains("\"guide\""),
        "{mistakes}"
    );
    for name in Profile::builtin_names() {
        let passwords = profile(name).access.passwords;
        for n in 0..50_u8 {
            let code = provisional_code(&[n; 32]);
            let every = passwords.named.values().chain([&passwords.policy]);
            assert!(every.clone().all(|policy| policy.unmet(code.reveal()).is_empty()), "{name}");
        }
    }
}

/// « votre mot de passe doit être changé régulièrement »: every 180 days, by Guichet's choice.
#[test]
fn evreux_has_passwords_changed_and_the_others_do_not() {
    for (name, days) in [
        ("evreux", Some(180)),
        ("epagny-metz-tessy", None),
        ("portail-legende", None),
        ("petit-bourg", None),
        ("hotel-de-ville", None),
    ] {
        assert_eq!(profile(name).access.passwords.change_days, days, "{name}");
    }
    let mut scene = Scene::of("evreux");
    let claire = scene.family;
    corrected(&mut scene.counter, claire, |household| household.town = "Gravigny".into());
    let blocks = access(&mut scene).account.blocks;
    let request = match code_for(&mut scene.counter, claire) {
        Request::IssueCode(mut request) => {
            request.lifts = blocks.iter().map(|block| block.id).collect();
            Request::IssueCode(request)
        }
        other => other,
    };
    let Reply::CodeIssued(issued) = scene.ask(request) else { panic!() };
    let chosen = secret("Soleil-27000");
    let door = &mut scene.counter;
    let open = choose_password(door, now(), "evr04217", &issued.code, &chosen).unwrap();
    assert_eq!(open, Entrance::Open(claire));
    let last = family_sign_in(door, at("2027-05-19T20:00:00"), "EVR04217", &chosen).unwrap();
    assert_eq!(last, Entrance::Open(claire));
    let late = family_sign_in(door, at("2027-05-20T08:00:00"), "EVR04217", &chosen).unwrap();
    assert_eq!(late, Entrance::MustRenew(claire));
}

/// « Si vous avez renseigné votre adresse courriel »
/// « (après avoir été connecté au moins une fois) »
/// « vous pouvez contacter la mairie qui pourra vous transmettre un mot de passe provisoire »
/// « rapprochez-vous de la restauration scolaire pour vous fournir un autre mot de passe »
#[test]
fn a_forgotten_password_is_what_the_commune_says() {
    let on_portal =
        |link: &str| format!("Oubli\u{a0}: «\u{a0}{link}\u{a0}» du portail, ou N remet un code.");
    for (name, email, words) in [
        ("evreux", true, on_portal("renvoi d’identifiant")),
        (
            "evreux",
            false,
            "N remet un code\u{a0}; le portail écrit à un courriel, absent ici".into(),
        ),
        ("epagny-metz-tessy", true, on_portal("J’ai oublié mon mot de passe")),
        ("portail-legende", true, on_portal("Mot de passe oublié")),
        ("portail-legende", false, "absent ici (F2)".into()),
        ("petit-bourg", true, "N remet un code, à la restauration scolaire seulement.".into()),
        ("hotel-de-ville", true, "Oubli\u{a0}: N remet un code.".into()),
    ] {
        let mut scene = Scene::of(name);
        let claire = scene.family;
        if !email {
            corrected(&mut scene.counter, claire, |household| {
                household.guardians[0].email = String::new();
            });
        }
        let said = access(&mut scene).steps.forgotten;
        assert!(said.contains(&words), "{name}: {said}");
        assert!(said.chars().count() <= 76, "one line of the narrow screen: {said}");
    }
    let mut scene = Scene::of("epagny-metz-tessy");
    scene.family = made(&mut scene.counter, "DURAND", "simon@exemple.fr");
    opened(&mut scene.counter, scene.family);
    let said = access(&mut scene).steps.forgotten;
    assert!(
        said.contains("N remet un code\u{a0}; le portail, après une première connexion."),
        "{said}"
    );
}

/// « Si non rapprochez-vous de la restauration scolaire pour adhérer au paiement en ligne. Vous
/// obtiendrez votre mot de passe ainsi que vos identifiants »
#[test]
fn petit_bourg_gives_a_code_once_online_payment_is_joined() {
    let mut hand = Hand::of("petit-bourg");
    hand.types("dumas");
    hand.press(&[F6]);
    hand.sees("E ▲ adhésion au paiement en ligne");
    hand.press(&[Key::Char('n'), Key::Char('p')]);
    hand.sees("Pas d’accès sans adhésion au paiement en ligne : E l’enregistre.");
    assert!(hand.printed.is_empty());
    hand.press(&[Key::Char('e')]);
    hand.sees("Adhésion au paiement en ligne enregistrée (S. Leroy).");
    hand.sees("E ● adhésion au paiement en ligne le 20/11/2026");
    hand.press(&[Key::Char('n'), Key::Char('p')]);
    let [Paper::Slip(letter)] = hand.printed.as_slice() else { panic!("one letter") };
    assert!(letter.reveal().contains("PB02915") && letter.reveal().contains("Code ("));
    hand.press(&[Key::Char('e')]);
    hand.sees("Adhésion au paiement en ligne retirée : l’accès est fermé (S. Leroy).");
    hand.press(&[Key::Char('a')]);
    hand.sees("Impossible : la commune n’a pas de conditions à signer.");
    hand.verify();
}

/// « Je change obligatoirement mon mot de passe » « La page des Conditions Générales d'Utilisation
/// s'affiche. » « Je vérifie l'exactitude des informations portées sur mon dossier »
#[test]
fn epagny_opens_after_the_password_the_terms_and_the_household() {
    let mut scene = Scene::of("epagny-metz-tessy");
    let simon = made(&mut scene.counter, "DURAND", "durand.simon@live.fr");
    opened(&mut scene.counter, simon);
    let issued = code(&mut scene.counter, simon);
    let door = &mut scene.counter;
    let first = family_sign_in(door, now(), "Durand.Simon", &issued.code).unwrap();
    assert_eq!(first, Entrance::MustChange(simon));
    let next =
        choose_password(door, now(), "durand.simon", &issued.code, &secret("soleil74")).unwrap();
    let Entrance::MustAccept(_, terms) = next else { panic!("{next:?}") };
    assert_eq!(terms.version, "2023");

    let mut hand = Hand::of("epagny-metz-tessy");
    hand.types("martineau");
    hand.press(&[F6]);
    hand.sees("A ▲ conditions acceptées : à faire");
    hand.press(&[Key::Char('a'), Key::Char('v')]);
    hand.sees("A ● conditions acceptées le 20/11/2026");
    hand.sees("V ● foyer vérifié le 20/11/2026");
    hand.press(&[Key::Char('a')]);
    hand.sees("Impossible : les conditions sont déjà acceptées.");
    hand.verify();
}

/// « Vous pouvez uniquement consulter les factures et les payer en ligne » « Toute demande ou
/// modification … est à signaler directement par mail »
#[test]
fn at_epagny_an_agent_says_how_a_change_was_asked() {
    let mut hand = Hand::of("epagny-metz-tessy");
    hand.types("martineau");
    hand.press(&[Key::Enter, F2, Key::Tab, Key::Tab, Key::Tab, Key::Ctrl('u')]);
    hand.types("0699999999");
    hand.press(&[F9]);
    hand.sees("Comment la famille l’a-t-elle demandé ?");
    hand.press(&[Key::Esc, F9, Key::Char('c')]);
    hand.sees("Fiche de MARTINEAU Claire corrigée (S. Leroy).");
    hand.press(&[Key::Char('8')]);
    hand.sees("(demandé : courriel)");
    hand.press(&[F5, Key::End, Key::Char(' '), F9]);
    hand.sees("Demandé  > G guichet   C courriel   T téléphone");
    hand.press(&[Key::Char('t')]);
    hand.sees("  G guichet   C courriel > T téléphone");
    hand.press(&[Key::Enter, Key::Esc]);
    hand.sees("(demandé : téléphone)");
    hand.verify();

    let mut evreux = Hand::at_the_counter();
    evreux.types("martineau");
    evreux.press(&[Key::Enter, F2, Key::Tab, Key::Tab, Key::Tab, Key::Ctrl('u')]);
    evreux.types("0699999999");
    evreux.press(&[F9]);
    evreux.sees("Fiche de MARTINEAU Claire corrigée (S. Leroy).");
    evreux.press(&[Key::Char('8')]);
    assert!(!evreux.screen().contains("demandé :"), "nothing is asked where it is not kept");
}
