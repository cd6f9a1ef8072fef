//! A family's porte-monnaie is topped up: all that is handed over stays as its credit, and no
//! invoice is paid.

use super::Payment;
use crate::domain::people::TenderMode;

impl Payment {
    /// Why the porte-monnaie can't be topped up.
    pub(super) fn refuses_top_up(&self, writes: bool) -> Option<&'static str> {
        match self.view.credit.wallet {
            None => Some("la commune n’a pas de porte-monnaie"),
            Some(_) if !writes => Some(crate::ui::screen::READ_ONLY),
            Some(_) if !self.aside.is_empty() => Some(super::HELD),
            Some(_) => None,
        }
    }

    /// From the invoices to the porte-monnaie, or back.
    pub(super) fn top_up(&mut self) {
        self.tops_up = !self.tops_up;
        self.form.amount.clear();
        self.switch(TenderMode::Cash);
    }
}
