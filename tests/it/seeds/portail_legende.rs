//! The slides of the portal whose legend Guichet shows: « Fonctionnement du portail famille ».

use guichet::desk::request::{DayChange, Reply, Request};
use guichet::domain::people::DayState;

use super::Commune;
use super::hotel_de_ville::enrol;
use crate::support::day;

const NOW: &str = "2026-11-20T10:42:00";
const LEO: (&str, &str, &str) = ("martineau claire", "Léo", "CANTINE");

#[test]
fn the_id_is_the_mail() {
    let _ = "Saisissez votre email et votre mot de passe";
    let mut commune = Commune::of("portail-legende");
    assert_eq!(commune.login("martineau claire"), "claire.m@exemple.fr");
}

#[test]
fn an_orange_day_becomes_blue() {
    let _ = "Les journées disponibles à la réservation s’affichent en orange. Pour réserver, \
             cliquer sur un jour orange pour qu’il devienne bleu. Et Validez pour faire \
             apparaitre un message de confirmation";
    let mut commune = Commune::of("portail-legende");
    assert_eq!(commune.state(NOW, LEO, "2026-11-30").0, DayState::Available);
    let family = commune.family("martineau claire");
    let (child, activity) = (commune.child(family, "Léo"), commune.activity("CANTINE"));
    let changes = vec![DayChange { child, activity, day: day("2026-11-30"), book: true }];
    let Reply::Review(review) = commune.ask(NOW, Request::ReviewBookings { family, changes })
    else {
        panic!("no review")
    };
    let booked = commune.ask(NOW, Request::ConfirmBookings { family, review: *review });
    assert!(matches!(booked, Reply::Booked(_)), "{booked:?}");
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
        enrol(&mut commune, kone, issa, activity);
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
