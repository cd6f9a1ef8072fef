//! The screens through their keys: every screen at every size, every documented key pressed.

use std::collections::BTreeSet;

use ratatui::style::Color;

use super::app::{App, LOCK_AFTER_MS, WARN_AFTER_MS};
use super::display::Habits;
use super::front::Front;
use super::gestures;
use super::golden::{check, check_at, drawn, words};
use super::key::Key;
use super::keymap::find;
use super::msg::{Effect, Message, Msg, Ticket, Tone};
use super::samples::*;
use super::screen::Screen;
use super::theme::{Depth, Look, Skin, Theme};
use crate::desk::refusal::Refusal;
use crate::desk::request::{Reply, Request};
use crate::desk::view::HouseView;

#[test]
fn every_screen_is_drawn_as_it_was_when_it_was_right() {
    for (name, app) in every_screen() {
        check(name, &app);
    }
    check_at("too-small", &Hand::searched().app, 72, 20);
}

/// A few screens in the themes and depths that all the others are not drawn in.
#[test]
fn every_theme_is_drawn_as_it_was_when_it_was_right() {
    let screens = every_screen();
    for (skin, depth, names) in [
        (Skin::Light, Depth::True, ["home", "family", "calendar", "payment-cash"].as_slice()),
        (Skin::Contrast, Depth::True, &["home", "family", "calendar", "payment-cash"]),
        (Skin::Mono, Depth::True, &["home", "family", "calendar", "payment-cash"]),
        (Skin::Dark, Depth::Sixteen, &["home", "calendar"]),
        (Skin::Light, Depth::Sixteen, &["calendar"]),
    ] {
        for name in names {
            let mut app = screens.iter().find(|(known, _)| known == name).unwrap().1.clone();
            app.display.theme = Theme::new(Look { skin, depth });
            let palette = if depth == Depth::Sixteen { "-16" } else { "" };
            check(&format!("{name}-{}{palette}", skin.name()), &app);
        }
    }
}

#[test]
fn the_help_turns_the_theme_at_once_and_has_it_remembered() {
    let mut hand = Hand::searched();
    hand.key(Key::F(1));
    for skin in [Skin::Light, Skin::Contrast, Skin::Mono, Skin::Dark] {
        hand.effects.clear();
        hand.text("T");
        let habits = Habits { skin: Some(skin), mouse: true };
        assert_eq!(hand.effects, [Effect::Remember(habits)]);
        assert_eq!(hand.app.skin(), skin);
        assert!(hand.words().contains(&format!("Thème {}.", skin.name())));
    }
    hand.keys(&[Key::Esc, Key::Ctrl('p')]);
    hand.text("theme");
    hand.key(Key::Enter);
    assert_eq!(hand.app.skin(), Skin::Light);
}

#[test]
fn the_help_finds_a_key_by_what_it_does() {
    let mut hand = Hand::searched();
    hand.text("?");
    assert!(hand.words().contains("mar?"), "a question mark is text in the search");
    hand.keys(&[Key::Backspace, Key::F(1)]);
    hand.text("/verrou");
    let shown = hand.words();
    assert!(shown.contains("² ou F12") && shown.contains("Partout"), "{shown}");
    assert!(!shown.contains("Sur cet écran") && !shown.contains("commencer"), "{shown}");
    hand.text("zzz");
    assert!(hand.words().contains("Aucune touche de ce nom"));
    hand.key(Key::Esc);
    assert!(hand.words().contains("Sur cet écran"));
    hand.key(Key::Esc);
    assert!(hand.app.overlay.is_none());
}

#[test]
fn what_is_wrong_but_stops_nobody_is_read_whole_before_the_sign_in() {
    let sentence = "Base restaurée, plus ancienne que ce poste\u{a0}: quittances en série A2B.";
    let banner = Some(sentence.to_owned());
    let hand = Hand::signed_out(HouseView { banner, ..house() });
    for (columns, rows) in [(80, 24), (100, 30)] {
        let shown = words(&hand.app, columns, rows);
        let shown: Vec<&str> = shown.split_whitespace().collect();
        let told: Vec<&str> = sentence.split_whitespace().collect();
        assert!(shown.windows(told.len()).any(|window| window == told), "{shown:?}");
    }
}

