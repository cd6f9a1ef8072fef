//! Every access of every gesture fails once, and the program itself breaks there once.

use std::collections::BTreeSet;

use guichet::desk::Counter;
use guichet::desk::agents::{self, NewAgent};
use guichet::desk::family_sign_in::{choose_password, family_sign_in};
use guichet::desk::founding::{Incarnation, open_next_souche};
use guichet::desk::request::{
    CancelRequest, ContestRequest, ContestWish, DayChange, DaysWanted, IssueCodeRequest, Pattern,
    PatternPeriod, Reply, Request, Subject, Tick, UnblockRequest,
};
use guichet::desk::view::{AccessView, BookingReview, IssuedCode, Span, WaitingLine};
use guichet::domain::enrolment::Span as Between;
use guichet::domain::ids::{FamilyId, InvoiceId};
use guichet::domain::money::Cents;
use guichet::domain::pattern::Weeks;
use guichet::domain::people::{Contested, HandOver, IdentityCheck, Role};
use guichet::domain::secret::Secret;
use guichet::domain::weekdays::Weekdays;

use super::gate::{each_access_fails_once, faults_of};
use crate::drafts::draft;
use crate::support::{
    FOLDER, SECRET, Town, access, ask, cash, close, closing, day, due, family, file, folder_with,
    here, import_into, now, payment_of, plan, receipt, session, sign_in, sign_in_as,
};

/// The requests of the desk, as its source lists them.
fn kinds() -> BTreeSet<String> {
    let source = include_str!("../../../src/desk/request.rs");
    let (_, list) = source.split_once("pub enum Request {").unwrap();
    let (list, _) = list.split_once("\n}").unwrap();
    let lines = list.lines().filter_map(|line| line.strip_prefix("    "));
    lines.filter(|line| line.starts_with(char::is_uppercase)).map(name).collect()
}

/// `TakePayment` of `TakePayment(PaymentRequest { … })`.
fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric()).collect()
}

/// A request that goes through, once what comes before it is done.
pub type Example = fn(&mut Counter, FamilyId) -> Request;

