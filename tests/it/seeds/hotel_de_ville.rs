//! The hôtel de ville whose kiosk stands in the rez-de-jardin.

use guichet::desk::explain::explain_day;
use guichet::desk::request::kiosk::{
    ChangeSubject, KioskDays, KioskPage, KioskRefusal, KioskReply, KioskRequest, KioskStep,
};
use guichet::desk::request::{
    ContestRequest, ContestWish, DayChange, DaysWanted, Reply, Request, SetEnrolment, Spread,
    SpreadWhat,
};
use guichet::desk::view::ReviewLine;
use guichet::domain::enrolment::Span;
use guichet::domain::people::{Contested, DayState, QuotientSource};
use guichet::domain::tariff::Means;

use super::Commune;
use super::kiosk::{CHOSEN, asks, inside, tasks};
use crate::support::{day, due, position};

const NOW: &str = "2026-11-20T10:42:00";

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

const OZANNE: (&str, &str) = ("familles.csv", "FAM09999;OZANNE;Eva;;;;;;742;31/12/2026;2026");

/// A family of which one child was enrolled on the last day of September, the other a day later.
fn newcomers(commune: &mut Commune) -> [DayChange; 2] {
    commune.office(&[
        OZANNE,
        (
            "activites.csv",
            "RESTAURANT;Restaurant Jean-Moulin;cantine;L M J V;60;2;12;1,20;2,60;3,90;4,60;5,30;",
        ),
        ("enfants.csv", "FAM09999;Tom;;01/02/2018;;;\nFAM09999;Mia;;01/02/2019;;;"),
        (
            "inscriptions.csv",
            "FAM09999;Tom;RESTAURANT;30/09/2026;02/07/2027\n\
             FAM09999;Mia;RESTAURANT;01/10/2026;02/07/2027",
        ),
    ]);
    let family = commune.family("ozanne");
    let activity = commune.activity("RESTAURANT");
    ["Tom", "Mia"].map(|given| {
        let child = commune.child(family, given);
        DayChange { child, activity, day: day("2026-11-30"), book: true }
    })
}

#[test]
fn a_family_books_for_a_child_that_was_enrolled_when_the_year_began() {
    let _ = "cet outil entièrement personnalisé est à la disposition des familles dont les enfants \
             sont inscrits en début d'année dans l'un des services municipaux.";
    let mut commune = Commune::of("hotel-de-ville");
    let [tom, mia] = newcomers(&mut commune);
    let family = commune.family("ozanne");
    let mut kiosk = inside(&mut commune, family, NOW);
    let mut review = |commune: &Commune, change: DayChange| {
        let review = KioskRequest::ReviewDays(vec![change]);
        match asks(commune, &mut kiosk, NOW, review) {
            KioskReply::Review(review) => *review,
            reply => panic!("{reply:?}"),
        }
    };
    assert_eq!(review(&commune, tom).added.len(), 1, "since 30 September");
    let late = review(&commune, mia);
    assert_eq!((late.added.len(), late.refused.len()), (0, 1), "since 1 October");
    let said = &late.refused[0].reason;
    let told = "Mia n’était inscrit(e) nulle part en début d’année. Demandez au guichet.";
    assert!(said.contains(told), "{said}");
    // The agent books, and opens the right.
    let who = ("ozanne", "Mia", "RESTAURANT");
    let (_, of_agent) = commune.review(NOW, who, ("2026-11-30", true));
    assert_eq!((of_agent.added.len(), of_agent.refused.len()), (1, 0));
    let open = Request::OpenEnrolments { of: (family, mia.child), wish: None };
    let Reply::Enrolments(rights) = commune.ask(NOW, open) else { panic!("no rights") };
    let line = &rights.lines[0];
    let right = SetEnrolment {
        family,
        child: mia.child,
        enrolment: Some(line.id),
        activity: line.activity,
        from: line.from,
        to: line.to,
        rhythm: None,
        age_reason: String::new(),
        saw: Some(line.saw),
    };
    let given = commune.ask(NOW, Request::SetEnrolment(right));
    assert!(matches!(given, Reply::Enrolled(..)), "{given:?}");
    assert_eq!(review(&commune, mia).added.len(), 1, "opened at the counter");
    commune.holds();
}

#[test]
fn a_review_of_the_counter_s_does_not_book_at_the_kiosk_what_only_an_agent_may() {
    let _ = "des familles dont les enfants sont inscrits en début d'année";
    let mut commune = Commune::of("hotel-de-ville");
    let [_, mia] = newcomers(&mut commune);
    let family = commune.family("ozanne");
    let mut kiosk = inside(&mut commune, family, NOW);
    let (_, review) = commune.review(NOW, ("ozanne", "Mia", "RESTAURANT"), ("2026-11-30", true));
    let confirm = KioskRequest::ConfirmDays(Box::new(review));
    let KioskReply::Review(again) = asks(&commune, &mut kiosk, NOW, confirm) else { panic!() };
    assert_eq!((again.added.len(), again.refused.len()), (0, 1));
    let wanted = KioskDays { child: Some(mia.child), activity: Some(mia.activity), month: mia.day };
    let KioskReply::Days(view) = asks(&commune, &mut kiosk, NOW, KioskRequest::OpenDays(wanted))
    else {
        panic!("no days")
    };
    let shown = view.days().iter().find(|one| one.day == mia.day).unwrap();
    assert_eq!((shown.state, shown.toggle), (DayState::Available, false), "{:?}", shown.reasons);
}

