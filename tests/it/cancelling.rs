//! Taking a payment back: a contrary entry with a reason, once only, never across a closed session.

use guichet::desk::Counter;
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{CancelRequest, PaidBy, PaymentRequest, Reply, Request};
use guichet::desk::view::{CancellationView, ReceiptView};
use guichet::domain::contrary::Standing;
use guichet::domain::ids::{FamilyId, InvoiceId, PaymentId};
use guichet::domain::money::Cents;
use guichet::domain::tender::{Tender, Wanted};

use crate::facts::id;
use crate::support::{
    Town, ask, at, card, cash, close, due, family, notes, now, paid, payment_of, payment_view,
    receipt, refused, session,
};

fn seated(town: &Town) -> (Counter, FamilyId, Vec<(InvoiceId, Cents)>) {
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let invoices = due(&mut counter, claire);
    (counter, claire, invoices)
}

fn cancelling(payment: PaymentId) -> Request {
    Request::CancelPayment(CancelRequest { payment, reason: "encaissé deux fois".to_owned() })
}

#[track_caller]
fn cancel(counter: &mut Counter, payment: PaymentId) -> ReceiptView {
    receipt(counter, now().later(60_000), cancelling(payment))
}

#[track_caller]
fn reviewed(counter: &mut Counter, payment: PaymentId) -> CancellationView {
    match ask(counter, now(), Request::ReviewCancellation(payment)) {
        Reply::Cancellation(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

fn cheque(amount: i64) -> Tender {
    let (bank, number) = ("BNP".to_owned(), "1234567".to_owned());
    Tender::Cheque { amount: Cents(amount), bank, number }
}

fn tendered(
    family: FamilyId,
    invoices: &[(InvoiceId, Cents)],
    tenders: Vec<Tender>,
    keep: bool,
) -> Request {
    let wanted = invoices.iter().map(|(id, due)| Wanted::all(*id, *due)).collect();
    Request::TakePayment(PaymentRequest { family, payer: PaidBy::Holder, wanted, tenders, keep })
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn invoices_cash_and_numbers_are_as_if_it_had_not_been_taken_and_both_entries_stay() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let first = receipt(&mut counter, now(), cash(claire, &invoices, 5_000));
    let payment = payment_of(&first);
    let view = reviewed(&mut counter, payment);
    assert_eq!(view.lines.iter().map(|(_, back)| back.0).collect::<Vec<_>>(), [3120, 1615]);
    assert_eq!(plain(&view.back.join("|")), "À rendre en espèces, pris dans la caisse : 47,35 €.");
    assert_eq!(view.next_receipt, "A2-2026-000002");
    let contrary = cancel(&mut counter, payment);
    assert_eq!(contrary.number, "A2-2026-000002", "its own number of the same series");
    assert_eq!(contrary.till.cash, Some(Cents::ZERO));
    assert_eq!(due(&mut counter, claire), invoices);
    assert_eq!(payment_view(&mut counter, claire).next_receipt, "A2-2026-000003");
    let again = receipt(&mut counter, now(), Request::OpenReceipt(payment));
    assert_eq!(again.standing, Standing::Cancelled { by: "A2-2026-000002".to_owned() });
    assert!(again.lines.iter().any(|line| line == "ANNULÉE PAR QUITTANCE N° A2-2026-000002"));
    let next = receipt(&mut counter, now(), cash(claire, &invoices, 4_735));
    assert_eq!((next.number.as_str(), next.till.cash), ("A2-2026-000003", Some(Cents(4_735))));
    let sums = session(&mut counter);
    assert_eq!((sums.operations, sums.cancelled), (3, (1, Cents(4_735))));
    assert_eq!(sums.expected, Cents(14_735), "float and what is left in the drawer");
    town.holds();
}

#[test]
fn the_receipt_of_a_cancellation_says_what_it_must_say() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let taken = receipt(&mut counter, now(), cash(claire, &invoices, 5_000));
    let contrary = cancel(&mut counter, payment_of(&taken));
    assert_eq!(
        plain(&contrary.sentence),
        "Paiement annulé : quittance A2-2026-000001 de 47,35 €. Rien n’est effacé."
    );
    let record = counter.store.read().payment(payment_of(&contrary)).unwrap().unwrap();
    let digits: String = guichet::journal::entry::hex(&record.entry.2).chars().take(10).collect();
    let text = plain(&contrary.lines.join("\n")).replace(&digits, "0123456789");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/golden/annulation.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, format!("{text}\n")).unwrap();
    }
    assert_eq!(format!("{text}\n"), std::fs::read_to_string(path).unwrap());
    assert!(contrary.lines.iter().all(|line| line.chars().count() <= 42));
    let printed = Request::ReceiptPrinted(payment_of(&contrary));
    receipt(&mut counter, now(), printed);
    let copy = receipt(&mut counter, now(), Request::OpenReceipt(payment_of(&contrary)));
    assert!(copy.lines.iter().any(|line| line.contains("DUPLICATA 1")));
    town.holds();
}

