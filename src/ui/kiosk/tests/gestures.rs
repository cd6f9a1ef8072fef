//! Whole gestures of a family, from the welcome page to what it came for.

use super::*;
use crate::desk::request::kiosk::KioskDays;
use crate::domain::password::Unmet;
use crate::domain::secret::Secret;
use crate::ui::gestures;
use crate::ui::golden;
use crate::ui::kiosk::timing::{COUNTED_MS, IDLE_MS};
use crate::ui::samples::{at, day, id, now};
use chrono_tz::Europe::Paris;

fn shows(hand: &Hand, words: &str) {
    let shown = hand.words().replace('\u{a0}', " ");
    assert!(shown.contains(words), "{words} is not in:\n{shown}");
}

fn lacks(hand: &Hand, words: &str) {
    assert!(!hand.words().contains(words), "{words} is in:\n{}", hand.words());
}

#[test]
fn a_wrong_password_says_nothing_of_the_account() {
    let mut hand = Hand::typed();
    let secret = Secret::new("Canari-1".into());
    let asked = KioskRequest::SignIn { login: "EVR04217".into(), secret };
    assert_eq!(hand.asked(), Some(&asked));
    hand.answer(KioskReply::Refused(KioskRefusal::Wrong));
    shows(&hand, "Identifiant ou mot de passe incorrect.");
    lacks(&hand, "EVR04217");
    hand.key(Key::Char('1'));
    hand.line("nobody@example.org");
    hand.line("x");
    hand.answer(KioskReply::Refused(KioskRefusal::Wrong));
    shows(&hand, "Identifiant ou mot de passe incorrect.");
    hand.key(Key::Char('1'));
    hand.line("EVR04217");
    hand.line("x");
    hand.answer(KioskReply::Refused(KioskRefusal::WrongAgain));
    shows(&hand, "incorrect. Adressez-vous à l’accueil.");
    let until = Moment::from_local(at("2026-11-20T10:47"), Paris);
    hand.key(Key::Char('1'));
    hand.line("EVR04217");
    hand.line("x");
    hand.answer(KioskReply::Refused(KioskRefusal::Paused(until)));
    shows(&hand, "La borne rouvre à 10:47.");
    hand.wait(240_000);
    shows(&hand, "La borne rouvre à 10:47.");
    hand.wait(60_000);
    shows(&hand, "Bonjour.");
}

#[test]
fn a_family_comes_in_step_by_step() {
    let mut hand = Hand::stepped(KioskStep::Choose);
    for (typed, missing) in [
        ("c", "· 8 à 15 caractères"),
        ("anari", "● une lettre minuscule"),
        ("&", "× le caractère & n’est pas accepté"),
    ] {
        hand.text(typed);
        shows(&hand, missing);
    }
    hand.key(Key::Enter);
    shows(&hand, "ne convient pas encore");
    shows(&hand, "•••••••");
    hand.key(Key::Ctrl('u'));
    hand.text("Canari-12");
    for met in ["● 8 à 15", "● une lettre maj", "● un chiffre", "● un caractère parmi"] {
        shows(&hand, met);
    }
    hand.key(Key::Enter);
    hand.line("Canari-21");
    shows(&hand, "Les deux mots de passe sont différents.");
    hand.line("Canari-12");
    hand.line("Canari-12");
    let chosen = KioskRequest::ChoosePassword(Secret::new("Canari-12".into()));
    assert_eq!(hand.asked(), Some(&chosen));
    let terms = KioskStep::Accept { place: "à l’accueil".into(), version: "2026".into() };
    hand.answer(KioskReply::Step(terms));
    hand.key(Key::Enter);
    assert_eq!(hand.asked(), Some(&KioskRequest::AcceptTerms));
    let household = crate::ui::samples::household::statement().household;
    hand.answer(KioskReply::Step(KioskStep::Verify(Box::new(household))));
    lacks(&hand, "MARTINEAU");
    shows(&hand, "Léo · né(e) le 3 mars 2019");
    hand.key(Key::Char('&'));
    assert_eq!(hand.asked(), Some(&KioskRequest::ConfirmHousehold), "1 without Maj");
    hand.answer(KioskReply::Step(KioskStep::Open(Box::new(family()))));
    shows(&hand, "Pour quel enfant ?");
}

