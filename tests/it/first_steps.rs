//! From the code to the open portal: each step in its order, at the families' door and at the
//! counter, and what is not given before its step.

use guichet::desk::Counter;
use guichet::desk::family_sign_in::{
    Entrance, accept_terms, choose_password, family_sign_in, verify_household,
};
use guichet::desk::request::{AccessStep, Reply, Request};
use guichet::desk::view::StepView;
use guichet::domain::ids::FamilyId;
use guichet::domain::secret::Secret;
use guichet::domain::time::Moment;
use guichet::profile::Terms;

use crate::logins::{code, code_for, corrected, made, opened};
use crate::support::{Town, access, ask, at, day, family, now, position, refused};

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// A commune that asks for everything.
fn asks(counter: &mut Counter) {
    let place = "sur le portail".to_owned();
    counter.profile.access.portal.terms = Some(Terms { version: "2023".to_owned(), place });
    counter.profile.login.household_check = true;
}

fn record(counter: &mut Counter, family: FamilyId, step: AccessStep) -> String {
    match ask(counter, now(), Request::RecordStep { family, step }) {
        Reply::StepRecorded { sentence } => sentence,
        reply => panic!("{reply:?}"),
    }
}

#[track_caller]
fn says(counter: &mut Counter, family: FamilyId, step: AccessStep, words: &str) {
    let before = position(counter);
    let said = refused(counter, now(), Request::RecordStep { family, step }).to_string();
    assert!(said.contains(words), "{said}");
    assert_eq!(position(counter), before);
}

fn enters(counter: &mut Counter, now: Moment, secret: &Secret) -> Entrance {
    family_sign_in(counter, now, "EVR00050", secret).unwrap()
}

#[test]
fn the_steps_come_in_their_order_and_nothing_opens_before_the_last() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    asks(&mut counter);
    let luc = family(&counter, "EVR00050");
    let code = code(&mut counter, luc);
    assert_eq!(enters(&mut counter, now(), &code.code), Entrance::MustChange(luc));
    let chosen = secret("Soleil-27000");
    let before = position(&counter);
    let Entrance::MustAccept(pass, terms) =
        choose_password(&mut counter, now(), "EVR00050", &code.code, &chosen).unwrap()
    else {
        panic!("terms first")
    };
    assert_eq!(position(&counter), before + 1, "the password is chosen, nobody has come in");
    assert_eq!(terms.version, "2023");
    assert!(
        matches!(enters(&mut counter, now(), &chosen), Entrance::MustAccept(..)),
        "asked again"
    );
    assert_eq!(access(&mut counter, now(), luc).account.last_sign_in, None);

    let old = Terms { version: "2022".to_owned(), ..terms.clone() };
    let again = accept_terms(&mut counter, now(), &pass, &old).unwrap();
    assert!(matches!(again, Entrance::MustAccept(..)), "other terms than those in force");
    let Entrance::MustVerify(pass, shown) =
        accept_terms(&mut counter, now(), &pass, &terms).unwrap()
    else {
        panic!("the household next")
    };
    assert_eq!(shown.household.guardians[0].surname, "DURAND");
    corrected(&mut counter, luc, |household| household.town = "Gravigny".into());
    let Entrance::MustVerify(pass, shown) =
        verify_household(&mut counter, now(), &pass, shown.saw).unwrap()
    else {
        panic!("corrected since it was shown")
    };
    assert_eq!(shown.household.town, "Gravigny");
    let open = verify_household(&mut counter, now(), &pass, shown.saw).unwrap();
    assert_eq!(open, Entrance::Open(luc));
    assert_eq!(enters(&mut counter, now(), &chosen), Entrance::Open(luc), "asked once");
    let steps = access(&mut counter, now(), luc).steps;
    let today = StepView::Done(Some(day("2026-11-20")));
    assert_eq!([steps.password, steps.terms, steps.household], [today; 3]);

    // Terms of another version are accepted anew.
    let place = "sur le portail".to_owned();
    counter.profile.access.portal.terms = Some(Terms { version: "2026".to_owned(), place });
    assert!(matches!(enters(&mut counter, now(), &chosen), Entrance::MustAccept(..)));
    drop(counter);
    town.holds();
}

