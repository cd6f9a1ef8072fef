//! A clock set back a day: order, numbers, codes and doors hold.

use guichet::desk::family_sign_in::{Entrance, family_sign_in};
use guichet::desk::founding::{Incarnation, open_next_souche};
use guichet::desk::request::{IssueCodeRequest, Reply, Request};
use guichet::domain::money::Cents;
use guichet::domain::people::IdentityCheck;

use crate::support::{
    Town, access, ask, at, cash, due, family, here, now, raw, receipt, sign_in_as,
};

const DAY_MS: i64 = 86_400_000;

/// The logical clocks of the journal, in its order.
fn order(town: &Town) -> Vec<i64> {
    let db = raw(&town.path);
    let mut statement = db.prepare("SELECT hlc FROM journal ORDER BY position").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_clock_set_back_a_day_keeps_order_and_numbers() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    let float = Cents(10_000);
    ask(&mut counter, at("2027-01-01T00:05:00"), Request::OpenTill { float });
    let durand = family(&counter, "EVR00050");
    let invoices = due(&mut counter, durand);
    let eves = ["2027-01-01T00:10:00", "2026-12-31T00:10:00", "2027-01-01T00:11:00"];
    let claire = family(&counter, "EVR04217");
    let mut requests: Vec<Request> =
        due(&mut counter, claire).iter().map(|one| cash(claire, &[*one], 5_000)).collect();
    requests.push(cash(durand, &invoices[..1], 30_000));
    let numbers: Vec<String> = eves
        .iter()
        .zip(requests)
        .map(|(eve, request)| receipt(&mut counter, at(eve), request).number)
        .collect();
    assert_eq!(numbers, ["A2-2027-000001", "A2-2026-000001", "A2-2027-000002"]);
    let before = at("2026-12-30T09:00:00");
    let place = here("poste d’essai");
    open_next_souche(&mut counter.store, before, &place, Incarnation::Restored, &[]).unwrap();
    let order = order(&town);
    assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{order:?}");
    town.holds();
}

#[test]
fn a_clock_set_back_a_day_opens_no_door_and_shuts_none() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let view = access(&mut counter, now(), claire);
    let request = Request::IssueCode(IssueCodeRequest {
        family: claire,
        lifts: view.account.blocks.iter().map(|block| block.id).collect(),
        identity: IdentityCheck::Passport,
        replaces: view.credential,
        reason: String::new(),
    });
    let Reply::CodeIssued(issued) = ask(&mut counter, now(), request) else { panic!("no code") };
    let yesterday = now().later(-DAY_MS);
    let enters =
        |counter: &mut _, when| family_sign_in(counter, when, "EVR04217", &issued.code).unwrap();
    assert_eq!(enters(&mut counter, yesterday), Entrance::MustChange(claire));
    let shown = access(&mut counter, yesterday, claire);
    assert_eq!(shown.provisional.unwrap().expires.at, issued.expires.at, "no day more");
    assert_eq!(shown.undoable, None, "an unblocking of tomorrow is not taken back");
    assert_eq!(enters(&mut counter, issued.expires.later(1)), Entrance::Refused);
    // The till stays open, and an agent who mistyped waits a second, not a day.
    let Reply::Till(till) = ask(&mut counter, yesterday, Request::Till) else { panic!("no till") };
    assert!(till.cash.is_some());
    sign_in_as(&mut counter, now(), "mdi", "faux");
    sign_in_as(&mut counter, yesterday, "mdi", "guichet");
    let soon = sign_in_as(&mut counter, yesterday.later(1_000), "mdi", "guichet");
    assert!(matches!(soon, Reply::SignedIn(_)), "{soon:?}");
    town.holds();
}
