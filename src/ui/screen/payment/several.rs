//! Several tenders, parts, credit and another payer, through the keys.

use crate::desk::refusal::Refusal;
use crate::desk::request::{PaidBy, PaymentRequest, Reply, Request};
use crate::desk::view::PaymentView;
use crate::domain::money::Cents;
use crate::domain::tender::{Tender, Wanted};
use crate::ui::gestures::*;
use crate::ui::key::Key;
use crate::ui::samples::*;
use crate::ui::screen::Screen;

/// The payment that was asked for.
#[track_caller]
fn asked(hand: &Hand) -> PaymentRequest {
    match hand.asked() {
        Some((_, Request::TakePayment(payment))) => payment,
        other => panic!("{other:?}"),
    }
}

fn notes(amount: i64, received: i64) -> Tender {
    let (amount, received) = (Cents(amount), Cents(received));
    Tender::Cash { amount, received, reason: String::new() }
}

fn cheque(amount: i64, bank: &str) -> Tender {
    Tender::Cheque { amount: Cents(amount), bank: bank.into(), number: "0004217".into() }
}

fn card(amount: i64) -> Tender {
    let (authorisation, last_four) = (String::new(), String::new());
    Tender::Card { amount: Cents(amount), authorisation, last_four }
}

/// What is wanted of the two invoices of 31,20 € and 16,15 €.
fn wanted(parts: &[i64]) -> Vec<Wanted> {
    let due = [(61, 3120), (62, 1615)];
    (due.iter().zip(parts).filter(|(_, part)| **part > 0))
        .map(|((n, due), part)| Wanted { invoice: id(*n), amount: Cents(*part), saw: Cents(*due) })
        .collect()
}

#[test]
fn a_cheque_is_its_number_its_bank_and_no_change() {
    let mut hand = at_payment(payment());
    hand.text("h");
    hand.key(Key::Enter);
    assert!(hand.words().contains("Numéro du chèque\u{a0}: les 7 chiffres"));
    hand.text("0004217");
    hand.key(Key::Enter);
    assert!(hand.words().contains("Banque du chèque\u{a0}: ↓ propose"));
    hand.text("La Poste");
    hand.requests();
    hand.key(Key::Enter);
    assert_eq!(asked(&hand).tenders, [cheque(4735, "La Poste")]);
    let mut known = at_payment(payment());
    known.text("hààà'é&è");
    known.keys(&[Key::Enter, Key::Down, Key::Down, Key::Enter]);
    assert_eq!(asked(&known).tenders, [cheque(4735, "BNP PARIBAS")]);
}

#[test]
fn too_little_is_a_part_payment_by_choice() {
    let mut hand = at_payment(payment());
    hand.text("40");
    hand.requests();
    hand.keys(&[Key::Enter, Key::Enter]);
    assert_eq!(hand.requests(), [], "Entrée sets aside, it never records a part");
    let mut hand = at_payment(payment());
    hand.text("40");
    hand.key(Key::Enter);
    assert!(hand.words().contains("▲ Il manque 7,35\u{a0}€\u{a0}: acompte, ou le reste"));
    hand.key(Key::Char('p'));
    let payment = asked(&hand);
    assert_eq!((payment.tenders, payment.keep), (vec![notes(4000, 4000)], false));
    assert_eq!(payment.wanted, wanted(&[3120, 880]), "the oldest first");
}

#[test]
fn what_is_missing_is_paid_by_another_tender() {
    let mut hand = at_payment(payment());
    hand.text("20");
    hand.requests();
    hand.keys(&[Key::Enter, Key::Char('r')]);
    assert!(hand.words().contains("Reste 27,35\u{a0}€ à régler. Rien n’est encore enregistré."));
    hand.text("h0004217");
    hand.key(Key::Enter);
    hand.text("BNP");
    hand.key(Key::Tab);
    hand.text("15");
    hand.keys(&[Key::Enter, Key::Char('r')]);
    assert!(hand.words().contains("- chèque 0004217"), "{}", hand.words());
    assert_eq!(hand.requests(), []);
    hand.text("co");
    let payment = asked(&hand);
    assert_eq!(payment.tenders, [notes(2000, 2000), cheque(1500, "BNP"), card(1235)]);
    assert_eq!((payment.wanted, payment.keep), (wanted(&[3120, 1615]), false));
}

#[test]
fn the_last_cash_gives_change() {
    let mut hand = at_payment(payment());
    hand.text("c");
    hand.keys(&[Key::Tab, Key::Tab]);
    hand.text("30o");
    hand.key(Key::Char('r'));
    hand.text("20");
    assert!(hand.words().contains("À RENDRE") && hand.words().contains("2,65\u{a0}€"));
    hand.key(Key::Enter);
    assert_eq!(asked(&hand).tenders, [card(3000), notes(1735, 2000)]);
}

