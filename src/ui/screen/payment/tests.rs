//! Payments through their keys, the desk played by hand.

use ratatui::buffer::Cell;

use crate::desk::refusal::{Fault, Refusal};
use crate::desk::request::{PaidBy, PaymentRequest, Reply, Request};
use crate::desk::view::{AgentView, PaymentView, TillView};
use crate::domain::money::Cents;
use crate::domain::people::Role;
use crate::domain::tender::{Tender, Wanted};
use crate::ui::gestures::*;
use crate::ui::golden::{drawn, words};
use crate::ui::key::Key;
use crate::ui::msg::{Effect, Msg, Paper};
use crate::ui::samples::*;
use crate::ui::screen::Screen;

/// The payment that was asked for.
fn asked(hand: &Hand) -> PaymentRequest {
    match hand.asked() {
        Some((_, Request::TakePayment(payment))) => payment,
        other => panic!("{other:?}"),
    }
}

/// All that is due in cash.
fn cash(received: i64) -> Vec<Tender> {
    let (amount, received) = (Cents(4735), Cents(received));
    vec![Tender::Cash { amount, received, reason: String::new() }]
}

/// All that is due by card.
fn card(authorisation: &str, last_four: &str) -> Vec<Tender> {
    let [authorisation, last_four] = [authorisation, last_four].map(str::to_owned);
    vec![Tender::Card { amount: Cents(4735), authorisation, last_four }]
}

/// All that is due on these invoices.
fn all(invoices: &[(u128, i64)]) -> Vec<Wanted> {
    invoices.iter().map(|(n, due)| Wanted::all(id(*n), Cents(*due))).collect()
}

/// From the search to the payment, counting nothing but keys.
fn found_and_paying() -> Hand {
    let mut hand = Hand::signed_in();
    hand.text("mar");
    hand.answer(found("mar", rows()));
    hand.key(Key::F(4));
    assert_eq!(hand.asked().unwrap().1, Request::OpenPayment(id(11)));
    hand.answer(Reply::Payment(Box::new(payment())));
    hand
}

#[test]
fn cash_takes_eight_keys() {
    let mut hand = found_and_paying();
    hand.text("50");
    assert!(hand.words().contains("À RENDRE") && hand.words().contains(" 2,65\u{a0}€"));
    hand.key(Key::Enter);
    let payment = PaymentRequest {
        family: id(11),
        payer: PaidBy::Holder,
        wanted: all(&[(61, 3120), (62, 1615)]),
        tenders: cash(5000),
        keep: false,
    };
    assert_eq!(asked(&hand), payment);
    hand.answer(Reply::Receipt(Box::new(receipt())));
    hand.key(Key::Enter);
    let lines = receipt().lines;
    assert!(matches!(hand.effects.last(), Some(Effect::Print(_, Paper::Receipt(paper, printed)))
        if *paper == id(71) && *printed == lines));
}

#[test]
fn exact_cash_takes_six_keys_even_when_typed_ahead() {
    let mut hand = found_and_paying();
    hand.keys(&[Key::Enter, Key::Enter]);
    assert_eq!(asked(&hand).tenders, cash(4735));
    hand.answer(Reply::Receipt(Box::new(receipt())));
    assert!(matches!(hand.effects.last(), Some(Effect::Print(..))));
    let payments = hand.requests().into_iter();
    assert_eq!(payments.filter(|one| matches!(one, Request::TakePayment(_))).count(), 1);
}

#[test]
fn a_card_takes_seven_keys() {
    let mut hand = found_and_paying();
    hand.text("co");
    assert_eq!(asked(&hand).tenders, card("", ""));
    hand.answer(Reply::Receipt(Box::new(receipt())));
    hand.key(Key::Enter);
    assert!(matches!(hand.effects.last(), Some(Effect::Print(..))));
}

