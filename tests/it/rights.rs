//! Notes, enrolments and accounts at the counter: what is written, what is refused.

use guichet::desk::Counter;
use guichet::desk::refusal::{HouseholdRefusal, Refusal};
use guichet::desk::request::{
    IssueCodeRequest, Reply, Request, SetEnrolment, WriteFamily, WriteNote,
};
use guichet::desk::view::{EnrolmentLine, EnrolmentsView, FamilyView};
use guichet::domain::household::{Guardian, Household};
use guichet::domain::ids::{ActivityId, ChildId, FamilyId};
use guichet::domain::people::IdentityCheck;

use crate::facts::id;
use crate::support::{
    FOLDER, Town, access, ask, day, family, file as office, folder_with, import_into, now, plan,
    position, refused,
};

#[track_caller]
fn file(counter: &mut Counter, family: FamilyId) -> FamilyView {
    match ask(counter, now(), Request::OpenFamily(family)) {
        Reply::Family(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

fn note(family: FamilyId, text: &str, flagged: bool) -> Request {
    Request::WriteNote(WriteNote { family, text: text.to_owned(), flagged })
}

#[test]
fn a_note_shows_on_opening_a_flagged_one_in_the_search_and_a_struck_one_nowhere() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    ask(&mut counter, now(), note(claire, "  préfère\tle soir ", false));
    ask(&mut counter, now(), note(claire, "mange halal", true));
    let view = file(&mut counter, claire);
    let texts: Vec<&str> = view.notes.lines.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["mange halal", "préfère le soir"], "told, never blocked; the latest first");
    assert_eq!(view.notes.lines[0].agent, "S. Leroy");
    assert_eq!(view.preview.note.as_deref(), Some("mange halal"));
    let struck = Request::StrikeNote { family: claire, note: view.notes.lines[0].entry };
    ask(&mut counter, now(), struck.clone());
    let view = file(&mut counter, claire);
    assert_eq!((view.notes.lines.len(), view.preview.note), (1, None));
    refused(&mut counter, now(), struck);
    for (text, refused_too) in [("a".repeat(500), false), ("a".repeat(501), true)] {
        let reply = ask(&mut counter, now(), note(claire, &text, false));
        assert_eq!(matches!(reply, Reply::Refused(_)), refused_too);
    }
    let empty = refused(&mut counter, now(), note(claire, " \u{1b} ", false));
    assert_eq!(empty, HouseholdRefusal::NoteLength.into());
    town.holds();
}

struct Child {
    family: FamilyId,
    child: ChildId,
}

impl Child {
    fn of(counter: &Counter, login: &str) -> Self {
        let family = family(counter, login);
        Self { family, child: counter.store.read().children(family).unwrap()[0].id }
    }

    #[track_caller]
    fn rights(&self, counter: &mut Counter) -> EnrolmentsView {
        let (family, child) = (self.family, self.child);
        match ask(counter, now(), Request::OpenEnrolments { of: (family, child), wish: None }) {
            Reply::Enrolments(view) => *view,
            reply => panic!("{reply:?}"),
        }
    }

    fn give(&self, activity: ActivityId, from: &str, to: &str) -> SetEnrolment {
        let (family, child, from, to) = (self.family, self.child, day(from), day(to));
        let (enrolment, saw, age_reason, rhythm) = (None, None, String::new(), None);
        SetEnrolment { family, child, enrolment, activity, from, to, age_reason, rhythm, saw }
    }

    fn change(&self, line: &EnrolmentLine, from: &str, to: &str) -> SetEnrolment {
        let given = self.give(line.activity, from, to);
        SetEnrolment { enrolment: Some(line.id), saw: Some(line.saw), ..given }
    }
}

fn activity(counter: &Counter, code: &str) -> ActivityId {
    let activities = counter.store.read().activities().unwrap();
    activities.into_iter().find(|one| one.code == code).unwrap().id
}

#[track_caller]
fn set(counter: &mut Counter, request: SetEnrolment) -> EnrolmentsView {
    match ask(counter, now(), Request::SetEnrolment(request)) {
        Reply::Enrolled(view, _) => *view,
        reply => panic!("{reply:?}"),
    }
}

#[track_caller]
fn no(counter: &mut Counter, request: SetEnrolment) -> String {
    refused(counter, now(), Request::SetEnrolment(request)).to_string()
}

#[test]
fn an_enrolment_is_given_changed_and_taken_back() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let zoe = Child::of(&counter, "EVR01180");
    let canteen = activity(&counter, "CANTINE");
    let view = set(&mut counter, zoe.give(canteen, "2026-11-23", "2027-07-02"));
    assert_eq!((view.lines.len(), view.lines[0].agent.as_str()), (1, "S. Leroy"));
    let month = Request::OpenCalendar {
        family: zoe.family,
        child: None,
        activity: None,
        month: day("2026-12-01"),
    };
    let Reply::Calendar(calendar) = ask(&mut counter, now(), month) else { panic!() };
    assert!(calendar.days().iter().any(|answer| answer.toggle), "it can be booked now");
    let view = set(&mut counter, zoe.change(&view.lines[0], "2026-11-23", "2026-12-18"));
    assert_eq!(view.lines[0].to, day("2026-12-18"));
    let view = set(&mut counter, zoe.change(&view.lines[0], "2026-11-23", "2026-11-22"));
    assert_eq!(view.lines, [], "given by mistake");
    town.holds();
}

