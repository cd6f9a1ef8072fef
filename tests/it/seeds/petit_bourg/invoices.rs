//! « Je paye », « La facture »: several at once, one that lacks, what is wrong, what stays.

use guichet::desk::request::kiosk::{KioskPage, KioskReply, KioskRequest};
use guichet::desk::request::{AccessStep, ContestRequest, ContestWish, Reply, Request, Subject};
use guichet::desk::view::kiosk::KioskSheet;
use guichet::domain::ids::{FamilyId, InvoiceId};
use guichet::domain::money::Cents;
use guichet::domain::people::{Contested, DayState};

use super::{CENTRE, NOW, pay, payment};
use crate::seeds::Commune;
use crate::seeds::kiosk::{asks, inside};
use crate::support::{card, cash, due, paid, payment_of, receipt, refused};

#[test]
fn several_invoices_are_settled_by_one_payment() {
    let _ = "Il est possible de payer plusieurs factures. Dans l'espace « Je paye ma facture » \
             cocher les différentes factures que vous désirez solder.";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martins da silva");
    let (owed, now) = (due(&mut commune.counter, family), commune.at(NOW));
    let amounts: Vec<Cents> = owed.iter().map(|(_, due)| *due).collect();
    assert_eq!(amounts, [Cents(3480), Cents(7800)]);
    let twice = cash(family, &[owed[0], owed[0]], 6960);
    let no = refused(&mut commune.counter, now, twice).to_string();
    assert!(no.contains("cochée deux fois"), "{no}");
    let none = refused(&mut commune.counter, now, cash(family, &[], 0)).to_string();
    assert!(none.contains("Aucune facture cochée"), "{none}");
    let paper = receipt(&mut commune.counter, now, cash(family, &owed, 12_000));
    let told = paper.lines.join("\n").replace('\u{a0}', " ");
    for words in ["34,80 €", "78,00 €", "112,80 €", "7,20 €"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(due(&mut commune.counter, family).is_empty());
    let payments = commune.counter.store.read().payments(family, 9).unwrap();
    assert_eq!(payments.len(), 1, "one receipt for both");
    commune.holds();
}

#[test]
fn one_of_two_invoices_may_be_paid_and_the_other_stays() {
    let _ = "cocher les différentes factures que vous désirez solder";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martins da silva");
    let (owed, now) = (due(&mut commune.counter, family), commune.at(NOW));
    let by_card = paid(family, &owed[1..], |amount| card(amount, "A1B2C3", ""));
    receipt(&mut commune.counter, now, by_card);
    assert_eq!(due(&mut commune.counter, family), owed[..1]);
    commune.holds();
}

#[test]
fn outside_its_days_the_counter_says_so_and_the_agent_decides() {
    let _ = "Vous pouvez payer en espèces et par carte du 7 au 25 du mois précédent.";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martins da silva");
    for (local, outside, left) in
        [("2026-11-25T11:00:00", false, 1), ("2026-11-26T11:00:00", true, 0)]
    {
        commune.open_till(local);
        let said = payment(&mut commune, local, family).regie.out_of_hours;
        assert_eq!(said.is_some(), outside, "{local}");
        pay(&mut commune, local, family, 1);
        assert_eq!(due(&mut commune.counter, family).len(), left, "{local}");
    }
    commune.holds();
}

#[test]
fn a_family_reads_until_when_it_pays_online() {
    let _ = "Vous pouvez payer sur internet par carte bancaire du 1 au 10 du mois encours.";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martineau claire");
    for (local, said) in [
        ("2026-11-30T23:59:59", "en ligne à partir du mar 01/12, guichet à partir du lun 07/12"),
        ("2026-12-01T00:00:00", "en ligne jusqu’au 10/12, guichet à partir du lun 07/12"),
        ("2026-12-10T23:59:59", "guichet jusqu’au 25/12, en ligne jusqu’au 10/12"),
        ("2026-12-11T00:00:00", "guichet jusqu’au 25/12, en ligne à partir du ven 01/01"),
    ] {
        let Reply::Preview(seen) = commune.ask(local, Request::Preview(family)) else { panic!() };
        assert_eq!(seen.payable.as_deref(), Some(said), "{local}");
    }
}

#[test]
fn an_invoice_that_is_not_there_comes_with_the_office_s_next_files() {
    let _ = "Il se peut que votre facture du mois n'a pas été éditée. La restauration se chargera \
             de faire le nécessaire dans les plus brefs délais.";
    let mut commune = Commune::of("petit-bourg");
    let ozanne = ("familles.csv", "PB09999;OZANNE;Eva;;;;;;;;2026");
    commune.office(&[ozanne]);
    let family = commune.family("ozanne");
    let found = |commune: &mut Commune| {
        let find = Request::Find { text: "2026-11-09999".to_owned() };
        let Reply::Found(found) = commune.ask(NOW, find) else { panic!("not found") };
        found.rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!((found(&mut commune), due(&mut commune.counter, family)), (vec![], vec![]));
    let invoice = "2026-11-09999;PB09999;nov. 26;cantine;12,00;12,00;20/11/2026";
    commune.office(&[ozanne, ("factures.csv", invoice)]);
    assert_eq!(found(&mut commune), [family]);
    assert_eq!(due(&mut commune.counter, family)[0].1, Cents(1200));
    commune.office(&[ozanne, ("factures.csv", invoice)]);
    assert_eq!(due(&mut commune.counter, family).len(), 1, "once");
    commune.holds();
}

/// What « Pourquoi ? » says of an invoice: its state, and all reasons.
fn told(commune: &mut Commune, family: FamilyId, invoice: InvoiceId) -> (String, String) {
    let of = Request::Explain(Subject::Invoice(family, invoice));
    let Reply::Explained(told) = commune.ask(NOW, of) else { panic!("not told") };
    let reasons: Vec<&str> = told.reasons.iter().map(|one| one.says.as_str()).collect();
    (told.state, reasons.join(" ").replace('\u{a0}', " "))
}

#[test]
fn what_is_wrong_with_an_invoice_is_signalled_by_its_motive() {
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martins da silva");
    let (invoice, amount) = due(&mut commune.counter, family)[0];
    let rows = [
        ("Que faire si le montant de la facture n'est pas exact ?", Contested::Amount),
        ("Il y a une erreur sur ma tranche tarifaire", Contested::Bracket),
        ("ou sur la fréquentation d'une activité", Contested::Attendance),
        (
            "Mon enfant ne fréquente plus une activité ou n'a pas bénéficié de toutes les séances \
             prévues. Puis-je me faire rembourser les séances non effectuées ?",
            Contested::Missed,
        ),
        (
            "Mon compte portail famille indique qu'une facture est impayée alors que j'en ai réglé \
             le montant.",
            Contested::Paid,
        ),
    ];
    assert_eq!(rows.map(|(_, motive)| motive).as_slice(), Contested::ALL);
    for (sentence, motive) in rows {
        let contest = |wish| Request::Contest(ContestRequest { family, invoice, wish });
        let said = commune.ask(NOW, contest(ContestWish::Contest(motive)));
        assert!(matches!(said, Reply::Filed(_)), "{sentence}: {said:?}");
        let (state, reasons) = told(&mut commune, family, invoice);
        assert_eq!(state, "contestée", "{sentence}");
        assert!(reasons.contains(&format!("Contestée : {}.", motive.label())), "{reasons}");
        let view = payment(&mut commune, NOW, family);
        assert_eq!(view.invoices[0].due, amount, "{sentence}: nothing is given back by itself");
        let standing = view.invoices[0].contest.as_ref().unwrap().entry;
        let back = commune.ask(NOW, contest(ContestWish::Withdraw(standing)));
        assert!(matches!(back, Reply::Filed(_)), "{back:?}");
        assert_ne!(told(&mut commune, family, invoice).0, "contestée", "{sentence}");
    }
    commune.holds();
}

#[test]
fn an_invoice_that_was_paid_here_says_by_which_receipt() {
    let _ = "Mon compte portail famille indique qu'une facture est impayée alors que j'en ai réglé \
             le montant.";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martins da silva");
    let (owed, now) = (due(&mut commune.counter, family), commune.at(NOW));
    let paper = receipt(&mut commune.counter, now, cash(family, &owed[1..], 7800));
    let (state, reasons) = told(&mut commune, family, owed[1].0);
    assert_eq!(state, "soldée");
    let by = format!("78,00 € payés le 20/11/2026 à 10:42, quittance {}.", paper.number);
    assert!(reasons.contains(&by), "{reasons}");
    let (state, reasons) = told(&mut commune, family, owed[0].0);
    assert_eq!(state, "payée en partie");
    assert!(!reasons.contains("quittance"), "the rest was not paid here: {reasons}");
}

#[test]
fn sessions_that_are_given_back_in_time_are_never_billed() {
    let _ = "Puis-je me faire rembourser les séances non effectuées ?";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martin paul");
    let (zoe, centre) = (commune.child(family, "Zoé"), commune.activity("LOISIRS-2"));
    commune.enrol(family, zoe, centre);
    let who = (CENTRE.0, CENTRE.1, "LOISIRS-2");
    commune.change(NOW, who, ("2026-12-02", true));
    // Wednesday 2 December: two working days before is Monday 30 November.
    let (_, late) = commune.review("2026-12-01T00:00:00", who, ("2026-12-02", false));
    assert_eq!((late.removed.len(), late.refused.len()), (0, 1));
    let last = "2026-11-30T23:59:59";
    let back = commune.change(last, who, ("2026-12-02", false));
    assert_eq!((back.removed.len(), back.total.0 < 0), (1, true));
    assert_eq!(commune.state(last, who, "2026-12-02").0, DayState::Cancelled);
    commune.holds();
}

#[test]
fn what_was_paid_is_read_and_printed_at_any_time() {
    let _ = "Votre facture sera disponible sur votre compte famille à tout moment dans l'espace « \
             Je consulte l'historique de mes factures ». Si vous désirez avoir une trace papier, \
             il vous suffit d'ouvrir la facture PDF et de l'imprimer";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martineau claire");
    let step = AccessStep::OnlinePayment { joined: true };
    commune.ask(NOW, Request::RecordStep { family, step });
    let (owed, now) = (due(&mut commune.counter, family), commune.at(NOW));
    assert_eq!(owed.len(), 2);
    let paper = receipt(&mut commune.counter, now, cash(family, &owed, 4735));
    let mut kiosk = inside(&mut commune, family, NOW);
    let page = KioskRequest::Consult(KioskPage::Invoices);
    let KioskReply::Sheet(sheet) = asks(&commune, &mut kiosk, NOW, page) else { panic!() };
    let KioskSheet::Invoices(all) = *sheet else { panic!("{sheet:?}") };
    let settled = all.iter().filter(|one| one.remark == "soldée").count();
    assert_eq!((all.len(), settled), (3, 3), "those that are paid stay");
    let later = "2027-11-20T10:42:00";
    let Reply::Family(file) = commune.ask(later, Request::OpenFamily(family)) else { panic!() };
    assert_eq!(file.invoices.len(), 3, "a year later");
    let open = Request::OpenReceipt(payment_of(&paper));
    let Reply::Receipt(again) = commune.ask(later, open) else { panic!("no receipt") };
    assert_eq!(again.number, paper.number);
}
