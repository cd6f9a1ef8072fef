//! The screens under a mouse: clicks do what their keys do, anywhere, at any size.

use ratatui::layout::Position;

use super::app::App;
use super::frame;
use super::gestures::at_calendar;
use super::golden::words;
use super::key::Key;
use super::msg::Msg;
use super::pointer::Gesture;
use super::samples::*;
use crate::desk::request::Request;

use Gesture::{Drag, Press, Release, WheelDown, WheelUp};

/// A hand in a window of 100 × 30.
fn before(mut hand: Hand) -> Hand {
    hand.send(Msg::Resized(100, 30));
    hand
}

/// Where a text begins on the screen.
fn place(hand: &Hand, text: &str) -> Position {
    let screen = words(&hand.app, 100, 30);
    let found = screen.lines().enumerate().find_map(|(row, line)| {
        let column = super::words::width(line.split_once(text)?.0);
        Some(Position::new(u16::try_from(column).unwrap(), u16::try_from(row).unwrap()))
    });
    found.unwrap_or_else(|| panic!("{text}: {screen}"))
}

/// Clicks a moment after whatever happened before.
fn click(hand: &mut Hand, at: Position) {
    hand.send(Msg::Clock(hand.app.now.later(1_000)));
    hand.send(Msg::Mouse(Press, at));
    hand.send(Msg::Mouse(Release, at));
}

#[test]
fn a_click_chooses_a_row_and_a_key_that_is_shown() {
    let mut hand = before(Hand::searched());
    let row = place(&hand, "MARTINS DA SILVA");
    click(&mut hand, row);
    assert!(hand.words().contains("> MARTINS DA SILVA"), "{}", hand.words());
    assert_eq!(hand.asked().unwrap().1, Request::Preview(id(13)));
    let pay = place(&hand, "F4 Encaisser");
    click(&mut hand, pay);
    assert_eq!(hand.asked().unwrap().1, Request::OpenPayment(id(13)));
    let mut file = before(Hand::opened());
    let tab = place(&file, "5 Paiements");
    click(&mut file, tab);
    assert!(file.words().contains("A2-2026-000871"), "{}", file.words());
    let help = place(&file, "F1 Aide");
    click(&mut file, help);
    assert!(file.words().contains("Aide de cet écran"));
    let close = place(&file, "Échap Fermer");
    click(&mut file, close);
    assert!(file.app.overlay.is_none());
}

#[test]
fn the_wheel_moves_the_choice() {
    let mut hand = before(Hand::searched());
    let list = place(&hand, "DUMAS");
    for (gesture, name) in
        [(WheelDown, "> MARTIN Paul"), (WheelDown, "> MARTINS DA"), (WheelUp, "> MARTIN Paul")]
    {
        hand.send(Msg::Mouse(gesture, list));
        assert!(hand.words().contains(name), "{}", hand.words());
    }
}

#[test]
fn a_double_click_does_not_answer_what_the_first_click_asked() {
    let mut hand = before(at_calendar());
    hand.keys(&[Key::Char('2'), Key::Char('7'), Key::Char(' ')]);
    let back = place(&hand, "F1 Aide");
    click(&mut hand, back);
    let opened = hand.app.clone();
    hand.send(Msg::Mouse(Press, back));
    hand.send(Msg::Mouse(Release, back));
    assert!(hand.words() == words(&opened, 100, 30), "the second click is the first one's");
}