#[test]
fn a_password_that_the_desk_refuses_is_chosen_again() {
    for (same, words) in [(true, "C’est l’ancien mot de passe"), (false, "ne convient pas")] {
        let mut hand = Hand::stepped(KioskStep::Renew);
        hand.line("Canari-12");
        hand.line("Canari-12");
        let rules = if same { Vec::new() } else { vec![Unmet::TooShort(12)] };
        hand.answer(KioskReply::Unmet(UnmetRules { rules, same }));
        shows(&hand, words);
        shows(&hand, "Votre mot de passe est trop ancien");
    }
}

#[test]
fn a_day_is_booked_from_orange_to_blue() {
    let mut hand = Hand::chosen();
    shows(&hand, "30 +*");
    shows(&hand, "1 jour à valider, + 3,90 €.");
    hand.key(Key::Enter);
    let asked = hand.asked().cloned();
    let Some(KioskRequest::ReviewDays(changes)) = asked else { panic!("{asked:?}") };
    assert_eq!(changes, [gestures::review().added[0].change]);
    hand.answer(KioskReply::Review(Box::new(gestures::review())));
    shows(&hand, "lundi 30 novembre · Léo · Cantine Jean-Moulin");
    shows(&hand, "Rien n’est payé ici.");
    hand.key(Key::Char('1'));
    let confirmed = KioskRequest::ConfirmDays(Box::new(gestures::review()));
    assert_eq!(hand.asked(), Some(&confirmed));
    hand.answer(KioskReply::Review(Box::new(review())));
    shows(&hand, "La situation a changé : rien n’est écrit.");
    shows(&hand, "3e sur la liste");
    shows(&hand, "dont 1,95 € parce que le délai est passé");
    hand.key(Key::Enter);
    hand.answer(KioskReply::Booked(Box::new(review())));
    shows(&hand, "C’est enregistré");
    hand.key(Key::Enter);
    let month = KioskDays { child: Some(id(41)), activity: Some(id(51)), month: day("30/11/2026") };
    assert_eq!(hand.asked(), Some(&KioskRequest::OpenDays(month)));
    hand.answer(days());
    shows(&hand, "Novembre 2026");
    lacks(&hand, "+*");
}

#[test]
fn days_are_left_only_when_they_are_given_up() {
    let mut hand = Hand::chosen();
    hand.key(Key::Char('0'));
    shows(&hand, "Abandonner les jours choisis ?");
    hand.key(Key::Enter);
    shows(&hand, "30 +*");
    hand.key(Key::Char('0'));
    hand.key(Key::Char('2'));
    shows(&hand, "Que voulez-vous faire ?");
}

#[test]
fn a_day_that_stays_says_why_and_months_follow_the_cursor() {
    let mut hand = Hand::at_days();
    hand.key(Key::Enter);
    shows(&hand, "Aucun jour n’est choisi.");
    hand.key(Key::Char(' '));
    shows(&hand, "Inscrit, annulation impossible");
    let month = |hand: &Hand| match hand.asked() {
        Some(KioskRequest::OpenDays(days)) => days.month,
        other => panic!("{other:?}"),
    };
    hand.key(Key::PageDown);
    assert_eq!(month(&hand), day("20/12/2026"));
    let december = CalendarView { day: day("20/12/2026"), ..gestures::calendar("01/12/2026") };
    hand.answer(KioskReply::Days(Box::new(december)));
    shows(&hand, "Décembre 2026");
    hand.key(Key::Char('0'));
    shows(&hand, "Que voulez-vous faire ?");
}

