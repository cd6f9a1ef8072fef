//! An invoice that a family says is wrong: a motive of a short list, or its withdrawal.

use ratatui::layout::Rect;

use crate::desk::request::{ContestRequest, ContestWish, Reply, Request};
use crate::desk::view::{ContestLine, ContestView};
use crate::domain::ids::FamilyId;
use crate::domain::money::Cents;
use crate::domain::people::Contested;
use crate::domain::time::{clock, numeric_day};
use crate::ui::canvas::{Canvas, centred, cut_left, cut_top};
use crate::ui::key::{Key, digit};
use crate::ui::keymap::{Action, Binding, Label, bind, up_to};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};
use crate::ui::words::wrap;

const BACK: Binding =
    bind(&[Key::Esc], Action::Back, Label::Footer("Ne rien faire"), "revenir sans rien écrire", "");

/// Its keys while nothing is contested.
const CONTEST: &[Binding] = &[
    bind(
        up_to(5),
        Action::Digit,
        Label::Hint("motif"),
        "contester la facture pour ce motif, avec ou sans Maj",
        "",
    ),
    bind(&[Key::Up, Key::Down], Action::Move, Label::Unseen, "choisir un motif", ""),
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Contester"),
        "contester la facture pour le motif choisi",
        "",
    ),
    BACK,
];

/// And while it is.
const WITHDRAW: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Retirer la contestation"),
        "retirer la contestation\u{a0}: la facture compte de nouveau",
        "",
    ),
    BACK,
];

/// The question.
#[derive(Clone, Debug, PartialEq)]
pub struct Contest {
    view: Box<ContestView>,
    selected: usize,
    writing: Option<Ticket>,
}

impl Contest {
    /// The question, on the first motive.
    pub const fn new(view: Box<ContestView>) -> Self {
        Self { view, selected: 0, writing: None }
    }

    /// Those of the one question or of the other.
    pub const fn keys(&self) -> &'static [Binding] {
        if self.view.invoice.contest.is_some() { WITHDRAW } else { CONTEST }
    }

    /// Whose it is.
    pub const fn family(&self) -> FamilyId {
        self.view.family
    }

    /// `Contestation · MARTINEAU Claire`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Contestation · {}", self.view.name)
    }

    /// Nothing is typed here.
    pub const fn takes(&self, _: Key) -> bool {
        false
    }

    /// Whoever only reads contests nothing.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        let acts = matches!(action, Action::Open | Action::Digit);
        (acts && !writes).then_some(super::READ_ONLY)
    }

    /// It is being written.
    pub const fn holds(&self) -> bool {
        self.writing.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(Action::Back, _) if self.holds() => {
                turn.say(Tone::Plain, "Enregistrement en cours…");
            }
            Input::Act(Action::Back, _) => turn.step(Step::Back),
            Input::Act(Action::Move, key) => {
                self.selected = moved(self.selected, Contested::ALL.len(), key);
            }
            Input::Act(Action::Digit, key) => {
                let place = digit(key).and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
                if let Some(motive) = place.and_then(|place| Contested::ALL.get(place)) {
                    self.ask(ContestWish::Contest(*motive), turn);
                }
            }
            Input::Act(Action::Open, _) => {
                let motive = Contested::ALL.get(self.selected).copied();
                match (&self.view.invoice.contest, motive) {
                    (Some(contest), _) => self.ask(ContestWish::Withdraw(contest.entry), turn),
                    (None, Some(motive)) => self.ask(ContestWish::Contest(motive), turn),
                    (None, None) => {}
                }
            }
            Input::Reply(ticket, reply) if self.writing == Some(ticket) => {
                self.writing = None;
                match reply {
                    Reply::Filed(filed) => {
                        turn.say(Tone::Done, filed.sentence);
                        turn.step(Step::Back);
                    }
                    other => turn.refused(&other),
                }
            }
            _ => {}
        }
    }

    fn ask(&mut self, wish: ContestWish, turn: &mut Turn<'_>) {
        let (family, invoice) = (self.family(), self.view.invoice.id);
        let request = ContestRequest { family, invoice, wish };
        self.writing = Some(turn.ask(Request::Contest(request)));
    }

    /// Draws the invoice, then the motives, or the one that stands.
    pub fn draw(&self, _: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        let invoice = &self.view.invoice;
        let area = centred(body, 76, 15);
        let mut inside = canvas.panel(area, &format!("Facture {}", invoice.number));
        cut_left(&mut inside, 1);
        cut_top(&mut inside, 1);
        let of = format!("{} {}", invoice.label, invoice.period);
        let rest = match invoice.due {
            Cents::ZERO => "soldée".to_owned(),
            due => format!("reste {due}"),
        };
        let what = format!("{}\u{a0}: {}, {rest}.", of.trim(), invoice.amount);
        canvas.text(cut_top(&mut inside, 1), &what, theme.strong());
        cut_top(&mut inside, 1);
        match &invoice.contest {
            Some(contest) => draw_standing(canvas, &mut inside, contest),
            None => self.draw_motives(canvas, &mut inside),
        }
        cut_top(&mut inside, 1);
        let blocks = if self.view.blocks { " et ne bloque aucun compte" } else { "" };
        let kept = format!("Contestée, elle reste due{blocks}, le temps que le service réponde.");
        for line in wrap(&kept, usize::from(inside.width)) {
            canvas.text(cut_top(&mut inside, 1), &line, theme.quiet);
        }
    }

    fn draw_motives(&self, canvas: &mut Canvas<'_>, inside: &mut Rect) {
        let theme = canvas.theme;
        canvas.text(cut_top(inside, 1), "Que conteste la famille\u{a0}?", theme.text);
        for (index, motive) in Contested::ALL.iter().enumerate() {
            let row = cut_top(inside, 1);
            let mark = if index == self.selected { "> " } else { "  " };
            let number = format!("{} ", index + 1);
            let style = if index == self.selected { theme.strong() } else { theme.text };
            canvas.line(row, &[(mark, theme.quiet), (&number, theme.key), (motive.label(), style)]);
        }
    }
}

