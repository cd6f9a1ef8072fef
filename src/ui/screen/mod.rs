//! The screens: one file each, one arm each here.
//!
//! A screen holds its own state and nothing else; see `ui/mod.rs` for how one is added.

pub mod access;
pub mod access_keys;
mod access_steps;
pub mod access_view;
pub mod bill;
pub mod calendar;
pub mod calendar_grid;
pub mod calendar_keys;
pub mod calendar_rows;
pub mod calendar_views;
pub mod calendar_year;
pub mod cancellation;
mod channel;
pub mod closing;
pub mod closing_keys;
pub mod closing_view;
pub mod closure;
pub mod closure_view;
pub mod contest;
pub mod credentials;
pub mod enrolments;
pub mod family;
pub mod first_run;
pub mod home;
pub mod home_rows;
pub mod household;
pub mod lock;
pub mod notes;
mod of_family;
pub mod over;
pub mod painted;
pub mod pattern;
pub mod pattern_view;
pub mod payment;
pub mod payment_keys;
pub mod payment_money;
mod payment_typing;
pub mod payment_view;
pub mod pending;
pub mod preview;
mod reasons;
pub mod receipt;
pub mod resume;
pub mod review;
pub mod rules;
pub mod sign_in;
pub mod spread;
pub mod spread_view;
pub mod tasks;
pub mod tasks_view;
pub mod tender;
pub mod till;
pub mod waiting;
pub mod waiting_view;
pub mod why;

use ratatui::layout::Rect;

use crate::desk::request::Reply;
use crate::desk::request::draft::Draft;
use crate::desk::view::ReceiptView;
use crate::domain::time::Moment;

use super::canvas::Canvas;
use super::key::Key;
use super::keymap::{AT_THE_COUNTER, Action, Binding, EVERYWHERE, PANEL, SIGNED_OUT};
use super::turn::{Input, Scene, Turn};
use access::Access;
use calendar::Calendar;
use cancellation::Cancellation;
use closing::Closing;
use closure::ClosureScreen;
use contest::Contest;
use enrolments::Enrolments;
use household::HouseholdForm;
use notes::Notes;
use pattern::PatternScreen;
use payment::Payment;
use receipt::Receipt;
use rules::Rules;
use spread::SpreadScreen;
use tasks::Tasks;
use waiting::Waiting;

/// The screen in sight.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// There is no database yet.
    FirstRun(first_run::FirstRun),
    /// Nobody sits there.
    SignIn(sign_in::SignIn),
    /// An agent left the seat.
    Lock(lock::Lock),
    /// The search.
    Home(Box<home::Home>),
    /// A family's file.
    Family(family::Family),
    /// Who a family is, to be made or corrected.
    Household(Box<HouseholdForm>),
    /// What the counter notes about a family.
    Notes(Box<Notes>),
    /// A child's rights to activities.
    Enrolments(Box<Enrolments>),
    /// A portal account.
    Access(Box<Access>),
    /// A month of bookings.
    Calendar(Box<Calendar>),
    /// A week of a child's, to be spread over a period.
    Pattern(Box<PatternScreen>),
    /// A period given back, or taken from a sibling.
    Spread(Box<SpreadScreen>),
    /// Invoices to be paid.
    Payment(Box<Payment>),
    /// A receipt, or the closing of the till, on paper.
    Receipt(Box<Receipt>),
    /// The till that is counted.
    Closing(Box<Closing>),
    /// Days that are closed after they were booked.
    Closure(Box<ClosureScreen>),
    /// Work that was interrupted.
    Resume(Box<resume::Resume>),
    /// A payment that is taken back.
    Cancellation(Cancellation),
    /// An invoice that may be wrong.
    Contest(Contest),
    /// What waits for an agent.
    Tasks(Box<Tasks>),
    /// Who waits for a free place.
    Waiting(Waiting),
    /// The commune's rules.
    Rules(Rules),
    /// Why something is as it is.
    Why(why::Why),
}

/// Why whoever may only read can't do what writes.
pub(super) const READ_ONLY: &str = "le rôle contrôle lit sans écrire";

/// Runs the same expression on whichever screen it is.
macro_rules! each {
    ($screen:expr, $one:ident => $result:expr) => {
        match $screen {
            Screen::FirstRun($one) => $result,
            Screen::SignIn($one) => $result,
            Screen::Lock($one) => $result,
            Screen::Home($one) => $result,
            Screen::Family($one) => $result,
            Screen::Household($one) => $result,
            Screen::Notes($one) => $result,
            Screen::Enrolments($one) => $result,
            Screen::Access($one) => $result,
            Screen::Calendar($one) => $result,
            Screen::Pattern($one) => $result,
            Screen::Spread($one) => $result,
            Screen::Payment($one) => $result,
            Screen::Receipt($one) => $result,
            Screen::Closing($one) => $result,
            Screen::Closure($one) => $result,
            Screen::Resume($one) => $result,
            Screen::Cancellation($one) => $result,
            Screen::Contest($one) => $result,
            Screen::Tasks($one) => $result,
            Screen::Waiting($one) => $result,
            Screen::Rules($one) => $result,
            Screen::Why($one) => $result,
        }
    };
}

