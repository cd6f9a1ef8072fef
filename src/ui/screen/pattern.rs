//! The week of a child, ticked once and spread over a period; what it comes to stands before it is
//! written, and changes with each tick.
//!
//! The rules are not known here: the desk is asked at each tick, and what is written is a review
//! like any other.

use chrono::{NaiveDate, Weekday};
use ratatui::layout::Rect;

use super::calendar::CHANGED;
use super::calendar_keys::REVIEW;
use super::pattern_view::{draw_dates, draw_pattern};
use super::pending::written;
use super::review::{draw_review, height};
use crate::desk::request::{Pattern, PatternPeriod, Reply, Request, Tick};
use crate::desk::view::{BookingReview, PatternRow, PatternView};
use crate::domain::detail::typed_day;
use crate::domain::enrolment::Span;
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::pattern::Weeks;
use crate::domain::text::of_name;
use crate::domain::time::numeric_day;
use crate::domain::weekdays::Weekdays;
use crate::ui::canvas::Canvas;
use crate::ui::form::{Form, Line};
use crate::ui::key::{Key, digit};
use crate::ui::keymap::{Action, Binding, EVERYWHERE, Label, PANEL, bind};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};

/// The days that can be ticked, with and without Shift, and on the keypad.
const WORKING_DAYS: &[Key] = &[
    Key::Char('1'),
    Key::Char('2'),
    Key::Char('3'),
    Key::Char('4'),
    Key::Char('5'),
    Key::Char('&'),
    Key::Char('é'),
    Key::Char('"'),
    Key::Char('\''),
    Key::Char('('),
];

/// The keys of the week.
pub const GRID: &[Binding] = &[
    bind(
        WORKING_DAYS,
        Action::Digit,
        Label::Hint("cocher"),
        "cocher lundi (1) à vendredi (5) sur la ligne choisie, avec ou sans Maj",
        "",
    ),
    bind(&[Key::Tab], Action::Next, Label::Hint("ligne"), "activité suivante", "ligne"),
    bind(&[Key::BackTab], Action::Previous, Label::Unseen, "activité précédente", ""),
    bind(
        &[Key::Up, Key::Down],
        Action::Move,
        Label::Hint("période"),
        "choisir l’année scolaire, jusqu’aux vacances ou des dates",
        "",
    ),
    bind(
        &[Key::Left, Key::Right],
        Action::Weeks,
        Label::Hint("rythme"),
        "choisir toutes les semaines, les paires ou les impaires",
        "",
    ),
    bind(&[Key::Char('d')], Action::Dates, Label::Hint("dates"), "taper les dates", "dates"),
    bind(
        &[Key::Char('a')],
        Action::LateDays,
        Label::Unseen,
        "inclure ou exclure les jours hors délai",
        "horsdelai",
    ),
    bind(&[Key::Delete], Action::UndoAll, Label::Unseen, "tout décocher", "decocher"),
    bind(
        &[Key::F(9)],
        Action::Review,
        Label::Footer("Appliquer"),
        "voir le bilan jour par jour avant d’enregistrer",
        "valider",
    ),
];

/// The keys of the dates.
pub const DATES: &[Binding] = &[
    bind(&[Key::Tab, Key::Down], Action::Next, Label::Hint("ligne"), "l’autre date", ""),
    bind(&[Key::BackTab, Key::Up], Action::Previous, Label::Unseen, "l’autre date", ""),
    bind(&[Key::Enter], Action::Open, Label::Footer("Retenir"), "retenir ces dates", ""),
    bind(&[Key::Esc], Action::Back, Label::Footer("Revenir"), "revenir à la semaine", ""),
];

/// A date that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// First day.
    From,
    /// Last day.
    To,
}

/// What lies over the week.
#[derive(Clone, Debug, PartialEq)]
enum Panel {
    /// Nothing.
    Grid,
    /// Dates that are typed.
    Dates(Form<Slot>),
    /// What is about to be written, and the first of its lines in sight.
    Review(Box<BookingReview>, usize),
}

/// What is under way; keys wait for it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    /// What the pattern comes to.
    Pattern(Ticket),
    /// The writing of a review.
    Booking(Ticket),
}

/// The week.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternScreen {
    view: Box<PatternView>,
    wish: Pattern,
    /// The dates typed last.
    dates: Option<Span>,
    selected: usize,
    panel: Panel,
    asked: Option<Asked>,
}

