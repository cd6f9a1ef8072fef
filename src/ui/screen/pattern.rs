//! The week of a child, ticked once and spread over a period; what it comes to stands before it is
//! written, and changes with each tick.

use chrono::Weekday;
use ratatui::layout::Rect;

use super::over::{APPLY, LATE_DAYS, Left, NEXT, Over, PREVIOUS, TYPE_DATES};
use super::pattern_view::draw_pattern;
use crate::desk::request::{Pattern, PatternPeriod, Reply, Request, Tick};
use crate::desk::view::{PatternRow, PatternView};
use crate::domain::enrolment::Span;
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::pattern::Weeks;
use crate::domain::text::of_name;
use crate::domain::weekdays::Weekdays;
use crate::ui::canvas::Canvas;
use crate::ui::key::{Key, digit};
use crate::ui::keymap::{Action, Binding, EVERYWHERE, Label, PANEL, bind, up_to};
use crate::ui::msg::Tone;
use crate::ui::turn::{Input, Scene, Turn};

/// The keys of the week.
pub const GRID: &[Binding] = &[
    bind(
        up_to(5),
        Action::Digit,
        Label::Hint("cocher"),
        "cocher lundi (1) à vendredi (5) sur la ligne choisie, avec ou sans Maj",
        "",
    ),
    NEXT,
    PREVIOUS,
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
    TYPE_DATES,
    LATE_DAYS,
    bind(&[Key::Delete], Action::UndoAll, Label::Unseen, "tout décocher", "decocher"),
    APPLY,
];

/// The week.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternScreen {
    view: Box<PatternView>,
    wish: Pattern,
    selected: usize,
    over: Over,
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

impl PatternScreen {
    /// A week that was just opened; over the school year where it is known.
    pub fn new(view: Box<PatternView>) -> Self {
        let mut wish = untouched(view.family, view.child);
        if view.year.is_err() && view.until.is_some() {
            wish.period = PatternPeriod::UntilHolidays;
        }
        Self { over: Over::new(view.family), view, wish, selected: 0 }
    }

    /// Its keys: those of what lies on top.
    pub fn tables(&self) -> [&'static [Binding]; 2] {
        self.over.keys().map_or([GRID, EVERYWHERE], |over| [over, PANEL])
    }

    /// `Semaine type de Léo`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Semaine type {}", of_name(&self.view.given))
    }

    /// Every character is text in a date.
    pub const fn takes(&self, key: Key) -> bool {
        self.over.takes(key)
    }

    /// Nothing is applied that comes to nothing, and nothing is ticked where there is no activity.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        match action {
            Action::Digit | Action::Next | Action::Previous if self.view.rows.is_empty() => {
                Some("aucune activité pour cet enfant")
            }
            _ => {
                let nothing = "aucun jour à ajouter";
                self.over.refuses(action, scene, (&self.view.sorted.review, nothing))
            }
        }
    }

    /// Whether a review is in sight: Entrée then writes it.
    pub const fn reviews(&self) -> bool {
        self.over.reviews()
    }

    /// The desk is counting or writing.
    pub const fn holds(&self) -> bool {
        self.over.holds()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match self.over.update(input, turn) {
            Left::Nothing => {}
            Left::Act(action, key) => self.act(action, key, turn),
            Left::Count => self.ask(turn),
            Left::Period(span) => {
                self.wish.period = PatternPeriod::Dates(span);
                self.ask(turn);
            }
            Left::Counted(Reply::Pattern(view)) => self.view = view,
            Left::Counted(other) => turn.refused(&other),
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        let rows = self.view.rows.len().max(1);
        match action {
            Action::Next => self.selected = (self.selected + 1) % rows,
            Action::Previous => self.selected = (self.selected + rows - 1) % rows,
            Action::Move => self.moved(key, turn),
            Action::Digit => self.tick(key, turn),
            Action::Weeks => {
                let steps = if key == Key::Left { Weeks::ALL.len() - 1 } else { 1 };
                let weeks = Weeks::ALL.iter().cycle();
                let from = weeks.skip_while(|one| **one != self.wish.weeks);
                self.wish.weeks = from.copied().nth(steps).unwrap_or_default();
                self.ask(turn);
            }
            Action::LateDays => {
                self.wish.late = !self.wish.late;
                self.ask(turn);
            }
            Action::UndoAll => {
                self.wish.ticks.clear();
                self.ask(turn);
            }
            Action::Review => self.over.review(self.view.sorted.review.clone()),
            _ => {}
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
            self.over.dates().map(PatternPeriod::Dates),
        ];
        let known: Vec<PatternPeriod> = periods.into_iter().flatten().collect();
        if let Some(period) = self.over.stepped(&known, Some(self.wish.period), key) {
            self.wish.period = period;
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
        self.over.count(Request::ReviewPattern(self.wish.clone()), turn);
    }

    /// What stands on the week, for its drawing.
    pub(super) fn sight(&self) -> (&PatternView, &Pattern, Option<Span>, usize) {
        (&self.view, &self.wish, self.over.dates(), self.selected)
    }

    /// The days ticked of an activity.
    pub(super) fn ticked(&self, row: &PatternRow) -> Weekdays {
        let mut ticks = self.wish.ticks.iter();
        ticks.find(|tick| tick.activity == row.activity).map_or(Weekdays::NONE, |tick| tick.days)
    }

    /// Draws the week, and what lies over it.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        if !self.over.draw_review(&self.view.whose, scene, canvas, body) {
            draw_pattern(self, scene, canvas, body);
            self.over.draw_dates(scene, canvas, body);
        }
    }
}
