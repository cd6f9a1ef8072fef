//! The portal account of a family of the counter: its login id, and the letter that gives it.

use super::refusal::HouseholdRefusal;
use super::request::Reply;
use super::{Answer, Counter, known_family};
use crate::domain::household::Guardian;
use crate::domain::ids::FamilyId;
use crate::domain::secret::Secret;
use crate::domain::time::Moment;
use crate::journal::fact::AccountOpened;
use crate::print::letter::{LetterText, letter};
use crate::store::read::family::FamilyRecord;

/// Gives a family the next login id of the commune's scheme.
pub(super) fn open(counter: &mut Counter, now: Moment, id: FamilyId) -> Answer<Reply> {
    let agent = counter.writer()?;
    let scheme = counter.profile.login.clone();
    let mut gesture = counter.store.begin(now, agent.id)?;
    let family = known_family(gesture.read(), id)?;
    if !family.login.is_empty() {
        return Err(HouseholdRefusal::HasLogin { login: family.login }.into());
    }
    let last = gesture.read().last_login(&scheme.prefix, scheme.digits)?;
    let last = last.as_deref().and_then(|login| login.strip_prefix(&scheme.prefix));
    let next = last.and_then(|digits| digits.parse::<u64>().ok()).unwrap_or(0) + 1;
    let login = format!("{}{next:0width$}", scheme.prefix, width = scheme.digits as usize);
    if next >= 10_u64.saturating_pow(scheme.digits) {
        return Err(HouseholdRefusal::NoLoginLeft { prefix: scheme.prefix }.into());
    }
    gesture.append(&AccountOpened { family: id, login: login.clone() }.into())?;
    gesture.commit()?;
    let sentence = format!("Compte {login} ouvert. N remet un code, L imprime la lettre.");
    Ok(Reply::AccountOpened { family: id, sentence })
}

/// The letter again, without a code.
pub(super) fn reprint(counter: &mut Counter, id: FamilyId) -> Answer<Reply> {
    counter.writer()?;
    let read = counter.store.read();
    let family = known_family(read, id)?;
    if family.login.is_empty() {
        return Err(HouseholdRefusal::NoLogin.into());
    }
    let name = read.guardians(id)?.first().map(Guardian::name).unwrap_or_default();
    Ok(Reply::Letter(credentials(counter, &family, name, None)))
}

/// The letter that says how to sign in, with a code to do it once.
pub(super) fn credentials(
    counter: &Counter,
    family: &FamilyRecord,
    name: String,
    code: Option<(Secret, Moment)>,
) -> Secret {
    let contact = &counter.profile.contact;
    let town = format!("{} {}", family.postcode, family.town);
    letter(&LetterText {
        town: counter.house.commune.clone(),
        specimen: counter.house.demo,
        name,
        address: vec![family.address.clone(), town.trim().to_owned()],
        login: family.login.clone(),
        code,
        policy: counter.profile.access.policy.sentence(),
        contact: format!("{} · {}", contact.phone, contact.email),
    })
}
