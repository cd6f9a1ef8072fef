//! The screens that lie one over the other, and those an agent left behind by locking.

use crate::desk::request::draft::Draft;
use crate::domain::ids::AgentId;
use crate::domain::time::Moment;

use super::msg::Ticket;
use super::screen::Screen;
use super::turn::{Input, Scene, Step, Turn};

/// The screen in sight, and those that Échap goes back to.
#[derive(Clone, Debug, PartialEq)]
pub struct Trail {
    /// The screen in sight.
    pub top: Screen,
    under: Vec<Screen>,
}

impl Trail {
    /// One screen, with nothing under it.
    pub const fn new(top: Screen) -> Self {
        Self { top, under: Vec::new() }
    }

    /// Shows a screen over the one in sight. The trail never holds two of a kind, so it can't grow
    /// for ever: if one is already there, everything from that one on goes. But what was begun is
    /// never lost: where it was begun on the very screen that is asked for, that one comes back.
    /// Says whether it did: it must ask anew.
    pub fn show(&mut self, screen: Screen) -> bool {
        let kind = std::mem::discriminant(&screen);
        let family = screen.family();
        let old = std::mem::replace(&mut self.top, screen);
        self.under.push(old);
        let same = self.under.iter().position(|one| std::mem::discriminant(one) == kind);
        let Some(place) = same else { return false };
        let above = self.under.split_off(place + 1);
        let Some(same) = self.under.pop() else { return false };
        let begun = |screen: &Screen| screen.draft().is_some();
        let is_asked_for = family.is_some() && same.family() == family && !above.is_empty();
        let comes_back = is_asked_for && begun(&same);
        if comes_back || above.iter().any(begun) {
            self.under.extend(above);
        }
        if comes_back {
            self.top = same;
        }
        comes_back
    }

    /// Whether something was begun on a screen under the one in sight.
    pub fn waits_below(&self) -> bool {
        self.under.iter().any(|screen| screen.draft().is_some())
    }

    /// Tells every screen that the seat is left; nothing that it wants is done any more.
    pub fn leave(&mut self, scene: Scene<'_>, tickets: &mut Ticket) {
        for screen in self.under.iter_mut().chain([&mut self.top]) {
            screen.update(Input::Left, &mut Turn::new(scene, tickets));
        }
    }

    /// What was begun and is not written, on the topmost screen that holds some of it.
    pub fn draft(&self) -> Option<Draft> {
        self.top.draft().or_else(|| self.under.iter().rev().find_map(Screen::draft))
    }

    /// Back to the screen under the one in sight; says whether there was one.
    pub fn back(&mut self) -> bool {
        let below = self.under.pop();
        below.map(|screen| self.top = screen).is_some()
    }
}

/// What an agent left behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Parked {
    /// Whose it is.
    pub agent: AgentId,
    /// Their screens.
    pub trail: Trail,
    /// Until when they wait.
    pub until: Moment,
}

impl Parked {
    /// An answer that came after the lock: the gesture was under way, so its screen goes on, but
    /// it asks, prints and says nothing while nobody sits there.
    pub fn receive(&mut self, input: Input, mut turn: Turn<'_>) {
        self.trail.top.update(input, &mut turn);
        for step in turn.into_steps() {
            match step {
                Step::Show(screen) => {
                    self.trail.show(*screen);
                }
                Step::Replace(screen) => self.trail.top = *screen,
                Step::Back => {
                    self.trail.back();
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::screen::first_run::FirstRun;
    use super::*;

    #[test]
    fn a_trail_never_holds_two_screens_of_a_kind() {
        let first = || Screen::FirstRun(FirstRun);
        let mut trail = Trail::new(Screen::home());
        trail.show(first());
        assert!(trail.clone().back());
        trail.show(Screen::home());
        assert!(!trail.back());
        trail.show(first());
        trail.show(first());
        assert!(trail.back() && trail.top == Screen::home() && !trail.back());
    }
}