#[test]
fn the_cards_ticket_is_typed_with_or_without_shift() {
    let mut hand = at_payment(payment());
    hand.text("c&é34");
    hand.key(Key::Tab);
    hand.text("98765");
    hand.key(Key::Backspace);
    hand.text("1");
    hand.keys(&[Key::Tab, Key::Tab]);
    hand.text("5o");
    assert_eq!(asked(&hand).tenders, card("12345", "9871"));
}

#[test]
fn a_refused_card_keeps_nothing() {
    for leave in [Key::Char('n'), Key::Esc, Key::Char('e')] {
        let mut hand = at_payment(payment());
        hand.text("c1234");
        hand.requests();
        hand.key(leave);
        assert!(hand.words().contains("Règlement en espèces"), "{leave:?}");
        assert_eq!(hand.requests(), []);
        hand.text("c");
        assert!(!hand.words().contains("1234 "), "{leave:?}");
    }
    let mut hand = at_payment(payment());
    hand.text("cn");
    assert!(hand.words().contains("Carte refusée\u{a0}: rien n’a été enregistré."));
}

#[test]
fn entree_does_not_accept_a_card() {
    let mut hand = at_payment(payment());
    hand.text("c");
    hand.requests();
    hand.key(Key::Enter);
    assert_eq!(hand.requests(), []);
}

#[test]
fn no_field_keeps_a_card_number() {
    let number = "4111111111111111";
    let emptied = "Ceci ressemble à un numéro de carte";
    let at_last_four = |hand: &mut Hand| hand.keys(&[Key::Char('c'), Key::Tab]);
    let at_reason = |hand: &mut Hand| {
        hand.text("347,35");
        hand.key(Key::Enter);
    };
    let dear = || {
        let mut view = payment();
        view.invoices[0].due = Cents(33_120);
        view
    };
    let shut = PaymentView { till: till(None), ..payment() };
    let mut reason = at_payment(dear());
    at_reason(&mut reason);
    let mut card = at_payment(payment());
    card.text("c");
    for (field, mut hand) in [
        ("amount", at_payment(payment())),
        ("authorisation", card),
        ("reason", reason),
        ("float", at_payment(shut)),
    ] {
        hand.text(number);
        assert!(hand.words().contains(emptied), "{field}");
        assert!(!hand.words().contains("4111"), "{field}");
    }
    for go in [&at_last_four as &dyn Fn(&mut Hand), &|_| {}, &|hand| hand.text("c")] {
        let mut hand = at_payment(payment());
        go(&mut hand);
        hand.send(Msg::Paste("4111 1111 1111 1111".into()));
        assert!(hand.words().contains(emptied));
        assert!(!hand.words().contains("4111"));
        hand.send(Msg::Paste("41".into()));
        assert!(hand.words().contains("41"));
    }
}

#[test]
fn invoices_are_ticked_one_by_one_or_all_at_once() {
    let mut hand = at_payment(payment());
    hand.keys(&[Key::Tab, Key::Down, Key::Char(' ')]);
    assert!(hand.words().contains("[ ] 2026-10-04218"));
    assert!(hand.words().contains("1\u{a0}facture") && hand.words().contains("31,20\u{a0}€ │"));
    hand.key(Key::Enter);
    assert_eq!(asked(&hand).wanted, all(&[(61, 3120)]));
    let mut hand = at_payment(payment());
    hand.text("a");
    assert!(hand.words().contains("0\u{a0}facture"));
    hand.requests();
    hand.key(Key::Enter);
    assert!(hand.words().contains("× Impossible\u{a0}: aucune facture cochée."));
    assert_eq!(hand.requests(), []);
    hand.text("a");
    assert!(hand.words().contains("2\u{a0}factures"));
}

