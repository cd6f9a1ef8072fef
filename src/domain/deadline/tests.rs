//! The golden vectors of every unit, zone and convention, to the second; how they are told.

use proptest::prelude::*;

use super::*;
use crate::domain::calendar::Closure;
use crate::domain::calendar::tests::commune;
use crate::domain::holidays::Territory;
use crate::domain::time::{END_OF_DAY, Moment};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// A commune that is closed on no day of its own.
fn calendar(territory: Territory) -> CommuneCalendar {
    let mut calendar = commune();
    calendar.holidays.territory = territory;
    calendar.closures.clear();
    calendar
}

fn metropole() -> CommuneCalendar {
    calendar(Territory::Metropole)
}

const fn days(count: u32, unit: DayUnit) -> DeadlineRule {
    DeadlineRule::Days { count, unit, until: END_OF_DAY }
}

const WORKED_A: DayUnit = DayUnit::Worked(Convention::A);
const WORKED_B: DayUnit = DayUnit::Worked(Convention::B);

/// The last day must be that one: its last second is allowed, the next one refused.
#[track_caller]
fn check(rule: &DeadlineRule, service: &str, calendar: &CommuneCalendar, last: &str) {
    let found = rule.last_moment(day(service), calendar).unwrap();
    assert_eq!(found.at, day(last).and_time(END_OF_DAY), "{rule:?} {service}");
    assert!(found.allows(found.at) && !found.allows(found.at + TimeDelta::seconds(1)));
}

#[test]
fn golden_vectors_of_each_unit() {
    const ALSACE: Territory = Territory::AlsaceMoselle { good_friday: true };
    const METROPOLE: Territory = Territory::Metropole;
    // Service, how many, where; jours ouvrés B and A, ouvrables, calendaires, francs.
    for (service, count, territory, [b, a, workable, all, clear]) in [
        ("2026-11-16", 2, METROPOLE, ["11-12", "11-11", "11-13", "11-14", "11-13"]),
        ("2026-11-13", 2, METROPOLE, ["11-10", "11-09", "11-10", "11-11", "11-10"]),
        ("2026-11-18", 5, METROPOLE, ["11-10", "11-09", "11-12", "11-13", "11-12"]),
        ("2026-12-28", 2, METROPOLE, ["12-23", "12-22", "12-24", "12-26", "12-25"]),
        ("2027-01-04", 5, METROPOLE, ["12-24", "12-23", "12-28", "12-30", "12-29"]),
        ("2027-03-30", 2, ALSACE, ["03-24", "03-23", "03-25", "03-28", "03-27"]),
        ("2027-03-30", 2, METROPOLE, ["03-25", "03-24", "03-26", "03-28", "03-27"]),
        ("2027-05-10", 2, METROPOLE, ["05-05", "05-04", "05-05", "05-08", "05-07"]),
        ("2027-05-28", 2, Territory::Guadeloupe, ["05-25", "05-24", "05-25", "05-26", "05-25"]),
        ("2027-05-28", 2, METROPOLE, ["05-26", "05-25", "05-26", "05-26", "05-25"]),
    ] {
        for (unit, last) in [
            (WORKED_B, b),
            (WORKED_A, a),
            (DayUnit::Workable(Convention::B), workable),
            (DayUnit::Calendar(Convention::B), all),
            (DayUnit::Clear, clear),
        ] {
            let year = if service == "2027-01-04" { 2026 } else { day(service).year() };
            let last = format!("{year}-{last}");
            check(&days(count, unit), service, &calendar(territory), &last);
        }
    }
    for (territory, last) in [(ALSACE, "2028-12-21"), (METROPOLE, "2028-12-22")] {
        check(&days(2, WORKED_B), "2028-12-27", &calendar(territory), last);
    }
}

