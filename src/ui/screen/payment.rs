//! Invoices are paid: what is ticked, what was handed over, and what is given back.
//!
//! Nothing is written before Entrée, or before `O` for a card, and nothing is sent twice: the
//! keys wait while the payment is being written.

use ratatui::layout::Rect;

use super::payment_keys::{CARD, CASH, REASON};
use super::payment_view::draw_payment;
use super::tender::{
    LAST_DIGITS, LONGEST, Tender, not_an_amount, pasted, typed, without_card_number,
};
use super::till::{self, Opening};
use crate::desk::refusal::Refusal;
use crate::desk::request::{PaidBy, PaymentRequest, Reply, Request};
use crate::desk::view::{InvoiceLine, PaymentView};
use crate::domain::ids::InvoiceId;
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::Wanted;
use crate::domain::till::{CashLimit, TenderDoubt, check_tender};
use crate::ui::canvas::Canvas;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::screen::Screen;
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The amount received, or the authorisation number.
    Tender,
    /// The card's last four digits.
    LastFour,
    /// The invoices.
    Invoices,
    /// The reason of a payment above the limit.
    Reason,
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    /// The till is being opened, or the payment written: keys wait.
    Writing(Ticket),
    /// What there is to pay is asked for anew: keys go on.
    Loading(Ticket),
}

/// The payment.
#[derive(Clone, Debug, PartialEq)]
pub struct Payment {
    pub(super) view: Box<PaymentView>,
    /// All invoices are ticked but these.
    unticked: Vec<InvoiceId>,
    pub(super) row: usize,
    pub(super) payer: usize,
    pub(super) tender: Tender,
    pub(super) zone: Zone,
    opening: Opening,
    asked: Option<Asked>,
}

impl Payment {
    /// All that is due, ticked.
    pub fn new(view: Box<PaymentView>) -> Self {
        Self {
            view,
            unticked: Vec::new(),
            row: 0,
            payer: 0,
            tender: Tender::default(),
            zone: Zone::Tender,
            opening: Opening::default(),
            asked: None,
        }
    }