#[test]
fn an_enrolment_that_can_t_be_is_refused_in_words() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let leo = Child::of(&counter, "EVR04217");
    let gaspard = Child::of(&counter, "EVR00050");
    let (canteen, centre) = (activity(&counter, "CANTINE"), activity(&counter, "CENTRE"));
    let overlap = no(&mut counter, leo.give(canteen, "2027-07-02", "2027-07-31"));
    assert_eq!(
        overlap,
        "Déjà inscrit(e)\u{a0}: Cantine Jean-Moulin du 01/09/2026 au 02/07/2027. Rien n’a été \
         enregistré."
    );
    set(&mut counter, leo.give(canteen, "2027-07-03", "2027-07-31"));
    let backwards = no(&mut counter, leo.give(canteen, "2028-01-02", "2028-01-01"));
    assert!(backwards.starts_with("La fin est avant le début."), "{backwards}");
    let children = counter.store.read().children(gaspard.family).unwrap();
    let eldest = Child { child: children.first().unwrap().id, ..gaspard };
    let old = no(&mut counter, eldest.give(canteen, "2026-11-23", "2026-11-24"));
    assert!(old.contains("a 16 ans le 23/11/2026\u{a0}: Cantine Jean-Moulin demande"), "{old}");
    let line = leo.rights(&mut counter).lines.into_iter().find(|line| line.activity == centre);
    let line = line.unwrap();
    let in_use = no(&mut counter, leo.change(&line, "2026-09-01", "2026-12-08"));
    assert!(in_use.contains("jusqu’au 09/12/2026"), "{in_use}");
    set(&mut counter, leo.change(&line, "2026-09-01", "2026-12-09"));
    town.holds();
}

