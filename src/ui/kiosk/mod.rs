//! The kiosk: what families see and press where no agent sits.
//!
//! ```text
//! Msg ─▶ Kiosk::update ─▶ the page in sight ─▶ Go ─▶ another page, or KioskRequest
//! ```
//!
//! A page is one act: choices, one field, something to read, or a month of days. All that a visitor
//! typed and saw is in one [`Visit`], which is dropped as a whole: at Échap, after a minute without
//! a key, after ten minutes, and when the program was suspended. What is left is a kiosk that was
//! just started. Nothing of an agent's can be said here: the requests are another type.

mod big;
mod days;
mod days_view;
mod draw;
mod keys;
mod lines;
mod menu;
mod page;
mod reading;
mod review;
mod timing;
mod typing;
mod words;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::desk::request::kiosk::{KioskRefusal, KioskReply, KioskRequest, KioskStep};
use crate::desk::view::CalendarView;
use crate::desk::view::kiosk::{KioskFamily, KioskHouse};
use crate::domain::legend::Legend;
use crate::domain::time::Moment;

use self::draw::{Above, draw_page};
use self::keys::{Act, find, without_shift};
use self::menu::{Question, ask};
use self::page::{Go, Page, Reader, Said, Scene, Wish, month};
use self::reading::{Reading, Text};
use self::typing::{Purpose, Typing, Wanted, refused};
use self::words::{Language, Phrase};
use super::canvas::Canvas;
use super::display::Display;
use super::front::Front;
use super::key::{Key, digit};
use super::msg::{Effect, Msg, Ticket, Tone};
use super::pointer::{Gesture, Pointer, Spots};
use super::theme::{Look, Skin, Theme};

/// Milliseconds for which another program may hold the file and nobody speaks of it.
const PATIENT_MS: i64 = 5_000;

/// What goes out of a kiosk.
type Out = Vec<Effect<KioskRequest>>;

/// When a visit began, and when a key was pressed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Times {
    since: Moment,
    last_key: Moment,
}

/// All of one visitor: dropped as a whole.
#[derive(Clone, Debug, PartialEq)]
struct Visit {
    page: Page,
    reader: Reader,
    family: Option<Box<KioskFamily>>,
    wish: Wish,
    asked: Option<Ticket>,
    said: Option<(Tone, Said)>,
    /// None while nobody touched the kiosk.
    times: Option<Times>,
}

impl Visit {
    /// Nobody is there.
    fn nobody() -> Self {
        Self {
            page: ask(Question::Welcome),
            reader: Reader::default(),
            family: None,
            wish: Wish::Menu,
            asked: None,
            said: None,
            times: None,
        }
    }
}

/// The kiosk's screens.
#[derive(Clone, Debug, PartialEq)]
pub struct Kiosk {
    house: KioskHouse,
    display: Display,
    legend: Legend,
    now: Moment,
    last: Ticket,
    pointer: Pointer,
    visit: Visit,
}