/// `Contestée le 20/11/2026 à 10:42 par S. Leroy : montant inexact.`
fn draw_standing(canvas: &mut Canvas<'_>, inside: &mut Rect, contest: &ContestLine) {
    let theme = canvas.theme;
    let (day, hour) = (numeric_day(contest.at.today()), clock(contest.at.local()));
    let motive = contest.motive.label();
    let said = format!("Contestée le {day} à {hour} par {}\u{a0}: {motive}.", contest.agent);
    for line in wrap(&said, usize::from(inside.width)) {
        canvas.text(cut_top(inside, 1), &line, theme.alert);
    }
    cut_top(inside, 1);
    let keys =
        [("Entrée", theme.key), (" la retire\u{a0}: la facture compte de nouveau.", theme.text)];
    canvas.line(cut_top(inside, 1), &keys);
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::ui::app::App;
    use crate::ui::samples::{Hand, family, id, now};

    fn view(contest: Option<ContestLine>) -> Box<ContestView> {
        let mut invoice = family().invoices.remove(0);
        invoice.contest = contest;
        let name = "MARTINEAU Claire".to_owned();
        Box::new(ContestView { family: id(11), name, invoice, blocks: true })
    }

    fn standing() -> ContestLine {
        let (agent, at) = ("S. Leroy".to_owned(), now());
        ContestLine { entry: id(90), motive: Contested::Bracket, agent, at }
    }

    fn hand(contest: Option<ContestLine>) -> Hand {
        let mut hand = Hand::opened();
        hand.key(Key::Char('4'));
        hand.key(Key::Char('c'));
        hand.answer(Reply::Contest(view(contest)));
        hand.requests();
        hand
    }

    pub fn screens() -> Vec<(&'static str, App)> {
        let mut chosen = hand(None);
        chosen.key(Key::Down);
        vec![("contest", chosen.app), ("contest-standing", hand(Some(standing())).app)]
    }

    fn asks(wish: ContestWish) -> Request {
        Request::Contest(ContestRequest { wish, ..ContestRequest::open(id(11), id(50)) })
    }

    #[test]
    fn a_digit_contests_and_so_does_enter_on_the_motive() {
        let mut one = hand(None);
        one.key(Key::Char('3'));
        assert_eq!(one.requests(), [asks(ContestWish::Contest(Contested::Attendance))]);
        one.key(Key::Char('3'));
        assert_eq!(one.requests(), [], "once");
        let mut other = hand(None);
        other.key(Key::Down);
        other.key(Key::Enter);
        assert_eq!(other.requests(), [asks(ContestWish::Contest(Contested::Bracket))]);
    }

    #[test]
    fn what_stands_is_taken_back_by_the_entry_that_was_seen() {
        let mut hand = hand(Some(standing()));
        hand.key(Key::Char('1'));
        assert_eq!(hand.requests(), [], "no second one");
        hand.key(Key::Enter);
        assert_eq!(hand.requests(), [asks(ContestWish::Withdraw(id(90)))]);
    }
}
