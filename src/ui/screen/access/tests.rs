//! Portal accounts through their keys, the desk and the printer played by hand.

use crate::desk::refusal::Refusal;
use crate::desk::request::{IssueCodeRequest, Reply, Request, UnblockRequest};
use crate::desk::view::{AccessView, AccountView, AgentView, ProvisionalView, Unblocked};
use crate::domain::money::Cents;
use crate::domain::people::{AccountState, HandOver, IdentityCheck, Role};
use crate::ui::gestures::*;
use crate::ui::golden::words;
use crate::ui::key::Key;
use crate::ui::msg::{Effect, Msg, Paper};
use crate::ui::samples::*;
use crate::ui::screen::Screen;

/// The code as the panel shows it.
const READ: &str = "K x 7 m    - R t 4    p ! W z";

fn unblock(identity: IdentityCheck, reason: &str) -> Request {
    let lifts = vec![id(31)];
    Request::Unblock(UnblockRequest { family: id(11), lifts, identity, reason: reason.into() })
}

fn unblocked() -> Reply {
    Reply::Unblocked(Unblocked {
        family: id(11),
        login: "EVR04217".into(),
        entry: id(91),
        sentence: "Compte EVR04217 débloqué (carte d’identité, S. Leroy).".into(),
    })
}

fn prints(hand: &Hand) -> usize {
    let slip = |effect: &&Effect| matches!(effect, Effect::Print(_, Paper::Slip(_)));
    hand.effects.iter().filter(slip).count()
}

/// Whether the code stands anywhere in the app.
fn holds_code(hand: &Hand) -> bool {
    let Screen::Access(access) = &hand.app.trail.top else { return false };
    matches!(access.stage, super::Stage::Code(..))
}

#[test]
fn an_account_is_opened_again_in_five_keys() {
    let mut hand = Hand::signed_in();
    hand.text("mar");
    hand.answer(found("mar", rows()));
    hand.key(Key::F(6));
    assert_eq!(hand.asked().unwrap().1, Request::OpenAccess(id(11)));
    hand.answer(Reply::Access(Box::new(access())));
    hand.text("c");
    assert_eq!(hand.asked().unwrap().1, unblock(IdentityCheck::IdentityCard, ""));
    hand.answer(unblocked());
    assert_eq!(hand.asked().unwrap().1, Request::OpenAccess(id(11)));
    hand.answer(Reply::Access(Box::new(open_account())));
    assert!(hand.words().contains("● Compte EVR04217 débloqué (carte d’identité, S. Leroy)."));
    assert!(hand.words().contains("● actif"));
    hand.key(Key::Esc);
    assert!(matches!(hand.app.trail.top, Screen::Home(_)));
}

#[test]
fn a_code_is_printed_and_handed_over_in_six_keys() {
    let mut hand = at_access(access(), true);
    hand.text("rc");
    let request = IssueCodeRequest {
        family: id(11),
        lifts: vec![id(31)],
        identity: IdentityCheck::IdentityCard,
        replaces: Some(id(81)),
        reason: String::new(),
    };
    assert_eq!(hand.asked().unwrap().1, Request::IssueCode(request));
    hand.answer(issued());
    let printed = hand.effects.iter().any(|effect| {
        matches!(effect, Effect::Print(_, Paper::Slip(slip)) if slip.reveal().contains(CODE))
    });
    assert!(printed && !hand.words().contains(READ));
    hand.answer(Reply::Access(Box::new(open_account())));
    hand.printed(Ok(()));
    assert!(!holds_code(&hand));
    let handed = Request::HandOver { family: id(11), credential: id(82), how: HandOver::Printed };
    assert_eq!(hand.asked().unwrap().1, handed);
    hand.answer(Reply::HandedOver);
    assert!(hand.words().contains("● Code provisoire imprimé et remis à la famille."));
    assert_eq!(hand.asked().unwrap().1, Request::OpenAccess(id(11)));
}

#[test]
fn each_letter_is_its_identity_check() {
    for (letter, identity) in [
        ('c', IdentityCheck::IdentityCard),
        ('P', IdentityCheck::Passport),
        ('t', IdentityCheck::ResidencePermit),
        ('k', IdentityCheck::DrivingLicence),
        ('q', IdentityCheck::Question),
        ('m', IdentityCheck::Mail),
    ] {
        let mut hand = at_access(access(), true);
        hand.key(Key::Char(letter));
        assert_eq!(hand.asked().unwrap().1, unblock(identity, ""), "{letter}");
    }
}

