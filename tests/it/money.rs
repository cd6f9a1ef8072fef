//! Money: every cent has a receipt, every receipt its number, and nothing is taken twice.

use fastrand::Rng;
use guichet::desk::Counter;
use guichet::desk::founding::{Incarnation, open_next_souche};
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{PaidBy, PaymentRequest, Reply, Request};
use guichet::domain::ids::{FamilyId, InvoiceId, PaymentId};
use guichet::domain::money::Cents;
use guichet::domain::tender::{Tender, Wanted, sum};
use guichet::domain::till::allocate;

use crate::facts::id;
use crate::support::here;
use crate::support::{
    Town, ask, at, card, cash, close, due, family, notes, now, paid, payment_of, payment_view, raw,
    receipt, refused, with_invoices,
};

/// A counter with its till open, a family and what it owes.
fn seated(town: &Town, login: &str) -> (Counter, FamilyId, Vec<(InvoiceId, Cents)>) {
    let mut counter = town.sit_at_till("sle");
    let family = family(&counter, login);
    let invoices = due(&mut counter, family);
    (counter, family, invoices)
}

#[test]
fn the_till_opens_once_with_a_possible_float() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let claire = family(&counter, "EVR04217");
    let invoices = due(&mut counter, claire);
    assert_eq!(payment_view(&mut counter, claire).till.cash, None);
    let both = [cash(claire, &invoices, 5000), paid(claire, &invoices, |due| card(due, "", ""))];
    for request in both {
        let refusal = refused(&mut counter, now(), request);
        assert_eq!(refusal.to_string(), "La caisse est fermée. Ouvrez-la avec F4.");
    }
    let open = |cents| Request::OpenTill { float: Cents(cents) };
    for cents in [-1, 100_001, i64::MIN, i64::MAX] {
        assert_eq!(
            refused(&mut counter, now(), open(cents)).to_string(),
            "Le fond de caisse va de 0,00 à 1\u{a0}000,00\u{a0}€."
        );
    }
    let Reply::Till(till) = ask(&mut counter, now(), open(100_000)) else { panic!("not open") };
    assert_eq!((till.cash, till.float), (Some(Cents(0)), Cents(100_000)));
    let mut other = town.sit("mdi");
    assert_eq!(refused(&mut other, now(), open(0)).to_string(), "La caisse est déjà ouverte.");
    assert!(matches!(ask(&mut Town::new().sit("sle"), now(), open(0)), Reply::Till(_)));
    town.holds();
}

#[test]
fn several_invoices_by_one_payment_with_change() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town, "EVR04217");
    assert_eq!(invoices.iter().map(|(_, due)| due.0).collect::<Vec<_>>(), [3120, 1615]);
    assert_eq!(payment_view(&mut counter, claire).next_receipt, "A2-2026-000001");
    let view = receipt(&mut counter, now(), cash(claire, &invoices, 5000));
    assert_eq!(view.number, "A2-2026-000001");
    assert_eq!(
        view.sentence.replace('\u{a0}', " "),
        "Paiement enregistré. 47,35 € en espèces, à rendre 2,65 €."
    );
    assert_eq!(view.till.cash, Some(Cents(4735)), "the change goes out again");
    assert!(due(&mut counter, claire).is_empty());
    let parts = counter.store.read().allocations(payment_of(&view)).unwrap();
    let parts: Vec<_> =
        parts.into_iter().map(|part| (part.invoice.number, part.amount.0)).collect();
    assert_eq!(parts, [("2026-10-04217".to_owned(), 3120), ("2026-10-14217".to_owned(), 1615)]);
    town.holds();
}

#[test]
fn what_is_handed_over_must_be_possible() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town, "EVR04217");
    let due = Cents(4735);
    for (received, refusal) in [
        (4734, Refusal::TooLittle { due }),
        (14_736, Refusal::TooMuch { due }),
        (-1, Refusal::TooLittle { due }),
    ] {
        assert_eq!(refused(&mut counter, now(), cash(claire, &invoices, received)), refusal);
    }
    let view = receipt(&mut counter, now(), cash(claire, &invoices, 4735));
    assert!(!view.sentence.contains("rendre"), "{}", view.sentence);
}

