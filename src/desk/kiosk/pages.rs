//! What a family reads: its days to come, its money, what a day costs it, its documents.

use chrono::{Days, NaiveDate};

use super::{Done, Kiosk};
use crate::desk::days::{FamilyDays, activities_of};
use crate::desk::request::kiosk::{KioskPage, KioskReply};
use crate::desk::view::kiosk::{
    BookedDay, KioskDocument, KioskInvoice, KioskReceipt, KioskSheet, KioskTariff,
};
use crate::desk::{documents, known_family};
use crate::domain::contrary::Standing;
use crate::domain::ids::FamilyId;
use crate::domain::money::Cents;
use crate::domain::tariff::Priced;
use crate::domain::time::Moment;

/// Days ahead that are read: a school year and its summer.
const AHEAD: Days = Days::new(400);
/// Days ahead among which one that can be booked tells its price.
const PRICED: Days = Days::new(60);
/// Invoices and receipts read, the latest first: two years of them.
const MOST: u32 = 24;

pub(super) fn read(kiosk: &Kiosk, now: Moment, page: KioskPage) -> Done<KioskReply> {
    let family = kiosk.family()?;
    let sheet = match page {
        KioskPage::Bookings => KioskSheet::Bookings(bookings(kiosk, now, family)?),
        KioskPage::Invoices => KioskSheet::Invoices(invoices(kiosk, now, family)?),
        KioskPage::Receipts => KioskSheet::Receipts(receipts(kiosk, family)?),
        KioskPage::Tariffs => KioskSheet::Tariffs(tariffs(kiosk, now, family)?),
        KioskPage::Documents => KioskSheet::Documents(asked(kiosk, now, family)?),
    };
    Ok(KioskReply::Sheet(Box::new(sheet)))
}

fn until(today: NaiveDate, ahead: Days) -> NaiveDate {
    today.checked_add_days(ahead).unwrap_or(today)
}

/// By day, then by child.
fn bookings(kiosk: &Kiosk, now: Moment, family: FamilyId) -> Done<Vec<BookedDay>> {
    let snapshot = kiosk.counter.store.snapshot()?;
    let (read, profile, today) = (snapshot.read(), &kiosk.counter.profile, now.today());
    let mut days = FamilyDays::new(read, profile, now, family)?;
    let mut booked = Vec::new();
    for child in read.children(family)? {
        for booking in read.bookings(child.id, today, until(today, AHEAD))? {
            if !booking.state.stands() {
                continue;
            }
            let label = read.activity(booking.activity)?.map(|one| one.label).unwrap_or_default();
            let of = days.of(child.id, booking.activity, booking.day)?;
            booked.push(BookedDay {
                day: booking.day,
                child: child.given.clone(),
                activity: (booking.activity, label),
                state: of.answer(profile, now, booking.day).state,
            });
        }
    }
    booked.sort_by(|a, b| (a.day, &a.child).cmp(&(b.day, &b.child)));
    Ok(booked)
}

fn invoices(kiosk: &Kiosk, now: Moment, family: FamilyId) -> Done<Vec<KioskInvoice>> {
    let windows = &kiosk.counter.profile.windows;
    let when = windows.told(now.today()).map(|when| format!("\u{a0}: {when}")).unwrap_or_default();
    let invoices = kiosk.counter.store.read().invoices(family, MOST)?.into_iter();
    Ok(invoices
        .map(|one| KioskInvoice {
            remark: match one.due {
                Cents::ZERO => "soldée".to_owned(),
                due if due < one.amount => format!("payée en partie{when}"),
                _ => format!("à payer{when}"),
            },
            label: [one.period, one.label].join(" · "),
            number: one.number,
            amount: one.amount,
            due: one.due,
        })
        .collect())
}

fn receipts(kiosk: &Kiosk, family: FamilyId) -> Done<Vec<KioskReceipt>> {
    let zone = kiosk.counter.profile.time_zone;
    let payments = kiosk.counter.store.read().payments(family, MOST)?.into_iter();
    Ok(payments
        .map(|one| KioskReceipt {
            number: one.receipt.to_string(),
            day: Moment::in_zone(one.entry.1.at, zone).today(),
            amount: one.amount,
            cancelled: one.standing != Standing::Stands,
        })
        .collect())
}

/// What the next day in time that can be booked costs each child at each of its activities.
fn tariffs(kiosk: &Kiosk, now: Moment, family: FamilyId) -> Done<Vec<KioskTariff>> {
    let snapshot = kiosk.counter.store.snapshot()?;
    let (read, profile, today) = (snapshot.read(), &kiosk.counter.profile, now.today());
    let mut days = FamilyDays::new(read, profile, now, family)?;
    let mut lines = Vec::new();
    for child in read.children(family)? {
        for activity in activities_of(&kiosk.counter, &child, today)? {
            let (mut price, mut by) = (None, String::new());
            let ahead = today.iter_days().take_while(|day| *day <= until(today, PRICED));
            for day in ahead {
                let of = days.of(child.id, activity.id, day)?;
                let answer = of.answer(profile, now, day);
                if answer.price.is_some() && answer.surcharge == Cents::ZERO {
                    price = answer.price;
                    by = made_of(&of.price(profile, day));
                    break;
                }
            }
            let (child, activity) = (child.given.clone(), activity.label);
            lines.push(KioskTariff { child, activity, price, by });
        }
    }
    Ok(lines)
}

/// `Tranche C 3,90 €`, and why it is the maximum where it is.
fn made_of(priced: &Priced) -> String {
    let lines = priced.counting().map(|line| format!("{} {}", line.words, line.amount));
    let maximum = priced.maximum.map(|why| format!("tarif maximum ({why})"));
    lines.chain(maximum).collect::<Vec<_>>().join(", ")
}

fn asked(kiosk: &Kiosk, now: Moment, family: FamilyId) -> Done<Vec<KioskDocument>> {
    let known = known_family(kiosk.counter.store.read(), family)?;
    let lines = documents::of_family(&kiosk.counter, now, &known)?.into_iter();
    Ok(lines
        .map(|one| KioskDocument { label: one.label, status: one.status, valid: one.valid })
        .collect())
}