#[test]
fn an_agents_reason_admits_a_child_of_another_age_until_it_is_taken_back() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let mut gaspard = Child::of(&counter, "EVR00050");
    gaspard.child = counter.store.read().children(gaspard.family).unwrap()[0].id;
    let line = gaspard.rights(&mut counter).lines[0].clone();
    assert_eq!(line.label, "Centre de loisirs", "3 to 11 years; he is 16");
    let with = |line: &EnrolmentLine, reason: &str| {
        let age_reason = reason.to_owned();
        SetEnrolment { age_reason, ..gaspard.change(line, "2026-09-01", "2027-07-02") }
    };
    let states = |counter: &mut Counter| {
        let (family, child) = (gaspard.family, Some(gaspard.child));
        let (activity, month) = (Some(line.activity), day("2026-12-02"));
        let request = Request::OpenCalendar { family, child, activity, month };
        let Reply::Calendar(view) = ask(counter, now(), request) else { panic!("no calendar") };
        let day =
            view.days().iter().find(|answer| answer.day == day("2026-12-02")).unwrap().clone();
        (day.toggle, day.reasons.join(" "))
    };
    let (toggle, why) = states(&mut counter);
    assert!(!toggle && why.contains("a passé l’âge"), "{why}");
    for (reason, told) in [
        ("", "Écrivez le motif d’une dérogation"),
        ("oui.", "5 caractères au moins"),
        ("enfant handicapé", "«\u{a0}handicapé\u{a0}» dit la santé ou une croyance"),
        ("4111 1111 1111 1111", "carte"),
    ] {
        let refusal = no(&mut counter, with(&line, reason));
        assert!(refusal.contains(told), "{refusal}");
    }
    let view = set(&mut counter, with(&line, "  aide-animateur\t"));
    assert_eq!(view.lines[0].age_reason, "aide-animateur");
    let (toggle, why) = states(&mut counter);
    assert!(toggle, "{why}");
    assert!(why.contains("Dérogation d’âge jusqu’au 02/07/2027\u{a0}: aide-animateur."), "{why}");
    let tom = Child::of(&counter, "EVR04217");
    let of_age = SetEnrolment {
        age_reason: "inutile".to_owned(),
        ..tom.give(line.activity, "2027-07-03", "2027-07-30")
    };
    let given = set(&mut counter, of_age);
    assert!(given.lines.iter().all(|line| line.age_reason.is_empty()), "nobody asked for it");
    let back = gaspard.change(&view.lines[0], "2026-09-01", "2026-08-31");
    set(&mut counter, back);
    assert!(!states(&mut counter).0, "taken back");
    town.holds();
}

#[test]
fn an_enrolment_changed_meanwhile_comes_back_beside_the_typed_one() {
    let town = Town::new();
    let (mut sle, mut mdi) = (town.sit("sle"), town.sit("mdi"));
    let leo = Child::of(&sle, "EVR04217");
    let (mine, theirs) = (leo.rights(&mut sle), leo.rights(&mut mdi));
    let of = |view: &EnrolmentsView| {
        view.lines.iter().find(|line| line.label == "Danse").unwrap().clone()
    };
    set(&mut mdi, leo.change(&of(&theirs), "2026-09-01", "2027-02-05"));
    let before = position(&sle);
    let request = leo.change(&of(&mine), "2026-09-01", "2026-12-18");
    let Reply::EnrolmentChanged(stands) =
        ask(&mut sle, now(), Request::SetEnrolment(request.clone()))
    else {
        panic!()
    };
    assert_eq!(position(&sle), before);
    assert_eq!((stands.agent.as_str(), stands.to), ("M. Diallo", day("2027-02-05")));
    set(&mut sle, SetEnrolment { saw: Some(stands.saw), ..request });
    town.holds();
}

#[test]
fn an_import_gives_no_right_back_that_the_counter_changed() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let leo = Child::of(&counter, "EVR04217");
    let view = leo.rights(&mut counter);
    let danse = view.lines.iter().find(|line| line.label == "Danse").unwrap();
    set(&mut counter, leo.change(danse, "2026-09-01", "2026-12-18"));
    let study = view.lines.iter().find(|line| line.label == "Étude du soir").unwrap();
    set(&mut counter, leo.change(study, "2026-09-01", "2026-08-31"));
    let summary = import_into(&mut counter, &plan(&FOLDER), false).unwrap();
    assert!(summary.changed_nothing(), "{summary:?}");
    assert_eq!(leo.rights(&mut counter).lines.len(), 3);
}

