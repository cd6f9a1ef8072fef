//! The ten states, both sides of every limit.
//!
//! The scene: Friday 20 November 2026, a canteen on L M J V with sixty places at 3,90 € in bracket
//! C, to be booked five working days before. Friday 27 is the last day that can still be booked.

use chrono::{NaiveTime, Weekday};
use uuid::Uuid;

use super::*;
use crate::domain::activity::Season;
use crate::domain::calendar::tests::commune;
use crate::domain::calendar::{SchoolCalendar, Zone};
use crate::domain::deadline::{Batch, Convention, DayUnit};
use crate::domain::people::ActivityKind;
use crate::domain::rule::{AfterFull, SummerOpening};
use crate::domain::tariff::{Brackets, Means, Payer, Rates};
use crate::domain::time::END_OF_DAY;
use crate::domain::weekdays::Weekdays;

mod opening;

/// What a test changes before it asks.
#[derive(Clone)]
struct Scene {
    now: &'static str,
    activity: Activity,
    rule: BookingRule,
    calendar: CommuneCalendar,
    quotient: Option<u32>,
    closures: Vec<Closure>,
    birth: &'static str,
    enrolment: Enrolment,
    hindrances: Vec<String>,
    booked: BookedFacts,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn canteen() -> Activity {
    Activity {
        id: Uuid::nil().into(),
        code: "CANT".to_owned(),
        label: "Cantine Jean-Moulin".to_owned(),
        kind: ActivityKind::Canteen,
        weekdays: Weekdays::from_office("LMJV").unwrap(),
        places: Some(60),
        age_min: None,
        age_max: None,
        tariffs: [130, 260, 390, 450, 520].map(|cents| Some(Cents(cents))),
        rule: String::new(),
        source: "test".to_owned(),
    }
}

/// So many working days, until an hour.
fn worked(count: u32, until: NaiveTime) -> DeadlineRule {
    DeadlineRule::Days { count, unit: DayUnit::Worked(Convention::B), until }
}

fn enrolled(from: &str, to: Option<&str>) -> Enrolment {
    Enrolment { from: day(from), to: to.map(day), age_reason: String::new() }
}

fn scene() -> Scene {
    Scene {
        now: "2026-11-20T10:42:00",
        activity: canteen(),
        rule: BookingRule {
            name: "restauration".to_owned(),
            deadline: worked(5, END_OF_DAY),
            cancellation: worked(5, END_OF_DAY),
            validated: false,
            after: AfterDeadline::Refuse,
            full: AfterFull::Refuse,
            season: None,
            summer: SummerOpening::WithTheRest,
            source: "test".to_owned(),
        },
        calendar: commune(),
        quotient: Some(742),
        closures: Vec::new(),
        birth: "2019-03-14",
        enrolment: enrolled("2026-09-01", Some("2027-07-02")),
        hindrances: Vec::new(),
        booked: BookedFacts { taken: 18, ..BookedFacts::default() },
    }
}

impl Scene {
    fn ask(&self, text: &str) -> DayAnswer {
        let brackets = Brackets::new([400, 700, 1000, 1400]).unwrap();
        let means = Means { quotient: self.quotient, ..Means::default() };
        let payer = Payer { means: &means, town: "", children: 1, rank: 1, pai: false };
        let rates = Rates { brackets, voted: Vec::new() };
        decide(&DayQuestion {
            day: day(text),
            now: self.now.parse().unwrap(),
            activity: &self.activity,
            rule: &self.rule,
            calendar: &self.calendar,
            price: &rates.price(&self.activity, payer, day(text)),
            closures: &self.closures,
            child: ChildFacts {
                given: "Léo",
                birth: day(self.birth),
                enrolments: std::slice::from_ref(&self.enrolment),
                hindrances: &self.hindrances,
            },
            booked: self.booked,
        })
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn after(self, after: AfterDeadline) -> Self {
        self.with(|scene| scene.rule.after = after)
    }

    fn own(self, own: BookingState) -> Self {
        self.with(|scene| scene.booked.own = Some(own))
    }

    fn at(self, now: &'static str) -> Self {
        self.with(|scene| scene.now = now)
    }

    fn full(self) -> Self {
        self.with(|scene| scene.booked.taken = 60)
    }
}

/// The state and whether Espace does something.
fn check(scene: &Scene, on: &str, state: DayState, toggle: bool) {
    let answer = scene.ask(on);
    assert_eq!((answer.state, answer.toggle), (state, toggle), "{on}: {:?}", answer.reasons);
}

const LAST_SECOND: &str = "2026-11-20T23:59:59";
const TOO_LATE: &str = "2026-11-21T00:00:00";
const SURCHARGE: AfterDeadline = AfterDeadline::Surcharge(Surcharge::Fixed(Cents(195)));

#[test]
fn each_state_on_both_sides_of_the_deadline() {
    use BookingState::{Booked, Cancelled, ToValidate, Waiting};
    let late = DayState::PastDeadline;
    for (scene, in_time, toggle_in_time, late, toggle_late) in [
        (scene(), DayState::Available, true, late, false),
        (scene().after(SURCHARGE), DayState::Available, true, DayState::LateSurcharge, true),
        (
            scene().after(AfterDeadline::Validate),
            DayState::Available,
            true,
            DayState::ToValidate,
            true,
        ),
        (scene().after(AfterDeadline::Wait), DayState::Available, true, DayState::Waiting, true),
        (scene().full().after(AfterDeadline::Wait), DayState::Full, false, DayState::Waiting, true),
        (scene().full(), DayState::Full, false, late, false),
        (scene().full().after(SURCHARGE), DayState::Full, false, DayState::Full, false),
        (scene().own(Booked), DayState::EnrolledCancellable, true, DayState::EnrolledLocked, false),
        (scene().own(Waiting), DayState::Waiting, true, DayState::Waiting, false),
        (scene().own(ToValidate), DayState::ToValidate, true, DayState::ToValidate, false),
        (scene().own(Cancelled), DayState::Cancelled, true, DayState::Cancelled, false),
    ] {
        for now in [LAST_SECOND, "2026-11-20T23:59:59.999"] {
            check(&scene.clone().at(now), "2026-11-27", in_time, toggle_in_time);
        }
        check(&scene.at(TOO_LATE), "2026-11-27", late, toggle_late);
    }
}

#[test]
fn every_state_is_reached() {
    let mut reached = vec![
        scene().ask("2026-11-27").state,
        scene().ask("2026-11-26").state,
        scene().ask("2026-11-25").state,
        scene().full().ask("2026-11-27").state,
        scene().after(SURCHARGE).ask("2026-11-26").state,
        scene().own(BookingState::ToValidate).ask("2026-11-27").state,
        scene().own(BookingState::Waiting).ask("2026-11-27").state,
        scene().own(BookingState::Cancelled).ask("2026-11-27").state,
        scene().own(BookingState::Booked).ask("2026-11-27").state,
        scene().own(BookingState::Booked).ask("2026-11-26").state,
    ];
    reached.sort_unstable();
    assert_eq!(reached, DayState::ALL);
}

#[test]
fn a_day_that_is_over_is_never_bookable() {
    for after in [AfterDeadline::Refuse, SURCHARGE, AfterDeadline::Wait, AfterDeadline::Validate] {
        check(&scene().after(after), "2026-11-19", DayState::PastDeadline, false);
        check(
            &scene().after(after).own(BookingState::Booked),
            "2026-11-19",
            DayState::EnrolledLocked,
            false,
        );
    }
    check(&scene().after(SURCHARGE), "2026-11-20", DayState::LateSurcharge, true);
    let same_day = scene().with(|scene| scene.rule.deadline = worked(0, END_OF_DAY));
    check(&same_day, "2026-11-20", DayState::Available, true);
    check(&same_day, "2026-11-19", DayState::PastDeadline, false);
}

#[test]
fn the_last_place_can_be_booked_and_no_other() {
    for (taken, state, left) in
        [(59, DayState::Available, 1), (60, DayState::Full, 0), (61, DayState::Full, 0)]
    {
        let answer = scene().with(|scene| scene.booked.taken = taken).ask("2026-11-27");
        assert_eq!((answer.state, answer.places_left), (state, Some(left)), "{taken}");
    }
    let unlimited = scene().with(|scene| scene.activity.places = None).full();
    assert_eq!(unlimited.ask("2026-11-27").places_left, None);
    check(&unlimited, "2026-11-27", DayState::Available, true);
    check(&scene().full().own(BookingState::Booked), "2026-11-27", BOOKED.in_time.0, true);
    check(&scene().full().own(BookingState::Cancelled), "2026-11-27", DayState::Cancelled, false);
}

/// The same scene where a full day has a waiting list, with so many taken and so many before Léo.
fn listed(taken: u32, ahead: u32) -> Scene {
    scene().with(|scene| {
        scene.rule.full = AfterFull::WaitingList;
        scene.booked = BookedFacts { taken, ahead, ..BookedFacts::default() };
    })
}

#[test]
fn a_full_day_with_a_list_can_be_waited_for() {
    let espace = "Espace = liste d’attente, Léo serait";
    for (taken, ahead, sentence) in [
        (60, 3, format!("Complet (60 sur 60). {espace} 4e.")),
        (60, 0, format!("Complet (60 sur 60). {espace} 1er.")),
        (59, 1, format!("La place libre est pour la liste d’attente. {espace} 2e.")),
        (58, 2, format!("Les 2 places libres sont pour la liste d’attente. {espace} 3e.")),
    ] {
        let answer = listed(taken, ahead).ask("2026-11-27");
        assert_eq!((answer.state, answer.toggle), (DayState::Full, true), "{taken} {ahead}");
        assert_eq!((&answer.reasons[0], answer.rank), (&sentence, Some(ahead + 1)));
        assert_eq!(answer.once_booked(), BookingState::Waiting);
        assert_eq!(answer.look_once_booked(), DayState::Waiting);
    }
    let free = listed(59, 0).ask("2026-11-27");
    assert_eq!((free.state, free.rank), (DayState::Available, None));
    assert_eq!(listed(57, 2).ask("2026-11-27").state, DayState::Available, "one more than wait");
    check(&listed(60, 3), "2026-11-26", DayState::PastDeadline, false);
    let absent = listed(60, 3).with(|scene| scene.hindrances = vec!["fiche".to_owned()]);
    assert_eq!(absent.ask("2026-11-27").rank, None);
    check(&absent, "2026-11-27", DayState::Full, false);
}

#[test]
fn who_waits_reads_its_rank_and_may_leave_until_the_deadline() {
    let waiting = listed(60, 1).own(BookingState::Waiting);
    let answer = waiting.ask("2026-11-27");
    assert_eq!((answer.state, answer.rank, answer.toggle), (DayState::Waiting, Some(2), true));
    assert!(answer.reasons[0].starts_with("Sur la liste d’attente (2e), retrait possible"));
    check(&waiting, "2026-11-26", DayState::Waiting, false);
    let back = listed(60, 2).own(BookingState::Cancelled);
    check(&back, "2026-11-27", DayState::Cancelled, true);
    assert_eq!(back.ask("2026-11-27").once_booked(), BookingState::Waiting);
    check(&listed(59, 0).own(BookingState::Cancelled), "2026-11-27", DayState::Cancelled, true);
}

#[test]
fn a_late_day_says_its_surcharge_on_both_sides_of_the_second() {
    for (now, state, cents, extra) in [
        ("2026-11-20T23:59:59", DayState::Available, 390, 0),
        ("2026-11-21T00:00:00", DayState::LateSurcharge, 585, 195),
    ] {
        let answer = scene().after(SURCHARGE).at(now).ask("2026-11-27");
        assert_eq!((answer.state, answer.price), (state, Some(Cents(cents))), "{now}");
        assert_eq!(answer.surcharge, Cents(extra));
    }
    let full = listed(60, 0).after(SURCHARGE).at("2026-11-21T00:00:00").ask("2026-11-27");
    assert_eq!((full.state, full.price), (DayState::Full, Some(Cents(585))));
    assert!(full.reasons[1].contains("5,85\u{a0}€ au lieu de 3,90\u{a0}€"), "{:?}", full.reasons);
}

#[test]
fn closed_days_say_why() {
    for (on, word, sentence) in [
        ("2026-11-11", "férié", "Férié\u{a0}: 11 novembre. Choisissez un autre jour."),
        (
            "2026-12-02",
            "",
            "Pas ce jour-là\u{a0}: Cantine Jean-Moulin a lieu les lundi, mardi, jeudi et vendredi. \
             Choisissez un de ces jours.",
        ),
        ("2026-12-03", "fermé", "Fermé\u{a0}: travaux, le 03/12/2026. Choisissez un autre jour."),
        (
            "2026-12-21",
            "vac.",
            "Fermé\u{a0}: vacances de Noël, du 19/12/2026 au 03/01/2027. Choisissez un jour \
             d’école.",
        ),
        (
            "2027-07-05",
            "droits",
            "Léo n’a pas d’inscription à Cantine Jean-Moulin ce jour-là. D l’inscrit.",
        ),
        (
            "2027-09-02",
            "inc.",
            "Vacances scolaires de la zone B inconnues le 02/09/2027\u{a0}: le calendrier va du \
             01/09/2026 au 31/08/2027. Mettez Guichet à jour.",
        ),
    ] {
        let answer = scene().ask(on);
        assert_eq!(answer.state, DayState::Closed, "{on}");
        assert_eq!((answer.word, answer.reasons.first().unwrap().as_str()), (Some(word), sentence));
        assert_eq!((answer.deadline, answer.price, answer.toggle), (None, None, false));
        assert!(word.chars().count() <= 6);
    }
    let wednesdays =
        scene().with(|scene| scene.activity.weekdays = Weekdays::NONE.with(Weekday::Wed));
    let sentence =
        "Pas ce jour-là\u{a0}: Cantine Jean-Moulin a lieu le mercredi. Choisissez un mercredi.";
    assert_eq!(wednesdays.ask("2026-12-04").reasons, [sentence]);
}

#[test]
fn holiday_activities_open_in_the_holidays_only() {
    let holidays = || scene().with(|scene| scene.activity.kind = ActivityKind::Holidays);
    check(&holidays(), "2026-12-18", DayState::Closed, false);
    assert_eq!(holidays().ask("2026-12-18").word, Some("école"));
    check(&holidays(), "2026-12-21", DayState::Available, true);
    check(&holidays(), "2026-12-25", DayState::Closed, false);
    check(&holidays(), "2027-01-04", DayState::Closed, false);
    for kind in [
        ActivityKind::Canteen,
        ActivityKind::AfterSchool,
        ActivityKind::Wednesday,
        ActivityKind::Sport,
    ] {
        let in_term = scene().with(|scene| scene.activity.kind = kind);
        check(&in_term, "2026-12-18", DayState::Available, true);
        check(&in_term, "2026-12-21", DayState::Closed, false);
    }
}

#[test]
fn an_enrolment_covers_its_first_and_last_day() {
    let enrolled =
        |from, to: Option<&str>| scene().with(|scene| scene.enrolment = enrolled(from, to));
    for (from, to, open) in [
        ("2026-11-27", Some("2026-11-27"), true),
        ("2026-11-28", None, false),
        ("2026-09-01", Some("2026-11-26"), false),
        ("2026-09-01", None, true),
    ] {
        let state = if open { DayState::Available } else { DayState::Closed };
        check(&enrolled(from, to), "2026-11-27", state, open);
    }
}

#[test]
fn ages_count_on_the_day_itself() {
    let sport = |birth| {
        scene().with(|scene| {
            scene.birth = birth;
            scene.activity.label = "Sport vacances".to_owned();
            scene.activity.age_min = Some(8);
            scene.activity.age_max = Some(12);
        })
    };
    for (birth, open) in
        [("2018-11-28", false), ("2018-11-27", true), ("2013-11-28", true), ("2013-11-27", false)]
    {
        let state = if open { DayState::Available } else { DayState::Closed };
        check(&sport(birth), "2026-11-27", state, open);
    }
    let remedy = "Choisissez une activité de son âge, ou D\u{a0}: dérogation motivée.";
    for (birth, said) in [
        ("2019-03-14", "Léo (7 ans) est trop jeune pour Sport vacances (8 à 12 ans)."),
        ("2013-03-14", "Léo (13 ans) a passé l’âge de Sport vacances (8 à 12 ans)."),
    ] {
        let answer = sport(birth).ask("2026-11-27");
        assert_eq!(answer.word, Some("âge"));
        assert_eq!(answer.reasons, [format!("{said} {remedy}")]);
    }
}

#[test]
fn an_incomplete_file_keeps_the_state_and_stops_the_booking() {
    let missing = |scene: Scene| {
        scene.with(|scene| {
            let missing = ["fiche de renseignements de Léo absente".to_owned()];
            scene.hindrances.extend(incomplete_file(&missing));
        })
    };
    let sentence = "Réservation impossible\u{a0}: fiche de renseignements de Léo absente. \
                    Complétez d’abord le dossier de la famille.";
    for (scene, state) in [
        (scene(), DayState::Available),
        (scene().after(SURCHARGE).at(TOO_LATE), DayState::LateSurcharge),
        (scene().after(AfterDeadline::Validate).at(TOO_LATE), DayState::ToValidate),
        (scene().own(BookingState::Cancelled), DayState::Cancelled),
    ] {
        check(&scene, "2026-11-27", state, true);
        let answer = missing(scene).ask("2026-11-27");
        assert_eq!((answer.state, answer.toggle), (state, false));
        assert_eq!(answer.reasons.first().map(String::as_str), Some(sentence));
    }
    check(&missing(scene().own(BookingState::Booked)), "2026-11-27", BOOKED.in_time.0, true);
    let full = missing(scene().full()).ask("2026-11-27");
    assert_eq!(full.reasons.iter().position(|reason| reason == sentence), Some(1), "{full:?}");
}

#[test]
fn a_standing_booking_is_never_hidden_by_a_closed_day() {
    let booked = scene().own(BookingState::Booked);
    for on in ["2026-12-02", "2026-12-03", "2026-12-25", "2027-07-05", "2027-09-02"] {
        check(&booked, on, DayState::EnrolledCancellable, true);
        let closed = scene().ask(on).reasons.remove(0);
        assert!(booked.ask(on).reasons.contains(&closed), "{on}");
    }
    check(&scene().own(BookingState::Cancelled), "2026-12-03", DayState::Closed, false);
}

#[test]
fn reasons_are_sentences_with_their_remedy() {
    let skipped = "Jours non comptés\u{a0}: sam 21/11, dim 22/11.";
    let late = "Délai dépassé\u{a0}: cantine à réserver 5 jours ouvrés avant (au plus tard ven \
                20/11 à minuit).";
    let today = "2026-11-20T10:42:00";
    let free = |now| scene().at(now).ask("2026-11-27").reasons;
    assert_eq!(free(today), ["À réserver jusqu’à ce soir minuit.", skipped]);
    assert_eq!(free("2026-11-19T10:42:00"), ["À réserver jusqu’au ven 20/11 à minuit.", skipped]);
    assert_eq!(free(TOO_LATE), [late, skipped]);
    let booked = |now| scene().own(BookingState::Booked).at(now).ask("2026-11-27").reasons;
    assert_eq!(booked(today), ["Inscrit, annulable jusqu’à ce soir minuit.", skipped]);
    assert_eq!(
        booked(TOO_LATE),
        ["Inscrit, annulation impossible depuis le ven 20/11 à minuit.", skipped]
    );
    assert_eq!(
        scene().after(SURCHARGE).at(TOO_LATE).ask("2026-11-27").reasons,
        [
            "Oups\u{a0}! Hors délais, l’inscription sera majorée\u{a0}: 5,85\u{a0}€ au lieu de \
             3,90\u{a0}€.",
            late,
            skipped
        ]
    );
    assert_eq!(
        scene().full().ask("2026-11-27").reasons,
        ["Complet (60 sur 60). Choisissez un autre jour."]
    );
    assert_eq!(
        scene().full().own(BookingState::Cancelled).ask("2026-11-27").reasons,
        [
            "Inscription annulée, pas de majoration.",
            "Complet (60 sur 60). Choisissez un autre jour."
        ]
    );
    assert_eq!(
        scene().own(BookingState::Cancelled).at(TOO_LATE).ask("2026-11-27").reasons,
        ["Inscription annulée, pas de majoration.", late, skipped]
    );
}

#[test]
fn the_price_is_the_brackets_and_the_surcharge_only_counts_late() {
    let euros = |scene: Scene, on| scene.ask(on).price;
    assert_eq!(euros(scene(), "2026-11-27"), Some(Cents(390)));
    assert_eq!(euros(scene().after(SURCHARGE), "2026-11-27"), Some(Cents(390)));
    assert_eq!(euros(scene().after(SURCHARGE), "2026-11-26"), Some(Cents(585)));
    let unknown = scene().with(|scene| scene.quotient = None).ask("2026-11-27");
    assert_eq!(unknown.price, Some(Cents(520)));
    assert_eq!(
        unknown.reasons.last().unwrap(),
        "Tarif maximum (quotient inconnu). F2 saisit le quotient d’une attestation CAF ou MSA."
    );
}

#[test]
fn the_deadline_is_given_to_the_second() {
    let noon = scene().with(|scene| {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
        scene.rule.deadline = worked(5, noon);
        scene.rule.cancellation = worked(5, noon);
    });
    let answer = noon.ask("2026-11-27");
    assert_eq!(answer.deadline.unwrap().to_string(), "2026-11-20 12:00:00");
    assert_eq!(answer.reasons.first().unwrap(), "À réserver jusqu’à aujourd’hui 12:00.");
    assert_eq!(
        answer.limit_in_full().unwrap(),
        "Limite pour réserver\u{a0}: vendredi 20 novembre 2026 à 12:00, heure locale."
    );
    let late = noon.own(BookingState::Booked).at("2026-11-20T12:00:01").ask("2026-11-27");
    assert_eq!(
        late.reasons.first().unwrap(),
        "Inscrit, annulation impossible depuis aujourd’hui 12:00."
    );
}

#[test]
fn a_share_of_the_price_is_a_surcharge_too() {
    let half = AfterDeadline::Surcharge(Surcharge::Percent(50));
    let answer = scene().after(half).ask("2026-11-26");
    assert_eq!(answer.price, Some(Cents(585)));
    let free = scene().after(half).with(|scene| scene.activity.tariffs = [None; 5]);
    assert_eq!(
        free.ask("2026-11-26").reasons.first().unwrap(),
        "Oups\u{a0}! Hors délais, l’inscription sera majorée de 50\u{a0}%."
    );
}

#[test]
fn a_late_booking_may_wait_for_a_place() {
    let answer = scene().after(AfterDeadline::Wait).ask("2026-11-26");
    let words = "Hors délai\u{a0}: inscription sur la liste d’attente.";
    assert_eq!(answer.reasons.first().unwrap(), words);
}

#[test]
fn a_day_is_given_back_until_its_own_limit() {
    let scene = || scene().with(|scene| scene.rule.cancellation = worked(2, END_OF_DAY));
    let limit = |scene: &Scene| scene.ask("2026-11-27").deadline.unwrap().to_string();
    assert_eq!(limit(&scene()), "2026-11-20 23:59:59");
    let booked = scene().own(BookingState::Booked);
    assert_eq!(limit(&booked), "2026-11-25 23:59:59");
    assert_eq!(
        booked.ask("2026-11-27").limit_in_full().unwrap(),
        "Limite pour annuler\u{a0}: mercredi 25 novembre 2026 à 23:59, heure locale."
    );
    assert_eq!(booked.ask("2026-11-11").limit_in_full().map(|_| ()), Some(()));
    assert_eq!(scene().ask("2026-11-11").limit_in_full(), None, "a closed day has none");
    check(&booked.clone().at("2026-11-25T23:59:59"), "2026-11-27", BOOKED.in_time.0, true);
    check(&booked.clone().at("2026-11-26T00:00:00"), "2026-11-27", BOOKED.late.0, false);
    let cancelled = scene().own(BookingState::Cancelled);
    assert_eq!(limit(&cancelled), "2026-11-20 23:59:59");
    check(&cancelled.at("2026-11-25T23:59:59"), "2026-11-27", DayState::Cancelled, false);
    assert_eq!(
        booked.ask("2026-11-27").reasons,
        ["Inscrit, annulable jusqu’au mer 25/11 à minuit."]
    );
}

#[test]
fn without_a_school_calendar_only_what_does_not_need_it_is_open() {
    let overseas = |season| {
        scene().with(|scene| {
            scene.calendar.school =
                SchoolCalendar::new(Zone::Guadeloupe, Vec::new(), String::new());
            scene.rule.season = season;
        })
    };
    let sentence = "Calendrier scolaire de Guadeloupe non renseigné. Complétez le profil.";
    for season in [None, Some(Season::Term), Some(Season::Holidays)] {
        let answer = overseas(season).ask("2026-11-27");
        assert_eq!((answer.state, answer.word), (DayState::Closed, Some("inc.")));
        assert_eq!(answer.reasons, [sentence]);
    }
    check(&overseas(Some(Season::AllYear)), "2026-11-27", DayState::Available, true);
    check(&overseas(Some(Season::AllYear)), "2026-12-25", DayState::Closed, false);
    let eve = overseas(Some(Season::AllYear)).with(|scene| {
        scene.rule.deadline = DeadlineRule::SchoolEve { until: END_OF_DAY };
        scene.rule.cancellation = scene.rule.deadline.clone();
    });
    assert_eq!(eve.ask("2026-11-27").reasons, [sentence]);
    let stuck = eve.own(BookingState::Booked).ask("2026-11-27");
    assert_eq!((stuck.state, stuck.toggle, stuck.booked), (BOOKED.late.0, false, true));
    assert_eq!(stuck.reasons, ["Inscrit, annulation impossible\u{a0}: délai inconnu.", sentence]);
}

#[test]
fn an_activity_may_live_all_year_round() {
    let all_year = scene().with(|scene| scene.rule.season = Some(Season::AllYear));
    check(&all_year, "2026-12-21", DayState::Available, true);
    check(&all_year, "2026-12-18", DayState::Available, true);
    let holidays = scene().with(|scene| scene.rule.season = Some(Season::Holidays));
    check(&holidays, "2026-12-18", DayState::Closed, false);
}

#[test]
fn a_day_without_a_batch_is_closed_and_says_so() {
    let monday = Batch {
        services: Weekdays::from_office("lun").unwrap(),
        on: Weekday::Fri,
        weeks_before: 1,
        until: END_OF_DAY,
    };
    let weekly = scene().with(|scene| scene.rule.deadline = DeadlineRule::Weekly(vec![monday]));
    check(&weekly, "2026-11-30", DayState::Available, true);
    let answer = weekly.ask("2026-11-27");
    assert_eq!((answer.state, answer.word), (DayState::Closed, Some("inc.")));
    assert!(answer.reasons[0].starts_with("Aucun délai prévu pour le vendredi"));
}

mod ages;
mod together;
