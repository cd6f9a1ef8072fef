//! The portal account of a family of the counter: its login id, and the letter that gives it.
//!
//! An id made of an e-mail says who a family is: it stands in the statement of its identity, which
//! can be erased; a number stands in a fact of the account.

use super::days::missing;
use super::first_steps::{forgotten_by_anybody, joined};
use super::refusal::{AccountRefusal, HouseholdRefusal};
use super::request::Reply;
use super::{Answer, Counter, known_family};
use crate::domain::household::Guardian;
use crate::domain::ids::FamilyId;
use crate::domain::login::{LoginScheme, Series, variant};
use crate::domain::secret::Secret;
use crate::domain::time::Moment;
use crate::journal::fact::{AccountOpened, FamilyWritten};
use crate::print::letter::{LetterText, letter};
use crate::profile::{LoginRules, Profile};
use crate::store::read::family::FamilyRecord;
use crate::store::{Gesture, Reader};

/// Families whose mails begin alike; after so many, one is asked for another address.
const MOST_VARIANTS: u32 = 99;

/// Gives a family the login id of the commune's scheme: the next number, or what its e-mail gives.
/// Where the whole e-mail is the id and was corrected since, the corrected one takes its place.
pub(super) fn open(counter: &mut Counter, now: Moment, id: FamilyId) -> Answer<Reply> {
    let agent = counter.writer()?;
    let profile = &counter.profile;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let family = known_family(gesture.read(), id)?;
    let email = holder(gesture.read(), id)?.map(|holder| holder.email).unwrap_or_default();
    let before = family.login.clone();
    if !before.is_empty() && !is_stale(&profile.login.scheme, &before, &email) {
        return Err(HouseholdRefusal::HasLogin { login: before }.into());
    }
    has_access(gesture.read(), profile, &family, now)?;
    let (login, why) = match &profile.login.scheme {
        LoginScheme::Numbered(series) => (numbered(&mut gesture, id, series)?, String::new()),
        scheme => of_email(&mut gesture, &family, (scheme, &email))?,
    };
    gesture.commit()?;
    let opened = match before.as_str() {
        "" => format!("Compte {login} ouvert{why}."),
        before => format!("Identifiant {login} à la place de {before}."),
    };
    let sentence = format!("{opened} N remet un code, L imprime la lettre.");
    Ok(Reply::AccountOpened { family: id, sentence })
}

/// Whether the family's e-mail is its id, and is another one by now.
pub(super) fn is_stale(scheme: &LoginScheme, login: &str, email: &str) -> bool {
    *scheme == LoginScheme::Mail && scheme.of_email(email).is_some_and(|own| own != login)
}

fn holder(read: Reader<'_>, family: FamilyId) -> Answer<Option<Guardian>> {
    Ok(read.guardians(family)?.into_iter().next())
}

/// What must be there before a family gets an id or a code: online payment joined, where the
/// commune asks for it, and until it has come in once, its file.
pub(super) fn has_access(
    read: Reader<'_>,
    profile: &Profile,
    family: &FamilyRecord,
    now: Moment,
) -> Answer<()> {
    let account = read.account(family.id)?;
    if profile.login.online_payment_first && !joined(&account) {
        return Err(AccountRefusal::NoOnlinePayment.into());
    }
    if profile.login.file_first && !account.activated {
        let missing = missing(read, profile, family, now.today())?;
        if !missing.is_empty() {
            return Err(AccountRefusal::FileIncomplete { missing }.into());
        }
    }
    Ok(())
}

/// The next number of the series.
fn numbered(gesture: &mut Gesture<'_>, family: FamilyId, series: &Series) -> Answer<String> {
    let last = gesture.read().last_login(&series.prefix, series.digits)?;
    let Some(login) = series.id(series.after(last.as_deref())) else {
        return Err(HouseholdRefusal::NoLoginLeft { prefix: series.prefix.clone() }.into());
    };
    gesture.append(&AccountOpened { family, login: login.clone() }.into())?;
    Ok(login)
}

