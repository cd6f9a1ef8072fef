//! What waits for an agent, as storyboard 9 tells it, in views made by hand.

use super::*;
use crate::desk::request::{AskedFor, DocumentNote, NoteDocument};
use crate::domain::task::TaskNature;
use crate::domain::time::end_of_day;

fn line(family: u128, name: &str, since: &str, detail: &str, task: Task) -> TaskLine {
    TaskLine {
        family: (family > 0).then(|| id(family)),
        name: name.into(),
        since: Some(moment(since).local()),
        detail: detail.into(),
        limit: None,
        soon: false,
        title: format!("{name} · {detail}"),
        notes: Vec::new(),
        task,
    }
}

/// Until an hour, or the end of a day.
fn until(limit: &str, soon: bool, line: TaskLine) -> TaskLine {
    let at = if limit.contains('T') { moment(limit).local() } else { end_of_day(day(limit)) };
    TaskLine { limit: Some(at), soon, ..line }
}

fn asked(family: u128, days: &[&str]) -> Task {
    let (child, activity) = (id(family + 100), id(51));
    let days = (1..).zip(days).map(|(n, on)| (id(family * 10 + n), day(on))).collect();
    Task::Request(AskedFor { family: id(family), child, activity, days })
}

fn requests() -> Vec<TaskLine> {
    let zoe = line(
        12,
        "MARTIN Paul / Zoé",
        "2026-11-18T19:40",
        "mer 25/11, mer 02/12 · Mercredi Petite Cité",
        asked(12, &["25/11/2026", "02/12/2026"]),
    );
    let zoe = TaskLine {
        title: "Zoé · 9 ans · Mercredi Petite Cité · demandé le 18/11/2026".into(),
        notes: vec![
            "mer 25/11\u{a0}: ● 38 sur 40 pris, 7,80\u{a0}€".into(),
            "mer 02/12\u{a0}: # complet, 3e de la liste d’attente, 7,80\u{a0}€".into(),
        ],
        ..zoe
    };
    let marius = "4 jours, lun 21/12 à jeu 24/12 · Vacances de Noël";
    vec![
        until("2026-11-20T18:00", true, zoe),
        until(
            "2026-11-23T18:00",
            false,
            line(
                13,
                "DUMAS Hélène / Marius",
                "2026-11-19T10:00",
                marius,
                asked(13, &["21/12/2026"]),
            ),
        ),
    ]
}

fn others() -> Vec<TaskLine> {
    let note = NoteDocument {
        family: id(12),
        child: Some(id(112)),
        code: "assurance".into(),
        note: DocumentNote::Looked {
            document: id(90),
            state: DocumentState::Validated,
            fault: None,
            saw: id(91),
        },
    };
    let place = Task::Place(id(114), id(51), day("02/12/2026"));
    vec![
        line(
            0,
            "Borne rez-de-jardin",
            "2026-11-20T10:40",
            "aide à la borne",
            Task::Demand(id(95), TaskNature::Help),
        ),
        line(
            13,
            "DUMAS Hélène",
            "2026-11-20T09:05",
            "téléphone\u{a0}: 06 11 22 33 44",
            Task::Demand(id(96), TaskNature::Change),
        ),
        line(
            12,
            "MARTIN Paul / Zoé",
            "2026-11-20T00:00",
            "assurance scolaire",
            Task::Document(note),
        ),
        until(
            "20/11/2026",
            true,
            line(
                14,
                "KONÉ Awa / Issa",
                "2026-11-20T10:27",
                "mer 02/12, 1er sur 3 · Mercredi Petite Cité",
                place,
            ),
        ),
        until(
            "01/01/2027",
            false,
            line(
                15,
                "BENALI Omar / Adam",
                "2026-11-20T00:00",
                "assurance scolaire, à renouveler",
                Task::Expires(Some(id(115))),
            ),
        ),
    ]
}

fn done_and_blocked() -> Vec<TaskLine> {
    vec![
        line(
            12,
            "MARTIN Paul",
            "2026-11-20T10:12",
            "Zoé, Danse\u{a0}: accepté lun 23/11",
            Task::ToTell(id(97)),
        ),
        line(
            16,
            "GARNIER Lucie",
            "2026-11-20T10:22",
            "A2-2026-000899 non imprimée",
            Task::Receipt(id(71)),
        ),
        line(
            17,
            "ROUX Élodie",
            "2026-11-19T16:30",
            "montant inexact · 2026-10-00871",
            Task::Contest(id(72)),
        ),
        line(11, "MARTINEAU Claire", "2026-11-19T21:14", "mots de passe faux", Task::Account),
    ]
}

pub fn tasks_view() -> TasksView {
    let lines: Vec<TaskLine> = [requests(), others(), done_and_blocked()].concat();
    let counts = Nature::ALL.map(|nature| {
        let of = lines.iter().filter(|line| line.task.nature() == nature).count();
        (nature, if nature == Nature::Request { 12 } else { of })
    });
    TasksView { lines, counts: counts.to_vec() }
}

/// At the list, opened from the search.
pub fn at_tasks() -> Hand {
    let mut hand = Hand::searched();
    hand.key(Key::F(8));
    hand.answer(Reply::Tasks(Box::new(tasks_view())));
    hand
}

/// The list, its tabs, its choices.
pub fn all_tasks() -> Vec<(&'static str, App)> {
    let mut ticked = at_tasks();
    ticked.keys(&[Key::Char(' '), Key::Char(' ')]);
    let mut refusing = at_tasks();
    refusing.text("r");
    let mut demand = at_tasks();
    demand.keys(&[Key::Tab, Key::Tab, Key::Char('v')]);
    let mut fault = at_tasks();
    fault.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Char('r')]);
    let mut deadlines = at_tasks();
    deadlines.keys(&[Key::Tab; 5]);
    let mut told = at_tasks();
    told.keys(&[Key::Tab; 6]);
    told.text("v");
    let mut decided = at_tasks();
    decided.text("v");
    let sentence = "Zoé, Mercredi Petite Cité\u{a0}: accepté mer 25/11. Ctrl+Z annule.".into();
    let (undo, view) = (vec![(id(12), id(99))], Box::new(tasks_view()));
    decided.answer(Reply::Decided { sentence, undo, view });
    let mut empty = Hand::searched();
    empty.key(Key::F(8));
    empty.answer(Reply::Tasks(Box::default()));
    let mut home = Hand::signed_in();
    home.answer(Reply::TaskCounts(tasks_view().counts));
    home.text("mar");
    home.answer(found("mar", rows()));
    home.answer(Reply::Preview(Box::new(preview())));
    let mut to_tell = Hand::searched();
    to_tell.key(Key::Enter);
    let told_of = ["Léo, Danse\u{a0}: accepté lun 23/11", "Pièce refusée (illisible)"];
    let to_tell_of = FamilyView {
        notes: FamilyNotes { to_tell: told_of.map(Into::into).to_vec(), ..FamilyNotes::default() },
        ..family()
    };
    to_tell.answer(Reply::Family(Box::new(to_tell_of)));
    vec![
        ("tasks", at_tasks().app),
        ("tasks-ticked", ticked.app),
        ("tasks-refusing", refusing.app),
        ("tasks-decided", decided.app),
        ("tasks-demand", demand.app),
        ("tasks-fault", fault.app),
        ("tasks-deadlines", deadlines.app),
        ("tasks-told", told.app),
        ("tasks-none", empty.app),
        ("home-tasks", home.app),
        ("family-to-tell", to_tell.app),
    ]
}
