//! How often one may be wrong at a kiosk: five times over any ids, then it pauses for five
//! minutes, so that nobody locks the town's accounts from it. The third time the words send
//! everybody to the reception, whatever id was typed.

use super::{Done, Kiosk, ask};
use crate::desk::request::kiosk::{KioskRefusal, KioskReply};
use crate::desk::secrets::{self, Cost};
use crate::domain::people::Role;
use crate::domain::secret::Secret;
use crate::domain::time::Moment;
use crate::store::local::{Door, Tries};

/// Failures after which the kiosk pauses.
pub(super) const TRIES: u32 = 5;
/// Failures after which the words send to the reception.
const AGAIN: u32 = 3;
/// Wrong codes of an administrator after which it pauses.
const CLOSING_TRIES: u32 = 3;
/// How long it pauses, ms; failures that are older count no more.
pub(super) const PAUSE_MS: i64 = 300_000;
/// Longest short id that is looked at.
const MOST_CODE_CHARS: usize = 16;

/// Whose failures: families' and, apart, of those who would close the program.
#[derive(Clone, Copy)]
enum Of {
    Families,
    Closing,
}

impl Of {
    const fn limit(self) -> u32 {
        match self {
            Self::Families => TRIES,
            Self::Closing => CLOSING_TRIES,
        }
    }

    fn code(self, kiosk: &Kiosk) -> String {
        match self {
            Self::Families => kiosk.place.clone(),
            Self::Closing => format!("{} (fermeture)", kiosk.place),
        }
    }
}

/// The end of the pause, if the kiosk pauses. A clock that was set back starts it anew.
pub(super) fn paused(kiosk: &Kiosk, now: Moment) -> Done<Option<Moment>> {
    let mut until = None;
    for of in [Of::Families, Of::Closing] {
        let Tries { count, last_at } = tries(kiosk, now, of)?;
        if count >= of.limit() {
            until = until.max(Some(last_at.saturating_add(PAUSE_MS)));
        }
    }
    Ok(until.map(|at| Moment { at, ..now }))
}

/// What counts of the failures so far.
fn tries(kiosk: &Kiosk, now: Moment, of: Of) -> Done<Tries> {
    let (code, store) = (of.code(kiosk), &kiosk.counter.store);
    let mut tries = store.read().tries(Door::Kiosk, &code)?;
    if tries.last_at > now.at {
        tries.last_at = now.at;
        store.restart_pause(Door::Kiosk, &code, now)?;
    }
    let over = now.at.saturating_sub(tries.last_at) >= PAUSE_MS;
    Ok(if over { Tries::default() } else { tries })
}

/// No while it pauses.
pub(super) fn is_open(kiosk: &Kiosk, now: Moment) -> Done<()> {
    match paused(kiosk, now)? {
        Some(until) => Err(KioskRefusal::Paused(until).into()),
        None => Ok(()),
    }
}

/// Counts a failure of a family, and says what is said of it.
pub(super) fn wrong(kiosk: &mut Kiosk, now: Moment) -> Done<KioskRefusal> {
    Ok(match fail(kiosk, now, Of::Families)? {
        (_, Some(until)) => KioskRefusal::Paused(until),
        (AGAIN.., None) => KioskRefusal::WrongAgain,
        _ => KioskRefusal::Wrong,
    })
}

/// Counts a failure; the one that pauses the kiosk is told to the counter.
fn fail(kiosk: &mut Kiosk, now: Moment, of: Of) -> Done<(u32, Option<Moment>)> {
    let code = of.code(kiosk);
    if tries(kiosk, now, of)?.count == 0 {
        kiosk.counter.store.forget_failures(Door::Kiosk, &code)?;
    }
    let count = kiosk.counter.store.count_failure(Door::Kiosk, &code, now)?;
    let until = paused(kiosk, now)?;
    if count == of.limit() {
        ask::paused(kiosk, now)?;
    }
    Ok((count, until))
}

/// An administrator closes the program. The words are the same for an unknown id, another role and
/// a wrong secret; the agent's own door counts the failure as well.
pub(super) fn close(
    kiosk: &mut Kiosk,
    now: Moment,
    code: &str,
    secret: &Secret,
) -> Done<KioskReply> {
    is_open(kiosk, now)?;
    let code: String = code.trim().to_lowercase().chars().take(MOST_CODE_CHARS).collect();
    let read = kiosk.counter.store.read();
    let agent = read.agent_by_code(&code)?;
    let agent = agent.filter(|one| !one.disabled && one.role == Role::Administrator);
    let phc = match &agent {
        Some(agent) => read.phc(agent.credential)?,
        None => None,
    };
    let cost = if kiosk.counter.house.demo { Cost::Family } else { Cost::Agent };
    if secrets::verify(secret, phc.as_deref(), cost) {
        kiosk.forget();
        return Ok(KioskReply::MayClose);
    }
    let until = fail(kiosk, now, Of::Closing)?.1;
    Err(until.map_or(KioskRefusal::Wrong, KioskRefusal::Paused).into())
}
