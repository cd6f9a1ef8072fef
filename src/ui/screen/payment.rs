//! Invoices are paid: what is ticked, what was handed over, and what is given back.
//!
//! Several tenders may pay one receipt: those that do not pay all are set aside until the last
//! one. Nothing is written before it, and nothing is sent twice: the keys wait while the payment
//! is being written.

use ratatui::layout::Rect;

use super::bill::Bill;
use super::payment_keys::{CARD, CASH, CHEQUE, HELD, OUTSIDER, PART, REASON, SHORT};
use super::payment_view::draw_payment;
use super::tender::{Form, Offer, not_an_amount, short};
use super::till::{self, Opening};
use crate::desk::refusal::Refusal;
use crate::desk::request::draft::{Draft, PaymentDraft};
use crate::desk::request::{PaidBy, PaymentRequest, Reply, Request, Subject};
use crate::desk::view::PaymentView;
use crate::domain::ids::FamilyId;
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::{self, Tender, Wanted, sum_of};
use crate::domain::till::{CASH_REASONS, CashLimit, allocate, fast_cash};
use crate::ui::canvas::Canvas;
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::screen::Screen;
use crate::ui::turn::{Input, Scene, Step, Turn};

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The amount handed over.
    Amount,
    /// The card's authorisation number.
    Authorisation,
    /// The card's last four digits.
    LastFour,
    /// The cheque's number.
    Number,
    /// The cheque's bank.
    Bank,
    /// The invoices.
    Invoices,
    /// What is wanted of one invoice.
    Part,
    /// What becomes of an amount that is too little.
    Short,
    /// The reason of cash above the limit.
    Reason,
    /// The name of a payer from outside the family.
    Outsider,
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
    pub(super) bill: Bill,
    /// Which of the payers; one more than there are is somebody else.
    pub(super) payer: usize,
    pub(super) outsider: Field,
    /// The tenders before the one that is being typed.
    pub(super) aside: Vec<Tender>,
    pub(super) form: Form,
    pub(super) reason: Field,
    pub(super) zone: Zone,
    /// The family's porte-monnaie is topped up; no invoice is paid.
    pub(super) tops_up: bool,
    opening: Opening,
    asked: Option<Asked>,
}

impl Payment {
    /// All that is due and not contested, ticked.
    pub fn new(view: Box<PaymentView>) -> Self {
        Self {
            bill: Bill::of(&view.invoices),
            view,
            payer: 0,
            outsider: Field::default(),
            aside: Vec::new(),
            form: Form::new(TenderMode::Cash),
            reason: Field::default(),
            zone: Zone::Amount,
            tops_up: false,
            opening: Opening::default(),
            asked: None,
        }
    }

    /// What is handed over and not recorded, if anything is.
    pub fn draft(&self) -> Option<Draft> {
        let (unticked, parts) = self.bill.draft();
        let amount = self.form.amount.text().to_owned();
        let begun = !(self.aside.is_empty() && amount.is_empty());
        let draft = PaymentDraft {
            family: self.view.family,
            payer: self.paid_by(),
            aside: self.aside.clone(),
            unticked,
            parts,
            amount,
        };
        begun.then_some(Draft::Payment(draft))
    }

    /// Takes up again what was handed over; what is due is asked anew before it is recorded.
    pub fn resume(&mut self, draft: PaymentDraft) {
        if draft.family != self.view.family {
            return;
        }
        self.bill = Bill::resumed(draft.unticked, draft.parts);
        self.aside = draft.aside;
        self.form.amount = Field::new(&draft.amount);
        self.payer = match draft.payer {
            PaidBy::Holder => 0,
            PaidBy::Guardian(id) => {
                self.view.payers.iter().position(|payer| payer.id == Some(id)).unwrap_or(0)
            }
            PaidBy::Other(name) => {
                self.outsider = Field::new(&name);
                self.view.payers.len()
            }
        };
    }

