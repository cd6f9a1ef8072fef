//! Portal accounts: what is lifted, what is refused, and where a code never stands.

use std::path::PathBuf;

use guichet::desk::Counter;
use guichet::desk::family_sign_in::{Entrance, choose_password, family_sign_in};
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{IssueCodeRequest, Reply, Request, UnblockRequest};
use guichet::desk::view::{IssuedCode, Unblocked};
use guichet::domain::ids::{BlockId, FamilyId};
use guichet::domain::people::{AccountState, BlockCause, HandOver, IdentityCheck};
use guichet::domain::secret::Secret;
use guichet::domain::time::Moment;

use crate::facts::id;
use crate::support::{Town, access, ask, at, family, now, position, refused};

const TEN_MINUTES: i64 = 600_000;

fn unblock(family: FamilyId, lifts: &[BlockId], identity: IdentityCheck, reason: &str) -> Request {
    let (lifts, reason) = (lifts.to_vec(), reason.to_owned());
    Request::Unblock(UnblockRequest { family, lifts, identity, reason })
}

fn blocks(counter: &mut Counter, family: FamilyId) -> Vec<BlockId> {
    access(counter, now(), family).account.blocks.iter().map(|block| block.id).collect()
}

#[track_caller]
fn unblocked(counter: &mut Counter, now: Moment, request: Request) -> Unblocked {
    match ask(counter, now, request) {
        Reply::Unblocked(unblocked) => unblocked,
        reply => panic!("{reply:?}"),
    }
}

/// A counter with a family of an agent's choice and its blocks.
fn seated(town: &Town, code: &str, login: &str) -> (Counter, FamilyId, Vec<BlockId>) {
    let mut counter = town.sit(code);
    let family = family(&counter, login);
    let blocks = blocks(&mut counter, family);
    (counter, family, blocks)
}

#[test]
fn a_block_is_lifted_once_and_by_name() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
    let (mut other, ..) = seated(&town, "mdi", "EVR04217");
    let passport = IdentityCheck::Passport;
    let before = position(&counter);
    let done = unblocked(&mut counter, now(), unblock(claire, &lifts, passport, ""));
    assert_eq!(position(&counter), before + 1);
    assert_eq!(
        done.sentence,
        "Compte EVR04217 débloqué (passeport, S. Leroy). Ctrl+Z pendant 10 min."
    );
    assert_eq!(access(&mut other, now(), claire).account.state, AccountState::Active);

    let late = at("2026-11-20T10:50:00");
    let refusal = refused(&mut other, late, unblock(claire, &lifts, passport, ""));
    assert_eq!(
        refusal.to_string(),
        "Déjà débloqué par S. Leroy le 20/11/2026 à 10:42. Rien n’a été écrit."
    );
    drop(counter);
    town.holds();
}

#[test]
fn what_is_no_standing_block_of_the_family_is_not_lifted() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "jpe", "EVR04217");
    let paul = family(&counter, "EVR01180");
    let (passport, why) = (IdentityCheck::Passport, "motif valable");
    for request in [
        unblock(claire, &[], passport, why),
        unblock(claire, &[id(1)], passport, why),
        unblock(paul, &lifts, passport, why),
        unblock(claire, &[lifts[0], id(1)], passport, why),
    ] {
        assert_eq!(refused(&mut counter, now(), request), Refusal::NotBlocked);
    }
    let stranger = unblock(id(1), &lifts, passport, why);
    assert_eq!(refused(&mut counter, now(), stranger), Refusal::Unknown { what: "Cette famille" });
}

#[test]
fn without_identity_a_reason_of_five_characters_is_needed() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
    for reason in ["", "abcd", "   a  b    ", "ab\u{7}\u{7}c"] {
        let request = unblock(claire, &lifts, IdentityCheck::None, reason);
        assert_eq!(
            refused(&mut counter, now(), request).to_string(),
            "Motif obligatoire pour débloquer sans vérifier l’identité (5 caractères au moins).",
            "{reason:?}"
        );
    }
    unblocked(&mut counter, now(), unblock(claire, &lifts, IdentityCheck::None, "abcde"));
}

#[test]
fn every_other_check_lifts_a_block_by_wrong_passwords_without_a_reason() {
    let nobody = [IdentityCheck::None, IdentityCheck::Settled];
    for identity in IdentityCheck::ALL.iter().filter(|check| !nobody.contains(check)) {
        let town = Town::new();
        let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
        unblocked(&mut counter, now(), unblock(claire, &lifts, *identity, ""));
    }
}

