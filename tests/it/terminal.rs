//! The counter in a real pseudo-terminal: keys go in as bytes, and what the glass shows comes out.
//!
//! Nothing here measures time: a test waits for what it expects, and fails when the terminal stays
//! silent for longer than any machine needs.

pub mod glass;
mod kiosk;
mod mouse;
mod themes;

use glass::Glass;

/// The family that must not stay on the glass.
const CANARY: [&str; 3] = ["MARTINEAU", "EVR04217", "claire"];

const LOCKED: &str = "Poste verrouillé";
const SEARCH: &str = "Nom, enfant, téléphone";
/// The command list, and its word for leaving.
const QUIT: &str = "\u{10}quitter\r";
const F1: &str = "\u{1b}OP";
const F12: &str = "\u{1b}[24~";

/// Signed in at the small demonstration.
fn signed_in() -> Glass {
    let mut glass = Glass::demo(&[("TERM", "xterm-256color")]);
    glass.wait("Connexion agent");
    glass.press("sle\rguichet\r");
    glass.wait(SEARCH);
    glass
}

/// With a family's preview on the glass.
fn searched() -> Glass {
    let mut glass = signed_in();
    glass.press("mart");
    glass.wait("claire");
    glass
}

/// With a family's file on the glass.
fn family() -> Glass {
    let mut glass = searched();
    glass.press("\r");
    glass.wait("Responsables");
    glass.wait("MARTINEAU");
    glass
}

fn assert_wiped(glass: &Glass) {
    for name in CANARY {
        assert!(!glass.shows(name), "{name} : {}", glass.text());
    }
}

#[test]
fn a_wrong_secret_waits_and_the_right_one_opens() {
    let mut glass = Glass::demo(&[("TERM", "xterm-256color")]);
    glass.wait("Connexion agent");
    assert!(glass.shows("DÉMONSTRATION"), "{}", glass.text());
    glass.press("sle\rmauvais\r");
    glass.wait("incorrect");
    assert!(!glass.shows("mauvais"), "{}", glass.text());
    // A second's pause: whoever types too soon is told to wait, and types again.
    glass.until(SEARCH, |glass| glass.press("guichet\r"));
    glass.press(QUIT);
    assert_eq!(glass.end(), 0);
}

#[test]
fn the_first_start_offers_the_demonstration_and_writes_nothing() {
    let mut glass = Glass::first_start();
    glass.wait("Essayer avec des données fictives");
    glass.wait("guichet init");
    glass.press("q");
    assert_eq!(glass.end(), 0);
    assert_eq!(glass.home().read_dir().unwrap().count(), 0);
}

#[test]
fn the_demonstration_opens_from_the_first_start_and_loses_no_key() {
    let mut glass = Glass::first_start();
    glass.wait("Essayer avec des données fictives");
    glass.press("\r");
    glass.wait("Connexion agent");
    glass.press("sle\rguichet\r");
    glass.wait(SEARCH);
    glass.press(QUIT);
    assert_eq!(glass.end(), 0);
    assert_eq!(glass.home().read_dir().unwrap().count(), 0);
}

#[test]
fn the_lock_wipes_the_glass_from_anywhere_and_gives_the_work_back() {
    for lock in ["²", F12] {
        let mut glass = searched();
        glass.press(lock);
        glass.wait(LOCKED);
        assert_wiped(&glass);
        glass.press("guichet\r");
        glass.wait("claire");
        for overlay in [F1, "\u{10}"] {
            glass.press(overlay);
            glass.wait(if overlay == F1 { "Aide" } else { "Commandes" });
            glass.press(lock);
            glass.wait(LOCKED);
            assert_wiped(&glass);
            glass.press("guichet\r");
            glass.wait("claire");
        }
        glass.press("\r");
        glass.wait("Responsables");
        glass.press(lock);
        glass.wait(LOCKED);
        assert_wiped(&glass);
        assert!(glass.sent_last("\u{1b}[3J"), "the scrollback is wiped too");
        glass.press("guichet\r");
        glass.wait("Responsables");
    }
}

#[test]
fn a_signal_ends_the_counter_on_a_wiped_and_restored_terminal() {
    for (signal, number) in [("TERM", 15), ("HUP", 1), ("INT", 2)] {
        let mut glass = family();
        let from = glass.sent();
        glass.signal(signal);
        assert_eq!(glass.end(), 128 + number, "{signal}");
        glass.assert_given_back(from);
    }
}

#[test]
fn the_end_of_a_session_gives_the_terminal_back() {
    let mut glass = signed_in();
    let from = glass.sent();
    glass.press(QUIT);
    assert_eq!(glass.end(), 0);
    glass.assert_given_back(from);
}

#[test]
fn a_stopped_counter_comes_back_locked() {
    let mut glass = family();
    let from = glass.sent();
    glass.signal("TSTP");
    glass.wait_sent(from, "\u{1b}[?1049l");
    glass.assert_given_back(from);
    // Told to go on before it has stopped, it would stop for good: it is told again.
    glass.until(LOCKED, |glass| glass.signal("CONT"));
    assert_wiped(&glass);
    glass.press("guichet\r");
    glass.wait("Responsables");
}