#[test]
fn what_was_set_aside_is_taken_back_one_by_one() {
    for back in [Key::Esc, Key::Ctrl('z')] {
        let mut hand = at_payment(payment());
        hand.text("10");
        hand.keys(&[Key::Enter, Key::Char('r'), Key::Char('c'), Key::Tab, Key::Tab]);
        hand.text("20o");
        hand.key(Key::Char('r'));
        hand.key(Key::F(3));
        assert!(hand.words().contains("× Impossible\u{a0}: des règlements sont saisis"));
        for key in [Key::Char('a'), Key::Char(' '), Key::Char('p')] {
            hand.key(key);
            assert!(hand.words().contains("× Impossible\u{a0}: des règlements"), "{key:?}");
        }
        hand.key(back);
        let terminal = "Carte de 20,00\u{a0}€ reprise\u{a0}: annulez-la aussi sur le terminal.";
        assert!(hand.words().contains(terminal), "{}", hand.words());
        hand.key(back);
        assert!(hand.words().contains("10,00\u{a0}€ repris (espèces)"));
        hand.requests();
        hand.key(Key::Enter);
        assert_eq!(asked(&hand).tenders, [notes(4735, 4735)]);
    }
    let mut hand = at_payment(payment());
    hand.key(Key::Ctrl('z'));
    assert!(hand.words().contains("aucun règlement saisi à reprendre"));
    hand.key(Key::Esc);
    assert!(matches!(hand.app.trail.top, Screen::Home(_)));
}

#[test]
fn what_is_too_much_is_kept_only_by_choice() {
    let mut hand = at_payment(payment());
    hand.text("g");
    assert!(hand.words().contains("× Impossible\u{a0}: rien de trop à garder en avoir."));
    hand.text("50g");
    assert!(hand.words().contains("EN AVOIR"), "{}", hand.words());
    hand.text("g");
    assert!(hand.words().contains("À RENDRE"));
    hand.text("g");
    hand.key(Key::Enter);
    let kept = asked(&hand);
    assert_eq!((kept.tenders, kept.keep), (vec![notes(5000, 5000)], true));
    assert_eq!(kept.wanted, wanted(&[3120, 1615]));
    let mut hand = at_payment(payment());
    hand.text("h0004217");
    hand.key(Key::Enter);
    hand.text("BNP");
    hand.key(Key::Tab);
    hand.text("60");
    hand.requests();
    hand.key(Key::Enter);
    let refusal = "× 12,65\u{a0}€ de trop\u{a0}: G les garde en avoir, ou corrigez le montant.";
    assert!(hand.words().contains(refusal), "{}", hand.words());
    assert_eq!(hand.requests(), []);
    hand.text("g");
    hand.key(Key::Enter);
    let kept = asked(&hand);
    assert_eq!((kept.tenders, kept.keep), (vec![cheque(6000, "BNP")], true));
}

#[test]
fn the_familys_credit_pays_first_or_all() {
    let with = |credit| PaymentView { credit: left(credit), ..payment() };
    let credit = |amount| Tender::Credit { amount: Cents(amount) };
    let mut hand = at_payment(payment());
    hand.text("v");
    assert!(hand.words().contains("× Impossible\u{a0}: aucun avoir à utiliser."));
    let mut hand = at_payment(with(880));
    assert!(hand.words().contains("V utiliser l’avoir"));
    hand.text("v");
    assert!(!hand.words().contains("V utiliser"), "it is used up");
    hand.key(Key::Enter);
    assert_eq!(asked(&hand).tenders, [credit(880), notes(3855, 3855)]);
    let mut hand = at_payment(with(5000));
    hand.text("v");
    hand.requests();
    assert!(hand.words().contains("Tout est réglé\u{a0}: Entrée enregistre le paiement."));
    hand.key(Key::Enter);
    assert_eq!(asked(&hand).tenders, [credit(4735)]);
}

#[test]
fn a_part_of_one_invoice_is_wanted() {
    let mut hand = at_payment(payment());
    hand.text("p10");
    assert!(hand.words().contains("€ sur 31,20\u{a0}€"));
    hand.key(Key::Enter);
    assert!(hand.words().contains("[p] 2026-10-04217") && hand.words().contains("26,15\u{a0}€"));
    hand.key(Key::Enter);
    let payment_of_part = asked(&hand);
    assert_eq!(payment_of_part.wanted, wanted(&[1000, 1615]));
    assert_eq!(payment_of_part.tenders, [notes(2615, 2615)]);
    for typed in ["0", "31,21", "1,2,3"] {
        let mut hand = at_payment(payment());
        hand.text("p");
        hand.text(typed);
        hand.key(Key::Enter);
        let refusal = "× Facture 2026-10-04217\u{a0}: un acompte va de 0,01 à 31,20\u{a0}€.";
        assert!(hand.words().contains(refusal), "{}", hand.words());
    }
    for whole in ["", "31,20"] {
        let mut hand = at_payment(payment());
        hand.text("p10");
        hand.keys(&[Key::Enter, Key::Char('p'), Key::Ctrl('u')]);
        hand.text(whole);
        hand.keys(&[Key::Enter, Key::Enter]);
        assert_eq!(asked(&hand).wanted, wanted(&[3120, 1615]), "{whole}");
    }
}