impl Kiosk {
    /// A kiosk that nobody touched.
    pub fn new(house: KioskHouse, display: Display, legend: Legend, now: Moment) -> Self {
        let (last, pointer) = (Ticket::default(), Pointer::default());
        Self { house, display, legend, now, last, pointer, visit: Visit::nobody() }
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            now: self.now,
            house: &self.house,
            legend: &self.legend,
            reader: self.visit.reader,
            family: self.visit.family.as_deref(),
            wish: self.visit.wish,
            size: self.display.size,
        }
    }

    fn theme(&self) -> Theme {
        let Look { skin, depth } = self.display.theme.look;
        match (self.visit.reader.contrast, skin) {
            (true, Skin::Contrast) => Theme::new(Look { skin: Skin::Dark, depth }),
            (true, _) => Theme::new(Look { skin: Skin::Contrast, depth }),
            (false, _) => self.display.theme,
        }
    }

    /// The visit is over: nothing of it is kept, here or at the desk.
    fn leave(&mut self) -> Out {
        self.visit = Visit::nobody();
        self.pointer = Pointer::default();
        self.last.0 += 1;
        vec![Effect::Ask(self.last, KioskRequest::Leave)]
    }

    fn ask(&mut self, request: KioskRequest) -> Out {
        self.last.0 += 1;
        self.visit.asked = Some(self.last);
        vec![Effect::Ask(self.last, request)]
    }

    fn say(&mut self, tone: Tone, said: Said) {
        self.visit.said = Some((tone, said));
    }

    /// A key: Échap ends the visit from anywhere; while the end is counted down any other key keeps
    /// it open and does nothing else; while an answer is waited for there is nothing to press.
    fn key(&mut self, key: Key) -> Out {
        let counted = self.is_counted();
        if key == Key::Esc {
            return self.leave();
        }
        let since = self.visit.times.map_or(self.now, |times| times.since);
        self.visit.times = Some(Times { since, last_key: self.now });
        if counted || self.visit.asked.is_some() || self.display.too_small() {
            return Vec::new();
        }
        self.visit.said = None;
        let typed = matches!(self.visit.page, Page::Typing(_));
        let key = if typed { key.unshifted() } else { without_shift(key.unshifted()) };
        let act = find(self.visit.page.table(&self.house), key);
        let go = match (act, key) {
            (Some(Act::Larger), _) => {
                self.visit.reader.large = !self.visit.reader.large;
                Go::Stay
            }
            (Some(Act::Contrast), _) => {
                self.visit.reader.contrast = !self.visit.reader.contrast;
                Go::Stay
            }
            (Some(Act::Notice), _) => Go::Page(Reading::page(Text::Notice)),
            (Some(Act::Admin), _) => Go::Page(Typing::page(Wanted::AdminCode)),
            (act, key) => self.page_key(act, key),
        };
        self.go(go)
    }

    /// A key of the page in sight.
    fn page_key(&mut self, act: Option<Act>, key: Key) -> Go {
        let Self { house, display, legend, now, visit, .. } = self;
        let Visit { page, reader, family, wish, .. } = visit;
        let scene = Scene {
            now: *now,
            house,
            legend,
            reader: *reader,
            family: family.as_deref(),
            wish: *wish,
            size: display.size,
        };
        match (page, act) {
            (Page::Menu(menu), Some(Act::Move)) => {
                menu.moves(key, &scene);
                Go::Stay
            }
            (Page::Menu(menu), Some(Act::Digit)) => {
                let place = digit(key).and_then(|number| usize::try_from(number).ok());
                menu.choose(place.and_then(|number| number.checked_sub(1)), &scene)
            }
            (Page::Menu(menu), Some(Act::Continue)) => menu.choose(None, &scene),
            (Page::Menu(menu), Some(Act::Back)) => menu.back(&scene),
            (Page::Typing(typing), Some(act)) => typing.act(act, &scene),
            (Page::Typing(typing), None) => {
                typing.key(key);
                Go::Stay
            }
            (Page::Reading(reading), Some(Act::Move)) => {
                let lines = reading.shown(&scene, draw::reading_room(scene.size)).len();
                let rows = usize::from(scene.size.1.saturating_sub(READING_FRAME));
                reading.moves(key, (lines + 1).saturating_sub(rows).max(1));
                Go::Stay
            }
            (Page::Reading(reading), Some(act)) => reading.act(act, &scene),
            (Page::Days(days), Some(act)) => days.act(act, key, &scene),
            (Page::Days(days), None) => {
                if let Key::Day(place) = key {
                    days.point(place);
                }
                Go::Stay
            }
            _ => Go::Stay,
        }
    }

    fn go(&mut self, go: Go) -> Out {
        match go {
            Go::Stay => {}
            Go::Page(page) => self.visit.page = page,
            Go::Told(page, phrase) => {
                self.visit.page = page;
                self.say(Tone::No, Said::Phrase(phrase));
            }
            Go::Say(said) => self.say(Tone::No, said),
            Go::Speak(language) => self.speak(language),
            Go::Ask(request) => return self.ask(request),
            Go::Wish(wish) => return self.wish(wish),
            Go::Home if self.visit.family.is_some() => {
                self.visit.page = ask(Question::Family);
            }
            Go::Home | Go::Leave => return self.leave(),
        }
        Vec::new()
    }

    fn speak(&mut self, language: Language) {
        self.visit.reader.language = language;
        self.visit.page = ask(Question::Welcome);
    }

    /// What the visitor came for; whoever has not signed in does that first.
    fn wish(&mut self, wish: Wish) -> Out {
        self.visit.wish = wish;
        let today = self.now.today();
        let children = self.visit.family.as_ref().map(|family| family.children.as_slice());
        let page = match (children, wish) {
            (None, _) => ask(Question::Entrance),
            (Some([(only, _)]), Wish::Days) => {
                return self.ask(month(Some(*only), None, today));
            }
            (Some([]), Wish::Days) => {
                self.say(Tone::No, Said::Phrase(Phrase::NoChild));
                ask(Question::Family)
            }
            (Some(_), Wish::Days) => ask(Question::Children),
            (Some(_), Wish::Sheets) => ask(Question::Sheets),
            (Some(_), Wish::Menu) => ask(Question::Family),
        };
        self.visit.page = page;
        Vec::new()
    }

    /// The desk's answer, if it is the one that is waited for.
    fn reply(&mut self, ticket: Ticket, reply: KioskReply) -> Out {
        if self.visit.asked != Some(ticket) {
            return Vec::new();
        }
        self.visit.asked = None;
        self.visit.said = None;
        match reply {
            KioskReply::Standing { paused: Some(until) }
            | KioskReply::Refused(KioskRefusal::Paused(until)) => self.pause(until),
            KioskReply::Standing { paused: None } => {
                if matches!(&self.visit.page, Page::Reading(reading) if reading.is_paused()) {
                    return self.leave();
                }
            }
            KioskReply::Step(step) => return self.step(step),
            KioskReply::Unmet(unmet) => self.choose_again(refused(&unmet)),
            KioskReply::Days(view) => self.days(view),
            KioskReply::Review(review) => self.review(review),
            KioskReply::Booked(done) => {
                if let Page::Menu(menu::Menu { question: Question::Review(days, _), .. }) =
                    &self.visit.page
                {
                    let days = days.clone();
                    self.visit.page = Reading::page(Text::Booked(days, done));
                }
            }
            KioskReply::Sheet(sheet) => self.visit.page = Reading::page(Text::Sheet(sheet)),
            KioskReply::PasswordChanged => self.visit.page = Reading::page(Text::Changed),
            KioskReply::Asked => self.asked(),
            KioskReply::Left => return self.leave(),
            KioskReply::MayClose if self.is_closing() => return vec![Effect::Quit],
            KioskReply::MayClose => {}
            KioskReply::Refused(refusal) => return self.refused(refusal),
            KioskReply::Failed(fault) => {
                let gone = self.leave();
                self.visit.page = Reading::page(Text::Broken(fault.to_string()));
                self.visit.times = Some(Times { since: self.now, last_key: self.now });
                return gone;
            }
        }
        Vec::new()
    }

    /// Whether whoever looks after the kiosk typed a secret.
    const fn is_closing(&self) -> bool {
        matches!(&self.visit.page, Page::Typing(Typing { wanted: Wanted::AdminSecret(_), .. }))
    }

    /// The kiosk is closed for a while: what was typed is dropped with the visit.
    fn pause(&mut self, until: Moment) {
        let reader = self.visit.reader;
        let page = Reading::page(Text::Paused(until));
        self.visit = Visit { page, reader, ..Visit::nobody() };
    }

    /// The next step of the way in.
    fn step(&mut self, step: KioskStep) -> Out {
        self.visit.page = match step {
            KioskStep::Choose => Typing::page(Wanted::Chosen(Purpose::First)),
            KioskStep::Renew => Typing::page(Wanted::Chosen(Purpose::Renew)),
            KioskStep::Accept { place, version } => ask(Question::Terms(place, version)),
            KioskStep::Verify(household) => ask(Question::Verify(household)),
            KioskStep::Open(mut family) => {
                let news = std::mem::take(&mut family.news);
                self.visit.family = Some(family);
                if news.is_empty() {
                    return self.wish(self.visit.wish);
                }
                Reading::page(Text::News(news))
            }
        };
        Vec::new()
    }

    /// A password was not taken: another one is chosen for the same reason.
    fn choose_again(&mut self, why: Phrase) {
        let purpose = match &self.visit.page {
            Page::Typing(Typing { wanted: Wanted::Again(purpose, _), .. }) => purpose.clone(),
            _ => return,
        };
        self.visit.page = Typing::page(Wanted::Chosen(purpose));
        self.say(Tone::No, Said::Phrase(why));
    }

    /// A month: in place of the one in sight, or after a choice among a child's activities.
    fn days(&mut self, view: Box<CalendarView>) {
        let chosen = matches!(
            &self.visit.page,
            Page::Menu(menu::Menu { question: Question::Activities(_), .. })
                | Page::Reading(Reading { text: Text::Booked(..), .. })
        );
        match &mut self.visit.page {
            Page::Days(days) => days.show(view),
            page if !chosen && view.activities.len() > 1 => {
                *page = ask(Question::Activities(view));
            }
            page => *page = days::page(view),
        }
    }

    /// What the chosen days come to: asked for, or in place of what holds no more.
    fn review(&mut self, review: Box<crate::desk::view::BookingReview>) {
        match &self.visit.page {
            Page::Days(days) => {
                let days = days.clone();
                self.visit.page = ask(Question::Review(days, review));
            }
            Page::Menu(menu::Menu { question: Question::Review(days, _), .. }) => {
                let days = days.clone();
                self.visit.page = ask(Question::Review(days, review));
                self.say(Tone::Warning, Said::Phrase(Phrase::SituationChanged));
            }
            _ => {}
        }
    }

    /// Somebody was told: about a change, or that help is needed.
    fn asked(&mut self) {
        let change = matches!(
            &self.visit.page,
            Page::Typing(_) | Page::Menu(menu::Menu { question: Question::Verify(_), .. })
        );
        self.visit.page = Reading::page(if change { Text::Asked } else { Text::Help });
    }

    /// The rules say no; the words of a wrong id or password never say which.
    fn refused(&mut self, refusal: KioskRefusal) -> Out {
        let (tone, said) = match refusal {
            KioskRefusal::Wrong => (Tone::No, Said::Phrase(Phrase::Wrong)),
            KioskRefusal::WrongAgain => (Tone::No, Said::Phrase(Phrase::WrongAgain)),
            KioskRefusal::ReadOnly => (Tone::Warning, Said::Phrase(Phrase::ReadOnly)),
            KioskRefusal::Rule(refusal) => (Tone::No, Said::Rule(refusal.to_string())),
            KioskRefusal::Over => {
                let gone = self.leave();
                self.say(Tone::Warning, Said::Phrase(Phrase::Over));
                self.visit.times = Some(Times { since: self.now, last_key: self.now });
                return gone;
            }
            KioskRefusal::Paused(until) => {
                self.pause(until);
                return Vec::new();
            }
        };
        if let Page::Typing(typing) = &self.visit.page {
            self.visit.page = match &typing.wanted {
                Wanted::AdminCode | Wanted::AdminSecret(_) => Typing::page(Wanted::AdminCode),
                Wanted::Again(Purpose::Change(_), _) => Typing::page(Wanted::Old),
                Wanted::Again(..) | Wanted::Login | Wanted::Code(_) => ask(Question::Entrance),
                _ => self.visit.page.clone(),
            };
        }
        self.say(tone, said);
        Vec::new()
    }

    /// Another program wrote: what is in sight is asked for again, what was chosen stays.
    fn changed(&mut self) -> Out {
        if self.visit.asked.is_some() {
            return Vec::new();
        }
        let request = match &self.visit.page {
            Page::Days(days) => days.request(),
            Page::Reading(Reading { text: Text::Sheet(sheet), .. }) => {
                KioskRequest::Consult(reading::page_of(sheet))
            }
            _ => return Vec::new(),
        };
        self.ask(request)
    }

    /// Another program holds the file.
    fn held(&mut self, ticket: Ticket, since: Moment) {
        let long = self.now.at.saturating_sub(since.at) >= PATIENT_MS;
        if long && self.visit.asked == Some(ticket) {
            self.say(Tone::Warning, Said::Phrase(Phrase::Busy));
        }
    }

    /// What came at once in one piece (a slow line, a console without marks for what is pasted) was
    /// typed for a field, or is nobody's.
    fn paste(&mut self, text: &str) -> Out {
        if matches!(self.visit.page, Page::Typing(_)) {
            for c in text.chars() {
                self.key(Key::Char(c));
            }
        }
        Vec::new()
    }

    /// Presses the keys that the mouse stands for; while the end is counted down, a press anywhere
    /// keeps the visit open.
    fn mouse(&mut self, gesture: Gesture, at: Position) -> Out {
        if self.is_counted() {
            self.pointer = Pointer::default();
            if gesture == Gesture::Press {
                return self.key(Key::Enter);
            }
            return Vec::new();
        }
        let (width, height) = self.display.size;
        let spots: Spots = self.drawn(&mut Buffer::empty(Rect::new(0, 0, width, height))).spots;
        let keys = self.pointer.keys(gesture, at, &spots, self.now);
        keys.into_iter().flat_map(|key| self.key(key)).collect()
    }

    fn drawn<'a>(&self, buffer: &'a mut Buffer) -> Canvas<'a> {
        let mut canvas = Canvas::new(buffer, self.theme());
        let said = self.visit.said.as_ref();
        let above = Above {
            said: said.map(|(_, said)| said),
            tone: said.map_or(Tone::Plain, |(tone, _)| *tone),
            ending: self.ending(),
            waits: self.visit.asked.is_some(),
        };
        draw_page(&mut canvas, &self.visit.page, &self.scene(), &above);
        canvas
    }
}