#[test]
fn a_family_of_the_counter_gets_the_next_login_and_its_letter() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let household = Household {
        guardians: vec![Guardian {
            surname: "BLIN".into(),
            given: "Ève".into(),
            ..Guardian::unnamed(id(1))
        }],
        file_year: Some(2026),
        ..Household::default()
    };
    let (family, saw, apart) = (None, None, Vec::new());
    let make = Request::WriteFamily(Box::new(WriteFamily {
        family,
        saw,
        household,
        apart,
        channel: None,
    }));
    let Reply::Filed(filed) = ask(&mut counter, now(), make) else { panic!() };
    let blin = filed.family;
    let code = |replaces| {
        Request::IssueCode(IssueCodeRequest {
            family: blin,
            lifts: Vec::new(),
            identity: IdentityCheck::Passport,
            replaces,
            reason: String::new(),
        })
    };
    for request in [code(None), Request::OpenLetter(blin)] {
        let refusal = refused(&mut counter, now(), request);
        assert_eq!(refusal, HouseholdRefusal::NoLogin.into());
    }
    let reply = ask(&mut counter, now(), Request::OpenAccount(blin));
    assert!(matches!(reply, Reply::AccountOpened { .. }), "{reply:?}");
    assert_eq!(access(&mut counter, now(), blin).login, "EVR04218");
    let again = refused(&mut counter, now(), Request::OpenAccount(blin));
    assert_eq!(again, HouseholdRefusal::HasLogin { login: "EVR04218".into() }.into());
    let Reply::Letter(letter) = ask(&mut counter, now(), Request::OpenLetter(blin)) else {
        panic!()
    };
    assert!(letter.reveal().contains("EVR04218") && !letter.reveal().contains("Code ("));
    let Reply::CodeIssued(issued) = ask(&mut counter, now(), code(None)) else { panic!() };
    let paper = issued.slip.reveal();
    assert!(paper.contains("BLIN Ève") && paper.contains("EVR04218") && paper.contains("Code ("));
    let Reply::Found(found) = ask(&mut counter, now(), Request::Find { text: "evr04218".into() })
    else {
        panic!()
    };
    assert_eq!(found.rows[0].id, blin);
    let Reply::Household(view) = ask(&mut counter, now(), Request::EditFamily(blin)) else {
        panic!()
    };
    let mut household = view.household.clone();
    household.town = "Évreux".into();
    let (family, saw, apart) = (Some(blin), Some(view.saw), Vec::new());
    let correct = WriteFamily { family, saw, household, apart, channel: None };
    ask(&mut counter, now(), Request::WriteFamily(Box::new(correct)));
    assert_eq!(access(&mut counter, now(), blin).login, "EVR04218", "a correction keeps it");
    let claire = crate::support::family(&counter, "EVR04217");
    let has = refused(&mut counter, now(), Request::OpenAccount(claire));
    assert!(matches!(has, Refusal::Household(HouseholdRefusal::HasLogin { .. })));
    town.holds();
}

/// « à la disposition des familles dont les enfants sont inscrits en début d'année dans l'un des
/// services municipaux »: what the portal would say, until an agent opens the right.
#[test]
fn a_child_that_came_after_the_start_of_the_year_is_booked_by_an_agent_who_opens_its_right() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let late = office("inscriptions.csv").replace(
        "EVR00010;Moussa;CENTRE;01/09/2026",
        "EVR01180;Zoé;CANTINE;01/10/2026;02/07/2027\nEVR00010;Moussa;CENTRE;01/09/2026",
    );
    import_into(&mut counter, &plan(&folder_with("inscriptions.csv", &late)), false).unwrap();
    let mut counter = town.sit("sle");
    counter.profile.booking.rights.from_start = true;
    let told = |counter: &mut Counter, of: &Child| {
        let (family, child) = (of.family, Some(of.child));
        let activity = Some(activity(counter, "CANTINE"));
        let request = Request::OpenCalendar { family, child, activity, month: day("2026-12-03") };
        let Reply::Calendar(view) = ask(counter, now(), request) else { panic!("no calendar") };
        let answer = view.days().iter().find(|one| one.day == day("2026-12-03")).unwrap().clone();
        assert!(answer.toggle, "an agent books: {:?}", answer.reasons);
        answer.reasons.iter().any(|reason| reason.starts_with("Au portail, la famille ne peut pas"))
    };
    let (leo, zoe) = (Child::of(&counter, "EVR04217"), Child::of(&counter, "EVR01180"));
    assert!(!told(&mut counter, &leo), "enrolled on 1 September");
    assert!(told(&mut counter, &zoe), "enrolled on 1 October");
    let line = zoe.rights(&mut counter).lines[0].clone();
    set(&mut counter, zoe.change(&line, "2026-10-01", "2027-07-02"));
    assert!(!told(&mut counter, &zoe), "an agent opened the right");
    counter.profile.booking.rights.from_start = false;
    assert!(!told(&mut counter, &zoe));
    town.holds();
}
