//! A family comes in: its id and its secret, a password of its own, the terms, the household.
//!
//! What was typed stays here until the last step is done or the visit is over, and is erased then.

use super::{Done, Kiosk, throttle};
use crate::desk::family_sign_in::{
    Entrance, Pass, accept_terms, choose_password, family_sign_in, verify_household,
};
use crate::desk::request::kiosk::{KioskRefusal, KioskReply, KioskStep, UnmetRules};
use crate::desk::view::kiosk::KioskFamily;
use crate::desk::{decision, documents, known_family};
use crate::domain::ids::{EntryId, FamilyId};
use crate::domain::money::Cents;
use crate::domain::people::ToldBy;
use crate::domain::secret::Secret;
use crate::domain::time::Moment;
use crate::journal::fact::DecisionTold;
use crate::profile::Terms;

use crate::desk::family_sign_in::PORTAL;

/// Longest login id that is looked at: an e-mail address.
const MOST_LOGIN_CHARS: usize = 254;
/// Decisions told at once.
const MOST_NEWS: u32 = 20;

/// Who is there.
pub(super) enum Visit {
    /// Nobody.
    Nobody,
    /// A family must choose a password.
    Choosing { login: String, secret: Secret },
    /// It reads the terms of use.
    Accepting { login: String, pass: Pass, terms: Terms },
    /// It reads what is said of its household.
    Verifying { login: String, pass: Pass, saw: EntryId, family: FamilyId },
    /// It is in.
    Inside { login: String, family: FamilyId },
}

/// Tries an id and a secret.
pub(super) fn sign_in(
    kiosk: &mut Kiosk,
    now: Moment,
    login: &str,
    secret: Secret,
) -> Done<KioskReply> {
    kiosk.forget();
    throttle::is_open(kiosk, now)?;
    let login: String = login.trim().chars().take(MOST_LOGIN_CHARS).collect();
    let entrance = family_sign_in(&mut kiosk.counter, now, &login, &secret)?;
    kiosk.since = Some(now);
    step(kiosk, now, (login, secret), entrance)
}

/// A password of its own in place of the code, or of one that is too old.
pub(super) fn choose(kiosk: &mut Kiosk, now: Moment, chosen: &Secret) -> Done<KioskReply> {
    let Visit::Choosing { login, secret } = &kiosk.visit else {
        return Err(KioskRefusal::Over.into());
    };
    let (login, secret) = (login.clone(), secret.clone());
    if let Some(unmet) = unmet(kiosk, &secret, chosen) {
        return Ok(KioskReply::Unmet(unmet));
    }
    let entrance = choose_password(&mut kiosk.counter, now, &login, &secret, chosen)?;
    step(kiosk, now, (login, chosen.clone()), entrance)
}

/// Another password, from within.
pub(super) fn change(
    kiosk: &mut Kiosk,
    now: Moment,
    old: &Secret,
    chosen: &Secret,
) -> Done<KioskReply> {
    kiosk.family()?;
    let Visit::Inside { login, .. } = &kiosk.visit else {
        return Err(KioskRefusal::Over.into());
    };
    let login = login.clone();
    throttle::is_open(kiosk, now)?;
    if let Some(unmet) = unmet(kiosk, old, chosen) {
        return Ok(KioskReply::Unmet(unmet));
    }
    match choose_password(&mut kiosk.counter, now, &login, old, chosen)? {
        Entrance::Refused => Err(throttle::wrong(kiosk, now)?.into()),
        _ => Ok(KioskReply::PasswordChanged),
    }
}

/// Which rules a password does not meet, if there are any.
fn unmet(kiosk: &Kiosk, old: &Secret, chosen: &Secret) -> Option<UnmetRules> {
    let rules = kiosk.counter.profile.access.passwords.policy.unmet(chosen.reveal());
    let same = old == chosen;
    (same || !rules.is_empty()).then_some(UnmetRules { rules, same })
}

