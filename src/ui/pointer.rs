//! The mouse: what is drawn says what it does when it is pointed at.
//!
//! Every spot stands for a key, so a click is never more than a key stroke, and a key that is shown
//! is its own button. Nothing needs the mouse.

use ratatui::layout::{Position, Rect};

use super::key::{Key, Place};
use crate::domain::time::Moment;

/// A second press on the same spot within so many milliseconds is the same press: a double click
/// must not answer the question that the first click brought up.
const TWICE_MS: i64 = 500;

/// What the help says of the mouse.
pub const GESTURES: [(&str, &str); 6] = [
    ("clic", "choisir une ligne, un onglet, une touche affichée"),
    ("clic sur un jour", "cocher ou décocher"),
    ("glisser sur des jours", "cocher une plage ; lâcher hors du mois y renonce"),
    ("molette", "défiler, changer de mois"),
    ("Maj + glisser", "sélectionner du texte pour le copier"),
    (":souris", "rendre la souris au terminal, ou la reprendre"),
];

/// What a hand does with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// Presses the left button.
    Press,
    /// Moves while it is down.
    Drag,
    /// Lets it go.
    Release,
    /// Turns the wheel away.
    WheelUp,
    /// Turns the wheel towards itself.
    WheelDown,
}

/// What a place on the screen stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    /// A key that a click presses.
    Key(Key),
    /// The keys that the wheel presses.
    Wheel(Key, Key),
    /// What lies under it is covered.
    Nothing,
}

/// The spots of a screen, in the order in which they were drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spots(Vec<(Rect, Spot)>);

impl Spots {
    /// A click there is this key.
    pub fn click(&mut self, area: Rect, key: Key) {
        self.0.push((area, Spot::Key(key)));
    }

    /// The wheel there is these keys.
    pub fn wheel(&mut self, area: Rect, up: Key, down: Key) {
        self.0.push((area, Spot::Wheel(up, down)));
    }

    /// What was there can't be pointed at any more.
    pub fn cover(&mut self, area: Rect) {
        self.0.push((area, Spot::Nothing));
    }

    /// What is on top there, of those that mean something to the gesture.
    fn top(&self, at: Position, means: fn(&Spot) -> bool) -> Spot {
        let there = self.0.iter().rev().filter(|(area, _)| area.contains(at));
        let spot = there.map(|(_, spot)| *spot).find(|spot| *spot == Spot::Nothing || means(spot));
        spot.unwrap_or(Spot::Nothing)
    }

    /// The key of a click.
    pub fn key(&self, at: Position) -> Option<Key> {
        match self.top(at, |spot| matches!(spot, Spot::Key(_))) {
            Spot::Key(key) => Some(key),
            _ => None,
        }
    }

    fn wheeled(&self, at: Position, up: bool) -> Option<Key> {
        match self.top(at, |spot| matches!(spot, Spot::Wheel(..))) {
            Spot::Wheel(away, _) if up => Some(away),
            Spot::Wheel(_, towards) => Some(towards),
            _ => None,
        }
    }
}

/// A button that is down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pressed {
    /// What it was pressed on.
    key: Key,
    /// The day that it was dragged to last.
    dragged: Option<Place>,
}

/// The mouse's button, and when it was pressed last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pointer {
    pressed: Option<Pressed>,
    last: Option<(Position, Moment)>,
}

impl Pointer {
    /// The keys that a gesture stands for.
    pub fn keys(&mut self, gesture: Gesture, at: Position, spots: &Spots, now: Moment) -> Vec<Key> {
        match gesture {
            Gesture::Press => self.press(at, spots, now),
            Gesture::Drag => self.drag(spots.key(at)),
            Gesture::Release => self.release(spots.key(at)),
            Gesture::WheelUp => spots.wheeled(at, true).into_iter().collect(),
            Gesture::WheelDown => spots.wheeled(at, false).into_iter().collect(),
        }
    }

    /// Rows and days answer at once, keys when they are let go.
    fn press(&mut self, at: Position, spots: &Spots, now: Moment) -> Vec<Key> {
        let near = |other: Position| other.x.abs_diff(at.x) <= 1 && other.y == at.y;
        let soon = |then: Moment| now.at.saturating_sub(then.at) < TWICE_MS;
        let twice = self.last.is_some_and(|(place, then)| near(place) && soon(then));
        self.last = Some((at, now));
        let key = spots.key(at).filter(|_| !twice);
        self.pressed = key.map(|key| Pressed { key, dragged: None });
        key.filter(|key| matches!(key, Key::Row(_) | Key::Day(_))).into_iter().collect()
    }

    fn drag(&mut self, over: Option<Key>) -> Vec<Key> {
        match (&mut self.pressed, over) {
            (Some(Pressed { key: Key::Day(from), dragged }), Some(Key::Day(to)))
                if dragged.unwrap_or(*from) != to =>
            {
                *dragged = Some(to);
                vec![Key::DragTo(Some(to))]
            }
            _ => Vec::new(),
        }
    }

