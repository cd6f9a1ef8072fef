//! What a household holds: only what the journal does not know yet.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Household, Importing};
use crate::desk::Answer;
use crate::domain::ids::{ActivityId, ChildId, EnrolmentId, FamilyId};
use crate::domain::people::{AccountState, BlockCause, Rhythm};
use crate::domain::time::LAST_DAY;
use crate::import::{EnrolmentRow, FamilyRow};
use crate::journal::fact::{
    AccountBlocked, BookingMade, Enrolment, HoldingsImported, InvoiceIssued,
};

/// To what a child has a right, and when: first and last day.
type Right = (ChildId, ActivityId, NaiveDate, NaiveDate);

impl Importing<'_> {
    /// Writes the enrolments, invoices and bookings that are new.
    pub(super) fn holdings(&mut self, row: &FamilyRow, household: &Household) -> Answer<()> {
        let family = household.family;
        let fact = HoldingsImported {
            family,
            enrolments: self.enrolments(row, household)?,
            invoices: self.invoices(row)?,
            bookings: self.bookings(row, household)?,
            documents: self.documents(row, household)?,
            activated: self.activated(row, family)?,
            wallet: self.wallet(row, family)?,
        };
        self.summary.enrolments += fact.enrolments.len();
        self.summary.invoices += fact.invoices.len();
        self.summary.bookings += fact.bookings.len();
        self.summary.documents += fact.documents.len();
        let empty = fact.enrolments.is_empty()
            && fact.invoices.is_empty()
            && fact.bookings.is_empty()
            && fact.documents.is_empty()
            && fact.activated.is_none()
            && !fact.wallet;
        if !empty {
            self.gesture.append(&fact.into())?;
        }
        Ok(())
    }

    /// Those that are new, and those of the office of which it says now how the child comes.
    fn enrolments(&mut self, row: &FamilyRow, household: &Household) -> Answer<Vec<Enrolment>> {
        let mut known: HashSet<Right> = HashSet::new();
        let mut of_office: HashMap<Right, (EnrolmentId, Option<Rhythm>)> = HashMap::new();
        for child in household.known_children() {
            let read = self.gesture.read();
            for (activity, from, to) in read.known_rights(*child)? {
                known.insert((*child, activity, from, to));
            }
            for one in read.enrolments(*child)?.into_iter().filter(|one| !one.given_here) {
                let right = (*child, one.activity, one.from, one.to);
                of_office.insert(right, (one.id, one.rhythm));
            }
        }
        let mut new = Vec::new();
        for enrolment in &row.enrolments {
            let (Some(child), Some(activity)) =
                (household.children.get(enrolment.child), self.activities.get(enrolment.activity))
            else {
                continue;
            };
            let (child, activity) = (*child, *activity);
            let EnrolmentRow { from, to, rhythm, .. } = *enrolment;
            let right = (child, activity, from, to);
            let id = match of_office.get(&right) {
                _ if known.insert(right) => self.gesture.new_id()?,
                Some((id, said)) if rhythm.is_some() && *said != rhythm => *id,
                _ => continue,
            };
            new.push(Enrolment { enrolment: id, child, activity, from, to, rhythm });
        }
        Ok(new)
    }

    fn invoices(&mut self, row: &FamilyRow) -> Answer<Vec<InvoiceIssued>> {
        let mut new = Vec::new();
        for invoice in &row.invoices {
            if let Some(known) = self.gesture.read().invoice_by_number(&invoice.number)? {
                if known.due != invoice.due || known.amount != invoice.amount {
                    self.summary.kept_invoices += 1;
                }
                continue;
            }
            new.push(InvoiceIssued {
                invoice: self.gesture.new_id()?,
                number: invoice.number.clone(),
                period: invoice.period.clone(),
                label: invoice.label.clone(),
                amount: invoice.amount,
                due: invoice.due,
                issued: invoice.issued,
            });
        }
        Ok(new)
    }

    fn bookings(&mut self, row: &FamilyRow, household: &Household) -> Answer<Vec<BookingMade>> {
        let mut known: HashSet<(ChildId, ActivityId, NaiveDate)> = HashSet::new();
        for child in household.known_children() {
            for booking in self.gesture.read().bookings(*child, NaiveDate::default(), LAST_DAY)? {
                known.insert((*child, booking.activity, booking.day));
            }
        }
        let mut new = Vec::new();
        for booking in &row.bookings {
            let (Some(child), Some(activity)) =
                (household.children.get(booking.child), self.activities.get(booking.activity))
            else {
                continue;
            };
            let (child, activity) = (*child, *activity);
            if known.insert((child, activity, booking.day)) {
                new.push(BookingMade {
                    booking: self.gesture.new_id()?,
                    child,
                    activity,
                    day: booking.day,
                    state: booking.state,
                    price: booking.price,
                    deadline: None,
                    paid: None,
                });
            }
        }
        Ok(new)
    }

    /// Whether the family signed in at least once, where the office knows it and we did not.
    fn activated(&mut self, row: &FamilyRow, family: FamilyId) -> Answer<Option<bool>> {
        let office = row.account.is_some_and(|account| account.state != AccountState::New);
        let news = office && !self.gesture.read().account(family)?.activated;
        self.summary.accounts += usize::from(news);
        Ok(news.then_some(true))
    }

    /// Whether the family's credit pays its days, where the office knows it and we did not.
    fn wallet(&mut self, row: &FamilyRow, family: FamilyId) -> Answer<bool> {
        let office = row.account.is_some_and(|account| account.wallet);
        let news = office && !self.gesture.read().wallet_active(family)?;
        self.summary.accounts += usize::from(news);
        Ok(news)
    }

    /// Blocks the account of a family seen for the first time, if the office says so.
    pub(super) fn account(&mut self, row: &FamilyRow, family: FamilyId) -> Answer<()> {
        let blocked = row.account.filter(|account| account.state == AccountState::Blocked);
        let Some(account) = blocked else { return Ok(()) };
        if self.gesture.read().ever_blocked(family)? {
            return Ok(());
        }
        let block = self.gesture.new_id()?;
        let cause = account.cause.unwrap_or(BlockCause::Passwords);
        let since = account.since;
        let fact = AccountBlocked { block, family, cause, since, undoes: None };
        self.gesture.append(&fact.into())?;
        self.summary.accounts += 1;
        Ok(())
    }
}