#[test]
fn cash_goes_up_to_the_legal_limit() {
    let town = Town::new();
    let (mut counter, luc, invoices) = seated(&town, "EVR00050");
    let (three_hundred, a_cent_more) = (&invoices[..1], &invoices[1..]);
    receipt(&mut counter, now(), cash(luc, three_hundred, 30_000));
    for reason in ["", "abcd"] {
        let request = paid(luc, a_cent_more, |due| notes(due, 30_001, reason));
        let refusal = refused(&mut counter, now(), request).to_string().replace('\u{a0}', " ");
        assert_eq!(
            refusal,
            "Espèces au-dessus de 300,00 € : motif à saisir, ou Échap puis carte (C)."
        );
    }
    receipt(&mut counter, now(), paid(luc, a_cent_more, |due| notes(due, 30_001, "abcde")));
    let reasons: Vec<String> = raw(&town.path)
        .prepare(
            "SELECT tender.reason FROM tender JOIN payment ON id = payment ORDER BY payment.number",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(reasons, ["", "abcde"]);
    let other = Town::new();
    let (mut counter, luc, invoices) = seated(&other, "EVR00050");
    receipt(&mut counter, now(), paid(luc, &invoices[1..], |due| card(due, "", "")));
}

#[test]
fn no_field_takes_a_card_number() {
    let town = Town::new();
    let (mut counter, luc, invoices) = seated(&town, "EVR00050");
    let number = "4111 1111 1111 1111";
    let due = invoices[1].1;
    for tender in
        [card(due, number, ""), card(due, "", "4111111111111111"), notes(due, 30_001, number)]
    {
        let request = paid(luc, &invoices[1..], |_| tender.clone());
        assert_eq!(refused(&mut counter, now(), request), Refusal::CardNumber);
    }
    for (authorisation, last_four) in
        [("", "424"), ("", "42424"), ("A-1", ""), (&"A".repeat(21), "")]
    {
        let request = paid(luc, &invoices[1..], |due| card(due, authorisation, last_four));
        assert!(matches!(refused(&mut counter, now(), request), Refusal::BadField { .. }));
    }
    let fails_luhn = |due| card(due, "41111111111111112", "4242");
    receipt(&mut counter, now(), paid(luc, &invoices[1..], fails_luhn));
    drop(counter);
    let bytes = std::fs::read(&town.path).unwrap();
    for gone in ["4111 1111", "4111111111111111\""] {
        assert!(!bytes.windows(gone.len()).any(|window| window == gone.as_bytes()), "{gone}");
    }
}

#[test]
fn what_is_not_owed_is_not_taken() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town, "EVR04217");
    let luc = family(&counter, "EVR00050");
    let (first, saw) = invoices[0];
    let unknown = Refusal::Unknown { what: "Cette facture" };
    assert_eq!(refused(&mut counter, now(), cash(claire, &[], 0)), Refusal::NothingToPay);
    for (family, invoices, refusal) in [
        (claire, vec![(first, Cents(0))], Refusal::NothingToPay),
        (claire, vec![(first, Cents(-5)), (first, Cents(5))], Refusal::NothingToPay),
        (claire, vec![(first, saw), (first, saw)], Refusal::TickedTwice),
        (claire, vec![(id(1), saw)], unknown.clone()),
        (luc, vec![(first, saw)], unknown),
        (id(1), vec![(first, saw)], Refusal::Unknown { what: "Cette famille" }),
    ] {
        let request = paid(family, &invoices, |due| card(due, "", ""));
        assert_eq!(refused(&mut counter, now(), request), refusal, "{invoices:?}");
    }
    for wrong in [saw.minus(Cents(1)), saw.plus(Cents(1))] {
        let request = paid(claire, &[(first, wrong)], |due| card(due, "", ""));
        let refusal = refused(&mut counter, now(), request).to_string().replace('\u{a0}', " ");
        assert_eq!(
            refusal,
            "Facture 2026-10-04217 : il reste 31,20 € à payer (rectifiée par le service). \
             Rien n’a été encaissé."
        );
    }
    let stranger = Request::TakePayment(PaymentRequest {
        family: claire,
        payer: PaidBy::Guardian(id(1)),
        wanted: vec![Wanted::all(first, saw)],
        tenders: vec![card(saw, "", "")],
        keep: false,
    });
    assert_eq!(refused(&mut counter, now(), stranger), Refusal::Unknown { what: "Ce payeur" });
}

