//! The calendar through its keys, the desk played by hand.

use crate::desk::refusal::Refusal;
use crate::desk::request::{DayChange, DaysWanted, Reply, Request, Subject};
use crate::desk::view::{AgentView, BookingReview, CalendarView, Span};
use crate::domain::people::Role;
use crate::ui::gestures::*;
use crate::ui::golden::words;
use crate::ui::key::Key;
use crate::ui::msg::Msg;
use crate::ui::samples::*;
use crate::ui::screen::Screen;

const SPACE: Key = Key::Char(' ');

/// The day under the cursor, as the screen says it.
fn cursor(hand: &Hand) -> u32 {
    let words = hand.words();
    let after = words.split('[').skip(3).find_map(|part| part.get(..2)?.trim().parse().ok());
    after.unwrap_or_else(|| panic!("{words}"))
}

fn booked_day(number: u128, text: &str, book: bool) -> DayChange {
    DayChange { child: id(41), activity: id(number), day: day(text), book }
}

fn asked_month(hand: &Hand) -> (Option<u128>, Option<u128>, String) {
    let Some((_, Request::TurnCalendar(wanted))) = hand.asked() else {
        panic!("{:?}", hand.asked())
    };
    let DaysWanted { family, child, activity, span, day } = wanted;
    assert_eq!((family, span), (id(11), Span::Month));
    (child.map(|id| id.0.as_u128()), activity.map(|id| id.0.as_u128()), day.to_string())
}

#[test]
fn a_day_is_added_in_nine_keys() {
    let mut hand = Hand::signed_in();
    hand.text("mar");
    hand.answer(found("mar", rows()));
    hand.key(Key::F(5));
    hand.answer(month("01/11/2026"));
    hand.text("30 ");
    hand.key(Key::F(9));
    let changes = vec![booked_day(51, "30/11/2026", true)];
    let asked = Request::ReviewBookings { family: id(11), changes };
    assert_eq!(hand.asked().unwrap().1, asked);
    hand.answer(Reply::Review(Box::new(review())));
    hand.key(Key::Enter);
    let confirmed = Request::ConfirmBookings { family: id(11), review: review() };
    assert_eq!(hand.asked().unwrap().1, confirmed);
    hand.answer(booked(&review(), Vec::new()));
    assert!(hand.words().contains("● Enregistré\u{a0}: 1\u{a0}ajout, 0\u{a0}retrait, +\u{a0}3,90"));
    assert_eq!(asked_month(&hand), (Some(41), Some(51), "2026-11-30".into()));
    hand.answer(month("01/11/2026"));
    assert!(hand.words().contains("Rien à valider.") && cursor(&hand) == 30);
}

#[test]
fn a_day_is_given_back_in_nine_keys() {
    let mut hand = at_calendar();
    hand.text("27 ");
    assert!(hand.words().contains("1\u{a0}retrait\u{a0}: ven 27/11 Cantine Jean-Moulin"));
    assert!(hand.words().contains("Total  -\u{a0}3,90\u{a0}€"));
    hand.key(Key::F(9));
    let changes = vec![booked_day(51, "27/11/2026", false)];
    assert_eq!(hand.asked().unwrap().1, Request::ReviewBookings { family: id(11), changes });
}

#[test]
fn digits_append_while_they_form_a_day_of_the_month() {
    for (typed, reached) in [
        ("3", 3),
        ("30", 30),
        ("305", 5),
        ("31", 1),
        ("0", 20),
        ("07", 7),
        ("112", 2),
        ("\"à", 30),
        ("é-", 26),
    ] {
        let mut hand = at_calendar();
        hand.text(typed);
        assert_eq!(cursor(&hand), reached, "{typed}");
    }
    let mut hand = at_calendar();
    hand.text("1");
    hand.keys(&[Key::Left, Key::Right]);
    hand.text("2");
    hand.answer(month("01/11/2026"));
    assert_ne!(cursor(&hand), 12, "another key starts the number anew");
}

#[test]
fn the_cursor_moves_by_day_week_and_to_the_open_edges() {
    for (key, reached) in [
        (Key::Left, 19),
        (Key::Right, 21),
        (Key::Up, 13),
        (Key::Down, 27),
        (Key::Home, 2),
        (Key::End, 30),
    ] {
        let mut hand = at_calendar();
        hand.key(key);
        assert_eq!(cursor(&hand), reached, "{key:?}");
    }
}

