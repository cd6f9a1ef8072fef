//! A portal account: why it is blocked, and the one key that opens it again.
//!
//! The letter that says how identity was checked is also the confirmation. A provisional code is
//! here for twenty seconds at most, and never behind the lock; then it is in no byte of the app.

use ratatui::layout::Rect;

use super::access_keys::{ACCOUNT, CODE, CODE_AGAIN, REASON};
use super::access_view::draw_access;
use crate::desk::refusal::Refusal;
use crate::desk::request::{AccessStep, IssueCodeRequest, Reply, Request, Subject, UnblockRequest};
use crate::desk::view::{AccessView, IssuedCode, StepView};
use crate::domain::ids::{CredentialId, FamilyId};
use crate::domain::people::{BlockCause, HandOver, IdentityCheck};
use crate::domain::text::clean;
use crate::domain::till::REASON_CHARS;
use crate::domain::time::Moment;
use crate::ui::canvas::Canvas;
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, EVERYWHERE, PANEL};
use crate::ui::msg::{Paper, Ticket, Tone};
use crate::ui::turn::{Input, Scene, Step, Turn};

/// Milliseconds during which a code can be read.
const SHOWN_MS: i64 = 20_000;

/// What the identity letters carry out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Open the account again.
    Unblock,
    /// Open it again and replace its password.
    UnblockAndCode,
    /// Replace its password.
    NewCode,
}

/// What lies in the lower half.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// The identity checks.
    Choosing,
    /// Why, before an act that needs it.
    Reason(IdentityCheck, Field),
    /// A code, in sight or on its way to the printer.
    Code(Box<IssuedCode>, Showing),
}

/// Where a code can be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Showing {
    /// Nowhere: it is being printed.
    Printing,
    /// On the screen until that moment; there is no printer.
    Until(Moment),
    /// On the screen until that moment; the printer failed, and can be tried again.
    Again(Moment),
}

/// A request under way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    /// Something is being written.
    Acting(Ticket),
    /// The account is asked for anew.
    Loading(Ticket),
}

/// The account.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    pub(super) view: Box<AccessView>,
    pub(super) choice: Option<Choice>,
    pub(super) stage: Stage,
    asked: Option<Asked>,
    /// A slip on its way out, with the password's version that it gives.
    printing: Option<(Ticket, CredentialId)>,
    /// A letter without a code on its way out.
    posting: Option<Ticket>,
    /// A hand-over that the desk has not confirmed yet.
    owed: Option<(CredentialId, HandOver)>,
}

impl Access {
    /// The account, with what is advised already chosen.
    pub fn new(view: Box<AccessView>) -> Self {
        let choice = advised(&view);
        Self {
            view,
            choice,
            stage: Stage::Choosing,
            asked: None,
            printing: None,
            posting: None,
            owed: None,
        }
    }

