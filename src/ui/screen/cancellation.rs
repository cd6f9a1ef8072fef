//! A payment is about to be taken back: what that does, and why it is done.
//!
//! Nothing is edited or deleted: another entry with a receipt of its own takes it back.

use ratatui::layout::Rect;

use super::Screen;
use super::receipt::Receipt;
use super::tender::without_card_number;
use crate::desk::refusal::Refusal;
use crate::desk::request::{CancelRequest, Reply, Request};
use crate::desk::view::CancellationView;
use crate::domain::text::clean;
use crate::domain::till::REASON_CHARS;
use crate::ui::canvas::{Canvas, centred, columns, cut_bottom, cut_left, cut_top};
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::turn::{Input, Scene, Step, Turn};
use crate::ui::words::{count, wrap};

/// Its keys; letters go to the reason.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Annuler le paiement"),
        "annuler le paiement avec ce motif, puis imprimer la quittance d’annulation",
        "",
    ),
    bind(
        &[Key::Esc],
        Action::Back,
        Label::Footer("Ne rien faire"),
        "revenir sans rien annuler",
        "",
    ),
];

/// Invoices that are shown; more are counted.
const MOST_LINES: usize = 5;

/// The question.
#[derive(Clone, Debug, PartialEq)]
pub struct Cancellation {
    view: Box<CancellationView>,
    reason: Field,
    writing: Option<Ticket>,
}

impl Cancellation {
    /// The question, without a reason yet.
    pub fn new(view: Box<CancellationView>) -> Self {
        Self { view, reason: Field::default(), writing: None }
    }