#[test]
fn where_an_agent_makes_the_changes_the_kiosk_asks_for_one() {
    let mut hand = Hand { kiosk: page("days-read-only"), effects: Vec::new() };
    hand.key(Key::Char(' '));
    assert!(hand.kiosk.visit.said.is_none() && hand.effects.is_empty());
    hand.key(Key::Enter);
    hand.line("Léo viendra lundi 30 novembre");
    let asked = KioskRequest::AskChange {
        subject: ChangeSubject::Other,
        text: "Léo viendra lundi 30 novembre".into(),
    };
    assert_eq!(hand.asked(), Some(&asked));
    hand.answer(KioskReply::Asked);
    shows(&hand, "Votre demande est transmise.");
    hand.key(Key::Enter);
    shows(&hand, "Voir les jours réservés");
}

#[test]
fn a_change_of_data_is_asked_for_and_never_made() {
    let mut hand = Hand::at_menu();
    hand.text("31");
    hand.key(Key::Enter);
    shows(&hand, "Tapez d’abord votre réponse");
    hand.line("  3 rue des lilas ");
    let asked =
        KioskRequest::AskChange { subject: ChangeSubject::Address, text: "3 rue des lilas".into() };
    assert_eq!(hand.asked(), Some(&asked));
    let long = "mot ".repeat(100);
    let mut hand = Hand::at_menu();
    hand.text("31");
    hand.text(&long);
    let Page::Typing(Typing { entry: typing::Entry::Open(field), .. }) = &hand.kiosk.visit.page
    else {
        panic!()
    };
    assert_eq!(field.text().chars().count(), 240);
    assert!(hand.kiosk.drawn(&mut Buffer::empty(Rect::new(0, 0, 80, 24))).cursor.is_some());
}

#[test]
fn a_password_is_changed_by_the_old_one() {
    let mut hand = Hand::at_menu();
    hand.key(Key::Char('4'));
    for line in ["Canari-1", "Canari-12", "Canari-12"] {
        hand.line(line);
    }
    let secret = |text: &str| Secret::new(text.into());
    let asked =
        KioskRequest::ChangePassword { old: secret("Canari-1"), chosen: secret("Canari-12") };
    assert_eq!(hand.asked(), Some(&asked));
    hand.answer(KioskReply::Refused(KioskRefusal::Wrong));
    shows(&hand, "Tapez votre mot de passe actuel");
    shows(&hand, "incorrect");
    for line in ["Canari-1", "Canari-12", "Canari-12"] {
        hand.line(line);
    }
    hand.answer(KioskReply::PasswordChanged);
    shows(&hand, "Votre mot de passe est changé.");
    hand.key(Key::Enter);
    shows(&hand, "Que voulez-vous faire ?");
}

#[test]
fn help_is_asked_for_with_and_without_a_session() {
    let mut hand = Hand::new();
    hand.key(Key::Char('3'));
    assert_eq!(hand.asked(), Some(&KioskRequest::AskHelp));
    hand.answer(KioskReply::Asked);
    shows(&hand, "rez-de-jardin");
    hand.key(Key::Enter);
    shows(&hand, "Bonjour.");
    let mut hand = Hand::at_menu();
    hand.key(Key::Char('5'));
    hand.answer(KioskReply::Asked);
    hand.key(Key::Enter);
    shows(&hand, "47,35");
}

#[test]
fn a_household_that_is_not_right_shuts_the_door() {
    let household = crate::ui::samples::household::statement().household;
    let mut hand = Hand::stepped(KioskStep::Verify(Box::new(household)));
    hand.key(Key::Char('2'));
    assert_eq!(hand.asked(), Some(&KioskRequest::DoubtHousehold));
    hand.answer(KioskReply::Asked);
    shows(&hand, "Un agent la lira");
    hand.key(Key::Enter);
    assert_eq!(hand.asked(), Some(&KioskRequest::Leave));
    shows(&hand, "Bonjour.");
}