/// One example at least of every request of the desk; where more is written, several.
const EXAMPLES: &[Example] = &[
    |_, _| Request::SignIn { code: "mdi".to_owned(), secret: secret("faux") },
    |counter, _| {
        sign_in_as(counter, now().later(-60_000), "mdi", "faux");
        Request::SignIn { code: "mdi".to_owned(), secret: secret(SECRET) }
    },
    |_, _| Request::KeepDraft(None),
    |_, claire| Request::KeepDraft(Some(draft(claire))),
    |_, _| Request::Find { text: "martineau".to_owned() },
    |_, _| Request::FindArchived { text: "martineau".to_owned() },
    |_, _| Request::Beyond { text: "martinxxau".to_owned() },
    |_, _| Request::Recall,
    |_, claire| Request::Preview(claire),
    |_, claire| Request::OpenFamily(claire),
    |_, claire| Request::OpenAccess(claire),
    |counter, claire| unblocking(&access(counter, now(), claire)),
    |counter, claire| issuing(&access(counter, now(), claire)),
    |counter, claire| {
        issued(counter, claire);
        issuing(&access(counter, now(), claire))
    },
    |counter, claire| {
        let credential = issued(counter, claire).credential;
        Request::HandOver { family: claire, credential, how: HandOver::Shown }
    },
    |counter, claire| {
        let request = unblocking(&access(counter, now(), claire));
        let Reply::Unblocked(done) = ask(counter, now(), request) else { panic!("blocked") };
        Request::UndoUnblock { family: claire, unblocking: done.entry }
    },
    |_, _| Request::OpenTill { float: Cents(10_000) },
    |_, _| Request::Till,
    |counter, _| {
        open_till(counter);
        Request::OpenClosing
    },
    |counter, claire| {
        paid(counter, claire);
        let session = session(counter);
        Request::CloseTill(closing(&session, session.expected.0))
    },
    |counter, claire| {
        paid(counter, claire);
        close(counter, now());
        Request::OpenArrete(None)
    },
    |_, claire| Request::OpenPayment(claire),
    |counter, claire| Request::Contest(ContestRequest::open(claire, first(counter, claire))),
    |counter, claire| contesting(counter, claire),
    |counter, family| {
        let contesting = contesting(counter, family);
        ask(counter, now(), contesting);
        let invoice = first(counter, family);
        let contests = counter.store.read().contests(family).unwrap();
        let wish = ContestWish::Withdraw(contests[0].written.entry);
        Request::Contest(ContestRequest { family, invoice, wish })
    },
    |counter, claire| Request::ReviewCancellation(paid(counter, claire)),
    |counter, claire| {
        let (payment, reason) = (paid(counter, claire), "encaissé deux fois".to_owned());
        Request::CancelPayment(CancelRequest { payment, reason })
    },
    |counter, claire| {
        open_till(counter);
        cash(claire, &due(counter, claire), 5_000)
    },
    |counter, claire| Request::OpenReceipt(paid(counter, claire)),
    |counter, claire| {
        paid(counter, claire);
        Request::OpenLastReceipt(claire)
    },
    |counter, claire| Request::ReceiptPrinted(paid(counter, claire)),
    |_, family| {
        let month = day("2026-12-01");
        Request::OpenCalendar { family, child: None, activity: None, month }
    },
    |_, family| {
        let (span, day) = (Span::Siblings, day("2026-12-01"));
        Request::TurnCalendar(DaysWanted { family, child: None, activity: None, span, day })
    },
    |_, family| {
        let (span, day) = (Span::Year, day("2026-12-01"));
        Request::PrintYear(DaysWanted { family, child: None, activity: None, span, day })
    },
    |counter, family| Request::ReviewBookings { family, changes: changes(counter, family) },
    |counter, family| {
        let DayChange { child, activity, .. } = changes(counter, family)[0];
        let ticks = vec![Tick { activity, days: Weekdays::WORKING_WEEK }];
        let span = Between { from: day("2026-12-01"), to: day("2026-12-31") };
        let (period, weeks) = (PatternPeriod::Dates(span), Weeks::Every);
        Request::ReviewPattern(Pattern { family, child, ticks, period, weeks, late: false })
    },
    |counter, family| {
        let review = reviewed(counter, family);
        Request::ConfirmBookings { family, review }
    },
    |counter, family| {
        let review = reviewed(counter, family);
        written(counter, Request::ConfirmBookings { family, review });
        let month = day("2026-12-01");
        let request = Request::OpenCalendar { family, child: None, activity: None, month };
        match ask(counter, now(), request) {
            Reply::Calendar(view) => {
                Request::UndoBookings { family, entry: view.undoable.unwrap() }
            }
            reply => panic!("{reply:?}"),
        }
    },
    |counter, family| {
        waited(counter, family);
        Request::OpenWaiting
    },
    |counter, family| {
        let line = Box::new(waited(counter, family));
        Request::GivePlace { line, reason: String::new() }
    },
    |_, _| Request::OpenRules { tariffs: true },
    |_, claire| Request::Explain(Subject::Account(claire)),
    |_, _| Request::Lock,
];

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn unblocking(view: &AccessView) -> Request {
    let lifts = view.account.blocks.iter().map(|block| block.id).collect();
    let (family, identity) = (view.family, IdentityCheck::Passport);
    Request::Unblock(UnblockRequest { family, lifts, identity, reason: String::new() })
}

fn issuing(view: &AccessView) -> Request {
    Request::IssueCode(IssueCodeRequest {
        family: view.family,
        lifts: view.account.blocks.iter().map(|block| block.id).collect(),
        identity: IdentityCheck::Passport,
        replaces: view.credential,
        reason: String::new(),
    })
}

fn issued(counter: &mut Counter, family: FamilyId) -> IssuedCode {
    let request = issuing(&access(counter, now(), family));
    match ask(counter, now(), request) {
        Reply::CodeIssued(code) => code,
        reply => panic!("{reply:?}"),
    }
}

