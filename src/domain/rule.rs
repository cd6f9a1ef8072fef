//! A commune's rule for booking an activity: the deadlines, and what happens after them.

use chrono::Weekday;

use super::activity::Season;
use super::deadline::DeadlineRule;
use super::money::Cents;

/// What the commune does with a booking that comes too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AfterDeadline {
    /// « Si les journées sont grisées ou n'apparaissent pas, c'est que les délais d'inscription
    /// sont dépassés. »
    Refuse,
    /// « Oups ! Hors délais, l'inscription sera majorée »
    Surcharge(Surcharge),
    /// « Inscription sur la liste d’attente de l’activité »
    Wait,
    /// « Inscriptions soumise à validation par un agent de la collectivité »
    Validate,
}

/// By how much a late booking is dearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Surcharge {
    /// « +1,00 € »
    Fixed(Cents),
    /// « +50 % », rounded half up to the cent.
    Percent(u32),
}

impl Surcharge {
    /// A price with it.
    pub const fn added_to(self, price: Cents) -> Cents {
        match self {
            Self::Fixed(extra) => price.plus(extra),
            Self::Percent(percent) => {
                let hundredths = price.0.saturating_mul(percent as i64);
                price.plus(Cents(hundredths.saturating_add(50).div_euclid(100)))
            }
        }
    }
}

/// `1,95 €`, `50 %`.
impl std::fmt::Display for Surcharge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fixed(extra) => extra.fmt(f),
            Self::Percent(percent) => write!(f, "{percent}\u{a0}%"),
        }
    }
}

/// What the commune does with a booking that finds no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AfterFull {
    /// « Inscriptions complètes »
    Refuse,
    /// « Inscription sur la liste d'attente de l'activité »
    WaitingList,
}

/// From when on the days of the summer holidays can be booked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SummerOpening {
    /// Like all others.
    #[default]
    WithTheRest,
    /// « l'inscription pour la période estivale ne sera ouverte qu'après les vacances de février »
    AfterWinter,
}

/// How an activity is booked and given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingRule {
    /// Its name in the profile: `restauration`.
    pub name: String,
    /// Until when a day is booked.
    pub deadline: DeadlineRule,
    /// Until when it is given back.
    pub cancellation: DeadlineRule,
    /// « Inscriptions soumise à validation par un agent de la collectivité »: every booking is, in
    /// time or not.
    pub validated: bool,
    /// What becomes of a booking that comes later.
    pub after: AfterDeadline,
    /// What when no place is left.
    pub full: AfterFull,
    /// The part of the year in which its activities live; `None`: their kind's.
    pub season: Option<Season>,
    /// From when on its days of summer can be booked.
    pub summer: SummerOpening,
    /// Where the rule comes from: a sentence of the commune's, or `demo`.
    pub source: String,
}

impl BookingRule {
    /// The rule for a service of that day of the week, and where it comes from: `réserver et
    /// annuler 5 jours ouvrés avant. « 5 jours ouvrés pour la restauration scolaire »`.
    pub fn in_words(&self, service: Weekday) -> String {
        let (book, cancel) = (&self.deadline, &self.cancellation);
        let book_by = book.in_words(service);
        let act = if book == cancel {
            format!("réserver et annuler {book_by}")
        } else {
            format!("réserver {book_by}, annuler {}", cancel.in_words(service))
        };
        format!("{act}. {}", self.quoted())
    }

    /// Its source: a sentence of the commune's between quotation marks, a choice of Guichet's as
    /// such.
    pub fn quoted(&self) -> String {
        match self.source.as_str() {
            "demo" => "Règle de la démonstration".to_owned(),
            choice if choice.starts_with("choix de Guichet") => choice.to_owned(),
            sentence => format!("«\u{a0}{sentence}\u{a0}»"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surcharge_is_an_amount_or_a_share_rounded_half_up() {
        for (surcharge, price, dearer, said) in [
            (Surcharge::Fixed(Cents(100)), 390, 490, "1,00\u{a0}€"),
            (Surcharge::Percent(50), 390, 585, "50\u{a0}%"),
            (Surcharge::Percent(50), 385, 578, "50\u{a0}%"),
            (Surcharge::Percent(10), 394, 433, "10\u{a0}%"),
            (Surcharge::Percent(10), 395, 435, "10\u{a0}%"),
            (Surcharge::Percent(100), 0, 0, "100\u{a0}%"),
        ] {
            assert_eq!(surcharge.added_to(Cents(price)), Cents(dearer), "{surcharge} {price}");
            assert_eq!(surcharge.to_string(), said);
        }
    }
}
