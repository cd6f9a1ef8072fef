//! A commune's rule for booking an activity: the deadline, and what happens after it.

use super::deadline::DeadlineRule;
use super::money::Cents;

/// What the commune does with a booking that comes too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AfterDeadline {
    /// « Si les journées sont grisées ou n'apparaissent pas, c'est que les délais d'inscription
    /// sont dépassés. »
    Refuse,
    /// « Oups ! Hors délais, l'inscription sera majorée »: by so much.
    Surcharge(Cents),
    /// « Inscriptions soumise à validation par un agent de la collectivité »
    Validate,
}

/// What the commune does with a booking that finds no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AfterFull {
    /// « Inscriptions complètes »
    Refuse,
}

/// How an activity is booked and given back: the same deadline serves both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingRule {
    /// Its name in the profile: `restauration`.
    pub name: String,
    /// Until when.
    pub deadline: DeadlineRule,
    /// Then what.
    pub after: AfterDeadline,
    /// What when no place is left.
    pub full: AfterFull,
    /// Where the rule comes from: a sentence of the commune's, or `demo`.
    pub source: String,
}
