//! What waits for an agent, of every kind in one list: one key decides, and several ticked
//! requests are decided by one key.

use ratatui::layout::Rect;

use super::tasks_view::{draw_choice, draw_list};
use crate::desk::request::{
    AskedFor, ContestRequest, DocumentNote, NoteDocument, Reply, Request, Subject, Verdict,
};
use crate::desk::view::{Nature, Task, TaskLine, TasksView};
use crate::domain::ids::{EntryId, FamilyId};
use crate::domain::people::{DocumentFault, DocumentState, RefusedFor, ToldBy};
use crate::domain::task::{TaskNature, TaskOutcome};
use crate::ui::canvas::Canvas;
use crate::ui::key::{Key, digit};
use crate::ui::keymap::{Action, Binding, EVERYWHERE, Label, PANEL, WHY, bind, up_to};
use crate::ui::msg::{Paper, Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};

/// The keys of the list.
pub const LIST: &[Binding] = &[
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown, Key::Home, Key::End],
        Action::Move,
        Label::Unseen,
        "choisir une tâche",
        "",
    ),
    bind(
        &[Key::Tab],
        Action::Next,
        Label::Hint("nature"),
        "voir une seule nature de tâches, la suivante",
        "",
    ),
    bind(&[Key::BackTab], Action::Previous, Label::Unseen, "voir la nature d’avant", ""),
    bind(
        &[Key::Char('v')],
        Action::Validate,
        Label::Hint("accepter"),
        "accepter les jours, valider la pièce, clore la demande, dire la décision",
        "accepter",
    ),
    bind(
        &[Key::Char('a')],
        Action::AcceptFitting,
        Label::Hint("ce qui tient"),
        "accepter les jours qui ont une place, les autres en liste d’attente",
        "",
    ),
    bind(
        &[Key::Char('r')],
        Action::Refuse,
        Label::Hint("refuser"),
        "refuser les jours ou la pièce, avec un motif",
        "refuser",
    ),
    bind(&[Key::Char(' ')], Action::Toggle, Label::Hint("cocher"), "cocher plusieurs demandes", ""),
    bind(
        &[Key::Char('p')],
        Action::Notice,
        Label::Hint("note"),
        "imprimer la note à la famille\u{a0}: décisions, pièces à fournir",
        "note",
    ),
    bind(
        &[Key::F(7)],
        Action::Print,
        Label::Footer("Imprimer"),
        "imprimer la liste de l’onglet",
        "imprimer",
    ),
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Hint("ouvrir"),
        "ouvrir la famille au bon écran",
        "ouvrir",
    ),
    WHY,
    bind(
        &[Key::Ctrl('z')],
        Action::Undo,
        Label::Hint("annule la dernière"),
        "annuler la dernière décision, pendant dix minutes",
        "annuler",
    ),
];

/// The keys of the choice of a motive, or of how a family was told.
pub const CHOICE: &[Binding] = &[
    bind(up_to(6), Action::Digit, Label::Footer("Choisir"), "choisir cette ligne", ""),
    bind(&[Key::Esc], Action::Back, Label::Footer("Ne rien faire"), "revenir à la liste", ""),
];

/// What is chosen over the list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Choice {
    /// Why days are refused.
    Motive,
    /// Why a document does not do.
    Fault,
    /// What came of what was asked.
    Outcome(TaskNature),
    /// How the family was told.
    Told,
}

impl Choice {
    const fn title(self) -> &'static str {
        match self {
            Self::Motive => "Refuser\u{a0}: pour quel motif\u{a0}?",
            Self::Fault => "Refuser la pièce\u{a0}: pourquoi\u{a0}?",
            Self::Outcome(_) => "Quelle suite\u{a0}?",
            Self::Told => "La famille a été prévenue",
        }
    }

    /// The lines to choose from.
    fn labels(self) -> Vec<&'static str> {
        match self {
            Self::Motive => RefusedFor::ALL.iter().map(|one| one.label()).collect(),
            Self::Fault => DocumentFault::ALL.iter().map(|one| one.label()).collect(),
            Self::Outcome(nature) => {
                nature.outcomes().iter().copied().map(TaskOutcome::label).collect()
            }
            Self::Told => ToldBy::BY_AGENTS.iter().map(|one| one.label()).collect(),
        }
    }
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    /// The list.
    List(Ticket),
    /// Something that writes.
    Writing(Ticket),
    /// A paper, then its printing.
    Paper(Ticket),
}