#[test]
fn an_unverified_identity_needs_a_reason_of_five_characters() {
    for (typed, enough) in [("", false), ("abcd", false), ("ab  c", false), ("abcde", true)] {
        let mut hand = at_access(access(), true);
        hand.requests();
        hand.text("x");
        hand.text(typed);
        assert_eq!(hand.requests(), []);
        hand.key(Key::Enter);
        let asked = if enough { vec![unblock(IdentityCheck::None, typed)] } else { Vec::new() };
        assert_eq!(hand.requests(), asked, "{typed}");
        if !enough {
            assert!(hand.words().contains("× Motif obligatoire pour débloquer ce compte"));
        }
    }
    let mut hand = at_access(access(), true);
    hand.text("xcDR:?");
    assert!(hand.words().contains("cDR:?"), "letters are text in a reason");
    hand.send(Msg::Paste(" collé".into()));
    assert!(hand.words().contains("cDR:? collé"));
    hand.key(Key::Esc);
    assert!(hand.words().contains("> D  Débloquer seulement"));
}

#[test]
fn a_code_is_never_given_on_a_weak_check() {
    for choice in ["r", "n"] {
        for letter in ["m", "x"] {
            let mut hand = at_access(access(), true);
            hand.text(choice);
            hand.requests();
            hand.text(letter);
            let said = "× Impossible\u{a0}: un nouveau code exige une pièce ou la question.";
            assert!(hand.words().contains(said), "{choice}{letter}");
            assert_eq!(hand.requests(), []);
        }
    }
}

#[test]
fn a_new_code_alone_lifts_nothing() {
    let mut hand = at_access(access(), true);
    hand.text("np");
    let Some((_, Request::IssueCode(request))) = hand.asked() else { panic!() };
    assert_eq!((request.lifts, request.identity), (Vec::new(), IdentityCheck::Passport));
}

#[test]
fn for_unpaid_invoices_nothing_is_chosen_and_f4_is_named() {
    let mut hand = at_access(unpaid_account(false), true);
    assert!(!hand.words().contains("> D"));
    assert!(hand.words().contains("F4 Encaisser 47,35\u{a0}€"));
    hand.requests();
    for (key, said) in [
        ('c', "choisissez d’abord D, R ou N"),
        ('d', "factures impayées, droit régisseur requis"),
        ('r', "factures impayées, droit régisseur requis"),
    ] {
        hand.key(Key::Char(key));
        assert!(hand.words().contains(&format!("× Impossible\u{a0}: {said}.")), "{key}");
    }
    assert_eq!(hand.requests(), []);
    hand.key(Key::F(4));
    assert_eq!(hand.asked().unwrap().1, Request::OpenPayment(id(11)));
}

#[test]
fn once_the_invoices_are_paid_nothing_more_is_asked_of_the_family() {
    let paid = AccessView { unpaid: (0, Cents::ZERO), ..unpaid_account(false) };
    let drawn = at_access(paid, true).words();
    assert!(
        drawn.contains("Factures soldées. Débloquer est réservé") && !drawn.contains("encaissez")
    );
}

#[test]
fn a_regisseur_lifts_a_block_for_unpaid_invoices_with_a_reason() {
    let mut hand = at_access(unpaid_account(true), true);
    hand.requests();
    hand.text("dc");
    assert_eq!(hand.requests(), []);
    hand.text("échéancier");
    hand.key(Key::Enter);
    let Some((_, Request::Unblock(request))) = hand.asked() else { panic!() };
    assert_eq!((request.lifts, request.reason.as_str()), (vec![id(32)], "échéancier"));
    let mut hand = at_access(unpaid_account(true), true);
    hand.text("nc");
    assert!(matches!(hand.asked().unwrap().1, Request::IssueCode(_)), "no block is lifted");
}

#[test]
fn an_open_account_is_not_opened_again() {
    let mut hand = at_access(open_account(), true);
    for key in ['d', 'r'] {
        hand.key(Key::Char(key));
        assert!(hand.words().contains("× Impossible\u{a0}: ce compte n’est pas bloqué."));
    }
    assert!(!hand.words().contains("> "));
}