/// What the e-mail gives, and why it is not the plain thing where another family has that.
fn of_email(
    gesture: &mut Gesture<'_>,
    family: &FamilyRecord,
    (scheme, email): (&LoginScheme, &str),
) -> Answer<(String, String)> {
    let Some(name) = scheme.of_email(email) else {
        return Err(AccountRefusal::NoEmail.into());
    };
    let read = gesture.read();
    let taken = |login: &str| -> Answer<Option<FamilyRecord>> {
        Ok(read.family_by_login(login)?.filter(|other| other.id != family.id))
    };
    let (mut login, mut why) = (name.clone(), String::new());
    if let Some(other) = taken(&name)? {
        let other = holder(read, other.id)?.map(|holder| holder.name()).unwrap_or_default();
        if *scheme == LoginScheme::Mail {
            return Err(AccountRefusal::EmailTaken { email: name, other }.into());
        }
        let mut n = 2;
        while n < MOST_VARIANTS && taken(&variant(&name, n))?.is_some() {
            n += 1;
        }
        if n == MOST_VARIANTS {
            return Err(AccountRefusal::EmailTaken { email: name, other }.into());
        }
        login = variant(&name, n);
        why = format!("\u{a0}: {other} a déjà «\u{a0}{name}\u{a0}»");
    }
    let mut household = read.household(family.id)?.unwrap_or_default();
    household.login.clone_from(&login);
    let (digest, saw) = (family.digest.clone(), Some(family.entry));
    gesture.append(&FamilyWritten { family: family.id, household, digest, saw }.into())?;
    Ok((login, why))
}

/// The letter again, without a code.
pub(super) fn reprint(counter: &mut Counter, id: FamilyId) -> Answer<Reply> {
    counter.writer()?;
    let family = known_family(counter.store.read(), id)?;
    if family.login.is_empty() {
        return Err(HouseholdRefusal::NoLogin.into());
    }
    Ok(Reply::Letter(credentials(counter, &family, None)?))
}

/// The letter that says how to sign in, with a code to do it once.
pub(super) fn credentials(
    counter: &Counter,
    family: &FamilyRecord,
    code: Option<(Secret, Moment)>,
) -> Answer<Secret> {
    let holder = holder(counter.store.read(), family.id)?;
    let (name, email) = holder.map(|one| (one.name(), one.email)).unwrap_or_default();
    let contact = &counter.profile.contact;
    let town = format!("{} {}", family.postcode, family.town);
    Ok(letter(&LetterText {
        town: counter.house.commune.clone(),
        specimen: counter.house.demo,
        name,
        address: vec![family.address.clone(), town.trim().to_owned()],
        about: about(&counter.profile.login, &family.login, &email),
        login: family.login.clone(),
        code,
        forgotten: forgotten_by_anybody(&counter.profile),
        read_only: counter.profile.access.portal.read_only,
        policy: counter.profile.access.passwords.policy.sentence(),
        contact: format!("{} · {}", contact.phone, contact.email),
    }))
}

/// What the id is, in the family's words: where it comes from, and what it is not.
/// Where any family finds its id.
pub(super) fn login_hint(rules: &LoginRules) -> String {
    match &rules.scheme {
        LoginScheme::Numbered(_) if rules.on_invoice => "Il figure au bas de vos factures.",
        LoginScheme::Numbered(_) => "Il figure sur la lettre du service.",
        LoginScheme::Mail => "C’est votre adresse de courriel entière.",
        LoginScheme::MailName => "C’est le début de votre adresse de courriel, avant l’@.",
    }
    .to_owned()
}

fn about(rules: &LoginRules, login: &str, email: &str) -> String {
    let own = rules.scheme.of_email(email);
    let rest = own.as_deref().and_then(|own| login.strip_prefix(own));
    match (&rules.scheme, rest) {
        (LoginScheme::Numbered(_), _) if rules.on_invoice => {
            "Il figure aussi au bas de vos factures, jamais votre mot de passe.".to_owned()
        }
        (LoginScheme::Numbered(_), _) => String::new(),
        (LoginScheme::Mail, Some("")) => "C’est votre adresse de courriel entière.".to_owned(),
        (LoginScheme::MailName, Some("")) => {
            "C’est la partie de votre adresse de courriel située avant l’@.".to_owned()
        }
        (LoginScheme::MailName, Some(n)) if n.bytes().all(|b| b.is_ascii_digit()) => format!(
            "C’est la partie de votre adresse de courriel située avant l’@, suivie de {n}\u{a0}: \
             une autre famille avait déjà le même."
        ),
        _ => "Il reste le même quand votre adresse de courriel change.".to_owned(),
    }
}