    /// Its keys.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match self.stage {
            Stage::Choosing => [ACCOUNT, EVERYWHERE],
            Stage::Reason(..) => [REASON, PANEL],
            Stage::Code(_, Showing::Printing) => [&[], PANEL],
            Stage::Code(_, Showing::Until(_)) => [CODE, PANEL],
            Stage::Code(_, Showing::Again(_)) => [CODE_AGAIN, PANEL],
        }
    }

    /// Whose it is.
    pub const fn family(&self) -> FamilyId {
        self.view.family
    }

    /// `Accès portail · MARTINEAU Claire`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Accès portail · {}", self.view.name)
    }

    /// A reason is free text.
    pub const fn takes(&self, key: Key) -> bool {
        matches!((&self.stage, key), (Stage::Reason(..), Key::Char(_)))
    }

    /// When the code goes.
    pub const fn wake(&self) -> Option<Moment> {
        match self.stage {
            Stage::Code(_, Showing::Until(until) | Showing::Again(until)) => Some(until),
            _ => None,
        }
    }

    /// The rules that can be told before the desk is asked.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        use IdentityCheck::{Mail, None as Unverified};
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        match action {
            Action::Unblock
            | Action::UnblockAndCode
            | Action::NewCode
            | Action::Undo
            | Action::OpenAccount
            | Action::Letter
            | Action::Edit
            | Action::OnlinePayment
            | Action::AcceptTerms
            | Action::VerifyHousehold
            | Action::Identity(_)
                if !writes =>
            {
                Some(super::READ_ONLY)
            }
            Action::OpenAccount if !self.view.login.is_empty() && !self.view.steps.login_stale => {
                Some("cette famille a déjà un compte")
            }
            Action::OnlinePayment if self.view.steps.online_payment == StepView::NotAsked => {
                Some("la commune ne demande pas d’adhésion")
            }
            Action::AcceptTerms => self.refuses_terms(),
            Action::VerifyHousehold if self.view.steps.household == StepView::NotAsked => {
                Some("la commune ne demande pas de vérifier le foyer")
            }
            Action::NewCode | Action::Letter if self.view.login.is_empty() => Some(NO_ACCOUNT),
            Action::Letter if !scene.house.printer => Some("aucune imprimante sur ce poste"),
            Action::Unblock | Action::UnblockAndCode => self.refuses_unblocking(),
            Action::Undo if self.view.undoable.is_none() => Some("aucun déblocage à annuler"),
            Action::Identity(_) if self.choice.is_none() => Some("choisissez d’abord D, R ou N"),
            Action::Identity(Mail | Unverified) if self.choice != Some(Choice::Unblock) => {
                Some("un nouveau code exige une pièce ou la question")
            }
            _ => None,
        }
    }

    const fn refuses_terms(&self) -> Option<&'static str> {
        match self.view.steps.terms {
            StepView::NotAsked => Some("la commune n’a pas de conditions à signer"),
            StepView::Done(_) => Some("les conditions sont déjà acceptées"),
            StepView::ToDo => None,
        }
    }

    fn refuses_unblocking(&self) -> Option<&'static str> {
        if self.view.account.blocks.is_empty() {
            Some("ce compte n’est pas bloqué")
        } else if self.is_unpaid() && !self.view.may_lift_unpaid {
            Some("factures impayées, droit régisseur requis")
        } else {
            None
        }
    }

    /// Whether a block for unpaid invoices stands.
    pub(super) fn is_unpaid(&self) -> bool {
        self.view.account.blocks.iter().any(|block| block.cause == BlockCause::Unpaid)
    }

    /// Something is being written, printed or asked for anew.
    pub const fn holds(&self) -> bool {
        self.asked.is_some() || self.printing.is_some() || self.posting.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(action, _) => self.act(action, turn),
            Input::Key(key) => {
                if let Stage::Reason(_, reason) = &mut self.stage {
                    reason.key(key);
                }
            }
            Input::Paste(text) => {
                if let Stage::Reason(_, reason) = &mut self.stage {
                    reason.paste(&text);
                }
            }
            Input::Reply(ticket, reply) => self.reply(ticket, reply, turn),
            Input::Printed(ticket, result) => self.printed(ticket, result, turn),
            Input::Clock => self.clock(turn),
            Input::Left => self.forget(),
            Input::Shown => match self.owed {
                Some((credential, how)) => self.hand_over(credential, how, turn),
                None => self.load(turn),
            },
            Input::Changed => {}
        }
    }

    fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        match action {
            Action::Back => self.back(turn),
            Action::Unblock => self.choice = Some(Choice::Unblock),
            Action::UnblockAndCode => self.choice = Some(Choice::UnblockAndCode),
            Action::NewCode => self.choice = Some(Choice::NewCode),
            Action::Identity(check) => self.identified(check, turn),
            Action::Open => self.reasoned(turn),
            Action::Undo => {
                if let Some(unblocking) = self.view.undoable {
                    let family = self.view.family;
                    self.ask(Request::UndoUnblock { family, unblocking }, turn);
                }
            }
            Action::OpenAccount => self.ask(Request::OpenAccount(self.view.family), turn),
            Action::Letter => self.ask(Request::OpenLetter(self.view.family), turn),
            Action::OnlinePayment => {
                let joined = self.view.steps.online_payment == StepView::ToDo;
                self.record(AccessStep::OnlinePayment { joined }, turn);
            }
            Action::AcceptTerms => self.record(AccessStep::Terms, turn),
            Action::VerifyHousehold => {
                let saw = self.view.steps.statement;
                self.record(AccessStep::Household { saw }, turn);
            }
            Action::Print => self.print(turn),
            Action::HandedOver => {
                if let Stage::Code(code, _) = &self.stage {
                    let credential = code.credential;
                    self.forget();
                    self.hand_over(credential, HandOver::Shown, turn);
                }
            }
            Action::Why => turn.open(Request::Explain(Subject::Account(self.view.family))),
            Action::Edit => turn.open(Request::EditFamily(self.view.family)),
            Action::Pay => turn.open(Request::OpenPayment(self.view.family)),
            Action::LastReceipt => turn.open(Request::OpenLastReceipt(self.view.family)),
            _ => {}
        }
    }

    /// One level back; what is being written or printed is waited for.
    fn back(&mut self, turn: &mut Turn<'_>) {
        match &self.stage {
            _ if self.printing.is_some() || self.posting.is_some() => {
                turn.say(Tone::Plain, "Impression en cours…");
            }
            _ if matches!(self.asked, Some(Asked::Acting(_))) => {
                turn.say(Tone::Plain, "Enregistrement en cours…");
            }
            Stage::Code(..) => self.lose(turn),
            Stage::Reason(..) => self.stage = Stage::Choosing,
            Stage::Choosing => turn.step(Step::Back),
        }
    }

    /// An identity letter: it carries out the choice, after a reason where one is needed.
    fn identified(&mut self, check: IdentityCheck, turn: &mut Turn<'_>) {
        if check == IdentityCheck::None || self.lifts_unpaid() {
            self.stage = Stage::Reason(check, Field::default());
        } else {
            self.execute(check, String::new(), turn);
        }
    }

    /// Whether the choice lifts a block for unpaid invoices.
    fn lifts_unpaid(&self) -> bool {
        self.choice != Some(Choice::NewCode) && self.is_unpaid()
    }

    /// Entrée behind a reason.
    fn reasoned(&mut self, turn: &mut Turn<'_>) {
        let Stage::Reason(check, reason) = &self.stage else { return };
        let (check, reason) = (*check, clean(reason.text()));
        if reason.chars().count() < REASON_CHARS {
            let what = "débloquer ce compte";
            turn.say(Tone::No, Refusal::ReasonNeeded { what }.to_string());
        } else {
            self.stage = Stage::Choosing;
            self.execute(check, reason, turn);
        }
    }

    fn execute(&mut self, identity: IdentityCheck, reason: String, turn: &mut Turn<'_>) {
        let Some(choice) = self.choice else { return };
        let family = self.view.family;
        let blocks = self.view.account.blocks.iter().map(|block| block.id);
        let lifts = if choice == Choice::NewCode { Vec::new() } else { blocks.collect() };
        let request = if choice == Choice::Unblock {
            Request::Unblock(UnblockRequest { family, lifts, identity, reason })
        } else {
            let replaces = self.view.credential;
            Request::IssueCode(IssueCodeRequest { family, lifts, identity, replaces, reason })
        };
        self.ask(request, turn);
    }

    fn record(&mut self, step: AccessStep, turn: &mut Turn<'_>) {
        self.ask(Request::RecordStep { family: self.view.family, step }, turn);
    }

    fn ask(&mut self, request: Request, turn: &mut Turn<'_>) {
        self.asked = Some(Asked::Acting(turn.ask(request)));
    }

    fn load(&mut self, turn: &mut Turn<'_>) {
        self.asked = Some(Asked::Loading(turn.ask(Request::OpenAccess(self.view.family))));
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        let Some(Asked::Acting(awaited) | Asked::Loading(awaited)) = self.asked else { return };
        if awaited != ticket {
            return;
        }
        let acted = matches!(self.asked, Some(Asked::Acting(_)));
        self.asked = None;
        match reply {
            Reply::Access(view) => {
                self.choice = advised(&view);
                self.view = view;
                return;
            }
            Reply::Letter(letter) => {
                self.posting = Some(turn.print(Paper::Slip(letter)));
                return;
            }
            Reply::AccountOpened { sentence, .. } | Reply::StepRecorded { sentence } => {
                turn.say(Tone::Done, sentence);
            }
            Reply::Unblocked(unblocked) => turn.say(Tone::Done, unblocked.sentence),
            Reply::CodeIssued(code) => self.issued(code, turn),
            Reply::HandedOver => {
                let how = self.owed.take().map_or("", |(_, how)| how.label());
                turn.say(Tone::Done, format!("Code provisoire {how} et remis à la famille."));
            }
            Reply::Reblocked => {
                turn.say(Tone::Done, "Déblocage annulé\u{a0}: le compte est de nouveau bloqué.");
            }
            other => {
                self.owed = None;
                turn.refused(&other);
            }
        }
        if acted {
            self.load(turn);
        }
    }

    /// A code goes to the printer at once, or is shown where there is none. Behind the lock it is
    /// forgotten: the file then says that it was not handed over.
    fn issued(&mut self, code: IssuedCode, turn: &mut Turn<'_>) {
        if turn.scene.agent.is_none() {
            return;
        }
        turn.say(Tone::Done, code.sentence.clone());
        let until = turn.scene.now.later(SHOWN_MS);
        self.stage = Stage::Code(Box::new(code), Showing::Until(until));
        if turn.scene.house.printer {
            self.print(turn);
        }
    }

    fn print(&mut self, turn: &mut Turn<'_>) {
        if let Stage::Code(code, showing) = &mut self.stage {
            *showing = Showing::Printing;
            let ticket = turn.print(Paper::Slip(code.slip.clone()));
            self.printing = Some((ticket, code.credential));
        }
    }

    /// What came out of the printer is handed over; what did not is shown instead.
    fn printed(&mut self, ticket: Ticket, result: Result<(), String>, turn: &mut Turn<'_>) {
        if self.posting == Some(ticket) {
            self.posting = None;
            return match result {
                Ok(()) => turn.say(Tone::Done, "Lettre imprimée, sans code."),
                Err(why) => turn.say(Tone::Warning, format!("{why} L réessaie.")),
            };
        }
        let Some((_, credential)) = self.printing.filter(|(awaited, _)| *awaited == ticket) else {
            return;
        };
        self.printing = None;
        match (result, &mut self.stage) {
            (Ok(()), _) => {
                self.forget();
                self.hand_over(credential, HandOver::Printed, turn);
            }
            (Err(why), Stage::Code(_, showing)) => {
                *showing = Showing::Again(turn.scene.now.later(SHOWN_MS));
                turn.say(Tone::Warning, format!("{why} Le code est affiché 20\u{a0}s."));
                turn.step(Step::Flush);
            }
            (Err(_), _) => {}
        }
    }

    fn hand_over(&mut self, credential: CredentialId, how: HandOver, turn: &mut Turn<'_>) {
        self.owed = Some((credential, how));
        let family = self.view.family;
        self.ask(Request::HandOver { family, credential, how }, turn);
    }

    fn clock(&mut self, turn: &mut Turn<'_>) {
        if self.wake().is_some_and(|until| turn.scene.now.at >= until.at) {
            self.lose(turn);
        }
    }

    /// The code goes without having been handed over.
    fn lose(&mut self, turn: &mut Turn<'_>) {
        self.forget();
        turn.say(Tone::Warning, "Code effacé, non remis à la famille. N en donne un nouveau.");
        turn.step(Step::Flush);
        self.load(turn);
    }

    /// No code stays.
    fn forget(&mut self) {
        if let Stage::Code(..) = self.stage {
            self.stage = Stage::Choosing;
        }
    }

    /// Draws the account, what can be done, and how identity is checked.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        draw_access(canvas, body, self, scene);
    }
}

/// Why nothing can be done about an account that is not there.
const NO_ACCOUNT: &str = "pas encore de compte\u{a0}: O l’ouvre";

/// Only a block by wrong passwords, and by nothing else, is simply opened again.
fn advised(view: &AccessView) -> Option<Choice> {
    let blocks = &view.account.blocks;
    let passwords = blocks.iter().all(|block| block.cause == BlockCause::Passwords);
    (passwords && !blocks.is_empty()).then_some(Choice::Unblock)
}

#[cfg(test)]
mod tests;
