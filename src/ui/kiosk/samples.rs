//! A kiosk on Friday 20 November 2026 at 10:42, without a desk: what it answers is made by hand.

use chrono_tz::Europe::Paris;

use super::*;
use crate::desk::refusal::Fault;
use crate::desk::view::kiosk::*;
use crate::desk::view::{BookingReview, ReviewLine};
use crate::domain::money::Cents;
use crate::domain::password::PasswordPolicy;
use crate::domain::people::DayState;
use crate::ui::display::Habits;
use crate::ui::gestures;
use crate::ui::golden;
use crate::ui::kiosk::timing::IDLE_MS;
use crate::ui::samples::{at, day, household, id, now};
use crate::ui::theme::Depth;

/// What a family's texts hold in every sample, and no screen may hold after it left.
pub const CANARIES: [&str; 7] =
    ["Léo", "Inès", "Jean-Moulin", "lilas", "EVR04217", "47,35", "Canari"];

pub fn house() -> KioskHouse {
    KioskHouse {
        commune: "Évreux".into(),
        place: "rez-de-jardin".into(),
        contact: ("02 32 31 00 00".into(), "famille@evreux.exemple".into()),
        policy: Some(PasswordPolicy {
            min_chars: 8,
            max_chars: 15,
            digit: true,
            lower: true,
            upper: true,
            specials: "=+|.-_@!#$%?*€),(".into(),
        }),
        forgotten: "Écrivez à famille@evreux.exemple\u{a0}: un code provisoire vous est envoyé \
                    sous 48\u{a0}h."
            .into(),
        login_hint: "Votre identifiant est en bas de votre facture.".into(),
        paying: "En ligne jusqu’au 30 du mois, au guichet du 1er étage.".into(),
        read_only: false,
        demo: false,
        demo_family: None,
    }
}

pub fn family() -> KioskFamily {
    KioskFamily {
        children: vec![(id(41), "Léo".into()), (id(42), "Inès".into())],
        due: Cents(4735),
        documents: 1,
        news: Vec::new(),
    }
}

/// A kiosk, what it asked, and a hand on its keys.
pub struct Hand {
    pub kiosk: Kiosk,
    pub effects: Out,
}

impl Hand {
    pub fn of(house: KioskHouse) -> Self {
        let display = Display::new(Look::default(), Habits::default());
        let kiosk = Kiosk::new(house, display, crate::desk::view::legend(), now());
        Self { kiosk, effects: Vec::new() }
    }

    pub fn new() -> Self {
        Self::of(house())
    }

    pub fn send(&mut self, msg: Msg<KioskReply>) {
        let effects = self.kiosk.update(msg);
        self.effects.extend(effects);
    }

    pub fn key(&mut self, key: Key) {
        self.send(Msg::Key(key));
    }

    pub fn text(&mut self, text: &str) {
        text.chars().for_each(|c| self.key(Key::Char(c)));
    }

    pub fn line(&mut self, text: &str) {
        self.text(text);
        self.key(Key::Enter);
    }

