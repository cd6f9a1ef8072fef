//! The sections of a profile that say when families pay, and when the unpaid are blocked.

use super::reader::{Mistakes, Section};
use crate::domain::paying::{PaymentWindows, UnpaidRule, Window};

/// The last day of the month that every month has.
const LAST_DAY: u32 = 28;

/// `[paiement_en_ligne]`, and `[paiement_au_guichet]` where the counter has days of its own.
pub(super) fn windows(
    root: &Section<'_, '_>,
    mistakes: &mut Mistakes<'_>,
) -> Option<PaymentWindows> {
    let section = root.section("paiement_en_ligne", &["jusqu_au", "du", "au"], mistakes)?;
    let online = if section.has("jusqu_au") {
        section.forbid("du", "sauf sans jusqu_au", mistakes);
        section.forbid("au", "sauf sans jusqu_au", mistakes);
        let bounds =
            [("dernier-jour-du-mois", Window::UntilEndOfMonth), ("sans-limite", Window::Always)];
        section.choice("jusqu_au", &bounds, mistakes)
    } else {
        days(&section, mistakes)
    };
    let counter = if root.has("paiement_au_guichet") {
        let section = root.section("paiement_au_guichet", &["du", "au"], mistakes);
        section.and_then(|section| days(&section, mistakes))
    } else {
        Some(Window::Always)
    };
    Some(PaymentWindows { online: online?, counter: counter? })
}

fn days(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Window> {
    let from = section.integer("du", 1..=LAST_DAY, mistakes);
    let to = section.integer("au", 1..=LAST_DAY, mistakes);
    let (from, to) = (from?, to?);
    if to < from {
        section.refuse("au", &format!("un jour du mois à partir du {from}"), mistakes);
    }
    Some(Window::Days { from, to })
}

/// The keys of `[acces]` that say when the unpaid are blocked.
pub(super) const UNPAID_KEYS: [&str; 3] = ["impayes_bloquants", "impayes_seuil", "impayes_source"];

/// `impayes_bloquants = 0` is never.
pub(super) fn unpaid(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<UnpaidRule> {
    let count: u32 = section.integer("impayes_bloquants", 0..=99, mistakes)?;
    if count == 0 {
        let only = "sauf avec impayes_bloquants au-dessus de 0";
        section.forbid("impayes_seuil", only, mistakes);
        section.forbid("impayes_source", only, mistakes);
        return Some(UnpaidRule { count, beyond: false, source: String::new() });
    }
    let beyond = section.has("impayes_seuil");
    let beyond = if beyond {
        section.choice("impayes_seuil", &[("atteint", false), ("dépassé", true)], mistakes)
    } else {
        Some(false)
    };
    let sourced = section.has("impayes_source");
    let source = sourced.then(|| section.text("impayes_source", mistakes));
    let source = match source {
        Some(text) => text?,
        None => String::new(),
    };
    Some(UnpaidRule { count, beyond: beyond?, source })
}