#[test]
fn an_unblocking_is_taken_back_by_ctrl_z() {
    let mut hand = at_access(open_account(), true);
    hand.key(Key::Ctrl('z'));
    let undo = Request::UndoUnblock { family: id(11), unblocking: id(91) };
    assert_eq!(hand.asked().unwrap().1, undo);
    hand.answer(Reply::Reblocked);
    hand.answer(Reply::Access(Box::new(access())));
    assert!(hand.words().contains("● Déblocage annulé"));
    assert!(hand.words().contains("■ BLOQUÉ"));
    hand.key(Key::Ctrl('z'));
    assert!(hand.words().contains("× Impossible\u{a0}: aucun déblocage à annuler."));
}

#[test]
fn whoever_was_faster_is_named_and_the_account_shown_as_it_is() {
    let mut hand = at_access(access(), true);
    hand.text("cc");
    let at = moment("2026-11-20T10:41");
    hand.answer(Reply::Refused(Refusal::AlreadyUnblocked { agent: "M. Diallo".into(), at }));
    assert!(hand.words().contains("× Déjà débloqué par M. Diallo le 20/11/2026 à 10:41."));
    assert_eq!(hand.asked().unwrap().1, Request::OpenAccess(id(11)));
    hand.answer(Reply::Access(Box::new(open_account())));
    assert!(hand.words().contains("● actif"));
    let unblockings = hand.requests().into_iter();
    assert_eq!(unblockings.filter(|one| matches!(one, Request::Unblock(_))).count(), 1);
}

#[test]
fn a_shown_code_is_handed_over_by_o() {
    let mut hand = code_in_sight(false);
    assert!(hand.words().contains(READ));
    hand.text("o");
    assert!(!holds_code(&hand));
    let handed = Request::HandOver { family: id(11), credential: id(82), how: HandOver::Shown };
    assert_eq!(hand.asked().unwrap().1, handed);
    hand.answer(Reply::HandedOver);
    assert!(hand.words().contains("● Code provisoire affiché et remis à la famille."));
}

#[test]
fn a_shown_code_is_gone_after_twenty_seconds() {
    let mut hand = code_in_sight(false);
    assert_eq!(hand.app.wake(), now().later(20_000));
    hand.send(Msg::Clock(now().later(19_999)));
    assert!(hand.words().contains(READ));
    hand.requests();
    hand.send(Msg::Clock(now().later(20_000)));
    assert!(!holds_code(&hand) && !hand.words().contains(READ));
    assert!(hand.words().contains("▲ Code effacé, non remis à la famille."));
    assert_eq!(hand.requests(), [Request::OpenAccess(id(11))]);
    let mut erased = code_in_sight(false);
    erased.key(Key::Esc);
    assert!(!holds_code(&erased));
    assert!(erased.words().contains("▲ Code effacé, non remis à la famille."));
}

#[test]
fn a_code_that_was_not_printed_is_shown_and_can_be_printed_again() {
    let mut hand = code_in_sight(true);
    assert!(hand.words().contains(READ));
    assert!(hand.words().contains("▲ L’imprimante ne répond pas. Le code est affiché 20\u{a0}s."));
    hand.key(Key::Enter);
    assert_eq!(prints(&hand), 2);
    assert!(!hand.words().contains(READ));
    hand.printed(Ok(()));
    assert!(matches!(hand.asked().unwrap().1, Request::HandOver { how: HandOver::Printed, .. }));
}

#[test]
fn a_code_never_waits_behind_the_lock() {
    let mut hand = code_in_sight(false);
    hand.key(Key::Char('²'));
    hand.text("guichet");
    hand.key(Key::Enter);
    hand.answer(Reply::SignedIn(leroy()));
    assert!(!holds_code(&hand) && !hand.words().contains(READ));
    assert_eq!(hand.asked().unwrap().1, Request::OpenAccess(id(11)));
    let mut late = at_access(access(), false);
    late.text("rc");
    let (ticket, _) = late.asked().unwrap();
    late.key(Key::Char('²'));
    late.send(Msg::Reply(ticket, issued()));
    late.text("guichet");
    late.key(Key::Enter);
    late.answer(Reply::SignedIn(leroy()));
    assert!(!holds_code(&late) && !late.words().contains(READ));
}

