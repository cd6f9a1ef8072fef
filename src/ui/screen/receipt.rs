//! A receipt, or the closing of the till, as it will come out of the printer, and where it goes.
//!
//! The payment is recorded before this screen is shown: nothing here can undo it, and a printer
//! that says nothing takes nothing away from it.

use ratatui::layout::Rect;

use crate::desk::request::{Reply, Request};
use crate::desk::view::{ReceiptView, Voucher};
use crate::domain::contrary::Standing;
use crate::domain::ids::FamilyId;
use crate::ui::canvas::{Canvas, cut_left, cut_top};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};
use crate::ui::msg::{Paper, Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};
use crate::ui::words::wrap;

const SCROLL: Binding = bind(
    &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
    Action::Move,
    Label::Hint("défiler"),
    "faire défiler l’aperçu d’une ligne ou de dix",
    "",
);

const CANCEL: Binding = bind(
    &[Key::Char('x')],
    Action::CancelPayment,
    Label::Hint("une erreur\u{a0}? annuler ce paiement"),
    "annuler ce paiement par une autre quittance\u{a0}: rien n’est effacé",
    "annuler",
);

/// The keys of a receipt that can be printed.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Imprimer"),
        "imprimer la quittance",
        "imprimer",
    ),
    bind(
        &[Key::Char('s')],
        Action::Finish,
        Label::Footer("Sans papier"),
        "terminer sans imprimer",
        "terminer",
    ),
    CANCEL,
    SCROLL,
];

/// The keys of a receipt that is printed, or that no printer waits for.
pub const DONE: &[Binding] = &[
    bind(
        &[Key::Enter, Key::Char('s')],
        Action::Finish,
        Label::Footer("Terminer"),
        "terminer et servir la famille suivante",
        "terminer",
    ),
    CANCEL,
    SCROLL,
];

/// Where the paper stands.
#[derive(Clone, Debug, PartialEq)]
enum Output {
    /// There is no printer.
    NoPrinter,
    /// Nothing was printed, or the printer said why it could not.
    Ready(Option<String>),
    /// On its way.
    Printing(Ticket),
    /// It came out; that is being recorded.
    Recording(Ticket),
    /// It came out, and the desk knows.
    Printed,
}

/// The receipt.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    view: Box<ReceiptView>,
    first: usize,
    output: Output,
}

impl Receipt {
    /// A receipt, at its top.
    pub const fn new(view: Box<ReceiptView>, printer: bool) -> Self {
        let output = if printer { Output::Ready(None) } else { Output::NoPrinter };
        Self { view, first: 0, output }
    }

    /// The same, on its way to the printer at once, unless nobody sits there any more.
    pub fn printing(view: Box<ReceiptView>, turn: &mut Turn<'_>) -> Self {
        let mut receipt = Self::new(view, turn.scene.house.printer);
        if turn.scene.house.printer && turn.scene.agent.is_some() {
            receipt.print(turn);
        }
        receipt
    }