    pub fn asked(&self) -> Option<&KioskRequest> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Ask(_, request) => Some(request),
            _ => None,
        })
    }

    pub fn answer(&mut self, reply: KioskReply) {
        let ticket = self.kiosk.last;
        self.send(Msg::Reply(ticket, reply));
    }

    /// So many milliseconds go by.
    pub fn wait(&mut self, milliseconds: i64) {
        let later = self.kiosk.now.later(milliseconds);
        self.send(Msg::Clock(later));
    }

    pub fn words(&self) -> String {
        golden::words(&self.kiosk, 100, 30)
    }

    /// At the field of the login id, for the days.
    pub fn at_login() -> Self {
        let mut hand = Self::new();
        hand.text("11");
        hand
    }

    /// Id and password are typed.
    pub fn typed() -> Self {
        let mut hand = Self::at_login();
        hand.line("EVR04217");
        hand.line("Canari-1");
        hand
    }

    pub fn stepped(step: KioskStep) -> Self {
        let mut hand = Self::typed();
        hand.answer(KioskReply::Step(step));
        hand
    }

    /// Signed in, and asked which child.
    pub fn inside() -> Self {
        Self::stepped(KioskStep::Open(Box::new(family())))
    }

    /// At the family's menu.
    pub fn at_menu() -> Self {
        let mut hand = Self::inside();
        hand.key(Key::Char('0'));
        hand
    }

    /// At Léo's canteen in November.
    pub fn at_days() -> Self {
        let mut hand = Self::inside();
        hand.key(Key::Char('1'));
        hand.answer(days());
        hand.key(Key::Char('1'));
        hand.answer(days());
        hand
    }

    /// Monday 30 November is chosen.
    pub fn chosen() -> Self {
        let mut hand = Self::at_days();
        for key in [Key::Down, Key::Right, Key::Right, Key::Right] {
            hand.key(key);
        }
        hand.key(Key::Char(' '));
        hand
    }

    pub fn reviewed(review: BookingReview) -> Self {
        let mut hand = Self::chosen();
        hand.key(Key::Enter);
        hand.answer(KioskReply::Review(Box::new(review)));
        hand
    }

    pub fn booked() -> Self {
        let mut hand = Self::reviewed(review());
        hand.key(Key::Char('1'));
        hand.answer(KioskReply::Booked(Box::new(review())));
        hand
    }

    pub fn read(sheet: KioskSheet) -> Self {
        let mut hand = Self::at_menu();
        hand.text("21");
        hand.answer(KioskReply::Sheet(Box::new(sheet)));
        hand
    }
}

pub fn days() -> KioskReply {
    KioskReply::Days(Box::new(gestures::calendar("01/11/2026")))
}

/// A day of each kind.
pub fn review() -> BookingReview {
    let one = gestures::review().added.remove(0);
    let on = |text: &str, state| {
        let mut line = ReviewLine { state, ..one.clone() };
        line.change.day = day(text);
        line
    };
    BookingReview {
        added: vec![
            ReviewLine {
                price: Cents(585),
                surcharge: Cents(195),
                ..on("24/11/2026", DayState::EnrolledLocked)
            },
            one.clone(),
            on("02/12/2026", DayState::ToValidate),
        ],
        waiting: vec![ReviewLine { rank: Some(3), ..on("01/12/2026", DayState::Waiting) }],
        removed: vec![on("27/11/2026", DayState::Cancelled)],
        refused: vec![ReviewLine {
            reason: "Les délais sont dépassés depuis ven 13/11 à minuit.".into(),
            ..on("23/11/2026", DayState::PastDeadline)
        }],
        total: Cents(975),
        ..BookingReview::default()
    }
}

pub fn bookings() -> KioskSheet {
    let on = |text: &str, child: &str, state| BookedDay {
        day: day(text),
        child: child.into(),
        activity: (id(51), "Cantine Jean-Moulin".into()),
        state,
    };
    let mut days = Vec::new();
    for text in ["23/11/2026", "24/11/2026", "26/11/2026", "27/11/2026", "30/11/2026"] {
        days.push(on(text, "Léo", DayState::EnrolledLocked));
        days.push(on(text, "Inès", DayState::EnrolledCancellable));
    }
    days.push(on("01/12/2026", "Léo", DayState::Waiting));
    days.push(on("02/12/2026", "Léo", DayState::ToValidate));
    KioskSheet::Bookings(days)
}

pub fn invoices() -> KioskSheet {
    let one = |number: &str, label: &str, due: i64, remark: &str| KioskInvoice {
        number: number.into(),
        label: label.into(),
        amount: Cents(4735),
        due: Cents(due),
        remark: remark.into(),
    };
    KioskSheet::Invoices(vec![
        one("2026-10-04217", "oct. 26 · cantine", 4735, "à payer\u{a0}: en ligne jusqu’au 30/11"),
        one("2026-09-04217", "sept. 26 · cantine", 0, "soldée"),
    ])
}

