//! Petit-Bourg, in Guadeloupe: « Foire aux questions Portail familles ».

mod dossier;
mod invoices;

use guichet::desk::request::{
    CancelRequest, ContestRequest, ContestWish, PaidBy, PaymentRequest, Reply, Request, Subject,
    UnblockRequest,
};
use guichet::desk::view::{PaymentView, Voucher};
use guichet::domain::ids::{FamilyId, PaymentId};
use guichet::domain::people::{BlockCause, Contested, DayState, IdentityCheck};
use guichet::domain::tender::{Tender, Wanted};

use super::Commune;

const NOW: &str = "2026-11-20T10:42:00";
const LEO: (&str, &str, &str) = ("martineau claire", "Léo", "CANTINE");
const CENTRE: (&str, &str, &str) = ("martin paul", "Zoé", "LOISIRS");

#[test]
fn the_commune_lives_four_hours_behind_universal_time() {
    let commune = Commune::of("petit-bourg");
    assert_eq!(commune.at("2026-11-20T10:42:00").offset, -240);
    assert_eq!(commune.at("2026-07-20T10:42:00").offset, -240, "there is no summer time");
}

#[test]
fn a_school_calendar_that_is_not_known_is_said_and_never_guessed() {
    let mut commune = Commune::of("petit-bourg");
    let (state, said) = commune.state("2026-11-20T10:42:00", LEO, "2026-11-24");
    assert_eq!(state, DayState::Closed);
    assert_eq!(said, "Calendrier scolaire de Guadeloupe non renseigné. Complétez le profil.");
    // An activity that asks no school calendar is booked: two working days before.
    let wednesday = "2026-12-02";
    let in_time = commune.state("2026-11-30T23:59:59", CENTRE, wednesday);
    assert_ne!(in_time.0, DayState::PastDeadline, "{in_time:?}");
    assert_ne!(in_time.0, DayState::Closed, "{in_time:?}");
    let late = commune.state("2026-12-01T00:00:00", CENTRE, wednesday);
    assert!(late.1.contains("2 jours ouvrés avant"), "{late:?}");
}

#[test]
fn the_abolition_of_slavery_and_the_commune_s_own_days_are_holidays() {
    let mut commune = Commune::of("petit-bourg");
    let on = |commune: &mut Commune, day: &str| commune.state("2026-11-20T10:42:00", LEO, day).1;
    for (day, holiday) in
        [("2027-05-27", "Férié"), ("2027-07-21", "Schœlcher"), ("2027-03-26", "Vendredi saint")]
    {
        let said = on(&mut commune, day);
        assert!(said.contains("Férié") && said.contains(holiday), "{day}: {said}");
    }
    assert!(!on(&mut commune, "2027-05-28").contains("Férié"));
}

