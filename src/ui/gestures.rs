//! The gestures of the counter as the storyboards tell them, in views made by hand.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::desk::request::{DayChange, Reply};
use crate::desk::view::*;
use crate::domain::contrary::Standing;
use crate::domain::day::DayAnswer;
use crate::domain::money::Cents;
use crate::domain::people::*;
use crate::domain::secret::Secret;
use crate::domain::time::{end_of_day, short_day};

use super::app::App;
use super::key::Key;
use super::samples::*;

mod till;

pub use till::*;

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
        (11, 30, _) | (12, ..) => answer(day, Available, &[free]),
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
        kind: Some(ActivityKind::Canteen),
        month,
        day: if month == day("01/11/2026") { now().today() } else { month },
        days: days.map(canteen_day).collect(),
        bracket: "C".into(),
        notice: None,
    }
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
        reason: String::new(),
    };
    BookingReview {
        added: vec![line("30/11/2026", true, DayState::EnrolledCancellable)],
        removed: Vec::new(),
        refused: Vec::new(),
        total: Cents(390),
    }
}

/// The same, but the day was lost meanwhile.
pub fn lost_review() -> BookingReview {
    let [line] = review().added.try_into().unwrap();
    let reason = "Complet (60 sur 60). Choisissez un autre jour.".to_owned();
    let refused = vec![ReviewLine { state: DayState::Full, reason, ..line }];
    BookingReview { refused, ..BookingReview::default() }
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
    for answer in &mut view.days {
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

/// The state of storyboard 4: Monday 30 is to be added, the cursor is on Friday 27.
pub fn toggled() -> Hand {
    let mut hand = at_calendar();
    hand.text("30 27");
    hand
}

fn reviewed() -> Hand {
    let mut hand = toggled();
    hand.key(Key::F(9));
    hand.answer(Reply::Review(review()));
    hand
}

pub fn till(cash: Option<i64>) -> TillView {
    let opened = cash.map(|_| now());
    let float = cash.map_or(Cents::ZERO, |_| Cents(15_000));
    TillView { cash: cash.map(Cents), float, opened, forgotten: false }
}

fn invoice(number: u128, name: &str, label: &str, due: i64) -> InvoiceLine {
    InvoiceLine {
        id: id(number),
        number: name.into(),
        period: "oct. 26".into(),
        label: label.into(),
        amount: Cents(due),
        due: Cents(due),
        issued: Some(day("31/10/2026")),
    }
}

pub fn payment() -> PaymentView {
    PaymentView {
        family: id(11),
        name: "MARTINEAU Claire".into(),
        login: "EVR04217".into(),
        invoices: vec![
            invoice(61, "2026-10-04217", "cantine", 3120),
            invoice(62, "2026-10-04218", "périscolaire", 1615),
        ],
        payers: vec![
            guardian(21, "MARTINEAU Claire", "mère", "06 12 34 56 78", "claire.m@exemple.fr"),
            guardian(22, "MOREL Antoine", "père", "06 98 76 54 32", ""),
        ],
        next_receipt: "A2-2026-000902".into(),
        regie: "Périscolaire".into(),
        till: till(Some(21_460)),
        cash_limit: Cents(30_000),
        credit: Cents::ZERO,
        in_cash: Vec::new(),
        banks: vec!["CRÉDIT AGRICOLE".into(), "BNP PARIBAS".into()],
    }
}

pub fn receipt() -> ReceiptView {
    let lines = [
        "             VILLE D’ÉVREUX",
        "      Régie de recettes Périscolaire",
        "        Mairie annexe Nétreville",
        "",
        "QUITTANCE N° A2-2026-000902",
        "",
        "Reçu de   MARTINEAU Claire (EVR04217)",
        "Le        20/11/2026 à 10:42",
        "Par       S. Leroy",
        "",
        "2026-10-04217 cantine              31,20 €",
        "2026-10-04218 périscolaire         16,15 €",
        "------------------------------------------",
        "TOTAL RÉGLÉ                        47,35 €",
        "quarante-sept euros et trente-cinq",
        "centimes",
        "Espèces reçues                     50,00 €",
        "Rendu                               2,65 €",
        "Reste à payer                       0,00 €",
        "",
        "Empreinte 7f3a90c2d1",
    ];
    ReceiptView {
        of: Voucher::Receipt(id(71)),
        number: "A2-2026-000902".into(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        sentence: "Paiement enregistré. 47,35\u{a0}€ espèces, à rendre 2,65\u{a0}€.".into(),
        copies: 0,
        standing: Standing::Stands,
        till: till(Some(26_195)),
    }
}

/// At what MARTINEAU has to pay.
pub fn at_payment(view: PaymentView) -> Hand {
    let mut hand = Hand::searched();
    hand.key(Key::F(4));
    hand.answer(Reply::Payment(Box::new(view)));
    hand
}

/// At the receipt of 47,35 € paid from 50 €.
pub fn at_receipt() -> Hand {
    let mut hand = at_payment(payment());
    hand.text("50");
    hand.key(Key::Enter);
    hand.answer(Reply::Receipt(Box::new(receipt())));
    hand
}

/// Payments by several tenders, in part, above and below what is due.
fn tenders() -> Vec<(&'static str, App)> {
    let mut missing = at_payment(payment());
    missing.text("40");
    missing.key(Key::Enter);
    let mut several = at_payment(PaymentView { credit: Cents(880), ..payment() });
    several.text("v20");
    several.keys(&[Key::Enter, Key::Char('r')]);
    let mut settled = at_payment(PaymentView { credit: Cents(8000), ..payment() });
    settled.text("v");
    let mut cheque = at_payment(payment());
    cheque.text("h0004217");
    cheque.keys(&[Key::Enter, Key::Down, Key::Tab]);
    cheque.text("60");
    let mut over = at_payment(payment());
    over.text("c");
    over.keys(&[Key::Tab, Key::Tab]);
    over.text("60");
    let mut kept = at_payment(PaymentView { credit: Cents(880), ..payment() });
    kept.text("50g");
    let mut part = at_payment(payment());
    part.text("p10");
    part.key(Key::Enter);
    part.keys(&[Key::Tab, Key::Down, Key::Char('p')]);
    part.text("5,5");
    let mut outsider = at_payment(payment());
    outsider.key(Key::Left);
    outsider.text("DUPONT Jeanne");
    let mut fraction = payment();
    fraction.in_cash = vec![(id(62), Cents(29_000))];
    vec![
        ("payment-missing", missing.app),
        ("payment-several", several.app),
        ("payment-settled", settled.app),
        ("payment-cheque", cheque.app),
        ("payment-card-over", over.app),
        ("payment-kept", kept.app),
        ("payment-part", part.app),
        ("payment-outsider", outsider.app),
        ("payment-fraction", at_payment(fraction).app),
    ]
}

fn payments() -> Vec<(&'static str, App)> {
    let mut cash = at_payment(payment());
    cash.text("50");
    let mut short = at_payment(payment());
    short.text("40");
    short.keys(&[Key::Tab, Key::Down]);
    let mut card = at_payment(payment());
    card.text("c123456");
    let mut dear = payment();
    dear.invoices.push(invoice(63, "2026-11-00017", "séjour de neige", 30_000));
    let mut reason = at_payment(dear);
    reason.key(Key::Enter);
    reason.text("chèque ");
    let closed = PaymentView { till: till(None), ..payment() };
    let mut closed = at_payment(closed);
    closed.text("150");
    let nothing = PaymentView { invoices: Vec::new(), ..payment() };
    let mut silent = at_receipt();
    silent.key(Key::Enter);
    silent.printed(Err("L’imprimante ne répond pas.".into()));
    let mut printed = at_receipt();
    printed.key(Key::Enter);
    printed.printed(Ok(()));
    printed.answer(Reply::Receipt(Box::new(receipt())));
    let mut bare = at_payment(payment());
    bare.app.house.printer = false;
    bare.text("50");
    bare.key(Key::Enter);
    bare.answer(Reply::Receipt(Box::new(receipt())));
    vec![
        ("payment-cash", cash.app),
        ("payment-exact", at_payment(payment()).app),
        ("payment-short", short.app),
        ("payment-card", card.app),
        ("payment-reason", reason.app),
        ("payment-nothing", at_payment(nothing).app),
        ("till-closed", closed.app),
        ("receipt", at_receipt().app),
        ("receipt-silent", silent.app),
        ("receipt-printed", printed.app),
        ("receipt-no-printer", bare.app),
    ]
}

pub fn access() -> AccessView {
    AccessView {
        family: id(11),
        name: "MARTINEAU Claire".into(),
        login: "EVR04217".into(),
        email: "claire.m@exemple.fr".into(),
        account: preview().account,
        credential: Some(id(81)),
        provisional: None,
        unpaid: (2, Cents(4735)),
        unpaid_block: None,
        policy: "8 à 15 caractères, dont 1 chiffre, 1 minuscule, 1 majuscule et 1 spécial.".into(),
        code_hours: 48,
        undoable: None,
        may_lift_unpaid: false,
    }
}

/// The same account once it is open again.
pub fn open_account() -> AccessView {
    let account =
        AccountView { state: AccountState::Active, blocks: Vec::new(), ..access().account };
    AccessView { account, undoable: Some(id(91)), ..access() }
}

/// The same account, blocked for its two invoices.
pub fn unpaid_account(may_lift: bool) -> AccessView {
    let block = BlockView { id: id(32), cause: BlockCause::Unpaid, since: None };
    let account = AccountView { blocks: vec![block], ..access().account };
    AccessView { account, unpaid_block: Some(2), may_lift_unpaid: may_lift, ..access() }
}

pub const CODE: &str = "Kx7m-Rt4p!Wz";

pub fn issued() -> Reply {
    Reply::CodeIssued(IssuedCode {
        family: id(11),
        credential: id(82),
        code: Secret::new(CODE.into()),
        expires: moment("2026-11-22T10:42"),
        sentence: "Compte EVR04217 débloqué, nouveau code valable jusqu’au dim 22/11 à 10:42."
            .into(),
        slip: Secret::new(format!("ticket {CODE}")),
    })
}

/// At the account of MARTINEAU; with a printer or without.
pub fn at_access(view: AccessView, printer: bool) -> Hand {
    let mut hand = Hand::searched();
    hand.app.house.printer = printer;
    hand.key(Key::F(6));
    hand.answer(Reply::Access(Box::new(view)));
    hand
}

/// A code is in sight: there is no printer, or it is silent.
pub fn code_in_sight(printer: bool) -> Hand {
    let mut hand = at_access(access(), printer);
    hand.text("rc");
    hand.answer(issued());
    let provisional = ProvisionalView { expires: moment("2026-11-22T10:42"), handed_over: false };
    let view = AccessView { provisional: Some(provisional), ..open_account() };
    hand.answer(Reply::Access(Box::new(view)));
    if printer {
        hand.printed(Err("L’imprimante ne répond pas.".into()));
    }
    hand
}

fn accounts() -> Vec<(&'static str, App)> {
    let mut printing = at_access(access(), true);
    printing.text("rc");
    printing.answer(issued());
    let mut reason = at_access(access(), true);
    reason.text("dxappel de la mairie");
    let mut lost = code_in_sight(false);
    lost.key(Key::Esc);
    vec![
        ("access", at_access(access(), true).app),
        ("access-open", at_access(open_account(), true).app),
        ("access-unpaid", at_access(unpaid_account(false), true).app),
        ("access-unpaid-regisseur", at_access(unpaid_account(true), false).app),
        ("access-reason", reason.app),
        ("access-printing", printing.app),
        ("access-code", code_in_sight(false).app),
        ("access-code-silent", code_in_sight(true).app),
        ("access-lost", lost.app),
    ]
}

/// Every state of every gesture that looks different.
pub fn every_gesture() -> Vec<(&'static str, App)> {
    let mut gestures = calendars();
    gestures.extend(payments());
    gestures.extend(tenders());
    gestures.extend(closings());
    gestures.extend(cancellations());
    gestures.extend(accounts());
    gestures
}

fn calendars() -> Vec<(&'static str, App)> {
    let mut why = at_calendar();
    why.text("12i");
    let mut leaving = toggled();
    leaving.key(Key::Esc);
    let mut lost = reviewed();
    lost.key(Key::Enter);
    lost.answer(Reply::Review(lost_review()));
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
        kind: None,
        days: Vec::new(),
        ..calendar("01/11/2026")
    })));
    let mut range = at_december();
    range.text("p");
    range.keys(&[Key::Down, Key::Right, Key::Right]);
    let mut column = at_december();
    column.text("8cp");
    column.keys(&[Key::Down, Key::Ctrl('z')]);
    vec![
        ("calendar", toggled().app),
        ("calendar-column", column.app),
        ("calendar-range", range.app),
        ("calendar-why", why.app),
        ("calendar-leaving", leaving.app),
        ("calendar-incomplete", incomplete.app),
        ("calendar-empty", nobody.app),
        ("review", reviewed().app),
        ("review-lost", lost.app),
    ]
}