#[test]
fn another_month_is_asked_for_and_keeps_the_day() {
    for (keys, asked) in [
        (vec![Key::Down, Key::Down], "2026-12-04"),
        (vec![Key::PageDown], "2026-12-20"),
        (vec![Key::PageUp], "2026-10-20"),
        (vec![Key::Char('1'), Key::Left], "2026-10-31"),
    ] {
        let mut hand = at_calendar();
        hand.keys(&keys);
        assert_eq!(asked_month(&hand), (Some(41), Some(51), asked.into()));
    }
    let mut hand = at_calendar();
    hand.key(Key::PageDown);
    hand.text("3");
    hand.answer(month("01/12/2026"));
    assert!(hand.words().contains("Décembre 2026"));
    assert_eq!(cursor(&hand), 3, "a key typed meanwhile waits for its month");
    hand.text("j");
    assert_eq!(asked_month(&hand).2, "2026-11-20");
}

#[test]
fn the_cursor_begins_on_the_day_that_was_asked_for() {
    let mut hand = Hand::searched();
    hand.key(Key::F(5));
    let view = CalendarView { day: day("03/12/2026"), ..calendar("01/12/2026") };
    hand.answer(Reply::Calendar(Box::new(view)));
    assert_eq!(cursor(&hand), 3);
}

#[test]
fn a_month_that_is_refused_changes_nothing() {
    let mut hand = at_calendar();
    hand.key(Key::PageDown);
    hand.text("3");
    hand.answer(Reply::Refused(Refusal::Unknown { what: "Cette famille" }));
    assert!(hand.words().contains("Novembre 2026"));
    assert!(hand.words().contains("× Cette famille n’existe pas ou plus."));
    assert_eq!(cursor(&hand), 20);
}

#[test]
fn a_month_that_is_given_up_is_dropped_when_it_comes() {
    let mut hand = at_calendar();
    hand.keys(&[Key::PageDown, Key::Esc]);
    hand.answer(month("01/12/2026"));
    assert!(hand.words().contains("Novembre 2026"));
}

#[test]
fn activities_and_children_go_round() {
    for (key, asked) in [
        (Key::Tab, (Some(41), Some(52))),
        (Key::BackTab, (Some(41), Some(53))),
        (Key::Char('e'), (Some(42), Some(51))),
        (Key::Char('E'), (Some(42), Some(51))),
    ] {
        let mut hand = at_calendar();
        hand.key(key);
        let (child, activity, month) = asked_month(&hand);
        assert_eq!(((child, activity), month.as_str()), (asked, "2026-11-20"), "{key:?}");
    }
}

#[test]
fn changes_survive_the_month_the_activity_and_the_child() {
    let mut hand = toggled();
    for key in [Key::PageDown, Key::Tab, Key::Char('e')] {
        hand.key(key);
        let month = if key == Key::PageDown { "01/12/2026" } else { "01/11/2026" };
        let mut view = calendar(month);
        view.activity = Some(id(52));
        view.rows[0].activity = id(52);
        hand.answer(Reply::Calendar(Box::new(view)));
        assert!(hand.words().contains("1\u{a0}ajout\u{a0}: lun 30/11 Cantine Jean-Moulin"));
        assert!(!hand.words().contains("30 +*"), "another activity's day is not toggled");
    }
    hand.text("30 ");
    assert!(hand.words().contains("2\u{a0}ajouts, 0\u{a0}retrait"));
    hand.key(Key::F(9));
    let changes = vec![booked_day(51, "30/11/2026", true), booked_day(52, "30/11/2026", true)];
    assert_eq!(hand.asked().unwrap().1, Request::ReviewBookings { family: id(11), changes });
}

#[test]
fn toggling_twice_ctrl_z_and_suppr_take_changes_back() {
    let mut hand = toggled();
    hand.text(" ");
    assert!(hand.words().contains("1\u{a0}ajout, 1\u{a0}retrait"));
    assert!(hand.words().contains("27 ●*") && hand.words().contains("retrait"));
    hand.key(Key::Ctrl('z'));
    assert!(hand.words().contains("1\u{a0}ajout\u{a0}:"));
    hand.key(Key::Ctrl('y'));
    assert!(hand.words().contains("1\u{a0}ajout, 1\u{a0}retrait"));
    hand.key(Key::Ctrl('y'));
    assert!(hand.words().contains("× Impossible\u{a0}: aucun changement à refaire."));
    hand.keys(&[Key::Ctrl('z'), Key::Char('3'), Key::Char('0'), SPACE]);
    assert!(hand.words().contains("Rien à valider."));
    hand.key(Key::Ctrl('z'));
    assert!(hand.words().contains("1\u{a0}ajout\u{a0}:"), "what was untoggled comes back");
    hand.key(Key::Ctrl('z'));
    assert!(hand.words().contains("Rien à valider."));
    hand.key(Key::Ctrl('z'));
    assert!(hand.words().contains("× Impossible\u{a0}: aucun changement à annuler."));
    hand.text("30 27 ");
    hand.key(Key::Delete);
    assert!(hand.words().contains("Rien à valider."));
    hand.key(Key::Ctrl('z'));
    assert!(hand.words().contains("1\u{a0}ajout, 1\u{a0}retrait"), "Suppr is one gesture");
}

