//! The days of a family's children: they are toggled here, and written only after a review.
//!
//! What is toggled stays in memory while the view, the time, the child or the activity changes. The
//! rules are not known here: each day comes with its state, its price and its reasons. Every view
//! shows rows of days, with one cursor: a day, of the child and the activity chosen.

use chrono::{NaiveDate, TimeDelta};
use ratatui::layout::Rect;

use super::calendar_keys::{LEAVING, REVIEW, keys_of};
use super::calendar_views::{Sight, draw_view};
use super::pattern::untouched;
use super::pending::{Pending, written};
use super::review::{draw_leaving, draw_review, height};
use super::spread::untouched as period;
use crate::desk::request::draft::{BookingDraft, Draft};
use crate::desk::request::{Reply, Request, SpreadWhat, Subject};
use crate::desk::view::{BookingReview, CalendarView, Span};
use crate::domain::day::DayAnswer;
use crate::domain::ids::{EntryId, FamilyId};
use crate::domain::text::of_name;
use crate::domain::time::Moment;
use crate::ui::canvas::Canvas;
use crate::ui::key::{Key, Place};
use crate::ui::keymap::{Action, Binding, EVERYWHERE, PANEL};
use crate::ui::msg::{Paper, Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};
use range::Range;
pub(super) use types::held;

/// What lies over the days.
#[derive(Clone, Debug, PartialEq)]
enum Panel {
    /// Nothing.
    Days,
    /// Leaving would lose changes.
    Leaving,
    /// What the changes come to, and the first of its lines in sight.
    Review(Box<BookingReview>, usize),
}

/// Why a review comes in place of what was to be written.
pub(super) const CHANGED: &str =
    "La situation a changé\u{a0}: rien n’a été écrit. Voici le nouveau bilan.";
/// The same in place of an undoing.
const KEPT: &str = "Certains jours ne s’annulent plus\u{a0}: rien n’a été écrit. Les voici.";

/// What is under way; keys wait for it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    /// Days, and the one that the cursor goes to.
    Days(Ticket, NaiveDate),
    /// A review.
    Review(Ticket),
    /// The writing of a review.
    Booking(Ticket),
    /// The year for the printer, then the printer.
    Paper(Ticket),
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
    /// When the days in sight came: what they say holds until the next deadline.
    seen: Moment,
    /// Which type of activities is chosen; all of them while none is.
    kind: Option<String>,
}

impl Calendar {
    /// A calendar that was just opened, the cursor on the day that was asked for.
    pub fn new(view: Box<CalendarView>, now: Moment) -> Self {
        Self {
            cursor: view.day,
            view,
            seen: now,
            typed: 0,
            pending: Pending::default(),
            range: None,
            panel: Panel::Days,
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
            if self.shows(draft.day) {
                self.cursor = draft.day;
            }
        }
    }

