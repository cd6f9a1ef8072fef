//! Work that was begun and is not written yet, as plain data: what a crash must not lose.
//!
//! A draft is no request. Taken up again it fills a screen, and nothing of it is written before
//! its agent says so.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DayChange, PaidBy};
use crate::domain::household::{Household, Stated};
use crate::domain::ids::{ActivityId, ChildId, EntryId, FamilyId, InvoiceId};
use crate::domain::money::Cents;
use crate::domain::tender::Tender;
use crate::domain::time::Moment;

/// Milliseconds during which work that was interrupted waits for its agent: fifteen minutes,
/// behind a lock as after a crash.
pub const KEPT_MS: i64 = 15 * 60_000;

/// What one agent had begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Draft {
    /// Days toggled on the calendar.
    Bookings(BookingDraft),
    /// What was ticked and handed over, and is not recorded.
    Payment(PaymentDraft),
    /// The notes and coins counted so far.
    Closing(ClosingDraft),
    /// A family that was being made or corrected.
    Household(HouseholdDraft),
    /// A note that was being typed.
    Note(NoteDraft),
}

impl Draft {
    /// The family that it is about, if it is about one.
    pub const fn family(&self) -> Option<FamilyId> {
        match self {
            Self::Bookings(draft) => Some(draft.family),
            Self::Payment(draft) => Some(draft.family),
            Self::Closing(_) => None,
            Self::Household(draft) => match draft.of {
                Some((family, _)) => Some(family),
                None => None,
            },
            Self::Note(draft) => Some(draft.family),
        }
    }
}

/// Days toggled on the calendar, and where its cursor stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingDraft {
    /// Whose children.
    pub family: FamilyId,
    /// The child in sight.
    pub child: Option<ChildId>,
    /// The activity in sight.
    pub activity: Option<ActivityId>,
    /// The day under the cursor.
    pub day: NaiveDate,
    /// In the order they were toggled.
    pub days: Vec<DraftDay>,
}

/// One toggled day, as it read on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftDay {
    /// What was asked for.
    pub change: DayChange,
    /// Whether it waits for a place, or did.
    pub waits: bool,
    /// What it cost then, nothing while it waits: the review says what it costs now.
    pub price: Cents,
    /// `lun 30/11 Cantine Jean-Moulin`.
    pub words: String,
}

/// A payment under way: a card that the terminal has accepted is not asked for twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentDraft {
    /// Who is billed.
    pub family: FamilyId,
    /// The invoices that were not to be paid.
    pub unticked: Vec<InvoiceId>,
    /// What was wanted of an invoice, where that was not all of it.
    pub parts: Vec<(InvoiceId, Cents)>,
    /// Who pays.
    pub payer: PaidBy,
    /// The tenders that were set aside.
    pub aside: Vec<Tender>,
    /// The amount of the next one, as it was typed.
    pub amount: String,
}

/// A till that is being counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingDraft {
    /// How many of each note and coin, the largest first; `None` where nothing was typed.
    pub pieces: Vec<Option<u32>>,
    /// What stays in the drawer, as it was typed.
    pub left: String,
    /// Why there is a gap, as it was typed.
    pub reason: String,
}

/// A form of a family, as far as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdDraft {
    /// Which family, and the statement that was being corrected; `None` for a new one.
    pub of: Option<(FamilyId, EntryId)>,
    /// That statement.
    pub base: Household,
    /// What was typed over it: every line that was changed, and those of people who were added.
    pub typed: Vec<Stated>,
}

/// A note, as far as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteDraft {
    /// About whom.
    pub family: FamilyId,
    /// The account holder.
    pub name: String,
    /// What was typed.
    pub text: String,
    /// Whether to show it in the search, as it was typed.
    pub flagged: String,
}

/// A draft that waits for the agent who just sat down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interrupted {
    /// What had been begun.
    pub draft: Draft,
    /// The family that it is about: `MARTINEAU Claire`, `EVR04217`; `None` for the till and for a
    /// family to be made.
    pub family: Option<(String, String)>,
    /// When it was touched last.
    pub at: Moment,
}