    /// `Annulation de la quittance A2-2026-000902`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Annulation de la quittance {}", self.view.number)
    }

    /// A reason is free text.
    pub const fn takes(&self, key: Key) -> bool {
        matches!(key, Key::Char(_))
    }

    /// Whoever only reads takes nothing back.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        (action == Action::Open && !writes).then_some(super::READ_ONLY)
    }

    /// The cancellation is being written.
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
            Input::Act(Action::Open, _) => self.cancel(turn),
            Input::Key(key) => {
                self.reason.key(key);
                without_card_number(&mut self.reason, turn);
            }
            Input::Paste(text) => {
                self.reason.paste(&text);
                without_card_number(&mut self.reason, turn);
            }
            Input::Reply(ticket, reply) if self.writing == Some(ticket) => {
                self.writing = None;
                match reply {
                    Reply::Receipt(view) => {
                        let receipt = Receipt::printing(view, turn);
                        turn.step(Step::Back);
                        turn.step(Step::Show(Box::new(Screen::Receipt(Box::new(receipt)))));
                    }
                    other => turn.refused(&other),
                }
            }
            _ => {}
        }
    }

    fn cancel(&mut self, turn: &mut Turn<'_>) {
        if clean(self.reason.text()).chars().count() < REASON_CHARS {
            let refusal = Refusal::ReasonNeeded { what: "annuler un paiement" };
            return turn.say(Tone::No, refusal.to_string());
        }
        let request =
            CancelRequest { payment: self.view.payment, reason: self.reason.text().to_owned() };
        self.writing = Some(turn.ask(Request::CancelPayment(request)));
    }

    /// Draws what will happen, and the reason.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        let view = &self.view;
        let title = format!("Annuler la quittance {}\u{a0}?", view.number);
        let mut inside = canvas.panel(centred(body, 76, 20), &title);
        cut_left(&mut inside, 1);
        cut_top(&mut inside, 1);
        let width = usize::from(inside.width);
        for line in wrap(&view.taken, width) {
            canvas.text(cut_top(&mut inside, 1), &line, theme.text);
        }
        cut_top(&mut inside, 1);
        for line in &view.back {
            for line in wrap(line, width) {
                canvas.text(cut_top(&mut inside, 1), &line, theme.strong());
            }
        }
        cut_top(&mut inside, 1);
        self.draw_invoices(canvas, &mut inside);
        self.draw_keys(scene, canvas, &mut inside);
        let label = "Motif\u{a0}: ";
        let mut row = cut_bottom(&mut inside, 1);
        canvas.text(cut_left(&mut row, columns(label)), label, theme.strong());
        row.width = row.width.min(60);
        canvas.field(row, &self.reason, true);
        let kept = format!("La quittance {} le dira. Rien n’est effacé.", view.next_receipt);
        cut_bottom(&mut inside, 1);
        canvas.text(cut_bottom(&mut inside, 1), &kept, theme.quiet);
    }

    /// What is to pay again.
    fn draw_invoices(&self, canvas: &mut Canvas<'_>, inside: &mut Rect) {
        let theme = canvas.theme;
        let lines = &self.view.lines;
        if lines.is_empty() {
            return;
        }
        canvas.text(cut_top(inside, 1), "De nouveau à payer\u{a0}:", theme.text);
        for (words, amount) in lines.iter().take(MOST_LINES) {
            let mut row = cut_top(inside, 1);
            cut_left(&mut row, 2);
            let rest = canvas.right(row, &amount.to_string(), theme.text);
            canvas.text(rest, words, theme.text);
        }
        if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
            let words = format!("  et {}", count(more, "autre facture", "autres factures"));
            canvas.text(cut_top(inside, 1), &words, theme.quiet);
        }
    }

    fn draw_keys(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, inside: &mut Rect) {
        let theme = canvas.theme;
        let possible = self.refuses(Action::Open, scene).is_none();
        let (key, word) =
            if possible { (theme.key, theme.text) } else { (theme.quiet, theme.quiet) };
        let keys = [
            ("Entrée", key),
            (" annuler le paiement   ", word),
            ("Échap", theme.key),
            (" ne rien faire", theme.text),
        ];
        canvas.line(cut_bottom(inside, 1), &keys);
        cut_bottom(inside, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::gestures::{at_cancellation, receipt};
    use crate::ui::samples::id;

    fn request(reason: &str) -> Request {
        Request::CancelPayment(CancelRequest { payment: id(71), reason: reason.to_owned() })
    }

    #[test]
    fn a_payment_is_taken_back_with_a_reason_of_five_characters() {
        let mut hand = at_cancellation();
        hand.requests();
        hand.key(Key::Enter);
        assert!(hand.words().contains("Motif obligatoire pour annuler un paiement"));
        hand.text("abcd");
        hand.key(Key::Enter);
        assert_eq!(hand.requests(), []);
        hand.text("e");
        hand.key(Key::Enter);
        assert_eq!(hand.requests(), [request("abcde")]);
        hand.key(Key::Enter);
        assert_eq!(hand.requests(), [], "once");
    }

    #[test]
    fn the_receipt_of_the_cancellation_is_printed_and_takes_the_place_of_the_old_one() {
        let mut hand = at_cancellation();
        hand.text("deux fois encaissé");
        hand.key(Key::Enter);
        let number = "A2-2026-000903".to_owned();
        hand.answer(Reply::Receipt(Box::new(crate::desk::view::ReceiptView {
            number,
            ..receipt()
        })));
        assert!(hand.words().contains("Quittance A2-2026-000903"), "{}", hand.words());
        hand.printed(Ok(()));
        hand.answer(Reply::Receipt(Box::new(receipt())));
        hand.key(Key::Enter);
        assert!(hand.words().contains("GUICHET"), "nothing lies under it: {}", hand.words());
    }

    #[test]
    fn a_key_typed_before_the_question_is_in_sight_does_not_answer_it() {
        let mut hand = crate::ui::gestures::at_receipt();
        hand.text("xdeux fois");
        hand.key(Key::Enter);
        let (ticket, asked) = hand.asked().unwrap();
        assert_eq!(asked, Request::ReviewCancellation(id(71)));
        hand.requests();
        let Screen::Cancellation(question) = at_cancellation().app.trail.top.clone() else {
            panic!()
        };
        hand.send(crate::ui::msg::Msg::Reply(ticket, Reply::Cancellation(question.view)));
        assert_eq!(hand.requests(), []);
        assert!(hand.words().contains("Annuler la quittance"), "{}", hand.words());
        assert!(hand.words().contains("deux fois"), "what was typed is kept");
        hand.key(Key::Enter);
        assert_eq!(hand.requests(), [request("deux fois")]);
    }

    #[test]
    fn a_refusal_says_why_and_nothing_is_lost() {
        let mut hand = at_cancellation();
        hand.text("deux fois encaissé");
        hand.key(Key::Enter);
        let refusal = Refusal::AlreadyCancelled { number: "1".into(), by: "2".into() };
        hand.answer(Reply::Refused(refusal));
        assert!(hand.words().contains("Quittance 1 déjà annulée par la quittance 2."));
        assert!(hand.words().contains("deux fois encaissé"));
        hand.key(Key::Esc);
        assert!(hand.words().contains("Quittance A2-2026-000902"));
    }
}
