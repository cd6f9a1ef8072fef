//! The form of a household in the states that differ.

use super::*;
use crate::desk::view::{HandedIn, Piece};
use crate::domain::activity::Activity;
use crate::domain::detail::Detail;
use crate::domain::household::{Child, Guardian, Household, Whose};
use crate::domain::people::{ActivityKind, DocumentState, Rhythm};
use crate::domain::tariff::Means;
use crate::domain::weekdays::Weekdays;

/// Who MARTINEAU Claire's family is, as the form opens on it.
pub fn statement() -> HouseholdView {
    let child = |number: u128, given: &str, birth: &str, class: &str| Child {
        surname: "MARTINEAU".into(),
        given: given.into(),
        school: "Jean-Moulin".into(),
        class: class.into(),
        form_on: Some(day("02/09/2026")),
        pai: false,
        ..Child::born(id(number), day(birth))
    };
    let household = Household {
        login: "EVR04217".into(),
        guardians: vec![
            Guardian {
                id: id(21),
                surname: "MARTINEAU".into(),
                given: "Claire".into(),
                link: "mère".into(),
                phone: "06 12 34 56 78".into(),
                email: "claire.m@exemple.fr".into(),
            },
            Guardian {
                surname: "MOREL".into(),
                given: "Antoine".into(),
                link: "père".into(),
                ..Guardian::unnamed(id(22))
            },
        ],
        children: vec![
            child(41, "Léo", "03/03/2019", "CE1"),
            child(42, "Inès", "14/05/2022", "MS"),
        ],
        address: "14 rue des Lilas".into(),
        postcode: "27000".into(),
        town: "Évreux".into(),
        means: Means { until: Some(day("31/12/2026")), ..Means::of(742) },
        file_year: Some(2026),
    };
    HouseholdView {
        family: id(11),
        saw: id(91),
        household,
        agent: "S. Leroy".into(),
        at: moment("2026-11-12T09:20"),
    }
}

/// What M. Diallo wrote meanwhile.
pub fn meanwhile() -> HouseholdView {
    let mut view = statement();
    view.household.guardians[0].phone = "06 11 11 11 11".into();
    view.household.town = "Gravigny".into();
    HouseholdView { saw: id(92), agent: "M. Diallo".into(), at: moment("2026-11-20T10:41"), ..view }
}

/// Families that look like the one that is being made.
pub fn alike() -> Vec<Lookalike> {
    let one = |number: u128, login: &str, name: &str, why: &str| Lookalike {
        family: id(number),
        login: login.into(),
        name: name.into(),
        children: vec!["Léo".into(), "Inès".into()],
        why: why.into(),
    };
    vec![
        one(11, "EVR04217", "MARTINEAU Claire", "même téléphone, même nom"),
        one(12, "EVR01180", "MARTIN Paul", "Léo né(e) le même jour"),
        one(13, "", "MARTIN Paula", "même courriel"),
    ]
}

/// What two fields held.
pub fn changes() -> Vec<FieldChange> {
    let change = |whose, detail, before: &str, after: &str| FieldChange {
        whose,
        detail,
        before: before.into(),
        after: after.into(),
        at: moment("2026-11-12T09:20"),
        agent: "S. Leroy".into(),
        series: "A2".into(),
    };
    let claire = Whose::Guardian(id(21));
    vec![
        change(claire, Detail::Phone, "06 00", "06 12 34 56 78"),
        change(claire, Detail::Phone, "06 12 34 56 78", "06 00"),
        change(Whose::Family, Detail::Address, "Rue haute", "14 rue des Lilas"),
        change(claire, Detail::Phone, "", "06 12 34 56 78"),
    ]
}

/// The file of MARTINEAU Claire with two notes.
pub fn noted() -> FamilyView {
    let note = |number: u128, text: &str, flagged| NoteLine {
        entry: id(number),
        text: text.into(),
        flagged,
        agent: "S. Leroy".into(),
        at: moment("2026-11-12T09:20"),
    };
    let mut view = family();
    view.notes.lines = vec![
        note(301, "préfère être appelée après 17 h", true),
        note(302, "garde alternée, le père vient le mercredi", false),
        note(303, "sans porc", false),
    ];
    view
}

/// Her notes.
pub fn notes() -> Hand {
    let mut hand = Hand::searched();
    hand.key(Key::Enter);
    hand.answer(Reply::Family(Box::new(noted())));
    hand.key(Key::Char('n'));
    hand.effects.clear();
    hand
}

