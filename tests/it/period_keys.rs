//! A period of days through the keys: given back at once, or taken from a sibling.

use guichet::domain::enrolment::Span;
use guichet::domain::people::BookingState;
use guichet::store::read::days::BookingRecord;
use guichet::ui::key::Key;

use crate::keys::Hand;
use crate::support::day;

const F5: Key = Key::F(5);
const F9: Key = Key::F(9);

/// The days of a child that stand, from the day of the counter to the summer.
fn standing(hand: &Hand, given: &str) -> Vec<BookingRecord> {
    let read = hand.counter.store.read();
    let children = read.children(hand.martineau()).unwrap();
    let child = children.iter().find(|child| child.given == given).unwrap().id;
    let bookings = read.bookings(child, day("2026-11-20"), day("2027-08-31")).unwrap();
    bookings.into_iter().filter(|one| one.state.stands()).collect()
}

fn entries(hand: &Hand) -> usize {
    hand.counter.store.read().family_entries_since(hand.martineau(), 0).unwrap().len()
}

fn at_the_calendar() -> Hand {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F5]);
    hand
}

fn write(hand: &mut Hand) {
    hand.press(&[F9]);
    hand.sees("rien n’est encore écrit");
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Enregistré");
    hand.verify();
}

/// What is late is shown and kept; the rest goes by one fact, and comes back by Ctrl+Z.
#[test]
fn a_period_is_given_back_by_one_fact_and_what_is_late_is_kept() {
    let mut hand = at_the_calendar();
    let (before, facts) = (standing(&hand, "Léo"), entries(&hand));
    let until = Span { from: day("2026-11-20"), to: day("2026-12-04") };
    let within = before.iter().filter(|one| until.contains(one.day)).count();
    assert!(within > 1, "{before:?}");
    hand.types("x");
    hand.sees("Annuler une période");
    hand.types("d");
    hand.types("201126");
    hand.press(&[Key::Enter]);
    hand.types("041226");
    hand.press(&[Key::Enter]);
    hand.sees("sans majoration");
    hand.sees("annulation impossible");
    assert_eq!(standing(&hand, "Léo"), before, "nothing is written yet");
    write(&mut hand);
    let after = standing(&hand, "Léo");
    let kept: Vec<&BookingRecord> = after.iter().filter(|one| until.contains(one.day)).collect();
    assert!(!kept.is_empty() && kept.len() < within, "{kept:?}");
    assert!(kept.iter().all(|one| one.day < day("2026-11-30")), "only what is late: {kept:?}");
    let later = |of: &[BookingRecord]| of.iter().filter(|one| !until.contains(one.day)).count();
    assert_eq!(later(&after), later(&before), "the days after are as they were");
    assert_eq!(entries(&hand), facts + 1, "one fact");
    hand.press(&[Key::Ctrl('z')]);
    hand.sees("Réservations annulées");
    assert_eq!(standing(&hand, "Léo").len(), before.len());
    hand.verify();
}

/// An activity that is left out keeps its days.
#[test]
fn an_activity_that_is_left_out_keeps_its_days() {
    let mut hand = at_the_calendar();
    let before = standing(&hand, "Léo");
    hand.types("x");
    hand.sees("> [x] Atelier cirque");
    hand.types(" ");
    hand.sees("> [ ] Atelier cirque");
    hand.press(&[Key::Down, Key::Down]);
    write(&mut hand);
    let activities = hand.counter.store.read().activities().unwrap();
    let circus = activities.iter().find(|one| one.label.starts_with("Atelier cirque")).unwrap().id;
    let of = |days: &[BookingRecord]| days.iter().filter(|one| one.activity == circus).count();
    let after = standing(&hand, "Léo");
    assert_eq!((of(&after), of(&after) > 0), (of(&before), true));
    assert!(after.len() < before.len(), "the others are given back");
}

/// Inès takes what Léo has where both may go, sorted as the week pattern sorts.
#[test]
fn the_days_of_a_sibling_are_taken_over_by_one_fact() {
    let mut hand = at_the_calendar();
    hand.types("m1245");
    write(&mut hand);
    hand.types("e");
    let (before, facts) = (standing(&hand, "Inès"), entries(&hand));
    hand.types("r");
    hand.sees("Recopier les jours de Léo");
    hand.press(&[Key::Down, Key::Down]);
    hand.sees("déjà réservés");
    write(&mut hand);
    let after = standing(&hand, "Inès");
    let his = standing(&hand, "Léo");
    let new: Vec<&BookingRecord> = after.iter().filter(|one| !before.contains(one)).collect();
    assert!(new.len() > 80, "a school year: {}", new.len());
    for one in new {
        let same = |his: &&BookingRecord| (his.activity, his.day) == (one.activity, one.day);
        assert!(his.iter().any(|his| same(&his)), "{one:?}");
        assert_ne!(one.state, BookingState::Cancelled);
    }
    assert_eq!(entries(&hand), facts + 1, "one fact");
    hand.press(&[Key::Ctrl('z')]);
    hand.sees("Réservations annulées");
    assert_eq!(standing(&hand, "Inès"), before);
}