#[test]
fn amounts_that_cannot_be_right_are_questioned_and_kept() {
    for (typed, said) in [
        ("0", "× Un règlement doit dépasser 0,00\u{a0}€."),
        ("4735", "× Montant reçu bien supérieur à 47,35\u{a0}€."),
        ("47,355", "× «\u{a0}47,355\u{a0}» n’est pas un montant. Exemple\u{a0}: 47,35."),
    ] {
        let mut hand = at_payment(payment());
        hand.text(typed);
        hand.requests();
        hand.key(Key::Enter);
        assert!(hand.words().contains(said), "{}", hand.words());
        assert!(hand.words().contains(typed));
        assert_eq!(hand.requests(), []);
    }
}

#[test]
fn usual_amounts_are_proposed() {
    let mut hand = at_payment(payment());
    hand.keys(&[Key::Down, Key::Down, Key::Enter]);
    assert_eq!(asked(&hand).tenders, cash(5000));
}

#[test]
fn cash_above_the_limit_needs_a_reason() {
    for (due, asks) in [(30_000, false), (30_001, true)] {
        let mut view = payment();
        view.invoices.truncate(1);
        view.invoices[0].due = Cents(due);
        let mut hand = at_payment(view);
        hand.requests();
        hand.key(Key::Enter);
        assert_eq!(hand.requests().is_empty(), asks, "{due}");
        if !asks {
            continue;
        }
        let said = "▲ Espèces au-dessus de 300,00\u{a0}€\u{a0}: motif à saisir, ou Échap";
        assert!(hand.words().contains(said), "{}", hand.words());
        hand.text("c:?");
        hand.key(Key::Enter);
        assert!(hand.words().contains("× Motif obligatoire pour ce montant en espèces"));
        hand.key(Key::Char('d'));
        hand.key(Key::Char('e'));
        hand.key(Key::Enter);
        let reason = "c:?de".to_owned();
        let (amount, received) = (Cents(due), Cents(due));
        assert_eq!(asked(&hand).tenders, [Tender::Cash { amount, received, reason }]);
    }
}

#[test]
fn a_payment_that_was_refused_asks_for_no_reason_any_more() {
    let mut view = payment();
    view.invoices[0].due = Cents(30_001);
    let mut hand = at_payment(view);
    hand.key(Key::Enter);
    hand.text("deux factures");
    assert!(hand.words().contains("Motif, au-dessus de"));
    hand.key(Key::Enter);
    hand.answer(Reply::Refused(Refusal::NothingToPay));
    assert!(!hand.words().contains("Motif, au-dessus de"));
    hand.key(Key::Char('c'));
    assert!(hand.words().contains("Règlement par carte"), "C is a key again, not a letter");
}

#[test]
fn no_proposal_is_cut_and_a_doubtful_amount_is_not_split() {
    let mut view = payment();
    view.invoices.truncate(1);
    view.invoices[0].due = Cents(41_300);
    let mut hand = at_payment(view);
    let drawn = words(&hand.app, 80, 24);
    assert!(drawn.contains("↓ propose 413  415  420  450 "), "{drawn}");
    let proposal = drawn.lines().find(|line| line.contains("propose")).unwrap();
    assert!(!proposal.contains('…'), "{drawn}");
    hand.text("513");
    assert!(hand.words().contains("1\u{a0}×\u{a0}100\u{a0}€"), "{}", hand.words());
    hand.text("0");
    assert!(hand.words().contains("À RENDRE\u{a0}?") && !hand.words().contains('×'));
}

#[test]
fn the_payer_is_chosen_among_the_guardians() {
    for (keys, payer) in [
        (vec![], PaidBy::Holder),
        (vec![Key::Right], PaidBy::Guardian(id(22))),
        (vec![Key::Left, Key::Esc, Key::Right], PaidBy::Guardian(id(22))),
        (vec![Key::Right, Key::Right, Key::Esc], PaidBy::Holder),
    ] {
        let mut hand = at_payment(payment());
        hand.keys(&keys);
        hand.key(Key::Enter);
        assert_eq!(asked(&hand).payer, payer, "{keys:?}");
    }
}