#[test]
fn unpaid_invoices_take_a_regisseur_and_a_reason() {
    let town = Town::new();
    let (mut agent, paul, lifts) = seated(&town, "sle", "EVR01180");
    let passport = IdentityCheck::Passport;
    let request = unblock(paul, &lifts, passport, "échéancier signé");
    assert_eq!(refused(&mut agent, now(), request.clone()), Refusal::Role { needs: "régisseur" });
    assert!(!access(&mut agent, now(), paul).may_lift_unpaid);

    let (mut regisseur, ..) = seated(&town, "jpe", "EVR01180");
    assert!(access(&mut regisseur, now(), paul).may_lift_unpaid);
    let bare = unblock(paul, &lifts, passport, "abcd");
    assert_eq!(
        refused(&mut regisseur, now(), bare).to_string(),
        "Motif obligatoire pour débloquer un compte pour impayés (5 caractères au moins)."
    );
    unblocked(&mut regisseur, now(), request);
}

#[test]
fn an_unblocking_is_taken_back_within_ten_minutes_by_the_same_agent() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
    let (mut other, ..) = seated(&town, "mdi", "EVR04217");
    let done = unblocked(&mut counter, now(), unblock(claire, &lifts, IdentityCheck::Passport, ""));
    let undo = Request::UndoUnblock { family: claire, unblocking: done.entry };
    assert_eq!(refused(&mut other, now(), undo.clone()), Refusal::NotUndoable);
    let late = now().later(TEN_MINUTES + 1);
    assert_eq!(refused(&mut counter, late, undo.clone()), Refusal::NotUndoable);
    let early = now().later(-1);
    assert_eq!(refused(&mut counter, early, undo.clone()), Refusal::NotUndoable);
    let wrong = Request::UndoUnblock { family: claire, unblocking: id(1) };
    assert_eq!(refused(&mut counter, now(), wrong), Refusal::NotUndoable);

    let last = now().later(TEN_MINUTES);
    assert_eq!(access(&mut counter, last, claire).undoable, Some(done.entry));
    assert_eq!(access(&mut counter, late, claire).undoable, None);
    assert_eq!(ask(&mut counter, last, undo.clone()), Reply::Reblocked);
    let account = access(&mut counter, last, claire).account;
    assert_eq!(account.state, AccountState::Blocked);
    assert_eq!(account.blocks[0].cause, BlockCause::Passwords);
    assert_ne!(account.blocks[0].id, lifts[0], "a new block, not the old one");
    assert_eq!(refused(&mut counter, last, undo), Refusal::NotUndoable);

    let again = blocks(&mut other, claire);
    unblocked(&mut other, last, unblock(claire, &again, IdentityCheck::Passport, ""));
    assert_eq!(access(&mut counter, last, claire).undoable, None, "another agent's");
    town.holds();
}

fn issue(family: FamilyId, lifts: &[BlockId], identity: IdentityCheck) -> IssueCodeRequest {
    IssueCodeRequest {
        family,
        lifts: lifts.to_vec(),
        identity,
        replaces: None,
        reason: String::new(),
    }
}

#[track_caller]
fn issued(counter: &mut Counter, now: Moment, request: IssueCodeRequest) -> IssuedCode {
    match ask(counter, now, Request::IssueCode(request)) {
        Reply::CodeIssued(code) => code,
        reply => panic!("{reply:?}"),
    }
}

#[track_caller]
fn enters(counter: &mut Counter, now: Moment, secret: &Secret) -> Entrance {
    family_sign_in(counter, now, " evr04217 ", secret).unwrap()
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

#[test]
fn a_code_takes_more_than_a_mail() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
    for identity in [IdentityCheck::Mail, IdentityCheck::None] {
        let mut request = issue(claire, &lifts, identity);
        request.reason = "motif valable".to_owned();
        let refusal = refused(&mut counter, now(), Request::IssueCode(request));
        assert_eq!(refusal, Refusal::IdentityTooWeak);
    }
    let (mut counter, paul, lifts) = seated(&town, "sle", "EVR01180");
    let request = Request::IssueCode(issue(paul, &lifts, IdentityCheck::Passport));
    assert_eq!(refused(&mut counter, now(), request), Refusal::Role { needs: "régisseur" });
}

