//! A period of a child's days, given back at once or taken from a sibling; what it comes to stands
//! there before it is written, and changes with each choice.
//!
//! The rules are not known here: the desk is asked at each choice, and what is written is a review
//! like any other.

use ratatui::layout::Rect;

use super::calendar::CHANGED;
use super::calendar_keys::REVIEW;
use super::pattern::{DATES, Slot, dates_form, typed_dates};
use super::pattern_view::draw_dates;
use super::pending::written;
use super::review::{draw_review, height};
use super::spread_view::draw_spread;
use crate::desk::request::{Reply, Request, Spread, SpreadWhat};
use crate::desk::view::{BookingReview, SpreadView};
use crate::domain::enrolment::Span;
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::text::of_name;
use crate::ui::canvas::Canvas;
use crate::ui::form::Form;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, EVERYWHERE, Label, PANEL, bind};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};

const NEXT: Binding =
    bind(&[Key::Tab], Action::Next, Label::Hint("activité"), "activité suivante", "");
const PREVIOUS: Binding =
    bind(&[Key::BackTab], Action::Previous, Label::Unseen, "activité précédente", "");
const TOGGLE: Binding = bind(
    &[Key::Char(' ')],
    Action::Toggle,
    Label::Hint("cocher"),
    "prendre cette activité, ou la laisser comme elle est",
    "",
);
const PERIOD: Binding = bind(
    &[Key::Up, Key::Down],
    Action::Move,
    Label::Hint("période"),
    "choisir jusqu’aux vacances, les vacances, l’année scolaire ou des dates",
    "",
);
const TYPE_DATES: Binding =
    bind(&[Key::Char('d')], Action::Dates, Label::Hint("dates"), "taper les dates", "dates");
const APPLY: Binding = bind(
    &[Key::F(9)],
    Action::Review,
    Label::Footer("Appliquer"),
    "voir le bilan jour par jour avant d’enregistrer",
    "valider",
);

/// The keys of a period that is given back.
const GIVE_BACK: &[Binding] = &[NEXT, PREVIOUS, TOGGLE, PERIOD, TYPE_DATES, APPLY];

/// The keys of a period taken from a sibling.
const COPY: &[Binding] = &[
    NEXT,
    PREVIOUS,
    TOGGLE,
    PERIOD,
    TYPE_DATES,
    bind(
        &[Key::Char('e')],
        Action::NextChild,
        Label::Hint("enfant"),
        "recopier d’un autre enfant de la famille",
        "enfant",
    ),
    bind(
        &[Key::Char('a')],
        Action::LateDays,
        Label::Unseen,
        "inclure ou exclure les jours hors délai",
        "horsdelai",
    ),
    APPLY,
];

/// What lies over the period.
#[derive(Clone, Debug, PartialEq)]
enum Panel {
    /// Nothing.
    Choice,
    /// Dates that are typed.
    Dates(Form<Slot>),
    /// What is about to be written, and the first of its lines in sight.
    Review(Box<BookingReview>, usize),
}

/// What is under way; keys wait for it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    /// What the period comes to.
    Spread(Ticket),
    /// The writing of a review.
    Booking(Ticket),
}

/// The period.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadScreen {
    view: Box<SpreadView>,
    wish: Spread,
    /// The dates typed last.
    dates: Option<Span>,
    selected: usize,
    panel: Panel,
    asked: Option<Asked>,
}

/// All activities, over the nearest period.
pub const fn untouched(family: FamilyId, child: ChildId, what: SpreadWhat) -> Spread {
    Spread { family, child, what, without: Vec::new(), period: None, late: false }
}

impl SpreadScreen {
    /// A period that was just opened.
    pub fn new(view: Box<SpreadView>) -> Self {
        let wish = view.wish.clone();
        Self { view, wish, dates: None, selected: 0, panel: Panel::Choice, asked: None }
    }