#[test]
fn a_slip_that_came_out_behind_the_lock_is_recorded_afterwards() {
    let mut hand = at_access(access(), true);
    hand.text("rc");
    hand.answer(issued());
    hand.key(Key::Char('²'));
    hand.printed(Ok(()));
    hand.text("guichet");
    hand.key(Key::Enter);
    hand.answer(Reply::SignedIn(leroy()));
    assert!(matches!(hand.asked().unwrap().1, Request::HandOver { how: HandOver::Printed, .. }));
}

#[test]
fn a_search_leaves_no_code_behind() {
    let mut hand = code_in_sight(false);
    hand.keys(&[Key::F(4), Key::F(3)]);
    assert!(hand.words().contains(READ), "a code in sight is answered first");
    hand.key(Key::Esc);
    hand.answer(Reply::Access(Box::new(open_account())));
    hand.key(Key::F(3));
    assert!(matches!(hand.app.trail.top, Screen::Home(_)));
}

#[test]
fn what_is_being_written_is_not_left() {
    let mut hand = at_access(access(), true);
    hand.text("rc");
    hand.key(Key::Esc);
    assert!(hand.words().contains("Enregistrement en cours…"));
    hand.answer(issued());
    hand.answer(Reply::Access(Box::new(open_account())));
    hand.key(Key::Esc);
    assert!(hand.words().contains("Impression en cours…"));
}

#[test]
fn whoever_only_reads_opens_no_account() {
    let mut hand = Hand::signed_out(house());
    hand.sign_in(AgentView { role: Role::Control, ..leroy() });
    hand.text("mar");
    hand.answer(found("mar", rows()));
    hand.key(Key::F(6));
    hand.answer(Reply::Access(Box::new(access())));
    hand.requests();
    for key in ['c', 'd', 'n'] {
        hand.key(Key::Char(key));
        assert!(hand.words().contains("× Impossible\u{a0}: le rôle contrôle lit sans écrire."));
    }
    assert_eq!(hand.requests(), []);
}

#[test]
fn the_threshold_of_unpaid_invoices_is_told() {
    for (limit, said) in [
        (0, "2\u{a0}impayés, 47,35\u{a0}€\u{a0}: sans blocage ici"),
        (3, "2\u{a0}impayés, 47,35\u{a0}€\u{a0}: seuil de 3"),
        (2, "Autre blocage possible\u{a0}: ▲ factures impayées"),
    ] {
        let hand = at_access(AccessView { unpaid_rule: unpaid_rule(limit), ..access() }, true);
        assert!(hand.words().contains(said), "{limit:?}");
    }
    let blocked = at_access(unpaid_account(false), true).words();
    assert!(blocked.contains("2\u{a0}impayés, 47,35\u{a0}€ ") && !blocked.contains("sans blocage"));
}

#[test]
fn the_address_on_file_is_read_whole_to_compare_a_mail_with_it() {
    let email = "constance.maillard27@exemple.fr".to_owned();
    let hand = at_access(AccessView { email: email.clone(), ..access() }, true);
    assert!(words(&hand.app, 80, 24).contains(&email));
}

#[test]
fn a_code_whose_time_is_over_is_said_to_be_expired() {
    for (until, said) in [("2026-11-20T10:42", "● remis"), ("2026-11-20T10:41", "expiré")] {
        let provisional = ProvisionalView { expires: moment(until), handed_over: true };
        let view = AccessView { provisional: Some(provisional), ..open_account() };
        let drawn = at_access(view, true).words();
        let row = drawn.lines().find(|line| line.contains(" Code ")).unwrap();
        assert!(row.contains(said), "{until}: {drawn}");
    }
}

#[test]
fn a_sign_in_that_nobody_knows_of_is_not_called_never() {
    for (state, said) in [(AccountState::Active, "inconnue"), (AccountState::New, "jamais ")] {
        let account = AccountView { state, blocks: Vec::new(), last_sign_in: None };
        let drawn = at_access(AccessView { account, ..access() }, true).words();
        let row = drawn.lines().find(|line| line.contains("Connexion")).unwrap();
        assert!(row.contains(said), "{row}");
    }
}