#[test]
fn a_base_that_goes_away_is_said_and_the_counter_lives_on() {
    let mut glass = searched();
    let (base, away) = (glass.home().join("d.db"), glass.home().join("ailleurs.db"));
    std::fs::rename(&base, &away).unwrap();
    glass.press("\r");
    glass.wait("La base n’est plus à sa place");
    assert!(glass.shows("claire"), "what is read goes on: {}", glass.text());
    std::fs::rename(&away, &base).unwrap();
    glass.press("\r");
    glass.wait("Responsables");
    let log = std::fs::read_to_string(glass.home().join("state/guichet.log")).unwrap();
    assert_eq!(log.lines().filter(|line| line.ends_with(" Moved")).count(), 1, "{log}");
    glass.press(QUIT);
    assert_eq!(glass.end(), 0);
}

#[test]
fn control_z_is_no_suspension() {
    let mut glass = searched();
    let from = glass.sent();
    glass.press("\u{1a}");
    glass.press(F1);
    glass.wait("Aide");
    assert!(!glass.text_sent(from).contains("\u{1b}[?1049l"));
}

#[test]
fn any_size_is_drawn_and_what_was_typed_is_kept() {
    let mut glass = searched();
    for (columns, rows, words) in [
        (1, 1, ""),
        (200, 60, "claire"),
        (79, 24, "79 × 24"),
        (80, 23, "80 × 23"),
        (80, 24, "claire"),
    ] {
        let from = glass.sent();
        glass.resize(columns, rows);
        glass.wait_sent(from, "\u{1b}[2J");
        glass.wait(words);
    }
    glass.resize(72, 20);
    glass.wait("72 × 20");
    assert_wiped(&glass);
    glass.press(F12);
    glass.resize(80, 24);
    glass.wait(LOCKED);
    glass.press("guichet\r");
    glass.wait("claire");
}

/// The numbers of the colours that were set by index, after this introduction.
fn indexed(sent: &str, introduction: &str) -> Vec<u8> {
    let numbers = sent.split(introduction).skip(1);
    numbers.map(|rest| rest.split(['m', ';']).next().unwrap().parse().unwrap()).collect()
}

#[test]
fn colours_are_what_the_terminal_can_show() {
    for (term, colorterm, synchronized) in
        [("xterm-256color", "truecolor", true), ("xterm-256color", "", true), ("linux", "", false)]
    {
        let mut glass = Glass::demo(&[("TERM", term), ("COLORTERM", colorterm)]);
        glass.wait("Connexion agent");
        let sent = glass.text_sent(0);
        assert_eq!(sent.contains("\u{1b}[?2026h"), synchronized, "{term}");
        assert_eq!(sent.contains("8;2;"), colorterm == "truecolor", "{term} {colorterm}");
        let (fore, back) = (indexed(&sent, "38;5;"), indexed(&sent, "48;5;"));
        match (term, colorterm) {
            ("linux", _) => {
                assert!(fore.iter().all(|colour| *colour < 16), "{fore:?}");
                assert!(back.iter().all(|colour| *colour < 8), "{back:?}");
            }
            (_, "") => assert!(fore.iter().any(|colour| *colour > 15), "{fore:?}"),
            _ => assert_eq!((fore, back), (vec![], vec![])),
        }
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_leaves_one_sentence_and_a_mark() {
    let mut glass = Glass::this_test("terminal::panics_in_a_terminal_of_its_own");
    glass.wait_sent(0, "\u{1b}[?1049h");
    glass.end();
    glass.assert_given_back(0);
    let sent = glass.text_sent(0);
    let (_, after) = sent.split_once("Le guichet s’est arrêté (repère ").unwrap();
    let (mark, after) = after.split_at(4);
    assert!(mark.chars().all(|c| c.is_ascii_hexdigit()), "{mark}");
    let rest = "). Rien n’est perdu\u{a0}: relancez et reconnectez-vous.";
    assert!(after.starts_with(rest), "{after}");
    assert!(!sent.contains("MARTINEAU"), "{sent}");
    let log = std::fs::read_to_string(glass.home().join("guichet.log")).unwrap();
    assert!(log.contains(&format!("panic {mark} ")) && !log.contains("MARTINEAU"), "{log}");
    assert_eq!(log.lines().count(), 1);
}

#[test]
#[ignore = "another test starts it in a terminal of its own"]
fn panics_in_a_terminal_of_its_own() {
    use guichet::runtime::display::Surroundings;
    use guichet::runtime::{clock::Clock, guarded, log::Log, terminal::Terminal};
    let log = Log::new(std::path::Path::new("."), Clock::system(chrono_tz::Europe::Paris));
    let stop = guarded(log, || -> std::io::Result<()> {
        let _terminal = Terminal::try_enter(&Surroundings::read())?;
        panic!("the canary MARTINEAU");
    });
    let mut out = std::io::stdout();
    std::io::Write::write_all(&mut out, stop.unwrap_err().to_string().as_bytes()).unwrap();
}
