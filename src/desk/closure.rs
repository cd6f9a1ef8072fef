//! Closing a day later: those who had booked it are given it back free of charge, whatever their
//! deadline, and the families to be told are named.
//!
//! One gesture writes the closing and, for each family, the days that it gets back.

use chrono::NaiveDate;

use super::payment::guardian_line;
use super::refusal::Refusal;
use super::request::{ClosureWish, Reply};
use super::view::{ClosedDay, ClosedFamily, ClosedSpan, ClosureReview, ClosuresView};
use super::{Answer, Counter, known_family};
use crate::domain::enrolment::Span;
use crate::domain::household::{Child, Guardian};
use crate::domain::money::Cents;
use crate::domain::people::BookingState;
use crate::domain::text::clean;
use crate::domain::time::Moment;
use crate::journal::fact::{BookingCancelled, BookingsChanged, ServiceClosed};
use crate::store::Reader;
use crate::store::read::closures::StandingDay;

/// The longest closing, in days.
const MOST_DAYS: i64 = 366;
/// The fewest and the most characters of what it is called.
const LABEL_CHARS: std::ops::RangeInclusive<usize> = 3..=40;

/// What can be closed, and what is closed already from today on.
pub(super) fn open(counter: &mut Counter, now: Moment) -> Answer<Reply> {
    counter.writer()?;
    let read = counter.store.read();
    let activities = read.activities()?.into_iter().map(|one| (one.id, one.label)).collect();
    let closed = read.closures_from(now.today())?.into_iter();
    let closed = closed.map(|(activity, one)| ClosedSpan {
        activity,
        span: Span { from: one.first, to: one.last },
        label: one.label,
    });
    let closed = closed.collect();
    Ok(Reply::Closures(Box::new(ClosuresView { activities, closed })))
}

/// Whom a closing would concern: nothing is written.
pub(super) fn review(counter: &mut Counter, now: Moment, wish: &ClosureWish) -> Answer<Reply> {
    counter.writer()?;
    let wish = checked(wish, now.today())?;
    let snapshot = counter.store.snapshot()?;
    Ok(Reply::ClosureReview(Box::new(concerned(snapshot.read(), &wish)?)))
}

/// Closes the days of a review, if it still holds, and gives back what was booked.
pub(super) fn close(counter: &mut Counter, now: Moment, shown: &ClosureReview) -> Answer<Reply> {
    let agent = counter.writer()?;
    let wish = checked(&shown.wish, now.today())?;
    let mut gesture = counter.store.begin(now, agent.id)?;
    let review = concerned(gesture.read(), &wish)?;
    if review != *shown {
        return Ok(Reply::ClosureReview(Box::new(review)));
    }
    let ClosureWish { activity, span, label } = wish;
    let closed = ServiceClosed { activity, from: span.from, to: span.to, label };
    let closing = Some(gesture.append(&closed.into())?.id);
    for family in &review.families {
        let cancelled = family.days.iter().map(ClosedDay::given_back).collect();
        let (family, added) = (family.family, Vec::new());
        let fact = BookingsChanged { family, added, cancelled, undoes: None, closing };
        gesture.append(&fact.into())?;
    }
    gesture.commit()?;
    Ok(Reply::DaysClosed)
}

impl ClosedDay {
    fn given_back(&self) -> BookingCancelled {
        let Self { booking, saw, child, activity, day, .. } = *self;
        BookingCancelled { booking, saw, child, activity, day }
    }
}

fn checked(wish: &ClosureWish, today: NaiveDate) -> Answer<ClosureWish> {
    let label = clean(&wish.label);
    let days = wish.span.to.signed_duration_since(wish.span.from).num_days();
    let no = if wish.span.from < today {
        "Un jour passé ne se ferme plus. Choisissez aujourd’hui ou plus tard."
    } else if days < 0 {
        "La fin vient avant le début."
    } else if days >= MOST_DAYS {
        "Une fermeture dure un an au plus. Raccourcissez les dates."
    } else if !LABEL_CHARS.contains(&label.chars().count()) {
        "Dites pourquoi, en 3 à 40 caractères\u{a0}: grève, travaux… Les familles le liront."
    } else {
        return Ok(ClosureWish { label, ..wish.clone() });
    };
    Err(Refusal::Sentence(no.to_owned()).into())
}

/// The bookings that stand on the days to be closed, family by family.
fn concerned(read: Reader<'_>, wish: &ClosureWish) -> Answer<ClosureReview> {
    let mut families: Vec<ClosedFamily> = Vec::new();
    let mut children: Vec<Child> = Vec::new();
    for one in read.standing_days(wish.activity, wish.span.from, wish.span.to)? {
        if families.last().is_none_or(|last| last.family != one.family) {
            let family = known_family(read, one.family)?;
            let holder = read.guardians(family.id)?.into_iter().next();
            children = read.children(family.id)?;
            families.push(ClosedFamily {
                family: family.id,
                name: holder.as_ref().map(Guardian::name).unwrap_or_default(),
                login: family.login,
                phone: holder.as_ref().map(guardian_line).unwrap_or_default().phone,
                days: Vec::new(),
            });
        }
        if let Some(last) = families.last_mut() {
            last.days.push(day(&children, one));
        }
    }
    families.sort_by_cached_key(|family| family.name.to_lowercase());
    let days = || families.iter().flat_map(|family| &family.days);
    Ok(ClosureReview {
        wish: wish.clone(),
        total: days().map(|day| day.price).sum(),
        credited: days().map(|day| day.paid).sum(),
        families,
    })
}

fn day(children: &[Child], one: StandingDay) -> ClosedDay {
    let StandingDay { child, booking, label, .. } = one;
    let named = children.iter().find(|known| known.id == child);
    let owed = |amount: Option<Cents>| {
        amount.filter(|_| booking.state != BookingState::Waiting).unwrap_or_default()
    };
    ClosedDay {
        booking: booking.id,
        saw: booking.state,
        child,
        activity: booking.activity,
        day: booking.day,
        given: named.map(|child| child.given.clone()).unwrap_or_default(),
        label,
        price: owed(booking.price),
        paid: owed(booking.paid),
    }
}