#[test]
fn an_invoice_settled_meanwhile_is_said_and_shown() {
    let mut hand = at_payment(payment());
    hand.text("50");
    hand.keys(&[Key::Enter, Key::Enter]);
    hand.answer(Reply::Refused(Refusal::InvoiceChanged {
        number: "2026-10-04217".into(),
        due: Cents::ZERO,
        by: "carte, 20/11, quittance A2-2026-000901".into(),
    }));
    assert!(hand.words().contains("× Facture 2026-10-04217 déjà soldée"));
    assert_eq!(hand.asked().unwrap().1, Request::OpenPayment(id(11)));
    let mut left = payment();
    left.invoices.remove(0);
    hand.answer(Reply::Payment(Box::new(left)));
    assert!(!hand.words().contains("[x] 2026-10-04217") && hand.words().contains("33,85\u{a0}€"));
    let payments = hand.requests().into_iter();
    assert_eq!(payments.filter(|one| matches!(one, Request::TakePayment(_))).count(), 1);
}

#[test]
fn a_fault_keeps_what_was_typed() {
    let mut hand = at_payment(payment());
    hand.text("50");
    hand.key(Key::Enter);
    let fault =
        Fault { sentence: "La base est occupée.".into(), detail: String::new(), passing: true };
    hand.answer(Reply::Failed(fault));
    assert!(hand.words().contains("× La base est occupée."));
    hand.key(Key::Enter);
    assert_eq!(asked(&hand).tenders, cash(5000));
}

#[test]
fn a_held_file_is_said_after_five_seconds_and_escape_gives_the_wait_up() {
    let mut hand = at_payment(payment());
    hand.text("50");
    hand.key(Key::Enter);
    let (ticket, _) = hand.asked().unwrap();
    let since = hand.app.now;
    let held = |hand: &mut Hand, seconds: i64| {
        hand.send(Msg::Clock(since.later(seconds * 1_000)));
        hand.send(Msg::Held(ticket, since));
    };
    held(&mut hand, 4);
    assert!(!hand.words().contains("occupée"));
    for seconds in [5, 6] {
        held(&mut hand, seconds);
        let told =
            format!("▲ La base est occupée depuis {seconds}\u{a0}s. Votre saisie est gardée.");
        assert!(hand.words().contains(&told), "{}", hand.words());
    }
    hand.key(Key::Esc);
    assert!(hand.words().contains("Abandon en cours…"));
    assert_eq!(hand.effects.last(), Some(&Effect::GiveUp(ticket)));
    let mut written = hand.clone();
    let sentence = "La base est occupée par un autre programme.".to_owned();
    let fault = Fault { sentence, detail: String::new(), passing: true };
    hand.answer(Reply::Failed(fault));
    assert!(hand.words().contains("× La base est occupée par un autre programme."));
    hand.key(Key::Enter);
    assert_eq!(asked(&hand).tenders, cash(5000), "what was typed is kept");
    // It was written all the same, just before: that is what is shown.
    written.answer(Reply::Receipt(Box::new(receipt())));
    assert!(written.words().contains("● Paiement enregistré. 47,35"), "{}", written.words());
}

#[test]
fn a_payment_under_way_can_neither_be_left_nor_sent_twice() {
    let mut hand = at_payment(payment());
    hand.keys(&[Key::Enter, Key::Esc]);
    assert!(hand.words().contains("Enregistrement en cours…"));
    hand.answer(Reply::Receipt(Box::new(receipt())));
    assert!(hand.words().contains("● Paiement enregistré. 47,35"));
    assert!(hand.words().contains("Caisse 261,95"));
}

#[test]
fn a_receipt_that_came_behind_the_lock_is_shown_to_its_agent() {
    let mut hand = at_payment(payment());
    hand.key(Key::Enter);
    let (ticket, _) = hand.asked().unwrap();
    hand.key(Key::Char('²'));
    hand.send(Msg::Reply(ticket, Reply::Receipt(Box::new(receipt()))));
    assert!(!hand.words().contains("47,35"));
    hand.text("guichet");
    hand.key(Key::Enter);
    hand.answer(Reply::SignedIn(leroy()));
    assert!(hand.words().contains("● Paiement enregistré. 47,35"));
}

