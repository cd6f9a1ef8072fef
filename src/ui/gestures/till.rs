//! The till as storyboard 8 tells it, and a payment that is taken back, in views made by hand.

use super::*;
use crate::domain::closing::ModeTotal;
use crate::domain::contrary::Standing;
use crate::ui::msg::Msg;

pub fn session() -> SessionView {
    let total = |mode, count, taken, given_back| ModeTotal {
        mode,
        count,
        taken: Cents(taken),
        given_back: Cents(given_back),
    };
    SessionView {
        id: id(70),
        totals: vec![
            total(TenderMode::Card, 9, 31_240, 0),
            total(TenderMode::Cash, 17, 18_035, 1_840),
        ],
        cancelled: (1, Cents(1_840)),
        operations: 27,
        expected: Cents(26_195),
    }
}

/// Storyboard 8, before anything is counted.
pub fn closing() -> ClosingView {
    let opened = Some(moment("2026-11-20T08:30"));
    let till = TillView { float: Cents(10_000), opened, ..till(Some(16_195)) };
    ClosingView { till, session: Some(session()) }
}

pub fn at_closing(view: ClosingView) -> Hand {
    let mut hand = Hand::signed_in();
    hand.text(":cloture");
    hand.key(Key::Enter);
    hand.answer(Reply::Closing(Box::new(view)));
    hand
}

/// The storyboard's drawer, counted down to the last coin.
fn counted() -> Hand {
    let mut hand = at_closing(closing());
    for number in ["", "", "", "2", "5", "3", "2", "5", "8", "5", "5", "3", "2", "", ""] {
        hand.text(number);
        hand.key(Key::Enter);
    }
    hand
}

/// The till is closed, its float left in it.
pub fn shut_till() -> ClosingView {
    ClosingView { till: TillView { float: Cents(15_000), ..till(None) }, session: None }
}

pub fn closings() -> Vec<(&'static str, App)> {
    let mut counting = at_closing(closing());
    counting.keys(&[Key::Enter; 3]);
    counting.text("2");
    let mut explained = counted();
    explained.key(Key::Enter);
    explained.text("pièce de 5 c. donnée en trop");
    let mut asked = Hand::on(explained.app.clone());
    asked.key(Key::F(9));
    asked.send(Msg::Clock(now().later(300)));
    asked.text("CLOTU");
    let mut leaving = counted();
    leaving.key(Key::Esc);
    let forgotten = TillView { forgotten: true, ..till(Some(21_460)) };
    let forgotten = TillView { opened: Some(moment("2026-11-19T08:30")), ..forgotten };
    let mut shut = Hand::signed_in();
    shut.app.session.as_mut().unwrap().till = None;
    shut.text(":caisse");
    shut.key(Key::Enter);
    shut.answer(Reply::Closing(Box::new(shut_till())));
    vec![
        ("closing-empty", at_closing(closing()).app),
        ("closing", counting.app),
        ("closing-left", counted().app),
        ("closing-reason", explained.app),
        ("closing-word", asked.app),
        ("closing-leaving", leaving.app),
        ("closing-shut", shut.app),
        ("till-forgotten", at_payment(PaymentView { till: forgotten, ..payment() }).app),
    ]
}

fn cancellation() -> CancellationView {
    CancellationView {
        payment: id(71),
        number: "A2-2026-000902".into(),
        taken: "47,35\u{a0}€, payés le 20/11/2026 à 10:42 par MARTINEAU Claire (EVR04217), reçus \
                par S. Leroy."
            .into(),
        lines: vec![
            ("2026-10-04217 cantine oct. 26".into(), Cents(3120)),
            ("2026-10-04218 périscolaire oct. 26".into(), Cents(1615)),
        ],
        back: vec!["À rendre en espèces, pris dans la caisse\u{a0}: 47,35\u{a0}€.".into()],
        next_receipt: "A2-2026-000903".into(),
        till: till(Some(26_195)),
    }
}

/// At the question before the payment of 47,35 € is taken back.
pub fn at_cancellation() -> Hand {
    let mut hand = at_receipt();
    hand.text("x");
    hand.answer(Reply::Cancellation(Box::new(cancellation())));
    hand
}

pub fn cancellations() -> Vec<(&'static str, App)> {
    let mut why = at_cancellation();
    why.text("encaissé deux fois");
    let mut done = at_cancellation();
    done.text("encaissé deux fois");
    done.key(Key::Enter);
    let (number, reason) = ("A2-2026-000902".into(), "encaissé deux fois".into());
    let standing = Standing::Cancels { number, reason };
    let number = "A2-2026-000903".into();
    let sentence =
        "Paiement annulé\u{a0}: quittance A2-2026-000902 de 47,35\u{a0}€. Rien n’est effacé.";
    let lines = [
        "             VILLE D’ÉVREUX",
        "      Régie de recettes Périscolaire",
        "        Mairie annexe Nétreville",
        "",
        "QUITTANCE N° A2-2026-000903",
        "ANNULE LA QUITTANCE N° A2-2026-000902",
        "Motif     encaissé deux fois",
        "",
        "Rendu à   MARTINEAU Claire (EVR04217)",
        "Le        20/11/2026 à 10:42",
        "Par       S. Leroy",
        "",
        "2026-10-04217 cantine             -31,20 €",
        "2026-10-04218 périscolaire        -16,15 €",
        "------------------------------------------",
        "TOTAL ANNULÉ                      -47,35 €",
    ];
    let view = ReceiptView {
        standing,
        number,
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        sentence: sentence.into(),
        copies: 1,
        ..receipt()
    };
    done.answer(Reply::Receipt(Box::new(view.clone())));
    done.printed(Ok(()));
    done.answer(Reply::Receipt(Box::new(view)));
    let mut listed = family();
    let line = listed.payments.first().cloned().unwrap();
    let (number, reason) = (line.receipt.clone(), "encaissé deux fois".into());
    let by = "A2-2026-000903".to_owned();
    listed.payments.insert(
        0,
        PaymentLine {
            receipt: by.clone(),
            amount: Cents(-3890),
            standing: Standing::Cancels { number, reason },
            ..line.clone()
        },
    );
    listed.payments[1].standing = Standing::Cancelled { by };
    let mut list = Hand::searched();
    list.key(Key::Enter);
    list.answer(Reply::Family(Box::new(listed)));
    list.text("5");
    vec![
        ("cancellation", why.app),
        ("receipt-cancellation", done.app),
        ("family-payments-cancelled", list.app),
    ]
}
