//! The rule that blocks accounts for unpaid invoices, and opens them again once they are settled.
//!
//! « Après 2 paiements non effectués votre compte famille en ligne sera bloqué. » The rule writes,
//! not the agent: in the transaction of a payment, of its cancellation, of an import, and when
//! somebody sits down, because an invoice can become unpaid overnight.

use chrono::NaiveDate;

use super::family_sign_in::PORTAL;
use super::{Answer, Counter};
use crate::domain::ids::{BlockId, FamilyId};
use crate::domain::people::{BlockCause, IdentityCheck};
use crate::domain::time::Moment;
use crate::journal::fact::{AccountBlocked, AccountUnblocked};
use crate::profile::Profile;
use crate::store::read::money::InvoiceRecord;
use crate::store::{Gesture, Reader};

/// What the rule did to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// Nothing.
    Unchanged,
    /// It is blocked now.
    Blocked,
    /// It is open again: what was unpaid is settled.
    Reopened,
}

/// Applies the rule to a family, as it stands in this gesture.
pub(super) fn settle(
    gesture: &mut Gesture<'_>,
    profile: &Profile,
    family: FamilyId,
    now: Moment,
) -> Answer<Settled> {
    let rule = &profile.access.unpaid;
    if !rule.applies() {
        return Ok(Settled::Unchanged);
    }
    let read = gesture.read();
    let standing = standing(read, family)?;
    let unpaid = unpaid(read, profile, family, now)?;
    match (rule.blocks(unpaid.count), standing.is_empty()) {
        (true, true) if unpaid.news => {
            let (block, cause, since) = (gesture.new_id()?, BlockCause::Unpaid, Some(now.local()));
            gesture.append(&AccountBlocked { block, family, cause, since, undoes: None }.into())?;
            Ok(Settled::Blocked)
        }
        (false, false) => {
            let (lifts, identity) = (standing, IdentityCheck::Settled);
            let fact = AccountUnblocked { family, lifts, identity, reason: String::new() };
            gesture.append(&fact.into())?;
            Ok(Settled::Reopened)
        }
        _ => Ok(Settled::Unchanged),
    }
}

/// The blocks for unpaid invoices that stand.
fn standing(read: Reader<'_>, family: FamilyId) -> Answer<Vec<BlockId>> {
    let blocks = read.standing_blocks(family)?.into_iter();
    let unpaid = blocks.filter(|block| block.cause == BlockCause::Unpaid);
    Ok(unpaid.map(|block| block.id).collect())
}

/// What a family left unpaid.
struct Unpaid {
    count: u32,
    /// One of them became so after an agent last opened the account all the same.
    news: bool,
}

fn unpaid(read: Reader<'_>, profile: &Profile, family: FamilyId, now: Moment) -> Answer<Unpaid> {
    let waived = read.unpaid_waived(family)?.map(Moment::today);
    let mut found = Unpaid { count: 0, news: false };
    for (_, from) in counting(read, profile, family, now)? {
        found.count += 1;
        found.news |= waived.is_none_or(|waived| waived < from);
    }
    Ok(found)
}

/// The invoices that count as unpaid, and since when: their windows are over, and the family does
/// not contest them.
pub(super) fn counting(
    read: Reader<'_>,
    profile: &Profile,
    family: FamilyId,
    now: Moment,
) -> Answer<Vec<(InvoiceRecord, NaiveDate)>> {
    let contests = read.contests(family)?;
    let contested = |id| contests.iter().any(|contest| contest.invoice == id);
    let due = read.invoices_due(family)?.into_iter().filter(|one| !contested(one.id));
    let since = due.filter_map(|invoice| {
        let from = profile.windows.unpaid_from(invoice.issued?)?;
        (from <= now.today()).then_some((invoice, from))
    });
    Ok(since.collect())
}

/// Applies the rule to every family that may have become blocked overnight.
///
/// # Errors
/// When the database refuses: nothing is written then.
pub(super) fn settle_all(counter: &mut Counter, now: Moment) -> Answer<()> {
    let rule = &counter.profile.access.unpaid;
    if !rule.applies() {
        return Ok(());
    }
    let mut late = Vec::new();
    for family in counter.store.read().owing(rule.count)? {
        let read = counter.store.read();
        let unpaid = unpaid(read, &counter.profile, family, now)?;
        if rule.blocks(unpaid.count) && unpaid.news && standing(read, family)?.is_empty() {
            late.push(family);
        }
    }
    if late.is_empty() {
        return Ok(());
    }
    let mut gesture = counter.store.begin(now, PORTAL)?;
    for family in late {
        settle(&mut gesture, &counter.profile, family, now)?;
    }
    Ok(gesture.commit()?)
}