#[test]
fn two_counters_never_settle_the_same_invoice() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town, "EVR04217");
    let mut other = town.sit("mdi");
    receipt(&mut counter, now(), paid(claire, &invoices[..1], |due| card(due, "123456", "4242")));
    let refusal = refused(&mut other, now(), cash(claire, &invoices, 5000));
    assert_eq!(
        refusal.to_string().replace('\u{a0}', " "),
        "Facture 2026-10-04217 déjà soldée (carte, 20/11/2026, quittance A2-2026-000001). \
         Rien n’a été encaissé."
    );
    assert_eq!(due(&mut other, claire), invoices[1..]);
}

#[test]
fn numbers_start_again_with_the_civil_year_in_local_time() {
    let town = Town::new();
    let invoices = with_invoices(&town, 4);
    let mut counter = town.sit_at_till("sle");
    let eva = family(&counter, "EVR09999");
    let moments = [
        "2026-12-31T23:59:58",
        "2026-12-31T23:59:59",
        "2027-01-01T00:00:00",
        "2027-01-01T00:00:01",
    ];
    for ((invoice, moment), number) in invoices.iter().zip(moments).zip([
        "A2-2026-000001",
        "A2-2026-000002",
        "A2-2027-000001",
        "A2-2027-000002",
    ]) {
        let Reply::Till(till) = ask(&mut counter, at(moment), Request::Till) else { panic!() };
        if till.forgotten {
            close(&mut counter, at(moment));
            ask(&mut counter, at(moment), Request::OpenTill { float: Cents(10_000) });
        }
        let view = receipt(&mut counter, at(moment), cash(eva, &[*invoice], 100));
        assert_eq!(view.number, number, "{moment}");
    }
}

#[test]
fn a_new_souche_numbers_its_own_series() {
    let town = Town::new();
    let invoices = with_invoices(&town, 3);
    let mut counter = town.sit_at_till("sle");
    let eva = family(&counter, "EVR09999");
    for (invoice, number) in
        invoices.iter().zip(["A2-2026-000001", "A2B-2026-000001", "A2C-2026-000001"])
    {
        assert_eq!(payment_view(&mut counter, eva).next_receipt, number);
        let view = receipt(&mut counter, now(), cash(eva, &[*invoice], 100));
        assert_eq!(view.number, number);
        let here = here("poste d’essai");
        open_next_souche(&mut counter.store, now(), &here, Incarnation::Restored, &[]).unwrap();
        town.holds();
    }
}

#[test]
fn a_receipt_says_what_a_receipt_must_say() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town, "EVR04217");
    let payer = counter.store.read().guardians(claire).unwrap()[1].id;
    let request = Request::TakePayment(PaymentRequest {
        family: claire,
        payer: PaidBy::Guardian(payer),
        wanted: vec![Wanted::all(invoices[0].0, invoices[0].1)],
        tenders: vec![notes(invoices[0].1, 5000, "")],
        keep: false,
    });
    let view = receipt(&mut counter, now(), request);
    let hash = counter.store.read().payment(payment_of(&view)).unwrap().unwrap().entry.2;
    let digits: String = guichet::journal::entry::hex(&hash).chars().take(10).collect();
    let text = view.lines.join("\n").replace('\u{a0}', " ").replace(&digits, "0123456789");
    let golden = include_str!("golden/quittance.txt");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/golden/quittance.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, format!("{text}\n")).unwrap();
    } else {
        assert_eq!(format!("{text}\n"), golden);
    }
    assert!(view.lines.iter().all(|line| line.chars().count() <= 42));
}

