//! A family's file: eight tabs over one answer of the desk, and the acts that begin from it.

mod lists;
mod summary;

use ratatui::layout::Rect;

use crate::desk::request::{ContestRequest, Reply, Request, Subject};
use crate::desk::view::{FamilyView, PaymentLine};
use crate::domain::contrary::Standing;
use crate::domain::ids::{ChildId, FamilyId, InvoiceId};
use crate::domain::people::AccountState;
use crate::ui::canvas::{Canvas, columns, cut_left, cut_top};
use crate::ui::key::{Key, digit};
use crate::ui::keymap::{
    ACCESS, Action, Binding, CALENDAR, LAST_RECEIPT, Label, PAY, WHY, bind, footer, up_to,
};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::screen::Screen;
use crate::ui::screen::household::HouseholdForm;
use crate::ui::screen::notes::Notes;
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};

/// The keys of the file.
pub const KEYS: &[Binding] = &[
    bind(up_to(8), Action::Digit, Label::Hint("onglets"), "changer d’onglet, avec ou sans Maj", ""),
    bind(
        &[Key::Tab, Key::Right],
        Action::Next,
        Label::Unseen,
        "passer à l’onglet suivant",
        "suivant",
    ),
    bind(
        &[Key::BackTab, Key::Left],
        Action::Previous,
        Label::Unseen,
        "passer à l’onglet précédent",
        "precedent",
    ),
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown, Key::Home, Key::End],
        Action::Move,
        Label::Hint("choisir"),
        "changer de ligne",
        "",
    ),
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Hint("ouvrir"),
        "ouvrir ce que la ligne désigne",
        "ouvrir",
    ),
    WHY,
    bind(
        &[Key::Char('x')],
        Action::CancelPayment,
        Label::Hint("annuler"),
        "annuler le paiement choisi par une autre quittance\u{a0}: rien n’est effacé",
        "annuler",
    ),
    bind(
        &[Key::Char('c')],
        Action::Contest,
        Label::Unseen,
        "noter que la famille conteste la facture choisie, ou ne la conteste plus",
        "contester",
    ),
    bind(
        &[Key::F(2)],
        Action::Edit,
        Label::Footer("Modifier"),
        "modifier le foyer, les responsables, les enfants",
        "modifier",
    ),
    bind(
        &[Key::Char('n')],
        Action::Notes,
        Label::Hint("note"),
        "lire les notes du guichet, en écrire une",
        "notes",
    ),
    bind(
        &[Key::Char('d')],
        Action::Enrolments,
        Label::Hint("droits"),
        "inscrire l’enfant choisi, ses droits et ses pièces",
        "droits",
    ),
    bind(
        &[],
        Action::Archive,
        Label::Unseen,
        "archiver le dossier d’une famille partie",
        "archiver",
    ),
    bind(&[], Action::Restore, Label::Unseen, "rouvrir un dossier archivé", "rouvrir"),
    footer(PAY, "Encaisser"),
    footer(CALENDAR, "Calendrier"),
    footer(ACCESS, "Accès"),
    LAST_RECEIPT,
];

/// One of the eight tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Summary,
    Children,
    Bookings,
    Invoices,
    Payments,
    Access,
    Documents,
    Journal,
}

const TABS: [Tab; 8] = [
    Tab::Summary,
    Tab::Children,
    Tab::Bookings,
    Tab::Invoices,
    Tab::Payments,
    Tab::Access,
    Tab::Documents,
    Tab::Journal,
];

/// The file.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    view: Box<FamilyView>,
    tab: Tab,
    selected: usize,
    refreshing: Option<Ticket>,
    /// An act under way; keys wait for it.
    acting: Option<Ticket>,
}

impl Family {
    /// The file, on its summary.
    pub fn new(view: Box<FamilyView>) -> Self {
        Self { view, tab: Tab::default(), selected: 0, refreshing: None, acting: None }
    }

