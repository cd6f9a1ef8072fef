//! What an agent has begun survives the program, for fifteen minutes and for that agent alone.

use guichet::desk::Counter;
use guichet::desk::request::draft::{
    BookingDraft, Draft, DraftDay, Interrupted, KEPT_MS, PaymentDraft,
};
use guichet::desk::request::{DayChange, PaidBy, Reply, Request};
use guichet::domain::ids::FamilyId;
use guichet::domain::money::Cents;
use guichet::domain::time::Moment;
use guichet::store::Store;
use guichet::store::open::Mode;

use crate::support::{Town, ask, cash, day, due, family, now, position, raw, sign_in_as};
use crate::terminal::glass::Glass;

/// One day toggled.
pub fn draft(family: FamilyId) -> Draft {
    let change = DayChange {
        child: uuid::Uuid::from_u128(1).into(),
        activity: uuid::Uuid::from_u128(2).into(),
        day: day("2026-11-30"),
        book: true,
    };
    let words = "lun 30/11 Cantine Jean-Moulin".to_owned();
    Draft::Bookings(BookingDraft {
        family,
        child: Some(change.child),
        activity: Some(change.activity),
        day: change.day,
        days: vec![DraftDay { change, waits: false, price: Cents(390), words }],
    })
}

/// What waits for an agent who signs in.
fn waiting(counter: &mut Counter, when: Moment, code: &str) -> Option<Interrupted> {
    match sign_in_as(counter, when, code, "guichet") {
        Reply::SignedIn(agent) => agent.interrupted.map(|waiting| *waiting),
        reply => panic!("{reply:?}"),
    }
}

fn keep(counter: &mut Counter, draft: Option<Draft>) {
    assert_eq!(ask(counter, now(), Request::KeepDraft(draft)), Reply::DraftKept);
}

#[test]
fn a_draft_waits_for_its_agent_alone_and_a_quarter_of_an_hour() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    let before = position(&counter);
    keep(&mut counter, Some(draft(claire)));
    assert_eq!(position(&counter), before, "a draft is no fact");
    drop(counter);
    assert_eq!(waiting(&mut town.door(), now(), "mdi"), None);
    let found = waiting(&mut town.door(), now().later(KEPT_MS), "sle").unwrap();
    assert_eq!((found.draft, found.at), (draft(claire), now()));
    assert_eq!(found.family, Some(("MARTINEAU Claire".to_owned(), "EVR04217".to_owned())));
    assert_eq!(waiting(&mut town.door(), now().later(KEPT_MS + 1), "sle"), None);
    let store = Store::open(&town.path, Mode::ReadWrite).unwrap();
    store.forget_old_drafts(now().later(KEPT_MS), KEPT_MS).unwrap();
    assert!(waiting(&mut town.door(), now(), "sle").is_some());
    store.forget_old_drafts(now().later(KEPT_MS + 1), KEPT_MS).unwrap();
    assert_eq!(waiting(&mut town.door(), now(), "sle"), None);
    town.holds();
}

#[test]
fn a_draft_is_replaced_forgotten_and_gone_from_the_file() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    keep(&mut counter, Some(draft(claire)));
    let mut other = draft(claire);
    let Draft::Bookings(days) = &mut other else { panic!("{other:?}") };
    days.days.clear();
    keep(&mut counter, Some(other.clone()));
    assert_eq!(waiting(&mut town.door(), now(), "sle").map(|one| one.draft), Some(other));
    keep(&mut counter, None);
    assert_eq!(waiting(&mut town.door(), now(), "sle"), None);
    let left = "SELECT count(*) FROM local_draft";
    let left: i64 = raw(&town.path).query_row(left, [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_draft_that_nobody_can_read_or_that_comes_from_later_is_none() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    keep(&mut counter, Some(draft(claire)));
    assert!(waiting(&mut town.door(), now().later(-KEPT_MS), "sle").is_some());
    assert_eq!(waiting(&mut town.door(), now().later(-KEPT_MS - 1), "sle"), None);
    keep(&mut counter, Some(draft(claire)));
    raw(&town.path).execute("UPDATE local_draft SET bytes = x'7B7D'", []).unwrap();
    assert_eq!(waiting(&mut town.door(), now(), "sle"), None);
    keep(&mut counter, Some(draft(uuid::Uuid::from_u128(9).into())));
    assert_eq!(waiting(&mut town.door(), now(), "sle"), None, "a family that is not there");
}

#[test]
fn a_payment_that_is_written_never_comes_back_as_if_it_were_not() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    ask(&mut counter, now(), Request::OpenTill { float: Cents(10_000) });
    let payment = Draft::Payment(PaymentDraft {
        family: claire,
        unticked: Vec::new(),
        parts: Vec::new(),
        payer: PaidBy::Holder,
        aside: Vec::new(),
        amount: "50".to_owned(),
    });
    let wanted = due(&mut counter, claire);
    let (first, rest) = wanted.split_at(1);
    keep(&mut counter, Some(payment.clone()));
    let refused = ask(&mut counter, now(), cash(claire, first, 1));
    assert!(!matches!(refused, Reply::Receipt(_)), "{refused:?}");
    assert_eq!(waiting(&mut town.door(), now(), "sle").map(|one| one.draft), Some(payment));
    let taken = ask(&mut counter, now(), cash(claire, first, 5000));
    assert!(matches!(taken, Reply::Receipt(_)), "{taken:?}");
    assert_eq!(waiting(&mut town.door(), now(), "sle"), None, "in the same transaction");
    keep(&mut counter, Some(draft(claire)));
    let taken = ask(&mut counter, now(), cash(claire, rest, 5000));
    assert!(matches!(taken, Reply::Receipt(_)), "{taken:?}");
    assert!(waiting(&mut town.door(), now(), "sle").is_some(), "another work is kept");
    town.holds();
}

/// Signs in at the small demonstration and toggles the 30th of Léo's canteen.
fn toggle_a_day(glass: &mut Glass) {
    glass.wait("Connexion agent");
    glass.press("sle\rguichet\r");
    glass.wait("Nom, enfant, téléphone");
    glass.press("mart");
    glass.wait("claire");
    glass.press("\u{1b}[15~");
    glass.wait("Calendrier de Léo");
    glass.press("30 ");
    glass.wait("1\u{a0}ajout");
}

#[test]
fn a_program_that_was_killed_gives_back_what_was_toggled() {
    let mut glass = Glass::demo(&[("TERM", "xterm-256color")]);
    toggle_a_day(&mut glass);
    let database = glass.home().join("d.db");
    let count = || -> i64 {
        let sql = "SELECT count(*) FROM local_draft";
        raw(&database).query_row(sql, [], |row| row.get(0)).unwrap()
    };
    glass.until_it_holds(|| count() == 1);
    let mut glass = glass.kill_and_restart(&[("TERM", "xterm-256color")]);
    glass.wait("Connexion agent");
    assert!(!glass.shows("MARTINEAU"), "nothing shows before the sign-in");
    glass.press("sle\rguichet\r");
    glass.wait("Saisie interrompue");
    glass.wait("1\u{a0}jour coché");
    glass.press("\r");
    glass.wait("Saisie reprise");
    glass.wait("1\u{a0}ajout");
    glass.press("\u{1b}[20~");
    glass.wait("revenir au calendrier");
    glass.until_it_holds(|| count() == 1);
    glass.press("\r");
    glass.wait("Enregistré");
    glass.until_it_holds(|| count() == 0);
}
