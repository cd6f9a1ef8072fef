//! The slides of the portal whose legend Guichet shows: « Fonctionnement du portail famille ».

mod documents;
mod money;
mod tariffs;

use guichet::desk::family_sign_in::{Entrance, choose_password, family_sign_in};
use guichet::desk::request::kiosk::{KioskPage, KioskReply, KioskRequest};
use guichet::desk::request::{AskedFor, ClosureWish, Reply, Request, SetEnrolment, Verdict};
use guichet::desk::view::Task;
use guichet::desk::view::kiosk::KioskSheet;
use guichet::domain::enrolment::Span;
use guichet::domain::ids::FamilyId;
use guichet::domain::people::{DayState, RefusedFor};
use guichet::domain::secret::Secret;

use super::Commune;
use super::kiosk::{asks, inside, tasks};
use crate::keys::Hand;
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
fn the_town_hall_gives_a_password_for_a_day_and_the_family_changes_it() {
    let _ = "Si vous ne recevez pas votre mot de passe dans la journée, vous pouvez contacter la \
             mairie qui pourra vous transmettre un mot de passe provisoire. … que vous pourrez \
             changer dès votre première connexion";
    let mut commune = Commune::of("portail-legende");
    let (family, login) = (commune.family("martin paul"), commune.login("martin paul"));
    let given = commune.code(NOW, family).code;
    let enters = |commune: &mut Commune, local: &str, secret: &Secret| {
        let now = commune.at(local);
        family_sign_in(&mut commune.counter, now, &login, secret).unwrap()
    };
    let last = "2026-11-21T10:42:00";
    assert_eq!(enters(&mut commune, last, &given), Entrance::MustChange(family));
    assert_eq!(enters(&mut commune, "2026-11-21T10:42:01", &given), Entrance::Refused);
    let (now, chosen) = (commune.at(last), Secret::new("Soleil-26000".to_owned()));
    let open = choose_password(&mut commune.counter, now, &login, &given, &chosen).unwrap();
    assert_eq!(open, Entrance::Open(family));
    assert_eq!(enters(&mut commune, last, &given), Entrance::Refused, "used once");
    let later = "2026-12-21T10:42:01";
    assert_eq!(enters(&mut commune, later, &chosen), Entrance::Open(family));
    commune.holds();
}

#[test]
fn all_that_can_be_done_is_in_one_list() {
    let _ = "Dépliez le menu pour y découvrir toutes les démarches";
    let mut hand = Hand::of("portail-legende");
    hand.types(":");
    for act in [":creer", ":encaisser", ":calendrier", ":acces", ":cloture"] {
        hand.sees(act);
    }
    hand.types("vignettes");
    hand.sees("Aucune commande de ce nom.");
}

#[test]
fn a_family_s_file_holds_its_adults_and_a_sheet_for_each_child() {
    let _ = "MA FAMILLE. Permet d’accéder à mon profil. Et aux fiches enfants";
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("martineau claire");
    let Reply::Family(file) = commune.ask(NOW, Request::OpenFamily(family)) else { panic!() };
    let adults: Vec<(&str, &str)> =
        file.guardians.iter().map(|one| (one.name.as_str(), one.phone.as_str())).collect();
    let known = [("MARTINEAU Claire", "06 12 34 56 78"), ("MOREL Antoine", "06 98 76 54 32")];
    assert_eq!(adults, known);
    let of = |child: &guichet::desk::view::ChildLine| {
        format!("{} {} ans {} {}", child.given, child.age, child.school, child.class)
    };
    let sheets: Vec<String> = file.preview.children.iter().map(of).collect();
    assert_eq!(sheets, ["Léo 7 ans Jean-Moulin CE1", "Inès 4 ans Jean-Moulin MS"]);
}