#[test]
fn somebody_else_pays_under_a_name() {
    let mut hand = at_payment(payment());
    hand.keys(&[Key::Left, Key::Enter]);
    hand.requests();
    hand.key(Key::Enter);
    assert!(hand.words().contains("× Tapez le nom du payeur, ou Échap."));
    assert_eq!(hand.requests(), []);
    hand.text("Dupont Ève, 3");
    hand.keys(&[Key::Enter, Key::Enter]);
    assert_eq!(asked(&hand).payer, PaidBy::Other("Dupont Ève, 3".into()));
}

#[test]
fn a_reason_can_be_proposed_and_covers_all_the_cash() {
    let mut view = payment();
    view.invoices[0].due = Cents(40_000);
    let mut hand = at_payment(view);
    hand.text("300");
    hand.keys(&[Key::Enter, Key::Char('r'), Key::Enter]);
    assert!(hand.words().contains("▲ Espèces au-dessus de 300,00"), "the cash of both tenders");
    hand.keys(&[Key::Down, Key::Down, Key::Enter]);
    let reasons: Vec<String> = (asked(&hand).tenders.into_iter())
        .map(|tender| match tender {
            Tender::Cash { reason, .. } => reason,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(reasons, ["carte et chèque refusés", "carte et chèque refusés"]);
}

#[test]
fn a_part_payment_above_the_limit_asks_for_its_reason_then_goes() {
    let mut view = payment();
    view.invoices[0].due = Cents(60_000);
    let mut hand = at_payment(view);
    hand.text("400");
    hand.keys(&[Key::Enter, Key::Char('p'), Key::Down, Key::Enter]);
    let payment = asked(&hand);
    assert_eq!(payment.wanted.len(), 1);
    assert_eq!(payment.wanted[0].amount, Cents(40_000));
}

#[test]
fn invoices_that_changed_meanwhile_give_the_tenders_back() {
    let mut hand = at_payment(payment());
    hand.text("20");
    hand.keys(&[Key::Enter, Key::Char('r'), Key::Enter]);
    hand.answer(Reply::Refused(Refusal::InvoiceChanged {
        number: "2026-10-04217".into(),
        due: Cents::ZERO,
        by: "carte, 20/11, quittance A2-2026-000901".into(),
    }));
    let mut left = payment();
    left.invoices.remove(0);
    hand.answer(Reply::Payment(Box::new(left)));
    hand.requests();
    hand.key(Key::Enter);
    assert!(hand.words().contains("× Les factures ont changé"), "{}", hand.words());
    hand.keys(&[Key::Esc, Key::Enter]);
    assert_eq!(asked(&hand).tenders, [notes(1615, 1615)]);
}

#[test]
fn cash_in_fractions_of_an_invoice_is_warned_of() {
    for (before, warned) in [(28_385, false), (28_386, true)] {
        let mut view = payment();
        view.in_cash = vec![(id(62), Cents(before))];
        let mut hand = at_payment(view);
        let warning = "en espèces, plafond 300,00\u{a0}€ par facture";
        assert_eq!(hand.words().contains(warning), warned, "{before}");
        hand.text("c");
        assert!(!hand.words().contains(warning));
    }
}

#[test]
fn the_last_receipt_is_one_key_away() {
    let mut hand = at_payment(payment());
    hand.key(Key::F(7));
    assert_eq!(hand.asked().unwrap().1, Request::OpenLastReceipt(id(11)));
    hand.answer(Reply::Refused(Refusal::NoReceipt));
    assert!(hand.words().contains("× Aucune quittance pour cette famille."));
    let mut hand = Hand::searched();
    hand.key(Key::F(7));
    hand.answer(Reply::Receipt(Box::new(receipt())));
    assert!(matches!(hand.app.trail.top, Screen::Receipt(_)));
}

#[test]
fn a_top_up_wants_no_invoice_and_keeps_all() {
    let mut hand = at_payment(with_wallet(false, 0));
    assert!(hand.words().contains("R activer et recharger le porte-monnaie"), "{}", hand.words());
    hand.text("r20");
    assert!(hand.words().contains("RECHARGE"), "{}", hand.words());
    hand.key(Key::Enter);
    let request = asked(&hand);
    assert_eq!((request.wanted.len(), request.keep), (0, true));
    assert_eq!(request.tenders, [notes(2000, 2000)]);
    let mut back = at_payment(with_wallet(true, 100));
    back.text("rr");
    back.key(Key::Enter);
    assert_eq!(asked(&back).wanted.len(), 2, "the invoices after all");
    let mut card = at_payment(with_wallet(true, 100));
    card.text("r30c");
    card.text("o");
    let request = asked(&card);
    assert!(request.wanted.is_empty());
    assert_eq!(request.tenders[0].amount(), Cents(3000), "{request:?}");
    let mut none = at_payment(payment());
    none.text("r");
    assert!(none.words().contains("la commune n’a pas de porte-monnaie"));
}
