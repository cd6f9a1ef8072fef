//! The till: a session a day, counted and closed once, and nothing in it afterwards.

use guichet::desk::refusal::Refusal;
use guichet::desk::request::{ClosingRequest, Reply, Request};
use guichet::desk::view::Voucher;
use guichet::domain::closing::Pieces;
use guichet::domain::money::Cents;
use guichet::domain::time::Moment;

use crate::support::{
    Town, ask, at, card, cash, close, closing, due, family, now, paid, payment_view, receipt,
    refused, session, with_invoices,
};

/// The evening of the same day.
fn evening() -> Moment {
    at("2026-11-20T17:05:00")
}

fn plain(lines: &[String]) -> String {
    lines.join("\n").replace('\u{a0}', " ")
}

#[test]
fn the_float_and_the_cash_are_expected_and_a_closing_leaves_the_next_float() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let invoices = due(&mut counter, claire);
    receipt(&mut counter, now(), cash(claire, &invoices[..1], 5_000));
    let open = session(&mut counter);
    assert_eq!((open.expected, open.operations), (Cents(13_120), 1));
    let view = close(&mut counter, evening());
    assert_eq!(view.till.cash, None, "the title says that it is closed");
    assert_eq!(view.till.float, Cents(10_000), "what the next session begins with");
    assert_eq!(
        view.sentence.replace('\u{a0}', " "),
        "Caisse clôturée. À verser à la régie : 31,20 €."
    );
    let late = paid_cash(claire, &invoices[1..]);
    assert_eq!(refused(&mut counter, evening(), late.clone()), Refusal::TillClosed);
    town.holds();
    let tomorrow = at("2026-11-21T08:30:00");
    let float = payment_view(&mut counter, claire).till.float;
    assert!(matches!(ask(&mut counter, tomorrow, Request::OpenTill { float }), Reply::Till(_)));
    let view = receipt(&mut counter, tomorrow, late);
    assert_eq!((view.till.cash, view.till.float), (Some(Cents(1_615)), Cents(10_000)));
    town.holds();
}

fn paid_cash(
    family: guichet::domain::ids::FamilyId,
    invoices: &[(guichet::domain::ids::InvoiceId, Cents)],
) -> Request {
    cash(family, invoices, invoices.iter().map(|(_, due)| due.0).sum())
}

#[test]
fn an_arrete_says_what_it_must_say_and_the_same_again() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let invoices = due(&mut counter, claire);
    receipt(&mut counter, now(), cash(claire, &invoices[..1], 5_000));
    let card = paid(claire, &invoices[1..], |due| card(due, "123456", "4242"));
    receipt(&mut counter, now(), card);
    let session = session(&mut counter);
    let request = Request::CloseTill(closing(&session, 13_115));
    let view = receipt(&mut counter, evening(), request);
    let record = counter.store.read().closing(session.id).unwrap().unwrap();
    let digits: String = guichet::journal::entry::hex(&record.entry.2).chars().take(10).collect();
    let text = plain(&view.lines)
        .replace(&digits, "0123456789")
        .replace(&record.fact.program, "guichet 0.0.0");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/golden/arrete.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, format!("{text}\n")).unwrap();
    }
    assert_eq!(format!("{text}\n"), std::fs::read_to_string(path).unwrap());
    assert!(view.lines.iter().all(|line| line.chars().count() <= 42));
    let again = receipt(&mut counter, at("2027-02-03T09:00:00"), Request::OpenArrete(None));
    assert_eq!(again.lines, view.lines, "to the letter, whenever it is printed");
    assert_eq!(again.of, Voucher::Closing(session.id));
    town.holds();
}

#[test]
fn a_gap_is_kept_with_its_reason_and_never_made_up_for() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let open = session(&mut counter);
    for (counted, reason) in [(9_999, ""), (10_001, "abcd"), (9_999, "  a b  ")] {
        let reason = reason.to_owned();
        let request = ClosingRequest { reason, left: Cents(5_000), ..closing(&open, counted) };
        assert_eq!(
            refused(&mut counter, evening(), Request::CloseTill(request)),
            Refusal::ReasonNeeded { what: "cet écart" }
        );
    }
    let short = ClosingRequest { left: Cents(9_999), ..closing(&open, 9_999) };
    receipt(&mut counter, evening(), Request::CloseTill(short));
    let tomorrow = at("2026-11-21T08:30:00");
    ask(&mut counter, tomorrow, Request::OpenTill { float: Cents(9_999) });
    let next = session(&mut counter);
    assert_eq!(next.expected, Cents(9_999), "yesterday's cent is not owed today");
    let over = ClosingRequest { left: Cents(9_999), ..closing(&next, 10_000) };
    receipt(&mut counter, tomorrow.later(60_000), Request::CloseTill(over));
    let gaps: Vec<i64> = [open.id, next.id]
        .map(|id| counter.store.read().closing(id).unwrap().unwrap().fact.gap.0)
        .to_vec();
    assert_eq!(gaps, [-1, 1], "two lines, not none");
    town.holds();
}

