//! Both sides of every limit of a document.

use super::*;
use crate::domain::time::parse_day;

fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

fn insurance(validated: bool) -> RequiredDocument {
    RequiredDocument {
        code: "assurance".into(),
        label: "assurance scolaire".into(),
        holder: Holder::Child,
        validity: Validity::SchoolYear,
        kinds: vec![ActivityKind::Wednesday],
        validated,
        notice_days: 30,
    }
}

fn paper(state: DocumentState, received: &str, until: &str) -> Paper {
    let (received, until) = (day(received), Some(day(until)));
    Paper { state, received, until, fault: None }
}

#[test]
fn a_document_holds_for_its_months_or_to_the_end_of_its_year() {
    for (validity, received, until) in [
        (Validity::Months(12), "02/09/2026", Some("01/09/2027")),
        (Validity::Months(12), "29/02/2028", Some("27/02/2029")),
        (Validity::Months(1), "31/01/2027", Some("27/02/2027")),
        (Validity::SchoolYear, "02/09/2026", Some("31/08/2027")),
        (Validity::SchoolYear, "31/05/2027", Some("31/08/2027")),
        (Validity::SchoolYear, "01/06/2027", Some("31/08/2028")),
        (Validity::SchoolYear, "31/08/2027", Some("31/08/2028")),
        (Validity::CivilYear, "01/01/2027", Some("31/12/2027")),
        (Validity::CivilYear, "31/12/2026", Some("31/12/2026")),
        (Validity::NoEnd, "02/09/2026", None),
    ] {
        let computed = validity.until(day(received), None);
        assert_eq!(computed, until.map(day), "{validity:?} {received}");
    }
}

#[test]
fn a_document_that_comes_early_is_for_the_next_year() {
    let until =
        |validity: Validity, received, covered| validity.until(day(received), Some(day(covered)));
    let december = until(Validity::CivilYear, "10/12/2026", "31/12/2026");
    assert_eq!(december, Some(day("31/12/2027")));
    let other_year = until(Validity::CivilYear, "10/12/2026", "31/12/2025");
    assert_eq!(other_year, Some(day("31/12/2026")), "what is over covers nothing");
    let may = until(Validity::SchoolYear, "20/05/2027", "31/08/2027");
    assert_eq!(may, Some(day("31/08/2028")));
}

#[test]
fn a_document_is_looked_at_on_the_day_of_service() {
    let (document, validated) = (insurance(true), DocumentState::Validated);
    let papers = [paper(validated, "02/09/2026", "31/08/2027")];
    let last = document.on(&papers, day("31/08/2027"));
    assert_eq!(last, Standing::Holds(Some(day("31/08/2027"))));
    assert_eq!(document.on(&papers, day("01/09/2027")), Standing::Over(day("31/08/2027")));
    assert_eq!(document.on(&[], day("01/09/2027")), Standing::Missing);
}

#[test]
fn one_that_must_be_validated_counts_only_then() {
    let received = [paper(DocumentState::Received, "02/09/2026", "31/08/2027")];
    let on = day("30/11/2026");
    assert_eq!(insurance(true).on(&received, on), Standing::ToValidate(day("02/09/2026")));
    assert_eq!(insurance(false).on(&received, on), Standing::Holds(Some(day("31/08/2027"))));
    let refused = Paper {
        state: DocumentState::Refused,
        fault: Some(DocumentFault::Unsigned),
        ..received[0]
    };
    let standing = insurance(true).on(&[refused], on);
    assert_eq!(standing, Standing::Refused(Some(DocumentFault::Unsigned)));
    let withdrawn = Paper { state: DocumentState::Withdrawn, ..received[0] };
    assert_eq!(insurance(true).on(&[withdrawn], on), Standing::Missing);
}

#[test]
fn a_renewal_that_waits_takes_nothing_from_the_one_that_holds() {
    let document = insurance(true);
    let papers = [
        paper(DocumentState::Received, "20/05/2027", "31/08/2028"),
        paper(DocumentState::Validated, "02/09/2026", "31/08/2027"),
    ];
    assert_eq!(document.on(&papers, day("01/07/2027")), Standing::Holds(Some(day("31/08/2027"))));
    let september = document.on(&papers, day("01/09/2027"));
    assert_eq!(september, Standing::ToValidate(day("20/05/2027")));
    assert_eq!(document.covered(&papers), Some(day("31/08/2028")));
}

#[test]
fn a_new_one_is_due_thirty_days_before() {
    let document = insurance(true);
    let holds = Standing::Holds(Some(day("31/08/2027")));
    assert!(!document.is_due(holds, day("31/07/2027")), "31 days before");
    assert!(document.is_due(holds, day("01/08/2027")), "30 days before");
    assert!(!document.is_due(Standing::Holds(None), day("01/08/2027")));
}

#[test]
fn a_hindrance_names_the_paper_and_the_keys() {
    let told = |standing| hindrance(standing, "assurance scolaire de Léo").unwrap_or_default();
    assert_eq!(
        told(Standing::Missing),
        "Réservation impossible, pièce manquante\u{a0}: assurance scolaire de Léo. D, puis P la \
         note reçue."
    );
    assert!(told(Standing::ToValidate(day("02/09/2026"))).contains("reçue le 02/09/2026"));
    assert!(told(Standing::Over(day("31/08/2027"))).contains("jusqu’au 31/08/2027 seulement"));
    let refused = Standing::Refused(Some(DocumentFault::Illegible));
    assert!(told(refused).contains("pièce refusée (illisible)"));
    assert_eq!(hindrance(Standing::Holds(None), "x"), None);
    assert!(insurance(true).concerns(ActivityKind::Wednesday));
    assert!(!insurance(true).concerns(ActivityKind::Canteen));
}