#[test]
fn what_is_in_sight_is_asked_for_again_when_it_changed() {
    let mut hand = Hand::chosen();
    hand.send(Msg::Changed);
    let month = KioskDays { child: Some(id(41)), activity: Some(id(51)), month: day("30/11/2026") };
    assert_eq!(hand.asked(), Some(&KioskRequest::OpenDays(month)));
    hand.answer(days());
    shows(&hand, "30 +*");
    let sheets: [(KioskSheet, KioskPage); 5] = [
        (bookings(), KioskPage::Bookings),
        (invoices(), KioskPage::Invoices),
        (receipts(), KioskPage::Receipts),
        (tariffs(), KioskPage::Tariffs),
        (documents(), KioskPage::Documents),
    ];
    for (sheet, page) in sheets {
        let mut hand = Hand::read(sheet);
        hand.send(Msg::Changed);
        assert_eq!(hand.asked(), Some(&KioskRequest::Consult(page)));
    }
    for name in ["welcome", "review", "login", "notice", "waits"] {
        let mut hand = Hand { kiosk: page(name), effects: Vec::new() };
        hand.send(Msg::Changed);
        assert_eq!(hand.effects, [], "{name}");
    }
}

#[test]
fn a_visit_ends_after_a_minute_and_any_key_keeps_it() {
    let mut hand = Hand::at_menu();
    hand.wait(IDLE_MS - COUNTED_MS - 1);
    lacks(&hand, "se ferme");
    hand.wait(1);
    shows(&hand, "se ferme dans 20 s");
    let before = hand.kiosk.visit.page.clone();
    hand.key(Key::Char('1'));
    assert_eq!(hand.kiosk.visit.page, before, "the key does nothing else");
    lacks(&hand, "se ferme");
    hand.wait(IDLE_MS - 1);
    shows(&hand, "se ferme dans 1 s");
    hand.wait(1);
    assert_eq!(hand.asked(), Some(&KioskRequest::Leave));
    shows(&hand, "Bonjour.");
}

#[test]
fn a_visit_lasts_ten_minutes_at_most() {
    let mut hand = Hand::at_menu();
    for _ in 0..18 {
        hand.wait(30_000);
        hand.key(Key::Down);
    }
    shows(&hand, "se ferme dans 60 s");
    hand.wait(30_000);
    hand.key(Key::Char('3'));
    shows(&hand, "Que faut-il changer ?");
    shows(&hand, "se ferme dans 30 s");
    hand.wait(29_999);
    hand.key(Key::Down);
    hand.wait(1);
    shows(&hand, "Bonjour.");
    assert_eq!(hand.asked(), Some(&KioskRequest::Leave));
}

#[test]
fn the_clock_is_asked_for_when_something_shows() {
    let mut hand = Hand::new();
    assert_eq!(hand.kiosk.wake(), now().later(60_000));
    hand.key(Key::Char('1'));
    assert_eq!(hand.kiosk.wake(), now().later(IDLE_MS - COUNTED_MS));
    hand.wait(IDLE_MS - COUNTED_MS);
    assert_eq!(hand.kiosk.wake(), hand.kiosk.now.later(1_000));
    hand.send(Msg::Clock(now().later(-5_000)));
    lacks(&hand, "se ferme");
}

#[test]
fn a_language_is_spoken_until_the_visit_ends() {
    let mut hand = Hand::new();
    hand.text("42");
    shows(&hand, "Welcome. What would you like to do?");
    hand.text("11");
    hand.line("EVR04217");
    hand.line("Canari-1");
    hand.answer(KioskReply::Refused(KioskRefusal::Rule(Refusal::SignedOut)));
    shows(&hand, "(in French) Identifiez-vous d’abord.");
    hand.key(Key::Esc);
    shows(&hand, "Bonjour.");
}

