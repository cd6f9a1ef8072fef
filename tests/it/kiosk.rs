//! The kiosk's door and the counter's, over one database: what a family can do by itself, and what
//! nobody can do there.

use guichet::desk::Counter;
use guichet::desk::kiosk::{Kiosk, perform};
use guichet::desk::request::kiosk::{
    ChangeSubject, KioskDays, KioskPage, KioskRefusal, KioskReply, KioskRequest, KioskStep,
    UnmetRules,
};
use guichet::desk::request::{DayChange, Reply, Request};
use guichet::desk::view::kiosk::KioskSheet;
use guichet::desk::view::{BookingReview, CalendarView, TasksView};
use guichet::domain::password::Unmet;
use guichet::domain::people::{AccountState, DayState};
use guichet::domain::secret::Secret;
use guichet::domain::task::TaskNature;
use guichet::domain::time::Moment;
use guichet::profile::Terms;

use crate::booking::Desk;
use crate::facts::id;
use crate::logins::{code, code_for};
use crate::support::{Town, access, ask, at, day, family, now, position};

const PLACE: &str = "rez-de-jardin";

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn at_kiosk(town: &Town) -> Kiosk {
    Kiosk::new(town.door(), PLACE.to_owned())
}

fn signs_in(kiosk: &mut Kiosk, now: Moment, login: &str, word: &str) -> KioskReply {
    let (login, secret) = (login.to_owned(), secret(word));
    perform(kiosk, now, KioskRequest::SignIn { login, secret })
}

#[track_caller]
fn refusal(reply: KioskReply) -> KioskRefusal {
    match reply {
        KioskReply::Refused(refusal) => refusal,
        reply => panic!("not refused: {reply:?}"),
    }
}

/// Luc Durand at the kiosk, with a password of his own.
fn inside(town: &Town) -> (Kiosk, Counter) {
    let mut counter = town.sit("sle");
    let luc = family(&counter, "EVR00050");
    let code = code(&mut counter, luc);
    let mut kiosk = at_kiosk(town);
    let first = signs_in(&mut kiosk, now(), "evr00050", code.code.reveal());
    assert_eq!(first, KioskReply::Step(KioskStep::Choose));
    let chosen = KioskRequest::ChoosePassword(secret("Soleil-27000"));
    let open = perform(&mut kiosk, now(), chosen);
    assert!(matches!(open, KioskReply::Step(KioskStep::Open(_))), "{open:?}");
    (kiosk, counter)
}