#[test]
fn a_closed_till_is_opened_with_its_float() {
    let mut hand = at_payment(PaymentView { till: till(None), ..payment() });
    hand.requests();
    hand.key(Key::Enter);
    assert!(hand.words().contains("× Tapez le fond de caisse, 0 s’il n’y en a pas."));
    hand.text("1(à,5");
    hand.keys(&[Key::Char('0'), Key::Backspace]);
    assert_eq!(hand.requests(), []);
    hand.key(Key::Enter);
    assert_eq!(hand.asked().unwrap().1, Request::OpenTill { float: Cents(15_050) });
    hand.answer(Reply::Till(till(Some(0))));
    assert!(hand.words().contains("Caisse 0,00\u{a0}€"));
    assert!(hand.words().contains("Règlement en espèces"));
    hand.key(Key::Enter);
    assert_eq!(asked(&hand).tenders, cash(4735));
}

#[test]
fn a_till_that_was_closed_meanwhile_is_opened_again() {
    let mut hand = at_payment(payment());
    hand.key(Key::Enter);
    hand.answer(Reply::Refused(Refusal::TillClosed));
    hand.answer(Reply::Payment(Box::new(PaymentView { till: till(None), ..payment() })));
    assert!(hand.words().contains("La caisse de ce poste est fermée"));
}

#[test]
fn whoever_only_reads_takes_no_money() {
    for typed in ["", "c"] {
        let mut hand = Hand::signed_out(house());
        hand.sign_in(AgentView { role: Role::Control, ..leroy() });
        hand.text("mar");
        hand.answer(found("mar", rows()));
        hand.key(Key::F(4));
        hand.answer(Reply::Payment(Box::new(payment())));
        hand.text(typed);
        hand.requests();
        hand.key(if typed.is_empty() { Key::Enter } else { Key::Char('o') });
        assert!(hand.words().contains("× Impossible\u{a0}: le rôle contrôle lit sans écrire."));
        assert_eq!(hand.requests(), []);
    }
}

#[test]
fn a_key_that_a_role_may_not_use_is_quiet_where_it_is_named() {
    let closed = TillView::default();
    let closed = Reply::Payment(Box::new(PaymentView { till: closed, ..payment() }));
    let open = Reply::Payment(Box::new(payment()));
    let old = Reply::Receipt(Box::new(receipt()));
    for (reply, typed, words) in [
        (&closed, "", "Entrée ouvrir   "),
        (&open, "c", "O  oui, enregistrer"),
        (&old, "", "Entrée  imprimer"),
    ] {
        for (role, quiet) in [(Role::Control, true), (Role::Agent, false)] {
            let mut hand = Hand::signed_out(house());
            hand.sign_in(AgentView { role, ..leroy() });
            hand.text("mar");
            hand.answer(found("mar", rows()));
            hand.key(Key::F(4));
            hand.answer(reply.clone());
            hand.text(typed);
            let (buffer, _) = drawn(&hand.app, 100, 30);
            let text: String = buffer.content.iter().map(Cell::symbol).collect();
            let place = text.split_once(words).unwrap().0.chars().count();
            let colour = buffer.content[place].fg;
            assert_eq!(Some(colour) == hand.app.display.theme.quiet.fg, quiet, "{role:?} {words}");
        }
    }
}

#[test]
fn escape_goes_back_one_level() {
    let mut hand = at_payment(payment());
    hand.text("c");
    hand.key(Key::Esc);
    assert!(matches!(hand.app.trail.top, Screen::Payment(_)));
    hand.key(Key::Esc);
    assert!(matches!(hand.app.trail.top, Screen::Home(_)));
    assert!(hand.words().contains("│ mar"), "nothing was paid: the search is as it was");
}