#[test]
fn the_act_and_the_service_on_one_day_or_the_next() {
    for (count, unit, last) in [
        (1, WORKED_B, "2026-11-26"),
        (1, WORKED_A, "2026-11-25"),
        (0, WORKED_B, "2026-11-27"),
        (0, WORKED_A, "2026-11-26"),
        (0, DayUnit::Clear, "2026-11-26"),
        (15, DayUnit::Clear, "2026-11-11"),
        (5, WORKED_B, "2026-11-20"),
    ] {
        check(&days(count, unit), "2026-11-27", &metropole(), last);
    }
}

#[test]
fn a_closure_moves_working_days_back_and_no_others() {
    let bridge = commune();
    for (unit, last) in [
        (WORKED_B, "2027-05-04"),
        (DayUnit::Workable(Convention::B), "2027-05-05"),
        (DayUnit::Calendar(Convention::B), "2027-05-08"),
    ] {
        check(&days(2, unit), "2027-05-10", &bridge, last);
    }
}

#[test]
fn good_friday_counts_where_there_is_no_such_church() {
    let none = calendar(Territory::AlsaceMoselle { good_friday: false });
    check(&days(2, WORKED_B), "2027-03-30", &none, "2027-03-25");
    check(&days(2, WORKED_B), "2028-12-27", &none, "2028-12-21");
}

#[test]
fn hours_are_counted_on_the_wall_clock_across_both_changes() {
    for (hours, service, last) in [
        (48, "2027-03-29", "2027-03-26T23:59:59"),
        (48, "2027-03-30", "2027-03-27T23:59:59"),
        (24, "2027-03-29", "2027-03-27T23:59:59"),
        (48, "2027-11-01", "2027-10-29T23:59:59"),
        (24, "2027-11-01", "2027-10-30T23:59:59"),
        (72, "2026-11-27", "2026-11-23T23:59:59"),
        (36, "2026-11-27", "2026-11-25T12:00:00"),
        (1, "2026-11-27", "2026-11-26T23:00:00"),
    ] {
        let found = DeadlineRule::Hours(hours).last_moment(day(service), &metropole()).unwrap();
        assert_eq!(found.at, at(last), "{hours} {service}");
    }
}

#[test]
fn the_school_day_before_is_across_week_ends_and_holidays() {
    let eve = DeadlineRule::SchoolEve { until: NaiveTime::from_hms_opt(11, 0, 0).unwrap() };
    for (service, last) in [
        ("2026-11-23", "2026-11-20"),
        ("2026-11-24", "2026-11-23"),
        ("2026-11-26", "2026-11-24"),
        ("2026-11-12", "2026-11-10"),
        ("2027-01-04", "2026-12-18"),
    ] {
        let found = eve.last_moment(day(service), &metropole()).unwrap();
        assert_eq!(found.at, day(last).and_hms_opt(11, 0, 0).unwrap(), "{service}");
    }
    let first_known = eve.last_moment(day("2026-09-01"), &metropole());
    assert!(matches!(first_known, Err(NoDeadline::Unknown(_))), "{first_known:?}");
}

#[test]
fn the_last_second_is_wholly_included() {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
    let rule = DeadlineRule::Days { count: 5, unit: WORKED_B, until: noon };
    let last = rule.last_moment(day("2026-11-27"), &metropole()).unwrap();
    assert_eq!(last.at, at("2026-11-20T12:00:00"));
    for (now, allowed) in [
        ("2026-11-20T11:59:59", true),
        ("2026-11-20T12:00:00", true),
        ("2026-11-20T12:00:00.999", true),
        ("2026-11-20T12:00:01", false),
        ("2026-11-21T00:00:00", false),
    ] {
        assert_eq!(last.allows(at(now)), allowed, "{now}");
    }
}

#[test]
fn a_calendar_closed_for_years_ends_the_walk() {
    let mut closed = metropole();
    closed.closures.push(Closure {
        first: day("2000-01-01"),
        last: day("2030-01-01"),
        label: "travaux".to_owned(),
    });
    check(&days(5, WORKED_B), "2026-11-27", &closed, "2025-11-26");
}