/// The terms that were shown are accepted.
pub(super) fn accept(kiosk: &mut Kiosk, now: Moment) -> Done<KioskReply> {
    let Visit::Accepting { login, pass, terms } = &kiosk.visit else {
        return Err(KioskRefusal::Over.into());
    };
    let login = login.clone();
    let entrance = accept_terms(&mut kiosk.counter, now, pass, terms)?;
    step(kiosk, now, (login, Secret::default()), entrance)
}

/// What was shown of the household is right.
pub(super) fn confirm(kiosk: &mut Kiosk, now: Moment) -> Done<KioskReply> {
    let Visit::Verifying { login, pass, saw, .. } = &kiosk.visit else {
        return Err(KioskRefusal::Over.into());
    };
    let login = login.clone();
    let entrance = verify_household(&mut kiosk.counter, now, pass, *saw)?;
    step(kiosk, now, (login, Secret::default()), entrance)
}

/// What the family sees next, and what is kept for it.
fn step(
    kiosk: &mut Kiosk,
    now: Moment,
    (login, secret): (String, Secret),
    entrance: Entrance,
) -> Done<KioskReply> {
    let (visit, step) = match entrance {
        Entrance::Refused => {
            kiosk.forget();
            return Err(throttle::wrong(kiosk, now)?.into());
        }
        Entrance::Unmet(_) => {
            let same = UnmetRules { rules: Vec::new(), same: true };
            return Ok(KioskReply::Unmet(same));
        }
        Entrance::MustChange(_) => (Visit::Choosing { login, secret }, KioskStep::Choose),
        Entrance::MustRenew(_) => (Visit::Choosing { login, secret }, KioskStep::Renew),
        Entrance::MustAccept(pass, terms) => {
            let step =
                KioskStep::Accept { place: terms.place.clone(), version: terms.version.clone() };
            (Visit::Accepting { login, pass, terms }, step)
        }
        Entrance::MustVerify(pass, to_verify) => {
            let family = pass.family();
            let visit = Visit::Verifying { login, pass, saw: to_verify.saw, family };
            (visit, KioskStep::Verify(Box::new(to_verify.household)))
        }
        Entrance::Open(family) => {
            let open = KioskStep::Open(Box::new(inside(kiosk, now, family)?));
            (Visit::Inside { login, family }, open)
        }
    };
    kiosk.visit = visit;
    Ok(KioskReply::Step(step))
}

/// What a family reads when it comes in; what an agent decided is told with it.
fn inside(kiosk: &mut Kiosk, now: Moment, id: FamilyId) -> Done<KioskFamily> {
    let profile = &kiosk.counter.profile;
    let mut gesture = kiosk.counter.store.begin(now, PORTAL)?;
    let read = gesture.read();
    known_family(read, id)?;
    let children = read.children(id)?;
    let asked = documents::lines(read, profile, (id, &children), now.today())?;
    let due: Cents = read.invoices_due(id)?.iter().map(|invoice| invoice.due).sum();
    let untold = read.untold(Some(id), MOST_NEWS)?;
    let mut news = Vec::new();
    for one in &untold {
        let fact = read.fact_at(one.position)?;
        let said =
            fact.map(|fact| decision::sentence(read, profile, &fact.1)).transpose()?.flatten();
        news.extend(said.map(|said| (one.entry, said)));
    }
    for (decision, _) in &news {
        let told = DecisionTold { family: id, decision: *decision, how: ToldBy::Kiosk };
        gesture.append(&told.into())?;
    }
    if news.is_empty() {
        drop(gesture);
    } else {
        gesture.commit()?;
    }
    Ok(KioskFamily {
        children: children.into_iter().map(|child| (child.id, child.given)).collect(),
        due,
        documents: asked.iter().filter(|one| !one.valid).count(),
        news: news.into_iter().map(|(_, said)| said).collect(),
    })
}
