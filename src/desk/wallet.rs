//! The *porte-monnaie*: the family's own credit, from which days are paid when they are booked.
//!
//! « vous devez procéder à l'activation de votre compte famille […] et y déposer des fonds »: it is
//! activated by its first top-up at the counter, which is a payment like any other, and a day that
//! is given back in time is paid no more.

use super::Answer;
use super::refusal::Refusal;
use super::view::WalletView;
use crate::domain::ids::FamilyId;
use crate::domain::money::Cents;
use crate::domain::remedy::Remedy;
use crate::profile::Profile;
use crate::store::Reader;

/// Why nothing is booked from an account that was never activated, and what does it.
pub(super) fn inactive() -> String {
    let remedy = Remedy::Activate;
    format!(
        "Réservation impossible\u{a0}: le porte-monnaie de la famille n’est pas activé. {remedy}"
    )
}

/// A family's, where the commune has them.
pub(super) fn of(
    read: Reader<'_>,
    profile: &Profile,
    family: FamilyId,
) -> Answer<Option<WalletView>> {
    if !profile.booking.rights.wallet {
        return Ok(None);
    }
    let (active, balance) = (read.wallet_active(family)?, read.credit(family)?);
    Ok(Some(WalletView { active, balance, cost: Cents::ZERO }))
}

/// Whether it can pay what it would have to.
pub(super) fn pays(wallet: Option<WalletView>) -> Result<(), Refusal> {
    let Some(wallet) = wallet.filter(|wallet| wallet.cost > Cents::ZERO) else { return Ok(()) };
    if !wallet.active {
        return Err(Refusal::Sentence(inactive()));
    }
    match wallet.missing() {
        Some(missing) => Err(Refusal::Sentence(format!(
            "Il manque {missing} au porte-monnaie (solde\u{a0}: {}). {} Rien n’a été réservé.",
            wallet.balance,
            Remedy::TopUp
        ))),
        None => Ok(()),
    }
}