fn open_till(counter: &mut Counter) {
    let reply = ask(counter, now(), Request::OpenTill { float: Cents(10_000) });
    assert!(matches!(reply, Reply::Till(_)), "{reply:?}");
}

fn paid(counter: &mut Counter, family: FamilyId) -> guichet::domain::ids::PaymentId {
    open_till(counter);
    let request = cash(family, &due(counter, family), 5_000);
    payment_of(&receipt(counter, now(), request))
}

/// Two days to book and one to give back.
fn changes(counter: &Counter, family: FamilyId) -> Vec<DayChange> {
    let read = counter.store.read();
    let child = read.children(family).unwrap()[0].id;
    let activities = read.activities().unwrap();
    let of = |code: &str| activities.iter().find(|activity| activity.code == code).unwrap().id;
    [
        ("CANTINE", "2026-12-10", true),
        ("ETUDE", "2026-12-11", true),
        ("CENTRE", "2026-12-09", false),
    ]
    .map(|(code, on, book)| DayChange { child, activity: of(code), day: day(on), book })
    .to_vec()
}

fn written(counter: &mut Counter, request: Request) {
    let reply = ask(counter, now(), request);
    assert!(matches!(reply, Reply::Booked(_)), "{reply:?}");
}

/// Inès waits for the centre's place, which Léo has just given back.
fn waited(counter: &mut Counter, family: FamilyId) -> WaitingLine {
    sign_in(counter, "adm");
    let listed = file("activites.csv").replace("8,00;10,00;\n", "8,00;10,00;demo-attente\n");
    import_into(counter, &plan(&folder_with("activites.csv", &listed)), false).unwrap();
    sign_in(counter, "sle");
    let children = counter.store.read().children(family).unwrap();
    let one = changes(counter, family)[2];
    for (child, book) in [(&children[1], true), (&children[0], false)] {
        let changes = vec![DayChange { child: child.id, book, ..one }];
        match ask(counter, now(), Request::ReviewBookings { family, changes }) {
            Reply::Review(review) => {
                written(counter, Request::ConfirmBookings { family, review: *review });
            }
            reply => panic!("{reply:?}"),
        }
    }
    match ask(counter, now(), Request::OpenWaiting) {
        Reply::Waiting(view) => view.lines[0].clone(),
        reply => panic!("{reply:?}"),
    }
}

fn first(counter: &mut Counter, family: FamilyId) -> InvoiceId {
    due(counter, family)[0].0
}

fn contesting(counter: &mut Counter, family: FamilyId) -> Request {
    let (invoice, wish) = (first(counter, family), ContestWish::Contest(Contested::Amount));
    Request::Contest(ContestRequest { family, invoice, wish })
}