#[test]
fn every_screen_can_be_drawn_at_every_size() {
    let steps = |last: u16| (0..12).map(move |step| 1 + step * (last - 1) / 11);
    let wide = (1..=200).flat_map(|columns| steps(60).map(move |rows| (columns, rows)));
    let high = (1..=60).flat_map(|rows| steps(200).map(move |columns| (columns, rows)));
    let sizes: BTreeSet<(u16, u16)> = wide.chain(high).collect();
    let sizes = &sizes;
    std::thread::scope(|threads| {
        for (name, app) in every_screen() {
            threads.spawn(move || draw_at_every_size(name, &app, sizes));
        }
    });
}

/// Draws a screen, each cell in colours of its own, the cursor inside if anywhere.
fn draw_at_every_size(name: &str, app: &App, sizes: &BTreeSet<(u16, u16)>) {
    for (columns, rows) in sizes {
        let (buffer, cursor) = drawn(app, *columns, *rows);
        let painted = |colour| colour != Color::Reset;
        let whole = buffer.content.iter().all(|cell| painted(cell.fg) && painted(cell.bg));
        assert!(whole, "{name} {columns}x{rows}");
        assert!(cursor.is_none_or(|at| at.x < *columns && at.y < *rows), "{name}");
    }
}

#[test]
fn every_glyph_is_in_the_console_fonts() {
    let safe = "─│┌┐└┘═•●■▲×+*#»«?·’…—€²↑↓←→°\u{a0}œŒ";
    for (name, app) in every_screen() {
        for c in words(&app, 100, 30).chars().filter(|c| !c.is_ascii()) {
            let latin = ('À'..='ÿ').contains(&c);
            assert!(latin || safe.contains(c), "{name}: {c}");
        }
    }
}

/// Whether a key does something here besides saying that it is impossible.
fn does_something(app: &App, key: Key) -> bool {
    let refused = find(&app.tables(), key).is_some_and(|b| app.refuses(b.action).is_some());
    let mut after = app.clone();
    let effects = after.update(Msg::Key(key));
    !refused && (!effects.is_empty() || after != *app)
}

#[test]
fn every_documented_key_does_something() {
    let screens: Vec<App> = every_screen().into_iter().map(|(_, app)| app).collect();
    for screen in &screens {
        for binding in screen.tables().into_iter().flatten() {
            for key in binding.keys {
                let mut alike = screens.iter().filter(|app| app.tables() == screen.tables());
                let found = alike.any(|app| does_something(app, *key));
                assert!(found, "{key:?} ({}) does nothing", binding.help);
            }
        }
    }
}

#[test]
fn no_two_rows_of_a_screen_share_a_key_and_none_needs_altgr() {
    for (name, app) in every_screen() {
        let mut seen = BTreeSet::new();
        for binding in app.tables().into_iter().flatten() {
            for key in binding.keys {
                assert!(seen.insert(format!("{key:?}")), "{name}: {key:?} twice");
                let reachable = match key {
                    Key::F(number) => (1..=9).contains(number) || *number == 12,
                    Key::Ctrl(letter) => "zylpuwc".contains(*letter),
                    Key::Char(c) => !"~#{[|`\\^@]}€¤¨".contains(*c),
                    _ => true,
                };
                assert!(reachable, "{name}: {key:?}");
            }
        }
    }
}

#[test]
fn the_lock_answers_from_every_screen_within_one_frame() {
    for (name, mut app) in every_screen() {
        if app.session.is_none() {
            continue;
        }
        let effects = app.update(Msg::Key(Key::Char('²')));
        assert!(matches!(effects.as_slice(), [Effect::Ask(_, Request::Lock)]), "{name}");
        let screen = words(&app, 100, 30);
        assert!(screen.contains("Poste verrouillé"), "{name}");
        for hidden in ["MARTINEAU", "EVR04217", "Léo", "06 12", "47,35", "mar"] {
            assert!(!screen.contains(hidden), "{name}: {hidden}");
        }
    }
}

