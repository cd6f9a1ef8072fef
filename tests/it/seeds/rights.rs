//! The texts' sentences about rights and documents, under the communes' own profiles.

use chrono::NaiveDate;
use guichet::demo::DemoSettings;
use guichet::demo::stage::{SECRET, stage};
use guichet::desk::Counter;
use guichet::desk::perform;
use guichet::desk::request::{DocumentNote, NoteDocument, Reply, Request};
use guichet::desk::view::{CalendarView, FamilyView};
use guichet::domain::day::DayAnswer;
use guichet::domain::ids::{ChildId, FamilyId};
use guichet::domain::people::{DocumentState, Rhythm};
use guichet::domain::secret::Secret;

use crate::support::{day, now};

/// MARTINEAU Claire's family in the demonstration of a profile, S. Leroy in the seat.
pub struct Scene {
    pub counter: Counter,
    pub family: FamilyId,
}

impl Scene {
    pub fn of(profile: &str) -> Self {
        let settings = DemoSettings { families: 60, seed: 1, today: now().today() };
        let mut counter = stage(&settings, profile, now(), "test").unwrap();
        let secret = Secret::new(SECRET.to_owned());
        perform(&mut counter, now(), Request::SignIn { code: "sle".to_owned(), secret });
        let read = counter.store.read();
        let mut families = read.all_families().unwrap().into_iter();
        let is_hers = |family: &FamilyId| {
            let guardians = read.guardians(*family).unwrap();
            guardians.first().is_some_and(|one| one.name() == "MARTINEAU Claire")
        };
        let family = families.find(is_hers).unwrap();
        Self { counter, family }
    }

    pub fn ask(&mut self, request: Request) -> Reply {
        perform(&mut self.counter, now(), request)
    }

    fn file(&mut self) -> FamilyView {
        match self.ask(Request::OpenFamily(self.family)) {
            Reply::Family(view) => *view,
            reply => panic!("{reply:?}"),
        }
    }

    pub fn child(&self, given: &str) -> ChildId {
        let children = self.counter.store.read().children(self.family).unwrap();
        children.into_iter().find(|child| child.given == given).unwrap().id
    }

    fn calendar(&mut self, given: &str, activity: &str, month: NaiveDate) -> CalendarView {
        let activities = self.counter.store.read().activities().unwrap();
        let activity = activities.into_iter().find(|one| one.label == activity).map(|one| one.id);
        let (family, child) = (self.family, Some(self.child(given)));
        match self.ask(Request::OpenCalendar { family, child, activity, month }) {
            Reply::Calendar(view) => *view,
            reply => panic!("{reply:?}"),
        }
    }

    pub fn answer(&mut self, given: &str, activity: &str, on: &str) -> DayAnswer {
        let month = self.calendar(given, activity, day(on));
        month.days().iter().find(|answer| answer.day == day(on)).unwrap().clone()
    }
}