/// The list.
#[derive(Clone, Debug, PartialEq)]
pub struct Tasks {
    view: Box<TasksView>,
    /// The kind that is shown; `None` shows all.
    tab: Option<Nature>,
    selected: usize,
    /// The requests that the next key is about, besides the highlighted line.
    ticked: Vec<AskedFor>,
    choice: Option<Choice>,
    /// What Ctrl+Z takes back.
    undo: Vec<(FamilyId, EntryId)>,
    asked: Option<Asked>,
}

impl Tasks {
    /// The list as it is.
    pub const fn new(view: Box<TasksView>) -> Self {
        Self {
            view,
            tab: None,
            selected: 0,
            ticked: Vec::new(),
            choice: None,
            undo: Vec::new(),
            asked: None,
        }
    }

    /// Its keys: those of what lies on top.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match self.choice {
            None => [LIST, EVERYWHERE],
            Some(_) => [CHOICE, PANEL],
        }
    }

    /// `À traiter · 17`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("À traiter · {}", self.view.count())
    }

    /// Nothing is typed here.
    pub const fn takes(&self, _: Key) -> bool {
        false
    }

    /// What the highlighted line does not allow.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        let acts = matches!(
            action,
            Action::Validate | Action::AcceptFitting | Action::Refuse | Action::Undo
        );
        let line = self.line();
        let task = line.map(|line| &line.task);
        let requests = !self.ticked.is_empty() || matches!(task, Some(Task::Request(_)));
        match (action, task) {
            _ if acts && !writes => Some(super::READ_ONLY),
            (Action::Undo, _) if self.undo.is_empty() => Some("aucune décision à annuler"),
            (Action::Print | Action::Notice, _) if !scene.house.printer => {
                Some("aucune imprimante sur ce poste")
            }
            (
                Action::Validate
                | Action::Open
                | Action::Toggle
                | Action::Print
                | Action::Notice
                | Action::Why,
                None,
            ) => Some("rien à traiter"),
            (Action::Refuse, Some(Task::Document(_))) => None,
            (Action::AcceptFitting | Action::Refuse, _) if !requests => {
                Some("seuls des jours s’acceptent, des jours ou une pièce se refusent")
            }
            (Action::Toggle, Some(task)) if task.nature() != Nature::Request => {
                Some("seules les demandes de jours se cochent")
            }
            (
                Action::Validate,
                Some(Task::Place(..) | Task::Account | Task::Expires(_) | Task::Code),
            ) if !requests => Some("Entrée ouvre l’écran qui le fait"),
            (Action::Open | Action::Notice, _) if line.is_some_and(|one| one.family.is_none()) => {
                Some("aucune famille n’est nommée ici")
            }
            (Action::Why, _) if self.subject().is_none() => {
                Some("le détail dit déjà tout ce qui est connu")
            }
            _ => None,
        }
    }

    /// A question is under way.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    /// The lines of the kind that is shown.
    fn shown(&self) -> Vec<&TaskLine> {
        self.view.shown(self.tab)
    }

    fn line(&self) -> Option<&TaskLine> {
        self.shown().get(self.selected).copied()
    }

    /// The ticked requests; the highlighted one where none is.
    fn meant(&self) -> Vec<AskedFor> {
        match self.line().map(|line| &line.task) {
            _ if !self.ticked.is_empty() => self.ticked.clone(),
            Some(Task::Request(asked)) => vec![asked.clone()],
            _ => Vec::new(),
        }
    }

    /// What « Pourquoi ? » is about, on the highlighted line.
    fn subject(&self) -> Option<Subject> {
        let line = self.line()?;
        let family = line.family?;
        Some(match &line.task {
            Task::Request(asked) => {
                let (_, day) = asked.days.first()?;
                Subject::Day(family, asked.child, asked.activity, *day)
            }
            Task::Place(child, activity, day) => Subject::Day(family, *child, *activity, *day),
            Task::Document(NoteDocument { child, .. }) | Task::Expires(child) => {
                Subject::Child(family, (*child)?)
            }
            Task::Account | Task::Code => Subject::Account(family),
            Task::Contest(invoice) => Subject::Invoice(family, *invoice),
            Task::Demand(..) | Task::ToTell(_) | Task::Receipt(_) => return None,
        })
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Reply(ticket, reply) => self.reply(ticket, reply, turn),
            Input::Printed(ticket, result) if self.asked == Some(Asked::Paper(ticket)) => {
                self.asked = None;
                match result {
                    Ok(()) => turn.say(Tone::Done, "Imprimé."),
                    Err(why) => turn.say(Tone::Warning, why),
                }
            }
            Input::Shown | Input::Changed if self.asked.is_none() => self.reload(turn),
            _ => {}
        }
    }

    fn reload(&mut self, turn: &mut Turn<'_>) {
        self.asked = Some(Asked::List(turn.ask(Request::OpenTasks)));
    }

    fn write(&mut self, request: Request, turn: &mut Turn<'_>) {
        self.asked = Some(Asked::Writing(turn.ask(request)));
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match action {
            Action::Back => self.back(turn),
            Action::Move => self.selected = moved(self.selected, self.shown().len(), key),
            Action::Next => self.turn_tab(false),
            Action::Previous => self.turn_tab(true),
            Action::Toggle => self.tick(),
            Action::Validate => self.validate(turn),
            Action::AcceptFitting => self.decide(Verdict::AcceptFitting, turn),
            Action::Refuse => self.choice = Some(self.refusing()),
            Action::Digit => self.choose(key, turn),
            Action::Undo => self.write(Request::UndoDecisions(self.undo.clone()), turn),
            Action::Open => self.open(turn),
            Action::Why => {
                if let Some(of) = self.subject() {
                    turn.open(Request::Explain(of));
                }
            }
            Action::Notice => {
                if let Some(family) = self.line().and_then(|line| line.family) {
                    self.print(Request::PrintNotice(family), turn);
                }
            }
            Action::Print => self.print(Request::PrintTasks(self.tab), turn),
            _ => {}
        }
    }

    fn print(&mut self, paper: Request, turn: &mut Turn<'_>) {
        self.asked = Some(Asked::Paper(turn.ask(paper)));
        turn.say(Tone::Plain, "Impression en cours…");
    }

    /// Days are refused for a motive, a document for its fault.
    fn refusing(&self) -> Choice {
        match self.line().map(|line| &line.task) {
            Some(Task::Document(_)) if self.ticked.is_empty() => Choice::Fault,
            _ => Choice::Motive,
        }
    }

    /// One level back; what is being written is waited for.
    fn back(&mut self, turn: &mut Turn<'_>) {
        match self.asked {
            Some(Asked::Writing(_)) => turn.say(Tone::Plain, "Enregistrement en cours…"),
            Some(Asked::List(_) | Asked::Paper(_)) => self.asked = None,
            None if self.choice.take().is_some() => {}
            None if !self.ticked.is_empty() => self.ticked.clear(),
            None => turn.step(Step::Back),
        }
    }

    /// Shows the kind after the one that is shown, or before it: all of them, then each of which
    /// there is one.
    fn turn_tab(&mut self, back: bool) {
        let mut tabs = vec![None];
        tabs.extend(self.view.kinds().into_iter().map(|(nature, _)| Some(nature)));
        if back {
            tabs.reverse();
        }
        let next = tabs.iter().position(|tab| *tab == self.tab).map_or(0, |place| place + 1);
        self.tab = tabs.get(next).or(tabs.first()).copied().flatten();
        self.selected = 0;
    }

    fn tick(&mut self) {
        let Some(Task::Request(asked)) = self.line().map(|line| line.task.clone()) else { return };
        match self.ticked.iter().position(|one| *one == asked) {
            Some(place) => {
                self.ticked.remove(place);
            }
            None => self.ticked.push(asked),
        }
        self.selected = moved(self.selected, self.shown().len(), Key::Down);
    }

    fn decide(&mut self, verdict: Verdict, turn: &mut Turn<'_>) {
        self.write(self.deciding(verdict), turn);
    }

    fn deciding(&self, verdict: Verdict) -> Request {
        let mut requests = self.meant();
        requests.sort_by_key(|asked| asked.family);
        Request::Decide { requests, verdict }
    }

    fn validate(&mut self, turn: &mut Turn<'_>) {
        let task = self.line().map(|line| line.task.clone());
        match task {
            _ if !self.ticked.is_empty() => self.decide(Verdict::Accept, turn),
            Some(Task::Request(_)) => self.decide(Verdict::Accept, turn),
            Some(Task::Document(note)) => self.write(Request::NoteDocument(note), turn),
            Some(Task::Demand(_, nature)) => self.choice = Some(Choice::Outcome(nature)),
            Some(Task::ToTell(_)) => self.choice = Some(Choice::Told),
            Some(Task::Receipt(_) | Task::Contest(_)) => self.open(turn),
            Some(Task::Place(..) | Task::Expires(_) | Task::Code | Task::Account) | None => {}
        }
    }

    /// The line of the choice that a digit stands for.
    fn choose(&mut self, key: Key, turn: &mut Turn<'_>) {
        let place = digit(key).and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
        let (Some(place), Some(choice)) = (place, self.choice) else { return };
        if let Some(request) = self.chosen(choice, place) {
            self.choice = None;
            self.write(request, turn);
        }
    }

    /// What the line of a choice comes to; `None` where there is no such line.
    fn chosen(&self, choice: Choice, place: usize) -> Option<Request> {
        let line = self.line()?;
        Some(match (choice, &line.task) {
            (Choice::Motive, _) => self.deciding(Verdict::Refuse(*RefusedFor::ALL.get(place)?)),
            (Choice::Fault, Task::Document(asked)) => {
                let DocumentNote::Looked { document, saw, .. } = asked.note else { return None };
                let (state, fault) = (DocumentState::Refused, *DocumentFault::ALL.get(place)?);
                let note = DocumentNote::Looked { document, state, fault: Some(fault), saw };
                Request::NoteDocument(NoteDocument { note, ..asked.clone() })
            }
            (Choice::Outcome(nature), Task::Demand(task, _)) => {
                let outcome = *nature.outcomes().get(place)?;
                Request::CloseTask { task: *task, outcome }
            }
            (Choice::Told, Task::ToTell(decision)) => {
                Request::Told { of: (line.family?, *decision), how: *ToldBy::BY_AGENTS.get(place)? }
            }
            _ => return None,
        })
    }

    /// Opens the family at the screen where the task is done.
    fn open(&self, turn: &mut Turn<'_>) {
        let line = self.line();
        let Some((line, family)) = line.and_then(|line| Some((line, line.family?))) else { return };
        turn.open(match &line.task {
            Task::Request(asked) => Request::OpenCalendar {
                family,
                child: Some(asked.child),
                activity: Some(asked.activity),
                month: asked.days.first().map_or(turn.scene.now.today(), |(_, day)| *day),
            },
            Task::Document(NoteDocument { child: Some(child), .. })
            | Task::Expires(Some(child)) => {
                Request::OpenEnrolments { of: (family, *child), wish: None }
            }
            Task::Demand(_, TaskNature::Change) => Request::EditFamily(family),
            Task::Place(..) => Request::OpenWaiting,
            Task::Document(_) | Task::Expires(None) | Task::ToTell(_) | Task::Demand(..) => {
                Request::OpenFamily(family)
            }
            Task::Receipt(payment) => Request::OpenReceipt(*payment),
            Task::Contest(invoice) => Request::Contest(ContestRequest::open(family, *invoice)),
            Task::Account | Task::Code => Request::OpenAccess(family),
        });
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        let wrote = match self.asked {
            Some(Asked::List(awaited) | Asked::Paper(awaited)) if awaited == ticket => false,
            Some(Asked::Writing(awaited)) if awaited == ticket => true,
            _ => return,
        };
        self.asked = None;
        match reply {
            Reply::Page(lines) => {
                self.asked = Some(Asked::Paper(turn.print(Paper::Page(lines))));
            }
            Reply::Tasks(view) => self.show(view),
            Reply::Decided { sentence, undo, view } => {
                turn.say(Tone::Done, sentence);
                self.undo = undo;
                self.ticked.clear();
                self.show(view);
            }
            Reply::Filed(filed) => {
                turn.say(Tone::Done, filed.sentence);
                self.reload(turn);
            }
            other => {
                turn.refused(&other);
                if wrote {
                    self.ticked.clear();
                    self.reload(turn);
                }
            }
        }
    }

    fn show(&mut self, view: Box<TasksView>) {
        self.view = view;
        let left = |tab: &Nature| self.view.kinds().iter().any(|(nature, _)| nature == tab);
        self.tab = self.tab.filter(left);
        let still = |asked: &AskedFor| {
            self.view.lines.iter().any(|line| line.task == Task::Request(asked.clone()))
        };
        self.ticked.retain(still);
        self.selected = self.selected.min(self.shown().len().saturating_sub(1));
    }

    /// Draws the list, and the choice over it.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let ticked = |line: &TaskLine| match &line.task {
            Task::Request(asked) => self.ticked.contains(asked),
            _ => false,
        };
        let lines: Vec<(&TaskLine, bool)> =
            self.shown().into_iter().map(|line| (line, ticked(line))).collect();
        draw_list(canvas, body, (&self.view, self.tab), (&lines, self.selected), scene.now);
        if let Some(choice) = self.choice {
            draw_choice(canvas, body, choice.title(), &choice.labels());
        }
    }
}
