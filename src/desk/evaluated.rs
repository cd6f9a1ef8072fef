//! A review of bookings and the facts that it stands for, made change by change.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::days::{ChildDays, Others};
use super::request::DayChange;
use super::view::{Booked, BookingReview, ReviewLine, WaitingLine};
use super::{Answer, channel, waiting, wallet};
use crate::domain::ids::{ActivityId, FamilyId};
use crate::domain::money::Cents;
use crate::domain::people::{BookingState, DayState};
use crate::domain::time::Moment;
use crate::journal::fact::{BookingCancelled, BookingMade, BookingsChanged};
use crate::profile::Profile;
use crate::store::read::days::BookingRecord;
use crate::store::{Gesture, Reader};

/// A review, and the facts that it stands for.
#[derive(Default)]
pub(super) struct Evaluated {
    /// What is shown.
    pub review: BookingReview,
    added: Vec<BookingMade>,
    cancelled: Vec<BookingCancelled>,
    /// What this very gesture changes about a day.
    pending: HashMap<(ActivityId, NaiveDate), Others>,
}

impl Evaluated {
    /// What the changes so far add to what is written about the day of another one.
    pub(super) fn others(&self, change: DayChange) -> Others {
        self.pending.get(&(change.activity, change.day)).copied().unwrap_or_default()
    }

    /// Nothing yet, of a family whose credit may have to pay.
    pub(super) fn of(read: Reader<'_>, profile: &Profile, family: FamilyId) -> Answer<Self> {
        let wallet = wallet::of(read, profile, family)?;
        let channel = channel::proposed(profile);
        let review = BookingReview { wallet, channel, ..BookingReview::default() };
        Ok(Self { review, ..Self::default() })
    }

    /// Takes something out of the family's credit; whether that is what pays.
    const fn charge(&mut self, cost: Cents) -> bool {
        match &mut self.review.wallet {
            Some(wallet) => {
                wallet.cost = wallet.cost.plus(cost);
                true
            }
            None => false,
        }
    }

    /// Books a day; the identifier comes with the gesture.
    pub(super) fn book(&mut self, line: ReviewLine, mut made: BookingMade) {
        self.pending.entry((made.activity, made.day)).or_default().count(made.state, 1);
        if made.state == BookingState::Waiting {
            self.review.waiting.push(line);
        } else {
            made.paid = Some(line.price).filter(|price| self.charge(*price));
            self.review.total = self.review.total.plus(line.price);
            self.review.added.push(line);
        }
        self.added.push(made);
    }

    /// Gives a booking back; one that waited had cost nothing.
    pub(super) fn give_back(
        &mut self,
        days: &ChildDays,
        change: DayChange,
        booking: &BookingRecord,
        price: Cents,
    ) {
        let saw = booking.state;
        let paid = booking.paid.filter(|_| saw != BookingState::Waiting).unwrap_or_default();
        self.charge(Cents::ZERO.minus(paid));
        self.pending.entry((change.activity, change.day)).or_default().count(saw, -1);
        let price = if saw == BookingState::Waiting { Cents::ZERO } else { price };
        self.review.total = self.review.total.minus(price);
        let line = ReviewLine { price, ..line(days, change, DayState::Cancelled) };
        self.review.removed.push(line);
        let DayChange { child, activity, day, .. } = change;
        self.cancelled.push(BookingCancelled { booking: booking.id, saw, child, activity, day });
    }

    /// Leaves a day as it is, and says why.
    pub(super) fn refuse(&mut self, line: ReviewLine, reason: String) {
        self.review.refused.push(ReviewLine { reason, ..line });
    }

    /// Writes it all as one fact, and says who is first for each place that is free now.
    pub(super) fn write(
        self,
        mut gesture: Gesture<'_>,
        profile: &Profile,
        now: Moment,
        family: FamilyId,
    ) -> Answer<Booked> {
        wallet::pays(self.review.wallet)?;
        let mut added = Vec::with_capacity(self.added.len());
        for mut booking in self.added {
            booking.booking = gesture.new_id()?;
            added.push(booking);
        }
        let Self { cancelled, review, .. } = self;
        let days: BTreeSet<_> = cancelled.iter().map(|one| (one.activity, one.day)).collect();
        let undoes = review.undoes;
        let changed = BookingsChanged { family, added, cancelled, undoes, closing: None };
        let change = gesture.append(&changed.into())?.id;
        let channel = review.channel.filter(|_| undoes.is_none());
        channel::record(&mut gesture, profile, (family, change), channel)?;
        let mut freed: Vec<WaitingLine> = Vec::new();
        for day in days {
            freed.extend(waiting::first(gesture.read(), profile, now, day)?);
        }
        gesture.commit()?;
        Ok(Booked { review, freed })
    }
}

/// A line without a price.
pub(super) fn line(days: &ChildDays, change: DayChange, state: DayState) -> ReviewLine {
    ReviewLine {
        change,
        child: days.child.given.clone(),
        activity: days.activity.label.clone(),
        state,
        price: Cents::ZERO,
        surcharge: Cents::ZERO,
        rank: None,
        reason: String::new(),
    }
}
