//! What waits for an agent: decided, taken back, told; and the same through the keys.

use guichet::desk::refusal::Refusal;
use guichet::desk::request::{AskedFor, DayChange, Reply, Request, Verdict};
use guichet::desk::view::{Nature, Task, TasksView};
use guichet::domain::people::{BookingState, DayState, RefusedFor, ToldBy};
use guichet::ui::key::Key;

use crate::booking::Desk;
use crate::keys::Hand;
use crate::support::{Town, ask, day, family, now};

const F8: Key = Key::F(8);

fn tasks(desk: &mut Desk) -> TasksView {
    match ask(&mut desk.counter, now(), Request::OpenTasks) {
        Reply::Tasks(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

fn requests(view: &TasksView) -> Vec<AskedFor> {
    let asked = view.lines.iter().filter_map(|line| match &line.task {
        Task::Request(asked) => Some(asked.clone()),
        _ => None,
    });
    asked.collect()
}

fn count(view: &TasksView, nature: Nature) -> usize {
    view.counts.iter().find(|(one, _)| *one == nature).unwrap().1
}

/// Léo asks too late for Monday's dance.
fn asked(town: &Town) -> (Desk, AskedFor) {
    let mut desk = Desk::new(town, "sle", "EVR04217");
    let danse = [desk.change("Léo DANSE 2026-11-23", true)];
    desk.book(now(), &danse);
    let view = tasks(&mut desk);
    assert_eq!(count(&view, Nature::Request), 1);
    let asked = requests(&view).remove(0);
    (desk, asked)
}

fn decide(desk: &mut Desk, asked: &AskedFor, verdict: Verdict) -> Reply {
    let requests = vec![asked.clone()];
    ask(&mut desk.counter, now(), Request::Decide { requests, verdict })
}

/// « Inscriptions soumise à validation par un agent de la collectivité »
#[test]
fn a_request_is_accepted_once_told_once_and_taken_back_before() {
    let town = Town::new();
    let (mut desk, asked) = asked(&town);
    let Reply::Decided { sentence, undo, view } = decide(&mut desk, &asked, Verdict::Accept) else {
        panic!("it fits")
    };
    assert!(sentence.replace('\u{a0}', " ").starts_with("Léo, Danse : accepté lun 23/11."));
    assert_eq!((count(&view, Nature::Request), count(&view, Nature::ToTell)), (0, 1));
    assert_eq!(desk.state("Léo DANSE 2026-11-23"), DayState::EnrolledLocked);
    let mut other = Desk::new(&town, "mdi", "EVR04217");
    let Reply::Refused(Refusal::Sentence(late)) = decide(&mut other, &asked, Verdict::Accept)
    else {
        panic!("decided twice")
    };
    assert!(late.starts_with("Déjà décidé par S. Leroy à 10:42"), "{late}");
    let reply = ask(&mut other.counter, now(), Request::UndoDecisions(undo.clone()));
    assert_eq!(reply, Reply::Refused(Refusal::NotUndoable), "somebody else's");
    let too_late = now().later(600_001);
    let reply = ask(&mut desk.counter, too_late, Request::UndoDecisions(undo.clone()));
    assert_eq!(reply, Reply::Refused(Refusal::NotUndoable));
    let reply = ask(&mut desk.counter, now().later(600_000), Request::UndoDecisions(undo));
    assert!(matches!(reply, Reply::Decided { .. }), "{reply:?}");
    assert_eq!(desk.state("Léo DANSE 2026-11-23"), DayState::ToValidate);

    let Reply::Decided { undo, .. } = decide(&mut desk, &asked, Verdict::Accept) else { panic!() };
    let told = Request::Told { of: undo[0], how: ToldBy::Phone };
    let Reply::Decided { sentence, view, .. } = ask(&mut desk.counter, now(), told.clone()) else {
        panic!("not told")
    };
    assert_eq!(sentence, "Famille prévenue par téléphone.");
    assert_eq!(count(&view, Nature::ToTell), 0);
    assert!(matches!(ask(&mut desk.counter, now(), told), Reply::Refused(_)), "told twice");
    let reply = ask(&mut desk.counter, now(), Request::UndoDecisions(undo));
    assert_eq!(reply, Reply::Refused(Refusal::NotUndoable), "the family knows already");
    town.holds();
}

#[test]
fn a_refused_day_is_free_again_and_says_so() {
    let town = Town::new();
    let (mut desk, asked) = asked(&town);
    let refuse = Verdict::Refuse(RefusedFor::Age);
    let Reply::Decided { sentence, .. } = decide(&mut desk, &asked, refuse) else { panic!() };
    assert!(sentence.contains("refusé lun 23/11 (âge de l’activité)"), "{sentence}");
    let change = desk.change("Léo DANSE 2026-11-23", true);
    let view = desk.calendar(change.child, change.activity, change.day);
    let answer = view.days().iter().find(|one| one.day == change.day).unwrap();
    assert_eq!((answer.state, answer.booked, answer.toggle), (DayState::ToValidate, false, true));
    assert!(answer.reasons.iter().any(|reason| reason.contains("a été refusée")), "{answer:?}");
    desk.book(now(), &[change]);
    let read = desk.counter.store.read();
    let written = read.bookings(change.child, change.day, change.day).unwrap();
    assert_eq!(written[0].state, BookingState::ToValidate, "it can be asked for again");
    town.holds();
}

/// UX §7: « Accept a pending request: `F8` `V` = 2 keys ».
#[test]
fn a_request_is_accepted_in_two_keys_taken_back_and_refused_with_a_motive() {
    let mut hand = Hand::at_the_counter();
    let read = hand.counter.store.read();
    let family = family(&hand.counter, "EVR04217");
    let children = read.children(family).unwrap();
    let child = children.iter().find(|one| one.given == "Léo").unwrap().id;
    let activities = read.activities().unwrap();
    let activity = activities.iter().find(|one| one.code == "DEMO-THEATRE").unwrap().id;
    let changes = vec![DayChange { child, activity, day: day("2026-11-23"), book: true }];
    let request = Request::ReviewBookings { family, changes };
    let Reply::Review(review) = ask(&mut hand.counter, now(), request) else { panic!() };
    let request = Request::ConfirmBookings { family, review: *review };
    let reply = ask(&mut hand.counter, now(), request);
    assert!(matches!(reply, Reply::Booked(_)), "{reply:?}");
    hand.keys = 0;
    hand.press(&[F8]);
    hand.sees("À traiter ·");
    hand.later(300);
    hand.press(&[Key::Char('v')]);
    assert_eq!(hand.keys, 2, "F8 V");
    hand.sees("accepté");
    hand.press(&[Key::Ctrl('z')]);
    hand.sees("Décision annulée");
    hand.later(300);
    hand.press(&[Key::Char('r')]);
    hand.sees("pour quel motif");
    hand.later(300);
    hand.press(&[Key::Char('1')]);
    hand.sees("refusé");
    hand.verify();
}
