//! The state of one day for one child and one activity: decided here and nowhere else.
//!
//! The calendar, the review, the confirmation and `guichet explain` all ask this function, so
//! that what is shown is what is written. It reads no clock: `now` is part of the question.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::activity::Activity;
use super::calendar::{Closure, CommuneCalendar};
use super::deadline::{DeadlineRule, LastMoment, NoDeadline};
use super::money::Cents;
use super::people::{BookingState, DayState, RefusedFor};
use super::rule::{AfterDeadline, AfterFull, BookingRule, Surcharge};
use super::tariff::Priced;
use super::text::nth;
use super::time::{age_on, limit, long_limit, numeric_day};

mod closed;

use closed::Closed;

/// Everything that decides about one day.
#[derive(Clone, Copy, Debug)]
pub struct DayQuestion<'a> {
    /// Which day.
    pub day: NaiveDate,
    /// The commune's wall clock.
    pub now: NaiveDateTime,
    /// What the child would go to.
    pub activity: &'a Activity,
    /// The commune's rule for it.
    pub rule: &'a BookingRule,
    /// The commune's days.
    pub calendar: &'a CommuneCalendar,
    /// What it costs in time, and why.
    pub price: &'a Priced,
    /// Days on which the activity was closed later.
    pub closures: &'a [Closure],
    /// Who would go.
    pub child: ChildFacts<'a>,
    /// What is written about that day.
    pub booked: BookedFacts,
}

/// What decides about a child.
#[derive(Clone, Copy, Debug)]
pub struct ChildFacts<'a> {
    /// `Léo`.
    pub given: &'a str,
    /// Birth date.
    pub birth: NaiveDate,
    /// This child's enrolments in this activity.
    pub enrolments: &'a [Enrolment],
    /// What keeps this child from being booked on that day, one sentence each, with its remedy.
    pub hindrances: &'a [String],
}

/// A child's right to an activity, both days included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` while no end is known.
    pub to: Option<NaiveDate>,
    /// Why an agent admits the child at another age than the activity's; empty otherwise.
    pub age_reason: String,
}

impl Enrolment {
    /// Whether the child has a right to that day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// `Dérogation d’âge jusqu’au 02/07/2027 : fratrie.`; nothing without one.
    fn exception(&self) -> Option<String> {
        let until = self.to.map(|last| format!(" jusqu’au {}", numeric_day(last)));
        let (until, reason) = (until.unwrap_or_default(), &self.age_reason);
        (!reason.is_empty()).then(|| format!("Dérogation d’âge{until}\u{a0}: {reason}."))
    }
}

/// What is written about a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BookedFacts {
    /// This child's own booking of that day.
    pub own: Option<BookingState>,
    /// Why an agent refused it, if one did.
    pub motive: Option<RefusedFor>,
    /// How many places of the activity are taken on that day, this child's included.
    pub taken: u32,
    /// How many children wait for a place before this one; all of them while it does not wait.
    pub ahead: u32,
}

/// One day, decided and explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayAnswer {
    /// Which.
    pub day: NaiveDate,
    /// Its state.
    pub state: DayState,
    /// Short word in place of the state's, for a closed day: `férié`, `vac.`; empty on a day off.
    pub word: Option<&'static str>,
    /// One sentence each, the deciding reason first, with its remedy.
    pub reasons: Vec<String>,
    /// Last second to give back a day that stands, to book another; `None` on a closed day, and
    /// where it can't be told.
    pub deadline: Option<NaiveDateTime>,
    /// What it costs, surcharge included; `None` on a closed day.
    pub price: Option<Cents>,
    /// What of it is there because it is late.
    pub surcharge: Cents,
    /// The child's place in the waiting list, or the one that Espace would give it.
    pub rank: Option<u32>,
    /// Places left; `None` without a limit.
    pub places_left: Option<u32>,
    /// Places in all; `None` without a limit.
    pub places: Option<u32>,
    /// Whether a booking stands on it: to toggle the day is then to give it back.
    pub booked: bool,
    /// Whether Espace does something.
    pub toggle: bool,
}

