//! The fields of a payment: where the keys go, and what each field takes.

use super::payment::{Payment, Zone};
use super::tender::{LAST_DIGITS, LONGEST, next_of, pasted, typed, without_card_number};
use crate::domain::people::TenderMode;
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::table::moved;
use crate::ui::turn::Turn;

impl Payment {
    /// An arrow: the next thing to propose in a field, else the next invoice.
    pub(super) fn arrow(&mut self, key: Key) {
        let proposals = self.proposals();
        let clicked = matches!(key, Key::Row(_));
        let field = self.field().filter(|_| !clicked);
        let proposal = field.and_then(|field| next_of(field, &proposals, key));
        match (self.zone, proposal) {
            (Zone::Amount | Zone::Bank | Zone::Reason, Some(proposal)) => {
                if self.zone == Zone::Amount {
                    (self.form.proposed, self.form.part) = (true, false);
                }
                if let Some(field) = self.field() {
                    *field = proposal;
                }
            }
            (Zone::Reason | Zone::Bank, None) => {}
            _ => {
                self.zone = Zone::Invoices;
                self.bill.row = moved(self.bill.row, self.view.invoices.len(), key);
            }
        }
    }

    /// Where Tab goes, in order; the fields of the tender before the invoices.
    pub(super) const fn zones(&self) -> &'static [Zone] {
        match self.form.mode {
            TenderMode::Cash | TenderMode::Credit => &[Zone::Amount, Zone::Invoices],
            TenderMode::Card => {
                &[Zone::Authorisation, Zone::LastFour, Zone::Amount, Zone::Invoices]
            }
            TenderMode::Cheque => &[Zone::Number, Zone::Bank, Zone::Amount, Zone::Invoices],
        }
    }

    /// Tab: the fields of the tender, then the invoices; Maj+Tab the other way round.
    pub(super) fn next_zone(&mut self, key: Key) {
        let zones = self.zones();
        let place = zones.iter().position(|zone| *zone == self.zone).unwrap_or(0);
        let steps = if key == Key::BackTab { zones.len() - 1 } else { 1 };
        self.zone = zones.iter().cycle().nth(place + steps).copied().unwrap_or(Zone::Amount);
    }

    /// Digits go to the field in sight; from the invoices, to the first field of the tender.
    pub(super) fn type_digit(&mut self, key: Key, turn: &mut Turn<'_>) {
        if self.zone == Zone::Invoices {
            self.zone = self.first_zone();
        }
        match self.zone {
            Zone::Amount => self.form.type_amount(key, turn),
            zone => {
                let longest = if zone == Zone::LastFour { LAST_DIGITS } else { LONGEST };
                if let Some(field) = self.field() {
                    typed(field, key, longest, turn);
                }
            }
        }
    }

    /// The field that is being typed in.
    pub(super) const fn field(&mut self) -> Option<&mut Field> {
        match self.zone {
            Zone::Amount => Some(&mut self.form.amount),
            Zone::Authorisation => Some(&mut self.form.authorisation),
            Zone::LastFour => Some(&mut self.form.last_four),
            Zone::Number => Some(&mut self.form.number),
            Zone::Bank => Some(&mut self.form.bank),
            Zone::Part => Some(&mut self.bill.part),
            Zone::Reason => Some(&mut self.reason),
            Zone::Outsider => Some(&mut self.outsider),
            Zone::Invoices | Zone::Short => None,
        }
    }

    /// Words are edited like any text; of the other fields only the end can be taken off.
    pub(super) fn key(&mut self, key: Key, turn: &mut Turn<'_>) {
        let edits = self.is_words() || matches!(key, Key::Backspace | Key::Ctrl('u'));
        if let Some(field) = self.field().filter(|_| edits) {
            field.key(key);
            without_card_number(field, turn);
            if self.zone == Zone::Amount {
                (self.form.proposed, self.form.part) = (false, false);
            }
        }
    }

    pub(super) fn paste(&mut self, text: &str, turn: &mut Turn<'_>) {
        let longest = if self.zone == Zone::LastFour { LAST_DIGITS } else { LONGEST };
        let words = self.is_words();
        match self.field() {
            Some(field) if words => {
                field.paste(text);
                without_card_number(field, turn);
            }
            Some(field) => pasted(field, text, longest, turn),
            None => {}
        }
    }

    /// Whether letters are text here.
    pub(super) const fn is_words(&self) -> bool {
        matches!(self.zone, Zone::Reason | Zone::Bank | Zone::Outsider)
    }
}
