//! What is being handed over: an amount of cash, what the card terminal's ticket says, a cheque.
//!
//! No field here ever keeps a card number: whoever types or pastes one finds the field empty.

use crate::desk::refusal::Refusal;
use crate::domain::card::looks_like_card_number;
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::Tender;
use crate::domain::till::{TenderDoubt, check_tender};
use crate::ui::field::Field;
use crate::ui::key::{Key, digit};
use crate::ui::msg::Tone;
use crate::ui::turn::Turn;

/// More than an amount or an authorisation number needs, and room for a card number to be seen.
pub const LONGEST: usize = 20;

/// The digits of a card that may be noted.
pub const LAST_DIGITS: usize = 4;

/// One tender as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// With what.
    pub mode: TenderMode,
    /// Cash: what was handed over. Card, cheque: what they pay. Empty means all that is left.
    pub amount: Field,
    /// Card: the terminal's authorisation number.
    pub authorisation: Field,
    /// Card: its last four digits.
    pub last_four: Field,
    /// Cheque: its number.
    pub number: Field,
    /// Cheque: its bank.
    pub bank: Field,
    /// What is too much stays as the family's credit.
    pub keep: bool,
    /// What is too little is all that is paid today.
    pub part: bool,
    /// The amount is a proposal that nobody typed: the first digit starts anew.
    pub proposed: bool,
}

/// What the form comes to, against what is left to pay.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// The amount reads as none.
    Unread,
    /// It is zero.
    Nothing,
    /// It is less: the rest is missing.
    Short(Tender, Cents),
    /// It is so much more that it must be a typing error.
    Doubtful(Cents),
    /// A card or a cheque is for more, and nobody chose to keep the difference.
    Over(Cents),
    /// It pays all that is left: what is given back, and what is kept as credit.
    Full(Tender, Cents, Cents),
}

impl Form {
    /// An empty form.
    pub fn new(mode: TenderMode) -> Self {
        Self {
            mode,
            amount: Field::default(),
            authorisation: Field::default(),
            last_four: Field::default(),
            number: Field::default(),
            bank: Field::default(),
            keep: false,
            part: false,
            proposed: false,
        }
    }

    /// What the form comes to.
    pub fn offer(&self, rest: Cents) -> Offer {
        let handed = if self.amount.is_empty() { Some(rest) } else { amount(self.amount.text()) };
        match handed {
            None => Offer::Unread,
            Some(handed) if handed <= Cents::ZERO => Offer::Nothing,
            Some(handed) if handed < rest => {
                Offer::Short(self.tender(handed, handed), rest.minus(handed))
            }
            Some(handed) if self.keep || handed == rest => {
                Offer::Full(self.tender(handed, handed), Cents::ZERO, handed.minus(rest))
            }
            Some(handed) if self.mode == TenderMode::Cash => match check_tender(rest, handed) {
                Ok(change) => Offer::Full(self.tender(rest, handed), change, Cents::ZERO),
                Err(TenderDoubt::TooMuch | TenderDoubt::TooLittle) => {
                    Offer::Doubtful(handed.minus(rest))
                }
            },
            Some(handed) => Offer::Over(handed.minus(rest)),
        }
    }

    fn tender(&self, amount: Cents, received: Cents) -> Tender {
        let text = |field: &Field| field.text().to_owned();
        match self.mode {
            TenderMode::Cash => Tender::Cash { amount, received, reason: String::new() },
            TenderMode::Card => Tender::Card {
                amount,
                authorisation: text(&self.authorisation),
                last_four: text(&self.last_four),
            },
            TenderMode::Cheque => {
                Tender::Cheque { amount, bank: text(&self.bank), number: text(&self.number) }
            }
            TenderMode::Credit => Tender::Credit { amount },
        }
    }

    /// Types a digit or the comma of the amount.
    pub fn type_amount(&mut self, key: Key, turn: &mut Turn<'_>) {
        if std::mem::take(&mut self.proposed) {
            self.amount.clear();
        }
        self.part = false;
        typed(&mut self.amount, key, LONGEST, turn);
    }
}

/// The next or the last of some texts, round and round, from the one that stands in a field.
pub fn next_of(field: &Field, texts: &[String], key: Key) -> Option<Field> {
    let place = texts.iter().position(|text| text == field.text());
    let count = texts.len().max(1);
    let next = match (place, key) {
        (None, Key::Up) => count - 1,
        (None, _) => 0,
        (Some(place), Key::Up) => (place + count - 1) % count,
        (Some(place), _) => (place + 1) % count,
    };
    texts.get(next).map(|text| Field::new(text))
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
    use crate::domain::till::fast_cash;

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
        let texts: Vec<String> = fast_cash(Cents(4735)).into_iter().map(short).collect();
        let mut field = Field::default();
        let mut proposed = |key| {
            field = next_of(&field, &texts, key).unwrap();
            field.text().to_owned()
        };
        let down = [Key::Down; 5].map(&mut proposed);
        assert_eq!(down, ["47,35", "50", "60", "100", "47,35"]);
        assert_eq!([Key::Up; 2].map(&mut proposed), ["100", "60"]);
        assert_eq!(next_of(&Field::default(), &[], Key::Down), None);
    }

    #[test]
    fn an_offer_is_weighed_against_what_is_left() {
        let cash = |text: &str, keep| Form {
            amount: Field::new(text),
            keep,
            ..Form::new(TenderMode::Cash)
        };
        let cheque = |text: &str, keep| Form { mode: TenderMode::Cheque, ..cash(text, keep) };
        let paid = |form: Form| match form.offer(Cents(4735)) {
            Offer::Full(tender, change, kept) => Ok((tender.amount().0, change.0, kept.0)),
            other => Err(other),
        };
        for (form, offer) in [
            (cash("", false), (4735, 0, 0)),
            (cash("50", false), (4735, 265, 0)),
            (cash("50", true), (5000, 0, 265)),
            (cheque("", false), (4735, 0, 0)),
            (cheque("47,35", false), (4735, 0, 0)),
            (cheque("60", true), (6000, 0, 1265)),
        ] {
            assert_eq!(paid(form.clone()), Ok(offer), "{form:?}");
        }
        assert_eq!(paid(cash("4,7,1", false)), Err(Offer::Unread));
        assert_eq!(paid(cash("0", true)), Err(Offer::Nothing));
        assert_eq!(paid(cash("4735", false)), Err(Offer::Doubtful(Cents(468_765))));
        assert_eq!(paid(cheque("60", false)), Err(Offer::Over(Cents(1265))));
        let Err(Offer::Short(tender, missing)) = paid(cheque("30", true)) else { panic!() };
        assert_eq!((tender.amount(), missing), (Cents(3000), Cents(1735)));
    }
}
