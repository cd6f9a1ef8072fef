//! The counter's notes about a family: written, read in full, struck out.
//!
//! A word that says a belief or a diagnosis is told while it is typed, and stops nobody.

use ratatui::layout::Rect;

use super::household::keys::{LEAVE, LEAVING, PREVIOUS, WRITE};
use crate::desk::request::draft::{Draft, NoteDraft};
use crate::desk::request::{Reply, Request, WriteNote};
use crate::desk::view::{FamilyView, NoteLine};
use crate::domain::ids::FamilyId;
use crate::domain::sensitive::sensitive;
use crate::domain::text::{clean, fold};
use crate::domain::time::{clock, numeric_day};
use crate::ui::canvas::{Canvas, cut_left, cut_top};
use crate::ui::form::{Form, Line, Look, Said, change, draw_leaving};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, EVERYWHERE, Label, PANEL, bind};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};
use crate::ui::words::wrap;

/// Most characters of a note.
const MOST: usize = 500;

/// The keys of the list.
const LIST: &[Binding] = &[
    bind(&[Key::Char('n')], Action::Create, Label::Footer("Nouvelle"), "écrire une note", "note"),
    bind(
        &[Key::Delete],
        Action::Strike,
        Label::Footer("Rayer"),
        "rayer la note choisie\u{a0}; le journal la garde",
        "rayer",
    ),
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Hint("choisir"),
        "changer de note",
        "",
    ),
];

/// The keys while a note is typed.
const FORM: &[Binding] = &[
    bind(
        &[Key::Tab, Key::Down, Key::Enter],
        Action::Next,
        Label::Hint("suivant"),
        "champ suivant",
        "",
    ),
    PREVIOUS,
    WRITE,
    LEAVE,
];

/// What a line of the form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Text,
    Flagged,
}

/// What lies over the list.
#[derive(Clone, Debug, PartialEq)]
enum Panel {
    /// Nothing.
    List,
    /// A note that is being typed.
    Form(Form<Slot>),
    /// Leaving would lose it.
    Leaving(Form<Slot>),
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    Writing(Ticket),
    Loading(Ticket),
}

/// The notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Notes {
    family: FamilyId,
    name: String,
    lines: Vec<NoteLine>,
    selected: usize,
    panel: Panel,
    asked: Option<Asked>,
}

impl Notes {
    /// The notes of a file; a note is typed at once where there is none.
    pub fn of(view: &FamilyView, writes: bool) -> Self {
        let begins = view.notes.lines.is_empty() && writes;
        let panel = if begins { Panel::Form(blank()) } else { Panel::List };
        Self {
            family: view.preview.family,
            name: view.preview.holder.name.clone(),
            lines: view.notes.lines.clone(),
            selected: 0,
            panel,
            asked: None,
        }
    }

    /// What is typed and not written, if anything is.
    pub fn draft(&self) -> Option<Draft> {
        let (Panel::Form(form) | Panel::Leaving(form)) = &self.panel else { return None };
        let draft = NoteDraft {
            family: self.family,
            name: self.name.clone(),
            text: form.text(Slot::Text).to_owned(),
            flagged: form.text(Slot::Flagged).to_owned(),
        };
        form.is_changed().then_some(Draft::Note(draft))
    }

    /// A note as far as it was typed.
    pub fn resumed(draft: NoteDraft) -> Self {
        let mut form = blank();
        form.fill(Slot::Text, &draft.text);
        form.fill(Slot::Flagged, &draft.flagged);
        let (family, name, panel) = (draft.family, draft.name, Panel::Form(form));
        Self { family, name, lines: Vec::new(), selected: 0, panel, asked: None }
    }

