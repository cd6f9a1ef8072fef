//! The calendar and the waiting list as the storyboards tell them, in views made by hand.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::desk::request::{DayChange, Reply};
use crate::desk::view::*;
use crate::domain::day::DayAnswer;
use crate::domain::money::Cents;
use crate::domain::people::*;
use crate::domain::time::{end_of_day, short_day};
use crate::ui::app::App;
use crate::ui::key::Key;
use crate::ui::samples::*;

const SPACE: Key = Key::Char(' ');

pub fn answer(day: NaiveDate, state: DayState, reasons: &[&str]) -> DayAnswer {
    let closed = state == DayState::Closed;
    let booked = matches!(state, DayState::EnrolledCancellable | DayState::EnrolledLocked);
    DayAnswer {
        day,
        state,
        word: closed.then_some(""),
        reasons: reasons.iter().map(|one| (*one).to_owned()).collect(),
        deadline: (!closed).then(|| end_of_day(seven_days_before(day))),
        price: (!closed).then_some(Cents(390)),
        surcharge: Cents::ZERO,
        rank: None,
        places_left: (!closed).then_some(42),
        places: (!closed).then_some(60),
        booked,
        toggle: matches!(state, DayState::EnrolledCancellable | DayState::Available),
    }
}

fn seven_days_before(day: NaiveDate) -> NaiveDate {
    day - chrono::Days::new(7)
}

/// Léo's days at the canteen, as storyboard 4 draws them under the profile of Évreux.
fn canteen_day(day: NaiveDate) -> DayAnswer {
    use DayState::*;
    let holiday = DayAnswer {
        word: Some("férié"),
        ..answer(day, Closed, &["Fermé\u{a0}: jour férié (Armistice de 1918)."])
    };
    let last = short_day(seven_days_before(day));
    let too_late = format!(
        "Délai dépassé\u{a0}: cantine à réserver 5 jours ouvrés avant (au plus tard {last} à \
         minuit)."
    );
    let off = "Fermé\u{a0}: pas de cantine ce jour-là.";
    let free = "À réserver jusqu’au lun 23/11 à minuit.";
    match (day.month(), day.day(), day.weekday()) {
        (11, 11, _) => holiday,
        (11, 1, _) => DayAnswer { word: Some("férié"), ..answer(day, Closed, &[off]) },
        (_, _, Weekday::Wed | Weekday::Sat | Weekday::Sun) => answer(day, Closed, &[off]),
        (11, 9 | 24 | 26, _) => answer(day, PastDeadline, &[&too_late]),
        (11, 12, _) => {
            let back = "Inscription annulée, pas de majoration.";
            answer(day, Cancelled, &[back, &too_late])
        }
        (11, 27, _) => {
            answer(day, EnrolledCancellable, &["Inscrit, annulable jusqu’à ce soir minuit."])
        }
        (7 | 8, ..) => DayAnswer { word: Some("vac."), ..answer(day, Closed, &[off]) },
        (11, 30, _) | (12 | 1..=6, ..) => answer(day, Available, &[free]),
        _ => {
            let locked = "Inscrit, annulation impossible depuis le jeu 12/11 à minuit.";
            answer(day, EnrolledLocked, &[locked])
        }
    }
}

pub fn calendar(month: &str) -> CalendarView {
    let month = day(month);
    let days = month.iter_days().take_while(|day| day.month() == month.month());
    CalendarView {
        family: id(11),
        whose: "MARTINEAU Claire · EVR04217".into(),
        children: vec![(id(41), "Léo".into()), (id(42), "Inès".into())],
        child: Some(id(41)),
        activities: vec![
            (id(51), "Cantine Jean-Moulin".into()),
            (id(52), "Périsoir".into()),
            (id(53), "Mercredi".into()),
        ],
        activity: Some(id(51)),
        span: Span::Month,
        day: if month == day("01/11/2026") { now().today() } else { month },
        rows: vec![DayRow {
            child: id(41),
            activity: id(51),
            days: days.map(canteen_day).collect(),
        }],
        terms: Terms { bracket: "C".into(), ..Terms::default() },
        notice: None,
        undoable: None,
    }
}

/// A review that a porte-monnaie pays, or can't.
fn review_of_wallet(cents: i64) -> App {
    let mut hand = toggled();
    hand.key(Key::F(9));
    let wallet = WalletView { active: true, balance: Cents(cents), cost: review().total };
    let review = BookingReview { wallet: Some(wallet), ..review() };
    hand.answer(Reply::Review(Box::new(review)));
    hand.app
}

/// A review of what a family asked for in that way, where its portal changes nothing.
fn review_asked(channel: Channel) -> App {
    let mut hand = toggled();
    hand.key(Key::F(9));
    let review = BookingReview { channel: Some(channel), ..review() };
    hand.answer(Reply::Review(Box::new(review)));
    hand.app
}