/// What the calendar of a child proposes.
fn proposed(commune: &mut Commune, family: FamilyId, given: &str) -> Vec<String> {
    let (child, activity) = (Some(commune.child(family, given)), None);
    let open = Request::OpenCalendar { family, child, activity, month: day("2026-12-01") };
    match commune.ask(NOW, open) {
        Reply::Calendar(view) => view.activities.into_iter().map(|(_, label)| label).collect(),
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn a_calendar_proposes_what_concerns_the_child_that_is_chosen() {
    let _ = "Choisissez l’enfant concerné dans le menu déroulant. Seules les activités qui \
             concernent l’enfant sélectionné sont proposées";
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("martineau claire");
    let has = |all: &[String], label: &str| all.iter().any(|one| one == label);
    let [leo, ines] = ["Léo", "Inès"].map(|given| proposed(&mut commune, family, given));
    for (label, leo_s, ines_s) in
        [("Cantine Jean-Moulin", true, true), ("Sport du soir", true, false)]
    {
        assert_eq!((has(&leo, label), has(&ines, label)), (leo_s, ines_s), "{label}");
    }
    let (ines, extra) = (commune.child(family, "Inès"), commune.activity("EXTRA-MERCREDI"));
    assert!(!has(&proposed(&mut commune, family, "Inès"), "Extra mercredi"));
    commune.enrol(family, ines, extra);
    assert!(has(&proposed(&mut commune, family, "Inès"), "Extra mercredi"));
}

#[test]
fn a_family_reads_again_what_it_is_enrolled_for() {
    let _ = "Consultez le calendrier des inscriptions de votre enfant aux différentes activités ou \
             Vérifiez vos inscriptions";
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("martineau claire");
    let mut kiosk = inside(&mut commune, family, NOW);
    let mut booked = |commune: &Commune| {
        let page = KioskRequest::Consult(KioskPage::Bookings);
        let KioskReply::Sheet(sheet) = asks(commune, &mut kiosk, NOW, page) else { panic!() };
        let KioskSheet::Bookings(all) = *sheet else { panic!("{sheet:?}") };
        let monday = all.into_iter().find(|one| one.day == day("2026-11-30"));
        monday.map(|one| (one.child, one.activity.1, one.state))
    };
    assert_eq!(booked(&commune), None);
    commune.change(NOW, LEO, ("2026-11-30", true));
    let (child, label) = ("Léo".to_owned(), "Cantine Jean-Moulin".to_owned());
    assert_eq!(booked(&commune), Some((child, label, DayState::EnrolledCancellable)));
    commune.change(NOW, LEO, ("2026-11-30", false));
    assert_eq!(booked(&commune), None);
}

/// Léo's canteen on Monday 30 November.
fn book_monday(commune: &mut Commune) {
    commune.change(NOW, LEO, ("2026-11-30", true));
}

#[test]
fn an_orange_day_becomes_blue() {
    let _ = "Les journées disponibles à la réservation s’affichent en orange. Pour réserver, \
             cliquer sur un jour orange pour qu’il devienne bleu. Et Validez pour faire apparaitre \
             un message de confirmation";
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
fn the_surcharge_and_the_end_of_cancelling_come_at_the_same_second() {
    let _ = "Oups ! Hors délais, l’inscription sera majorée · Enfant inscrit, annulation \
             impossible";
    let mut commune = Commune::of("portail-legende");
    // Tuesday 24 November: Friday 20. Friday 27: Wednesday 25.
    for (local, state, price) in [
        ("2026-11-20T23:59:59", DayState::Available, 390),
        ("2026-11-21T00:00:00", DayState::LateSurcharge, 585),
    ] {
        let answer = commune.explain(local, LEO, "2026-11-24");
        let cents = answer.price.map(|price| price.0);
        assert_eq!((answer.state, cents), (state, Some(price)), "{local}");
    }
    for (local, state) in [
        ("2026-11-25T23:59:59", DayState::EnrolledCancellable),
        ("2026-11-26T00:00:00", DayState::EnrolledLocked),
    ] {
        assert_eq!(commune.state(local, LEO, "2026-11-27").0, state, "{local}");
    }
}

const ISSA: (&str, &str, &str) = ("koné awa", "Issa", "SPORT");

/// Issa asks for an evening of sport; what waits for an agent.
fn asked(commune: &mut Commune, on: &str) -> AskedFor {
    let review = commune.change(NOW, ISSA, (on, true));
    assert_eq!(review.added[0].state, DayState::ToValidate);
    let mut waits = tasks(commune).lines.into_iter().filter_map(|line| match line.task {
        Task::Request(asked) if asked.days[0].1 == day(on) => Some(asked),
        _ => None,
    });
    waits.next().expect("it waits for an agent")
}

#[test]
fn an_agent_says_yes_or_no_to_what_is_subject_to_validation() {
    let _ = "Inscriptions soumise à validation par un agent de la collectivité";
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("koné awa");
    let (issa, sport) = (commune.child(family, "Issa"), commune.activity("SPORT"));
    commune.enrol(family, issa, sport);
    let credit = |commune: &Commune| commune.counter.store.read().credit(family).unwrap().0;
    let before = credit(&commune);
    for (on, verdict, state, paid) in [
        ("2026-11-27", Verdict::Accept, DayState::EnrolledCancellable, 400),
        ("2026-12-01", Verdict::Refuse(RefusedFor::Conditions), DayState::ToValidate, 400),
    ] {
        let requests = vec![asked(&mut commune, on)];
        let (waiting, _) = commune.state(NOW, ISSA, on);
        assert_eq!(waiting, DayState::ToValidate, "{on}");
        let again = requests.clone();
        let decided = commune.ask(NOW, Request::Decide { requests, verdict });
        assert!(matches!(decided, Reply::Decided { .. }), "{decided:?}");
        let answer = commune.explain(NOW, ISSA, on);
        assert_eq!((answer.state, answer.booked), (state, verdict == Verdict::Accept), "{on}");
        assert_eq!(before - credit(&commune), paid, "{on}: paid once it is accepted");
        let twice = commune.ask(NOW, Request::Decide { requests: again, verdict });
        assert!(matches!(twice, Reply::Refused(_)), "{on}: {twice:?}");
    }
    let said = commune.state(NOW, ISSA, "2026-12-01").1;
    assert!(said.contains("a été refusée (conditions de l’activité non remplies)"), "{said}");
    let Reply::Family(file) = commune.ask(NOW, Request::OpenFamily(family)) else { panic!() };
    let to_tell = file.notes.to_tell.join(" ");
    for told in ["accepté", "refusé", "conditions de l’activité non remplies"] {
        assert!(to_tell.contains(told), "{to_tell}");
    }
    commune.holds();
}

#[test]
fn an_activity_depends_on_the_age() {
    let _ = "Les activités proposées via le Portail Famille dépendent de l’âge de l’enfant \
             sélectionné.";
    let mut commune = Commune::of("portail-legende");
    let (state, said) = commune.state(NOW, ("lefort jean", "Hugo", "SPORT-VACANCES"), "2026-12-21");
    assert_eq!(state, DayState::Closed);
    assert!(said.contains("a passé l’âge de Sport vacances (8 à 12 ans)"), "{said}");
    let family = commune.family("lefort jean");
    let (chloe, sport) = (commune.child(family, "Chloé"), commune.activity("SPORT-VACANCES"));
    commune.enrol(family, chloe, sport);
    commune.top_up(NOW, family, 2_000);
    let (state, _) = commune.state(NOW, ("lefort jean", "Chloé", "SPORT-VACANCES"), "2026-12-21");
    assert_eq!(state, DayState::Available, "she is eight");
}

#[test]
fn the_town_hall_admits_a_child_of_another_age_and_says_why() {
    let _ = "Rapprochez vous des services de la Mairie pour vérifier qu’il puisse y participer.";
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("lefort jean");
    let (child, activity) = (commune.child(family, "Hugo"), commune.activity("EXTRA-VACANCES"));
    let hugo = ("lefort jean", "Hugo", "EXTRA-VACANCES");
    let enrol = |commune: &mut Commune, reason: &str| {
        let right = SetEnrolment {
            family,
            child,
            activity,
            enrolment: None,
            from: day("2026-12-01"),
            to: day("2027-01-31"),
            rhythm: None,
            age_reason: reason.to_owned(),
            saw: None,
        };
        commune.ask(NOW, Request::SetEnrolment(right))
    };
    for short in ["", "oui"] {
        let Reply::Refused(no) = enrol(&mut commune, short) else { panic!("no reason") };
        assert!(no.to_string().contains("Écrivez le motif d’une dérogation"), "{no}");
    }
    assert_eq!(commune.state(NOW, hugo, "2026-12-21").0, DayState::Closed);
    let Reply::Enrolled(_, said) = enrol(&mut commune, "accord du service") else { panic!() };
    assert!(said.contains("Dérogation d’âge\u{a0}: accord du service."), "{said}");
    commune.top_up(NOW, family, 2_000);
    assert_eq!(commune.state(NOW, hugo, "2026-12-21").0, DayState::Available);
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
