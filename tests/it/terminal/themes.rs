//! The theme that a terminal gets: by name, by its ground, by what its owner wants of all programs.

use std::path::Path;

use super::glass::Glass;
use super::{F1, SEARCH};

/// White as a ground and black as one, in the palette of 256.
const LIGHT: &str = "48;5;231";
const DARK: &str = "48;5;232";

const ANSWER: &str = "\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\";

fn opened(variables: &[(&str, &str)]) -> Glass {
    let mut environment = vec![("TERM", "xterm-256color")];
    environment.extend(variables);
    Glass::demo(&environment)
}

/// Whether any colour was set or taken back: `ESC [ 3x`, `ESC [ 4x`, `9x` or `10x`, two digits.
fn has_colours(sent: &str) -> bool {
    let sequences = sent.split("\u{1b}[").skip(1);
    let mut numbers = sequences.filter_map(|rest| {
        let (codes, _) = rest.split_once('m')?;
        let plain = codes.chars().all(|c| c.is_ascii_digit() || c == ';');
        plain.then(|| codes.split(';').filter_map(|code| code.parse::<u8>().ok()))
    });
    numbers.any(|mut codes| codes.any(|code| matches!(code, 30..=49 | 90..=107)))
}

#[test]
fn who_wants_no_colours_gets_none() {
    for (name, value, coloured) in [
        ("NO_COLOR", "1", false),
        ("NO_COLOR", "", true),
        ("GUICHET_THEME", "mono", false),
        ("GUICHET_THEME", "contraste", true),
    ] {
        let mut glass = opened(&[(name, value)]);
        glass.wait("Connexion agent");
        glass.press("sle\rguichet\r");
        glass.wait(SEARCH);
        glass.press("mar");
        glass.wait("claire");
        let sent = glass.text_sent(0);
        assert_eq!(has_colours(&sent), coloured, "{name}={value}");
        assert!(sent.contains("\u{1b}[7m") || coloured, "inverse video is no colour");
    }
}

#[test]
fn the_ground_that_the_terminal_answers_decides() {
    let mut glass = opened(&[("COLORFGBG", "15;0")]);
    glass.press(ANSWER);
    glass.wait("Connexion agent");
    assert!(glass.text_sent(0).contains(LIGHT));
}

#[test]
fn a_terminal_that_is_silent_is_what_its_environment_says() {
    for (numbers, ground) in [("0;15", LIGHT), ("15;0", DARK), ("", DARK)] {
        let mut glass = opened(&[("COLORFGBG", numbers)]);
        glass.wait("Connexion agent");
        let sent = glass.text_sent(0);
        assert!(sent.contains("\u{1b}]11;?"), "it was asked");
        assert!(sent.contains(ground), "{numbers}");
    }
}

#[test]
fn an_answer_that_comes_late_is_neither_typed_nor_followed() {
    let mut glass = opened(&[]);
    glass.wait("Connexion agent");
    glass.press(ANSWER);
    glass.press("sle\r\u{1b}]11;rgb:ffff/ffff/ffff\u{7}guichet\r");
    glass.wait(SEARCH);
    assert!(!glass.text_sent(0).contains(LIGHT));
}

#[test]
fn a_station_remembers_the_theme_that_was_chosen() {
    let state = tempfile::tempdir().unwrap();
    let at = |state: &Path| Glass::demo_at(state, &[("TERM", "xterm-256color")]);
    let mut glass = at(state.path());
    glass.wait("Connexion agent");
    glass.press(F1);
    glass.wait("T Thème");
    glass.press("t");
    glass.wait("Thème clair.");
    assert!(glass.text_sent(0).contains(LIGHT));
    drop(glass);
    let mut again = at(state.path());
    again.wait("Connexion agent");
    let sent = again.text_sent(0);
    assert!(sent.contains(LIGHT) && !sent.contains(DARK) && !sent.contains("\u{1b}]11;?"));
}
