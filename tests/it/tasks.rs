//! What waits for an agent: decided, taken back, told; and the same through the keys.

use guichet::desk::demand::{Demand, open_task};
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{
    AskedFor, DayChange, DocumentNote, IssueCodeRequest, NoteDocument, Reply, Request, Verdict,
};
use guichet::desk::view::{Nature, Task, TaskLine, TasksView};
use guichet::domain::ids::ChildId;
use guichet::domain::people::{
    BookingState, DayState, DocumentFault, DocumentState, IdentityCheck, RefusedFor, ToldBy,
};
use guichet::domain::task::TaskOutcome;
use guichet::domain::time::Moment;
use guichet::ui::key::Key;

use crate::booking::Desk;
use crate::documents::pieces;
use crate::keys::Hand;
use crate::support::{Town, ask, at, day, family, now, refused, sign_in};

const F8: Key = Key::F(8);

fn tasks(desk: &mut Desk) -> TasksView {
    tasks_at(desk, now())
}

fn tasks_at(desk: &mut Desk, now: Moment) -> TasksView {
    match ask(&mut desk.counter, now, Request::OpenTasks) {
        Reply::Tasks(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

fn of(view: &TasksView, nature: Nature) -> Vec<TaskLine> {
    let lines = view.lines.iter().filter(|line| line.task.nature() == nature);
    lines.cloned().collect()
}

/// What is written or said, with plain spaces.
#[track_caller]
fn done(desk: &mut Desk, request: Request) -> String {
    match ask(&mut desk.counter, now(), request) {
        Reply::Decided { sentence, .. } => sentence.replace('\u{a0}', " "),
        Reply::Filed(filed) => filed.sentence.replace('\u{a0}', " "),
        reply => panic!("{reply:?}"),
    }
}

fn requests(view: &TasksView) -> Vec<AskedFor> {
    let asked = view.lines.iter().filter_map(|line| match &line.task {
        Task::Request(asked) => Some(asked.clone()),
        _ => None,
    });
    asked.collect()
}

fn count(view: &TasksView, nature: Nature) -> usize {
    view.counts.iter().find(|(one, _)| *one == nature).unwrap().1
}

/// Léo asks too late for Monday's dance.
fn asked(town: &Town) -> (Desk, AskedFor) {
    let mut desk = Desk::new(town, "sle", "EVR04217");
    let danse = [desk.change("Léo DANSE 2026-11-23", true)];
    desk.book(now(), &danse);
    let view = tasks(&mut desk);
    assert_eq!(count(&view, Nature::Request), 1);
    let asked = requests(&view).remove(0);
    (desk, asked)
}

fn decide(desk: &mut Desk, asked: &AskedFor, verdict: Verdict) -> Reply {
    let requests = vec![asked.clone()];
    ask(&mut desk.counter, now(), Request::Decide { requests, verdict })
}

/// « Inscriptions soumise à validation par un agent de la collectivité »
#[test]
fn a_request_is_accepted_once_told_once_and_taken_back_before() {
    let town = Town::new();
    let (mut desk, asked) = asked(&town);
    let Reply::Decided { sentence, undo, view } = decide(&mut desk, &asked, Verdict::Accept) else {
        panic!("it fits")
    };
    assert!(sentence.replace('\u{a0}', " ").starts_with("Léo, Danse : accepté lun 23/11."));
    assert_eq!((count(&view, Nature::Request), count(&view, Nature::ToTell)), (0, 1));
    assert_eq!(desk.state("Léo DANSE 2026-11-23"), DayState::EnrolledLocked);
    let mut other = Desk::new(&town, "mdi", "EVR04217");
    let Reply::Refused(Refusal::Sentence(late)) = decide(&mut other, &asked, Verdict::Accept)
    else {
        panic!("decided twice")
    };
    assert!(late.starts_with("Déjà décidé par S. Leroy à 10:42"), "{late}");
    let reply = ask(&mut other.counter, now(), Request::UndoDecisions(undo.clone()));
    assert_eq!(reply, Reply::Refused(Refusal::NotUndoable), "somebody else's");
    let too_late = now().later(600_001);
    let reply = ask(&mut desk.counter, too_late, Request::UndoDecisions(undo.clone()));
    assert_eq!(reply, Reply::Refused(Refusal::NotUndoable));
    let reply = ask(&mut desk.counter, now().later(600_000), Request::UndoDecisions(undo));
    assert!(matches!(reply, Reply::Decided { .. }), "{reply:?}");
    assert_eq!(desk.state("Léo DANSE 2026-11-23"), DayState::ToValidate);

    let Reply::Decided { undo, .. } = decide(&mut desk, &asked, Verdict::Accept) else { panic!() };
    let told = Request::Told { of: undo[0], how: ToldBy::Phone };
    let Reply::Decided { sentence, view, .. } = ask(&mut desk.counter, now(), told.clone()) else {
        panic!("not told")
    };
    assert_eq!(sentence, "Famille prévenue par téléphone.");
    assert_eq!(count(&view, Nature::ToTell), 0);
    assert!(matches!(ask(&mut desk.counter, now(), told), Reply::Refused(_)), "told twice");
    let reply = ask(&mut desk.counter, now(), Request::UndoDecisions(undo));
    assert_eq!(reply, Reply::Refused(Refusal::NotUndoable), "the family knows already");
    town.holds();
}

/// An import that names a rule of another commune's.
#[test]
fn a_request_that_no_rule_answers_says_so_and_hides_nothing_else() {
    let town = Town::new();
    let (mut desk, asked) = asked(&town);
    desk.counter.profile.booking.rules.clear();
    let view = tasks(&mut desk);
    assert!(count(&view, Nature::Account) > 0);
    let line = of(&view, Nature::Request).remove(0);
    let [note] = line.notes.as_slice() else { panic!("{line:?}") };
    assert!(note.contains("× L’activité Danse nomme une règle inconnue du profil"), "{note}");
    let Reply::Refused(Refusal::Sentence(why)) = decide(&mut desk, &asked, Verdict::Accept) else {
        panic!("accepted by no rule")
    };
    assert!(why.contains("Corrigez l’import."), "{why}");
    town.holds();
}

#[test]
fn a_refused_day_is_free_again_and_says_so() {
    let town = Town::new();
    let (mut desk, asked) = asked(&town);
    let refuse = Verdict::Refuse(RefusedFor::Age);
    let Reply::Decided { sentence, .. } = decide(&mut desk, &asked, refuse) else { panic!() };
    assert!(sentence.contains("refusé lun 23/11 (âge de l’activité)"), "{sentence}");
    let change = desk.change("Léo DANSE 2026-11-23", true);
    let view = desk.calendar(change.child, change.activity, change.day);
    let answer = view.days().iter().find(|one| one.day == change.day).unwrap();
    assert_eq!((answer.state, answer.booked, answer.toggle), (DayState::ToValidate, false, true));
    assert!(
        answer.reasons.iter().any(|reason| reason.contains("a été refusée (âge de l’activité)")),
        "{answer:?}"
    );
    desk.book(now(), &[change]);
    let read = desk.counter.store.read();
    let written = read.bookings(change.child, change.day, change.day).unwrap();
    assert_eq!(written[0].state, BookingState::ToValidate, "it can be asked for again");
    town.holds();
}

/// UX §7: « Accept a pending request: `F8` `V` = 2 keys ».
#[test]
fn a_request_is_accepted_in_two_keys_taken_back_and_refused_with_a_motive() {
    let mut hand = Hand::at_the_counter();
    let read = hand.counter.store.read();
    let family = family(&hand.counter, "EVR04217");
    let children = read.children(family).unwrap();
    let child = children.iter().find(|one| one.given == "Léo").unwrap().id;
    let activities = read.activities().unwrap();
    let activity = activities.iter().find(|one| one.code == "DEMO-THEATRE").unwrap().id;
    let changes = vec![DayChange { child, activity, day: day("2026-11-23"), book: true }];
    let request = Request::ReviewBookings { family, changes };
    let Reply::Review(review) = ask(&mut hand.counter, now(), request) else { panic!() };
    let request = Request::ConfirmBookings { family, review: *review };
    let reply = ask(&mut hand.counter, now(), request);
    assert!(matches!(reply, Reply::Booked(_)), "{reply:?}");
    hand.keys = 0;
    hand.press(&[F8]);
    hand.sees("À traiter ·");
    hand.later(300);
    hand.press(&[Key::Char('v')]);
    assert_eq!(hand.keys, 2, "F8 V");
    hand.sees("accepté");
    hand.press(&[Key::Ctrl('z')]);
    hand.sees("Décision annulée");
    hand.later(300);
    hand.press(&[Key::Char('r')]);
    hand.sees("pour quel motif");
    hand.later(300);
    hand.press(&[Key::Char('1')]);
    hand.sees("refusé");
    hand.verify();
}

/// « Demander de l’aide » at a kiosk: a task with the kiosk’s place, and no personal data.
#[test]
fn a_kiosk_asks_for_help_without_an_agent_and_once() {
    let town = Town::new();
    let mut kiosk = town.door();
    let help = Demand::Help("rez-de-jardin".to_owned());
    let first = open_task(&mut kiosk, now(), &help).unwrap();
    let again = open_task(&mut kiosk, now().later(60_000), &help).unwrap();
    assert_eq!(first, again, "somebody is on the way already");
    let elsewhere = open_task(&mut kiosk, now(), &Demand::Help("hall".to_owned())).unwrap();
    let paused = Demand::KioskPaused("rez-de-jardin".to_owned());
    let paused = open_task(&mut kiosk, now(), &paused).unwrap();
    drop(kiosk);

    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let view = tasks(&mut desk);
    assert_eq!(count(&view, Nature::Demand), 3);
    let lines = of(&view, Nature::Demand);
    assert_eq!((lines[0].family, lines[0].name.as_str()), (None, "Borne rez-de-jardin"));
    assert_eq!(lines[0].detail, "aide à la borne");
    let close = |task, outcome| Request::CloseTask { task, outcome };
    let wrong = close(first, TaskOutcome::Resumed);
    assert!(matches!(ask(&mut desk.counter, now(), wrong), Reply::Refused(_)), "of another nature");
    assert_eq!(
        done(&mut desk, close(first, TaskOutcome::Helped)),
        "Aide à la borne : fait, famille aidée sur place."
    );
    let Refusal::Sentence(late) =
        refused(&mut desk.counter, now(), close(first, TaskOutcome::Helped))
    else {
        panic!("closed twice")
    };
    assert!(late.contains("déjà traitée"), "{late}");
    done(&mut desk, close(elsewhere, TaskOutcome::Gone));
    done(&mut desk, close(paused, TaskOutcome::Resumed));
    let view = tasks(&mut desk);
    assert_eq!((count(&view, Nature::Demand), count(&view, Nature::ToTell)), (0, 0));
    sign_in(&mut desk.counter, "ctl");
    let reads = close(first, TaskOutcome::Helped);
    assert!(matches!(ask(&mut desk.counter, now(), reads), Reply::Refused(Refusal::Role { .. })));
    town.holds();
}

#[test]
fn a_family_s_own_words_stand_in_a_note_until_it_is_done_and_it_is_told() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let words = |text: &str| Demand::Change(desk.family, text.to_owned());
    let asked = words("téléphone\u{1b}: 06 11 22 33 44");
    for wrong in [words(" "), words(&"é".repeat(501))] {
        assert!(open_task(&mut desk.counter, now(), &wrong).is_err());
    }
    let task = open_task(&mut desk.counter, now(), &asked).unwrap();
    let line = of(&tasks(&mut desk), Nature::Demand).remove(0);
    assert_eq!(
        (line.detail.as_str(), line.family),
        ("téléphone : 06 11 22 33 44", Some(desk.family))
    );
    let notes = |desk: &Desk| desk.counter.store.read().notes(desk.family).unwrap().len();
    assert_eq!(notes(&desk), 1);
    let close = Request::CloseTask { task, outcome: TaskOutcome::Proof };
    let sentence = "Changement demandé : refusé, justificatif à apporter. Prévenez la famille.";
    assert_eq!(done(&mut desk, close), sentence);
    assert_eq!(notes(&desk), 0, "what was asked holds no more");
    let told = of(&tasks(&mut desk), Nature::ToTell).remove(0);
    assert!(told.detail.contains("justificatif à apporter"), "{told:?}");
    let Task::ToTell(decision) = told.task else { panic!() };
    let of = (desk.family, decision);
    done(&mut desk, Request::Told { of, how: ToldBy::Mail });
    assert_eq!(count(&tasks(&mut desk), Nature::ToTell), 0);
    town.holds();
}

fn with_pieces(town: &Town) -> Desk {
    let mut desk = Desk::new(town, "sle", "EVR04217");
    desk.counter.profile.file.pieces = pieces();
    desk
}

fn received(desk: &Desk, child: ChildId) -> Request {
    let (family, code, note) = (desk.family, "assurance".to_owned(), DocumentNote::Received);
    Request::NoteDocument(NoteDocument { family, child: Some(child), code, note })
}

/// « Ce document peut faire l'objet d'une validation par un agent de la collectivité »
#[test]
fn a_refused_document_is_told_to_the_family_unless_it_does_after_all() {
    let town = Town::new();
    let mut desk = with_pieces(&town);
    let child = desk.change("Léo DANSE 2026-11-23", true).child;
    let request = received(&desk, child);
    done(&mut desk, request);
    let refuse = |view: &TasksView, state, fault| {
        let Task::Document(asked) = of(view, Nature::Document).remove(0).task else { panic!() };
        let DocumentNote::Looked { document, saw, .. } = asked.note else { panic!() };
        let note = DocumentNote::Looked { document, state, fault, saw };
        Request::NoteDocument(NoteDocument { note, ..asked })
    };
    let view = tasks(&mut desk);
    assert_eq!(count(&view, Nature::Document), 1);
    let request = refuse(&view, DocumentState::Refused, Some(DocumentFault::Unsigned));
    done(&mut desk, request);
    let view = tasks(&mut desk);
    assert_eq!((count(&view, Nature::Document), count(&view, Nature::ToTell)), (0, 1));
    let told = of(&view, Nature::ToTell).remove(0);
    let sentence = "Pièce refusée (non signée) : assurance scolaire de Léo";
    assert_eq!(told.detail.replace('\u{a0}', " "), sentence);
    let Reply::Page(page) = ask(&mut desk.counter, now(), Request::PrintNotice(desk.family)) else {
        panic!("no note")
    };
    let page = page.join("\n").replace('\u{a0}', " ");
    assert!(page.contains("Vos demandes\n- Pièce refusée (non signée)"), "{page}");
    assert!(page.contains("[ ] Assurance scolaire d’Inès : manquante"), "{page}");

    let read = desk.counter.store.read();
    let paper = read.documents(desk.family).unwrap().remove(0);
    let (state, fault) = (DocumentState::Validated, None);
    let note = DocumentNote::Looked { document: paper.id, state, fault, saw: paper.entry };
    let (family, code) = (desk.family, "assurance".to_owned());
    let validated = NoteDocument { family, child: Some(child), code, note };
    done(&mut desk, Request::NoteDocument(validated));
    assert_eq!(count(&tasks(&mut desk), Nature::ToTell), 0, "nothing is left to tell");
    town.holds();
}

#[test]
fn a_document_is_told_thirty_days_before_its_end_until_the_next_one_is_there() {
    let town = Town::new();
    let mut desk = with_pieces(&town);
    let child = desk.change("Léo DANSE 2026-11-23", true).child;
    let request = received(&desk, child);
    done(&mut desk, request);
    let Task::Document(note) = of(&tasks(&mut desk), Nature::Document).remove(0).task else {
        panic!()
    };
    done(&mut desk, Request::NoteDocument(note));
    for (when, count_then) in [
        ("2027-07-31T10:00:00", 0),
        ("2027-08-01T10:00:00", 1),
        ("2027-08-31T10:00:00", 1),
        ("2027-09-01T10:00:00", 0),
    ] {
        let view = tasks_at(&mut desk, at(when));
        assert_eq!(count(&view, Nature::Deadline), count_then, "{when}");
    }
    let line = of(&tasks_at(&mut desk, at("2027-08-30T10:00:00")), Nature::Deadline).remove(0);
    assert_eq!(line.name, "MARTINEAU Claire / Léo");
    assert_eq!((line.detail.as_str(), line.soon), ("assurance scolaire, à renouveler", true));
    assert!(!of(&tasks_at(&mut desk, at("2027-08-29T10:00:00")), Nature::Deadline)[0].soon);
    let again = received(&desk, child);
    assert!(matches!(ask(&mut desk.counter, at("2027-08-20T10:00:00"), again), Reply::Filed(_)));
    let view = tasks_at(&mut desk, at("2027-08-30T10:00:00"));
    assert_eq!(count(&view, Nature::Deadline), 0, "the next one is there");
}

#[test]
fn a_code_that_nobody_has_used_is_told_a_day_before_it_expires() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "sle", "EVR04217");
    let code = IssueCodeRequest {
        family: desk.family,
        lifts: Vec::new(),
        identity: IdentityCheck::Passport,
        replaces: None,
        reason: String::new(),
    };
    let reply = ask(&mut desk.counter, now(), Request::IssueCode(code));
    let Reply::CodeIssued(code) = reply else { panic!("{reply:?}") };
    let (end, day) = (code.expires.at - now().at, 24 * 3_600_000);
    for (later, count_then) in [(end - day - 1, 0), (end - day, 1), (end, 1), (end + 1, 0)] {
        let view = tasks_at(&mut desk, now().later(later));
        assert_eq!(count(&view, Nature::Deadline), count_then, "{later}");
    }
}

/// What waits on paper: one kind, or all.
#[test]
fn the_list_prints_what_its_tab_shows() {
    let town = Town::new();
    let (mut desk, _) = asked(&town);
    let mut page = |nature| match ask(&mut desk.counter, now(), Request::PrintTasks(nature)) {
        Reply::Page(lines) => lines.join("\n").replace('\u{a0}', " "),
        reply => panic!("{reply:?}"),
    };
    let requests = page(Some(Nature::Request));
    assert!(
        requests.contains("À TRAITER le 20/11/2026 à 10:42 : 1\n\n[ ] MARTINEAU Claire / Léo\n")
    );
    assert!(requests.contains("Avant : dim 22/11 à minuit"), "the eve: {requests}");
    assert!(!requests.contains("mots de passe"), "{requests}");
    let all = page(None);
    assert!(all.contains("[ ] MARTINEAU Claire / Léo") && all.len() > requests.len(), "{all}");
    let soon = page(Some(Nature::Deadline));
    assert!(!soon.contains("Léo"), "neither today nor tomorrow: {soon}");
}
