//! The counter on Friday 20 November 2026 at 10:42, without a desk: views made by hand.

pub mod household;

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use crate::desk::request::draft::Draft;
use crate::desk::request::{Reply, Request};
use crate::desk::view::*;
use crate::domain::contrary::Standing;
use crate::domain::money::Cents;
use crate::domain::people::*;
use crate::domain::time::{Moment, parse_day};

use super::app::App;
use super::display::{Display, Habits};
use super::key::Key;
use super::msg::{Effect, Msg, Ticket};
use super::screen::Screen;
use super::screen::first_run::FirstRun;
use super::screen::sign_in::SignIn;
use super::theme::Look;

pub fn id<T: From<Uuid>>(number: u128) -> T {
    Uuid::from_u128(number).into()
}

pub fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

pub fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

pub fn moment(text: &str) -> Moment {
    Moment::from_local(at(text), chrono_tz::Europe::Paris)
}

pub fn now() -> Moment {
    moment("2026-11-20T10:42")
}

pub fn house() -> HouseView {
    HouseView {
        commune: "Évreux".into(),
        annex: "Nétreville".into(),
        station: "A2".into(),
        demo: false,
        printer: true,
        families: 2314,
        tries: 3,
        read_only_portal: false,
        demo_agents: Vec::new(),
        banner: None,
    }
}

pub fn demo_house() -> HouseView {
    let agents = [
        ("sle", "Leroy Sophie"),
        ("mdi", "Diallo Mamadou"),
        ("jpe", "Petit Jeanne (régie)"),
        ("adm", "Morvan Alix"),
        ("ctl", "Caron Basile"),
    ];
    let agents = agents.map(|(code, name)| (code.to_owned(), name.to_owned()));
    HouseView { demo: true, demo_agents: agents.to_vec(), ..house() }
}

pub fn agent(number: u128, code: &str, name: &str) -> AgentView {
    AgentView {
        id: id(number),
        code: code.into(),
        name: name.into(),
        role: Role::Agent,
        till: Some(Cents(21_460)),
        interrupted: None,
    }
}

pub fn leroy() -> AgentView {
    agent(1, "sle", "S. Leroy")
}

/// A child born on a 24 June.
pub fn row_child(given: &str, age: u32) -> RowChild {
    let birth = NaiveDate::from_ymd_opt(2026 - i32::try_from(age).unwrap(), 6, 24).unwrap();
    RowChild { given: given.into(), age, birth }
}

pub fn rows() -> Vec<FamilyRow> {
    let row = |number, login: &str, name: &str, children: &[(&str, u32)], due| FamilyRow {
        id: id(number),
        login: login.into(),
        name: name.into(),
        street: "14 rue des Lilas".into(),
        children: children.iter().map(|(given, age)| row_child(given, *age)).collect(),
        balance_due: Cents(due),
        account: AccountState::Active,
        cause: None,
        archived: false,
        matched_by: MatchedBy::Holder,
    };
    let blocked =
        |row, cause| FamilyRow { account: AccountState::Blocked, cause: Some(cause), ..row };
    let children: [&[(&str, u32)]; 5] = [
        &[("Léo", 7), ("Inès", 4)],
        &[("Zoé", 9)],
        &[("Tiago", 5), ("Lara", 5), ("Ana", 2)],
        &[("Marius", 8)],
        &[("Marwa", 6), ("Adam", 10)],
    ];
    vec![
        blocked(row(11, "EVR04217", "MARTINEAU Claire", children[0], 4735), BlockCause::Passwords),
        row(12, "EVR01180", "MARTIN Paul", children[1], 0),
        row(13, "EVR03302", "MARTINS DA SILVA Rui", children[2], 11_280),
        FamilyRow {
            account: AccountState::New,
            ..row(14, "EVR02915", "DUMAS Hélène", children[3], 1840)
        },
        row(15, "EVR00874", "BENALI Omar", children[4], 0),
    ]
}

pub fn found(text: &str, rows: Vec<FamilyRow>) -> Reply {
    Reply::Found(FoundFamilies { text: text.into(), rows, more: false })
}

pub fn child(
    number: u128,
    given: &str,
    birth: &str,
    class: &str,
    activities: &[&str],
) -> ChildLine {
    let birth = day(birth);
    ChildLine {
        id: id(number),
        given: given.into(),
        surname: "MARTINEAU".into(),
        birth,
        age: crate::domain::time::age_on(birth, day("20/11/2026")),
        school: "Jean-Moulin".into(),
        class: class.into(),
        activities: activities.iter().map(|one| (*one).to_owned()).collect(),
        next_day: Some(day("23/11/2026")),
        next_cancellable: false,
    }
}

pub fn guardian(number: u128, name: &str, link: &str, phone: &str, email: &str) -> GuardianLine {
    GuardianLine {
        id: Some(id(number)),
        name: name.into(),
        link: link.into(),
        phone: phone.into(),
        email: email.into(),
    }
}