    /// Its keys: those of the closed till, of a question, or of the tender that is being typed.
    pub fn keys(&self) -> &'static [Binding] {
        match (self.zone, self.form.mode) {
            _ if self.is_closed() => till::KEYS,
            _ if self.view.till.forgotten => till::FORGOTTEN,
            (Zone::Reason, _) => REASON,
            (Zone::Short, _) => SHORT,
            (Zone::Part, _) => PART,
            (Zone::Outsider, _) => OUTSIDER,
            (_, TenderMode::Card) => CARD,
            (_, TenderMode::Cheque) => CHEQUE,
            (_, TenderMode::Cash | TenderMode::Credit) => CASH,
        }
    }

    fn is_closed(&self) -> bool {
        self.view.till.cash.is_none()
    }

    /// Whose it is.
    pub const fn family(&self) -> FamilyId {
        self.view.family
    }

    /// `Encaissement · MARTINEAU Claire`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Encaissement · {}", self.view.name)
    }

    /// Reasons and names are free text.
    pub fn takes(&self, key: Key) -> bool {
        self.is_words() && !self.is_closed() && matches!(key, Key::Char(_))
    }

    /// Nothing ticked is nothing to pay; what is set aside holds the invoices and the family.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        let held = !self.aside.is_empty();
        match action {
            Action::Open | Action::Accept | Action::Part if !writes => Some(super::READ_ONLY),
            Action::Open if matches!(self.zone, Zone::Part | Zone::Outsider) => None,
            Action::TopUp => self.refuses_top_up(writes),
            Action::Toggle | Action::ToggleAll | Action::Part | Action::Credit | Action::Keep
                if self.tops_up =>
            {
                Some("R revient aux factures")
            }
            Action::Open | Action::Accept
                if !self.is_closed() && !self.tops_up && self.total() <= Cents::ZERO =>
            {
                Some("aucune facture cochée")
            }
            Action::Toggle | Action::ToggleAll | Action::Next | Action::Part
                if self.view.invoices.is_empty() =>
            {
                Some("aucune facture à payer")
            }
            Action::Toggle | Action::ToggleAll if held => Some(HELD),
            Action::Part if held && self.zone != Zone::Short => Some(HELD),
            Action::Search | Action::CloseTill if held => {
                Some("des règlements sont saisis, Échap les reprend")
            }
            Action::Digit | Action::Comma | Action::Card | Action::Cheque if self.is_settled() => {
                Some("tout est réglé, Entrée enregistre")
            }
            Action::Undo if !held => Some("aucun règlement saisi à reprendre"),
            Action::Credit if self.usable() <= Cents::ZERO => Some("aucun avoir à utiliser"),
            Action::Keep if !self.is_over() => Some("rien de trop à garder en avoir"),
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

    /// What is wanted of the ticked invoices.
    pub(super) fn total(&self) -> Cents {
        if self.tops_up { Cents::ZERO } else { self.bill.total(&self.view.invoices) }
    }

    /// What no tender has paid yet; below zero when the invoices changed meanwhile.
    pub(super) fn rest(&self) -> Cents {
        self.total().minus(tender::sum(&self.aside))
    }

    /// What the form comes to.
    pub(super) fn offer(&self) -> Offer {
        self.form.offer(self.rest())
    }

    /// Whether the tenders set aside pay all.
    pub(super) fn is_settled(&self) -> bool {
        !self.aside.is_empty() && self.rest() <= Cents::ZERO
    }

    /// How much of the family's credit can pay what is left.
    pub(super) fn usable(&self) -> Cents {
        let used = sum_of(&self.aside, TenderMode::Credit);
        self.view.credit.left.minus(used).min(self.rest()).max(Cents::ZERO)
    }

    /// Whether more is handed over than is left to pay.
    fn is_over(&self) -> bool {
        self.form.keep
            || match self.offer() {
                Offer::Over(_) | Offer::Doubtful(_) => true,
                Offer::Full(_, change, _) => change > Cents::ZERO,
                _ => false,
            }
    }

    /// What the arrows propose in the field that is being typed.
    pub(super) fn proposals(&self) -> Vec<String> {
        match (self.zone, self.form.mode) {
            (Zone::Amount, TenderMode::Cash) => {
                fast_cash(self.rest()).into_iter().map(short).collect()
            }
            (Zone::Bank, _) => self.view.banks.clone(),
            (Zone::Reason, _) => CASH_REASONS.map(str::to_owned).to_vec(),
            _ => Vec::new(),
        }
    }

    /// One level back; a payment that is being written is waited for.
    fn back(&mut self, turn: &mut Turn<'_>) {
        match self.zone {
            _ if self.holds() => turn.say(Tone::Plain, "Enregistrement en cours…"),
            Zone::Reason | Zone::Short => self.zone = self.first_zone(),
            Zone::Part => self.zone = Zone::Invoices,
            Zone::Outsider => {
                self.payer = 0;
                self.zone = self.first_zone();
            }
            _ if self.form.mode != TenderMode::Cash => self.switch(TenderMode::Cash),
            _ if self.tops_up => self.top_up(),
            _ if !self.aside.is_empty() => self.take_back(turn),
            _ => turn.step(Step::Back),
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match action {
            Action::Digit | Action::Comma => self.type_digit(key, turn),
            Action::Move => self.arrow(key),
            Action::Next => self.next_zone(key),
            Action::Toggle => {
                self.zone = Zone::Invoices;
                self.bill.toggle(&self.view.invoices);
            }
            Action::ToggleAll => self.bill.toggle_all(&self.view.invoices),
            Action::Payer => self.next_payer(key),
            Action::Card => self.switch(TenderMode::Card),
            Action::Cheque => self.switch(TenderMode::Cheque),
            Action::Cash => self.switch(TenderMode::Cash),
            Action::Decline => {
                self.switch(TenderMode::Cash);
                turn.say(Tone::Plain, "Carte refusée\u{a0}: rien n’a été enregistré.");
            }
            Action::Credit => {
                let amount = self.usable();
                self.set_aside(Tender::Credit { amount }, turn);
            }
            Action::Keep => self.form.keep = !self.form.keep,
            Action::TopUp => self.top_up(),
            Action::Undo => self.take_back(turn),
            Action::Why => turn.open(Request::Explain(self.subject())),
            Action::LastReceipt => turn.open(Request::OpenLastReceipt(self.view.family)),
            Action::Part => self.part(turn),
            Action::Open => self.open(turn),
            Action::Accept => self.submit(turn),
            _ => {}
        }
    }

    /// What « Pourquoi ? » is about: the highlighted invoice; the account where nothing is due.
    fn subject(&self) -> Subject {
        let family = self.view.family;
        let invoice = self.view.invoices.get(self.bill.row);
        invoice.map_or(Subject::Account(family), |one| Subject::Invoice(family, one.id))
    }

    /// Another tender; what was typed about the last one goes.
    fn switch(&mut self, mode: TenderMode) {
        let amount = match (self.form.mode, mode) {
            (TenderMode::Cash, _) | (_, TenderMode::Cash) if !self.tops_up => Field::default(),
            _ => self.form.amount.clone(),
        };
        self.form = Form { amount, keep: self.tops_up, ..Form::new(mode) };
        self.zone = self.first_zone();
    }

    /// Where the keys of a new tender go.
    pub(super) fn first_zone(&self) -> Zone {
        self.zones().first().copied().unwrap_or(Zone::Amount)
    }

    /// Entrée.
    fn open(&mut self, turn: &mut Turn<'_>) {
        match self.zone {
            Zone::Short => {
                if let Offer::Short(tender, _) = self.offer() {
                    self.set_aside(tender, turn);
                }
            }
            Zone::Part => match self.bill.take_part(&self.view.invoices) {
                Ok(()) => self.zone = self.first_zone(),
                Err(invoice) => {
                    let (number, due) = (invoice.number.clone(), invoice.due);
                    say(&Refusal::BadPart { number, due }, turn);
                }
            },
            Zone::Outsider => self.zone = self.first_zone(),
            _ => self.submit(turn),
        }
    }

    /// `P`: a part of an invoice, or of all that is wanted.
    fn part(&mut self, turn: &mut Turn<'_>) {
        if self.zone == Zone::Short {
            self.form.part = true;
            self.submit(turn);
        } else {
            self.zone = Zone::Part;
            self.bill.begin_part(&self.view.invoices);
        }
    }

    /// Sets a tender aside; the rest is to be paid by another.
    fn set_aside(&mut self, tender: Tender, turn: &mut Turn<'_>) {
        self.aside.push(tender);
        self.form = Form::new(TenderMode::Cash);
        self.zone = Zone::Amount;
        let rest = self.rest();
        if rest > Cents::ZERO {
            turn.say(Tone::Plain, format!("Reste {rest} à régler. Rien n’est encore enregistré."));
        } else {
            turn.say(Tone::Plain, "Tout est réglé\u{a0}: Entrée enregistre le paiement.");
        }
    }

    /// Takes the last tender back.
    fn take_back(&mut self, turn: &mut Turn<'_>) {
        let Some(tender) = self.aside.pop() else { return };
        let (amount, mode) = (tender.amount(), tender.mode());
        self.switch(TenderMode::Cash);
        if mode == TenderMode::Card {
            let terminal = "annulez-la aussi sur le terminal";
            turn.say(Tone::Warning, format!("Carte de {amount} reprise\u{a0}: {terminal}."));
        } else {
            let what = mode.label();
            turn.say(
                Tone::Plain,
                format!("{amount} repris ({what})\u{a0}: rien n’est enregistré."),
            );
        }
    }

    /// What was typed is weighed: an amount that can't be right is questioned, one that is too
    /// little asks what becomes of the rest, cash above the legal limit needs a reason.
    fn submit(&mut self, turn: &mut Turn<'_>) {
        if self.is_settled() {
            return self.finish(None, turn);
        }
        if self.form.mode == TenderMode::Cheque && !self.check_cheque(turn) {
            return;
        }
        let due = self.rest();
        match self.offer() {
            Offer::Unread => turn.say(Tone::No, not_an_amount(self.form.amount.text())),
            Offer::Nothing => say(&Refusal::NothingTendered, turn),
            Offer::Doubtful(_) => say(&Refusal::TooMuch { due }, turn),
            Offer::Over(over) => {
                let keep = "G les garde en avoir, ou corrigez le montant";
                turn.say(Tone::No, format!("{over} de trop\u{a0}: {keep}."));
            }
            Offer::Short(tender, _) if self.form.part => self.finish(Some(tender), turn),
            Offer::Short(_, missing) => {
                self.zone = Zone::Short;
                let question = "acompte, ou le reste autrement\u{a0}?";
                turn.say(Tone::Warning, format!("Il manque {missing}\u{a0}: {question}"));
                turn.step(Step::Flush);
            }
            Offer::Full(tender, ..) => self.finish(Some(tender), turn),
        }
    }

    /// Whether the cheque's fields are filled; the first that is not has the cursor.
    fn check_cheque(&mut self, turn: &mut Turn<'_>) -> bool {
        if tender::cheque_number(self.form.number.text()).is_err() {
            self.zone = Zone::Number;
            turn.say(Tone::Plain, "Numéro du chèque\u{a0}: les 7 chiffres en bas à gauche.");
        } else if tender::bank(self.form.bank.text()).is_err() {
            self.zone = Zone::Bank;
            turn.say(Tone::Plain, "Banque du chèque\u{a0}: ↓ propose, ou tapez son nom.");
        } else {
            return true;
        }
        false
    }

    /// The last tender: all is recorded, unless a name or a reason is missing.
    fn finish(&mut self, last: Option<Tender>, turn: &mut Turn<'_>) {
        let mut tenders: Vec<Tender> = self.aside.iter().cloned().chain(last).collect();
        let limit = CashLimit { limit: self.view.cash_limit };
        let accepted = limit.accepts(sum_of(&tenders, TenderMode::Cash), self.reason.text());
        if tender::sum(&self.aside) > self.total() {
            turn.say(
                Tone::No,
                "Les factures ont changé\u{a0}: Échap reprend les règlements saisis.",
            );
        } else if self.payer == self.view.payers.len() && self.outsider.text().trim().is_empty() {
            self.zone = Zone::Outsider;
            turn.say(Tone::No, "Tapez le nom du payeur, ou Échap.");
        } else if accepted {
            for tender in &mut tenders {
                if let Tender::Cash { reason, .. } = tender {
                    self.reason.text().clone_into(reason);
                }
            }
            self.record(tenders, turn);
        } else if self.zone == Zone::Reason {
            say(&Refusal::ReasonNeeded { what: "ce montant en espèces" }, turn);
        } else {
            self.zone = Zone::Reason;
            turn.say(Tone::Warning, Refusal::CashLimit { limit: limit.limit }.to_string());
        }
    }

    fn record(&mut self, tenders: Vec<Tender>, turn: &mut Turn<'_>) {
        let tendered = tender::sum(&tenders);
        let request = PaymentRequest {
            family: self.view.family,
            payer: self.paid_by(),
            keep: tendered > self.total(),
            wanted: self.within(tendered),
            tenders,
        };
        self.asked = Some(Asked::Writing(turn.ask(Request::TakePayment(request))));
    }

    /// What is wanted, as far as the tenders go: the oldest first.
    fn within(&self, tendered: Cents) -> Vec<Wanted> {
        if self.tops_up {
            return Vec::new();
        }
        let wanted = self.bill.wanted(&self.view.invoices);
        let amounts: Vec<_> = wanted.iter().map(|one| (one.invoice, one.amount)).collect();
        let (parts, _) = allocate(&amounts, tendered);
        let saw = |id| wanted.iter().find(|one| one.invoice == id).map_or(Cents::ZERO, |o| o.saw);
        let part = |(invoice, amount)| Wanted { invoice, amount, saw: saw(invoice) };
        parts.into_iter().map(part).collect()
    }

    fn paid_by(&self) -> PaidBy {
        match self.view.payers.get(self.payer) {
            Some(payer) if self.payer > 0 => payer.id.map_or(PaidBy::Holder, PaidBy::Guardian),
            None if self.payer > 0 => PaidBy::Other(self.outsider.text().to_owned()),
            _ => PaidBy::Holder,
        }
    }

    fn next_payer(&mut self, key: Key) {
        let count = self.view.payers.len() + 1;
        let steps = if key == Key::Left { count - 1 } else { 1 };
        self.payer = (self.payer + steps) % count;
        if self.payer == self.view.payers.len() {
            self.zone = Zone::Outsider;
        }
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
                self.bill.row = self.bill.row.min(view.invoices.len().saturating_sub(1));
                self.payer = self.payer.min(view.payers.len());
                self.view = view;
            }
            other => {
                turn.refused(&other);
                self.form.part = false;
                if matches!(self.zone, Zone::Reason | Zone::Short) {
                    self.zone = self.first_zone();
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
mod several;
#[cfg(test)]
mod tests;
mod top_up;
