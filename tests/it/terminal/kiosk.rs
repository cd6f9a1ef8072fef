//! A kiosk and a counter, two programs on one database, each in a terminal of its own.

use std::path::Path;

use guichet::desk::Counter;
use guichet::desk::family_sign_in::PORTAL;
use guichet::desk::request::{Reply, Request, UnblockRequest};
use guichet::domain::people::IdentityCheck;
use guichet::journal::fact::ProfileAdopted;
use guichet::profile::Profile;
use guichet::store::Store;
use guichet::store::open::Mode;

use super::glass::Glass;
use super::{CANARY, SEARCH};
use crate::support::{access, ask, family, now, sign_in};

const WELCOME: &str = "Bonjour. Que voulez-vous faire";
const LOGIN: &str = "Tapez votre identifiant";
const SECRET: &str = "Tapez votre mot de passe ou votre code";
const ESC: &str = "\u{1b}";
const CTRL_Q: &str = "\u{11}";
const F5: &str = "\u{1b}[15~";
const F6: &str = "\u{1b}[17~";
const F8: &str = "\u{1b}[19~";

/// Évreux, where families accept terms and verify their household; Claire's account is open.
fn asks_for_everything(database: &Path) {
    let mut store = Store::open(database, Mode::ReadWrite).unwrap();
    let text = Profile::builtin_text("evreux").unwrap();
    let text = text.replace("[connexion]\n", "[connexion]\nfoyer_a_verifier = true\n");
    let text = format!("{text}\n[conditions]\nversion = \"2026\"\nou = \"à l’accueil\"\n");
    assert!(Profile::parse(&text).unwrap().login.household_check);
    let mut gesture = store.begin(now(), PORTAL).unwrap();
    let name = "evreux".to_owned();
    gesture.append(&ProfileAdopted { name, text }.into()).unwrap();
    gesture.commit().unwrap();
    let mut counter = Counter::new(store).unwrap();
    sign_in(&mut counter, "sle");
    let family = family(&counter, "EVR04217");
    let blocks = access(&mut counter, now(), family).account.blocks;
    let lifts = blocks.iter().map(|block| block.id).collect();
    let (identity, reason) = (IdentityCheck::Passport, String::new());
    let unblock = Request::Unblock(UnblockRequest { family, lifts, identity, reason });
    assert!(matches!(ask(&mut counter, now(), unblock), Reply::Unblocked(_)));
}

/// From the welcome to the field of the password.
fn types_login(kiosk: &mut Glass) {
    kiosk.wait(WELCOME);
    kiosk.press("1");
    kiosk.wait("Avez-vous votre identifiant");
    kiosk.press("1");
    kiosk.wait(LOGIN);
    kiosk.press("evr04217\r");
    kiosk.wait(SECRET);
}

/// What stands on the glass in the code's place: `Dz4K-2RdeRbk`.
fn code_on(counter: &Glass) -> String {
    let text = counter.text();
    let rows: Vec<&str> = text.lines().collect();
    let shown = rows.iter().position(|row| row.contains("Affiché jusqu’à")).unwrap();
    let row = rows[..shown]
        .iter()
        .rev()
        .find(|row| row.chars().filter(|c| !c.is_whitespace() && *c != '│').count() == 12);
    row.unwrap().chars().filter(|c| !c.is_whitespace() && *c != '│').collect()
}

/// The agent finds the blocked account under what waits, opens it again and hands over the code.
fn unblocks(counter: &mut Glass) -> String {
    counter.press(F8);
    counter.wait("À traiter");
    counter.until("MARTINEAU", |counter| counter.press("\u{1b}[B"));
    counter.press(ESC);
    counter.wait(SEARCH);
    counter.press("martineau");
    counter.wait("claire");
    counter.press(F6);
    counter.wait("BLOQUÉ");
    counter.press("r");
    counter.wait("> R");
    counter.press("c");
    counter.wait("Affiché jusqu’à");
    let code = code_on(counter);
    counter.press("o");
    counter.wait("et remis à la famille");
    code
}

#[test]
fn a_family_is_blocked_at_the_kiosk_opened_at_the_counter_and_books_by_itself() {
    let mut counter = Glass::demo_changed(asks_for_everything);
    counter.wait("Connexion agent");
    counter.press("sle\rguichet\r");
    counter.wait(SEARCH);
    let mut kiosk = Glass::kiosk_beside(&counter);
    types_login(&mut kiosk);
    for said in ["essayez encore", "essayez encore", "Adressez-vous à l’accueil"] {
        kiosk.press("faux\r");
        kiosk.wait(said);
        kiosk.press("1");
        kiosk.wait(LOGIN);
        kiosk.press("evr04217\r");
        kiosk.wait(SECRET);
    }

    let code = unblocks(&mut counter);

    kiosk.press(ESC);
    types_login(&mut kiosk);
    kiosk.press(&format!("{code}\r"));
    kiosk.wait("Choisissez un mot de passe");
    kiosk.press("Soleil\r");
    kiosk.wait("ne convient pas encore");
    kiosk.press("-27000\r");
    kiosk.wait("une seconde fois");
    kiosk.press("Soleil-27000\r");
    kiosk.wait("Acceptez-vous les conditions");
    kiosk.press("1");
    kiosk.wait("Est-ce exact");
    assert!(kiosk.shows("14 rue des Lilas") && !kiosk.shows("MARTINEAU"), "{}", kiosk.text());
    kiosk.press("1");
    kiosk.wait("Pour quel enfant");
    kiosk.press("1");
    kiosk.wait("Pour quelle activité");
    kiosk.press("1");
    kiosk.wait("Novembre 2026");

    counter.press(F5);
    counter.wait("Calendrier de");
    let before = counter.sent();

    kiosk.press("\u{1b}[B\u{1b}[C\u{1b}[C\u{1b}[C ");
    kiosk.wait("Entrée pour vérifier");
    kiosk.press("\r");
    kiosk.wait("Voulez-vous enregistrer");
    kiosk.press("1");
    kiosk.wait("C’est enregistré");
    // Nobody touches the counter: its open calendar follows by itself.
    counter.wait_sent(before, "inscr");

    let from = kiosk.sent();
    kiosk.press(ESC);
    kiosk.wait(WELCOME);
    assert!(kiosk.text_sent(from).contains("\u{1b}[2J"), "painted whole after a wiped screen");
    assert_empty(&kiosk);
}