/// The same, of a commune that sorts its activities and asks how a child comes.
pub fn sorted_calendar() -> CalendarView {
    let types = vec![("PERI".into(), vec![id(51), id(52)]), ("EXTRA".into(), vec![id(53)])];
    let rhythm = Some(Rhythm::Occasional);
    let terms = Terms { types, rhythm, bracket: "C".into() };
    CalendarView { terms, ..calendar("01/11/2026") }
}

/// Léo's days around Friday 20 November, in another view.
pub fn seen(span: Span) -> CalendarView {
    let (first, last) = span.around(now().today());
    let days: Vec<DayAnswer> =
        first.iter_days().take_while(|day| *day <= last).map(canteen_day).collect();
    let row = |child: u128, activity: u128| {
        let mut days = days.clone();
        for answer in &mut days {
            let wednesday = answer.day.weekday() == Weekday::Wed;
            match activity {
                53 if wednesday => *answer = self::answer(answer.day, DayState::Available, &[]),
                53 => {
                    *answer = DayAnswer {
                        word: Some(""),
                        ..self::answer(answer.day, DayState::Closed, &["Fermé."])
                    }
                }
                _ => {}
            }
            answer.price = answer.price.map(|_| Cents(i64::from(activity == 51) * 210 + 180));
        }
        DayRow { child: id(child), activity: id(activity), days }
    };
    let rows = match span {
        Span::Month | Span::Year => vec![row(41, 51)],
        Span::Week | Span::Activities => vec![row(41, 51), row(41, 52), row(41, 53)],
        Span::Siblings => vec![row(41, 51), row(42, 51)],
    };
    let terms = Terms { rhythm: None, ..sorted_calendar().terms };
    CalendarView { span, day: now().today(), rows, terms, ..calendar("01/11/2026") }
}

/// At Léo's days in another view, as keys lead there.
pub fn at_view(span: Span) -> Hand {
    let mut hand = at_calendar();
    hand.key(Key::Char('v'));
    hand.answer(Reply::Calendar(Box::new(seen(span))));
    hand
}

pub fn month(month: &str) -> Reply {
    Reply::Calendar(Box::new(calendar(month)))
}

pub fn review() -> BookingReview {
    let line = |text: &str, book, state| ReviewLine {
        change: DayChange { child: id(41), activity: id(51), day: day(text), book },
        child: "Léo".into(),
        activity: "Cantine Jean-Moulin".into(),
        state,
        price: Cents(390),
        surcharge: Cents::ZERO,
        rank: None,
        reason: String::new(),
    };
    BookingReview {
        added: vec![line("30/11/2026", true, DayState::EnrolledCancellable)],
        total: Cents(390),
        ..BookingReview::default()
    }
}

/// The answer of a booking that was written, and the places that it frees.
pub fn booked(review: &BookingReview, freed: Vec<WaitingLine>) -> Reply {
    Reply::Booked(Box::new(Booked { review: review.clone(), freed }))
}

/// Two children for a Wednesday, a late one for tomorrow, and one whose file is incomplete.
pub fn waiting() -> WaitingView {
    let line = |number: u128, name: &str, on: &str, (rank, waiting)| WaitingLine {
        who: WaitingChild {
            family: id(number),
            booking: id(number + 300),
            child: id(number + 27),
            name: name.into(),
            login: format!("EVR0{}", 4285 + number),
            phone: "06 39 98 43 02".into(),
        },
        place: FreePlace {
            activity: id(53),
            label: "Mercredi Petite Cité".into(),
            day: day(on),
            free: 1,
            waiting,
        },
        rank,
        price: Cents(310),
        deadline: Some(end_of_day(day("07/12/2026"))),
        late: false,
        obstacle: None,
    };
    let obstacle = "Dossier incomplet\u{a0}: fiche de renseignements de Tom absente. \
                    Complétez-le d’abord.";
    WaitingView {
        lines: vec![
            WaitingLine { late: true, ..line(19, "ROUX Jules", "25/11/2026", (1, 1)) },
            line(17, "KONÉ Issa", "09/12/2026", (1, 2)),
            line(18, "MARTINS DA SILVA Tiago", "09/12/2026", (2, 2)),
            WaitingLine {
                obstacle: Some(obstacle.into()),
                ..line(20, "PERRET Tom", "16/12/2026", (1, 1))
            },
        ],
        more: false,
    }
}

/// At the list of those who wait for a free place.
pub fn at_waiting() -> Hand {
    let mut hand = Hand::signed_in();
    hand.text(":attente");
    hand.key(Key::Enter);
    hand.answer(Reply::Waiting(Box::new(waiting())));
    hand
}