pub fn preview() -> PreviewView {
    let block =
        BlockView { id: id(31), cause: BlockCause::Passwords, since: Some(at("2026-11-19T21:14")) };
    PreviewView {
        family: id(11),
        holder: guardian(21, "MARTINEAU Claire", "mère", "06 12 34 56 78", "claire.m@exemple.fr"),
        quotient: QuotientView {
            value: Some(742),
            bracket: "C".into(),
            until: Some(day("31/12/2026")),
        },
        account: AccountView {
            state: AccountState::Blocked,
            blocks: vec![block],
            last_sign_in: Some(at("2026-11-04T18:02")),
        },
        missing: Vec::new(),
        invoices_due: 2,
        balance_due: Cents(4735),
        credit: Cents::ZERO,
        wallet: None,
        payable: Some("en ligne jusqu’au 30/11".into()),
        children: vec![
            child(41, "Léo", "03/03/2019", "CE1", &["cantine L M J V", "mercredi"]),
            child(42, "Inès", "14/05/2022", "MS", &["cantine L M J V"]),
        ],
        note: None,
    }
}

/// The file of MARTINEAU Claire.
pub fn family() -> FamilyView {
    let invoice = |number: u128, label: &str, amount, due| InvoiceLine {
        id: id(50 + number),
        number: format!("2026-10-0{}", 4217 + number),
        period: if number == 0 { "oct. 26" } else { "sept. 26" }.into(),
        label: label.into(),
        amount: Cents(amount),
        due: Cents(due),
        issued: Some(day("05/11/2026")),
        contest: None,
    };
    let event = |when: &str, place, text: &str, agent: &str| EventLine {
        at: moment(when),
        place,
        text: text.into(),
        agent: agent.into(),
    };
    let documents = [
        ("fiche de renseignements de Léo", "reçue le 02/09/2026", true),
        ("fiche de renseignements d’Inès", "absente", false),
    ];
    FamilyView {
        preview: preview(),
        login: "EVR04217".into(),
        address: "14 rue des Lilas, 27000 Évreux".into(),
        guardians: vec![
            preview().holder,
            guardian(22, "MOREL Antoine", "père", "06 98 76 54 32", ""),
        ],
        file_year: 2026,
        invoices: vec![
            invoice(0, "cantine", 3120, 3120),
            invoice(1, "périscolaire", 1615, 1615),
            invoice(2, "cantine", 3890, 0),
        ],
        payments: vec![PaymentLine {
            id: id(61),
            receipt: "A2-2026-000871".into(),
            at: moment("2026-11-06T09:20"),
            mode: "carte",
            amount: Cents(3890),
            agent: "S. Leroy".into(),
            copies: 1,
            standing: Standing::Stands,
        }],
        bookings: (0..30).map(booking).collect(),
        documents: documents
            .map(|(label, status, valid)| DocumentLine {
                piece: None,
                label: label.into(),
                status: status.into(),
                valid,
            })
            .to_vec(),
        events: vec![
            event("2026-11-19T21:14", "portail", "compte bloqué après 3 essais", ""),
            event(
                "2026-11-06T09:20",
                "guichet",
                "paiement carte 38,90\u{a0}€, quittance A2-2026-000871",
                "S. Leroy",
            ),
            event("2026-11-04T18:02", "portail", "Léo\u{a0}: mercredi 18/11 annulé", ""),
        ],
        archived: false,
        notes: FamilyNotes::default(),
    }
}

fn booking(index: u64) -> BookingLine {
    let locked = index < 4;
    BookingLine {
        of: (if index.is_multiple_of(2) { id(41) } else { id(42) }, id(51)),
        child: if index.is_multiple_of(2) { "Léo" } else { "Inès" }.into(),
        activity: "Cantine Jean-Moulin".into(),
        day: day("23/11/2026") + chrono::Days::new(index / 2),
        state: match index {
            _ if locked => DayState::EnrolledLocked,
            5 => DayState::Waiting,
            _ => DayState::EnrolledCancellable,
        },
        rank: (index == 5).then_some(4),
        price: Cents(390),
    }
}

/// A hand that types and a desk that is played by the test.
#[derive(Clone)]
pub struct Hand {
    pub app: App,
    /// Effects that nobody has looked at yet.
    pub effects: Vec<Effect>,
    /// The drafts that the desk was asked to keep, in their order.
    pub drafts: Vec<Option<Draft>>,
}

impl Hand {
    pub fn new(house: HouseView, first: Screen) -> Self {
        let display = Display::new(Look::default(), Habits::default());
        Self::on(App::new(house, display, legend(), first, now()))
    }

    /// A hand on the keys of an app.
    pub const fn on(app: App) -> Self {
        Self { app, effects: Vec::new(), drafts: Vec::new() }
    }

    /// At the sign-in.
    pub fn signed_out(house: HouseView) -> Self {
        Self::new(house, Screen::SignIn(SignIn::default()))
    }