fn payment(commune: &mut Commune, local: &str, family: FamilyId) -> PaymentView {
    match commune.ask(local, Request::OpenPayment(family)) {
        Reply::Payment(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

/// Pays the oldest invoices in full, so many of them; the sentence, and the payment.
fn pay(
    commune: &mut Commune,
    local: &str,
    family: FamilyId,
    invoices: usize,
) -> (String, PaymentId) {
    let view = payment(commune, local, family);
    let wanted: Vec<Wanted> =
        view.invoices.iter().take(invoices).map(|one| Wanted::all(one.id, one.due)).collect();
    let amount = wanted.iter().map(|one| one.amount).sum();
    let (payer, keep) = (PaidBy::Holder, false);
    let tenders = vec![Tender::Cash { amount, received: amount, reason: String::new() }];
    let request = PaymentRequest { family, payer, wanted, tenders, keep };
    match commune.ask(local, Request::TakePayment(request)) {
        Reply::Receipt(receipt) => match receipt.of {
            Voucher::Receipt(payment) => (receipt.sentence.clone(), payment),
            of @ Voucher::Closing(_) => panic!("{of:?}"),
        },
        reply => panic!("{reply:?}"),
    }
}

fn unpaid_blocks(commune: &Commune, family: FamilyId) -> usize {
    let blocks = commune.counter.store.read().standing_blocks(family).unwrap();
    blocks.iter().filter(|block| block.cause == BlockCause::Unpaid).count()
}

#[test]
fn the_counter_takes_money_from_the_seventh_to_the_twenty_fifth() {
    let _ = "Vous pouvez payer en espèces et par carte du 7 au 25 du mois précédent. Vous pouvez \
             payer sur internet par carte bancaire du 1 au 10 du mois encours.";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martineau claire");
    for (local, said) in [
        ("2026-11-20T10:42:00", None),
        ("2026-11-25T23:59:00", None),
        ("2026-11-26T00:00:00", Some("de nouveau le 07/12/2026, en ligne à partir du mar 01/12.")),
        ("2026-12-06T12:00:00", Some("de nouveau le 07/12/2026, en ligne jusqu’au 10/12.")),
        ("2026-12-07T00:00:00", None),
    ] {
        let told = payment(&mut commune, local, family).regie.out_of_hours;
        assert_eq!(told.is_some(), said.is_some(), "{local}: {told:?}");
        assert!(said.is_none_or(|said| told.unwrap().contains(said)), "{local}");
    }
}

#[test]
fn a_missed_invoice_blocks_with_the_next_one_and_paying_opens_again() {
    let _ = "Vous pourrez payer votre facture par internet du 1 au 10 du mois suivant ou sur place \
             du 7 au 25 du mois en cours vos deux factures. Après 2 paiements non effectués votre \
             compte famille en ligne sera bloqué.";
    let mut commune = Commune::of("petit-bourg");
    // Rui Martins da Silva owes for September (part paid) and for October: issued on 2 October and
    // on 2 November, unpaid once the tenth of the month after is over.
    let family = commune.family("martins da silva");
    assert_eq!(unpaid_blocks(&commune, family), 0, "one is unpaid, the other can still be paid");
    commune.sit("sle", "2026-12-10T23:59:59");
    assert_eq!(unpaid_blocks(&commune, family), 0, "to the last second of the tenth");
    commune.sit("sle", "2026-12-11T00:00:00");
    assert_eq!(unpaid_blocks(&commune, family), 1, "two are unpaid");
    commune.sit("sle", "2026-12-11T08:00:00");
    assert_eq!(unpaid_blocks(&commune, family), 1, "once");
    commune.open_till("2026-12-11T08:01:00");
    let (said, first) = pay(&mut commune, "2026-12-11T08:02:00", family, 1);
    assert!(said.contains("compte portail rouvert"), "{said}");
    assert_eq!(unpaid_blocks(&commune, family), 0);
    let cancel = CancelRequest { payment: first, reason: "erreur de famille".into() };
    let back = commune.ask("2026-12-11T08:03:00", Request::CancelPayment(cancel));
    assert!(matches!(back, Reply::Receipt(_)), "{back:?}");
    assert_eq!(unpaid_blocks(&commune, family), 1, "nothing is paid any more");
    pay(&mut commune, "2026-12-11T08:04:00", family, 2);
    assert_eq!(unpaid_blocks(&commune, family), 0);
    commune.holds();
}

#[test]
fn a_contested_invoice_stays_due_and_does_not_block() {
    let _ = "Si le montant n'est pas exact, ne payer surtout pas cette facture. Si vous rencontrez \
             ce problème, signalez-le au plus vite avec le formulaire prévu à cet effet. Il y a \
             une erreur sur ma tranche tarifaire ou sur la fréquentation d'une activité.";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martins da silva");
    commune.sit("sle", "2026-12-11T00:00:00");
    assert_eq!(unpaid_blocks(&commune, family), 1, "two are unpaid");
    let due = payment(&mut commune, "2026-12-11T08:00:00", family).invoices;
    let (invoice, wish) = (due[0].id, ContestWish::Contest(Contested::Amount));
    let contest = Request::Contest(ContestRequest { family, invoice, wish });
    let Reply::Filed(said) = commune.ask("2026-12-11T08:01:00", contest.clone()) else { panic!() };
    assert!(said.sentence.ends_with("Compte portail rouvert."), "{}", said.sentence);
    assert_eq!(unpaid_blocks(&commune, family), 0, "one that is unpaid does not block");
    commune.sit("sle", "2026-12-12T00:00:00");
    assert_eq!(unpaid_blocks(&commune, family), 0, "nor overnight");
    let again = commune.ask("2026-12-12T08:00:00", contest);
    assert!(matches!(again, Reply::Refused(_)), "{again:?}");
    let still = payment(&mut commune, "2026-12-12T08:01:00", family).invoices;
    assert_eq!(still.iter().map(|one| one.due).collect::<Vec<_>>(), [due[0].due, due[1].due]);
    let wish = ContestWish::Withdraw(still[0].contest.as_ref().unwrap().entry);
    let withdraw = Request::Contest(ContestRequest { family, invoice, wish });
    let Reply::Filed(said) = commune.ask("2026-12-12T08:02:00", withdraw.clone()) else { panic!() };
    assert!(said.sentence.ends_with("Compte portail bloqué\u{a0}: impayés."), "{}", said.sentence);
    assert_eq!(unpaid_blocks(&commune, family), 1, "both count again");
    let again = commune.ask("2026-12-12T08:03:00", withdraw);
    assert!(matches!(again, Reply::Refused(_)), "{again:?}");
    commune.holds();
}

#[test]
fn the_regisseur_opens_an_account_all_the_same_and_the_rule_does_not_close_it_overnight() {
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martins da silva");
    commune.sit("jpe", "2026-12-11T08:00:00");
    assert_eq!(unpaid_blocks(&commune, family), 1);
    let lifts: Vec<_> = {
        let blocks = commune.counter.store.read().standing_blocks(family).unwrap();
        blocks.into_iter().map(|block| block.id).collect()
    };
    let unblock = UnblockRequest {
        family,
        lifts,
        identity: IdentityCheck::IdentityCard,
        reason: "échéancier accordé".into(),
    };
    let done = commune.ask("2026-12-11T08:01:00", Request::Unblock(unblock));
    assert!(matches!(done, Reply::Unblocked(_)), "{done:?}");
    commune.sit("sle", "2026-12-12T08:00:00");
    assert_eq!(unpaid_blocks(&commune, family), 0, "for the same invoices");
    commune.holds();
}

#[test]
fn both_sentences_about_the_unpaid_are_read_back() {
    let commune = Commune::of("petit-bourg");
    let told = commune.counter.profile.told();
    let all: Vec<String> = told.into_iter().flat_map(|chapter| chapter.sentences).collect();
    let all = all.join(" ");
    for sentence in [
        "Après 2 paiements non effectués votre compte famille en ligne sera bloqué.",
        "Vous pouvez payer au maximum 2 factures impayées, au delà votre compte sera bloqué.",
        "En ligne du 1 au 10 du mois, au guichet du 7 au 25 du mois.",
    ] {
        assert!(all.contains(sentence), "{sentence}: {all}");
    }
    let text = guichet::profile::Profile::builtin_text("petit-bourg").unwrap();
    let beyond = text.replace("impayes_seuil = \"atteint\" ", "impayes_seuil = \"dépassé\" ");
    let rule = guichet::profile::Profile::parse(&beyond).unwrap().access.unpaid;
    assert_eq!([2, 3].map(|unpaid| rule.blocks(unpaid)), [false, true]);
    assert_eq!(
        [1, 2].map(|unpaid| commune.counter.profile.access.unpaid.blocks(unpaid)),
        [false, true]
    );
}

#[test]
fn what_is_in_time_is_told_apart_from_what_is_unpaid() {
    let _ = "Votre facture sur internet ne peut être payée que du 1 au 10 du mois en cours.";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martineau claire");
    let invoice = commune.counter.store.read().invoices_due(family).unwrap().remove(0);
    let issued = invoice.issued.unwrap();
    let from = commune.counter.profile.windows.unpaid_from(issued).unwrap();
    let said = |commune: &mut Commune, day: chrono::NaiveDate, of: Subject| match commune
        .ask(&format!("{day}T12:00:00"), Request::Explain(of))
    {
        Reply::Explained(told) => {
            told.reasons.iter().map(|reason| reason.says.clone()).collect::<Vec<_>>().join(" ")
        }
        reply => panic!("{reply:?}"),
    };
    let since = format!("Impayée depuis le {}.", from.format("%d/%m/%Y"));
    let of = Subject::Invoice(family, invoice.id);
    assert!(!said(&mut commune, from.pred_opt().unwrap(), of).contains("Impayée"));
    assert!(said(&mut commune, from, of).contains(&since), "{since}");
    let blocks = commune.counter.store.read().standing_blocks(family).unwrap();
    let lifts = blocks.iter().map(|block| block.id).collect();
    let (identity, reason) = (IdentityCheck::Passport, String::new());
    let unblock = UnblockRequest { family, lifts, identity, reason };
    commune.ask("2026-11-20T10:42:00", Request::Unblock(unblock));
    let early = said(&mut commune, from.pred_opt().unwrap(), Subject::Account(family));
    assert!(early.contains("dans les délais"), "{early}");
}