#[test]
fn the_lock_and_escape_answer_in_a_window_that_is_too_small_and_no_other_key_does() {
    let mut hand = Hand::opened();
    hand.send(Msg::Resized(79, 24));
    let before = hand.app.clone();
    for key in [Key::F(6), Key::Enter, Key::Char('x')] {
        hand.key(key);
    }
    assert!(hand.app == before);
    hand.key(Key::Esc);
    assert!(matches!(hand.app.trail.top, Screen::Home(_)));
    hand.key(Key::F(12));
    assert!(hand.app.session.is_none());
}

#[test]
fn escape_never_quits() {
    for (name, mut app) in every_screen() {
        for _ in 0..5 {
            let effects = app.update(Msg::Key(Key::Esc));
            assert!(!effects.contains(&Effect::Quit), "{name}");
        }
    }
}

#[test]
fn up_in_the_empty_box_recalls_the_families_opened_last() {
    let mut hand = Hand::signed_in();
    hand.requests();
    hand.key(Key::Down);
    assert_eq!(hand.requests(), [], "only ↑ looks back");
    hand.key(Key::Up);
    assert_eq!(hand.asked().unwrap().1, Request::Recall);
    hand.key(Key::Down);
    hand.answer(found("", rows()));
    assert!(hand.words().contains("5\u{a0}dernières familles ouvertes"));
    assert!(hand.words().contains("> MARTIN Paul"), "{}", hand.words());
    hand.key(Key::Char('d'));
    let Some((_, Request::Find { text })) = hand.asked() else { panic!() };
    assert_eq!(text, "d", "typing begins a search as ever");
    hand.answer(found("d", rows()));
    hand.keys(&[Key::Esc, Key::Up]);
    hand.answer(found("", Vec::new()));
    assert!(hand.words().contains("Vous n’avez encore ouvert aucune famille."));
}

#[test]
fn a_stale_answer_is_dropped() {
    let mut hand = Hand::signed_in();
    hand.text("ma");
    let (stale, _) = hand.asked().unwrap();
    hand.text("r");
    hand.send(Msg::Reply(stale, found("ma", rows().split_off(1))));
    assert!(!hand.words().contains("MARTIN "));
    hand.answer(found("mar", rows()));
    assert!(hand.words().contains("5\u{a0}familles sur\u{a0}2\u{a0}314"));
    hand.send(Msg::Reply(Ticket(9_999), found("x", Vec::new())));
    assert!(hand.words().contains("MARTINEAU Claire"));
}

#[test]
fn a_letter_is_in_sight_before_its_search() {
    let mut hand = Hand::signed_in();
    hand.text("m");
    let Some((_, Request::Find { text })) = hand.asked() else { panic!() };
    assert_eq!(text, "m");
    let screen = hand.words();
    assert!(screen.contains("│ m  ") && screen.contains("recherche…"));
}

#[test]
fn an_act_during_a_search_waits_for_its_first_row() {
    let opened = |key: Key| {
        let mut hand = Hand::searched();
        hand.text("t");
        hand.key(key);
        let Some((_, Request::Find { .. })) = hand.asked() else { panic!("{key:?}") };
        hand.answer(found("mart", rows().split_off(1)));
        hand.asked().unwrap().1
    };
    assert_eq!(opened(Key::Enter), Request::OpenFamily(id(12)));
    assert_eq!(opened(Key::F(4)), Request::OpenPayment(id(12)));
    assert_eq!(opened(Key::F(6)), Request::OpenAccess(id(12)));
    let Request::OpenCalendar { family, month, .. } = opened(Key::F(5)) else { panic!() };
    assert_eq!((family, month), (id(12), day("20/11/2026")));
}

