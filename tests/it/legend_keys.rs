//! The portal with a legend, through the keys: a scenario for each of its eight states, in the
//! words and the colour that the legend beside the month gives it.

use guichet::ui::key::Key;

use crate::keys::Hand;

const F5: Key = Key::F(5);
const F9: Key = Key::F(9);

/// The calendar of the first child of the family that those words find.
fn calendar(words: &str) -> Hand {
    let mut hand = Hand::of("portail-legende");
    hand.types(words);
    hand.press(&[F5]);
    hand
}

/// Goes to an activity of the row above the month.
fn turn_to(hand: &mut Hand, activity: &str) {
    let shown = format!("[{activity}");
    for _ in 0..9 {
        if hand.screen().contains(&shown) {
            return;
        }
        hand.press(&[Key::Tab]);
    }
    hand.sees(&shown);
}

/// Goes to a day: its line says the legend's words and a sentence, its cell has the colour that
/// these words have in the legend.
#[track_caller]
fn meets(hand: &mut Hand, day: &str, state: &str, sentence: &str) {
    hand.types(day);
    hand.sees(&format!("  {state}"));
    hand.sees(sentence);
    // The cursor has a colour of its own.
    hand.press(&[if day == "01" { Key::Right } else { Key::Left }]);
    let screen = hand.screen();
    let place = |words: &str| {
        let rows = screen.lines().zip(0_u16..);
        let mut found = rows.filter_map(|(line, y)| {
            let before = line.split_once(words)?.0;
            Some((u16::try_from(before.chars().count()).unwrap(), y))
        });
        found.next().unwrap_or_else(|| panic!("« {words} » is not on:\n{screen}"))
    };
    let glass = hand.glass();
    let (x, y) = place(&format!("│ {state}"));
    let named = &glass[(x + 2, y)];
    let (x, y) = place(&format!("{:>2} {}", day.trim_start_matches('0'), named.symbol()));
    let cell = &glass[(x + 3, y)];
    assert_eq!((cell.fg, cell.bg), (named.fg, named.bg), "{state}");
    hand.press(&[if day == "01" { Key::Left } else { Key::Right }]);
}

/// « Enfant inscrit, possibilité d’annuler au besoin »
#[test]
fn enrolled_with_a_way_to_cancel() {
    let mut hand = calendar("mar");
    meets(
        &mut hand,
        "27",
        "● inscrit annulable",
        "Inscrit, annulable jusqu’au mer 25/11 à minuit.",
    );
    hand.press(&[Key::Char(' '), F9]);
    hand.later(300);
    hand.press(&[Key::Enter]);
    meets(&mut hand, "27", "× annulé sans frais", "Inscription annulée, pas de majoration.");
    hand.verify();
}

/// « Enfant inscrit, annulation impossible »
#[test]
fn enrolled_without_a_way_to_cancel() {
    let mut hand = calendar("mar");
    meets(&mut hand, "23", "■ inscrit figé", "Inscrit, annulation impossible");
    hand.press(&[Key::Char(' ')]);
    hand.sees("annulation impossible");
    hand.sees("Rien à valider.");
}

/// « Vous pouvez réserver » ; « Pour réserver, cliquer sur un jour orange pour qu’il devienne bleu.
/// Et Validez pour faire apparaitre un message de confirmation »
#[test]
fn an_orange_day_becomes_blue() {
    let mut hand = calendar("mar");
    meets(&mut hand, "30", "+ libre, à réserver", "· 3,90 €");
    hand.press(&[Key::Char(' '), F9]);
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Enregistré");
    meets(&mut hand, "30", "● inscrit annulable", "Inscrit, annulable");
    hand.verify();
}

/// « Oups ! Hors délais, l’inscription sera majorée »
#[test]
fn late_with_a_surcharge() {
    let mut hand = calendar("mar");
    meets(&mut hand, "24", "+ libre, à réserver", "· 3,90 €");
    // Midnight: the seat was left meanwhile.
    hand.later(13 * 3_600_000 + 18 * 60_000);
    hand.wake_up();
    let oups = "Oups ! Hors délais, l’inscription sera majorée";
    meets(&mut hand, "24", "▲ hors délai majoré", oups);
    hand.press(&[Key::Char(' '), F9]);
    hand.sees("5,85 €");
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Enregistré");
    hand.verify();
}

/// « Inscription annulée, pas de majoration »
#[test]
fn cancelled_without_a_surcharge() {
    let mut hand = calendar("mar");
    turn_to(&mut hand, "Péri cirque");
    hand.press(&[Key::PageDown]);
    meets(&mut hand, "04", "× annulé sans frais", "Inscription annulée, pas de majoration.");
}

/// « Inscriptions complètes »
#[test]
fn full() {
    let mut hand = enrolled("cirque");
    turn_to(&mut hand, "Péri cirque");
    hand.press(&[Key::PageDown]);
    meets(&mut hand, "01", "# complet", "Complet (8 sur 8).");
    hand.press(&[Key::Char(' ')]);
    hand.sees("× Complet");
    hand.sees("Rien à valider.");
}

/// « Inscription sur la liste d’attente de l’activité »
#[test]
fn on_the_waiting_list() {
    let mut hand = Hand::among(200, "portail-legende");
    hand.types("mar");
    hand.press(&[F5]);
    turn_to(&mut hand, "Extra mercredi");
    hand.press(&[Key::PageDown]);
    meets(&mut hand, "02", "# complet", "Complet (40 sur 40).");
    hand.press(&[Key::Char(' '), F9]);
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Enregistré");
    meets(&mut hand, "02", "» liste d’attente", "Sur la liste d’attente");
    hand.verify();
}

/// « Inscriptions soumise à validation par un agent de la collectivité »; « Cliquer sur la tirelire
/// pour activer votre compte et alimenter votre porte monnaie »
#[test]
fn subject_to_validation() {
    let mut hand = enrolled("sport du soir");
    turn_to(&mut hand, "Sport du soir");
    let subject = "Inscription soumise à validation par un agent";
    meets(
        &mut hand,
        "27",
        "? à valider (agent)",
        "le porte-monnaie de la famille n’est pas activé",
    );
    hand.press(&[Key::F(4)]);
    hand.types("r20");
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.later(300);
    hand.press(&[Key::Esc]);
    meets(&mut hand, "27", "? à valider (agent)", subject);
    hand.press(&[Key::Char(' '), F9]);
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Enregistré");
    meets(&mut hand, "27", "? à valider (agent)", "À valider par un agent");
    hand.verify();
}

/// The calendar of KONÉ Issa, who was just enrolled in one more activity.
fn enrolled(activity: &str) -> Hand {
    let mut hand = Hand::of("portail-legende");
    hand.types("koné");
    hand.press(&[Key::Enter, Key::Char('d'), Key::Char('n')]);
    hand.types(activity);
    hand.press(&[F9]);
    hand.sees("Issa est inscrit(e)");
    hand.press(&[Key::Esc, F5]);
    hand
}