#[test]
fn a_day_that_cannot_change_says_why() {
    let mut hand = at_calendar();
    hand.text("11 ");
    assert!(hand.words().contains("× Fermé\u{a0}: jour férié (Armistice de 1918)."));
    assert!(hand.words().contains("Rien à valider."));
    hand.text("i");
    let Some((_, Request::Explain(of))) = hand.asked() else { panic!("asked why") };
    assert_eq!(of, Subject::Day(id(11), id(41), id(51), day("11/11/2026")));
    hand.answer(Reply::Explained(Box::new(why_day())));
    assert!(hand.words().contains("Pourquoi\u{a0}? Léo, Cantine Jean-Moulin, lundi 30 novembre"));
    hand.key(Key::Esc);
    assert!(!hand.words().contains("Pourquoi\u{a0}?"));
}

#[test]
fn nothing_is_reviewed_without_a_change() {
    let mut hand = at_calendar();
    hand.requests();
    hand.key(Key::F(9));
    assert!(hand.words().contains("× Impossible\u{a0}: aucun jour coché."));
    assert_eq!(hand.requests(), []);
}

#[test]
fn leaving_with_changes_is_a_question() {
    let mut hand = toggled();
    hand.key(Key::Esc);
    assert!(hand.words().contains("Abandonner 1\u{a0}changement\u{a0}?"));
    hand.keys(&[Key::Enter, SPACE, Key::Esc]);
    assert!(hand.words().contains("À VALIDER  1\u{a0}ajout"));
    hand.key(Key::F(3));
    assert!(hand.words().contains("× Impossible\u{a0}: des jours attendent F9 ou Échap"));
    hand.key(Key::Esc);
    hand.text("o");
    assert!(matches!(hand.app.trail.top, Screen::Home(_)));
    let mut clean = at_calendar();
    clean.key(Key::Esc);
    assert!(matches!(clean.app.trail.top, Screen::Home(_)));
}

#[test]
fn a_situation_that_changed_is_reviewed_again() {
    let mut hand = toggled();
    hand.key(Key::F(9));
    hand.answer(Reply::Review(Box::new(review())));
    hand.keys(&[Key::Enter, Key::Enter]);
    hand.answer(Reply::Review(Box::new(review())));
    assert!(hand.words().contains("rien n’a été écrit. Voici le nouveau bilan."));
    let confirmations = hand.requests().into_iter();
    let confirmations = confirmations.filter(|one| matches!(one, Request::ConfirmBookings { .. }));
    assert_eq!(confirmations.count(), 1, "the second Entrée was meant for the first review");
    hand.key(Key::Enter);
    hand.answer(Reply::Review(Box::new(lost_review())));
    hand.key(Key::Enter);
    assert!(hand.words().contains("× Impossible\u{a0}: rien à enregistrer."));
    hand.key(Key::Esc);
    assert!(hand.words().contains("À VALIDER  1\u{a0}ajout"));
    assert_eq!(asked_month(&hand).2, "2026-11-27", "the month in sight said otherwise");
}

/// A month that was opened at a time, its first day with a deadline at 11:00. After so long the
/// first key only keeps the seat.
fn opened_at(time: &str) -> Hand {
    let mut hand = Hand::searched();
    hand.app.now = moment(time);
    hand.keys(&[Key::Ctrl('l'), Key::F(5)]);
    let mut view = calendar("01/11/2026");
    view.rows[0].days[0].deadline = "2026-11-20T11:00:00".parse().ok();
    hand.answer(Reply::Calendar(Box::new(view)));
    hand.requests();
    hand
}

#[test]
fn a_month_that_says_what_no_longer_holds_is_asked_for_again() {
    for (opened, at, asked) in [
        ("2026-11-20T10:59", "2026-11-20T11:00", false),
        ("2026-11-20T10:59", "2026-11-20T11:01", true),
        ("2026-11-20T11:00", "2026-11-20T11:01", true),
        ("2026-11-20T11:01", "2026-11-20T11:02", false),
        ("2026-11-20T23:58", "2026-11-20T23:59", false),
        ("2026-11-20T23:59", "2026-11-21T00:00", true),
    ] {
        let mut hand = opened_at(opened);
        hand.send(Msg::Clock(moment(at)));
        assert_eq!(hand.requests().len(), usize::from(asked), "{at}");
    }
}