#[test]
fn an_act_that_waited_for_nothing_is_forgotten_with_the_keys_behind_it() {
    let mut hand = Hand::searched();
    hand.text("z");
    hand.key(Key::F(6));
    hand.text("c");
    hand.answer(found("marz", Vec::new()));
    assert!(hand.words().contains("Aucune famille pour «\u{a0}marz\u{a0}»."));
    assert!(hand.words().contains("× Impossible\u{a0}: aucune famille choisie."));
    assert!(!hand.words().contains("marzc"));
}

#[test]
fn a_refused_act_says_why_and_forgets_the_keys_typed_ahead() {
    let mut hand = Hand::searched();
    hand.key(Key::F(6));
    hand.text("c");
    assert!(!hand.words().contains("marc"));
    hand.answer(Reply::Refused(Refusal::Unknown { what: "Cette famille" }));
    assert!(hand.words().contains("× Cette famille n’existe pas ou plus."));
    hand.text("i");
    assert!(hand.words().contains("│ mari "));
}

#[test]
fn a_key_typed_ahead_fills_a_screen_but_never_confirms_it() {
    let early = "rien n’est enregistré. Vérifiez, puis recommencez.";
    let ahead = |open: Key, typed: &str, last: Key, reply: Reply| {
        let mut hand = Hand::searched();
        hand.key(open);
        hand.text(typed);
        hand.keys(&[last, last]);
        hand.effects.retain(|effect| matches!(effect, Effect::Ask(..)));
        hand.answer(reply);
        hand
    };
    let payment = Reply::Payment(Box::new(gestures::payment()));
    let mut hand = ahead(Key::F(4), "50", Key::Enter, payment.clone());
    assert!(hand.words().contains(early) && hand.words().contains("À RENDRE"), "{}", hand.words());
    assert!(hand.words().contains("50"), "what was typed ahead is in its field");
    let writes = |request: &Request| matches!(request, Request::TakePayment(_));
    assert!(!hand.requests().iter().any(writes));
    hand.key(Key::Enter);
    assert!(hand.requests().iter().any(writes), "once it is in sight, Entrée records it");
    let mut hand = ahead(Key::F(4), "c", Key::Char('o'), payment);
    assert!(hand.words().contains(early) && !hand.requests().iter().any(writes));
    let access = Reply::Access(Box::new(gestures::access()));
    let mut hand = ahead(Key::F(6), "d", Key::Char('c'), access);
    let unblocks = |request: &Request| matches!(request, Request::Unblock(_));
    assert!(hand.words().contains(early) && !hand.requests().iter().any(unblocks));
    let mut hand = gestures::toggled();
    hand.keys(&[Key::F(9), Key::Enter]);
    hand.answer(Reply::Review(Box::new(gestures::review())));
    let books = |request: &Request| matches!(request, Request::ConfirmBookings { .. });
    assert!(hand.words().contains(early) && !hand.requests().iter().any(books));
    hand.key(Key::Enter);
    assert!(hand.requests().iter().any(books));
}

#[test]
fn escape_gives_up_waiting_and_forgets_the_keys_behind() {
    let mut hand = Hand::searched();
    hand.key(Key::F(6));
    hand.text("c");
    hand.key(Key::Esc);
    hand.answer(Reply::Family(Box::new(family())));
    assert!(hand.words().contains("│ mar ") && !hand.words().contains("Responsables"));
    hand.text("t");
    hand.key(Key::Enter);
    hand.key(Key::Esc);
    hand.answer(found("mart", rows()));
    let Some((_, Request::Preview(_))) = hand.asked() else { panic!() };
    assert!(hand.words().contains("│ mart "));
}

#[test]
fn an_act_that_waits_when_the_seat_is_left_is_not_done() {
    let mut hand = Hand::searched();
    hand.text("t");
    let (ticket, _) = hand.asked().unwrap();
    hand.key(Key::F(4));
    hand.key(Key::F(12));
    hand.effects.clear();
    hand.send(Msg::Reply(ticket, found("mart", rows())));
    assert_eq!(hand.effects, []);
    assert!(hand.words().contains("Poste verrouillé"));
}

