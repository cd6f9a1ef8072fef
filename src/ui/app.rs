//! The screens' one state and its one way to change: a message comes in, effects go out.
//!
//! No clock, no file, no terminal: what time it is comes in as a message like any key.

use std::collections::VecDeque;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::desk::request::draft::{Draft, KEPT_MS};
use crate::desk::request::{Reply, Request};
use crate::desk::view::{AgentView, HouseView};
use crate::domain::legend::Legend;
use crate::domain::time::Moment;

use super::display::Display;
use super::frame;
use super::front::Front;
use super::key::Key;
use super::keymap::{Action, Binding, LOCK, find};
use super::msg::{Effect, Message, Msg, Ticket, Tone};
use super::overlay::{Outcome, Overlay};
use super::park::{Parked, Trail};
use super::pointer::{Gesture, Pointer};
use super::screen::Screen;
use super::screen::lock::Lock;
use super::screen::resume::Resume;
use super::theme::Skin;
use super::turn::{Input, Scene, Step, Turn};

/// Milliseconds without a key after which the seat is left.
pub const LOCK_AFTER_MS: i64 = 180_000;
/// Milliseconds without a key after which that is announced.
pub const WARN_AFTER_MS: i64 = LOCK_AFTER_MS - 20_000;
/// Columns and rows below which nothing is drawn, and only the lock and Échap work.
pub const SMALLEST: (u16, u16) = (80, 24);
/// Seconds for which another program may hold the file and nobody speaks of it.
const PATIENT_SECONDS: i64 = 5;
/// More keys than a fast typist gets ahead of a slow disk.
const AHEAD: usize = 64;

/// What becomes of a confirmation that was typed before there was anything to confirm.
const EARLY: &str = "rien n’est enregistré. Vérifiez, puis recommencez.";

/// Why the family can't be left while something was begun under the screen in sight.
const BELOW: &str = "une saisie attend sous cet écran, Échap y revient";

/// Requests under way, and the keys that wait for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Queue {
    last: Ticket,
    opening: Option<Ticket>,
    held: Option<Ticket>,
    keys: VecDeque<Key>,
    /// What the desk was last asked to keep of what was begun.
    kept: Option<Draft>,
}

/// Everything that the screens are made of.
#[derive(Clone, Debug, PartialEq)]
pub struct App {
    pub(super) house: HouseView,
    pub(super) display: Display,
    pub(super) legend: Legend,
    pub(super) session: Option<AgentView>,
    pub(super) trail: Trail,
    pub(super) parked: Vec<Parked>,
    pub(super) overlay: Option<Overlay>,
    pub(super) message: Option<Message>,
    pub(super) queue: Queue,
    pub(super) now: Moment,
    last_key: Moment,
    pointer: Pointer,
}

impl App {
    /// The program as it starts, on its first screen.
    pub fn new(
        house: HouseView,
        display: Display,
        legend: Legend,
        first: Screen,
        now: Moment,
    ) -> Self {
        Self {
            house,
            display,
            legend,
            session: None,
            trail: Trail::new(first),
            parked: Vec::new(),
            overlay: None,
            message: None,
            queue: Queue::default(),
            now,
            last_key: now,
            pointer: Pointer::default(),
        }
    }

