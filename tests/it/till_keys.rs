//! The till through its keys, on the demo's file: counted, closed, and opened again.

use guichet::desk::perform;
use guichet::desk::request::{Reply, Request};
use guichet::domain::money::Cents;
use guichet::ui::key::Key;
use guichet::ui::msg::{Msg, Paper};

use crate::keys::Hand;

const F4: Key = Key::F(4);
const F9: Key = Key::F(9);

/// The demo's drawer at 10:42: 100,00 € of float and 214,60 € of cash, the largest first.
const DRAWER: [&str; 15] = ["", "1", "1", "", "", "1", "", "2", "", "1", "", "1", "", "", ""];

fn count(hand: &mut Hand) {
    for number in DRAWER {
        hand.types(number);
        hand.press(&[Key::Enter]);
    }
}

fn cash(hand: &mut Hand) -> Option<Cents> {
    let now = hand.now;
    match perform(&mut hand.counter, now, Request::Till) {
        Reply::Till(till) => till.cash,
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn closing_costs_less_than_forty_two_keys() {
    let mut hand = Hand::at_the_counter();
    hand.types(":cloture");
    hand.press(&[Key::Enter]);
    hand.keys = 0;
    hand.sees("Clôture de caisse · poste A2");
    hand.sees("8 opérations depuis le ven 20/11 à 08:30");
    count(&mut hand);
    hand.sees("ÉCART                             0,00 €");
    hand.sees("À verser à la régie             214,60 €");
    hand.press(&[F9]);
    hand.later(300);
    hand.types("CLOTURER");
    assert_eq!(cash(&mut hand), Some(Cents(21_460)), "the word alone closes nothing");
    hand.press(&[Key::Enter]);
    assert!(hand.keys <= 42, "{}", hand.keys);
    hand.sees("Caisse clôturée. À verser à la régie : 214,60 €.");
    hand.sees("Arrêté du 20/11/2026 imprimé.");
    hand.sees("Caisse fermée");
    assert!(matches!(hand.printed.as_slice(), [Paper::Closing(lines)]
        if lines.iter().any(|line| line.contains("SPÉCIMEN"))));
    assert_eq!(cash(&mut hand), None);
    hand.verify();
    hand.press(&[Key::Enter]);
    hand.types("mar");
    hand.press(&[F4]);
    hand.sees("Entrée sans montant : 100,00 €, laissés à la clôture");
    hand.press(&[Key::Enter]);
    hand.sees("Quittance prévue A2-2026-000");
    hand.press(&[Key::Enter]);
    hand.sees("Paiement enregistré");
    assert_eq!(cash(&mut hand), Some(Cents(4_735)), "the float is not counted");
    hand.verify();
}

#[test]
fn a_gap_is_explained_before_the_question_is_asked() {
    let mut hand = Hand::at_the_counter();
    hand.types(":cloture");
    hand.press(&[Key::Enter]);
    count(&mut hand);
    hand.press(&[Key::Up]);
    hand.types("1");
    hand.sees("0,01 €");
    hand.press(&[F9]);
    hand.sees("Écart de 0,01 €. Motif obligatoire pour cet écart");
    hand.types("pièce trouvée");
    hand.press(&[F9]);
    hand.sees("C’est définitif");
    hand.later(300);
    hand.types("cloturer");
    hand.press(&[Key::Enter]);
    hand.sees("écart 0,01 €");
    hand.verify();
}

#[test]
fn a_forgotten_till_is_one_key_from_its_closing() {
    let mut hand = Hand::at_the_counter();
    hand.later(24 * 3_600_000);
    hand.wake_up();
    hand.types("mar");
    hand.press(&[F4]);
    hand.sees("La caisse n’a pas été clôturée");
    hand.sees("Elle est ouverte depuis le vendredi 20 novembre 2026.");
    hand.press(&[Key::Enter]);
    hand.sees("Clôture de caisse · poste A2");
    count(&mut hand);
    hand.press(&[F9]);
    hand.later(300);
    hand.types("CLOTURER");
    hand.press(&[Key::Enter, Key::Enter]);
    hand.sees("La caisse de ce poste est fermée");
    hand.press(&[Key::Enter, Key::Enter]);
    hand.sees("Paiement enregistré");
    hand.verify();
}

#[test]
fn midnight_between_two_keys_is_noticed_by_the_desk() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F4]);
    hand.now = hand.now.later(14 * 3_600_000);
    hand.press(&[Key::Enter]);
    hand.sees("comptez-la d’abord");
    hand.sees("La caisse n’a pas été clôturée");
    assert_eq!(hand.receipts(), 0);
    hand.verify();
}