/// What Léo may go to.
pub fn rights() -> EnrolmentsView {
    let line = |number: u128, activity: u128, label: &str| EnrolmentLine {
        id: id(400 + number),
        activity: id(activity),
        label: label.into(),
        from: day("01/09/2026"),
        to: day("02/07/2027"),
        age_reason: String::new(),
        rhythm: None,
        saw: id(500 + number),
        agent: "A. Morvan".into(),
        at: moment("2026-09-01T08:00"),
    };
    let choice = |number: u128, label: &str, (age_min, age_max)| Activity {
        id: id(number),
        code: String::new(),
        label: label.into(),
        kind: ActivityKind::Canteen,
        weekdays: Weekdays::WORKING_WEEK,
        places: None,
        age_min,
        age_max,
        tariffs: [None; 5],
        rule: String::new(),
        source: "import".into(),
    };
    EnrolmentsView {
        family: id(11),
        child: id(41),
        given: "Léo".into(),
        school: "Jean-Moulin".into(),
        lines: vec![
            line(1, 51, "Cantine Jean-Moulin"),
            line(3, 53, "Danse"),
            line(4, 54, "Cirque"),
        ],
        activities: vec![
            choice(51, "Cantine Jean-Moulin", (Some(2), Some(12))),
            choice(52, "Centre de loisirs", (Some(3), Some(11))),
            choice(53, "Danse", (None, None)),
            choice(54, "Chorale", (None, None)),
        ],
        birth: day("03/03/2019"),
        asks_rhythm: false,
        documents: Vec::new(),
        wish: None,
    }
}

/// The same, of a commune that asks for documents and how a child comes.
pub fn rights_and_documents() -> EnrolmentsView {
    let mut view = rights();
    view.asks_rhythm = true;
    view.lines[0].rhythm = Some(Rhythm::Regular);
    view.lines[1].age_reason = "fratrie".into();
    let line = |number: u128, label: &str, status: &str, state: Option<DocumentState>| {
        let handed_in = state.map(|state| HandedIn {
            document: id(600 + number),
            state,
            received: day("02/09/2026"),
            until: Some(day("31/08/2027")),
            saw: id(700 + number),
        });
        let (code, child) = (format!("piece-{number}"), Some(id(41)));
        DocumentLine {
            label: label.into(),
            status: status.into(),
            valid: status.starts_with("valable"),
            piece: Some(Piece { code, child, handed_in }),
        }
    };
    let (received, validated) = (Some(DocumentState::Received), Some(DocumentState::Validated));
    view.documents = vec![
        line(1, "justificatif de domicile", "valable jusqu’au 31/08/2027", validated),
        line(2, "fiche sanitaire de Léo", "manquante", None),
        line(3, "assurance scolaire de Léo", "à valider (reçue 02/09/2026)", received),
    ];
    view
}

/// Léo’s rights and documents, from the file.
pub fn documents() -> Hand {
    let mut hand = Hand::opened();
    hand.key(Key::Char('d'));
    hand.answer(Reply::Enrolments(Box::new(rights_and_documents())));
    hand.effects.clear();
    hand
}

/// What M. Diallo made of the first one.
pub fn changed_meanwhile() -> EnrolmentLine {
    EnrolmentLine {
        to: day("05/02/2027"),
        saw: id(502),
        agent: "M. Diallo".into(),
        at: moment("2026-11-20T10:41"),
        ..rights().lines.remove(0)
    }
}

/// Léo's enrolments, from the file.
pub fn enrolments() -> Hand {
    let mut hand = Hand::opened();
    hand.key(Key::Char('d'));
    hand.answer(Reply::Enrolments(Box::new(rights())));
    hand.effects.clear();
    hand
}

/// The form of MARTINEAU Claire's family, from its file.
pub fn edited() -> Hand {
    let mut hand = Hand::opened();
    hand.key(Key::F(2));
    hand.answer(Reply::Household(Box::new(statement())));
    hand.effects.clear();
    hand
}

/// The form of a new family, from what was searched for.
pub fn made(typed: &str) -> Hand {
    let mut hand = Hand::signed_in();
    hand.text(typed);
    hand.key(Key::F(2));
    hand.effects.clear();
    hand
}

impl Hand {
    /// Answers the statement that was sent.
    pub fn answer_to_write(&mut self, reply: Reply) {
        assert!(matches!(self.asked(), Some((_, Request::WriteFamily(_)))));
        self.answer(reply);
    }
}

