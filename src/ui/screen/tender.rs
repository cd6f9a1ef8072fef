//! What was handed over: an amount of cash, or what the card terminal's ticket says.
//!
//! No field here ever keeps a card number: whoever types or pastes one finds the field empty.

use crate::desk::refusal::Refusal;
use crate::domain::card::looks_like_card_number;
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender as domain;
use crate::domain::till::fast_cash;
use crate::ui::field::Field;
use crate::ui::key::{Key, digit};
use crate::ui::msg::Tone;
use crate::ui::turn::Turn;

/// More than an amount or an authorisation number needs, and room for a card number to be seen.
pub const LONGEST: usize = 20;

/// The digits of a card that may be noted.
pub const LAST_DIGITS: usize = 4;

/// What was typed about the money.
#[derive(Clone, Debug, PartialEq)]
pub struct Tender {
    /// With what.
    pub mode: TenderMode,
    /// Cash: what was handed over; empty means the exact amount.
    pub received: Field,
    /// Card: the terminal's authorisation number.
    pub authorisation: Field,
    /// Card: its last four digits.
    pub last_four: Field,
    /// Cash above the limit: why.
    pub reason: Field,
    /// The amount is a proposal that nobody typed: the first digit starts anew.
    pub proposed: bool,
}

impl Default for Tender {
    fn default() -> Self {
        Self {
            mode: TenderMode::Cash,
            received: Field::default(),
            authorisation: Field::default(),
            last_four: Field::default(),
            reason: Field::default(),
            proposed: false,
        }
    }
}

impl Tender {
    /// What was handed over in cash; `None` while it reads as no amount.
    pub fn handed(&self, total: Cents) -> Option<Cents> {
        if self.received.is_empty() { Some(total) } else { amount(self.received.text()) }
    }

    /// What the desk is told; `None` while the amount reads as none.
    pub fn input(&self, amount: Cents) -> Option<domain::Tender> {
        match self.mode {
            TenderMode::Cash => Some(domain::Tender::Cash {
                amount,
                received: self.handed(amount)?,
                reason: self.reason.text().to_owned(),
            }),
            _ => Some(domain::Tender::Card {
                amount,
                authorisation: self.authorisation.text().to_owned(),
                last_four: self.last_four.text().to_owned(),
            }),
        }
    }

    /// The next or the last of the usual amounts, round and round.
    pub fn propose(&mut self, total: Cents, key: Key) {
        let amounts = fast_cash(total);
        let typed = amount(self.received.text());
        let place = amounts.iter().position(|one| Some(*one) == typed);
        let count = amounts.len().max(1);
        let next = match (place, key) {
            (None, Key::Up) => count - 1,
            (None, _) => 0,
            (Some(place), Key::Up) => (place + count - 1) % count,
            (Some(place), _) => (place + 1) % count,
        };
        if let Some(amount) = amounts.get(next) {
            self.received = Field::new(&short(*amount));
            self.proposed = true;
        }
    }

    /// Types a digit or the comma of the amount handed over.
    pub fn type_amount(&mut self, key: Key, turn: &mut Turn<'_>) {
        if std::mem::take(&mut self.proposed) {
            self.received.clear();
        }
        typed(&mut self.received, key, LONGEST, turn);
    }
}

/// `47,35`, or `50` for whole euros; without a gap between thousands, so that it can be edited.
pub fn short(amount: Cents) -> String {
    let plain = amount.plain().replace('\u{a0}', "");
    plain.strip_suffix(",00").map_or(plain.clone(), str::to_owned)
}

/// An amount as typed; a comma with nothing behind it is none yet.
pub fn amount(text: &str) -> Option<Cents> {
    Cents::parse(text.strip_suffix(',').unwrap_or(text))
}

/// `« 47,355 » n’est pas un montant. Exemple : 47,35.`
pub fn not_an_amount(text: &str) -> String {
    format!("«\u{a0}{text}\u{a0}» n’est pas un montant. Exemple\u{a0}: 47,35.")
}

/// Types a digit or the comma at the end of a field.
pub fn typed(field: &mut Field, key: Key, longest: usize, turn: &mut Turn<'_>) {
    let typed = digit(key).and_then(|number| char::from_digit(number, 10)).unwrap_or(',');
    add(field, typed.encode_utf8(&mut [0; 4]), longest, turn);
}

/// Pastes the letters, digits and commas of a text at the end of a field.
pub fn pasted(field: &mut Field, text: &str, longest: usize, turn: &mut Turn<'_>) {
    let kept: String = text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == ',').collect();
    add(field, &kept, longest, turn);
}

/// Adds a text that fits; a card number empties the field.
fn add(field: &mut Field, text: &str, longest: usize, turn: &mut Turn<'_>) {
    let whole = format!("{}{text}", field.text());
    if looks_like_card_number(&whole) {
        field.clear();
        turn.say(Tone::No, Refusal::CardNumber.to_string());
    } else if whole.chars().count() <= longest {
        field.paste(text);
    }
}

/// Empties a field of free words if a card number stands in it.
pub fn without_card_number(field: &mut Field, turn: &mut Turn<'_>) {
    add(field, "", usize::MAX, turn);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_proposed_as_they_are_typed() {
        for (text, cents) in [("50", Some(5000)), ("50,", Some(5000)), ("47,3", Some(4730))] {
            assert_eq!(amount(text), cents.map(Cents), "{text}");
        }
        for text in ["", ",", "5,,", "47,355", "4,5,6"] {
            assert_eq!(amount(text), None, "{text}");
        }
        for (cents, text) in [(4735, "47,35"), (5000, "50"), (123_450, "1234,50"), (4730, "47,30")]
        {
            assert_eq!(short(Cents(cents)), text);
            assert_eq!(amount(text), Some(Cents(cents)));
        }
    }

    #[test]
    fn usual_amounts_go_round() {
        let mut tender = Tender::default();
        let mut proposed = |key| {
            tender.propose(Cents(4735), key);
            tender.received.text().to_owned()
        };
        let down = [Key::Down; 5].map(&mut proposed);
        assert_eq!(down, ["47,35", "50", "60", "100", "47,35"]);
        assert_eq!([Key::Up; 2].map(&mut proposed), ["100", "60"]);
    }
}
