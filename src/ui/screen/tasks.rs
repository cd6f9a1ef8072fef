//! What waits for an agent, of every kind in one list: one key decides, and several ticked
//! requests are decided by one key.

use ratatui::layout::Rect;

use super::tasks_view::{draw_choice, draw_list};
use crate::desk::request::{AskedFor, Reply, Request, Verdict};
use crate::desk::view::{Nature, Task, TaskLine, TasksView};
use crate::domain::ids::{EntryId, FamilyId};
use crate::domain::people::{RefusedFor, ToldBy};
use crate::ui::canvas::Canvas;
use crate::ui::key::{Key, digit};
use crate::ui::keymap::{Action, Binding, DIGITS, EVERYWHERE, Label, PANEL, bind};
use crate::ui::msg::{Ticket, Tone};
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
        "accepter la demande, valider la pièce, dire la décision, imprimer la quittance",
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
        "refuser la demande, avec un motif",
        "refuser",
    ),
    bind(&[Key::Char(' ')], Action::Toggle, Label::Hint("cocher"), "cocher plusieurs demandes", ""),
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Hint("ouvrir"),
        "ouvrir la famille au bon écran",
        "ouvrir",
    ),
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
    bind(DIGITS, Action::Digit, Label::Footer("Choisir"), "choisir cette ligne", ""),
    bind(&[Key::Esc], Action::Back, Label::Footer("Ne rien faire"), "revenir à la liste", ""),
];