#[test]
fn going_back_asks_again_for_what_may_have_changed() {
    let mut hand = Hand::opened();
    hand.key(Key::Esc);
    assert!(hand.words().contains("GUICHET · Nétreville"));
    let Some((_, Request::Find { text })) = hand.asked() else { panic!() };
    assert_eq!(text, "mar");
    hand.answer(found("mar", rows()));
    hand.key(Key::Esc);
    assert!(!hand.words().contains("MARTINEAU"));
}

#[test]
fn every_row_of_the_file_opens_what_it_stands_for() {
    let opened = |tab: char, key: Key| {
        let mut hand = Hand::opened();
        hand.key(Key::Char(tab));
        hand.key(key);
        hand.key(Key::Enter);
        hand.asked().unwrap().1
    };
    let calendar = |child: u128, activity: Option<u128>, month: &str| Request::OpenCalendar {
        family: id(11),
        child: Some(id(child)),
        activity: activity.map(id),
        month: day(month),
    };
    assert_eq!(opened('1', Key::Up), calendar(41, None, "20/11/2026"));
    assert_eq!(opened('é', Key::Down), calendar(42, None, "20/11/2026"));
    assert_eq!(opened('"', Key::Down), calendar(42, Some(51), "23/11/2026"));
    assert_eq!(opened('\'', Key::Up), Request::OpenPayment(id(11)));
    assert_eq!(opened('(', Key::Up), Request::OpenReceipt(id(61)));
    assert_eq!(opened('-', Key::Up), Request::OpenAccess(id(11)));
    assert_eq!(opened('è', Key::Up), Request::OpenFamily(id(11)));
    assert_eq!(opened('_', Key::End), Request::OpenFamily(id(11)));
}

#[test]
fn keys_typed_during_the_sign_in_reach_the_search() {
    let mut hand = Hand::signed_out(house());
    for text in ["sle", "guichet"] {
        hand.text(text);
        hand.key(Key::Enter);
    }
    hand.text("mar");
    hand.answer(Reply::SignedIn(leroy()));
    assert!(hand.words().contains("│ mar "));
}

#[test]
fn a_message_longer_than_its_row_is_not_cut() {
    let mut hand = Hand::searched();
    hand.app.message = Some(Message {
        tone: Tone::No,
        text: "Facture 2026-10-04217 déjà soldée (carte, 20/11/2026, quittance A2-2026-000901). \
               Rien n’a été encaissé."
            .into(),
    });
    let drawn = words(&hand.app, 80, 24);
    let rows: Vec<&str> = drawn.lines().skip(21).take(2).collect();
    assert_eq!(
        rows,
        [
            " × Facture 2026-10-04217 déjà soldée (carte, 20/11/2026, quittance",
            "   A2-2026-000901). Rien n’a été encaissé."
        ]
    );
    assert_eq!(words(&hand.app, 120, 24).lines().filter(|line| line.contains("soldée")).count(), 1);
}

#[test]
fn without_a_session_no_key_to_leave_it_is_drawn() {
    for (mut hand, drawn) in [(Hand::signed_out(house()), false), (Hand::signed_in(), true)] {
        hand.key(Key::F(1));
        assert_eq!(hand.words().contains("² Verrou"), drawn);
    }
}

#[test]
fn a_refused_sign_in_says_so_and_clears_the_secret() {
    let mut hand = Hand::signed_out(house());
    hand.text("sle");
    hand.key(Key::Tab);
    hand.text("faux");
    assert!(hand.words().contains("••••"));
    hand.key(Key::Enter);
    let Some((_, Request::SignIn { code, secret })) = hand.asked() else { panic!() };
    assert_eq!((code.as_str(), secret.reveal()), ("sle", "faux"));
    hand.answer(Reply::Refused(Refusal::WrongSecret { tries: 2, limit: 5, wait_seconds: 2 }));
    let screen = hand.words();
    assert!(screen.contains("× Code incorrect (2e essai sur 5)."), "{screen}");
    assert!(screen.contains("sle") && !screen.contains('•'));
    assert!(!format!("{:?}", hand.app).contains("faux"));
}