pub fn receipts() -> KioskSheet {
    let one = |number: &str, text: &str, cancelled| KioskReceipt {
        number: number.into(),
        day: day(text),
        amount: Cents(4735),
        cancelled,
    };
    KioskSheet::Receipts(vec![
        one("A2-2026-000902", "06/11/2026", false),
        one("A2-2026-000871", "05/10/2026", true),
    ])
}

pub fn tariffs() -> KioskSheet {
    let one = |child: &str, activity: &str, price| KioskTariff {
        child: child.into(),
        activity: activity.into(),
        price,
        by: "repas 3,20\u{a0}€, garde 0,70\u{a0}€".into(),
    };
    KioskSheet::Tariffs(vec![
        one("Léo", "Cantine Jean-Moulin", Some(Cents(390))),
        one("Léo", "Mercredi Petite Cité", Some(Cents(1240))),
        one("Inès", "Cantine Jean-Moulin", None),
    ])
}

pub fn documents() -> KioskSheet {
    let one = |label: &str, status: &str, valid| KioskDocument {
        label: label.into(),
        status: status.into(),
        valid,
    };
    KioskSheet::Documents(vec![
        one("assurance scolaire de Léo", "manquante", false),
        one("fiche sanitaire de Léo", "reçue", true),
    ])
}

fn hand(mut hand: Hand, keys: &[Key]) -> Kiosk {
    for key in keys {
        hand.key(*key);
    }
    hand.kiosk
}

fn digits(hand_: Hand, digits: &str) -> Kiosk {
    let keys: Vec<Key> = digits.chars().map(Key::Char).collect();
    hand(hand_, &keys)
}

fn answered(mut hand: Hand, reply: KioskReply) -> Kiosk {
    hand.answer(reply);
    hand.kiosk
}

/// Every page, as keys and answers lead there.
pub fn every_page() -> Vec<(&'static str, Kiosk)> {
    let mut pages = on_the_way_in();
    pages.extend(of_days());
    pages.extend(of_reading());
    pages.extend(of_the_rest());
    pages
}

fn on_the_way_in() -> Vec<(&'static str, Kiosk)> {
    let household = household::statement().household;
    let choosing = || Hand::stepped(KioskStep::Choose);
    let partly = |typed: &str| {
        let mut hand = choosing();
        hand.text(typed);
        hand
    };
    let again = || {
        let mut hand = choosing();
        hand.line("Canari-12");
        hand
    };
    let different = || {
        let mut hand = again();
        hand.line("Canari-13");
        hand
    };
    let terms =
        || KioskStep::Accept { place: "à l’accueil".into(), version: "septembre 2026".into() };
    let news = KioskFamily {
        news: vec!["Accordé\u{a0}: Léo, mercredi 2 décembre.".into()],
        ..family()
    };
    let wrong = KioskReply::Refused(KioskRefusal::Wrong);
    let paused = KioskRefusal::Paused(Moment::from_local(at("2026-11-20T10:47"), Paris));
    vec![
        ("welcome", Hand::new().kiosk),
        ("entrance", digits(Hand::new(), "1")),
        ("login", Hand::at_login().kiosk),
        ("wrong", answered(Hand::typed(), wrong)),
        ("wrong-again", answered(Hand::typed(), KioskReply::Refused(KioskRefusal::WrongAgain))),
        ("paused", answered(Hand::typed(), KioskReply::Refused(paused))),
        ("choose", choosing().kiosk),
        ("choose-typed", partly("cana&").kiosk),
        ("again", again().kiosk),
        ("different", different().kiosk),
        ("renew", Hand::stepped(KioskStep::Renew).kiosk),
        ("terms", Hand::stepped(terms()).kiosk),
        ("household", Hand::stepped(KioskStep::Verify(Box::new(household))).kiosk),
        ("news", Hand::stepped(KioskStep::Open(Box::new(news))).kiosk),
        ("forgotten", digits(Hand::new(), "12")),
        ("waits", Hand::typed().kiosk),
    ]
}