fn tasks(counter: &mut Counter, now: Moment) -> TasksView {
    match ask(counter, now, Request::OpenTasks) {
        Reply::Tasks(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

fn month(kiosk: &mut Kiosk, now: Moment) -> CalendarView {
    let month = KioskDays { child: None, activity: None, month: day("2026-12-04") };
    match perform(kiosk, now, KioskRequest::OpenDays(month)) {
        KioskReply::Days(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

fn state_of(view: &CalendarView, on: &str) -> DayState {
    view.days().iter().find(|answer| answer.day == day(on)).unwrap().state
}

#[test]
fn a_family_is_blocked_opened_again_and_books_by_itself() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    let mut kiosk = at_kiosk(&town);
    for (n, door) in
        [&mut kiosk.counter_mut().profile, &mut counter.profile].into_iter().enumerate()
    {
        assert!(n < 2);
        let place = "à l’accueil".to_owned();
        door.access.portal.terms = Some(Terms { version: "2026".to_owned(), place });
        door.login.household_check = true;
    }
    for said in [KioskRefusal::Wrong, KioskRefusal::Wrong, KioskRefusal::WrongAgain] {
        assert_eq!(refusal(signs_in(&mut kiosk, now(), "EVR04217", "faux")), said);
    }
    assert_eq!(access(&mut counter, now(), claire).account.state, AccountState::Blocked);
    let line = tasks(&mut counter, now()).lines;
    assert!(line.iter().any(|line| line.name.contains("MARTINEAU")), "{line:?}");

    let block = access(&mut counter, now(), claire).account.blocks[0].id;
    let Request::IssueCode(mut issue) = code_for(&mut counter, claire) else { panic!() };
    issue.lifts = vec![block];
    let Reply::CodeIssued(issued) = ask(&mut counter, now(), Request::IssueCode(issue)) else {
        panic!()
    };
    let step = signs_in(&mut kiosk, now(), "EVR04217", issued.code.reveal());
    assert_eq!(step, KioskReply::Step(KioskStep::Choose));
    let short = perform(&mut kiosk, now(), KioskRequest::ChoosePassword(secret("Soleil")));
    let KioskReply::Unmet(UnmetRules { rules, same: false }) = short else { panic!("{short:?}") };
    assert!(rules.contains(&Unmet::TooShort(8)) && rules.contains(&Unmet::Digit), "{rules:?}");
    let same = perform(&mut kiosk, now(), KioskRequest::ChoosePassword(issued.code.clone()));
    assert!(matches!(same, KioskReply::Unmet(UnmetRules { same: true, .. })), "{same:?}");
    let terms = perform(&mut kiosk, now(), KioskRequest::ChoosePassword(secret("Soleil-27000")));
    assert!(matches!(terms, KioskReply::Step(KioskStep::Accept { .. })), "{terms:?}");
    let household = perform(&mut kiosk, now(), KioskRequest::AcceptTerms);
    let KioskReply::Step(KioskStep::Verify(shown)) = household else { panic!("{household:?}") };
    assert_eq!(shown.guardians[0].surname, "MARTINEAU");
    let open = perform(&mut kiosk, now(), KioskRequest::ConfirmHousehold);
    let KioskReply::Step(KioskStep::Open(home)) = open else { panic!("{open:?}") };
    let given: Vec<&str> = home.children.iter().map(|(_, given)| given.as_str()).collect();
    assert_eq!(given, ["Léo", "Inès"]);

    let view = month(&mut kiosk, now());
    assert_eq!((view.whose.as_str(), view.undoable), ("", None), "no surname");
    let change = DayChange {
        child: view.child.unwrap(),
        activity: view.activity.unwrap(),
        day: day("2026-12-04"),
        book: true,
    };
    let before = state_of(&view, "2026-12-04");
    assert_eq!(before, DayState::Available);
    let review = perform(&mut kiosk, now(), KioskRequest::ReviewDays(vec![change]));
    let KioskReply::Review(review) = review else { panic!("{review:?}") };
    assert_eq!(review.added.len(), 1);
    let booked = perform(&mut kiosk, now(), KioskRequest::ConfirmDays(review.clone()));
    assert_eq!(booked, KioskReply::Booked(review));
    assert_eq!(state_of(&month(&mut kiosk, now()), "2026-12-04"), DayState::EnrolledCancellable);
    let mut desk = Desk { counter, family: claire };
    let (child, activity) = (view.child.unwrap(), view.activity.unwrap());
    let seen = desk.calendar(child, activity, day("2026-12-04"));
    assert_eq!(state_of(&seen, "2026-12-04"), DayState::EnrolledCancellable, "seen at the counter");
    drop(desk);
    drop(kiosk);
    town.holds();
}

#[test]
fn the_words_are_the_same_for_every_id_and_five_failures_pause_the_kiosk() {
    let town = Town::new();
    let known = ["EVR00050", "EVR00040", "EVR00030", "EVR00010", "EVR00020"];
    for ids in [["personne"; 5], known, ["EVR00050"; 5], ["", "'--", "EVR00050", "\u{1b}[2J", "é"]]
    {
        let town = town.copy(&format!("copie-{}", ids.concat().len()));
        let mut kiosk = at_kiosk(&town);
        let until = at("2026-11-20T10:47:00");
        let again = || KioskRefusal::WrongAgain;
        let said = [KioskRefusal::Wrong, KioskRefusal::Wrong, again(), again()];
        for (id, said) in ids.into_iter().zip(said.into_iter().chain([KioskRefusal::Paused(until)]))
        {
            assert_eq!(refusal(signs_in(&mut kiosk, now(), id, "faux")), said, "{id}");
        }
        let standing = perform(&mut kiosk, now(), KioskRequest::Look);
        assert_eq!(standing, KioskReply::Standing { paused: Some(until) });
        let last = at("2026-11-20T10:46:59");
        let early = refusal(signs_in(&mut kiosk, last, "EVR00060", "faux"));
        assert_eq!(early, KioskRefusal::Paused(until), "nothing is tried meanwhile");
        let standing = perform(&mut kiosk, until, KioskRequest::Look);
        assert_eq!(standing, KioskReply::Standing { paused: None });
        assert_eq!(refusal(signs_in(&mut kiosk, until, "EVR00060", "faux")), KioskRefusal::Wrong);
        let mut counter = town.sit("sle");
        let paused = tasks(&mut counter, until).lines;
        let paused = paused.iter().filter(|line| line.detail == TaskNature::KioskPaused.label());
        assert_eq!(paused.count(), 1, "the counter knows");
    }
}

#[test]
fn failures_that_are_far_apart_pause_nothing_and_a_clock_set_back_ends_a_pause_in_time() {
    let town = Town::new();
    let mut kiosk = at_kiosk(&town);
    for minute in (0..50).step_by(5) {
        let when = now().later(minute * 60_000);
        assert_eq!(refusal(signs_in(&mut kiosk, when, "x", "faux")), KioskRefusal::Wrong);
    }
    let late = now().later(3_600_000);
    for _ in 0..5 {
        signs_in(&mut kiosk, late, "x", "faux");
    }
    let back = now();
    let standing = perform(&mut kiosk, back, KioskRequest::Look);
    assert_eq!(standing, KioskReply::Standing { paused: Some(back.later(300_000)) });
    let over = perform(&mut kiosk, back.later(300_000), KioskRequest::Look);
    assert_eq!(over, KioskReply::Standing { paused: None });
}

/// Every request of the kiosk, and whether it is for the family that signed in alone. A request
/// that is added must be put here.
fn each_request() -> Vec<(KioskRequest, bool)> {
    let change = DayChange { child: id(1), activity: id(2), day: day("2026-11-30"), book: true };
    let wanted = KioskDays { child: None, activity: None, month: day("2026-11-30") };
    let (old, chosen) = (secret("a"), secret("b"));
    let text = "2 rue Neuve".to_owned();
    let all = vec![
        KioskRequest::Look,
        KioskRequest::SignIn { login: "x".to_owned(), secret: secret("x") },
        KioskRequest::AskHelp,
        KioskRequest::Close { code: "zz".to_owned(), secret: secret("zz") },
        KioskRequest::Leave,
        KioskRequest::ChoosePassword(secret("Soleil-27000")),
        KioskRequest::AcceptTerms,
        KioskRequest::ConfirmHousehold,
        KioskRequest::DoubtHousehold,
        KioskRequest::OpenDays(wanted),
        KioskRequest::ReviewDays(vec![change]),
        KioskRequest::ConfirmDays(Box::default()),
        KioskRequest::Consult(KioskPage::Bookings),
        KioskRequest::Consult(KioskPage::Invoices),
        KioskRequest::Consult(KioskPage::Receipts),
        KioskRequest::Consult(KioskPage::Tariffs),
        KioskRequest::Consult(KioskPage::Documents),
        KioskRequest::ChangePassword { old, chosen },
        KioskRequest::AskChange { subject: ChangeSubject::Address, text },
    ];
    let family_alone = |request: &KioskRequest| match request {
        KioskRequest::Look
        | KioskRequest::SignIn { .. }
        | KioskRequest::AskHelp
        | KioskRequest::Close { .. }
        | KioskRequest::Leave => false,
        KioskRequest::ChoosePassword(_)
        | KioskRequest::AcceptTerms
        | KioskRequest::ConfirmHousehold
        | KioskRequest::DoubtHousehold
        | KioskRequest::OpenDays(_)
        | KioskRequest::ReviewDays(_)
        | KioskRequest::ConfirmDays(_)
        | KioskRequest::Consult(_)
        | KioskRequest::ChangePassword { .. }
        | KioskRequest::AskChange { .. } => true,
    };
    all.into_iter().map(|request| (request.clone(), family_alone(&request))).collect()
}

#[test]
fn nothing_of_a_family_is_done_without_its_session() {
    let town = Town::new();
    let (mut kiosk, counter) = inside(&town);
    let (late, backward) = (now().later(610_001), now().later(-1));
    for (at, leaves) in [(now(), true), (late, false), (backward, false)] {
        let open = signs_in(&mut kiosk, now(), "EVR00050", "Soleil-27000");
        assert!(matches!(open, KioskReply::Step(KioskStep::Open(_))), "{open:?}");
        let page = KioskRequest::Consult(KioskPage::Documents);
        let last = perform(&mut kiosk, now().later(610_000), page);
        assert!(matches!(last, KioskReply::Sheet(_)), "ten minutes and an answer: {last:?}");
        if leaves {
            assert_eq!(perform(&mut kiosk, at, KioskRequest::Leave), KioskReply::Left);
        }
        let before = position(&counter);
        for (request, family_alone) in each_request() {
            if family_alone {
                let reply = perform(&mut kiosk, at, request.clone());
                assert_eq!(reply, KioskReply::Refused(KioskRefusal::Over), "{request:?}");
            }
        }
        assert_eq!(position(&counter), before, "nothing was written");
    }
}

#[test]
fn the_steps_can_not_be_skipped() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let luc = family(&counter, "EVR00050");
    let code = code(&mut counter, luc);
    let mut kiosk = at_kiosk(&town);
    let step = signs_in(&mut kiosk, now(), "EVR00050", code.code.reveal());
    assert_eq!(step, KioskReply::Step(KioskStep::Choose));
    let before = position(&counter);
    for (request, family_alone) in each_request() {
        let chooses = matches!(request, KioskRequest::ChoosePassword(_));
        if family_alone && !chooses {
            let reply = perform(&mut kiosk, now(), request.clone());
            assert_eq!(reply, KioskReply::Refused(KioskRefusal::Over), "{request:?}");
        }
    }
    assert_eq!(position(&counter), before, "nothing was written");
}

#[test]
fn no_other_family_can_be_reached() {
    let town = Town::new();
    let (mut kiosk, counter) = inside(&town);
    let desk = Desk { family: family(&counter, "EVR04217"), counter };
    let theirs = desk.change("Léo CANTINE 2026-11-30", true);
    let wanted = KioskDays { child: Some(theirs.child), activity: None, month: day("2026-11-30") };
    let KioskReply::Days(view) = perform(&mut kiosk, now(), KioskRequest::OpenDays(wanted)) else {
        panic!()
    };
    assert_ne!(view.child, Some(theirs.child), "its own eldest instead");
    let before = position(&desk.counter);
    let reply = perform(&mut kiosk, now(), KioskRequest::ReviewDays(vec![theirs]));
    assert!(matches!(reply, KioskReply::Refused(KioskRefusal::Rule(_))), "{reply:?}");
    let mut forged = BookingReview::default();
    let mine = DayChange { child: view.child.unwrap(), ..theirs };
    let review = perform(&mut kiosk, now(), KioskRequest::ReviewDays(vec![mine]));
    if let KioskReply::Review(review) = review {
        forged = *review;
    }
    for line in &mut forged.added {
        line.change.child = theirs.child;
    }
    let reply = perform(&mut kiosk, now(), KioskRequest::ConfirmDays(Box::new(forged)));
    assert!(matches!(reply, KioskReply::Refused(KioskRefusal::Rule(_))), "{reply:?}");
    assert_eq!(position(&desk.counter), before, "nothing was written");
}

#[test]
fn a_family_reads_what_is_its_own() {
    let town = Town::new();
    let (mut kiosk, _counter) = inside(&town);
    let page = |kiosk: &mut Kiosk, page| match perform(kiosk, now(), KioskRequest::Consult(page)) {
        KioskReply::Sheet(sheet) => *sheet,
        reply => panic!("{reply:?}"),
    };
    let KioskSheet::Tariffs(tariffs) = page(&mut kiosk, KioskPage::Tariffs) else { panic!() };
    let tom = tariffs.iter().find(|line| line.child == "Tom").unwrap();
    assert!(tom.price.is_some() && !tom.by.is_empty(), "{tariffs:?}");
    let KioskSheet::Documents(documents) = page(&mut kiosk, KioskPage::Documents) else { panic!() };
    assert!(documents.iter().any(|one| one.label.contains("dossier")), "{documents:?}");
    let KioskSheet::Bookings(days) = page(&mut kiosk, KioskPage::Bookings) else { panic!() };
    assert!(days.is_sorted_by_key(|one| one.day), "{days:?}");
    assert!(matches!(page(&mut kiosk, KioskPage::Invoices), KioskSheet::Invoices(_)));
    assert!(matches!(page(&mut kiosk, KioskPage::Receipts), KioskSheet::Receipts(_)));
}

#[test]
fn what_a_family_asks_for_is_a_task_and_changes_nothing() {
    let town = Town::new();
    let (mut kiosk, mut counter) = inside(&town);
    let luc = family(&counter, "EVR00050");
    let before = counter.store.read().household(luc).unwrap();
    let request = KioskRequest::AskChange {
        subject: ChangeSubject::Address,
        text: "=1+1 2\u{1b}[31m rue Neuve".to_owned(),
    };
    assert_eq!(perform(&mut kiosk, now(), request), KioskReply::Asked);
    assert_eq!(perform(&mut kiosk, now(), KioskRequest::AskHelp), KioskReply::Asked);
    assert_eq!(counter.store.read().household(luc).unwrap(), before);
    let lines = tasks(&mut counter, now()).lines;
    let change = lines.iter().find(|line| line.detail.contains("rue Neuve")).unwrap();
    assert!(change.name.contains("DURAND") && change.detail.starts_with("adresse"), "{change:?}");
    assert!(!change.detail.contains('\u{1b}'), "{change:?}");
    let help = lines.iter().find(|line| line.detail == TaskNature::Help.label()).unwrap();
    assert!(help.name.contains(PLACE) && help.family.is_none(), "no personal data: {help:?}");
    drop((kiosk, counter));
    town.holds();
}

#[test]
fn a_password_is_changed_by_who_knows_it() {
    let town = Town::new();
    let (mut kiosk, counter) = inside(&town);
    let before = position(&counter);
    let change = |old: &str, chosen: &str| KioskRequest::ChangePassword {
        old: secret(old),
        chosen: secret(chosen),
    };
    let wrong = perform(&mut kiosk, now(), change("faux", "Etoile-27000"));
    assert_eq!(wrong, KioskReply::Refused(KioskRefusal::Wrong));
    let weak = perform(&mut kiosk, now(), change("Soleil-27000", "abc"));
    assert!(matches!(weak, KioskReply::Unmet(_)), "{weak:?}");
    assert_eq!(position(&counter), before, "nothing was written");
    let done = perform(&mut kiosk, now(), change("Soleil-27000", "Etoile-27000"));
    assert_eq!(done, KioskReply::PasswordChanged);
    let open = signs_in(&mut kiosk, now(), "EVR00050", "Etoile-27000");
    assert!(matches!(open, KioskReply::Step(KioskStep::Open(_))), "{open:?}");
}

/// « Vous pouvez uniquement consulter les factures et les payer en ligne »
#[test]
fn where_the_portal_changes_nothing_the_kiosk_does_not_either() {
    let town = Town::new();
    let (mut kiosk, counter) = inside(&town);
    kiosk.counter_mut().profile.access.portal.read_only = true;
    let view = month(&mut kiosk, now());
    let (child, activity) = (view.child.unwrap(), view.activity.unwrap());
    let change = DayChange { child, activity, day: day("2026-11-30"), book: true };
    let before = position(&counter);
    for request in
        [KioskRequest::ReviewDays(vec![change]), KioskRequest::ConfirmDays(Box::default())]
    {
        assert_eq!(refusal(perform(&mut kiosk, now(), request)), KioskRefusal::ReadOnly);
    }
    assert_eq!(position(&counter), before);
    assert!(kiosk.house().read_only);
}

#[test]
fn an_administrator_closes_the_kiosk_and_nobody_else() {
    let town = Town::new();
    let close = |code: &str, word: &str| KioskRequest::Close {
        code: code.to_owned(),
        secret: secret(word),
    };
    let (mut kiosk, mut counter) = inside(&town);
    assert_eq!(refusal(perform(&mut kiosk, now(), close("sle", "guichet"))), KioskRefusal::Wrong);
    assert_eq!(refusal(perform(&mut kiosk, now(), close("adm", "faux"))), KioskRefusal::Wrong);
    let third = refusal(perform(&mut kiosk, now(), close("zz", "zz")));
    assert_eq!(third, KioskRefusal::Paused(now().later(300_000)));
    let closed = refusal(perform(&mut kiosk, now(), close("adm", "guichet")));
    assert_eq!(closed, KioskRefusal::Paused(now().later(300_000)), "even for the right one");
    assert!(tasks(&mut counter, now()).lines.iter().any(|line| {
        line.detail == TaskNature::KioskPaused.label() && line.name.contains(PLACE)
    }));
    let after = now().later(300_000);
    assert_eq!(perform(&mut kiosk, after, close(" ADM ", "guichet")), KioskReply::MayClose);
    let page = KioskRequest::Consult(KioskPage::Bookings);
    assert_eq!(refusal(perform(&mut kiosk, after, page)), KioskRefusal::Over, "nobody is in");
}
