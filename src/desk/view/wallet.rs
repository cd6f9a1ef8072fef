//! What the desk shows of a family's *porte-monnaie*.

use crate::domain::money::Cents;

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WalletView {
    /// Whether it was activated.
    pub active: bool,
    /// What is in it: the family's credit.
    pub balance: Cents,
    /// What a review would take out of it; below zero where it gives back.
    pub cost: Cents,
}

impl WalletView {
    /// What would be in it after the review.
    pub const fn after(&self) -> Cents {
        self.balance.minus(self.cost)
    }

    /// What lacks for the review; `None` where nothing does.
    pub fn missing(&self) -> Option<Cents> {
        let after = self.after();
        (self.cost > Cents::ZERO && after < Cents::ZERO).then(|| Cents::ZERO.minus(after))
    }
}