    /// `MARTINEAU Claire · EVR04217`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        let left = if self.view.archived { " · ARCHIVÉE" } else { "" };
        let whose = crate::ui::words::whose(&self.view.preview.holder.name, &self.view.login);
        format!("{whose}{left}")
    }

    /// Nothing is typed here.
    pub const fn takes(&self, _: Key) -> bool {
        false
    }

    /// Some lists have nothing to open, and a calendar needs a child.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        match (action, self.tab) {
            (Action::Edit | Action::Archive | Action::Restore | Action::CancelPayment, _)
                if !writes =>
            {
                Some(super::READ_ONLY)
            }
            (Action::Enrolments, tab) if !matches!(tab, Tab::Summary | Tab::Children) => {
                Some("choisissez un enfant (1 ou 2)")
            }
            (Action::Calendar | Action::Enrolments, _) if self.view.archived => {
                Some("dossier archivé\u{a0}: :rouvrir d’abord")
            }
            (Action::Archive, _) if self.view.archived => Some("ce dossier est déjà archivé"),
            (Action::Restore, _) if !self.view.archived => Some("ce dossier n’est pas archivé"),
            (Action::Why, _) if self.subject().is_none() => {
                Some("choisissez un enfant, un jour, une facture ou l’accès")
            }
            (Action::Open, Tab::Journal) => Some("rien à ouvrir dans cet onglet"),
            (Action::Open, Tab::Documents) if self.whose_document().is_none() => {
                Some("cette ligne se corrige par F2")
            }
            (Action::Open, Tab::Access) => None,
            (Action::Open, _) if self.rows() == 0 => Some("la liste est vide"),
            (Action::Contest, _) if self.invoice().is_none() => {
                Some("choisissez une facture, onglet 4")
            }
            (Action::CancelPayment, _) => match self.payment().map(|line| &line.standing) {
                None => Some("choisissez un paiement, onglet 5"),
                Some(Standing::Stands) => None,
                Some(Standing::Cancelled { .. }) => Some("déjà annulé"),
                Some(Standing::Cancels { .. }) => Some("une annulation ne s’annule pas"),
            },
            (Action::Calendar | Action::Enrolments, _) if self.view.preview.children.is_empty() => {
                Some("aucun enfant dans cette famille")
            }
            _ => None,
        }
    }

    /// A form is being opened, or the file is being filed away.
    pub const fn holds(&self) -> bool {
        self.acting.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Shown => self.refresh(turn),
            Input::Reply(ticket, reply) if self.refreshing == Some(ticket) => {
                self.refreshing = None;
                match reply {
                    Reply::Family(view) => {
                        self.view = view;
                        self.selected = self.selected.min(self.rows().saturating_sub(1));
                    }
                    other => turn.refused(&other),
                }
            }
            Input::Reply(ticket, reply) if self.acting == Some(ticket) => {
                self.acting = None;
                self.acted(reply, turn);
            }
            _ => {}
        }
    }

    fn acted(&mut self, reply: Reply, turn: &mut Turn<'_>) {
        match reply {
            Reply::Household(view) => {
                let child = self.child().filter(|_| self.tab == Tab::Children);
                let form = HouseholdForm::correct(*view, child);
                turn.step(Step::Show(Box::new(Screen::Household(Box::new(form)))));
            }
            Reply::Filed(filed) => {
                turn.say(Tone::Done, filed.sentence);
                self.refresh(turn);
            }
            other => turn.refused(&other),
        }
    }

    fn refresh(&mut self, turn: &mut Turn<'_>) {
        self.refreshing = Some(turn.ask(Request::OpenFamily(self.family())));
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        let family = self.family();
        match action {
            Action::Digit => {
                let place = digit(key).and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
                self.turn_to(place.unwrap_or(TABS.len()));
            }
            Action::Next => self.turn_to((self.place() + 1) % TABS.len()),
            Action::Previous => self.turn_to((self.place() + TABS.len() - 1) % TABS.len()),
            Action::Move => self.selected = moved(self.selected, self.rows(), key),
            Action::Open => self.open(turn),
            Action::Notes => {
                let writes = turn.scene.agent.is_some_and(|agent| agent.role.may_write());
                let notes = Notes::of(&self.view, writes);
                turn.step(Step::Show(Box::new(Screen::Notes(Box::new(notes)))));
            }
            Action::Enrolments => {
                if let Some(child) = self.child() {
                    turn.open(Request::OpenEnrolments { of: (family, child), wish: None });
                }
            }
            Action::Why => {
                if let Some(subject) = self.subject() {
                    turn.open(Request::Explain(subject));
                }
            }
            Action::Edit => self.acting = Some(turn.ask(Request::EditFamily(family))),
            Action::Archive | Action::Restore => {
                let archived = action == Action::Archive;
                self.acting = Some(turn.ask(Request::FileFamily { family, archived }));
            }
            Action::Pay => turn.open(Request::OpenPayment(family)),
            Action::CancelPayment => {
                if let Some(payment) = self.payment() {
                    turn.open(Request::ReviewCancellation(payment.id));
                }
            }
            Action::Contest => {
                if let Some(invoice) = self.invoice() {
                    turn.open(Request::Contest(ContestRequest::open(family, invoice)));
                }
            }
            Action::Access => turn.open(Request::OpenAccess(family)),
            Action::LastReceipt if self.tab == Tab::Payments && self.rows() > 0 => self.open(turn),
            Action::LastReceipt => turn.open(Request::OpenLastReceipt(family)),
            Action::Calendar => {
                let child = self.child().filter(|_| self.tab != Tab::Bookings);
                self.open_calendar(child, turn.scene.now.today(), turn);
            }
            Action::Back if self.acting.take().is_none() => turn.step(Step::Back),
            _ => {}
        }
    }

    /// Opens what the highlighted row of the tab stands for.
    fn open(&self, turn: &mut Turn<'_>) {
        let view = &self.view;
        match self.tab {
            Tab::Summary | Tab::Children => {
                self.open_calendar(self.child(), turn.scene.now.today(), turn);
            }
            Tab::Bookings => {
                if let Some(booking) = view.bookings.get(self.selected) {
                    let (child, activity) = booking.of;
                    turn.open(Request::OpenCalendar {
                        family: self.family(),
                        child: Some(child),
                        activity: Some(activity),
                        month: booking.day,
                    });
                }
            }
            Tab::Invoices => turn.open(Request::OpenPayment(self.family())),
            Tab::Payments => {
                if let Some(payment) = self.payment() {
                    turn.open(Request::OpenReceipt(payment.id));
                }
            }
            Tab::Access => turn.open(Request::OpenAccess(self.family())),
            Tab::Documents => {
                if let Some(child) = self.whose_document() {
                    let family = self.family();
                    turn.open(Request::OpenEnrolments { of: (family, child), wish: None });
                }
            }
            Tab::Journal => {}
        }
    }

    fn open_calendar(&self, child: Option<ChildId>, month: chrono::NaiveDate, turn: &mut Turn<'_>) {
        let family = self.family();
        turn.open(Request::OpenCalendar { family, child, activity: None, month });
    }

    fn family(&self) -> FamilyId {
        self.view.preview.family
    }

    /// The highlighted child, on the tabs that list children.
    fn child(&self) -> Option<ChildId> {
        let listed = matches!(self.tab, Tab::Summary | Tab::Children);
        self.view.preview.children.get(self.selected).filter(|_| listed).map(|child| child.id)
    }

    /// What the highlighted row is about; an account where there is no child.
    fn subject(&self) -> Option<Subject> {
        let (view, family) = (&self.view, self.family());
        match self.tab {
            Tab::Summary | Tab::Children => Some(
                self.child()
                    .map_or(Subject::Account(family), |child| Subject::Child(family, child)),
            ),
            Tab::Bookings => view.bookings.get(self.selected).map(|booking| {
                let (child, activity) = booking.of;
                Subject::Day(family, child, activity, booking.day)
            }),
            Tab::Invoices => self.invoice().map(|invoice| Subject::Invoice(family, invoice)),
            Tab::Access => Some(Subject::Account(family)),
            Tab::Documents => self.whose_document().map(|child| Subject::Child(family, child)),
            Tab::Payments | Tab::Journal => None,
        }
    }

    /// The child beside whose rights the highlighted document is noted: its own, or any for one of
    /// the household; `None` for what the household's form states.
    fn whose_document(&self) -> Option<ChildId> {
        let piece = self.view.documents.get(self.selected)?.piece.as_ref()?;
        piece.child.or_else(|| self.view.preview.children.first().map(|child| child.id))
    }

    /// The highlighted invoice.
    fn invoice(&self) -> Option<InvoiceId> {
        let invoice = self.view.invoices.get(self.selected).filter(|_| self.tab == Tab::Invoices);
        invoice.map(|invoice| invoice.id)
    }

    /// The highlighted payment.
    fn payment(&self) -> Option<&PaymentLine> {
        self.view.payments.get(self.selected).filter(|_| self.tab == Tab::Payments)
    }

    fn place(&self) -> usize {
        TABS.iter().position(|tab| *tab == self.tab).unwrap_or(0)
    }

    fn turn_to(&mut self, place: usize) {
        if let Some(tab) = TABS.get(place) {
            self.tab = *tab;
            self.selected = 0;
        }
    }

    /// How many rows the tab's list has.
    fn rows(&self) -> usize {
        let view = &self.view;
        match self.tab {
            Tab::Summary | Tab::Children => view.preview.children.len(),
            Tab::Bookings => view.bookings.len(),
            Tab::Invoices => view.invoices.len(),
            Tab::Payments => view.payments.len(),
            Tab::Access => 0,
            Tab::Documents => view.documents.len(),
            Tab::Journal => view.events.len(),
        }
    }

    /// Draws the tabs and the one that is turned to.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, mut body: Rect) {
        let border = canvas.theme.border;
        self.draw_tabs(canvas, cut_top(&mut body, 1));
        canvas.rule(cut_top(&mut body, 1), "═", border);
        match self.tab {
            Tab::Summary => summary::draw(canvas, body, &self.view, self.selected),
            Tab::Access => summary::draw_access(canvas, body, &self.view),
            tab => lists::draw(canvas, body, tab, (&self.view, self.selected), scene.legend),
        }
    }

    /// Long names where they fit, short ones else.
    fn draw_tabs(&self, canvas: &mut Canvas<'_>, mut row: Rect) {
        let theme = canvas.theme;
        let long = TABS.map(|tab| self.label(tab, false));
        let width: u16 = long.iter().map(|label| columns(label) + 4).sum();
        let short = width > row.width + 2;
        if !short {
            cut_left(&mut row, 1);
        }
        for (index, tab) in TABS.into_iter().enumerate() {
            let label = self.label(tab, short);
            let number = (index + 1).to_string();
            let mut place = row;
            place.width = place.width.min(columns(&label) + if short { 3 } else { 4 });
            cut_left(&mut row, columns(&label) + if short { 3 } else { 4 });
            let pieces =
                [(" ", theme.text), (&number, theme.key), (" ", theme.text), (&label, theme.text)];
            let rest = canvas.line(place, &pieces);
            if tab == self.tab {
                let end = u16::from(!short);
                canvas.text(rest, " ", theme.text);
                place.width = place.width.saturating_sub(rest.width).saturating_add(end);
                canvas.highlight(place);
            }
        }
    }

    /// `Factures (2)`, `Accès ■`: what needs a look shows on the tab.
    fn label(&self, tab: Tab, short: bool) -> String {
        let preview = &self.view.preview;
        let gap = if short { "" } else { " " };
        match tab {
            Tab::Summary => "Résumé".to_owned(),
            Tab::Children => "Enfants".to_owned(),
            Tab::Bookings if short => "Réserv.".to_owned(),
            Tab::Bookings => "Réservations".to_owned(),
            Tab::Invoices if preview.invoices_due > 0 => {
                format!("Factures{gap}({})", preview.invoices_due)
            }
            Tab::Invoices => "Factures".to_owned(),
            Tab::Payments if short => "Paiem.".to_owned(),
            Tab::Payments => "Paiements".to_owned(),
            Tab::Access if preview.account.state == AccountState::Blocked => {
                format!("Accès{gap}■")
            }
            Tab::Access => "Accès".to_owned(),
            Tab::Documents if !preview.missing.is_empty() => format!("Pièces{gap}▲"),
            Tab::Documents => "Pièces".to_owned(),
            Tab::Journal if short => "Jrnl".to_owned(),
            Tab::Journal => "Journal".to_owned(),
        }
    }
}
