//! A child's rights to activities, from a day to a day: given, changed, taken back.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::household::keys::{LEAVE, LEAVING, PREVIOUS, WRITE};
use crate::desk::request::{Reply, Request, SetEnrolment};
use crate::desk::view::{ActivityChoice, EnrolmentLine, EnrolmentsView};
use crate::domain::detail::typed_day;
use crate::domain::ids::EntryId;
use crate::domain::text::{fold, of_name};
use crate::domain::time::{clock, numeric_day};
use crate::ui::canvas::{Canvas, centred, cut_left, cut_top};
use crate::ui::form::{Form, Line, Look, Said, change, draw_leaving};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, EVERYWHERE, Label, PANEL, bind};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::{Column, Rows, cell, moved, table, words};
use crate::ui::turn::{Input, Scene, Step, Turn};
use crate::ui::words::wrap_at;

/// The keys of the list.
const LIST: &[Binding] = &[
    bind(
        &[Key::Char('n')],
        Action::Create,
        Label::Footer("Inscrire"),
        "inscrire à une activité",
        "inscrire",
    ),
    bind(
        &[Key::Enter, Key::F(2)],
        Action::Edit,
        Label::Footer("Modifier"),
        "changer les jours de l’inscription choisie",
        "modifier",
    ),
    bind(
        &[Key::Delete],
        Action::Strike,
        Label::Footer("Retirer"),
        "retirer une inscription faite par erreur",
        "retirer",
    ),
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Hint("choisir"),
        "changer de ligne",
        "",
    ),
];

/// The keys of the form.
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

/// The keys of two versions of one right.
const VERSIONS: &[Binding] = &[
    bind(
        &[Key::F(9)],
        Action::Write,
        Label::Footer("Enregistrer la mienne"),
        "enregistrer ce qui est à l’écran par-dessus",
        "",
    ),
    bind(
        &[Key::Esc],
        Action::Back,
        Label::Footer("Garder l’autre"),
        "garder ce qui est enregistré",
        "",
    ),
];

/// What a line of the form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Activity,
    From,
    To,
}

/// What lies over the list.
#[derive(Clone, Debug, PartialEq)]
enum Panel {
    /// Nothing.
    List,
    /// A right that is being typed.
    Form,
    /// Leaving would lose it.
    Leaving,
    /// What somebody else wrote meanwhile.
    Versions(Box<EnrolmentLine>),
}

/// The rights.
#[derive(Clone, Debug, PartialEq)]
pub struct Enrolments {
    view: Box<EnrolmentsView>,
    selected: usize,
    panel: Panel,
    form: Form<Slot>,
    /// The right that is being changed, and the version that was seen.
    of: Option<EnrolmentLine>,
    asked: Option<Ticket>,
    /// The rights are asked for anew; nobody waits for them.
    loading: Option<Ticket>,
}

impl Enrolments {
    /// The rights of a child.
    pub fn new(view: Box<EnrolmentsView>) -> Self {
        let (panel, form) = (Panel::List, Form::new(Vec::new()));
        Self { view, selected: 0, panel, form, of: None, asked: None, loading: None }
    }