/// Neither the glass nor what was painted since it was wiped last holds anything of the family, and
/// nothing can be scrolled back to.
fn assert_empty(kiosk: &Glass) {
    for name in CANARY.into_iter().chain(["Léo", "Inès", "evr04217", "Soleil", "Lilas"]) {
        assert!(!kiosk.shows(name), "{name} : {}", kiosk.text());
        assert!(!kiosk.sent_last(name), "{name} was painted after the wipe");
    }
    assert_eq!(kiosk.scrollback(), 0);
}

#[test]
fn no_key_and_no_signal_of_its_keyboard_closes_the_kiosk() {
    let counter = Glass::demo(&[("TERM", "xterm-256color")]);
    let mut kiosk = Glass::kiosk_beside(&counter);
    types_login(&mut kiosk);
    kiosk.press("\u{3}\u{1a}\u{1c}\u{4}\u{10}:q\r");
    for signal in ["INT", "QUIT", "TSTP"] {
        kiosk.signal(signal);
    }
    kiosk.press(ESC);
    kiosk.wait(WELCOME);
    assert_empty(&kiosk);
    kiosk.press(CTRL_Q);
    kiosk.wait("identifiant");
    kiosk.press("sle\r");
    kiosk.wait("code secret");
    kiosk.press("guichet\r");
    kiosk.wait("incorrect");
    kiosk.press(ESC);
    kiosk.wait(WELCOME);
    kiosk.press(CTRL_Q);
    kiosk.press("adm\rguichet\r");
    assert_eq!(kiosk.end(), 0);
}

#[test]
fn the_end_of_the_kiosk_leaves_nothing_on_the_terminal() {
    let counter = Glass::demo(&[("TERM", "xterm-256color")]);
    let mut kiosk = Glass::kiosk_beside(&counter);
    types_login(&mut kiosk);
    let from = kiosk.sent();
    kiosk.signal("TERM");
    assert_eq!(kiosk.end(), 143);
    kiosk.assert_given_back(from);
}

/// Out of reach first, then a kiosk, as `authorized_keys` starts it.
const SSH: &str = "#!/bin/sh
[ -e reached ] || { touch reached; exit 255; }
exec \"$GUICHET\" borne --database d.db --state state --now \"$NOW\"
";

#[test]
fn the_post_says_that_it_is_closed_and_opens_again_by_itself() {
    let mut post = Glass::kiosk_post(SSH);
    post.wait_sent(0, "La borne est fermée pour le moment.");
    types_login(&mut post);
    let from = post.sent();
    post.press(ESC);
    post.wait(WELCOME);
    post.press(CTRL_Q);
    post.press("adm\rguichet\r");
    // Closed by an administrator: wiped, said, and tried again.
    post.wait_sent(from, "La borne est fermée pour le moment.");
    let closed = post.sent();
    post.wait_sent(closed, WELCOME);
    assert_empty(&post);
}

/// What the page of installation promises stands in the files that it names.
#[test]
fn the_files_of_the_post_close_what_they_promise() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/kiosk");
    let page = std::fs::read_to_string(folder.join("README.md")).unwrap();
    for (file, promises) in [
        ("serveur/guichet-borne.service", &["Restart=always", "LimitCORE=0", "tty1"][..]),
        ("serveur/sshd.conf", &["ForceCommand", "DisableForwarding yes", "PermitUserRC no"]),
        ("serveur/authorized_keys", &["restrict,pty,command="]),
        ("poste/borne.service", &["Restart=always", "LimitCORE=0", "Conflicts=getty@tty1.service"]),
        ("poste/borne.sh", &["trap '' INT QUIT TSTP", "ssh -tt -e none"]),
        ("poste/logind.conf", &["NAutoVTs=0", "ReserveVT=0"]),
        ("poste/sysctl.conf", &["kernel.sysrq = 0"]),
        ("poste/clavier.sh", &["Console_", "Boot", "SAK"]),
    ] {
        assert!(page.contains(file), "{file} is not named");
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        for promise in promises {
            assert!(text.contains(promise), "{file}: {promise}");
        }
    }
}

#[test]
fn the_demonstrations_kiosk_says_how_to_come_in() {
    let mut kiosk = Glass::demo_kiosk();
    kiosk.wait(WELCOME);
    kiosk.press("1");
    kiosk.wait("EVR04217, code provisoire");
    assert_eq!(kiosk.home().read_dir().unwrap().count(), 0, "nothing is kept");
}
