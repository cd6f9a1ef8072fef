//! The month of a child at an activity: days are toggled here, and written only after a review.
//!
//! What is toggled stays in memory while the month, the child or the activity changes. The rules
//! are not known here: each day comes with its state, its price and its reasons.

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};
use ratatui::layout::Rect;

use super::calendar_grid::{Month, draw_month};
use super::calendar_keys::{LEAVING, MONTH, REVIEW, WHY};
use super::pending::{Pending, counts, signed};
use super::review::{draw_leaving, draw_review, draw_why, height};
use crate::desk::request::draft::{BookingDraft, Draft};
use crate::desk::request::{Reply, Request};
use crate::desk::view::{BookingReview, CalendarView, WaitingLine};
use crate::domain::day::DayAnswer;
use crate::domain::ids::{ActivityId, ChildId, EntryId};
use crate::domain::people::DayState;
use crate::domain::text::{nth, of_name};
use crate::domain::time::{Moment, short_day};
use crate::ui::canvas::Canvas;
use crate::ui::key::{Key, digit};
use crate::ui::keymap::{Action, Binding, EVERYWHERE, PANEL};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};
use range::Range;
pub(super) use types::held;

/// What lies over the month.
#[derive(Clone, Debug, PartialEq)]
enum Panel {
    /// Nothing.
    Month,
    /// Every reason of the day under the cursor.
    Why,
    /// Leaving would lose changes.
    Leaving,
    /// What the changes come to, and the first of its lines in sight.
    Review(Box<BookingReview>, usize),
}

/// Why a review comes in place of what was to be written.
const CHANGED: &str = "La situation a changé\u{a0}: rien n’a été écrit. Voici le nouveau bilan.";
/// The same in place of an undoing.
const KEPT: &str = "Certains jours ne s’annulent plus\u{a0}: rien n’a été écrit. Les voici.";

/// What is under way; keys wait for it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    /// A month, with the day that the cursor goes to.
    Month(Ticket, NaiveDate),
    /// A review.
    Review(Ticket),
    /// The writing of a review.
    Booking(Ticket),
}

/// The calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    view: Box<CalendarView>,
    cursor: NaiveDate,
    /// The digits typed so far, as a day of the month; 0 before the first one.
    typed: u32,
    pending: Pending,
    /// A gesture over several days that is not ended.
    range: Option<Range>,
    panel: Panel,
    asked: Option<Asked>,
    /// When the month in sight came: what its days say holds until the next deadline.
    seen: Moment,
    /// Which type of activities is chosen; all of them while none is.
    kind: Option<String>,
}

impl Calendar {
    /// A month that was just opened, the cursor on the day that was asked for.
    pub fn new(view: Box<CalendarView>, now: Moment) -> Self {
        Self {
            cursor: view.day,
            view,
            seen: now,
            typed: 0,
            pending: Pending::default(),
            range: None,
            panel: Panel::Month,
            asked: None,
            kind: None,
        }
    }

    /// The days that are toggled and not written, if there are any.
    pub fn draft(&self) -> Option<Draft> {
        if self.pending.is_empty() {
            return None;
        }
        Some(Draft::Bookings(BookingDraft {
            family: self.view.family,
            child: self.view.child,
            activity: self.view.activity,
            day: self.cursor,
            days: self.pending.draft(),
        }))
    }

    /// Toggles again what had been toggled; the review says what became of it.
    pub fn resume(&mut self, draft: BookingDraft) {
        if draft.family == self.view.family {
            self.pending = Pending::resumed(draft.days);
            if same_month(draft.day, self.view.month) {
                self.cursor = draft.day;
            }
        }
    }