fn of_days() -> Vec<(&'static str, Kiosk)> {
    let activities = || {
        let mut hand = Hand::inside();
        hand.key(Key::Char('1'));
        hand.answer(days());
        hand.kiosk
    };
    let read_only = || {
        let mut hand = Hand::at_days();
        hand.kiosk.house.read_only = true;
        hand
    };
    let nothing = BookingReview { refused: review().refused, ..BookingReview::default() };
    vec![
        ("children", Hand::inside().kiosk),
        ("activities", activities()),
        ("days", Hand::at_days().kiosk),
        ("days-chosen", Hand::chosen().kiosk),
        ("days-read-only", read_only().kiosk),
        ("days-dropping", digits(Hand::chosen(), "0")),
        ("review", Hand::reviewed(review()).kiosk),
        ("review-one", Hand::reviewed(gestures::review()).kiosk),
        ("review-nothing", Hand::reviewed(nothing).kiosk),
        ("booked", Hand::booked().kiosk),
    ]
}

fn of_reading() -> Vec<(&'static str, Kiosk)> {
    vec![
        ("menu", Hand::at_menu().kiosk),
        ("sheets", digits(Hand::at_menu(), "2")),
        ("bookings", Hand::read(bookings()).kiosk),
        ("invoices", Hand::read(invoices()).kiosk),
        ("receipts", Hand::read(receipts()).kiosk),
        ("tariffs", Hand::read(tariffs()).kiosk),
        ("documents", Hand::read(documents()).kiosk),
        ("documents-none", Hand::read(KioskSheet::Documents(Vec::new())).kiosk),
        ("notice", hand(Hand::new(), &[Key::Char('?')])),
    ]
}

fn of_the_rest() -> Vec<(&'static str, Kiosk)> {
    let help = || {
        let mut hand = Hand::new();
        hand.key(Key::Char('3'));
        hand.answer(KioskReply::Asked);
        hand.kiosk
    };
    let change = || {
        let mut hand = Hand::at_menu();
        hand.text("31");
        hand
    };
    let written = || {
        let mut hand = change();
        hand.text(
            "Nous avons déménagé au 3 rue des lilas à Évreux, le 2 novembre. Le téléphone reste \
             le même, merci de corriger aussi",
        );
        hand
    };
    let asked = || {
        let mut hand = written();
        hand.key(Key::Enter);
        hand.answer(KioskReply::Asked);
        hand.kiosk
    };
    let changed = || {
        let mut hand = Hand::at_menu();
        hand.key(Key::Char('4'));
        for line in ["Canari-1", "Canari-12", "Canari-12"] {
            hand.line(line);
        }
        hand.answer(KioskReply::PasswordChanged);
        hand.kiosk
    };
    let admin = || {
        let mut hand = Hand::new();
        hand.key(Key::Ctrl('q'));
        hand
    };
    let secret = || {
        let mut hand = admin();
        hand.line("adm");
        hand
    };
    let counted = || {
        let mut hand = Hand::at_menu();
        hand.wait(IDLE_MS - 12_500);
        hand.kiosk
    };
    let fault =
        Fault { sentence: "Le disque est plein.".into(), detail: String::new(), passing: false };
    vec![
        ("language", digits(Hand::new(), "4")),
        ("help", help()),
        ("subjects", digits(Hand::at_menu(), "3")),
        ("change", change().kiosk),
        ("change-typed", written().kiosk),
        ("change-asked", asked()),
        ("old", digits(Hand::at_menu(), "4")),
        ("changed", changed()),
        ("admin", admin().kiosk),
        ("admin-secret", secret().kiosk),
        ("broken", answered(Hand::typed(), KioskReply::Failed(fault))),
        ("counted", counted()),
    ]
}

/// A kiosk that is read in that way.
pub fn seen(mut kiosk: Kiosk, language: Language, large: bool, depth: Depth) -> Kiosk {
    kiosk.visit.reader = Reader { language, large, contrast: false };
    kiosk.display = Display::new(Look { depth, ..Look::default() }, Habits::default());
    kiosk
}
