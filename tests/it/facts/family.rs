//! Facts about families, made by hand.

use guichet::domain::household::{Child, Guardian, Household};
use guichet::domain::ids::{ChildId, DocumentId, EnrolmentId, FamilyId};
use guichet::domain::people::{DocumentFault, DocumentState, QuotientSource, Rhythm};
use guichet::domain::tariff::Means;
use guichet::domain::tariff::means::Earlier;
use guichet::journal::fact::{
    DocumentNoted, EnrolmentSet, Fact, FamilyArchived, FamilyImported, FamilyRestored,
    FamilyWritten, NoteStruck, NoteWritten,
};

use super::{holdings, id};
use crate::support::day;

/// One fact of each kind about a household.
pub fn household() -> Vec<Fact> {
    vec![
        imported(id(30), "MARTINEAU", 40).into(),
        holdings(id(30), 40, 50).into(),
        written(id(30), "MARTINEAU", 40).into(),
        NoteWritten { family: id(30), text: "préfère le soir".into(), flagged: true }.into(),
        enrolled(id(30), 40, id(0x54)).into(),
        NoteStruck { family: id(30), note: id(0x1_000b) }.into(),
        document(id(90), id(30), Some(id(41)), DocumentState::Refused).into(),
        FamilyArchived { family: id(30) }.into(),
        FamilyRestored { family: id(30) }.into(),
    ]
}

/// A document of a household or of its child.
pub fn document(
    document: DocumentId,
    family: FamilyId,
    child: Option<ChildId>,
    state: DocumentState,
) -> DocumentNoted {
    let (received, until) = (day("2026-09-02"), Some(day("2027-08-31")));
    let fault = (state == DocumentState::Refused).then_some(DocumentFault::Unsigned);
    let (code, saw) = ("assurance".into(), Some(id(0x1_000c)));
    DocumentNoted { document, family, child, code, state, received, until, fault, saw }
}

/// A household whose adult and child have ids from `people` on.
pub fn imported(family: FamilyId, surname: &str, people: u128) -> FamilyImported {
    let digest = "cd".repeat(32);
    FamilyImported { family, household: martineau(surname, people), digest }
}

pub fn written(family: FamilyId, surname: &str, people: u128) -> FamilyWritten {
    let household = martineau(surname, people);
    let (digest, saw) = ("cd".repeat(32), Some(id(0x1_0008)));
    FamilyWritten { family, household, digest, saw }
}

pub fn enrolled(family: FamilyId, people: u128, enrolment: EnrolmentId) -> EnrolmentSet {
    let (child, activity) = (id(people + 1), id(20));
    let (from, to) = (day("2026-09-01"), day("2026-12-18"));
    let (age_reason, rhythm) = ("fratrie".into(), Some(Rhythm::Occasional));
    let saw = Some(id(0x1_0009));
    EnrolmentSet { enrolment, family, child, activity, from, to, age_reason, rhythm, saw }
}

pub fn martineau(surname: &str, people: u128) -> Household {
    Household {
        login: format!("EVR{people:05}"),
        guardians: vec![Guardian {
            id: id(people),
            surname: surname.into(),
            given: "Claire".into(),
            link: "mère".into(),
            phone: "06 12 34 56 78".into(),
            email: "claire@exemple.fr".into(),
        }],
        children: vec![Child {
            id: id(people + 1),
            surname: surname.into(),
            given: "Léo".into(),
            birth: day("2019-06-24"),
            school: "Jean-Moulin".into(),
            class: "CE1".into(),
            form_on: Some(day("2026-09-02")),
            pai: true,
        }],
        address: "14 rue des Lilas".into(),
        postcode: "27000".into(),
        town: "Évreux".into(),
        means: means(),
        file_year: Some(2026),
    }
}

/// Everything that can be said of a family's means.
fn means() -> Means {
    Means {
        quotient: Some(742),
        until: Some(day("2026-12-31")),
        month: Some(day("2026-10-01")),
        source: Some(QuotientSource::Caf),
        received: Some(day("2026-11-02")),
        earlier: Some(Earlier { quotient: 655, until: Some(day("2026-12-31")) }),
        income: Some(24_000),
        income_year: Some(2024),
    }
}