#[test]
fn it_is_done_once_and_a_cancellation_is_not_cancelled() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let taken = receipt(&mut counter, now(), cash(claire, &invoices, 5_000));
    let mut other = town.sit("mdi");
    let payment = payment_of(&taken);
    reviewed(&mut other, payment);
    let contrary = cancel(&mut counter, payment);
    for request in [cancelling(payment), Request::ReviewCancellation(payment)] {
        assert_eq!(
            refused(&mut other, now(), request).to_string(),
            "Quittance A2-2026-000001 déjà annulée par la quittance A2-2026-000002. Rien n’a été \
             écrit."
        );
    }
    let refusal = refused(&mut other, now(), cancelling(payment_of(&contrary)));
    assert_eq!(refusal, Refusal::IsCancellation { number: "A2-2026-000002".to_owned() });
    assert_eq!(due(&mut other, claire), invoices);
    town.holds();
}

#[test]
fn never_across_a_closed_session() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let first = receipt(&mut counter, now(), cash(claire, &invoices[..1], 3_120));
    close(&mut counter, at("2026-11-20T17:05:00"));
    let payment = payment_of(&first);
    let words = "Quittance A2-2026-000001 : sa caisse est clôturée le 20/11/2026 à 17:05. Elle ne \
                 s’annule plus ; voyez le régisseur.";
    let evening = at("2026-11-20T17:06:00");
    assert_eq!(plain(&refused(&mut counter, evening, cancelling(payment)).to_string()), words);
    ask(&mut counter, evening, Request::OpenTill { float: Cents(10_000) });
    assert_eq!(plain(&refused(&mut counter, evening, cancelling(payment)).to_string()), words);
    let mut regisseur = town.sit("jpe");
    assert_eq!(plain(&refused(&mut regisseur, evening, cancelling(payment)).to_string()), words);
    let second = receipt(&mut counter, evening, cash(claire, &invoices[1..], 1_615));
    receipt(&mut counter, evening, cancelling(payment_of(&second)));
    town.holds();
}

#[test]
fn a_forgotten_session_is_still_open_and_midnight_takes_the_next_years_number() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    let evening = at("2026-12-31T23:59:00");
    ask(&mut counter, evening, Request::OpenTill { float: Cents(10_000) });
    let invoices = due(&mut counter, claire);
    let taken = receipt(&mut counter, evening, cash(claire, &invoices, 4_735));
    let contrary = receipt(&mut counter, at("2027-01-01T00:00:00"), cancelling(payment_of(&taken)));
    assert_eq!(contrary.number, "A2-2027-000001");
    assert!(contrary.till.forgotten);
    town.holds();
}

#[test]
fn a_reason_of_five_characters_and_no_card_number() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let taken = receipt(&mut counter, now(), cash(claire, &invoices, 5_000));
    let payment = payment_of(&taken);
    let request =
        |reason: &str| Request::CancelPayment(CancelRequest { payment, reason: reason.to_owned() });
    let needed = Refusal::ReasonNeeded { what: "annuler un paiement" };
    for reason in ["", "abcd", " a \t b \u{200b} "] {
        assert_eq!(refused(&mut counter, now(), request(reason)), needed);
    }
    assert_eq!(
        refused(&mut counter, now(), request("carte 4111 1111 1111 1111")),
        Refusal::CardNumber
    );
    assert_eq!(
        refused(&mut counter, now(), cancelling(id(1))),
        Refusal::Unknown { what: "Ce paiement" }
    );
    assert!(matches!(refused(&mut town.sit("ctl"), now(), request("abcde")), Refusal::Role { .. }));
    receipt(&mut counter, now(), request("abcde"));
    town.holds();
}

#[test]
fn every_means_goes_back_the_way_it_came() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let tenders =
        vec![notes(Cents(1_000), 2_000, ""), card(Cents(2_000), "A1B2C3", "4242"), cheque(1_735)];
    let taken = receipt(&mut counter, now(), tendered(claire, &invoices, tenders, false));
    let view = reviewed(&mut counter, payment_of(&taken));
    assert_eq!(
        view.back.iter().map(|line| plain(line)).collect::<Vec<_>>(),
        [
            "À rendre en espèces, pris dans la caisse : 10,00 €.",
            "À annuler sur le terminal, autorisation A1B2C3 : 20,00 €.",
            "Chèque à rendre, n° 1234567 BNP : 17,35 €.",
        ]
    );
    let contrary = cancel(&mut counter, payment_of(&taken));
    assert_eq!(contrary.till.cash, Some(Cents::ZERO), "only the cash leaves the drawer");
    let open = session(&mut counter);
    assert!(open.totals.iter().all(|total| total.net() == Cents::ZERO && total.count == 1));
    assert_eq!(open.expected, Cents(10_000));
    town.holds();
}

