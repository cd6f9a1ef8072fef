//! The hôtel de ville whose kiosk stands in the rez-de-jardin.

use guichet::desk::explain::explain_day;
use guichet::desk::request::{ContestRequest, ContestWish, Reply, Request, Spread, SpreadWhat};
use guichet::desk::view::ReviewLine;
use guichet::domain::enrolment::Span;
use guichet::domain::people::{Contested, DayState, QuotientSource};
use guichet::domain::tariff::Means;

use super::Commune;
use crate::support::day;

const LEO: (&str, &str, &str) = ("martineau claire", "Léo", "RESTAURANT");

#[test]
fn six_days_to_book_and_to_cancel() {
    let _ = "Les inscriptions et annulations sont possibles jusqu'à 6 jours avant la date \
             souhaitée.";
    let mut commune = Commune::of("hotel-de-ville");
    // Monday 30 November: Tuesday 24 November, whatever day of the week that is.
    let in_time = commune.state("2026-11-24T23:59:59", LEO, "2026-11-30");
    assert_eq!(in_time.0, DayState::Available, "{in_time:?}");
    let late = commune.state("2026-11-25T00:00:00", LEO, "2026-11-30");
    assert_eq!(late.0, DayState::PastDeadline, "{late:?}");
    // Léo eats on Friday 27 November: to give it back, Saturday 21 November.
    let in_time = commune.state("2026-11-21T23:59:59", LEO, "2026-11-27");
    assert_eq!(in_time.0, DayState::EnrolledCancellable, "{in_time:?}");
    let late = commune.state("2026-11-22T00:00:00", LEO, "2026-11-27");
    assert_eq!(late.0, DayState::EnrolledLocked, "{late:?}");
}

/// What a period given back comes to: the days that go, and those that are too late.
fn given_back(commune: &mut Commune, local: &str, on: &str) -> (Vec<String>, Vec<String>) {
    let family = commune.family("martineau claire");
    let child = commune.child(family, "Léo");
    let period = Some(Span { from: day(on), to: day(on) });
    let (what, without) = (SpreadWhat::GiveBack, Vec::new());
    let wish = Spread { family, child, what, without, period, late: false };
    let Reply::Spread(view) = commune.ask(local, Request::ReviewSpread(wish)) else { panic!() };
    let review = view.sorted.review;
    let of = |lines: Vec<ReviewLine>| {
        let canteen = lines.into_iter().filter(|line| line.activity.starts_with("Restaurant"));
        canteen.map(|line| line.change.day.to_string()).collect()
    };
    (of(review.removed), of(review.refused))
}

#[test]
fn a_period_is_given_back_as_far_as_its_six_days_allow() {
    let _ = "Les inscriptions et annulations sont possibles jusqu'à 6 jours avant la date \
             souhaitée.";
    let mut commune = Commune::of("hotel-de-ville");
    let friday = vec!["2026-11-27".to_owned()];
    let in_time = given_back(&mut commune, "2026-11-21T23:59:59", "2026-11-27");
    assert_eq!(in_time, (friday.clone(), Vec::new()));
    let late = given_back(&mut commune, "2026-11-22T00:00:00", "2026-11-27");
    assert_eq!(late, (Vec::new(), friday));
}

#[test]
fn a_full_day_can_t_be_booked_even_in_time() {
    let _ = "Pour le mercredi et les vacances, les places sont limitées. Il est donc possible de \
             ne pouvoir réserver même dans les délais impartis si le nombre de place maximum est \
             atteint.";
    let mut commune = Commune::of("hotel-de-ville");
    let who = ("martin paul", "Zoé", "MERCREDI");
    let full = commune.first("2026-11-20T10:42:00", who, DayState::Full);
    let (on, said) = full.expect("a full Wednesday");
    assert!(said.starts_with("Complet (40 sur 40)."), "{said}");
    let answer = commune.explain("2026-11-20T10:42:00", who, &on.to_string());
    assert!(!answer.toggle && answer.deadline > Some(commune.at("2026-11-20T10:42:00").local()));
    let free = commune.first("2026-11-20T10:42:00", who, DayState::Available);
    assert!(free.is_some(), "another Wednesday has room");
}

#[test]
fn a_quotient_with_its_paper_changes_the_price_that_the_tariff_rests_on() {
    let _ = "mettre à jour ses données financières en vue du calcul du quotient familial";
    let mut commune = Commune::of("hotel-de-ville");
    let price = |commune: &mut Commune, on: &str| {
        let answer = commune.explain("2026-11-20T10:42:00", LEO, on);
        answer.price.map(|price| price.0)
    };
    let before = price(&mut commune, "2026-11-30");
    let family = commune.family("martineau claire");
    let now = "2026-11-20T10:42:00";
    commune.correct(now, family, |household| {
        household.means = Means {
            source: Some(QuotientSource::Caf),
            received: Some(day("2026-11-20")),
            until: Some(day("2026-12-03")),
            ..Means::of(300)
        };
    });
    let [after, last, expired] =
        ["2026-11-30", "2026-12-03", "2026-12-04"].map(|on| price(&mut commune, on));
    assert_eq!((before, after, last, expired), (Some(260), Some(120), Some(120), Some(530)));
    let login = commune.login("martineau claire");
    let of = (login.as_str(), LEO.1, LEO.2);
    let told = explain_day(&commune.counter, commune.at(now), of, day("2026-11-30"));
    let (_, told) = told.unwrap_or_else(|no| panic!("{no}"));
    let sum = &told.reasons.iter().find(|reason| !reason.sum.is_empty()).unwrap().sum;
    assert_eq!(sum[0].0, "Tranche A (quotient 300, CAF du 20/11/2026)");
    commune.holds();
}

#[test]
fn a_contested_invoice_stays_due_and_the_contestation_is_taken_back() {
    let _ = "Modèle de contestation de facture";
    let mut commune = Commune::of("hotel-de-ville");
    let now = "2026-11-20T10:42:00";
    let family = commune.family("martineau claire");
    let due = |commune: &Commune| commune.counter.store.read().invoices_due(family).unwrap();
    let before = due(&commune);
    let invoice = before.first().expect("an invoice to pay").id;
    let mut ask = |wish| {
        let request = ContestRequest { family, invoice, wish };
        let reply = commune.ask(now, Request::Contest(request));
        assert!(!matches!(reply, Reply::Refused(_)), "{reply:?}");
        let contests = commune.counter.store.read().contests(family).unwrap();
        assert_eq!(commune.counter.store.read().invoices_due(family).unwrap().len(), before.len());
        contests.into_iter().map(|one| (one.written.entry, one.motive)).collect::<Vec<_>>()
    };
    let contested = ask(ContestWish::Contest(Contested::Bracket));
    assert_eq!(contested.iter().map(|one| one.1).collect::<Vec<_>>(), [Contested::Bracket]);
    assert_eq!(ask(ContestWish::Withdraw(contested[0].0)), []);
    commune.holds();
}