/// The states of the waiting list that look different.
pub(super) fn waitings() -> Vec<(&'static str, App)> {
    let mut giving = at_waiting();
    giving.key(Key::Down);
    giving.text("d");
    let mut reason = at_waiting();
    reason.keys(&[Key::Down, Key::Down]);
    reason.text("dfratrie déjà inscrite");
    let mut stopped = at_waiting();
    stopped.key(Key::End);
    let mut nobody = at_waiting();
    nobody.key(Key::Down);
    nobody.keys(&[Key::Char('d'), Key::Char('o')]);
    nobody.answer(Reply::Waiting(Box::default()));
    vec![
        ("waiting", at_waiting().app),
        ("waiting-stopped", stopped.app),
        ("waiting-giving", giving.app),
        ("waiting-reason", reason.app),
        ("waiting-nobody", nobody.app),
    ]
}

/// A late day and two to wait for, beside the one of every day and one that is full.
pub fn full_review() -> BookingReview {
    let [line] = review().added.try_into().unwrap();
    let at = |text: &str, state| ReviewLine {
        change: DayChange { day: day(text), ..line.change },
        state,
        ..line.clone()
    };
    let late = ReviewLine {
        price: Cents(585),
        surcharge: Cents(195),
        ..at("24/11/2026", DayState::EnrolledLocked)
    };
    let waits = |text, rank| ReviewLine { rank: Some(rank), ..at(text, DayState::Waiting) };
    BookingReview {
        added: vec![late, line.clone()],
        waiting: vec![waits("01/12/2026", 4), waits("03/12/2026", 1)],
        total: Cents(975),
        ..lost_review()
    }
}

/// The same, but the day was lost meanwhile.
pub fn lost_review() -> BookingReview {
    let [line] = review().added.try_into().unwrap();
    let reason = "Complet (60 sur 60). Choisissez un autre jour.".to_owned();
    let refused = vec![ReviewLine { state: DayState::Full, reason, ..line }];
    BookingReview { refused, ..BookingReview::default() }
}

/// What is left of an undoing: one day given back, one whose deadline has passed since.
pub fn undo_review() -> BookingReview {
    let [line] = review().added.try_into().unwrap();
    let back = ReviewLine {
        change: DayChange { book: false, ..line.change },
        state: DayState::Cancelled,
        ..line.clone()
    };
    let late = ReviewLine {
        change: DayChange { day: day("27/11/2026"), ..back.change },
        state: DayState::EnrolledLocked,
        reason: "Délai dépassé depuis\u{a0}: ven 20/11 à 10:40.".into(),
        ..line
    };
    BookingReview {
        removed: vec![back],
        refused: vec![late],
        total: Cents(-390),
        undoes: Some(id(95)),
        ..BookingReview::default()
    }
}

/// At Léo's November, bookings just written.
pub fn at_written() -> Hand {
    let mut hand = Hand::searched();
    hand.key(Key::F(5));
    let view = CalendarView { undoable: Some(id(95)), ..calendar("01/11/2026") };
    hand.answer(Reply::Calendar(Box::new(view)));
    hand
}

/// At Léo's November, the cursor on Friday 20.
pub fn at_calendar() -> Hand {
    let mut hand = Hand::searched();
    hand.key(Key::F(5));
    hand.answer(month("01/11/2026"));
    hand
}

/// At Léo's December, the cursor on Tuesday 1: full on Tuesday 8, closed on Friday 11.
pub fn at_december() -> Hand {
    let mut view = calendar("01/12/2026");
    for answer in &mut view.rows[0].days {
        let full = self::answer(answer.day, DayState::Full, &["Complet (60 sur 60)."]);
        let holiday = self::answer(answer.day, DayState::Closed, &["Férié."]);
        match answer.day.day() {
            8 => *answer = full,
            11 => *answer = DayAnswer { word: Some("férié"), ..holiday },
            _ => {}
        }
    }
    let mut hand = Hand::searched();
    hand.key(Key::F(5));
    hand.answer(Reply::Calendar(Box::new(view)));
    hand
}

/// At Léo's December where the full Tuesday 8 has a waiting list; he waits on Monday 14.
pub fn at_waiting_list() -> Hand {
    let mut view = calendar("01/12/2026");
    for answer in &mut view.rows[0].days {
        let (rank, state, sentence) = match answer.day.day() {
            8 => {
                (4, DayState::Full, "Complet (60 sur 60). Espace = liste d’attente, Léo serait 4e.")
            }
            14 => (2, DayState::Waiting, "Sur la liste d’attente (2e), retrait possible."),
            _ => continue,
        };
        *answer = DayAnswer {
            rank: Some(rank),
            places_left: Some(0),
            booked: state == DayState::Waiting,
            toggle: true,
            ..self::answer(answer.day, state, &[sentence])
        };
    }
    let mut hand = Hand::searched();
    hand.key(Key::F(5));
    hand.answer(Reply::Calendar(Box::new(CalendarView { day: day("08/12/2026"), ..view })));
    hand
}

