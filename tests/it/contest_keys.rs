//! An invoice is contested, and not any more, through the keys.

use guichet::domain::people::Contested;
use guichet::ui::key::Key;

use crate::keys::Hand;

const F4: Key = Key::F(4);

/// « Si le montant n’est pas exact, ne payer surtout pas cette facture. »
#[test]
fn an_invoice_is_contested_in_two_keys_and_says_so_everywhere() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::Enter, Key::Char('4')]);
    hand.keys = 0;
    hand.press(&[Key::Char('c')]);
    hand.sees("Que conteste la famille ?");
    hand.sees("2 erreur de tranche tarifaire");
    hand.later(300);
    hand.press(&[Key::Char('é')]);
    assert_eq!(hand.keys, 2);
    hand.sees("contestée : erreur de tranche tarifaire (S. Leroy).");
    hand.sees("contestée · ");
    let contests = hand.counter.store.read().contests(hand.martineau()).unwrap();
    assert_eq!(contests.iter().map(|one| one.motive).collect::<Vec<_>>(), [Contested::Bracket]);
    hand.press(&[F4]);
    hand.sees("[ ]");
    hand.sees("contestée");
    hand.press(&[Key::Esc, Key::Char('i')]);
    hand.sees("État : contestée");
    hand.sees("• Contestée : erreur de tranche tarifaire.");
    hand.sees("Compté : notée le 20/11/2026 à 10:42 par S. Leroy");
    hand.sees("→ C retirer la contestation une fois la réponse donnée");
    hand.press(&[Key::Char('c')]);
    hand.sees("Entrée la retire : la facture compte de nouveau.");
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("plus contestée (S. Leroy).");
    hand.sees("État : à payer");
    hand.press(&[Key::Esc, Key::Char('8')]);
    hand.sees("contestation d’une facture retirée");
    assert_eq!(hand.counter.store.read().contests(hand.martineau()).unwrap(), []);
    hand.verify();
}

#[test]
fn nothing_is_contested_by_leaving_and_other_tabs_say_where() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::Enter, Key::Char('c')]);
    hand.sees("choisissez une facture, onglet 4");
    hand.press(&[Key::Char('4'), Key::Char('c'), Key::Down, Key::Esc]);
    hand.sees("Factures");
    assert_eq!(hand.counter.store.read().contests(hand.martineau()).unwrap(), []);
}