/// « Un document peut être demandé pour autoriser des inscriptions. Ces document sont généralement
/// demandés 1 fois par an. » « Ce document peut faire l'objet d'une validation par un agent de la
/// collectivité pour accéder ensuite aux inscriptions. »
#[test]
fn a_document_of_the_legends_portal_is_in_every_state_and_blocks_until_validated() {
    let mut scene = Scene::of("portail-legende");
    let states: Vec<(String, String)> =
        scene.file().documents.into_iter().map(|one| (one.label, one.status)).collect();
    let state = |label: &str| {
        let found = states.iter().find(|(one, _)| one == label);
        found.map(|(_, status)| status.as_str()).unwrap_or_default()
    };
    assert_eq!(state("fiche sanitaire de Léo"), "valable jusqu’au 31/08/2027");
    assert_eq!(state("fiche sanitaire d’Inès"), "échue le 31/08/2026");
    assert_eq!(state("assurance de Léo"), "à valider (reçue 20/11/2026)");
    assert_eq!(state("assurance d’Inès"), "manquante");
    assert_eq!(state("justificatif de domicile"), "expire le 01/01/2027");
    let wednesday = scene.answer("Léo", "Extra mercredi", "2026-12-02");
    assert!(wednesday.toggle, "{:?}", wednesday.reasons);
    let sport = scene.answer("Léo", "Sport du soir", "2026-12-10");
    assert!(!sport.toggle && !sport.booked, "{:?}", sport.reasons);
    assert!(sport.reasons[0].starts_with("Réservation impossible, pièce à valider"));
    let documents = scene.counter.store.read().documents(scene.family).unwrap();
    let waits = documents.into_iter().rfind(|one| one.paper.state == DocumentState::Received);
    let last = waits.filter(|one| one.code == "assurance").unwrap();
    let state = DocumentState::Validated;
    let note = DocumentNote::Looked { document: last.id, state, fault: None, saw: last.entry };
    let (family, child, code) = (scene.family, last.child, last.code);
    let noted = scene.ask(Request::NoteDocument(NoteDocument { family, child, code, note }));
    assert!(matches!(noted, Reply::Filed(_)), "{noted:?}");
    let sport = scene.answer("Léo", "Sport du soir", "2026-12-10");
    assert!(sport.toggle, "{:?}", sport.reasons);
    let new_year = scene.answer("Léo", "Sport du soir", "2027-01-05");
    assert!(!new_year.toggle, "the proof of address is over on 1 January");
    assert!(new_year.reasons[0].contains("valable jusqu’au 01/01/2027 seulement"));
}

/// « Choisissez le type d’activité PERI, EXTRA, SPORT… Seules les activités qui correspondent au
/// choix s’afficheront. » « Pour inscrire ponctuellement, cocher « Occasionnelle » »
#[test]
fn the_legends_portal_sorts_what_a_child_may_go_to() {
    let mut scene = Scene::of("portail-legende");
    let view = scene.calendar("Léo", "Extra mercredi", day("2026-12-01"));
    let label = |id| view.activities.iter().find(|(one, _)| *one == id).unwrap().1.clone();
    let types: Vec<(&str, Vec<String>)> = view
        .terms
        .types
        .iter()
        .map(|(code, held)| (code.as_str(), held.iter().map(|id| label(*id)).collect()))
        .collect();
    let names = |code: &str| &types.iter().find(|(one, _)| *one == code).unwrap().1;
    assert_eq!(types.len(), 3, "{types:?}");
    assert_eq!(names("EXTRA"), &["Extra mercredi"]);
    assert_eq!(names("SPORT"), &["Sport du soir"]);
    assert!(names("PERI").contains(&"Cantine Jean-Moulin".to_owned()));
    assert_eq!(view.terms.rhythm, None, "the office did not say");
    let (family, child) = (scene.family, scene.child("Léo"));
    let open = Request::OpenEnrolments { of: (family, child), wish: None };
    let Reply::Enrolments(rights) = scene.ask(open) else { panic!("no rights") };
    assert!(rights.asks_rhythm);
    let line = rights.lines.into_iter().find(|one| one.label == "Extra mercredi").unwrap();
    let set = guichet::desk::request::SetEnrolment {
        family,
        child,
        enrolment: Some(line.id),
        activity: line.activity,
        from: line.from,
        to: line.to,
        age_reason: String::new(),
        rhythm: Some(Rhythm::Occasional),
        saw: Some(line.saw),
    };
    let reply = scene.ask(Request::SetEnrolment(set));
    assert!(matches!(reply, Reply::Enrolled(..)), "{reply:?}");
    let view = scene.calendar("Léo", "Extra mercredi", day("2026-12-01"));
    assert_eq!(view.terms.rhythm, Some(Rhythm::Occasional));
}

/// « cet outil […] est à la disposition des familles dont les enfants sont inscrits en début
/// d'année dans l'un des services municipaux »: asked there, and nowhere else.
#[test]
fn only_the_town_hall_asks_for_a_child_since_the_start_of_the_year() {
    for (profile, asks) in [("hotel-de-ville", true), ("evreux", false), ("portail-legende", false)]
    {
        let scene = Scene::of(profile);
        assert_eq!(scene.counter.profile.booking.rights.from_start, asks, "{profile}");
    }
}