#[test]
fn no_impossible_count_is_written() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let open = session(&mut counter);
    let exact = closing(&open, 10_000);
    let piece = |value, count| Pieces { value: Cents(value), count };
    for counted in [
        vec![piece(300, 1)],
        vec![piece(-500, 1)],
        vec![piece(5_000, 1), piece(5_000, 1)],
        vec![piece(50_000, u32::MAX)],
    ] {
        let request = ClosingRequest { counted, ..exact.clone() };
        assert_eq!(
            refused(&mut counter, evening(), Request::CloseTill(request)),
            Refusal::CountOutOfRange
        );
    }
    for left in [-1, 10_001] {
        let request = ClosingRequest { left: Cents(left), ..exact.clone() };
        assert_eq!(
            refused(&mut counter, evening(), Request::CloseTill(request)),
            Refusal::LeftOutOfRange { counted: Cents(10_000) }
        );
    }
    let number = ClosingRequest { reason: "4111 1111 1111 1111".to_owned(), ..closing(&open, 1) };
    assert_eq!(refused(&mut counter, evening(), Request::CloseTill(number)), Refusal::CardNumber);
    drop(counter);
    for left in [0, 10_000] {
        let town = town.copy("essai.db");
        let request = ClosingRequest { left: Cents(left), ..exact.clone() };
        receipt(&mut town.sit("mdi"), evening(), Request::CloseTill(request));
        town.holds();
    }
}

#[test]
fn what_two_counters_see_they_close_once() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let mut other = town.sit("mdi");
    let seen = session(&mut counter);
    let claire = family(&other, "EVR04217");
    let invoices = due(&mut other, claire);
    receipt(&mut other, now(), paid_cash(claire, &invoices));
    assert_eq!(
        refused(&mut counter, evening(), Request::CloseTill(closing(&seen, 10_000))),
        Refusal::TillMoved { expected: Cents(14_735) },
        "somebody paid while the coins were counted"
    );
    let seen = session(&mut counter);
    let request = closing(&seen, 14_735);
    receipt(&mut other, evening(), Request::CloseTill(request.clone()));
    let refusal = refused(&mut counter, evening(), Request::CloseTill(request));
    assert_eq!(
        refusal.to_string().replace('\u{a0}', " "),
        "Caisse déjà clôturée par M. Diallo le 20/11/2026 à 17:05. Rien n’a été écrit."
    );
    assert!(matches!(
        ask(&mut counter, evening(), Request::OpenClosing),
        Reply::Closing(view) if view.session.is_none()
    ));
    town.holds();
}

#[test]
fn a_forgotten_closing_refuses_money_from_midnight_on_until_it_is_made_up() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let invoices = due(&mut counter, claire);
    receipt(&mut counter, at("2026-11-20T23:59:59"), paid_cash(claire, &invoices[..1]));
    let midnight = at("2026-11-21T00:00:00");
    let late = paid_cash(claire, &invoices[1..]);
    assert_eq!(
        refused(&mut counter, midnight, late.clone()).to_string().replace('\u{a0}', " "),
        "La caisse ouverte le 20/11/2026 n’a pas été clôturée : comptez-la d’abord (F4 puis \
         Entrée). Rien n’a été encaissé."
    );
    let Reply::Till(till) = ask(&mut counter, midnight, Request::Till) else { panic!() };
    assert!(till.forgotten);
    close(&mut counter, midnight);
    let float = Cents(10_000);
    ask(&mut counter, midnight, Request::OpenTill { float });
    receipt(&mut counter, midnight, late);
    town.holds();
}

#[test]
fn running_totals_are_never_set_back() {
    let town = Town::new();
    let invoices = with_invoices(&town, 3);
    let mut counter = town.sit_at_till("sle");
    let eva = family(&counter, "EVR09999");
    let mut sums = Vec::new();
    for (day, invoice) in ["2026-12-30", "2026-12-31", "2027-01-04"].iter().zip(&invoices) {
        let moment = |hour: &str| at(&format!("{day}T{hour}:00"));
        if day.ends_with("12-30") {
            close(&mut counter, moment("08:00"));
        }
        ask(&mut counter, moment("08:30"), Request::OpenTill { float: Cents(10_000) });
        receipt(&mut counter, moment("09:00"), paid_cash(eva, &[*invoice]));
        let view = close(&mut counter, moment("17:00"));
        let Voucher::Closing(session) = view.of else { panic!() };
        let fact = counter.store.read().closing(session).unwrap().unwrap().fact;
        sums.push((fact.perpetual.net.0, fact.perpetual.gross.0));
        assert_eq!(fact.receipts.as_ref().map(|(first, last)| first == last), Some(true));
    }
    assert_eq!(sums, [(100, 100), (200, 200), (300, 300)], "the year changes nothing");
    town.holds();
}

#[test]
fn nobody_who_only_reads_closes_and_there_is_no_arrete_before_the_first() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let open = session(&mut counter);
    let mut control = town.sit("ctl");
    assert!(matches!(ask(&mut control, evening(), Request::OpenClosing), Reply::Closing(_)));
    let request = Request::CloseTill(closing(&open, 10_000));
    assert!(matches!(refused(&mut control, evening(), request.clone()), Refusal::Role { .. }));
    assert_eq!(
        refused(&mut control, evening(), Request::OpenArrete(None)).to_string(),
        "Aucune caisse n’a encore été clôturée sur ce poste."
    );
    receipt(&mut counter, evening(), request);
    receipt(&mut control, evening(), Request::OpenArrete(None));
}