/// The state of storyboard 4: Monday 30 is to be added, the cursor is on Friday 27.
pub fn toggled() -> Hand {
    let mut hand = at_calendar();
    hand.text("30 27");
    hand
}

fn reviewed() -> Hand {
    let mut hand = toggled();
    hand.key(Key::F(9));
    hand.answer(Reply::Review(Box::new(review())));
    hand
}

/// The other views of the calendar.
pub(super) fn views() -> Vec<(&'static str, App)> {
    let mut week = at_view(Span::Week);
    week.keys(&[Key::Down, Key::Down, Key::Left, Key::Left, SPACE, Key::Up, Key::ShiftDown]);
    week.keys(&[Key::Ctrl('z'), Key::Up]);
    let mut year = at_view(Span::Year);
    year.text("30 ");
    year.keys(&[Key::Down, SPACE, Key::Ctrl('z'), Key::Right]);
    year.text("2");
    let mut range = at_view(Span::Year);
    range.keys(&[Key::Down, Key::ShiftDown, Key::ShiftRight]);
    let mut activities = at_view(Span::Activities);
    activities.keys(&[Key::Tab, Key::End, SPACE, Key::Up, SPACE, Key::Ctrl('z'), Key::Down]);
    activities.text("30");
    let mut siblings = at_view(Span::Siblings);
    siblings.keys(&[Key::End, Key::Char('c'), Key::Down, SPACE, Key::Ctrl('z')]);
    siblings.text("30");
    vec![
        ("calendar-week", week.app),
        ("calendar-week-seen", at_view(Span::Week).app),
        ("calendar-year", year.app),
        ("calendar-year-range", range.app),
        ("calendar-activities", activities.app),
        ("calendar-siblings", siblings.app),
        ("calendar-siblings-seen", at_view(Span::Siblings).app),
        ("calendar-activities-seen", at_view(Span::Activities).app),
        ("calendar-year-seen", at_view(Span::Year).app),
    ]
}

/// The states of the month that look different.
pub(super) fn calendars() -> Vec<(&'static str, App)> {
    let mut leaving = toggled();
    leaving.key(Key::Esc);
    let mut lost = reviewed();
    lost.key(Key::Enter);
    lost.answer(Reply::Review(Box::new(lost_review())));
    let mut full = toggled();
    full.key(Key::F(9));
    full.answer(Reply::Review(Box::new(full_review())));
    let mut listed = at_waiting_list();
    listed.text(" ");
    let mut incomplete = Hand::searched();
    incomplete.key(Key::F(5));
    let notice = "Dossier incomplet\u{a0}: fiche de renseignements de Léo absente.";
    incomplete.answer(Reply::Calendar(Box::new(CalendarView {
        notice: Some(notice.into()),
        ..calendar("01/11/2026")
    })));
    let mut nobody = Hand::searched();
    nobody.key(Key::F(5));
    nobody.answer(Reply::Calendar(Box::new(CalendarView {
        activities: Vec::new(),
        activity: None,
        rows: Vec::new(),
        ..calendar("01/11/2026")
    })));
    let mut sorted = Hand::searched();
    sorted.key(Key::F(5));
    sorted.answer(Reply::Calendar(Box::new(sorted_calendar())));
    sorted.text("t");
    let mut sticky = at_december();
    sticky.text("p");
    sticky.keys(&[Key::Down, Key::Right, Key::Right]);
    let mut column = at_december();
    column.text("8cp");
    column.keys(&[Key::Down, Key::Ctrl('z')]);
    let mut undone = at_written();
    undone.key(Key::Ctrl('z'));
    undone.answer(Reply::Review(Box::new(undo_review())));
    let mut freed = reviewed();
    freed.key(Key::Enter);
    freed.answer(booked(&review(), waiting().lines.drain(1..2).collect()));
    freed.answer(month("01/11/2026"));
    vec![
        ("calendar-freed", freed.app),
        ("review-undo", undone.app),
        ("calendar", toggled().app),
        ("calendar-column", column.app),
        ("calendar-range", sticky.app),
        ("calendar-types", sorted.app),
        ("calendar-leaving", leaving.app),
        ("calendar-incomplete", incomplete.app),
        ("calendar-empty", nobody.app),
        ("review", reviewed().app),
        ("review-lost", lost.app),
        ("review-full", full.app),
        ("review-asked", review_asked(Channel::Counter)),
        ("review-asked-by-mail", review_asked(Channel::Mail)),
        ("review-wallet", review_of_wallet(5000)),
        ("review-wallet-short", review_of_wallet(120)),
        ("calendar-waiting", listed.app),
    ]
}