    /// Takes a message in; what must happen outside goes out.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = self.take_in(msg);
        effects.extend(self.keep_draft());
        effects
    }

    fn take_in(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Mouse(gesture, at) => self.mouse(gesture, at),
            Msg::Paste(text) => self.paste(text),
            Msg::Reply(ticket, reply) => self.reply(ticket, reply),
            Msg::Held(ticket, since) => self.held(ticket, since),
            Msg::Printed(ticket, result) => self.deliver(&Input::Printed(ticket, result)),
            Msg::Clock(now) => self.clock(now),
            Msg::Lock => self.lock(),
            Msg::Changed => self.changed(),
            Msg::Resized(columns, rows) => {
                self.display.size = (columns, rows);
                Vec::new()
            }
        }
    }

    /// Asks the desk to keep what was begun, whenever that changed: a crash then loses nothing.
    fn keep_draft(&mut self) -> Option<Effect> {
        self.session.as_ref()?;
        let draft = self.trail.draft();
        if draft == self.queue.kept {
            return None;
        }
        self.queue.kept.clone_from(&draft);
        self.queue.last.0 += 1;
        Some(Effect::Ask(self.queue.last, Request::KeepDraft(draft)))
    }

    /// When the app wants to be told the time again, at the latest.
    pub fn wake(&self) -> Moment {
        let minute = 60_000 - self.now.at.rem_euclid(60_000);
        let next_minute = self.now.later(minute);
        let idle = [WARN_AFTER_MS, LOCK_AFTER_MS].map(|after| self.last_key.later(after));
        let idle = idle.into_iter().filter(|_| self.session.is_some());
        let pending = idle.chain(self.trail.top.wake()).filter(|at| at.at > self.now.at);
        pending.fold(next_minute, |first, at| if at.at < first.at { at } else { first })
    }

    /// What every screen may see.
    pub(super) fn scene(&self) -> Scene<'_> {
        let (house, legend) = (&self.house, &self.legend);
        Scene { now: self.now, house, legend, agent: self.session.as_ref() }
    }

    /// The key tables in force: those of the screen, or of what lies over it.
    pub(super) fn tables(&self) -> Vec<&'static [Binding]> {
        match &self.overlay {
            Some(overlay) if self.session.is_some() => vec![overlay.keys(), &[LOCK]],
            Some(overlay) => vec![overlay.keys()],
            None => self.trail.top.tables().to_vec(),
        }
    }

    /// Whether a key is text now, even if a table names it.
    pub(super) fn takes(&self, key: Key) -> bool {
        self.overlay.is_none() && self.trail.top.takes(key)
    }

    /// Why an action is impossible now, if it is.
    pub(super) fn refuses(&self, action: Action) -> Option<&'static str> {
        let screen = &self.trail.top;
        let leaves = matches!(action, Action::Search | Action::Quit) && self.trail.waits_below();
        let own = || screen.refuses(action, &self.scene()).or(leaves.then_some(BELOW));
        self.overlay.is_none().then(own).flatten()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        let warned = self.session.is_some() && self.idle_ms() >= WARN_AFTER_MS;
        self.last_key = self.now;
        if key.locks() {
            return self.lock();
        }
        if self.display.too_small() && key != Key::Esc {
            return Vec::new();
        }
        if warned {
            self.message = None;
            return Vec::new();
        }
        if self.waits() { self.key_ahead(key) } else { self.stroke(key) }
    }

    fn idle_ms(&self) -> i64 {
        self.now.at.saturating_sub(self.last_key.at)
    }

    /// Whether keys wait for an answer.
    fn waits(&self) -> bool {
        self.queue.opening.is_some() || self.trail.top.holds()
    }

    /// A key typed while an answer is under way: Échap gives up waiting, any other key waits too.
    fn key_ahead(&mut self, key: Key) -> Vec<Effect> {
        if key == Key::Esc {
            self.queue.keys.clear();
            if let Some(held) = self.queue.held {
                self.say(Tone::Plain, "Abandon en cours…");
                return vec![Effect::GiveUp(held)];
            }
            if self.queue.opening.take().is_none() {
                return self.run(Input::Act(Action::Back, key));
            }
        } else if self.queue.keys.len() < AHEAD {
            self.queue.keys.push_back(key);
        }
        Vec::new()
    }

    /// Carries out the keys that waited, until one of them has to wait again. They may lead to an
    /// act, and fill its fields, but never confirm it.
    fn replay(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while !self.waits()
            && let Some(key) = self.queue.keys.pop_front()
        {
            if self.confirms(key) {
                self.queue.keys.clear();
                let key = key.label();
                self.say(Tone::Warning, format!("Tapé d’avance ({key})\u{a0}: {EARLY}"));
            } else {
                effects.extend(self.stroke(key));
            }
        }
        effects
    }

    /// Whether a key would write something now: one that was typed before its screen was in sight
    /// never does.
    fn confirms(&self, key: Key) -> bool {
        let screen = &self.trail.top;
        let binding = find(&screen.tables(), key).filter(|_| !screen.takes(key));
        self.overlay.is_none() && binding.is_some_and(|one| screen.confirms(one.action))
    }

    fn stroke(&mut self, key: Key) -> Vec<Effect> {
        self.message = None;
        if let Some(mut overlay) = self.overlay.take() {
            return match overlay.key(key.unshifted(), &self.trail.top, &self.scene()) {
                Outcome::Stay => {
                    self.overlay = Some(overlay);
                    Vec::new()
                }
                Outcome::Close => Vec::new(),
                Outcome::Also(action, key) => {
                    self.overlay = Some(overlay);
                    self.act(action, key)
                }
                Outcome::Run(action, key) => self.act(action, key),
            };
        }
        let shifted = find(&self.trail.top.tables(), key).is_some();
        let key = if shifted { key } else { key.unshifted() };
        if self.trail.top.takes(key) {
            return self.run(Input::Key(key));
        }
        match find(&self.trail.top.tables(), key) {
            Some(binding) => self.act(binding.action, key),
            None => self.run(Input::Key(key)),
        }
    }

    fn act(&mut self, action: Action, key: Key) -> Vec<Effect> {
        if let Some(reason) = self.refuses(action) {
            self.message = Some(Message::impossible(reason));
            return Vec::new();
        }
        match action {
            Action::Help => self.overlay = Some(Overlay::help()),
            Action::Palette => self.overlay = Some(Overlay::palette()),
            Action::Lock => return self.lock(),
            Action::Redraw => return vec![Effect::Redraw],
            Action::Theme => return self.turn_theme(),
            Action::Mouse => return self.turn_mouse(),
            Action::Quit => return vec![Effect::Quit],
            Action::Tasks => return self.open(Request::OpenTasks),
            Action::WaitingList => return self.open(Request::OpenWaiting),
            Action::Rules => return self.open(Request::OpenRules { tariffs: false }),
            Action::Tariffs => return self.open(Request::OpenRules { tariffs: true }),
            Action::CloseDays => return self.open(Request::OpenClosures),
            Action::Search => self.trail = Trail::new(Screen::home()),
            Action::CloseTill | Action::OpenTill => return self.open(Request::OpenClosing),
            Action::LastClosing => return self.open(Request::OpenArrete(None)),
            _ => return self.run(Input::Act(action, key)),
        }
        Vec::new()
    }

    /// Shows the next theme at once, and has it remembered.
    fn turn_theme(&mut self) -> Vec<Effect> {
        let skin = self.display.turn_theme();
        self.say(Tone::Plain, format!("Thème {}.", skin.name()));
        vec![Effect::Remember(self.display.habits)]
    }

    /// Gives the mouse to the terminal or takes it back, and has it remembered.
    fn turn_mouse(&mut self) -> Vec<Effect> {
        let mouse = !self.display.habits.mouse;
        self.display.habits.mouse = mouse;
        let said = if mouse {
            "La souris choisit et coche. Maj et glisser sélectionne du texte."
        } else {
            "La souris sélectionne du texte. :souris la reprend."
        };
        self.say(Tone::Plain, said);
        vec![Effect::Remember(self.display.habits)]
    }

    /// Presses the keys that the mouse stands for, on the screen as it is in sight now.
    fn mouse(&mut self, gesture: Gesture, at: Position) -> Vec<Effect> {
        let spots = frame::spots(self);
        let keys = self.pointer.keys(gesture, at, &spots, self.now);
        keys.into_iter().flat_map(|key| self.key(key)).collect()
    }

    fn paste(&mut self, text: String) -> Vec<Effect> {
        if self.waits() {
            return Vec::new();
        }
        self.message = None;
        match &mut self.overlay {
            Some(overlay) => {
                overlay.paste(&text);
                Vec::new()
            }
            None => self.run(Input::Paste(text)),
        }
    }

    /// Says that the file is held, and by what key the wait ends; what was typed stays.
    fn held(&mut self, ticket: Ticket, since: Moment) -> Vec<Effect> {
        let seconds = self.now.at.saturating_sub(since.at) / 1_000;
        if seconds >= PATIENT_SECONDS && self.waits() {
            self.queue.held = Some(ticket);
            let sentence = format!(
                "La base est occupée depuis {seconds}\u{a0}s. Votre saisie est gardée. Nouvel \
                 essai automatique. Échap\u{a0}: abandonner."
            );
            self.say(Tone::Warning, sentence);
        }
        Vec::new()
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply) -> Vec<Effect> {
        if self.queue.held.take_if(|held| *held == ticket).is_some() {
            self.message = None;
        }
        self.note_till(&reply);
        if self.queue.opening != Some(ticket) {
            return self.deliver(&Input::Reply(ticket, reply));
        }
        self.queue.opening = None;
        match Screen::showing(reply, &self.scene()) {
            Ok(screen) => {
                if self.trail.show(screen) {
                    return self.run(Input::Shown);
                }
            }
            Err(reply) => {
                let mut tickets = self.queue.last;
                let mut turn = Turn::new(self.scene(), &mut tickets);
                turn.refused(&reply);
                return self.carry_out(turn.into_steps());
            }
        }
        self.replay()
    }

    /// Hands an answer to the screen in sight and to those that were left in the middle of a
    /// gesture when the seat was locked: whoever holds its ticket takes it, the others drop it.
    fn deliver(&mut self, input: &Input) -> Vec<Effect> {
        let (house, legend) = (&self.house, &self.legend);
        let scene = Scene { now: self.now, house, legend, agent: None };
        for parked in &mut self.parked {
            parked.receive(input.clone(), Turn::new(scene, &mut self.queue.last));
        }
        let mut effects = self.run(input.clone());
        effects.extend(self.replay());
        effects
    }

    /// Asks for the screen of an answer, whichever screen is in sight.
    fn open(&mut self, request: Request) -> Vec<Effect> {
        let (house, legend) = (&self.house, &self.legend);
        let scene = Scene { now: self.now, house, legend, agent: self.session.as_ref() };
        let mut turn = Turn::new(scene, &mut self.queue.last);
        turn.open(request);
        let steps = turn.into_steps();
        self.carry_out(steps)
    }

    /// Lets the screen in sight ask anew, unless an answer is under way or something lies over it:
    /// what was asked is fresh, and what is read is not taken away.
    fn changed(&mut self) -> Vec<Effect> {
        if self.session.is_none() || self.waits() || self.overlay.is_some() {
            return Vec::new();
        }
        self.run(Input::Changed)
    }

    /// Gives the screen in sight its turn.
    fn run(&mut self, input: Input) -> Vec<Effect> {
        let (house, legend) = (&self.house, &self.legend);
        let scene = Scene { now: self.now, house, legend, agent: self.session.as_ref() };
        let mut turn = Turn::new(scene, &mut self.queue.last);
        self.trail.top.update(input, &mut turn);
        let steps = turn.into_steps();
        self.carry_out(steps)
    }

    fn carry_out(&mut self, steps: Vec<Step>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for step in steps {
            match step {
                Step::Effect(effect) => effects.push(effect),
                Step::Opening(ticket) => self.queue.opening = Some(ticket),
                Step::Show(screen) => {
                    self.trail.show(*screen);
                }
                Step::Replace(screen) => self.trail.top = *screen,
                Step::Say(message) => self.message = Some(message),
                Step::Flush => self.queue.keys.clear(),
                Step::Lock => effects.extend(self.lock()),
                Step::Back => {
                    if self.trail.back() {
                        effects.extend(self.run(Input::Shown));
                    }
                }
                Step::Finish => effects.extend(self.finish()),
                Step::Seat(agent) => effects.extend(self.seat(agent)),
            }
        }
        effects
    }

    /// Back to where the gesture began; to an empty box if that was the search.
    fn finish(&mut self) -> Vec<Effect> {
        if !self.trail.back() {
            return Vec::new();
        }
        if matches!(self.trail.top, Screen::Home(_)) {
            self.trail.top = Screen::home();
        }
        self.run(Input::Shown)
    }

    fn clock(&mut self, now: Moment) -> Vec<Effect> {
        self.now = now;
        if self.last_key.at > now.at {
            self.last_key = now;
        }
        self.parked.retain(|parked| parked.until.at > now.at);
        if self.session.is_some() && self.idle_ms() >= LOCK_AFTER_MS {
            return self.lock();
        }
        if self.session.is_some() && self.idle_ms() >= WARN_AFTER_MS {
            self.say(Tone::Warning, "Verrouillage dans 20\u{a0}s. Une touche pour rester.");
        }
        self.run(Input::Clock)
    }

    /// Opens the session, on the screens where this agent left them if that was not long ago; or
    /// with the question what becomes of the work that a stop of the program interrupted.
    fn seat(&mut self, mut agent: AgentView) -> Vec<Effect> {
        let interrupted = agent.interrupted.take();
        let place = self.parked.iter().position(|parked| parked.agent == agent.id);
        self.session = Some(agent);
        self.last_key = self.now;
        self.message = None;
        if let Some(place) = place {
            self.trail = self.parked.swap_remove(place).trail;
            self.queue.kept = self.trail.draft();
            return self.run(Input::Shown);
        }
        self.queue.kept = None;
        self.trail = Trail::new(Screen::home());
        if let Some(interrupted) = interrupted {
            self.trail.show(Screen::Resume(Box::new(Resume::new(*interrupted))));
        }
        self.run(Input::Shown)
    }

    /// Leaves the seat: nothing of a family stays in sight, what was begun waits for its agent.
    fn lock(&mut self) -> Vec<Effect> {
        let Some(agent) = self.session.take() else { return Vec::new() };
        let until = self.now.later(KEPT_MS);
        let lock = Screen::Lock(Lock::new(&agent, self.now, until));
        let mut trail = std::mem::replace(&mut self.trail, Trail::new(lock));
        let (house, legend) = (&self.house, &self.legend);
        let scene = Scene { now: self.now, house, legend, agent: None };
        trail.leave(scene, &mut self.queue.last);
        self.parked.retain(|parked| parked.agent != agent.id);
        self.parked.push(Parked { agent: agent.id, trail, until });
        self.overlay = None;
        self.message = None;
        self.queue.opening = None;
        self.queue.keys.clear();
        self.queue.last.0 += 1;
        vec![Effect::Ask(self.queue.last, Request::Lock)]
    }

    fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.message = Some(Message { tone, text: text.into() });
    }

    /// Keeps the till of the title bar up to date.
    fn note_till(&mut self, reply: &Reply) {
        let till = match reply {
            Reply::Till(till) => till,
            Reply::Closing(closing) => &closing.till,
            Reply::Cancellation(cancellation) => &cancellation.till,
            Reply::Payment(payment) => &payment.till,
            Reply::Receipt(receipt) => &receipt.till,
            _ => return,
        };
        if let Some(agent) = &mut self.session {
            agent.till = till.cash;
        }
    }
}

impl Front for App {
    type Ask = Request;
    const PUBLIC: bool = false;

    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        Self::update(self, msg)
    }

    fn wake(&self) -> Moment {
        Self::wake(self)
    }

    fn draw(&self, buffer: &mut Buffer) -> Option<Position> {
        frame::draw(self, buffer)
    }

    fn skin(&self) -> Skin {
        self.display.theme.look.skin
    }

    fn has_mouse(&self) -> bool {
        self.display.habits.mouse
    }
}