/// What is said of a rule for a service: when to act, and how it was counted.
fn said(rule: &DeadlineRule, service: &str, calendar: &CommuneCalendar) -> [String; 2] {
    let service = day(service);
    let last = rule.last_moment(service, calendar).unwrap();
    let plain = |text: String| text.replace('\u{a0}', " ");
    [rule.in_words(service.weekday()), plain(rule.counting(last, service, calendar))]
}

#[test]
fn every_unit_is_told_in_words() {
    let eve = DeadlineRule::SchoolEve { until: END_OF_DAY };
    let workable = DayUnit::Workable(Convention::A);
    let all = "Tous les jours comptent.";
    for (rule, service, words, counting) in [
        (days(2, WORKED_B), "2026-11-19", "2 jours ouvrés avant", ""),
        (
            days(2, WORKED_B),
            "2026-11-12",
            "2 jours ouvrés avant",
            "Jour non compté : mer 11/11 (11 novembre).",
        ),
        (
            days(1, WORKED_A),
            "2026-11-23",
            "1 jour ouvré plein avant",
            "Jours non comptés : sam 21/11, dim 22/11.",
        ),
        (
            days(2, WORKED_B),
            "2027-05-10",
            "2 jours ouvrés avant",
            "Jours non comptés : jeu 06/05 (Ascension), ven 07/05 (pont), sam 08/05 (8 mai), dim \
             09/05.",
        ),
        (
            days(3, workable),
            "2026-11-23",
            "3 jours ouvrables pleins avant",
            "Jour non compté : dim 22/11.",
        ),
        (days(0, WORKED_B), "2026-11-19", "le jour même", ""),
        (days(0, WORKED_A), "2026-11-19", "la veille", ""),
        (days(6, DayUnit::Calendar(Convention::B)), "2026-11-19", "6 jours calendaires avant", all),
        (days(15, DayUnit::Clear), "2026-11-19", "15 jours francs avant", all),
        (
            DeadlineRule::Hours(48),
            "2026-11-23",
            "48 heures avant",
            "Heures comptées avant 00:00 le lun 23/11.",
        ),
        (
            eve,
            "2027-01-04",
            "le jour d’école précédent",
            "Jours sans école : du sam 19/12 au dim 03/01 (vacances de Noël).",
        ),
    ] {
        assert_eq!(said(&rule, service, &commune()), [words, counting], "{rule:?}");
    }
}

#[test]
fn a_batch_is_told_by_its_day_and_its_week() {
    let batch = |services, on, weeks_before| Batch {
        services: Weekdays::from_office(services).unwrap(),
        on,
        weeks_before,
        until: END_OF_DAY,
    };
    let weekly = DeadlineRule::Weekly(vec![
        batch("lun mar", Weekday::Thu, 1),
        batch("jeu", Weekday::Tue, 0),
        batch("ven", Weekday::Fri, 2),
    ]);
    for (service, words) in [
        ("2026-11-23", "le jeudi de la semaine d’avant"),
        ("2026-11-26", "le mardi de la même semaine"),
        ("2026-11-27", "le vendredi, 2 semaines avant"),
    ] {
        assert_eq!(said(&weekly, service, &commune()), [words, ""]);
    }
    let wednesday = weekly.last_moment(day("2026-11-25"), &commune()).unwrap_err();
    assert_eq!(
        wednesday.to_string(),
        "Aucun délai prévu pour le mercredi\u{a0}: aucun lot de la règle ne compte ce jour. \
         Complétez le profil."
    );
}

fn any_unit() -> impl Strategy<Value = DayUnit> {
    let convention = prop_oneof![Just(Convention::A), Just(Convention::B)];
    (convention, 0..4_u8).prop_map(|(convention, unit)| match unit {
        0 => DayUnit::Worked(convention),
        1 => DayUnit::Workable(convention),
        2 => DayUnit::Calendar(convention),
        _ => DayUnit::Clear,
    })
}

