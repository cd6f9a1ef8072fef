//! The invoices of a payment: which are ticked, and what is wanted of each.

use crate::desk::view::InvoiceLine;
use crate::domain::ids::InvoiceId;
use crate::domain::money::Cents;
use crate::domain::tender::Wanted;
use crate::ui::field::Field;

use super::tender::amount;

/// What is wanted of the invoices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bill {
    unticked: Vec<InvoiceId>,
    parts: Vec<(InvoiceId, Cents)>,
    /// The highlighted row.
    pub row: usize,
    /// The part that is being typed.
    pub part: Field,
}

impl Bill {
    /// All of what nobody contests: « ne payer surtout pas cette facture ».
    pub fn of(invoices: &[InvoiceLine]) -> Self {
        let contested = invoices.iter().filter(|invoice| invoice.contest.is_some());
        Self { unticked: contested.map(|invoice| invoice.id).collect(), ..Self::default() }
    }

    /// What is ticked and wanted as it was left.
    pub fn resumed(unticked: Vec<InvoiceId>, parts: Vec<(InvoiceId, Cents)>) -> Self {
        Self { unticked, parts, ..Self::default() }
    }

    /// The invoices that are not ticked, and the parts, for a draft.
    pub fn draft(&self) -> (Vec<InvoiceId>, Vec<(InvoiceId, Cents)>) {
        (self.unticked.clone(), self.parts.clone())
    }

    /// Whether an invoice is ticked.
    pub fn is_ticked(&self, invoice: &InvoiceLine) -> bool {
        !self.unticked.contains(&invoice.id)
    }

    /// What is wanted of an invoice where that is not all of it.
    pub fn part_of(&self, invoice: &InvoiceLine) -> Option<Cents> {
        let part = self.parts.iter().find(|(id, _)| *id == invoice.id)?.1;
        (part < invoice.due).then_some(part)
    }

    /// What is wanted, the oldest first.
    pub fn wanted(&self, invoices: &[InvoiceLine]) -> Vec<Wanted> {
        let ticked = invoices.iter().filter(|invoice| self.is_ticked(invoice));
        let wanted = |invoice: &InvoiceLine| Wanted {
            invoice: invoice.id,
            amount: self.part_of(invoice).unwrap_or(invoice.due),
            saw: invoice.due,
        };
        ticked.map(wanted).collect()
    }

    /// What it comes to.
    pub fn total(&self, invoices: &[InvoiceLine]) -> Cents {
        self.wanted(invoices).into_iter().map(|wanted| wanted.amount).sum()
    }

    /// Ticks the highlighted invoice, or unticks it.
    pub fn toggle(&mut self, invoices: &[InvoiceLine]) {
        let Some(id) = invoices.get(self.row).map(|invoice| invoice.id) else { return };
        match self.unticked.iter().position(|one| *one == id) {
            Some(place) => {
                self.unticked.swap_remove(place);
            }
            None => self.unticked.push(id),
        }
    }

    /// Ticks all invoices, or none if all are.
    pub fn toggle_all(&mut self, invoices: &[InvoiceLine]) {
        if invoices.iter().all(|invoice| self.is_ticked(invoice)) {
            self.unticked = invoices.iter().map(|invoice| invoice.id).collect();
        } else {
            self.unticked.clear();
        }
    }

    /// Begins to type a part of the highlighted invoice.
    pub fn begin_part(&mut self, invoices: &[InvoiceLine]) {
        let part = invoices.get(self.row).and_then(|invoice| self.part_of(invoice));
        self.part =
            part.map_or_else(Field::default, |part| Field::new(&super::tender::short(part)));
    }

    /// Takes the part that was typed; nothing typed means the whole invoice again.
    ///
    /// # Errors
    /// The highlighted invoice, when the text is no part of what is due on it.
    pub fn take_part<'i>(&mut self, invoices: &'i [InvoiceLine]) -> Result<(), &'i InvoiceLine> {
        let Some(invoice) = invoices.get(self.row) else { return Ok(()) };
        let part = if self.part.is_empty() { Some(invoice.due) } else { amount(self.part.text()) };
        let part = part.filter(|part| *part > Cents::ZERO && *part <= invoice.due);
        let part = part.ok_or(invoice)?;
        self.parts.retain(|(id, _)| *id != invoice.id);
        self.unticked.retain(|id| *id != invoice.id);
        if part < invoice.due {
            self.parts.push((invoice.id, part));
        }
        Ok(())
    }
}