    /// Its keys: those of what lies on top.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match (&self.panel, self.wish.what) {
            (Panel::Choice, SpreadWhat::GiveBack) => [GIVE_BACK, EVERYWHERE],
            (Panel::Choice, SpreadWhat::CopyOf(_)) => [COPY, EVERYWHERE],
            (Panel::Dates(_), _) => [DATES, PANEL],
            (Panel::Review(..), _) => [REVIEW, PANEL],
        }
    }

    /// `Période de Léo`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Période {}", of_name(&self.view.given))
    }

    /// Every character is text in a date.
    pub const fn takes(&self, key: Key) -> bool {
        matches!((&self.panel, key), (Panel::Dates(_), Key::Char(_)))
    }

    /// Whoever only reads writes nothing, and nothing is applied that comes to nothing.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        let review = &self.view.sorted.review;
        match (action, &self.panel) {
            (Action::Review, _) if !writes => Some(super::READ_ONLY),
            (Action::Review, _) if review.is_empty() && review.refused.is_empty() => {
                Some("aucun jour à changer")
            }
            (Action::Open, Panel::Review(one, _)) if one.is_empty() => Some("rien à enregistrer"),
            (Action::Asked(_), Panel::Review(one, _)) if !one.keeps_channel() => {
                Some("cela n’est pas gardé ici")
            }
            (Action::Toggle | Action::Next | Action::Previous, Panel::Choice)
                if self.view.rows.is_empty() =>
            {
                Some("aucun jour réservé dans cette période")
            }
            (Action::NextChild, _) if self.view.siblings.len() < 2 => Some("pas d’autre enfant"),
            _ => None,
        }
    }

    /// Whether a review is in sight: Entrée then writes it.
    pub const fn reviews(&self) -> bool {
        matches!(self.panel, Panel::Review(..))
    }

    /// The desk is counting or writing.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match (input, &mut self.panel) {
            (Input::Act(action, key), _) => self.act(action, key, turn),
            (Input::Key(key), Panel::Dates(form)) => form.key(key),
            (Input::Paste(text), Panel::Dates(form)) => form.paste(&text),
            (Input::Reply(ticket, reply), _) => self.reply(ticket, reply, turn),
            (Input::Shown | Input::Changed, Panel::Choice) if self.asked.is_none() => {
                self.ask(turn);
            }
            _ => {}
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        let rows = self.view.rows.len().max(1);
        match (action, &mut self.panel) {
            (Action::Back, _) => self.back(turn),
            (Action::Next, Panel::Dates(form)) => form.next(),
            (Action::Previous, Panel::Dates(form)) => form.previous(),
            (Action::Open, Panel::Dates(form)) => {
                if let Some(span) = typed_dates(form, turn) {
                    (self.dates, self.wish.period) = (Some(span), Some(span));
                    self.panel = Panel::Choice;
                    self.ask(turn);
                }
            }
            (Action::Open, Panel::Review(review, _)) => {
                let (family, review) = (self.wish.family, review.as_ref().clone());
                let ticket = turn.ask(Request::ConfirmBookings { family, review });
                self.asked = Some(Asked::Booking(ticket));
            }
            (Action::Asked(channel), Panel::Review(review, _)) => review.channel = Some(channel),
            (Action::Move, Panel::Review(review, first)) => {
                *first = moved(*first, height(review), key);
            }
            (Action::Next, _) => self.selected = (self.selected + 1) % rows,
            (Action::Previous, _) => self.selected = (self.selected + rows - 1) % rows,
            (Action::Move, _) => self.moved(key, turn),
            (Action::Toggle, _) => self.toggle(turn),
            (Action::NextChild, _) => self.next_sibling(turn),
            (Action::LateDays, _) => {
                self.wish.late = !self.wish.late;
                self.ask(turn);
            }
            (Action::Dates, _) => self.panel = Panel::Dates(dates_form(self.dates)),
            (Action::Pay, _) => {
                self.panel = Panel::Choice;
                turn.open(Request::OpenPayment(self.wish.family));
            }
            (Action::Review, _) => {
                self.panel = Panel::Review(Box::new(self.view.sorted.review.clone()), 0);
            }
            _ => {}
        }
    }

    /// One level back; a booking that is being written can't be given up.
    fn back(&mut self, turn: &mut Turn<'_>) {
        match (self.asked, &self.panel) {
            (Some(Asked::Booking(_)), _) => turn.say(Tone::Plain, "Enregistrement en cours…"),
            (None, Panel::Dates(_) | Panel::Review(..)) => {
                self.panel = Panel::Choice;
                self.ask(turn);
            }
            (_, _) => turn.step(Step::Back),
        }
    }

    /// A click chooses an activity, an arrow a period.
    fn moved(&mut self, key: Key, turn: &mut Turn<'_>) {
        if let Key::Row(row) = key {
            self.selected = usize::from(row).min(self.view.rows.len().saturating_sub(1));
            return;
        }
        let known = self.view.periods.iter().map(|known| known.span).chain(self.dates);
        let known: Vec<Span> = known.collect();
        let at = known.iter().position(|one| Some(*one) == self.wish.period).unwrap_or(0);
        match known.get(moved(at, known.len(), key)) {
            Some(period) if Some(*period) != self.wish.period => {
                self.wish.period = Some(*period);
                self.ask(turn);
            }
            _ if key == Key::Down => self.panel = Panel::Dates(dates_form(self.dates)),
            _ => {}
        }
    }

    /// Takes the chosen activity in, or leaves it out.
    fn toggle(&mut self, turn: &mut Turn<'_>) {
        let Some(row) = self.view.rows.get(self.selected) else { return };
        let (activity, left) = (row.activity, self.wish.without.len());
        self.wish.without.retain(|one| *one != activity);
        if self.wish.without.len() == left {
            self.wish.without.push(activity);
        }
        self.ask(turn);
    }

    fn next_sibling(&mut self, turn: &mut Turn<'_>) {
        if let SpreadWhat::CopyOf(sibling) = self.wish.what {
            let mut siblings = self.view.siblings.iter().cycle();
            let next = siblings.by_ref().skip_while(|(one, _)| *one != sibling).nth(1);
            if let Some((next, _)) = next {
                self.wish.what = SpreadWhat::CopyOf(*next);
                self.wish.without.clear();
                self.ask(turn);
            }
        }
    }

    fn ask(&mut self, turn: &mut Turn<'_>) {
        let ticket = turn.ask(Request::ReviewSpread(self.wish.clone()));
        self.asked = Some(Asked::Spread(ticket));
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        let asked = match self.asked {
            Some(Asked::Spread(awaited) | Asked::Booking(awaited)) if awaited == ticket => {
                self.asked.take()
            }
            _ => return,
        };
        match (asked, reply) {
            (Some(Asked::Spread(_)), Reply::Spread(view)) => {
                self.selected = self.selected.min(view.rows.len().saturating_sub(1));
                self.view = view;
            }
            (Some(Asked::Booking(_)), Reply::Booked(booked)) => {
                turn.say(Tone::Done, written(&booked));
                turn.step(Step::Back);
            }
            (Some(Asked::Booking(_)), Reply::Review(review)) => {
                turn.say(Tone::Warning, CHANGED);
                turn.step(Step::Flush);
                self.panel = Panel::Review(review, 0);
            }
            (_, other) => turn.refused(&other),
        }
    }

    /// What stands there, for its drawing.
    pub(super) fn sight(&self) -> (&SpreadView, &Spread, Option<Span>, usize) {
        (&self.view, &self.wish, self.dates, self.selected)
    }

    /// Draws the period, and what lies over it.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        if let Panel::Review(review, first) = &self.panel {
            draw_review(canvas, body, (review, *first), &self.view.whose, scene.legend);
            return;
        }
        draw_spread(self, scene, canvas, body);
        if let Panel::Dates(form) = &self.panel {
            draw_dates(form, scene, canvas, body);
        }
    }
}
