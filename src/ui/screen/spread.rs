//! A period of a child's days, given back at once or taken from a sibling; what it comes to stands
//! there before it is written, and changes with each choice.

use ratatui::layout::Rect;

use super::over::{APPLY, LATE_DAYS, Left, NEXT, Over, PREVIOUS, TYPE_DATES};
use super::spread_view::draw_spread;
use crate::desk::request::{Reply, Request, Spread, SpreadWhat};
use crate::desk::view::SpreadView;
use crate::domain::enrolment::Span;
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::text::of_name;
use crate::ui::canvas::Canvas;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, EVERYWHERE, Label, PANEL, bind};
use crate::ui::turn::{Input, Scene, Turn};

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
    LATE_DAYS,
    APPLY,
];

/// The period.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadScreen {
    view: Box<SpreadView>,
    wish: Spread,
    selected: usize,
    over: Over,
}

/// All activities, over the nearest period.
pub const fn untouched(family: FamilyId, child: ChildId, what: SpreadWhat) -> Spread {
    Spread { family, child, what, without: Vec::new(), period: None, late: false }
}

impl SpreadScreen {
    /// A period that was just opened.
    pub fn new(view: Box<SpreadView>) -> Self {
        let wish = view.wish.clone();
        Self { over: Over::new(wish.family), view, wish, selected: 0 }
    }

    /// Its keys: those of what lies on top.
    pub fn tables(&self) -> [&'static [Binding]; 2] {
        match (self.over.keys(), self.wish.what) {
            (Some(over), _) => [over, PANEL],
            (None, SpreadWhat::GiveBack) => [GIVE_BACK, EVERYWHERE],
            (None, SpreadWhat::CopyOf(_)) => [COPY, EVERYWHERE],
        }
    }

    /// `Période de Léo`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Période {}", of_name(&self.view.given))
    }

    /// Every character is text in a date.
    pub const fn takes(&self, key: Key) -> bool {
        self.over.takes(key)
    }

    /// Nothing is applied that comes to nothing, and a sibling is another child.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let over = self.over.keys().is_some();
        match action {
            Action::Toggle | Action::Next | Action::Previous
                if !over && self.view.rows.is_empty() =>
            {
                Some("aucun jour réservé dans cette période")
            }
            Action::NextChild if self.view.siblings.len() < 2 => Some("pas d’autre enfant"),
            _ => {
                let nothing = "aucun jour à changer";
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
                self.wish.period = Some(span);
                self.ask(turn);
            }
            Left::Counted(Reply::Spread(view)) => {
                self.selected = self.selected.min(view.rows.len().saturating_sub(1));
                self.view = view;
            }
            Left::Counted(other) => turn.refused(&other),
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        let rows = self.view.rows.len().max(1);
        match action {
            Action::Next => self.selected = (self.selected + 1) % rows,
            Action::Previous => self.selected = (self.selected + rows - 1) % rows,
            Action::Move => self.moved(key, turn),
            Action::Toggle => self.toggle(turn),
            Action::NextChild => self.next_sibling(turn),
            Action::LateDays => {
                self.wish.late = !self.wish.late;
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
        let known = self.view.periods.iter().map(|known| known.span).chain(self.over.dates());
        let known: Vec<Span> = known.collect();
        if let Some(period) = self.over.stepped(&known, self.wish.period, key) {
            self.wish.period = Some(period);
            self.ask(turn);
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
        self.over.count(Request::ReviewSpread(self.wish.clone()), turn);
    }

    /// What stands there, for its drawing.
    pub(super) fn sight(&self) -> (&SpreadView, &Spread, Option<Span>, usize) {
        (&self.view, &self.wish, self.over.dates(), self.selected)
    }

    /// Draws the period, and what lies over it.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        if !self.over.draw_review(&self.view.whose, scene, canvas, body) {
            draw_spread(self, scene, canvas, body);
            self.over.draw_dates(scene, canvas, body);
        }
    }
}
