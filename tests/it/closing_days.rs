//! A day closed after families booked it: given back free of charge even after its deadline, one
//! fact a family, and the families to be told on paper.

use guichet::desk::Counter;
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{ClosureWish, DaysWanted, Reply, Request};
use guichet::desk::view::{ClosureReview, Span};
use guichet::domain::enrolment::Span as Between;
use guichet::domain::people::DayState;
use guichet::store::verify::Witnesses;
use guichet::ui::key::Key;
use guichet::ui::msg::Paper;

use crate::keys::Hand;
use crate::seeds::rights::Scene;
use crate::support::{ask, day, now, sign_in};

fn wish(on: &str) -> ClosureWish {
    let span = Between { from: day(on), to: day(on) };
    ClosureWish { activity: None, span, label: "grève".into() }
}

fn review(counter: &mut Counter, on: &str) -> ClosureReview {
    match ask(counter, now(), Request::ReviewClosure(wish(on))) {
        Reply::ClosureReview(review) => *review,
        reply => panic!("{reply:?}"),
    }
}

/// « Annulation sans majoration »: Monday 23 November is beyond the deadline, and comes back all
/// the same once the service itself is closed.
#[test]
fn a_closed_day_is_given_back_free_after_its_deadline() {
    let mut scene = Scene::of("evreux");
    let before = scene.answer("Léo", "Cantine Jean-Moulin", "2026-11-23");
    assert_eq!((before.state, before.toggle), (DayState::EnrolledLocked, false));
    let counter = &mut scene.counter;
    sign_in(counter, "sle");
    let shown = review(counter, "2026-11-23");
    let hers = shown.families.iter().find(|one| one.family == scene.family).unwrap();
    assert_eq!(hers.name, "MARTINEAU Claire");
    assert!(!hers.phone.is_empty() && hers.days.iter().any(|one| one.given == "Léo"));
    let at = counter.store.read().family_entries_since(scene.family, 0).unwrap().len();
    let mut stale = shown.clone();
    stale.families.pop();
    let reply = ask(counter, now(), Request::CloseDays(Box::new(stale)));
    assert_eq!(reply, Reply::ClosureReview(Box::new(shown.clone())), "nothing is written");
    assert_eq!(ask(counter, now(), Request::CloseDays(Box::new(shown))), Reply::DaysClosed);
    let after = counter.store.read().family_entries_since(scene.family, 0).unwrap().len();
    assert_eq!(after, at + 1, "one fact a family");
    assert_eq!(review(counter, "2026-11-23").families, Vec::new());
    let closed = scene.answer("Léo", "Cantine Jean-Moulin", "2026-11-23");
    assert_eq!((closed.state, closed.word), (DayState::Closed, Some("fermé")));
    assert!(closed.reasons[0].starts_with("Fermé\u{a0}: grève"), "{:?}", closed.reasons);
    assert!(closed.reasons.contains(&"Inscription annulée, pas de majoration.".to_owned()));
    let next = scene.answer("Léo", "Cantine Jean-Moulin", "2026-11-24");
    assert_ne!(next.state, DayState::Closed, "the next day is as it was");
    let report = scene.counter.store.verify(&Witnesses::default()).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

/// Nobody books a day that was closed, and no day that is over is closed.
#[test]
fn a_closed_day_can_not_be_booked_and_a_past_one_not_be_closed() {
    let mut scene = Scene::of("evreux");
    sign_in(&mut scene.counter, "adm");
    let shown = review(&mut scene.counter, "2026-12-17");
    scene.ask(Request::CloseDays(Box::new(shown)));
    let (family, child) = (scene.family, Some(scene.child("Léo")));
    let wanted =
        DaysWanted { family, child, activity: None, span: Span::Month, day: day("2026-12-01") };
    let Reply::Calendar(view) = scene.ask(Request::TurnCalendar(wanted)) else { panic!() };
    let is_on = |on: &str| view.days().iter().find(|one| one.day == day(on)).unwrap().toggle;
    assert!(!is_on("2026-12-17") && is_on("2026-12-15"));
    for (on, refused) in [("2026-11-19", true), ("2026-11-20", false)] {
        let reply = scene.ask(Request::ReviewClosure(wish(on)));
        assert_eq!(matches!(reply, Reply::Refused(Refusal::Sentence(_))), refused, "{on}");
    }
}

/// The canteen's strike, from the command to the paper; whom to tell is kept in F8 besides.
#[test]
fn a_strike_is_closed_through_the_keys_and_its_families_are_printed_and_kept_to_be_told() {
    let mut hand = Hand::at_the_counter();
    hand.types(":fermer");
    hand.press(&[Key::Enter]);
    hand.sees("Fermer un jour ou une période");
    hand.press(&[Key::Ctrl('u')]);
    hand.types("cantine jean-mo");
    hand.press(&[Key::Enter]);
    hand.types("231126");
    hand.press(&[Key::Enter, Key::Enter]);
    hand.press(&[Key::F(9)]);
    hand.sees("Dites pourquoi, en 3 à 40 caractères");
    hand.types("grève");
    hand.press(&[Key::F(9)]);
    hand.sees("Bilan : rien n’est encore fermé");
    hand.sees("MARTINEAU Claire");
    hand.sees("06 12 34 56 78");
    hand.sees("Inscription annulée, pas de majoration.");
    assert!(hand.counter.store.read().closures_from(day("2026-11-20")).unwrap().is_empty());
    hand.later(300);
    hand.press(&[Key::F(9)]);
    hand.sees("Fermé. ");
    hand.sees("À prévenir");
    hand.press(&[Key::F(7)]);
    hand.sees("Liste imprimée.");
    let Some(Paper::Page(lines)) = hand.printed.last() else { panic!("{:?}", hand.printed) };
    let paper = lines.join("\n").replace('\u{a0}', " ");
    assert!(paper.starts_with("FERMETURE : grève\nCantine Jean-Moulin\n"), "{paper}");
    assert!(paper.contains("[ ] MARTINEAU Claire\n    06 12 34 56 78\n"), "{paper}");
    hand.press(&[Key::Esc, Key::F(8)]);
    hand.sees("fermé (grève), annulé sans frais");
    hand.press(&[Key::Esc]);
    hand.types("mar");
    hand.press(&[Key::F(5), Key::Char('2'), Key::Char('3')]);
    hand.sees("Fermé : grève");
    hand.press(&[Key::Char(' ')]);
    hand.sees("Fermé : grève");
    hand.verify();
}
