//! What days cost, read and printed through the keys.

use guichet::ui::key::Key;
use guichet::ui::msg::Paper;

use crate::keys::Hand;

#[test]
fn the_tariffs_of_the_commune_are_read_and_printed() {
    let mut hand = Hand::of("portail-legende");
    hand.types(":tarifs");
    hand.press(&[Key::Enter]);
    hand.sees("quotient 0 à 350 : 1,20 €");
    hand.press(&[Key::F(7)]);
    hand.sees("Règles imprimées.");
    let Some(Paper::Page(lines)) = hand.printed.pop() else { panic!("{:?}", hand.printed) };
    let page = lines.join(" ").replace('\u{a0}', " ");
    assert!(page.contains("Par activité") && page.contains("tarif maximum"), "{page}");
}

#[test]
fn an_office_s_columns_are_read_by_activity_and_a_day_says_its_own() {
    let mut hand = Hand::at_the_counter();
    hand.types(":tarifs");
    hand.press(&[Key::Enter]);
    hand.types("jean-moulin");
    hand.sees("Cantine Jean-Moulin : A ");
    hand.press(&[Key::Esc, Key::Esc]);
    hand.types("mar");
    hand.press(&[Key::F(5)]);
    hand.types("30i");
    hand.sees("Prix : Tranche C (quotient 742), soit 3,90 €.");
}