    fn release(&mut self, over: Option<Key>) -> Vec<Key> {
        match (self.pressed.take(), over) {
            (Some(Pressed { dragged: Some(_), .. }), Some(Key::Day(_))) => Vec::new(),
            (Some(Pressed { dragged: Some(_), .. }), _) => vec![Key::DragTo(None)],
            (Some(Pressed { key: key @ Key::Day(_), .. }), over) if over == Some(key) => {
                vec![Key::Char(' ')]
            }
            (Some(Pressed { key: Key::Row(_) | Key::Day(_), .. }), _) => Vec::new(),
            (Some(Pressed { key, .. }), over) if over == Some(key) => vec![key],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{day, now};
    use super::*;

    fn place(text: &str) -> Place {
        Place { row: 0, day: day(text) }
    }

    fn spots() -> Spots {
        let mut spots = Spots::default();
        spots.wheel(Rect::new(0, 0, 20, 5), Key::PageUp, Key::PageDown);
        for (row, date) in (0..).zip(["20/11/2026", "21/11/2026", "22/11/2026"]) {
            spots.click(Rect::new(0, row, 10, 1), Key::Day(place(date)));
        }
        spots.click(Rect::new(10, 0, 5, 1), Key::Row(3));
        spots.click(Rect::new(10, 1, 5, 1), Key::F(9));
        spots.click(Rect::new(10, 2, 5, 1), Key::F(4));
        spots.cover(Rect::new(10, 2, 5, 1));
        spots
    }

    /// The keys of a series of gestures, each so many milliseconds after the first.
    fn keys(gestures: &[(Gesture, u16, u16, i64)]) -> Vec<Key> {
        let mut pointer = Pointer::default();
        let keys = gestures.iter().flat_map(|(gesture, x, y, after)| {
            pointer.keys(*gesture, Position::new(*x, *y), &spots(), now().later(*after))
        });
        keys.collect()
    }

    use Gesture::{Drag, Press, Release, WheelDown, WheelUp};

    #[test]
    fn a_click_is_a_key() {
        let (friday, space) = (Key::Day(place("20/11/2026")), Key::Char(' '));
        assert_eq!(keys(&[(Press, 11, 0, 0), (Release, 11, 0, 9)]), [Key::Row(3)]);
        assert_eq!(keys(&[(Press, 11, 1, 0), (Release, 12, 1, 9)]), [Key::F(9)]);
        assert_eq!(keys(&[(Press, 11, 1, 0), (Release, 0, 4, 9)]), [], "let go elsewhere");
        assert_eq!(keys(&[(Press, 11, 2, 0), (Release, 11, 2, 9)]), [], "covered");
        assert_eq!(keys(&[(Press, 1, 0, 0), (Release, 1, 0, 9)]), [friday, space]);
        assert_eq!(keys(&[(Release, 1, 0, 0), (Drag, 1, 1, 0)]), [], "nothing was pressed");
        assert_eq!(keys(&[(Press, 999, 999, 0), (Release, u16::MAX, 0, 0)]), []);
    }

    #[test]
    fn a_double_click_is_one_click() {
        let click = |x, after| [(Press, x, 1, after), (Release, x, 1, after)];
        let clicks = |x, after| keys(&[click(11, 0), click(x, after)].concat()).len();
        assert_eq!((clicks(11, TWICE_MS - 1), clicks(12, TWICE_MS - 1)), (1, 1));
        assert_eq!((clicks(11, TWICE_MS), clicks(13, 0)), (2, 2));
    }

    #[test]
    fn dragging_over_days_is_a_range() {
        let to = |date| Key::DragTo(Some(place(date)));
        let from = Key::Day(place("20/11/2026"));
        let dragged = [(Press, 0, 0, 0), (Drag, 1, 0, 0), (Drag, 2, 1, 0), (Drag, 3, 1, 0)];
        let (second, third) = (to("21/11/2026"), to("22/11/2026"));
        let with = |end: &[(Gesture, u16, u16, i64)]| keys(&[&dragged[..], end].concat());
        assert_eq!(with(&[(Drag, 3, 2, 0), (Release, 3, 2, 0)]), [from, second, third]);
        assert_eq!(with(&[(Drag, 3, 0, 0), (Release, 3, 0, 0)]), [from, second, to("20/11/2026")]);
        assert_eq!(with(&[(Release, 0, 9, 0)]), [from, second, Key::DragTo(None)]);
    }

    #[test]
    fn the_wheel_turns_what_lies_under_it() {
        let turned = [(WheelUp, 1, 1, 0), (WheelDown, 1, 1, 0), (WheelUp, 30, 1, 0)];
        assert_eq!(keys(&turned), [Key::PageUp, Key::PageDown]);
    }
}