/// A week without a tick, over the school year.
pub const fn untouched(family: FamilyId, child: ChildId) -> Pattern {
    Pattern {
        family,
        child,
        ticks: Vec::new(),
        period: PatternPeriod::SchoolYear,
        weeks: Weeks::Every,
        late: false,
    }
}

/// The form of the dates, with those that were typed last.
pub(super) fn dates_form(dates: Option<Span>) -> Form<Slot> {
    let words = |day: fn(Span) -> NaiveDate| dates.map(|span| numeric_day(day(span)));
    let (from, to) = (words(|span| span.from), words(|span| span.to));
    let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
    Form::new(vec![Line::new(Slot::From, "Du", &from, &from), Line::new(Slot::To, "Au", &to, &to)])
}

/// The dates of the form; what is missing or wrong is said, and its line chosen.
pub(super) fn typed_dates(form: &mut Form<Slot>, turn: &mut Turn<'_>) -> Option<Span> {
    let today = turn.scene.now.today();
    let typed = |slot| typed_day(form.text(slot), today, false);
    match (typed(Slot::From), typed(Slot::To)) {
        (Some(from), Some(to)) if from <= to => return Some(Span { from, to }),
        (Some(_), Some(_)) => turn.say(Tone::No, "La fin vient avant le début."),
        (Some(_), None) if form.text(Slot::To).is_empty() => form.go(Slot::To),
        (Some(_), None) => {
            form.go(Slot::To);
            turn.say(Tone::No, "Une date s’écrit 02/07/2027 ou 020727.");
        }
        (None, _) => {
            form.go(Slot::From);
            turn.say(Tone::No, "Une date s’écrit 02/07/2027 ou 020727.");
        }
    }
    None
}

impl PatternScreen {
    /// A week that was just opened; over the school year where it is known.
    pub fn new(view: Box<PatternView>) -> Self {
        let mut wish = untouched(view.family, view.child);
        if view.year.is_err() && view.until.is_some() {
            wish.period = PatternPeriod::UntilHolidays;
        }
        Self { view, wish, dates: None, selected: 0, panel: Panel::Grid, asked: None }
    }

