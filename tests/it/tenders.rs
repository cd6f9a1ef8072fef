//! Several tenders, part payments, and what a payer leaves as credit: at the desk, on a real file.

use fastrand::Rng;
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{PaidBy, PaymentRequest, Reply, Request};
use guichet::desk::{Counter, perform};
use guichet::domain::ids::{FamilyId, InvoiceId};
use guichet::domain::money::Cents;
use guichet::domain::people::TenderMode;
use guichet::domain::tender::{Tender, Wanted, sum, sum_of};

use crate::support::{
    Town, card, cash, due, family, notes, now, paid, paid_by, payment_of, payment_view, receipt,
    refused, with_invoices,
};

fn cheque(amount: i64, bank: &str, number: &str) -> Tender {
    let [bank, number] = [bank, number].map(str::to_owned);
    Tender::Cheque { amount: Cents(amount), bank, number }
}

const fn credit(amount: i64) -> Tender {
    Tender::Credit { amount: Cents(amount) }
}

/// The till open and the family of two invoices, 31,20 € and 16,15 €.
fn seated(town: &Town) -> (Counter, FamilyId, Vec<(InvoiceId, Cents)>) {
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let invoices = due(&mut counter, claire);
    (counter, claire, invoices)
}

/// These amounts of these invoices, by these tenders; what is too much is kept or refused.
fn take(
    family: FamilyId,
    wanted: &[((InvoiceId, Cents), i64)],
    tenders: &[Tender],
    keep: bool,
) -> Request {
    let wanted = wanted
        .iter()
        .map(|((invoice, saw), amount)| Wanted {
            invoice: *invoice,
            amount: Cents(*amount),
            saw: *saw,
        })
        .collect();
    let payer = PaidBy::Holder;
    Request::TakePayment(PaymentRequest { family, payer, wanted, tenders: tenders.to_vec(), keep })
}

/// As it is read: no-break spaces are spaces.
fn shown(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn several_tenders_make_one_receipt() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let whole = [(invoices[0], 3120), (invoices[1], 1615)];
    let tenders = [
        notes(Cents(2000), 5000, ""),
        cheque(1500, "crédit  agricole", "0004217"),
        card(Cents(1235), "a1b2", "4242"),
    ];
    let view = receipt(&mut counter, now(), take(claire, &whole, &tenders, false));
    assert_eq!(
        shown(&view.sentence),
        "Paiement enregistré. 47,35 € : 20,00 € en espèces, 15,00 € par chèque et 12,35 € par \
         carte, à rendre 30,00 €."
    );
    assert_eq!(view.till.cash, Some(Cents(2000)), "the cheque is not in the cash");
    assert!(due(&mut counter, claire).is_empty());
    let payment = counter.store.read().payment(payment_of(&view)).unwrap().unwrap();
    assert_eq!(payment.receipt.number, 1);
    assert_eq!(payment.tenders[1], cheque(1500, "CRÉDIT AGRICOLE", "0004217"));
    assert_eq!(payment_view(&mut counter, claire).banks, ["CRÉDIT AGRICOLE"]);
    town.holds();
}

#[test]
fn tenders_come_to_what_is_wanted() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let first = [(invoices[0], 3120)];
    let (due, over) = (Cents(3120), Cents(1));
    for (tenders, refusal) in [
        (vec![], Refusal::TooLittle { due }),
        (vec![cheque(3119, "BNP", "1")], Refusal::TooLittle { due }),
        (vec![cheque(3121, "BNP", "1")], Refusal::Overpaid { over }),
        (vec![card(Cents(3121), "", "")], Refusal::Overpaid { over }),
        (vec![notes(Cents(3121), 3121, "")], Refusal::Overpaid { over }),
        (vec![cheque(3120, "BNP", "1"), credit(0)], Refusal::NothingTendered),
        (vec![cheque(3220, "BNP", "1"), credit(-100)], Refusal::NothingTendered),
        (vec![notes(Cents(3120), 3119, "")], Refusal::TooLittle { due }),
        (vec![notes(Cents(3120), 13_121, "")], Refusal::TooMuch { due }),
        (vec![credit(3120)], Refusal::CreditShort { left: Cents(0) }),
        (vec![cheque(3120, "BNP", "4111111111111111")], Refusal::CardNumber),
        (vec![cheque(3120, "4111 1111 1111 1111", "1")], Refusal::CardNumber),
    ] {
        let request = take(claire, &first, &tenders, false);
        assert_eq!(refused(&mut counter, now(), request), refusal, "{tenders:?}");
    }
    for tender in [cheque(3120, "", "1"), cheque(3120, "B", "1"), cheque(3120, "BNP", "")] {
        let refusal = refused(&mut counter, now(), take(claire, &first, &[tender], false));
        assert!(matches!(refusal, Refusal::BadField { .. }), "{refusal:?}");
    }
}