#[test]
fn a_paste_and_a_scanner_never_close_the_till() {
    let mut hand = Hand::at_the_counter();
    hand.types(":cloture");
    hand.press(&[Key::Enter]);
    count(&mut hand);
    hand.press(&[F9]);
    hand.tell(Msg::Paste("CLOTURER".to_owned()));
    hand.types("CLOTURER");
    hand.press(&[Key::Enter]);
    hand.later(300);
    hand.tell(Msg::Paste("CLOTURER".to_owned()));
    hand.press(&[Key::Enter]);
    hand.sees("Tapez CLOTURER en entier");
    assert_eq!(cash(&mut hand), Some(Cents(21_460)));
    hand.press(&[Key::Esc]);
    hand.sees("le comptage est gardé");
}

#[test]
fn a_payment_is_taken_back_from_its_receipt() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F4, Key::Enter, Key::Enter]);
    hand.sees("imprimée");
    hand.keys = 0;
    hand.types("x");
    hand.sees("À rendre en espèces, pris dans la caisse : 47,35 €.");
    hand.press(&[Key::Enter]);
    hand.sees("Motif obligatoire pour annuler un paiement");
    hand.types("erreur de famille");
    hand.press(&[Key::Enter]);
    hand.sees("Paiement annulé : quittance A2-2026-000");
    hand.sees("ANNULE LA QUITTANCE N° A2-2026-000");
    hand.sees("Caisse 214,60 €");
    assert_eq!(hand.receipts(), 2, "the cancellation is printed at once");
    assert_eq!(cash(&mut hand), Some(Cents(21_460)));
    let family = hand.martineau();
    assert_eq!(hand.counter.store.read().invoices_due(family).unwrap().len(), 2);
    hand.types("x");
    hand.sees("Impossible : une annulation ne s’annule pas.");
    hand.verify();
}

#[test]
fn a_payment_is_taken_back_from_the_file_and_never_after_the_closing() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F4, Key::Enter, Key::Enter, Key::Enter]);
    hand.types("mar");
    hand.press(&[Key::Enter]);
    hand.types("x");
    hand.sees("Impossible : choisissez un paiement, onglet 5.");
    hand.types("(x");
    hand.sees("Annuler la quittance");
    hand.types("erreur de saisie");
    hand.press(&[Key::Enter, Key::Enter]);
    hand.sees("annulée par A2-2026-000");
    hand.types("x");
    hand.sees("Impossible : une annulation ne s’annule pas.");
    hand.press(&[Key::Down]);
    hand.types("x");
    hand.sees("Impossible : déjà annulé.");
    hand.verify();
    hand.press(&[F4, Key::Enter, Key::Enter, Key::Enter]);
    hand.types(":cloture");
    hand.press(&[Key::Enter]);
    for number in ["", "1", "1", "1", "", "1", "", "", "1", "1", "2", "", "1", "", ""] {
        hand.types(number);
        hand.press(&[Key::Enter]);
    }
    hand.sees("361,95 €");
    hand.press(&[F9]);
    hand.later(300);
    hand.types("CLOTURER");
    hand.press(&[Key::Enter, Key::Enter]);
    hand.press(&[Key::F(3)]);
    hand.types("mar");
    hand.press(&[Key::Enter]);
    hand.types("5x");
    hand.sees("sa caisse est clôturée le 20/11/2026 à 10:42");
    hand.verify();
}