proptest! {
    #[test]
    fn a_later_service_never_has_an_earlier_limit(
        count in 0..20_u32,
        unit in any_unit(),
        days_on in 0..1500_u64,
    ) {
        let rule = days(count, unit);
        let service = day("2025-01-01") + Days::new(days_on);
        let last = |service| rule.last_moment(service, &commune()).unwrap().at;
        prop_assert!(last(service) <= last(service + Days::new(1)));
        prop_assert!(last(service).date() <= service);
    }

    #[test]
    fn as_many_days_count_as_the_rule_says(
        count in 1..20_u32,
        unit in any_unit(),
        days_on in 0..1500_u64,
    ) {
        let (rule, calendar) = (days(count, unit), commune());
        let service = day("2025-01-01") + Days::new(days_on);
        let last = rule.last_moment(service, &calendar).unwrap();
        let between = service.signed_duration_since(last.at.date()).num_days() - 1;
        let skipped = rule.skipped(last, service, &calendar).len();
        let counted = u32::try_from(between).unwrap() - u32::try_from(skipped).unwrap();
        // Under B the day of the act is itself the nth.
        let own = u32::from(unit.convention() == Convention::B);
        prop_assert_eq!(counted + own, count);
    }
}

/// What a limit of a rule is asked with, in a town's time zone.
fn any_limit() -> impl Strategy<Value = DeadlineRule> {
    let small_hours = 60..=4 * 60_u32;
    let minute = prop_oneof![1..=24 * 60_u32, small_hours].prop_map(|minutes| {
        NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap_or(END_OF_DAY)
    });
    prop_oneof![
        (0..8_u32, any_unit(), minute.clone())
            .prop_map(|(count, unit, until)| DeadlineRule::Days { count, unit, until }),
        (1..120_u32).prop_map(DeadlineRule::Hours),
        minute.clone().prop_map(|until| DeadlineRule::SchoolEve { until }),
        (0..7_u8, 0..3_u32, minute).prop_map(|(on, weeks_before, until)| {
            let services = Weekdays::from_office("lun mar mer jeu ven sam dim").unwrap();
            let on = Weekday::try_from(on).unwrap();
            DeadlineRule::Weekly(vec![Batch { services, on, weeks_before, until }])
        }),
    ]
}

/// Days of service: any of the school year, and those on which a clock change decides.
fn any_service() -> impl Strategy<Value = NaiveDate> {
    let around = |change: &'static str| (0..10_u64).prop_map(move |on| day(change) + Days::new(on));
    prop_oneof![
        (0..300_u64).prop_map(|on| day("2026-09-15") + Days::new(on)),
        around("2027-03-28"),
        around("2026-10-25"),
    ]
}

fn any_zone() -> impl Strategy<Value = chrono_tz::Tz> {
    prop_oneof![
        4 => Just(chrono_tz::Europe::Paris),
        1 => Just(chrono_tz::America::Guadeloupe),
        1 => Just(chrono_tz::America::Cayenne),
        1 => Just(chrono_tz::Indian::Reunion),
        1 => Just(chrono_tz::Indian::Mayotte),
        1 => Just(chrono_tz::America::Miquelon),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_last_second_is_allowed_and_the_next_refused_for_good(
        rule in any_limit(),
        service in any_service(),
        zone in any_zone(),
    ) {
        let Ok(last) = rule.last_moment(service, &commune()) else { return Ok(()) };
        let allowed = |at: i64| last.allows(Moment::in_zone(at, zone).wall_clock(zone));
        let told = Moment::from_local(last.at, zone);
        // A limit in the hour that spring skips is over when that hour would have begun.
        let skipped = told.local() != last.at;
        let end = if skipped { told.at - told.at.rem_euclid(3_600_000) - 1000 } else { told.at };
        prop_assert!(allowed(end), "{} {}", last.at, zone);
        prop_assert!(allowed(end + 999) && allowed(end - 7_200_000));
        for later in [1, 60, 1_800, 3_599, 3_600, 3_601, 7_200, 86_400] {
            prop_assert!(!allowed(end + later * 1000), "{} {} +{} s", last.at, zone, later);
        }
    }
}
