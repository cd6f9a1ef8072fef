//! Documents that a commune asks for before it books: until when one holds, and what is lacking.
//!
//! « Un document peut être demandé pour autoriser des inscriptions. Ces documents sont généralement
//! demandés 1 fois par an. Ce document peut faire l'objet d'une validation par un agent de la
//! collectivité pour accéder ensuite aux inscriptions. »

use chrono::{Datelike, Months, NaiveDate};

use super::people::{ActivityKind, DocumentFault, DocumentState};
use super::remedy::Remedy;
use super::time::numeric_day;

/// A document that a commune asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredDocument {
    /// Its name in the journal: `assurance`. It never changes.
    pub code: String,
    /// `assurance scolaire`, a feminine or masculine noun without its article.
    pub label: String,
    /// Who must hand one in.
    pub holder: Holder,
    /// How long one holds.
    pub validity: Validity,
    /// What can't be booked without it; empty for everything.
    pub kinds: Vec<ActivityKind>,
    /// Whether an agent must look at it before it counts.
    pub validated: bool,
    /// From how many days before its end on it is told that a new one is due.
    pub notice_days: u32,
}

/// Who must hand a document in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// One for the household.
    Family,
    /// One for each child.
    Child,
}

/// How long a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// So many months from the day on which it came in.
    Months(u32),
    /// Until 31 August. One that comes in from June on is for the next school year.
    SchoolYear,
    /// Until 31 December.
    CivilYear,
    /// For good.
    NoEnd,
}

/// The month from which on a document of the school year is for the next one: files are handed in
/// before the summer.
const NEXT_SCHOOL_YEAR: u32 = 6;

/// Days before the end of a document from which on the next one can come in: June, July, August.
const RENEWAL_DAYS: u32 = 92;

impl Validity {
    /// The last day on which a document that came in on a day holds; `None` for one without an end.
    /// Where the year in course is `covered` by another one until its last day, it is for the next.
    pub fn until(self, received: NaiveDate, covered: Option<NaiveDate>) -> Option<NaiveDate> {
        let year = received.year();
        let (month, day, first) = match self {
            Self::NoEnd => return None,
            Self::Months(months) => {
                let next = received.checked_add_months(Months::new(months))?;
                return next.pred_opt();
            }
            Self::SchoolYear => {
                (8, 31, if received.month() < NEXT_SCHOOL_YEAR { year } else { year + 1 })
            }
            Self::CivilYear => (12, 31, year),
        };
        let last = NaiveDate::from_ymd_opt(first, month, day)?;
        let next = NaiveDate::from_ymd_opt(first + 1, month, day)?;
        Some(if covered.is_some_and(|until| until >= last) { next } else { last })
    }
}

/// A document that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Where it stands.
    pub state: DocumentState,
    /// When it came in.
    pub received: NaiveDate,
    /// Its last day; `None` for one without an end.
    pub until: Option<NaiveDate>,
    /// Why it does not do, once refused.
    pub fault: Option<DocumentFault>,
}

impl Paper {
    fn covers(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day <= until)
    }

    /// Whether it is worth something, as long as it lasts.
    const fn counts(&self, validated: bool) -> bool {
        match self.state {
            DocumentState::Validated => true,
            DocumentState::Received => !validated,
            DocumentState::Refused | DocumentState::Withdrawn => false,
        }
    }
}

/// Where a required document stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds on that day, until its last day where it has one.
    Holds(Option<NaiveDate>),
    /// It came in, and waits for an agent.
    ToValidate(NaiveDate),
    /// It held until a day before.
    Over(NaiveDate),
    /// The last one does not do.
    Refused(Option<DocumentFault>),
    /// None came in.
    Missing,
}

impl RequiredDocument {
    /// Whether a kind of activity can't be booked without it.
    pub fn concerns(&self, kind: ActivityKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Where it stands on a day, of what was handed in, in any order.
    pub fn on(&self, papers: &[Paper], day: NaiveDate) -> Standing {
        let counting = || papers.iter().filter(|paper| paper.counts(self.validated));
        if let Some(paper) = counting()
            .filter(|paper| paper.covers(day))
            .max_by_key(|paper| paper.until.unwrap_or(NaiveDate::MAX))
        {
            return Standing::Holds(paper.until);
        }
        let waiting = |paper: &&Paper| paper.state == DocumentState::Received && paper.covers(day);
        if let Some(paper) = papers.iter().filter(waiting).max_by_key(|paper| paper.received) {
            return Standing::ToValidate(paper.received);
        }
        let over = counting().filter_map(|paper| paper.until).max();
        let refused = papers.iter().filter(|paper| paper.state == DocumentState::Refused);
        match (over, refused.max_by_key(|paper| paper.received)) {
            (Some(until), Some(refused)) if refused.received <= until => Standing::Over(until),
            (_, Some(refused)) => Standing::Refused(refused.fault),
            (Some(until), None) => Standing::Over(until),
            (None, None) => Standing::Missing,
        }
    }

    /// The last day that what was handed in covers without a gap, an agent's yes aside: what comes
    /// in now is for the time after.
    pub fn covered(&self, papers: &[Paper]) -> Option<NaiveDate> {
        let alive = |paper: &&Paper| {
            matches!(paper.state, DocumentState::Received | DocumentState::Validated)
        };
        papers.iter().filter(alive).filter_map(|paper| paper.until).max()
    }

    /// Whether the next one can come in: none holds yet, or the end is near enough for the file of
    /// the next school year to be handed in from June on.
    pub fn is_awaited(&self, standing: Standing, today: NaiveDate) -> bool {
        match standing {
            Standing::Holds(Some(until)) => {
                until.signed_duration_since(today).num_days() <= i64::from(RENEWAL_DAYS)
            }
            Standing::Holds(None) => false,
            _ => true,
        }
    }

    /// Whether a new one is due: the one that holds is over within the time of notice.
    pub fn is_due(&self, standing: Standing, today: NaiveDate) -> bool {
        let Standing::Holds(Some(until)) = standing else { return false };
        until.signed_duration_since(today).num_days() <= i64::from(self.notice_days)
    }
}

/// Why nothing can be booked, and the keys that lift it; `None` where the document holds. `label`
/// names the document and whose it is: `fiche sanitaire de Léo`.
pub fn hindrance(standing: Standing, label: &str) -> Option<String> {
    let (what, remedy) = match standing {
        Standing::Holds(_) => return None,
        Standing::ToValidate(received) => {
            (format!("pièce à valider, reçue le {}", numeric_day(received)), Remedy::Look)
        }
        Standing::Over(until) => {
            (format!("pièce valable jusqu’au {} seulement", numeric_day(until)), Remedy::HandInNext)
        }
        Standing::Refused(fault) => {
            let why = fault.map_or(String::new(), |fault| format!(" ({})", fault.label()));
            (format!("pièce refusée{why}"), Remedy::HandInNext)
        }
        Standing::Missing => ("pièce manquante".to_owned(), Remedy::HandIn),
    };
    Some(format!("Réservation impossible, {what}\u{a0}: {label}. {remedy}"))
}

#[cfg(test)]
mod tests;