/// Rows around what is read: title, air, heading, rule, hint, message, keys.
const READING_FRAME: u16 = 7;

impl Front for Kiosk {
    type Ask = KioskRequest;
    const PUBLIC: bool = true;

    fn update(&mut self, msg: Msg<KioskReply>) -> Out {
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Mouse(gesture, at) => self.mouse(gesture, at),
            Msg::Reply(ticket, reply) => self.reply(ticket, reply),
            Msg::Held(ticket, since) => {
                self.held(ticket, since);
                Vec::new()
            }
            Msg::Clock(now) => self.clock(now),
            Msg::Lock => self.leave(),
            Msg::Changed => self.changed(),
            Msg::Resized(columns, rows) => {
                self.display.size = (columns, rows);
                if self.visit == Visit::nobody() {
                    self.ask(KioskRequest::Look)
                } else {
                    Vec::new()
                }
            }
            Msg::Paste(text) => self.paste(&text),
            // Nothing is printed at a kiosk.
            Msg::Printed(..) => Vec::new(),
        }
    }

    fn wake(&self) -> Moment {
        self.next()
    }

    fn draw(&self, buffer: &mut Buffer) -> Option<Position> {
        self.drawn(buffer).cursor
    }

    fn skin(&self) -> Skin {
        self.theme().look.skin
    }

    fn has_mouse(&self) -> bool {
        true
    }
}