impl DayAnswer {
    /// `Limite pour réserver : jeudi 12 novembre 2026 à 23:59, heure locale.`
    pub fn limit_in_full(&self) -> Option<String> {
        let act = if self.booked { "annuler" } else { "réserver" };
        let limit = long_limit(self.deadline?);
        Some(format!("Limite pour {act}\u{a0}: {limit}."))
    }

    /// Whether nothing takes place on that day, for whichever child: a holiday, a day off.
    pub fn is_for_nobody(&self) -> bool {
        self.word.is_some_and(|word| closed::FOR_NOBODY.contains(&word))
    }

    /// Where a booking of this day would stand.
    pub const fn once_booked(&self) -> BookingState {
        match (self.rank, self.state) {
            (Some(_), _) => BookingState::Waiting,
            (None, DayState::ToValidate) => BookingState::ToValidate,
            _ => BookingState::Booked,
        }
    }

    /// How the day would look with that booking.
    pub const fn look_once_booked(&self) -> DayState {
        match (self.once_booked(), self.state) {
            (BookingState::Waiting, _) => DayState::Waiting,
            (BookingState::ToValidate, _) => DayState::ToValidate,
            (_, DayState::LateSurcharge) => DayState::EnrolledLocked,
            _ => DayState::EnrolledCancellable,
        }
    }
}

/// How many of some days are booked, and what these cost; a place that is waited for is none.
pub fn booked<'d>(days: impl IntoIterator<Item = &'d DayAnswer>) -> (usize, Cents) {
    let is_booked = |day: &&DayAnswer| day.booked && day.state != DayState::Waiting;
    days.into_iter().filter(is_booked).fold((0, Cents::ZERO), |(days, amount), day| {
        (days + 1, amount.plus(day.price.unwrap_or_default()))
    })
}

/// Decides about a day.
///
/// A booking that stands is never hidden, even on a day that was closed after it was made: it can
/// be given back until its deadline. Beyond the known school calendar a day is closed, and says so.
pub fn decide(question: &DayQuestion<'_>) -> DayAnswer {
    let DayQuestion { day, rule, calendar, .. } = *question;
    let closed = Closed::find(question);
    if let Some(look) = question.booked.own.and_then(Standing::of) {
        return match rule.cancellation.last_moment(day, calendar) {
            Ok(last) => standing(question, last, closed, look),
            Err(none) => stuck(question, none, look),
        };
    }
    let open = match closed {
        Some(closed) => Err(closed),
        None => rule.deadline.last_moment(day, calendar).map_err(Closed::NoDeadline),
    };
    match (open, question.booked.own) {
        (Err(closed), own) => {
            let mut shut = shut(question, closed);
            if own == Some(BookingState::Cancelled) {
                shut.reasons.push(GIVEN_BACK.to_owned());
            }
            shut
        }
        (Ok(last), Some(BookingState::Cancelled)) => cancelled(question, last),
        (Ok(last), _) => free(question, last),
    }
}