    /// Its keys.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match self.panel {
            Panel::List => [LIST, EVERYWHERE],
            Panel::Form(_) => [FORM, PANEL],
            Panel::Leaving(_) => [LEAVING, PANEL],
        }
    }

    /// Whose it is.
    pub const fn family(&self) -> FamilyId {
        self.family
    }

    /// `Notes · MARTINEAU Claire`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Notes · {}", self.name)
    }

    /// Every character is text in the form.
    pub const fn takes(&self, key: Key) -> bool {
        matches!((&self.panel, key), (Panel::Form(_), Key::Char(_)))
    }

    /// Whoever only reads writes nothing, and only a note can be struck.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        match action {
            Action::Create | Action::Strike if !writes => Some(super::READ_ONLY),
            Action::Strike if self.lines.is_empty() => Some("aucune note"),
            _ => None,
        }
    }

    /// A note is being written.
    pub const fn holds(&self) -> bool {
        matches!(self.asked, Some(Asked::Writing(_)))
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match (input, &mut self.panel) {
            (Input::Act(action, key), _) => self.act(action, key, turn),
            (Input::Key(key), Panel::Form(form)) => form.key(key),
            (Input::Paste(text), Panel::Form(form)) => form.paste(&text),
            (Input::Reply(ticket, reply), _) => self.reply(ticket, reply, turn),
            (Input::Shown, _) => self.load(turn),
            _ => {}
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match (action, &mut self.panel) {
            (Action::Back, _) => self.back(turn),
            (Action::Next, Panel::Form(form)) => form.next(),
            (Action::Previous, Panel::Form(form)) => form.previous(),
            (Action::Write, Panel::Form(_)) => self.write(turn),
            (Action::Abandon, _) => self.leave(turn),
            (Action::Create, _) => self.panel = Panel::Form(blank()),
            (Action::Move, _) => self.selected = moved(self.selected, self.lines.len(), key),
            (Action::Strike, _) => {
                if let Some(note) = self.lines.get(self.selected) {
                    let (family, note) = (self.family, note.entry);
                    let ticket = turn.ask(Request::StrikeNote { family, note });
                    self.asked = Some(Asked::Writing(ticket));
                }
            }
            _ => {}
        }
    }

    fn back(&mut self, turn: &mut Turn<'_>) {
        match &self.panel {
            _ if self.holds() => turn.say(Tone::Plain, "Enregistrement en cours…"),
            Panel::Form(form) if form.is_changed() => self.panel = Panel::Leaving(form.clone()),
            Panel::Leaving(form) => self.panel = Panel::Form(form.clone()),
            Panel::Form(_) => self.leave(turn),
            Panel::List => turn.step(Step::Back),
        }
    }

    /// Back to the list, or to the file where there is no list.
    fn leave(&mut self, turn: &mut Turn<'_>) {
        self.panel = Panel::List;
        if self.lines.is_empty() {
            turn.step(Step::Back);
        }
    }

    fn write(&mut self, turn: &mut Turn<'_>) {
        let Panel::Form(form) = &mut self.panel else { return };
        let wrong = form.lines().iter().find(|line| said(line).is_wrong());
        if let Some(line) = wrong {
            let (key, label) = (line.key, line.label);
            form.go(key);
            turn.say(Tone::No, format!("Champ à corriger\u{a0}: {label}. Rien n’est perdu."));
            return;
        }
        let (text, flagged) = (clean(form.text(Slot::Text)), yes(form.text(Slot::Flagged)));
        let family = self.family;
        let ticket = turn.ask(Request::WriteNote(WriteNote { family, text, flagged }));
        self.asked = Some(Asked::Writing(ticket));
    }

    fn load(&mut self, turn: &mut Turn<'_>) {
        self.asked = Some(Asked::Loading(turn.ask(Request::OpenFamily(self.family))));
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        let Some(Asked::Writing(awaited) | Asked::Loading(awaited)) = self.asked else { return };
        if awaited != ticket {
            return;
        }
        self.asked = None;
        match reply {
            Reply::Filed(filed) => {
                self.panel = Panel::List;
                turn.say(Tone::Done, filed.sentence);
                self.load(turn);
            }
            Reply::Family(view) => {
                self.lines = view.notes.lines;
                self.selected = self.selected.min(self.lines.len().saturating_sub(1));
            }
            other => turn.refused(&other),
        }
    }

    /// Draws the notes in full, or the one that is typed.
    pub fn draw(&self, _: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        match &self.panel {
            Panel::List => self.draw_list(canvas, body),
            Panel::Form(form) | Panel::Leaving(form) => {
                let active = matches!(self.panel, Panel::Form(_));
                draw_form(canvas, body, form, active);
                if !active {
                    let text = clean(form.text(Slot::Text));
                    draw_leaving(canvas, body, &[change("Note", "", &text)]);
                }
            }
        }
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        let mut inside = canvas.panel(body, "Notes du guichet");
        if self.lines.is_empty() {
            canvas.text(inside, "Aucune note. N en écrit une.", theme.quiet);
        }
        let first = self.selected.saturating_sub(1);
        for (index, note) in self.lines.iter().enumerate().skip(first) {
            let local = note.at.local();
            let when = format!("{} {}", numeric_day(local.date()), clock(local));
            let mark = if index == self.selected { "> " } else { "  " };
            let flag = if note.flagged { "  ▲ montrée dès la recherche" } else { "" };
            let who = format!("  {}", note.agent);
            let head = [(mark, theme.key), (&*when, theme.quiet), (&*who, theme.quiet)];
            let rest = canvas.line(cut_top(&mut inside, 1), &head);
            canvas.text(rest, flag, theme.alert);
            for line in wrap(&note.text, usize::from(inside.width.saturating_sub(2))) {
                let mut row = cut_top(&mut inside, 1);
                cut_left(&mut row, 2);
                let style = if index == self.selected { theme.strong() } else { theme.text };
                canvas.text(row, &line, style);
            }
            cut_top(&mut inside, 1);
        }
    }
}

