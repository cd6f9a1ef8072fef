//! « Consulter les tarifs des activités », and what a day comes to.

use guichet::desk::request::kiosk::{KioskPage, KioskReply, KioskRequest};
use guichet::desk::request::{Reply, Request};
use guichet::desk::view::kiosk::KioskSheet;
use guichet::domain::day::DayAnswer;
use guichet::domain::household::Child;
use guichet::domain::people::QuotientSource;
use guichet::domain::tariff::Means;

use super::{LEO, NOW};
use crate::facts::id;
use crate::seeds::Commune;
use crate::seeds::kiosk::{asks, inside};
use crate::support::day;

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

#[test]
fn the_tariffs_are_read_and_each_family_reads_its_own() {
    let _ = "Cliquez sur les titres pour dérouler la liste des activités. La liste des tarifs est \
             calculée en fonction de votre quotient CAF";
    let mut commune = Commune::of("portail-legende");
    let rules = |commune: &mut Commune, tariffs| {
        let Reply::Rules(view) = commune.ask(NOW, Request::OpenRules { tariffs }) else { panic!() };
        view.chapters
    };
    let list = rules(&mut commune, true);
    let titles: Vec<&str> = list.iter().map(|chapter| chapter.title).collect();
    assert_eq!(titles, ["Les tarifs", "Par activité"]);
    let activities = commune.counter.store.read().activities().unwrap();
    let each = &list[1].sentences;
    assert_eq!(each.len(), activities.len());
    assert!(each.iter().any(|one| one.contains("Sport du soir") && one.contains("grille sport")));
    assert!(rules(&mut commune, false).len() > list.len(), "the other rules are elsewhere");

    let family = commune.family("martineau claire");
    let mut kiosk = inside(&mut commune, family, NOW);
    let mut canteen = |commune: &Commune| {
        let page = KioskRequest::Consult(KioskPage::Tariffs);
        let KioskReply::Sheet(sheet) = asks(commune, &mut kiosk, NOW, page) else { panic!() };
        let KioskSheet::Tariffs(all) = *sheet else { panic!("{sheet:?}") };
        let of_leo = |one: &&guichet::desk::view::kiosk::KioskTariff| {
            (one.child.as_str(), one.activity.as_str()) == ("Léo", "Cantine Jean-Moulin")
        };
        let line = all.iter().find(of_leo).unwrap();
        (line.price.map(|price| price.0), line.by.contains("tarif maximum"))
    };
    assert_eq!(canteen(&commune), (Some(390), false));
    state(&mut commune, NOW, |means| *means = Means::default());
    assert_eq!(canteen(&commune), (Some(530), true));
}

#[test]
fn a_child_with_a_pai_has_a_price_of_its_own() {
    let _ = TARIFFS;
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("martineau claire");
    let price = |commune: &mut Commune, given| {
        cents(&commune.explain(NOW, ("martineau claire", given, "CANTINE"), "2026-11-30"))
    };
    assert_eq!([price(&mut commune, "Léo"), price(&mut commune, "Inès")], [Some(390); 2]);
    let pai = |commune: &mut Commune, pai| {
        commune.correct(NOW, family, |household| household.children[0].pai = pai);
    };
    pai(&mut commune, true);
    assert_eq!(price(&mut commune, "Léo"), Some(175));
    assert_eq!(price(&mut commune, "Inès"), Some(390), "the child's own");
    state(&mut commune, NOW, |means| *means = Means::default());
    assert_eq!(price(&mut commune, "Léo"), Some(175), "whatever is known of the quotient");
    pai(&mut commune, false);
    assert_eq!(price(&mut commune, "Léo"), Some(530));
    commune.holds();
}

#[test]
fn a_family_of_another_town_pays_half_as_much_again_for_sport() {
    let _ = TARIFFS;
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("koné awa");
    let (issa, sport) = (commune.child(family, "Issa"), commune.activity("SPORT"));
    commune.enrol(family, issa, sport);
    let mut price = |town: &str, activity: &str, on: &str| {
        if commune.counter.store.read().household(family).unwrap().unwrap().town != town {
            commune.correct(NOW, family, |household| town.clone_into(&mut household.town));
        }
        cents(&commune.explain(NOW, ("koné awa", "Issa", activity), on))
    };
    for (town, cents) in [("Rivemont", 400), ("Valrive", 600), ("RIVEMONT", 400), ("", 600)] {
        assert_eq!(price(town, "SPORT", "2026-11-27"), Some(cents), "{town}");
    }
    let here = price("Rivemont", "EXTRA-MERCREDI", "2026-12-16");
    assert_eq!(price("Valrive", "EXTRA-MERCREDI", "2026-12-16"), here, "sport alone");
    assert!(here.is_some());
}

#[test]
fn the_eldest_pays_in_full_and_each_younger_child_less() {
    let _ = TARIFFS;
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("martineau claire");
    let (ines, extra) = (commune.child(family, "Inès"), commune.activity("EXTRA-MERCREDI"));
    commune.enrol(family, ines, extra);
    let price = |commune: &mut Commune, given| {
        let who = ("martineau claire", given, "EXTRA-MERCREDI");
        cents(&commune.explain(NOW, who, "2026-12-16"))
    };
    // 1,05 % of 742.
    let both = |commune: &mut Commune| [price(commune, "Léo"), price(commune, "Inès")];
    assert_eq!(both(&mut commune), [Some(779), Some(701)]);
    commune.correct(NOW, family, |household| {
        let mut eldest = Child::born(id(1), day("2014-02-03"));
        (eldest.given, eldest.surname) = ("Noé".to_owned(), "MARTINEAU".to_owned());
        household.children.push(eldest);
    });
    assert_eq!(both(&mut commune), [Some(701), Some(623)], "second and third now");
    commune.holds();
}
