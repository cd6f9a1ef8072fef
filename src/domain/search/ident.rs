//! Numbers and addresses that name one family: login id, telephone, e-mail, invoice number.
//!
//! One table holds them all, folded and without separators, so that one prefix scan answers:
//! `evr04217` `04217` `4217` for a login id, `clairemexemplefr` for an e-mail (its local part is
//! its beginning), `20261004217` for an invoice, `0612345678` for a telephone. The last digits of
//! a telephone are the beginning of its digits reversed, behind a mark: `<8765432160`.

use std::collections::BTreeSet;

use super::cut;
use crate::domain::contact::phone_digits;
use crate::domain::text::fold;

/// Stands before reversed digits; no folded text has it.
const REVERSED: char = '<';

/// Fewest last digits of a telephone that are looked for.
const PHONE_DIGITS: usize = 4;

/// Everything that names a family but its people's names; empty texts give nothing.
///
/// A fact that brings one invoice files that one with `idents("", &[], &[], &[number])`.
pub fn idents(
    login: &str,
    phones: &[&str],
    emails: &[&str],
    invoices: &[&str],
) -> BTreeSet<String> {
    let mut values: BTreeSet<String> = emails.iter().chain(invoices).map(|t| squash(t)).collect();
    let login = squash(login);
    let number = login.trim_start_matches(|c: char| !c.is_ascii_digit());
    values.insert(number.to_owned());
    values.insert(number.trim_start_matches('0').to_owned());
    values.insert(login);
    for phone in phones {
        let digits = phone_digits(phone).unwrap_or_else(|| squash(phone));
        values.extend(reversed(&digits));
        values.insert(digits);
    }
    values.remove("");
    values
}

/// What a typed text may be the whole of, or the beginning of: empty unless it has a digit or an
/// `@`, or a dot inside (half an e-mail).
///
/// `login_prefix` are the letters of the commune's login ids: `EVR 4217` also looks for `4217`,
/// the same id without its zeros.
pub fn wanted(text: &str, login_prefix: &str) -> Vec<String> {
    let value = squash(text);
    if value.is_empty() || !looks_like_ident(text) {
        return Vec::new();
    }
    let number = value.strip_prefix(&squash(login_prefix)).unwrap_or_default();
    let number = if is_digits(number) { number.trim_start_matches('0') } else { "" };
    let mut wanted = vec![value.clone()];
    for other in [number.to_owned(), phone_digits(text).unwrap_or_default()] {
        if !other.is_empty() && !wanted.contains(&other) {
            wanted.push(other);
        }
    }
    wanted
}

/// The value that begins with a telephone's last digits, from the last on; `None` for fewer than
/// four digits and for anything else than digits.
pub fn reversed(digits: &str) -> Option<String> {
    let enough = digits.len() >= PHONE_DIGITS && is_digits(digits);
    enough.then(|| std::iter::once(REVERSED).chain(digits.chars().rev()).collect())
}

/// Folded, without any separator, cut to the length of a key.
fn squash(text: &str) -> String {
    cut(&fold(text).replace(' ', ""))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn looks_like_ident(text: &str) -> bool {
    let has_inner_dot = text.split_whitespace().any(|word| {
        word.split_once(['.', '_']).is_some_and(|(before, after)| {
            before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
        })
    });
    text.contains(|c: char| c.is_ascii_digit() || c == '@') || has_inner_dot
}