/// What is chosen over the list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Choice {
    /// Why it is refused.
    Motive,
    /// How the family was told.
    Told,
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
    /// The question under way, and whether it writes.
    asked: Option<(Ticket, bool)>,
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
        let all: usize = self.view.counts.iter().map(|(_, count)| count).sum();
        format!("À traiter · {all}")
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
        let task = self.line().map(|line| &line.task);
        let requests = !self.ticked.is_empty() || matches!(task, Some(Task::Request(_)));
        match (action, task) {
            _ if acts && !writes => Some(super::READ_ONLY),
            (Action::Undo, _) if self.undo.is_empty() => Some("aucune décision à annuler"),
            (Action::Validate | Action::Open | Action::Toggle, None) => Some("rien à traiter"),
            (Action::AcceptFitting | Action::Refuse, _) if !requests => {
                Some("seule une demande de jours s’accepte ou se refuse")
            }
            (Action::Toggle, Some(task)) if task.nature() != Nature::Request => {
                Some("seules les demandes se cochent")
            }
            (Action::Validate, Some(Task::Place | Task::Account)) if !requests => {
                Some("Entrée ouvre l’écran qui le fait")
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
        let of_kind = |line: &&TaskLine| self.tab.is_none_or(|tab| line.task.nature() == tab);
        self.view.lines.iter().filter(of_kind).collect()
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

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Reply(ticket, reply) => self.reply(ticket, reply, turn),
            Input::Shown | Input::Changed if self.asked.is_none() => self.reload(turn),
            _ => {}
        }
    }

    fn reload(&mut self, turn: &mut Turn<'_>) {
        self.asked = Some((turn.ask(Request::OpenTasks), false));
    }

    fn write(&mut self, request: Request, turn: &mut Turn<'_>) {
        self.asked = Some((turn.ask(request), true));
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match action {
            Action::Back => self.back(turn),
            Action::Move => self.selected = moved(self.selected, self.shown().len(), key),
            Action::Next => self.turn_tab(1),
            Action::Previous => self.turn_tab(Nature::ALL.len()),
            Action::Toggle => self.tick(),
            Action::Validate => self.validate(turn),
            Action::AcceptFitting => self.decide(Verdict::AcceptFitting, turn),
            Action::Refuse => self.choice = Some(Choice::Motive),
            Action::Digit => self.choose(key, turn),
            Action::Undo => self.write(Request::UndoDecisions(self.undo.clone()), turn),
            Action::Open => self.open(turn),
            _ => {}
        }
    }

    /// One level back; what is being written is waited for.
    fn back(&mut self, turn: &mut Turn<'_>) {
        match self.asked {
            Some((_, true)) => turn.say(Tone::Plain, "Enregistrement en cours…"),
            Some((_, false)) => self.asked = None,
            None if self.choice.take().is_some() => {}
            None if !self.ticked.is_empty() => self.ticked.clear(),
            None => turn.step(Step::Back),
        }
    }

    /// Shows the kind that stands so far after the one that is shown, all of them among these.
    fn turn_tab(&mut self, by: usize) {
        let place = self.tab.and_then(|tab| Nature::ALL.iter().position(|one| *one == tab));
        let next = (place.map_or(0, |place| place + 1) + by) % (Nature::ALL.len() + 1);
        self.tab = next.checked_sub(1).and_then(|place| Nature::ALL.get(place)).copied();
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
        let mut requests = self.meant();
        requests.sort_by_key(|asked| asked.family);
        self.write(Request::Decide { requests, verdict }, turn);
    }

    fn validate(&mut self, turn: &mut Turn<'_>) {
        let task = self.line().map(|line| line.task.clone());
        match task {
            _ if !self.ticked.is_empty() => self.decide(Verdict::Accept, turn),
            Some(Task::Request(_)) => self.decide(Verdict::Accept, turn),
            Some(Task::Document(note)) => self.write(Request::NoteDocument(note), turn),
            Some(Task::ToTell(_)) => self.choice = Some(Choice::Told),
            Some(Task::Receipt(_)) => self.open(turn),
            Some(Task::Place | Task::Account) | None => {}
        }
    }

    /// The line of the choice that a digit stands for.
    fn choose(&mut self, key: Key, turn: &mut Turn<'_>) {
        let place = digit(key).and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
        let Some(place) = place else { return };
        let line = self.line().map(|line| (line.family, line.task.clone()));
        match (self.choice, line) {
            (Some(Choice::Motive), _) => {
                if let Some(motive) = RefusedFor::ALL.get(place) {
                    self.choice = None;
                    self.decide(Verdict::Refuse(*motive), turn);
                }
            }
            (Some(Choice::Told), Some((family, Task::ToTell(decision)))) => {
                if let Some(how) = ToldBy::ALL.get(place) {
                    self.choice = None;
                    self.write(Request::Told { of: (family, decision), how: *how }, turn);
                }
            }
            _ => {}
        }
    }

    /// Opens the family at the screen where the task is done.
    fn open(&self, turn: &mut Turn<'_>) {
        let Some(line) = self.line() else { return };
        let family = line.family;
        turn.open(match &line.task {
            Task::Request(asked) => Request::OpenCalendar {
                family,
                child: Some(asked.child),
                activity: Some(asked.activity),
                month: asked.days.first().map_or(turn.scene.now.today(), |(_, day)| *day),
            },
            Task::Document(note) => match note.child {
                Some(child) => Request::OpenEnrolments { family, child, wish: None },
                None => Request::OpenFamily(family),
            },
            Task::Place => Request::OpenWaiting,
            Task::ToTell(_) => Request::OpenFamily(family),
            Task::Receipt(payment) => Request::OpenReceipt(*payment),
            Task::Account => Request::OpenAccess(family),
        });
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        let Some((_, wrote)) = self.asked.filter(|(awaited, _)| *awaited == ticket) else { return };
        self.asked = None;
        match reply {
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
        let tabs = (self.view.counts.as_slice(), self.tab);
        draw_list(canvas, body, tabs, (&lines, self.selected), scene.now);
        let labels = |words: &[&'static str]| words.to_vec();
        match self.choice {
            Some(Choice::Motive) => {
                let motives: Vec<_> = RefusedFor::ALL.iter().map(|one| one.label()).collect();
                draw_choice(
                    canvas,
                    body,
                    "Refuser\u{a0}: pour quel motif\u{a0}?",
                    &labels(&motives),
                );
            }
            Some(Choice::Told) => {
                let ways: Vec<_> = ToldBy::ALL.iter().map(|one| one.label()).collect();
                draw_choice(canvas, body, "La famille a été prévenue", &labels(&ways));
            }
            None => {}
        }
    }
}