#[test]
fn a_review_stays_as_it_is_at_midnight_and_the_month_below_comes_anew() {
    let mut hand = opened_at("2026-11-20T23:59");
    hand.text("30 ");
    hand.key(Key::F(9));
    hand.answer(Reply::Review(Box::new(review())));
    hand.requests();
    hand.send(Msg::Clock(moment("2026-11-21T00:00")));
    assert_eq!(hand.requests(), []);
    hand.key(Key::Esc);
    assert_eq!(asked_month(&hand).2, "2026-11-30");
    hand.answer(month("01/11/2026"));
    assert!(hand.words().contains("À VALIDER  1\u{a0}ajout"));
}

#[test]
fn a_deadline_is_not_cut_off_on_the_smallest_screen() {
    let mut view = calendar("01/11/2026");
    let late = "Délai dépassé\u{a0}: cantine à réserver 5 jours ouvrés avant (au plus tard ven \
                13/11 à minuit).";
    for answer in &mut view.rows[0].days {
        answer.reasons = vec![late.to_owned()];
    }
    let mut hand = Hand::searched();
    hand.key(Key::F(5));
    hand.answer(Reply::Calendar(Box::new(view)));
    let screen = words(&hand.app, 80, 24);
    assert!(screen.contains("┌─ ven 20/11 ") && screen.contains("minuit)."), "{screen}");
    let mut refused = lost_review();
    refused.refused[0].reason = late.to_owned();
    hand.text("30 ");
    hand.key(Key::F(9));
    hand.answer(Reply::Review(Box::new(refused)));
    assert!(words(&hand.app, 80, 24).contains("minuit)."));
}

#[test]
fn a_long_review_scrolls_and_a_refused_day_stops_the_keys_typed_ahead() {
    let mut hand = toggled();
    hand.keys(&[Key::F(9), Key::Enter]);
    let mut long = review();
    for number in 1..=30 {
        let mut line = long.added[0].clone();
        line.child = format!("Enfant {number}");
        long.added.push(line);
    }
    long.refused = lost_review().refused;
    hand.answer(Reply::Review(Box::new(long)));
    assert!(matches!(hand.asked().unwrap().1, Request::ReviewBookings { .. }));
    assert!(hand.words().contains("31\u{a0}ajouts, 0\u{a0}retrait, 1\u{a0}refus"));
    assert!(!hand.words().contains("Enfant 30"));
    hand.keys(&[Key::PageDown, Key::PageDown, Key::Down]);
    assert!(hand.words().contains("Enfant 30"));
    hand.key(Key::PageUp);
    assert!(!hand.words().contains("Enfant 30"));
}

#[test]
fn a_booking_under_way_is_waited_for() {
    let mut hand = toggled();
    hand.key(Key::F(9));
    hand.answer(Reply::Review(Box::new(review())));
    hand.keys(&[Key::Enter, Key::Esc]);
    assert!(hand.words().contains("Enregistrement en cours…"));
    hand.answer(booked(&review(), Vec::new()));
    assert!(hand.words().contains("● Enregistré"));
}

#[test]
fn a_booking_written_behind_the_lock_is_no_change_any_more() {
    let mut hand = toggled();
    hand.key(Key::F(9));
    hand.answer(Reply::Review(Box::new(review())));
    hand.key(Key::Enter);
    let (ticket, _) = hand.asked().unwrap();
    hand.key(Key::Char('²'));
    hand.send(Msg::Reply(ticket, booked(&review(), Vec::new())));
    hand.text("guichet");
    hand.key(Key::Enter);
    hand.answer(Reply::SignedIn(leroy()));
    assert_eq!(asked_month(&hand).2, "2026-11-27");
    hand.answer(month("01/11/2026"));
    assert!(hand.words().contains("Rien à valider."));
}

#[test]
fn whoever_only_reads_toggles_nothing() {
    let mut hand = Hand::signed_out(house());
    hand.sign_in(AgentView { role: Role::Control, ..leroy() });
    hand.text("mar");
    hand.answer(found("mar", rows()));
    hand.key(Key::F(5));
    hand.answer(month("01/11/2026"));
    hand.text("30 ");
    assert!(hand.words().contains("× Impossible\u{a0}: le rôle contrôle lit sans écrire."));
    assert!(hand.words().contains("Rien à valider."));
}

