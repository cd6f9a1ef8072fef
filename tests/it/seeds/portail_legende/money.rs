//! « Activer son compte famille & alimenter son porte-monnaie », « Consulter les factures ».

use guichet::desk::request::kiosk::{KioskPage, KioskReply, KioskRequest};
use guichet::desk::request::{Reply, Request};
use guichet::desk::view::kiosk::KioskSheet;
use guichet::domain::money::Cents;
use guichet::domain::people::DayState;

use super::{LEO, NOW};
use crate::seeds::Commune;
use crate::seeds::kiosk::{asks, inside};
use crate::support::{card, due, paid, payment_of, receipt};

const JULES: (&str, &str, &str) = ("roux élodie", "Jules", "CANTINE");

#[test]
fn nothing_is_booked_before_the_account_is_activated_and_funded() {
    let _ = "Cliquer sur la tirelire pour activer votre compte et alimenter votre porte monnaie. … \
             Le message suivant indique que vous devez procéder à l’activation de votre compte \
             famille depuis la page d’accueil et y déposer des fonds";
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("roux élodie");
    let (jules, canteen) = (commune.child(family, "Jules"), commune.activity("CANTINE"));
    commune.enrol(family, jules, canteen);
    let monday = ("2026-11-30", true);
    let inactive = commune.review(NOW, JULES, monday).1;
    assert_eq!((inactive.added.len(), inactive.refused.len()), (0, 1));
    let said = &inactive.refused[0].reason;
    assert!(said.contains("le porte-monnaie de la famille n’est pas activé"), "{said}");
    assert!(said.contains("F4, puis R l’active et le recharge"), "{said}");
    // 2,60 €: a cent is short, then none.
    commune.top_up(NOW, family, 259);
    assert_eq!(commune.state(NOW, JULES, "2026-11-30").0, DayState::Available);
    let (_, review) = commune.review(NOW, JULES, monday);
    let short = commune.ask(NOW, Request::ConfirmBookings { family, review });
    let Reply::Refused(short) = short else { panic!("{short:?}") };
    let short = short.to_string().replace('\u{a0}', " ");
    assert!(short.starts_with("Il manque 0,01 € au porte-monnaie (solde : 2,59 €)."), "{short}");
    commune.top_up(NOW, family, 1);
    let wallet = commune.change(NOW, JULES, monday).wallet.unwrap();
    assert_eq!((wallet.after(), wallet.missing()), (Cents::ZERO, None), "to the cent");
    assert_eq!(commune.state(NOW, JULES, "2026-11-30").0, DayState::EnrolledCancellable);
    commune.holds();
}

#[test]
fn an_account_that_is_empty_still_shows_its_days_and_gives_them_back() {
    let _ = "y déposer des fonds";
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("martineau claire");
    let credit = |commune: &Commune| commune.counter.store.read().credit(family).unwrap().0;
    let before = credit(&commune);
    commune.change(NOW, LEO, ("2026-11-30", true));
    assert_eq!(credit(&commune), before - 390);
    commune.change(NOW, LEO, ("2026-11-30", false));
    assert_eq!(credit(&commune), before, "given back in time");
}

#[test]
fn an_invoice_is_read_paid_by_card_and_read_again() {
    let _ = "La liste des factures apparait. Si elles ne sont pas payées, il est possible de le \
             faire par Carte Bancaire";
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("martineau claire");
    let mut kiosk = inside(&mut commune, family, NOW);
    let mut invoices = |commune: &Commune| {
        let page = KioskRequest::Consult(KioskPage::Invoices);
        let KioskReply::Sheet(sheet) = asks(commune, &mut kiosk, NOW, page) else { panic!() };
        let KioskSheet::Invoices(all) = *sheet else { panic!("{sheet:?}") };
        all.into_iter().map(|one| (one.amount.0, one.remark)).collect::<Vec<_>>()
    };
    let of = |amount, remark: &str| (amount, remark.to_owned());
    let mut before = invoices(&commune);
    before.sort();
    let unpaid = [of(1615, "à payer"), of(3120, "à payer"), of(3890, "soldée")];
    assert_eq!(before, unpaid);
    let owed = due(&mut commune.counter, family);
    let now = commune.at(NOW);
    let by_card = paid(family, &owed, |amount| card(amount, "A1B2C3", ""));
    let paper = receipt(&mut commune.counter, now, by_card);
    let told = paper.lines.join("\n").replace('\u{a0}', " ");
    assert!(told.contains("47,35 €") && told.to_lowercase().contains("carte"), "{told}");
    assert!(invoices(&commune).iter().all(|(_, remark)| remark == "soldée"));
    commune.holds();
}

#[test]
fn a_receipt_is_printed_again_as_a_copy() {
    let _ = "Imprimez votre facture en cliquant sur l’image du fichier dans la colonne de droite";
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("martineau claire");
    let owed = due(&mut commune.counter, family);
    let now = commune.at(NOW);
    let by_card = paid(family, &owed[..1], |amount| card(amount, "A1B2C3", ""));
    let paper = receipt(&mut commune.counter, now, by_card);
    let copy = |lines: &[String]| lines.iter().any(|line| line == "DUPLICATA 1");
    assert!(!copy(&paper.lines), "the first is the original");
    let payment = payment_of(&paper);
    receipt(&mut commune.counter, now, Request::ReceiptPrinted(payment));
    let again = receipt(&mut commune.counter, now, Request::OpenReceipt(payment));
    assert!(copy(&again.lines), "{:?}", again.lines);
}