    /// Its keys: those of what lies on top.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match self.panel {
            Panel::Month => [MONTH, EVERYWHERE],
            Panel::Why => [WHY, EVERYWHERE],
            Panel::Leaving => [LEAVING, PANEL],
            Panel::Review(..) => [REVIEW, PANEL],
        }
    }

    /// `Calendrier de Léo`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        let given = self.view.children.iter().find(|(id, _)| Some(*id) == self.view.child);
        let of = given.map(|(_, given)| format!(" {}", of_name(given)));
        format!("Calendrier{}", of.unwrap_or_default())
    }

    /// Nothing is typed here but digits, which are in its table.
    pub const fn takes(&self, _: Key) -> bool {
        false
    }

    /// Without an activity there is no day, without a change nothing to write or to take back,
    /// and with one nothing leaves for another family.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        let empty = self.pending.is_empty();
        match action {
            Action::Toggle
            | Action::Range
            | Action::Extend
            | Action::Column
            | Action::Move
            | Action::Digit
            | Action::Edge
            | Action::Why
                if matches!(self.panel, Panel::Month) && self.day().is_none() =>
            {
                Some("aucune activité pour cet enfant")
            }
            Action::Toggle | Action::Range | Action::Extend | Action::Column | Action::Review
                if !writes =>
            {
                Some(super::READ_ONLY)
            }
            Action::Review if empty => Some("aucun jour coché"),
            Action::Undo if self.pending.can_undo() => None,
            Action::Undo if !writes => Some(super::READ_ONLY),
            Action::Undo if self.undoable().is_none() => Some("aucun changement à annuler"),
            Action::Redo if !self.pending.can_redo() => Some("aucun changement à refaire"),
            Action::UndoAll if empty => Some("aucun changement à annuler"),
            Action::NextType if self.view.terms.types.is_empty() => {
                Some("la commune n’a pas de types d’activités")
            }
            Action::Next | Action::Previous if self.of_type().len() < 2 => {
                Some("pas d’autre activité")
            }
            Action::NextChild if self.view.children.len() < 2 => Some("pas d’autre enfant"),
            Action::Search | Action::Quit if !empty => Some("des jours attendent F9 ou Échap"),
            Action::Open if self.writes_nothing() => Some("rien à enregistrer"),
            _ => None,
        }
    }

    /// Whether a review is in sight: Entrée then writes it.
    pub const fn reviews(&self) -> bool {
        matches!(self.panel, Panel::Review(..))
    }

    /// Whether the review in sight would change nothing.
    fn writes_nothing(&self) -> bool {
        match &self.panel {
            Panel::Review(review, _) => review.is_empty(),
            _ => false,
        }
    }

    /// A month, a review or a writing is under way.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(action, key) => {
                let typed = std::mem::take(&mut self.typed);
                if action == Action::Digit {
                    self.digit(typed, key, turn);
                } else if !self.range_goes_on(action, key, turn) {
                    self.act(action, key, turn);
                }
            }
            Input::Reply(ticket, reply) => self.reply(ticket, reply, turn),
            Input::Shown => self.reload(turn),
            Input::Clock if self.is_stale(turn.scene.now) => self.reload(turn),
            Input::Changed if self.is_idle() => self.reload(turn),
            _ => {}
        }
    }

    /// Whether the month in sight says what no longer holds: a deadline went by, or midnight. A
    /// panel over it stays as it is, and the desk asks again before it writes.
    fn is_stale(&self, now: Moment) -> bool {
        let (seen, local) = (self.seen.local(), now.local());
        let over = |answer: &DayAnswer| answer.deadline?.checked_add_signed(TimeDelta::seconds(1));
        let passed = |answer| over(answer).is_some_and(|over| seen < over && over <= local);
        self.is_idle() && (seen.date() != local.date() || self.view.days.iter().any(passed))
    }

    /// Whether the month alone is in sight, and no answer is waited for.
    const fn is_idle(&self) -> bool {
        self.asked.is_none() && matches!(self.panel, Panel::Month)
    }

    /// The day under the cursor; none without an activity.
    fn day(&self) -> Option<&DayAnswer> {
        self.view.days.iter().find(|answer| answer.day == self.cursor)
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match action {
            Action::Back => self.back(turn),
            Action::Move => self.moved(key, turn),
            Action::Month => self.go_month(key, turn),
            Action::Today => self.go(turn.scene.now.today(), turn),
            Action::Edge => self.edge(key, turn),
            Action::Next => self.next_activity(1, turn),
            Action::Previous => {
                self.next_activity(self.of_type().len().saturating_sub(1), turn);
            }
            Action::NextChild => self.next_child(turn),
            Action::NextType => self.next_type(turn),
            Action::Toggle => self.toggle(turn),
            Action::Undo => self.undo(turn),
            Action::Redo => self.pending.redo(),
            Action::UndoAll => self.pending.clear(),
            Action::Why => self.panel = Panel::Why,
            Action::Enrolments => self.open_rights(turn),
            Action::Review => {
                let (family, changes) = (self.view.family, self.pending.changes());
                let ticket = turn.ask(Request::ReviewBookings { family, changes });
                self.asked = Some(Asked::Review(ticket));
            }
            Action::Open => self.confirm(turn),
            Action::Abandon => turn.step(Step::Back),
            _ => {}
        }
    }

    /// One level back: closes what lies over the month, or leaves it. A booking that is being
    /// written can't be given up: its answer is waited for.
    fn back(&mut self, turn: &mut Turn<'_>) {
        match (self.asked, &self.panel) {
            (Some(Asked::Booking(_)), _) => turn.say(Tone::Plain, "Enregistrement en cours…"),
            (Some(_), _) => self.asked = None,
            (None, Panel::Month) if self.pending.is_empty() => turn.step(Step::Back),
            (None, Panel::Month) => self.panel = Panel::Leaving,
            (None, panel) => {
                let surprised =
                    matches!(panel, Panel::Review(review, _) if !review.refused.is_empty());
                self.panel = Panel::Month;
                if surprised || self.is_stale(turn.scene.now) {
                    self.reload(turn);
                }
            }
        }
    }

    /// What the child may go to, at what the day under the cursor lacks.
    fn open_rights(&self, turn: &mut Turn<'_>) {
        if let Some(child) = self.view.child {
            let wish = self.view.activity.map(|activity| (activity, self.cursor));
            turn.open(Request::OpenEnrolments { family: self.view.family, child, wish });
        }
    }

    fn moved(&mut self, key: Key, turn: &mut Turn<'_>) {
        if let Panel::Review(review, first) = &mut self.panel {
            *first = moved(*first, height(review), key);
            return;
        }
        self.go(self.step(key), turn);
    }

    /// The day to which an arrow leads.
    fn step(&self, key: Key) -> NaiveDate {
        let day = match key {
            Key::Day(day) => Some(day),
            Key::Left => self.cursor.checked_sub_days(Days::new(1)),
            Key::Right => self.cursor.checked_add_days(Days::new(1)),
            Key::Up => self.cursor.checked_sub_days(Days::new(7)),
            _ => self.cursor.checked_add_days(Days::new(7)),
        };
        day.unwrap_or(self.cursor)
    }

    /// The month before or after, the cursor on the same day of it.
    fn go_month(&mut self, key: Key, turn: &mut Turn<'_>) {
        let month = if key == Key::PageUp {
            self.cursor.checked_sub_months(Months::new(1))
        } else {
            self.cursor.checked_add_months(Months::new(1))
        };
        self.go(month.unwrap_or(self.cursor), turn);
    }

    /// Takes the cursor to a day; in another month, once that month has come.
    fn go(&mut self, day: NaiveDate, turn: &mut Turn<'_>) {
        if same_month(day, self.view.month) {
            self.cursor = day;
        } else {
            self.load(self.view.child, self.view.activity, day, turn);
        }
    }

    /// Digits append while they form a day of the month, else they start anew.
    fn digit(&mut self, typed: u32, key: Key, turn: &mut Turn<'_>) {
        let Some(last) = digit(key) else { return };
        let reached = [typed * 10 + last, last].into_iter().find_map(|number| {
            let day = self.view.month.with_day(number)?;
            Some((number, day))
        });
        if let Some((number, day)) = reached {
            self.typed = number;
            self.cursor = day;
        }
        match self.range {
            Some(Range::Sticky(from)) => self.say_range(from, turn),
            _ => self.end_range(),
        }
    }

    /// The first or last day of the month on which the activity is open.
    fn edge(&mut self, key: Key, turn: &mut Turn<'_>) {
        let mut open = self.view.days.iter().filter(|answer| answer.state != DayState::Closed);
        let edge = if key == Key::Home { open.next() } else { open.next_back() };
        match edge {
            Some(answer) => self.cursor = answer.day,
            None => turn.impossible("aucun jour ouvert ce mois-ci"),
        }
    }

    fn next_activity(&mut self, steps: usize, turn: &mut Turn<'_>) {
        let next = after(&self.of_type(), self.view.activity, steps);
        self.load(self.view.child, next, self.cursor, turn);
    }

    /// The next child, at the same activity if it is one of theirs.
    fn next_child(&mut self, turn: &mut Turn<'_>) {
        let children: Vec<ChildId> = self.view.children.iter().map(|(id, _)| *id).collect();
        let next = after(&children, self.view.child, 1);
        self.load(next, self.view.activity, self.cursor, turn);
    }

    /// The same month as it is now.
    fn reload(&mut self, turn: &mut Turn<'_>) {
        self.load(self.view.child, self.view.activity, self.cursor, turn);
    }

    fn load(
        &mut self,
        child: Option<ChildId>,
        activity: Option<ActivityId>,
        day: NaiveDate,
        turn: &mut Turn<'_>,
    ) {
        let family = self.view.family;
        let ticket = turn.ask(Request::OpenCalendar { family, child, activity, month: day });
        self.asked = Some(Asked::Month(ticket, day));
    }

    /// Espace: a day that can't change says its first reason.
    fn toggle(&mut self, turn: &mut Turn<'_>) {
        let painted = self.paint(self.cursor, self.cursor);
        self.end_range();
        if painted.is_nothing()
            && let Some(answer) = self.day()
        {
            let why = answer.reasons.first().map_or("Ce jour ne peut pas changer.", String::as_str);
            turn.say(Tone::No, why);
        }
    }

    /// Entrée on a review: the very review in sight is written, or nothing.
    fn confirm(&mut self, turn: &mut Turn<'_>) {
        if let Panel::Review(review, _) = &self.panel {
            let (family, review) = (self.view.family, review.as_ref().clone());
            let ticket = turn.ask(Request::ConfirmBookings { family, review });
            self.asked = Some(Asked::Booking(ticket));
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        match self.asked {
            Some(Asked::Month(awaited, day)) if awaited == ticket => {
                self.asked = None;
                match reply {
                    Reply::Calendar(view) => self.show(view, day, turn.scene.now),
                    other => turn.refused(&other),
                }
            }
            Some(Asked::Review(awaited)) if awaited == ticket => {
                self.asked = None;
                match reply {
                    Reply::Review(review) => self.review(review, turn),
                    other => turn.refused(&other),
                }
            }
            Some(Asked::Booking(awaited)) if awaited == ticket => {
                self.asked = None;
                self.written(reply, turn);
            }
            _ => {}
        }
    }

    fn show(&mut self, view: Box<CalendarView>, day: NaiveDate, now: Moment) {
        self.seen = now;
        self.cursor = if same_month(day, view.month) { day } else { view.month };
        self.view = view;
    }

    /// A review with a refused day is not what was asked for: keys typed ahead don't accept it.
    fn review(&mut self, review: Box<BookingReview>, turn: &mut Turn<'_>) {
        if !review.refused.is_empty() {
            turn.step(Step::Flush);
        }
        self.panel = Panel::Review(review, 0);
    }

    /// The bookings that Ctrl+Z takes back: only while nothing was toggled since, so that no key
    /// too many undoes what is written.
    fn undoable(&self) -> Option<EntryId> {
        self.view.undoable.filter(|_| !self.pending.can_undo() && !self.pending.can_redo())
    }

    /// Takes back the last gesture; behind the first one, what was written last.
    fn undo(&mut self, turn: &mut Turn<'_>) {
        match self.undoable() {
            Some(entry) => {
                let family = self.view.family;
                let ticket = turn.ask(Request::UndoBookings { family, entry });
                self.asked = Some(Asked::Booking(ticket));
            }
            None => self.pending.undo(),
        }
    }

    fn written(&mut self, reply: Reply, turn: &mut Turn<'_>) {
        match reply {
            Reply::Booked(booked) => {
                let review = &booked.review;
                let sum = format!("{}, {}", counts(review), signed(review.total));
                let (done, after) = match review.undoes {
                    Some(_) => ("Réservations annulées", String::new()),
                    None => ("Enregistré", " Ctrl+Z annule.".to_owned()),
                };
                let after = if booked.freed.is_empty() { after } else { freed(&booked.freed) };
                turn.say(Tone::Done, format!("{done}\u{a0}: {sum}.{after}"));
                self.pending.forget();
                self.panel = Panel::Month;
                self.reload(turn);
            }
            Reply::Review(review) => {
                turn.say(Tone::Warning, if review.undoes.is_some() { KEPT } else { CHANGED });
                turn.step(Step::Flush);
                self.panel = Panel::Review(review, 0);
            }
            other => turn.refused(&other),
        }
    }

    /// Draws the month, and what lies over it.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let today = scene.now.today();
        match &self.panel {
            Panel::Review(review, first) => {
                draw_review(canvas, body, (review, *first), &self.view.whose, scene.legend);
            }
            panel => {
                let (view, pending, legend) = (&*self.view, &self.pending, scene.legend);
                let kind = self.kind.as_deref();
                let month = Month { view, cursor: self.cursor, today, pending, legend, kind };
                draw_month(canvas, body, &month);
                match (panel, self.day()) {
                    (Panel::Why, Some(answer)) => draw_why(canvas, body, answer),
                    (Panel::Leaving, _) => draw_leaving(canvas, body, &self.pending),
                    _ => {}
                }
            }
        }
    }
}

/// ` Place libre mer 02/12 : KONÉ Issa est 1er. A la donner.`; empty where nobody waits.
fn freed(lines: &[WaitingLine]) -> String {
    match lines {
        [] => String::new(),
        [line] => {
            let (day, rank) = (short_day(line.place.day), nth(line.rank));
            let name = &line.who.name;
            format!(" Une place se libère le {day}\u{a0}: {name} est {rank}. A la donner.")
        }
        lines => {
            format!(" Des places attendues se libèrent sur {} jours. A les donner.", lines.len())
        }
    }
}

/// Whether two days are of the same month.
fn same_month(one: NaiveDate, other: NaiveDate) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}

/// The one that stands some steps behind the current one, round and round.
fn after<Id: Copy + PartialEq>(ids: &[Id], current: Option<Id>, steps: usize) -> Option<Id> {
    let place = ids.iter().position(|id| Some(*id) == current).unwrap_or(0);
    ids.iter().cycle().nth(place + steps).copied()
}

mod range;
mod types;

#[cfg(test)]
mod tests;