#[test]
fn a_code_opens_the_door_once_and_must_be_changed() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
    let before = position(&counter);
    let code = issued(&mut counter, now(), issue(claire, &lifts, IdentityCheck::Question));
    assert_eq!(position(&counter), before + 2, "one lifting, one code, one transaction");
    let policy = &counter.profile.access.passwords.policy;
    assert!(policy.unmet(code.code.reveal()).is_empty(), "the code meets the commune's policy");
    assert!(!code.sentence.contains(code.code.reveal()));
    let slip: String = code.slip.reveal().split(' ').collect();
    assert!(slip.contains(code.code.reveal()), "in groups of four, to be typed without spaces");
    assert_eq!(code.expires, at("2026-11-22T10:42:00"));

    assert_eq!(enters(&mut counter, now(), &code.code), Entrance::MustChange(claire));
    let chosen = secret("Soleil-27000");
    for (weak, rules) in [(secret("soleil"), 4), (code.code.clone(), 1)] {
        let answer = choose_password(&mut counter, now(), "EVR04217", &code.code, &weak).unwrap();
        assert!(matches!(&answer, Entrance::Unmet(unmet) if unmet.len() == rules), "{answer:?}");
    }
    let answer = choose_password(&mut counter, now(), "EVR04217", &code.code, &chosen).unwrap();
    assert_eq!(answer, Entrance::Open(claire));
    assert_eq!(enters(&mut counter, now(), &code.code), Entrance::Refused, "used once");
    assert_eq!(enters(&mut counter, now(), &chosen), Entrance::Open(claire));

    let screen = access(&mut counter, now(), claire);
    assert!(screen.provisional.is_none());
    let mut next = issue(claire, &[], IdentityCheck::Passport);
    let refusal = refused(&mut counter, now(), Request::IssueCode(next.clone()));
    assert!(matches!(refusal, Refusal::CodeReplaced { .. }), "the screen saw no password");
    next.replaces = screen.credential;
    issued(&mut counter, now(), next);
    assert_eq!(enters(&mut counter, now(), &chosen), Entrance::Refused, "the old password");
    town.holds();
}

#[test]
fn a_code_is_refused_one_second_after_its_time() {
    for (late, answer) in [(0, true), (1000, false)] {
        let town = Town::new();
        let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
        let code = issued(&mut counter, now(), issue(claire, &lifts, IdentityCheck::Passport));
        let entrance = enters(&mut counter, code.expires.later(late), &code.code);
        assert_eq!(entrance == Entrance::MustChange(claire), answer, "{late} {entrance:?}");
        let chosen = secret("Soleil-27000");
        let when = code.expires.later(late);
        let entrance =
            choose_password(&mut counter, when, "EVR04217", &code.code, &chosen).unwrap();
        assert_eq!(entrance == Entrance::Open(claire), answer, "{late} {entrance:?}");
    }
}

#[test]
fn the_hash_of_a_code_goes_once_its_time_is_over() {
    for (late, kept) in [(0, true), (1, false)] {
        let town = Town::new();
        let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
        let code = issued(&mut counter, now(), issue(claire, &lifts, IdentityCheck::Passport));
        let other = family(&counter, "EVR00020");
        let then = code.expires.later(late);
        issued(&mut counter, then, issue(other, &[], IdentityCheck::Passport));
        assert_eq!(counter.store.read().phc(code.credential).unwrap().is_some(), kept, "{late}");
        town.holds();
    }
}

#[test]
fn the_third_failure_blocks_the_account() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
    let code = issued(&mut counter, now(), issue(claire, &lifts, IdentityCheck::Passport));
    for tries in 1..=3 {
        assert_eq!(enters(&mut counter, now(), &secret("faux")), Entrance::Refused);
        let account = access(&mut counter, now(), claire).account;
        assert_eq!(account.state == AccountState::Blocked, tries == 3, "{tries}");
    }
    assert_eq!(enters(&mut counter, now(), &code.code), Entrance::Refused, "even the right one");
    let lifts = blocks(&mut counter, claire);
    assert_eq!(lifts.len(), 1);
    unblocked(&mut counter, now(), unblock(claire, &lifts, IdentityCheck::Passport, ""));
    for _ in 0..2 {
        assert_eq!(enters(&mut counter, now(), &secret("faux")), Entrance::Refused);
    }
    assert_eq!(enters(&mut counter, now(), &code.code), Entrance::MustChange(claire));
    for _ in 0..2 {
        assert_eq!(enters(&mut counter, now(), &secret("faux")), Entrance::Refused);
    }
    let account = access(&mut counter, now(), claire).account;
    assert_ne!(account.state, AccountState::Blocked, "a right secret forgets the failures");
    town.holds();
}

