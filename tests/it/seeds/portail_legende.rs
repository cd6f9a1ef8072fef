//! The slides of the portal whose legend Guichet shows: « Fonctionnement du portail famille ».

use guichet::desk::request::{ClosureWish, Reply, Request};
use guichet::domain::day::DayAnswer;
use guichet::domain::enrolment::Span;
use guichet::domain::people::{DayState, QuotientSource};
use guichet::domain::tariff::Means;

use super::Commune;
use crate::support::day;

const NOW: &str = "2026-11-20T10:42:00";
const LEO: (&str, &str, &str) = ("martineau claire", "Léo", "CANTINE");

#[test]
fn the_id_is_the_mail() {
    let _ = "Saisissez votre email et votre mot de passe";
    let mut commune = Commune::of("portail-legende");
    assert_eq!(commune.login("martineau claire"), "claire.m@exemple.fr");
}

/// Léo's canteen on Monday 30 November.
fn book_monday(commune: &mut Commune) {
    commune.change(NOW, LEO, ("2026-11-30", true));
}

#[test]
fn an_orange_day_becomes_blue() {
    let _ = "Les journées disponibles à la réservation s’affichent en orange. Pour réserver, \
             cliquer sur un jour orange pour qu’il devienne bleu. Et Validez pour faire \
             apparaitre un message de confirmation";
    let mut commune = Commune::of("portail-legende");
    assert_eq!(commune.state(NOW, LEO, "2026-11-30").0, DayState::Available);
    book_monday(&mut commune);
    assert_eq!(commune.state(NOW, LEO, "2026-11-30").0, DayState::EnrolledCancellable);
    commune.holds();
}

#[test]
fn the_legend_s_eight_states_are_all_met() {
    let mut commune = Commune::of("portail-legende");
    let kone = commune.family("koné awa");
    let issa = commune.child(kone, "Issa");
    for code in ["PERI-CIRQUE", "SPORT"] {
        let activity = commune.activity(code);
        commune.enrol(kone, issa, activity);
    }
    let who = |activity| ("koné awa", "Issa", activity);
    let leo = |activity| ("martineau claire", "Léo", activity);
    let _ = "Enfant inscrit, possibilité d’annuler au besoin";
    assert_eq!(commune.state(NOW, LEO, "2026-11-27").0, DayState::EnrolledCancellable);
    let _ = "Enfant inscrit, annulation impossible";
    assert_eq!(commune.state(NOW, LEO, "2026-11-23").0, DayState::EnrolledLocked);
    let _ = "Vous pouvez réserver";
    assert_eq!(commune.state(NOW, LEO, "2026-11-24").0, DayState::Available);
    let _ = "Oups ! Hors délais, l’inscription sera majorée";
    let late = commune.explain("2026-11-21T00:00:00", LEO, "2026-11-24");
    assert_eq!((late.state, late.toggle), (DayState::LateSurcharge, true));
    assert!(late.reasons[0].starts_with("Oups"), "{:?}", late.reasons);
    assert_eq!(late.price.map(|price| price.0), Some(585), "3,90 € and a half of it");
    let _ = "Inscription annulée, pas de majoration";
    let cancelled = commune.first(NOW, leo("PERI-CIRQUE"), DayState::Cancelled);
    assert!(cancelled.unwrap().1.starts_with("Inscription annulée, pas de majoration."));
    let _ = "Inscriptions complètes";
    let full = commune.first(NOW, who("PERI-CIRQUE"), DayState::Full);
    assert!(full.unwrap().1.starts_with("Complet (8 sur 8)."));
    let _ = "Inscription sur la liste d’attente de l’activité";
    let waiting = commune.first(NOW, who("EXTRA-MERCREDI"), DayState::Waiting);
    assert!(waiting.unwrap().1.starts_with("Sur la liste d’attente"));
    let _ = "Inscriptions soumise à validation par un agent de la collectivité";
    let (state, said) = commune.state(NOW, who("SPORT"), "2026-11-27");
    assert_eq!(state, DayState::ToValidate);
    assert!(said.starts_with("Inscription soumise à validation par un agent."), "{said}");
}