#[test]
fn the_whole_school_year_can_be_booked_from_its_seventh_day_to_its_last() {
    let _ = "vous pouvez dès à présent vous inscrire pour toute l'année scolaire et les périodes \
             de petites vacances";
    let mut commune = Commune::of("hotel-de-ville");
    for on in ["2026-11-30", "2027-01-04", "2027-06-29", "2027-07-02"] {
        let (state, said) = commune.state(NOW, LEO, on);
        assert_eq!(state, DayState::Available, "{on}: {said}");
    }
    for (on, word) in [("2026-12-24", "vac."), ("2027-07-05", "vac."), ("2027-05-06", "férié")] {
        let answer = commune.explain(NOW, LEO, on);
        assert_eq!((answer.state, answer.word), (DayState::Closed, Some(word)), "{on}");
    }
}

#[test]
fn the_kiosk_answers_at_any_hour() {
    let _ = "Simple, gratuit et disponible 24h/24";
    let mut commune = Commune::of("hotel-de-ville");
    let (family, login) = (commune.family("martineau claire"), commune.login("martineau claire"));
    let mut kiosk = inside(&mut commune, family, NOW);
    let pages = [
        KioskPage::Bookings,
        KioskPage::Invoices,
        KioskPage::Receipts,
        KioskPage::Tariffs,
        KioskPage::Documents,
    ];
    for local in ["2026-11-22T03:00:00", "2026-12-25T23:59:00"] {
        let secret = guichet::domain::secret::Secret::new(CHOSEN.to_owned());
        let sign_in = KioskRequest::SignIn { login: login.clone(), secret };
        let step = asks(&commune, &mut kiosk, local, sign_in);
        assert!(matches!(step, KioskReply::Step(KioskStep::Open(_))), "{local}: {step:?}");
        for page in pages {
            let sheet = asks(&commune, &mut kiosk, local, KioskRequest::Consult(page));
            assert!(matches!(sheet, KioskReply::Sheet(_)), "{local}: {page:?}");
        }
        asks(&commune, &mut kiosk, local, KioskRequest::Leave);
        let gone = asks(&commune, &mut kiosk, local, KioskRequest::Consult(pages[0]));
        assert_eq!(gone, KioskReply::Refused(KioskRefusal::Over), "nobody is in");
    }
}

#[test]
fn a_family_asks_for_a_change_of_its_file_and_an_agent_makes_it() {
    let _ = "La possibilité de mettre à jour le dossier initial de préinscription sans se déplacer \
             au service éducation";
    let mut commune = Commune::of("hotel-de-ville");
    let family = commune.family("martineau claire");
    let mut kiosk = inside(&mut commune, family, NOW);
    let before = position(&commune.counter);
    let mut wishes = |commune: &Commune, subject, text: &str| {
        let change = KioskRequest::AskChange { subject, text: text.to_owned() };
        asks(commune, &mut kiosk, NOW, change)
    };
    let empty = wishes(&commune, ChangeSubject::Phone, " ");
    assert!(matches!(empty, KioskReply::Refused(KioskRefusal::Rule(_))), "{empty:?}");
    assert_eq!(position(&commune.counter), before, "nothing is written");
    for (subject, said) in [
        (ChangeSubject::Address, "adresse"),
        (ChangeSubject::Phone, "téléphone"),
        (ChangeSubject::Email, "courriel"),
        (ChangeSubject::Household, "personnes du foyer"),
        (ChangeSubject::Quotient, "quotient familial"),
    ] {
        assert_eq!(wishes(&commune, subject, "voir avec Claire"), KioskReply::Asked);
        let waits = format!("{said} : voir avec Claire");
        let lines = tasks(&mut commune).lines;
        assert!(lines.iter().any(|line| line.detail.contains(&waits)), "{waits}");
    }
    commune.holds();
}

#[test]
fn an_agent_pre_enrols_at_the_counter_as_ever() {
    let _ = "Les préinscriptions seront toujours possibles au guichet du service éducation.";
    let mut commune = Commune::of("hotel-de-ville");
    let family = commune.family("martineau claire");
    let (ines, centre) = (commune.child(family, "Inès"), commune.activity("MERCREDI-2"));
    let who = ("martineau claire", "Inès", "MERCREDI-2");
    assert_eq!(commune.explain(NOW, who, "2026-12-02").word, Some("droits"));
    commune.enrol(family, ines, centre);
    commune.change(NOW, who, ("2026-12-02", true));
    assert_eq!(commune.state(NOW, who, "2026-12-02").0, DayState::EnrolledCancellable);
    commune.holds();
}