#[test]
fn a_part_of_an_invoice_leaves_the_rest_due() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    for amount in [0, -1, 3121] {
        let tenders = [card(Cents(amount.max(1)), "", "")];
        let part = [(invoices[1], 1), (invoices[0], amount)];
        let refusal = refused(&mut counter, now(), take(claire, &part, &tenders, true));
        assert!(
            matches!(refusal, Refusal::BadPart { .. } | Refusal::NothingToPay)
                || matches!(refusal, Refusal::TooLittle { .. }),
            "{amount} {refusal:?}"
        );
    }
    let part = [(invoices[0], 1000)];
    let view =
        receipt(&mut counter, now(), take(claire, &part, &[notes(Cents(1000), 2000, "")], false));
    let text = shown(&view.lines.join("\n"));
    assert!(text.contains("acompte, reste 21,20 €\n"), "{text}");
    assert!(text.contains("Reste à payer                      37,35 €"), "{text}");
    let left = due(&mut counter, claire);
    assert_eq!(left, [(invoices[0].0, Cents(2120)), invoices[1]]);
    let view = receipt(&mut counter, now(), cash(claire, &left, 3735));
    assert!(!view.lines.join("").contains("acompte"));
    town.holds();
}

#[test]
fn what_is_too_much_is_kept_by_choice_and_pays_later() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let first = [(invoices[0], 3120)];
    let view =
        receipt(&mut counter, now(), take(claire, &first, &[cheque(4000, "BNP", "12")], true));
    assert!(shown(&view.sentence).ends_with("40,00 € par chèque, gardé en avoir 8,80 €."));
    assert_eq!(payment_view(&mut counter, claire).credit.left, Cents(880));
    let second = [(invoices[1], 1615)];
    let too_much = take(claire, &second, &[credit(881), notes(Cents(734), 734, "")], false);
    let refusal = refused(&mut counter, now(), too_much).to_string();
    assert_eq!(shown(&refusal), "L’avoir de la famille est de 8,80 €. Rien n’a été encaissé.");
    let twice = take(claire, &second, &[credit(880), credit(735)], false);
    assert_eq!(refused(&mut counter, now(), twice), Refusal::CreditShort { left: Cents(880) });
    let tenders = [credit(880), notes(Cents(735), 735, "")];
    let view = receipt(&mut counter, now(), take(claire, &second, &tenders, false));
    assert_eq!(view.till.cash, Some(Cents(735)), "the credit moves no cash");
    let text = shown(&view.lines.join("\n"));
    assert!(text.contains("Sur l’avoir                         8,80 €"), "{text}");
    assert!(text.contains("Avoir disponible                    0,00 €"), "{text}");
    assert_eq!(payment_view(&mut counter, claire).credit.left, Cents(0));
    town.holds();
}

#[test]
fn two_counters_use_a_credit_once() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let first = [(invoices[0], 100)];
    receipt(&mut counter, now(), take(claire, &first, &[notes(Cents(1100), 1100, "")], true));
    let left = due(&mut counter, claire);
    let mut other = town.sit("mdi");
    let by_credit = |invoice| take(claire, &[(invoice, 1000)], &[credit(1000)], false);
    receipt(&mut counter, now(), by_credit(left[1]));
    let refusal = refused(&mut other, now(), by_credit(left[0]));
    assert_eq!(refusal, Refusal::CreditShort { left: Cents(0) });
}

