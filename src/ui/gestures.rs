//! The gestures of the counter as the storyboards tell them, in views made by hand.

use crate::desk::request::Reply;
use crate::desk::view::*;
use crate::domain::contrary::Standing;
use crate::domain::money::Cents;
use crate::domain::paying::UnpaidRule;
use crate::domain::people::*;
use crate::domain::secret::Secret;

use super::app::App;
use super::key::Key;
use super::samples::*;

mod closure;
mod days;
mod pattern;
mod spread;
mod tasks;
mod till;
mod why;

pub use days::*;
pub use till::*;
pub use why::*;

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
        contest: None,
    }
}

/// What the family left, of a commune without a porte-monnaie.
pub fn left(cents: i64) -> CreditView {
    CreditView { left: Cents(cents), wallet: None }
}

/// The same family with a porte-monnaie, in a commune that has them.
pub fn with_wallet(active: bool, cents: i64) -> PaymentView {
    let balance = Cents(cents);
    let wallet = Some(WalletView { active, balance, cost: Cents::ZERO });
    PaymentView { credit: CreditView { left: balance, wallet }, ..payment() }
}

/// Accounts are blocked at so many unpaid invoices.
pub fn unpaid_rule(count: u32) -> UnpaidRule {
    UnpaidRule { count, beyond: false, source: String::new() }
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
        regie: RegieView { name: "Périscolaire".into(), out_of_hours: None },
        till: till(Some(21_460)),
        cash_limit: Cents(30_000),
        credit: CreditView::default(),
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
        family: Some(id(11)),
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
    let mut to_activate = at_payment(with_wallet(false, 0));
    to_activate.text("r20");
    let mut topped_up = at_payment(with_wallet(true, 1200));
    topped_up.text("r50");
    let mut several = at_payment(PaymentView { credit: left(880), ..payment() });
    several.text("v20");
    several.keys(&[Key::Enter, Key::Char('r')]);
    let mut settled = at_payment(PaymentView { credit: left(8000), ..payment() });
    settled.text("v");
    let mut cheque = at_payment(payment());
    cheque.text("h0004217");
    cheque.keys(&[Key::Enter, Key::Down, Key::Tab]);
    cheque.text("60");
    let mut over = at_payment(payment());
    over.text("c");
    over.keys(&[Key::Tab, Key::Tab]);
    over.text("60");
    let mut kept = at_payment(PaymentView { credit: left(880), ..payment() });
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
        ("payment-wallet", to_activate.app),
        ("payment-top-up", topped_up.app),
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
        unpaid_rule: unpaid_rule(0),
        policy: "8 à 15 caractères, dont 1 chiffre, 1 minuscule, 1 majuscule et 1 spécial.".into(),
        code_hours: 48,
        steps: steps(),
        undoable: None,
        may_lift_unpaid: false,
    }
}

/// Nothing is asked of the family, and nothing said about a forgotten password.
pub fn steps() -> AccessSteps {
    AccessSteps {
        online_payment: StepView::NotAsked,
        password: StepView::NotAsked,
        password_until: None,
        terms: StepView::NotAsked,
        household: StepView::NotAsked,
        statement: id(12),
        forgotten: String::new(),
        login_stale: false,
        read_only: false,
    }
}

/// A family of which everything is asked, of which it has done the first.
pub fn first_steps() -> AccessView {
    let steps = AccessSteps {
        online_payment: StepView::Done(Some(day("20/11/2026"))),
        password: StepView::ToDo,
        terms: StepView::ToDo,
        household: StepView::ToDo,
        forgotten: "Oubli\u{a0}: N remet un code\u{a0}; le portail, après une première connexion."
            .into(),
        read_only: true,
        ..steps()
    };
    AccessView { steps, ..open_account() }
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
    AccessView { account, unpaid_rule: unpaid_rule(2), may_lift_unpaid: may_lift, ..access() }
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
        ("access-steps", at_access(first_steps(), true).app),
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
    gestures.extend(closure::closures());
    gestures.extend(pattern::patterns());
    gestures.extend(spread::spreads());
    gestures.extend(views());
    gestures.extend(payments());
    gestures.extend(tenders());
    gestures.extend(closings());
    gestures.extend(cancellations());
    gestures.extend(accounts());
    gestures.extend(waitings());
    gestures.extend(whys());
    gestures.extend(tasks::all_tasks());
    gestures
}