    /// Its keys.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match self.panel {
            Panel::List => [LIST, EVERYWHERE],
            Panel::Form => [FORM, PANEL],
            Panel::Leaving => [LEAVING, PANEL],
            Panel::Versions(_) => [VERSIONS, PANEL],
        }
    }

    /// `Inscriptions de Léo`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Inscriptions {}", of_name(&self.view.given))
    }

    /// Every character is text in the form.
    pub const fn takes(&self, key: Key) -> bool {
        matches!((&self.panel, key), (Panel::Form, Key::Char(_)))
    }

    /// Whoever only reads writes nothing, and only a right can be changed.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        match action {
            Action::Create | Action::Edit | Action::Strike if !writes => Some(super::READ_ONLY),
            Action::Edit | Action::Strike if self.view.lines.is_empty() => {
                Some("aucune inscription")
            }
            Action::Create if self.view.activities.is_empty() => Some("aucune activité"),
            _ => None,
        }
    }

    /// A right is being written.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Key(key) if self.panel == Panel::Form => self.form.key(key),
            Input::Paste(text) if self.panel == Panel::Form => self.form.paste(&text),
            Input::Reply(ticket, reply) if self.asked == Some(ticket) => {
                self.asked = None;
                self.reply(reply, turn);
            }
            Input::Reply(ticket, reply) if self.loading == Some(ticket) => {
                self.loading = None;
                self.reply(reply, turn);
            }
            Input::Shown => self.load(turn),
            _ => {}
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match action {
            Action::Back => self.back(turn),
            Action::Next => self.form.next(),
            Action::Previous => self.form.previous(),
            Action::Move => {
                self.selected = moved(self.selected, self.view.lines.len(), key);
            }
            Action::Create => self.begin(None, turn),
            Action::Edit => self.begin(self.view.lines.get(self.selected).cloned(), turn),
            Action::Strike => self.strike(turn),
            Action::Abandon => self.panel = Panel::List,
            Action::Write => self.write(turn),
            _ => {}
        }
    }

    fn back(&mut self, turn: &mut Turn<'_>) {
        match self.panel {
            _ if self.asked.is_some() => turn.say(Tone::Plain, "Enregistrement en cours…"),
            Panel::List => turn.step(Step::Back),
            Panel::Form if self.form.is_changed() => self.panel = Panel::Leaving,
            Panel::Leaving => self.panel = Panel::Form,
            Panel::Form => self.panel = Panel::List,
            Panel::Versions(_) => {
                self.panel = Panel::List;
                self.load(turn);
            }
        }
    }

    /// Opens the form: a new right ends, until told otherwise, when the child's others do.
    fn begin(&mut self, of: Option<EnrolmentLine>, turn: &Turn<'_>) {
        let today = turn.scene.now.today();
        let end = self.view.lines.iter().map(|line| line.to).filter(|end| *end >= today).max();
        let (activity, from, to) = match &of {
            Some(line) => (line.label.clone(), line.from, Some(line.to)),
            None => (String::new(), today, end),
        };
        let (from, to) = (numeric_day(from), to.map(numeric_day).unwrap_or_default());
        self.form = Form::new(vec![
            Line::new(Slot::Activity, "Activité", &activity, &activity),
            Line::new(Slot::From, "Du", &from, &from),
            Line::new(Slot::To, "Au", &to, &to),
        ]);
        if of.is_some() {
            self.form.go(Slot::To);
        }
        self.of = of;
        self.panel = Panel::Form;
    }

    /// The activities that the typed words may mean, the one of exactly that name alone.
    fn named(&self) -> Vec<&ActivityChoice> {
        let typed = fold(self.form.text(Slot::Activity));
        let all = &self.view.activities;
        if let Some(same) = all.iter().find(|one| fold(&one.label) == typed) {
            return vec![same];
        }
        let named = |one: &&ActivityChoice| {
            let label = fold(&one.label);
            typed.split(' ').all(|word| label.contains(word))
        };
        all.iter().filter(named).collect()
    }

    /// The one activity that the typed words mean, of several the one at the child's school; or how
    /// many they may mean.
    fn chosen(&self) -> Result<&ActivityChoice, usize> {
        let (named, school) = (self.named(), fold(&self.view.school));
        let is_typed = !self.form.text(Slot::Activity).trim().is_empty() && !school.is_empty();
        let there = |one: &&ActivityChoice| is_typed && fold(&one.label).contains(&school);
        let at_school: Vec<&ActivityChoice> = named.iter().copied().filter(there).collect();
        match (named.as_slice(), at_school.as_slice()) {
            ([one], _) | (_, [one]) => Ok(one),
            (several, _) => Err(several.len()),
        }
    }

    fn day(&self, slot: Slot, today: NaiveDate) -> Option<NaiveDate> {
        typed_day(self.form.text(slot), today, false)
    }

    /// What a line is worth.
    fn said(&self, slot: Slot, today: NaiveDate) -> Said {
        match slot {
            Slot::Activity => match self.chosen() {
                Ok(one) if one.ages.is_empty() => Said::Hint(format!("→ {}", one.label)),
                Ok(one) => Said::Hint(format!("→ {} ({})", one.label, one.ages)),
                Err(0) => Said::Wrong("aucune activité de ce nom".to_owned()),
                Err(several) => Said::Wrong(format!("{several} activités\u{a0}: précisez")),
            },
            Slot::From | Slot::To => match (self.day(slot, today), self.day(Slot::From, today)) {
                (None, _) => Said::Wrong("une date comme 01/09/2026".to_owned()),
                (Some(to), Some(from)) if slot == Slot::To && to < from => {
                    Said::Wrong("avant le début".to_owned())
                }
                (Some(day), _) => Said::Hint(numeric_day(day)),
            },
        }
    }

    fn strike(&mut self, turn: &mut Turn<'_>) {
        let Some(line) = self.view.lines.get(self.selected).cloned() else { return };
        let to = line.from.pred_opt().unwrap_or(line.from);
        let request = SetEnrolment { to, ..self.request(&line, line.saw) };
        self.asked = Some(turn.ask(Request::SetEnrolment(request)));
    }

    /// A right as it stands, to be written again.
    const fn request(&self, line: &EnrolmentLine, saw: EntryId) -> SetEnrolment {
        SetEnrolment {
            family: self.view.family,
            child: self.view.child,
            enrolment: Some(line.id),
            activity: line.activity,
            from: line.from,
            to: line.to,
            saw: Some(saw),
        }
    }

    fn write(&mut self, turn: &mut Turn<'_>) {
        let today = turn.scene.now.today();
        let slots = [Slot::Activity, Slot::From, Slot::To];
        if let Some(slot) = slots.into_iter().find(|slot| self.said(*slot, today).is_wrong()) {
            self.form.go(slot);
            self.panel = Panel::Form;
            let label = self.form.focused().map_or("", |line| line.label);
            turn.say(Tone::No, format!("Champ à corriger\u{a0}: {label}. Rien n’est perdu."));
            turn.step(Step::Flush);
            return;
        }
        let days = (self.day(Slot::From, today), self.day(Slot::To, today));
        let (Ok(activity), (Some(from), Some(to))) = (self.chosen(), days) else { return };
        let saw = match &self.panel {
            Panel::Versions(stands) => Some(stands.saw),
            _ => self.of.as_ref().map(|line| line.saw),
        };
        let request = SetEnrolment {
            family: self.view.family,
            child: self.view.child,
            enrolment: self.of.as_ref().map(|line| line.id),
            activity: activity.id,
            from,
            to,
            saw,
        };
        self.asked = Some(turn.ask(Request::SetEnrolment(request)));
    }

    fn load(&mut self, turn: &mut Turn<'_>) {
        let (family, child) = (self.view.family, self.view.child);
        self.loading = Some(turn.ask(Request::OpenEnrolments { family, child }));
    }

    fn reply(&mut self, reply: Reply, turn: &mut Turn<'_>) {
        match reply {
            Reply::Enrolments(view) => self.show(view),
            Reply::Enrolled(view, sentence) => {
                self.panel = Panel::List;
                self.show(view);
                turn.say(Tone::Done, sentence);
            }
            Reply::EnrolmentChanged(stands) => {
                turn.step(Step::Flush);
                if self.panel == Panel::List {
                    self.begin(self.view.lines.get(self.selected).cloned(), turn);
                }
                self.panel = Panel::Versions(stands);
            }
            other => turn.refused(&other),
        }
    }

    fn show(&mut self, view: Box<EnrolmentsView>) {
        self.selected = self.selected.min(view.lines.len().saturating_sub(1));
        self.view = view;
    }

    /// Draws the rights, and what lies over them.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        self.draw_list(canvas, body, scene.now.today());
        let over = centred(body, 72, 9);
        match &self.panel {
            Panel::List => {}
            Panel::Form => self.draw_form(canvas, centred(body, 72, 13), scene.now.today()),
            Panel::Leaving => {
                let lost = |line: &Line<Slot>| change(line.label, &line.before, line.text());
                draw_leaving(canvas, body, &self.form.changed().map(lost).collect::<Vec<_>>());
            }
            Panel::Versions(stands) => self.draw_versions(canvas, over, stands),
        }
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, body: Rect, today: NaiveDate) {
        const COLUMNS: &[Column] =
            &[words("Activité", 0), words("Du", 12), words("Au", 12), words("Écrit par", 16)];
        let theme = canvas.theme;
        let inside = canvas.panel(body, &format!("Inscriptions {}", of_name(&self.view.given)));
        let lines = &self.view.lines;
        if lines.is_empty() {
            canvas.text(inside, "Aucune inscription. N inscrit à une activité.", theme.quiet);
            return;
        }
        let make = |index: usize| {
            lines.get(index).map_or(Vec::new(), |line| {
                let style = if line.to < today { theme.quiet } else { theme.text };
                vec![
                    cell(line.label.as_str(), style),
                    cell(numeric_day(line.from), style),
                    cell(numeric_day(line.to), style),
                    cell(line.agent.as_str(), theme.quiet),
                ]
            })
        };
        let rows = Rows { count: lines.len(), selected: Some(self.selected), make: &make };
        table(canvas, inside, COLUMNS, &rows);
    }

    /// Draws what is typed, and under it the activities that it may mean.
    fn draw_form(&self, canvas: &mut Canvas<'_>, area: Rect, today: NaiveDate) {
        canvas.blank(area, canvas.theme.text);
        let title = if self.of.is_some() { "Modifier l’inscription" } else { "Inscrire" };
        let mut inside = canvas.panel(area, title);
        let look = |line: &Line<Slot>| Look { heading: None, verdict: self.said(line.key, today) };
        self.form.draw(canvas, cut_top(&mut inside, 5), true, &look);
        cut_top(&mut inside, 1);
        cut_left(&mut inside, 1);
        if self.chosen().is_err() {
            let names: Vec<&str> = self.named().iter().map(|one| one.label.as_str()).collect();
            let lines = wrap_at(&names.join("   "), "   ", usize::from(inside.width));
            for (line, row) in lines.iter().zip(inside.rows()) {
                canvas.text(row, line, canvas.theme.text);
            }
        }
    }

    fn draw_versions(&self, canvas: &mut Canvas<'_>, area: Rect, stands: &EnrolmentLine) {
        let theme = canvas.theme;
        canvas.blank(area, theme.text);
        let mut inside = canvas.panel(area, "Deux versions de l’inscription");
        let local = stands.at.local();
        let day = numeric_day(local.date());
        let who = format!("Modifiée par {} le {day} à {}.", stands.agent, clock(local));
        canvas.text(cut_top(&mut inside, 1), &who, theme.alert);
        cut_top(&mut inside, 1);
        let mine = [Slot::Activity, Slot::From, Slot::To].map(|slot| self.form.text(slot));
        let mine = mine.join("  ");
        let (from, to) = (numeric_day(stands.from), numeric_day(stands.to));
        let theirs = format!("{}  {from}  {to}", stands.label);
        for (label, text) in [("à l’écran   ", &mine), ("enregistrée ", &theirs)] {
            let row = cut_top(&mut inside, 1);
            canvas.line(row, &[(label, theme.quiet), (text, theme.text)]);
        }
        cut_top(&mut inside, 1);
        let keys = [
            ("F9", theme.key),
            (" enregistrer celle de l’écran   ", theme.text),
            ("Échap", theme.key),
            (" garder l’autre", theme.text),
        ];
        canvas.line(cut_top(&mut inside, 1), &keys);
    }
}

#[cfg(test)]
mod tests;
