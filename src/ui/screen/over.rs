//! What lies over a wish for many days: the dates of its period, then the review of what it comes
//! to, which is written. The week pattern and the period of days share it.
//!
//! The rules are not known here: the desk is asked, and what is written is a review like any other.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::calendar::CHANGED;
use super::calendar_keys::REVIEW;
use super::pending::written;
use super::review::{draw_review, height};
use crate::desk::request::{Reply, Request};
use crate::desk::view::BookingReview;
use crate::domain::detail::typed_day;
use crate::domain::enrolment::Span;
use crate::domain::ids::FamilyId;
use crate::domain::time::{long_day, numeric_day};
use crate::ui::canvas::{Canvas, centred, cut_top};
use crate::ui::form::{Form, Line, Look, Said};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};

/// The next activity.
pub const NEXT: Binding =
    bind(&[Key::Tab], Action::Next, Label::Hint("activité"), "activité suivante", "");
/// The one before.
pub const PREVIOUS: Binding =
    bind(&[Key::BackTab], Action::Previous, Label::Unseen, "activité précédente", "");
/// Dates instead of a period with a name.
pub const TYPE_DATES: Binding =
    bind(&[Key::Char('d')], Action::Dates, Label::Hint("dates"), "taper les dates", "dates");
/// Days after their deadline.
pub const LATE_DAYS: Binding = bind(
    &[Key::Char('a')],
    Action::LateDays,
    Label::Unseen,
    "inclure ou exclure les jours hors délai",
    "horsdelai",
);
/// To the review.
pub const APPLY: Binding = bind(
    &[Key::F(9)],
    Action::Review,
    Label::Footer("Appliquer"),
    "voir le bilan jour par jour avant d’enregistrer",
    "valider",
);

/// The keys of the dates.
const DATES: &[Binding] = &[
    bind(&[Key::Tab, Key::Down], Action::Next, Label::Hint("ligne"), "l’autre date", ""),
    bind(&[Key::BackTab, Key::Up], Action::Previous, Label::Unseen, "l’autre date", ""),
    bind(&[Key::Enter], Action::Open, Label::Footer("Retenir"), "retenir ces dates", ""),
    bind(&[Key::Esc], Action::Back, Label::Footer("Revenir"), "revenir aux jours", ""),
];

/// A date that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// First day.
    From,
    /// Last day.
    To,
}

/// What lies on top.
#[derive(Clone, Debug, PartialEq)]
enum Panel {
    /// The wish itself.
    Wish,
    /// Dates that are typed.
    Dates(Form<Slot>),
    /// What is about to be written, and the first of its lines in sight.
    Review(Box<BookingReview>, usize),
}

/// What is under way; keys wait for it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    /// What the wish comes to.
    Count(Ticket),
    /// The writing of a review.
    Booking(Ticket),
}

/// What an input leaves to the screen of the wish.
#[derive(Debug)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// A key of its own.
    Act(Action, Key),
    /// To ask what the wish comes to.
    Count,
    /// To wish for these dates, and to ask.
    Period(Span),
    /// What the wish comes to.
    Counted(Reply),
}

/// What lies over the wish.
#[derive(Clone, Debug, PartialEq)]
pub struct Over {
    family: FamilyId,
    panel: Panel,
    /// The dates typed last.
    dates: Option<Span>,
    asked: Option<Asked>,
}

impl Over {
    /// Nothing yet, over a wish of that family.
    pub const fn new(family: FamilyId) -> Self {
        Self { family, panel: Panel::Wish, dates: None, asked: None }
    }

    /// The dates typed last.
    pub const fn dates(&self) -> Option<Span> {
        self.dates
    }