    /// Its keys: those of what lies on top.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match self.panel {
            Panel::Grid => [GRID, EVERYWHERE],
            Panel::Dates(_) => [DATES, PANEL],
            Panel::Review(..) => [REVIEW, PANEL],
        }
    }

    /// `Semaine type de Léo`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Semaine type {}", of_name(&self.view.given))
    }

    /// Every character is text in a date.
    pub const fn takes(&self, key: Key) -> bool {
        matches!((&self.panel, key), (Panel::Dates(_), Key::Char(_)))
    }

    /// Whoever only reads writes nothing, and nothing is applied that comes to nothing.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        let review = &self.view.sorted.review;
        match action {
            Action::Review if !writes => Some(super::READ_ONLY),
            Action::Review if review.is_empty() && review.refused.is_empty() => {
                Some("aucun jour à ajouter")
            }
            Action::Open if matches!(&self.panel, Panel::Review(one, _) if one.is_empty()) => {
                Some("rien à enregistrer")
            }
            Action::Asked(_) if !self.keeps_channel() => Some("cela n’est pas gardé ici"),
            Action::Digit | Action::Next | Action::Previous if self.view.rows.is_empty() => {
                Some("aucune activité pour cet enfant")
            }
            _ => None,
        }
    }

    /// Whether a review is in sight: Entrée then writes it.
    pub const fn reviews(&self) -> bool {
        matches!(self.panel, Panel::Review(..))
    }

    /// Whether the review in sight says how the family asked for it.
    fn keeps_channel(&self) -> bool {
        matches!(&self.panel, Panel::Review(review, _) if review.keeps_channel())
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
            (Input::Shown | Input::Changed, Panel::Grid) if self.asked.is_none() => self.ask(turn),
            _ => {}
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        let (panel, rows) = (&mut self.panel, self.view.rows.len().max(1));
        match (action, panel) {
            (Action::Back, _) => self.back(turn),
            (Action::Next, Panel::Dates(form)) => form.next(),
            (Action::Previous, Panel::Dates(form)) => form.previous(),
            (Action::Open, Panel::Dates(_)) => self.keep_dates(turn),
            (Action::Open, Panel::Review(review, _)) => {
                let (family, review) = (self.view.family, review.as_ref().clone());
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
            (Action::Digit, _) => self.tick(key, turn),
            (Action::Weeks, _) => {
                let steps = if key == Key::Left { Weeks::ALL.len() - 1 } else { 1 };
                let weeks = Weeks::ALL.iter().cycle();
                let from = weeks.skip_while(|one| **one != self.wish.weeks);
                self.wish.weeks = from.copied().nth(steps).unwrap_or_default();
                self.ask(turn);
            }
            (Action::LateDays, _) => {
                self.wish.late = !self.wish.late;
                self.ask(turn);
            }
            (Action::Dates, _) => self.type_dates(),
            (Action::UndoAll, _) => {
                self.wish.ticks.clear();
                self.ask(turn);
            }
            (Action::Pay, _) => {
                self.panel = Panel::Grid;
                turn.open(Request::OpenPayment(self.view.family));
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
                self.panel = Panel::Grid;
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
        let periods = [
            Some(PatternPeriod::SchoolYear).filter(|_| self.view.year.is_ok()),
            Some(PatternPeriod::UntilHolidays).filter(|_| self.view.until.is_some()),
            self.dates.map(PatternPeriod::Dates),
        ];
        let known: Vec<PatternPeriod> = periods.into_iter().flatten().collect();
        let at = known.iter().position(|one| *one == self.wish.period).unwrap_or(0);
        match known.get(moved(at, known.len(), key)) {
            Some(period) if *period != self.wish.period => {
                self.wish.period = *period;
                self.ask(turn);
            }
            _ if key == Key::Down => self.type_dates(),
            _ => {}
        }
    }

    fn type_dates(&mut self) {
        self.panel = Panel::Dates(dates_form(self.dates));
    }

    fn keep_dates(&mut self, turn: &mut Turn<'_>) {
        let Panel::Dates(form) = &mut self.panel else { return };
        if let Some(span) = typed_dates(form, turn) {
            self.dates = Some(span);
            self.wish.period = PatternPeriod::Dates(span);
            self.panel = Panel::Grid;
            self.ask(turn);
        }
    }

    /// Ticks a day of the activity chosen, or unticks it.
    fn tick(&mut self, key: Key, turn: &mut Turn<'_>) {
        let Some(row) = self.view.rows.get(self.selected) else { return };
        let day = digit(key).and_then(|one| one.checked_sub(1)).and_then(|one| {
            let day = u8::try_from(one).ok()?;
            Weekday::try_from(day).ok()
        });
        let Some(day) = day else { return };
        if !row.days.contains(day) {
            let days = row.days.in_words();
            turn.say(Tone::No, format!("{}\u{a0}: {days} seulement.", row.label));
            return;
        }
        let activity = row.activity;
        match self.wish.ticks.iter_mut().find(|tick| tick.activity == activity) {
            Some(tick) => tick.days = tick.days.toggled(day),
            None => self.wish.ticks.push(Tick { activity, days: Weekdays::NONE.with(day) }),
        }
        self.ask(turn);
    }

    fn ask(&mut self, turn: &mut Turn<'_>) {
        let ticket = turn.ask(Request::ReviewPattern(self.wish.clone()));
        self.asked = Some(Asked::Pattern(ticket));
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        match (self.asked, reply) {
            (Some(Asked::Pattern(awaited)), reply) if awaited == ticket => {
                self.asked = None;
                match reply {
                    Reply::Pattern(view) => self.view = view,
                    other => turn.refused(&other),
                }
            }
            (Some(Asked::Booking(awaited)), reply) if awaited == ticket => {
                self.asked = None;
                match reply {
                    Reply::Booked(booked) => {
                        turn.say(Tone::Done, written(&booked));
                        turn.step(Step::Back);
                    }
                    Reply::Review(review) => {
                        turn.say(Tone::Warning, CHANGED);
                        turn.step(Step::Flush);
                        self.panel = Panel::Review(review, 0);
                    }
                    other => turn.refused(&other),
                }
            }
            _ => {}
        }
    }

    /// What stands on the week, for its drawing.
    pub(super) fn sight(&self) -> (&PatternView, &Pattern, Option<Span>, usize) {
        (&self.view, &self.wish, self.dates, self.selected)
    }

    /// The days ticked of an activity.
    pub(super) fn ticked(&self, row: &PatternRow) -> Weekdays {
        let mut ticks = self.wish.ticks.iter();
        ticks.find(|tick| tick.activity == row.activity).map_or(Weekdays::NONE, |tick| tick.days)
    }

    /// Draws the week, and what lies over it.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        if let Panel::Review(review, first) = &self.panel {
            draw_review(canvas, body, (review, *first), &self.view.whose, scene.legend);
            return;
        }
        draw_pattern(self, scene, canvas, body);
        if let Panel::Dates(form) = &self.panel {
            draw_dates(form, scene, canvas, body);
        }
    }
}
