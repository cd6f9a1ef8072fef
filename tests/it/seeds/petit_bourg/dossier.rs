//! « Se connecter », « Mon dossier »: another password, several accounts, what is corrected.

use guichet::desk::family_sign_in::{Entrance, family_sign_in};
use guichet::desk::request::kiosk::{ChangeSubject, KioskReply, KioskRequest};
use guichet::desk::request::{AccessStep, Reply, Request, WriteFamily};
use guichet::desk::view::Task;
use guichet::domain::detail::Detail;
use guichet::domain::household::{Guardian, Household, Whose};
use guichet::domain::ids::FamilyId;
use guichet::domain::people::ToldBy;
use guichet::domain::secret::Secret;
use guichet::domain::task::TaskOutcome;

use super::NOW;
use crate::facts::id;
use crate::seeds::Commune;
use crate::seeds::kiosk::{CHOSEN, asks, inside, tasks};

fn join(commune: &mut Commune, family: FamilyId) {
    let step = AccessStep::OnlinePayment { joined: true };
    commune.ask(NOW, Request::RecordStep { family, step });
}

#[test]
fn a_password_that_was_forgotten_is_replaced_at_the_school_canteen() {
    let _ = "Si vous avez changé votre mot de passe et vous vous en souvenez plus, rapprochez-vous \
             de la restauration scolaire pour vous fournir un autre mot de passe";
    let mut commune = Commune::of("petit-bourg");
    let (family, login) = (commune.family("martineau claire"), commune.login("martineau claire"));
    join(&mut commune, family);
    inside(&mut commune, family, NOW);
    let enters = |commune: &mut Commune, secret: &Secret| {
        let now = commune.at(NOW);
        family_sign_in(&mut commune.counter, now, &login, secret).unwrap()
    };
    let chosen = Secret::new(CHOSEN.to_owned());
    assert_eq!(enters(&mut commune, &chosen), Entrance::Open(family));
    let another = commune.code(NOW, family).code;
    assert_eq!(enters(&mut commune, &chosen), Entrance::Refused);
    assert_eq!(enters(&mut commune, &another), Entrance::MustChange(family));
    commune.holds();
}

/// The same family again: its holder, and a phone.
fn again(commune: &mut Commune, phone: &str, apart: Vec<FamilyId>) -> Reply {
    let mut holder = Guardian::unnamed(id(1));
    (holder.surname, holder.given) = ("MARTINS DA SILVA".to_owned(), "Rui".to_owned());
    phone.clone_into(&mut holder.phone);
    let household = Household { guardians: vec![holder], ..Household::default() };
    let (family, saw, channel) = (None, None, None);
    let write = WriteFamily { family, saw, household, apart, channel };
    commune.ask(NOW, Request::WriteFamily(Box::new(write)))
}