#[test]
fn what_is_signed_at_the_counter_is_not_asked_at_the_door() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    asks(&mut counter);
    let luc = family(&counter, "EVR00050");
    let saw = access(&mut counter, now(), luc).steps.statement;
    assert_eq!(
        record(&mut counter, luc, AccessStep::Terms),
        "Conditions d’utilisation acceptées (S. Leroy)."
    );
    says(&mut counter, luc, AccessStep::Terms, "Conditions\u{a0}: déjà enregistré le 20/11/2026.");
    corrected(&mut counter, luc, |household| household.town = "Gravigny".into());
    let stale = AccessStep::Household { saw };
    says(&mut counter, luc, stale, "Fiche corrigée par S. Leroy le 20/11/2026 à 10:42");
    let saw = access(&mut counter, now(), luc).steps.statement;
    assert_eq!(
        record(&mut counter, luc, AccessStep::Household { saw }),
        "Foyer vérifié par la famille (S. Leroy)."
    );
    let code = code(&mut counter, luc);
    let chosen = secret("Soleil-27000");
    let entrance = choose_password(&mut counter, now(), "EVR00050", &code.code, &chosen).unwrap();
    assert_eq!(entrance, Entrance::Open(luc));

    counter.profile.access.portal.terms = None;
    counter.profile.login.household_check = false;
    for step in [
        AccessStep::Terms,
        AccessStep::Household { saw },
        AccessStep::OnlinePayment { joined: true },
    ] {
        says(&mut counter, luc, step, "La commune ne le demande pas.");
    }
    drop(counter);
    town.holds();
}

#[test]
fn no_id_no_code_and_no_way_in_before_online_payment_is_joined() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    counter.profile.login.online_payment_first = true;
    let simon = made(&mut counter, "DURAND", "");
    let said = refused(&mut counter, now(), Request::OpenAccount(simon)).to_string();
    assert_eq!(
        said,
        "Pas d’accès sans adhésion au paiement en ligne\u{a0}: E l’enregistre. Rien n’a été écrit."
    );
    let (join, leave) =
        (AccessStep::OnlinePayment { joined: true }, AccessStep::OnlinePayment { joined: false });
    assert_eq!(
        record(&mut counter, simon, join),
        "Adhésion au paiement en ligne enregistrée (S. Leroy)."
    );
    says(&mut counter, simon, join, "Adhésion\u{a0}: déjà enregistré le 20/11/2026.");
    opened(&mut counter, simon);
    let login = access(&mut counter, now(), simon).login;
    let issued = code(&mut counter, simon);
    let chosen = secret("Soleil-27000");
    let open = choose_password(&mut counter, now(), &login, &issued.code, &chosen).unwrap();
    assert_eq!(open, Entrance::Open(simon));

    record(&mut counter, simon, leave);
    let closed = family_sign_in(&mut counter, now(), &login, &chosen).unwrap();
    assert_eq!(closed, Entrance::Refused);
    let code = code_for(&mut counter, simon);
    assert!(
        refused(&mut counter, now(), code).to_string().starts_with("Pas d’accès sans adhésion")
    );
    record(&mut counter, simon, join);
    let open = family_sign_in(&mut counter, now(), &login, &chosen).unwrap();
    assert_eq!(open, Entrance::Open(simon));

    // Whoever the office says is active joined before.
    let luc = family(&counter, "EVR00050");
    assert_eq!(access(&mut counter, now(), luc).steps.online_payment, StepView::Done(None));
    drop(counter);
    town.holds();
}

#[test]
fn a_password_is_changed_regularly_where_the_commune_says_so() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let luc = family(&counter, "EVR00050");
    counter.profile.access.passwords.change_days = Some(180);
    let code = code(&mut counter, luc);
    let (chosen, next) = (secret("Soleil-27000"), secret("Printemps-27"));
    choose_password(&mut counter, now(), "EVR00050", &code.code, &chosen).unwrap();
    let until = access(&mut counter, now(), luc).steps.password_until;
    assert_eq!(until, Some(day("2027-05-19")));
    let (last, late) = (at("2027-05-19T23:59:59"), at("2027-05-20T00:00:00"));
    assert_eq!(enters(&mut counter, last, &chosen), Entrance::Open(luc));
    assert_eq!(enters(&mut counter, late, &chosen), Entrance::MustRenew(luc));
    let same = choose_password(&mut counter, late, "EVR00050", &chosen, &chosen).unwrap();
    assert!(matches!(same, Entrance::Unmet(_)), "another one");
    let open = choose_password(&mut counter, late, "EVR00050", &chosen, &next).unwrap();
    assert_eq!(open, Entrance::Open(luc));
    assert_eq!(enters(&mut counter, late, &next), Entrance::Open(luc));

    counter.profile.access.passwords.change_days = None;
    assert_eq!(enters(&mut counter, at("2036-01-01T12:00:00"), &next), Entrance::Open(luc));
    drop(counter);
    town.holds();
}
