//! « Pourquoi ? » through the keys: the reasons of an account, a child, an invoice and a day, and
//! the keys that they name.

use guichet::ui::key::Key;

use crate::keys::Hand;

const F4: Key = Key::F(4);
const F6: Key = Key::F(6);

#[test]
fn a_blocked_account_says_why_and_the_key_that_opens_it() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::Enter, Key::Char('6'), Key::Char('i')]);
    assert_eq!(hand.keys, 6);
    hand.sees("Pourquoi ? Compte EVR04217");
    hand.sees("• Bloqué : trop de mots de passe faux.");
    hand.sees("Règle : le compte se bloque après 3 essais manqués");
    hand.sees("Compté : depuis le");
    hand.sees("→ F6 vérifier l’identité");
    hand.press(&[F6]);
    hand.sees("D  Débloquer seulement");
    hand.press(&[Key::Esc]);
    hand.sees("Pourquoi ? Compte EVR04217");
    hand.press(&[Key::Esc]);
    hand.sees("Compte portail");
    hand.verify();
}

#[test]
fn a_child_says_what_it_lacks_and_where_it_is_enrolled() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::Enter, Key::Char('i')]);
    hand.sees("Pourquoi ? Léo");
    hand.sees("Cantine Jean-Moulin : inscrit(e) jusqu’au");
    hand.sees("« 5 jours ouvrés pour la restauration scolaire »");
    hand.sees("Compte portail bloqué : la famille ne réserve pas elle-même.");
    hand.press(&[Key::Char('d')]);
    hand.sees("Inscriptions de Léo");
    hand.press(&[Key::Esc]);
    hand.sees("Pourquoi ? Léo");
}

#[test]
fn an_invoice_says_what_was_billed_and_leads_to_the_till() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::Enter, Key::Char('4'), Key::Char('i')]);
    hand.sees("Pourquoi ? Facture 2026-10-04");
    hand.sees("→ F4 encaisser");
    hand.press(&[F4]);
    hand.sees("Factures à payer");
    hand.press(&[Key::Esc, Key::Char('d')]);
    hand.sees("ceci ne concerne pas un enfant");
    hand.press(&[Key::Char('i')]);
    hand.sees("Factures");
}

#[test]
fn the_account_and_the_payment_say_why_and_keep_what_was_begun() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F6]);
    hand.sees("I  Pourquoi ? les raisons");
    hand.press(&[Key::Char('d'), Key::Char('i')]);
    hand.sees("• Bloqué : trop de mots de passe faux.");
    hand.press(&[Key::Esc]);
    hand.sees("> D  Débloquer seulement");
    hand.press(&[Key::Esc, F4]);
    hand.types("50");
    hand.press(&[Key::Tab, Key::Down, Key::Char('i')]);
    hand.sees("Pourquoi ? Facture 2026-10-04218");
    hand.press(&[Key::Esc]);
    hand.sees("Reçu        50");
    hand.press(&[Key::Char('c'), Key::Char('i')]);
    hand.sees("Pourquoi ? Facture 2026-10-04218");
    hand.press(&[Key::Esc]);
    hand.sees("Acceptée");
    hand.verify();
}

/// « Si les journées sont grisées ou n'apparaissent pas, c'est que les délais d'inscription sont
/// dépassés. »
#[test]
fn a_day_says_the_rule_in_words_and_the_hour_that_counted() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::F(5)]);
    hand.types("24i");
    hand.sees("Pourquoi ? Léo, Cantine Jean-Moulin, mardi 24 novembre 2026");
    hand.sees("heure locale.");
    hand.sees("Règle : réserver et annuler 5 jours ouvrés avant.");
    hand.sees("« 5 jours ouvrés");
    hand.press(&[Key::Char('i')]);
    hand.sees("Novembre 2026");
}

#[test]
fn every_reason_of_a_closed_day_is_told() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::F(5)]);
    hand.types("11i");
    hand.sees("Férié : 11 novembre.");
    hand.sees("Pas ce jour-là : Cantine Jean-Moulin a lieu");
}

#[test]
fn what_is_no_subject_says_what_is() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::Enter, Key::Char('8'), Key::Char('i')]);
    hand.sees("choisissez un enfant, un jour, une facture ou l’accès");
}