#[test]
fn a_click_ticks_a_day_and_dragging_ticks_a_range() {
    let mut hand = before(at_calendar());
    let (monday, friday) = (place(&hand, "23 "), place(&hand, "27 "));
    let sentence = |hand: &Hand| {
        let shown = hand.words();
        shown.lines().find(|line| line.contains("VALIDER")).map(str::to_owned).unwrap_or_default()
    };
    click(&mut hand, friday);
    let one = sentence(&hand);
    assert!(!one.is_empty(), "{}", hand.words());
    click(&mut hand, friday);
    assert_eq!(sentence(&hand), "", "a second click takes it back: {}", hand.words());
    let drag = |hand: &mut Hand, end: Position| {
        hand.send(Msg::Clock(hand.app.now.later(1_000)));
        hand.send(Msg::Mouse(Press, monday));
        for x in monday.x..=friday.x {
            hand.send(Msg::Mouse(Drag, Position::new(x, monday.y)));
        }
        hand.send(Msg::Mouse(Drag, end));
        hand.send(Msg::Mouse(Release, end));
    };
    let outside = Position::new(99, 29);
    drag(&mut hand, outside);
    assert_eq!(sentence(&hand), "", "let go outside: {}", hand.words());
    drag(&mut hand, friday);
    assert_eq!(sentence(&hand), one);
    assert!(hand.words().contains("1\u{a0}jour retiré, 1\u{a0}figé ignoré."), "{}", hand.words());
    hand.key(Key::Ctrl('z'));
    assert_eq!(sentence(&hand), "", "taken back as a whole");
    let month = hand.app.clone();
    hand.send(Msg::Mouse(WheelDown, friday));
    let mut keys = Hand::on(month);
    keys.key(Key::PageDown);
    assert_eq!(hand.asked(), keys.asked(), "the wheel turns the month");
}

#[test]
fn every_spot_does_what_its_key_does() {
    for (name, app) in every_screen() {
        let mut app = app;
        app.update(Msg::Resized(100, 30));
        let spots = frame::spots(&app);
        for row in 0..30 {
            let mut last = None;
            for column in 0..100 {
                let at = Position::new(column, row);
                let key = spots.key(at).filter(|key| !matches!(key, Key::Row(_) | Key::Day(_)));
                if key != last
                    && let Some(key) = key
                {
                    let pressed = after(&app, &[Msg::Key(key)]);
                    let clicked = after(&app, &[Msg::Mouse(Press, at), Msg::Mouse(Release, at)]);
                    assert!(pressed == clicked, "{name} {key:?}");
                }
                last = key;
            }
        }
    }
}

/// What is in sight and what goes out after some messages.
fn after(app: &App, messages: &[Msg]) -> (String, String) {
    let mut hand = Hand::on(app.clone());
    for msg in messages {
        hand.send(msg.clone());
    }
    (hand.words(), format!("{:?}", hand.effects))
}

#[test]
fn the_mouse_is_harmless_at_and_beyond_every_edge() {
    let edges = |last: u16| [0, 1, last / 3, last / 2, last - 1, last, last + 1, u16::MAX];
    for (_, app) in every_screen() {
        for (columns, rows) in [(1, 1), (79, 24), (80, 24), (100, 30), (160, 50)] {
            let mut app = app.clone();
            app.update(Msg::Resized(columns, rows));
            let session = app.session.is_some();
            for (x, y) in edges(columns).into_iter().zip(edges(rows).into_iter().rev()) {
                for gesture in [Press, Drag, Release, WheelUp, WheelDown] {
                    app.update(Msg::Mouse(gesture, Position::new(x, y)));
                }
            }
            let (last_x, last_y) = (columns - 1, rows - 1);
            for at in [Position::new(last_x, last_y), Position::new(0, last_y)] {
                app.update(Msg::Mouse(Press, at));
                app.update(Msg::Mouse(Release, at));
            }
            words(&app, columns, rows);
            assert!(session || app.session.is_none(), "no click signs in");
        }
    }
}

#[test]
fn a_paste_never_confirms_anything() {
    for (name, app) in every_screen() {
        let mut hand = Hand::on(app);
        for text in ["C", "O", "R", " ", "oui", "C O R P ", "CLOTURER "] {
            hand.send(Msg::Paste(text.to_owned()));
        }
        let harmless = |request: &Request| {
            matches!(request, Request::Find { .. } | Request::Preview(_) | Request::Recall)
        };
        let requests = hand.requests();
        assert!(requests.iter().all(harmless), "{name}: {requests:?}");
    }
}