    /// Its keys: those of what lies on top.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match self.panel {
            Panel::Days => [keys_of(self.view.span), EVERYWHERE],
            Panel::Leaving => [LEAVING, PANEL],
            Panel::Review(..) => [REVIEW, PANEL],
        }
    }

    /// Whose it is.
    pub const fn family(&self) -> FamilyId {
        self.view.family
    }

    /// `Calendrier de Léo`, `Année de Léo`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        let given = self.view.children.iter().find(|(id, _)| Some(*id) == self.view.child);
        let of = given.map(|(_, given)| format!(" {}", of_name(given))).unwrap_or_default();
        match self.view.span {
            Span::Month => format!("Calendrier{of}"),
            Span::Week => format!("Semaine{of}"),
            Span::Year => format!("Année{of}"),
            Span::Activities => format!("Activités{of}"),
            Span::Siblings => "Calendrier de la fratrie".to_owned(),
        }
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
            | Action::View
            | Action::Siblings
            | Action::Pattern
            | Action::GiveBackPeriod
            | Action::CopySibling
            | Action::Edge
            | Action::Why
                if matches!(self.panel, Panel::Days) && self.day().is_none() =>
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
            Action::Print if !scene.house.printer => Some("aucune imprimante sur ce poste"),
            Action::UndoAll if empty => Some("aucun changement à annuler"),
            Action::NextType if self.view.terms.types.is_empty() => {
                Some("la commune n’a pas de types d’activités")
            }
            Action::Next | Action::Previous if self.of_type().len() < 2 => {
                Some("pas d’autre activité")
            }
            Action::NextChild | Action::CopySibling if self.view.children.len() < 2 => {
                Some("pas d’autre enfant")
            }
            Action::Search | Action::Quit if !empty => Some("des jours attendent F9 ou Échap"),
            Action::Open if self.writes_nothing() => Some("rien à enregistrer"),
            Action::Asked(_) if !self.keeps_channel() => Some("cela n’est pas gardé ici"),
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

    /// Whether the review in sight says how the family asked for it.
    fn keeps_channel(&self) -> bool {
        matches!(&self.panel, Panel::Review(review, _) if review.keeps_channel())
    }

    /// Days, a review or a writing are under way.
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
            Input::Printed(ticket, result) => self.printed(ticket, result, turn),
            Input::Shown => self.reload(turn),
            Input::Clock if self.is_stale(turn.scene.now) => self.reload(turn),
            Input::Changed if self.is_idle() => self.reload(turn),
            _ => {}
        }
    }

    /// Whether the days in sight say what no longer holds: a deadline went by, or midnight. A
    /// panel over it stays as it is, and the desk asks again before it writes.
    fn is_stale(&self, now: Moment) -> bool {
        let (seen, local) = (self.seen.local(), now.local());
        let over = |answer: &DayAnswer| answer.deadline?.checked_add_signed(TimeDelta::seconds(1));
        let passed = |answer| over(answer).is_some_and(|over| seen < over && over <= local);
        self.is_idle()
            && (seen.date() != local.date()
                || self.view.rows.iter().flat_map(|row| &row.days).any(passed))
    }

    /// Whether the month alone is in sight, and no answer is waited for.
    const fn is_idle(&self) -> bool {
        self.asked.is_none() && matches!(self.panel, Panel::Days)
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match action {
            Action::Back => self.back(turn),
            Action::Move => self.moved(key, turn),
            Action::Month => self.turn_page(key, turn),
            Action::View => self.next_view(turn),
            Action::Siblings => self.siblings(turn),
            Action::Today => {
                self.go(Place { day: turn.scene.now.today(), ..self.place() }, turn);
            }
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
            Action::Why => self.explain(turn),
            Action::Print => {
                let ticket = turn.ask(Request::PrintYear(self.wanted()));
                self.asked = Some(Asked::Paper(ticket));
            }
            Action::Enrolments => self.open_rights(turn),
            Action::Pattern => self.open_pattern(turn),
            Action::GiveBackPeriod | Action::CopySibling => self.open_period(action, turn),
            Action::Review => {
                let (family, changes) = (self.view.family, self.pending.changes());
                let ticket = turn.ask(Request::ReviewBookings { family, changes });
                self.asked = Some(Asked::Review(ticket));
            }
            Action::Open => self.confirm(turn),
            Action::Asked(channel) => {
                if let Panel::Review(review, _) = &mut self.panel {
                    review.channel = Some(channel);
                }
            }
            Action::Abandon => turn.step(Step::Back),
            _ => {}
        }
    }

    /// One level back: closes what lies over the days, or leaves them. A booking that is being
    /// written can't be given up: its answer is waited for.
    fn back(&mut self, turn: &mut Turn<'_>) {
        match (self.asked, &self.panel) {
            (Some(Asked::Booking(_)), _) => turn.say(Tone::Plain, "Enregistrement en cours…"),
            (Some(_), _) => self.asked = None,
            (None, Panel::Days) if self.pending.is_empty() => turn.step(Step::Back),
            (None, Panel::Days) => self.panel = Panel::Leaving,
            (None, panel) => {
                let surprised =
                    matches!(panel, Panel::Review(review, _) if !review.refused.is_empty());
                self.panel = Panel::Days;
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
            turn.open(Request::OpenEnrolments { of: (self.view.family, child), wish });
        }
    }

    /// A week of the child's, to be spread over a period.
    fn open_pattern(&self, turn: &mut Turn<'_>) {
        if let Some(child) = self.view.child {
            turn.open(Request::ReviewPattern(untouched(self.view.family, child)));
        }
    }

    /// A period that is given back, or taken from the first sibling.
    fn open_period(&self, action: Action, turn: &mut Turn<'_>) {
        let Some(child) = self.view.child else { return };
        let mut siblings = self.view.children.iter().filter(|(one, _)| *one != child);
        let what = match (action, siblings.next()) {
            (Action::CopySibling, Some((sibling, _))) => SpreadWhat::CopyOf(*sibling),
            _ => SpreadWhat::GiveBack,
        };
        turn.open(Request::ReviewSpread(period(self.view.family, child, what)));
    }

    /// Nothing lies over the days any more; what was toggled stays.
    pub fn close_panel(&mut self) {
        self.panel = Panel::Days;
    }

    /// I: the reasons of the day under the cursor, as it is written.
    fn explain(&self, turn: &mut Turn<'_>) {
        if let (Some(child), Some(activity)) = (self.view.child, self.view.activity) {
            let day = Subject::Day(self.view.family, child, activity, self.cursor);
            turn.open(Request::Explain(day));
        }
    }

    fn moved(&mut self, key: Key, turn: &mut Turn<'_>) {
        if let Panel::Review(review, first) = &mut self.panel {
            *first = moved(*first, height(review), key);
            return;
        }
        self.go(self.step(key), turn);
    }

    /// Espace: a day that can't change says its first reason.
    fn toggle(&mut self, turn: &mut Turn<'_>) {
        let painted = self.paint(self.place(), self.place());
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
            Some(Asked::Days(awaited, day)) if awaited == ticket => {
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
            Some(Asked::Paper(awaited)) if awaited == ticket => {
                self.asked = None;
                match reply {
                    Reply::Page(lines) => {
                        self.asked = Some(Asked::Paper(turn.print(Paper::Page(lines))));
                    }
                    other => turn.refused(&other),
                }
            }
            _ => {}
        }
    }

    fn printed(&mut self, ticket: Ticket, result: Result<(), String>, turn: &mut Turn<'_>) {
        if self.asked == Some(Asked::Paper(ticket)) {
            self.asked = None;
            match result {
                Ok(()) => turn.say(Tone::Done, "Année imprimée."),
                Err(why) => turn.say(Tone::Warning, format!("{why} F7 réessaie.")),
            }
        }
    }

    fn show(&mut self, view: Box<CalendarView>, day: NaiveDate, now: Moment) {
        self.seen = now;
        self.view = view;
        self.cursor = if self.shows(day) { day } else { self.view.first() };
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
                turn.say(Tone::Done, written(&booked));
                self.pending.forget();
                self.panel = Panel::Days;
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

    /// Draws the days, and what lies over them.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let today = scene.now.today();
        match &self.panel {
            Panel::Review(review, first) => {
                draw_review(canvas, body, (review, *first), &self.view.whose, scene.legend);
            }
            panel => {
                let (view, pending, legend) = (&*self.view, &self.pending, scene.legend);
                draw_view(
                    canvas,
                    body,
                    &Sight {
                        view,
                        cursor: self.cursor,
                        today,
                        pending,
                        legend,
                        kind: self.kind.as_deref(),
                    },
                );
                if matches!(panel, Panel::Leaving) {
                    draw_leaving(canvas, body, &self.pending);
                }
            }
        }
    }
}

mod cursor;
mod range;
mod types;

#[cfg(test)]
mod tests;