/// The form in the states that differ.
pub fn every_form() -> Vec<(&'static str, App)> {
    let mut wrong = made("blin");
    wrong.keys(&[Key::Tab, Key::Tab, Key::Tab]);
    wrong.text("06 12");
    wrong.key(Key::Tab);
    wrong.text("zoé@exemple.fr");
    wrong.key(Key::F(9));
    let mut asking = edited();
    asking.app.house.read_only_portal = true;
    asking.text("X");
    asking.key(Key::F(9));
    let mut leaving = edited();
    leaving.text("X");
    leaving.key(Key::Esc);
    let mut children = Hand::opened();
    children.keys(&[Key::Char('2'), Key::Down, Key::F(2)]);
    children.answer(Reply::Household(Box::new(statement())));
    let mut similar = made("blin");
    similar.key(Key::F(9));
    similar.answer_to_write(Reply::Lookalikes(alike()));
    similar.key(Key::Down);
    let mut versions = edited();
    versions.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Ctrl('u')]);
    versions.text("0699999999");
    versions.key(Key::F(9));
    versions.answer_to_write(Reply::Corrected(Box::new(meanwhile())));
    let mut past = edited();
    past.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::F(2)]);
    past.answer(Reply::FieldHistory(changes()));
    let mut scrolled = Hand { app: past.app.clone(), effects: Vec::new(), drafts: Vec::new() };
    scrolled.key(Key::Down);
    let mut theirs = Hand { app: versions.app.clone(), effects: Vec::new(), drafts: Vec::new() };
    theirs.key(Key::Down);
    vec![
        ("household", edited().app),
        ("household-child", children.app),
        ("household-new", made("blin eve").app),
        ("household-wrong", wrong.app),
        ("household-asking", asking.app),
        ("household-leaving", leaving.app),
        ("household-alike", similar.app),
        ("household-versions", versions.app),
        ("household-past", past.app),
        ("household-past-scrolled", scrolled.app),
        ("household-versions-second", theirs.app),
    ]
}

/// Notes, enrolments and what a file without an account looks like.
pub fn every_right() -> Vec<(&'static str, App)> {
    let mut seen = Hand::searched();
    seen.key(Key::Enter);
    seen.answer(Reply::Family(Box::new(noted())));
    let mut archived = Hand::searched();
    archived.key(Key::Enter);
    archived.answer(Reply::Family(Box::new(FamilyView { archived: true, ..family() })));
    let mut listed = notes();
    listed.key(Key::Down);
    let mut typed = notes();
    typed.key(Key::Char('n'));
    typed.text("mange halal le midi");
    let mut lost = Hand { app: typed.app.clone(), effects: Vec::new(), drafts: Vec::new() };
    lost.key(Key::Esc);
    let mut rights = enrolments();
    rights.key(Key::Down);
    let mut handed_in = documents();
    handed_in.keys(&[Key::Down; 5]);
    let mut refusing = documents();
    refusing.keys(&[Key::Down; 5]);
    refusing.key(Key::Char('r'));
    let mut excepted = documents();
    excepted.key(Key::Char('n'));
    excepted.text("centre");
    excepted.keys(&[Key::Tab, Key::Ctrl('u')]);
    excepted.text("01/09/2031");
    let mut enrolling = enrolments();
    enrolling.key(Key::Char('n'));
    enrolling.text("c");
    let mut both = enrolments();
    both.keys(&[Key::Enter, Key::Ctrl('u')]);
    both.text("18/12/2026");
    both.key(Key::F(9));
    both.answer(Reply::EnrolmentChanged(Box::new(changed_meanwhile())));
    let account = AccountView { state: AccountState::New, blocks: Vec::new(), ..preview().account };
    let none = AccessView {
        login: String::new(),
        account,
        credential: None,
        ..crate::ui::gestures::access()
    };
    vec![
        ("access-none", crate::ui::gestures::at_access(none, true).app),
        ("family-noted", seen.app),
        ("family-archived", archived.app),
        ("notes", listed.app),
        ("notes-new", typed.app),
        ("notes-leaving", lost.app),
        ("enrolments", rights.app),
        ("enrolments-both", documents().app),
        ("enrolments-documents", handed_in.app),
        ("enrolments-refusing", refusing.app),
        ("enrolments-age", excepted.app),
        ("enrolments-new", enrolling.app),
        ("enrolments-versions", both.app),
    ]
}