fn reviewed(counter: &mut Counter, family: FamilyId) -> BookingReview {
    let changes = changes(counter, family);
    match ask(counter, now(), Request::ReviewBookings { family, changes }) {
        Reply::Review(review) => *review,
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn each_access_of_each_request_fails_once_and_leaves_nothing() {
    let mut shown = BTreeSet::new();
    for example in EXAMPLES
        .iter()
        .chain(super::household::EXAMPLES)
        .chain(super::tasks::EXAMPLES)
        .chain(super::days::EXAMPLES)
    {
        let town = Town::new();
        let mut counter = town.sit("sle");
        let claire = family(&counter, "EVR04217");
        let request = example(&mut counter, claire);
        let what = name(&format!("{request:?}"));
        each_access_fails_once(&what, &town, &mut counter, &mut |counter| match ask(
            counter,
            now(),
            request.clone(),
        ) {
            Reply::Failed(fault) => Err(fault),
            Reply::Refused(no) if what != "SignIn" => panic!("{what}: {no}"),
            _ => Ok(()),
        });
        shown.insert(what);
    }
    assert_eq!(shown, kinds(), "every request has its example");
}

#[test]
fn a_failed_payment_takes_no_receipt_number() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let mut numbers = Vec::new();
    for login in ["EVR04217", "EVR01180", "EVR00050"] {
        let family = family(&counter, login);
        let invoices = due(&mut counter, family);
        let request = cash(family, &invoices[..1], 50_000);
        let accesses =
            each_access_fails_once("payment", &town, &mut counter, &mut |counter| match ask(
                counter,
                now(),
                request.clone(),
            ) {
                Reply::Failed(fault) => Err(fault),
                Reply::Receipt(receipt) => {
                    numbers.push(receipt.number);
                    Ok(())
                }
                reply => panic!("{reply:?}"),
            });
        assert!(accesses > 30, "{accesses}: begin, journal, payload, the fold, commit …");
    }
    assert_eq!(numbers, ["A2-2026-000001", "A2-2026-000002", "A2-2026-000003"]);
}

#[test]
fn an_import_fails_whole_wherever_it_fails() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let header = |name: &str| file(name).lines().next().unwrap();
    let added = |name: &'static str, line: &str| (name, format!("{}\n{line}\n", header(name)));
    let rows = plan(&[
        added("familles.csv", "EVR09999;NOUVEAU;Ève;06 11 22 33 44;;;;;;;2026"),
        added("enfants.csv", "EVR09999;Ali;;01/02/2018;;;02/09/2026"),
        added("activites.csv", "CHANT;Chant;sport;L;9;;;1,00;1,00;1,00;1,00;1,00;"),
        added("inscriptions.csv", "EVR09999;Ali;CHANT;01/09/2026;02/07/2027"),
        added("factures.csv", "2026-10-09999;EVR09999;oct. 26;chant;9,00;9,00;02/11/2026"),
        added("reservations.csv", "EVR09999;Ali;CHANT;30/11/2026"),
        added("comptes.csv", "EVR09999;bloqué;impayes;01/11/2026"),
    ]);
    each_access_fails_once("import", &town, &mut counter, &mut |counter| {
        faults_of(import_into(counter, &rows, false))
    });
    assert!(import_into(&mut counter, &rows, false).unwrap().changed_nothing());
    let usual = plan(&folder_with("comptes.csv", FOLDER[7].1));
    assert!(import_into(&mut counter, &usual, false).unwrap().changed_nothing());
}

/// The agents' commands, the families' door, and a new souche: no request of the screens.
#[test]
fn each_access_of_what_no_screen_asks_fails_once() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let code = || secret("une longue phrase");
    let new =
        NewAgent { code: "nvo".into(), name: String::new(), role: Role::Agent, secret: code() };
    let mut fails = |what: &str, act: &mut dyn FnMut(&mut Counter) -> Result<(), _>| {
        each_access_fails_once(what, &town, &mut counter, act);
    };
    fails("agent add", &mut |counter| faults_of(agents::add(counter, now(), &new)));
    fails("agent reset", &mut |counter| faults_of(agents::reset(counter, now(), "nvo", &code())));
    fails("agent disable", &mut |counter| faults_of(agents::disable(counter, now(), "nvo")));
    fails("souche", &mut |counter| {
        let copied = Incarnation::Copied;
        faults_of(open_next_souche(&mut counter.store, now(), &here("autre poste"), copied, &[]))
    });
}

#[test]
fn each_access_at_the_families_door_fails_once() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    let code = issued(&mut counter, claire).code;
    let chosen = secret("Soleil-27000");
    let login = "EVR04217";
    let mut fails = |what: &str, act: &mut dyn FnMut(&mut Counter) -> Result<(), _>| {
        each_access_fails_once(what, &town, &mut counter, act);
    };
    fails("provisional", &mut |counter| faults_of(family_sign_in(counter, now(), login, &code)));
    fails("chosen", &mut |counter| {
        faults_of(choose_password(counter, now(), login, &code, &chosen))
    });
    fails("family", &mut |counter| faults_of(family_sign_in(counter, now(), login, &chosen)));
    let limit = town.door().profile.access.tries;
    for nth in 1..=limit {
        fails("wrong", &mut |counter| faults_of(family_sign_in(counter, now(), login, &code)));
        let blocked = !access(&mut town.sit("mdi"), now(), claire).account.blocks.is_empty();
        assert_eq!(blocked, nth == limit, "the last failure blocks, in the gesture that counts it");
    }
}
