//! What days cost, read and printed through the keys.

use guichet::domain::people::QuotientSource;
use guichet::ui::key::Key;
use guichet::ui::msg::Paper;

use crate::keys::Hand;
use crate::support::day;

/// A line of a calculation, as it stands under « Pourquoi ? ».
fn line(words: &str, amount: &str) -> String {
    format!("{words:<62}{amount}")
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

/// « mettre à jour ses données financières en vue du calcul du quotient familial »
#[test]
fn a_quotient_comes_in_with_its_paper_and_its_day_and_the_price_says_so() {
    let mut hand = Hand::of("portail-legende");
    hand.types("mar");
    hand.press(&[Key::F(5)]);
    hand.types("30i");
    hand.press(&[Key::F(2)]);
    state(&mut hand, "Quotient", "");
    hand.press(&[Key::F(9)]);
    hand.sees(&line("Tarif maximum (quotient inconnu)", "5,30 €"));
    hand.sees("→ F2 saisir le quotient d’une attestation CAF ou MSA");
    assert!(!hand.screen().contains("F2 saisit"), "said once");
    hand.press(&[Key::F(2)]);
    state(&mut hand, "Quotient", "742");
    state(&mut hand, "D’après", "CAF");
    state(&mut hand, "Reçu le", "12102026");
    hand.press(&[Key::F(9)]);
    hand.sees(&line("Tranche 701 à 1100 (quotient 742, CAF du 12/10/2026)", "3,90 €"));
    let family = hand.counter.store.read().family_by_login("claire.m@exemple.fr").unwrap();
    let means = family.unwrap().means;
    assert_eq!((means.quotient, means.source), (Some(742), Some(QuotientSource::Caf)));
    assert_eq!(means.received, Some(day("2026-10-12")));
    hand.verify();
}

/// Goes down the form to a field and types over what stands in it.
#[track_caller]
fn state(hand: &mut Hand, label: &str, text: &str) {
    let chosen = format!("> {label}");
    let turns = (0..60).find(|_| {
        let there = hand.screen().contains(&chosen);
        if !there {
            hand.press(&[Key::Tab]);
        }
        there
    });
    assert!(turns.is_some(), "{label}:\n{}", hand.screen());
    hand.press(&[Key::Ctrl('u')]);
    hand.types(text);
}