    /// The keys of what lies on top; `None` where that is the wish.
    pub const fn keys(&self) -> Option<&'static [Binding]> {
        match self.panel {
            Panel::Wish => None,
            Panel::Dates(_) => Some(DATES),
            Panel::Review(..) => Some(REVIEW),
        }
    }

    /// Every character is text in a date.
    pub const fn takes(&self, key: Key) -> bool {
        matches!((&self.panel, key), (Panel::Dates(_), Key::Char(_)))
    }

    /// Whether a review is in sight: Entrée then writes it.
    pub const fn reviews(&self) -> bool {
        matches!(self.panel, Panel::Review(..))
    }

    /// The desk is counting or writing.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    /// Whoever only reads writes nothing, and nothing is applied that comes to nothing, which is
    /// told in the words given.
    pub fn refuses(
        &self,
        action: Action,
        scene: &Scene<'_>,
        (review, nothing): (&BookingReview, &'static str),
    ) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        match (action, &self.panel) {
            (Action::Review, _) if !writes => Some(super::READ_ONLY),
            (Action::Review, _) if review.is_empty() && review.refused.is_empty() => Some(nothing),
            (Action::Open, Panel::Review(one, _)) if one.is_empty() => Some("rien à enregistrer"),
            (Action::Asked(_), Panel::Review(one, _)) if !one.keeps_channel() => {
                Some("cela n’est pas gardé ici")
            }
            _ => None,
        }
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) -> Left {
        match (input, &mut self.panel) {
            (Input::Act(Action::Back, _), _) => return self.back(turn),
            (Input::Act(Action::Next, _), Panel::Dates(form)) => form.next(),
            (Input::Act(Action::Previous, _), Panel::Dates(form)) => form.previous(),
            (Input::Act(Action::Open, _), Panel::Dates(form)) => {
                if let Some(span) = typed_dates(form, turn) {
                    self.dates = Some(span);
                    self.panel = Panel::Wish;
                    return Left::Period(span);
                }
            }
            (Input::Key(key), Panel::Dates(form)) => form.key(key),
            (Input::Paste(text), Panel::Dates(form)) => form.paste(&text),
            (Input::Act(Action::Open, _), Panel::Review(review, _)) => {
                let (family, review) = (self.family, review.as_ref().clone());
                let ticket = turn.ask(Request::ConfirmBookings { family, review });
                self.asked = Some(Asked::Booking(ticket));
            }
            (Input::Act(Action::Asked(channel), _), Panel::Review(review, _)) => {
                review.channel = Some(channel);
            }
            (Input::Act(Action::Move, key), Panel::Review(review, first)) => {
                *first = moved(*first, height(review), key);
            }
            (Input::Act(Action::Pay, _), _) => {
                self.panel = Panel::Wish;
                turn.open(Request::OpenPayment(self.family));
            }
            (Input::Act(Action::Dates, _), _) => self.type_dates(),
            (Input::Act(action, key), Panel::Wish) => return Left::Act(action, key),
            (Input::Shown | Input::Changed, Panel::Wish) if self.asked.is_none() => {
                return Left::Count;
            }
            (Input::Reply(ticket, reply), _) => return self.reply(ticket, reply, turn),
            _ => {}
        }
        Left::Nothing
    }

    /// Asks what the wish comes to.
    pub fn count(&mut self, request: Request, turn: &mut Turn<'_>) {
        self.asked = Some(Asked::Count(turn.ask(request)));
    }

    /// Shows what is about to be written.
    pub fn review(&mut self, review: BookingReview) {
        self.panel = Panel::Review(Box::new(review), 0);
    }

    /// An arrow among the periods: the one that it leads to, where it is another one. Behind the
    /// last one, dates are typed.
    pub fn stepped<P: Copy + PartialEq>(
        &mut self,
        known: &[P],
        chosen: Option<P>,
        key: Key,
    ) -> Option<P> {
        let at = known.iter().position(|one| Some(*one) == chosen).unwrap_or(0);
        let next = known.get(moved(at, known.len(), key)).copied();
        let other = next.filter(|_| next != chosen);
        if other.is_none() && key == Key::Down {
            self.type_dates();
        }
        other
    }

    fn type_dates(&mut self) {
        self.panel = Panel::Dates(dates_form(self.dates));
    }

    /// One level back; a booking that is being written can't be given up.
    fn back(&mut self, turn: &mut Turn<'_>) -> Left {
        match (self.asked, &self.panel) {
            (Some(Asked::Booking(_)), _) => turn.say(Tone::Plain, "Enregistrement en cours…"),
            (None, Panel::Dates(_) | Panel::Review(..)) => {
                self.panel = Panel::Wish;
                return Left::Count;
            }
            (_, _) => turn.step(Step::Back),
        }
        Left::Nothing
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) -> Left {
        let asked = match self.asked {
            Some(Asked::Count(awaited) | Asked::Booking(awaited)) if awaited == ticket => {
                self.asked.take()
            }
            _ => return Left::Nothing,
        };
        match (asked, reply) {
            (Some(Asked::Count(_)), reply) => return Left::Counted(reply),
            (_, Reply::Booked(booked)) => {
                turn.say(Tone::Done, written(&booked));
                turn.step(Step::Back);
            }
            (_, Reply::Review(review)) => {
                turn.say(Tone::Warning, CHANGED);
                turn.step(Step::Flush);
                self.panel = Panel::Review(review, 0);
            }
            (_, other) => turn.refused(&other),
        }
        Left::Nothing
    }

    /// Draws the review, instead of the wish, if it is in sight; whether it is.
    pub fn draw_review(
        &self,
        whose: &str,
        scene: &Scene<'_>,
        canvas: &mut Canvas<'_>,
        body: Rect,
    ) -> bool {
        let Panel::Review(review, first) = &self.panel else { return false };
        draw_review(canvas, body, (review, *first), whose, scene.legend);
        true
    }

    /// Draws the dates that are typed, over the wish.
    pub fn draw_dates(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        if let Panel::Dates(form) = &self.panel {
            draw_dates(form, scene, canvas, body);
        }
    }
}

/// The form of the dates, with those that were typed last.
fn dates_form(dates: Option<Span>) -> Form<Slot> {
    let words = |day: fn(Span) -> NaiveDate| dates.map(|span| numeric_day(day(span)));
    let (from, to) = (words(|span| span.from), words(|span| span.to));
    let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
    Form::new(vec![Line::new(Slot::From, "Du", &from, &from), Line::new(Slot::To, "Au", &to, &to)])
}

/// The dates of the form; what is missing or wrong is said, and its line chosen.
fn typed_dates(form: &mut Form<Slot>, turn: &mut Turn<'_>) -> Option<Span> {
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

fn draw_dates(form: &Form<Slot>, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let area = centred(body, 66, 7);
    canvas.blank(area, canvas.theme.text);
    let mut inside = canvas.panel(area, "De quel jour à quel jour");
    cut_top(&mut inside, 1);
    let look = |line: &Line<Slot>| {
        let day = typed_day(line.text(), scene.now.today(), false);
        Look { heading: None, verdict: said(line.text(), day) }
    };
    form.draw(canvas, inside, true, &look);
}

fn said(text: &str, day: Option<NaiveDate>) -> Said {
    match day {
        Some(day) => Said::Hint(long_day(day)),
        None if text.is_empty() => Said::Hint("02/07/2027 ou 020727".to_owned()),
        None => Said::Wrong("jour, mois, année".to_owned()),
    }
}