#[test]
fn a_second_account_of_a_family_is_seen_before_it_is_made_and_can_be_filed_away() {
    let _ = "Ma famille dispose de plusieurs comptes. Comment n'en avoir qu'un ? Signaler le \
             problème que vous avez constaté.";
    let mut commune = Commune::of("petit-bourg");
    let first = commune.family("martins da silva");
    let rows = |commune: &mut Commune| {
        let find = Request::Find { text: "martins da silva rui".to_owned() };
        let Reply::Found(found) = commune.ask(NOW, find) else { panic!("not found") };
        found.rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(rows(&mut commune), [first]);
    let Reply::Lookalikes(alike) = again(&mut commune, "06 39 98 33 02", Vec::new()) else {
        panic!("made twice")
    };
    assert_eq!(alike.iter().map(|one| one.family).collect::<Vec<_>>(), [first]);
    assert_eq!(alike[0].why, "même téléphone, même nom");
    assert_eq!(rows(&mut commune), [first], "nothing is written");
    // An agent saw it and made it all the same: both are found, and one is filed away.
    let Reply::Filed(made) = again(&mut commune, "", vec![first]) else { panic!("not made") };
    assert_eq!(rows(&mut commune).len(), 2);
    let file = |family| Request::FileFamily { family, archived: true };
    let Reply::Refused(no) = commune.ask(NOW, file(first)) else { panic!("it owes") };
    assert!(no.to_string().contains("à payer"), "{no}");
    let filed = commune.ask(NOW, file(made.family));
    assert!(matches!(filed, Reply::Filed(_)), "{filed:?}");
    assert_eq!(rows(&mut commune), [first]);
    commune.holds();
}

#[test]
fn one_parent_s_phone_and_mail_are_corrected_and_the_other_s_stay() {
    let _ = "aller sur « Je modifie mes adresses mails et mes numéros téléphoniques ». \
             Sélectionner le parent pour lequel, vous désirez apporter des modifications. \
             Remplacer l'information erronée par la bonne";
    let mut commune = Commune::of("petit-bourg");
    let family = commune.family("martineau claire");
    let adults = |commune: &Commune| {
        let adults = commune.counter.store.read().guardians(family).unwrap();
        adults.into_iter().map(|one| (one.id, one.phone, one.email)).collect::<Vec<_>>()
    };
    let before = adults(&commune);
    commune.correct(NOW, family, |household| {
        household.guardians[1].phone = "0690 12 34 56".to_owned();
        household.guardians[1].email = "antoine@exemple.fr".to_owned();
    });
    let after = adults(&commune);
    assert_eq!(after[0], before[0]);
    assert_eq!(after[1].2, "antoine@exemple.fr");
    let history = commune.ask(NOW, Request::FieldHistory(family));
    let Reply::FieldHistory(changes) = history else { panic!("{history:?}") };
    let phone = changes.iter().find(|one| one.detail == Detail::Phone).unwrap();
    assert_eq!(phone.whose, Whose::Guardian(before[1].0));
    assert_eq!(phone.before, "06 98 76 54 32");
    let Reply::Household(view) = commune.ask(NOW, Request::EditFamily(family)) else { panic!() };
    for email in ["antoine@exemple", "antoine@exemple.fr"] {
        let mut household = view.household.clone();
        email.clone_into(&mut household.guardians[1].email);
        let (saw, apart, channel) = (Some(view.saw), Vec::new(), None);
        let write = WriteFamily { family: Some(family), saw, household, apart, channel };
        let refused = commune.ask(NOW, Request::WriteFamily(Box::new(write)));
        assert!(matches!(refused, Reply::Refused(_)), "{email}: {refused:?}");
    }
    commune.holds();
}

/// A family at the kiosk asks for something; the line that waits for an agent.
fn asked(commune: &mut Commune, subject: ChangeSubject, text: &str) -> FamilyId {
    let family = commune.family("martineau claire");
    join(commune, family);
    let mut kiosk = inside(commune, family, NOW);
    let change = KioskRequest::AskChange { subject, text: text.to_owned() };
    assert_eq!(asks(commune, &mut kiosk, NOW, change), KioskReply::Asked);
    family
}

/// An agent says what came of the only change that is asked for.
fn close(commune: &mut Commune, outcome: TaskOutcome) {
    let mut changes = tasks(commune).lines.into_iter().filter_map(|line| match line.task {
        Task::Demand(task, _) => Some(task),
        _ => None,
    });
    let task = changes.next().expect("a change is asked for");
    let closed = commune.ask(NOW, Request::CloseTask { task, outcome });
    assert!(matches!(closed, Reply::Decided { .. }), "{closed:?}");
}

#[test]
fn an_address_holds_once_its_proof_was_seen() {
    let _ = "Vous pouvez renseigner la nouvelle adresse postale sur le portail famille, toutefois \
             ces informations ne seront validés qu'après l'envoi et ou le dépôt des documents qui \
             justifient de cette modification";
    let mut commune = Commune::of("petit-bourg");
    let family = asked(&mut commune, ChangeSubject::Address, "4 rue des Flamboyants");
    let address = |commune: &Commune| {
        commune.counter.store.read().household(family).unwrap().unwrap().address
    };
    assert_eq!(address(&commune), "14 rue des Lilas", "asked, and not written");
    commune.correct(NOW, family, |household| {
        "4 rue des Flamboyants".clone_into(&mut household.address);
    });
    close(&mut commune, TaskOutcome::Written);
    assert_eq!(address(&commune), "4 rue des Flamboyants");
    let Reply::Family(file) = commune.ask(NOW, Request::OpenFamily(family)) else { panic!() };
    assert!(file.notes.to_tell[0].contains("fait, fiche modifiée"), "{:?}", file.notes.to_tell);
    commune.holds();
}

#[test]
fn a_family_is_told_by_mail_where_it_gave_one() {
    let _ = "Votre adresse e-mail vous est demandée afin que vous soyez informé de l'avancement de \
             vos démarches";
    let mut commune = Commune::of("petit-bourg");
    let family = asked(&mut commune, ChangeSubject::Phone, "0690 12 34 56");
    close(&mut commune, TaskOutcome::Written);
    let to_tell = |commune: &mut Commune| {
        let lines = tasks(commune).lines.into_iter();
        let mut mine = lines.filter(|line| line.family == Some(family));
        mine.find_map(|line| match line.task {
            Task::ToTell(entry) => Some((entry, line.notes.join(" "))),
            _ => None,
        })
    };
    let (entry, reach) = to_tell(&mut commune).expect("it is to be told");
    assert!(reach.contains("claire.m@exemple.fr"), "{reach}");
    commune.correct(NOW, family, |household| household.guardians[0].email.clear());
    let (_, reach) = to_tell(&mut commune).unwrap();
    assert!(!reach.contains('@') && reach.contains("06 12 34 56 78"), "{reach}");
    let told = Request::Told { of: (family, entry), how: ToldBy::Mail };
    let said = commune.ask(NOW, told.clone());
    let Reply::Decided { sentence, .. } = said else { panic!("{said:?}") };
    assert_eq!(sentence, "Famille prévenue par courriel.");
    assert_eq!(to_tell(&mut commune), None);
    let twice = commune.ask(NOW, told);
    assert!(matches!(twice, Reply::Refused(_)), "{twice:?}");
    commune.holds();
}
