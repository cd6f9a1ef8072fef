//! Facts about portal accounts.

use fastrand::Rng;
use guichet::domain::ids::FamilyId;
use guichet::domain::people::{BlockCause, Channel, HandOver, IdentityCheck};
use guichet::journal::fact::{
    AccountBlocked, AccountOpened, AccountUnblocked, ChangeAsked, Fact, FamilySignedIn,
    HouseholdVerified, OnlinePaymentSet, PasswordChanged, ProvisionalHandedOver, ProvisionalIssued,
    TermsAccepted,
};

use super::{id, mark};
use crate::support::now;

/// One fact of each kind about a portal account.
pub fn portal() -> Vec<Fact> {
    let family = id(30);
    vec![
        AccountOpened { family, login: "EVR00041".into() }.into(),
        AccountBlocked {
            block: id(60),
            family,
            cause: BlockCause::Passwords,
            since: Some(now().local()),
            undoes: Some(id(61)),
        }
        .into(),
        AccountUnblocked {
            family,
            lifts: vec![id(60)],
            identity: IdentityCheck::IdentityCard,
            reason: "motif saisi".into(),
        }
        .into(),
        ProvisionalIssued {
            family,
            credential: mark(62),
            saw: Some(id(63)),
            expires_at: now().at,
            identity: IdentityCheck::Question,
        }
        .into(),
        ProvisionalHandedOver { family, version: id(62), how: HandOver::Printed }.into(),
        PasswordChanged { family, credential: mark(64), saw: Some(id(62)) }.into(),
        FamilySignedIn { family }.into(),
        TermsAccepted { family, version: "2023-01".into() }.into(),
        HouseholdVerified { family, saw: id(0x1_0008) }.into(),
        OnlinePaymentSet { family, joined: true }.into(),
        ChangeAsked { family, change: id(0x1_000a), channel: Channel::Mail }.into(),
    ]
}

/// One of the steps of a first sign-in, done or done again.
pub fn step(rng: &mut Rng, family: FamilyId) -> Fact {
    match rng.u32(..4) {
        0 => {
            TermsAccepted { family, version: ["2023-01", "2026-09"][rng.usize(..2)].into() }.into()
        }
        1 => HouseholdVerified { family, saw: id(0x1_0000 + rng.u128(..60)) }.into(),
        2 => OnlinePaymentSet { family, joined: rng.bool() }.into(),
        _ => {
            let channel = *rng.choice(Channel::ALL).unwrap();
            ChangeAsked { family, change: id(0x1_0000 + rng.u128(..60)), channel }.into()
        }
    }
}