#[test]
fn what_is_booked_is_billed_afterwards_and_nothing_is_put_by() {
    let _ = "Paiement en fin de mois à réception de la facture. Il n'y a donc plus de panier.";
    let mut commune = Commune::of("hotel-de-ville");
    newcomers(&mut commune);
    let family = commune.family("ozanne");
    let money = |commune: &mut Commune| {
        let credit = commune.counter.store.read().credit(family).unwrap();
        (credit.0, due(&mut commune.counter, family).len())
    };
    assert_eq!(money(&mut commune), (0, 0));
    let who = ("ozanne", "Tom", "RESTAURANT");
    let (_, review) = commune.review(NOW, who, ("2026-11-30", true));
    let before = position(&commune.counter);
    assert_eq!((review.total.0, review.wallet), (260, None));
    let still = commune.state(NOW, who, "2026-11-30").0;
    assert_eq!((still, position(&commune.counter)), (DayState::Available, before), "only shown");
    commune.change(NOW, who, ("2026-11-30", true));
    assert_eq!(money(&mut commune), (0, 0), "booked, and nothing to pay yet");
    commune.office(&[
        OZANNE,
        ("factures.csv", "2026-11-09999;FAM09999;nov. 26;repas;3,90;3,90;01/12/2026"),
    ]);
    assert_eq!(money(&mut commune), (0, 1), "the invoice came in");
    let windows = commune.counter.profile.windows;
    for (on, until) in [("2026-12-31", "31/12"), ("2027-01-01", "31/01")] {
        assert_eq!(windows.told(day(on)).unwrap(), format!("en ligne jusqu’au {until}"), "{on}");
    }
    commune.holds();
}

#[test]
fn the_calendar_shows_what_is_booked() {
    let _ = "Pour savoir ce qui a été réservé, il suffit de revenir sur le calendrier et regarder \
             les jours sélectionnés.";
    let mut commune = Commune::of("hotel-de-ville");
    let family = commune.family("martineau claire");
    let (child, activity) = (commune.child(family, "Léo"), commune.activity("RESTAURANT"));
    let booked = |commune: &mut Commune| {
        let wanted = DaysWanted::month(family, Some(child), Some(activity), day("2026-12-01"));
        let Reply::Calendar(view) = commune.ask(NOW, Request::TurnCalendar(wanted)) else {
            panic!("no calendar")
        };
        let days = view.days().iter().filter(|one| one.booked);
        days.map(|one| (one.day, one.state)).collect::<Vec<_>>()
    };
    let before = booked(&mut commune);
    let thursday = (day("2026-12-10"), DayState::EnrolledCancellable);
    assert!(!before.contains(&thursday), "{before:?}");
    commune.change(NOW, LEO, ("2026-12-10", true));
    let mut after = booked(&mut commune);
    assert!(after.contains(&thursday), "{after:?}");
    after.retain(|one| *one != thursday);
    assert_eq!(after, before, "the others are as they were");
    commune.change(NOW, LEO, ("2026-12-10", false));
    assert_eq!(booked(&mut commune), before);
}

#[test]
fn the_last_place_of_a_holiday_is_somebody_s_and_free_again_once_given_back() {
    let _ = "Pour le mercredi et les vacances, les places sont limitées.";
    let mut commune = Commune::of("hotel-de-ville");
    commune.office(&[
        OZANNE,
        (
            "activites.csv",
            "VACANCES;Vacances Maison de l’Enfance;vacances;L M Me J V;1;3;12;3,10;5,20;7,80;9,60;\
             11,40;",
        ),
    ]);
    for (words, given) in [("martineau claire", "Léo"), ("martin paul", "Zoé")] {
        let (family, activity) = (commune.family(words), commune.activity("VACANCES"));
        let child = commune.child(family, given);
        if commune.explain(NOW, (words, given, "VACANCES"), "2027-02-08").word == Some("droits") {
            commune.enrol(family, child, activity);
        }
    }
    let leo = ("martineau claire", "Léo", "VACANCES");
    let zoe = ("martin paul", "Zoé", "VACANCES");
    let on = "2027-02-08";
    assert_eq!(commune.state(NOW, zoe, on).0, DayState::Available);
    commune.change(NOW, leo, (on, true));
    let full = commune.explain(NOW, zoe, on);
    assert_eq!((full.state, full.toggle, full.rank), (DayState::Full, false, None));
    assert!(full.reasons[0].starts_with("Complet (1 sur 1)."), "{:?}", full.reasons);
    let (_, review) = commune.review(NOW, zoe, (on, true));
    assert_eq!((review.waiting.len(), review.refused.len()), (0, 1), "no waiting list");
    commune.change(NOW, leo, (on, false));
    assert_eq!(commune.state(NOW, zoe, on).0, DayState::Available);
    commune.holds();
}