    /// Its keys: those of the closed till, of the reason, of the card or of cash.
    pub fn keys(&self) -> &'static [Binding] {
        match (self.zone, self.tender.mode) {
            _ if self.is_closed() => till::KEYS,
            _ if self.view.till.forgotten => till::FORGOTTEN,
            (Zone::Reason, _) => REASON,
            (_, TenderMode::Cash) => CASH,
            _ => CARD,
        }
    }

    fn is_closed(&self) -> bool {
        self.view.till.cash.is_none()
    }

    /// `Encaissement · MARTINEAU Claire`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Encaissement · {}", self.view.name)
    }

    /// A reason is free text.
    pub fn takes(&self, key: Key) -> bool {
        self.zone == Zone::Reason && matches!(key, Key::Char(_))
    }

    /// Nothing ticked is nothing to pay.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        match action {
            Action::Open | Action::Accept if !writes => Some(super::READ_ONLY),
            Action::Open | Action::Accept if !self.is_closed() && self.total() <= Cents::ZERO => {
                Some("aucune facture cochée")
            }
            Action::Toggle | Action::ToggleAll | Action::Next if self.view.invoices.is_empty() => {
                Some("aucune facture à payer")
            }
            Action::Payer if self.view.payers.len() < 2 => Some("un seul payeur connu"),
            _ => None,
        }
    }

    /// A payment is being written.
    pub const fn holds(&self) -> bool {
        matches!(self.asked, Some(Asked::Writing(_)))
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Reply(ticket, reply) => self.reply(ticket, reply, turn),
            Input::Shown => self.load(turn),
            Input::Act(Action::Back, _) => self.back(turn),
            input if self.is_closed() => {
                let opened = self.opening.update(&input, self.view.till.float, turn);
                self.asked = opened.map(Asked::Writing).or(self.asked);
            }
            _ if self.view.till.forgotten => {}
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Key(key) => self.key(key, turn),
            Input::Paste(text) => self.paste(&text, turn),
            _ => {}
        }
    }

    /// Whether an invoice is ticked.
    pub(super) fn is_ticked(&self, invoice: &InvoiceLine) -> bool {
        !self.unticked.contains(&invoice.id)
    }

    /// The ticked invoices with what is due, the oldest first.
    pub(super) fn ticked(&self) -> Vec<(InvoiceId, Cents)> {
        let ticked = self.view.invoices.iter().filter(|invoice| self.is_ticked(invoice));
        ticked.map(|invoice| (invoice.id, invoice.due)).collect()
    }

    /// What the ticked invoices come to.
    pub(super) fn total(&self) -> Cents {
        self.ticked().into_iter().map(|(_, due)| due).sum()
    }

    /// One level back; a payment that is being written is waited for.
    fn back(&mut self, turn: &mut Turn<'_>) {
        if self.holds() {
            turn.say(Tone::Plain, "Enregistrement en cours…");
        } else if self.zone == Zone::Reason {
            self.zone = Zone::Tender;
        } else if self.tender.mode == TenderMode::Card {
            self.switch(TenderMode::Cash);
        } else {
            turn.step(Step::Back);
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match action {
            Action::Digit | Action::Comma => self.type_digit(key, turn),
            Action::Move if self.proposes() => self.tender.propose(self.total(), key),
            Action::Move => {
                self.zone = Zone::Invoices;
                self.row = moved(self.row, self.view.invoices.len(), key);
            }
            Action::Next => self.next_zone(key),
            Action::Toggle => self.toggle(),
            Action::ToggleAll => self.toggle_all(),
            Action::Payer => self.next_payer(key),
            Action::Card => self.switch(TenderMode::Card),
            Action::Cash => self.switch(TenderMode::Cash),
            Action::Decline => {
                self.switch(TenderMode::Cash);
                turn.say(Tone::Plain, "Carte refusée\u{a0}: rien n’a été enregistré.");
            }
            Action::Open => self.record_cash(turn),
            Action::Accept => self.record(turn),
            _ => {}
        }
    }

    /// Whether the arrows propose an amount.
    fn proposes(&self) -> bool {
        self.tender.mode == TenderMode::Cash && self.zone == Zone::Tender
    }

    /// Another tender; what was typed about the card goes.
    fn switch(&mut self, mode: TenderMode) {
        self.tender.authorisation.clear();
        self.tender.last_four.clear();
        self.tender.mode = mode;
        self.zone = Zone::Tender;
    }

    /// Digits go to the amount or the authorisation, wherever the highlight is.
    fn type_digit(&mut self, key: Key, turn: &mut Turn<'_>) {
        match (self.tender.mode, self.zone) {
            (TenderMode::Card, Zone::LastFour) => {
                typed(&mut self.tender.last_four, key, LAST_DIGITS, turn);
            }
            (TenderMode::Card, _) => {
                self.zone = Zone::Tender;
                typed(&mut self.tender.authorisation, key, LONGEST, turn);
            }
            _ => {
                self.zone = Zone::Tender;
                self.tender.type_amount(key, turn);
            }
        }
    }

    /// The field that is being typed in.
    const fn field(&mut self) -> Option<&mut crate::ui::field::Field> {
        match (self.tender.mode, self.zone) {
            (_, Zone::Reason) => Some(&mut self.tender.reason),
            (_, Zone::LastFour) => Some(&mut self.tender.last_four),
            (TenderMode::Card, Zone::Tender) => Some(&mut self.tender.authorisation),
            (_, Zone::Tender) => Some(&mut self.tender.received),
            (_, Zone::Invoices) => None,
        }
    }

    /// A reason is edited like any text; of the other fields only the end can be taken off.
    fn key(&mut self, key: Key, turn: &mut Turn<'_>) {
        let edits = self.zone == Zone::Reason || matches!(key, Key::Backspace | Key::Ctrl('u'));
        if let Some(field) = self.field().filter(|_| edits) {
            field.key(key);
            without_card_number(field, turn);
            self.tender.proposed = false;
        }
    }

    fn paste(&mut self, text: &str, turn: &mut Turn<'_>) {
        let zone = self.zone;
        let longest = if zone == Zone::LastFour { LAST_DIGITS } else { LONGEST };
        match self.field() {
            Some(field) if zone == Zone::Reason => {
                field.paste(text);
                without_card_number(field, turn);
            }
            Some(field) => pasted(field, text, longest, turn),
            None => {}
        }
    }

    /// Tab: the fields of the tender, then the invoices; Maj+Tab the other way round.
    fn next_zone(&mut self, key: Key) {
        let zones: &[Zone] = match self.tender.mode {
            TenderMode::Cash => &[Zone::Tender, Zone::Invoices],
            _ => &[Zone::Tender, Zone::LastFour, Zone::Invoices],
        };
        let place = zones.iter().position(|zone| *zone == self.zone).unwrap_or(0);
        let steps = if key == Key::BackTab { zones.len() - 1 } else { 1 };
        self.zone = zones.iter().cycle().nth(place + steps).copied().unwrap_or(Zone::Tender);
    }

    fn toggle(&mut self) {
        self.zone = Zone::Invoices;
        let Some(id) = self.view.invoices.get(self.row).map(|invoice| invoice.id) else { return };
        match self.unticked.iter().position(|one| *one == id) {
            Some(place) => {
                self.unticked.swap_remove(place);
            }
            None => self.unticked.push(id),
        }
    }

    fn toggle_all(&mut self) {
        if self.ticked().len() == self.view.invoices.len() {
            self.unticked = self.view.invoices.iter().map(|invoice| invoice.id).collect();
        } else {
            self.unticked.clear();
        }
    }

    fn next_payer(&mut self, key: Key) {
        let count = self.view.payers.len();
        let steps = if key == Key::Left { count.saturating_sub(1) } else { 1 };
        self.payer = (self.payer + steps) % count.max(1);
    }

    /// Entrée in cash: an amount that can't be right is questioned, one above the legal limit
    /// needs a reason.
    fn record_cash(&mut self, turn: &mut Turn<'_>) {
        let total = self.total();
        let Some(handed) = self.tender.handed(total) else {
            return turn.say(Tone::No, not_an_amount(self.tender.received.text()));
        };
        let limit = CashLimit { limit: self.view.cash_limit };
        match check_tender(total, handed) {
            Err(TenderDoubt::TooLittle) => say(&Refusal::TooLittle { due: total }, turn),
            Err(TenderDoubt::TooMuch) => say(&Refusal::TooMuch { due: total }, turn),
            Ok(_) if limit.accepts(total, self.tender.reason.text()) => self.record(turn),
            Ok(_) if self.zone == Zone::Reason => {
                say(&Refusal::ReasonNeeded { what: "ce montant en espèces" }, turn);
            }
            Ok(_) => {
                self.zone = Zone::Reason;
                let refusal = Refusal::CashLimit { limit: limit.limit };
                turn.say(Tone::Warning, refusal.to_string());
            }
        }
    }

    fn record(&mut self, turn: &mut Turn<'_>) {
        let Some(tender) = self.tender.input(self.total()) else { return };
        let payer = self.view.payers.get(self.payer).filter(|_| self.payer > 0);
        let request = PaymentRequest {
            family: self.view.family,
            payer: payer.and_then(|payer| payer.id).map_or(PaidBy::Holder, PaidBy::Guardian),
            wanted: self.ticked().into_iter().map(|(id, due)| Wanted::all(id, due)).collect(),
            tenders: vec![tender],
            keep: false,
        };
        self.asked = Some(Asked::Writing(turn.ask(Request::TakePayment(request))));
    }

    fn load(&mut self, turn: &mut Turn<'_>) {
        self.asked = Some(Asked::Loading(turn.ask(Request::OpenPayment(self.view.family))));
    }

    /// What was refused is shown with the situation as it is now.
    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        let Some(Asked::Writing(awaited) | Asked::Loading(awaited)) = self.asked else { return };
        if awaited != ticket {
            return;
        }
        let wrote = self.holds();
        self.asked = None;
        match reply {
            Reply::Receipt(receipt) => {
                turn.step(Step::Replace(Box::new(Screen::receipt(receipt, &turn.scene))));
            }
            Reply::Till(till) => self.view.till = till,
            Reply::Payment(view) => {
                self.row = self.row.min(view.invoices.len().saturating_sub(1));
                self.payer = self.payer.min(view.payers.len().saturating_sub(1));
                self.view = view;
            }
            other => {
                turn.refused(&other);
                if self.zone == Zone::Reason {
                    self.zone = Zone::Tender;
                }
                if wrote && matches!(other, Reply::Refused(_)) {
                    self.load(turn);
                }
            }
        }
    }

    /// Draws the question of the closed till, or the invoices and the tender.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        if self.is_closed() {
            let possible = self.refuses(Action::Open, scene).is_none();
            self.opening.draw(canvas, body, (self.view.till.float, possible));
        } else if self.view.till.forgotten {
            till::draw_forgotten(canvas, body, self.view.till.opened);
        } else {
            let possible = self.refuses(Action::Accept, scene).is_none();
            draw_payment(canvas, body, self, possible);
        }
    }
}

fn say(refusal: &Refusal, turn: &mut Turn<'_>) {
    turn.say(Tone::No, refusal.to_string());
}

#[cfg(test)]
mod tests;