#[test]
fn work_waits_behind_the_lock_for_its_agent_alone() {
    let mut hand = Hand::searched();
    hand.key(Key::Char('²'));
    hand.key(Key::Esc);
    hand.sign_in(agent(2, "mdi", "M. Diallo"));
    assert!(hand.words().contains("M. Diallo") && !hand.words().contains("MARTINEAU"));
    hand.key(Key::Char('²'));
    hand.key(Key::Esc);
    hand.sign_in(leroy());
    assert!(hand.words().contains("MARTINEAU Claire"));
}

#[test]
fn work_is_forgotten_after_a_quarter_of_an_hour() {
    for (milliseconds, kept) in [(15 * 60_000 - 1, true), (15 * 60_000, false)] {
        let mut hand = Hand::searched();
        hand.key(Key::Char('²'));
        hand.send(Msg::Clock(now().later(milliseconds)));
        hand.text("guichet");
        hand.key(Key::Enter);
        hand.answer(Reply::SignedIn(leroy()));
        assert_eq!(hand.words().contains("MARTINEAU Claire"), kept);
    }
}

#[test]
fn an_idle_seat_is_announced_then_left() {
    let mut hand = Hand::searched();
    assert_eq!(hand.app.wake(), now().later(60_000));
    let wait = |hand: &mut Hand, milliseconds| hand.send(Msg::Clock(now().later(milliseconds)));
    wait(&mut hand, WARN_AFTER_MS - 1);
    assert_eq!(hand.app.wake(), now().later(WARN_AFTER_MS));
    assert!(!hand.words().contains("Verrouillage"));
    wait(&mut hand, WARN_AFTER_MS);
    assert!(hand.words().contains("▲ Verrouillage dans 20\u{a0}s. Une touche pour rester."));
    assert_eq!(hand.app.wake(), now().later(LOCK_AFTER_MS));
    let mut stays = hand.app.clone();
    stays.update(Msg::Key(Key::F(6)));
    assert!(stays.session.is_some() && !stays.clone().update(Msg::Key(Key::F(6))).is_empty());
    stays.update(Msg::Clock(now().later(LOCK_AFTER_MS)));
    assert!(stays.session.is_some());
    wait(&mut hand, LOCK_AFTER_MS - 1);
    assert!(hand.app.session.is_some());
    wait(&mut hand, LOCK_AFTER_MS);
    assert!(hand.words().contains("Poste verrouillé"));
}

#[test]
fn every_command_of_the_palette_runs() {
    let (mut named, mut ran) = (BTreeSet::new(), BTreeSet::new());
    for (_, app) in every_screen() {
        if app.overlay.is_some() || app.session.is_none() {
            continue;
        }
        for binding in app.tables().into_iter().flatten() {
            let possible = app.refuses(binding.action).is_none();
            if binding.name.is_empty() || !possible {
                continue;
            }
            let mut hand = Hand::on(app.clone());
            hand.key(Key::Ctrl('p'));
            hand.text(binding.name);
            hand.key(Key::Enter);
            named.insert(binding.name);
            if !hand.effects.is_empty() || hand.app != app {
                ran.insert(binding.name);
            }
        }
    }
    assert!(named.contains("quitter") && named.contains("encaisser"), "{named:?}");
    assert_eq!(ran, named);
}

#[test]
fn an_impossible_command_stays_in_the_palette_with_its_reason() {
    let mut hand = Hand::signed_in();
    hand.text(":enc");
    assert!(hand.words().contains("(aucune famille choisie)"), "{}", hand.words());
    hand.key(Key::Enter);
    assert!(hand.app.overlay.is_some() && hand.words().contains("(aucune famille choisie)"));
}

#[test]
fn the_first_start_offers_the_demo() {
    let first = every_screen().swap_remove(0).1;
    for key in [Key::Char('1'), Key::Char('&'), Key::Enter] {
        assert_eq!(first.clone().update(Msg::Key(key)), [Effect::Demo]);
    }
    assert!(matches!(first.trail.top, Screen::FirstRun(_)));
}
