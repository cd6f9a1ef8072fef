//! The porte-monnaie: activated and topped up at the counter, it pays days when they are booked.

use fastrand::Rng;
use guichet::desk::Counter;
use guichet::desk::request::{CancelRequest, PaidBy, PaymentRequest, Reply, Request};
use guichet::desk::view::{BookingReview, ReceiptView};
use guichet::domain::ids::FamilyId;
use guichet::domain::money::Cents;
use guichet::domain::tender::Tender;
use guichet::ui::key::Key;

use crate::booking::Desk;
use crate::keys::Hand;
use crate::support::{Town, ask, card, close, notes, now, payment_of, receipt, refused};

fn desk(town: &Town) -> Desk {
    town.sit_at_till("sle");
    let mut desk = Desk::new(town, "sle", "EVR04217");
    desk.counter.profile.booking.rights.wallet = true;
    desk
}

pub fn top_up(family: FamilyId, tender: Tender) -> Request {
    let (payer, wanted, tenders) = (PaidBy::Holder, Vec::new(), vec![tender]);
    Request::TakePayment(PaymentRequest { family, payer, wanted, tenders, keep: true })
}

fn topped_up(desk: &mut Desk, cents: i64) -> ReceiptView {
    let request = top_up(desk.family, notes(Cents(cents), cents, ""));
    receipt(&mut desk.counter, now(), request)
}

fn balance(counter: &Counter, family: FamilyId) -> i64 {
    counter.store.read().credit(family).unwrap().0
}

/// « vous devez procéder à l'activation de votre compte famille depuis la page d'accueil et y
/// déposer des fonds »
#[test]
fn nothing_is_booked_before_the_account_is_activated_and_funded() {
    let town = Town::new();
    let mut desk = desk(&town);
    let day = "Léo CANTINE 2026-12-03";
    let reason = desk.reason(now(), day, true);
    assert!(reason.contains("le porte-monnaie de la famille n’est pas activé"), "{reason}");
    assert!(reason.contains("F4, puis R"), "{reason}");
    let paper = topped_up(&mut desk, 389);
    let lines = paper.lines.join("\n").replace('\u{a0}', " ");
    assert!(lines.contains("Porte-monnaie rechargé") && lines.contains("3,89 €"), "{lines}");
    assert!(lines.contains("Solde du porte-monnaie"), "{lines}");
    assert!(paper.sentence.starts_with("Porte-monnaie rechargé"), "{}", paper.sentence);
    let change = desk.change(day, true);
    let review = desk.review(now(), &[change]);
    let wallet = review.wallet.unwrap();
    assert_eq!(
        (wallet.balance, wallet.cost, wallet.missing()),
        (Cents(389), Cents(390), Some(Cents(1)))
    );
    let family = desk.family;
    let short = refused(&mut desk.counter, now(), Request::ConfirmBookings { family, review });
    let short = short.to_string().replace('\u{a0}', " ");
    assert_eq!(
        short,
        "Il manque 0,01 € au porte-monnaie (solde : 3,89 €). F4, puis R le recharge. Rien n’a été \
         réservé."
    );
    topped_up(&mut desk, 1);
    desk.book(now(), &[change]);
    assert_eq!(balance(&desk.counter, family), 0, "to the cent");
    let back = desk.change(day, false);
    desk.book(now(), &[back]);
    assert_eq!(balance(&desk.counter, family), 390, "given back in time");
    town.holds();
}

#[test]
fn a_day_of_the_office_was_never_paid_and_gives_nothing_back() {
    let town = Town::new();
    let mut desk = desk(&town);
    topped_up(&mut desk, 1000);
    let back = desk.change("Léo CANTINE 2026-11-30", false);
    desk.book(now(), &[back]);
    assert_eq!(balance(&desk.counter, desk.family), 1000);
    town.holds();
}

#[test]
fn a_top_up_is_taken_back_as_long_as_it_is_not_spent() {
    let town = Town::new();
    let mut desk = desk(&town);
    let family = desk.family;
    let paper = topped_up(&mut desk, 500);
    let payment = payment_of(&paper);
    let day = desk.change("Léo CANTINE 2026-12-03", true);
    desk.book(now(), &[day]);
    let reason = "saisi deux fois".to_owned();
    let cancel = Request::CancelPayment(CancelRequest { payment, reason });
    let spent = refused(&mut desk.counter, now(), cancel.clone()).to_string();
    assert!(spent.contains("1,10"), "{spent}");
    let back = desk.change("Léo CANTINE 2026-12-03", false);
    desk.book(now(), &[back]);
    let paper = receipt(&mut desk.counter, now(), cancel);
    assert!(paper.lines.join("\n").contains("Repris au porte-monnaie"), "{:?}", paper.lines);
    assert_eq!(balance(&desk.counter, family), 0);
    town.holds();
}