#[test]
fn credit_is_taken_back_unless_it_was_used() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let credit = |counter: &mut Counter| payment_view(counter, claire).credit.left;
    let left = tendered(claire, &invoices[..1], vec![cheque(4_000)], true);
    let first = receipt(&mut counter, now(), left.clone());
    assert_eq!(credit(&mut counter), Cents(880));
    let view = reviewed(&mut counter, payment_of(&first));
    assert_eq!(plain(view.back.last().unwrap()), "Repris sur l’avoir de la famille : 8,80 €.");
    cancel(&mut counter, payment_of(&first));
    assert_eq!(credit(&mut counter), Cents::ZERO);
    let first = receipt(&mut counter, now(), left);
    let using = vec![Tender::Credit { amount: Cents(880) }, notes(Cents(735), 735, "")];
    let second = receipt(&mut counter, now(), tendered(claire, &invoices[1..], using, false));
    assert_eq!(
        plain(&refused(&mut counter, now(), cancelling(payment_of(&first))).to_string()),
        "La quittance A2-2026-000003 a laissé 8,80 € d’avoir, dont il reste 0,00 € : annulez \
         d’abord le paiement qui l’a employé."
    );
    cancel(&mut counter, payment_of(&second));
    assert_eq!(credit(&mut counter), Cents(880), "what was used is there again");
    cancel(&mut counter, payment_of(&first));
    assert_eq!(credit(&mut counter), Cents::ZERO);
    assert_eq!(due(&mut counter, claire), invoices);
    town.holds();
}

#[test]
fn what_a_part_payment_gave_goes_back_and_no_more() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let (invoice, saw) = invoices[0];
    let part = |amount: i64, saw: Cents| {
        Request::TakePayment(PaymentRequest {
            family: claire,
            payer: PaidBy::Holder,
            wanted: vec![Wanted { invoice, amount: Cents(amount), saw }],
            tenders: vec![notes(Cents(amount), amount, "")],
            keep: false,
        })
    };
    let first = receipt(&mut counter, now(), part(1_000, saw));
    let second = receipt(&mut counter, now(), part(2_120, Cents(2_120)));
    assert_eq!(due(&mut counter, claire), invoices[1..]);
    cancel(&mut counter, payment_of(&first));
    assert_eq!(due(&mut counter, claire)[0], (invoice, Cents(1_000)));
    cancel(&mut counter, payment_of(&second));
    assert_eq!(due(&mut counter, claire), invoices);
    town.holds();
}

#[test]
fn the_file_and_the_journal_of_the_family_say_so() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let by_card = paid(claire, &invoices, |total| card(total, "123456", ""));
    let taken = receipt(&mut counter, now(), by_card);
    cancel(&mut counter, payment_of(&taken));
    let Reply::Family(file) = ask(&mut counter, now(), Request::OpenFamily(claire)) else {
        panic!()
    };
    let lines: Vec<(i64, &Standing)> =
        file.payments.iter().map(|line| (line.amount.0, &line.standing)).collect();
    let [(-4735, Standing::Cancels { number, reason }), (4735, Standing::Cancelled { by })] =
        lines.as_slice()
    else {
        panic!("{lines:?}")
    };
    assert_eq!((number.as_str(), by.as_str()), ("A2-2026-000001", "A2-2026-000002"));
    assert_eq!(reason, "encaissé deux fois");
    assert_eq!(
        plain(&file.events[0].text),
        "paiement de 47,35 € annulé, quittance A2-2026-000002 (encaissé deux fois)"
    );
    assert_eq!(file.preview.balance_due, Cents(4_735));
    town.holds();
}

/// Both read that it stands, both ask: whoever comes second is told, and the drawer pays once.
#[test]
fn two_counters_at_the_same_moment_take_it_back_once() {
    for _ in 0..10 {
        let town = Town::new();
        let (mut counter, claire, invoices) = seated(&town);
        let taken = receipt(&mut counter, now(), cash(claire, &invoices, 5_000));
        let payment = payment_of(&taken);
        let start = std::sync::Barrier::new(2);
        let replies = std::thread::scope(|scope| {
            let seats = ["sle", "mdi"].map(|code| town.sit(code));
            let threads = seats.map(|mut counter| {
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    ask(&mut counter, now(), cancelling(payment))
                })
            });
            threads.map(|thread| thread.join().unwrap())
        });
        let done = replies.iter().filter(|reply| matches!(reply, Reply::Receipt(_))).count();
        let told = replies
            .iter()
            .filter(|reply| matches!(reply, Reply::Refused(Refusal::AlreadyCancelled { .. })));
        assert_eq!((done, told.count()), (1, 1), "{replies:?}");
        assert_eq!(session(&mut counter).cancelled, (1, Cents(4_735)));
        assert_eq!(due(&mut counter, claire), invoices);
        town.holds();
    }
}