/// Why the till can't be opened or closed now, from whichever screen.
fn of_the_till(action: Action, scene: &Scene<'_>) -> Option<&'static str> {
    let agent = scene.agent?;
    match (action, agent.till) {
        (Action::CloseTill | Action::OpenTill, _) if !agent.role.may_write() => Some(READ_ONLY),
        (Action::CloseTill, None) => Some("elle est déjà fermée"),
        (Action::OpenTill, Some(_)) => Some("déjà ouverte"),
        _ => None,
    }
}

impl Screen {
    /// The search, with nothing typed yet.
    pub fn home() -> Self {
        Self::Home(Box::default())
    }

    /// The screen that an answer fills.
    ///
    /// # Errors
    /// Gives the answer back when no screen is made of it: a refusal, or a fault.
    pub fn showing(reply: Reply, scene: &Scene<'_>) -> Result<Self, Reply> {
        match reply {
            Reply::Family(view) => Ok(Self::Family(family::Family::new(view))),
            Reply::Enrolments(view) => Ok(Self::Enrolments(Box::new(Enrolments::new(view, scene)))),
            Reply::Household(view) => {
                let form = HouseholdForm::correct(*view, None);
                Ok(Self::Household(Box::new(form)))
            }
            Reply::Access(view) => Ok(Self::Access(Box::new(Access::new(view)))),
            Reply::Calendar(view) => Ok(Self::Calendar(Box::new(Calendar::new(view, scene.now)))),
            Reply::Pattern(view) => Ok(Self::Pattern(Box::new(PatternScreen::new(view)))),
            Reply::Spread(view) => Ok(Self::Spread(Box::new(SpreadScreen::new(view)))),
            Reply::Payment(view) => Ok(Self::Payment(Box::new(Payment::new(view)))),
            Reply::Receipt(view) => Ok(Self::receipt(view, scene)),
            Reply::Closing(view) => Ok(Self::Closing(Box::new(Closing::new(view)))),
            Reply::Closures(view) => Ok(Self::Closure(Box::new(ClosureScreen::new(view)))),
            Reply::Cancellation(view) => Ok(Self::Cancellation(Cancellation::new(view))),
            Reply::Contest(view) => Ok(Self::Contest(Contest::new(view))),
            Reply::Tasks(view) => Ok(Self::Tasks(Box::new(Tasks::new(view)))),
            Reply::Waiting(view) => Ok(Self::Waiting(Waiting::new(view))),
            Reply::Rules(view) => Ok(Self::Rules(Rules::new(view))),
            Reply::Explained(view) => Ok(Self::Why(why::Why::new(view))),
            other => Err(other),
        }
    }

    /// The receipt of a payment that was just taken, or an old one.
    pub fn receipt(view: Box<ReceiptView>, scene: &Scene<'_>) -> Self {
        Self::Receipt(Box::new(Receipt::new(view, scene.house.printer)))
    }

    /// Whether an action writes what this screen shows: an agent must have seen it before.
    pub fn confirms(&self, action: Action) -> bool {
        match self {
            Self::Access(_) => matches!(action, Action::Identity(_)),
            Self::Calendar(calendar) => action == Action::Open && calendar.reviews(),
            Self::Pattern(pattern) => action == Action::Open && pattern.reviews(),
            Self::Spread(spread) => action == Action::Open && spread.reviews(),
            Self::Payment(_) => matches!(action, Action::Open | Action::Accept),
            Self::Closing(_) => action == Action::Accept,
            Self::Closure(closure) => action == Action::Write && closure.reviews(),
            Self::Cancellation(_) => action == Action::Open,
            Self::Contest(_) => matches!(action, Action::Open | Action::Digit),
            Self::Tasks(_) => {
                matches!(action, Action::Validate | Action::AcceptFitting | Action::Digit)
            }
            Self::Waiting(_) => matches!(action, Action::Give | Action::Open),
            Self::Enrolments(_) => matches!(
                action,
                Action::Write
                    | Action::Strike
                    | Action::NoteReceived
                    | Action::Validate
                    | Action::Digit
            ),
            Self::Household(_) | Self::Notes(_) => {
                matches!(action, Action::Write | Action::Apart | Action::Strike)
            }
            _ => false,
        }
    }

    /// What was begun here and is not written.
    pub fn draft(&self) -> Option<Draft> {
        match self {
            Self::Calendar(calendar) => calendar.draft(),
            Self::Payment(payment) => payment.draft(),
            Self::Closing(closing) => closing.draft(),
            Self::Household(form) => form.draft(),
            Self::Notes(notes) => notes.draft(),
            _ => None,
        }
    }

    /// Fills in what had been begun, where this is the screen for it.
    pub fn resume(&mut self, draft: Draft) {
        match (self, draft) {
            (Self::Calendar(calendar), Draft::Bookings(draft)) => calendar.resume(draft),
            (Self::Payment(payment), Draft::Payment(draft)) => payment.resume(draft),
            (Self::Closing(closing), Draft::Closing(draft)) => closing.resume(&draft),
            _ => {}
        }
    }

    /// When it must be told the time again, if before the next minute.
    pub const fn wake(&self) -> Option<Moment> {
        match self {
            Self::Access(access) => access.wake(),
            _ => None,
        }
    }

    /// Its own keys, those of the family in sight, then those it shares.
    pub fn tables(&self) -> [&'static [Binding]; 3] {
        let [own, shared] = self.own_tables();
        [own, self.of_family(shared), shared]
    }

    fn own_tables(&self) -> [&'static [Binding]; 2] {
        match self {
            Self::FirstRun(_) => [first_run::KEYS, &[]],
            Self::SignIn(_) => [sign_in::KEYS, SIGNED_OUT],
            Self::Lock(_) => [lock::KEYS, SIGNED_OUT],
            Self::Home(_) => [home::KEYS, AT_THE_COUNTER],
            Self::Family(_) => [family::KEYS, AT_THE_COUNTER],
            Self::Household(form) => form.tables(),
            Self::Notes(notes) => notes.tables(),
            Self::Enrolments(enrolments) => enrolments.tables(),
            Self::Access(access) => access.tables(),
            Self::Calendar(calendar) => calendar.tables(),
            Self::Pattern(pattern) => pattern.tables(),
            Self::Spread(spread) => spread.tables(),
            Self::Payment(payment) => [payment.keys(), EVERYWHERE],
            Self::Receipt(receipt) => [receipt.keys(), EVERYWHERE],
            Self::Closing(closing) => closing.tables(),
            Self::Closure(closure) => closure.tables(),
            Self::Resume(_) => [resume::KEYS, EVERYWHERE],
            Self::Cancellation(_) => [cancellation::KEYS, PANEL],
            Self::Contest(contest) => [contest.keys(), PANEL],
            Self::Tasks(tasks) => tasks.tables(),
            Self::Waiting(waiting) => waiting.tables(),
            Self::Rules(_) => [rules::KEYS, EVERYWHERE],
            Self::Why(_) => [why::KEYS, EVERYWHERE],
        }
    }

    /// What it is about, for the title of its help.
    pub const fn subject(&self) -> &'static str {
        match self {
            Self::FirstRun(_) => "Premier démarrage",
            Self::SignIn(_) => "Connexion",
            Self::Lock(_) => "Verrou",
            Self::Home(_) => "Recherche",
            Self::Family(_) => "Fiche famille",
            Self::Household(_) => "Famille à créer ou à modifier",
            Self::Notes(_) => "Notes",
            Self::Enrolments(_) => "Inscriptions",
            Self::Access(_) => "Accès portail",
            Self::Calendar(_) => "Calendrier",
            Self::Pattern(_) => "Semaine type",
            Self::Spread(_) => "Période",
            Self::Payment(_) => "Encaissement",
            Self::Receipt(_) => "Quittance",
            Self::Closing(_) => "Clôture de caisse",
            Self::Closure(_) => "Fermeture d’un jour",
            Self::Resume(_) => "Saisie interrompue",
            Self::Cancellation(_) => "Annulation d’un paiement",
            Self::Contest(_) => "Facture contestée",
            Self::Tasks(_) => "À traiter",
            Self::Waiting(_) => "Liste d’attente",
            Self::Rules(_) => "Règles de la commune",
            Self::Why(_) => "Pourquoi\u{a0}?",
        }
    }

    /// What the title bar says at the left.
    pub fn title(&self, scene: &Scene<'_>) -> String {
        each!(self, one => one.title(scene))
    }

    /// Whether this key is text here, even if a table names it.
    pub fn takes(&self, key: Key) -> bool {
        each!(self, one => one.takes(key))
    }

    /// Why an action is impossible now; `None` if it is possible.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let own = each!(self, one => one.refuses(action, scene));
        own.or_else(|| of_the_till(action, scene))
    }

    /// Whether keys must wait for an answer that is under way.
    pub fn holds(&self) -> bool {
        each!(self, one => one.holds())
    }

    /// Gives it its turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        if let Input::Act(action, _) = input
            && let Some(request) = self.leads(action, turn.scene.now)
        {
            if let Self::Calendar(calendar) = self {
                calendar.close_panel();
            }
            return turn.open(request);
        }
        each!(self, one => one.update(input, turn));
    }

    /// Draws it between the title bar and the message line.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        each!(self, one => one.draw(scene, canvas, body));
    }
}