    /// Its keys.
    pub const fn keys(&self) -> &'static [Binding] {
        match self.output {
            Output::NoPrinter | Output::Printed => DONE,
            _ => KEYS,
        }
    }

    /// Who paid; none of a closing.
    pub const fn family(&self) -> Option<FamilyId> {
        self.view.family
    }

    /// `Quittance A2-2026-000902`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        match self.view.of {
            Voucher::Receipt(_) => format!("Quittance {}", self.view.number),
            Voucher::Closing(_) => format!("Arrêté de caisse du {}", self.view.number),
        }
    }

    /// Nothing is typed here.
    pub const fn takes(&self, _: Key) -> bool {
        false
    }

    /// A printing is recorded, so that whoever only reads can't print.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        match action {
            Action::Open | Action::CancelPayment if !writes => Some(super::READ_ONLY),
            Action::CancelPayment => self.stays(),
            _ => None,
        }
    }

    /// Why its payment can't be taken back, as far as the paper says.
    const fn stays(&self) -> Option<&'static str> {
        match (self.view.of, &self.view.standing) {
            (Voucher::Closing(_), _) => Some("une caisse clôturée le reste"),
            (_, Standing::Cancelled { .. }) => Some("déjà annulée"),
            (_, Standing::Cancels { .. }) => Some("une annulation ne s’annule pas"),
            (_, Standing::Stands) => None,
        }
    }

    /// The printer, or the record of what it did, is waited for.
    pub const fn holds(&self) -> bool {
        matches!(self.output, Output::Printing(_) | Output::Recording(_))
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(Action::Open, _) => self.print(turn),
            Input::Act(Action::CancelPayment, _) => {
                if let Voucher::Receipt(payment) = self.view.of {
                    turn.open(Request::ReviewCancellation(payment));
                }
            }
            Input::Act(Action::Move, key) => {
                self.first = moved(self.first, self.view.lines.len(), key);
            }
            Input::Act(Action::Back | Action::Finish, _) if self.holds() => {
                turn.say(Tone::Plain, "Impression en cours…");
            }
            Input::Act(Action::Back | Action::Finish, _) => turn.step(Step::Finish),
            Input::Printed(ticket, result) => self.printed(ticket, result, turn),
            Input::Reply(ticket, reply) if self.output == Output::Recording(ticket) => {
                self.recorded(&reply, turn);
            }
            Input::Shown if matches!(self.output, Output::Recording(_)) => self.record(turn),
            _ => {}
        }
    }

    fn print(&mut self, turn: &mut Turn<'_>) {
        let lines = self.view.lines.clone();
        let paper = match self.view.of {
            Voucher::Receipt(payment) => Paper::Receipt(payment, lines),
            Voucher::Closing(_) => Paper::Closing(lines),
        };
        self.output = Output::Printing(turn.print(paper));
    }

    fn printed(&mut self, ticket: Ticket, result: Result<(), String>, turn: &mut Turn<'_>) {
        if self.output != Output::Printing(ticket) {
            return;
        }
        match result {
            Ok(()) => self.record(turn),
            Err(why) => {
                let number = &self.view.number;
                let (done, paper) = match (self.view.of, &self.view.standing) {
                    (Voucher::Closing(_), _) => ("Caisse clôturée", "arrêté du"),
                    (_, Standing::Cancels { .. }) => ("Paiement annulé", "quittance"),
                    _ => ("Paiement enregistré", "quittance"),
                };
                let sentence =
                    format!("{done}. Imprimante muette\u{a0}: {paper} {number} à imprimer.");
                turn.say(Tone::Warning, sentence);
                turn.step(Step::Flush);
                self.output = Output::Ready(Some(why));
            }
        }
    }

    /// A receipt that came out is counted, so that the next one is a duplicata; a closing is the
    /// same paper however often it is printed.
    fn record(&mut self, turn: &mut Turn<'_>) {
        match self.view.of {
            Voucher::Receipt(payment) => {
                let ticket = turn.ask(Request::ReceiptPrinted(payment));
                self.output = Output::Recording(ticket);
            }
            Voucher::Closing(_) => {
                self.output = Output::Printed;
                turn.say(Tone::Done, format!("Arrêté du {} imprimé.", self.view.number));
            }
        }
    }

    fn recorded(&mut self, reply: &Reply, turn: &mut Turn<'_>) {
        self.output = Output::Printed;
        if let Reply::Receipt(_) = reply {
            turn.say(Tone::Done, format!("Quittance {} imprimée.", self.view.number));
        } else {
            turn.refused(reply);
        }
    }

    /// Draws what is done, the preview and what can be done with it.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, mut body: Rect) {
        let theme = canvas.theme;
        let mut done = cut_top(&mut body, 1);
        cut_left(&mut done, 1);
        let sentence = format!("● {}", self.view.sentence);
        canvas.text(done, &sentence, theme.success);
        let preview = cut_left(&mut body, PREVIEW);
        self.draw_preview(canvas, preview);
        cut_left(&mut body, 1);
        let height = body.height.min(11);
        self.draw_output(canvas, cut_top(&mut body, height), scene);
    }

    fn draw_preview(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let text = canvas.theme.text;
        let lines = &self.view.lines;
        let room = usize::from(area.height.saturating_sub(2));
        let first = self.first.min(lines.len().saturating_sub(room));
        let last = lines.len().min(first + room);
        let title = if lines.len() > room {
            format!("Aperçu · lignes {} à {last} sur {}", first + 1, lines.len())
        } else {
            "Aperçu".to_owned()
        };
        let inside = canvas.panel(area, &title);
        for (line, row) in lines.iter().skip(first).zip(inside.rows()) {
            canvas.text(row, line, text);
        }
    }

    fn draw_output(&self, canvas: &mut Canvas<'_>, area: Rect, scene: &Scene<'_>) {
        let theme = canvas.theme;
        let mut inside = canvas.panel(area, "Sortie");
        cut_top(&mut inside, 1);
        for (key, words, action) in self.acts() {
            let possible = self.refuses(*action, scene).is_none();
            let (key_style, style) =
                if possible { (theme.key, theme.text) } else { (theme.quiet, theme.quiet) };
            let mut row = cut_top(&mut inside, 1);
            canvas.text(cut_left(&mut row, 8), key, key_style);
            canvas.text(row, words, style);
        }
        if self.refuses(Action::CancelPayment, scene).is_none() {
            let row = cut_top(&mut inside, 1);
            canvas.line(row, &[("X", theme.key), ("       annuler ce paiement", theme.text)]);
        }
        cut_top(&mut inside, 1);
        let (state, style) = match &self.output {
            Output::NoPrinter => ("Aucune imprimante sur ce poste.".to_owned(), theme.quiet),
            Output::Ready(None) if self.view.copies == 0 => match self.view.of {
                Voucher::Receipt(_) => ("Pas encore imprimée.".to_owned(), theme.quiet),
                Voucher::Closing(_) => ("À imprimer et à signer.".to_owned(), theme.quiet),
            },
            Output::Ready(None) => {
                (format!("Déjà imprimée {}\u{a0}fois.", self.view.copies), theme.quiet)
            }
            Output::Ready(Some(why)) => {
                (format!("× {why} À imprimer maintenant, ou {}.", self.later()), theme.error)
            }
            Output::Printing(_) | Output::Recording(_) => {
                ("Impression en cours…".to_owned(), theme.alert)
            }
            Output::Printed => match self.view.of {
                Voucher::Receipt(_) => ("● imprimée".to_owned(), theme.success),
                Voucher::Closing(_) => ("● imprimé, à faire signer".to_owned(), theme.success),
            },
        };
        for (line, row) in wrap(&state, usize::from(inside.width)).iter().zip(inside.rows()) {
            canvas.text(row, line, style);
        }
    }

    /// Where the paper is found again.
    const fn later(&self) -> &'static str {
        match self.view.of {
            Voucher::Receipt(_) => "depuis la fiche (5\u{a0}Paiements)",
            Voucher::Closing(_) => "plus tard par :arrete",
        }
    }

    /// What can be done now.
    const fn acts(&self) -> &'static [(&'static str, &'static str, Action)] {
        match self.output {
            Output::NoPrinter | Output::Printed => &[
                ("Entrée", "terminer", Action::Finish),
                ("F3", "famille suivante", Action::Search),
            ],
            _ => &[
                ("Entrée", "imprimer", Action::Open),
                ("S", "sans papier", Action::Finish),
                ("Échap", "terminer", Action::Back),
            ],
        }
    }
}

/// Columns of the preview: the widest line and its box.
const PREVIEW: u16 = 46;

#[cfg(test)]
mod tests;