#[test]
fn large_text_is_one_key_where_nothing_is_typed() {
    for key in ['+', '='] {
        let mut hand = Hand::new();
        hand.key(Key::Char(key));
        shows(&hand, "███");
        hand.key(Key::Char(key));
        lacks(&hand, "███");
    }
    let mut hand = Hand::at_login();
    hand.text("+=*0?");
    shows(&hand, "+=*0?");
}

#[test]
fn keys_wait_for_no_answer_and_a_late_one_is_nobodys() {
    let mut hand = Hand::typed();
    shows(&hand, "Un instant…");
    hand.text("1234");
    let ticket = hand.kiosk.last;
    hand.send(Msg::Held(ticket, now().later(-6_000)));
    shows(&hand, "attend la base");
    hand.key(Key::Esc);
    hand.send(Msg::Reply(ticket, KioskReply::Step(KioskStep::Open(Box::new(family())))));
    shows(&hand, "Bonjour.");
    lacks(&hand, "Léo");
}

#[test]
fn what_breaks_erases_all_and_says_so() {
    let mut hand = Hand { kiosk: page("broken"), effects: Vec::new() };
    shows(&hand, "La borne est en panne.");
    assert!(hand.kiosk.visit.family.is_none());
    hand.key(Key::Enter);
    shows(&hand, "Bonjour.");
    let mut hand = Hand::at_menu();
    hand.key(Key::Char('1'));
    hand.key(Key::Char('1'));
    hand.answer(KioskReply::Refused(KioskRefusal::Over));
    shows(&hand, "La séance est terminée");
    lacks(&hand, "Léo");
}

#[test]
fn at_the_start_the_kiosk_asks_whether_it_is_open() {
    let mut hand = Hand::new();
    hand.send(Msg::Resized(100, 30));
    assert_eq!(hand.asked(), Some(&KioskRequest::Look));
    hand.answer(KioskReply::Standing { paused: None });
    shows(&hand, "Bonjour.");
    hand.send(Msg::Resized(80, 24));
    hand.answer(KioskReply::Standing { paused: Some(now().later(60_000)) });
    shows(&hand, "La borne rouvre à 10:43.");
}

#[test]
fn choices_and_days_are_buttons() {
    let click = |hand: &mut Hand, words: &str| {
        let shown = golden::words(&hand.kiosk, 100, 30);
        let row = shown.lines().position(|line| line.contains(words)).unwrap();
        let line = shown.lines().nth(row).unwrap();
        let column = line.split_once(words).map(|(before, _)| before.chars().count()).unwrap();
        let at = Position::new(u16::try_from(column).unwrap(), u16::try_from(row).unwrap());
        hand.send(Msg::Mouse(Gesture::Press, at));
        hand.send(Msg::Mouse(Gesture::Release, at));
    };
    let mut hand = Hand::new();
    hand.send(Msg::Resized(100, 30));
    hand.answer(KioskReply::Standing { paused: None });
    click(&mut hand, "gros texte");
    shows(&hand, "███");
    hand.wait(1_000);
    click(&mut hand, "gros texte");
    hand.wait(1_000);
    click(&mut hand, "Réserver ou annuler");
    shows(&hand, "Oui, je les tape");
    let mut hand = Hand::at_days();
    hand.send(Msg::Resized(100, 30));
    click(&mut hand, "30 +");
    shows(&hand, "30 +*");
    hand.wait(1_000);
    click(&mut hand, "Échap");
    shows(&hand, "Bonjour.");
}

#[test]
fn what_comes_in_one_piece_is_typed_in_a_field_and_nowhere_else() {
    let mut hand = Hand::new();
    hand.send(Msg::Paste("1".to_owned()));
    shows(&hand, "Bonjour. Que voulez-vous faire");
    for key in ['1', '1'] {
        hand.key(Key::Char(key));
    }
    hand.send(Msg::Paste("evr04217".to_owned()));
    shows(&hand, "evr04217");
}