/// How a standing booking looks, before its deadline and after.
#[derive(Clone, Copy)]
struct Standing {
    name: &'static str,
    in_time: (DayState, &'static str),
    late: (DayState, &'static str),
}

const BOOKED: Standing = Standing {
    name: "Inscrit",
    in_time: (DayState::EnrolledCancellable, "annulable"),
    late: (DayState::EnrolledLocked, "annulation impossible"),
};
const WAITING: Standing = Standing {
    name: "Sur la liste d’attente",
    in_time: (DayState::Waiting, "retrait possible"),
    late: (DayState::Waiting, "retrait impossible"),
};
const TO_VALIDATE: Standing = Standing {
    name: "À valider par un agent",
    in_time: (DayState::ToValidate, "retrait possible"),
    late: (DayState::ToValidate, "retrait impossible"),
};

impl Standing {
    /// `None` for a booking that was given back.
    const fn of(own: BookingState) -> Option<Self> {
        match own {
            BookingState::Booked => Some(BOOKED),
            BookingState::Waiting => Some(WAITING),
            BookingState::ToValidate => Some(TO_VALIDATE),
            BookingState::Cancelled | BookingState::Refused => None,
        }
    }
}

fn standing(
    question: &DayQuestion<'_>,
    last: LastMoment,
    closed: Option<Closed<'_>>,
    look: Standing,
) -> DayAnswer {
    let in_time = last.allows(question.now);
    let ((state, words), when) = if in_time {
        (look.in_time, until(last, question.now))
    } else {
        (look.late, since(last, question.now))
    };
    let waits = state == DayState::Waiting;
    let rank = if waits { format!(" ({})", nth(question.booked.ahead + 1)) } else { String::new() };
    let mut reasons = vec![format!("{}{rank}, {words} {when}.", look.name)];
    reasons.extend(closed.map(|closed| closed.sentence(question)));
    reasons.push(counting(&question.rule.cancellation, question, last));
    answer(question, Some(last), state, reasons, in_time)
}

/// A booking whose deadline can't be told: nothing is guessed, so it stays.
fn stuck(question: &DayQuestion<'_>, none: NoDeadline, look: Standing) -> DayAnswer {
    let (state, words) = look.late;
    let known = format!("{}, {words}\u{a0}: délai inconnu.", look.name);
    let reasons = vec![known, none.to_string()];
    answer(question, None, state, reasons, false)
}

/// A day on which nothing is written and nothing can be.
fn shut(question: &DayQuestion<'_>, closed: Closed<'_>) -> DayAnswer {
    DayAnswer {
        day: question.day,
        state: DayState::Closed,
        word: Some(closed.word()),
        reasons: why_shut(question, closed),
        deadline: None,
        price: None,
        surcharge: Cents::ZERO,
        rank: None,
        places_left: None,
        places: None,
        booked: false,
        toggle: false,
    }
}

/// Everything that closes a day; of a day that only the child can't have, also what would stop it
/// once that is mended.
fn why_shut(question: &DayQuestion<'_>, closed: Closed<'_>) -> Vec<String> {
    if matches!(closed, Closed::NoDeadline(_)) {
        return vec![closed.sentence(question)];
    }
    let mut reasons: Vec<String> =
        Closed::all(question).map(|closed| closed.sentence(question)).collect();
    reasons.dedup();
    if closed.is_of_the_child() {
        let last = question.rule.deadline.last_moment(question.day, question.calendar).ok();
        let late = last.filter(|last| !last.allows(question.now));
        reasons.extend(late.map(|last| too_late(question, last)));
        reasons.extend(question.child.hindrances.iter().cloned());
    }
    reasons
}

/// What the legend says of a day given back.
const GIVEN_BACK: &str = "Inscription annulée, pas de majoration.";

/// A day given back in time can be booked again, in time and while there is room or a list.
fn cancelled(question: &DayQuestion<'_>, last: LastMoment) -> DayAnswer {
    let in_time = last.allows(question.now);
    let mut reasons = vec![GIVEN_BACK.to_owned()];
    reasons.extend(match (in_time, full(question)) {
        (true, Some(full)) => vec![full],
        (true, None) => {
            vec![
                format!("À réserver de nouveau {}.", until(last, question.now)),
                counting(&question.rule.deadline, question, last),
            ]
        }
        (false, _) => {
            vec![too_late(question, last), counting(&question.rule.deadline, question, last)]
        }
    });
    let can_book = in_time && has_room_or_list(question);
    bookable(question, answer(question, Some(last), DayState::Cancelled, reasons, can_book))
}

/// A day on which nothing is written.
fn free(question: &DayQuestion<'_>, last: LastMoment) -> DayAnswer {
    let past = question.day < question.now.date();
    let after = match question.rule.after {
        _ if last.allows(question.now) => None,
        _ if past => Some(AfterDeadline::Refuse),
        after => Some(after),
    };
    let late_sentence = too_late(question, last);
    let (state, mut reasons) = match (after, full(question)) {
        (Some(AfterDeadline::Refuse), _) => (DayState::PastDeadline, vec![late_sentence]),
        (Some(AfterDeadline::Wait), _) => {
            let words = "Hors délai\u{a0}: inscription sur la liste d’attente.";
            (DayState::Waiting, vec![words.to_owned(), late_sentence])
        }
        (Some(AfterDeadline::Surcharge(extra)), Some(full)) if has_room_or_list(question) => {
            (DayState::Full, vec![full, surcharge(question, extra)])
        }
        (_, Some(full)) => (DayState::Full, vec![full]),
        (None, None) if question.rule.validated => {
            let words = "Inscription soumise à validation par un agent.".to_owned();
            (
                DayState::ToValidate,
                vec![words, format!("À demander {}.", until(last, question.now))],
            )
        }
        (None, None) => {
            (DayState::Available, vec![format!("À réserver {}.", until(last, question.now))])
        }
        (Some(AfterDeadline::Surcharge(extra)), None) => {
            (DayState::LateSurcharge, vec![surcharge(question, extra), late_sentence])
        }
        (Some(AfterDeadline::Validate), None) => {
            let words = "Hors délai\u{a0}: inscription soumise à validation par un agent.";
            (DayState::ToValidate, vec![words.to_owned(), late_sentence])
        }
    };
    if question.booked.own == Some(BookingState::Refused) {
        let motive = question.booked.motive.map(|motive| format!(" ({})", motive.label()));
        let motive = motive.unwrap_or_default();
        let words = format!(
            "Une demande pour ce jour a été refusée{motive}\u{a0}: il est libre à nouveau."
        );
        reasons.insert(1.min(reasons.len()), words);
    }
    if state != DayState::Full {
        reasons.push(counting(&question.rule.deadline, question, last));
    }
    let can_book = match state {
        DayState::PastDeadline => false,
        DayState::Full => has_room_or_list(question),
        _ => true,
    };
    bookable(question, answer(question, Some(last), state, reasons, can_book))
}

/// The answer for a day that is not closed; empty reasons are dropped.
fn answer(
    question: &DayQuestion<'_>,
    last: Option<LastMoment>,
    state: DayState,
    mut reasons: Vec<String>,
    toggle: bool,
) -> DayAnswer {
    reasons.retain(|reason| !reason.is_empty());
    reasons.extend(exception(question));
    reasons.extend(question.price.sentences());
    let normal = question.price.total();
    let late = last.is_some_and(|last| !last.allows(question.now));
    let price = match (state, question.rule.after) {
        (DayState::LateSurcharge | DayState::Full, AfterDeadline::Surcharge(extra)) if late => {
            normal.map(|normal| extra.added_to(normal))
        }
        _ => normal,
    };
    let waits = match question.booked.own {
        Some(BookingState::Waiting) => true,
        Some(BookingState::Booked | BookingState::ToValidate) => false,
        Some(BookingState::Cancelled | BookingState::Refused) | None => {
            toggle && (state == DayState::Waiting || full(question).is_some())
        }
    };
    let places = question.activity.places;
    DayAnswer {
        day: question.day,
        state,
        word: None,
        reasons,
        deadline: last.map(|last| last.at),
        price,
        surcharge: price.zip(normal).map_or(Cents::ZERO, |(price, normal)| price.minus(normal)),
        rank: waits.then(|| question.booked.ahead + 1),
        places_left: places.map(|places| places.saturating_sub(question.booked.taken)),
        places,
        booked: question.booked.own.is_some_and(BookingState::stands),
        toggle,
    }
}

/// « Votre dossier administratif est incomplet ou n'est pas à jour : vous devez le compléter pour
/// accéder au service »: a day that could be booked keeps its state, but can't be toggled.
fn bookable(question: &DayQuestion<'_>, mut answer: DayAnswer) -> DayAnswer {
    let hindrances = question.child.hindrances;
    if answer.toggle && !hindrances.is_empty() {
        answer.reasons.splice(0..0, hindrances.iter().cloned());
        answer.toggle = false;
        answer.rank = None;
    } else if question.now.date() <= question.day {
        answer.reasons.extend(hindrances.iter().cloned());
    }
    answer
}

/// The exception by which a child of another age is admitted on that day.
fn exception(question: &DayQuestion<'_>) -> Option<String> {
    let age = age_on(question.child.birth, question.day);
    let mut enrolments = question.child.enrolments.iter();
    let enrolment = enrolments.find(|one| one.covers(question.day) && !one.age_reason.is_empty());
    enrolment.filter(|_| !question.activity.admits(age))?.exception()
}

/// What a file that lacks something keeps from being booked, and the remedy.
pub fn incomplete_file(missing: &[String]) -> Option<String> {
    let list = missing.join(", ");
    (!missing.is_empty()).then(|| {
        format!("Réservation impossible\u{a0}: {list}. Complétez d’abord le dossier de la famille.")
    })
}

/// « Inscriptions complètes »: why there is no place for this child. Where there is a list, a free
/// place is first of all for those who wait for it.
fn full(question: &DayQuestion<'_>) -> Option<String> {
    let places = question.activity.places?;
    let BookedFacts { taken, ahead, .. } = question.booked;
    let full = format!("Complet ({taken} sur {places}).");
    if question.rule.full == AfterFull::Refuse {
        return (taken >= places).then(|| format!("{full} Choisissez un autre jour."));
    }
    let why = match places.saturating_sub(taken) {
        0 => full,
        free if free > ahead => return None,
        1 => "La place libre est pour la liste d’attente.".to_owned(),
        free => format!("Les {free} places libres sont pour la liste d’attente."),
    };
    let (given, rank) = (question.child.given, nth(ahead + 1));
    Some(format!("{why} Espace = liste d’attente, {given} serait {rank}."))
}

fn has_room_or_list(question: &DayQuestion<'_>) -> bool {
    question.rule.full == AfterFull::WaitingList || full(question).is_none()
}

/// « Oups ! Hors délais, l'inscription sera majorée »
fn surcharge(question: &DayQuestion<'_>, extra: Surcharge) -> String {
    match question.price.total() {
        Some(normal) => format!(
            "Oups\u{a0}! Hors délais, l’inscription sera majorée\u{a0}: {} au lieu de {normal}.",
            extra.added_to(normal)
        ),
        None => format!("Oups\u{a0}! Hors délais, l’inscription sera majorée de {extra}."),
    }
}

/// `Délai dépassé : cantine à réserver 5 jours ouvrés avant (au plus tard ven 20/11 à minuit).`
fn too_late(question: &DayQuestion<'_>, last: LastMoment) -> String {
    format!(
        "Délai dépassé\u{a0}: {} à réserver {} (au plus tard {}).",
        question.activity.kind.label(),
        question.rule.deadline.in_words(question.day.weekday()),
        limit(last.at, question.now.date()),
    )
}

/// Which days did not count, and why.
fn counting(rule: &DeadlineRule, question: &DayQuestion<'_>, last: LastMoment) -> String {
    rule.counting(last, question.day, question.calendar)
}

/// `jusqu’à ce soir minuit`, `jusqu’au ven 20/11 à minuit`.
fn until(last: LastMoment, now: NaiveDateTime) -> String {
    let today = now.date();
    let to = if last.at.date() == today { "à" } else { "au" };
    format!("jusqu’{to} {}", limit(last.at, today))
}

/// `depuis le ven 20/11 à minuit`, `depuis aujourd’hui 09:00`.
fn since(last: LastMoment, now: NaiveDateTime) -> String {
    let today = now.date();
    let article = if last.at.date() == today { "" } else { "le " };
    format!("depuis {article}{}", limit(last.at, today))
}

#[cfg(test)]
mod tests;