#[test]
fn cash_in_fractions_of_one_invoice_is_accepted_and_flagged() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let luc = family(&counter, "EVR00050");
    let invoice = due(&mut counter, luc)[1];
    assert!(invoice.1 > Cents(30_000));
    let flags = |counter: &mut Counter, part: i64, tender: Tender| {
        let left = due(counter, luc).into_iter().find(|one| one.0 == invoice.0).unwrap();
        let view = receipt(counter, now(), take(luc, &[(left, part)], &[tender], false));
        let file = perform(counter, now(), Request::OpenFamily(luc));
        let Reply::Family(file) = file else { panic!("{file:?}") };
        let event = file.events.iter().find(|event| event.text.contains(&view.number)).unwrap();
        event.text.contains("en espèces en plusieurs fois")
    };
    assert!(!flags(&mut counter, 20_000, notes(Cents(20_000), 20_000, "")));
    assert!(!flags(&mut counter, 10_000, notes(Cents(10_000), 10_000, "")), "300 € in all");
    assert!(flags(&mut counter, 1, notes(Cents(1), 1, "")), "300,01 € in all");
    town.holds();
}

#[test]
fn somebody_else_pays_and_is_named_on_the_receipt_only() {
    let town = Town::new();
    let (mut counter, claire, invoices) = seated(&town);
    let by = |name: &str| {
        let name = PaidBy::Other(name.to_owned());
        paid_by(name, paid(claire, &invoices, |due| card(due, "", "")))
    };
    for name in ["", " x ", &"x".repeat(61)] {
        let refusal = refused(&mut counter, now(), by(name));
        assert!(matches!(refusal, Refusal::BadField { .. }), "{name}");
    }
    assert_eq!(refused(&mut counter, now(), by("4111 1111 1111 1111")), Refusal::CardNumber);
    let view = receipt(&mut counter, now(), by("DUPONT\u{1b} Jeanne"));
    assert!(view.lines.iter().any(|line| line == "Reçu de   DUPONT Jeanne"), "{:?}", view.lines);
    assert!(view.lines.iter().any(|line| line.contains("MARTINEAU")));
    let facts = counter.store.read().family_entries(claire, 10).unwrap();
    let named = facts.iter().filter(|(_, fact)| format!("{fact:?}").contains("DUPONT")).count();
    assert_eq!(named, 1, "a name stands in one fact, which can be erased");
    town.holds();
}

/// Three hundred payments drawn from a seed, through the desk, on one file: refused or whole.
#[test]
fn any_payments_at_the_desk_keep_every_cent() {
    let town = Town::new();
    with_invoices(&town, 150);
    let mut counter = town.sit_at_till("sle");
    let eva = family(&counter, "EVR09999");
    let mut rng = Rng::with_seed(7);
    let (mut money, mut in_cash, mut taken) = (0, 0, 0);
    for _ in 0..300 {
        let view = payment_view(&mut counter, eva);
        let lines = view.invoices.iter().take(rng.usize(1..5));
        let wanted: Vec<_> =
            lines.map(|line| ((line.id, line.due), rng.i64(1..=line.due.0))).collect();
        let total: i64 = wanted.iter().map(|(_, amount)| amount).sum();
        let by_credit = rng.i64(0..=view.credit.left.0.min(total) + 1);
        let by_card = rng.i64(0..=total);
        let by_cash = total - by_credit - by_card + rng.i64(-20..40);
        let mut tenders = Vec::new();
        if by_credit > 0 {
            tenders.push(credit(by_credit));
        }
        if by_card > 0 {
            tenders.push(card(Cents(by_card), "", ""));
        }
        if by_cash > 0 {
            tenders.push(notes(Cents(by_cash), by_cash + rng.i64(0..3), ""));
        }
        let request = take(eva, &wanted, &tenders, rng.bool());
        if let Reply::Receipt(_) = perform(&mut counter, now(), request) {
            taken += 1;
            money += sum(&tenders).0 - sum_of(&tenders, TenderMode::Credit).0;
            in_cash += sum_of(&tenders, TenderMode::Cash).0;
        }
        let after = payment_view(&mut counter, eva);
        let owed: i64 = after.invoices.iter().map(|line| line.due.0).sum();
        assert_eq!(money, 15_000 - owed + after.credit.left.0);
        assert!(after.invoices.iter().all(|line| line.due > Cents::ZERO));
        assert_eq!(after.till.cash, Some(Cents(in_cash)));
        assert_eq!(after.next_receipt, format!("A2-2026-{:06}", taken + 1));
    }
    assert!((50..290).contains(&taken), "{taken} taken, the others refused");
    town.holds();
}
