//! Who may sit down, who may do what, and who is found by what is typed.

use guichet::desk::Counter;
use guichet::desk::agents;
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{
    AccessStep, AskedFor, CancelRequest, ClosingRequest, ClosureWish, ContestRequest, ContestWish,
    DayChange, DocumentNote, IssueCodeRequest, NoteDocument, PaidBy, Pattern, PatternPeriod,
    PaymentRequest, Reply, Request, SetEnrolment, Subject, UnblockRequest, Verdict, WriteFamily,
    WriteNote,
};
use guichet::desk::view::{
    BookingReview, ClosureReview, FreePlace, ReviewLine, WaitingChild, WaitingLine,
};
use guichet::domain::enrolment::Span;
use guichet::domain::household::Household;
use guichet::domain::ids::FamilyId;
use guichet::domain::money::Cents;
use guichet::domain::pattern::Weeks;
use guichet::domain::people::{DayState, HandOver, IdentityCheck, MatchedBy, Role, ToldBy};
use guichet::domain::secret::Secret;
use guichet::domain::task::TaskOutcome;
use guichet::domain::tender::{Tender, Wanted};

use crate::facts::id;
use crate::support::{
    Town, ask, day, family, file, import_into, now, plan, position, refused, sign_in, sign_in_as,
};

/// Seconds that the door stays shut after this reply; 0 when it is open.
fn pause(reply: &Reply) -> u32 {
    match reply {
        Reply::SignedIn(_) => 0,
        Reply::Refused(
            Refusal::WrongSecret { wait_seconds, .. } | Refusal::TooManyTries { wait_seconds },
        ) => *wait_seconds,
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn an_unknown_a_disabled_and_a_mistaken_agent_read_the_same() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    agents::disable(&mut counter, now(), "mdi").unwrap();
    let words: Vec<String> = ["inconnu", "mdi", "sle", " SLE "]
        .into_iter()
        .zip([1, 1, 1, 2])
        .map(|(code, nth)| {
            let later = now().later(10_000 * nth);
            match sign_in_as(&mut counter, later, code, "faux") {
                Reply::Refused(refusal) => refusal.to_string(),
                reply => panic!("{code}: {reply:?}"),
            }
        })
        .collect();
    assert!(words[0].starts_with("Code incorrect (1er essai sur 5)."), "{}", words[0]);
    assert_eq!((&words[1], &words[2]), (&words[0], &words[0]));
    assert!(
        words[3].starts_with("Code incorrect (2e essai sur 5)."),
        "one agent, whatever the case"
    );
    assert!(matches!(refused(&mut counter, now(), Request::Till), Refusal::SignedOut));
}

#[test]
fn pauses_grow_and_survive_a_restart() {
    let town = Town::new();
    let mut counter = town.door();
    let mut clock = now();
    for seconds in [1, 2, 4, 8, 300, 300] {
        let reply = sign_in_as(&mut counter, clock, "sle", "faux");
        assert_eq!(pause(&reply), seconds);
        counter = town.door();
        let shut = clock.later(i64::from(seconds) * 1000 - 1);
        for secret in ["guichet", "faux"] {
            let reply = sign_in_as(&mut counter, shut, "sle", secret);
            assert_eq!(reply, Reply::Refused(Refusal::TooManyTries { wait_seconds: 1 }));
        }
        clock = clock.later(i64::from(seconds) * 1000);
    }
    assert_eq!(pause(&sign_in_as(&mut counter, clock, "sle", "guichet")), 0);
    let reply = sign_in_as(&mut counter, clock, "sle", "faux");
    assert_eq!(pause(&reply), 1, "a right secret forgets the failures");
}

#[test]
fn one_agents_pause_shuts_nobody_else_out() {
    let town = Town::new();
    let mut counter = town.door();
    assert_eq!(pause(&sign_in_as(&mut counter, now(), "sle", "faux")), 1);
    assert_eq!(pause(&sign_in_as(&mut counter, now(), "mdi", "guichet")), 0);
}

#[test]
fn a_clock_set_back_does_not_lengthen_the_pause() {
    let town = Town::new();
    let mut counter = town.door();
    let mut clock = now();
    for seconds in [1, 2, 4, 8, 300] {
        sign_in_as(&mut counter, clock, "sle", "faux");
        clock = clock.later(i64::from(seconds) * 1000);
    }
    let yesterday = now().later(-86_400_000);
    assert_eq!(pause(&sign_in_as(&mut counter, yesterday, "sle", "guichet")), 300);
    assert_eq!(pause(&sign_in_as(&mut counter, yesterday.later(299_999), "sle", "guichet")), 1);
    assert_eq!(pause(&sign_in_as(&mut counter, yesterday.later(300_000), "sle", "guichet")), 0);
}

/// Who may: everybody, whoever sits there, or whoever may write.
#[derive(Clone, Copy, Debug, PartialEq)]
enum May {
    Anybody,
    Seated,
    Writer,
}

/// The compiler asks for the next request here.
fn may(request: &Request) -> May {
    match request {
        Request::SignIn { .. } | Request::Lock => May::Anybody,
        Request::KeepDraft(_)
        | Request::Find { .. }
        | Request::FindArchived { .. }
        | Request::Beyond { .. }
        | Request::Recall
        | Request::Preview(_)
        | Request::FieldHistory(_)
        | Request::OpenEnrolments { .. }
        | Request::OpenFamily(_)
        | Request::OpenAccess(_)
        | Request::Explain(_)
        | Request::Till
        | Request::OpenClosing
        | Request::OpenArrete(_)
        | Request::ReviewCancellation(_)
        | Request::OpenPayment(_)
        | Request::Contest(ContestRequest { wish: ContestWish::Open, .. })
        | Request::OpenReceipt(_)
        | Request::OpenLastReceipt(_)
        | Request::OpenCalendar { .. }
        | Request::TurnCalendar(_)
        | Request::PrintYear(_)
        | Request::OpenWaiting
        | Request::OpenTasks
        | Request::CountTasks
        | Request::PrintTasks(_)
        | Request::PrintNotice(_)
        | Request::ReviewPattern(_)
        | Request::ReviewSpread(_)
        | Request::OpenRules { .. }
        | Request::ReviewBookings { .. } => May::Seated,
        Request::OpenClosures
        | Request::ReviewClosure(_)
        | Request::CloseDays(_)
        | Request::EditFamily(_)
        | Request::WriteFamily(_)
        | Request::FileFamily { .. }
        | Request::WriteNote(_)
        | Request::StrikeNote { .. }
        | Request::SetEnrolment(_)
        | Request::NoteDocument(_)
        | Request::OpenAccount(_)
        | Request::OpenLetter(_)
        | Request::RecordStep { .. }
        | Request::Unblock(_)
        | Request::IssueCode(_)
        | Request::HandOver { .. }
        | Request::UndoUnblock { .. }
        | Request::OpenTill { .. }
        | Request::CloseTill(_)
        | Request::CancelPayment(_)
        | Request::Contest(_)
        | Request::TakePayment(_)
        | Request::ReceiptPrinted(_)
        | Request::GivePlace { .. }
        | Request::Decide { .. }
        | Request::UndoDecisions(_)
        | Request::Told { .. }
        | Request::CloseTask { .. }
        | Request::UndoBookings { .. }
        | Request::ConfirmBookings { .. } => May::Writer,
    }
}

/// The requests of the till and of the days, each good enough to be weighed.
fn till_requests() -> Vec<Request> {
    let reason = "motif valable".to_owned();
    let yesterday = Span { from: day("2026-11-19"), to: day("2026-11-19") };
    let wish = ClosureWish { activity: None, span: yesterday, label: "grève".into() };
    let closing = ClosureReview {
        wish: wish.clone(),
        families: vec![],
        total: Cents::ZERO,
        credited: Cents::ZERO,
    };
    vec![
        Request::OpenClosures,
        Request::ReviewClosure(wish),
        Request::CloseDays(Box::new(closing)),
        Request::OpenClosing,
        Request::CloseTill(ClosingRequest {
            session: id(1),
            saw: (0, Cents::ZERO),
            counted: Vec::new(),
            reason: String::new(),
            left: Cents::ZERO,
        }),
        Request::OpenArrete(None),
        Request::ReviewCancellation(id(1)),
        Request::CancelPayment(CancelRequest { payment: id(1), reason }),
    ]
}

/// One request of each kind about who a family is.
fn each_about(claire: FamilyId) -> Vec<Request> {
    vec![
        Request::OpenFamily(claire),
        Request::Explain(Subject::Account(claire)),
        Request::Preview(claire),
        Request::FieldHistory(claire),
        Request::EditFamily(claire),
        Request::WriteFamily(Box::new(WriteFamily {
            family: Some(claire),
            saw: None,
            household: Household::default(),
            apart: Vec::new(),
            channel: None,
        })),
        Request::FileFamily { family: claire, archived: true },
        Request::WriteNote(WriteNote { family: claire, text: String::new(), flagged: false }),
        Request::StrikeNote { family: claire, note: id(1) },
        Request::Contest(ContestRequest::open(claire, id(1))),
        Request::Contest(ContestRequest {
            wish: ContestWish::Withdraw(id(1)),
            ..ContestRequest::open(claire, id(1))
        }),
        Request::OpenEnrolments { of: (claire, id(1)), wish: None },
        Request::ReviewPattern(Pattern {
            family: claire,
            child: id(1),
            ticks: Vec::new(),
            period: PatternPeriod::SchoolYear,
            weeks: Weeks::Every,
            late: false,
        }),
        Request::NoteDocument(NoteDocument {
            family: claire,
            child: None,
            code: String::new(),
            note: DocumentNote::Received,
        }),
        Request::SetEnrolment(SetEnrolment {
            family: claire,
            child: id(1),
            enrolment: None,
            activity: id(2),
            from: day("2026-09-01"),
            to: day("2027-07-02"),
            age_reason: String::new(),
            rhythm: None,
            saw: None,
        }),
        Request::OpenAccount(claire),
        Request::OpenLetter(claire),
        Request::RecordStep { family: claire, step: AccessStep::Terms },
        Request::PrintNotice(claire),
    ]
}

/// A child that waits for nothing.
fn waits(family: FamilyId) -> WaitingLine {
    WaitingLine {
        who: WaitingChild {
            family,
            booking: id(1),
            child: id(2),
            name: String::new(),
            login: String::new(),
            phone: String::new(),
        },
        place: FreePlace {
            activity: id(3),
            label: String::new(),
            day: day("2026-11-30"),
            free: 1,
            waiting: 1,
        },
        rank: 1,
        price: Cents::ZERO,
        deadline: None,
        late: false,
        obstacle: None,
    }
}

/// A request that waits for nobody.
fn asked(family: FamilyId) -> AskedFor {
    AskedFor { family, child: id(1), activity: id(2), days: Vec::new() }
}

/// A day to book, and its review.
fn added() -> (DayChange, BookingReview) {
    let change = DayChange { child: id(1), activity: id(2), day: day("2026-11-30"), book: true };
    let line = ReviewLine {
        change,
        child: String::new(),
        activity: String::new(),
        state: DayState::Available,
        price: Cents::ZERO,
        surcharge: Cents::ZERO,
        rank: None,
        reason: String::new(),
    };
    (change, BookingReview { added: vec![line], ..BookingReview::default() })
}

/// One request of each kind, each good enough to be weighed.
fn each_request(claire: FamilyId) -> Vec<Request> {
    let (change, review) = added();
    let (identity, reason) = (IdentityCheck::Passport, "motif valable".to_owned());
    let mut requests = each_about(claire);
    requests.extend([
        Request::SignIn { code: "zz".to_owned(), secret: Secret::new("zz".to_owned()) },
        Request::KeepDraft(None),
        Request::Find { text: "mart".to_owned() },
        Request::FindArchived { text: "mart".to_owned() },
        Request::Beyond { text: "martx".to_owned() },
        Request::Recall,
        Request::OpenAccess(claire),
        Request::Unblock(UnblockRequest {
            family: claire,
            lifts: vec![id(1)],
            identity,
            reason: reason.clone(),
        }),
        Request::IssueCode(IssueCodeRequest {
            family: claire,
            lifts: vec![id(1)],
            identity,
            replaces: None,
            reason,
        }),
        Request::HandOver { family: claire, credential: id(1), how: HandOver::Shown },
        Request::UndoUnblock { family: claire, unblocking: id(1) },
        Request::OpenTill { float: Cents(-1) },
        Request::Till,
        Request::OpenPayment(claire),
        Request::TakePayment(PaymentRequest {
            family: claire,
            payer: PaidBy::Holder,
            wanted: vec![Wanted::all(id(1), Cents(1))],
            tenders: vec![Tender::Credit { amount: Cents(1) }],
            keep: false,
        }),
        Request::OpenReceipt(id(1)),
        Request::OpenLastReceipt(claire),
        Request::ReceiptPrinted(id(1)),
        Request::OpenCalendar {
            family: claire,
            child: None,
            activity: None,
            month: day("2026-11-01"),
        },
        Request::OpenWaiting,
        Request::OpenTasks,
        Request::Decide { requests: vec![asked(claire)], verdict: Verdict::Accept },
        Request::UndoDecisions(vec![(claire, id(1))]),
        Request::Told { of: (claire, id(1)), how: ToldBy::Phone },
        Request::OpenRules { tariffs: false },
        Request::PrintTasks(None),
        Request::CountTasks,
        Request::CloseTask { task: id(1), outcome: TaskOutcome::Helped },
        Request::UndoBookings { family: claire, entry: id(1) },
        Request::GivePlace { line: Box::new(waits(claire)), reason: String::new() },
        Request::ReviewBookings { family: claire, changes: vec![change] },
        Request::ConfirmBookings { family: claire, review },
        Request::Lock,
    ]);
    requests
}

#[test]
fn each_role_may_do_what_it_may_and_nothing_more() {
    let town = Town::new();
    for (code, role) in [
        ("sle", Role::Agent),
        ("jpe", Role::Regisseur),
        ("adm", Role::Administrator),
        ("ctl", Role::Control),
    ] {
        let mut counter = town.sit(code);
        let claire = family(&counter, "EVR04217");
        for request in till_requests().into_iter().chain(each_request(claire)) {
            if may(&request) != May::Anybody {
                sign_in(&mut counter, code);
            }
            let before = position(&counter);
            let reply = ask(&mut counter, now(), request.clone());
            let refused = matches!(reply, Reply::Refused(Refusal::Role { .. }));
            let allowed = may(&request) != May::Writer || role.may_write();
            assert_eq!(!refused, allowed, "{code} {request:?} {reply:?}");
            assert_ne!(reply, Reply::Refused(Refusal::SignedOut), "{request:?}");
            assert_eq!(position(&counter), before, "{code} {request:?}");
        }
    }
}

#[test]
fn an_empty_seat_may_nothing_and_control_writes_nothing() {
    let town = Town::new();
    let mut counter = town.door();
    let claire = family(&counter, "EVR04217");
    for request in till_requests().into_iter().chain(each_request(claire)) {
        let before = position(&counter);
        let reply = ask(&mut counter, now(), request.clone());
        let signed_out = reply == Reply::Refused(Refusal::SignedOut);
        assert_eq!(signed_out, may(&request) != May::Anybody, "{request:?} {reply:?}");
        assert_eq!(position(&counter), before);
    }
    let mut counter = town.sit("ctl");
    let real = crate::support::access(&mut counter, now(), claire);
    let lifts = real.account.blocks.iter().map(|block| block.id).collect();
    let (identity, reason) = (IdentityCheck::Passport, String::new());
    let unblock = Request::Unblock(UnblockRequest { family: claire, lifts, identity, reason });
    for request in [unblock, Request::OpenTill { float: Cents(100) }] {
        assert_eq!(refused(&mut counter, now(), request), Refusal::Role { needs: "agent" });
    }
}

#[test]
fn an_agent_disabled_meanwhile_sits_nowhere() {
    let town = Town::new();
    let (mut counter, mut other) = (town.sit("sle"), town.sit("adm"));
    agents::disable(&mut other, now(), "sle").unwrap();
    assert_eq!(refused(&mut counter, now(), Request::Till), Refusal::SignedOut);
    assert!(agents::disable(&mut other, now(), "adm").is_err(), "nobody shuts themselves out");
    agents::reset(&mut other, now(), "mdi", &Secret::new("nouveau".to_owned())).unwrap();
    assert_eq!(pause(&sign_in_as(&mut counter, now(), "mdi", "guichet")), 1);
    assert_eq!(pause(&sign_in_as(&mut counter, now().later(1000), "mdi", "nouveau")), 0);
    for code in ["sle", "mdi", "jpe", "ctl"] {
        let mut counter = town.door();
        if code != "sle" {
            let secret = if code == "mdi" { "nouveau" } else { "guichet" };
            assert_eq!(pause(&sign_in_as(&mut counter, now().later(1000), code, secret)), 0);
        }
        assert!(agents::disable(&mut counter, now(), "ctl").is_err(), "{code}");
    }
    town.holds();
}

/// What a text finds, in order: login id and why.
fn found(text: &str) -> Vec<(String, MatchedBy)> {
    let town = Town::new();
    let mut counter = town.sit("sle");
    match ask(&mut counter, now(), Request::Find { text: text.to_owned() }) {
        Reply::Found(found) => {
            assert_eq!(found.text, text);
            found.rows.into_iter().map(|row| (row.login, row.matched_by)).collect()
        }
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn the_families_opened_last_are_recalled_to_their_agent_alone() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let recalled = |counter: &mut Counter| match ask(counter, now(), Request::Recall) {
        Reply::Found(found) => found.rows.into_iter().map(|row| row.login).collect::<Vec<_>>(),
        reply => panic!("{reply:?}"),
    };
    assert!(recalled(&mut counter).is_empty());
    for login in ["EVR04217", "EVR00060", "EVR00030", "EVR04217"] {
        let family = family(&counter, login);
        ask(&mut counter, now(), Request::OpenFamily(family));
    }
    assert_eq!(recalled(&mut counter), ["EVR04217", "EVR00030", "EVR00060"]);
    assert!(recalled(&mut town.sit("mdi")).is_empty());
}

#[track_caller]
fn finds(text: &str, expected: &[(&str, MatchedBy)]) {
    let found = found(text);
    let found: Vec<(&str, MatchedBy)> =
        found.iter().map(|(login, by)| (login.as_str(), *by)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn families_are_found_in_the_order_of_the_house() {
    use MatchedBy::{Adult, Child, Exact, Holder, Typo};
    finds(
        "mart",
        &[
            ("EVR01180", Holder),
            ("EVR04217", Holder),
            ("EVR00060", Holder),
            ("EVR00030", Adult),
            ("EVR00040", Child),
        ],
    );
    finds("martineau", &[("EVR04217", Holder), ("EVR00030", Adult), ("EVR00040", Child)]);
    finds("léo", &[("EVR04217", Child), ("EVR00020", Child)]);
    finds("duramd", &[("EVR00050", Typo)]);
    finds("EVR00060", &[("EVR00060", Exact)]);
    finds("martineau claire leo", &[("EVR04217", Holder)]);
    finds("xyzzy", &[]);
    finds("", &[]);
}

#[test]
fn names_are_found_however_they_are_written() {
    for (login, texts) in [
        (
            "EVR00010",
            vec![
                "n’diaye",
                "N'DIAYE",
                "ndiaye",
                "n diaye",
                "le goff",
                "LE-GOFF aïssatou",
                "aissatou n'diaye",
            ],
        ),
        (
            "EVR00020",
            vec!["de la tour", "DE-LA-TOUR", "tour eloise", "Éloïse de la Tour", "eloise tour"],
        ),
        (
            "EVR04217",
            vec![
                "claire martineau",
                "Martineau Claire",
                "morel",
                "antoine MOREL",
                "ines martineau",
            ],
        ),
        ("EVR04217", vec!["06 12 34 56 78", "0612345678", "345678", "34 56 78"]),
        (
            "EVR04217",
            vec!["claire.m@exemple.fr", "CLAIRE.M@exemple.fr", "2026-10-04217", "2026-09-04217"],
        ),
        ("EVR04217", vec!["EVR04217", "evr04217", "04217", "evr 04217"]),
    ] {
        for text in texts {
            assert_eq!(found(text).first().map(|row| row.0.as_str()), Some(login), "{text}");
        }
    }
}

#[test]
fn a_family_with_many_keys_hides_nobody() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let names = ('a'..='z').flat_map(|a| ['a', 'b', 'c'].map(|b| format!("Ta{a}{b}")));
    let lines: Vec<String> =
        names.take(60).map(|name| format!("EVR00070;{name};;01/01/2018;;;")).collect();
    let header = |name: &str| file(name).lines().next().unwrap();
    let families = format!("{}\nEVR00070;OZANNE;Eva;;;;;;;;\n", header("familles.csv"));
    let children = format!("{}\n{}", header("enfants.csv"), lines.join("\n"));
    let rows = plan(&[("familles.csv", families), ("enfants.csv", children)]);
    import_into(&mut counter, &rows, false).unwrap();
    let Reply::Found(found) = ask(&mut counter, now(), Request::Find { text: "t".to_owned() })
    else {
        panic!("nothing found")
    };
    let logins: Vec<&str> = found.rows.iter().map(|row| row.login.as_str()).collect();
    assert!(logins.contains(&"EVR00050"), "Tom Durand is behind sixty children: {logins:?}");
    assert!(!found.more);
}

#[test]
fn an_agent_who_stays_with_a_family_has_looked_once() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let family = family(&counter, "EVR04217");
    let mut look = |minutes: i64| {
        let later = now().later(minutes * 60_000);
        ask(&mut counter, later, Request::OpenFamily(family));
        ask(&mut counter, later, Request::OpenAccess(family));
        counter.store.looks(family).unwrap()
    };
    assert_eq!([look(0), look(9), look(10), look(11)], [1, 1, 2, 2]);
}