#[test]
fn an_activity_depends_on_the_age() {
    let _ = "Les activités proposées via le Portail Famille dépendent de l’âge de l’enfant \
             sélectionné.";
    let mut commune = Commune::of("portail-legende");
    let (state, said) = commune.state(NOW, ("lefort jean", "Hugo", "SPORT-VACANCES"), "2026-12-21");
    assert_eq!(state, DayState::Closed);
    assert!(said.contains("a passé l’âge de Sport vacances (8 à 12 ans)"), "{said}");
}

const TARIFFS: &str = "La liste des tarifs est calculée en fonction de votre quotient CAF et/ou \
                       votre revenu de référence. Dans le cas où ces informations ne sont pas \
                       accessibles, c’est le tarif maximum qui est appliqué";

/// An agent corrects what the tariffs of Léo's family rest on.
fn state(commune: &mut Commune, local: &str, change: impl FnOnce(&mut Means)) {
    let family = commune.family("martineau claire");
    commune.correct(local, family, |household| change(&mut household.means));
}

fn cents(answer: &DayAnswer) -> Option<i64> {
    answer.price.map(|price| price.0)
}

#[test]
fn unknown_means_pay_the_maximum_and_known_ones_their_bracket() {
    let _ = TARIFFS;
    let mut commune = Commune::of("portail-legende");
    let known = commune.explain(NOW, LEO, "2026-11-30");
    assert_eq!(cents(&known), Some(390));
    let told = "Prix\u{a0}: Tranche 701 à 1100 (quotient 742), soit 3,90\u{a0}€ (restauration, \
                délibération du 25 juin 2026).";
    assert!(known.reasons.iter().any(|reason| reason == told), "{:?}", known.reasons);
    for (means, why) in [
        (Means::default(), "quotient inconnu"),
        (
            Means { source: Some(QuotientSource::Refused), ..Means::default() },
            "quotient non communiqué",
        ),
        (Means { until: Some(day("2026-11-29")), ..Means::of(742) }, "quotient échu le 29/11/2026"),
    ] {
        state(&mut commune, NOW, |stated| *stated = means);
        let unknown = commune.explain(NOW, LEO, "2026-11-30");
        assert_eq!(cents(&unknown), Some(530), "{why}");
        let remedy = "F2 saisit le quotient d’une attestation CAF ou MSA.";
        let told = format!("Tarif maximum ({why}). {remedy}");
        assert!(unknown.reasons.contains(&told), "{:?}", unknown.reasons);
    }
    state(&mut commune, NOW, |means| means.until = Some(day("2026-11-30")));
    assert_eq!(cents(&commune.explain(NOW, LEO, "2026-11-30")), Some(390), "its last day");
    commune.holds();
}

#[test]
fn a_reference_income_stands_in_for_a_quotient_that_is_not_known() {
    let _ = TARIFFS;
    let mut commune = Commune::of("portail-legende");
    let income = Means { income: Some(24_000), income_year: Some(2024), ..Means::default() };
    state(&mut commune, NOW, |means| *means = income);
    let estimated = commune.explain(NOW, LEO, "2026-11-30");
    assert_eq!(cents(&estimated), Some(260), "24 000 € a year, three parts: 667 a month");
    let told = estimated.reasons.iter().any(|reason| reason.contains("quotient estimé 667"));
    assert!(told && !estimated.reasons.join(" ").contains("24 000"), "{:?}", estimated.reasons);
    state(&mut commune, NOW, |means| means.quotient = Some(1_700));
    assert_eq!(cents(&commune.explain(NOW, LEO, "2026-11-30")), Some(530), "the CAF's counts");
    commune.holds();
}

#[test]
fn a_quotient_that_comes_in_counts_the_month_after_and_what_is_booked_keeps_its_price() {
    let _ = TARIFFS;
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("martineau claire");
    let (child, activity) = (commune.child(family, "Léo"), commune.activity("CANTINE"));
    let booked = day("2026-12-01");
    commune.change(NOW, LEO, ("2026-12-01", true));
    state(&mut commune, NOW, |means| {
        means.quotient = Some(300);
        means.received = Some(day("2026-11-20"));
    });
    assert_eq!(cents(&commune.explain(NOW, LEO, "2026-11-30")), Some(390), "not yet");
    assert_eq!(cents(&commune.explain(NOW, LEO, "2026-12-03")), Some(120), "the month after");
    let read = commune.counter.store.read();
    let bookings = read.bookings(child, booked, booked).unwrap();
    let kept = bookings.iter().find(|one| one.activity == activity).unwrap();
    assert_eq!(kept.price.map(|price| price.0), Some(390), "its price stands in the fact");
    commune.holds();
}