#[test]
fn without_an_activity_only_the_ways_out_are_open() {
    let name = "calendar-empty";
    let app = every_gesture().into_iter().find(|(one, _)| *one == name).unwrap().1;
    let mut hand = Hand::on(app);
    for key in [SPACE, Key::Char('i'), Key::Down, Key::End, Key::Char('3')] {
        hand.key(key);
        assert!(hand.words().contains("× Impossible\u{a0}: aucune activité"), "{key:?}");
    }
    hand.key(Key::Tab);
    assert!(hand.words().contains("× Impossible\u{a0}: pas d’autre activité."));
    assert_eq!(hand.requests(), []);
}

#[test]
fn ctrl_z_takes_back_what_was_just_written() {
    let mut hand = at_written();
    hand.key(Key::Ctrl('z'));
    let undo = Request::UndoBookings { family: id(11), entry: id(95) };
    assert_eq!(hand.asked().unwrap().1, undo);
    hand.key(Key::Esc);
    assert!(hand.words().contains("Enregistrement en cours…"));
    let review = BookingReview { refused: Vec::new(), ..undo_review() };
    hand.answer(booked(&review, Vec::new()));
    assert!(hand.words().contains("● Réservations annulées\u{a0}: 0\u{a0}ajout, 1\u{a0}retrait"));
    hand.answer(month("01/11/2026"));
    hand.key(Key::Ctrl('z'));
    assert!(hand.words().contains("× Impossible\u{a0}: aucun changement à annuler."));
}

#[test]
fn one_ctrl_z_too_many_undoes_nothing_that_is_written() {
    let mut hand = at_written();
    hand.requests();
    hand.text("30 ");
    hand.keys(&[Key::Ctrl('z'), Key::Ctrl('z')]);
    assert_eq!(hand.requests(), []);
    assert!(hand.words().contains("× Impossible\u{a0}: aucun changement à annuler."));
}

#[test]
fn days_that_cannot_be_undone_are_named_before_the_rest_is() {
    let mut hand = at_written();
    hand.keys(&[Key::Ctrl('z'), Key::Enter]);
    hand.answer(Reply::Review(Box::new(undo_review())));
    assert!(
        hand.words().contains("▲ Certains jours ne s’annulent plus\u{a0}: rien n’a été écrit.")
    );
    assert!(hand.words().contains("Délai dépassé depuis"));
    assert!(matches!(hand.asked().unwrap().1, Request::UndoBookings { .. }), "not typed ahead");
    hand.key(Key::Enter);
    let confirmed = Request::ConfirmBookings { family: id(11), review: undo_review() };
    assert_eq!(hand.asked().unwrap().1, confirmed);
}

#[test]
fn what_another_program_wrote_is_seen_unless_something_lies_over_the_month() {
    let mut hand = at_calendar();
    hand.text("30 ");
    hand.send(Msg::Changed);
    assert_eq!(asked_month(&hand), (Some(41), Some(51), "2026-11-30".into()));
    hand.answer(month("01/11/2026"));
    assert!(cursor(&hand) == 30 && hand.words().contains("30 +*"), "{}", hand.words());
    hand.text("i");
    let asked = hand.asked();
    hand.send(Msg::Changed);
    assert_eq!(hand.asked(), asked, "the reasons stay under the eyes");
}

#[test]
fn a_type_shows_its_activities_only_and_the_first_that_is_not_in_sight_is_asked_for() {
    let mut hand = Hand::searched();
    hand.key(Key::F(5));
    hand.answer(Reply::Calendar(Box::new(sorted_calendar())));
    assert!(hand.words().contains("[Cantine Jean-Moulin · occasionnelle] Périsoir Mercredi"));
    hand.text("t");
    let words = hand.words();
    assert!(words.contains("PERI [Cantine Jean-Moulin · occasionnelle] Périsoir"), "{words}");
    assert!(!words.contains("Mercredi"), "{words}");
    hand.effects.clear();
    hand.text("t");
    let Some((_, Request::TurnCalendar(DaysWanted { activity, .. }))) = hand.asked() else {
        panic!("asked")
    };
    assert_eq!(activity, Some(id(53)), "the first of EXTRA");
    let view = CalendarView { activity: Some(id(53)), ..sorted_calendar() };
    hand.answer(Reply::Calendar(Box::new(view)));
    assert!(hand.words().contains("EXTRA [Mercredi · occasionnelle]"), "{}", hand.words());
    hand.key(Key::Tab);
    assert!(hand.words().contains("pas d’autre activité"));
    hand.text("t");
    assert!(hand.words().contains("Activité"), "all of them again");
    let mut plain = at_calendar();
    plain.text("t");
    assert!(plain.words().contains("la commune n’a pas de types d’activités"));
}
