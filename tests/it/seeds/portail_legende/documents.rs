//! « Envoyer un document », « Fournir un document ».

use guichet::desk::request::{DocumentNote, NoteDocument, Reply, Request};
use guichet::desk::view::DocumentLine;
use guichet::domain::ids::ChildId;
use guichet::domain::people::{DayState, DocumentFault, DocumentState};

use super::NOW;
use crate::seeds::Commune;

const SPORT: (&str, &str, &str) = ("martineau claire", "Léo", "SPORT");

fn note(commune: &mut Commune, child: Option<ChildId>, code: &str, note: DocumentNote) -> Reply {
    let (family, code) = (commune.family("martineau claire"), code.to_owned());
    commune.ask(NOW, Request::NoteDocument(NoteDocument { family, child, code, note }))
}

/// The line of a document in the file of Léo's family.
fn line(commune: &mut Commune, local: &str, label: &str) -> DocumentLine {
    let family = commune.family("martineau claire");
    match commune.ask(local, Request::OpenFamily(family)) {
        Reply::Family(view) => view.documents.into_iter().find(|one| one.label == label).unwrap(),
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn a_document_is_the_family_s_or_a_child_s() {
    let _ = "Sélectionner ensuite s’il s’agit d’un document pour la famille ou pour un membre de \
             la famille";
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("martineau claire");
    let ines = Some(commune.child(family, "Inès"));
    for (child, code, taken) in [
        (None, "domicile", true),
        (ines, "domicile", false),
        (ines, "assurance", true),
        (None, "assurance", false),
    ] {
        let reply = note(&mut commune, child, code, DocumentNote::Received);
        assert_eq!(matches!(reply, Reply::Filed(_)), taken, "{code}: {reply:?}");
    }
    let of_ines = line(&mut commune, NOW, "assurance d’Inès").status;
    assert_eq!(of_ines, "à valider (reçue 20/11/2026)");
    let of_leo = line(&mut commune, NOW, "assurance de Léo").piece.unwrap();
    assert_ne!(of_leo.child, ines, "each child has its own");
    commune.holds();
}

#[test]
fn a_document_is_asked_for_once_a_year() {
    let _ = "Ces document sont généralement demandés 1 fois par an.";
    let mut commune = Commune::of("portail-legende");
    for (local, label, status) in [
        (NOW, "fiche sanitaire de Léo", "valable jusqu’au 31/08/2027"),
        ("2027-08-31T23:59:59", "fiche sanitaire de Léo", "expire le 31/08/2027"),
        ("2027-09-01T00:00:00", "fiche sanitaire de Léo", "échue le 31/08/2027"),
        ("2027-01-01T23:59:59", "justificatif de domicile", "expire le 01/01/2027"),
        ("2027-01-02T00:00:00", "justificatif de domicile", "échue le 01/01/2027"),
    ] {
        assert_eq!(line(&mut commune, local, label).status, status, "{local}");
    }
}

#[test]
fn a_document_that_an_agent_refuses_opens_nothing() {
    let _ = "Ce document peut faire l’objet d’une validation par un agent de la collectivité pour \
             accéder ensuite aux inscriptions.";
    let mut commune = Commune::of("portail-legende");
    let looked = |commune: &mut Commune, state, fault| {
        let piece = line(commune, NOW, "assurance de Léo").piece.unwrap();
        let seen = piece.handed_in.unwrap();
        let looked = DocumentNote::Looked { document: seen.document, state, fault, saw: seen.saw };
        let reply = note(commune, piece.child, "assurance", looked);
        assert!(matches!(reply, Reply::Filed(_)), "{reply:?}");
    };
    let may = |commune: &mut Commune| commune.explain(NOW, SPORT, "2026-12-10");
    let waits = may(&mut commune);
    assert!(!waits.toggle && waits.reasons[0].contains("pièce à valider"), "{waits:?}");
    looked(&mut commune, DocumentState::Refused, Some(DocumentFault::Unsigned));
    let refused = may(&mut commune);
    assert!(!refused.toggle && refused.reasons[0].contains("non signée"), "{refused:?}");
    let child = line(&mut commune, NOW, "assurance de Léo").piece.unwrap().child;
    let again = note(&mut commune, child, "assurance", DocumentNote::Received);
    assert!(matches!(again, Reply::Filed(_)), "{again:?}");
    looked(&mut commune, DocumentState::Validated, None);
    let open = may(&mut commune);
    assert_eq!((open.state, open.toggle), (DayState::ToValidate, true), "{:?}", open.reasons);
    commune.holds();
}