#[test]
fn a_card_tops_up_too_and_a_commune_without_a_wallet_takes_none() {
    let town = Town::new();
    let mut desk = desk(&town);
    let family = desk.family;
    let by_card = top_up(family, card(Cents(2000), "A1B2", "4242"));
    receipt(&mut desk.counter, now(), by_card.clone());
    assert_eq!(balance(&desk.counter, family), 2000);
    let from_itself = top_up(family, Tender::Credit { amount: Cents(100) });
    refused(&mut desk.counter, now(), from_itself);
    desk.counter.profile.booking.rights.wallet = false;
    refused(&mut desk.counter, now(), by_card);
    let day = desk.change("Léo CANTINE 2026-12-03", true);
    let review = desk.book(now(), &[day]);
    assert_eq!(review.wallet, None);
    assert_eq!(balance(&desk.counter, family), 2000, "billed afterwards");
    close(&mut desk.counter, now());
    town.holds();
}

/// Whatever is topped up, booked and given back, what is left is what came in minus what stands.
#[test]
fn the_balance_is_what_came_in_minus_what_went_out_and_never_below_nothing() {
    for seed in 0..6 {
        let town = Town::new();
        let mut desk = desk(&town);
        let mut rng = Rng::with_seed(seed);
        let (mut came_in, mut booked): (i64, Vec<&str>) = (0, Vec::new());
        let days = ["2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08", "2026-12-10"];
        let mut payments = Vec::new();
        for _ in 0..14 {
            match rng.u32(..5) {
                0 => {
                    let cents = rng.i64(1..900);
                    payments.push((payment_of(&topped_up(&mut desk, cents)), cents));
                    came_in += cents;
                }
                1 if !payments.is_empty() => {
                    let at = rng.usize(..payments.len());
                    let (payment, cents) = payments[at];
                    let reason = "saisi deux fois".to_owned();
                    let cancel = Request::CancelPayment(CancelRequest { payment, reason });
                    let kept = balance(&desk.counter, desk.family) < cents;
                    match ask(&mut desk.counter, now(), cancel) {
                        Reply::Receipt(_) => {
                            assert!(!kept, "it was spent");
                            payments.swap_remove(at);
                            came_in -= cents;
                        }
                        reply => assert!(kept, "{reply:?}"),
                    }
                }
                _ => {
                    let day = *rng.choice(&days).unwrap();
                    let book = !booked.contains(&day);
                    let change = desk.change(&format!("Léo CANTINE {day}"), book);
                    let review: BookingReview = desk.review(now(), &[change]);
                    let family = desk.family;
                    let confirm = Request::ConfirmBookings { family, review };
                    if let Reply::Booked(_) = ask(&mut desk.counter, now(), confirm) {
                        if book { booked.push(day) } else { booked.retain(|one| *one != day) }
                    }
                }
            }
            let out = i64::try_from(booked.len()).unwrap() * 390;
            let left = balance(&desk.counter, desk.family);
            assert_eq!(left, came_in - out, "seed {seed}");
            assert!(left >= 0, "seed {seed}");
        }
        town.holds();
    }
}

/// « Cliquer sur la tirelire pour activer votre compte et alimenter votre porte-monnaie »: from the
/// review that lacks money to the top-up and back, the ticked days kept.
#[test]
fn money_that_lacks_is_put_in_from_the_review_itself() {
    let mut hand = Hand::at_the_counter();
    hand.counter.profile.booking.rights.wallet = true;
    hand.types("mar");
    hand.press(&[Key::F(5)]);
    hand.types("30");
    hand.press(&[Key::Char(' ')]);
    hand.sees("le porte-monnaie de la famille n’est pas activé");
    hand.press(&[Key::F(4)]);
    hand.sees("R activer et recharger le porte-monnaie");
    hand.types("r2");
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Porte-monnaie rechargé");
    hand.later(300);
    hand.press(&[Key::Esc]);
    hand.types(" ");
    hand.press(&[Key::F(9)]);
    hand.sees("Porte-monnaie 2,00 €, il manque 1,90 €");
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Il manque 1,90 € au porte-monnaie");
    hand.press(&[Key::F(4)]);
    hand.sees("R recharger le porte-monnaie (2,00 €)");
    hand.types("r20");
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.later(300);
    hand.press(&[Key::Esc, Key::F(9)]);
    hand.sees("Porte-monnaie 22,00 €, restera 18,10 €");
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Enregistré");
    hand.verify();
}
