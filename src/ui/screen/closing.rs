//! The till is counted, note by note and coin by coin, and closed for good.
//!
//! Nothing is written before the word is typed; keys typed ahead, a scanner and a paste can't
//! answer. A closed till can only be opened here.

use ratatui::layout::Rect;

use super::Screen;
use super::closing_keys::{CONFIRMING, COUNTING, EXPLAINING, LEAVING};
use super::closing_view;
use super::receipt::Receipt;
use super::tender::{LONGEST, amount, not_an_amount, short, typed, without_card_number};
use super::till::{self, Opening};
use crate::desk::refusal::Refusal;
use crate::desk::request::draft::{ClosingDraft, Draft};
use crate::desk::request::{ClosingRequest, Reply, Request};
use crate::desk::view::{ClosingView, SessionView};
use crate::domain::closing::{Pieces, deposit, explains, is_word};
use crate::domain::money::Cents;
use crate::domain::till::DENOMINATIONS;
use crate::domain::time::Moment;
use crate::ui::canvas::Canvas;
use crate::ui::field::Field;
use crate::ui::key::{Key, digit};
use crate::ui::keymap::{Action, Binding, EVERYWHERE, PANEL};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};

/// Milliseconds during which the last question takes no key: nobody reads it faster.
const DEAD_MS: i64 = 300;

/// More of one note or coin is a typing error.
const MOST_PIECES: u32 = 99_999;

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The notes and coins.
    Pieces,
    /// What stays in the drawer.
    Left,
    /// Why there is a gap.
    Reason,
}

/// How far the closing is.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// The drawer is being counted.
    Counting,
    /// The last question, asked at that moment, and what was typed in it.
    Confirming(Moment, Field),
    /// Leaving would lose the count.
    Leaving,
}

/// A request under way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    /// The till is being opened or closed: keys wait.
    Writing(Ticket),
    /// The session is asked for anew.
    Loading(Ticket),
}

/// What was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// How many of each note and coin, the largest first; `None` while nothing was typed.
    pub pieces: [Option<u32>; DENOMINATIONS.len()],
    /// What stays in the drawer.
    pub left: Field,
    /// Why there is a gap.
    pub reason: Field,
    /// The first digit starts anew: the number is not the one being typed.
    fresh: bool,
}

impl Count {
    fn new(float: Cents) -> Self {
        Self {
            pieces: [None; DENOMINATIONS.len()],
            left: Field::new(&short(float)),
            reason: Field::default(),
            fresh: true,
        }
    }

    /// What the notes and coins come to.
    pub fn total(&self) -> Cents {
        let pieces = DENOMINATIONS.iter().zip(self.pieces);
        pieces.map(|(value, count)| Cents(value.0 * i64::from(count.unwrap_or(0)))).sum()
    }

    /// Whether anything was counted.
    pub fn is_begun(&self) -> bool {
        self.pieces.iter().any(Option::is_some)
    }

    fn pieces(&self) -> Vec<Pieces> {
        let pieces = DENOMINATIONS.iter().zip(self.pieces);
        pieces.map(|(value, count)| Pieces { value: *value, count: count.unwrap_or(0) }).collect()
    }
}

/// The closing.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    pub(super) view: Box<ClosingView>,
    pub(super) count: Count,
    pub(super) row: usize,
    pub(super) zone: Zone,
    pub(super) stage: Stage,
    opening: Opening,
    asked: Option<Asked>,
}

impl Closing {
    /// Nothing is counted yet.
    pub fn new(view: Box<ClosingView>) -> Self {
        let count = Count::new(view.till.float);
        Self {
            view,
            count,
            row: 0,
            zone: Zone::Pieces,
            stage: Stage::Counting,
            opening: Opening::default(),
            asked: None,
        }
    }

