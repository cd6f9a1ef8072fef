//! What days cost, read and printed through the keys.

use guichet::ui::key::Key;
use guichet::ui::msg::Paper;

use crate::keys::Hand;

/// A line of a calculation, as it stands under « Pourquoi ? ».
fn line(words: &str, amount: &str) -> String {
    format!("{words:<56}{amount}")
}

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
    hand.sees("Prix de ce jour.");
    hand.sees(&line("Tranche C (quotient 742)", "3,90 €"));
    hand.sees(&line("Total", "3,90 €"));
}

/// « Oups ! Hors délais, l’inscription sera majorée »: the surcharge is a line of the calculation.
#[test]
fn a_late_day_is_calculated_line_by_line() {
    let mut hand = Hand::of("portail-legende");
    hand.types("mar");
    hand.press(&[Key::F(5)]);
    hand.types("24i");
    hand.sees(&line("Total", "3,90 €"));
    hand.press(&[Key::Esc]);
    hand.later(13 * 3_600_000 + 18 * 60_000);
    hand.wake_up();
    hand.types("24i");
    hand.sees(&line("Tranche 701 à 1100 (quotient 742)", "3,90 €"));
    hand.sees(&line("Hors délai : + 50 %", "1,95 €"));
    hand.sees(&line("Total", "5,85 €"));
    hand.verify();
}