#[test]
fn a_receipt_again_is_a_numbered_duplicata() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town, "EVR04217");
    let original = receipt(&mut counter, now(), cash(claire, &invoices, 5000));
    let payment = payment_of(&original);
    let duplicata =
        |lines: &[String]| lines.iter().find(|line| line.contains("DUPLICATA")).cloned();
    assert_eq!(duplicata(&original.lines), None);
    let reopened = receipt(&mut counter, now(), Request::OpenReceipt(payment));
    assert_eq!(reopened.lines, original.lines, "shown again before it was printed");
    let sentences = [&original, &reopened].map(|view| view.sentence.replace('\u{a0}', " "));
    assert!(sentences[0].starts_with("Paiement enregistré. 47,35 €"), "{sentences:?}");
    assert!(sentences[1].starts_with("Paiement du 20/11/2026. 47,35 €"), "{sentences:?}");
    for copy in 1..=2 {
        let later = now().later(copy * 60_000);
        receipt(&mut counter, later, Request::ReceiptPrinted(payment));
        let again = receipt(&mut counter, later, Request::OpenReceipt(payment));
        assert_eq!(duplicata(&again.lines).unwrap().trim(), format!("DUPLICATA {copy}"));
        let bare: Vec<_> = again.lines.iter().filter(|line| !line.contains("DUPLICATA")).collect();
        assert_eq!(bare, original.lines.iter().collect::<Vec<_>>(), "all else is the same");
        assert_eq!(again.copies, u32::try_from(copy).unwrap());
    }
    let unknown: PaymentId = id(1);
    for request in [Request::OpenReceipt(unknown), Request::ReceiptPrinted(unknown)] {
        assert_eq!(refused(&mut counter, now(), request), Refusal::Unknown { what: "Ce paiement" });
    }
    town.holds();
}

/// A hundred thousand sequences of payments by any tenders, in part or too much, on credit or not:
/// what comes in is what was allocated plus the credit, and nothing goes below zero.
#[test]
fn no_sequence_of_payments_makes_or_loses_a_cent() {
    for seed in 0..100_000 {
        let mut rng = Rng::with_seed(seed);
        let dues: Vec<Cents> = (0..rng.usize(1..8)).map(|_| Cents(rng.i64(0..60_000))).collect();
        let billed: Cents = dues.iter().copied().sum();
        let mut left: Vec<(InvoiceId, Cents)> =
            (1..).zip(dues).map(|(n, due)| (id(n), due)).collect();
        let (mut money, mut credit) = (Cents::ZERO, Cents::ZERO);
        for _ in 0..rng.usize(1..8) {
            let wanted: Vec<(InvoiceId, Cents)> =
                left.iter().map(|(id, due)| (*id, Cents(rng.i64(0..=due.0)))).collect();
            let used = Tender::Credit { amount: Cents(rng.i64(0..=credit.0)) };
            let cash = notes(Cents(rng.i64(0..90_000)), 100_000, "");
            let tenders = [used.clone(), cash.clone(), card(Cents(rng.i64(0..9_000)), "", "")];
            let (parts, kept) = allocate(&wanted, sum(&tenders));
            let allocated = parts.iter().map(|(_, part)| *part).sum::<Cents>();
            assert_eq!(sum(&tenders), allocated.plus(kept), "seed {seed}");
            for (invoice, part) in parts {
                let due = left.iter_mut().find(|(id, _)| *id == invoice).unwrap();
                due.1 = due.1.minus(part);
                assert!(due.1 >= Cents::ZERO, "seed {seed}");
            }
            credit = credit.minus(used.amount()).plus(kept);
            assert!(credit >= Cents::ZERO && kept >= Cents::ZERO, "seed {seed}");
            money = money.plus(sum(&tenders)).minus(used.amount());
        }
        let owed: Cents = left.iter().map(|(_, due)| *due).sum();
        assert_eq!(money, billed.minus(owed).plus(credit), "seed {seed}");
    }
}
