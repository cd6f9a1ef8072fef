//! What the texts let a family do by itself, at the kiosk and under the communes' own profiles.

use guichet::desk::kiosk::{Kiosk, perform};
use guichet::desk::request::kiosk::{
    ChangeSubject, KioskDays, KioskPage, KioskRefusal, KioskReply, KioskRequest, KioskStep,
};
use guichet::desk::request::{DayChange, IssueCodeRequest, Reply, Request, UnblockRequest};
use guichet::desk::view::kiosk::KioskSheet;
use guichet::desk::view::{AccessView, Task, TasksView};
use guichet::domain::ids::FamilyId;
use guichet::domain::people::{DayState, IdentityCheck};
use guichet::domain::secret::Secret;
use guichet::domain::task::TaskOutcome;

use super::Commune;
use crate::support::day;

const NOON: &str = "2026-11-20T12:00:00";
/// The password that a family chooses.
pub const CHOSEN: &str = "Soleil-27000";

pub fn access(commune: &mut Commune, family: FamilyId) -> AccessView {
    match commune.ask(NOON, Request::OpenAccess(family)) {
        Reply::Access(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

pub fn asks(
    commune: &Commune,
    kiosk: &mut Kiosk,
    local: &str,
    request: KioskRequest,
) -> KioskReply {
    perform(kiosk, commune.at(local), request)
}

/// A code of the counter, then the steps of the commune, up to the open door.
pub fn inside(commune: &mut Commune, family: FamilyId, local: &str) -> Kiosk {
    let login = access(commune, family).login;
    let secret = commune.code(local, family).code;
    let mut kiosk = commune.kiosk();
    let step = asks(commune, &mut kiosk, local, KioskRequest::SignIn { login, secret });
    assert_eq!(step, KioskReply::Step(KioskStep::Choose), "« que vous pourrez changer dès … »");
    let chosen = KioskRequest::ChoosePassword(Secret::new(CHOSEN.to_owned()));
    let mut step = asks(commune, &mut kiosk, local, chosen);
    loop {
        let next = match step {
            KioskReply::Step(KioskStep::Accept { .. }) => KioskRequest::AcceptTerms,
            KioskReply::Step(KioskStep::Verify(_)) => KioskRequest::ConfirmHousehold,
            KioskReply::Step(KioskStep::Open(_)) => return kiosk,
            reply => panic!("{reply:?}"),
        };
        step = asks(commune, &mut kiosk, local, next);
    }
}

/// « Un poste informatique sera disponible au rez-de-jardin de l'hôtel de ville »
/// « Les inscriptions et annulations sont possibles jusqu'à 6 jours avant la date souhaitée. »
#[test]
fn the_town_halls_families_book_at_the_kiosk_until_six_days_before() {
    let mut commune = Commune::of("hotel-de-ville");
    let family = commune.family("martineau claire");
    let (leo, canteen) = (commune.child(family, "Léo"), commune.activity("RESTAURANT"));
    let mut kiosk = inside(&mut commune, family, NOON);
    let wanted = KioskDays { child: Some(leo), activity: Some(canteen), month: day("2026-12-04") };
    let KioskReply::Days(view) = asks(&commune, &mut kiosk, NOON, KioskRequest::OpenDays(wanted))
    else {
        panic!("no days")
    };
    let free = view.days().iter().find(|one| one.state == DayState::Available).unwrap();
    let limit = free.deadline.unwrap();
    let change = DayChange { child: leo, activity: canteen, day: free.day, book: true };
    for (seconds, added, refused) in [(0, 1, 0), (1, 0, 1)] {
        let at = (limit + chrono::Duration::seconds(seconds)).to_string().replace(' ', "T");
        // A visit lasts ten minutes: the family comes back.
        let login = access(&mut commune, family).login;
        let secret = Secret::new(CHOSEN.to_owned());
        asks(&commune, &mut kiosk, &at, KioskRequest::SignIn { login, secret });
        let review = asks(&commune, &mut kiosk, &at, KioskRequest::ReviewDays(vec![change]));
        let KioskReply::Review(review) = review else { panic!("{review:?}") };
        assert_eq!((review.added.len(), review.refused.len()), (added, refused), "{at}");
    }
    assert_eq!((free.day - limit.date()).num_days(), 6, "{limit}");
}

/// « Vous pouvez uniquement consulter les factures et les payer en ligne »
#[test]
fn the_families_of_epagny_read_and_ask() {
    let mut commune = Commune::of("epagny-metz-tessy");
    let family = commune.family("martineau claire");
    let mut kiosk = inside(&mut commune, family, NOON);
    let page = KioskRequest::Consult(KioskPage::Invoices);
    let KioskReply::Sheet(sheet) = asks(&commune, &mut kiosk, NOON, page) else {
        panic!("no page")
    };
    assert!(matches!(*sheet, KioskSheet::Invoices(ref all) if !all.is_empty()), "{sheet:?}");
    let none = asks(&commune, &mut kiosk, NOON, KioskRequest::ReviewDays(Vec::new()));
    assert_eq!(none, KioskReply::Refused(KioskRefusal::ReadOnly));
}

pub fn tasks(commune: &mut Commune) -> TasksView {
    match commune.ask(NOON, Request::OpenTasks) {
        Reply::Tasks(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

/// « ces informations ne seront validés qu'après l'envoi et ou le dépôt des documents qui
/// justifient de cette modification »
#[test]
fn at_petit_bourg_a_new_address_waits_for_its_proof() {
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martineau claire");
    let join = guichet::desk::request::AccessStep::OnlinePayment { joined: true };
    commune.ask(NOON, Request::RecordStep { family, step: join });
    let mut kiosk = inside(&mut commune, family, NOON);
    let before = commune.counter.store.read().household(family).unwrap();
    let text = "4 rue des Flamboyants".to_owned();
    let change = KioskRequest::AskChange { subject: ChangeSubject::Address, text };
    assert_eq!(asks(&commune, &mut kiosk, NOON, change), KioskReply::Asked);
    assert_eq!(commune.counter.store.read().household(family).unwrap(), before, "nothing changed");
    let view = tasks(&mut commune);
    let line = view.lines.iter().find(|line| line.detail.contains("Flamboyants")).unwrap();
    let Task::Demand(task, _) = line.task else { panic!("{line:?}") };
    let close = Request::CloseTask { task, outcome: TaskOutcome::Proof };
    let Reply::Decided { sentence, .. } = commune.ask(NOON, close) else { panic!("not closed") };
    assert!(sentence.contains("justificatif à apporter"), "{sentence}");
    assert!(!tasks(&mut commune).lines.iter().any(|line| line.detail.contains("Flamboyants")));
    // The family reads the answer when it comes back.
    let (login, secret) = (access(&mut commune, family).login, Secret::new(CHOSEN.to_owned()));
    let back = asks(&commune, &mut kiosk, NOON, KioskRequest::SignIn { login, secret });
    let KioskReply::Step(KioskStep::Open(home)) = back else { panic!("{back:?}") };
    assert!(home.news.iter().any(|one| one.contains("justificatif")), "{:?}", home.news);
    commune.holds();
}

/// « Merci d'adresser un courriel à petitecite@evreux.fr en indiquant votre identifiant EVR... »
#[test]
fn a_mail_opens_an_account_of_evreux_and_gives_no_code() {
    let mut commune = Commune::of("evreux");
    let family = commune.family("evr04217");
    let view = access(&mut commune, family);
    let lifts: Vec<_> = view.account.blocks.iter().map(|block| block.id).collect();
    assert!(!lifts.is_empty(), "the demonstration's family is blocked");
    let (identity, reason) = (IdentityCheck::Mail, String::new());
    let (replaces, of) = (view.credential, lifts.clone());
    let code = IssueCodeRequest { family, lifts: of, identity, replaces, reason: reason.clone() };
    let refused = commune.ask(NOON, Request::IssueCode(code));
    assert!(matches!(refused, Reply::Refused(_)), "a code needs an identity: {refused:?}");
    let unblock = UnblockRequest { family, lifts, identity, reason };
    let done = commune.ask(NOON, Request::Unblock(unblock));
    assert!(matches!(done, Reply::Unblocked(_)), "{done:?}");
    assert!(access(&mut commune, family).account.blocks.is_empty());
}

/// « Le paiement en ligne est accessible jusqu'au dernier jour du mois. Passée cette date, vous
/// avez la possibilité de régler votre facture en mairies annexes »
#[test]
fn evreux_pays_online_until_the_last_day_of_the_month_and_at_the_counter_on_any_day() {
    let commune = Commune::of("evreux");
    for (local, until) in [("2026-11-30T23:59:59", "30/11"), ("2026-12-01T00:00:00", "31/12")] {
        let today = commune.at(local).today();
        let windows = &commune.counter.profile.windows;
        assert!(windows.told(today).unwrap().contains(&format!("jusqu’au {until}")), "{local}");
        assert_eq!(windows.out_of_hours(today), None, "{local}");
        let said = commune.kiosk().house().paying;
        assert!(
            said.contains("dernier jour du mois") && said.contains("au guichet tous les jours"),
            "{said}"
        );
    }
}

/// « Entrer votre identifiant et mot de passe fournis » : in each commune's demonstration a family
/// has a code to come in with.
#[test]
fn each_communes_demonstration_lets_a_family_in() {
    for profile in guichet::profile::Profile::builtin_names() {
        let mut commune = Commune::of(profile);
        let now = commune.at(NOON);
        let given = guichet::demo::kiosk::family_with_code(&mut commune.counter, now);
        let (login, code) = given.unwrap_or_else(|| panic!("{profile}: no code"));
        let mut kiosk = commune.kiosk();
        let secret = Secret::new(code);
        let step = asks(&commune, &mut kiosk, NOON, KioskRequest::SignIn { login, secret });
        assert_eq!(step, KioskReply::Step(KioskStep::Choose), "{profile}");
        assert!(matches!(commune.ask(NOON, Request::Recall), Reply::Refused(_)), "nobody sits");
    }
}

/// What is read at the kiosk of the days of every child and activity of a family.
fn read(commune: &mut Commune, words: &str, months: &[&str]) -> Vec<String> {
    let family = commune.family(words);
    let mut kiosk = inside(commune, family, NOON);
    let mut said = Vec::new();
    for child in commune.counter.store.read().children(family).unwrap() {
        for month in months {
            let open = |activity| {
                let (child, month) = (Some(child.id), day(month));
                KioskRequest::OpenDays(KioskDays { child, activity, month })
            };
            let first = asks(commune, &mut kiosk, NOON, open(None));
            let KioskReply::Days(first) = first else { panic!("{first:?}") };
            for (activity, _) in first.activities {
                let view = asks(commune, &mut kiosk, NOON, open(Some(activity)));
                let KioskReply::Days(view) = view else { panic!("{view:?}") };
                said.extend(view.days().iter().flat_map(|one| one.reasons.clone()));
            }
        }
    }
    said
}

/// « Rapprochez vous des services de la Mairie » « Un document peut être demandé » « vous devez
/// procéder à l’activation de votre compte famille »: a family is told what to ask for, never the
/// keys of a counter that it can't touch.
#[test]
fn a_kiosk_never_names_the_counters_keys() {
    let mut legend = Commune::of("portail-legende");
    let mut bourg = Commune::of("petit-bourg");
    let bourg_family = bourg.family("martineau claire");
    let step = guichet::desk::request::AccessStep::OnlinePayment { joined: true };
    bourg.ask(NOON, Request::RecordStep { family: bourg_family, step });
    let unknown = legend.family("martineau claire");
    legend.correct(NOON, unknown, |household| household.means.quotient = None);
    let months = ["2026-12-01", "2027-01-01", "2027-07-01"];
    let mut said = read(&mut legend, "martineau claire", &months);
    said.extend(read(&mut legend, "lefort jean", &months));
    said.extend(read(&mut bourg, "martineau claire", &months[..1]));
    for ask in [
        "Un agent doit encore la valider.",
        "Remettez la suivante au guichet.",
        "ou demandez une dérogation au guichet.",
        "Activez-le et rechargez-le au guichet.",
        "Demandez son inscription au guichet.",
        "Apportez au guichet une attestation CAF ou MSA.",
        "non renseigné. Demandez au guichet.",
    ] {
        assert!(said.iter().any(|one| one.contains(ask)), "{ask}");
    }
    for key in ["F2", "F4", "F9", "D l’", "D, ", "D\u{a0}:", "(F", "profil"] {
        assert_eq!(said.iter().find(|one| one.contains(key)), None, "{key}");
    }
}

/// « y déposer des fonds »: the same of what is refused there.
#[test]
fn a_family_that_lacks_money_at_the_kiosk_is_sent_to_the_counter() {
    let mut commune = Commune::of("portail-legende");
    let family = commune.family("garnier lucie");
    let (child, activity) = (commune.child(family, "Chloé"), commune.activity("CANTINE"));
    commune.enrol(family, child, activity);
    let mut kiosk = inside(&mut commune, family, NOON);
    let change = DayChange { child, activity, day: day("2026-11-30"), book: true };
    let mut review = |commune: &Commune| match asks(
        commune,
        &mut kiosk,
        NOON,
        KioskRequest::ReviewDays(vec![change]),
    ) {
        KioskReply::Review(review) if review.refused.is_empty() => {
            asks(commune, &mut kiosk, NOON, KioskRequest::ConfirmDays(review))
        }
        reply => reply,
    };
    let KioskReply::Review(inactive) = review(&commune) else { panic!("not refused") };
    let said = &inactive.refused[0].reason;
    assert!(said.ends_with("Activez-le et rechargez-le au guichet."), "{said}");
    commune.top_up(NOON, family, 259);
    let KioskReply::Refused(KioskRefusal::Rule(short)) = review(&commune) else { panic!() };
    let short = short.to_string().replace('\u{a0}', " ");
    assert!(
        short.contains("Il manque 0,01 €") && short.contains("Rechargez-le au guichet."),
        "{short}"
    );
    commune.top_up(NOON, family, 1);
    let booked = review(&commune);
    assert!(matches!(booked, KioskReply::Booked(_)), "{booked:?}");
    commune.holds();
}
