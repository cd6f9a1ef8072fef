//! What families owe, and where their portal accounts stand.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use fastrand::Rng;

use crate::domain::money::Cents;
use crate::domain::people::{AccountState, BlockCause};
use crate::import::{AccountRow, ActivityRow, FamilyRow, InvoiceRow};

use super::activities::{AFTER_SCHOOL, CANTEEN, HOLIDAYS, bracket, price};
use super::people::chance;
use super::year::Year;

/// Invoice numbers that the screens name: no other family has them.
pub(super) const NAMED_NUMBERS: [u32; 2] = [4217, 4218];

const PERIODS: [&str; 12] = [
    "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];

/// Hands out the invoices' numbers, month by month.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    last: std::collections::HashMap<NaiveDate, u32>,
}

impl Ledger {
    /// The next invoice of a month. Nothing of it is paid.
    pub fn invoice(
        &mut self,
        month: NaiveDate,
        label: &str,
        amount: Cents,
        year: &Year,
    ) -> InvoiceRow {
        let last = self.last.entry(month).or_default();
        *last += 1;
        while NAMED_NUMBERS.contains(last) {
            *last += 1;
        }
        numbered(*last, month, label, amount, year)
    }
}

/// An invoice of a month with a number of its own. Nothing of it is paid.
pub(super) fn numbered(
    number: u32,
    month: NaiveDate,
    label: &str,
    amount: Cents,
    year: &Year,
) -> InvoiceRow {
    let period = PERIODS.get(month.month0() as usize).copied().unwrap_or_default();
    let issued = month + chrono::Months::new(1) + Days::new(1);
    InvoiceRow {
        number: format!("{}-{:02}-{number:05}", month.year(), month.month()),
        period: format!("{period} {:02}", month.year() % 100),
        label: label.to_owned(),
        amount,
        due: amount,
        issued: Some(issued.min(year.today)),
    }
}

/// The invoices of the last three months of a family that uses something: most are settled.
pub(super) fn bill(
    family: &mut FamilyRow,
    activities: &[ActivityRow],
    ledger: &mut Ledger,
    year: &Year,
    rng: &mut Rng,
) {
    if family.enrolments.is_empty() {
        return;
    }
    let bracket = bracket(family.means.quotient);
    let children = if family.children.len() > 1 { 2 } else { 1 };
    for (months_ago, open_percent) in [(3, 2), (2, 6), (1, 40)] {
        let month = year.month(-months_ago);
        let summer = matches!(month.month(), 7 | 8);
        let mut lines =
            if summer { vec![(HOLIDAYS, "vacances")] } else { vec![(CANTEEN, "cantine")] };
        if !summer && chance(rng, 25) {
            lines.push((AFTER_SCHOOL, "périscolaire"));
        }
        for (activity, label) in lines {
            let days = children * rng.u32(4..=16);
            let Some(activity) = activities.get(activity) else { continue };
            let amount = price(activity, bracket, days);
            let mut invoice = ledger.invoice(month, label, amount, year);
            invoice.due = match rng.u32(0..100) {
                percent if percent >= open_percent => Cents::ZERO,
                0 => Cents(amount.0 / 2),
                _ => amount,
            };
            family.invoices.push(invoice);
        }
    }
}

/// The account: most are in use, about 9 % never were, 1.5 % are blocked.
pub(super) fn open_account(family: &mut FamilyRow, year: &Year, rng: &mut Rng) {
    family.account = Some(match rng.u32(0..1000) {
        0..90 => account(AccountState::New),
        90..99 => blocked(BlockCause::Passwords, year, rng.u32(1..10), rng.u32(360..1380)),
        99..105 if family.invoices.len() > 1 => {
            family
                .invoices
                .iter_mut()
                .rev()
                .take(2)
                .for_each(|invoice| invoice.due = invoice.amount);
            blocked(BlockCause::Unpaid, year, rng.u32(1..20), 120)
        }
        _ => account(AccountState::Active),
    });
}

/// An account that nothing closes.
pub(super) const fn account(state: AccountState) -> AccountRow {
    AccountRow { state, cause: None, since: None, wallet: false }
}

/// An account that was closed so many days ago, at that minute of the day.
pub(super) fn blocked(cause: BlockCause, year: &Year, days_ago: u32, minute: u32) -> AccountRow {
    let time = NaiveTime::from_hms_opt(minute / 60 % 24, minute % 60, 0).unwrap_or_default();
    let since = year.day(-i64::from(days_ago)).and_time(time);
    AccountRow { cause: Some(cause), since: Some(since), ..account(AccountState::Blocked) }
}