    /// S. Leroy has signed in.
    pub fn signed_in() -> Self {
        let mut hand = Self::signed_out(house());
        hand.sign_in(leroy());
        hand
    }

    /// With `mar` typed, its rows and the preview of the first.
    pub fn searched() -> Self {
        let mut hand = Self::signed_in();
        hand.text("mar");
        hand.answer(found("mar", rows()));
        hand.answer(Reply::Preview(Box::new(preview())));
        hand
    }

    /// The file of MARTINEAU Claire, opened from the search.
    pub fn opened() -> Self {
        let mut hand = Self::searched();
        hand.key(Key::Enter);
        hand.answer(Reply::Family(Box::new(family())));
        hand
    }

    pub fn sign_in(&mut self, agent: AgentView) {
        self.text(&agent.code);
        self.key(Key::Enter);
        self.text("guichet");
        self.key(Key::Enter);
        self.answer(Reply::SignedIn(agent));
    }

    pub fn send(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            match effect {
                Effect::Ask(_, Request::KeepDraft(draft)) => self.drafts.push(draft),
                effect => self.effects.push(effect),
            }
        }
    }

    pub fn key(&mut self, key: Key) {
        self.send(Msg::Key(key));
    }

    pub fn keys(&mut self, keys: &[Key]) {
        for key in keys {
            self.key(*key);
        }
    }

    /// The requests that went out since this was last looked at.
    pub fn requests(&mut self) -> Vec<Request> {
        let effects = std::mem::take(&mut self.effects).into_iter();
        let request = |effect| match effect {
            Effect::Ask(_, request) => Some(request),
            _ => None,
        };
        effects.filter_map(request).collect()
    }

    pub fn text(&mut self, text: &str) {
        text.chars().for_each(|c| self.key(Key::Char(c)));
    }

    /// The last request that went out, with its ticket.
    pub fn asked(&self) -> Option<(Ticket, Request)> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Ask(ticket, request) => Some((*ticket, request.clone())),
            _ => None,
        })
    }

    /// Answers the last request.
    pub fn answer(&mut self, reply: Reply) {
        let (ticket, _) = self.asked().unwrap();
        self.send(Msg::Reply(ticket, reply));
    }

    /// The printer's answer to the last paper that went out.
    pub fn printed(&mut self, result: Result<(), String>) {
        let print = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Print(ticket, _) => Some(*ticket),
            _ => None,
        });
        self.send(Msg::Printed(print.unwrap(), result));
    }

    pub fn words(&self) -> String {
        super::golden::words(&self.app, 100, 30)
    }
}

/// Every screen in the states that differ; a new screen adds its own here.
pub fn every_screen() -> Vec<(&'static str, App)> {
    let mut help = Hand::searched();
    help.key(Key::F(1));
    let mut scrolled = Hand::opened();
    scrolled.key(Key::F(1));
    scrolled.key(Key::Down);
    let mut wanted = Hand::searched();
    wanted.key(Key::F(1));
    wanted.text("/re");
    wanted.key(Key::Down);
    let mut palette = Hand::signed_in();
    palette.text(":");
    let mut typed = Hand::opened();
    typed.text(":er");
    typed.key(Key::Down);
    let mut locked = Hand::searched();
    locked.key(Key::Char('²'));
    let mut sign_in = Hand::signed_out(house());
    sign_in.text("sle");
    sign_in.key(Key::Tab);
    sign_in.text("secret");
    let mut demo = Hand::opened();
    demo.app.house = demo_house();
    let tab = |key| {
        let mut hand = Hand::opened();
        hand.key(Key::Char(key));
        hand.key(Key::Down);
        hand
    };
    let mut banner = Hand::searched();
    banner.app.house.banner = Some("Fichier témoin absent.".into());
    let mut screens = vec![
        ("first-run", Hand::new(HouseView::default(), Screen::FirstRun(FirstRun)).app),
        ("sign-in", sign_in.app),
        ("sign-in-demo", Hand::signed_out(demo_house()).app),
        ("lock", locked.app),
        ("home-empty", Hand::signed_in().app),
        ("home", Hand::searched().app),
        ("home-banner", banner.app),
        ("family", Hand::opened().app),
        ("family-demo", demo.app),
        ("family-children", tab('2').app),
        ("family-bookings", tab('3').app),
        ("family-invoices", tab('4').app),
        ("family-payments", tab('5').app),
        ("family-access", tab('6').app),
        ("family-documents", tab('7').app),
        ("family-journal", tab('8').app),
        ("help", help.app),
        ("help-scrolled", scrolled.app),
        ("help-searched", wanted.app),
        ("palette", palette.app),
        ("palette-typed", typed.app),
    ];
    screens.extend(super::screen::home::tests::screens());
    screens.extend(super::screen::rules::tests::screens());
    screens.extend(super::screen::contest::tests::screens());
    screens.extend(household::every_form());
    screens.extend(household::every_right());
    screens.extend(super::gestures::every_gesture());
    screens
}
