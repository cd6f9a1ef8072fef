//! The mouse and the clipboard of a real terminal.

use std::path::Path;

use super::glass::Glass;
use super::{QUIT, SEARCH, searched};

/// A left click on the place where this stands.
fn click(glass: &mut Glass, text: &str) {
    let (column, row) = glass.place(text);
    glass.press(&format!("\u{1b}[<0;{column};{row}M\u{1b}[<0;{column};{row}m"));
}

#[test]
fn a_click_opens_what_is_clicked() {
    let mut glass = searched();
    click(&mut glass, "F4 Payer");
    glass.wait("Entrée Enregistrer");
    click(&mut glass, "² Verrou");
    glass.wait(super::LOCKED);
}

#[test]
fn the_mouse_is_given_back_when_asked_and_stays_so() {
    let state = tempfile::tempdir().unwrap();
    let open = |state: &Path| {
        let mut glass = Glass::demo_at(state, &[("TERM", "xterm-256color")]);
        glass.wait("Connexion agent");
        glass.press("sle\rguichet\r");
        glass.wait(SEARCH);
        glass
    };
    let mut glass = open(state.path());
    assert!(glass.has_mouse());
    glass.press("\u{10}souris\r");
    glass.wait("sélectionne du texte");
    assert!(!glass.has_mouse());
    let from = glass.sent();
    glass.press(QUIT);
    assert_eq!(glass.end(), 0);
    glass.assert_given_back(from);
    let mut again = open(state.path());
    assert!(!again.has_mouse());
    again.press("\u{10}souris\r");
    again.wait("Maj et glisser");
    assert!(again.has_mouse());
}

#[test]
fn the_console_is_not_asked_for_a_mouse() {
    let mut glass = Glass::demo(&[("TERM", "linux")]);
    glass.wait("Connexion agent");
    let sent = glass.text_sent(0);
    assert!(!sent.contains("\u{1b}[?1000h") && !sent.contains("\u{1b}]11;?"));
}

#[test]
fn a_paste_is_one_line_and_submits_nothing() {
    for (term, open, close) in [("xterm-256color", "\u{1b}[200~", "\u{1b}[201~"), ("linux", "", "")]
    {
        let mut glass = Glass::demo(&[("TERM", term)]);
        glass.wait("Connexion agent");
        glass.press("sle");
        glass.wait("Identifiant   sle");
        glass.press("\tg");
        glass.wait("•");
        glass.press("\u{15}");
        glass.press(&format!("{open}guichet\r\n\r\n{close}"));
        glass.wait("•••••••");
        assert!(!glass.shows(SEARCH), "{term}: nothing was submitted");
    }
}

#[test]
fn the_kernels_font_is_shown_what_it_has() {
    let mut glass = Glass::demo(&[("TERM", "linux"), ("GUICHET_POLICE", "noyau")]);
    glass.wait("Connexion agent");
    glass.press("sle");
    glass.wait("Identifiant   sle");
    // More than five keys at once would be a paste here.
    glass.press("\rguic");
    glass.wait("••••");
    glass.press("het\r");
    glass.wait(SEARCH);
    assert!(glass.shows("EUR") && glass.shows("d'enfant"), "{}", glass.text());
    let sent = glass.text_sent(0);
    assert!(!sent.contains(['€', '’', '…', '—', '●']), "{}", glass.text());
}