#[test]
fn a_day_that_is_closed_later_is_cancelled_without_surcharge_even_beyond_its_deadline() {
    let _ = "Enfant inscrit, annulation impossible";
    let mut commune = Commune::of("portail-legende");
    let monday = "2026-11-23";
    assert_eq!(commune.state(NOW, LEO, monday).0, DayState::EnrolledLocked);
    let issa = ("koné awa", "Issa", "EXTRA-MERCREDI");
    let (wednesday, _) = commune.first(NOW, issa, DayState::Waiting).expect("Issa waits");
    let family = commune.family("martineau claire");
    let credit = |commune: &Commune| commune.counter.store.read().credit(family).unwrap();
    let before = credit(&commune);
    book_monday(&mut commune);
    assert_eq!(credit(&commune).0, before.0 - 390, "paid by the porte-monnaie");
    for on in [day(monday), wednesday, day("2026-11-30")] {
        let span = Span { from: on, to: on };
        let wish = ClosureWish { activity: None, span, label: "grève".to_owned() };
        match commune.ask(NOW, Request::ReviewClosure(wish)) {
            Reply::ClosureReview(review) => {
                let reply = commune.ask(NOW, Request::CloseDays(review));
                assert_eq!(reply, Reply::DaysClosed);
            }
            reply => panic!("{reply:?}"),
        }
    }
    let _ = "Inscription annulée, pas de majoration";
    let (state, said) = commune.state(NOW, LEO, monday);
    assert_eq!(state, DayState::Closed);
    assert!(said.starts_with("Fermé\u{a0}: grève"), "{said}");
    assert!(said.ends_with("Inscription annulée, pas de majoration."), "{said}");
    let _ = "Inscription sur la liste d’attente de l’activité";
    assert_eq!(commune.state(NOW, issa, &wednesday.to_string()).0, DayState::Closed);
    let Reply::Waiting(view) = commune.ask(NOW, Request::OpenWaiting) else { panic!("no list") };
    assert!(view.lines.iter().all(|line| line.place.day != wednesday), "nobody waits any more");
    assert_ne!(commune.state(NOW, LEO, "2026-11-24").0, DayState::Closed);
    assert_eq!(credit(&commune), before, "and given back to it");
    commune.holds();
}

#[test]
fn an_effort_rate_has_a_floor_and_a_ceiling_and_the_younger_pay_less() {
    let _ = TARIFFS;
    let mut commune = Commune::of("portail-legende");
    let on = "2026-12-02";
    let who = ("martineau claire", "Inès", "EXTRA-MERCREDI");
    let family = commune.family("martineau claire");
    let ines = commune.child(family, "Inès");
    let activity = commune.activity("EXTRA-MERCREDI");
    commune.enrol(family, ines, activity);
    let mut pays = |quotient: Option<u32>| {
        let means = quotient.map(Means::of).unwrap_or_default();
        state(&mut commune, NOW, |stated| *stated = means);
        let answer = commune.explain(NOW, who, on);
        (cents(&answer), answer.reasons.join(" "))
    };
    // 1,05 % of it, from 3,10 € to 11,40 €, a tenth less for the second child.
    let rows = [(294, 279, true), (295, 279, false), (1086, 1026, false), (1087, 1026, true)];
    for (quotient, price, held) in rows {
        let (cents, told) = pays(Some(quotient));
        assert_eq!(cents, Some(price), "{quotient}: {told}");
        let says = told.contains("plancher") || told.contains("plafond");
        assert_eq!(says, held, "{quotient}: {told}");
    }
    let (cents, told) = pays(None);
    assert_eq!(cents, Some(1026), "the ceiling, a tenth less");
    assert!(told.contains("Tarif maximum (quotient inconnu)"), "{told}");
    commune.holds();
}