fn blank() -> Form<Slot> {
    let text = Line::new(Slot::Text, "Note", "", "");
    Form::new(vec![text, Line::new(Slot::Flagged, "Signaler (o/n)", "n", "n")])
}

fn yes(text: &str) -> bool {
    matches!(fold(text).as_str(), "o" | "oui")
}

/// What a line is worth.
fn said(line: &Line<Slot>) -> Said {
    let text = clean(line.text());
    match line.key {
        Slot::Text if text.is_empty() => Said::Wrong("obligatoire".to_owned()),
        Slot::Text if text.chars().count() > MOST => {
            Said::Wrong(format!("{MOST} caractères au plus"))
        }
        Slot::Text => sensitive(&text).map_or_else(
            || Said::Hint(format!("{} sur {MOST}", text.chars().count())),
            |word| {
                Said::Doubt(format!(
                    "«\u{a0}{word}\u{a0}»\u{a0}: ni santé ni croyance ici\u{a0}; «\u{a0}sans \
                     porc\u{a0}», «\u{a0}PAI\u{a0}» suffisent"
                ))
            },
        ),
        Slot::Flagged if yes(&text) => Said::Hint("montrée dès la recherche".to_owned()),
        Slot::Flagged if matches!(fold(&text).as_str(), "" | "n" | "non") => {
            Said::Hint("montrée à l’ouverture de la fiche".to_owned())
        }
        Slot::Flagged => Said::Wrong("o ou n".to_owned()),
    }
}

/// The form, and the note in full under it.
fn draw_form(canvas: &mut Canvas<'_>, body: Rect, form: &Form<Slot>, active: bool) {
    let theme = canvas.theme;
    let mut below = canvas.panel(body, "Nouvelle note");
    let fields = cut_top(&mut below, 4);
    form.draw(canvas, fields, active, &|line| Look { heading: None, verdict: said(line) });
    cut_top(&mut below, 1);
    for (line, row) in
        wrap(form.text(Slot::Text), usize::from(below.width)).iter().zip(below.rows())
    {
        canvas.text(row, line, theme.text);
    }
}

#[cfg(test)]
mod tests;
