//! The periods that offices write on their invoices, as far as they name one month.

use super::text::fold;

const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// The year and month that a period names: `oct. 26`, `octobre 2026`, `10/2026`, `2026-10`; `None`
/// for anything else, never a guess.
pub fn month_of(period: &str) -> Option<(i32, u32)> {
    let folded = fold(period);
    let (first, second) = folded.split_once(' ')?;
    if let Some(month) = month(first) {
        return Some((year(second)?, month));
    }
    match (first.len(), second.len()) {
        (4, 1 | 2) => Some((year(first)?, number(second)?)),
        (1 | 2, 4) => Some((year(second)?, number(first)?)),
        _ => None,
    }
}

/// The month that begins so, if only one does.
fn month(word: &str) -> Option<u32> {
    let mut begun = (1..).zip(MONTHS).filter(|(_, name)| word.len() > 2 && name.starts_with(word));
    let (number, _) = begun.next()?;
    begun.next().is_none().then_some(number)
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|month| (1..=12).contains(month))
}

fn year(digits: &str) -> Option<i32> {
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_names_its_month_or_nothing() {
        for (period, month) in [
            ("oct. 26", Some((2026, 10))),
            ("Octobre 2026", Some((2026, 10))),
            ("déc. 2026", Some((2026, 12))),
            ("févr. 27", Some((2027, 2))),
            ("10/2026", Some((2026, 10))),
            ("2026-09", Some((2026, 9))),
            ("juin 26", Some((2026, 6))),
            ("juil. 26", Some((2026, 7))),
            ("jui 26", None),
            ("13/2026", None),
            ("T4 2026", None),
            ("oct. 026", None),
            ("2026", None),
            ("", None),
        ] {
            assert_eq!(month_of(period), month, "{period}");
        }
    }
}
