//! Facts about invoices that are contested, made by hand.

use fastrand::Rng;
use guichet::domain::ids::FamilyId;
use guichet::domain::people::Contested;
use guichet::journal::fact::{ContestWithdrawn, Fact, InvoiceContested};

use super::id;

/// One fact of each kind about a contested invoice.
pub fn contests(family: FamilyId) -> Vec<Fact> {
    let contested = InvoiceContested { family, invoice: id(51), motive: Contested::Bracket };
    let withdrawn = ContestWithdrawn { family, contest: id(0x1_000d) };
    vec![contested.into(), withdrawn.into()]
}

/// An invoice is contested, or not any more.
pub fn disputed(rng: &mut Rng, family: FamilyId) -> Fact {
    if rng.bool() {
        let motive = *rng.choice(Contested::ALL).unwrap();
        return InvoiceContested { family, invoice: id(51), motive }.into();
    }
    ContestWithdrawn { family, contest: id(0x1_0000 + rng.u128(..60)) }.into()
}