#[test]
fn an_unknown_id_a_new_account_and_a_blocked_one_read_the_same() {
    let town = Town::new();
    let mut counter = town.door();
    let before = position(&counter);
    for login in ["EVR99999", "EVR00020", "EVR04217", "", "'; DROP TABLE family; --"] {
        for _ in 0..2 {
            let entrance = family_sign_in(&mut counter, now(), login, &secret("Soleil-27000"));
            assert_eq!(entrance.unwrap(), Entrance::Refused, "{login}");
        }
    }
    assert_eq!(position(&counter), before);
}

#[test]
fn a_code_says_where_its_account_stands_and_until_when_in_local_time() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
    // Forty-eight hours later the clocks have gone back one hour.
    let summer = at("2026-10-24T10:42:00");
    for (lifts, account) in [
        (&[][..], "Compte EVR04217 toujours bloqué, nouveau code valable"),
        (&lifts[..], "Compte EVR04217 débloqué, nouveau code valable"),
        (&[][..], "Compte EVR04217\u{a0}: nouveau code valable"),
    ] {
        let mut request = issue(claire, lifts, IdentityCheck::Passport);
        request.replaces = access(&mut counter, summer, claire).credential;
        let code = issued(&mut counter, summer, request);
        let until = "jusqu’au lun 26/10 à 09:42.";
        assert_eq!(code.sentence, format!("{account} {until}"));
        let shown = access(&mut counter, summer, claire).provisional.unwrap();
        assert_eq!(shown.expires, code.expires);
    }
}

#[test]
fn the_journal_of_a_family_says_where_each_thing_happened() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
    let request = unblock(claire, &lifts, IdentityCheck::None, "appel du maire");
    let entry = unblocked(&mut counter, now(), request).entry;
    let undo = Request::UndoUnblock { family: claire, unblocking: entry };
    assert_eq!(ask(&mut counter, now(), undo), Reply::Reblocked);
    let Reply::Family(view) = ask(&mut counter, now(), Request::OpenFamily(claire)) else {
        panic!("no file")
    };
    let events: Vec<String> = view
        .events
        .iter()
        .map(|event| format!("{}: {}", event.place, event.text.replace('\u{a0}', " ")))
        .collect();
    let expected = [
        "guichet: déblocage annulé : compte bloqué à nouveau",
        "guichet: compte débloqué (identité non vérifiée ; appel du maire)",
        "import: compte bloqué le 19/11/2026 (mots de passe faux)",
        "import: repris du service : 6 inscriptions, 3 factures, 2 jours réservés",
        "import: identité et foyer repris du service",
    ];
    assert_eq!(events, expected);
}

#[test]
fn a_code_that_was_not_handed_over_shows() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
    let code = issued(&mut counter, now(), issue(claire, &lifts, IdentityCheck::Passport));
    assert!(!access(&mut counter, now(), claire).provisional.unwrap().handed_over);
    let hand = |credential| Request::HandOver { family: claire, credential, how: HandOver::Shown };
    assert!(matches!(refused(&mut counter, now(), hand(id(1))), Refusal::CodeReplaced { .. }));
    assert_eq!(ask(&mut counter, now(), hand(code.credential)), Reply::HandedOver);
    assert!(access(&mut counter, now(), claire).provisional.unwrap().handed_over);
}

#[test]
fn a_code_stands_in_no_byte_of_the_files() {
    let town = Town::new();
    let (mut counter, claire, lifts) = seated(&town, "sle", "EVR04217");
    let first = issued(&mut counter, now(), issue(claire, &lifts, IdentityCheck::Passport));
    let mut next = issue(claire, &[], IdentityCheck::Passport);
    next.replaces = Some(first.credential);
    let second = issued(&mut counter, now(), next);
    let old = counter.store.read().phc(first.credential).unwrap();
    assert_eq!(old, None, "a replaced hash is deleted");
    assert_ne!(first.code, second.code);
    let files = || -> Vec<PathBuf> {
        std::fs::read_dir(town.dir()).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    assert_eq!(files().len(), 3, "the database, its log and its index: {:?}", files());
    let absent = |when: &str| {
        for path in files() {
            let bytes = std::fs::read(&path).unwrap();
            for code in [&first.code, &second.code] {
                // The slip writes the code in groups: half of it would say too much already.
                let code = &code.reveal().as_bytes()[..8];
                let there = bytes.windows(code.len()).any(|window| window == code);
                assert!(!there, "{when}: {}", path.display());
            }
        }
    };
    absent("open");
    counter.store.checkpoint().unwrap();
    absent("after a checkpoint");
    drop(counter);
    absent("closed");
}