    /// Its keys: those of the closed till, of the count, of its reason, or of a question.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match (&self.view.session, &self.stage, self.zone) {
            (None, ..) => [till::KEYS, EVERYWHERE],
            (_, Stage::Confirming(..), _) => [CONFIRMING, PANEL],
            (_, Stage::Leaving, _) => [LEAVING, PANEL],
            (_, Stage::Counting, Zone::Reason) => [EXPLAINING, PANEL],
            (_, Stage::Counting, _) => [COUNTING, EVERYWHERE],
        }
    }

    /// `Clôture de caisse · A2`.
    pub fn title(&self, scene: &Scene<'_>) -> String {
        format!("Clôture de caisse · poste {}", scene.house.station)
    }

    /// The word and a reason are free text.
    pub const fn takes(&self, key: Key) -> bool {
        let text = match (&self.view.session, &self.stage) {
            (None, _) | (_, Stage::Leaving) => false,
            (_, Stage::Confirming(..)) => true,
            (_, Stage::Counting) => matches!(self.zone, Zone::Reason),
        };
        text && matches!(key, Key::Char(_))
    }

    /// What was counted, if anything was.
    pub fn draft(&self) -> Option<Draft> {
        let draft = ClosingDraft {
            pieces: self.count.pieces.to_vec(),
            left: self.count.left.text().to_owned(),
            reason: self.count.reason.text().to_owned(),
        };
        self.count.is_begun().then_some(Draft::Closing(draft))
    }

    /// Goes on counting where it was left.
    pub fn resume(&mut self, draft: &ClosingDraft) {
        for (piece, counted) in self.count.pieces.iter_mut().zip(&draft.pieces) {
            *piece = *counted;
        }
        self.count.left = Field::new(&draft.left);
        self.count.reason = Field::new(&draft.reason);
    }

    /// A count is not left by a slip of the finger.
    pub fn refuses(&self, action: Action, _: &Scene<'_>) -> Option<&'static str> {
        match action {
            Action::Search | Action::Quit if self.count.is_begun() => {
                Some("le comptage attend F9 ou Échap")
            }
            Action::CloseTill | Action::OpenTill => Some("c’est cet écran"),
            _ => None,
        }
    }

    /// The till is being opened or closed.
    pub const fn holds(&self) -> bool {
        matches!(self.asked, Some(Asked::Writing(_)))
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Reply(ticket, reply) => self.reply(ticket, reply, turn),
            Input::Shown => self.load(turn),
            Input::Left => self.stage = Stage::Counting,
            Input::Act(Action::Back, _) => self.back(turn),
            input if self.view.session.is_none() => {
                let usual = self.view.till.float;
                let opened = self.opening.update(&input, usual, turn);
                self.asked = opened.map(Asked::Writing).or(self.asked);
            }
            input => self.counting(input, turn),
        }
    }

    fn counting(&mut self, input: Input, turn: &mut Turn<'_>) {
        match (&mut self.stage, input) {
            (Stage::Confirming(since, _), Input::Act(..) | Input::Key(_))
                if turn.scene.now.at < since.at.saturating_add(DEAD_MS) => {}
            (Stage::Confirming(_, word), Input::Key(key)) => {
                word.key(key);
            }
            (Stage::Confirming(..), Input::Act(Action::Accept, _)) => self.confirm(turn),
            (Stage::Leaving, Input::Act(Action::Abandon, _)) => turn.step(Step::Back),
            (Stage::Counting, Input::Act(action, key)) => self.act(action, key, turn),
            (Stage::Counting, Input::Key(key)) => self.key(key, turn),
            (Stage::Counting, Input::Paste(text)) if self.zone == Zone::Reason => {
                self.count.reason.paste(&text);
                without_card_number(&mut self.count.reason, turn);
            }
            _ => {}
        }
    }

    /// One level back; a closing that is being written is waited for.
    fn back(&mut self, turn: &mut Turn<'_>) {
        match self.stage {
            _ if self.holds() => turn.say(Tone::Plain, "Enregistrement en cours…"),
            Stage::Confirming(..) => {
                self.stage = Stage::Counting;
                turn.say(Tone::Plain, "Rien n’est clôturé\u{a0}: le comptage est gardé.");
            }
            Stage::Leaving => self.stage = Stage::Counting,
            Stage::Counting if self.zone == Zone::Reason => self.go(Zone::Pieces, self.row),
            Stage::Counting if self.count.is_begun() => self.stage = Stage::Leaving,
            Stage::Counting => turn.step(Step::Back),
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match action {
            Action::Digit | Action::Comma if self.zone == Zone::Left => {
                if std::mem::take(&mut self.count.fresh) {
                    self.count.left.clear();
                }
                typed(&mut self.count.left, key, LONGEST, turn);
            }
            Action::Digit => self.type_digit(key),
            Action::Move if self.zone != Zone::Pieces => self.go(Zone::Pieces, self.row),
            Action::Move => self.go(Zone::Pieces, moved(self.row, DENOMINATIONS.len(), key)),
            Action::Open => self.next(turn),
            Action::Next => self.next_zone(key),
            Action::Usual => {
                self.count.left = Field::new(&short(self.view.till.float));
                self.count.fresh = true;
            }
            Action::Review => self.review(turn),
            _ => {}
        }
    }

    /// Moves the keys elsewhere; the first digit there starts anew.
    const fn go(&mut self, zone: Zone, row: usize) {
        self.zone = zone;
        self.row = row;
        self.count.fresh = true;
    }

    /// One more digit of how many there are of a note or coin.
    fn type_digit(&mut self, key: Key) {
        let fresh = std::mem::take(&mut self.count.fresh);
        let Some(count) = self.count.pieces.get_mut(self.row) else { return };
        let before = if fresh { 0 } else { count.unwrap_or(0) };
        let number = before.saturating_mul(10).saturating_add(digit(key).unwrap_or(0));
        *count = Some(number.min(MOST_PIECES));
    }

    /// A reason is edited like any text; of the numbers only the end can be taken off.
    fn key(&mut self, key: Key, turn: &mut Turn<'_>) {
        let erases = matches!(key, Key::Backspace | Key::Ctrl('u'));
        match self.zone {
            Zone::Reason => {
                self.count.reason.key(key);
                without_card_number(&mut self.count.reason, turn);
            }
            Zone::Left if erases => {
                self.count.left.key(key);
                self.count.fresh = false;
            }
            Zone::Pieces if erases => {
                self.count.fresh = false;
                if let Some(count) = self.count.pieces.get_mut(self.row) {
                    *count = count.map(|n| n / 10).filter(|n| *n > 0 && key == Key::Backspace);
                }
            }
            _ => {}
        }
    }

    /// Entrée: the next note or coin; behind the last one what stays, then why there is a gap.
    fn next(&mut self, turn: &mut Turn<'_>) {
        match self.zone {
            Zone::Pieces if self.row + 1 < DENOMINATIONS.len() => {
                self.go(Zone::Pieces, self.row + 1);
            }
            Zone::Pieces => self.go(Zone::Left, self.row),
            Zone::Left if self.gap() != Cents::ZERO => self.go(Zone::Reason, self.row),
            Zone::Left | Zone::Reason => turn.say(Tone::Plain, "Tout est saisi\u{a0}: F9 clôture."),
        }
    }

    /// Tab: the notes and coins, what stays, the reason; Maj+Tab the other way round.
    const fn next_zone(&mut self, key: Key) {
        let next = match (self.zone, key) {
            (Zone::Pieces, Key::BackTab) | (Zone::Left, Key::Tab) => Zone::Reason,
            (Zone::Pieces, _) | (Zone::Reason, Key::BackTab) => Zone::Left,
            (Zone::Left | Zone::Reason, _) => Zone::Pieces,
        };
        self.go(next, self.row);
    }

    /// Counted minus expected.
    pub(super) fn gap(&self) -> Cents {
        let expected = self.view.session.as_ref().map_or(Cents::ZERO, |session| session.expected);
        self.count.total().minus(expected)
    }

    /// What stays in the drawer, and what goes to the régie; `None` while that is impossible.
    pub(super) fn left(&self) -> Option<(Cents, Cents)> {
        let left = amount(self.count.left.text())?;
        deposit(self.count.total(), left).map(|deposit| (left, deposit))
    }

    /// F9: the last question, once all is counted and explained.
    fn review(&mut self, turn: &mut Turn<'_>) {
        let gap = self.gap();
        if !self.count.is_begun() && gap != Cents::ZERO {
            return turn.say(Tone::No, "Comptez d’abord\u{a0}: rien n’est saisi.");
        }
        if !explains(gap, self.count.reason.text()) {
            self.go(Zone::Reason, self.row);
            let refusal = Refusal::ReasonNeeded { what: "cet écart" };
            return turn.say(Tone::No, format!("Écart de {gap}. {refusal}"));
        }
        if self.left().is_none() {
            self.go(Zone::Left, self.row);
            let left = self.count.left.text();
            let counted = self.count.total();
            let sentence = match amount(left) {
                Some(_) => Refusal::LeftOutOfRange { counted }.to_string(),
                None => not_an_amount(left),
            };
            return turn.say(Tone::No, sentence);
        }
        self.stage = Stage::Confirming(turn.scene.now, Field::default());
        turn.step(Step::Flush);
    }

    /// Entrée behind the word.
    fn confirm(&mut self, turn: &mut Turn<'_>) {
        let Stage::Confirming(_, word) = &mut self.stage else { return };
        if !is_word(word.text()) {
            word.clear();
            return turn.say(Tone::No, "Tapez CLOTURER en entier, ou Échap pour ne rien faire.");
        }
        let (Some(session), Some((left, _))) = (&self.view.session, self.left()) else { return };
        let request = ClosingRequest {
            session: session.id,
            saw: (session.operations, session.expected),
            counted: self.count.pieces(),
            reason: self.count.reason.text().to_owned(),
            left,
        };
        self.asked = Some(Asked::Writing(turn.ask(Request::CloseTill(request))));
    }

    fn load(&mut self, turn: &mut Turn<'_>) {
        self.asked = Some(Asked::Loading(turn.ask(Request::OpenClosing)));
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        let Some(Asked::Writing(awaited) | Asked::Loading(awaited)) = self.asked else { return };
        if awaited != ticket {
            return;
        }
        let wrote = self.holds();
        self.asked = None;
        match reply {
            Reply::Receipt(view) => {
                let slip = Receipt::printing(view, turn);
                turn.step(Step::Replace(Box::new(Screen::Receipt(Box::new(slip)))));
            }
            Reply::Till(till) => {
                turn.step(Step::Back);
                let sentence = format!("Caisse ouverte, fond de caisse {}.", till.float);
                turn.say(Tone::Done, sentence);
            }
            Reply::Closing(view) => self.refresh(view),
            other => {
                self.stage = Stage::Counting;
                turn.refused(&other);
                if wrote && matches!(other, Reply::Refused(_)) {
                    self.load(turn);
                }
            }
        }
    }

    /// The same session keeps what was counted; another one begins anew.
    fn refresh(&mut self, view: Box<ClosingView>) {
        let id = |view: &ClosingView| view.session.as_ref().map(|session: &SessionView| session.id);
        if id(&self.view) == id(&view) {
            self.view = view;
        } else {
            *self = Self::new(view);
        }
    }

    /// Draws the closed till, or the count and what lies over it.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let Some(session) = &self.view.session else {
            let possible = scene.agent.is_some_and(|agent| agent.role.may_write());
            return self.opening.draw(canvas, body, (self.view.till.float, possible));
        };
        closing_view::draw_count(canvas, body, self, session);
        match &self.stage {
            Stage::Counting => {}
            Stage::Confirming(_, word) => closing_view::draw_word(canvas, body, self, word),
            Stage::Leaving => closing_view::draw_leaving(canvas, body, self),
        }
    }
}

#[cfg(test)]
mod tests;
