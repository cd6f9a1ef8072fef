//! From a day that can't be booked to the gesture that lifts it, through the keys.

use guichet::domain::activity::Season;
use guichet::ui::key::Key;

use crate::documents::pieces;
use crate::keys::Hand;

const F5: Key = Key::F(5);
const F9: Key = Key::F(9);

/// « Rapprochez vous des services de la Mairie pour vérifier qu’il puisse y participer. »: from the
/// closed day to the right that is given, and back on the day, in a few keys.
#[test]
fn a_missing_right_is_opened_from_the_day_itself() {
    let mut hand = Hand::at_the_counter();
    for rule in hand.counter.profile.booking.rules.values_mut() {
        rule.season = Some(Season::AllYear);
    }
    hand.types("mar");
    hand.press(&[F5]);
    hand.press(&[Key::PageDown; 8]);
    hand.types("05");
    hand.press(&[Key::Char('i')]);
    hand.sees("D l’inscrit.");
    hand.press(&[Key::Esc]);
    hand.keys = 0;
    hand.press(&[Key::Char('d')]);
    hand.sees("Du                05/07/2027");
    hand.types("090727");
    hand.press(&[F9]);
    assert_eq!(hand.keys, 8, "d, the last day, F9");
    hand.sees("est inscrit(e) : Cantine Jean-Moulin du 05/07/2027 au 09/07/2027.");
    hand.sees("Juillet 2027");
    hand.press(&[Key::Char(' ')]);
    hand.sees("1 ajout");
    hand.verify();
}

/// « Ce document peut faire l'objet d'une validation par un agent de la collectivité pour accéder
/// ensuite aux inscriptions. »
#[test]
fn a_missing_document_is_noted_and_validated_from_the_day_itself() {
    let mut hand = Hand::at_the_counter();
    let mut asked = pieces();
    asked.retain(|one| one.code == "assurance");
    asked[0].kinds.clear();
    hand.counter.profile.file.pieces = asked;
    hand.types("mar");
    hand.press(&[F5]);
    hand.types("30");
    hand.press(&[Key::Char(' ')]);
    hand.sees("pièce manquante");
    hand.keys = 0;
    hand.press(&[Key::Char('d'), Key::Char('p')]);
    hand.sees("Pièce reçue : assurance scolaire de Léo.");
    hand.later(300);
    hand.press(&[Key::Char('v')]);
    hand.sees("Pièce validée");
    hand.press(&[Key::Esc, Key::Char(' '), F9]);
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Enregistré");
    assert_eq!(hand.keys, 7, "d p v Échap Espace F9 Entrée");
    hand.verify();
}
